package dotnet

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"math/big"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// hashAlgorithm is SHA256, HMACSHA256 and the other algorithms that digest bytes.
type hashAlgorithm struct {
	typ  *object.Type
	make func() hash.Hash
	key  []byte
	last []byte
}

// Type implements object.Object.
func (h *hashAlgorithm) Type() *object.Type { return h.typ }

func (h *hashAlgorithm) digest(r io.Reader) (object.Value, error) {
	sum := h.make()
	if _, err := io.Copy(sum, r); err != nil {
		return nil, err
	}
	h.last = sum.Sum(nil)
	return byteArray(h.last), nil
}

// hashNamed is the algorithm in a class's name: "SHA256", "HMACSHA1", "SHA512Managed".
func hashNamed(name string) func() hash.Hash {
	for _, n := range []struct {
		part string
		make func() hash.Hash
	}{{"SHA256", sha256.New}, {"SHA384", sha512.New384}, {"SHA512", sha512.New}, {"SHA1", sha1.New}, {"MD5", md5.New}} {
		if strings.Contains(strings.ToUpper(name), n.part) {
			return n.make
		}
	}
	return nil
}

func cryptographyClass(t *object.Type, name string) class {
	switch {
	case name == "Aes":
		return aesClass()
	case name == "UniversalCryptoTransform":
		return cryptoTransformClass()
	case name == "X509Certificates.X509Certificate2":
		return certificateClass()
	case name == "X509Certificates.RSACertificateExtensions":
		return certificateKeysClass()
	case name == "RSA":
		return rsaClass()
	case name == "RSASignaturePadding":
		return signaturePaddingClass()
	case name == "HashAlgorithmName":
		return hashNameClass()
	case name == "Rfc2898DeriveBytes":
		return deriveBytesClass()
	case name == "RandomNumberGenerator" || name == "RNGCryptoServiceProvider":
		return randomNumberClass(t)
	case strings.HasPrefix(name, "HMAC"):
		return hmacClass(t, name)
	case name == "HashAlgorithm":
		return class{statics: methods{"Create": try(createHash)}, properties: hashProperties(), methods: hashMethods()}
	case hashNamed(name) != nil:
		return hashClass(t, name)
	case strings.HasSuffix(name, "Exception"):
		return exceptionClass(t)
	}
	return class{}
}

// createHash is HashAlgorithm.Create(name): null for names that nobody knows.
func createHash(a args) (object.Value, error) {
	name := strings.ToUpper(strings.ReplaceAll(strings.TrimPrefix(a.text(0), "System.Security.Cryptography."), "-", ""))
	if hashNamed(name) == nil {
		return nil, nil
	}
	return object.InvokeStatic(object.LibraryType("System.Security.Cryptography."+name), "Create", nil)
}

func hashClass(t *object.Type, name string) class {
	algorithm := hashNamed(name)
	made := t
	if t.Abstract() {
		made = object.LibraryType(t.FullName() + "+Implementation")
	}
	create := try(func(args) (object.Value, error) { return &hashAlgorithm{typ: made, make: algorithm}, nil })
	return class{
		new: create,
		statics: methods{
			"Create": create,
			"HashData": try(func(a args) (object.Value, error) {
				h := &hashAlgorithm{typ: t, make: algorithm}
				return h.compute(a)
			}),
		},
		staticProperties: getters{"HashSizeInBytes": constant(i32(algorithm().Size())), "HashSizeInBits": constant(i32(algorithm().Size() * 8))},
		properties:       hashProperties(),
		methods:          hashMethods(),
	}
}

func hmacClass(t *object.Type, name string) class {
	algorithm := hashNamed(name)
	keyed := func(key []byte) *hashAlgorithm {
		return &hashAlgorithm{typ: t, key: key, make: func() hash.Hash { return hmac.New(algorithm, key) }}
	}
	properties := hashProperties()
	properties["Key"] = get(func(h *hashAlgorithm) object.Value { return byteArray(h.key) })
	return class{
		new: try(func(a args) (object.Value, error) {
			key, ok := a.bytes(0)
			if !ok {
				key = make([]byte, 64)
				_, _ = rand.Read(key)
			}
			return keyed(key), nil
		}),
		statics: methods{"HashData": try(func(a args) (object.Value, error) {
			key, _ := a.bytes(0)
			return keyed(key).compute(a[1:])
		})},
		properties: properties,
		setters: setters{"Key": set(func(h *hashAlgorithm, v object.Value) error {
			key, _ := args{v}.bytes(0)
			*h = *keyed(key)
			return nil
		})},
		methods: hashMethods(),
	}
}

func hashProperties() getters {
	return getters{
		"HashSize": get(func(h *hashAlgorithm) object.Value { return i32(h.make().Size() * 8) }),
		"Hash": get(func(h *hashAlgorithm) object.Value {
			if h.last == nil {
				return nil
			}
			return byteArray(h.last)
		}),
	}
}

// compute digests a byte array (or a part of one) or a stream.
func (h *hashAlgorithm) compute(a args) (object.Value, error) {
	if s, ok := a.at(0).(io.Reader); ok {
		return h.digest(s)
	}
	b, err := bytesRange(a)
	if err != nil {
		return nil, err
	}
	return h.digest(strings.NewReader(string(b)))
}

func hashMethods() methods {
	return methods{
		"ComputeHash": call(func(h *hashAlgorithm, a args) (object.Value, error) { return h.compute(a) }),
		"Clear":       do(func(h *hashAlgorithm, _ args) object.Value { h.last = nil; return object.Nothing }),
		"Initialize":  do(func(h *hashAlgorithm, _ args) object.Value { h.last = nil; return object.Nothing }),
	}
}

func randomNumberClass(t *object.Type) class {
	create := try(func(args) (object.Value, error) { return plainObject{t}, nil })
	random := func(n int) []byte {
		b := make([]byte, max(0, n))
		_, _ = rand.Read(b)
		return b
	}
	fill := static(func(a args) object.Value {
		if array, ok := a.at(0).(*object.Array); ok {
			for i, x := range random(len(array.Items)) {
				array.Items[i] = x
			}
		}
		return object.Nothing
	})
	return class{
		new: create,
		statics: methods{
			"Create": create,
			"Fill":   fill,
			"GetBytes": try(func(a args) (object.Value, error) {
				if err := object.CheckLength(a.int(0)); err != nil {
					return nil, err
				}
				return byteArray(random(a.int(0))), nil
			}),
			"GetHexString": static(func(a args) object.Value {
				return strings.ToUpper(hex.EncodeToString(random((a.int(0) + 1) / 2)))[:max(0, a.int(0))]
			}),
			"GetInt32": try(func(a args) (object.Value, error) {
				low, high := 0, a.int(0)
				if a.has(1) {
					low, high = a.int(0), a.int(1)
				}
				if !a.has(1) && high <= 0 {
					return nil, notPositive("toExclusive", high)
				}
				if low >= high {
					return nil, object.NewException("System.ArgumentException", "Range of random number does not contain at least one possibility.")
				}
				n, err := rand.Int(rand.Reader, big.NewInt(int64(high-low)))
				if err != nil {
					return nil, err
				}
				return i32(low + int(n.Int64())), nil
			}),
		},
		methods: methods{"GetBytes": fill, "GetNonZeroBytes": fill},
	}
}
