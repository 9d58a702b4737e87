package interp

import (
	"sync"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
	"github.com/partnershell/partnershell/shell/syntax"
)

// definedOnce defines a type with members when it is first asked for.
func definedOnce(name, base string, members func() []*object.Member) func() *object.Type {
	return sync.OnceValue(func() *object.Type {
		t := object.Define(name, object.ClassType, object.DefinedType(base))
		t.SetMembers(members)
		return t
	})
}

// scriptExtent presents an extent as IScriptExtent does.
type scriptExtent struct {
	source *syntax.Source
	extent syntax.Extent
}

var scriptExtentType = definedOnce(language+"InternalScriptExtent", "", scriptExtentMembers)

// extentObject presents an extent; $null without a source.
func extentObject(src *syntax.Source, e syntax.Extent) object.Value {
	if src == nil {
		return nil
	}
	return &scriptExtent{src, e}
}

// Type implements object.Object.
func (*scriptExtent) Type() *object.Type { return scriptExtentType() }

// Text implements object.Texter: the source text.
func (e *scriptExtent) Text() string { return e.source.Slice(e.extent) }

func scriptExtentMembers() []*object.Member {
	type extent = *scriptExtent
	number := func(name string, get func(e extent) int) *object.Member {
		return getter(name, "int "+name+" {get;}", func(e extent) object.Value { return int32(get(e)) })
	}
	line := func(e extent, at int32) int { l, _ := e.source.Position(at); return l }
	column := func(e extent, at int32) int { _, c := e.source.Position(at); return c }
	return []*object.Member{
		getter("File", "string File {get;}", func(e extent) object.Value { return nilIfEmpty(e.source.Name) }),
		getter("StartScriptPosition", language+"IScriptPosition StartScriptPosition {get;}",
			func(e extent) object.Value { return positionObject(e.source, e.extent.Start) }),
		getter("EndScriptPosition", language+"IScriptPosition EndScriptPosition {get;}",
			func(e extent) object.Value { return positionObject(e.source, e.extent.End) }),
		number("StartLineNumber", func(e extent) int { return line(e, e.extent.Start) }),
		number("StartColumnNumber", func(e extent) int { return column(e, e.extent.Start) }),
		number("EndLineNumber", func(e extent) int { return line(e, e.extent.End) }),
		number("EndColumnNumber", func(e extent) int { return column(e, e.extent.End) }),
		getter("Text", "string Text {get;}", func(e extent) object.Value { return e.Text() }),
		number("StartOffset", func(e extent) int { return e.source.UTF16Offset(e.extent.Start) }),
		number("EndOffset", func(e extent) int { return e.source.UTF16Offset(e.extent.End) }),
		method("ToString", "string ToString()", func(e extent, _ []object.Value) (object.Value, error) { return e.Text(), nil }),
	}
}

var positionShape = object.ShapeOf("File", "LineNumber", "ColumnNumber", "Offset", "Line")

func positionObject(src *syntax.Source, at int32) object.Value {
	line, column := src.Position(at)
	o := object.NewCustomObject(positionShape, []object.Value{nilIfEmpty(src.Name), int32(line), int32(column),
		int32(src.UTF16Offset(at)), src.Line(line)})
	return object.AddTypeName(o, language+"InternalScriptPosition")
}

// parseError presents an error of the parser.
type parseError struct {
	source *syntax.Source
	err    *syntax.ParseError
}

var parseErrorType = definedOnce(language+"ParseError", "", func() []*object.Member {
	type e = *parseError
	return []*object.Member{
		getter("Extent", language+"IScriptExtent Extent {get;}", func(p e) object.Value { return extentObject(p.source, p.err.Extent) }),
		getter("ErrorId", "string ErrorId {get;}", func(p e) object.Value { return p.err.ID }),
		getter("Message", "string Message {get;}", func(p e) object.Value { return p.err.Message }),
		getter("IncompleteInput", "bool IncompleteInput {get;}", func(p e) object.Value { return p.err.Incomplete }),
		method("ToString", "string ToString()", func(p e, _ []object.Value) (object.Value, error) { return p.Text(), nil }),
	}
})

// Type implements object.Object.
func (*parseError) Type() *object.Type { return parseErrorType() }

// Text implements object.Texter: the place and the message.
func (p *parseError) Text() string {
	return render.PositionMessage(positionOf(p.source, p.err.Extent)) + "\n" + p.err.Message
}

// parseErrorObjects presents parse errors as ParseError[].
func parseErrorObjects(src *syntax.Source, errs []*syntax.ParseError) object.Value {
	items := make([]object.Value, len(errs))
	for i, e := range errs {
		items[i] = &parseError{src, e}
	}
	return object.NewTypedArray(parseErrorType(), items)
}
