package object

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// Culture is System.Globalization.CultureInfo: how numbers, dates and text are written and compared.
type Culture struct {
	Name          string // "en-US"; empty for the invariant one
	EnglishName   string
	NativeName    string
	Parent        string
	LCID          int
	ListSeparator string
	Numbers       *NumberFormat
	Dates         *DateTimeFormat

	collation collation
}

// NumberFormat is System.Globalization.NumberFormatInfo, as far as cultures differ. Patterns have .NET's numbers.
type NumberFormat struct {
	DecimalSeparator, GroupSeparator                                 string
	GroupSize                                                        int
	CurrencySymbol                                                   string
	NumberDecimalDigits, CurrencyDecimalDigits, PercentDecimalDigits int
	CurrencyPositivePattern, CurrencyNegativePattern                 int
	PercentPositivePattern, PercentNegativePattern                   int
	NaN, PositiveInfinity, NegativeInfinity                          string
}

// DateTimeFormat is System.Globalization.DateTimeFormatInfo. Lists start at Sunday and January.
type DateTimeFormat struct {
	AMDesignator, PMDesignator        string
	DateSeparator, TimeSeparator      string
	ShortDatePattern, LongDatePattern string
	ShortTimePattern, LongTimePattern string
	MonthDayPattern, YearMonthPattern string
	Era                               string
	DayNames, AbbreviatedDayNames     []string
	ShortestDayNames                  []string
	MonthNames, AbbreviatedMonthNames []string
	MonthGenitiveNames                []string
	AbbreviatedMonthGenitiveNames     []string
	FirstDayOfWeek                    int // 0 is Sunday
	CalendarWeekRule                  int // System.Globalization.CalendarWeekRule
}

// The types of cultures; their members are defined with the other library types.
var (
	TypeCulture        = formatProvider("System.Globalization.CultureInfo")
	TypeNumberFormat   = formatProvider("System.Globalization.NumberFormatInfo")
	TypeDateTimeFormat = formatProvider("System.Globalization.DateTimeFormatInfo")
)

func formatProvider(name string) *Type {
	return Define(name, ClassType, nil, "System.IFormatProvider", "System.ICloneable")
}

// Type implements Object.
func (c *Culture) Type() *Type { return TypeCulture }

// Text implements Texter.
func (c *Culture) Text() string { return c.Name }

// Type implements Object.
func (*NumberFormat) Type() *Type { return TypeNumberFormat }

// Type implements Object.
func (*DateTimeFormat) Type() *Type { return TypeDateTimeFormat }

// InvariantCulture is the culture of casts and string interpolation.
var InvariantCulture = invariantData()

// CurrentCulture is the culture of -f, ToString() and the screen: en-US unless changed.
var CurrentCulture = usData()

// cultures are the ones that were looked up, by folded name.
var cultures sync.Map

// LookupCulture finds a culture by its name, ignoring case; nil if it is not known here.
func LookupCulture(name string) *Culture {
	switch {
	case name == "":
		return InvariantCulture
	case EqualNames(name, CurrentCulture.Name):
		return CurrentCulture
	}
	key := FoldName(name)
	if c, ok := cultures.Load(key); ok {
		return c.(*Culture)
	}
	c := newCulture(name)
	if c == nil {
		c = derivedCulture(name)
	}
	if c == nil {
		return nil
	}
	kept, _ := cultures.LoadOrStore(key, c)
	return kept.(*Culture)
}

// derivedCulture takes a culture that is not known in full from a related one: a language alone from its main
// country, another country of a known language from that language.
func derivedCulture(name string) *Culture {
	lang, _, _ := strings.Cut(strings.ToLower(name), "-")
	main := map[string]string{"en": "en-US", "de": "de-DE", "fr": "fr-FR", "ja": "ja-JP"}[lang]
	tag, err := language.Parse(name)
	if main == "" || err != nil {
		return nil
	}
	c := newCulture(main)
	c.Name, c.Parent = tag.String(), lang
	if c.Name == lang {
		c.Parent = ""
		c.EnglishName, _, _ = strings.Cut(c.EnglishName, " (")
		c.NativeName, _, _ = strings.Cut(c.NativeName, " (")
		c.LCID &= 0x3FF
	}
	return c
}

// ToUpper is TextInfo.ToUpper: each character on its own, so that ß stays.
func (c *Culture) ToUpper(s string) string {
	if c.turkic() {
		return cases.Upper(language.Turkish).String(s)
	}
	if isASCII(s) {
		return upperASCII(s)
	}
	return strings.Map(simpleUpper, s)
}

func upperASCII(s string) string {
	var room [64]byte
	if len(s) > len(room) {
		return strings.ToUpper(s)
	}
	b := append(room[:0], s...)
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// ToLower is TextInfo.ToLower.
func (c *Culture) ToLower(s string) string {
	if c.turkic() {
		return cases.Lower(language.Turkish).String(s)
	}
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return strings.Map(simpleLower, s)
}

func (c *Culture) turkic() bool {
	return strings.HasPrefix(c.Name, "tr") || strings.HasPrefix(c.Name, "az")
}

// simpleUpper is .NET's invariant upper case, which leaves dotless and dotted i alone.
func simpleUpper(r rune) rune {
	if r == 'ı' || r == 'ſ' {
		return r
	}
	return unicode.ToUpper(r)
}

func simpleLower(r rune) rune {
	if r == 'İ' {
		return r
	}
	return unicode.ToLower(r)
}
