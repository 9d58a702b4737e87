package dotnet

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/object"
)

// args are the converted arguments of a call. A reader for a position that the call left out, or that holds null,
// gives the zero value.
type args = argList

type argList []object.Value

// has reports whether argument i was given.
func (a argList) has(i int) bool { return i >= 0 && i < len(a) && a[i] != object.Missing }

func (a argList) at(i int) object.Value {
	if a.has(i) {
		return a[i]
	}
	return nil
}

func (a argList) text(i int) string          { s, _ := a.at(i).(string); return s }
func (a argList) bool(i int) bool            { b, _ := a.at(i).(bool); return b }
func (a argList) float(i int) float64        { f, _ := a.at(i).(float64); return f }
func (a argList) char(i int) object.Char     { c, _ := a.at(i).(object.Char); return c }
func (a argList) date(i int) object.DateTime { d, _ := a.at(i).(object.DateTime); return d }
func (a argList) span(i int) object.TimeSpan { d, _ := a.at(i).(object.TimeSpan); return d }
func (a argList) typ(i int) *object.Type     { t, _ := a.at(i).(*object.Type); return t }
func (a argList) dec(i int) decimal.Decimal  { d, _ := a.at(i).(decimal.Decimal); return d }

// int reads any integer argument.
func (a argList) int(i int) int {
	n, _ := toInt64(a.at(i))
	return int(n)
}

// int64 reads any integer argument.
func (a argList) int64(i int) int64 {
	n, _ := toInt64(a.at(i))
	return n
}

// duration reads a time limit: a TimeSpan, or a number of milliseconds, where -1 is for ever.
func (a argList) duration(i int) time.Duration {
	if d, ok := a.at(i).(object.TimeSpan); ok {
		return time.Duration(d) * 100
	}
	return time.Duration(a.int64(i)) * time.Millisecond
}

// enum is the number of an enumeration argument, or otherwise if it was left out.
func (a argList) enum(i int, otherwise int64) int64 {
	if e, ok := a.at(i).(object.Enum); ok {
		return e.Value
	}
	return otherwise
}

// items are the elements of a collection argument.
func (a argList) items(i int) []object.Value {
	items, _ := object.Elements(a.at(i))
	return items
}

// bytes is a byte array argument; ok is false for null.
func (a argList) bytes(i int) (b []byte, ok bool) {
	array, ok := a.at(i).(*object.Array)
	if !ok {
		return nil, false
	}
	return bytesOf(array), true
}

// culture is an IFormatProvider or CultureInfo argument; the current culture if it is null or something else.
func (a argList) culture(i int) *object.Culture {
	if c := providerCulture(a.at(i)); c != nil {
		return c
	}
	return object.CurrentCulture
}

// providerCulture is the culture behind an IFormatProvider; nil if v is none.
func providerCulture(v object.Value) *object.Culture {
	now := object.CurrentCulture
	switch c := v.(type) {
	case *object.Culture:
		return c
	case *object.NumberFormat:
		return &object.Culture{Name: now.Name, Numbers: c, Dates: now.Dates, ListSeparator: now.ListSeparator}
	case *object.DateTimeFormat:
		return &object.Culture{Name: now.Name, Numbers: now.Numbers, Dates: c, ListSeparator: now.ListSeparator}
	}
	return nil
}

// store assigns to a [ref] argument.
func (a argList) store(i int, v object.Value) error {
	if r, ok := a.at(i).(object.Reference); ok {
		return r.Store(v)
	}
	return nil
}

// callable is a delegate argument.
func (a argList) callable(i int) object.Callable {
	c, _ := object.AsCallable(a.at(i))
	return c
}

func toInt64(v object.Value) (int64, bool) {
	switch n := v.(type) {
	case int32:
		return int64(n), true
	case int64:
		return n, true
	case uint8:
		return int64(n), true
	case int8:
		return int64(n), true
	case int16:
		return int64(n), true
	case uint16:
		return int64(n), true
	case uint32:
		return int64(n), true
	case uint64:
		return int64(n), true
	case object.Char:
		return int64(n), true
	case object.Enum:
		return n.Value, true
	}
	return 0, false
}

// i32 boxes a length or count.
func i32(n int) object.Value { return object.Int32(int32(n)) }

// bytesOf copies the elements of a byte array.
func bytesOf(a *object.Array) []byte {
	b := make([]byte, len(a.Items))
	for i, v := range a.Items {
		b[i], _ = v.(uint8)
	}
	return b
}

// byteArray makes a byte[].
func byteArray(b []byte) object.Value {
	items := make([]object.Value, len(b))
	for i, x := range b {
		items[i] = x
	}
	return object.NewTypedArray(object.TypeByte, items)
}

// textArray makes a string[].
func textArray(texts []string) object.Value {
	items := make([]object.Value, len(texts))
	for i, s := range texts {
		items[i] = s
	}
	return object.NewTypedArray(object.TypeString, items)
}

// texts are the elements of a string[] argument.
func (a argList) texts(i int) []string {
	items := a.items(i)
	all := make([]string, len(items))
	for j, v := range items {
		all[j] = object.ToText(v)
	}
	return all
}
