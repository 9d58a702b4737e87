package dotnet

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// stream is a System.IO.Stream: a MemoryStream keeps its bytes, the others pass them on.
type stream struct {
	class  string // of the type, in System.IO
	memory []byte
	at     int
	file   *os.File
	reader io.Reader // of a decompressing stream
	writer io.WriteCloser
	closed bool
	fixed  bool // memory that a script gave, which cannot grow

	// of a file that was opened for one of both
	readOnly, writeOnly bool
}

var errNotExpandable = notSupported("Memory stream is not expandable.")

// errClosed is what using a closed stream throws.
func (s *stream) errClosed() error {
	text := "Cannot access a closed Stream."
	if s.file != nil {
		text = "Cannot access a closed file."
	}
	return object.NewException("System.ObjectDisposedException", "%s", text)
}

// Type implements object.Object.
func (s *stream) Type() *object.Type { return object.LibraryType("System.IO." + s.class) }

// Read implements io.Reader.
func (s *stream) Read(b []byte) (int, error) {
	switch {
	case s.file != nil:
		return s.file.Read(b)
	case s.reader != nil:
		return s.reader.Read(b)
	case s.at >= len(s.memory):
		return 0, io.EOF
	}
	n := copy(b, s.memory[s.at:])
	s.at += n
	return n, nil
}

// Write implements io.Writer.
func (s *stream) Write(b []byte) (int, error) {
	switch {
	case s.file != nil:
		return s.file.Write(b)
	case s.writer != nil:
		return s.writer.Write(b)
	}
	if end := s.at + len(b); end > len(s.memory) {
		if s.fixed {
			return 0, errNotExpandable
		}
		s.memory = append(s.memory, make([]byte, end-len(s.memory))...)
	}
	copy(s.memory[s.at:], b)
	s.at += len(b)
	return len(b), nil
}

// Close implements io.Closer.
func (s *stream) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	switch s.file {
	case nil:
	case os.Stdin, os.Stdout, os.Stderr: // the program goes on using them
		return nil
	default:
		return s.file.Close()
	}
	if s.writer != nil {
		return s.writer.Close()
	}
	return nil
}

func openStream(path string, flags int) (object.Value, error) {
	f, err := os.OpenFile(path, flags, 0o666)
	if err != nil {
		return nil, ioError(err, path)
	}
	access := flags & (os.O_RDONLY | os.O_WRONLY | os.O_RDWR)
	return &stream{class: "FileStream", file: f, readOnly: access == os.O_RDONLY, writeOnly: access == os.O_WRONLY}, nil
}

func streamClass(t *object.Type, name string) class {
	switch name {
	case "Stream":
		return class{staticProperties: getters{"Null": value(func() object.Value { return &stream{class: "MemoryStream"} })}}
	case "MemoryStream":
		return memoryStreamClass()
	case "FileStream":
		c := streamMembers()
		c.new = try(newFileStream)
		return c
	case "GZipStream":
		c := streamMembers()
		c.new = try(newGZipStream)
		return c
	case "StreamReader", "StringReader":
		return textReaderClass(name)
	case "StreamWriter", "StringWriter":
		return textWriterClass(name)
	}
	return class{}
}

// newFileStream is FileStream(path, FileMode[, FileAccess …]).
func newFileStream(a args) (object.Value, error) {
	p, err := pathArgument(a, 0)
	if err != nil {
		return nil, err
	}
	modes := map[int64]int{1: os.O_CREATE | os.O_EXCL | os.O_RDWR, 2: os.O_CREATE | os.O_TRUNC | os.O_RDWR, 3: os.O_RDWR,
		4: os.O_CREATE | os.O_RDWR, 5: os.O_TRUNC | os.O_RDWR, 6: os.O_CREATE | os.O_APPEND | os.O_WRONLY}
	flags := modes[a.enum(1, 3)]
	switch a.enum(2, 0) {
	case 1:
		flags = flags&^os.O_RDWR | os.O_RDONLY
	case 2:
		flags = flags&^os.O_RDWR | os.O_WRONLY
	}
	return openStream(p, flags)
}

// newGZipStream compresses into or decompresses out of another stream.
func newGZipStream(a args) (object.Value, error) {
	inner, ok := a.at(0).(*stream)
	if !ok {
		return nil, argumentNull("stream")
	}
	s := &stream{class: "Compression.GZipStream"}
	if e, ok := a.at(1).(object.Enum); ok && e.EnumType.Name() == "CompressionMode" && e.Value == 0 {
		r, err := gzip.NewReader(inner)
		if err != nil {
			return nil, object.NewException("System.IO.InvalidDataException", "The archive entry was compressed using an unsupported compression method.")
		}
		s.reader = r
		return s, nil
	}
	s.writer = gzip.NewWriter(inner)
	return s, nil
}

// buffer is the (byte[] buffer, int offset, int count) of Read and Write.
func buffer(a args) (array *object.Array, from, n int, err error) {
	array, ok := a.at(0).(*object.Array)
	if !ok {
		return nil, 0, 0, argumentNull("buffer")
	}
	from, n = a.int(1), a.int(2)
	if from < 0 || n < 0 || from > len(array.Items)-n {
		return nil, 0, 0, outOfRange("count", "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.")
	}
	return array, from, n, nil
}

// streamMembers are the members of every stream; those that use it fail when it is closed.
func streamMembers() class {
	c := openStreamMembers()
	for name, f := range c.methods {
		switch name {
		case "Close", "Dispose", "Flush":
			continue
		}
		c.methods[name] = call(func(s *stream, a args) (object.Value, error) {
			if s.closed {
				return nil, s.errClosed()
			}
			return f(s, a)
		})
	}
	return c
}

func openStreamMembers() class {
	close := call(func(s *stream, _ args) (object.Value, error) { return object.Nothing, s.Close() })
	return class{
		properties: getters{
			"Length": tryGet(func(s *stream) (object.Value, error) {
				if s.file != nil {
					info, err := s.file.Stat()
					if err != nil {
						return nil, err
					}
					return info.Size(), nil
				}
				return int64(len(s.memory)), nil
			}),
			"Position": tryGet(func(s *stream) (object.Value, error) {
				if s.file != nil {
					return orError(s.file.Seek(0, io.SeekCurrent))
				}
				return int64(s.at), nil
			}),
			"CanRead":  get(func(s *stream) object.Value { return !s.closed && s.writer == nil && !s.writeOnly }),
			"CanWrite": get(func(s *stream) object.Value { return !s.closed && s.reader == nil && !s.readOnly }),
			"CanSeek":  get(func(s *stream) object.Value { return !s.closed && s.reader == nil && s.writer == nil }),
			"Name": get(func(s *stream) object.Value {
				if s.file == nil {
					return nil
				}
				return s.file.Name()
			}),
		},
		setters: setters{"Position": set(func(s *stream, v object.Value) error {
			n, _ := toInt64(v)
			_, err := s.seek(n, io.SeekStart)
			return err
		})},
		methods: methods{
			"Read": call(func(s *stream, a args) (object.Value, error) {
				array, from, n, err := buffer(a)
				if err != nil {
					return nil, err
				}
				b := make([]byte, n)
				got, err := io.ReadFull(s, b)
				for i := range got {
					array.Items[from+i] = b[i]
				}
				if err == io.EOF || err == io.ErrUnexpectedEOF {
					err = nil
				}
				return i32(got), err
			}),
			"Write": call(func(s *stream, a args) (object.Value, error) {
				array, from, n, err := buffer(a)
				if err != nil {
					return nil, err
				}
				_, err = s.Write(bytesOf(array)[from : from+n])
				return object.Nothing, err
			}),
			"ReadByte": call(func(s *stream, _ args) (object.Value, error) {
				b := make([]byte, 1)
				if _, err := io.ReadFull(s, b); err != nil {
					return i32(-1), nil
				}
				return i32(int(b[0])), nil
			}),
			"WriteByte": call(func(s *stream, a args) (object.Value, error) {
				_, err := s.Write([]byte{byte(a.int(0))})
				return object.Nothing, err
			}),
			"Seek": call(func(s *stream, a args) (object.Value, error) { return orError(s.seek(a.int64(0), int(a.enum(1, 0)))) }),
			"CopyTo": call(func(s *stream, a args) (object.Value, error) {
				to, ok := a.at(0).(*stream)
				if !ok {
					return nil, argumentNull("destination")
				}
				_, err := io.Copy(to, s)
				return object.Nothing, err
			}),
			"SetLength": call(func(s *stream, a args) (object.Value, error) {
				n := max(0, a.int(0))
				if s.fixed && n > len(s.memory) {
					return nil, errNotExpandable
				}
				s.memory = append(s.memory, make([]byte, max(0, n-len(s.memory)))...)[:n]
				s.at = min(s.at, n)
				return object.Nothing, nil
			}),
			"Flush": do(func(*stream, args) object.Value { return object.Nothing }),
			"Close": close, "Dispose": close,
		},
	}
}

func (s *stream) seek(n int64, whence int) (int64, error) {
	if s.file != nil {
		return s.file.Seek(n, whence)
	}
	switch whence {
	case io.SeekCurrent:
		n += int64(s.at)
	case io.SeekEnd:
		n += int64(len(s.memory))
	}
	if n < 0 || n > 1<<31-1 {
		return 0, object.NewException("System.IO.IOException", "An attempt was made to move the position before the beginning of the stream.")
	}
	s.at = int(n)
	return n, nil
}

func memoryStreamClass() class {
	c := streamMembers()
	c.new = try(func(a args) (object.Value, error) {
		b, _ := a.bytes(0)
		return &stream{class: "MemoryStream", memory: b, fixed: b != nil}, nil
	})
	c.properties["Capacity"] = get(func(s *stream) object.Value {
		if s.fixed || len(s.memory) == 0 {
			return i32(len(s.memory))
		}
		return i32(max(256, len(s.memory)))
	})
	c.methods["ToArray"] = do(func(s *stream, _ args) object.Value { return byteArray(s.memory) })
	c.methods["GetBuffer"] = c.methods["ToArray"]
	c.methods["WriteTo"] = call(func(s *stream, a args) (object.Value, error) {
		to, ok := a.at(0).(*stream)
		if !ok {
			return nil, argumentNull("stream")
		}
		_, err := to.Write(s.memory)
		return object.Nothing, err
	})
	return c
}

// textReader is StreamReader or StringReader: the whole text is read when it is opened.
type textReader struct {
	class  string
	rest   string
	source *stream
}

// Type implements object.Object.
func (r *textReader) Type() *object.Type { return object.LibraryType("System.IO." + r.class) }

func textReaderClass(name string) class {
	c := class{
		new: try(func(a args) (object.Value, error) {
			if name == "StringReader" {
				return &textReader{class: name, rest: a.text(0)}, nil
			}
			if s, ok := a.at(0).(*stream); ok {
				b, err := io.ReadAll(s)
				return &textReader{class: name, rest: decodeFile(b, encodingIn(a[1:])), source: s}, err
			}
			p, err := pathArgument(a, 0)
			if err != nil {
				return nil, err
			}
			text, err := readText(p, a)
			return &textReader{class: name, rest: text}, err
		}),
		properties: getters{
			"EndOfStream":     get(func(r *textReader) object.Value { return r.rest == "" }),
			"CurrentEncoding": value(func() object.Value { return encodingNamed("utf-8") }),
			"BaseStream": get(func(r *textReader) object.Value {
				if r.source == nil {
					return nil
				}
				return r.source
			}),
		},
		methods: methods{
			"ReadToEnd": do(func(r *textReader, _ args) object.Value { text := r.rest; r.rest = ""; return text }),
			"ReadLine":  do(func(r *textReader, _ args) object.Value { return r.line() }),
			"Peek": do(func(r *textReader, _ args) object.Value {
				if r.rest == "" {
					return i32(-1)
				}
				return i32(int(unitsOf(r.rest)[0]))
			}),
			"Read": call(func(r *textReader, a args) (object.Value, error) {
				if len(a) > 0 {
					return nil, object.ErrNotImplemented
				}
				if r.rest == "" {
					return i32(-1), nil
				}
				units := unitsOf(r.rest)
				r.rest = textOf(units[1:])
				return i32(int(units[0])), nil
			}),
			"Close":   do(func(*textReader, args) object.Value { return object.Nothing }),
			"Dispose": do(func(*textReader, args) object.Value { return object.Nothing }),
		},
	}
	return c
}

func (r *textReader) line() object.Value {
	if r.rest == "" {
		return nil
	}
	i := strings.IndexAny(r.rest, "\r\n")
	if i < 0 {
		line := r.rest
		r.rest = ""
		return line
	}
	line, rest := r.rest[:i], r.rest[i+1:]
	if r.rest[i] == '\r' {
		rest = strings.TrimPrefix(rest, "\n")
	}
	r.rest = rest
	return line
}

// textWriter is StreamWriter or StringWriter.
type textWriter struct {
	class    string
	text     bytes.Buffer // of a StringWriter
	out      *stream
	encoding *Encoding
	newLine  string
	marked   bool
}

// Type implements object.Object.
func (w *textWriter) Type() *object.Type { return object.LibraryType("System.IO." + w.class) }

// Text implements object.Texter.
func (w *textWriter) Text() string {
	if w.out == nil {
		return w.text.String()
	}
	return w.Type().FullName()
}

func (w *textWriter) write(s string) error {
	if w.out == nil {
		w.text.WriteString(s)
		return nil
	}
	b := w.encoding.encode(s)
	if !w.marked {
		w.marked = true
		b = append(append([]byte(nil), w.encoding.bom...), b...)
	}
	_, err := w.out.Write(b)
	return err
}

// writeArguments is Write, or with an end of the line WriteLine: of a value, or of a format and what is put in it.
func (w *textWriter) writeArguments(a args, end bool) (object.Value, error) {
	text := ""
	if len(a) > 1 {
		if _, isArray := a.at(0).(*object.Array); isArray {
			return nil, object.ErrNotImplemented
		}
		formatted, err := stringFormat(a)
		if err != nil {
			return nil, err
		}
		text = formatted.(string)
	} else if len(a) == 1 {
		text = appended(a.at(0))
	}
	if end {
		text += w.newLine
	}
	return object.Nothing, w.write(text)
}

func newFileWriter(path string, appending bool, e *Encoding) (object.Value, error) {
	flags := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	if appending {
		flags = os.O_CREATE | os.O_WRONLY | os.O_APPEND
	}
	s, err := openStream(path, flags)
	if err != nil {
		return nil, err
	}
	return &textWriter{class: "StreamWriter", out: s.(*stream), encoding: e, newLine: newLine, marked: appending}, nil
}

func textWriterClass(name string) class {
	write := func(end bool) method {
		return call(func(w *textWriter, a args) (object.Value, error) { return w.writeArguments(a, end) })
	}
	closeWriter := call(func(w *textWriter, _ args) (object.Value, error) {
		if w.out != nil {
			return object.Nothing, w.out.Close()
		}
		return object.Nothing, nil
	})
	return class{
		new: try(func(a args) (object.Value, error) {
			if name == "StringWriter" {
				w := &textWriter{class: name, newLine: newLine}
				if b, ok := a.at(0).(*stringBuilder); ok {
					w.text.WriteString(b.Text())
				}
				return w, nil
			}
			if s, ok := a.at(0).(*stream); ok {
				return &textWriter{class: name, out: s, encoding: encodingIn(a[1:]), newLine: newLine}, nil
			}
			p, err := pathArgument(a, 0)
			if err != nil {
				return nil, err
			}
			return newFileWriter(p, a.bool(1), encodingIn(a[1:]))
		}),
		properties: getters{
			"NewLine":   get(func(w *textWriter) object.Value { return w.newLine }),
			"AutoFlush": constant(true),
			"Encoding": get(func(w *textWriter) object.Value {
				if w.encoding == nil {
					return encodingNamed("utf-16")
				}
				return w.encoding
			}),
			"BaseStream": get(func(w *textWriter) object.Value {
				if w.out == nil {
					return nil
				}
				return w.out
			}),
		},
		setters: setters{
			"NewLine":   set(func(w *textWriter, v object.Value) error { w.newLine = object.ToText(v); return nil }),
			"AutoFlush": set(func(*textWriter, object.Value) error { return nil }),
		},
		methods: methods{
			"Write": write(false), "WriteLine": write(true), "Close": closeWriter, "Dispose": closeWriter,
			"Flush":            do(func(*textWriter, args) object.Value { return object.Nothing }),
			"ToString":         do(func(w *textWriter, _ args) object.Value { return w.Text() }),
			"GetStringBuilder": do(func(w *textWriter, _ args) object.Value { b := &stringBuilder{}; b.set(w.text.String()); return b }),
		},
	}
}
