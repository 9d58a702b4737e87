package object

import (
	"strconv"
	"strings"
)

// FormatTimeSpan is TimeSpan.ToString(format, culture).
func FormatTimeSpan(t TimeSpan, format string, c *Culture) (string, error) {
	if len(format) > 1 {
		return customTimeSpan(t, format)
	}
	switch format {
	case "", "c", "t", "T":
		return timeSpanText(t), nil
	case "g", "G":
		return generalTimeSpan(t, format == "G", c.Numbers.DecimalSeparator), nil
	}
	return "", errFormat()
}

// parts takes a time span apart; ticks of the smallest value are its own opposite, hence uint64.
func (t TimeSpan) parts() (negative bool, days, hours, minutes, seconds, ticks uint64) {
	u := uint64(t)
	if t < 0 {
		negative, u = true, -u
	}
	return negative, u / TicksPerDay, u / TicksPerHour % 24, u / TicksPerMinute % 60, u / TicksPerSecond % 60,
		u % TicksPerSecond
}

func pad(n uint64, width int) string { return zeroPad(strconv.FormatUint(n, 10), width) }

// timeSpanText is the constant format: [-][d.]hh:mm:ss[.fffffff].
func timeSpanText(t TimeSpan) string {
	negative, days, hours, minutes, seconds, ticks := t.parts()
	s := pad(hours, 2) + ":" + pad(minutes, 2) + ":" + pad(seconds, 2)
	if days > 0 {
		s = pad(days, 1) + "." + s
	}
	if ticks > 0 {
		s += "." + pad(ticks, 7)
	}
	if negative {
		return "-" + s
	}
	return s
}

// generalTimeSpan is g ([d:]h:mm:ss[.FFFFFFF]) or, with full, G (d:hh:mm:ss.fffffff).
func generalTimeSpan(t TimeSpan, full bool, point string) string {
	negative, days, hours, minutes, seconds, ticks := t.parts()
	width := 1
	if full {
		width = 2
	}
	s := pad(hours, width) + ":" + pad(minutes, 2) + ":" + pad(seconds, 2)
	if days > 0 || full {
		s = pad(days, 1) + ":" + s
	}
	if full {
		s += point + pad(ticks, 7)
	} else if ticks > 0 {
		s += point + strings.TrimRight(pad(ticks, 7), "0")
	}
	if negative {
		return "-" + s
	}
	return s
}

// customTimeSpan knows d, h, m, s, f, F and literals, which must be quoted or escaped.
func customTimeSpan(t TimeSpan, pattern string) (string, error) {
	var b strings.Builder
	for pattern != "" {
		letter, run, literal, rest, ok := patternToken(pattern)
		if !ok || letter == 0 && strings.IndexByte("'\"\\%", pattern[0]) < 0 {
			return "", errFormat()
		}
		text, ok := timeSpanElement(t, letter, run)
		if letter == 0 {
			text, ok = literal, true
		}
		if !ok {
			return "", errFormat()
		}
		if text == "" && letter == 'F' {
			s := strings.TrimSuffix(b.String(), ".")
			b.Reset()
			b.WriteString(s)
		}
		b.WriteString(text)
		pattern = rest
	}
	return b.String(), nil
}

func timeSpanElement(t TimeSpan, letter byte, run int) (text string, ok bool) {
	_, days, hours, minutes, seconds, ticks := t.parts()
	switch letter {
	case 'd':
		return pad(days, run), run <= 8
	case 'h':
		return pad(hours, run), run <= 2
	case 'm':
		return pad(minutes, run), run <= 2
	case 's':
		return pad(seconds, run), run <= 2
	case 'f':
		return pad(ticks, 7)[:min(run, 7)], run <= 7
	case 'F':
		return strings.TrimRight(pad(ticks, 7)[:min(run, 7)], "0"), run <= 7
	}
	return "", false
}

func errTimeSpan(text string) error {
	return NewException("System.FormatException", "String '%s' was not recognized as a valid TimeSpan.", text)
}

func errTimeSpanRange(text string) error {
	return NewException("System.OverflowException", "The TimeSpan string '%s' could not be parsed because at least one "+
		"of the numeric components is out of range or contains too many digits.", text)
}

// ParseTimeSpan is TimeSpan.Parse: [-]d, [-][d.]h:m[:s[.fff]] and the general formats of a culture.
func ParseTimeSpan(text string, c *Culture) (TimeSpan, error) {
	s := strings.TrimSpace(text)
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	numbers, separators, ok := splitTimeSpan(s, c.Numbers.DecimalSeparator)
	if !ok {
		return 0, errTimeSpan(text)
	}
	order, ok := timeSpanShape(separators)
	if !ok {
		return 0, errTimeSpan(text)
	}
	t, ok := sumTimeSpan(numbers, order, negative)
	if !ok && order == "hms" { // 24:00:00 is days, hours and minutes
		t, ok = sumTimeSpan(numbers, "dhm", negative)
	}
	if !ok {
		return 0, errTimeSpanRange(text)
	}
	return t, nil
}

// splitTimeSpan takes text apart into runs of digits and the single separators between them.
func splitTimeSpan(s, point string) (numbers []string, separators string, ok bool) {
	for {
		end := skipDigits(s, 0)
		if end == 0 || len(numbers) == 5 {
			return nil, "", false
		}
		numbers = append(numbers, s[:end])
		s = s[end:]
		switch {
		case s == "":
			return numbers, separators, true
		case s[0] == ':' || s[0] == '.':
			separators += s[:1]
			s = s[1:]
		case strings.HasPrefix(s, point):
			separators += "."
			s = s[len(point):]
		default:
			return nil, "", false
		}
	}
}

// timeSpanShape names the component of each number: d, h, m, s, f.
func timeSpanShape(separators string) (order string, ok bool) {
	switch separators {
	case "":
		return "d", true
	case ":":
		return "hm", true
	case "::":
		return "hms", true
	case ".:":
		return "dhm", true
	case ".::", ":::":
		return "dhms", true
	case "::.":
		return "hmsf", true
	case ".::.", ":::.":
		return "dhmsf", true
	}
	return "", false
}

func sumTimeSpan(numbers []string, order string, negative bool) (TimeSpan, bool) {
	var total uint64
	for i, digits := range numbers {
		if order[i] == 'f' {
			if len(digits) > 7 {
				return 0, false
			}
			n, _ := strconv.ParseUint((digits + "0000000")[:7], 10, 64)
			total += n
			continue
		}
		n, err := strconv.ParseUint(digits, 10, 32)
		unit, limit := timeSpanUnit(order[i])
		if err != nil || n > limit {
			return 0, false
		}
		total += n * unit
	}
	if negative && total <= 1<<63 {
		return TimeSpan(-total), true
	}
	return TimeSpan(total), total < 1<<63
}

func timeSpanUnit(component byte) (ticks, limit uint64) {
	switch component {
	case 'd':
		return TicksPerDay, 10675199
	case 'h':
		return TicksPerHour, 23
	case 'm':
		return TicksPerMinute, 59
	}
	return TicksPerSecond, 59
}

// ParseTimeSpanExact is TimeSpan.ParseExact with one or more formats.
func ParseTimeSpanExact(text string, formats []string, c *Culture) (TimeSpan, error) {
	var first error
	for _, format := range formats {
		t, err := parseTimeSpanExact(text, format, c)
		if err == nil {
			return t, nil
		}
		if first == nil {
			first = err
		}
	}
	if len(formats) > 1 {
		first = errTimeSpan(text)
	}
	return 0, first
}

func parseTimeSpanExact(text, format string, c *Culture) (TimeSpan, error) {
	switch format {
	case "":
		return 0, errFormat()
	case "c", "t", "T", "g", "G":
		return ParseTimeSpan(text, c)
	}
	if len(format) == 1 {
		return 0, errFormat()
	}
	var total uint64
	s := text
	for pattern := format; pattern != ""; {
		letter, run, literal, rest, ok := patternToken(pattern)
		if !ok || letter == 0 && strings.IndexByte("'\"\\%", pattern[0]) < 0 {
			return 0, errFormat()
		}
		pattern = rest
		if letter == 0 {
			if !strings.HasPrefix(s, literal) {
				return 0, errFormat()
			}
			s = s[len(literal):]
			continue
		}
		n, used, ok := exactTimeSpanPart(s, letter, run)
		if !ok {
			return 0, errFormat()
		}
		total += n
		s = s[used:]
	}
	if s != "" {
		return 0, errFormat()
	}
	return TimeSpan(total), nil
}

func exactTimeSpanPart(s string, letter byte, run int) (ticks uint64, used int, ok bool) {
	used = skipDigits(s, 0)
	switch letter {
	case 'f', 'F':
		used = min(used, run)
		n, _ := strconv.ParseUint((s[:used] + "0000000")[:7], 10, 64)
		return n, used, run <= 7 && (used == run || letter == 'F')
	case 'd':
		used = min(used, 8)
	case 'h', 'm', 's':
		used = min(used, 2)
	default:
		return 0, 0, false
	}
	n, err := strconv.ParseUint(s[:used], 10, 32)
	unit, limit := timeSpanUnit(letter)
	return n * unit, used, err == nil && n <= limit && (run == 1 || used >= run)
}
