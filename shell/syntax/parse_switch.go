package syntax

// switchParser is the state of parsing one switch statement. A switch is parsed to its end in spite of errors, and
// one that was incomplete silences some of those that follow from it.
type switchParser struct {
	*parser
	s          *SwitchStatement
	end        Extent // of the last thing read
	failed     bool
	incomplete bool
	flags      map[string]Node
	parts      []Node // for the error statement
}

// missing reports something missing after the last thing read.
func (w *switchParser) missing(id string) {
	w.failed = true
	w.incomplete = w.parser.incomplete(after(w.end), id)
}

// switchStatement parses a switch statement.
func (p *parser) switchStatement(start Extent, label string, t token) Statement {
	w := &switchParser{parser: p, s: &SwitchStatement{Label: label}, end: start}
	p.skipNewlines()
	w.options()
	w.condition()
	p.skipNewlines()
	if lCurly, ok := p.accept(TokLCurly); ok {
		w.body(lCurly)
	} else if !w.incomplete {
		w.missing("MissingCurlyBraceInSwitchStatement")
	}
	if w.failed {
		e := &ErrorStatement{Extent: join(start, w.end), Kind: t.kind, Flags: w.flags, Bodies: w.parts}
		if w.s.Condition != nil {
			e.Conditions = asNodes(w.s.Condition)
		}
		return e
	}
	w.s.Extent = join(start, w.end)
	return w.s
}

// options parses -regex, -wildcard, -exact, -casesensitive, -file and -parallel.
func (w *switchParser) options() {
	for {
		t, ok := w.accept(TokParameter)
		if !ok {
			return
		}
		w.end = t.Extent
		name := switchOption(t)
		if name == "" {
			w.failed = true
			w.error(t.Extent, "InvalidSwitchFlag", t.text)
			continue
		}
		if w.flags == nil {
			w.flags = map[string]Node{}
		}
		w.flags[name] = nil
		w.option(name, t)
	}
}

// switchOption returns the full name of an option that may be abbreviated.
func switchOption(t token) string {
	for _, name := range [...]string{"regex", "wildcard", "exact", "casesensitive", "parallel", "file"} {
		if isParameter(t, name) {
			return name
		}
	}
	return ""
}

func (w *switchParser) option(name string, t token) {
	f := &w.s.Flags
	switch name {
	case "regex":
		*f = *f&^SwitchWildcard | SwitchRegex
	case "wildcard":
		*f = *f&^SwitchRegex | SwitchWildcard
	case "exact":
		*f &^= SwitchRegex | SwitchWildcard
	case "casesensitive":
		*f |= SwitchCaseSensitive
	case "parallel":
		*f |= SwitchParallel
	case "file":
		*f |= SwitchFile
		w.skipNewlines()
		file := w.singleArgument(forFileName)
		if file == nil {
			w.missing("MissingFilenameOption")
			return
		}
		w.end = file.Span()
		w.s.Condition = expressionPipeline(file)
		w.flags[name] = w.s.Condition
	}
}

// expressionPipeline is a pipeline of just the expression.
func expressionPipeline(e Expression) *Pipeline {
	ce := &CommandExpression{Extent: e.Span(), Expression: e}
	return &Pipeline{Extent: e.Span(), Elements: []PipelineElement{ce}}
}

// condition parses `(value)`.
func (w *switchParser) condition() {
	lParen, ok := w.accept(TokLParen)
	if !ok {
		if w.s.Condition == nil && w.s.Flags&SwitchFile == 0 {
			w.missing("PipelineValueRequired")
		}
		return
	}
	w.end = lParen.Extent
	if w.s.Flags&SwitchFile != 0 {
		w.failed = true
		w.error(lParen.Extent, "PipelineValueRequired")
	}
	w.skipNewlines()
	if w.s.Condition = w.pipelineChain(); w.s.Condition == nil {
		w.missing("PipelineValueRequired")
	} else {
		w.end = w.s.Condition.Span()
	}
	w.skipNewlines()
	if rParen, ok := w.accept(TokRParen); ok {
		w.end = rParen.Extent
	} else if !w.incomplete {
		w.missing("MissingEndParenthesisInSwitchStatement")
	}
}

// body parses the clauses up to the closing brace.
func (w *switchParser) body(lCurly token) {
	w.end = lCurly.Extent
	w.skipNewlines()
	for w.clause() {
		w.skipTerminators()
		if rCurly, ok := w.accept(TokRCurly); ok {
			w.end = rCurly.Extent
			return
		}
		if t := w.peek(); t.kind == TokEndOfInput {
			if !w.incomplete {
				w.failed = true
				w.incompleteAt(lCurly.Extent, t.Extent, "MissingEndCurlyBrace")
			}
			return
		}
	}
}

// clause parses one clause; false means that nothing like one follows.
func (w *switchParser) clause() bool {
	keyword, isDefault := w.accept(TokDefault)
	var test Expression
	if isDefault {
		test = bareWord(keyword.Extent, w.text(keyword))
	} else if test = w.singleArgument(forSwitchClause); test == nil {
		w.missing("MissingSwitchConditionExpression")
		if w.peekKind() == TokRCurly {
			w.skip()
		}
		return false
	}
	w.parts = append(w.parts, test)
	w.end = test.Span()
	body := w.statementBlock()
	if body == nil {
		w.missing("MissingSwitchStatementClause")
		return true
	}
	w.parts = append(w.parts, body)
	w.end = body.Extent
	if !isDefault {
		w.s.Clauses = append(w.s.Clauses, SwitchClause{test, body})
		return true
	}
	if w.s.Default != nil {
		w.failed = true
		w.error(test.Span(), "MultipleSwitchDefaultClauses")
	}
	w.s.Default = body
	return true
}
