package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// typeDefiner makes types of the classes and enums that stand in a block. What PowerShell finds wrong with them only
// now, because it needs the types that they name, are parse errors like others.
type typeDefiner struct {
	rt      *Runtime
	fr      *frame
	b       *block
	errs    []*syntax.ParseError
	pending map[string]bool // classes without a type yet, by folded name
	classes []*scriptClass
}

// defineTypes defines the classes and enums that stand in a block, before any of it runs.
func (rt *Runtime) defineTypes(b *block) error {
	definitions := typeDefinitions(b.ast)
	if len(definitions) == 0 {
		return nil
	}
	b.addTypes(nil)
	fr := *rt.here()
	fr.block = b
	d := &typeDefiner{rt: rt, fr: &fr, b: b, pending: map[string]bool{}}
	for _, t := range definitions {
		d.pending[object.FoldName(t.Name)] = t.Kind == syntax.TypeClass
	}
	if err := d.define(definitions); err != nil {
		return err
	}
	if len(d.errs) > 0 {
		return ParseError(b.source, d.errs)
	}
	return nil
}

// typeDefinitions are the classes and enums of a block, those of nested blocks left out.
func typeDefinitions(root *syntax.ScriptBlock) []*syntax.TypeDefinition {
	var list []*syntax.TypeDefinition
	syntax.Inspect(root, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.ScriptBlock:
			return n == root
		case *syntax.TypeDefinition:
			list = append(list, n)
			return false
		}
		return true
	})
	return list
}

// define makes the enums first, because classes may name them anywhere, and the members of classes last.
func (d *typeDefiner) define(definitions []*syntax.TypeDefinition) error {
	if err := d.defineEnums(definitions); err != nil {
		return err
	}
	for _, t := range definitions {
		if t.Kind == syntax.TypeClass {
			d.declareClass(t)
		}
	}
	for _, c := range d.classes {
		if err := d.readMembers(c); err != nil {
			return err
		}
	}
	for _, c := range d.classes {
		d.checkImplemented(c)
		c.t.SetMembers(c.members)
	}
	return nil
}

// fail notes an error in a definition.
func (d *typeDefiner) fail(at syntax.Extent, id string, args ...any) {
	d.errs = append(d.errs, syntax.NewError(at, id, args...))
}

// publish makes a type known by its name, in the block and what stands in it.
func (d *typeDefiner) publish(name string, t *object.Type) { d.b.types[object.FoldName(name)] = t }

// declareClass makes the type of a class, which base classes that come later are not known to.
func (d *typeDefiner) declareClass(ast *syntax.TypeDefinition) {
	base, interfaces := d.baseTypes(ast)
	c := &scriptClass{rt: d.rt, block: d.b, module: d.rt.here().scope.module, ast: ast, interfaces: interfaces}
	names := make([]string, len(interfaces))
	for i, t := range interfaces {
		names[i] = t.FullName()
	}
	c.t = object.NewClass(ast.Name, base, names...)
	c.t.Script = c
	if base != nil {
		c.base, _ = base.Script.(*scriptClass)
	}
	delete(d.pending, object.FoldName(ast.Name))
	d.publish(ast.Name, c.t)
	d.classes = append(d.classes, c)
}

// baseTypes reads what a class is derived from: a class or an interface first, then only interfaces.
func (d *typeDefiner) baseTypes(ast *syntax.TypeDefinition) (base *object.Type, interfaces []*object.Type) {
	for i, constraint := range ast.BaseTypes {
		name := constraint.TypeName
		if name.ElementType != nil {
			d.fail(constraint.Extent, "SubtypeArray", name.FullName())
			continue
		}
		t := d.lookup(name)
		switch {
		case t == nil:
			d.fail(constraint.Extent, "TypeNotFound", name.FullName())
		case t.Kind() == object.InterfaceType:
			interfaces = append(interfaces, t)
		case i > 0:
			d.fail(constraint.Extent, "InterfaceNameExpected", t.Name())
		case t.Sealed():
			d.fail(constraint.Extent, "SealedBaseClass", t.Name())
		case isOpenGeneric(t):
			d.fail(constraint.Extent, "SubtypeUnclosedGeneric", t.Name())
		default:
			base = t
		}
	}
	return base, interfaces
}

// lookup finds a type that a definition names; a class that comes later, or is being defined, is none yet.
func (d *typeDefiner) lookup(name *syntax.TypeName) *object.Type {
	if d.isPending(name) {
		return nil
	}
	return resolveTypeName(d.rt, d.b, name)
}

func (d *typeDefiner) isPending(name *syntax.TypeName) bool {
	if name.ElementType != nil {
		return d.isPending(name.ElementType)
	}
	for _, arg := range name.GenericArguments {
		if d.isPending(arg) {
			return true
		}
	}
	return d.pending[object.FoldName(name.Name)]
}

// memberType is the type of a member or parameter: what it is declared as, else object.
func (d *typeDefiner) memberType(constraint *syntax.TypeConstraint, otherwise *object.Type) *object.Type {
	if constraint == nil {
		return otherwise
	}
	t := d.lookup(constraint.TypeName)
	if t == nil {
		d.fail(constraint.Extent, "TypeNotFound", constraint.TypeName.FullName())
	}
	return t
}

// readMembers reads the properties and methods of a class.
func (d *typeDefiner) readMembers(c *scriptClass) error {
	if c.base != nil {
		c.size = c.base.size // a base class of the same block has its members by now
	}
	comp := &compiler{b: d.b}
	for _, m := range c.ast.Members {
		switch x := m.(type) {
		case *syntax.PropertyMember:
			if err := d.readProperty(c, comp, x); err != nil {
				return err
			}
		case *syntax.FunctionMember:
			d.readMethod(c, x)
		}
	}
	if len(c.ctors) == 0 {
		if !hasDefaultConstructor(c.t.Base()) {
			d.fail(c.ast.Extent, "BaseClassNoDefaultCtor", c.t.Base().Name())
		}
		c.ctors = append(c.ctors, &classMethod{class: c, name: "new"})
	}
	return nil
}

func (d *typeDefiner) readProperty(c *scriptClass, comp *compiler, x *syntax.PropertyMember) error {
	if c.declares(x.Name) {
		d.fail(x.Extent, "MemberAlreadyDefined", x.Name)
		return nil
	}
	f := &classField{class: c, name: x.Name, kind: d.memberType(x.Type, object.TypeObject), meta: &varMeta{},
		hidden: x.Modifiers&syntax.MemberHidden != 0}
	for _, a := range x.Attributes {
		attribute, err := comp.variableAttribute(d.fr, a)
		if err != nil {
			return err
		}
		if attribute != nil {
			f.meta.attributes = append(f.meta.attributes, attribute)
		}
	}
	if x.InitialValue != nil {
		f.initial = comp.expr(x.InitialValue)
	}
	if x.Modifiers&syntax.MemberStatic != 0 {
		c.statics = append(c.statics, f)
		return nil
	}
	f.index = c.size
	if inherited := c.inherited(x.Name); inherited != nil {
		f.index = inherited.index
	} else {
		c.size++
	}
	c.fields = append(c.fields, f)
	return nil
}

// declares reports whether the class itself has a property of the name already.
func (c *scriptClass) declares(name string) bool {
	for _, list := range [...][]*classField{c.fields, c.statics} {
		for _, f := range list {
			if object.EqualNames(f.name, name) {
				return true
			}
		}
	}
	return false
}

func (d *typeDefiner) readMethod(c *scriptClass, x *syntax.FunctionMember) {
	m := &classMethod{class: c, name: x.Function.Name, static: x.Modifiers&syntax.MemberStatic != 0,
		hidden: x.Modifiers&syntax.MemberHidden != 0}
	m.block = newBlock(x.Function.Body, d.b)
	m.block.isClass = true
	m.block.extent = x.Extent
	if !d.readParameters(m, x.Function.Parameters) {
		return
	}
	if x.Constructor {
		d.readConstructor(c, m, x)
		return
	}
	if c.overloaded(c.methods, m) {
		d.fail(x.Function.NameExtent, "MemberAlreadyDefined", m.name)
		return
	}
	if m.result = d.memberType(x.ReturnType, object.TypeVoid); m.result != nil {
		c.methods = append(c.methods, m)
	}
}

// readParameters reads the parameters of a method; false if there is something wrong with them.
func (d *typeDefiner) readParameters(m *classMethod, parameters []*syntax.Parameter) bool {
	before := len(d.errs)
	for _, p := range parameters {
		mp := methodParameter{name: p.Name.Name, sym: intern(p.Name.Name), kind: object.TypeObject}
		for _, a := range p.Attributes {
			constraint, ok := a.(*syntax.TypeConstraint)
			if !ok {
				continue
			}
			mp.kind = d.memberType(constraint, nil)
			if mp.kind == object.TypeVoid || mp.kind != nil && isOpenGeneric(mp.kind) {
				d.fail(constraint.Extent, "TypeNotAllowedForParameter", constraint.TypeName.FullName())
			}
			break
		}
		m.block.declares(mp.sym)
		m.parameters = append(m.parameters, mp)
	}
	return len(d.errs) == before
}

func (d *typeDefiner) readConstructor(c *scriptClass, m *classMethod, x *syntax.FunctionMember) {
	parameters := x.Function.Parameters
	switch {
	case m.static && len(parameters) > 0:
		at := syntax.Extent{Start: parameters[0].Start, End: parameters[len(parameters)-1].End}
		d.fail(at, "StaticConstructorCantHaveParameters")
	case m.static && c.static != nil, !m.static && c.overloaded(c.ctors, m):
		d.fail(x.Function.NameExtent, "MemberAlreadyDefined", m.name)
	case m.static:
		m.result = object.TypeVoid
		c.static = m
	default:
		m.name = "new"
		if x.BaseCall != nil {
			m.callsBase = true
			m.baseArgs = (&compiler{b: m.block}).exprs(x.BaseCall.Arguments)
		}
		c.ctors = append(c.ctors, m)
	}
}

// overloaded reports whether the list has a method of the same name and parameters; constructors all have one name.
func (c *scriptClass) overloaded(list []*classMethod, m *classMethod) bool {
	for _, other := range list {
		if (other.name == "new" || object.EqualNames(other.name, m.name)) && other.sameParameters(m) {
			return true
		}
	}
	return false
}

func (m *classMethod) sameParameters(other *classMethod) bool {
	if len(m.parameters) != len(other.parameters) {
		return false
	}
	for i := range m.parameters {
		if m.parameters[i].kind != other.parameters[i].kind {
			return false
		}
	}
	return true
}
