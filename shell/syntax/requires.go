package syntax

import (
	"strconv"
	"strings"
)

// Requirements is what the #Requires comments of a script ask for (ScriptRequirements).
type Requirements struct {
	Version       string // the least PowerShell version, "" when not given
	Editions      []string
	Modules       []ModuleSpecification
	Assemblies    []string
	Administrator bool
	ShellID       string
}

// ModuleSpecification names a module and the versions of it that will do.
type ModuleSpecification struct {
	Name            string
	GUID            string
	Version         string // the least version
	MaximumVersion  string
	RequiredVersion string
}

// requirements parses the #Requires comments as commands.
func (p *parser) requirements() *Requirements {
	r := &requiresParser{parser: p}
	comments := p.lex.requires
	p.lex.requires = nil
	keep := p.lex.keep
	p.lex.keep = false
	for _, c := range comments {
		begin := int(c.Start) + 1
		state := p.lex.beginNested(subText{text: p.src.Text[:c.End], start: begin})
		command := p.command()
		p.looked = false
		p.lex.endNested(state)
		if command != nil {
			r.command(command)
		}
	}
	p.lex.keep = keep
	return &r.req
}

// requiresParser gathers requirements and the parameters given so far.
type requiresParser struct {
	*parser
	req    Requirements
	snapin bool // this comment names a snap-in, whose version it gives
	shell  bool
}

func (r *requiresParser) command(c *Command) {
	if !strings.EqualFold(CommandName(c), "requires") {
		r.error(c.Extent, "ScriptRequiresInvalidFormat")
	}
	args := c.Elements[1:]
	r.snapin = false
	for _, e := range args {
		if param, ok := e.(*CommandParameter); ok && hasWord("pssnapin", param.Name) {
			r.snapin = true
		}
	}
	for i := 0; i < len(args); i++ {
		param, ok := args[i].(*CommandParameter)
		if !ok {
			r.error(args[i].Span(), "ScriptRequiresInvalidFormat")
			continue
		}
		var value Node = param.Argument
		if param.Argument == nil {
			value = nil
			if i+1 < len(args) {
				i++
				value = args[i]
			}
		}
		r.parameter(param, value)
	}
}

// parameter handles one parameter. Names may be abbreviated.
func (r *requiresParser) parameter(param *CommandParameter, value Node) {
	if hasWord("runasadministrator", param.Name) {
		r.req.Administrator = true
		if value != nil {
			r.error(param.Extent, "ParameterCannotHaveArgument", param.Name)
		}
		return
	}
	if value == nil {
		r.error(param.Extent, "ParameterRequiresArgument", param.Name)
		return
	}
	constant, ok := constantOf(value)
	if !ok {
		r.error(value.Span(), "RequiresArgumentMustBeConstant")
		return
	}
	switch {
	case hasWord("shellid", param.Name):
		r.once(param, &r.shell, "shellid")
		r.req.ShellID = r.text(value, constant, "shellid")
	case hasWord("pssnapin", param.Name):
		r.text(value, constant, "pssnapin")
	case hasWord("psedition", param.Name):
		r.editions(param, value, constant)
	case hasWord("version", param.Name):
		r.version(param, value, constant)
	case hasWord("assembly", param.Name):
		for _, item := range asList(constant) {
			r.req.Assemblies = appendText(r.req.Assemblies, r.text(value, item, "assembly"))
		}
	case hasWord("modules", param.Name):
		r.modules(value, constant)
	default:
		r.error(param.Extent, "ScriptRequiresInvalidFormat")
	}
}

// once reports a parameter given twice.
func (r *requiresParser) once(param *CommandParameter, given *bool, name string) {
	if *given {
		r.error(param.Extent, "ParameterAlreadyBound", name)
	}
	*given = true
}

// text returns a constant that must be a string.
func (r *requiresParser) text(at Node, constant any, name string) string {
	s, ok := constant.(string)
	if !ok {
		r.error(at.Span(), "RequiresInvalidStringArgument", name)
	}
	return s
}

func (r *requiresParser) editions(param *CommandParameter, at Node, constant any) {
	if r.req.Editions != nil {
		r.error(param.Extent, "ParameterAlreadyBound", "psedition")
		return
	}
	r.req.Editions = []string{}
	for _, item := range asList(constant) {
		edition := r.text(at, item, "psedition")
		if _, isText := item.(string); !isText {
			continue
		}
		if !strings.EqualFold(edition, "Core") && !strings.EqualFold(edition, "Desktop") {
			r.error(at.Span(), "RequiresPSEditionInvalid", "psedition")
		}
		known := len(r.req.Editions)
		if r.req.Editions = appendText(r.req.Editions, edition); len(r.req.Editions) == known {
			r.error(at.Span(), "RequiresPSEditionValueIsAlreadySpecified", "psedition")
		}
	}
}

// appendText adds a text that is not in the list yet, in any case.
func appendText(list []string, text string) []string {
	for _, s := range list {
		if strings.EqualFold(s, text) {
			return list
		}
	}
	return append(list, text)
}

// version takes a version as written: 5.10 is not the number 5.1.
func (r *requiresParser) version(param *CommandParameter, at Node, constant any) {
	written, ok := constant.(string)
	if !ok {
		written = r.src.Slice(at.Span())
	}
	version, ok := normalVersion(written)
	switch {
	case !ok:
		r.error(at.Span(), "RequiresVersionInvalid")
	case r.snapin:
	case r.req.Version != "" && r.req.Version != version:
		r.error(param.Extent, "ParameterAlreadyBound", "version")
	default:
		r.req.Version = version
	}
}

// normalVersion checks a version of one to four numbers and adds the minor one when it is missing.
func normalVersion(text string) (string, bool) {
	text = strings.TrimSpace(text)
	parts := strings.Split(text, ".")
	if len(parts) > 4 {
		return "", false
	}
	for _, part := range parts {
		if _, err := strconv.ParseInt(strings.TrimSpace(part), 10, 32); err != nil {
			return "", false
		}
	}
	if len(parts) == 1 {
		text += ".0"
	}
	return text, true
}

func (r *requiresParser) modules(at Node, constant any) {
	for _, item := range asList(constant) {
		switch m := item.(type) {
		case string:
			r.req.Modules = append(r.req.Modules, ModuleSpecification{Name: m})
		case map[string]any:
			if spec, ok := moduleSpecification(m); ok {
				r.req.Modules = append(r.req.Modules, spec)
				continue
			}
			r.error(at.Span(), "RequiresModuleInvalid", "The hashtable describing a module contains one or more members that are not valid.")
		default:
			r.error(at.Span(), "RequiresModuleInvalid", "A module must be named by text or a hashtable.")
		}
	}
}

// moduleSpecification reads a hashtable with a module's name and versions.
func moduleSpecification(m map[string]any) (ModuleSpecification, bool) {
	var spec ModuleSpecification
	for key, value := range m {
		text, ok := value.(string)
		if !ok {
			return spec, false
		}
		switch strings.ToLower(key) {
		case "modulename":
			spec.Name = text
		case "moduleversion":
			spec.Version = text
		case "maximumversion":
			spec.MaximumVersion = text
		case "requiredversion":
			spec.RequiredVersion = text
		case "guid":
			spec.GUID = text
		default:
			return spec, false
		}
	}
	return spec, spec.Name != ""
}

// constantOf returns the value of a constant expression: a string, a number, a bool, nil, a list ([]any) or a
// hashtable (map[string]any).
func constantOf(n Node) (any, bool) {
	switch e := n.(type) {
	case *StringConstantExpression:
		return e.Value, true
	case *ConstantExpression:
		return e.Value, true
	case *VariableExpression:
		return constantVariable(e)
	case *ArrayLiteral:
		return constantList(e.Elements)
	case *ParenExpression:
		return constantStatement(e.Pipeline)
	case *ArrayExpression:
		return constantArray(e.SubExpression)
	case *HashtableExpression:
		return constantHashtable(e)
	}
	return nil, false
}

func constantVariable(v *VariableExpression) (any, bool) {
	switch strings.ToLower(v.UserPath) {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	}
	return nil, false
}

func constantStatement(s Statement) (any, bool) {
	if e := PureExpression(s); e != nil {
		return constantOf(e)
	}
	return nil, false
}

func constantList(elements []Expression) (any, bool) {
	list := make([]any, 0, len(elements))
	for _, e := range elements {
		v, ok := constantOf(e)
		if !ok {
			return nil, false
		}
		list = append(list, v)
	}
	return list, true
}

func constantArray(b *StatementBlock) (any, bool) {
	var list []any
	for _, s := range b.Statements {
		v, ok := constantStatement(s)
		if !ok {
			return nil, false
		}
		list = append(list, asList(v)...)
	}
	return list, len(b.Traps) == 0
}

func constantHashtable(h *HashtableExpression) (any, bool) {
	m := make(map[string]any, len(h.Pairs))
	for _, pair := range h.Pairs {
		key, ok := pair.Key.(*StringConstantExpression)
		value, isConstant := constantStatement(pair.Value)
		if !ok || !isConstant {
			return nil, false
		}
		m[key.Value] = value
	}
	return m, true
}

func asList(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// CommandName returns the name of a command when it is written as a plain word or string, or "".
func CommandName(c *Command) string {
	if len(c.Elements) == 0 {
		return ""
	}
	if name, ok := c.Elements[0].(*StringConstantExpression); ok {
		return name.Value
	}
	return ""
}
