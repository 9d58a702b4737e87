package simulator

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// claims are the contents of an access token, as Graph and Partner Center read them.
type claims struct {
	Audience string   `json:"aud"`
	Issuer   string   `json:"iss"`
	IssuedAt int64    `json:"iat"`
	NotBefor int64    `json:"nbf"`
	Expires  int64    `json:"exp"`
	ACR      string   `json:"acr,omitempty"`
	AMR      []string `json:"amr,omitempty"`
	AppName  string   `json:"app_displayname"`
	AppID    string   `json:"appid"`
	AppIDACR string   `json:"appidacr"`
	IDType   string   `json:"idtyp"`
	IP       string   `json:"ipaddr,omitempty"`
	Name     string   `json:"name,omitempty"`
	OID      string   `json:"oid"`
	Roles    []string `json:"roles,omitempty"`
	Scope    string   `json:"scp,omitempty"`
	Session  int      `json:"sid,omitempty"` // the sign-in's number
	Subject  string   `json:"sub"`
	TID      string   `json:"tid"`
	Unique   string   `json:"unique_name,omitempty"`
	UPN      string   `json:"upn,omitempty"`
	UTI      string   `json:"uti"`
	Version  string   `json:"ver"`
	WIDs     []string `json:"wids,omitempty"`
	Client   []string `json:"xms_cc,omitempty"`
}

// keyBits is short for a signature, because the key lives as long as the process, guards nothing but made-up data,
// and a demonstration waits for it.
const keyBits = 1024

// signer signs tokens with a key that is made when first needed, in the background where there is time.
type signer struct {
	key func() *rsa.PrivateKey
}

func newSigner() *signer {
	return &signer{key: sync.OnceValue(func() *rsa.PrivateKey {
		key, err := rsa.GenerateKey(rand.Reader, keyBits)
		if err != nil {
			panic("simulator: no randomness: " + err.Error()) // cannot happen: crypto/rand does not fail
		}
		return key
	})}
}

// keyID names the key by its modulus, as a certificate's thumbprint would.
func (s *signer) keyID() string {
	sum := sha256.Sum256(s.key().N.Bytes())
	return base64.RawURLEncoding.EncodeToString(sum[:20])
}

func (s *signer) keySet(issuer string) row.Row {
	public := s.key().PublicKey
	encode := base64.RawURLEncoding.EncodeToString
	return row.Must(map[string]any{"keys": []map[string]string{{"kty": "RSA", "use": "sig", "alg": "RS256",
		"kid": s.keyID(), "x5t": s.keyID(), "issuer": issuer, "n": encode(public.N.Bytes()),
		"e": encode(big.NewInt(int64(public.E)).Bytes())}}})
}

// sign makes a JWT with RS256.
func (s *signer) sign(payload any) string {
	encode := base64.RawURLEncoding.EncodeToString
	header := row.Must(map[string]string{"typ": "JWT", "alg": "RS256", "kid": s.keyID(), "x5t": s.keyID()})
	signed := encode(header) + "." + encode(row.Must(payload))
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(nil, s.key(), crypto.SHA256, sum[:])
	if err != nil {
		panic("simulator: cannot sign: " + err.Error()) // cannot happen with a 2048-bit key and a SHA-256 sum
	}
	return signed + "." + encode(signature)
}

var errMalformed = errors.New("malformed token")

// verify reads an access token and checks its signature; time and audience are for the caller.
func (s *signer) verify(token string) (*claims, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, errMalformed
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, errMalformed
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil, errMalformed
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(&s.key().PublicKey, crypto.SHA256, sum[:], signature); err != nil {
		return nil, err
	}
	var c claims
	if err := json.Unmarshal(payload, &c); err != nil {
		return nil, errMalformed
	}
	return &c, nil
}

// assertion is a client assertion, taken apart but not yet believed.
type assertion struct {
	algorithm  string
	thumbprint []byte // of the certificate: SHA-1 (x5t) or SHA-256 (x5t#S256)
	audience   string
	issuer     string
	subject    string
	expires    time.Time
	notBefore  time.Time
	signed     [32]byte
	signature  []byte
}

func parseAssertion(token string) (*assertion, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, errMalformed
	}
	var header struct {
		Alg, X5t string
		X5tS256  string `json:"x5t#S256"`
	}
	var payload struct {
		Aud, Iss, Sub string
		Exp, Nbf      float64
	}
	if err := errors.Join(decodePart(parts[0], &header), decodePart(parts[1], &payload)); err != nil {
		return nil, err
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, errMalformed
	}
	print := header.X5tS256
	if print == "" {
		print = header.X5t
	}
	return &assertion{algorithm: header.Alg, thumbprint: anyBase64(print), audience: payload.Aud,
		issuer:  payload.Iss,
		subject: payload.Sub, expires: time.Unix(int64(payload.Exp), 0),
		notBefore: time.Unix(int64(payload.Nbf), 0),
		signed:    sha256.Sum256([]byte(parts[0] + "." + parts[1])), signature: signature}, nil
}

func decodePart(part string, into any) error {
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return errMalformed
	}
	if err := json.Unmarshal(text, into); err != nil {
		return errMalformed
	}
	return nil
}

// anyBase64 decodes base64 in its standard or URL form, with or without padding.
func anyBase64(text string) []byte {
	text = strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(text)
	decoded, _ := base64.RawURLEncoding.DecodeString(text)
	return decoded
}

// verify checks the signature with a certificate's key, PS256 or RS256.
func (a *assertion) verify(public any) error {
	key, ok := public.(*rsa.PublicKey)
	if !ok {
		return fmt.Errorf("the certificate's key is no RSA key")
	}
	switch a.algorithm {
	case "PS256":
		return rsa.VerifyPSS(key, crypto.SHA256, a.signed[:], a.signature, nil)
	case "RS256":
		return rsa.VerifyPKCS1v15(key, crypto.SHA256, a.signed[:], a.signature)
	}
	return fmt.Errorf("algorithm %s is not accepted", a.algorithm)
}
