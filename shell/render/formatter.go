package render

import (
	"io"

	"github.com/partnershell/partnershell/shell/object"
)

// LineFunc takes one finished line without its line break; raw text may contain further breaks. toErr says that the
// line belongs to an error record that went through the formatter.
type LineFunc func(line string, toErr bool) error

// Formatter writes objects, and packets of Format-* commands, as lines of text.
type Formatter struct {
	ruler
	opts   Options
	sink   LineFunc
	shaper *Shaper // shapes what is no packet
	state  documentState
	toErr  bool // the line being written belongs to an error record
	queue  *groupQueue

	start *formatStart
	table *tableWriter // of the group being written
	rows  int          // lines of the table since its last heading
	wide  []string     // entries of a wide layout that do not make a line yet
	hint  *widthHint
}

// documentState is where in a document the packets are.
type documentState uint8

const (
	outside documentState = iota
	inDocument
	inGroup
)

// NewFormatter makes a formatter that calls sink with every line.
func NewFormatter(sink LineFunc, o Options) *Formatter {
	f := &Formatter{ruler: ruler{o.Terminal}, opts: o, sink: sink}
	f.shaper = NewShaper(Request{}, o, f.process)
	return f
}

// NewWriterFormatter makes a formatter that writes to out, and error records that it is given to err.
func NewWriterFormatter(out, err io.Writer, o Options) *Formatter {
	return NewFormatter(func(line string, toErr bool) error {
		w := out
		if toErr && err != nil {
			w = err
		}
		_, e := io.WriteString(w, line+"\n")
		return e
	}, o)
}

// Write formats an object or takes a packet. A collection is taken apart once, as Out-Default does.
func (f *Formatter) Write(v object.Value) error {
	if object.IsNull(v) {
		return nil
	}
	if p, ok := object.Base(v).(Packet); ok {
		return f.process(p)
	}
	return f.shaper.Shape(v)
}

// WriteError formats an error record in its turn between the objects, for the error stream.
func (f *Formatter) WriteError(rec *object.ErrorRecord) error {
	e := errorEntry(rec, f.opts)
	e.err = true
	return f.process(e)
}

// errorEntry shows an error record, line by line.
func errorEntry(rec *object.ErrorRecord, o Options) *entry {
	text := token{kind: textToken, text: ErrorText(rec, o)}
	return &entry{outOfBand: true, shape: CustomShape, tokens: []token{text}}
}

// Flush ends what is open: the rows still collected, groups and the document. More can be written afterwards.
func (f *Formatter) Flush() error {
	if err := f.shaper.End(); err != nil {
		return err
	}
	return f.drain()
}

// process takes the next packet, from the pipeline or from the formatter's own shaper.
func (f *Formatter) process(p Packet) error {
	if err := f.advance(p); err != nil {
		return err
	}
	if start, ok := p.(*formatStart); ok {
		f.collectFor(start)
	}
	if f.queue == nil {
		return f.show(p)
	}
	return f.queue.add(p)
}

// advance checks that the packet is in its place.
func (f *Formatter) advance(p Packet) error {
	expected, next := f.state, f.state
	switch p := p.(type) {
	case *formatStart:
		if f.state == inGroup { // as if what is open had been closed properly
			if err := f.Flush(); err != nil {
				return err
			}
		}
		expected, next = outside, inDocument
	case *groupStart:
		expected, next = inDocument, inGroup
	case *entry:
		if !p.outOfBand {
			expected = inGroup
		}
	case *groupEnd:
		expected, next = inGroup, inDocument
	case *formatEnd:
		expected, next = inDocument, outside
	}
	if f.state != expected {
		return outOfSequence(p)
	}
	f.state = next
	return nil
}

func outOfSequence(p Packet) error {
	name := "format-*"
	if start, ok := p.(*formatStart); ok {
		name = [...]string{name, "format-table", "format-list", "format-wide", "format-complex"}[start.shape]
	}
	rec := object.NewError("System.InvalidOperationException", "ConsoleLineOutputOutOfSequencePacket", object.InvalidData,
		"Operation is not valid due to the current state of the object.")
	rec.Class = "Microsoft.PowerShell.Commands.Internal.Format.OutLineOutputCommand"
	rec.Details = `The object of type "` + p.Type().FullName() + `" is not valid or not in the correct sequence. ` +
		`This is likely caused by a user-specified "` + name + `" command which is conflicting with the default formatting.`
	return rec
}

// show writes a packet.
func (f *Formatter) show(p Packet) error {
	switch p := p.(type) {
	case *formatStart:
		f.start = p
		return f.writeLine("")
	case *groupStart:
		return f.showGroupStart(p)
	case *entry:
		f.toErr = p.err
		err := f.showEntry(p)
		f.toErr = false
		return err
	case *groupEnd:
		return f.flushWide()
	}
	if f.start.shape == ListShape {
		return nil // its last entry has ended with an empty line
	}
	return f.writeLine("")
}

func (f *Formatter) showGroupStart(p *groupStart) error {
	f.openGroup()
	if p.heading != nil {
		if err := f.writeCustom(p.heading, f.opts.textWidth()); err != nil {
			return err
		}
		if err := f.writeLine(""); err != nil {
			return err
		}
	}
	if f.start.shape != TableShape || len(f.start.columns) == 0 || f.start.hideHeader {
		return nil
	}
	n, err := f.table.writeHeader()
	f.rows = n
	return err
}

// openGroup lays out the columns of a table or wide group.
func (f *Formatter) openGroup() {
	hint := f.hint
	f.hint, f.rows = nil, 0
	switch f.start.shape {
	case TableShape:
		widths := make([]int, len(f.start.columns))
		for i, c := range f.start.columns {
			widths[i] = c.width
		}
		if hint != nil && len(hint.columns) == len(widths) {
			copy(widths, hint.columns)
		}
		f.table = newTableWriter(f.start.columns, widths, f.opts.width(), f)
	case WideShape:
		n := 2
		switch {
		case hint != nil && hint.entry > 0:
			n = bestItemsPerRow(hint.entry, f.opts.width())
		case f.start.wideColumns > 0:
			n = f.start.wideColumns
		}
		f.table = newTableWriter(make([]column, n), make([]int, n), f.opts.width(), f)
		f.wide = make([]string, 0, n)
	}
}

func (f *Formatter) showEntry(e *entry) error {
	if e.outOfBand {
		return f.showOutOfBand(e)
	}
	switch f.start.shape {
	case TableShape:
		return f.showRow(e)
	case ListShape:
		if err := f.writeList(e.fields); err != nil {
			return err
		}
		return f.writeLine("")
	case WideShape:
		f.wide = append(f.wide, e.text)
		if len(f.wide) == cap(f.wide) {
			return f.flushWide()
		}
		return nil
	}
	return f.writeCustom(e.tokens, f.opts.textWidth())
}

// linesBesideTable are those that a screen shows with a page of a table: the blank one and a prompt.
const linesBesideTable = 2

func (f *Formatter) showRow(e *entry) error {
	if len(f.start.columns) == 0 {
		return nil
	}
	if f.start.repeatHeader && f.opts.Height > 0 && f.rows >= f.opts.Height-linesBesideTable {
		if err := f.writeLine(""); err != nil {
			return err
		}
		n, err := f.table.writeHeader()
		if err != nil {
			return err
		}
		f.rows = n
	}
	f.rows++
	return f.table.writeRow(e.cells, e.wrap)
}

func (f *Formatter) showOutOfBand(e *entry) error {
	switch e.shape {
	case ListShape:
		if err := f.writeLine(""); err != nil {
			return err
		}
		if err := f.writeList(e.fields); err != nil {
			return err
		}
		return f.writeLine("")
	case CustomShape:
		width := noWidth
		if e.wrap {
			width = f.opts.textWidth()
		}
		return f.writeCustom(e.tokens, width)
	}
	return f.writeLine(e.text)
}

// flushWide writes the entries that do not make a whole line.
func (f *Formatter) flushWide() error {
	if len(f.wide) == 0 || f.start.shape != WideShape {
		return nil
	}
	cells := make([]cell, cap(f.wide))
	for i, text := range f.wide {
		cells[i].text = text
	}
	f.wide = f.wide[:0]
	return f.table.writeRow(cells, false)
}

// writeLine hands a line to the sink, without colours where they are not allowed.
func (f *Formatter) writeLine(line string) error {
	if !f.opts.colours() {
		line = object.WithoutSequences(line)
	}
	return f.sink(line, f.toErr)
}
