package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// tokenObject presents a token.
type tokenObject struct {
	source *syntax.Source
	token  syntax.Token
}

// Type implements object.Object: the class of tokens of the kind.
func (t *tokenObject) Type() *object.Type {
	switch t.token.Kind {
	case syntax.TokNumber:
		return numberTokenType()
	case syntax.TokParameter:
		return parameterTokenType()
	case syntax.TokVariable, syntax.TokSplattedVariable:
		return variableTokenType()
	case syntax.TokLabel:
		return labelTokenType()
	case syntax.TokStringLiteral, syntax.TokHereStringLiteral:
		return stringLiteralTokenType()
	case syntax.TokStringExpandable, syntax.TokHereStringExpandable:
		return stringExpandableTokenType()
	case syntax.TokGeneric:
		if len(t.token.Nested) > 0 {
			return stringExpandableTokenType()
		}
		return stringLiteralTokenType()
	}
	return tokenType()
}

// Text implements object.Texter: the text as written.
func (t *tokenObject) Text() string { return t.token.Text }

// tokenObjects presents tokens as Token[].
func tokenObjects(src *syntax.Source, tokens []syntax.Token) object.Value {
	items := make([]object.Value, len(tokens))
	for i, t := range tokens {
		items[i] = &tokenObject{src, t}
	}
	return object.NewTypedArray(tokenType(), items)
}

var tokenType = definedOnce(language+"Token", "", func() []*object.Member {
	type token = *tokenObject
	return []*object.Member{
		getter("Text", "string Text {get;}", func(t token) object.Value { return t.token.Text }),
		getter("TokenFlags", language+"TokenFlags TokenFlags {get;}", func(t token) object.Value {
			return object.NewEnum(language+"TokenFlags", int64(t.token.Flags))
		}),
		getter("Kind", language+"TokenKind Kind {get;}", func(t token) object.Value { return tokenKind(t.token.Kind) }),
		getter("HasError", "bool HasError {get;}", func(t token) object.Value { return t.token.Flags&syntax.FlagTokenInError != 0 }),
		getter("Extent", language+"IScriptExtent Extent {get;}", func(t token) object.Value { return extentObject(t.source, t.token.Extent) }),
		method("ToString", "string ToString()", func(t token, _ []object.Value) (object.Value, error) { return t.token.Text, nil }),
	}
})

// derivedToken defines a class of tokens.
func derivedToken(name string, base func() *object.Type, members ...*object.Member) func() *object.Type {
	return func() *object.Type {
		full := language + name
		base()
		if t := object.DefinedType(full); t != nil {
			return t
		}
		t := object.Define(full, object.ClassType, base())
		t.SetMembers(func() []*object.Member { return members })
		return t
	}
}

func tokenValue(name, kind string) *object.Member {
	return getter(name, kind+" "+name+" {get;}", func(t *tokenObject) object.Value { return t.token.Value })
}

var (
	numberTokenType    = derivedToken("NumberToken", tokenType, tokenValue("Value", "System.Object"))
	parameterTokenType = derivedToken("ParameterToken", tokenType, tokenValue("ParameterName", "string"),
		getter("UsedColon", "bool UsedColon {get;}", func(t *tokenObject) object.Value { return strings.HasSuffix(t.token.Text, ":") }))
	labelTokenType    = derivedToken("LabelToken", tokenType, tokenValue("LabelText", "string"))
	variableTokenType = derivedToken("VariableToken", tokenType, tokenValue("Name", "string"),
		getter("VariablePath", ns+"VariablePath VariablePath {get;}", func(t *tokenObject) object.Value {
			name, _ := t.token.Value.(string)
			return variablePathObject(syntax.ParseVariablePath(name))
		}))
	stringTokenType           = derivedToken("StringToken", tokenType, tokenValue("Value", "string"))
	stringLiteralTokenType    = derivedToken("StringLiteralToken", stringTokenType)
	stringExpandableTokenType = derivedToken("StringExpandableToken", stringTokenType,
		getter("NestedTokens", "System.Collections.ObjectModel.ReadOnlyCollection["+language+"Token] NestedTokens {get;}",
			func(t *tokenObject) object.Value {
				if len(t.token.Nested) == 0 {
					return nil
				}
				return tokenObjects(t.source, t.token.Nested)
			}))
)

var oldTokenShape = object.ShapeOf("Content", "Type", "Start", "Length", "StartLine", "StartColumn", "EndLine", "EndColumn")

// oldTokenObjects presents tokens as [psparser]::Tokenize does: PSToken, the end of the input left out.
func oldTokenObjects(src *syntax.Source, tokens []syntax.Token) object.Value {
	var items []object.Value
	for _, t := range tokens {
		if t.Kind == syntax.TokEndOfInput {
			continue
		}
		line, column := src.Position(t.Start)
		endLine, endColumn := src.Position(t.End)
		start := src.UTF16Offset(t.Start)
		o := object.NewCustomObject(oldTokenShape, []object.Value{oldTokenContent(t), enumValue(ns+"PSTokenType", oldTokenType(t)),
			int32(start), int32(src.UTF16Offset(t.End) - start), int32(line), int32(column), int32(endLine), int32(endColumn)})
		items = append(items, object.AddTypeName(o, ns+"PSToken"))
	}
	return psobjectCollection(items)
}

func oldTokenContent(t syntax.Token) string {
	text, isText := t.Value.(string)
	switch t.Kind {
	case syntax.TokParameter:
		return "-" + text
	case syntax.TokVariable, syntax.TokSplattedVariable, syntax.TokStringLiteral, syntax.TokHereStringLiteral, syntax.TokStringExpandable,
		syntax.TokHereStringExpandable:
		if isText {
			return text
		}
	}
	return t.Text
}

// oldTokenType is the name of the PSTokenType of a token.
func oldTokenType(t syntax.Token) string {
	switch {
	case t.Flags&syntax.FlagCommandName != 0:
		return "Command"
	case t.Flags&syntax.FlagMemberName != 0:
		return "Member"
	case t.Flags&syntax.FlagAttributeName != 0:
		return "Attribute"
	case t.Flags&syntax.FlagTypeName != 0:
		return "Type"
	case t.Flags&syntax.FlagKeyword != 0:
		return "Keyword"
	}
	switch t.Kind {
	case syntax.TokVariable, syntax.TokSplattedVariable:
		return "Variable"
	case syntax.TokParameter:
		return "CommandParameter"
	case syntax.TokNumber:
		return "Number"
	case syntax.TokLabel:
		return "LoopLabel"
	case syntax.TokIdentifier, syntax.TokGeneric:
		return "CommandArgument"
	case syntax.TokNewLine:
		return "NewLine"
	case syntax.TokLineContinuation:
		return "LineContinuation"
	case syntax.TokComment:
		return "Comment"
	case syntax.TokStringLiteral, syntax.TokStringExpandable, syntax.TokHereStringLiteral, syntax.TokHereStringExpandable:
		return "String"
	case syntax.TokLParen, syntax.TokLCurly, syntax.TokAtParen, syntax.TokAtCurly, syntax.TokDollarParen:
		return "GroupStart"
	case syntax.TokRParen, syntax.TokRCurly:
		return "GroupEnd"
	case syntax.TokSemi:
		return "StatementSeparator"
	}
	return "Operator"
}
