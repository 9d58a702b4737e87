package interp

import (
	"sort"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// Variable is a variable as an object: what Get-Variable returns. Changing it changes the variable.
type Variable struct {
	Name string
	rt   *Runtime
	v    *variable
	sym  *symbol
	read func() object.Value // of a computed variable; nil for others

	local bool // presented as a LocalVariable
	fresh bool // made by DeclareVariable
}

// Fresh reports whether DeclareVariable made the variable.
func (v *Variable) Fresh() bool { return v.fresh }

// Type implements object.Object.
func (v *Variable) Type() *object.Type {
	defineEngineMembers()
	if v.local {
		return localVariableType
	}
	return variableType
}

// Value is the variable's value.
func (v *Variable) Value() object.Value {
	if v.read != nil {
		return v.read()
	}
	return v.v.value
}

// Set assigns to the variable, as an assignment in a script does.
func (v *Variable) Set(value object.Value) error { return v.v.assign(v.rt, v.sym, value) }

// ForceSet assigns even to a read-only variable; a constant refuses.
func (v *Variable) ForceSet(value object.Value) error {
	if v.v.options()&OptionConstant != 0 {
		return errNotWritable(v.Name)
	}
	options := v.v.options()
	if options&OptionReadOnly != 0 {
		v.v.change(func(m *varMeta) { m.options &^= OptionReadOnly })
		defer v.v.change(func(m *varMeta) { m.options = options })
	}
	return v.v.assign(v.rt, v.sym, value)
}

// Options are the variable's options.
func (v *Variable) Options() VariableOptions { return v.v.options() }

// SetOptions changes the options.
func (v *Variable) SetOptions(o VariableOptions) {
	v.v.change(func(m *varMeta) { m.options = o })
	if o&OptionAllScope != 0 {
		v.rt.allScope[v.sym] = v.v
	} else if v.rt.allScope[v.sym] == v.v {
		delete(v.rt.allScope, v.sym)
	}
}

// Description is the text given to New-Variable.
func (v *Variable) Description() string {
	if v.v.meta == nil {
		return ""
	}
	return v.v.meta.description
}

// SetDescription changes the description.
func (v *Variable) SetDescription(text string) { v.v.change(func(m *varMeta) { m.description = text }) }

// Private reports whether Visibility is Private.
func (v *Variable) Private() bool { return v.v.meta != nil && v.v.meta.hidden }

// SetVisibility makes the variable private or public.
func (v *Variable) SetVisibility(private bool) { v.v.change(func(m *varMeta) { m.hidden = private }) }

// Remove unsets the variable.
func (v *Variable) Remove() {
	*v.v = variable{}
	if v.rt.allScope[v.sym] == v.v {
		delete(v.rt.allScope, v.sym)
	}
}

// OnDrive is the variable as the Variable: drive has it: one that a running block keeps in a slot of its own is a
// LocalVariable, and local is set.
func (v *Variable) OnDrive(rt *Runtime) (presented *Variable, local bool) {
	for at := rt.here().scope; at != nil && at.kind != globalScope; at = at.parent {
		for i := range at.fixed {
			if &at.fixed[i] == v.v {
				copied := *v
				copied.local = true
				return &copied, true
			}
		}
	}
	return v, false
}

// Optimized reports whether the variable belongs to a running block that its caller's code may not take it from.
func (v *Variable) Optimized(rt *Runtime) bool {
	s := rt.here().scope
	for at := s.parent; at != nil; at = at.parent {
		for i := range at.fixed {
			if &at.fixed[i] == v.v {
				return at.kind != globalScope
			}
		}
	}
	return false
}

// FindVariable finds a variable as the running script sees it; nil if there is none. The name may have a scope prefix.
func (rt *Runtime) FindVariable(name string) *Variable {
	fr := rt.here()
	s, plain, scoped := fr.splitScope(name)
	sym := intern(plain)
	if scoped {
		if v := rt.inScope(s, sym); v != nil {
			return &Variable{Name: sym.name, rt: rt, v: v, sym: sym}
		}
		return nil
	}
	if v := s.find(sym); v != nil {
		return &Variable{Name: sym.name, rt: rt, v: v, sym: sym}
	}
	return rt.specialVariable(fr, sym)
}

// specialVariable presents $?, $MyInvocation and their kin as variables.
func (rt *Runtime) specialVariable(fr *frame, sym *symbol) *Variable {
	if sym.folded == "?" {
		return &Variable{Name: "?", rt: rt, sym: sym, v: &variable{value: rt.success, set: true, meta: &varMeta{options: OptionReadOnly | OptionAllScope}}}
	}
	for at := fr.scope; at != nil; at = at.parent {
		if v := rtSpecial(fr, sym, at); v != nil {
			return &Variable{Name: sym.name, rt: rt, sym: sym, v: &variable{value: *v, set: true}}
		}
	}
	return nil
}

// ScopeError says that -Scope names no scope.
func ScopeError(scopeName string) *object.ErrorRecord {
	if _, err := strconv.Atoi(scopeName); err == nil {
		return object.NewError(ns+"PSArgumentOutOfRangeException", "ArgumentOutOfRange", object.InvalidArgument,
			"The scope number '%s' exceeds the number of active scopes. (Parameter 'Scope')\nActual value was %s.", scopeName, scopeName)
	}
	return object.NewError(ns+"PSArgumentException", "Argument", object.InvalidArgument,
		"Cannot process argument because the value of argument \"scopeID\" is not valid. Change the value of the \"scopeID\" argument and run the operation again.")
}

// scopeNamed is the scope that -Scope means: Global, Local, Script, or a number of scopes up.
func (rt *Runtime) scopeNamed(name string) (*scope, error) {
	s := rt.here().scope
	switch object.FoldName(name) {
	case "", "local", "private":
		return s, nil
	case "global":
		return s.global(), nil
	case "script":
		return s.script(), nil
	}
	n, err := strconv.Atoi(name)
	if err != nil || n < 0 {
		return nil, ScopeError(name)
	}
	if s = s.up(n); s == nil {
		return nil, ScopeError(name)
	}
	return s, nil
}

// VariableIn finds a variable in the scope that -Scope names, nil if it has none.
func (rt *Runtime) VariableIn(scopeName, name string) (*Variable, error) {
	s, err := rt.scopeNamed(scopeName)
	if err != nil {
		return nil, err
	}
	sym := intern(name)
	if v := rt.inScope(s, sym); v != nil {
		return &Variable{Name: sym.name, rt: rt, v: v, sym: sym}, nil
	}
	return nil, nil
}

// inScope is the variable that a scope has: its own, or one that all scopes share; nil if there is none.
func (rt *Runtime) inScope(s *scope, sym *symbol) *variable {
	if v := s.own(sym); v != nil {
		return v
	}
	if rt.allScope[sym] != nil {
		if v := s.find(sym); v != nil && v.options()&OptionAllScope != 0 {
			return v
		}
	}
	return nil
}

// DeclareVariable makes a variable in the scope that -Scope names (empty: the current one); an existing one is
// returned as it is.
func (rt *Runtime) DeclareVariable(scopeName, name string) (*Variable, error) {
	s, err := rt.scopeNamed(scopeName)
	if err != nil {
		return nil, err
	}
	sym := intern(name)
	v := rt.inScope(s, sym)
	fresh := v == nil
	if fresh {
		v = s.declare(sym)
		v.value, v.set = nil, true
	}
	return &Variable{Name: sym.name, rt: rt, v: v, sym: sym, fresh: fresh}, nil
}

// Variables lists the variables of one scope and those that all scopes share, or with an empty name all that the
// running script sees, sorted by name.
func (rt *Runtime) Variables(scopeName string) ([]*Variable, error) {
	s, err := rt.scopeNamed(scopeName)
	if err != nil {
		return nil, err
	}
	seen := make(map[*symbol]bool)
	var list []*Variable
	for at := s; at != nil; at = at.parent {
		for i, sym := range at.table.symbols {
			v := at.at(int32(i))
			if v == nil || !v.set || seen[sym] || at != s && (v.private() || scopeName != "" && v.options()&OptionAllScope == 0) {
				continue
			}
			seen[sym] = true
			list = append(list, &Variable{Name: sym.name, rt: rt, v: v, sym: sym})
		}
	}
	for _, sym := range []*symbol{intern("?"), symMyInvocation, symBound, symScriptRoot, symCommandPath} {
		if v := rt.specialVariable(rt.here(), sym); v != nil && !seen[sym] && s == rt.here().scope {
			list = append(list, v)
		}
	}
	sort.Slice(list, func(i, j int) bool { return strings.ToLower(list[i].Name) < strings.ToLower(list[j].Name) })
	return list, nil
}

// optionsValue is ScopedItemOptions as an enum.
func optionsValue(o VariableOptions) object.Value {
	t := object.LookupType(ns + "ScopedItemOptions")
	if t == nil {
		return int32(o)
	}
	return object.Enum{EnumType: t, Value: int64(o)}
}

func variableMembers() []*object.Member {
	type variable = *Variable
	return []*object.Member{
		getter("Name", "string Name {get;}", func(v variable) object.Value { return v.Name }),
		property("Value", "System.Object Value {get;set;}", func(v variable) object.Value { return v.Value() },
			func(v variable, value object.Value) error { return v.Set(value) }),
		property("Description", "string Description {get;set;}", func(v variable) object.Value { return v.Description() },
			func(v variable, value object.Value) error { v.SetDescription(object.ToText(value)); return nil }),
		property("Options", "System.Management.Automation.ScopedItemOptions Options {get;set;}",
			func(v variable) object.Value { return optionsValue(v.Options()) },
			func(v variable, value object.Value) error {
				e, err := object.Convert(value, orObject(object.LookupType(ns+"ScopedItemOptions")))
				if err != nil {
					return err
				}
				if o, ok := e.(object.Enum); ok {
					v.SetOptions(VariableOptions(o.Value))
				}
				return nil
			}),
		getter("Attributes", "System.Collections.ObjectModel.Collection[System.Attribute] Attributes {get;}",
			func(v variable) object.Value { return psobjectCollection(v.attributeObjects()) }),
		property("Visibility", "System.Management.Automation.SessionStateEntryVisibility Visibility {get;set;}",
			func(v variable) object.Value {
				if v.Private() {
					return enumValue(ns+"SessionStateEntryVisibility", "Private")
				}
				return enumValue(ns+"SessionStateEntryVisibility", "Public")
			},
			func(v variable, value object.Value) error {
				v.SetVisibility(object.EqualNames(object.ToText(value), "Private"))
				return nil
			}),
		getter("Module", "psmoduleinfo Module {get;}", func(v variable) object.Value { return nil }),
		getter("ModuleName", "string ModuleName {get;}", func(v variable) object.Value { return "" }),
		method("IsValidValue", "bool IsValidValue(System.Object value)", func(v variable, args []object.Value) (object.Value, error) {
			if v.v.meta == nil {
				return true, nil
			}
			_, err := v.v.meta.admit(v.rt, v.sym, args[0])
			return err == nil, nil
		}),
	}
}

func (v *Variable) attributeObjects() []object.Value {
	if v.v.meta == nil || v.v.meta.parameter && len(v.v.meta.attributes) == 0 {
		return nil
	}
	var list []object.Value
	if v.v.meta.constraint != nil {
		list = append(list, &attributeObject{name: ns + "ArgumentTypeConverterAttribute", target: v.v.meta.constraint})
	}
	for _, a := range v.v.meta.attributes {
		list = append(list, &attributeObject{name: attributeClass(a), target: a})
	}
	return list
}

// attributeObject presents an attribute to scripts.
type attributeObject struct {
	name   string
	target any
}

// Type implements object.Object.
func (a *attributeObject) Type() *object.Type {
	if t := object.LookupType(a.name); t != nil {
		return t
	}
	return object.Define(a.name, object.ClassType, nil)
}

func attributeClass(a variableAttribute) string {
	v, ok := a.(validation)
	if !ok {
		return ns + "ArgumentTransformationAttribute"
	}
	return ns + validatorName(v.Validator) + "Attribute"
}
