package dotnet

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"

	"github.com/partnershell/partnershell/shell/object"
)

// aesCipher is System.Security.Cryptography.Aes.
type aesCipher struct {
	key, iv []byte
	mode    int64 // CipherMode
	padding int64 // PaddingMode
}

// The cipher modes and paddings of .NET that this knows.
const (
	cipherCBC, cipherECB                    = 1, 2
	paddingNone, paddingPKCS7, paddingZeros = 1, 2, 3
	aesType                                 = "System.Security.Cryptography.Aes"
	cryptographicException                  = "System.Security.Cryptography.CryptographicException"
	cipherModeType, paddingModeType         = "System.Security.Cryptography.CipherMode", "System.Security.Cryptography.PaddingMode"
)

// Type implements object.Object.
func (*aesCipher) Type() *object.Type {
	return object.LibraryType("System.Security.Cryptography.AesImplementation")
}

// cryptoTransform is what CreateEncryptor and CreateDecryptor give.
type cryptoTransform struct {
	block   cipher.Block
	iv      []byte
	mode    int64
	padding int64
	decrypt bool
}

// Type implements object.Object.
func (*cryptoTransform) Type() *object.Type {
	return object.LibraryType("System.Security.Cryptography.UniversalCryptoTransform")
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

func newAes(args) (object.Value, error) {
	return &aesCipher{key: randomBytes(32), iv: randomBytes(aes.BlockSize), mode: cipherCBC, padding: paddingPKCS7}, nil
}

func aesClass() class {
	return class{
		statics: methods{"Create": try(newAes)},
		properties: getters{
			"Key":       get(func(c *aesCipher) object.Value { return byteArray(c.key) }),
			"IV":        get(func(c *aesCipher) object.Value { return byteArray(c.iv) }),
			"KeySize":   get(func(c *aesCipher) object.Value { return i32(8 * len(c.key)) }),
			"BlockSize": constant(int32(8 * aes.BlockSize)),
			"Mode":      get(func(c *aesCipher) object.Value { return object.NewEnum(cipherModeType, c.mode) }),
			"Padding":   get(func(c *aesCipher) object.Value { return object.NewEnum(paddingModeType, c.padding) }),
		},
		setters: setters{
			"Key": set(func(c *aesCipher, v object.Value) error {
				b, _ := args{v}.bytes(0)
				if n := len(b); n != 16 && n != 24 && n != 32 {
					return object.NewException(cryptographicException, "Specified key is not a valid size for this algorithm.")
				}
				c.key = b
				return nil
			}),
			"IV": set(func(c *aesCipher, v object.Value) error {
				b, _ := args{v}.bytes(0)
				if len(b) != aes.BlockSize {
					return object.NewException(cryptographicException,
						"Specified initialization vector (IV) does not match the block size for this algorithm.")
				}
				c.iv = b
				return nil
			}),
			"KeySize": set(func(c *aesCipher, v object.Value) error {
				n, _ := toInt64(v)
				if n != 128 && n != 192 && n != 256 {
					return object.NewException(cryptographicException, "Specified key is not a valid size for this algorithm.")
				}
				c.key = randomBytes(int(n / 8))
				return nil
			}),
			"Mode": set(func(c *aesCipher, v object.Value) error {
				mode := args{v}.enum(0, 0)
				if mode != cipherCBC && mode != cipherECB {
					return object.NewException(cryptographicException, "Specified cipher mode is not valid for this algorithm.")
				}
				c.mode = mode
				return nil
			}),
			"Padding": set(func(c *aesCipher, v object.Value) error { c.padding = args{v}.enum(0, 0); return nil }),
		},
		methods: methods{
			"GenerateKey":     do(func(c *aesCipher, _ args) object.Value { c.key = randomBytes(len(c.key)); return object.Nothing }),
			"GenerateIV":      do(func(c *aesCipher, _ args) object.Value { c.iv = randomBytes(len(c.iv)); return object.Nothing }),
			"CreateEncryptor": call(func(c *aesCipher, a args) (object.Value, error) { return c.transform(a, false) }),
			"CreateDecryptor": call(func(c *aesCipher, a args) (object.Value, error) { return c.transform(a, true) }),
			"EncryptCbc":      call(func(c *aesCipher, a args) (object.Value, error) { return c.cbc(a, false) }),
			"DecryptCbc":      call(func(c *aesCipher, a args) (object.Value, error) { return c.cbc(a, true) }),
			"ValidKeySize": do(func(_ *aesCipher, a args) object.Value {
				n := a.int(0)
				return n == 128 || n == 192 || n == 256
			}),
			"Clear":   do(func(*aesCipher, args) object.Value { return object.Nothing }),
			"Dispose": do(func(*aesCipher, args) object.Value { return object.Nothing }),
		},
	}
}

// transform makes an encryptor or decryptor, with a key and a vector of its own if they are given.
func (c *aesCipher) transform(a args, decrypt bool) (*cryptoTransform, error) {
	key, iv := c.key, c.iv
	if b, ok := a.bytes(0); ok {
		key = b
	}
	if b, ok := a.bytes(1); ok {
		iv = b
	}
	block, err := aes.NewCipher(key)
	switch {
	case err != nil:
		return nil, argumentError("key", "Specified key is not a valid size for this algorithm.")
	case len(iv) != aes.BlockSize && c.mode != cipherECB:
		return nil, argumentError("iv", "Specified initialization vector (IV) does not match the block size for this algorithm.")
	}
	return &cryptoTransform{block, iv, c.mode, c.padding, decrypt}, nil
}

// cbc is EncryptCbc(bytes, iv[, padding]) and its opposite.
func (c *aesCipher) cbc(a args, decrypt bool) (object.Value, error) {
	own := aesCipher{key: c.key, mode: cipherCBC, padding: a.enum(2, paddingPKCS7)}
	own.iv, _ = a.bytes(1)
	t, err := own.transform(nil, decrypt)
	if err != nil {
		return nil, err
	}
	b, _ := a.bytes(0)
	return t.final(b)
}

func cryptoTransformClass() class {
	return class{
		properties: getters{
			"InputBlockSize": constant(int32(aes.BlockSize)), "OutputBlockSize": constant(int32(aes.BlockSize)),
			"CanTransformMultipleBlocks": constant(true), "CanReuseTransform": constant(true),
		},
		methods: methods{
			"TransformFinalBlock": call(func(t *cryptoTransform, a args) (object.Value, error) {
				b, err := bytesRange(a)
				if err != nil {
					return nil, err
				}
				return t.final(b)
			}),
			"Dispose": do(func(*cryptoTransform, args) object.Value { return object.Nothing }),
		},
	}
}

// final encrypts or decrypts all there is, padding included.
func (t *cryptoTransform) final(b []byte) (object.Value, error) {
	if !t.decrypt {
		b = t.pad(b)
	}
	if len(b)%aes.BlockSize != 0 {
		return nil, object.NewException(cryptographicException, "The input data is not a complete block.")
	}
	out := make([]byte, len(b))
	switch {
	case t.mode == cipherECB:
		for i := 0; i < len(b); i += aes.BlockSize {
			if t.decrypt {
				t.block.Decrypt(out[i:], b[i:])
			} else {
				t.block.Encrypt(out[i:], b[i:])
			}
		}
	case t.decrypt:
		cipher.NewCBCDecrypter(t.block, t.iv).CryptBlocks(out, b)
	default:
		cipher.NewCBCEncrypter(t.block, t.iv).CryptBlocks(out, b)
	}
	if t.decrypt {
		return t.unpad(out)
	}
	return byteArray(out), nil
}

func (t *cryptoTransform) pad(b []byte) []byte {
	n := aes.BlockSize - len(b)%aes.BlockSize
	switch {
	case t.padding == paddingPKCS7:
		return append(bytes.Clone(b), bytes.Repeat([]byte{byte(n)}, n)...)
	case t.padding == paddingZeros && n < aes.BlockSize:
		return append(bytes.Clone(b), make([]byte, n)...)
	}
	return b
}

func (t *cryptoTransform) unpad(b []byte) (object.Value, error) {
	if t.padding != paddingPKCS7 {
		return byteArray(b), nil
	}
	if len(b) == 0 {
		return byteArray(b), nil
	}
	n := int(b[len(b)-1])
	if n == 0 || n > aes.BlockSize || !bytes.Equal(b[len(b)-n:], bytes.Repeat([]byte{byte(n)}, n)) {
		return nil, object.NewException(cryptographicException, "Padding is invalid and cannot be removed.")
	}
	return byteArray(b[:len(b)-n]), nil
}
