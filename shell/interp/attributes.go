package interp

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// validation is a validation attribute of a variable.
type validation struct{ command.Validator }

func (v validation) apply(_ *Runtime, value object.Value) (object.Value, error) {
	return value, v.Validate(value)
}

// transformation converts on the way into a variable.
type transformation func(v object.Value) (object.Value, error)

func (t transformation) apply(_ *Runtime, v object.Value) (object.Value, error) { return t(v) }

// readValidator reads a Validate… attribute of a parameter, or one of a class that the script defined.
func readValidator(fr *frame, c *compiler, p *command.Parameter, a *syntax.Attribute) error {
	v, err := newValidator(fr, c, a)
	if err != nil {
		return err
	}
	if v != nil {
		p.Validators = append(p.Validators, v)
		return nil
	}
	return readCustomAttribute(fr, c, p, a)
}

// newValidator makes the validator that an attribute stands for; nil if it is none.
func newValidator(fr *frame, c *compiler, a *syntax.Attribute) (command.Validator, error) {
	args, err := attributeArguments(fr, c, a)
	if err != nil {
		return nil, err
	}
	named := map[string]object.Value{}
	for _, n := range a.NamedArguments {
		v, err := c.expr(n.Argument)(fr)
		if err != nil {
			return nil, err
		}
		named[object.FoldName(n.Name)] = v
	}
	message := object.ToText(named["errormessage"])
	switch attributeName(a) {
	case "validateset":
		return newValidateSet(fr, args, named, message)
	case "validaterange":
		return newValidateRange(args)
	case "validatelength":
		lo, hi, err := bounds(args)
		return &command.ValidateLength{Min: lo, Max: hi}, err
	case "validatecount":
		lo, hi, err := bounds(args)
		return &command.ValidateCount{Min: lo, Max: hi}, err
	case "validatepattern":
		return newValidatePattern(args, named, message)
	case "validatescript":
		return newValidateScript(fr, args, message)
	case "validatenotnull":
		return command.ValidateNotNull{}, nil
	case "validatenotnullorempty":
		return command.ValidateNotNullOrEmpty{}, nil
	case "validatenotnullorwhitespace":
		return command.ValidateNotNullOrWhiteSpace{}, nil
	case "validateuserdrive":
		return &command.ValidateDrive{Drives: []string{"User"}}, nil
	case "validatedrive":
		d := &command.ValidateDrive{}
		for _, v := range args {
			d.Drives = append(d.Drives, object.ToText(v))
		}
		return d, nil
	}
	return nil, nil
}

func bounds(args []object.Value) (lo, hi int, err error) {
	if len(args) != 2 {
		return 0, 0, attributeCountError(len(args))
	}
	if lo, err = object.ToInt(args[0]); err != nil {
		return 0, 0, err
	}
	hi, err = object.ToInt(args[1])
	return lo, hi, err
}

func attributeCountError(n int) error {
	return runtimeError("MethodCountCouldNotFindBest", object.NotSpecified,
		"Cannot find an overload for \".ctor\" and the argument count: \"%d\".", n)
}

func newValidateSet(fr *frame, args []object.Value, named map[string]object.Value, message string) (command.Validator, error) {
	s := &command.ValidateSet{IgnoreCase: true, ErrorMessage: message}
	if v, ok := named["ignorecase"]; ok {
		s.IgnoreCase = object.ToBool(v)
	}
	if len(args) == 1 {
		if t, ok := args[0].(*object.Type); ok {
			return validValuesOf(fr, t, s)
		}
	}
	for _, v := range args {
		s.Values = append(s.Values, object.ToText(v))
	}
	return s, nil
}

// validValuesOf asks a class that implements IValidateSetValuesGenerator for its values.
func validValuesOf(fr *frame, t *object.Type, s *command.ValidateSet) (command.Validator, error) {
	o, err := object.New(t, nil)
	if err != nil {
		return nil, err
	}
	v, err := object.InvokeMethod(o, "GetValidValues", nil)
	if err != nil {
		return nil, err
	}
	for _, item := range itemsOf(v) {
		s.Values = append(s.Values, object.ToText(item))
	}
	return s, nil
}

func newValidateRange(args []object.Value) (command.Validator, error) {
	switch len(args) {
	case 1:
		return &command.ValidateRange{Kind: object.ToText(args[0])}, nil
	case 2:
		return &command.ValidateRange{Min: args[0], Max: args[1]}, nil
	}
	return nil, attributeCountError(len(args))
}

func newValidatePattern(args []object.Value, named map[string]object.Value, message string) (command.Validator, error) {
	if len(args) != 1 {
		return nil, attributeCountError(len(args))
	}
	p := &command.ValidatePattern{Pattern: object.ToText(args[0]), Options: 1, ErrorMessage: message}
	if v, ok := named["options"]; ok {
		p.Options = regexOptions(v)
	}
	return p, nil
}

// regexOptions reads RegexOptions given as enum, number or text.
func regexOptions(v object.Value) object.RegexOptions {
	if e, ok := object.Base(v).(object.Enum); ok {
		return object.RegexOptions(e.Value)
	}
	if t := object.LookupType("System.Text.RegularExpressions.RegexOptions"); t != nil {
		if c, err := object.Convert(v, t); err == nil {
			if e, ok := c.(object.Enum); ok {
				return object.RegexOptions(e.Value)
			}
		}
	}
	return 0
}

func newValidateScript(fr *frame, args []object.Value, message string) (command.Validator, error) {
	if len(args) != 1 {
		return nil, attributeCountError(len(args))
	}
	block, ok := args[0].(*ScriptBlock)
	if !ok {
		return nil, attributeCountError(len(args))
	}
	rt := fr.rt
	return &command.ValidateScript{Text: block.Text(), ErrorMessage: message,
		Block: func(v object.Value) (object.Value, error) { return block.evaluateIn(rt, v) }}, nil
}

// variableAttribute makes what an attribute before a variable does to it; nil if nothing.
func (c *compiler) variableAttribute(fr *frame, a *syntax.Attribute) (variableAttribute, error) {
	v, err := newValidator(fr, c, a)
	if err != nil {
		return nil, err
	}
	if v != nil {
		return validation{v}, nil
	}
	p := &command.Parameter{}
	if knownAttribute(a.TypeName.Name) != nil {
		return nil, nil
	}
	if err := readCustomAttribute(fr, c, p, a); err != nil {
		return nil, err
	}
	if len(p.Transforms) > 0 {
		return transformation(p.Transforms[0]), nil
	}
	if len(p.Validators) > 0 {
		return validation{p.Validators[0]}, nil
	}
	return nil, nil
}

// readCustomAttribute reads an attribute whose class the script defined: a transformation or a validation.
func readCustomAttribute(fr *frame, c *compiler, p *command.Parameter, a *syntax.Attribute) error {
	name := *a.TypeName
	t := resolveTypeName(fr.rt, c.b, &name)
	if t == nil {
		name.Name += "Attribute"
		t = resolveTypeName(fr.rt, c.b, &name)
	}
	if t == nil {
		return runtimeError("CustomAttributeTypeNotFound", object.InvalidOperation, "Cannot find the type for custom attribute "+
			"'%s'. Make sure that the assembly that contains this type is loaded.", a.TypeName.Name)
	}
	args, err := attributeArguments(fr, c, a)
	if err != nil {
		return err
	}
	o, err := object.New(t, args)
	if err != nil {
		return err
	}
	for _, n := range a.NamedArguments {
		v, err := c.expr(n.Argument)(fr)
		if err != nil {
			return err
		}
		if err := object.SetProperty(o, n.Name, v); err != nil {
			return err
		}
	}
	switch {
	case object.FindMember(o, "Transform") != nil:
		engine := fr.rt.engineIntrinsics()
		p.Transforms = append(p.Transforms, func(v object.Value) (object.Value, error) {
			return object.InvokeMethod(o, "Transform", []object.Value{engine, v})
		})
	case object.FindMember(o, "ValidateElement") != nil:
		p.Validators = append(p.Validators, customValidator{o, "ValidateElement", fr.rt})
	case object.FindMember(o, "Validate") != nil:
		p.Validators = append(p.Validators, customValidator{o, "Validate", fr.rt})
	}
	return nil
}

// customValidator runs the method of a script class.
type customValidator struct {
	object object.Value
	method string
	rt     *Runtime
}

// Validate implements command.Validator.
func (c customValidator) Validate(v object.Value) error {
	if c.method == "Validate" {
		_, err := object.InvokeMethod(c.object, c.method, []object.Value{v, c.rt.engineIntrinsics()})
		return err
	}
	for _, item := range itemsOf(v) {
		if _, err := object.InvokeMethod(c.object, c.method, []object.Value{item}); err != nil {
			return err
		}
	}
	return nil
}
