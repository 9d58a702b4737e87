package interp

import (
	"maps"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// typeText is a type name as LookupType wants it.
func typeText(t *syntax.TypeName) string {
	if t.ElementType != nil {
		return typeText(t.ElementType) + "[" + strings.Repeat(",", max(t.Rank, 1)-1) + "]"
	}
	name := t.Name
	if len(t.GenericArguments) > 0 {
		args := make([]string, len(t.GenericArguments))
		for i, a := range t.GenericArguments {
			args[i] = typeText(a)
		}
		name += "[" + strings.Join(args, ",") + "]"
	}
	return name
}

// typeRef is a type name in the tree, looked up when it is first needed.
type typeRef struct {
	name  *syntax.TypeName
	block *block
	found *object.Type
}

func (c *compiler) typeRef(t *syntax.TypeName) *typeRef { return &typeRef{name: t, block: c.b} }

// resolve finds the type; script classes of the running block come first.
func (r *typeRef) resolve(fr *frame) (*object.Type, error) {
	if r.found != nil {
		return r.found, nil
	}
	t := resolveTypeName(fr.rt, r.block, r.name)
	if t == nil {
		return nil, typeNotFound(r.block, r.name)
	}
	r.found = t
	return t, nil
}

func typeNotFound(b *block, name *syntax.TypeName) error {
	text := typeText(name)
	if b != nil && b.source != nil {
		text = b.source.Slice(name.Extent)
	}
	e := runtimeError("TypeNotFound", object.InvalidOperation, "Unable to find type [%s].", text)
	e.Target, e.TargetName, e.TargetType = text, text, "TypeName"
	return e
}

// resolveTypeName finds the type for a name as seen from a block.
func resolveTypeName(rt *Runtime, b *block, name *syntax.TypeName) *object.Type {
	if name.ElementType != nil {
		elem := resolveTypeName(rt, b, name.ElementType)
		if elem == nil {
			return nil
		}
		if name.Rank <= 1 {
			return object.ArrayOf(elem)
		}
		return object.ArrayOfRank(elem, name.Rank)
	}
	if len(name.GenericArguments) == 0 {
		return namedType(rt, b, name.Name)
	}
	return resolveGeneric(rt, b, name)
}

func resolveGeneric(rt *Runtime, b *block, name *syntax.TypeName) *object.Type {
	args := make([]*object.Type, len(name.GenericArguments))
	for i, a := range name.GenericArguments {
		if args[i] = resolveTypeName(rt, b, a); args[i] == nil {
			return nil
		}
	}
	definition := name.Name
	if !strings.Contains(definition, "`") {
		definition += "`" + string(rune('0'+len(args)))
	}
	if t := namedType(rt, b, definition); t != nil {
		return object.Close(t, args...)
	}
	return nil
}

// namedType finds a type without arguments: a class of the script, then the library, then the namespaces in use.
func namedType(rt *Runtime, b *block, name string) *object.Type {
	for outer := b; outer != nil; outer = outer.outer {
		if t := outer.types[object.FoldName(name)]; t != nil {
			return t
		}
	}
	if t := rt.here().scope.scriptType(object.FoldName(name)); t != nil {
		return t
	}
	if t := object.LookupType(name); t != nil {
		return t
	}
	if object.EqualNames(name[max(0, len(name)-len("Ast")):], "Ast") || strings.Contains(name, "AstVisitor") {
		astClasses()
		if t := object.DefinedType(name); t != nil {
			return t
		}
	}
	if t := attributeType(name); t != nil {
		return t
	}
	for outer := b; outer != nil; outer = outer.outer {
		for _, ns := range outer.namespaces {
			if t := object.LookupType(ns + "." + name); t != nil {
				return t
			}
		}
	}
	return nil
}

// scriptType finds a class or enum of a script that ran in the scope or in one around it.
func (s *scope) scriptType(folded string) *object.Type {
	for ; s != nil; s = s.parent {
		if t := s.types[folded]; t != nil {
			return t
		}
	}
	return nil
}

// addTypes makes types known in the scope.
func (s *scope) addTypes(types map[string]*object.Type) {
	if s.types == nil {
		s.types = make(map[string]*object.Type, len(types))
	}
	maps.Copy(s.types, types)
}

// lookupType finds a type by text at run time (-as 'int', New-Object).
func (rt *Runtime) lookupType(fr *frame, name string) *object.Type {
	name = strings.TrimSpace(name)
	if strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") && !strings.HasSuffix(name, "[]") {
		name = name[1 : len(name)-1]
	}
	var b *block
	if fr != nil {
		b = fr.block
	}
	find := func(name string) *object.Type { return namedType(rt, b, name) }
	if !strings.ContainsAny(name, "[], ") {
		return find(name)
	}
	return object.LookupTypeIn(name, find)
}

// LookupType finds a type by name, script classes included; nil if there is none.
func (rt *Runtime) LookupType(name string) *object.Type { return rt.lookupType(rt.top, name) }

func (c *compiler) typeLiteral(name *syntax.TypeName) evalFn {
	ref := c.typeRef(name)
	return func(fr *frame) (object.Value, error) {
		t, err := ref.resolve(fr)
		if err != nil {
			return nil, err
		}
		return t, nil
	}
}

// convertFor converts a value, at no cost if it has the type already.
func convertFor(v object.Value, t *object.Type) (object.Value, error) {
	switch t {
	case object.TypeObject:
		return settle(v), nil
	case object.TypeInt32:
		switch x := v.(type) {
		case int32:
			return v, nil
		case string:
			if n, ok := shortNumber(x); ok {
				return object.Int32(n), nil
			}
		}
	case object.TypeString:
		if _, ok := v.(string); ok {
			return v, nil
		}
	}
	return object.Convert(v, t)
}

// shortNumber reads text that is nothing but a few digits.
func shortNumber(s string) (n int32, ok bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := range len(s) {
		digit := s[i] - '0'
		if digit > 9 {
			return 0, false
		}
		n = n*10 + int32(digit)
	}
	return n, true
}

// convert compiles a cast.
func (c *compiler) convert(x *syntax.ConvertExpression) evalFn {
	name := x.Type.TypeName
	if name.ElementType == nil {
		if fn := c.specialCast(object.FoldName(name.Name), x); fn != nil {
			return fn
		}
	}
	ref, child := c.typeRef(name), c.expr(x.Child)
	return func(fr *frame) (object.Value, error) {
		v, err := child(fr)
		if err != nil {
			return nil, err
		}
		t, err := ref.resolve(fr)
		if err != nil {
			return nil, err
		}
		return fr.castTo(v, t)
	}
}

// namedBy is the type that a text converted to a type names; nil if there is none.
func (fr *frame) namedBy(v object.Value, target *object.Type) *object.Type {
	if target != object.TypeType {
		return nil
	}
	if name, ok := object.Base(v).(string); ok {
		return fr.rt.lookupType(fr, name)
	}
	return nil
}

// castTo is a cast at run time. Methods called on the result of a cast to a base class are those of that class only
// where the cast stands right before the member; see castReceiver.
func (fr *frame) castTo(v object.Value, t *object.Type) (object.Value, error) {
	if found := fr.namedBy(v, t); found != nil {
		return found, nil
	}
	if t == object.TypePSObject && !object.IsNull(v) {
		return object.Wrap(v), nil
	}
	if t == object.TypeString && !isPlain(v) {
		if _, isList := object.Elements(v); isList {
			return fr.text(v)
		}
	}
	return convertFor(v, t)
}

// specialCast compiles the casts that look at the expression they stand before.
func (c *compiler) specialCast(name string, x *syntax.ConvertExpression) evalFn {
	table, isTable := x.Child.(*syntax.HashtableExpression)
	switch name {
	case "ordered":
		if isTable {
			return c.hashtable(table, object.NewOrdered)
		}
		return failing(runtimeError("OrderedAttributeOnlyOnHashLiteralNode", object.ParserError,
			"The ordered attribute can be specified only on a hash literal node."))
	case "pscustomobject", "system.management.automation.pscustomobject":
		if isTable {
			return c.customObject(table)
		}
		return c.toCustomObject(x.Child)
	case "ref", "system.management.automation.psreference":
		return c.reference(x.Child)
	case "void", "system.void":
		child := c.expr(x.Child)
		return func(fr *frame) (object.Value, error) {
			_, err := child(fr)
			return object.Nothing, err
		}
	case "hashtable":
		if isTable {
			return c.expr(table)
		}
	}
	return nil
}

// customObject compiles [pscustomobject]@{ }: when the keys are constants all its objects share one shape.
func (c *compiler) customObject(x *syntax.HashtableExpression) evalFn {
	names := make([]string, len(x.Pairs))
	values := make([]evalFn, len(x.Pairs))
	for i, p := range x.Pairs {
		key, ok := constantOf(p.Key)
		name, isText := key.(string)
		if !ok || !isText || object.EqualNames(name, "PSTypeName") {
			return c.dynamicCustomObject(x)
		}
		names[i], values[i] = name, c.valueOf(p.Value)
	}
	shape := object.ShapeOf(names...)
	if shape.Len() != len(names) {
		return c.dynamicCustomObject(x)
	}
	return func(fr *frame) (object.Value, error) {
		slots := make([]object.Value, len(values))
		for i, fn := range values {
			v, err := fn(fr)
			if err != nil {
				return nil, err
			}
			slots[i] = settle(v)
		}
		return object.NewCustomObject(shape, slots), nil
	}
}

func (c *compiler) dynamicCustomObject(x *syntax.HashtableExpression) evalFn {
	table := c.hashtable(x, object.NewOrdered)
	return func(fr *frame) (object.Value, error) {
		v, err := table(fr)
		if err != nil {
			return nil, err
		}
		return customObjectOf(v.(*object.Dictionary)), nil
	}
}

func customObjectOf(d *object.Dictionary) object.Value {
	o := object.NewCustomObject(object.EmptyShape, nil)
	var typeNames []string
	for _, e := range d.Entries() {
		name := object.ToText(e.Key)
		if object.EqualNames(name, "PSTypeName") {
			typeNames = append(typeNames, object.ToText(e.Value))
			continue
		}
		o.Set(name, e.Value)
	}
	var v object.Value = o
	for _, name := range typeNames {
		v = object.AddTypeName(v, name)
	}
	return v
}

func (c *compiler) toCustomObject(e syntax.Expression) evalFn {
	child := c.expr(e)
	return func(fr *frame) (object.Value, error) {
		v, err := child(fr)
		if err != nil {
			return nil, err
		}
		if d, ok := object.Base(v).(*object.Dictionary); ok {
			return customObjectOf(d), nil
		}
		return v, nil
	}
}

// reference compiles [ref]: to a variable if one stands there, else to a fresh place.
func (c *compiler) reference(e syntax.Expression) evalFn {
	v, ok := e.(*syntax.VariableExpression)
	if ok {
		if _, isConstant := constantOf(e); isConstant {
			ok = false
		}
	}
	if !ok || v.Drive != "" {
		child := c.expr(e)
		return func(fr *frame) (object.Value, error) {
			value, err := child(fr)
			if err != nil {
				return nil, err
			}
			return &Reference{rt: fr.rt, v: &variable{value: settle(value), set: true}, sym: intern("")}, nil
		}
	}
	sym, scoped := intern(v.Name), v.Scope
	return func(fr *frame) (object.Value, error) {
		s := qualified(fr.scope, scoped)
		found := s.find(sym)
		if found == nil {
			e := runtimeError("NonExistingVariableReference", object.InvalidOperation,
				"[ref] cannot be applied to a variable that does not exist.")
			e.Target, e.TargetName = sym.name, sym.name
			return nil, e
		}
		return &Reference{rt: fr.rt, v: found, sym: sym}, nil
	}
}

// Reference is [ref]$variable.
type Reference struct {
	rt  *Runtime
	v   *variable
	sym *symbol
}

// Type implements object.Object: PSReference of the value's type.
func (r *Reference) Type() *object.Type {
	t := object.TypeOf(r.v.value)
	if t == nil {
		t = object.TypeObject
	}
	definition := object.DefinedType("System.Management.Automation.PSReference`1")
	if definition == nil {
		definition = object.Define("System.Management.Automation.PSReference`1", object.ClassType,
			object.LookupType("System.Management.Automation.PSReference"))
	}
	made := object.Close(definition, t)
	made.SetMembers(referenceMembers)
	return made
}

// Load implements object.Reference.
func (r *Reference) Load() object.Value { return r.v.value }

// Store implements object.Reference.
func (r *Reference) Store(v object.Value) error { return r.v.assign(r.rt, r.sym, v) }

func referenceMembers() []*object.Member {
	return []*object.Member{{
		Name: "Value", Kind: object.PropertyMember, Definition: "System.Object Value {get;set;}",
		Get: func(recv object.Value) (object.Value, error) { return recv.(*Reference).Load(), nil },
		Set: func(recv, v object.Value) error { return recv.(*Reference).Store(v) },
	}}
}
