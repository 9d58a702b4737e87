package object

import (
	"strings"
	"sync"
)

// parameter is one parameter of a method signature.
type parameter struct {
	name      string
	typeText  typeName
	typ       *Type // nil while it mentions type parameters of a generic method, or is no type known here
	reference bool  // [ref]
	optional  bool
}

// signature is a parsed Overload.Signature.
type signature struct {
	overload   *Overload
	parameters []parameter
	variable   bool     // the last parameter is Params
	required   int      // parameters without a default
	generic    []string // type parameters of a generic method
	usable     bool     // every parameter's type is known and the overload can run
}

// methodGroup is the overloads of one method, parsed when first called.
type methodGroup struct {
	once       sync.Once
	overloads  []Overload
	signatures []*signature // the usable ones
}

func newMethodGroup(overloads []Overload) *methodGroup { return &methodGroup{overloads: overloads} }

// usable are the overloads that can be called.
func (g *methodGroup) usable() []*signature {
	g.once.Do(func() {
		for i := range g.overloads {
			o := &g.overloads[i]
			if o.Call == nil {
				continue
			}
			if s, ok := o.parse(); ok && s.usable {
				s.overload = o
				g.signatures = append(g.signatures, s)
			}
		}
	})
	return g.signatures
}

func (o *Overload) parse() (*signature, bool) {
	return parseSignature(o.Signature, meaningsOf(o.Names))
}

// parseSignature reads PowerShell's rendering of a method: "string Join[T](string separator, Params T[] values)".
func parseSignature(text string, find Meanings) (*signature, bool) {
	open := strings.IndexByte(text, '(')
	if open < 0 || !strings.HasSuffix(text, ")") {
		return nil, false
	}
	s := &signature{usable: true}
	head := strings.TrimSpace(text[:open])
	if strings.HasSuffix(head, "]") { // type parameters follow the method's name
		for _, name := range strings.Split(head[strings.LastIndexByte(head, '[')+1:len(head)-1], ",") {
			s.generic = append(s.generic, strings.TrimSpace(name))
		}
	}
	for _, part := range splitTopLevel(text[open+1 : len(text)-1]) {
		if !s.addParameter(part, find) {
			return nil, false
		}
	}
	return s, true
}

// splitTopLevel splits at commas that stand in no brackets.
func splitTopLevel(text string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var parts []string
	depth, start := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, strings.TrimSpace(text[start:i]))
				start = i + 1
			}
		}
	}
	return append(parts, strings.TrimSpace(text[start:]))
}

// addParameter reads "int startIndex", "[ref] int result", "Params string[] value" or "int x = 5".
func (s *signature) addParameter(text string, find Meanings) bool {
	var p parameter
	if declaration, _, hasDefault := strings.Cut(text, " = "); hasDefault {
		p.optional, text = true, declaration
	}
	if rest, ok := strings.CutPrefix(text, "[ref] "); ok {
		p.reference, text = true, rest
	}
	if rest, ok := strings.CutPrefix(text, "Params "); ok {
		s.variable, text = true, rest
	}
	space := strings.LastIndexByte(text, ' ')
	if space < 0 {
		return false
	}
	p.name = text[space+1:]
	n, ok := parseTypeName(text[:space])
	if !ok {
		return false
	}
	p.typeText = n
	if !s.mentionsGeneric(n) {
		p.typ = resolveTypeName(n, find)
		s.usable = s.usable && p.typ != nil
	}
	if !p.optional {
		s.required++
	}
	s.parameters = append(s.parameters, p)
	return true
}

// mentionsGeneric reports whether a type's name contains a type parameter of the method.
func (s *signature) mentionsGeneric(n typeName) bool {
	for _, g := range s.generic {
		if n.name == g {
			return true
		}
	}
	for _, a := range n.args {
		if s.mentionsGeneric(a) {
			return true
		}
	}
	return false
}

// Parameter is one parameter of an overload.
type Parameter struct {
	Name     string
	Type     *Type // nil if it is no type known here
	Optional bool
}

// Parameters are the parameters that the signature names.
func (o *Overload) Parameters() []Parameter {
	s, ok := o.parse()
	if !ok {
		return nil
	}
	list := make([]Parameter, len(s.parameters))
	for i, p := range s.parameters {
		list[i] = Parameter{p.name, p.typ, p.optional}
	}
	return list
}

// Result is the type of what the overload gives back; nil if it is no type known here.
func (o *Overload) Result() *Type {
	head, _, _ := strings.Cut(o.Signature, "(")
	head = strings.TrimPrefix(head, "static ")
	space := strings.LastIndexByte(head, ' ')
	if space < 0 {
		return nil
	}
	return LookupTypeIn(head[:space], meaningsOf(o.Names))
}
