package filesystem

import (
	"os"
	"sort"
	"strings"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// environment is the provider of Env:.
type environment struct{}

func (environment) name() string              { return "Environment" }
func (environment) isContainer(n string) bool { return n == "" }

func (environment) exists(name string) bool {
	if name == "" {
		return true
	}
	_, ok := os.LookupEnv(name)
	return ok
}

func (environment) names(string) ([]string, error) {
	var names []string
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); name != "" { // Windows has hidden ones that begin with =
			names = append(names, name)
		}
	}
	sortNames(names)
	return names, nil
}

func sortNames(names []string) {
	sort.Slice(names, func(i, j int) bool { return object.CurrentCulture.CompareText(names[i], names[j], true) < 0 })
}

func (e environment) item(name string) (object.Value, error) {
	return &dotnet.Pair{Entry: object.Entry{Key: name, Value: e.value(name)},
		PairType: object.LibraryType("System.Collections.DictionaryEntry")}, nil
}

func (environment) value(name string) object.Value { return os.Getenv(name) }

func (e environment) set(name string, v object.Value, o setOptions) error {
	if o.isNew && !o.force && e.exists(name) {
		return badArgumentText("The value '" + name + "' already exists.")
	}
	if pair, ok := object.Base(v).(*dotnet.Pair); ok {
		v = pair.Value
	}
	if object.IsNull(v) {
		return e.remove(name, true)
	}
	if err := os.Setenv(name, object.ToText(v)); err != nil {
		return badArgumentText(err.Error())
	}
	return nil
}

func (environment) remove(name string, _ bool) error { return os.Unsetenv(name) }

// variables is the provider of Variable:.
type variables struct{ rt *interp.Runtime }

func (variables) name() string              { return "Variable" }
func (variables) isContainer(n string) bool { return n == "" }
func (t variables) exists(name string) bool { return name == "" || t.rt.FindVariable(name) != nil }

func (t variables) names(string) ([]string, error) {
	list, err := t.rt.Variables("")
	names := make([]string, len(list))
	for i, v := range list {
		names[i] = v.Name
	}
	return names, err
}

func (t variables) item(name string) (object.Value, error) {
	v := t.rt.FindVariable(name)
	if v == nil {
		return nil, pathTextNotFound("Variable:" + separator + name)
	}
	v, _ = v.OnDrive(t.rt)
	return v, nil
}

func (t variables) value(name string) object.Value {
	if v := t.rt.FindVariable(name); v != nil {
		return v.Value()
	}
	return nil
}

func (t variables) set(name string, v object.Value, o setOptions) error {
	known := t.rt.FindVariable(name)
	if known != nil && o.isNew && !o.force {
		return failure(automation+"PSArgumentException", "Argument", object.InvalidArgument, name,
			"A variable with name '%s' already exists.", name)
	}
	if other, ok := object.Base(v).(*interp.Variable); ok {
		v = other.Value()
	}
	if known != nil && o.force {
		return known.ForceSet(v)
	}
	return t.rt.SetVariable(name, v)
}

func (t variables) remove(name string, force bool) error {
	v := t.rt.FindVariable(name)
	if v == nil {
		return nil
	}
	options := v.Options()
	_, local := v.OnDrive(t.rt)
	refused := func(id, reason string) error {
		return failure(automation+"SessionStateUnauthorizedAccessException", id, object.WriteError, name,
			"Cannot remove variable %s because %s", name, reason)
	}
	switch {
	case options&interp.OptionConstant != 0, options&interp.OptionReadOnly != 0 && !force:
		return refused("VariableNotRemovable", "it is constant or read-only. If the variable is read-only, "+
			"try the operation again specifying the Force option.")
	case local:
		return refused("VariableNotRemovableRare", "the variable has been optimized and is not removable. "+
			"Try using the Remove-Variable cmdlet (without any aliases), or dot-sourcing the command that you are using "+
			"to remove the variable.")
	}
	v.Remove()
	return nil
}

// functions is the provider of Function:.
type functions struct{ rt *interp.Runtime }

func (functions) name() string              { return "Function" }
func (functions) isContainer(n string) bool { return n == "" }
func (t functions) exists(name string) bool { return name == "" || t.rt.Function(name) != nil }

func (t functions) names(string) ([]string, error) {
	var names []string
	for _, f := range t.rt.Functions() {
		names = append(names, f.Name)
	}
	return names, nil
}

func (t functions) item(name string) (object.Value, error) { return t.rt.Function(name), nil }

func (t functions) value(name string) object.Value {
	v, _, err := object.GetProperty(t.rt.Function(name), "ScriptBlock")
	if err != nil {
		return nil
	}
	return v
}

func (t functions) set(name string, v object.Value, o setOptions) error {
	if o.isNew && !o.force && t.exists(name) {
		return failure(automation+"PSArgumentException", "Argument", object.InvalidArgument, name,
			"A function with name '%s' already exists.", name)
	}
	if object.IsNull(v) {
		t.rt.RemoveFunction(name)
		return nil
	}
	return t.rt.SetFunctionValue(name, v)
}

func (t functions) remove(name string, _ bool) error {
	t.rt.RemoveFunction(name)
	return nil
}

// aliases is the provider of Alias:.
type aliases struct{ rt *interp.Runtime }

func (aliases) name() string              { return "Alias" }
func (aliases) isContainer(n string) bool { return n == "" }
func (t aliases) exists(name string) bool { return name == "" || t.rt.FindAlias(name) != nil }

func (t aliases) names(string) ([]string, error) {
	var names []string
	for _, a := range t.rt.Aliases() {
		names = append(names, a.Name)
	}
	return names, nil
}

func (t aliases) item(name string) (object.Value, error) {
	return t.rt.AliasCommand(t.rt.FindAlias(name)), nil
}

func (t aliases) value(name string) object.Value {
	if a := t.rt.FindAlias(name); a != nil {
		return a.Definition
	}
	return nil
}

func (t aliases) set(name string, v object.Value, o setOptions) error {
	known := t.rt.FindAlias(name)
	if known != nil && o.isNew && !o.force {
		return failure(automation+"SessionStateException", "AliasAlreadyExists", object.ResourceExists, name,
			"The alias is not allowed, because an alias with the name '%s' already exists.", name)
	}
	if err := aliasWritable(known, o.force); err != nil {
		return err
	}
	if object.IsNull(v) {
		t.rt.RemoveAlias(name)
		return nil
	}
	a := &interp.Alias{Name: name, Definition: object.ToText(v)}
	if e, ok := object.Base(o.options).(object.Enum); ok {
		a.Options = interp.VariableOptions(e.Value)
	}
	return t.rt.SetAlias("", a)
}

func aliasWritable(a *interp.Alias, force bool) error {
	if a == nil || a.Options&interp.OptionConstant == 0 && (force || a.Options&interp.OptionReadOnly == 0) {
		return nil
	}
	return failure(automation+"SessionStateUnauthorizedAccessException", "AliasNotWritable", object.WriteError, a.Name,
		"Alias is not writeable because alias %s is read-only or constant and cannot be written to.", a.Name)
}

func (t aliases) remove(name string, force bool) error {
	if err := aliasWritable(t.rt.FindAlias(name), force); err != nil {
		return err
	}
	t.rt.RemoveAlias(name)
	return nil
}
