package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// SecureString is System.Security.SecureString: text that does not print. It is kept apart from ordinary strings so
// that it reaches neither screen nor logs; it is not encrypted in memory.
type SecureString struct {
	units    []uint16
	readOnly bool
}

// NewSecureString makes a SecureString of text.
func NewSecureString(text string) *SecureString { return &SecureString{units: unitsOf(text)} }

// Type implements object.Object.
func (*SecureString) Type() *object.Type { return object.LibraryType("System.Security.SecureString") }

// Reveal is the text inside.
func (s *SecureString) Reveal() string { return textOf(s.units) }

func secureStringClass() class {
	change := func(f func(s *SecureString, a args) error) method {
		return call(func(s *SecureString, a args) (object.Value, error) {
			if s.readOnly {
				return nil, invalidOperation("Instance is read-only.")
			}
			return object.Nothing, f(s, a)
		})
	}
	inRange := func(s *SecureString, i int) error {
		if i < 0 || i >= len(s.units) {
			return outOfRange("index", "Index was out of range. Must be non-negative and less than the size of the collection.")
		}
		return nil
	}
	return class{
		new:        try(func(args) (object.Value, error) { return &SecureString{}, nil }),
		properties: getters{"Length": get(func(s *SecureString) object.Value { return i32(len(s.units)) })},
		methods: methods{
			"AppendChar": change(func(s *SecureString, a args) error { s.units = append(s.units, uint16(a.char(0))); return nil }),
			"Clear":      change(func(s *SecureString, _ args) error { clear(s.units); s.units = nil; return nil }),
			"Dispose":    do(func(s *SecureString, _ args) object.Value { clear(s.units); s.units = nil; return object.Nothing }),
			"Copy": do(func(s *SecureString, _ args) object.Value {
				return &SecureString{units: append([]uint16(nil), s.units...)}
			}),
			"IsReadOnly":   do(func(s *SecureString, _ args) object.Value { return s.readOnly }),
			"MakeReadOnly": do(func(s *SecureString, _ args) object.Value { s.readOnly = true; return object.Nothing }),
			"SetAt": change(func(s *SecureString, a args) error {
				if err := inRange(s, a.int(0)); err != nil {
					return err
				}
				s.units[a.int(0)] = uint16(a.char(1))
				return nil
			}),
			"RemoveAt": change(func(s *SecureString, a args) error {
				if err := inRange(s, a.int(0)); err != nil {
					return err
				}
				s.units = append(s.units[:a.int(0)], s.units[a.int(0)+1:]...)
				return nil
			}),
		},
	}
}

// Credential is System.Management.Automation.PSCredential.
type Credential struct {
	UserName string
	Password *SecureString
}

// noCredential is [pscredential]::Empty, which scripts compare with.
var noCredential = &Credential{Password: &SecureString{}}

// Type implements object.Object.
func (*Credential) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.PSCredential")
}

func credentialClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			password, ok := a.at(1).(*SecureString)
			if a.text(0) == "" {
				return nil, object.NewException("System.Management.Automation.PSArgumentException",
					"Cannot process argument because the value of argument \"userName\" is not valid. Change the value of the \"userName\" argument and run the operation again.")
			}
			if !ok {
				return nil, object.NewException("System.Management.Automation.PSArgumentNullException",
					"Cannot process argument because the value of argument \"password\" is null. Change the value of argument \"password\" to a non-null value.")
			}
			return &Credential{a.text(0), password}, nil
		}),
		properties: getters{
			"UserName": get(func(c *Credential) object.Value { return textOrNull(c.UserName) }),
			"Password": get(func(c *Credential) object.Value {
				if c == noCredential {
					return nil
				}
				return c.Password
			}),
		},
		methods: methods{"GetNetworkCredential": do(func(c *Credential, _ args) object.Value {
			domain, user, found := strings.Cut(c.UserName, `\`)
			if !found {
				domain, user = "", c.UserName
			}
			return &networkCredential{user, c.Password, domain}
		})},
		statics:          methods{},
		staticProperties: getters{"Empty": constant(noCredential)},
		order:            []string{"UserName", "Password"},
	}
}

// networkCredential is System.Net.NetworkCredential.
type networkCredential struct {
	user     string
	password *SecureString
	domain   string
}

// Type implements object.Object.
func (*networkCredential) Type() *object.Type {
	return object.LibraryType("System.Net.NetworkCredential")
}

func networkCredentialClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			c := &networkCredential{user: a.text(0), password: &SecureString{}, domain: a.text(2)}
			switch p := a.at(1).(type) {
			case string:
				c.password = NewSecureString(p)
			case *SecureString:
				c.password = p
			}
			return c, nil
		}),
		properties: getters{
			"UserName":       get(func(c *networkCredential) object.Value { return c.user }),
			"Password":       get(func(c *networkCredential) object.Value { return c.password.Reveal() }),
			"SecurePassword": get(func(c *networkCredential) object.Value { return c.password }),
			"Domain":         get(func(c *networkCredential) object.Value { return c.domain }),
		},
		setters: setters{
			"UserName": set(func(c *networkCredential, v object.Value) error { c.user = object.ToText(v); return nil }),
			"Password": set(func(c *networkCredential, v object.Value) error {
				c.password = NewSecureString(object.ToText(v))
				return nil
			}),
			"Domain": set(func(c *networkCredential, v object.Value) error { c.domain = object.ToText(v); return nil }),
		},
		order: []string{"UserName", "Password", "SecurePassword", "Domain"},
	}
}

// pointer stands for the unmanaged memory that Marshal.SecureStringToBSTR fills: scripts only pass it back.
type pointer struct{ text string }

// Type implements object.Object.
func (*pointer) Type() *object.Type { return object.LibraryType("System.IntPtr") }

// Text implements object.Texter; the contents do not show.
func (*pointer) Text() string { return "1" }

func marshalClass() class {
	toPointer := static(func(a args) object.Value {
		if s, ok := a.at(0).(*SecureString); ok {
			return &pointer{s.Reveal()}
		}
		return &pointer{a.text(0)}
	})
	toText := static(func(a args) object.Value {
		if p, ok := a.at(0).(*pointer); ok {
			return p.text
		}
		return nil
	})
	free := static(func(a args) object.Value {
		if p, ok := a.at(0).(*pointer); ok {
			p.text = ""
		}
		return object.Nothing
	})
	m := methods{}
	for _, name := range []string{"SecureStringToBSTR", "SecureStringToGlobalAllocUnicode", "SecureStringToGlobalAllocAnsi",
		"SecureStringToCoTaskMemUnicode", "SecureStringToCoTaskMemAnsi", "StringToBSTR", "StringToHGlobalUni", "StringToHGlobalAnsi"} {
		m[name] = toPointer
	}
	for _, name := range []string{"PtrToStringAuto", "PtrToStringBSTR", "PtrToStringUni", "PtrToStringAnsi", "PtrToStringUTF8"} {
		m[name] = toText
	}
	for _, name := range []string{"ZeroFreeBSTR", "FreeBSTR", "ZeroFreeGlobalAllocUnicode", "ZeroFreeGlobalAllocAnsi",
		"ZeroFreeCoTaskMemUnicode", "FreeHGlobal", "FreeCoTaskMem"} {
		m[name] = free
	}
	return class{statics: m}
}
