package syntax

// pipelineChain parses an assignment, or pipelines joined by && and ||. It returns nil when nothing like it follows.
func (p *parser) pipelineChain() Statement {
	p.enter()
	defer p.leave()
	expr, assign, isAssignment := p.assignmentTarget()
	if isAssignment {
		return p.assignment(expr, assign)
	}
	var chain Statement
	var operator token
	for {
		first := token{}
		if expr == nil {
			first = p.peek()
		}
		pipeline := p.pipeline(expr)
		expr = nil
		if pipeline == nil {
			if chain == nil {
				return nil
			}
			return p.chainWithoutRight(chain, operator, first)
		}
		next := p.peek()
		background := next.kind == TokAmpersand
		if background {
			p.skip()
			if next = p.peek(); next.kind == TokAndAnd || next.kind == TokOrOr {
				p.skip()
				p.error(next.Extent, "BackgroundOperatorInPipelineChain")
				return &ErrorStatement{Extent: join(chainStart(chain, pipeline), next.Extent), NestedAst: asNodes(pipeline)}
			}
		}
		chain = joinChain(chain, pipeline, operator.kind, background)
		if background || next.kind != TokAndAnd && next.kind != TokOrOr {
			return chain
		}
		p.skip()
		p.skipNewlines()
		operator = next
		if p.peekKind() == TokEndOfInput {
			p.incomplete(after(next.Extent), "EmptyPipelineChainElement")
			return chain
		}
	}
}

func chainStart(chain Statement, pipeline *Pipeline) Extent {
	if chain != nil {
		return chain.Span()
	}
	return pipeline.Extent
}

// joinChain adds a pipeline to the chain so far.
func joinChain(chain Statement, pipeline *Pipeline, operator TokenKind, background bool) Statement {
	if chain == nil {
		pipeline.Background = background
		return pipeline
	}
	return &PipelineChain{
		Extent: joinNodes(chain, pipeline), Left: chain, Right: pipeline, Operator: operator, Background: background,
	}
}

// chainWithoutRight reports && or || without a pipeline after it.
func (p *parser) chainWithoutRight(chain Statement, operator, first token) Statement {
	switch first.kind {
	case TokEndOfInput:
		p.incomplete(after(operator.Extent), "EmptyPipelineChainElement")
	case TokDot, TokAmpersand: // reported already
	default:
		p.error(join(operator.Extent, first.Extent), "EmptyPipelineChainElement")
	}
	return &ErrorStatement{Extent: join(chain.Span(), operator.Extent), Kind: operator.kind, NestedAst: asNodes(chain)}
}

// assignmentTarget parses the expression a pipeline may begin with, and the assignment operator after it.
func (p *parser) assignmentTarget() (Expression, token, bool) {
	old := p.setMode(modeExpression)
	defer p.setMode(old)
	expr := p.expression(false)
	if expr == nil {
		return nil, token{}, false
	}
	// Looked at in expression mode: in command mode `=0` would be a word.
	t := p.peek()
	if !t.kind.has(FlagAssignmentOperator) {
		return expr, t, false
	}
	p.skip()
	return expr, t, true
}

func (p *parser) assignment(left Expression, operator token) Statement {
	p.skipNewlines()
	right := p.statement()
	if right == nil {
		at := after(operator.Extent)
		p.incomplete(at, "ExpectedValueExpression", operator.kind.Text())
		right = &ErrorStatement{Extent: at}
	}
	return &AssignmentStatement{
		Extent: joinNodes(left, right), Left: left, Operator: operator.kind, OperatorSpan: operator.Extent, Right: right,
	}
}

// pipeline parses one pipeline that begins with expr, if that is not nil. It returns nil when none follows.
func (p *parser) pipeline(expr Expression) *Pipeline {
	var elements []PipelineElement
	var pipe span // the last pipe sign
	for {
		element := p.pipelineElement(expr, len(elements) > 0)
		expr = nil
		switch {
		case element != nil:
			elements = append(elements, element)
		case len(elements) > 0 || p.peekKind() == TokPipe:
			at := p.peek().Extent
			if pipe.set {
				at = after(pipe.Extent)
			}
			p.incomplete(at, "EmptyPipeElement")
		}
		next := p.peek()
		if next.kind == TokNewLine && p.lex.pipeContinues(next.Extent) {
			p.skipNewlines()
			next = p.peek()
		}
		if next.kind != TokPipe {
			if !endsPipeline(next.kind) {
				p.unexpected(next) // it may begin something else
			}
			break
		}
		p.skip()
		pipe = span{next.Extent, true}
		p.skipNewlines()
		if p.peekKind() == TokEndOfInput {
			p.incomplete(after(next.Extent), "EmptyPipeElement")
			break
		}
	}
	if len(elements) == 0 {
		return nil
	}
	return &Pipeline{Extent: joinNodes(elements[0], elements[len(elements)-1]), Elements: elements}
}

func endsPipeline(k TokenKind) bool {
	switch k {
	case TokSemi, TokNewLine, TokRParen, TokRCurly, TokEndOfInput, TokAndAnd, TokOrOr, TokAmpersand:
		return true
	}
	return false
}

// pipelineElement parses an expression with its redirections, or a command; nil when neither follows.
func (p *parser) pipelineElement(expr Expression, later bool) PipelineElement {
	if expr == nil {
		old := p.setMode(modeExpression)
		expr = p.expression(false)
		p.setMode(old)
	}
	if expr == nil {
		if c := p.command(); c != nil {
			return c
		}
		return nil
	}
	if later {
		p.error(expr.Span(), "ExpressionsMustBeFirstInPipeline")
	}
	ce := &CommandExpression{Extent: expr.Span(), Expression: expr}
	var rs redirections
	for t := p.peek(); t.kind == TokRedirection || t.kind == TokRedirectInStd; t = p.peek() {
		p.skip()
		if r := p.redirection(t, &rs); r != nil {
			ce.End = r.Span().End
		}
	}
	ce.Redirections = rs.list()
	return ce
}

// redirections holds at most one redirection a stream.
type redirections [7]Redirection

// list returns the redirections in the order of their streams.
func (rs *redirections) list() []Redirection {
	var list []Redirection
	for _, r := range rs {
		if r != nil {
			list = append(list, r)
		}
	}
	return list
}

// redirection parses what follows a redirection operator. The result is nil for the unsupported `<`.
func (p *parser) redirection(t token, rs *redirections) Redirection {
	var result Redirection
	if t.redir.merge {
		result = p.mergingRedirection(t)
	} else {
		file := p.singleArgument(forFileName)
		if file == nil {
			p.error(after(t.Extent), "MissingFileSpecification")
			file = &ErrorExpression{Extent: t.Extent}
		}
		if t.kind == TokRedirectInStd {
			p.error(t.Extent, "RedirectionNotSupported", p.text(t))
			return nil
		}
		result = &FileRedirection{
			Extent: join(t.Extent, file.Span()), From: t.redir.from, Append: t.redir.append, Location: file,
		}
	}
	if rs[t.redir.from] == nil {
		rs[t.redir.from] = result
	} else {
		p.error(result.Span(), "StreamAlreadyRedirected", streamName(t.redir.from))
	}
	return result
}

func (p *parser) mergingRedirection(t token) Redirection {
	if t.redir.to != StreamOutput || t.redir.from == StreamOutput {
		p.error(t.Extent, "RedirectionNotSupported", p.text(t))
	}
	return &MergingRedirection{Extent: t.Extent, From: t.redir.from, To: StreamOutput}
}

// streamName is how an error message calls a stream.
func streamName(s RedirectionStream) string {
	switch s {
	case StreamOutput:
		return "output stream"
	case StreamError:
		return "error stream"
	case StreamWarning:
		return "warning stream"
	case StreamVerbose:
		return "verbose stream"
	case StreamDebug:
		return "debug stream"
	case StreamInformation:
		return "information stream"
	}
	return "* stream"
}
