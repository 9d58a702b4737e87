package dotnet

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// Encoding is System.Text.Encoding.
type Encoding struct {
	class    string // of the type, in System.Text
	WebName  string
	title    string // EncodingName
	codePage int
	bom      []byte
	strict   bool // what is no text is an error
	encode   func(string) []byte
	decode   func([]byte) string
}

// Type implements object.Object.
func (e *Encoding) Type() *object.Type { return object.LibraryType("System.Text." + e.class) }

// EqualTo implements object.Equatable.
func (e *Encoding) EqualTo(other object.Value) bool {
	o, ok := other.(*Encoding)
	return ok && o.codePage == e.codePage && len(o.bom) == len(e.bom)
}

// Encode makes bytes of text, without a byte order mark.
func (e *Encoding) Encode(s string) []byte { return e.encode(s) }

// Decode makes text of bytes; what does not fit becomes U+FFFD (or ? for ASCII).
func (e *Encoding) Decode(b []byte) string { return e.decode(b) }

// Preamble is the byte order mark that files of this encoding begin with.
func (e *Encoding) Preamble() []byte { return e.bom }

// encodingNamed finds an encoding by its name; nil if it is not known.
func encodingNamed(name string) *Encoding {
	switch strings.ToLower(name) {
	case "utf-8", "utf8", "unicode-1-1-utf-8":
		return utf8Encoding("UTF8Encoding+UTF8EncodingSealed", true)
	case "us-ascii", "ascii":
		return &Encoding{class: "ASCIIEncoding+ASCIIEncodingSealed", WebName: "us-ascii", codePage: 20127,
			encode: func(s string) []byte { return narrow(s, 0x80) }, decode: func(b []byte) string { return widen(b, 0x80) }}
	case "iso-8859-1", "latin1":
		return &Encoding{class: "Latin1Encoding+Latin1EncodingSealed", WebName: "iso-8859-1", codePage: 28591,
			encode: func(s string) []byte { return narrow(s, 0x100) }, decode: func(b []byte) string { return widen(b, 0x100) }}
	case "utf-16", "utf-16le", "unicode":
		return utf16Encoding("utf-16", 1200, binary.LittleEndian, []byte{0xFF, 0xFE})
	case "utf-16be", "unicodefffe", "bigendianunicode":
		return utf16Encoding("utf-16BE", 1201, binary.BigEndian, []byte{0xFE, 0xFF})
	case "utf-32", "utf-32le":
		return &Encoding{class: "UTF32Encoding", WebName: "utf-32", codePage: 12000, bom: []byte{0xFF, 0xFE, 0, 0},
			encode: encodeUTF32, decode: decodeUTF32}
	}
	return codePageEncoding(func(p codePage) bool { return strings.EqualFold(p.name, name) })
}

func encodingOfPage(page int64) *Encoding {
	names := map[int64]string{0: "utf-8", 65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1",
		1200: "utf-16", 1201: "utf-16be", 12000: "utf-32"}
	if name := names[page]; name != "" {
		return encodingNamed(name)
	}
	return codePageEncoding(func(p codePage) bool { return int64(p.page) == page })
}

// UTF8 is [System.Text.Encoding]::UTF8.
func UTF8() *Encoding { return encodingNamed("utf-8") }

func utf8Encoding(class string, mark bool) *Encoding {
	e := &Encoding{class: class, WebName: "utf-8", codePage: 65001,
		encode: func(s string) []byte { return []byte(strings.ToValidUTF8(s, "\uFFFD")) }, decode: decodeUTF8}
	if mark {
		e.bom = []byte{0xEF, 0xBB, 0xBF}
	}
	return e
}

func decodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string([]rune(string(b))) // each bad byte becomes U+FFFD
}

// invalidUTF8 is where the first byte stands that is no UTF-8; -1 if there is none.
func invalidUTF8(b []byte) int {
	for at := 0; at < len(b); {
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// narrow keeps the units below limit; the others become question marks.
func narrow(s string, limit uint16) []byte {
	units := unitsOf(s)
	b := make([]byte, len(units))
	for i, u := range units {
		if b[i] = '?'; u < limit {
			b[i] = byte(u)
		}
	}
	return b
}

func widen(b []byte, limit int) string {
	units := make([]uint16, len(b))
	for i, x := range b {
		if units[i] = '?'; int(x) < limit {
			units[i] = uint16(x)
		}
	}
	return textOf(units)
}

func utf16Encoding(name string, page int, order binary.AppendByteOrder, bom []byte) *Encoding {
	read := order.(binary.ByteOrder).Uint16
	return &Encoding{class: "UnicodeEncoding", WebName: name, codePage: page, bom: bom,
		encode: func(s string) (b []byte) {
			for _, u := range unitsOf(s) {
				b = order.AppendUint16(b, u)
			}
			return b
		},
		decode: func(b []byte) string {
			var units []uint16
			for ; len(b) >= 2; b = b[2:] {
				units = append(units, read(b))
			}
			if len(b) == 1 {
				units = append(units, 0xFFFD)
			}
			return strings.ToValidUTF8(textOf(units), "\uFFFD")
		}}
}

func encodeUTF32(s string) (b []byte) {
	for _, r := range s {
		b = binary.LittleEndian.AppendUint32(b, uint32(r))
	}
	return b
}

func decodeUTF32(b []byte) string {
	var out strings.Builder
	for ; len(b) >= 4; b = b[4:] {
		out.WriteRune(rune(binary.LittleEndian.Uint32(b)))
	}
	if len(b) > 0 {
		out.WriteRune(utf8.RuneError)
	}
	return out.String()
}

// bytesRange is a byte array argument, or the part of it that (index, count) arguments name.
func bytesRange(a args) ([]byte, error) {
	b, ok := a.bytes(0)
	if !ok {
		return nil, arrayNull("bytes")
	}
	if isInt(a.at(1)) {
		from, n := a.int(1), a.int(2)
		if from < 0 || n < 0 || from > len(b)-n {
			return nil, outOfRange("bytes", "Index and count must refer to a location within the buffer.")
		}
		b = b[from : from+n]
	}
	return b, nil
}

// charsArgument is a string or char[] argument as text.
func charsArgument(v object.Value) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case *object.Array:
		return textOf(unitsOfChars(v.Items)), nil
	}
	return "", arrayNull("chars")
}

func encodingClass(t *object.Type) class {
	statics := getters{"Default": value(func() object.Value { return utf8Encoding("UTF8Encoding+UTF8EncodingSealed", false) })}
	for name, web := range map[string]string{"UTF8": "utf-8", "ASCII": "us-ascii", "Unicode": "utf-16",
		"BigEndianUnicode": "utf-16be", "UTF32": "utf-32", "Latin1": "iso-8859-1"} {
		statics[name] = value(func() object.Value { return encodingNamed(web) })
	}
	return class{
		new:              try(func(a args) (object.Value, error) { return newEncoding(t, a) }),
		staticProperties: statics,
		properties: getters{
			"WebName":      get(func(e *Encoding) object.Value { return e.WebName }),
			"HeaderName":   get(func(e *Encoding) object.Value { return e.WebName }),
			"BodyName":     get(func(e *Encoding) object.Value { return e.WebName }),
			"EncodingName": get(func(e *Encoding) object.Value { return encodingTitle(e) }),
			"CodePage":     get(func(e *Encoding) object.Value { return i32(e.codePage) }),
			"IsSingleByte": get(func(e *Encoding) object.Value {
				return e.codePage < 65000 && e.codePage/10 != 120 && e.codePage != 12000
			}),
			"IsReadOnly": constant(true),
			"Preamble":   get(func(e *Encoding) object.Value { return byteArray(e.bom) }),
			"WindowsCodePage": get(func(e *Encoding) object.Value {
				if e.codePage >= 1250 && e.codePage < 1260 || e.codePage/10 == 120 {
					return i32(e.codePage)
				}
				return i32(1252)
			}),
		},
		methods: methods{
			"GetBytes": call(func(e *Encoding, a args) (object.Value, error) {
				s, err := charsArgument(a.at(0))
				if err != nil {
					return nil, err
				}
				if isInt(a.at(1)) {
					part, err := substring(s, args{a.at(1), a.at(2)})
					if err != nil {
						return nil, err
					}
					s = part.(string)
				}
				return byteArray(e.encode(s)), nil
			}),
			"GetByteCount": call(func(e *Encoding, a args) (object.Value, error) {
				s, err := charsArgument(a.at(0))
				return i32(len(e.encode(s))), err
			}),
			"GetString": call(func(e *Encoding, a args) (object.Value, error) {
				b, err := bytesRange(a)
				if err != nil {
					return nil, err
				}
				return orError(e.decodeStrictly(b))
			}),
			"GetChars": call(func(e *Encoding, a args) (object.Value, error) {
				b, err := bytesRange(a)
				if err != nil {
					return nil, err
				}
				return object.NewTypedArray(object.TypeChar, charsOf(e.decode(b))), nil
			}),
			"GetCharCount": call(func(e *Encoding, a args) (object.Value, error) {
				b, err := bytesRange(a)
				if err != nil {
					return nil, err
				}
				return i32(length(e.decode(b))), nil
			}),
			"GetPreamble":     do(func(e *Encoding, _ args) object.Value { return byteArray(e.bom) }),
			"GetMaxByteCount": do(func(e *Encoding, a args) object.Value { return i32(e.maxByteCount(a.int(0))) }),
			"GetMaxCharCount": do(func(e *Encoding, a args) object.Value { return i32(e.maxCharCount(a.int(0))) }),
			"Clone":           do(func(e *Encoding, _ args) object.Value { return e }),
		},
		statics: methods{
			"GetEncoding": try(getEncoding),
			"Convert": try(func(a args) (object.Value, error) {
				from, ok := a.at(0).(*Encoding)
				to, ok2 := a.at(1).(*Encoding)
				b, ok3 := a.bytes(2)
				if !ok || !ok2 || !ok3 {
					return nil, argumentNull("bytes")
				}
				return byteArray(to.encode(from.decode(b))), nil
			}),
			"RegisterProvider": static(func(args) object.Value { return object.Nothing }),
		},
	}
}

func encodingTitle(e *Encoding) string {
	switch e.codePage {
	case 65001:
		return "Unicode (UTF-8)"
	case 20127:
		return "US-ASCII"
	case 28591:
		return "Western European (ISO)"
	case 1200:
		return "Unicode"
	case 1201:
		return "Unicode (Big-Endian)"
	}
	if e.title != "" {
		return e.title
	}
	return "Unicode (UTF-32)"
}

func getEncoding(a args) (object.Value, error) {
	var e *Encoding
	if name, ok := a.at(0).(string); ok {
		if e = encodingNamed(name); e == nil {
			return nil, argumentError("name", "'%s' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.", name)
		}
		return e, nil
	}
	if e = encodingOfPage(a.int64(0)); e == nil {
		return nil, notSupported("No data is available for encoding %d. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.", a.int64(0))
	}
	return e, nil
}

// newEncoding is [System.Text.UTF8Encoding]::new(mark) and its kin.
func newEncoding(t *object.Type, a args) (object.Value, error) {
	switch t.Name() {
	case "UTF8Encoding":
		e := utf8Encoding("UTF8Encoding", a.bool(0))
		e.strict = a.bool(1)
		return e, nil
	case "ASCIIEncoding":
		return encodingNamed("ascii"), nil
	case "UnicodeEncoding":
		e := encodingNamed("utf-16")
		if a.bool(0) {
			e = encodingNamed("utf-16be")
		}
		if a.has(1) && !a.bool(1) {
			e.bom = nil
		}
		return e, nil
	case "UTF32Encoding":
		return encodingNamed("utf-32"), nil
	}
	return nil, object.ErrNotImplemented
}
