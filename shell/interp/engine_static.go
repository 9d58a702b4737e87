package interp

import (
	"os"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
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
	case "System.Management.Automation.PSParser":
		if object.EqualNames(name, "Tokenize") && len(args) == 2 {
			return fr.tokenize(args)
		}
	case ns + "CommandCompletion":
		if object.EqualNames(name, "CompleteInput") && len(args) == 3 {
			v, err = fr.rt.runText("param($text, $at, $options) TabExpansion2 $text $at -Options $options", args)
			return v, true, err
		}
	}
	return nil, false, nil
}

// tokenize is [psparser]::Tokenize(text or lines, [ref]$errors).
func (fr *frame) tokenize(args []object.Value) (object.Value, bool, error) {
	text := object.ToText(args[0])
	if lines, ok := object.Elements(args[0]); ok {
		text = ""
		for _, line := range lines {
			text += object.ToText(line) + "\n"
		}
	}
	tree, tokens, errs := syntax.ParseWith("", text, syntax.Options{Tokens: true})
	if ref, ok := object.Base(args[1]).(object.Reference); ok {
		if err := ref.Store(parseErrorObjects(tree.Source, errs)); err != nil {
			return nil, true, err
		}
	}
	return oldTokenObjects(tree.Source, tokens), true, nil
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

// parserStatic is [Parser]::ParseInput(text, [ref]$tokens, [ref]$errors) and ParseFile.
func (fr *frame) parserStatic(name string, args []object.Value) (object.Value, bool, error) {
	isFile := object.EqualNames(name, "ParseFile")
	if !isFile && !object.EqualNames(name, "ParseInput") || len(args) < 3 {
		return nil, false, nil
	}
	path, text := "", object.ToText(args[0])
	if isFile {
		path = fr.rt.location.resolve(text)
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, true, wrapStatic(name, len(args), object.NewError("System.IO.FileNotFoundException", "FileNotFoundException",
				object.ObjectNotFound, "Could not find file '%s'.", path))
		}
		text = decodeScript(data)
	}
	tree, tokens, errs := syntax.ParseWith(path, text, syntax.Options{Tokens: true, Types: sessionTypes{fr.rt}})
	outputs := args[len(args)-2:]
	for i, v := range []object.Value{tokenObjects(tree.Source, tokens), parseErrorObjects(tree.Source, errs)} {
		if ref, ok := object.Base(outputs[i]).(object.Reference); ok {
			if err := ref.Store(v); err != nil {
				return nil, true, err
			}
		}
	}
	return astObject(fr.rt, tree.Source, tree), true, nil
}
