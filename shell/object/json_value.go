package object

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unquoteJSON decodes the text in quotes at i and returns the position after it. The quotes may be single ones.
func unquoteJSON(s string, i int) (text string, end int, ok bool) {
	quote := s[i]
	i++
	n := strings.IndexByte(s[i:], quote)
	if n >= 0 && strings.IndexByte(s[i:i+n], '\\') < 0 {
		return s[i : i+n], i + n + 1, true
	}
	buf := make([]byte, 0, max(n, 16))
	for i < len(s) {
		switch c := s[i]; c {
		case quote:
			return string(buf), i + 1, true
		case '\\':
			var width int
			if buf, width = appendEscape(buf, s[i:]); width == 0 {
				return "", i, false
			}
			i += width
		default:
			buf = append(buf, c)
			i++
		}
	}
	return "", i, false
}

// appendEscape decodes the escape sequence that s starts with and tells how long it is; 0 means it is none.
func appendEscape(buf []byte, s string) ([]byte, int) {
	if len(s) < 2 {
		return buf, 0
	}
	switch s[1] {
	case '"', '\'', '\\', '/':
		return append(buf, s[1]), 2
	case 'b':
		return append(buf, '\b'), 2
	case 'f':
		return append(buf, '\f'), 2
	case 'n':
		return append(buf, '\n'), 2
	case 'r':
		return append(buf, '\r'), 2
	case 't':
		return append(buf, '\t'), 2
	case 'u':
		return appendUnit(buf, s)
	}
	return buf, 0
}

// appendUnit decodes \uXXXX, with the second half of a surrogate pair if there is one. A lone half is kept in WTF-8.
func appendUnit(buf []byte, s string) ([]byte, int) {
	unit, ok := unitOf(s)
	if !ok {
		return buf, 0
	}
	if !utf16.IsSurrogate(rune(unit)) {
		return utf8.AppendRune(buf, rune(unit)), 6
	}
	if low, ok := unitOf(s[6:]); ok {
		if r := utf16.DecodeRune(rune(unit), rune(low)); r != utf8.RuneError {
			return utf8.AppendRune(buf, r), 12
		}
	}
	return append(buf, 0xe0|byte(unit>>12), 0x80|byte(unit>>6&0x3f), 0x80|byte(unit&0x3f)), 6
}

func unitOf(s string) (unit uint16, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	for _, c := range []byte(s[2:6]) {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		unit = unit<<4 | uint16(d)
	}
	return unit, true
}

// jsonNumber is a number's value: Int64, BigInteger where that is too small, Double with a fraction or exponent.
func jsonNumber(text string) Value {
	if strings.ContainsAny(text, ".eE") {
		f, _ := strconv.ParseFloat(text, 64) // out of range: infinity, as in .NET
		return f
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	if n, ok := new(big.Int).SetString(text, 10); ok {
		return n
	}
	return nil
}

// dateOrText is text, or the date that it is.
func dateOrText(text string, kind JSONDateKind) Value {
	if kind == JSONDateString || len(text) < 8 || len(text) > 40 {
		return text
	}
	var d jsonDate
	switch {
	case len(text) >= 19 && text[4] == '-' && text[10] == 'T':
		if !d.readISO(text) {
			return text
		}
	case text[0] == '/' && strings.HasPrefix(text, "/Date(") && strings.HasSuffix(text, ")/"):
		if !d.readMilliseconds(text[6 : len(text)-2]) {
			return text
		}
	default:
		return text
	}
	return d.value(kind)
}

// jsonDate is a date as JSON writes it: a reading of the clock, and how that clock stands to UTC.
type jsonDate struct {
	ticks  int64
	zone   byte // 0: none; 'Z'; '+': offset minutes from UTC
	offset int
}

func (d *jsonDate) readISO(s string) bool {
	year, ok1 := digitPair(s, 0)
	rest, ok2 := digitPair(s, 2)
	month, ok3 := digitPair(s, 5)
	day, ok4 := digitPair(s, 8)
	hour, ok5 := digitPair(s, 11)
	minute, ok6 := digitPair(s, 14)
	second, ok7 := digitPair(s, 17)
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6 && ok7) || s[7] != '-' || s[13] != ':' || s[16] != ':' {
		return false
	}
	year = year*100 + rest
	if year == 0 || month == 0 || month > 12 || day == 0 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59 {
		return false
	}
	d.ticks = daysBefore(year, month, day)*TicksPerDay + int64(hour)*TicksPerHour + int64(minute)*TicksPerMinute +
		int64(second)*TicksPerSecond
	return d.readTail(s[19:])
}

func digitPair(s string, i int) (int, bool) {
	a, b := s[i]-'0', s[i+1]-'0'
	return int(a)*10 + int(b), a <= 9 && b <= 9
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysBefore counts the days from 0001-01-01 to a date.
func daysBefore(year, month, day int) int64 {
	y := year - 1
	days := y*365 + y/4 - y/100 + y/400 + day - 1
	for m := 1; m < month; m++ {
		days += daysIn(year, m)
	}
	return int64(days)
}

// readTail reads the fraction of a second and the zone.
func (d *jsonDate) readTail(s string) bool {
	if s != "" && s[0] == '.' {
		unit, i := int64(TicksPerSecond), 1
		for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			unit /= 10
			d.ticks += unit * int64(s[i]-'0')
		}
		if i == 1 {
			return false
		}
		s = s[i:]
	}
	switch {
	case s == "":
		return true
	case s == "Z":
		d.zone = 'Z'
		return true
	case s[0] == '+' || s[0] == '-':
		return d.readOffset(s)
	}
	return false
}

// readOffset reads ±hh, ±hhmm or ±hh:mm.
func (d *jsonDate) readOffset(s string) bool {
	digits := strings.Replace(s[1:], ":", "", 1)
	if len(digits) != 2 && len(digits) != 4 {
		return false
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return false
	}
	if len(digits) == 2 {
		n *= 100
	}
	d.zone, d.offset = '+', n/100*60+n%100
	if s[0] == '-' {
		d.offset = -d.offset
	}
	return true
}

// readMilliseconds reads the number of milliseconds since 1970 in /Date(…)/.
func (d *jsonDate) readMilliseconds(s string) bool {
	if i := strings.LastIndexAny(s, "+-"); i > 0 {
		s = s[:i]
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > 253402300799999 || n < -62135596800000 {
		return false
	}
	d.ticks, d.zone = daysBefore(1970, 1, 1)*TicksPerDay+n*TicksPerMillisecond, 'Z'
	return true
}

// value is the date as the kind wants it.
func (d *jsonDate) value(kind JSONDateKind) Value {
	if kind == JSONDateOffset {
		return d.withOffset()
	}
	clock := DateTime{Ticks: d.ticks, Kind: Unspecified}
	switch d.zone {
	case 'Z':
		clock.Kind = UTC
	case '+':
		clock = FromTime(DateTime{Ticks: d.ticks - int64(d.offset)*TicksPerMinute, Kind: UTC}.Time(), Local)
	}
	switch {
	case kind == JSONDateLocal && clock.Kind == Unspecified:
		clock.Kind = Local
	case kind == JSONDateUTC && clock.Kind == Unspecified:
		clock.Kind = UTC
	case kind == JSONDateLocal:
		clock = FromTime(clock.Time(), Local)
	case kind == JSONDateUTC:
		clock = FromTime(clock.Time(), UTC)
	}
	return clock
}

func (d *jsonDate) withOffset() Value {
	minutes := d.offset
	if d.zone == 0 {
		_, seconds := DateTime{Ticks: d.ticks, Kind: Local}.Time().Zone()
		minutes = seconds / 60
	}
	return DateTimeOffset{Ticks: d.ticks, OffsetMinutes: int16(minutes)}
}
