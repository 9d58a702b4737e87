package dotnet

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha1" // hashes that signatures name
	_ "crypto/sha256"
	_ "crypto/sha512"

	"github.com/partnershell/partnershell/shell/object"
)

// rsaKey is System.Security.Cryptography.RSA: a key that signs, which is how applications prove who they are with a
// certificate. It neither encrypts nor gives its private part away.
type rsaKey struct {
	private *rsa.PrivateKey // nil for a public key
	public  *rsa.PublicKey
}

// Type implements object.Object.
func (*rsaKey) Type() *object.Type { return object.LibraryType("System.Security.Cryptography.RSA") }

// privateKeyOf is a certificate's RSA key; $null without one.
func privateKeyOf(c *Certificate) object.Value {
	if key, ok := c.PrivateKey.(*rsa.PrivateKey); ok {
		return &rsaKey{key, &key.PublicKey}
	}
	return nil
}

func publicKeyOf(c *Certificate) object.Value {
	if key, ok := c.X509.PublicKey.(*rsa.PublicKey); ok {
		return &rsaKey{nil, key}
	}
	return nil
}

// certificateKeysClass is RSACertificateExtensions.
func certificateKeysClass() class {
	of := func(key func(*Certificate) object.Value) method {
		return static(func(a args) object.Value {
			if c, ok := a.at(0).(*Certificate); ok {
				return key(c)
			}
			return nil
		})
	}
	return class{statics: methods{"GetRSAPrivateKey": of(privateKeyOf), "GetRSAPublicKey": of(publicKeyOf)}}
}

func rsaClass() class {
	return class{
		statics: methods{"Create": try(func(a args) (object.Value, error) {
			bits := 2048
			if a.has(0) {
				bits = a.int(0)
			}
			key, err := rsa.GenerateKey(rand.Reader, bits)
			if err != nil {
				return nil, cryptographicError(err)
			}
			return &rsaKey{key, &key.PublicKey}, nil
		})},
		properties: getters{
			"KeySize":              get(func(k *rsaKey) object.Value { return i32(k.public.N.BitLen()) }),
			"SignatureAlgorithm":   constant("RSA"),
			"KeyExchangeAlgorithm": constant("RSA"),
		},
		methods: methods{
			"SignData": call(func(k *rsaKey, a args) (object.Value, error) { return k.sign(a, digest) }),
			"SignHash": call(func(k *rsaKey, a args) (object.Value, error) { return k.sign(a, asIs) }),
			"VerifyData": call(func(k *rsaKey, a args) (object.Value, error) {
				return k.verify(a, digest)
			}),
			"VerifyHash": call(func(k *rsaKey, a args) (object.Value, error) { return k.verify(a, asIs) }),
			"Dispose":    do(func(*rsaKey, args) object.Value { return object.Nothing }),
			"ToString":   do(func(k *rsaKey, _ args) object.Value { return k.Type().FullName() }),
		},
		order: []string{"KeyExchangeAlgorithm", "SignatureAlgorithm", "KeySize"},
	}
}

func digest(h crypto.Hash, data []byte) []byte {
	sum := h.New()
	sum.Write(data)
	return sum.Sum(nil)
}

func asIs(_ crypto.Hash, data []byte) []byte { return data }

// hashes are the algorithms that signatures may use.
var hashes = map[hashName]crypto.Hash{"SHA1": crypto.SHA1, "SHA256": crypto.SHA256, "SHA384": crypto.SHA384, "SHA512": crypto.SHA512}

// sign signs SignData's (data, algorithm, padding).
func (k *rsaKey) sign(a args, hash func(crypto.Hash, []byte) []byte) (object.Value, error) {
	data, isBytes := a.bytes(0)
	name, _ := a.at(1).(hashName)
	padding, isPadding := a.at(2).(*signaturePadding)
	h, known := hashes[name]
	switch {
	case !isBytes || !isPadding:
		return nil, object.ErrNotImplemented
	case k.private == nil:
		return nil, object.NewException("System.Security.Cryptography.CryptographicException", "Key does not exist.")
	case !known:
		return nil, unknownHash(name)
	}
	var signature []byte
	var err error
	if sum := hash(h, data); padding.probabilistic {
		signature, err = rsa.SignPSS(rand.Reader, k.private, h, sum, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	} else {
		signature, err = rsa.SignPKCS1v15(rand.Reader, k.private, h, sum)
	}
	if err != nil {
		return nil, cryptographicError(err)
	}
	return byteArray(signature), nil
}

// verify checks VerifyData's (data, signature, algorithm, padding).
func (k *rsaKey) verify(a args, hash func(crypto.Hash, []byte) []byte) (object.Value, error) {
	data, isBytes := a.bytes(0)
	signature, isSigned := a.bytes(1)
	name, _ := a.at(2).(hashName)
	padding, isPadding := a.at(3).(*signaturePadding)
	h, known := hashes[name]
	switch {
	case !isBytes || !isSigned || !isPadding:
		return nil, object.ErrNotImplemented
	case !known:
		return nil, unknownHash(name)
	case padding.probabilistic:
		return rsa.VerifyPSS(k.public, h, hash(h, data), signature, nil) == nil, nil
	}
	return rsa.VerifyPKCS1v15(k.public, h, hash(h, data), signature) == nil, nil
}

func unknownHash(name hashName) *object.Exception {
	return object.NewException("System.Security.Cryptography.CryptographicException", "'%s' is not a known hash algorithm.", string(name))
}

func cryptographicError(err error) *object.Exception {
	return object.NewException("System.Security.Cryptography.CryptographicException", "%s", err.Error())
}

// signaturePadding is System.Security.Cryptography.RSASignaturePadding.
type signaturePadding struct{ probabilistic bool }

var paddingPkcs1, paddingPss = &signaturePadding{}, &signaturePadding{true}

// Type implements object.Object.
func (*signaturePadding) Type() *object.Type {
	return object.LibraryType("System.Security.Cryptography.RSASignaturePadding")
}

// Text implements object.Texter.
func (p *signaturePadding) Text() string {
	if p.probabilistic {
		return "Pss"
	}
	return "Pkcs1"
}

func signaturePaddingClass() class {
	return class{
		staticProperties: getters{"Pkcs1": constant(paddingPkcs1), "Pss": constant(paddingPss)},
		properties:       getters{"Mode": get(func(p *signaturePadding) object.Value { return p.Text() })},
		methods:          methods{"ToString": do(func(p *signaturePadding, _ args) object.Value { return p.Text() })},
	}
}
