package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// stringBuilder is System.Text.StringBuilder.
type stringBuilder struct {
	b        strings.Builder
	capacity int
	counted  int // bytes at the start, and how many UTF-16 units they are
	units    int
}

// length is the property Length; only what was appended since it was last asked is counted.
func (s *stringBuilder) length() int {
	text := s.b.String()
	s.units += length(text[s.counted:])
	s.counted = len(text)
	return s.units
}

// Type implements object.Object.
func (*stringBuilder) Type() *object.Type { return object.LibraryType("System.Text.StringBuilder") }

// Text implements object.Texter.
func (s *stringBuilder) Text() string { return s.b.String() }

// add appends text, unless the whole gets too long.
func (s *stringBuilder) add(text string) (object.Value, error) {
	if err := object.CheckText(s.b.Len() + len(text)); err != nil {
		return nil, err
	}
	s.b.WriteString(text)
	return s, nil
}

func (s *stringBuilder) set(text string) object.Value {
	s.b.Reset()
	s.counted, s.units = 0, 0
	s.b.WriteString(text)
	return s
}

func newStringBuilder(a args) (object.Value, error) {
	s := &stringBuilder{capacity: 16}
	switch v := a.at(0).(type) {
	case string:
		if isInt(a.at(2)) {
			part, err := substring(v, args{a.at(1), a.at(2)})
			if err != nil {
				return nil, err
			}
			v = part.(string)
		} else if a.has(1) {
			s.capacity = a.int(1)
		}
		s.b.WriteString(v)
	case int32:
		s.capacity = int(v)
	}
	return s, nil
}

// through runs a function of strings on the builder's text.
func through(f func(text string, a args) (object.Value, error)) method {
	return call(func(s *stringBuilder, a args) (object.Value, error) {
		v, err := f(s.b.String(), a)
		if err != nil {
			return nil, err
		}
		return s.set(v.(string)), nil
	})
}

func stringBuilderClass() class {
	return class{
		new: try(newStringBuilder),
		properties: getters{
			"Length":      get(func(s *stringBuilder) object.Value { return i32(s.length()) }),
			"Capacity":    get(func(s *stringBuilder) object.Value { return i32(max(s.capacity, s.length())) }),
			"MaxCapacity": constant(int32(2147483647)),
		},
		setters: setters{
			"Length": set(func(s *stringBuilder, v object.Value) error {
				n, text := int(v.(int32)), s.b.String()
				if n < 0 {
					return outOfRange("value", "Length cannot be less than zero.")
				}
				if size := length(text); n > size {
					more, err := repeat("\x00", n-size)
					if err != nil {
						return err
					}
					text += more
				}
				s.set(slice(text, 0, n))
				return nil
			}),
			"Capacity": set(func(s *stringBuilder, v object.Value) error { s.capacity = int(v.(int32)); return nil }),
		},
		methods: methods{
			"Append":     call(builderAppend),
			"AppendLine": call(func(s *stringBuilder, a args) (object.Value, error) { return s.add(a.text(0) + newLine) }),
			"AppendFormat": call(func(s *stringBuilder, a args) (object.Value, error) {
				text, err := stringFormat(a)
				if err != nil {
					return nil, err
				}
				return s.add(text.(string))
			}),
			"AppendJoin": call(func(s *stringBuilder, a args) (object.Value, error) {
				text, err := stringJoin(a)
				if err != nil {
					return nil, err
				}
				return s.add(text.(string))
			}),
			"Clear": do(func(s *stringBuilder, _ args) object.Value { return s.set("") }),
			"Insert": through(func(text string, a args) (object.Value, error) {
				i := a.int(0)
				if i < 0 || i > length(text) {
					return nil, outOfRange("index", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.")
				}
				times := 1
				if isInt(a.at(2)) {
					times = max(0, a.int(2))
				}
				more, err := repeat(appended(a.at(1)), times)
				if err != nil {
					return nil, err
				}
				return stringInsert(text, args{int32(i), more})
			}),
			"Remove": through(func(text string, a args) (object.Value, error) {
				from, n := a.int(0), a.int(1)
				if from < 0 || n < 0 {
					return nil, outOfRange("startIndex", "Non-negative number required.")
				}
				if from > length(text)-n {
					return nil, outOfRange("index", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.")
				}
				return stringRemove(text, a)
			}),
			"Replace":   through(builderReplace),
			"ToString":  call(builderText),
			"get_Chars": call(func(s *stringBuilder, a args) (object.Value, error) { return stringChars(s.b.String(), a) }),
			"set_Chars": call(builderSetChar),
			"CopyTo":    call(func(s *stringBuilder, a args) (object.Value, error) { return stringCopyTo(s.b.String(), a) }),
			"EnsureCapacity": do(func(s *stringBuilder, a args) object.Value {
				s.capacity = max(s.capacity, a.int(0))
				return i32(s.capacity)
			}),
			"Equals": do(func(s *stringBuilder, a args) object.Value {
				o, ok := a.at(0).(*stringBuilder)
				return ok && o.b.String() == s.b.String()
			}),
		},
		order: []string{"Capacity", "MaxCapacity", "Length"},
	}
}

// appended is the text that Append makes of a value: characters of an array, ToString() of others.
func appended(v object.Value) string {
	if array, ok := v.(*object.Array); ok && array.Elem == object.TypeChar {
		return textOf(unitsOfChars(array.Items))
	}
	return NetText(v)
}

func builderAppend(s *stringBuilder, a args) (object.Value, error) {
	text := appended(a.at(0))
	switch {
	case isInt(a.at(2)):
		part, err := substring(text, args{a.at(1), a.at(2)})
		if err != nil {
			return nil, err
		}
		text = part.(string)
	case isInt(a.at(1)):
		var err error
		if text, err = repeat(text, max(0, a.int(1))); err != nil {
			return nil, err
		}
	}
	return s.add(text)
}

func builderReplace(text string, a args) (object.Value, error) {
	if !isInt(a.at(2)) {
		return stringReplace(text, a[:2])
	}
	from, n := a.int(2), a.int(3)
	if from < 0 || n < 0 || from > length(text)-n {
		return nil, outOfRange("startIndex", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.")
	}
	middle, err := stringReplace(slice(text, from, n), a[:2])
	if err != nil {
		return nil, err
	}
	return slice(text, 0, from) + middle.(string) + slice(text, from+n, length(text)-from-n), nil
}

func builderText(s *stringBuilder, a args) (object.Value, error) {
	text := s.b.String()
	if !a.has(0) {
		return text, nil
	}
	from, n := a.int(0), a.int(1)
	switch {
	case from < 0:
		return nil, outOfRange("startIndex", "StartIndex cannot be less than zero.")
	case from > length(text):
		return nil, outOfRange("startIndex", "startIndex cannot be larger than length of string.")
	case n < 0:
		return nil, outOfRange("length", "Length cannot be less than zero.")
	case from > length(text)-n:
		return nil, outOfRange("length", "Index and length must refer to a location within the string.")
	}
	return slice(text, from, n), nil
}

func builderSetChar(s *stringBuilder, a args) (object.Value, error) {
	units := unitsOf(s.b.String())
	i := a.int(0)
	if i < 0 || i >= len(units) {
		return nil, outOfRange("index", "Index was out of range. Must be non-negative and less than the size of the collection.")
	}
	units[i] = uint16(a.char(1))
	s.set(textOf(units))
	return object.Nothing, nil
}
