package entra

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"
)

// TestAssertion: a confidential client's statement names itself, the endpoint and a short life, and is signed.
func TestAssertion(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "app"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, _ := x509.MarshalPKCS8PrivateKey(key)
	file := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...)
	text, err := Certificate{Data: file}.assertion("app-id", "https://login.example/token", now)
	if err != nil {
		t.Fatal(err)
	}
	signed, signature, _ := cutLast(text, ".")
	raw, err := base64.RawURLEncoding.DecodeString(signature)
	digest := sha256.Sum256([]byte(signed))
	if err != nil || rsa.VerifyPSS(&key.PublicKey, crypto.SHA256, digest[:], raw, nil) != nil {
		t.Error("the signature does not hold")
	}
	_, body, _ := strings.Cut(signed, ".")
	claims, _ := base64.RawURLEncoding.DecodeString(body)
	var c struct {
		Aud, Iss, Sub, Jti string
		Nbf, Exp           int64
	}
	if err := json.Unmarshal(claims, &c); err != nil {
		t.Fatal(err)
	}
	if c.Aud != "https://login.example/token" || c.Iss != "app-id" || c.Sub != "app-id" || c.Jti == "" || c.Exp-c.Nbf != 600 {
		t.Errorf("%+v", c)
	}
}

func cutLast(s, separator string) (before, after string, found bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(separator):], true
}

// TestRefreshTokenHides: printing a credential shows neither the token nor the secret.
func TestRefreshTokenHides(t *testing.T) {
	r := RefreshToken{Secret: "0.token", ClientSecret: "s3cr3t"}
	if text := r.String() + r.GoString(); strings.Contains(text, "token") && strings.Contains(text, "0.") || strings.Contains(text, "s3cr3t") {
		t.Error(text)
	}
	if _, err := (RefreshToken{}).issuer(Config{}); err == nil {
		t.Error("an empty token was accepted")
	}
}
