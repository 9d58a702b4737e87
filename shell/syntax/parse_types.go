package syntax

import "strings"

// startsBracket reports whether a token begins with `[`; in command mode that is the start of a word.
func (p *parser) startsBracket(t token) bool {
	return t.kind == TokLBracket || t.kind == TokGeneric && strings.HasPrefix(p.src.Text[t.Start:], "[")
}

// leftBracket reads a `[`. With a token looked at nothing is read, because the parser is recovering from an error,
// unless that token is the bracket.
func (p *parser) leftBracket() (token, bool) {
	if p.looked {
		return p.accept(TokLBracket)
	}
	return p.lex.leftBracket()
}

// attributeList parses attributes and type constraints; nil when none follow. In an expression a newline after a
// type ends it: the type is a value then.
func (p *parser) attributeList(inExpression bool) []AttributeBase {
	var list []AttributeBase
	for {
		a := p.attribute()
		if a == nil {
			return list
		}
		list = append(list, a)
		if _, isAttribute := a.(*Attribute); isAttribute || !inExpression {
			p.skipNewlines()
		}
	}
}

// attribute parses `[Name(arguments)]` or `[type]`; nil when neither follows.
func (p *parser) attribute() AttributeBase {
	lBracket, ok := p.leftBracket()
	if !ok {
		return nil
	}
	p.skipNewlines()
	typeName, first := p.typeName(true)
	if typeName == nil {
		p.resync(lBracket.Start)
		p.incomplete(after(lBracket.Extent), "MissingTypename")
		return nil
	}
	t := p.next()
	switch t.kind {
	case TokLParen:
		return p.attributeAfterParen(lBracket, t, first, typeName)
	case TokRBracket:
		return &TypeConstraint{Extent: join(lBracket.Extent, t.Extent), TypeName: typeName}
	}
	p.unget(t)
	p.error(before(t.Extent), "EndSquareBracketExpectedAtEndOfAttribute")
	return &TypeConstraint{Extent: join(lBracket.Extent, typeName.Extent), TypeName: typeName}
}

func (p *parser) attributeAfterParen(lBracket, lParen, first token, typeName *TypeName) AttributeBase {
	p.skipNewlines()
	a := &Attribute{TypeName: typeName}
	oldMode := p.setMode(modeExpression)
	last := p.attributeArguments(a, lParen.Extent)
	p.setMode(oldMode)
	p.skipNewlines()
	rParen, closed := p.accept(TokRParen)
	if closed {
		last = rParen.Extent
	} else {
		p.incomplete(after(last), "MissingEndParenthesisInExpression")
	}
	p.skipNewlines()
	if rBracket, ok := p.accept(TokRBracket); ok {
		last = rBracket.Extent
	} else if closed {
		p.incomplete(after(rParen.Extent), "EndSquareBracketExpectedAtEndOfAttribute")
	}
	p.mark(first, FlagAttributeName, 0)
	a.Extent = join(lBracket.Extent, last)
	return a
}

// attributeArguments parses the arguments of an attribute and returns the extent of the last thing read.
func (p *parser) attributeArguments(a *Attribute, last Extent) Extent {
	oldComma := p.setNoComma(true)
	defer p.setNoComma(oldComma)
	seen := map[string]bool{}
	sawComma := false
	for {
		p.skipNewlines()
		if name := p.simpleNameExpression(); name != nil {
			p.namedArgument(a, name, &last, seen)
		} else if arg := p.expression(false); arg != nil {
			a.PositionalArguments = append(a.PositionalArguments, arg)
			last = arg.Span()
		} else if sawComma {
			last = after(last)
			p.incomplete(last, "MissingExpressionAfterToken", ",")
			a.PositionalArguments = append(a.PositionalArguments, &ErrorExpression{Extent: last})
		}
		p.skipNewlines()
		comma, ok := p.accept(TokComma)
		if !ok {
			return last
		}
		sawComma = true
		last = comma.Extent
	}
}

// namedArgument parses what follows the name of a named argument. Names are compared as written here.
func (p *parser) namedArgument(a *Attribute, name *StringConstantExpression, last *Extent, seen map[string]bool) {
	arg := &NamedAttributeArgument{Name: name.Value}
	if equals, ok := p.accept(TokEquals); ok {
		p.skipNewlines()
		if arg.Argument = p.expression(false); arg.Argument == nil {
			at := after(equals.Extent)
			p.incomplete(at, "MissingExpressionInNamedArgument")
			arg.Argument = &ErrorExpression{Extent: at}
			p.syncOn(true, TokComma, TokRParen, TokRBracket, TokNewLine)
		}
		*last = arg.Argument.Span()
	} else {
		arg.Argument = &ConstantExpression{Extent: name.Extent, Value: true}
		arg.ExpressionOmitted = true
	}
	arg.Extent = joinNodes(name, arg.Argument)
	if seen[name.Value] {
		p.error(name.Extent, "DuplicateNamedArgument", name.Value)
		return
	}
	seen[name.Value] = true
	a.NamedArguments = append(a.NamedArguments, arg)
}

// errorTypeName stands for a generic argument that is missing.
const errorTypeName = ":ErrorTypeName:"

// typeName parses a type name and returns its first token too; nil when none follows.
func (p *parser) typeName(assemblies bool) (*TypeName, token) {
	oldMode := p.setMode(modeTypeName)
	defer p.setMode(oldMode)
	first, ok := p.accept(TokIdentifier)
	if !ok {
		return nil, token{}
	}
	return p.typeNameAfter(first, false, assemblies), first
}

// simpleType is a type by its name; a doubled backtick in it stands for one.
func (p *parser) simpleType(t token) *TypeName {
	return &TypeName{Extent: t.Extent, Name: strings.ReplaceAll(p.text(t), "``", "`")}
}

// typeNameAfter parses what may follow the name of a type: dimensions, generic arguments, an assembly. A generic
// argument without its own brackets (bare) cannot have an assembly.
func (p *parser) typeNameAfter(name token, bare, assemblies bool) *TypeName {
	p.enter()
	defer p.leave()
	plain := p.simpleType(name)
	t := p.peek()
	switch {
	case t.kind == TokLBracket:
		return p.bracketAfterType(plain, t, bare)
	case t.kind == TokComma && assemblies && !bare:
		p.skip()
		p.assemblyAfter(plain, t)
	}
	return plain
}

// assemblyAfter reads an assembly name after the comma.
func (p *parser) assemblyAfter(plain *TypeName, comma token) {
	assembly := p.lex.assemblyName()
	if strings.TrimSpace(assembly) == "" {
		p.error(after(comma.Extent), "MissingAssemblyNameSpecification")
		return
	}
	plain.AssemblyName = assembly
	plain.End = p.lex.at(p.lex.pos)
}

func (p *parser) bracketAfterType(plain *TypeName, lBracket token, bare bool) *TypeName {
	p.skip()
	p.skipNewlines()
	t := p.next()
	switch t.kind {
	case TokRBracket, TokComma:
		return p.arrayType(plain, plain, t, bare)
	case TokLBracket, TokIdentifier:
		return p.genericType(plain, t, bare)
	case TokEndOfInput:
		p.unget(t)
		p.incomplete(after(lBracket.Extent), "MissingTypename")
	default:
		p.unexpected(t)
		p.syncOn(true, TokRBracket)
	}
	return plain
}

// genericArgument parses one generic argument; its first token has been read.
func (p *parser) genericArgument(first token) *TypeName {
	if first.kind == TokIdentifier {
		return p.typeNameAfter(first, true, true)
	}
	t := p.next()
	if t.kind != TokIdentifier {
		p.unget(t)
		p.incomplete(after(t.Extent), "MissingTypename")
		return &TypeName{Extent: first.Extent, Name: errorTypeName}
	}
	name := p.typeNameAfter(t, false, true)
	if _, ok := p.accept(TokRBracket); !ok {
		p.incomplete(before(p.peek().Extent), "EndSquareBracketExpectedAtEndOfType")
	}
	return name
}

// genericArguments parses generic arguments and returns the token after the last.
func (p *parser) genericArguments(first token) ([]*TypeName, token) {
	args := []*TypeName{p.genericArgument(first)}
	for {
		p.skipNewlines()
		comma := p.next()
		if comma.kind != TokComma {
			return args, comma
		}
		p.skipNewlines()
		t := p.peek()
		if t.kind == TokIdentifier || t.kind == TokLBracket {
			p.skip()
			args = append(args, p.genericArgument(t))
			continue
		}
		p.incomplete(after(comma.Extent), "MissingTypename")
		args = append(args, &TypeName{Extent: comma.Extent, Name: errorTypeName})
	}
}

func (p *parser) genericType(plain *TypeName, first token, bare bool) *TypeName {
	args, last := p.genericArguments(first)
	end := last.Extent
	if last.kind != TokRBracket {
		p.unget(last)
		p.incomplete(before(last.Extent), "EndSquareBracketExpectedAtEndOfAttribute")
		end = args[len(args)-1].Extent
	}
	generic := &TypeName{Extent: join(plain.Extent, end), Name: plain.Name, GenericArguments: args}
	t := p.peek()
	switch {
	case t.kind == TokLBracket:
		p.skip()
		return p.arrayType(generic, generic, p.next(), bare)
	case t.kind == TokComma && !bare:
		p.skip()
		p.typeAssembly(generic, t)
	}
	return generic
}

// typeAssembly reads the assembly of a generic or array type; the type's extent ends before it.
func (p *parser) typeAssembly(t *TypeName, comma token) {
	assembly := p.lex.assemblyName()
	if assembly == "" {
		p.error(after(comma.Extent), "MissingAssemblyNameSpecification")
		return
	}
	t.AssemblyName = assembly
}

// maxRank is the greatest number of dimensions of an array.
const maxRank = 32

// arrayType parses the dimensions of an array; t is the token after the bracket, named the type an assembly
// belongs to.
func (p *parser) arrayType(element, named *TypeName, t token, bare bool) *TypeName {
	for {
		p.enter() // jagged arrays nest in the tree without nesting of rules
		defer p.leave()
		element = p.arrayDimensions(element, t)
		next := p.peek()
		switch {
		case next.kind == TokComma && !bare:
			p.skip()
			p.typeAssembly(named, next)
			return element
		case next.kind != TokLBracket:
			return element
		}
		p.skip()
		t = p.next()
	}
}

// arrayDimensions parses from the token after `[` to the closing bracket.
func (p *parser) arrayDimensions(element *TypeName, t token) *TypeName {
	switch t.kind {
	case TokRBracket:
		return &TypeName{Extent: join(element.Extent, t.Extent), ElementType: element, Rank: 1}
	case TokComma:
		return p.manyDimensions(element, t)
	case TokEndOfInput:
		p.unget(t)
		p.error(before(t.Extent), "EndSquareBracketExpectedAtEndOfAttribute")
	default:
		p.unexpected(t)
		p.syncOn(true, TokRBracket)
	}
	return element
}

func (p *parser) manyDimensions(element *TypeName, first token) *TypeName {
	rank := 1
	last, t := first, first
	for t.kind == TokComma {
		last = t
		rank++
		t = p.next()
	}
	if t.kind != TokRBracket {
		p.unget(t)
	}
	switch {
	case rank > maxRank:
		p.error(join(first.Extent, last.Extent), "ArrayHasTooManyDimensions", rank)
		return element
	case t.kind != TokRBracket:
		p.error(after(last.Extent), "EndSquareBracketExpectedAtEndOfAttribute")
	}
	return &TypeName{Extent: join(element.Extent, t.Extent), ElementType: element, Rank: rank}
}

// FullName returns the type's name as PowerShell shows it, with generic arguments and dimensions.
func (t *TypeName) FullName() string {
	var b strings.Builder
	t.write(&b)
	return b.String()
}

func (t *TypeName) write(b *strings.Builder) {
	if t.ElementType != nil {
		t.ElementType.write(b)
		b.WriteString("[" + strings.Repeat(",", t.Rank-1) + "]")
		return
	}
	b.WriteString(t.Name)
	if len(t.GenericArguments) > 0 {
		b.WriteByte('[')
		for i, arg := range t.GenericArguments {
			if i > 0 {
				b.WriteByte(',')
			}
			arg.write(b)
		}
		b.WriteByte(']')
	}
	if t.AssemblyName != "" {
		b.WriteString("," + t.AssemblyName)
	}
}

// typeNameOf returns the type name of an attribute or type constraint.
func typeNameOf(a AttributeBase) *TypeName {
	switch a := a.(type) {
	case *Attribute:
		return a.TypeName
	case *TypeConstraint:
		return a.TypeName
	}
	return &TypeName{}
}
