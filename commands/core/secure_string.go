package core

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell/object"
)

const secureStringType = "System.Security.SecureString"

// secureString makes a System.Security.SecureString of a text.
func secureString(text string) (object.Value, error) {
	t := object.LookupType(secureStringType)
	if t == nil {
		return nil, object.NewError("System.NotSupportedException", "NotSupported", object.NotImplemented, "Secure strings are not known here.")
	}
	secure, err := object.New(t, nil)
	if err != nil {
		return nil, err
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		if _, err := object.InvokeMethod(secure, "AppendChar", []object.Value{object.Char(unit)}); err != nil {
			return nil, err
		}
	}
	return secure, nil
}

// plainText reads a secure string by way of a credential, as scripts do.
func plainText(secure object.Value) (string, error) {
	credential, err := object.New(object.LookupType(credentialType), []object.Value{"user", secure})
	if err != nil {
		return "", err
	}
	network, err := object.InvokeMethod(credential, "GetNetworkCredential", nil)
	if err != nil {
		return "", err
	}
	password, _, err := object.GetProperty(network, "Password")
	return object.ToText(password), err
}

// keyOf is the encryption key that -Key or -SecureKey gives; nil without either.
func keyOf(key []uint8, secure object.Value) ([]byte, error) {
	if object.IsNull(secure) {
		return key, nil
	}
	text, err := plainText(secure)
	if err != nil {
		return nil, err
	}
	return utf16Bytes(text), nil
}

func utf16Bytes(text string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// encryptedHeader starts the text form of a secure string that was encrypted with a key.
const encryptedHeader = "76492d1116743f0423413b16050a5345"

// encryptText gives PowerShell's text form: with a key AES-CBC under the header; without one the hexadecimal UTF-16
// that PowerShell writes where there is no Windows to keep a key.
func encryptText(text string, key []byte) (string, error) {
	data := utf16Bytes(text)
	if key == nil {
		return hex.EncodeToString(data), nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", errKeyLength()
	}
	iv := make([]byte, block.BlockSize())
	_, _ = rand.Read(iv) // never fails
	padding := block.BlockSize() - len(data)%block.BlockSize()
	data = append(data, bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	body := "2|" + base64.StdEncoding.EncodeToString(iv) + "|" + hex.EncodeToString(data)
	return encryptedHeader + base64.StdEncoding.EncodeToString(utf16Bytes(body)), nil
}

// errKeyLength is the error of a key that AES does not take.
func errKeyLength() *object.ErrorRecord {
	return invalidArgument("The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits. " +
		"(Parameter 'key')")
}

func errEncrypted(text string) *object.ErrorRecord {
	return invalidArgument(`The parameter value "` + text + `" is not a valid encrypted string. (Parameter 'input')`)
}

func invalidArgument(message string) *object.ErrorRecord {
	return object.NewError("System.Management.Automation.PSArgumentException", "ImportSecureString_InvalidArgument",
		object.InvalidArgument, "%s", message)
}

// errDecrypt is the error of a key other than the one that the text was encrypted with.
func errDecrypt() *object.ErrorRecord {
	return object.NewError("System.Security.Cryptography.CryptographicException",
		"ImportSecureString_InvalidArgument_CryptographicError", object.InvalidArgument, "Padding is invalid and cannot be removed.")
}

// decryptText reads what encryptText wrote.
func decryptText(text string, key []byte) (string, error) {
	if key == nil {
		data, err := hex.DecodeString(text)
		if err != nil {
			return "", errEncrypted(text)
		}
		return utf16Text(data), nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", errKeyLength()
	}
	iv, data, ok := encryptedParts(text)
	if !ok {
		return "", errEncrypted(text)
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	padding := int(data[len(data)-1])
	if padding == 0 || padding > aes.BlockSize || !bytes.Equal(data[len(data)-padding:], bytes.Repeat([]byte{byte(padding)}, padding)) {
		return "", errDecrypt()
	}
	return utf16Text(data[:len(data)-padding]), nil
}

// encryptedParts are the initialization vector and the data of a text that was encrypted with a key.
func encryptedParts(text string) (iv, data []byte, ok bool) {
	body, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(text, encryptedHeader))
	parts := strings.Split(utf16Text(body), "|")
	if err != nil || len(parts) != 3 {
		return nil, nil, false
	}
	iv, err1 := base64.StdEncoding.DecodeString(parts[1])
	data, err2 := hex.DecodeString(parts[2])
	return iv, data, errors.Join(err1, err2) == nil && len(iv) == aes.BlockSize && len(data) > 0 && len(data)%aes.BlockSize == 0
}
