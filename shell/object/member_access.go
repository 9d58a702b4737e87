package object

// FindMember finds an instance member of v by name: members added to v itself, then those of its type and base
// types, PowerShell's own type data included; nil if there is none.
func FindMember(v Value, name string) *Member { return nil }

// GetProperty reads a property of v; ok is false when there is none (a dictionary's keys count as properties and
// come first). Collections are not searched through: member enumeration is the caller's.
func GetProperty(v Value, name string) (value Value, ok bool, err error) { return nil, false, nil }

// SetProperty writes a property of v.
func SetProperty(v Value, name string, value Value) error { return nil }

// Members lists every member of v (or, with static, the static members of the type that v is) in .NET's order.
func Members(v Value, static bool) []*Member { return nil }
