package filesystem

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// contentWriter is what Set-Content and Add-Content share: it writes the values that arrive to every item that the
// paths mean.
type contentWriter struct {
	selection  selection
	appends    bool
	passThru   bool
	noNewline  bool
	bytes      bool
	encoding   *textencoding.Encoding
	isEncoding bool // -Encoding was given

	opened bool
	paths  []string // that the open items belong to
	sinks  []contentSink
}

// contentSink is one item that is being written.
type contentSink interface {
	write(v object.Value) error
	commit() error
	abort()
}

// put writes values, and opens the items when the first come or when the paths change.
func (w *contentWriter) put(inv *command.Invocation, values []object.Value) error {
	if w.opened && !equalTexts(w.paths, w.selection.paths) {
		if err := w.finish(inv); err != nil {
			return err
		}
	}
	if !w.opened {
		w.opened, w.paths = true, w.selection.paths
		if err := w.open(inv); err != nil {
			return err
		}
	}
	for _, v := range values {
		if err := w.putOne(inv, v); err != nil {
			return err
		}
		if w.passThru {
			if err := inv.Write(v); err != nil {
				return err
			}
		}
	}
	return nil
}

func equalTexts(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// putOne writes a value to every open item; one that fails is given up.
func (w *contentWriter) putOne(inv *command.Invocation, v object.Value) error {
	for i := 0; i < len(w.sinks); i++ {
		err := w.sinks[i].write(v)
		if err == nil {
			continue
		}
		w.sinks[i].abort()
		w.sinks = append(w.sinks[:i], w.sinks[i+1:]...)
		i--
		if err := report(inv, err); err != nil {
			return err
		}
	}
	return nil
}

// open opens every item that the paths mean; a file need not exist unless its name is a pattern.
func (w *contentWriter) open(inv *command.Invocation) error {
	s := sessionOf(inv)
	for _, path := range w.selection.paths {
		places, err := w.targets(s, path)
		if err := report(inv, err); err != nil {
			return err
		}
		for _, p := range places {
			if err := report(inv, w.openOne(inv, p)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *contentWriter) targets(s *session, path string) ([]place, error) {
	o := w.selection
	if !o.isPattern(path) {
		p, err := s.place(o.plain(path))
		if err != nil {
			return nil, err
		}
		return []place{p}, nil
	}
	places, err := s.expand(path, o)
	if err == nil && len(places) == 0 {
		err = failure("System.Exception", "ItemNotFound", object.ObjectNotFound, path, "An object at the specified path %s "+
			"does not exist, or has been filtered by the -Include or -Exclude parameter.", path)
	}
	return places, err
}

func (w *contentWriter) openOne(inv *command.Invocation, p place) error {
	action := "Set Content"
	if w.appends {
		action = "Add Content"
	}
	if ok, err := confirmed(inv, "Path: "+p.String(), action); !ok || err != nil {
		return err
	}
	if !p.isFiles() {
		t, ok := p.provider.(table)
		if !ok || p.path == "" {
			return badArgument("path")
		}
		sink := &itemSink{table: t, name: p.path, force: w.selection.force}
		if w.appends {
			sink.values, _ = object.Elements(object.NewArray(t.value(p.path)))
		}
		w.sinks = append(w.sinks, sink)
		return nil
	}
	sink, err := w.openFile(p.path)
	if err != nil {
		return err
	}
	w.sinks = append(w.sinks, sink)
	return nil
}

func (w *contentWriter) openFile(path string) (contentSink, error) {
	if (files{}).isContainer(path) {
		if w.appends {
			return nil, writeFailure(&os.PathError{Op: "open", Path: path, Err: os.ErrPermission}, path)
		}
		e := object.NewError("System.NotSupportedException", "System.NotSupportedException", object.NotSpecified,
			"Unable to clear content of '%s' because it is a directory. Clear-Content is only supported on files.", path)
		return nil, terminating{e}
	}
	if w.selection.force {
		outfile.MakeWritable(path)
	}
	encoding, atStart := w.encoding, true
	open := outfile.Create
	if w.appends {
		open = outfile.Append
		if info, err := os.Stat(path); err == nil && info.Size() > 0 {
			atStart = false
			if marked := markedEncoding(path); marked != nil && !w.isEncoding {
				encoding = marked
			}
		}
	}
	f, err := open(path)
	if err != nil {
		return nil, writeFailure(err, path)
	}
	return w.fileSink(f, encoding, atStart)
}

func (w *contentWriter) fileSink(f *outfile.File, encoding *textencoding.Encoding, atStart bool) (contentSink, error) {
	sink := &fileSink{file: f, bytes: w.bytes, newline: newline}
	if w.noNewline {
		sink.newline = ""
	}
	if atStart && !w.bytes {
		if _, err := f.Write(encoding.Mark); err != nil {
			return nil, err
		}
	}
	sink.text = f
	if !encoding.IsUTF8() {
		sink.encoder = encoding.NewWriter(f)
		sink.text = bufio.NewWriter(sink.encoder)
	}
	return sink, nil
}

func writeFailure(err error, path string) error {
	e := ioFailure(err, path, "GetContentWriterUnauthorizedAccessError", "GetContentWriterIOError")
	if e.Exception.Class.FullName() == "System.IO.DirectoryNotFoundException" {
		e.ID, e.Category = "GetContentWriterDirectoryNotFoundError", object.ObjectNotFound
	}
	return e
}

// finish commits what is open.
func (w *contentWriter) finish(inv *command.Invocation) error {
	sinks := w.sinks
	w.sinks, w.opened = nil, false
	for i, sink := range sinks {
		if err := report(inv, sink.commit()); err != nil {
			for _, rest := range sinks[i+1:] {
				rest.abort()
			}
			return err
		}
	}
	return nil
}

// close gives up what was not finished.
func (w *contentWriter) close() {
	for _, sink := range w.sinks {
		sink.abort()
	}
	w.sinks = nil
}

// newline ends the lines that are written.
var newline = map[bool]string{true: "\r\n", false: "\n"}[onWindows]

// textWriter is a buffered writer of UTF-8.
type textWriter interface {
	io.StringWriter
	Flush() error
}

// fileSink writes lines, or bytes, to a file.
type fileSink struct {
	file    *outfile.File
	text    textWriter
	encoder io.WriteCloser // of another encoding than UTF-8; or nil
	bytes   bool
	newline string
}

func (s *fileSink) write(v object.Value) error {
	if object.IsNull(v) {
		return nil
	}
	if items, ok := object.Elements(v); ok && !s.bytes {
		for _, item := range items {
			if err := s.write(item); err != nil {
				return err
			}
		}
		return nil
	}
	if s.bytes {
		return s.writeBytes(v)
	}
	text, ok := v.(string)
	if !ok {
		text = object.DisplayText(v)
	}
	if _, err := s.text.WriteString(text); err != nil {
		return s.failed(err)
	}
	if _, err := s.text.WriteString(s.newline); err != nil {
		return s.failed(err)
	}
	return nil
}

func (s *fileSink) writeBytes(v object.Value) error {
	b, ok := byteContent(v)
	if _, isText := object.Base(v).(string); isText || !ok {
		return failure("System.ArgumentException", "ByteEncodingError", object.InvalidArgument, v,
			"Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.")
	}
	if _, err := s.file.Write(b); err != nil {
		return s.failed(err)
	}
	return nil
}

func (s *fileSink) failed(err error) error {
	exception := object.NewException("System.IO.IOException", "%s", plainReason(err))
	return &object.ErrorRecord{Exception: exception, ID: "WriteContentIOError", Category: object.WriteError}
}

// plainReason is an error of the system without the temporary file's name.
func plainReason(err error) string {
	var pathError *os.PathError
	if errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}

func (s *fileSink) commit() error {
	err := s.text.Flush()
	if s.encoder != nil && err == nil {
		err = s.encoder.Close()
	}
	if err != nil {
		s.file.Abort()
		return s.failed(err)
	}
	if err := s.file.Commit(); err != nil {
		return s.failed(err)
	}
	return nil
}

func (s *fileSink) abort() {
	if s.encoder != nil {
		_ = s.text.Flush()
	}
	s.file.Abort()
}

// itemSink gathers the values of an item of another drive: one is the item's value, several are an array of them.
type itemSink struct {
	table  table
	name   string
	force  bool
	values []object.Value
}

func (s *itemSink) write(v object.Value) error {
	if items, ok := object.Elements(v); ok {
		s.values = append(s.values, items...)
	} else {
		s.values = append(s.values, v)
	}
	return nil
}

func (s *itemSink) commit() error {
	var v object.Value = object.NewArray(s.values...)
	if len(s.values) == 1 {
		v = s.values[0]
	}
	switch s.table.(type) {
	case functions, aliases, environment:
		texts := make([]string, len(s.values))
		for i, part := range s.values {
			texts[i] = object.ToText(part)
		}
		if _, isBlock := object.Base(v).(object.Callable); !isBlock {
			v = strings.Join(texts, newline)
		}
	}
	return s.table.set(s.name, v, setOptions{force: s.force})
}

func (s *itemSink) abort() {}
