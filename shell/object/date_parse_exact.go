package object

import (
	"strconv"
	"strings"
	"time"
)

// exactDate reads a date by a pattern.
type exactDate struct {
	dateParser
	s                string
	year, month, day int // 0: not given
	hour12           int // -1: not given
	hour24           int
}

// ParseDateTimeExact is DateTime.ParseExact with one or more formats.
func ParseDateTimeExact(text string, formats []string, c *Culture, styles DateTimeStyles) (DateTime, error) {
	p, d, err := parseExact(text, formats, c, styles, false)
	if err != nil {
		return DateTime{}, err
	}
	return p.withKind(d, styles)
}

// ParseDateTimeOffsetExact is DateTimeOffset.ParseExact with one or more formats.
func ParseDateTimeOffsetExact(text string, formats []string, c *Culture, styles DateTimeStyles) (DateTimeOffset, error) {
	p, d, err := parseExact(text, formats, c, styles, true)
	if err != nil {
		return DateTimeOffset{}, err
	}
	return p.withOffset(d, styles)
}

func parseExact(
	text string, formats []string, c *Culture, styles DateTimeStyles, zoned bool,
) (*dateParser, DateTime, error) {
	var first error
	for _, format := range formats {
		p := &exactDate{dateParser: dateParser{text: text, culture: c, weekday: -1}, s: text, hour12: -1, hour24: -1}
		d, err := p.parse(format, styles, zoned)
		if err == nil {
			return &p.dateParser, d, nil
		}
		if first == nil {
			first = err
		}
	}
	if len(formats) != 1 {
		first = errDate(text)
	}
	return nil, DateTime{}, first
}

func (p *exactDate) parse(format string, styles DateTimeStyles, zoned bool) (DateTime, error) {
	pattern, ok := p.pattern(format, zoned)
	if !ok {
		return DateTime{}, errFormat()
	}
	if p.s == "" {
		return DateTime{}, errDate(p.text)
	}
	if styles&AllowLeadingWhite != 0 {
		p.s = strings.TrimLeft(p.s, " \t\r\n")
	}
	if styles&AllowTrailingWhite != 0 {
		p.s = strings.TrimRight(p.s, " \t\r\n")
	}
	for pattern != "" {
		letter, run, literal, rest, ok := patternToken(pattern)
		if !ok {
			return DateTime{}, errFormat()
		}
		zulu := pattern[0] == 'Z'
		pattern = rest
		if styles&AllowInnerWhite != 0 {
			p.s = strings.TrimLeft(p.s, " \t\r\n")
			literal = strings.TrimLeft(literal, " ")
		}
		if !p.token(letter, run, literal, zulu) {
			return DateTime{}, errDate(p.text)
		}
	}
	if p.s != "" {
		return DateTime{}, errDate(p.text)
	}
	return p.result(styles)
}

// pattern is what a standard format letter stands for, or the format itself.
func (p *exactDate) pattern(format string, zoned bool) (string, bool) {
	if len(format) != 1 {
		return format, format != ""
	}
	pattern, invariant, ok := standardDatePattern(format[0], p.culture.Dates, zoned)
	if invariant {
		p.culture = InvariantCulture
	}
	if ok && zoned && strings.Contains("uUrR", format) {
		p.zone, p.utc = true, true
	}
	return pattern, ok
}

// token reads one element of the pattern; a plain Z is the zone UTC.
func (p *exactDate) token(letter byte, run int, literal string, zulu bool) bool {
	switch {
	case zulu:
		return p.kindElement() && p.zone
	case letter == 0:
		return p.literal(literal)
	}
	return p.element(letter, run)
}

func (p *exactDate) literal(text string) bool {
	rest, ok := strings.CutPrefix(p.s, text)
	if !ok && text == "\u202f" { // en-US times may be typed with a plain space
		rest, ok = strings.CutPrefix(p.s, " ")
	}
	p.s = rest
	return ok
}

// element reads what a run of a letter stands for.
func (p *exactDate) element(letter byte, run int) bool {
	f := p.culture.Dates
	switch letter {
	case 'y':
		return p.yearElement(run)
	case 'M':
		return p.numberOrName(&p.month, run, f.AbbreviatedMonthNames, f.MonthNames, 1)
	case 'd':
		if run <= 2 {
			return p.digits(&p.day, run)
		}
		return p.numberOrName(&p.weekday, run, f.AbbreviatedDayNames, f.DayNames, 0)
	case 'h':
		return p.digits(&p.hour12, run)
	case 'H':
		return p.digits(&p.hour24, run)
	case 'm':
		return p.digits(&p.minute, run)
	case 's':
		return p.digits(&p.second, run)
	case 'f', 'F':
		return p.fractionElement(letter, run)
	case 't':
		return p.designatorElement(run)
	case 'g':
		return p.literal(f.Era)
	case ':':
		return p.literal(strings.Repeat(f.TimeSeparator, run))
	case '/':
		return p.literal(strings.Repeat(f.DateSeparator, run))
	case 'z':
		return p.offsetElement()
	}
	return p.kindElement()
}

// digits reads a number of one or two digits; a doubled letter asks for two.
func (p *exactDate) digits(into *int, run int) bool {
	end := min(skipDigits(p.s, 0), 2)
	if end == 0 || run >= 2 && end < 2 {
		return false
	}
	*into, _ = strconv.Atoi(p.s[:end])
	p.s = p.s[end:]
	return true
}

func (p *exactDate) numberOrName(into *int, run int, short, long []string, base int) bool {
	if run <= 2 {
		return p.digits(into, run)
	}
	names := short
	if run > 3 {
		names = long
	}
	best := -1
	for k, name := range names {
		if len(p.s) >= len(name) && EqualNames(p.s[:len(name)], name) && (best < 0 || len(name) > len(names[best])) {
			best = k
		}
	}
	if best < 0 {
		return false
	}
	*into, p.s = best+base, p.s[len(names[best]):]
	return true
}

func (p *exactDate) yearElement(run int) bool {
	end := skipDigits(p.s, 0)
	switch {
	case run <= 2:
		end = min(end, 2)
		if end < run {
			return false
		}
		n, _ := strconv.Atoi(p.s[:end])
		p.year = fullYear(dateNumber{n, 2})
	default:
		end = min(end, max(run, 4))
		if end < run {
			return false
		}
		p.year, _ = strconv.Atoi(p.s[:end])
	}
	p.s = p.s[end:]
	return p.year > 0
}

func (p *exactDate) fractionElement(letter byte, run int) bool {
	end := min(skipDigits(p.s, 0), run)
	if run > 7 || letter == 'f' && end < run {
		return false
	}
	p.ticks, _ = strconv.ParseInt((p.s[:end] + "0000000")[:7], 10, 64)
	p.s = p.s[end:]
	return true
}

func (p *exactDate) designatorElement(run int) bool {
	for k, name := range [...]string{p.culture.Dates.AMDesignator, p.culture.Dates.PMDesignator} {
		if run == 1 && name != "" {
			name = name[:runeLength(name)]
		}
		if len(p.s) >= len(name) && EqualNames(p.s[:len(name)], name) {
			p.half, p.s = k+1, p.s[len(name):]
			return true
		}
	}
	return false
}

func (p *exactDate) offsetElement() bool {
	if p.s == "" || p.s[0] != '+' && p.s[0] != '-' {
		return false
	}
	next, ok := p.zoneOffset(p.s, 0)
	if ok {
		p.s = p.s[next:]
	}
	return ok
}

func (p *exactDate) kindElement() bool {
	if rest, ok := strings.CutPrefix(p.s, "Z"); ok {
		p.s, p.zone, p.utc = rest, true, true
		return true
	}
	if p.s != "" && (p.s[0] == '+' || p.s[0] == '-') {
		return p.offsetElement()
	}
	return true
}

// result puts the parts together; what was not given comes from today, or from the first of a year or month.
func (p *exactDate) result(styles DateTimeStyles) (DateTime, error) {
	switch {
	case p.hour24 >= 0:
		p.hour = p.hour24
	case p.hour12 > 12 || p.hour12 == 0:
		return DateTime{}, errDate(p.text)
	case p.hour12 > 0:
		p.hour = p.hour12
		if p.half != 0 {
			p.hour = p.hour12%12 + 12*(p.half-1)
		}
	}
	p.half = 0
	if p.year != 0 || p.month != 0 || p.day != 0 {
		p.given()
	} else if p.numbers = nil; p.weekday >= 0 {
		p.hasTime = true
	}
	d, err := p.date(styles)
	if e, ok := err.(*Exception); ok && e.Message == errDate(p.text).Message {
		return d, errDateCalendar(p.text)
	}
	return d, err
}

// given sets numbers to year, month and day.
func (p *exactDate) given() {
	if p.year == 0 {
		p.year = FromTime(time.Now(), Local).wall().Year()
	}
	p.numbers = []dateNumber{{p.year, 4}, {max(p.month, 1), 2}, {max(p.day, 1), 2}}
}
