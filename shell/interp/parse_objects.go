package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

var extentShape = object.ShapeOf("File", "StartScriptPosition", "EndScriptPosition", "StartLineNumber", "StartColumnNumber",
	"EndLineNumber", "EndColumnNumber", "Text", "StartOffset", "EndOffset")

var positionShape = object.ShapeOf("File", "LineNumber", "ColumnNumber", "Offset", "Line")

// extentObject presents an extent as IScriptExtent does.
func extentObject(src *syntax.Source, e syntax.Extent) object.Value {
	if src == nil {
		return nil
	}
	startLine, startColumn := src.Position(e.Start)
	endLine, endColumn := src.Position(e.End)
	position := func(line, column int, offset int32) object.Value {
		return object.NewCustomObject(positionShape, []object.Value{nilIfEmpty(src.Name), int32(line), int32(column),
			int32(src.UTF16Offset(offset)), src.Line(line)})
	}
	o := object.NewCustomObject(extentShape, []object.Value{nilIfEmpty(src.Name), position(startLine, startColumn, e.Start),
		position(endLine, endColumn, e.End), int32(startLine), int32(startColumn), int32(endLine), int32(endColumn), src.Slice(e),
		int32(src.UTF16Offset(e.Start)), int32(src.UTF16Offset(e.End))})
	return object.AddTypeName(o, ns+"Language.InternalScriptExtent")
}

var parseErrorShape = object.ShapeOf("Extent", "ErrorId", "Message", "IncompleteInput")

// parseErrorObjects presents parse errors as ParseError[].
func parseErrorObjects(src *syntax.Source, errs []*syntax.ParseError) object.Value {
	items := make([]object.Value, len(errs))
	for i, e := range errs {
		o := object.NewCustomObject(parseErrorShape, []object.Value{extentObject(src, e.Extent), e.ID, e.Message, e.Incomplete})
		items[i] = object.AddTypeName(o, ns+"Language.ParseError")
	}
	return object.NewArray(items...)
}

var tokenShape = object.ShapeOf("Kind", "TokenFlags", "Text", "Extent", "HasError")

// tokenObjects presents tokens as Token[].
func tokenObjects(src *syntax.Source, tokens []syntax.Token) object.Value {
	items := make([]object.Value, len(tokens))
	for i, t := range tokens {
		o := object.NewCustomObject(tokenShape, []object.Value{enumValue(ns+"Language.TokenKind", t.Kind.String()),
			object.NewEnum(ns+"Language.TokenFlags", int64(t.Flags)), t.Text, extentObject(src, t.Extent), false})
		if t.Value != nil {
			o.Set("Value", t.Value)
			if t.Kind == syntax.TokVariable || t.Kind == syntax.TokSplattedVariable {
				o.Set("Name", t.Value)
			}
		}
		items[i] = object.AddTypeName(o, ns+"Language.Token")
	}
	return object.NewArray(items...)
}
