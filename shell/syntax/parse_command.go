package syntax

// argumentUse is what a word is read for.
type argumentUse uint8

const (
	forCommandName  argumentUse = iota // the name of a command
	forInvokedName                     // the name after & or .
	forFileName                        // the target of a redirection
	forArgument                        // an argument, which may be a list
	forSwitchClause                    // the value of a switch clause
)

func (u argumentUse) isName() bool { return u <= forInvokedName }

// verbatimMark stops the parsing of arguments.
const verbatimMark = "--%"

// singleArgument parses one word or primary expression, or returns nil when none follows.
func (p *parser) singleArgument(use argumentUse) Expression {
	if k := p.peekKind(); k == TokComma || k == TokEndOfInput {
		return nil
	}
	old := p.setMode(modeCommand)
	defer p.setMode(old)
	return p.argument(use, p.next())
}

// argument parses a word or primary expression whose first token has been read; nil when the token is neither.
// An argument proper may be a list separated by commas.
func (p *parser) argument(use argumentUse, t token) Expression {
	var list []Expression
	var comma token
	for {
		arg, isVerbatim := p.argumentItem(use, t)
		if arg == nil {
			if list == nil {
				return nil
			}
			p.incomplete(after(comma.Extent), "MissingExpression", ",")
			e := &ErrorExpression{Extent: join(list[0].Span(), comma.Extent)}
			visitAll(list, func(n Node) { e.NestedAst = append(e.NestedAst, n) })
			return e
		}
		if use != forArgument || isVerbatim || p.peekKind() != TokComma {
			if list == nil {
				return arg
			}
			list = append(list, arg)
			return &ArrayLiteral{Extent: joinNodes(list[0], arg), Elements: list}
		}
		comma = p.next()
		list = append(list, arg)
		p.skipNewlines()
		t = p.next()
	}
}

// argumentItem parses one item of an argument; nil, with the token put back, when it cannot be one.
func (p *parser) argumentItem(use argumentUse, t token) (arg Expression, isVerbatim bool) {
	switch t.kind {
	case TokPipe, TokRCurly, TokRParen, TokEndOfInput, TokNewLine, TokSemi, TokRedirection, TokRedirectInStd,
		TokAndAnd, TokOrOr, TokAmpersand, TokMinusMinus, TokComma:
		p.unget(t)
		return nil, false
	case TokSplattedVariable, TokVariable, TokNumber, TokHereStringExpandable, TokStringExpandable,
		TokHereStringLiteral, TokStringLiteral, TokLParen, TokDollarParen, TokAtParen, TokAtCurly, TokLCurly:
		p.unget(t)
		return p.primary(true), false
	case TokGeneric:
		if use.isName() {
			p.mark(t, FlagCommandName, 0)
		}
		if t.parts != nil && use != forCommandName {
			return p.expandable(t, BareWord), false
		}
		return bareWord(t.Extent, t.text), t.text == verbatimMark
	}
	if use.isName() {
		p.mark(t, FlagCommandName, FlagKeyword)
	} else {
		p.mark(t, 0, FlagKeyword)
		p.markArgument(t)
	}
	return bareWord(t.Extent, p.text(t)), false
}

// commandParser is the state of parsing one command.
type commandParser struct {
	*parser
	c            *Command
	redirections redirections
	dashDash     bool // -- was seen: no more parameters
}

// command parses a command with its arguments and redirections; nil when none follows.
func (p *parser) command() *Command {
	old := p.setMode(modeCommand)
	defer p.setMode(old)
	w := &commandParser{parser: p, c: &Command{}}
	t := p.next()
	first := t
	w.c.Extent = t.Extent
	use := forCommandName
	if t.kind == TokDot || t.kind == TokAmpersand {
		w.c.InvocationOperator = t.kind
		use = forInvokedName
		t = p.next()
	}
	for w.element(use, t) {
		use = forArgument
		t = p.next()
	}
	if len(w.c.Elements) == 0 {
		if use == forInvokedName {
			p.error(first.Extent, "MissingExpression", p.text(first))
		}
		return nil
	}
	w.c.Redirections = w.redirections.list()
	return w.c
}

func (w *commandParser) add(e CommandElement) {
	w.c.Elements = append(w.c.Elements, e)
	w.c.End = e.Span().End
}

// element parses one element of a command; false means the command has ended.
func (w *commandParser) element(use argumentUse, t token) bool {
	switch t.kind {
	case TokPipe, TokRCurly, TokRParen, TokEndOfInput, TokNewLine, TokSemi, TokAndAnd, TokOrOr, TokAmpersand:
		w.unget(t)
		return false
	case TokMinusMinus:
		// The first -- ends the parameters of a cmdlet; it is an argument to a native command only.
		if w.dashDash {
			w.add(bareWord(t.Extent, w.text(t)))
		} else {
			w.add(&CommandParameter{Extent: t.Extent, Name: "-", ErrorExtent: t.Extent})
		}
		w.dashDash = true
	case TokComma:
		w.c.End = t.End
		w.error(t.Extent, "MissingArgument")
		w.skipNewlines()
	case TokParameter:
		if use.isName() || w.dashDash {
			w.mark(t, FlagCommandName, 0)
			w.add(bareWord(t.Extent, w.text(t)))
		} else {
			w.parameter(t)
		}
	case TokRedirection, TokRedirectInStd:
		if use.isName() { // a command may have such a name
			w.add(bareWord(t.Extent, w.text(t)))
		} else if r := w.redirection(t, &w.redirections); r != nil {
			w.c.End = r.Span().End
		}
	case TokInlineScript:
		return w.inlineScript(use, t)
	default:
		return w.plainArgument(use, t)
	}
	return true
}

// plainArgument parses an argument; after --% the rest of the line is one more.
func (w *commandParser) plainArgument(use argumentUse, t token) bool {
	arg := w.argument(use, t)
	if arg == nil {
		return false
	}
	w.add(arg)
	if t.kind != TokGeneric || t.text != verbatimMark || w.looked && w.ahead.kind != TokParameter {
		return true
	}
	w.looked = false
	rest := w.lex.verbatim()
	w.add(bareWord(rest.Extent, rest.text))
	return false
}

// parameter parses a parameter and the argument joined to it by a colon.
func (w *commandParser) parameter(t token) {
	param := &CommandParameter{Extent: t.Extent, Name: t.text, ErrorExtent: t.Extent}
	if t.colon && w.peekKind() != TokComma {
		if param.Argument = w.argument(forArgument, w.next()); param.Argument != nil {
			param.End = param.Argument.Span().End
		} else {
			w.error(after(t.Extent), "ParameterRequiresArgument", w.text(t))
		}
	}
	w.add(param)
}

// inlineScript parses the block after InlineScript in a workflow.
func (w *commandParser) inlineScript(use argumentUse, t token) bool {
	if use != forCommandName {
		return w.plainArgument(use, t)
	}
	w.mark(t, FlagCommandName, 0)
	w.add(bareWord(t.Extent, w.text(t)))
	w.skipNewlines()
	lCurly, ok := w.accept(TokLCurly)
	if !ok {
		w.incomplete(after(t.Extent), "MissingStatementAfterKeyword", w.text(t))
		return false
	}
	w.add(w.scriptBlockExpression(lCurly))
	return true
}
