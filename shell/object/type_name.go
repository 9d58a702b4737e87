package object

import "strings"

// typeName is a type's name taken apart: "Dictionary[string,int[]][]" has a name, two arguments and one array suffix.
type typeName struct {
	name  string // without arguments; may end in `n
	args  []typeName
	ranks []int // one for each array suffix, innermost first
}

// nameParser reads type names as PowerShell writes them (List[string]) and as .NET does (List`1[[System.String, mscorlib]]).
type nameParser struct {
	text  string
	pos   int
	depth int
}

// maxNameDepth bounds nested type arguments.
const maxNameDepth = 32

// parseTypeName takes a whole type name apart; an assembly after a comma is ignored.
func parseTypeName(text string) (typeName, bool) {
	p := &nameParser{text: text}
	n, ok := p.typeName()
	if !ok {
		return n, false
	}
	p.blanks()
	return n, p.pos == len(text) || text[p.pos] == ','
}

func (p *nameParser) blanks() {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
}

func (p *nameParser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

// typeName reads one name with its arguments and array suffixes.
func (p *nameParser) typeName() (n typeName, ok bool) {
	if p.depth++; p.depth > maxNameDepth {
		return n, false
	}
	defer func() { p.depth-- }()
	p.blanks()
	start := p.pos
	if i := strings.IndexAny(p.text[start:], "[],"); i >= 0 {
		p.pos += i
	} else {
		p.pos = len(p.text)
	}
	n.name = strings.TrimSpace(p.text[start:p.pos])
	if n.name == "" {
		return n, false
	}
	for p.peek() == '[' {
		if rank := p.arraySuffix(); rank > 0 {
			n.ranks = append(n.ranks, rank)
			continue
		}
		if n.args != nil || n.ranks != nil {
			return n, false
		}
		if n.args, ok = p.arguments(); !ok {
			return n, false
		}
	}
	return n, true
}

// arraySuffix reads "[]" or "[,,]" and returns its rank, or 0 if something else stands there.
func (p *nameParser) arraySuffix() int {
	end := strings.IndexByte(p.text[p.pos:], ']')
	if end < 0 {
		return 0
	}
	inner := p.text[p.pos+1 : p.pos+end]
	if strings.Trim(inner, ", ") != "" {
		return 0
	}
	p.pos += end + 1
	return strings.Count(inner, ",") + 1
}

// arguments reads "[a,b]"; each argument may stand in brackets of its own, then with an assembly name.
func (p *nameParser) arguments() (args []typeName, ok bool) {
	p.pos++ // [
	for {
		p.blanks()
		bracketed := p.peek() == '['
		if bracketed {
			p.pos++
		}
		a, ok := p.typeName()
		if !ok {
			return nil, false
		}
		args = append(args, a)
		if bracketed && !p.closeBracketed() {
			return nil, false
		}
		p.blanks()
		switch p.peek() {
		case ',':
			p.pos++
		case ']':
			p.pos++
			return args, true
		default:
			return nil, false
		}
	}
}

// closeBracketed skips an assembly name and the bracket after it.
func (p *nameParser) closeBracketed() bool {
	end := strings.IndexByte(p.text[p.pos:], ']')
	if end < 0 {
		return false
	}
	p.pos += end + 1
	return true
}

// Assembly is the full name of the assembly that a type comes from.
func (t *Type) Assembly() string {
	if strings.HasPrefix(t.name, "System.Management.Automation.") {
		return "System.Management.Automation, Version=7.6.5.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"
	}
	if strings.HasPrefix(t.name, "System.Collections.Specialized.") {
		return "System.Collections.Specialized, Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a"
	}
	return "System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e"
}

// QualifiedName is Type.FullName as .NET gives it: the arguments of a generic type with their assemblies.
func (t *Type) QualifiedName() string {
	if t.elem != nil {
		return t.elem.QualifiedName() + t.name[len(t.elem.name):]
	}
	if t.generic == "" {
		return t.name
	}
	parts := make([]string, len(t.args))
	for i, a := range t.args {
		parts[i] = "[" + a.QualifiedName() + ", " + a.Assembly() + "]"
	}
	return t.generic + "[" + strings.Join(parts, ",") + "]"
}
