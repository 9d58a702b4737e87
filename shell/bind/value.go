package bind

import (
	"errors"
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// bindValue converts, validates and stores a value for parameter p.
func (b *Binding) bindValue(p int, v object.Value, text string, from origin) error {
	if from == byCommandLine && b.isDelayBind(p, v) {
		if !b.context.ExpectingInput {
			return b.target.bindingError("ScriptBlockArgumentNoInput", object.MetadataError, "Cannot evaluate parameter '%s' because "+
				"its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.",
				b.target.Parameters[p].Name)
		}
		b.store(p, v, from)
		b.delayed = append(b.delayed, delayed{p, object.Base(v).(object.Callable)})
		return nil
	}
	converted, err := b.convert(p, v, text)
	if err != nil {
		return err
	}
	if err := b.checkTypeName(p, converted); err != nil {
		return err
	}
	if err := b.validate(p, converted); err != nil {
		return err
	}
	b.store(p, converted, from)
	return nil
}

// checkTypeName refuses values without the type name that the parameter asks for.
func (b *Binding) checkTypeName(p int, v object.Value) error {
	parameter := b.target.Parameters[p]
	if parameter.PSTypeName == "" || object.IsNull(v) {
		return nil
	}
	items := []object.Value{v}
	if list, ok := object.Elements(v); ok && parameter.Type.Elem() != nil {
		items = list
	}
	for _, item := range items {
		if !slices.ContainsFunc(object.TypeNames(item), func(name string) bool { return object.EqualNames(name, parameter.PSTypeName) }) {
			return b.target.newError("System.Management.Automation.ParameterBindingArgumentTransformationException", "MismatchedPSTypeName",
				object.InvalidArgument, "Cannot bind argument to parameter '%s', because PSTypeNames of the argument do not match the "+
					"PSTypeName required by the parameter: %s.", parameter.Name, parameter.PSTypeName)
		}
	}
	return nil
}

func (b *Binding) store(p int, v object.Value, from origin) {
	b.values[p], b.state[p] = v, from
	b.order = append(b.order, p)
}

// isDelayBind reports whether v is a script block to be evaluated for each pipeline object.
func (b *Binding) isDelayBind(p int, v object.Value) bool {
	if _, ok := object.Base(v).(object.Callable); !ok || b.context.DelayBind == nil {
		return false
	}
	t := b.target.Parameters[p].Type
	if t == object.TypeObject || t == object.TypeScriptBlock || t.Elem() == object.TypeScriptBlock || t.Elem() == object.TypeObject {
		return false
	}
	s, ok := b.pipelineSet(p, b.sets)
	return ok && (s.Pipeline || s.ByName)
}

// fitsAsIs reports whether v already has the parameter's type; null has every class's but that of text.
func (b *Binding) fitsAsIs(p int, v object.Value) bool {
	t := b.target.Parameters[p].Type
	if t == object.TypeObject {
		return true
	}
	if object.IsNull(v) {
		return t.Kind() == object.ClassType && t != object.TypeString
	}
	have := object.TypeOf(v)
	return have != nil && have.AssignableTo(t)
}

// packs reports whether v is, or has, what elements of the parameter's array type are, so that it only has to be put into
// an array. That is no conversion.
func (b *Binding) packs(p int, v object.Value) bool {
	elem := b.target.Parameters[p].Type.Elem()
	if elem == nil || object.IsNull(v) || len(b.target.Parameters[p].Transforms) > 0 {
		return false
	}
	items, many := object.Elements(v)
	if !many {
		items = []object.Value{v}
	}
	for _, item := range items {
		if have := object.TypeOf(object.Base(item)); elem != object.TypeObject && (have == nil || !have.AssignableTo(elem)) {
			return false
		}
	}
	return true
}

// convert makes v a value of the parameter's type.
func (b *Binding) convert(p int, v object.Value, text string) (object.Value, error) {
	parameter := b.target.Parameters[p]
	for _, transform := range parameter.Transforms {
		changed, err := transform(v)
		if err != nil {
			return nil, b.target.transformationError(parameter, err)
		}
		v = changed
	}
	t := parameter.Type
	if object.IsNothing(v) {
		v = nil
	}
	if v == nil && !b.target.Script && t != object.TypeBoolean {
		return nil, b.checkNull(parameter) // a compiled command's parameter is left as it is; validators see the null
	}
	switch {
	case text == "" || b.target.Script:
	case t == object.TypeObject || t == object.TypePSObject:
		return object.Literal(v, text), nil
	case t.Elem() == object.TypeObject || t.Elem() == object.TypePSObject:
		return object.NewTypedArray(t.Elem(), []object.Value{object.Literal(v, text)}), nil
	}
	switch t {
	case object.TypeObject:
		return v, nil
	case object.TypeString:
		if text != "" {
			return text, nil
		}
		return b.toString(parameter, v)
	case object.TypeSwitch, object.TypeBoolean:
		return b.toFlag(parameter, v)
	}
	if _, isFraction := v.(float64); text != "" && (t.Elem() == object.TypeString || isFraction && t == object.TypeDateTime) {
		v = text // a date is made of whole numbers or text
	}
	if t.FullName() == "System.Management.Automation.PSReference" {
		if _, ok := object.Base(v).(object.Reference); ok {
			return v, nil
		}
		return nil, b.target.transformationError(parameter, errors.New("Reference type is expected in argument."))
	}
	if v == nil && b.mandatory(p) && t.Kind() == object.ClassType {
		return nil, nil // refused by validate, as null
	}
	if text != "" {
		v = object.LiteralFor(v, text, t)
	}
	converted, err := object.Convert(v, t)
	if err != nil {
		return nil, b.target.conversionError(parameter, b.elementError(v, t, err))
	}
	if parameter.Field == -1 && isSuspend(converted) {
		return nil, b.target.settingError(parameter, object.NewException("System.NotSupportedException",
			"The action preference Suspend is reserved for future use."))
	}
	if t.Elem() == object.TypeString && !b.target.Script {
		keepNulls(converted, v)
	}
	return converted, nil
}

// keepNulls puts the nulls of a list back among the texts that it was converted to: validation sees them, and only a
// script's parameter has empty texts instead.
func keepNulls(texts, list object.Value) {
	to, _ := object.Base(texts).(*object.Array)
	from, _ := object.Base(list).(*object.Array)
	if to == nil || from == nil || to == from || len(to.Items) != len(from.Items) {
		return
	}
	for i, item := range from.Items {
		if object.IsNull(item) {
			to.Items[i] = nil
		}
	}
}

// isSuspend reports the action preference that no common parameter takes.
func isSuspend(v object.Value) bool {
	e, ok := v.(object.Enum)
	return ok && e.EnumType.FullName() == actionPreference && e.Value == 5
}

// elementError is the error of the element that has no form of an array's element type: a compiled command's array is
// made element by element.
func (b *Binding) elementError(v object.Value, array *object.Type, whole error) error {
	element := array.Elem()
	if element == nil || b.target.Script {
		return whole
	}
	items, ok := object.Elements(v)
	if !ok {
		items = []object.Value{v}
	}
	for _, item := range items {
		if _, err := object.Convert(item, element); err != nil {
			return err
		}
	}
	return whole
}

// checkNull refuses a null for a parameter whose type has no null and nothing that stands for it, as a number has 0.
func (b *Binding) checkNull(p *command.Parameter) error {
	if p.Type.Kind() != object.StructType && p.Type.Kind() != object.EnumType || len(p.Validators) > 0 {
		return nil
	}
	_, err := object.Convert(nil, p.Type)
	if err == nil {
		return nil
	}
	return b.target.settingError(p, err)
}

func (b *Binding) mandatory(p int) bool {
	s, ok := b.target.inSets(p, b.sets)
	return ok && s.Mandatory
}

// toString: null stays null for a mandatory parameter's check; a cmdlet or advanced function refuses collections.
func (b *Binding) toString(parameter *command.Parameter, v object.Value) (object.Value, error) {
	if s, ok := v.(string); ok {
		return s, nil
	}
	if v == nil {
		return "", nil
	}
	if _, isList := object.Elements(v); isList && !b.target.Simple {
		if b.target.Script {
			return nil, b.target.transformationError(parameter, errors.New("Cannot convert value to type System.String."))
		}
		return nil, b.target.bindingError("CannotConvertArgument", object.InvalidArgument,
			"Cannot convert '%s' to the type 'System.String' required by parameter '%s'. Specified method is not supported.",
			object.TypeOf(v).FullName(), parameter.Name)
	}
	return object.ToText(v), nil
}

// toFlag converts to bool or switch, which take numbers and Booleans but no text.
func (b *Binding) toFlag(parameter *command.Parameter, v object.Value) (object.Value, error) {
	isSwitch := parameter.Type == object.TypeSwitch
	wrap := func(f bool) object.Value {
		if isSwitch {
			return object.Switch(f)
		}
		return f
	}
	switch x := object.Base(v).(type) {
	case bool:
		return wrap(x), nil
	case object.Switch:
		return wrap(bool(x)), nil
	case nil:
		if isSwitch {
			return wrap(false), nil
		}
	case int32, int64, float64, uint8, int16, uint16, uint32, uint64, int8, float32:
		if !isSwitch {
			return object.ToBool(x), nil
		}
		converted, err := object.Convert(x, parameter.Type)
		if err != nil {
			return nil, b.target.conversionError(parameter, err)
		}
		return converted, nil
	}
	name := "System.Management.Automation.Language.NullString"
	if have := object.TypeOf(v); have != nil {
		name = have.FullName()
	}
	err := errors.New("Cannot convert value \"" + name + "\" to type \"" + parameter.Type.FullName() +
		"\". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.")
	return nil, b.target.conversionError(parameter, err)
}

// validate runs the parameter's validators and what a mandatory parameter refuses.
func (b *Binding) validate(p int, v object.Value) error {
	parameter := b.target.Parameters[p]
	for _, validator := range parameter.Validators {
		if err := validator.Validate(v); err != nil {
			return b.target.validationError(parameter, err)
		}
	}
	if b.mandatory(p) {
		return b.validateMandatory(parameter, v)
	}
	return nil
}

func (b *Binding) validateMandatory(parameter *command.Parameter, v object.Value) error {
	const refused = "ParameterArgumentValidationError"
	if object.IsNull(v) {
		if parameter.AllowNull {
			return nil
		}
		return b.target.refusedError(refused+"NullNotAllowed", "Cannot bind argument to parameter '%s' because it is null.", parameter.Name)
	}
	if s, ok := object.Base(v).(string); ok && s == "" && !parameter.AllowEmptyString && parameter.Type == object.TypeString {
		return b.target.refusedError(refused+"EmptyStringNotAllowed",
			"Cannot bind argument to parameter '%s' because it is an empty string.", parameter.Name)
	}
	isArray := parameter.Type.Elem() != nil
	items, isList := object.Elements(v)
	switch {
	case !isList || !isArray && !isCollection(parameter.Type):
		return nil
	case len(items) > 0 || parameter.AllowEmptyCollection:
		return b.validateElements(parameter, items)
	case isArray:
		return b.target.refusedError(refused+"EmptyArrayNotAllowed",
			"Cannot bind argument to parameter '%s' because it is an empty array.", parameter.Name)
	}
	return b.target.refusedError(refused+"EmptyCollectionNotAllowed",
		"Cannot bind argument to parameter '%s' because it is an empty collection.", parameter.Name)
}

// isCollection reports the classes whose objects a mandatory parameter wants to hold something; dictionaries are none.
func isCollection(t *object.Type) bool {
	return (t.Implements("System.Collections.IList") || t.Implements("System.Collections.Generic.ICollection`1")) &&
		!t.Implements("System.Collections.IDictionary") && !t.Implements("System.Collections.Generic.IDictionary`2")
}

func (b *Binding) validateElements(parameter *command.Parameter, items []object.Value) error {
	for _, item := range items {
		if object.IsNull(item) && !parameter.AllowNull {
			return b.target.refusedError("ParameterArgumentValidationErrorNullNotAllowed",
				"Cannot bind argument to parameter '%s' because it is null.", parameter.Name)
		}
		if s, ok := object.Base(item).(string); ok && s == "" && !parameter.AllowEmptyString && parameter.Type.Elem() == object.TypeString {
			return b.target.refusedError("ParameterArgumentValidationErrorEmptyStringNotAllowed",
				"Cannot bind argument to parameter '%s' because it is an empty string.", parameter.Name)
		}
	}
	return nil
}
