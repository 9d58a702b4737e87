package object

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// dateParser reads free-form dates: a date in numbers or with a month's name, a time, a zone and a week day, in
// nearly any order, as DateTime.Parse takes them.
type dateParser struct {
	text    string
	culture *Culture

	numbers []dateNumber // of the date
	month   int          // of a month name; 0 if none
	monthAt int          // how many numbers stood before it
	weekday int          // 0 Sunday …; -1 if none
	hasTime bool
	hour    int
	minute  int
	second  int
	ticks   int64 // of the fraction
	half    int   // 1 AM, 2 PM, 0 neither
	zone    bool
	utc     bool
	offset  int // minutes
}

type dateNumber struct {
	value, digits int
}

func errDate(text string) *Exception {
	return NewException("System.FormatException", "String '%s' was not recognized as a valid DateTime.", text)
}

func errDateCalendar(text string) *Exception {
	return NewException("System.FormatException", "The DateTime represented by the string '%s' is not supported in "+
		"calendar 'System.Globalization.GregorianCalendar'.", text)
}

func errWeekday(text string) *Exception {
	return NewException("System.FormatException",
		"String '%s' was not recognized as a valid DateTime because the day of week was incorrect.", text)
}

// ParseDateTime is DateTime.Parse: free-form dates as a culture writes them. The errors of this and the following are
// *Exception (System.FormatException …), which callers wrap as their context demands.
func ParseDateTime(text string, c *Culture, styles DateTimeStyles) (DateTime, error) {
	p, d, err := parseDate(text, c, styles)
	if err != nil {
		return DateTime{}, err
	}
	return p.withKind(d, styles)
}

// ParseDateTimeOffset is DateTimeOffset.Parse.
func ParseDateTimeOffset(text string, c *Culture, styles DateTimeStyles) (DateTimeOffset, error) {
	p, d, err := parseDate(text, c, styles)
	if err != nil {
		return DateTimeOffset{}, err
	}
	return p.withOffset(d, styles)
}

func parseDate(text string, c *Culture, styles DateTimeStyles) (*dateParser, DateTime, error) {
	p := &dateParser{text: text, culture: c, weekday: -1}
	if err := p.scan(); err != nil {
		return nil, DateTime{}, err
	}
	d, err := p.date(styles)
	return p, d, err
}

// withKind gives the clock reading that was parsed its kind: a zone in the text makes it local.
func (p *dateParser) withKind(d DateTime, styles DateTimeStyles) (DateTime, error) {
	if !p.zone {
		switch {
		case styles&AssumeUniversal != 0:
			p.zone, p.utc = true, true
		case styles&AssumeLocal != 0:
			d.Kind = Local
			if styles&AdjustToUniversal != 0 {
				return d.ToUniversal(), nil
			}
			return d, nil
		default:
			return d, nil
		}
	}
	d = DateTime{Ticks: d.Ticks - int64(p.offset)*TicksPerMinute, Kind: UTC}
	if d.Ticks < 0 || d.Ticks > MaxTicks {
		return DateTime{}, NewException("System.FormatException",
			"The UTC representation of the date '%s' falls outside the year range 1-9999.", p.text)
	}
	if styles&AdjustToUniversal != 0 || styles&RoundtripKind != 0 && p.utc {
		return d, nil
	}
	return d.ToLocal(), nil
}

func (p *dateParser) withOffset(d DateTime, styles DateTimeStyles) (DateTimeOffset, error) {
	if !p.zone && styles&AssumeUniversal == 0 {
		d.Kind = Local
		return OffsetOf(d), nil
	}
	o := DateTimeOffset{Ticks: d.Ticks, OffsetMinutes: int16(p.offset)}
	if styles&AdjustToUniversal != 0 {
		o = DateTimeOffset{Ticks: o.UTCTicks()}
	}
	return o, nil
}

// scan reads all of the text.
func (p *dateParser) scan() error {
	s := strings.TrimRight(p.text, "\x00")
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || r == ',':
			i += size
		case r >= '0' && r <= '9':
			n, ok := p.number(s, i)
			if !ok {
				return errDate(p.text)
			}
			i = n
		case (r == '+' || r == '-') && p.hasTime && !p.zone:
			n, ok := p.zoneOffset(s, i)
			if !ok {
				return errDate(p.text)
			}
			i = n
		case (r == '/' || r == '-' || r == '.') && len(p.numbers)+p.month > 0 && !p.hasTime:
			i += size
		case strings.HasPrefix(s[i:], p.culture.Dates.DateSeparator) && len(p.numbers) > 0 && !p.hasTime:
			i += len(p.culture.Dates.DateSeparator)
		case unicode.IsLetter(r):
			n := p.word(s, i)
			if n == i {
				return NewException("System.FormatException", "The string '%s' was not recognized as a valid DateTime. "+
					"There is an unknown word starting at index '%d'.", p.text, UTF16Length(s[:i]))
			}
			i = n
		default:
			return errDate(p.text)
		}
	}
	if len(p.numbers) == 0 && p.month == 0 && !p.hasTime {
		return errDate(p.text)
	}
	return nil
}

// number reads a part of the date, or the whole time if a colon or an AM/PM designator follows.
func (p *dateParser) number(s string, i int) (next int, ok bool) {
	end := skipDigits(s, i)
	value, err := strconv.Atoi(s[i:end])
	if err != nil || end-i > 8 {
		return 0, false
	}
	if end < len(s) && s[end] == ':' || strings.HasPrefix(s[end:], p.culture.Dates.TimeSeparator) {
		return p.time(s, value, end)
	}
	if half, after := p.designator(s, skipSpaces(s, end)); half != 0 && !p.hasTime && end-i <= 2 {
		p.hasTime, p.hour, p.half = true, value, half
		return after, true
	}
	p.numbers = append(p.numbers, dateNumber{value, end - i})
	return p.unitSuffix(s, end), len(p.numbers) <= 3
}

// unitSuffix skips the characters that Japanese dates put behind year, month and day.
func (p *dateParser) unitSuffix(s string, i int) int {
	for _, suffix := range [...]string{"年", "月", "日"} {
		if strings.HasPrefix(s[i:], suffix) {
			return i + len(suffix)
		}
	}
	return i
}

func skipSpaces(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += size
	}
	return i
}

// time reads :m[:s[.fraction]] after the hour.
func (p *dateParser) time(s string, hour, i int) (next int, ok bool) {
	if p.hasTime {
		return 0, false
	}
	p.hasTime, p.hour = true, hour
	if p.minute, i, ok = twoDigits(s, skipSpaces(s, i+1)); !ok {
		return 0, false
	}
	if i < len(s) && s[i] == ':' {
		if p.second, i, ok = twoDigits(s, skipSpaces(s, i+1)); !ok {
			return 0, false
		}
		if i < len(s) && (s[i] == '.' || s[i] == ',') {
			end := skipDigits(s, i+1)
			if end == i+1 {
				return 0, false
			}
			fraction, _ := strconv.ParseFloat("0."+s[i+1:end], 64)
			p.ticks = int64(math.Round(fraction * TicksPerSecond))
			i = end
		}
	}
	return i, true
}

func twoDigits(s string, i int) (n, next int, ok bool) {
	end := skipDigits(s, i)
	n, err := strconv.Atoi(s[i:end])
	return n, end, err == nil && end-i <= 2
}

// zoneOffset reads +h, +hh, +hhmm or +hh:mm.
func (p *dateParser) zoneOffset(s string, i int) (next int, ok bool) {
	end := skipDigits(s, i+1)
	digits := s[i+1 : end]
	if len(digits) == 0 || len(digits) > 4 {
		return 0, false
	}
	n, _ := strconv.Atoi(digits)
	hours, minutes := n, 0
	if len(digits) > 2 {
		hours, minutes = n/100, n%100
	} else if end < len(s) && s[end] == ':' {
		if minutes, end, ok = twoDigits(s, end+1); !ok {
			return 0, false
		}
	}
	p.zone, p.offset = true, hours*60+minutes
	if s[i] == '-' {
		p.offset = -p.offset
	}
	return end, minutes < 60 && hours*60+minutes <= 14*60
}

// designator finds AM or PM at i.
func (p *dateParser) designator(s string, i int) (half, next int) {
	f := p.culture.Dates
	for k, name := range [...]string{f.AMDesignator, f.PMDesignator, "AM", "PM"} {
		if end, ok := wordAt(s, i, name); ok {
			return k%2 + 1, end
		}
	}
	return 0, i
}

// wordAt matches a name at i, ignoring case; no letter may follow.
func wordAt(s string, i int, name string) (end int, ok bool) {
	if name == "" || len(s)-i < len(name) || !EqualNames(s[i:i+len(name)], name) {
		return i, false
	}
	r, _ := utf8.DecodeRuneInString(s[i+len(name):])
	last, _ := utf8.DecodeLastRuneInString(name)
	return i + len(name), !unicode.IsLetter(r) || !unicode.IsLetter(last) || last > unicode.MaxLatin1
}

// word reads a name; it returns i when the word is unknown.
func (p *dateParser) word(s string, i int) int {
	f := p.culture.Dates
	if (s[i] == 'T' || s[i] == 't') && i+1 < len(s) && '0' <= s[i+1] && s[i+1] <= '9' && len(p.numbers) > 0 {
		return i + 1
	}
	for _, utc := range [...]string{"Z", "GMT"} {
		if end, ok := wordAt(s, i, utc); ok && !p.zone {
			p.zone, p.utc = true, true
			return end
		}
	}
	if half, end := p.designator(s, i); half != 0 && p.hasTime && p.half == 0 {
		p.half = half
		return end
	}
	for _, names := range [...][]string{f.MonthNames, f.MonthGenitiveNames, f.AbbreviatedMonthNames,
		f.AbbreviatedMonthGenitiveNames} {
		if k, end := nameAt(s, i, names); k >= 0 && p.month == 0 {
			p.month, p.monthAt = k+1, len(p.numbers)
			return end
		}
	}
	for _, names := range [...][]string{f.DayNames, f.AbbreviatedDayNames} {
		if k, end := nameAt(s, i, names); k >= 0 && p.weekday < 0 {
			p.weekday = k
			return end
		}
	}
	for _, era := range [...]string{f.Era, "A.D.", "AD"} {
		if end, ok := wordAt(s, i, era); ok {
			return end
		}
	}
	return i
}

// nameAt finds which of the names stands at i; a full stop may follow.
func nameAt(s string, i int, names []string) (index, end int) {
	for k, name := range names {
		if end, ok := wordAt(s, i, name); ok {
			if end < len(s) && s[end] == '.' && !strings.HasSuffix(name, ".") {
				end++
			}
			return k, end
		}
	}
	return -1, i
}

// date puts the parts together.
func (p *dateParser) date(styles DateTimeStyles) (DateTime, error) {
	year, month, day, ok := p.yearMonthDay(styles)
	if !ok {
		return DateTime{}, errDate(p.text)
	}
	switch {
	case p.half == 1 && p.hour > 12:
		return DateTime{}, errDate(p.text)
	case p.half == 1 && p.hour == 12:
		p.hour = 0
	case p.half == 2 && p.hour < 12:
		p.hour += 12
	}
	if p.hour > 23 || p.minute > 59 || p.second > 59 {
		return DateTime{}, errDateCalendar(p.text)
	}
	ticks := (int64(p.hour)*60+int64(p.minute))*TicksPerMinute + int64(p.second)*TicksPerSecond + p.ticks
	d, ok := NewDateTime(year, month, day, ticks, Unspecified)
	if !ok {
		return DateTime{}, errDate(p.text)
	}
	if p.weekday >= 0 && d.DayOfWeek() != p.weekday {
		return DateTime{}, errWeekday(p.text)
	}
	return d, nil
}

// yearMonthDay decides which number is which.
func (p *dateParser) yearMonthDay(styles DateTimeStyles) (year, month, day int, ok bool) {
	now := time.Now()
	n := p.numbers
	if p.month > 0 {
		return p.namedMonth(now.Year())
	}
	switch len(n) {
	case 0:
		if p.weekday >= 0 && !p.hasTime {
			return 0, 0, 0, false
		}
		if styles&NoCurrentDateDefault != 0 {
			return 1, 1, 1, true
		}
		return now.Year(), int(now.Month()), now.Day(), true
	case 2:
		switch {
		case isYear(n[0]):
			return n[0].value, n[1].value, 1, true
		case isYear(n[1]):
			return n[1].value, n[0].value, 1, true
		case p.order() == "dmy":
			return now.Year(), n[1].value, n[0].value, true
		}
		return now.Year(), n[0].value, n[1].value, true
	case 3:
		order := p.order()
		if isYear(n[0]) {
			order = "ymd"
		}
		at := func(part string) dateNumber { return n[strings.Index(order, part)] }
		return fullYear(at("y")), at("m").value, at("d").value, true
	}
	return 0, 0, 0, false
}

// namedMonth is yearMonthDay with the month's name given: "5 March 2024", "March 5", "March 2024".
func (p *dateParser) namedMonth(thisYear int) (year, month, day int, ok bool) {
	n := p.numbers
	switch len(n) {
	case 1:
		if isYear(n[0]) || n[0].value > DaysInMonth(2024, p.month) {
			return fullYear(n[0]), p.month, 1, true
		}
		return thisYear, p.month, n[0].value, true
	case 2:
		if isYear(n[0]) {
			return n[0].value, p.month, n[1].value, true
		}
		return fullYear(n[1]), p.month, n[0].value, true
	}
	return 0, 0, 0, false
}

// isYear reports whether a number can only be a year.
func isYear(n dateNumber) bool { return n.digits > 2 }

// fullYear adds the century to a year of two digits: 2049 is the last.
func fullYear(n dateNumber) int {
	switch {
	case n.digits > 2:
		return n.value
	case n.value <= 49:
		return n.value + 2000
	}
	return n.value + 1900
}

// order is the order of day, month and year in the culture's short dates.
func (p *dateParser) order() string {
	pattern := p.culture.Dates.ShortDatePattern
	d, m, y := strings.IndexByte(pattern, 'd'), strings.IndexByte(pattern, 'M'), strings.IndexByte(pattern, 'y')
	switch {
	case y < m && m < d:
		return "ymd"
	case d < m:
		return "dmy"
	}
	return "mdy"
}
