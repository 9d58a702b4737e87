package dotnet

import (
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"os"
	"slices"
	"strings"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/partnershell/partnershell/shell/object"
)

const x509Namespace = "System.Security.Cryptography.X509Certificates."

// Certificate is X509Certificate2.
type Certificate struct {
	X509       *x509.Certificate
	PrivateKey any // as crypto/x509 has it; nil without one
	friendly   string
}

// Type implements object.Object.
func (*Certificate) Type() *object.Type {
	return object.LibraryType(x509Namespace + "X509Certificate2")
}

// Text implements object.Texter: the short form of .NET.
func (c *Certificate) Text() string {
	section := func(title, text string) string { return "[" + title + "]\n  " + text + "\n\n" }
	date := func(d object.DateTime) string { return object.ToText(d) }
	return section("Subject", distinguishedName(c.X509.RawSubject)) + section("Issuer", distinguishedName(c.X509.RawIssuer)) +
		section("Serial Number", c.serial()) + section("Not Before", date(localTime(c.X509.NotBefore))) +
		section("Not After", date(localTime(c.X509.NotAfter))) + section("Thumbprint", c.thumbprint())
}

// ParseCertificate reads a certificate: DER, PEM (perhaps with its key), or PKCS #12 with a password.
func ParseCertificate(data []byte, password string) (*Certificate, error) {
	if c, err := x509.ParseCertificate(data); err == nil {
		return &Certificate{X509: c}, nil
	}
	if c := parsePEM(data); c != nil {
		return c, nil
	}
	key, certificate, _, err := pkcs12.DecodeChain(data, password)
	switch {
	case err == nil:
		return &Certificate{X509: certificate, PrivateKey: key}, nil
	case err == pkcs12.ErrIncorrectPassword:
		return nil, object.NewException(cryptographicException, "The specified network password is not correct.")
	}
	if certificates, err := pkcs12.DecodeTrustStore(data, password); err == nil && len(certificates) > 0 {
		return &Certificate{X509: certificates[0]}, nil
	}
	return nil, object.NewException(cryptographicException, "Cannot find the requested object.")
}

// parsePEM reads the first certificate of a PEM text and a key that stands beside it; nil if there is none.
func parsePEM(data []byte) *Certificate {
	var found Certificate
	for {
		block, rest := pem.Decode(data)
		if block == nil {
			break
		}
		data = rest
		switch {
		case block.Type == "CERTIFICATE" && found.X509 == nil:
			found.X509, _ = x509.ParseCertificate(block.Bytes)
		case strings.HasSuffix(block.Type, "PRIVATE KEY"):
			found.PrivateKey = parseKey(block.Bytes)
		}
	}
	if found.X509 == nil {
		return nil
	}
	return &found
}

// parseKey reads a private key in any of its three forms.
func parseKey(der []byte) any {
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return key
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return key
	}
	return nil
}

// newCertificate is X509Certificate2(bytes or file[, password]).
func newCertificate(a args) (object.Value, error) {
	password := ""
	switch p := a.at(1).(type) {
	case string:
		password = p
	case *SecureString:
		password = p.Reveal()
	}
	if b, ok := a.bytes(0); ok {
		return ParseCertificate(b, password)
	}
	path, err := pathArgument(a, 0)
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, object.NewException(cryptographicException, "%s", ioError(err, path).Error())
	}
	return ParseCertificate(b, password)
}

// pemFile is CreateFromPemFile(certificate[, key]).
func pemFile(a args) (object.Value, error) {
	var data []byte
	for i := range a {
		if a.text(i) == "" {
			continue
		}
		path, err := pathArgument(a, i)
		if err != nil {
			return nil, err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, ioError(err, path)
		}
		data = append(append(data, b...), '\n')
	}
	return pemCertificate(string(data))
}

func pemCertificate(text string) (object.Value, error) {
	if c := parsePEM([]byte(text)); c != nil {
		return c, nil
	}
	return nil, object.NewException(cryptographicException, "The certificate contents do not contain a PEM with a "+
		"CERTIFICATE label, or the content is malformed.")
}

func localTime(t time.Time) object.DateTime { return object.FromTime(t.Local(), object.Local) }

func (c *Certificate) thumbprint() string {
	sum := sha1.Sum(c.X509.Raw)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// serial is the serial number as .NET writes it: whole bytes, with the leading zero of a high first bit.
func (c *Certificate) serial() string {
	b := c.X509.SerialNumber.Bytes()
	if len(b) == 0 || b[0] >= 0x80 {
		b = append([]byte{0}, b...)
	}
	return strings.ToUpper(hex.EncodeToString(b))
}

// distinguishedName is a name as .NET writes it: the last part of the encoding first.
func distinguishedName(raw []byte) string {
	var name pkix.RDNSequence
	if _, err := asn1.Unmarshal(raw, &name); err != nil {
		return ""
	}
	var parts []string
	for _, set := range slices.Backward(name) {
		var values []string
		for _, v := range set {
			text, _ := v.Value.(string)
			values = append(values, attributeName(v.Type)+"="+quoteAttribute(text))
		}
		parts = append(parts, strings.Join(values, " + "))
	}
	return strings.Join(parts, ", ")
}

func attributeName(oid asn1.ObjectIdentifier) string {
	switch s := oid.String(); s {
	case "2.5.4.3":
		return "CN"
	case "2.5.4.6":
		return "C"
	case "2.5.4.7":
		return "L"
	case "2.5.4.8":
		return "S"
	case "2.5.4.10":
		return "O"
	case "2.5.4.11":
		return "OU"
	case "2.5.4.5":
		return "SERIALNUMBER"
	case "2.5.4.9":
		return "STREET"
	case "0.9.2342.19200300.100.1.25":
		return "DC"
	case "1.2.840.113549.1.9.1":
		return "E"
	default:
		return "OID." + s
	}
}

// quoteAttribute puts a value with special characters into quotation marks.
func quoteAttribute(s string) string {
	if s == "" || strings.ContainsAny(s, `,+="<>#;`+"\n") || strings.TrimSpace(s) != s {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// simpleName is GetNameInfo(SimpleName): the common name, else the unit, the organization or the e-mail address.
func simpleName(n pkix.Name) string {
	for _, s := range []string{n.CommonName, strings.Join(n.OrganizationalUnit, ", "), strings.Join(n.Organization, ", ")} {
		if s != "" {
			return s
		}
	}
	return ""
}

func certificateClass() class {
	c := class{
		new: try(newCertificate),
		statics: methods{"CreateFromPemFile": try(pemFile), "CreateFromPem": try(func(a args) (object.Value, error) {
			return pemCertificate(a.text(0) + "\n" + a.text(1))
		})},
		properties: certificateProperties(),
		setters: setters{"FriendlyName": set(func(c *Certificate, v object.Value) error {
			c.friendly = object.ToText(v)
			return nil
		})},
		methods: certificateMethods(),
		order: []string{"FriendlyName", "HasPrivateKey", "Issuer", "NotAfter", "NotBefore", "SerialNumber", "Subject",
			"Thumbprint", "Version", "RawData"},
	}
	return c
}

func certificateProperties() getters {
	return getters{
		"Subject":       get(func(c *Certificate) object.Value { return distinguishedName(c.X509.RawSubject) }),
		"Issuer":        get(func(c *Certificate) object.Value { return distinguishedName(c.X509.RawIssuer) }),
		"Thumbprint":    get(func(c *Certificate) object.Value { return c.thumbprint() }),
		"SerialNumber":  get(func(c *Certificate) object.Value { return c.serial() }),
		"NotBefore":     get(func(c *Certificate) object.Value { return localTime(c.X509.NotBefore) }),
		"NotAfter":      get(func(c *Certificate) object.Value { return localTime(c.X509.NotAfter) }),
		"FriendlyName":  get(func(c *Certificate) object.Value { return c.friendly }),
		"HasPrivateKey": get(func(c *Certificate) object.Value { return c.PrivateKey != nil }),
		"PrivateKey":    get(privateKeyOf),
		"Version":       get(func(c *Certificate) object.Value { return i32(c.X509.Version) }),
		"RawData":       get(func(c *Certificate) object.Value { return byteArray(c.X509.Raw) }),
		"Archived":      constant(false),
	}
}

func certificateMethods() methods {
	return methods{
		"GetCertHashString": do(func(c *Certificate, a args) object.Value {
			if a.has(0) && strings.Contains(object.ToText(a.at(0)), "256") {
				sum := sha256.Sum256(c.X509.Raw)
				return strings.ToUpper(hex.EncodeToString(sum[:]))
			}
			return c.thumbprint()
		}),
		"GetCertHash": do(func(c *Certificate, _ args) object.Value {
			sum := sha1.Sum(c.X509.Raw)
			return byteArray(sum[:])
		}),
		"GetSerialNumberString": do(func(c *Certificate, _ args) object.Value { return c.serial() }),
		"GetRawCertData":        do(func(c *Certificate, _ args) object.Value { return byteArray(c.X509.Raw) }),
		"GetRawCertDataString":  do(func(c *Certificate, _ args) object.Value { return strings.ToUpper(hex.EncodeToString(c.X509.Raw)) }),
		"GetExpirationDateString": do(func(c *Certificate, _ args) object.Value {
			return object.DisplayText(localTime(c.X509.NotAfter))
		}),
		"GetEffectiveDateString": do(func(c *Certificate, _ args) object.Value {
			return object.DisplayText(localTime(c.X509.NotBefore))
		}),
		"GetNameInfo": do(func(c *Certificate, a args) object.Value {
			if a.bool(1) {
				return simpleName(c.X509.Issuer)
			}
			return simpleName(c.X509.Subject)
		}),
		"ExportCertificatePem": do(func(c *Certificate, _ args) object.Value {
			text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.X509.Raw})
			return strings.TrimSuffix(string(text), "\n")
		}),
		"Export": call(func(c *Certificate, a args) (object.Value, error) {
			if a.enum(0, 0) != 1 {
				return nil, notSupported("Only the certificate itself (Cert) can be exported.")
			}
			return byteArray(c.X509.Raw), nil
		}),
		"MatchesHostname": do(func(c *Certificate, a args) object.Value { return c.X509.VerifyHostname(a.text(0)) == nil }),
		"ToString":        do(func(c *Certificate, _ args) object.Value { return c.Text() }),
		"Dispose":         do(func(*Certificate, args) object.Value { return object.Nothing }),
		"Equals": do(func(c *Certificate, a args) object.Value {
			o, ok := a.at(0).(*Certificate)
			return ok && c.X509.Equal(o.X509)
		}),
	}
}
