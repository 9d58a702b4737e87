package dotnet

import (
	"crypto/pbkdf2"

	"github.com/partnershell/partnershell/shell/object"
)

// hashName is System.Security.Cryptography.HashAlgorithmName.
type hashName string

// Type implements object.Object.
func (hashName) Type() *object.Type {
	return object.LibraryType("System.Security.Cryptography.HashAlgorithmName")
}

// Text implements object.Texter.
func (n hashName) Text() string { return string(n) }

// EqualTo implements object.Equatable.
func (n hashName) EqualTo(other object.Value) bool { return other == n }

func hashNameClass() class {
	known := getters{}
	for _, name := range []string{"MD5", "SHA1", "SHA256", "SHA384", "SHA512"} {
		known[name] = constant(hashName(name))
	}
	known["SHA3_256"], known["SHA3_384"], known["SHA3_512"] = constant(hashName("SHA3-256")), constant(hashName("SHA3-384")), constant(hashName("SHA3-512"))
	return class{
		new:              static(func(a args) object.Value { return hashName(a.text(0)) }),
		staticProperties: known,
		properties:       getters{"Name": get(func(n hashName) object.Value { return string(n) })},
		methods:          methods{"ToString": do(func(n hashName, _ args) object.Value { return string(n) })},
	}
}

// derivedKey is an Rfc2898DeriveBytes: the password and salt from which bytes are drawn, and how many were.
type derivedKey struct {
	password, salt []byte
	iterations     int
	hash           string
	drawn          int
}

// Type implements object.Object.
func (*derivedKey) Type() *object.Type {
	return object.LibraryType("System.Security.Cryptography.Rfc2898DeriveBytes")
}

func (k *derivedKey) bytes(n int) ([]byte, error) {
	algorithm := hashNamed(k.hash)
	switch {
	case algorithm == nil:
		return nil, object.NewException("System.Security.Cryptography.CryptographicException", "'%s' is not a known hash algorithm.", k.hash)
	case n < 0:
		return nil, negative("outputLength", n)
	}
	all, err := pbkdf2.Key(algorithm, string(k.password), k.salt, k.iterations, k.drawn+n)
	if err != nil {
		return nil, err
	}
	return all[k.drawn:], nil
}

// newDerivedKey reads (password, salt[, iterations[, hash]]).
func newDerivedKey(a args) (*derivedKey, error) {
	k := &derivedKey{iterations: 1000, hash: "SHA1"}
	var ok bool
	if k.password, ok = a.bytes(0); !ok {
		k.password = []byte(a.text(0))
	}
	if k.salt, ok = a.bytes(1); !ok {
		return nil, argumentNull("salt")
	}
	if a.has(2) {
		if k.iterations = a.int(2); k.iterations <= 0 {
			return nil, notPositive("iterations", k.iterations)
		}
	}
	if name, ok := a.at(3).(hashName); ok {
		k.hash = string(name)
	}
	return k, nil
}

func deriveBytesClass() class {
	return class{
		new: try(func(a args) (object.Value, error) { return orError(newDerivedKey(a)) }),
		statics: methods{"Pbkdf2": try(func(a args) (object.Value, error) {
			k, err := newDerivedKey(a)
			if err != nil {
				return nil, err
			}
			b, err := k.bytes(a.int(4))
			return byteArray(b), err
		})},
		methods: methods{
			"GetBytes": call(func(k *derivedKey, a args) (object.Value, error) {
				b, err := k.bytes(a.int(0))
				k.drawn += len(b)
				return byteArray(b), err
			}),
			"Reset":   do(func(k *derivedKey, _ args) object.Value { k.drawn = 0; return object.Nothing }),
			"Dispose": do(func(*derivedKey, args) object.Value { return object.Nothing }),
		},
		properties: getters{
			"IterationCount": get(func(k *derivedKey) object.Value { return i32(k.iterations) }),
			"Salt":           get(func(k *derivedKey) object.Value { return byteArray(k.salt) }),
			"HashAlgorithm":  get(func(k *derivedKey) object.Value { return hashName(k.hash) }),
		},
	}
}
