package utility

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// csvReader takes a CSV text apart, record by record, as PowerShell does: blanks before a value are dropped, quotes
// count only at its start, a line break ends the record unless it stands in quotes.
type csvReader struct {
	source    io.Reader
	delimiter []byte
	ends      [256]bool // the bytes that may end a plain value: the delimiter's first and line breaks

	buf    []byte
	start  int // of what has not been read yet
	end    int
	eof    bool
	fields []csvField // of the last record, relative to its start
}

// csvField is where a value stands in its record. Its form says what must be done to it.
type csvField struct {
	from, to uint32
	form     csvForm
}

type csvForm uint8

const (
	plainField  csvForm = iota // as it stands, but of blanks at its end one is kept
	quotedField                // starts with a quote
)

const csvBlock = 1 << 17

func newCSVReader(source io.Reader, delimiter string) *csvReader {
	r := &csvReader{source: source, delimiter: []byte(delimiter)}
	for _, c := range []byte{delimiter[0], '\n', '\r'} {
		r.ends[c] = true
	}
	return r
}

// restartText goes on with a text that is there as a whole.
func (r *csvReader) restartText(text string) {
	r.buf = append(r.buf[:0], text...)
	r.start, r.end, r.eof = 0, len(text), true
}

// next reads a record; nil, io.EOF at the end. The bytes are valid until the next call.
func (r *csvReader) next() ([]byte, error) {
	for {
		if r.start < r.end {
			if n := r.scan(r.buf[r.start:r.end], r.eof); n > 0 {
				record := r.buf[r.start : r.start+n]
				r.start += n
				return record, nil
			}
		}
		if r.eof {
			return nil, io.EOF
		}
		if err := r.fill(); err != nil {
			return nil, err
		}
	}
}

// fill reads another block behind what is left.
func (r *csvReader) fill() error {
	rest := copy(r.buf, r.buf[r.start:r.end])
	if len(r.buf)-rest < csvBlock/2 {
		grown := make([]byte, max(csvBlock, 2*len(r.buf)))
		copy(grown, r.buf[:rest])
		r.buf = grown
	}
	r.start, r.end = 0, rest
	n, err := r.source.Read(r.buf[rest:])
	r.end += n
	if err == io.EOF {
		r.eof, err = true, nil
	}
	return err
}

// scan finds the fields of the record that b starts with and returns its length; 0 if b does not hold all of it.
func (r *csvReader) scan(b []byte, last bool) int {
	r.fields = r.fields[:0]
	for i := 0; ; {
		for i < len(b) && (b[i] == ' ' || b[i] == '\t') && b[i] != r.delimiter[0] {
			i++
		}
		from, form := i, plainField
		if i < len(b) && b[i] == '"' && r.delimiter[0] != '"' {
			form = quotedField
			if i = skipQuoted(b, i+1); i < 0 {
				if !last {
					return 0
				}
				i = len(b)
			}
		}
		i = r.skipPlain(b, i)
		if i == len(b) {
			if !last {
				return 0
			}
			if i > from {
				r.add(from, i, form)
			}
			return len(b)
		}
		r.add(from, i, form)
		switch {
		case b[i] == '\n':
			return i + 1
		case b[i] == '\r' && !bytes.HasPrefix(b[i:], r.delimiter):
			switch {
			case i+1 < len(b) && b[i+1] == '\n':
				return i + 2
			case i+1 == len(b) && !last:
				return 0
			}
			return i + 1
		}
		i += len(r.delimiter)
	}
}

func (r *csvReader) add(from, to int, form csvForm) {
	r.fields = append(r.fields, csvField{uint32(from), uint32(to), form})
}

// skipQuoted passes over the rest of a quoted text, to behind the closing quote; -1 if there is none.
func skipQuoted(b []byte, i int) int {
	for {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return -1
		}
		i += n + 1
		if i >= len(b) || b[i] != '"' {
			return i
		}
		i++
	}
}

// skipPlain passes over everything up to the delimiter or line break.
func (r *csvReader) skipPlain(b []byte, i int) int {
	for ; i < len(b); i++ {
		if r.ends[b[i]] && (len(r.delimiter) == 1 || b[i] != r.delimiter[0] || bytes.HasPrefix(b[i:], r.delimiter)) {
			return i
		}
	}
	return i
}

// value decodes a field of a record.
func (f csvField) value(record string) string {
	s := record[f.from:f.to]
	if f.form == quotedField {
		return unquoteCSV(s)
	}
	if s == "" || s[len(s)-1] != ' ' && s[len(s)-1] != '\t' {
		return s
	}
	i := strings.IndexAny(s, " \t")
	if q := strings.IndexByte(s, '"'); q >= 0 && q < i {
		return s
	}
	if strings.Trim(s[i+1:], " \t") == "" {
		return s[:i+1]
	}
	return s
}

// unquoteCSV decodes a field that starts with a quote. Text behind the closing quote is kept unless it is blank.
func unquoteCSV(s string) string {
	s = s[1:]
	end := strings.IndexByte(s, '"')
	if end < 0 {
		return s
	}
	if end == len(s)-1 {
		return s[:end]
	}
	var b strings.Builder
	for end >= 0 {
		b.WriteString(s[:end])
		s = s[end+1:]
		if s == "" || s[0] != '"' {
			if strings.Trim(s, " \t") != "" {
				b.WriteString(s)
			}
			return b.String()
		}
		b.WriteByte('"')
		s = s[1:]
		end = strings.IndexByte(s, '"')
	}
	b.WriteString(s)
	return b.String()
}

// values decodes all fields of the last record.
func (r *csvReader) values(record []byte) []string {
	text := string(record)
	values := make([]string, len(r.fields))
	for i, f := range r.fields {
		values[i] = validText(f.value(text))
	}
	return values
}

// validText replaces bytes that are no UTF-8, as .NET's decoder does.
func validText(s string) string {
	if !utf8.ValidString(s) {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return s
}

// csvRecord decodes the properties of one record on demand.
type csvRecord struct {
	text   string
	fields []csvField
	room   [8]csvField // for fields, where they are no more
}

// Decode implements object.Source.
func (r *csvRecord) Decode(i int) object.Value {
	if i >= len(r.fields) {
		return nil
	}
	return validText(r.fields[i].value(r.text))
}

// csvImport makes objects of CSV records.
type csvImport struct {
	delimiter string
	header    []string
	typeName  string // of a #TYPE line
	shape     *object.Shape
	warned    bool
	warn      func(string) error
	reader    *csvReader // of texts, kept from one to the next
}

const missingHeaders = `One or more headers were not specified. Default names starting with "H" have been used in ` +
	"place of any missing headers."

// read makes an object of every record in source.
func (c *csvImport) read(source io.Reader, emit func(object.Value) error) error {
	return c.records(newCSVReader(source, c.delimiter), emit)
}

// readText makes an object of every record in a text: ConvertFrom-Csv gets every line as a text of its own.
func (c *csvImport) readText(text string, emit func(object.Value) error) error {
	if c.reader == nil {
		c.reader = newCSVReader(nil, c.delimiter)
	}
	c.reader.restartText(text)
	return c.records(c.reader, emit)
}

func (c *csvImport) records(r *csvReader, emit func(object.Value) error) error {
	for {
		record, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if c.shape == nil {
			used, err := c.begin(r, record)
			if err != nil {
				return err
			}
			if used {
				continue
			}
		}
		if isBlankRecord(r, record) {
			continue
		}
		if err := emit(c.object(r, record)); err != nil {
			return err
		}
	}
}

func isBlankRecord(r *csvReader, record []byte) bool {
	return len(r.fields) == 0 || len(r.fields) == 1 && r.fields[0].value(string(record)) == ""
}

// begin reads the lines before the first object; it reports whether the record was one of them.
func (c *csvImport) begin(r *csvReader, record []byte) (used bool, err error) {
	if c.header == nil {
		const typeMark = "#TYPE"
		if text := strings.TrimRight(string(record), "\r\n"); c.typeName == "" && strings.HasPrefix(strings.ToUpper(text), typeMark) {
			c.typeName = strings.Trim(strings.TrimSpace(text[len(typeMark):]), `",`)
			return true, nil
		}
		header := r.values(record)
		if strings.HasPrefix(header[0], "#") { // a comment, or the columns of a log in W3C's format
			fields, ok := strings.CutPrefix(header[0], "#Fields: ")
			if !ok {
				return true, nil
			}
			header[0] = fields
		}
		c.header = header
		used = true
	}
	return used, c.makeShape()
}

// makeShape names the columns: missing names become H1, H2 …
func (c *csvImport) makeShape() error {
	names := c.header
	for len(names) > 1 && names[len(names)-1] == "" {
		names = names[:len(names)-1]
	}
	shape, missing := object.EmptyShape, 0
	for _, name := range names {
		if name == "" {
			missing++
			name = "H" + strconv.Itoa(missing)
		}
		if shape.Index(object.FoldName(name)) >= 0 {
			return object.NewError("System.Management.Automation.ExtendedTypeSystemException",
				"AlreadyPresentPSMemberInfoInternalCollectionAdd", object.NotSpecified, `The member "%s" is already present.`, name)
		}
		shape = shape.With(name)
	}
	c.shape = shape
	if missing > 0 && !c.warned {
		c.warned = true
		return c.warn(missingHeaders)
	}
	return nil
}

func (c *csvImport) object(r *csvReader, record []byte) object.Value {
	fields := r.fields[:min(len(r.fields), c.shape.Len())]
	made := &csvRecord{text: string(record)}
	made.fields = append(made.room[:0], fields...)
	o := object.NewLazyObject(c.shape, made)
	if c.typeName != "" {
		object.SetTypeNames(o, []string{c.typeName, "CSV:" + c.typeName})
	}
	return o
}
