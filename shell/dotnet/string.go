package dotnet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/partnershell/partnershell/shell/object"
)

func stringClass() class {
	return class{
		new: try(newString),
		properties: getters{
			"Length": get(func(s string) object.Value { return i32(length(s)) }),
		},
		staticProperties: getters{"Empty": constant("")},
		methods:          stringMethods(),
		statics:          stringStatics(),
	}
}

func stringMethods() methods {
	return methods{
		"Clone":          do(func(s string, _ args) object.Value { return s }),
		"Contains":       call(stringContains),
		"CopyTo":         call(stringCopyTo),
		"EndsWith":       call(func(s string, a args) (object.Value, error) { return stringAffix(s, a, strings.HasSuffix) }),
		"StartsWith":     call(func(s string, a args) (object.Value, error) { return stringAffix(s, a, strings.HasPrefix) }),
		"Equals":         do(stringEquals),
		"get_Chars":      call(stringChars),
		"GetEnumerator":  do(func(s string, _ args) object.Value { return newEnumerator(charsOf(s)) }),
		"GetHashCode":    do(func(s string, _ args) object.Value { return object.Int32(hashCode(s)) }),
		"IndexOf":        call(func(s string, a args) (object.Value, error) { return stringIndex(s, a, false) }),
		"IndexOfAny":     call(func(s string, a args) (object.Value, error) { return stringIndexAny(s, a, false) }),
		"Insert":         call(stringInsert),
		"IsNormalized":   do(func(s string, a args) object.Value { return normalForm(a).IsNormalString(s) }),
		"LastIndexOf":    call(func(s string, a args) (object.Value, error) { return stringIndex(s, a, true) }),
		"LastIndexOfAny": call(func(s string, a args) (object.Value, error) { return stringIndexAny(s, a, true) }),
		"Normalize":      do(func(s string, a args) object.Value { return normalForm(a).String(s) }),
		"PadLeft":        call(func(s string, a args) (object.Value, error) { return stringPad(s, a, true) }),
		"PadRight":       call(func(s string, a args) (object.Value, error) { return stringPad(s, a, false) }),
		"Remove":         call(stringRemove),
		"Replace":        call(stringReplace),
		"ReplaceLineEndings": do(func(s string, a args) object.Value {
			replacement := newLine
			if a.has(0) {
				replacement = a.text(0)
			}
			s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
			return strings.ReplaceAll(s, "\n", replacement)
		}),
		"Split":            call(stringSplit),
		"Substring":        call(substring),
		"ToCharArray":      call(stringToChars),
		"ToLower":          do(func(s string, a args) object.Value { return a.culture(0).ToLower(s) }),
		"ToLowerInvariant": do(func(s string, _ args) object.Value { return object.InvariantCulture.ToLower(s) }),
		"EnumerateRunes":   do(func(s string, _ args) object.Value { return runesOf(s) }),
		"ToString":         do(func(s string, _ args) object.Value { return s }),
		"ToUpper":          do(func(s string, a args) object.Value { return a.culture(0).ToUpper(s) }),
		"ToUpperInvariant": do(func(s string, _ args) object.Value { return object.InvariantCulture.ToUpper(s) }),
		"Trim":             do(func(s string, a args) object.Value { return trim(s, a, true, true) }),
		"TrimEnd":          do(func(s string, a args) object.Value { return trim(s, a, false, true) }),
		"TrimStart":        do(func(s string, a args) object.Value { return trim(s, a, true, false) }),
	}
}

func stringStatics() methods {
	return methods{
		"Compare":            try(stringCompare),
		"CompareOrdinal":     try(stringCompareOrdinal),
		"Concat":             try(stringConcat),
		"Copy":               static(func(a args) object.Value { return a.text(0) }),
		"Equals":             static(staticStringEquals),
		"Format":             try(stringFormat),
		"Intern":             static(func(a args) object.Value { return a.text(0) }),
		"IsInterned":         static(func(a args) object.Value { return a.text(0) }),
		"IsNullOrEmpty":      static(func(a args) object.Value { return a.text(0) == "" }),
		"IsNullOrWhiteSpace": static(func(a args) object.Value { return strings.TrimFunc(a.text(0), unicode.IsSpace) == "" }),
		"Join":               try(stringJoin),
		"op_Equality":        static(func(a args) object.Value { return a.at(0) == a.at(1) }),
		"op_Inequality":      static(func(a args) object.Value { return a.at(0) != a.at(1) }),
	}
}

// repeat is a text many times, unless that is too long for a string.
func repeat(text string, n int) (string, error) {
	if err := object.CheckText(len(text) * n); err != nil {
		return "", err
	}
	return strings.Repeat(text, n), nil
}

// newString is [string]::new(chars), (char, count) or (chars, start, length).
func newString(a args) (object.Value, error) {
	if c, ok := a.at(0).(object.Char); ok {
		n := a.int(1)
		if n < 0 {
			return nil, outOfRange("count", "'count' must be non-negative.")
		}
		return orError(repeat(charText(uint16(c)), n))
	}
	units := unitsOfChars(a.items(0))
	if a.has(1) {
		start, n := a.int(1), a.int(2)
		if start < 0 || n < 0 || start > len(units)-n {
			return nil, outOfRange("startIndex", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.")
		}
		units = units[start : start+n]
	}
	return textOf(units), nil
}

func unitsOfChars(items []object.Value) []uint16 {
	units := make([]uint16, len(items))
	for i, v := range items {
		c, _ := v.(object.Char)
		units[i] = uint16(c)
	}
	return units
}

// charsOf are the characters of a string as values.
func charsOf(s string) []object.Value {
	units := unitsOf(s)
	items := make([]object.Value, len(units))
	for i, u := range units {
		items[i] = object.Char(u)
	}
	return items
}

func stringChars(s string, a args) (object.Value, error) {
	i := a.int(0)
	if i < 0 || i >= length(s) {
		return nil, object.NewException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
	}
	return object.Char(object.UTF16Unit(s, i)), nil
}

// textArgument is a char or string argument as text.
func textArgument(v object.Value) string {
	if c, ok := v.(object.Char); ok {
		return charText(uint16(c))
	}
	s, _ := v.(string)
	return s
}

func negative(parameter string, n int) error {
	return outOfRangeValue(parameter, n, "%s ('%d') must be a non-negative value.", parameter, n)
}

func notPositive(parameter string, n int) error {
	return outOfRangeValue(parameter, n, "%s ('%d') must be a non-negative and non-zero value.", parameter, n)
}

// outOfRangeValue is outOfRange with the line that tells the value.
func outOfRangeValue(parameter string, actual int, format string, a ...any) error {
	e := outOfRange(parameter, format, a...).(*object.Exception)
	e.Message += newLine + "Actual value was " + object.ToText(i32(actual)) + "."
	return e
}

func substring(s string, a args) (object.Value, error) {
	n, start := length(s), a.int(0)
	switch {
	case start < 0:
		return nil, negative("startIndex", start)
	case start > n:
		return nil, outOfRange("startIndex", "startIndex cannot be larger than length of string.")
	case !a.has(1):
		return slice(s, start, n-start), nil
	}
	count := a.int(1)
	switch {
	case count < 0:
		return nil, negative("length", count)
	case start > n-count:
		return nil, outOfRange("length", "Index and length must refer to a location within the string.")
	}
	return slice(s, start, count), nil
}

// comparison reads a StringComparison argument: whose culture (nil: ordinal) and whether case counts.
func comparison(n int64) (c *object.Culture, ignoreCase bool) {
	switch n {
	case 0, 1:
		return object.CurrentCulture, n == 1
	case 2, 3:
		return object.InvariantCulture, n == 3
	}
	return nil, n == 5
}

// comparisonIn finds a StringComparison among the arguments; methods without one compare by otherwise.
func comparisonIn(a args, otherwise int64) (c *object.Culture, ignoreCase bool) {
	for i := range a {
		if e, ok := a.at(i).(object.Enum); ok && e.EnumType.Name() == "StringComparison" {
			return comparison(e.Value)
		}
	}
	return comparison(otherwise)
}

// fold makes texts comparable byte by byte.
func fold(s string, ignoreCase bool) string {
	if ignoreCase {
		return object.FoldName(s)
	}
	return s
}

func stringContains(s string, a args) (object.Value, error) {
	if a.at(0) == nil {
		return nil, argumentNull("value")
	}
	_, ignoreCase := comparisonIn(a, 4)
	return strings.Contains(fold(s, ignoreCase), fold(textArgument(a.at(0)), ignoreCase)), nil
}

// stringAffix is StartsWith and EndsWith.
func stringAffix(s string, a args, test func(s, affix string) bool) (object.Value, error) {
	if a.at(0) == nil {
		return nil, argumentNull("value")
	}
	_, ignoreCase := comparisonIn(a, 0)
	if a.has(1) && !a.has(2) {
		// a comparison
	} else if a.has(2) {
		ignoreCase = a.bool(1)
	}
	return test(fold(s, ignoreCase), fold(textArgument(a.at(0)), ignoreCase)), nil
}

func stringCopyTo(s string, a args) (object.Value, error) {
	to, ok := a.at(1).(*object.Array)
	if !ok {
		return nil, argumentNull("destination")
	}
	from, at, n := a.int(0), a.int(2), a.int(3)
	units := unitsOf(s)
	if n < 0 || from < 0 || from > len(units)-n || at < 0 || at > len(to.Items)-n {
		return nil, outOfRange("sourceIndex", "Index was out of range. Must be non-negative and less than the size of the collection.")
	}
	for i := range n {
		to.Items[at+i] = object.Char(units[from+i])
	}
	return object.Nothing, nil
}

func stringEquals(s string, a args) object.Value {
	other, ok := a.at(0).(string)
	if !ok {
		return false
	}
	c, ignoreCase := comparisonIn(a, 4)
	return sameText(s, other, c, ignoreCase)
}

func sameText(l, r string, c *object.Culture, ignoreCase bool) bool {
	if c == nil {
		return fold(l, ignoreCase) == fold(r, ignoreCase)
	}
	return c.CompareText(l, r, ignoreCase) == 0
}

func staticStringEquals(a args) object.Value {
	l, leftText := a.at(0).(string)
	r, rightText := a.at(1).(string)
	if !leftText || !rightText {
		return leftText == rightText && a.at(0) == a.at(1)
	}
	c, ignoreCase := comparisonIn(a, 4)
	return sameText(l, r, c, ignoreCase)
}

// indexRange reads the start and count arguments of IndexOf and its kin and returns the units to look at.
func indexRange(s string, a args, last bool) (start, end int, err error) {
	n := length(s)
	if !last {
		start, end = 0, n
		if isInt(a.at(1)) {
			start = a.int(1)
			if start < 0 || start > n {
				return 0, 0, outOfRange("startIndex", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.")
			}
		}
		if isInt(a.at(2)) {
			count := a.int(2)
			if count < 0 || count > n-start {
				return 0, 0, outOfRange("count", "Count must be positive and count must refer to a location within the string/array/collection.")
			}
			end = start + count
		}
		return start, end, nil
	}
	if !isInt(a.at(1)) || n == 0 {
		return 0, n, nil
	}
	from := a.int(1)
	if from < 0 || from > n {
		return 0, 0, outOfRange("startIndex", "Index was out of range. Must be non-negative and less than the size of the collection.")
	}
	end = min(from+1, n)
	if isInt(a.at(2)) {
		count := a.int(2)
		if count < 0 || end-count < 0 {
			return 0, 0, outOfRange("count", "Count must be positive and count must refer to a location within the string/array/collection.")
		}
		start = end - count
	}
	return start, end, nil
}

func isInt(v object.Value) bool { _, ok := v.(int32); return ok }

// stringIndex is IndexOf and LastIndexOf.
func stringIndex(s string, a args, last bool) (object.Value, error) {
	if a.at(0) == nil {
		return nil, argumentNull("value")
	}
	start, end, err := indexRange(s, a, last)
	if err != nil {
		return nil, err
	}
	_, ignoreCase := comparisonIn(a, 4)
	area, sought := fold(slice(s, start, end-start), ignoreCase), fold(textArgument(a.at(0)), ignoreCase)
	var at int
	if last {
		at = strings.LastIndex(area, sought)
	} else {
		at = strings.Index(area, sought)
	}
	if at < 0 {
		return i32(-1), nil
	}
	return i32(start + length(area[:at])), nil
}

func stringIndexAny(s string, a args, last bool) (object.Value, error) {
	start, end, err := indexRange(s, a, last)
	if err != nil {
		return nil, err
	}
	units, sought := unitsOf(s), unitsOfChars(a.items(0))
	found := -1
	for i := start; i < end; i++ {
		if containsUnit(sought, units[i]) {
			found = i
			if !last {
				break
			}
		}
	}
	return i32(found), nil
}

func containsUnit(units []uint16, u uint16) bool {
	for _, x := range units {
		if x == u {
			return true
		}
	}
	return false
}

func stringInsert(s string, a args) (object.Value, error) {
	i, n := a.int(0), length(s)
	if i < 0 || i > n {
		e := outOfRange("startIndex", "startIndex ('%d') must be less than or equal to '%d'.", uint32(i), n).(*object.Exception)
		e.Message += newLine + "Actual value was " + object.ToText(uint32(i)) + "."
		return nil, e
	}
	at, text := byteOffset(s, i), a.text(1)
	if err := object.CheckText(len(s) + len(text)); err != nil {
		return nil, err
	}
	return s[:at] + text + s[at:], nil
}

func stringPad(s string, a args, left bool) (object.Value, error) {
	width := a.int(0)
	if width < 0 {
		return nil, negative("totalWidth", width)
	}
	pad := " "
	if a.has(1) {
		pad = charText(uint16(a.char(1)))
	}
	fill, err := repeat(pad, max(0, width-length(s)))
	if err != nil {
		return nil, err
	}
	if left {
		return fill + s, nil
	}
	return s + fill, nil
}

func stringRemove(s string, a args) (object.Value, error) {
	start, n := a.int(0), length(s)
	switch {
	case start < 0:
		return nil, outOfRange("startIndex", "StartIndex cannot be less than zero.")
	case !a.has(1) && start > n:
		return nil, outOfRange("startIndex", "startIndex cannot be larger than length of string.")
	case !a.has(1):
		return slice(s, 0, start), nil
	}
	count := a.int(1)
	switch {
	case count < 0:
		return nil, outOfRange("count", "Count cannot be less than zero.")
	case start > n-count:
		return nil, outOfRange("count", "Index and count must refer to a location within the string.")
	}
	return slice(s, 0, start) + slice(s, start+count, n-start-count), nil
}

func stringReplace(s string, a args) (object.Value, error) {
	old, replacement := textArgument(a.at(0)), textArgument(a.at(1))
	if a.at(0) == nil {
		return nil, argumentNull("oldValue")
	}
	if old == "" {
		return nil, argumentError("oldValue", "The value cannot be an empty string.")
	}
	_, ignoreCase := comparisonIn(a, 4)
	if a.has(2) && !isEnum(a.at(2)) {
		ignoreCase = a.bool(2)
	}
	if ignoreCase {
		return orError(replaceIgnoringCase(s, old, replacement))
	}
	if more := len(replacement) - len(old); more > 0 {
		if err := object.CheckText(len(s) + strings.Count(s, old)*more); err != nil {
			return nil, err
		}
	}
	return strings.ReplaceAll(s, old, replacement), nil
}

func isEnum(v object.Value) bool { _, ok := v.(object.Enum); return ok }

// replaceIgnoringCase works on runes, because folding may change a text's length in bytes.
func replaceIgnoringCase(s, old, replacement string) (string, error) {
	text, folded, sought := []rune(s), []rune(object.FoldName(s)), []rune(object.FoldName(old))
	var b strings.Builder
	for i := 0; i < len(text); {
		if len(folded)-i >= len(sought) && string(folded[i:i+len(sought)]) == string(sought) {
			if err := object.CheckText(b.Len() + len(replacement)); err != nil {
				return "", err
			}
			b.WriteString(replacement)
			i += len(sought)
			continue
		}
		b.WriteRune(text[i])
		i++
	}
	return b.String(), nil
}

// The numbers of System.StringSplitOptions.
const (
	removeEmptyEntries = 1
	trimEntries        = 2
)

// stringSplit is Split by characters or by strings, with a count and options in any of their positions.
func stringSplit(s string, a args) (object.Value, error) {
	if separator, ok := a.at(0).(string); ok && separator != "" && (len(a) == 1 || a.at(1) == nil) {
		return splitAt(s, separator), nil
	}
	limit, options := -1, int64(0)
	for i := 1; i < len(a); i++ {
		switch v := a.at(i).(type) {
		case int32:
			if v < 0 {
				return nil, negative("count", int(v))
			}
			limit = int(v)
		case object.Enum:
			options = v.Value
		}
	}
	return textArray(splitText(s, separatorsOf(a.at(0)), limit, options)), nil
}

// splitAt is the plain case: one separator, no limit and no options.
func splitAt(s, separator string) object.Value {
	parts := object.NewSmallArray(object.TypeString, strings.Count(s, separator)+1)
	for {
		part, rest, found := strings.Cut(s, separator)
		parts.Items = append(parts.Items, part)
		if !found {
			return parts
		}
		s = rest
	}
}

// separatorsOf reads Split's first argument; no separators mean white space.
func separatorsOf(v object.Value) []string {
	var separators []string
	switch v := v.(type) {
	case object.Char:
		return []string{charText(uint16(v))}
	case string:
		if v != "" {
			return []string{v}
		}
		return []string{} // one that never occurs
	case *object.Array:
		for _, item := range v.Items {
			if text := textArgument(item); text != "" {
				separators = append(separators, text)
			}
		}
		if len(v.Items) > 0 && separators == nil {
			return []string{}
		}
	}
	return separators
}

// splitText cuts s at separators (nil: white space) into at most limit parts (-1: any number).
func splitText(s string, separators []string, limit int, options int64) []string {
	var parts []string
	add := func(part string) {
		if options&trimEntries != 0 {
			part = strings.TrimFunc(part, unicode.IsSpace)
		}
		if part != "" || options&removeEmptyEntries == 0 {
			parts = append(parts, part)
		}
	}
	if limit == 0 {
		return nil
	}
	rest, from := s, 0
	for limit < 0 || len(parts) < limit-1 {
		at, size := nextSeparator(rest[from:], separators)
		if at < 0 {
			break
		}
		add(rest[:from+at])
		rest, from = rest[from+at+size:], 0
	}
	if options&removeEmptyEntries != 0 && limit > 0 {
		rest = skipSeparators(rest, separators, options)
	}
	add(rest)
	return parts
}

// skipSeparators drops empty entries before the last part of a limited split.
func skipSeparators(s string, separators []string, options int64) string {
	for {
		at, size := nextSeparator(s, separators)
		if at < 0 || at > 0 && (options&trimEntries == 0 || strings.TrimFunc(s[:at], unicode.IsSpace) != "") {
			return s
		}
		s = s[at+size:]
	}
}

// nextSeparator finds the first separator in s; of several at one place the first in the list.
func nextSeparator(s string, separators []string) (at, size int) {
	if separators == nil {
		for i, r := range s {
			if unicode.IsSpace(r) {
				return i, utf8.RuneLen(r)
			}
		}
		return -1, 0
	}
	at = -1
	for _, sep := range separators {
		if i := strings.Index(s, sep); i >= 0 && (at < 0 || i < at) {
			at, size = i, len(sep)
		}
	}
	return at, size
}

func stringToChars(s string, a args) (object.Value, error) {
	items := charsOf(s)
	if a.has(0) {
		start, n := a.int(0), a.int(1)
		if start < 0 || n < 0 || start > len(items)-n {
			return nil, outOfRange("startIndex", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.")
		}
		items = items[start : start+n]
	}
	return object.NewTypedArray(object.TypeChar, items), nil
}

// trim takes characters (white space if none are given) from the ends.
func trim(s string, a args, start, end bool) object.Value {
	drop := unicode.IsSpace
	var set string
	if c, ok := a.at(0).(object.Char); ok {
		set = charText(uint16(c))
	} else {
		set = textOf(unitsOfChars(a.items(0)))
	}
	if set != "" {
		drop = func(r rune) bool { return strings.ContainsRune(set, r) }
	}
	if start {
		s = strings.TrimLeftFunc(s, drop)
	}
	if end {
		s = strings.TrimRightFunc(s, drop)
	}
	return s
}

// normalForm reads a NormalizationForm argument.
func normalForm(a args) norm.Form {
	switch a.enum(0, 1) {
	case 2:
		return norm.NFD
	case 5:
		return norm.NFKC
	case 6:
		return norm.NFKD
	}
	return norm.NFC
}
