package filesystem

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/object"
)

// lineReader cuts a text into lines (at LF, CR LF or CR) or into the pieces between a delimiter. A line is copied out
// of the buffer: it keeps nothing else alive.
type lineReader struct {
	source    io.Reader
	delimiter string // empty: line ends
	buffer    []byte
	start     int // of what was not handed out yet
	scanned   int // what is known to hold no line end
	err       error
	skipLF    bool // the last line ended with CR
}

const (
	readSize    = 256 << 10
	longestMark = 4 // bytes of a byte order mark
)

// newLineReader reads UTF-8 as it is, and other encodings through their decoder. A byte order mark decides before the
// encoding that was named.
func newLineReader(r io.Reader, e *textencoding.Encoding, delimiter string) *lineReader {
	l := &lineReader{source: r, delimiter: delimiter, buffer: make([]byte, 0, readSize)}
	for len(l.buffer) < longestMark && l.err == nil {
		l.fill()
	}
	if marked := encodingOfMark(l.buffer); marked != nil {
		e = marked
		l.start = len(marked.Mark)
	}
	if !e.IsUTF8() {
		rest := io.MultiReader(bytes.NewReader(l.buffer[l.start:]), &remainder{l.source, l.err})
		*l = lineReader{source: e.NewReader(rest), delimiter: delimiter, buffer: make([]byte, 0, readSize)}
	}
	l.scanned = l.start
	return l
}

// remainder reads on unless the source has ended already.
type remainder struct {
	source io.Reader
	err    error
}

// Read implements io.Reader.
func (r *remainder) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	return r.source.Read(p)
}

// fill reads more into the buffer; what was handed out makes room.
func (l *lineReader) fill() {
	if l.start > 0 {
		n := copy(l.buffer[:cap(l.buffer)], l.buffer[l.start:])
		l.buffer, l.scanned, l.start = l.buffer[:n], l.scanned-l.start, 0
	}
	if len(l.buffer) == cap(l.buffer) {
		if l.err = object.CheckText(len(l.buffer)); l.err != nil {
			l.start = len(l.buffer)
			return
		}
		grown := make([]byte, len(l.buffer), 2*cap(l.buffer))
		copy(grown, l.buffer)
		l.buffer = grown
	}
	for range 100 { // a reader that gives nothing again and again is at its end
		n, err := l.source.Read(l.buffer[len(l.buffer):cap(l.buffer)])
		l.buffer = l.buffer[:len(l.buffer)+n]
		if l.err = err; n > 0 || err != nil {
			return
		}
	}
	l.err = io.ErrNoProgress
}

// next is the next line without its end. At the end of the source err is io.EOF; complete tells whether the last line
// had an end.
func (l *lineReader) next() (line string, complete bool, err error) {
	for {
		if end, size := l.find(); end >= 0 {
			b := l.buffer[l.start:end]
			l.start = end + size
			l.scanned = l.start
			return validText(b), true, nil
		}
		if l.err != nil {
			break
		}
		l.fill()
	}
	if l.start < len(l.buffer) {
		b := l.buffer[l.start:]
		l.start, l.scanned = len(l.buffer), len(l.buffer)
		return validText(b), false, nil
	}
	return "", false, l.err
}

// find looks for the end of the line that begins at start: where it is and how long; end is -1 if more must be read.
func (l *lineReader) find() (end, size int) {
	if l.delimiter != "" {
		return l.findDelimiter()
	}
	if l.skipLF && l.start < len(l.buffer) {
		if l.buffer[l.start] == '\n' {
			l.start++
			l.scanned = max(l.scanned, l.start)
		}
		l.skipLF = false
	}
	rest := l.buffer[l.scanned:]
	lf := bytes.IndexByte(rest, '\n')
	if lf >= 0 {
		rest = rest[:lf]
	}
	if cr := bytes.IndexByte(rest, '\r'); cr >= 0 {
		if cr == lf-1 {
			return l.scanned + cr, 2
		}
		l.skipLF = cr == len(rest)-1 && lf < 0
		return l.scanned + cr, 1
	}
	if lf >= 0 {
		return l.scanned + lf, 1
	}
	l.scanned = len(l.buffer)
	return -1, 0
}

func (l *lineReader) findDelimiter() (end, size int) {
	from := max(l.start, l.scanned-len(l.delimiter)+1)
	if i := bytes.Index(l.buffer[from:], []byte(l.delimiter)); i >= 0 {
		return from + i, len(l.delimiter)
	}
	l.scanned = len(l.buffer)
	return -1, 0
}

// resume makes the reader go on after the end of its source, which has grown.
func (l *lineReader) resume() { l.err = nil }

// validText makes text of bytes that should be UTF-8.
func validText(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return strings.Map(func(r rune) rune { return r }, string(b)) // each bad byte becomes U+FFFD
}
