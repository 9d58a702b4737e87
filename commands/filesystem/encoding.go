package filesystem

import (
	"bytes"
	"io"
	"os"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// encodingOf is the encoding that an -Encoding parameter names: PowerShell's name, a code page, or a
// System.Text.Encoding. Without one it is UTF-8.
func encodingOf(inv *command.Invocation, v object.Value) (*textencoding.Encoding, error) {
	if object.IsNull(v) {
		return textencoding.UTF8(), nil
	}
	name := object.ToText(v)
	page, isEncoding, err := object.GetProperty(v, "CodePage")
	if isEncoding && err == nil {
		name = object.ToText(page)
	}
	encoding, err := textencoding.Lookup(name)
	if err != nil {
		e := object.NewError(automation+"ParameterBindingArgumentTransformationException",
			"ParameterArgumentTransformationError", object.InvalidData,
			"Cannot process argument transformation on parameter 'Encoding'. '%s' is not a supported encoding name. "+
				"For information on defining a custom encoding, see the documentation for the "+
				"Encoding.RegisterProvider method. (Parameter 'name')", name)
		e.Class = inv.Command.Class
		return nil, e
	}
	if isEncoding {
		if mark, err := object.InvokeMethod(v, "GetPreamble", nil); err == nil {
			encoding.Mark = nil
			if b, ok := byteContent(mark); ok {
				encoding.Mark = b
			}
		}
	}
	return encoding, nil
}

// byteContent are the bytes of an array of bytes, or of numbers that are bytes.
func byteContent(v object.Value) ([]byte, bool) {
	items, ok := object.Elements(v)
	if !ok {
		items = []object.Value{v}
	}
	b := make([]byte, len(items))
	for i, item := range items {
		n, err := object.Convert(item, object.TypeByte)
		if err != nil {
			return nil, false
		}
		b[i] = n.(byte)
	}
	return b, true
}

// markedEncoding is the encoding that a file's byte order mark names; nil without one.
func markedEncoding(path string) *textencoding.Encoding {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, 4)
	n, _ := io.ReadFull(f, head) // a short file has a short head
	return encodingOfMark(head[:n])
}

func encodingOfMark(head []byte) *textencoding.Encoding {
	for _, name := range [...]string{"utf8BOM", "utf32", "bigendianutf32", "unicode", "bigendianunicode"} {
		if e, err := textencoding.Lookup(name); err == nil && bytes.HasPrefix(head, e.Mark) {
			return e
		}
	}
	return nil
}

// decode makes text of a whole file.
func decode(data []byte, e *textencoding.Encoding) (string, error) {
	if marked := encodingOfMark(data); marked != nil {
		e, data = marked, data[len(marked.Mark):]
	}
	if e.IsUTF8() {
		return validText(data), nil
	}
	text, err := io.ReadAll(e.NewReader(bytes.NewReader(data)))
	return string(text), err
}
