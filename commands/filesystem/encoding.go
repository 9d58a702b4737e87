package filesystem

import (
	"bytes"
	"io"
	"os"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/object"
)

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
