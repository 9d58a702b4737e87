package dotnet

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// binaryWriter is System.IO.BinaryWriter: little-endian numbers, text with its length before it.
type binaryWriter struct{ to *stream }

// Type implements object.Object.
func (*binaryWriter) Type() *object.Type { return object.LibraryType("System.IO.BinaryWriter") }

// binaryReader is System.IO.BinaryReader.
type binaryReader struct{ from *stream }

// Type implements object.Object.
func (*binaryReader) Type() *object.Type { return object.LibraryType("System.IO.BinaryReader") }

func binaryWriterClass() class {
	closing := call(func(w *binaryWriter, _ args) (object.Value, error) { return object.Nothing, w.to.Close() })
	return class{
		new: try(func(a args) (object.Value, error) {
			s, ok := a.at(0).(*stream)
			if !ok {
				return nil, argumentNull("output")
			}
			return &binaryWriter{s}, nil
		}),
		properties: getters{"BaseStream": get(func(w *binaryWriter) object.Value { return w.to })},
		methods: methods{
			"Close": closing, "Dispose": closing,
			"Flush": do(func(*binaryWriter, args) object.Value { return object.Nothing }),
			"Seek": call(func(w *binaryWriter, a args) (object.Value, error) {
				n, err := w.to.seek(a.int64(0), int(a.enum(1, 0)))
				return n, err
			}),
			"Write": call(func(w *binaryWriter, a args) (object.Value, error) {
				_, err := w.to.Write(binaryForm(a))
				return object.Nothing, err
			}),
			"Write7BitEncodedInt": call(func(w *binaryWriter, a args) (object.Value, error) {
				_, err := w.to.Write(binary.AppendUvarint(nil, uint64(uint32(a.int64(0)))))
				return object.Nothing, err
			}),
		},
	}
}

// binaryForm is how BinaryWriter writes a value.
func binaryForm(a args) []byte {
	le := binary.LittleEndian
	switch v := a.at(0).(type) {
	case bool:
		return []byte{byte(boolInt(v))}
	case uint8:
		return []byte{v}
	case int8:
		return []byte{byte(v)}
	case int16:
		return le.AppendUint16(nil, uint16(v))
	case uint16:
		return le.AppendUint16(nil, v)
	case int32:
		return le.AppendUint32(nil, uint32(v))
	case uint32:
		return le.AppendUint32(nil, v)
	case int64:
		return le.AppendUint64(nil, uint64(v))
	case uint64:
		return le.AppendUint64(nil, v)
	case float32:
		return le.AppendUint32(nil, math.Float32bits(v))
	case float64:
		return le.AppendUint64(nil, math.Float64bits(v))
	case object.Char:
		return []byte(string(rune(v)))
	case string:
		return append(binary.AppendUvarint(nil, uint64(len(v))), v...)
	case *object.Array:
		if v.Elem == object.TypeChar {
			return []byte(textOf(unitsOfChars(v.Items)))
		}
		b, _ := bytesRange(a)
		return b
	}
	return nil
}

var errEndOfStream = errors.New("end of stream")

// bytes reads exactly n bytes.
func (r *binaryReader) bytes(n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(r.from, b); err != nil {
		return nil, object.NewException("System.IO.EndOfStreamException", "Unable to read beyond the end of the stream.")
	}
	return b, nil
}

// fixed makes a method that reads a value of n bytes.
func fixedSize(n int, decode func(b []byte) object.Value) method {
	return call(func(r *binaryReader, _ args) (object.Value, error) {
		b, err := r.bytes(n)
		if err != nil {
			return nil, err
		}
		return decode(b), nil
	})
}

func binaryReaderClass() class {
	closing := call(func(r *binaryReader, _ args) (object.Value, error) { return object.Nothing, r.from.Close() })
	le := binary.LittleEndian
	return class{
		new: try(func(a args) (object.Value, error) {
			s, ok := a.at(0).(*stream)
			if !ok {
				return nil, argumentNull("input")
			}
			return &binaryReader{s}, nil
		}),
		properties: getters{"BaseStream": get(func(r *binaryReader) object.Value { return r.from })},
		methods: methods{
			"Close": closing, "Dispose": closing,
			"ReadBoolean": fixedSize(1, func(b []byte) object.Value { return b[0] != 0 }),
			"ReadByte":    fixedSize(1, func(b []byte) object.Value { return b[0] }),
			"ReadSByte":   fixedSize(1, func(b []byte) object.Value { return int8(b[0]) }),
			"ReadInt16":   fixedSize(2, func(b []byte) object.Value { return int16(le.Uint16(b)) }),
			"ReadUInt16":  fixedSize(2, func(b []byte) object.Value { return le.Uint16(b) }),
			"ReadInt32":   fixedSize(4, func(b []byte) object.Value { return int32(le.Uint32(b)) }),
			"ReadUInt32":  fixedSize(4, func(b []byte) object.Value { return le.Uint32(b) }),
			"ReadInt64":   fixedSize(8, func(b []byte) object.Value { return int64(le.Uint64(b)) }),
			"ReadUInt64":  fixedSize(8, func(b []byte) object.Value { return le.Uint64(b) }),
			"ReadSingle":  fixedSize(4, func(b []byte) object.Value { return math.Float32frombits(le.Uint32(b)) }),
			"ReadDouble":  fixedSize(8, func(b []byte) object.Value { return math.Float64frombits(le.Uint64(b)) }),
			"ReadBytes":   call(readBytes),
			"ReadChar":    call(func(r *binaryReader, _ args) (object.Value, error) { return r.char() }),
			"ReadChars":   call(readChars),
			"ReadString":  call(func(r *binaryReader, _ args) (object.Value, error) { return r.text() }),
			"Read7BitEncodedInt": call(func(r *binaryReader, _ args) (object.Value, error) {
				n, err := binary.ReadUvarint(byteReader{r})
				return int32(uint32(n)), endOfStream(err)
			}),
			"PeekChar": call(func(r *binaryReader, _ args) (object.Value, error) {
				at := r.from.at
				c, err := r.char()
				if err != nil {
					return int32(-1), nil
				}
				r.from.at = at
				return int32(c.(object.Char)), nil
			}),
		},
	}
}

// byteReader reads single bytes for package binary.
type byteReader struct{ *binaryReader }

// ReadByte implements io.ByteReader.
func (r byteReader) ReadByte() (byte, error) {
	b, err := r.bytes(1)
	if err != nil {
		return 0, errEndOfStream
	}
	return b[0], nil
}

func endOfStream(err error) error {
	if err == nil {
		return nil
	}
	return object.NewException("System.IO.EndOfStreamException", "Unable to read beyond the end of the stream.")
}

// readBytes gives what there is when the stream ends before count bytes.
func readBytes(r *binaryReader, a args) (object.Value, error) {
	if a.int(0) < 0 {
		return nil, outOfRange("count", "count ('%d') must be a non-negative value.", a.int(0))
	}
	b, err := io.ReadAll(io.LimitReader(r.from, a.int64(0)))
	return byteArray(b), err
}

func (r *binaryReader) char() (object.Value, error) {
	var b []byte
	for len(b) < utf8.UTFMax && !utf8.FullRune(b) {
		next, err := r.bytes(1)
		if err != nil {
			return nil, err
		}
		b = append(b, next...)
	}
	c, _ := utf8.DecodeRune(b)
	return object.Char(c), nil
}

func readChars(r *binaryReader, a args) (object.Value, error) {
	if a.int(0) < 0 {
		return nil, outOfRange("count", "count ('%d') must be a non-negative value.", a.int(0))
	}
	var items []object.Value
	for len(items) < a.int(0) {
		c, err := r.char()
		if err != nil {
			break
		}
		items = append(items, c)
	}
	return object.NewTypedArray(object.TypeChar, items), nil
}

// text reads a string with its length in bytes before it.
func (r *binaryReader) text() (object.Value, error) {
	n, err := binary.ReadUvarint(byteReader{r})
	if err != nil {
		return nil, endOfStream(err)
	}
	b, err := io.ReadAll(io.LimitReader(r.from, int64(min(n, math.MaxInt32))))
	if err == nil && uint64(len(b)) < n {
		err = endOfStream(io.ErrUnexpectedEOF)
	}
	return string(b), err
}
