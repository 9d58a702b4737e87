package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/syntax"
)

// candidates asks the completer that fits, then those for names of types, keys of hashtables and files.
func (r *request) candidates() []Candidate {
	var list []Candidate
	if r.at != nil {
		r.replace(r.at.Extent)
		list = r.atToken()
	} else {
		list = r.afterToken()
	}
	if len(list) > 0 {
		return list
	}
	if name := r.typeNameAtCursor(); name != nil {
		r.replace(name.Extent)
		return r.types(name.Name)
	}
	if list = r.hashtableKeys(); len(list) > 0 {
		r.insert(r.cursor)
		return list
	}
	return r.wholeTextAsPath()
}

// wholeTextAsPath completes a text without spaces that is no PowerShell, such as a file named +x, as a path.
func (r *request) wholeTextAsPath() []Candidate {
	if r.text == "" || strings.ContainsAny(r.text, " \t\r\n\f\v\u00a0\u0085") {
		return nil
	}
	r.index, r.length = 0, len(r.text)
	r.word = r.text
	return r.filesAsCommand()
}

// atToken completes the token that the cursor is in.
func (r *request) atToken() []Candidate {
	switch r.at.Kind {
	case syntax.TokVariable, syntax.TokSplattedVariable:
		return r.variables(r.at.Text)
	case syntax.TokMultiply, syntax.TokGeneric, syntax.TokMinusMinus, syntax.TokIdentifier:
		if r.at.Flags&syntax.FlagTypeName != 0 {
			return nil
		}
		return r.identifier()
	case syntax.TokParameter:
		return r.parameterToken()
	case syntax.TokDot, syntax.TokColonColon, syntax.TokQuestionDot:
		r.insert(r.at.End)
		return r.members("", r.at.Kind == syntax.TokColonColon)
	case syntax.TokComment:
		return r.comment()
	case syntax.TokStringExpandable, syntax.TokStringLiteral:
		return r.stringToken()
	case syntax.TokRBracket:
		return r.afterTypeLiteral()
	case syntax.TokNumber:
		return r.number()
	case syntax.TokMinus:
		return r.minus()
	}
	return r.atSign()
}

// atSign completes after brackets, commas and other signs, and on keywords.
func (r *request) atSign() []Candidate {
	end := r.at.End
	switch r.at.Kind {
	case syntax.TokComma:
		return r.afterComma()
	case syntax.TokAtCurly:
		r.insert(end)
		return r.hashtableKeys()
	case syntax.TokSemi:
		if _, ok := r.last().(*syntax.HashtableExpression); ok {
			r.insert(end)
			return r.hashtableKeys()
		}
		return nil
	case syntax.TokRedirection:
		if _, ok := r.up(1).(*syntax.FileRedirection); ok {
			r.insert(end)
			r.word = ""
			return r.files(fileOptions{})
		}
		return nil
	case syntax.TokEquals, syntax.TokAtParen, syntax.TokLParen:
		return r.afterOpening()
	case syntax.TokLBracket:
		if index, ok := r.up(1).(*syntax.IndexExpression); ok {
			r.word = ""
			list := r.indexKeys(index, "'")
			if len(list) > 0 {
				r.insert(end)
			}
			return list
		}
		return nil
	}
	return r.keywordOrOperator()
}

func (r *request) keywordOrOperator() []Candidate {
	if r.at.Text != "" && isDash(r.at.Text) && r.at.Kind.Traits()&(syntax.FlagBinaryOperator|syntax.FlagUnaryOperator) != 0 {
		return r.operators(r.at.Text)
	}
	if list, ok := r.usingKinds(); ok {
		return list
	}
	if r.at.Flags&syntax.FlagKeyword != 0 || r.at.Kind.Traits()&syntax.FlagKeyword != 0 {
		r.word = r.at.Text
		list := append(r.filesAsCommand(), r.commands()...)
		return append(list, r.keywords()...)
	}
	r.index, r.length = -1, -1
	return nil
}

// isDash reports whether a text begins with one of the signs that PowerShell takes for a dash.
func isDash(text string) bool {
	return strings.HasPrefix(text, "-") || strings.HasPrefix(text, "\u2013") ||
		strings.HasPrefix(text, "\u2014") || strings.HasPrefix(text, "\u2015")
}

// parameterToken completes -word: a parameter, an operator after a value, or a switch statement's flag.
func (r *request) parameterToken() []Candidate {
	r.word = r.at.Text
	if s, ok := r.last().(*syntax.ErrorStatement); ok && s.Kind == syntax.TokSwitch {
		return switchFlags(r.word)
	}
	if _, isParameter := r.last().(*syntax.CommandParameter); isParameter {
		if _, inExpression := r.up(1).(syntax.Expression); inExpression {
			return r.operators(r.word)
		}
	}
	if strings.HasSuffix(r.word, ":") {
		r.insert(r.at.End)
		r.word = ""
		return r.arguments()
	}
	return r.parameters()
}

// minus completes a lone dash: an operator after a value, or a switch statement's flag.
func (r *request) minus() []Candidate {
	if _, ok := r.last().(*syntax.BinaryExpression); ok {
		return r.operators("-")
	}
	if p := r.previousToken(); p != nil && p.Kind == syntax.TokSwitch {
		return switchFlags("-")
	}
	return nil
}

func (r *request) number() []Candidate {
	if _, ok := r.last().(*syntax.ConstantExpression); !ok {
		return nil
	}
	r.word = r.at.Text
	if r.isArgument() {
		return r.arguments()
	}
	if a, ok := r.up(3).(*syntax.AssignmentStatement); ok {
		return r.assignment(a)
	}
	return nil
}

// isArgument reports whether the innermost node is an argument of a command, of a parameter, or in a list of such.
func (r *request) isArgument() bool {
	if _, ok := r.last().(syntax.Expression); !ok {
		return false
	}
	parent := r.up(1)
	if _, inList := parent.(*syntax.ArrayLiteral); inList {
		parent = r.up(2)
	}
	switch parent.(type) {
	case *syntax.Command, *syntax.CommandParameter:
		return true
	}
	return false
}

func (r *request) afterComma() []Candidate {
	switch r.last().(type) {
	case *syntax.ErrorExpression, *syntax.ArrayLiteral:
		switch r.up(1).(type) {
		case *syntax.Command, *syntax.CommandParameter:
			r.insert(r.at.End)
			r.word = ""
			return r.arguments()
		}
	}
	if a, ok := r.attributeHere(); ok {
		r.insert(r.at.End)
		return r.attributeArguments(a, "")
	}
	return nil
}

// afterOpening completes right after =, ( and @(.
func (r *request) afterOpening() []Candidate {
	if a, ok := r.attributeHere(); ok {
		r.insert(r.at.End)
		return r.attributeArguments(a, "")
	}
	if a, ok := r.last().(*syntax.AssignmentStatement); ok {
		r.insert(r.at.End)
		return r.assignment(a)
	}
	return nil
}

// afterTypeLiteral completes `[type]` with the type's static members.
func (r *request) afterTypeLiteral() []Candidate {
	literal, ok := r.last().(*syntax.TypeExpression)
	if !ok {
		return nil
	}
	list := r.membersOf(r.typeShape(literal.TypeName), "", true)
	if len(list) == 0 {
		return nil
	}
	for i := range list {
		list[i].Text = "::" + list[i].Text
	}
	r.insert(r.at.End)
	return list
}

// afterToken completes where white space stands before the cursor.
func (r *request) afterToken() []Candidate {
	continued := r.before != nil && r.before.Kind == syntax.TokLineContinuation
	blank := r.lineBlank() && !continued
	if !blank && r.wantsArgument() {
		return r.newArgument()
	}
	var list []Candidate
	if r.before != nil {
		list = r.afterSign(blank)
	}
	if len(list) > 0 {
		r.insert(r.cursor)
		return list
	}
	if _, ok := r.last().(*syntax.ErrorExpression); ok {
		if _, ok := r.up(1).(*syntax.FileRedirection); ok && !blank {
			r.insert(r.cursor)
			r.word = ""
			return r.files(fileOptions{})
		}
	}
	if s, ok := r.last().(*syntax.ErrorStatement); ok && s.Kind == syntax.TokSwitch && r.before != nil && strings.EqualFold(r.before.Text, "-file") {
		r.insert(r.cursor)
		return r.files(fileOptions{})
	}
	return nil
}

// wantsArgument reports whether the cursor stands behind a word of a command, where the next one may begin.
func (r *request) wantsArgument() bool {
	switch r.last().(type) {
	case *syntax.Command, *syntax.CommandParameter:
		return true
	}
	return r.isArgument()
}

func (r *request) newArgument() []Candidate {
	r.word = ""
	table, ok := r.last().(*syntax.HashtableExpression)
	if !ok {
		r.insert(r.cursor)
		return r.arguments()
	}
	if pendingValue(table) {
		return nil
	}
	if r.cursor > table.End {
		r.insert(r.cursor)
		return r.arguments()
	}
	r.insert(r.cursor)
	return r.keysFor(table, "")
}

// pendingValue reports whether a key of a hashtable still lacks its value.
func pendingValue(table *syntax.HashtableExpression) bool {
	for _, p := range table.Pairs {
		if _, missing := p.Value.(*syntax.ErrorStatement); missing {
			return true
		}
	}
	return false
}

// afterSign completes behind a sign and white space.
func (r *request) afterSign(blank bool) []Candidate {
	if blank {
		if list := r.hashtableKeys(); len(list) > 0 {
			return list
		}
	}
	r.word = ""
	switch kind := r.before.Kind; kind {
	case syntax.TokEquals, syntax.TokComma, syntax.TokAtParen, syntax.TokLParen:
		if a, ok := r.last().(*syntax.AssignmentStatement); ok && !blank {
			return r.assignment(a)
		}
		if a, ok := r.attributeHere(); ok {
			return r.attributeArguments(a, "")
		}
	case syntax.TokBreak, syntax.TokContinue:
		switch r.last().(type) {
		case *syntax.BreakStatement, *syntax.ContinueStatement:
			return r.labels()
		}
	case syntax.TokUsing:
		list, _ := r.usingKinds()
		return list
	case syntax.TokDot, syntax.TokColonColon, syntax.TokQuestionDot:
		r.insert(r.cursor)
		return r.members("", kind == syntax.TokColonColon)
	case syntax.TokLBracket:
		if index, ok := r.up(1).(*syntax.IndexExpression); ok {
			return r.indexKeys(index, "'")
		}
	default:
		if b, ok := r.last().(*syntax.BinaryExpression); ok && comparesText(kind) {
			return r.comparisonValues(b.Left)
		}
	}
	return nil
}

// comparesText reports the operators after which values of an enumeration make sense.
func comparesText(k syntax.TokenKind) bool {
	switch k {
	case syntax.TokIeq, syntax.TokCeq, syntax.TokIne, syntax.TokCne, syntax.TokIlike, syntax.TokClike, syntax.TokInotlike,
		syntax.TokCnotlike, syntax.TokImatch, syntax.TokCmatch, syntax.TokInotmatch, syntax.TokCnotmatch:
		return true
	}
	return false
}
