package entra

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"software.sslmate.com/src/go-pkcs12"
)

// Certificate signs an application in with a certificate and its private key.
type Certificate struct {
	// Data is the content of a PEM or PFX (PKCS #12) file holding both.
	Data []byte
	// Password opens a PFX file; it is not used for PEM, whose key must not be encrypted.
	Password string
	// SendChain sends the certificate chain (x5c), for apps that trust a subject name and issuer.
	SendChain bool
}

// String names the way, not the key.
func (Certificate) String() string { return "Certificate" }

// GoString hides the key and the password.
func (Certificate) GoString() string { return "Certificate" }

// Delegated is false.
func (Certificate) Delegated() bool { return false }

func (c Certificate) issuer(config Config) (issuer, error) {
	chain, key, err := c.parse()
	if err != nil {
		return nil, err
	}
	if now := config.Now(); now.After(chain[0].NotAfter) {
		return nil, fmt.Errorf("the certificate expired on %s", chain[0].NotAfter.Format("2006-01-02"))
	}
	credential, err := confidential.NewCredFromCert(chain, key)
	if err != nil {
		return nil, fmt.Errorf("the certificate cannot be used to sign in: %w", err)
	}
	return newAppIssuer(config, credential, c.options()...)
}

func (c Certificate) options() []confidential.Option {
	if c.SendChain {
		return []confidential.Option{confidential.WithX5C()}
	}
	return nil
}

// parse tells PEM from PFX by its content, because file names lie.
func (c Certificate) parse() ([]*x509.Certificate, crypto.PrivateKey, error) {
	if bytes.Contains(c.Data, []byte("-----BEGIN ")) {
		chain, key, err := confidential.CertFromPEM(c.Data, "")
		if err != nil {
			return nil, nil, fmt.Errorf("cannot read the PEM file: %w", err)
		}
		return chain, key, nil
	}
	key, leaf, rest, err := pkcs12.DecodeChain(c.Data, c.Password)
	if errors.Is(err, pkcs12.ErrIncorrectPassword) {
		return nil, nil, errors.New("the password of the PFX file is wrong")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("the file is neither PEM nor a readable PFX with one key: %w", err)
	}
	return append([]*x509.Certificate{leaf}, rest...), key, nil
}
