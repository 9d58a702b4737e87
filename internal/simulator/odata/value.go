package odata

import (
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

type kind byte

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindText
	kindTime
)

// value is what an operand evaluates to. A time in an object is text until it meets a time.
type value struct {
	kind   kind
	bool   bool
	number float64
	text   string
	time   time.Time
}

func decode(raw []byte) value {
	if len(raw) == 0 {
		return value{}
	}
	switch raw[0] {
	case 'n':
		return value{}
	case 't', 'f':
		return value{kind: kindBool, bool: raw[0] == 't', text: string(raw)}
	case '"':
		return value{kind: kindText, text: row.Text(raw)}
	case '{', '[':
		return value{kind: kindText, text: string(raw)}
	}
	number, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		return value{}
	}
	return value{kind: kindNumber, number: number, text: string(raw)}
}

func compareBy(operator string, left, right value) bool {
	if left.kind == kindNull || right.kind == kindNull {
		same := left.kind == right.kind
		return operator == "eq" && same || operator == "ne" && !same ||
			same && (operator == "ge" || operator == "le")
	}
	order, comparable := compare(left, right)
	if !comparable {
		return operator == "ne"
	}
	switch operator {
	case "eq":
		return order == 0
	case "ne":
		return order != 0
	case "lt":
		return order < 0
	case "le":
		return order <= 0
	case "gt":
		return order > 0
	case "ge":
		return order >= 0
	}
	return false
}

// compare orders two values that are not null; comparable is false when their kinds have nothing in common.
func compare(left, right value) (order int, comparable bool) {
	if left.kind == kindTime || right.kind == kindTime {
		a, okA := asTime(left)
		b, okB := asTime(right)
		return a.Compare(b), okA && okB
	}
	if left.kind == kindNumber && right.kind == kindNumber {
		return compareNumbers(left.number, right.number), true
	}
	if left.kind == kindBool && right.kind == kindBool {
		return boolOrder(left.bool) - boolOrder(right.bool), true
	}
	if left.kind != right.kind {
		return 0, false
	}
	return strings.Compare(strings.ToLower(left.text), strings.ToLower(right.text)), true
}

func compareNumbers(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

func asTime(v value) (time.Time, bool) {
	if v.kind == kindTime {
		return v.time, true
	}
	if v.kind != kindText {
		return time.Time{}, false
	}
	return parseTime(v.text)
}

// parseTime reads a DateTimeOffset, or a date without a time, which means midnight UTC.
func parseTime(text string) (time.Time, bool) {
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return at, true
	}
	at, err := time.Parse("2006-01-02", text)
	return at, err == nil
}

// propertyPath is a property by its path: status, errorCode.
type propertyPath []string

func (p propertyPath) value(s *scope) value { return decode(s.lookup(p)) }
func (p propertyPath) path() []string       { return p }

// literal is a constant.
type literal struct{ constant value }

func (l literal) value(*scope) value { return l.constant }
func (l literal) path() []string     { return nil }

// call is a function of one operand: tolower, toupper, trim, length, year, month, day, hour, or the count of a
// collection (path/$count).
type call struct {
	name string
	of   operand
}

func (c call) path() []string { return c.of.path() }

func (c call) value(s *scope) value {
	if c.name == "$count" {
		count := 0
		row.Elements(s.lookup(c.of.path()), func([]byte) bool { count++; return true })
		return number(count)
	}
	v := c.of.value(s)
	switch c.name {
	case "tolower":
		v.text = strings.ToLower(v.text)
	case "toupper":
		v.text = strings.ToUpper(v.text)
	case "trim":
		v.text = strings.TrimSpace(v.text)
	case "length":
		return number(len([]rune(v.text)))
	default:
		return datePart(c.name, v)
	}
	return v
}

func datePart(name string, v value) value {
	at, ok := asTime(v)
	if !ok {
		return value{}
	}
	switch at = at.UTC(); name {
	case "year":
		return number(at.Year())
	case "month":
		return number(int(at.Month()))
	case "day":
		return number(at.Day())
	}
	return number(at.Hour())
}

func number(n int) value {
	return value{kind: kindNumber, number: float64(n), text: strconv.Itoa(n)}
}
