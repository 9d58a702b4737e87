package object

import (
	"strconv"
	"strings"
	"time"
)

// dateFormatter writes one date by a pattern.
type dateFormatter struct {
	out    strings.Builder
	t      time.Time // the clock reading, as UTC
	ticks  int64     // the same, in ticks
	kind   DateTimeKind
	offset int  // minutes from UTC
	zoned  bool // a DateTimeOffset
	f      *DateTimeFormat
	months []string // MonthNames, or the genitive ones when the day stands in the pattern too
	short  []string
}

// FormatDateTime is DateTime.ToString(format, culture).
func FormatDateTime(d DateTime, format string, c *Culture) (string, error) {
	if format == "" {
		format = "G"
	}
	_, seconds := d.Time().Zone()
	if d.Kind == UTC {
		seconds = 0
	}
	if len(format) == 1 {
		if format == "U" {
			d = d.ToUniversal()
		}
		pattern, invariant, ok := standardDatePattern(format[0], c.Dates, false)
		if !ok {
			return "", errFormat()
		}
		format = pattern
		if invariant {
			c = InvariantCulture
		}
	}
	w := &dateFormatter{t: d.wall(), ticks: d.Ticks, kind: d.Kind, offset: seconds / 60, f: c.Dates}
	return w.format(format)
}

// FormatDateTimeOffset is DateTimeOffset.ToString(format, culture).
func FormatDateTimeOffset(d DateTimeOffset, format string, c *Culture) (string, error) {
	if format == "" {
		format = c.Dates.ShortDatePattern + " " + c.Dates.LongTimePattern + " zzz"
	}
	ticks, offset := d.Ticks, int(d.OffsetMinutes)
	if len(format) == 1 {
		letter := format[0]
		if letter == 'u' || letter|0x20 == 'r' {
			ticks, offset = d.UTCTicks(), 0
		}
		pattern, invariant, ok := standardDatePattern(letter, c.Dates, true)
		if !ok || letter == 'U' {
			return "", errFormat()
		}
		format = pattern
		if invariant {
			c = InvariantCulture
		}
	}
	w := &dateFormatter{t: DateTime{Ticks: ticks}.wall(), ticks: ticks, offset: offset, zoned: true, f: c.Dates}
	return w.format(format)
}

// standardDatePattern is the pattern of a standard format letter; invariant says that it is the same everywhere.
func standardDatePattern(letter byte, f *DateTimeFormat, zoned bool) (pattern string, invariant, ok bool) {
	switch letter {
	case 'd':
		return f.ShortDatePattern, false, true
	case 'D':
		return f.LongDatePattern, false, true
	case 'f':
		return f.LongDatePattern + " " + f.ShortTimePattern, false, true
	case 'F', 'U':
		return f.LongDatePattern + " " + f.LongTimePattern, false, true
	case 'g':
		return f.ShortDatePattern + " " + f.ShortTimePattern, false, true
	case 'G':
		return f.ShortDatePattern + " " + f.LongTimePattern, false, true
	case 'm', 'M':
		return f.MonthDayPattern, false, true
	case 'y', 'Y':
		return f.YearMonthPattern, false, true
	case 't':
		return f.ShortTimePattern, false, true
	case 'T':
		return f.LongTimePattern, false, true
	case 'o', 'O':
		if zoned {
			return "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffzzz", true, true
		}
		return "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK", true, true
	case 'r', 'R':
		return "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", true, true
	case 's':
		return "yyyy'-'MM'-'dd'T'HH':'mm':'ss", true, true
	case 'u':
		return "yyyy'-'MM'-'dd HH':'mm':'ss'Z'", true, true
	}
	return "", false, false
}

// patternToken takes the next element off a date or time span pattern: a run of one letter, a quoted or escaped
// literal, or a single other character. ok is false for a pattern that ends too early.
func patternToken(pattern string) (letter byte, run int, literal string, rest string, ok bool) {
	c := pattern[0]
	switch c {
	case '\'', '"':
		text, length, closed := quotedLiteral(pattern)
		return 0, 0, text, pattern[length:], closed
	case '\\':
		if len(pattern) < 2 {
			return 0, 0, "", "", false
		}
		size := runeLength(pattern[1:])
		return 0, 0, pattern[1 : 1+size], pattern[1+size:], true
	case '%':
		if len(pattern) < 2 || pattern[1] == '%' {
			return 0, 0, "", "", false
		}
		if !isPatternLetter(pattern[1]) {
			return patternToken(pattern[1:])
		}
		return pattern[1], 1, "", pattern[2:], true
	}
	if !isPatternLetter(c) {
		size := runeLength(pattern)
		return 0, 0, pattern[:size], pattern[size:], true
	}
	run = 1
	for run < len(pattern) && pattern[run] == c {
		run++
	}
	return c, run, "", pattern[run:], true
}

func isPatternLetter(c byte) bool { return strings.IndexByte("dfFghHKmMstyz:/", c) >= 0 }

func runeLength(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// quotedLiteral reads the literal at the start of a pattern; a backslash escapes inside it.
func quotedLiteral(pattern string) (text string, length int, closed bool) {
	var b strings.Builder
	for i := 1; i < len(pattern); i++ {
		switch pattern[i] {
		case pattern[0]:
			return b.String(), i + 1, true
		case '\\':
			if i++; i == len(pattern) {
				return "", len(pattern), false
			}
		}
		b.WriteByte(pattern[i])
	}
	return "", len(pattern), false
}

func (w *dateFormatter) format(pattern string) (string, error) {
	w.months, w.short = w.f.MonthNames, w.f.AbbreviatedMonthNames
	if hasDayOfMonth(pattern) {
		w.months, w.short = w.f.MonthGenitiveNames, w.f.AbbreviatedMonthGenitiveNames
	}
	for pattern != "" {
		letter, run, literal, rest, ok := patternToken(pattern)
		if !ok {
			return "", errFormat()
		}
		pattern = rest
		if letter == 0 {
			w.out.WriteString(literal)
		} else if !w.element(letter, run) {
			return "", errFormat()
		}
	}
	return w.out.String(), nil
}

// hasDayOfMonth reports whether d or dd stands in the pattern.
func hasDayOfMonth(pattern string) bool {
	for pattern != "" {
		letter, run, _, rest, ok := patternToken(pattern)
		if !ok {
			return false
		}
		if letter == 'd' && run <= 2 {
			return true
		}
		pattern = rest
	}
	return false
}

// element writes what a run of a letter stands for; false if there is no such element.
func (w *dateFormatter) element(letter byte, run int) bool {
	switch letter {
	case 'y':
		w.year(run)
	case 'M':
		w.named(run, int(w.t.Month()), int(w.t.Month())-1, w.short, w.months)
	case 'd':
		w.named(run, w.t.Day(), int(w.t.Weekday()), w.f.AbbreviatedDayNames, w.f.DayNames)
	case 'h':
		w.number((w.t.Hour()+11)%12+1, run)
	case 'H':
		w.number(w.t.Hour(), run)
	case 'm':
		w.number(w.t.Minute(), run)
	case 's':
		w.number(w.t.Second(), run)
	case 'f', 'F':
		return w.fraction(letter, run)
	case 't':
		w.designator(run)
	case 'g':
		w.out.WriteString(w.f.Era)
	case ':':
		w.out.WriteString(strings.Repeat(w.f.TimeSeparator, run))
	case '/':
		w.out.WriteString(strings.Repeat(w.f.DateSeparator, run))
	case 'z':
		w.out.WriteString(offsetText(w.offset, run))
	case 'K':
		for range run {
			w.zoneKind()
		}
	}
	return true
}

// number writes n with one or two digits.
func (w *dateFormatter) number(n, run int) {
	w.out.WriteString(zeroPad(strconv.Itoa(n), min(run, 2)))
}

func (w *dateFormatter) named(run, number, index int, short, long []string) {
	switch {
	case run <= 2:
		w.number(number, run)
	case run == 3:
		w.out.WriteString(short[index])
	default:
		w.out.WriteString(long[index])
	}
}

func (w *dateFormatter) year(run int) {
	year := w.t.Year()
	if run <= 2 {
		year %= 100
	}
	w.out.WriteString(zeroPad(strconv.Itoa(year), run))
}

func (w *dateFormatter) fraction(letter byte, run int) bool {
	if run > 7 {
		return false
	}
	_, rest := floorDiv(w.ticks, TicksPerSecond)
	text := zeroPad(strconv.FormatInt(rest, 10), 7)[:run]
	if letter == 'F' {
		text = strings.TrimRight(text, "0")
		if s := w.out.String(); text == "" && strings.HasSuffix(s, ".") {
			w.out.Reset()
			w.out.WriteString(s[:len(s)-1])
		}
	}
	w.out.WriteString(text)
	return true
}

func (w *dateFormatter) designator(run int) {
	text := w.f.AMDesignator
	if w.t.Hour() >= 12 {
		text = w.f.PMDesignator
	}
	if run == 1 && text != "" {
		text = text[:runeLength(text)]
	}
	w.out.WriteString(text)
}

func (w *dateFormatter) zoneKind() {
	switch {
	case w.zoned || w.kind == Local:
		w.out.WriteString(offsetText(w.offset, 3))
	case w.kind == UTC:
		w.out.WriteByte('Z')
	}
}

// offsetText is z (+1), zz (+01) or zzz (+01:00).
func offsetText(minutes, run int) string {
	signText := "+"
	if minutes < 0 {
		signText, minutes = "-", -minutes
	}
	hours := strconv.Itoa(minutes / 60)
	switch run {
	case 1:
		return signText + hours
	case 2:
		return signText + zeroPad(hours, 2)
	}
	return signText + zeroPad(hours, 2) + ":" + zeroPad(strconv.Itoa(minutes%60), 2)
}
