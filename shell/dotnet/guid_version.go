package dotnet

import (
	"crypto/rand"
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// guidClass is System.Guid.
func guidClass() class {
	text := func(g object.Guid) object.Value { return object.ToText(g) }
	return class{
		new:              try(newGuid),
		staticProperties: getters{"Empty": constant(object.Guid{}), "AllBitsSet": constant(object.Guid(allOnes()))},
		properties: getters{
			"Variant": get(func(g object.Guid) object.Value { return i32(int(g[8] >> 4)) }),
			"Version": get(func(g object.Guid) object.Value { return i32(int(g[6] >> 4)) }),
		},
		methods: methods{
			"ToString":    formatMethod,
			"ToByteArray": do(func(g object.Guid, _ args) object.Value { return byteArray(swapGuid(g[:])) }),
		},
		statics: methods{
			"NewGuid":        static(func(args) object.Value { return newRandomGuid(4) }),
			"CreateVersion7": static(func(args) object.Value { return newRandomGuid(7) }),
			"Parse":          try(func(a args) (object.Value, error) { return orError(object.ParseGuid(strings.TrimSpace(a.text(0)))) }),
			"ParseExact":     try(func(a args) (object.Value, error) { return orError(parseGuidExact(a)) }),
			"TryParse":       tryWith(func(a args) (object.Guid, error) { return object.ParseGuid(strings.TrimSpace(a.text(0))) }),
			"TryParseExact":  tryWith(parseGuidExact),
		},
		extra: []*object.Member{{Name: "Guid", Kind: object.ScriptProperty, Definition: "System.Object Guid {get=$this.ToString();}",
			Get: func(this object.Value) (object.Value, error) {
				g, _ := object.Base(this).(object.Guid)
				return text(g), nil
			}}},
	}
}

// guidForms says of each format what a text that has another one lacks.
var guidForms = map[string]string{
	"N": "Guid should contain only hexadecimal characters.",
	"D": "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
	"B": "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
	"P": "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
	"X": "Could not find a brace, or the length between the previous token and the brace was zero (i.e., '0x,'etc.).",
}

// parseGuidExact is Guid.ParseExact(text, format).
func parseGuidExact(a args) (object.Guid, error) {
	format := strings.ToUpper(a.text(1))
	complaint, ok := guidForms[format]
	if !ok {
		return object.Guid{}, formatError(`Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".`)
	}
	text := strings.TrimSpace(a.text(0))
	g, err := object.ParseGuid(text)
	if err != nil {
		return g, formatError("%s", complaint)
	}
	if written, err := object.FormatValue(g, format, object.CurrentCulture); err != nil || !strings.EqualFold(written, text) {
		return object.Guid{}, formatError("%s", complaint)
	}
	return g, nil
}

func allOnes() (g [16]byte) {
	for i := range g {
		g[i] = 0xFF
	}
	return g
}

// swapGuid changes between the order in which a Guid is written and that of its bytes in memory.
func swapGuid(b []byte) []byte {
	return []byte{b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]}
}

func newGuid(a args) (object.Value, error) {
	switch v := a.at(0).(type) {
	case string:
		return orError(object.ParseGuid(strings.TrimSpace(v)))
	case *object.Array:
		b := bytesOf(v)
		if len(b) != 16 {
			return nil, argumentError("b", "Byte array for Guid must be exactly 16 bytes long.")
		}
		return object.Guid(swapGuid(b)), nil
	}
	var g object.Guid
	binary.BigEndian.PutUint32(g[0:], uint32(a.int64(0)))
	binary.BigEndian.PutUint16(g[4:], uint16(a.int64(1)))
	binary.BigEndian.PutUint16(g[6:], uint16(a.int64(2)))
	if rest, ok := a.bytes(3); ok {
		copy(g[8:], rest)
		return g, nil
	}
	for i := range 8 {
		g[8+i] = byte(a.int64(3 + i))
	}
	return g, nil
}

func newRandomGuid(version byte) object.Guid {
	var g object.Guid
	_, _ = rand.Read(g[:]) // never fails
	if version == 7 {
		ms := uint64(time.Now().UnixMilli()) << 16
		var stamp [8]byte
		binary.BigEndian.PutUint64(stamp[:], ms)
		copy(g[:6], stamp[:6])
	}
	g[6] = g[6]&0x0F | version<<4
	g[8] = g[8]&0x3F | 0x80
	return g
}

// Version is System.Version; parts that were not given are -1.
type Version struct{ Major, Minor, Build, Revision int }

// Type implements object.Object.
func (*Version) Type() *object.Type { return object.LibraryType("System.Version") }

// Text implements object.Texter.
func (v *Version) Text() string {
	parts := []string{strconv.Itoa(v.Major), strconv.Itoa(v.Minor)}
	if v.Build >= 0 {
		parts = append(parts, strconv.Itoa(v.Build))
		if v.Revision >= 0 {
			parts = append(parts, strconv.Itoa(v.Revision))
		}
	}
	return strings.Join(parts, ".")
}

// CompareTo implements object.Comparable.
func (v *Version) CompareTo(other object.Value) (int, error) {
	o, ok := other.(*Version)
	if !ok {
		return 1, nil
	}
	for _, p := range [][2]int{{v.Major, o.Major}, {v.Minor, o.Minor}, {v.Build, o.Build}, {v.Revision, o.Revision}} {
		if n := compareInts(int64(p[0]), int64(p[1])); n != 0 {
			return n, nil
		}
	}
	return 0, nil
}

// EqualTo implements object.Equatable.
func (v *Version) EqualTo(other object.Value) bool {
	o, ok := other.(*Version)
	return ok && *v == *o
}

// ParseVersion is Version.Parse.
func ParseVersion(text string) (*Version, error) {
	parts := strings.Split(text, ".")
	if len(parts) < 2 || len(parts) > 4 {
		return nil, argumentError("input", "Version string portion was too short or too long.")
	}
	numbers := [4]int{-1, -1, -1, -1}
	for i, p := range parts {
		n, err := strconv.Atoi(strings.TrimSpace(p))
		switch {
		case err != nil && strings.Trim(strings.TrimSpace(p), "0123456789") == "" && strings.TrimSpace(p) != "", n > math.MaxInt32:
			return nil, overflow("Value was either too large or too small for an Int32.")
		case err != nil:
			return nil, formatError("The input string '%s' was not in a correct format.", p)
		case n < 0:
			return nil, outOfRange("input", "Version's parameters must be greater than or equal to zero.")
		}
		numbers[i] = n
	}
	return &Version{numbers[0], numbers[1], numbers[2], numbers[3]}, nil
}

func versionClass() class {
	number := func(f func(*Version) int) getter { return get(func(v *Version) object.Value { return i32(f(v)) }) }
	return class{
		new: try(newVersion),
		properties: getters{
			"Major": number(func(v *Version) int { return v.Major }), "Minor": number(func(v *Version) int { return v.Minor }),
			"Build": number(func(v *Version) int { return v.Build }), "Revision": number(func(v *Version) int { return v.Revision }),
			"MajorRevision": get(func(v *Version) object.Value { return int16(v.Revision >> 16) }),
			"MinorRevision": get(func(v *Version) object.Value { return int16(v.Revision & 0xFFFF) }),
		},
		methods: methods{
			"ToString": call(versionText),
			"Clone":    do(func(v *Version, _ args) object.Value { c := *v; return &c }),
		},
		statics: methods{
			"Parse":    try(func(a args) (object.Value, error) { return orError(versionOf(a)) }),
			"TryParse": tryWith(versionOf),
		},
		order: []string{"Major", "Minor", "Build", "Revision", "MajorRevision", "MinorRevision"},
	}
}

func versionOf(a args) (*Version, error) {
	if a.at(0) == nil {
		return nil, argumentNull("input")
	}
	return ParseVersion(a.text(0))
}

func newVersion(a args) (object.Value, error) {
	if s, ok := a.at(0).(string); ok {
		return orError(ParseVersion(s))
	}
	v := &Version{0, 0, -1, -1}
	for i, p := range []*int{&v.Major, &v.Minor, &v.Build, &v.Revision} {
		if a.has(i) {
			if *p = a.int(i); *p < 0 {
				return nil, outOfRange([]string{"major", "minor", "build", "revision"}[i], "Version's parameters must be greater than or equal to zero.")
			}
		}
	}
	return v, nil
}

func versionText(v *Version, a args) (object.Value, error) {
	text := v.Text()
	if !a.has(0) {
		return text, nil
	}
	parts := strings.Split(text, ".")
	n := a.int(0)
	if n < 0 || n > len(parts) {
		return nil, argumentError("fieldCount", "Argument must be between 0 and %d.", len(parts))
	}
	return strings.Join(parts[:n], "."), nil
}
