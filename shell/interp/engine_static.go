package interp

import (
	"github.com/partnershell/partnershell/shell/object"
)

// engineStatic calls the static methods that need the engine; handled is false for all others.
func (fr *frame) engineStatic(t *object.Type, name string, args []object.Value) (v object.Value, handled bool, err error) {
	switch t.FullName() {
	case "System.Management.Automation.ScriptBlock":
		if object.EqualNames(name, "Create") && len(args) == 1 {
			b, err := fr.rt.NewScriptBlock(object.ToText(args[0]))
			if err != nil {
				return nil, true, wrapStatic("Create", 1, err)
			}
			b.module = fr.scope.module
			return b, true, nil
		}
	case "System.Management.Automation.PSVariable":
		if object.EqualNames(name, "new") && len(args) >= 1 {
			return fr.newVariable(args), true, nil
		}
	case "System.Management.Automation.Language.Parser":
		return fr.parserStatic(name, args)
	}
	return nil, false, nil
}

// newVariable is [psvariable]::new(name, value).
func (fr *frame) newVariable(args []object.Value) object.Value {
	v := &Variable{Name: object.ToText(args[0]), rt: fr.rt, v: &variable{set: true}, sym: intern(object.ToText(args[0]))}
	if len(args) > 1 {
		v.v.value = args[1]
	}
	return v
}

// wrapStatic is what an exception inside a method becomes outside of it.
func wrapStatic(name string, count int, err error) error {
	e, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	w := object.NewError(ns+"MethodInvocationException", e.Exception.Class.Name(), object.NotSpecified,
		"Exception calling \"%s\" with \"%d\" argument(s): \"%s\"", name, count, e.Exception.Message)
	w.Exception.Inner = e.Exception
	return w
}

// parserStatic is [Parser]::ParseInput and ParseFile.
func (fr *frame) parserStatic(name string, args []object.Value) (object.Value, bool, error) {
	return nil, false, nil
}
