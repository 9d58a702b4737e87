package render

import (
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// Packet is what Format-* commands write: directions for Out-* commands, opaque to everything else.
type Packet interface {
	object.Object
	packet()
}

// IsPacket reports whether v is formatting data.
func IsPacket(v object.Value) bool {
	_, ok := object.Base(v).(Packet)
	return ok
}

// formatStart opens a document of one shape.
type formatStart struct {
	shape    Shape
	autoSize bool

	columns      []column // of a table
	hideHeader   bool
	repeatHeader bool

	wideColumns int // of a wide layout; 0: by default or by the widest entry
}

// column is a table column's heading and layout.
type column struct {
	label string
	width int // 0: as wide as its content
	align Alignment
	// custom says that the label is not the name of a property.
	custom bool
}

// groupStart opens a group; heading is nil where objects are not grouped.
type groupStart struct{ heading []token }

// entry is one object. Which field is used depends on the shape; an out-of-band one brings its own.
type entry struct {
	outOfBand bool
	err       bool // goes to the error stream

	cells  []cell  // table
	wrap   bool    // table: break cells into lines; custom, out of band: break lines at the width
	fields []field // list
	text   string  // wide; out of band: raw text
	tokens []token // custom
	shape  Shape   // of an out-of-band entry; NoShape: raw text
}

type cell struct {
	text  string
	align Alignment
}

type field struct{ label, text string }

// token is a piece of a custom layout: text, a line break, or a frame of tokens with its own margin.
type token struct {
	kind   tokenKind
	text   string
	left   int // of a frame
	first  int // further indentation of its first line; negative: of the others
	tokens []token
}

type tokenKind uint8

const (
	textToken tokenKind = iota
	newLineToken
	frameToken
	groupToken // tokens without a frame
)

type groupEnd struct{}

type formatEnd struct{}

func (*formatStart) packet() {}
func (*groupStart) packet()  {}
func (*entry) packet()       {}
func (*groupEnd) packet()    {}
func (*formatEnd) packet()   {}

// Type implements object.Object.
func (*formatStart) Type() *object.Type { return packetTypes().start }

// Type implements object.Object.
func (*groupStart) Type() *object.Type { return packetTypes().groupStart }

// Type implements object.Object.
func (*entry) Type() *object.Type { return packetTypes().entry }

// Type implements object.Object.
func (*groupEnd) Type() *object.Type { return packetTypes().groupEnd }

// Type implements object.Object.
func (*formatEnd) Type() *object.Type { return packetTypes().end }

type packetTypeSet struct{ start, groupStart, entry, groupEnd, end *object.Type }

// packetTypes are PowerShell's classes of formatting data, with the class id that each shows as a property.
var packetTypes = sync.OnceValue(func() packetTypeSet {
	return packetTypeSet{
		start:      packetType("FormatStartData", "033ecb2bc07a4d43b5ef94ed5a35d280"),
		groupStart: packetType("GroupStartData", "9e210fe47d09416682b841769c78b8a3"),
		entry:      packetType("FormatEntryData", "27c87ef9bbda4f709f6b4002fa4af63c"),
		groupEnd:   packetType("GroupEndData", "4ec4f0187cb04f4cb6973460dfe252df"),
		end:        packetType("FormatEndData", "cf522b78d86c486691226b40aa69e95c"),
	}
})

func packetType(name, id string) *object.Type {
	t := object.Define("Microsoft.PowerShell.Commands.Internal.Format."+name, object.ClassType, nil)
	t.SetMembers(func() []*object.Member {
		return []*object.Member{{
			Name: "ClassId2e4f51ef21dd47e99d3c952918aff9cd", Kind: object.PropertyMember, ValueType: object.TypeString,
			Get: func(object.Value) (object.Value, error) { return id, nil },
		}}
	})
	return t
}
