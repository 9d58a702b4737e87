package dotnet

import (
	"strings"
	"time"
	"unicode"

	"github.com/partnershell/partnershell/shell/object"
)

func cultureNotFound(name string) error {
	return object.NewException("System.Globalization.CultureNotFoundException",
		"Culture is not supported. (Parameter 'name')"+newLine+"%s is an invalid culture identifier.", name)
}

func lookupCulture(a args) (object.Value, error) {
	if a.at(0) == nil {
		return nil, argumentNull("name")
	}
	if isInt(a.at(0)) {
		for _, name := range []string{"", "en-US", "en-GB", "de-DE", "fr-FR", "ja-JP"} {
			if c := object.LookupCulture(name); c != nil && c.LCID == a.int(0) {
				return c, nil
			}
		}
		return nil, cultureNotFound(object.ToText(a.at(0)))
	}
	if c := object.LookupCulture(a.text(0)); c != nil {
		return c, nil
	}
	return nil, cultureNotFound(a.text(0))
}

func cultureClass() class {
	current := getters{}
	currentSetters := setters{}
	for _, name := range []string{"CurrentCulture", "CurrentUICulture", "DefaultThreadCurrentCulture", "DefaultThreadCurrentUICulture"} {
		current[name] = value(func() object.Value { return object.CurrentCulture })
		currentSetters[name] = func(_, v object.Value) error { return setCurrentCulture(v) }
	}
	current["InvariantCulture"] = constant(object.InvariantCulture)
	current["InstalledUICulture"] = current["CurrentCulture"]
	language := func(c *object.Culture) string {
		if c.Name == "" {
			return "iv"
		}
		lang, _, _ := strings.Cut(c.Name, "-")
		return lang
	}
	return class{
		new:              try(lookupCulture),
		staticProperties: current,
		staticSetters:    currentSetters,
		statics: methods{
			"GetCultureInfo":        try(lookupCulture),
			"CreateSpecificCulture": try(lookupCulture),
			"GetCultures": static(func(args) object.Value {
				var items []object.Value
				for _, name := range []string{"", "de-DE", "en-GB", "en-US", "fr-FR", "ja-JP"} {
					items = append(items, object.LookupCulture(name))
				}
				return object.NewTypedArray(object.TypeCulture, items)
			}),
		},
		properties: getters{
			"Name":                     get(func(c *object.Culture) object.Value { return c.Name }),
			"IetfLanguageTag":          get(func(c *object.Culture) object.Value { return c.Name }),
			"DisplayName":              get(func(c *object.Culture) object.Value { return c.EnglishName }),
			"EnglishName":              get(func(c *object.Culture) object.Value { return c.EnglishName }),
			"NativeName":               get(func(c *object.Culture) object.Value { return c.NativeName }),
			"LCID":                     get(func(c *object.Culture) object.Value { return i32(c.LCID) }),
			"KeyboardLayoutId":         get(func(c *object.Culture) object.Value { return i32(c.LCID) }),
			"TwoLetterISOLanguageName": get(func(c *object.Culture) object.Value { return language(c) }),
			"Parent":                   get(func(c *object.Culture) object.Value { return parentCulture(c) }),
			"IsNeutralCulture":         get(func(c *object.Culture) object.Value { return c.Name != "" && !strings.Contains(c.Name, "-") }),
			"NumberFormat":             get(func(c *object.Culture) object.Value { return c.Numbers }),
			"DateTimeFormat":           get(func(c *object.Culture) object.Value { return c.Dates }),
			"TextInfo":                 get(func(c *object.Culture) object.Value { return textInfo{c} }),
			"CompareInfo":              get(func(c *object.Culture) object.Value { return compareInfo{c} }),
			"Calendar":                 constant(calendar{}),
			"IsReadOnly":               constant(true),
			"UseUserOverride":          constant(false),
			"CultureTypes": get(func(c *object.Culture) object.Value {
				kind := int64(2 | 4) // specific, installed
				if !strings.Contains(c.Name, "-") {
					kind = 1 | 4
				}
				return object.NewEnum("System.Globalization.CultureTypes", kind)
			}),
			"ThreeLetterISOLanguageName": get(func(c *object.Culture) object.Value { return threeLetters[language(c)] }),
			"ThreeLetterWindowsLanguageName": get(func(c *object.Culture) object.Value {
				if name := windowsLanguages[c.Name]; name != "" {
					return name
				}
				return strings.ToUpper(threeLetters[language(c)])
			}),
			"OptionalCalendars": constant(object.NewTypedArray(object.LibraryType("System.Globalization.Calendar"), []object.Value{calendar{}})),
		},
		methods: methods{
			"ToString": do(func(c *object.Culture, _ args) object.Value { return c.Name }),
			"Equals": do(func(c *object.Culture, a args) object.Value {
				o, ok := a.at(0).(*object.Culture)
				return ok && o.Name == c.Name
			}),
			"Clone": do(func(c *object.Culture, _ args) object.Value { return c }),
		},
	}
}

// The names of languages in three letters, ISO's and those of Windows.
var (
	threeLetters     = map[string]string{"iv": "ivl", "de": "deu", "en": "eng", "fr": "fra", "ja": "jpn"}
	windowsLanguages = map[string]string{"": "IVL", "en-US": "ENU", "en-GB": "ENG", "en": "ENU", "fr-FR": "FRA", "ja-JP": "JPN", "ja": "JPN"}
)

func parentCulture(c *object.Culture) object.Value {
	if p := object.LookupCulture(c.Parent); p != nil {
		return p
	}
	return object.InvariantCulture
}

// textInfo is System.Globalization.TextInfo of a culture.
type textInfo struct{ culture *object.Culture }

// Type implements object.Object.
func (textInfo) Type() *object.Type { return object.LibraryType("System.Globalization.TextInfo") }

func textInfoClass() class {
	return class{
		properties: getters{
			"ListSeparator": get(func(t textInfo) object.Value { return t.culture.ListSeparator }),
			"CultureName":   get(func(t textInfo) object.Value { return t.culture.Name }),
			"LCID":          get(func(t textInfo) object.Value { return i32(t.culture.LCID) }),
		},
		methods: methods{
			"ToUpper": do(func(t textInfo, a args) object.Value {
				return sameKind(a.at(0), t.culture.ToUpper(textArgument(a.at(0))))
			}),
			"ToLower": do(func(t textInfo, a args) object.Value {
				return sameKind(a.at(0), t.culture.ToLower(textArgument(a.at(0))))
			}),
			"ToTitleCase": do(func(t textInfo, a args) object.Value { return titleCase(a.text(0), t.culture) }),
		},
	}
}

// sameKind gives a char for a char and text for text.
func sameKind(v object.Value, text string) object.Value {
	if _, ok := v.(object.Char); ok {
		if units := unitsOf(text); len(units) == 1 {
			return object.Char(units[0])
		}
		return v
	}
	return text
}

// titleCase capitalizes words; a word all in capitals is an acronym and stays.
func titleCase(s string, c *object.Culture) string {
	runes := []rune(s)
	for i := 0; i < len(runes); {
		if !unicode.IsLetter(runes[i]) {
			i++
			continue
		}
		end, hasLower := i, false
		for end < len(runes) && (unicode.IsLetter(runes[end]) || unicode.IsMark(runes[end]) || runes[end] == '\'' || unicode.IsDigit(runes[end])) {
			hasLower = hasLower || unicode.IsLower(runes[end])
			end++
		}
		if hasLower || end == i+1 {
			copy(runes[i:end], []rune(c.ToLower(string(runes[i:end]))))
			runes[i] = unicode.ToTitle(runes[i])
		}
		i = end
	}
	return string(runes)
}

// compareInfo is System.Globalization.CompareInfo of a culture.
type compareInfo struct{ culture *object.Culture }

// Type implements object.Object.
func (compareInfo) Type() *object.Type { return object.LibraryType("System.Globalization.CompareInfo") }

func compareInfoClass() class {
	how := func(c compareInfo, a args) args { return args{c.culture, a.at(len(a) - 1)} }
	return class{
		properties: getters{"Name": get(func(c compareInfo) object.Value { return c.culture.Name })},
		methods: methods{
			"Compare": do(func(c compareInfo, a args) object.Value { return i32(compareBy(a.text(0), a.text(1), how(c, a))) }),
			"IsPrefix": do(func(c compareInfo, a args) object.Value {
				return strings.HasPrefix(fold(a.text(0), a.enum(2, 0)&1 != 0), fold(a.text(1), a.enum(2, 0)&1 != 0))
			}),
			"IsSuffix": do(func(c compareInfo, a args) object.Value {
				return strings.HasSuffix(fold(a.text(0), a.enum(2, 0)&1 != 0), fold(a.text(1), a.enum(2, 0)&1 != 0))
			}),
			"IndexOf": call(func(c compareInfo, a args) (object.Value, error) {
				ignore := a.enum(len(a)-1, 0)&1 != 0
				return stringIndex(fold(a.text(0), ignore), args{fold(textArgument(a.at(1)), ignore)}, false)
			}),
		},
	}
}

func numberFormatClass() class {
	text := func(f func(*object.NumberFormat) string) getter {
		return get(func(n *object.NumberFormat) object.Value { return f(n) })
	}
	number := func(f func(*object.NumberFormat) int) getter {
		return get(func(n *object.NumberFormat) object.Value { return i32(f(n)) })
	}
	groupSizes := get(func(n *object.NumberFormat) object.Value {
		return object.NewTypedArray(object.TypeInt32, []object.Value{i32(n.GroupSize)})
	})
	point := text(func(n *object.NumberFormat) string { return n.DecimalSeparator })
	group := text(func(n *object.NumberFormat) string { return n.GroupSeparator })
	return class{
		new: try(func(args) (object.Value, error) { n := *object.InvariantCulture.Numbers; return &n, nil }),
		staticProperties: getters{
			"CurrentInfo":   value(func() object.Value { return object.CurrentCulture.Numbers }),
			"InvariantInfo": value(func() object.Value { return object.InvariantCulture.Numbers }),
		},
		properties: getters{
			"NumberDecimalSeparator": point, "CurrencyDecimalSeparator": point, "PercentDecimalSeparator": point,
			"NumberGroupSeparator": group, "CurrencyGroupSeparator": group, "PercentGroupSeparator": group,
			"CurrencySymbol":          text(func(n *object.NumberFormat) string { return n.CurrencySymbol }),
			"NaNSymbol":               text(func(n *object.NumberFormat) string { return n.NaN }),
			"PositiveInfinitySymbol":  text(func(n *object.NumberFormat) string { return n.PositiveInfinity }),
			"NegativeInfinitySymbol":  text(func(n *object.NumberFormat) string { return n.NegativeInfinity }),
			"NegativeSign":            constant("-"),
			"PositiveSign":            constant("+"),
			"PercentSymbol":           constant("%"),
			"PerMilleSymbol":          constant("‰"),
			"NumberDecimalDigits":     number(func(n *object.NumberFormat) int { return n.NumberDecimalDigits }),
			"CurrencyDecimalDigits":   number(func(n *object.NumberFormat) int { return n.CurrencyDecimalDigits }),
			"PercentDecimalDigits":    number(func(n *object.NumberFormat) int { return n.PercentDecimalDigits }),
			"CurrencyNegativePattern": number(func(n *object.NumberFormat) int { return n.CurrencyNegativePattern }),
			"CurrencyPositivePattern": number(func(n *object.NumberFormat) int { return n.CurrencyPositivePattern }),
			"PercentNegativePattern":  number(func(n *object.NumberFormat) int { return n.PercentNegativePattern }),
			"PercentPositivePattern":  number(func(n *object.NumberFormat) int { return n.PercentPositivePattern }),
			"NumberNegativePattern":   constant(int32(1)),
			"NumberGroupSizes":        groupSizes, "CurrencyGroupSizes": groupSizes, "PercentGroupSizes": groupSizes,
			"NativeDigits":      constant(textArray(strings.Split("0123456789", ""))),
			"DigitSubstitution": value(func() object.Value { return object.NewEnum("System.Globalization.DigitShapes", 1) }),
			"IsReadOnly":        constant(false),
		},
		order: []string{"CurrencyDecimalDigits", "CurrencyDecimalSeparator", "IsReadOnly", "CurrencyGroupSizes", "NumberGroupSizes",
			"PercentGroupSizes", "CurrencyGroupSeparator", "CurrencySymbol", "NaNSymbol", "CurrencyNegativePattern",
			"NumberNegativePattern", "PercentPositivePattern", "PercentNegativePattern", "NegativeInfinitySymbol", "NegativeSign",
			"NumberDecimalDigits", "NumberDecimalSeparator", "NumberGroupSeparator", "CurrencyPositivePattern",
			"PositiveInfinitySymbol", "PositiveSign", "PercentDecimalDigits", "PercentDecimalSeparator", "PercentGroupSeparator",
			"PercentSymbol", "PerMilleSymbol", "NativeDigits", "DigitSubstitution"},
		setters: setters{
			"NumberDecimalSeparator": set(func(n *object.NumberFormat, v object.Value) error { n.DecimalSeparator = object.ToText(v); return nil }),
			"NumberGroupSeparator":   set(func(n *object.NumberFormat, v object.Value) error { n.GroupSeparator = object.ToText(v); return nil }),
			"CurrencySymbol":         set(func(n *object.NumberFormat, v object.Value) error { n.CurrencySymbol = object.ToText(v); return nil }),
			"NaNSymbol":              set(func(n *object.NumberFormat, v object.Value) error { n.NaN = object.ToText(v); return nil }),
			"NumberDecimalDigits":    digits(func(n *object.NumberFormat) *int { return &n.NumberDecimalDigits }),
			"CurrencyDecimalDigits":  digits(func(n *object.NumberFormat) *int { return &n.CurrencyDecimalDigits }),
			"PercentDecimalDigits":   digits(func(n *object.NumberFormat) *int { return &n.PercentDecimalDigits }),
		},
		methods: methods{"Clone": do(func(n *object.NumberFormat, _ args) object.Value { c := *n; return &c })},
	}
}

// digits sets a number of decimals.
func digits(field func(*object.NumberFormat) *int) setter {
	return set(func(n *object.NumberFormat, v object.Value) error {
		d := args{v}.int(0)
		if d < 0 || d > 99 {
			return outOfRangeValue("value", d, "Valid values are between 0 and 99, inclusive.")
		}
		*field(n) = d
		return nil
	})
}

func dateTimeFormatClass() class {
	text := func(f func(*object.DateTimeFormat) string) getter {
		return get(func(d *object.DateTimeFormat) object.Value { return f(d) })
	}
	list := func(f func(*object.DateTimeFormat) []string) getter {
		return get(func(d *object.DateTimeFormat) object.Value { return textArray(f(d)) })
	}
	months := func(names []string) []string { // .NET has room for a thirteenth
		if len(names) == 12 {
			return append(names[:12:12], "")
		}
		return names
	}
	return class{
		staticProperties: getters{
			"CurrentInfo":   value(func() object.Value { return object.CurrentCulture.Dates }),
			"InvariantInfo": value(func() object.Value { return object.InvariantCulture.Dates }),
		},
		properties: getters{
			"DayNames":                         list(func(d *object.DateTimeFormat) []string { return d.DayNames }),
			"AbbreviatedDayNames":              list(func(d *object.DateTimeFormat) []string { return d.AbbreviatedDayNames }),
			"ShortestDayNames":                 list(func(d *object.DateTimeFormat) []string { return d.ShortestDayNames }),
			"MonthNames":                       list(func(d *object.DateTimeFormat) []string { return months(d.MonthNames) }),
			"AbbreviatedMonthNames":            list(func(d *object.DateTimeFormat) []string { return months(d.AbbreviatedMonthNames) }),
			"MonthGenitiveNames":               list(func(d *object.DateTimeFormat) []string { return months(d.MonthGenitiveNames) }),
			"AMDesignator":                     text(func(d *object.DateTimeFormat) string { return d.AMDesignator }),
			"PMDesignator":                     text(func(d *object.DateTimeFormat) string { return d.PMDesignator }),
			"DateSeparator":                    text(func(d *object.DateTimeFormat) string { return d.DateSeparator }),
			"TimeSeparator":                    text(func(d *object.DateTimeFormat) string { return d.TimeSeparator }),
			"ShortDatePattern":                 text(func(d *object.DateTimeFormat) string { return d.ShortDatePattern }),
			"LongDatePattern":                  text(func(d *object.DateTimeFormat) string { return d.LongDatePattern }),
			"ShortTimePattern":                 text(func(d *object.DateTimeFormat) string { return d.ShortTimePattern }),
			"LongTimePattern":                  text(func(d *object.DateTimeFormat) string { return d.LongTimePattern }),
			"MonthDayPattern":                  text(func(d *object.DateTimeFormat) string { return d.MonthDayPattern }),
			"YearMonthPattern":                 text(func(d *object.DateTimeFormat) string { return d.YearMonthPattern }),
			"FullDateTimePattern":              text(func(d *object.DateTimeFormat) string { return d.LongDatePattern + " " + d.LongTimePattern }),
			"SortableDateTimePattern":          constant("yyyy'-'MM'-'dd'T'HH':'mm':'ss"),
			"UniversalSortableDateTimePattern": constant("yyyy'-'MM'-'dd HH':'mm':'ss'Z'"),
			"RFC1123Pattern":                   constant("ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"),
			"FirstDayOfWeek": get(func(d *object.DateTimeFormat) object.Value {
				return object.NewEnum("System.DayOfWeek", int64(d.FirstDayOfWeek))
			}),
			"CalendarWeekRule": get(func(d *object.DateTimeFormat) object.Value {
				return object.NewEnum("System.Globalization.CalendarWeekRule", int64(d.CalendarWeekRule))
			}),
			"Calendar": constant(calendar{}),
		},
		methods: methods{
			"GetMonthName": call(func(d *object.DateTimeFormat, a args) (object.Value, error) {
				return monthName(d.MonthNames, a.int(0))
			}),
			"GetAbbreviatedMonthName": call(func(d *object.DateTimeFormat, a args) (object.Value, error) {
				return monthName(d.AbbreviatedMonthNames, a.int(0))
			}),
			"GetDayName": call(func(d *object.DateTimeFormat, a args) (object.Value, error) {
				return nameAt(d.DayNames, int(a.enum(0, -1)), "dayofweek")
			}),
			"GetAbbreviatedDayName": call(func(d *object.DateTimeFormat, a args) (object.Value, error) {
				return nameAt(d.AbbreviatedDayNames, int(a.enum(0, -1)), "dayofweek")
			}),
			"GetShortestDayName": call(func(d *object.DateTimeFormat, a args) (object.Value, error) {
				return nameAt(d.ShortestDayNames, int(a.enum(0, -1)), "dayOfWeek")
			}),
			"GetEra":                constantMethod(int32(1)),
			"GetEraName":            do(func(d *object.DateTimeFormat, _ args) object.Value { return d.Era }),
			"GetAbbreviatedEraName": do(func(d *object.DateTimeFormat, _ args) object.Value { return d.Era }),
			"Clone":                 do(func(d *object.DateTimeFormat, _ args) object.Value { c := *d; return &c }),
		},
	}
}

func constantMethod(v object.Value) method {
	return func(object.Value, args) (object.Value, error) { return v, nil }
}

// monthName is the name of month 1 to 13, the last of which is empty.
func monthName(names []string, month int) (object.Value, error) {
	switch {
	case month < 1 || month > 13:
		return nil, outOfRangeValue("month", month, "Valid values are between 1 and 13, inclusive.")
	case month > len(names):
		return "", nil
	}
	return names[month-1], nil
}

func nameAt(names []string, i int, parameter string) (object.Value, error) {
	if i < 0 || i >= len(names) {
		return nil, outOfRange(parameter, "Specified argument was out of the range of valid values.")
	}
	return names[i], nil
}

// calendar is the Gregorian calendar.
type calendar struct{}

// Type implements object.Object.
func (calendar) Type() *object.Type {
	return object.LibraryType("System.Globalization.GregorianCalendar")
}

func calendarClass() class {
	part := func(f func(object.DateTime) int) method {
		return do(func(_ calendar, a args) object.Value { return i32(f(a.date(0))) })
	}
	return class{
		new: try(func(args) (object.Value, error) { return calendar{}, nil }),
		methods: methods{
			"GetWeekOfYear": do(func(_ calendar, a args) object.Value {
				return i32(weekOfYear(a.date(0), int(a.enum(1, 0)), int(a.enum(2, 0))))
			}),
			"GetYear":       part(func(d object.DateTime) int { y, _, _ := d.Date(); return y }),
			"GetMonth":      part(func(d object.DateTime) int { _, m, _ := d.Date(); return m }),
			"GetDayOfMonth": part(func(d object.DateTime) int { _, _, n := d.Date(); return n }),
			"GetDayOfYear":  part(dayOfYear),
			"GetDayOfWeek": do(func(_ calendar, a args) object.Value {
				return object.NewEnum("System.DayOfWeek", int64(a.date(0).DayOfWeek()))
			}),
			"GetDaysInMonth": call(func(_ calendar, a args) (object.Value, error) { return daysInMonth(a) }),
			"GetDaysInYear":  do(func(_ calendar, a args) object.Value { return i32(337 + object.DaysInMonth(a.int(0), 2)) }),
			"IsLeapYear":     do(func(_ calendar, a args) object.Value { return object.DaysInMonth(a.int(0), 2) == 29 }),
			"AddWeeks": call(func(_ calendar, a args) (object.Value, error) {
				return orError(addTicks(a.date(0), a.int64(1)*7*object.TicksPerDay, "weeks"))
			}),
			"AddDays": call(func(_ calendar, a args) (object.Value, error) {
				return orError(addTicks(a.date(0), a.int64(1)*object.TicksPerDay, "days"))
			}),
			"AddMonths": call(func(_ calendar, a args) (object.Value, error) { return orError(addMonths(a.date(0), a.int(1))) }),
			"AddYears":  call(func(_ calendar, a args) (object.Value, error) { return orError(addYears(a.date(0), a.int(1))) }),
		},
	}
}

// weekOfYear follows CalendarWeekRule: FirstDay (0), FirstFullWeek (1), FirstFourDayWeek (2).
func weekOfYear(d object.DateTime, rule, firstDay int) int {
	day := dayOfYear(d) - 1
	jan1 := ((d.DayOfWeek()-day)%7 + 7) % 7 // weekday of the first of January
	offset := (jan1 - firstDay + 7) % 7     // days of the week that lie in the year before
	if rule == 0 {
		return (day+offset)/7 + 1
	}
	full := 7 // days of a week that must lie in the year
	if rule == 2 {
		full = 4
	}
	start := -offset
	if offset != 0 && 7-offset < full {
		start += 7
	}
	if day >= start {
		return (day-start)/7 + 1
	}
	year, _, _ := d.Date()
	last, ok := object.NewDateTime(year-1, 12, 31, 0, d.Kind)
	if !ok {
		return 1
	}
	return weekOfYear(last, rule, firstDay)
}

// isoWeekClass is System.Globalization.ISOWeek.
func isoWeekClass() class {
	iso := func(d object.DateTime) (year, week int) {
		d.Kind = object.UTC
		return d.Time().ISOWeek()
	}
	weeks := func(year int) int {
		_, w := time.Date(year, 12, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
		return w
	}
	toDate := func(a args) object.DateTime {
		jan4, _ := object.NewDateTime(a.int(0), 1, 4, 0, object.Unspecified)
		monday := jan4.Ticks - int64((jan4.DayOfWeek()+6)%7)*object.TicksPerDay
		day := (a.enum(2, 1) + 6) % 7
		return object.DateTime{Ticks: monday + (int64(a.int(1)-1)*7+day)*object.TicksPerDay}
	}
	return class{statics: methods{
		"GetYear":        static(func(a args) object.Value { y, _ := iso(a.date(0)); return i32(y) }),
		"GetWeekOfYear":  static(func(a args) object.Value { _, w := iso(a.date(0)); return i32(w) }),
		"GetWeeksInYear": static(func(a args) object.Value { return i32(weeks(a.int(0))) }),
		"ToDateTime":     static(func(a args) object.Value { return toDate(a) }),
		"GetYearStart":   static(func(a args) object.Value { return toDate(args{a.at(0), int32(1)}) }),
		"GetYearEnd": static(func(a args) object.Value {
			return toDate(args{a.at(0), i32(weeks(a.int(0))), object.NewEnum("System.DayOfWeek", 0)})
		}),
	}}
}
