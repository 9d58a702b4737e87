package interp

import (
	"fmt"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// locate fills in where an error happened, unless it is known, and the script's stack.
func (fr *frame) locate(e *object.ErrorRecord) {
	if e.Position.Line == 0 {
		fr.place(e, fr.pos)
	}
	if e.StackTrace == "" {
		e.StackTrace = fr.stackTrace()
	}
	if e.Exception != nil && e.Exception.Record == nil {
		e.Exception.Record = e
	}
	if e.Bound == nil {
		e.Bound = &InvocationInfo{rt: fr.rt, position: e.Position, name: e.Position.InvokedName, call: nil}
	}
}

// place sets the error's position to an extent of the frame's text.
func (fr *frame) place(e *object.ErrorRecord, at syntax.Extent) {
	e.Position = positionOf(fr.source(), at)
}

func (fr *frame) source() *syntax.Source {
	if fr.block == nil {
		return nil
	}
	return fr.block.source
}

func positionOf(src *syntax.Source, at syntax.Extent) object.Position {
	if src == nil {
		return object.Position{}
	}
	line, column := src.Position(at.Start)
	return object.Position{File: src.Name, Source: src.Text, Start: int(at.Start), End: int(at.End), Line: line, Column: column}
}

// stackTrace is ScriptStackTrace: one line a call, the innermost first.
func (fr *frame) stackTrace() string {
	var b strings.Builder
	for f := fr; f != nil; f = f.caller {
		if f.block == nil {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		p := positionOf(f.source(), f.pos)
		file := p.File
		if file == "" {
			file = "<No file>"
		}
		fmt.Fprintf(&b, "at %s, %s: line %d", f.name(), file, p.Line)
		if b.Len() > 8192 {
			break
		}
	}
	return b.String()
}

// name is what the stack trace calls the frame's block.
func (fr *frame) name() string {
	switch {
	case fr.call != nil && fr.call.fn != nil && fr.call.fn.Path == "":
		return fr.call.fn.Name + fr.block.phase()
	default:
		return "<ScriptBlock>" + fr.block.phase()
	}
}

// lineText is the line of the script in which a position starts.
func lineText(p object.Position) string {
	start := min(p.Start, len(p.Source))
	from := strings.LastIndexAny(p.Source[:start], "\r\n") + 1
	to := strings.IndexAny(p.Source[start:], "\r\n")
	if to < 0 {
		return p.Source[from:]
	}
	return p.Source[from : start+to]
}
