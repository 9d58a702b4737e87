package utility

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func formatHexCommand() *command.Command {
	return &command.Command{
		Name: "Format-Hex", Class: "Microsoft.PowerShell.Commands.FormatHex", Module: utilityModule,
		Synopsis: "Shows the bytes of files, text or numbers in hexadecimal.",
		Description: "Sixteen bytes to a line, with their offset and the characters that they are in ASCII. Text is shown in " +
			"the encoding that -Encoding names, UTF-8 by default.",
		Examples: []command.Example{
			{Code: `(Format-Hex -InputObject 'abc').HexBytes.Trim()`, Remarks: "Three bytes."},
		},
		New:         func() command.Processor { return &formatHex{} },
		DefaultSet:  "Path",
		OutputTypes: []string{"Microsoft.PowerShell.Commands.ByteCollection"},
	}
}

// formatHex is Format-Hex: shows the bytes of files, text or numbers in hexadecimal.
type formatHex struct {
	Path        []string      `ps:"notempty set=Path pos=0 mandatory" help:"The files, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP notempty set=LiteralPath mandatory" help:"The files, taken exactly as written."`
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject set=ByInputObject mandatory pipeline" help:"Text, numbers, or bytes."`
	Encoding    object.Value  `ps:"notempty set=ByInputObject complete=encoding" help:"The encoding of text."`
	Count       int64         `ps:"range=Positive" help:"How many bytes are shown."`
	Offset      int64         `ps:"range=NonNegative" help:"How many bytes are left out first."`
	Raw         object.Switch `ps:"hidden set=ByInputObject" help:"Has no effect."`

	encoding *textencoding.Encoding
	pending  []byte       // of piped values of one type
	last     *object.Type // their type
}

// hexLine is one line of Format-Hex (ByteCollection).
type hexLine struct {
	offset      uint64
	bytes       []byte
	label, path string
}

const bytesPerHexLine = 16

var byteCollectionType = sync.OnceValue(func() *object.Type {
	type line = *hexLine
	return defineRecord("Microsoft.PowerShell.Commands.ByteCollection", nil,
		property[line]{"Offset64", "uint64", func(l line) object.Value { return l.offset }},
		property[line]{"Offset", "uint32", func(l line) object.Value { return uint32(l.offset) }},
		property[line]{"Bytes", "byte[]", func(l line) object.Value { return byteArray(l.bytes) }},
		property[line]{"Path", "string", func(l line) object.Value { return l.path }},
		property[line]{"Label", "string", func(l line) object.Value { return l.label }},
		property[line]{"HexOffset", "string", func(l line) object.Value { return l.hexOffset() }},
		property[line]{"HexBytes", "string", func(l line) object.Value { return l.hexBytes() }},
		property[line]{"Ascii", "string", func(l line) object.Value { return l.ascii() }},
	)
})

func byteArray(b []byte) *object.Array {
	items := make([]object.Value, len(b))
	for i, c := range b {
		items[i] = c
	}
	return object.NewTypedArray(object.TypeByte, items)
}

// Type implements object.Object.
func (l *hexLine) Type() *object.Type { return byteCollectionType() }

func (l *hexLine) hexOffset() string { return fmt.Sprintf("%016X", l.offset) }

// hexBytes is "61 62 63", padded to the width of a full line.
func (l *hexLine) hexBytes() string {
	return fmt.Sprintf("%-*s", 3*bytesPerHexLine, fmt.Sprintf("% X", l.bytes))
}

// ascii is the bytes as characters: control characters are a replacement mark, and NUL a blank.
func (l *hexLine) ascii() string {
	var b strings.Builder
	for _, c := range l.bytes {
		switch {
		case c == 0:
			b.WriteByte(' ')
		case c < ' ' || c >= 0x7f && c < 0xa0:
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// Text implements object.Texter.
func (l *hexLine) Text() string {
	return fmt.Sprintf("%s   %s %-*s", l.hexOffset(), l.hexBytes(), bytesPerHexLine, l.ascii())
}

// Process implements command.Processor.
func (c *formatHex) Process(inv *command.Invocation) error {
	switch inv.Set {
	case "Path":
		return c.files(inv, c.Path)
	case "LiteralPath":
		return c.files(inv, c.LiteralPath)
	}
	if c.encoding == nil {
		encoding, err := command.EncodingOf(inv, c.Encoding)
		if err != nil {
			return err
		}
		c.encoding = encoding
	}
	return c.value(inv, c.InputObject)
}

// End shows what was piped last.
func (c *formatHex) End(inv *command.Invocation) error { return c.flush(inv) }

func (c *formatHex) files(inv *command.Invocation, paths []string) error {
	for _, path := range paths {
		found, err := existingFiles(inv, path, inv.Set == "LiteralPath")
		if err != nil {
			return err
		}
		for _, full := range found {
			if err := c.showFile(inv, path, full); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *formatHex) showFile(inv *command.Invocation, path, full string) error {
	file, err := os.Open(full)
	if err != nil {
		return inv.WriteError(cannotRead(inv, path))
	}
	defer file.Close()
	return c.write(inv, file, full, full)
}

func cannotRead(inv *command.Invocation, path string) *object.ErrorRecord {
	rec := object.NewError("System.Management.Automation.ItemNotFoundException", "PathNotFound", object.ObjectNotFound,
		"%s", "Cannot find path '"+path+"' because it does not exist.")
	rec.Class, rec.Target = inv.Command.Class, path
	return rec
}

// value takes text at once, and collects numbers of one type until another comes.
func (c *formatHex) value(inv *command.Invocation, v object.Value) error {
	base := object.Base(v)
	if text, ok := base.(string); ok {
		if err := c.flush(inv); err != nil {
			return err
		}
		data := c.encoding.Encode(text)
		return c.write(inv, bytes.NewReader(data), hexLabel(object.TypeString, data), "")
	}
	if items, ok := object.Elements(base); ok {
		for _, item := range items {
			if err := c.value(inv, item); err != nil {
				return err
			}
		}
		return nil
	}
	data, ok := bytesOf(base)
	if !ok {
		return inv.WriteError(cannotShow(inv, v))
	}
	if t := object.TypeOf(base); t != c.last {
		if err := c.flush(inv); err != nil {
			return err
		}
		c.last = t
	}
	c.pending = append(c.pending, data...)
	return nil
}

func cannotShow(inv *command.Invocation, v object.Value) *object.ErrorRecord {
	name := "$null"
	if t := object.TypeOf(object.Base(v)); t != nil {
		name = t.FullName()
	}
	rec := object.NewError("System.NotImplementedException", "FormatHexTypeNotSupported", object.ParserError,
		"%s", "Cannot display the content of type '"+name+"'.")
	rec.Class, rec.Target = inv.Command.Class, v
	return rec
}

// bytesOf is a number's memory: little endian, in its own length.
func bytesOf(v object.Value) ([]byte, bool) {
	switch n := v.(type) {
	case object.Enum:
		return binary.LittleEndian.AppendUint32(nil, uint32(n.Value)), true
	case object.Char:
		return binary.LittleEndian.AppendUint16(nil, uint16(n)), true
	case bool:
		if n {
			return []byte{1, 0, 0, 0}, true
		}
		return make([]byte, 4), true
	case float32:
		return binary.LittleEndian.AppendUint32(nil, math.Float32bits(n)), true
	case float64:
		return binary.LittleEndian.AppendUint64(nil, math.Float64bits(n)), true
	case int8, uint8, int16, uint16, int32, uint32, int64, uint64:
		var b bytes.Buffer
		err := binary.Write(&b, binary.LittleEndian, n)
		return b.Bytes(), err == nil
	}
	return nil, false
}

// hexLabel names what the bytes are; the number tells values apart.
func hexLabel(t *object.Type, data []byte) string {
	return fmt.Sprintf("%s (%s) <%08X>", t.Name(), t.FullName(), crc32.ChecksumIEEE(data))
}

func (c *formatHex) flush(inv *command.Invocation) error {
	data, t := c.pending, c.last
	c.pending, c.last = nil, nil
	if len(data) == 0 {
		return nil
	}
	return c.write(inv, bytes.NewReader(data), hexLabel(t, data), "")
}

// write writes the lines of one source.
func (c *formatHex) write(inv *command.Invocation, r io.Reader, label, path string) error {
	if _, err := io.CopyN(io.Discard, r, c.Offset); err != nil {
		return nil // shorter than the offset: nothing to show
	}
	if inv.IsBound("Count") {
		r = io.LimitReader(r, c.Count)
	}
	offset := uint64(c.Offset)
	for {
		line := make([]byte, bytesPerHexLine)
		n, err := io.ReadFull(r, line)
		if n > 0 {
			l := &hexLine{offset: offset, bytes: line[:n], label: label, path: path}
			if err := inv.Write(l); err != nil {
				return err
			}
			offset += uint64(n)
		}
		if err != nil {
			return nil // the end, or a file that can no longer be read
		}
	}
}
