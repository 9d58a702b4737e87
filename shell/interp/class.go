package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// scriptClass is a class that a script defined: what object.Type.Script holds for it.
type scriptClass struct {
	t       *object.Type
	rt      *Runtime
	block   *block // the block whose text the class stands in
	module  *Module
	base    *scriptClass // nil if the base class is .NET's
	fields  []*classField
	statics []*classField
	methods []*classMethod
	ctors   []*classMethod
	size    int // slots of an instance, those of base classes included
}

// classField is a property of a class.
type classField struct {
	class   *scriptClass
	name    string
	index   int // of an instance's slot; of a static one: unused
	kind    *object.Type
	initial evalFn
	meta    *varMeta
	hidden  bool
	value   object.Value // of a static property
}

// classMethod is a method or constructor.
type classMethod struct {
	class      *scriptClass
	name       string
	static     bool
	hidden     bool
	block      *block
	parameters []methodParameter
	result     *object.Type // nil for constructors, TypeVoid for methods without a result
	baseArgs   []evalFn     // of a constructor's base(…) call
	callsBase  bool
}

type methodParameter struct {
	name string
	sym  *symbol
	kind *object.Type
}

// ScriptObject is an instance of a script class.
type ScriptObject struct {
	class  *scriptClass
	fields []object.Value
}

// Type implements object.Object.
func (o *ScriptObject) Type() *object.Type { return o.class.t }

// Text implements object.Texter: what the class's ToString method gives, or the class's name.
func (o *ScriptObject) Text() string {
	if m := o.class.find("ToString", 0); m != nil {
		v, err := m.call(o, nil)
		if err == nil {
			return object.ToText(v)
		}
	}
	return o.class.t.FullName()
}

// CompareTo implements object.Comparable by the class's method of that name.
func (o *ScriptObject) CompareTo(other object.Value) (int, error) {
	m := o.class.find("CompareTo", 1)
	if m == nil {
		return 0, object.NewError(ns+"ExtendedTypeSystemException", "NotIcomparable", object.NotSpecified,
			"Cannot compare \"%s\" because it is not IComparable.", object.ToText(o))
	}
	v, err := m.call(o, []object.Value{other})
	if err != nil {
		return 0, err
	}
	return object.ToInt(v)
}

// EqualTo implements object.Equatable by the class's Equals method.
func (o *ScriptObject) EqualTo(other object.Value) bool {
	if same, ok := other.(*ScriptObject); ok && same == o {
		return true
	}
	m := o.class.find("Equals", 1)
	if m == nil {
		return false
	}
	v, err := m.call(o, []object.Value{other})
	return err == nil && object.ToBool(v)
}

// find is the method with a name and a number of parameters, of the class or a base class; nil if there is none.
func (c *scriptClass) find(name string, count int) *classMethod {
	for ; c != nil; c = c.base {
		for _, m := range c.methods {
			if !m.static && len(m.parameters) == count && object.EqualNames(m.name, name) {
				return m
			}
		}
	}
	return nil
}

// defineTypes defines the classes and enums that stand in a block, before any of it runs.
func (rt *Runtime) defineTypes(b *block) error {
	var definitions []*syntax.TypeDefinition
	for _, n := range []*syntax.NamedBlock{b.ast.Begin, b.ast.Process, b.ast.End} {
		if n == nil {
			continue
		}
		for _, s := range n.Statements {
			if d, ok := s.(*syntax.TypeDefinition); ok {
				definitions = append(definitions, d)
			}
		}
	}
	if len(definitions) == 0 {
		return nil
	}
	b.types = make(map[string]*object.Type)
	fr := rt.classFrame(b)
	var classes []*scriptClass
	for _, d := range definitions {
		if d.Kind == syntax.TypeEnum {
			if err := rt.defineEnum(fr, b, d); err != nil {
				return err
			}
			continue
		}
		classes = append(classes, nil)
	}
	return rt.defineClasses(fr, b, definitions, classes[:0])
}

// classFrame is the frame in which the parts of a class are evaluated.
func (rt *Runtime) classFrame(b *block) *frame {
	fr := *rt.here()
	fr.block = b
	return &fr
}

func (rt *Runtime) defineEnum(fr *frame, b *block, d *syntax.TypeDefinition) error {
	info := &object.EnumInfo{Underlying: object.TypeInt32}
	for _, a := range d.Attributes {
		info.Flags = info.Flags || attributeName(a) == "flags"
	}
	if len(d.BaseTypes) > 0 {
		if t := resolveTypeName(rt, b, d.BaseTypes[0].TypeName); t != nil {
			info.Underlying = t
		}
	}
	c := &compiler{b: b}
	next := int64(0)
	for _, m := range d.Members {
		p, ok := m.(*syntax.PropertyMember)
		if !ok {
			continue
		}
		if p.InitialValue != nil {
			v, err := c.expr(p.InitialValue)(fr)
			if err != nil {
				return err
			}
			n, err := object.Convert(v, object.TypeInt64)
			if err != nil {
				return err
			}
			next, _ = n.(int64)
		}
		insertEnumValue(info, p.Name, next)
		next++
	}
	t := object.DefineEnum(d.Name, info)
	b.types[object.FoldName(d.Name)] = t
	rt.typeAliases.Store(object.FoldName(d.Name), t)
	return nil
}

// insertEnumValue keeps the values in .NET's order: by unsigned value, equal ones as written.
func insertEnumValue(info *object.EnumInfo, name string, value int64) {
	i := len(info.Values)
	for i > 0 && uint64(info.Values[i-1]) > uint64(value) {
		i--
	}
	info.Names = append(info.Names[:i], append([]string{name}, info.Names[i:]...)...)
	info.Values = append(info.Values[:i], append([]int64{value}, info.Values[i:]...)...)
}

// defineClasses defines the classes of a block, base classes first.
func (rt *Runtime) defineClasses(fr *frame, b *block, definitions []*syntax.TypeDefinition, classes []*scriptClass) error {
	pending := definitions
	asts := make(map[*scriptClass]*syntax.TypeDefinition)
	for len(pending) > 0 {
		var later []*syntax.TypeDefinition
		for _, d := range pending {
			if d.Kind == syntax.TypeEnum {
				continue
			}
			c, ok, err := rt.declareClass(b, d, pending)
			if err != nil {
				return err
			}
			if !ok {
				later = append(later, d)
				continue
			}
			classes = append(classes, c)
			asts[c] = d
		}
		if len(later) == len(pending) {
			return typeNotFound(b, later[0].BaseTypes[0].TypeName)
		}
		pending = later
	}
	for _, c := range classes {
		if err := c.readMembers(fr, asts[c]); err != nil {
			return err
		}
	}
	for _, c := range classes {
		c.t.SetMembers(c.members)
		c.t.InstanceMember("") // builds the table while the names of the signatures mean these classes
		if err := c.setStatics(fr); err != nil {
			return err
		}
	}
	return nil
}

// declareClass makes the type of a class; false if its base class has yet to be made.
func (rt *Runtime) declareClass(b *block, d *syntax.TypeDefinition, pending []*syntax.TypeDefinition) (*scriptClass, bool, error) {
	var base *object.Type
	var interfaces []string
	for _, bt := range d.BaseTypes {
		t := resolveTypeName(rt, b, bt.TypeName)
		if t == nil || isPending(pending, bt.TypeName.Name, d.Name) && b.types[object.FoldName(bt.TypeName.Name)] == nil {
			if isPending(pending, bt.TypeName.Name, d.Name) {
				return nil, false, nil
			}
			return nil, false, typeNotFound(b, bt.TypeName)
		}
		if t.Kind() == object.InterfaceType {
			interfaces = append(interfaces, t.FullName())
		} else {
			base = t
		}
	}
	c := &scriptClass{rt: rt, block: b, module: rt.here().scope.module}
	c.t = object.Define(d.Name, object.ClassType, base, interfaces...)
	c.t.Script = c
	if base != nil {
		c.base, _ = base.Script.(*scriptClass)
	}
	if c.base != nil {
		c.size = c.base.size
	}
	b.types[object.FoldName(d.Name)] = c.t
	rt.typeAliases.Store(object.FoldName(d.Name), c.t)
	return c, true, nil
}

func isPending(pending []*syntax.TypeDefinition, name, self string) bool {
	for _, d := range pending {
		if object.EqualNames(d.Name, name) && !object.EqualNames(name, self) && d.Kind != syntax.TypeEnum {
			return true
		}
	}
	return false
}

// readMembers reads the properties and methods of a class.
func (c *scriptClass) readMembers(fr *frame, d *syntax.TypeDefinition) error {
	if c.base != nil {
		c.size = c.base.size // a base class of the same block has its members by now
	}
	comp := &compiler{b: c.block}
	for _, m := range d.Members {
		var err error
		switch x := m.(type) {
		case *syntax.PropertyMember:
			err = c.readProperty(fr, comp, x)
		case *syntax.FunctionMember:
			err = c.readMethod(fr, comp, x)
		}
		if err != nil {
			return err
		}
	}
	if len(c.ctors) == 0 {
		c.ctors = append(c.ctors, &classMethod{class: c, name: "new"})
	}
	return nil
}

func (c *scriptClass) readProperty(fr *frame, comp *compiler, x *syntax.PropertyMember) error {
	f := &classField{class: c, name: x.Name, kind: object.TypeObject, hidden: x.Modifiers&syntax.MemberHidden != 0}
	if x.Type != nil {
		t, err := comp.typeRef(x.Type.TypeName).resolve(fr)
		if err != nil {
			return err
		}
		f.kind = t
	}
	f.meta = &varMeta{}
	for _, a := range x.Attributes {
		attribute, err := comp.variableAttribute(fr, a)
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

// inherited is the property of a base class with the name.
func (c *scriptClass) inherited(name string) *classField {
	for b := c.base; b != nil; b = b.base {
		for _, f := range b.fields {
			if object.EqualNames(f.name, name) {
				return f
			}
		}
	}
	return nil
}

func (c *scriptClass) readMethod(fr *frame, comp *compiler, x *syntax.FunctionMember) error {
	m := &classMethod{class: c, name: x.Function.Name, static: x.Modifiers&syntax.MemberStatic != 0, hidden: x.Modifiers&syntax.MemberHidden != 0}
	m.block = newBlock(x.Function.Body, c.block)
	m.block.isClass = true
	m.block.extent = x.Extent
	mc := &compiler{b: m.block}
	parameters := x.Function.Parameters
	if parameters == nil && x.Function.Body.ParamBlock != nil {
		parameters = x.Function.Body.ParamBlock.Parameters
	}
	for _, p := range parameters {
		mp := methodParameter{name: p.Name.Name, sym: intern(p.Name.Name), kind: object.TypeObject}
		for _, a := range p.Attributes {
			if tc, ok := a.(*syntax.TypeConstraint); ok {
				t, err := comp.typeRef(tc.TypeName).resolve(fr)
				if err != nil {
					return err
				}
				mp.kind = t
			}
		}
		m.block.declares(mp.sym)
		m.parameters = append(m.parameters, mp)
	}
	if x.Constructor {
		return c.addConstructor(m, mc, x)
	}
	m.result = object.TypeVoid
	if x.ReturnType != nil {
		t, err := comp.typeRef(x.ReturnType.TypeName).resolve(fr)
		if err != nil {
			return err
		}
		m.result = t
	}
	c.methods = append(c.methods, m)
	return nil
}

func (c *scriptClass) addConstructor(m *classMethod, mc *compiler, x *syntax.FunctionMember) error {
	m.name = "new"
	if x.BaseCall != nil {
		m.callsBase = true
		m.baseArgs = mc.exprs(x.BaseCall.Arguments)
	}
	if m.static {
		m.name = "cctor"
		m.result = object.TypeVoid
		c.methods = append(c.methods, m)
		return nil
	}
	c.ctors = append(c.ctors, m)
	return nil
}

// signature is PowerShell's rendering of a method.
func (m *classMethod) signature() string {
	var b strings.Builder
	if m.static {
		b.WriteString("static ")
	}
	if m.result == nil {
		b.WriteString(m.class.t.FullName())
	} else {
		b.WriteString(object.AcceleratorOf(m.result))
	}
	b.WriteString(" " + m.name + "(")
	for i, p := range m.parameters {
		if i > 0 {
			b.WriteString(", ")
		}
		name := object.AcceleratorOf(p.kind)
		if p.kind.FullName() == ns+"PSReference" {
			name = "[ref] System.Object"
		}
		b.WriteString(name + " " + p.name)
	}
	b.WriteString(")")
	return b.String()
}

// members are the class's members for object.Type.
func (c *scriptClass) members() []*object.Member {
	var list []*object.Member
	for _, f := range c.fields {
		list = append(list, f.member(false))
	}
	for _, f := range c.statics {
		list = append(list, f.member(true))
	}
	byName := make(map[string]*object.Member)
	add := func(m *classMethod, static bool) {
		key := object.FoldName(m.name)
		if static {
			key = "static " + key
		}
		member := byName[key]
		if member == nil {
			member = &object.Member{Name: m.name, Kind: object.MethodMember, Static: static, Hidden: m.hidden}
			byName[key] = member
			list = append(list, member)
		}
		member.Overloads = append(member.Overloads, object.Overload{Signature: m.signature(),
			Call: func(recv object.Value, args []object.Value) (object.Value, error) { return raw(m.call(recv, args)) }})
	}
	for _, m := range c.methods {
		if m.name != "cctor" {
			add(m, m.static)
		}
	}
	c.inheritOverloads(byName)
	for _, m := range c.ctors {
		ctor := m
		member := byName["static new"]
		if member == nil {
			member = &object.Member{Name: "new", Kind: object.MethodMember, Static: true}
			byName["static new"] = member
			list = append(list, member)
		}
		member.Overloads = append(member.Overloads, object.Overload{Signature: ctor.signature(),
			Call: func(_ object.Value, args []object.Value) (object.Value, error) { return raw(c.create(ctor, args)) }})
	}
	return list
}

// inheritOverloads adds the overloads of base classes to methods of the same name, unless they are overridden.
func (c *scriptClass) inheritOverloads(byName map[string]*object.Member) {
	for b := c.base; b != nil; b = b.base {
		for _, m := range b.methods {
			key := object.FoldName(m.name)
			if m.static {
				key = "static " + key
			}
			member := byName[key]
			if member == nil || c.overrides(m) {
				continue
			}
			inherited := m
			member.Overloads = append(member.Overloads, object.Overload{Signature: m.signature(),
				Call: func(recv object.Value, args []object.Value) (object.Value, error) {
					return raw(inherited.call(recv, args))
				}})
		}
	}
}

// overrides reports whether the class has a method with the same parameters.
func (c *scriptClass) overrides(inherited *classMethod) bool {
	for _, m := range c.methods {
		if !object.EqualNames(m.name, inherited.name) || len(m.parameters) != len(inherited.parameters) {
			continue
		}
		same := true
		for i := range m.parameters {
			same = same && m.parameters[i].kind == inherited.parameters[i].kind
		}
		if same {
			return true
		}
	}
	return false
}

// member is the property as a member of the type.
func (f *classField) member(static bool) *object.Member {
	definition := object.AcceleratorOf(f.kind) + " " + f.name + " {get;set;}"
	if static {
		definition = "static " + definition
	}
	return &object.Member{Name: f.name, Kind: object.PropertyMember, Static: static, ValueType: f.kind, Definition: definition, Hidden: f.hidden,
		Get: func(recv object.Value) (object.Value, error) {
			if static {
				return f.value, nil
			}
			return f.read(recv), nil
		},
		Set: func(recv, v object.Value) error {
			v, err := f.admit(v)
			if err != nil {
				return err
			}
			if static {
				f.value = v
			} else {
				f.write(recv, v)
			}
			return nil
		},
	}
}

// admit converts and validates a value for the property.
func (f *classField) admit(v object.Value) (object.Value, error) {
	v, err := convertFor(v, f.kind)
	if err != nil {
		return nil, err
	}
	for _, a := range f.meta.attributes {
		if v, err = a.apply(f.class.rt, v); err != nil {
			if _, isRecord := err.(*object.ErrorRecord); isRecord {
				return nil, err
			}
			return nil, object.NewError(ns+"ValidationMetadataException", "ValidationMetadataException", object.NotSpecified, "%s", err.Error())
		}
	}
	return v, nil
}

func (f *classField) read(recv object.Value) object.Value {
	switch o := recv.(type) {
	case *ScriptObject:
		if f.index < len(o.fields) {
			return o.fields[f.index]
		}
	case *object.Exception:
		return o.Data[f.name]
	}
	return nil
}

func (f *classField) write(recv, v object.Value) {
	switch o := recv.(type) {
	case *ScriptObject:
		if f.index < len(o.fields) {
			o.fields[f.index] = v
		}
	case *object.Exception:
		if o.Data == nil {
			o.Data = make(map[string]object.Value)
		}
		o.Data[f.name] = v
	}
}
