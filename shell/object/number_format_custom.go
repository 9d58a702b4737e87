package object

import (
	"strconv"
	"strings"
)

// customPattern is what one section of a custom number format asks for. Positions count digit places from the left.
type customPattern struct {
	digitCount, decimalPos int
	firstZero, lastZero    int // the places of the first and after the last 0
	scientific, groups     bool
	scale                  int // powers of ten that %, ‰ and trailing commas stand for
}

const noDigit = int(^uint(0) >> 1)

// customNumber formats with a pattern of 0, #, point, comma, percent, exponent and literals, in up to three sections.
func customNumber(v Value, format string, n *NumberFormat) string {
	f := []rune(format)
	d := customDigits(v)
	section := findSection(f, d)
	var p customPattern
	for {
		p = readPattern(f[section:])
		if d.text == "" {
			d.negative = d.negative && keepsZeroSign(v)
			break
		}
		d.point += p.scale
		if p.scientific {
			point := d.point
			d.point = 0
			d = d.round(p.digitCount)
			d.point += point
		} else {
			d = d.round(p.digitCount - p.decimalPos)
		}
		d.text = strings.TrimRight(d.text, "0")
		if d.text != "" {
			break
		}
		d.point, d.negative = 0, d.negative && keepsZeroSign(v)
		next := findSection(f, digits{})
		if next == section {
			break
		}
		section = next
	}
	w := customWriter{customPattern: p, d: d, n: n}
	w.start()
	w.write(f[section:])
	s := w.out.String()
	if d.negative && section == 0 && s != "" {
		return "-" + s
	}
	return s
}

// customDigits: custom formats see 15 digits of a Double and 7 of a Single.
func customDigits(v Value) digits {
	var d digits
	switch f := v.(type) {
	case float64:
		d = floatDigits(f, 'e', 14, 64)
	case float32:
		d = floatDigits(float64(f), 'e', 6, 64)
	default:
		d = digitsOf(v)
	}
	d.text = strings.TrimRight(d.text, "0")
	return d
}

// findSection is where the section for a positive, negative or zero number starts; an empty one falls back to the
// first.
func findSection(f []rune, d digits) int {
	skip := 0
	switch {
	case d.text == "":
		skip = 2
	case d.negative:
		skip = 1
	}
	for i := 0; skip > 0 && i < len(f); i++ {
		switch f[i] {
		case '\'', '"':
			i = closingQuote(f, i)
		case '\\':
			i++
		case ';':
			if skip--; skip == 0 && i+1 < len(f) && f[i+1] != ';' {
				return i + 1
			}
		}
	}
	return 0
}

// closingQuote is the position of the quote that ends the literal at i, or of the last character.
func closingQuote(f []rune, i int) int {
	j := i + 1
	for j < len(f) && f[j] != f[i] {
		j++
	}
	return j
}

func readPattern(f []rune) customPattern {
	p := customPattern{decimalPos: -1, firstZero: noDigit}
	commaPos, commas := -1, 0
scan:
	for i := 0; i < len(f); i++ {
		switch f[i] {
		case ';':
			break scan
		case '#':
			p.digitCount++
		case '0':
			p.firstZero = min(p.firstZero, p.digitCount)
			p.digitCount++
			p.lastZero = p.digitCount
		case '.':
			if p.decimalPos < 0 {
				p.decimalPos = p.digitCount
			}
		case ',':
			if p.digitCount == 0 || p.decimalPos >= 0 {
				continue
			}
			if commaPos == p.digitCount {
				commas++
				continue
			}
			p.groups = p.groups || commaPos >= 0
			commaPos, commas = p.digitCount, 1
		case '%':
			p.scale += 2
		case '‰':
			p.scale += 3
		case '\'', '"':
			i = closingQuote(f, i)
		case '\\':
			i++
		case 'E', 'e':
			if zeros := exponentZeros(f, i); zeros > i {
				p.scientific, i = true, zeros-1
			}
		}
	}
	if p.decimalPos < 0 {
		p.decimalPos = p.digitCount
	}
	if commaPos == p.decimalPos {
		p.scale -= 3 * commas
	} else if commaPos >= 0 {
		p.groups = true
	}
	return p
}

// exponentZeros is the end of an exponent (E0, E+0, E-00 …) that starts at i, or i if none does.
func exponentZeros(f []rune, i int) int {
	j := i + 1
	if j < len(f) && (f[j] == '+' || f[j] == '-') {
		j++
	}
	end := j
	for end < len(f) && f[end] == '0' {
		end++
	}
	if end == j {
		return i
	}
	return end
}

// customWriter writes a number by a pattern.
type customWriter struct {
	customPattern
	d   digits
	n   *NumberFormat
	out strings.Builder

	cur       int // the next of d's digits
	place     int // digit places before the point that are still to come
	surplus   int // digits that the pattern has no place for (negative: places without a digit)
	wrotePt   bool
	wroteExp  bool
	minWhole  int // places before the point that must show a digit
	minPlaces int // minus the places after the point that must show one
}

func (w *customWriter) start() {
	w.minWhole = max(0, w.decimalPos-min(w.firstZero, w.decimalPos))
	w.minPlaces = min(0, w.decimalPos-w.lastZero)
	w.place = w.decimalPos
	if !w.scientific {
		w.place = max(w.d.point, w.decimalPos)
		w.surplus = w.d.point - w.decimalPos
	}
}

func (w *customWriter) write(f []rune) {
	for i := 0; i < len(f) && f[i] != ';'; i++ {
		c := f[i]
		if w.surplus > 0 && (c == '#' || c == '0' || c == '.') {
			for ; w.surplus > 0; w.surplus-- {
				w.digit(w.nextDigit('0'))
			}
		}
		switch c {
		case '#', '0':
			w.digitPlace()
		case '.':
			if w.place == 0 && !w.wrotePt && (w.minPlaces < 0 || w.decimalPos < w.digitCount && w.cur < len(w.d.text)) {
				w.out.WriteString(w.n.DecimalSeparator)
				w.wrotePt = true
			}
		case ',':
		case '\'', '"':
			end := closingQuote(f, i)
			w.out.WriteString(string(f[i+1 : min(end, len(f))]))
			i = end
		case '\\':
			if i++; i < len(f) {
				w.out.WriteRune(f[i])
			}
		case 'E', 'e':
			i = w.exponent(f, i)
		default:
			w.out.WriteRune(c)
		}
	}
}

// nextDigit is the number's next digit, or fallback behind the last (0 for none).
func (w *customWriter) nextDigit(fallback byte) byte {
	if w.cur < len(w.d.text) {
		w.cur++
		return w.d.text[w.cur-1]
	}
	return fallback
}

func (w *customWriter) digitPlace() {
	var c byte
	if w.surplus < 0 {
		w.surplus++
		if w.place <= w.minWhole {
			c = '0'
		}
	} else {
		var fallback byte
		if w.place > w.minPlaces {
			fallback = '0'
		}
		c = w.nextDigit(fallback)
	}
	w.digit(c)
}

// digit writes one digit (nothing for 0) and the separator that belongs behind its place.
func (w *customWriter) digit(c byte) {
	if c != 0 {
		w.out.WriteByte(c)
		if size := w.n.GroupSize; w.groups && w.place > 1 && size > 0 && (w.place-1)%size == 0 {
			w.out.WriteString(w.n.GroupSeparator)
		}
	}
	w.place--
}

func (w *customWriter) exponent(f []rune, i int) int {
	end := exponentZeros(f, i)
	if end == i || !w.scientific || w.wroteExp {
		w.out.WriteString(string(f[i:max(end, i+1)]))
		return max(end, i+1) - 1
	}
	w.wroteExp = true
	exponent := 0
	if w.d.text != "" {
		exponent = w.d.point - w.decimalPos
	}
	w.out.WriteRune(f[i])
	zeros := end - i - 1
	if f[i+1] == '+' || f[i+1] == '-' {
		zeros--
	}
	switch {
	case exponent < 0:
		w.out.WriteByte('-')
		exponent = -exponent
	case f[i+1] == '+':
		w.out.WriteByte('+')
	}
	w.out.WriteString(zeroPad(strconv.Itoa(exponent), min(zeros, 10)))
	return end - 1
}
