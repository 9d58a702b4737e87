package syntax

import "strings"

// AttributeTargets tells what an attribute may stand before.
type AttributeTargets uint16

// The targets of attributes, numbered as .NET's.
const (
	TargetAssembly AttributeTargets = 1 << iota
	TargetModule
	TargetClass
	TargetStruct
	TargetEnum
	TargetConstructor
	TargetMethod
	TargetProperty
	TargetField
	TargetEvent
	TargetInterface
	TargetParameter
	TargetDelegate
	TargetReturnValue
	TargetGenericParameter

	TargetAll = TargetGenericParameter<<1 - 1
)

var targetNames = [...]string{"Assembly", "Module", "Class", "Struct", "Enum", "Constructor", "Method", "Property", "Field", "Event",
	"Interface", "Parameter", "Delegate", "ReturnValue", "GenericParameter"}

// String is .NET's text of the flags.
func (t AttributeTargets) String() string {
	if t == TargetAll {
		return "All"
	}
	var names []string
	for i, name := range targetNames {
		if t&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// AttributeType is what the checks know of an attribute's class.
type AttributeType struct {
	Name       string // as messages show it
	Targets    AttributeTargets
	Properties []string // those that named arguments can set
}

// attribute checks that an attribute of a class fits its place, and that arguments are constants and named once.
func (c *checker) attribute(a *Attribute) {
	target := c.attributeTarget()
	inClass := target != 0
	if inClass && c.types != nil && !c.isDefined(a.TypeName) {
		if t := c.types.AttributeType(a.TypeName.Name, c.usings); t != nil {
			c.attributeFits(a, t, target)
		}
	}
	id := "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock"
	if inClass {
		id = "ParameterAttributeArgumentNeedsToBeConstant"
	}
	seen := map[string]bool{}
	for _, arg := range a.NamedArguments {
		name := strings.ToLower(arg.Name)
		switch {
		case seen[name]:
			c.error(arg.Extent, "DuplicateNamedArgument", arg.Name)
		case !arg.ExpressionOmitted && !isAttributeConstant(arg.Argument, inClass):
			c.error(arg.Argument.Span(), id)
		}
		seen[name] = true
	}
	for _, arg := range a.PositionalArguments {
		if !isAttributeConstant(arg, inClass) {
			c.error(arg.Span(), id)
		}
	}
}

// attributeFits reports an attribute where it must not stand, and arguments that it does not have.
func (c *checker) attributeFits(a *Attribute, t *AttributeType, target AttributeTargets) {
	if t.Targets&target == 0 {
		c.error(a.Extent, "AttributeNotAllowedOnDeclaration", t.Name, t.Targets)
	}
	for _, arg := range a.NamedArguments {
		if !containsFold(t.Properties, arg.Name) {
			c.error(arg.Extent, "PropertyNotFoundForAttribute", arg.Name, t.Name, strings.Join(t.Properties, ", "))
		}
	}
}

func containsFold(list []string, name string) bool {
	for _, s := range list {
		if strings.EqualFold(s, name) {
			return true
		}
	}
	return false
}

// attributeTarget is what the attribute visited stands before; 0 outside of classes and enums.
func (c *checker) attributeTarget() AttributeTargets {
	switch n := c.parent(1).(type) {
	case *TypeDefinition:
		if n.Kind == TypeEnum {
			return TargetEnum
		}
		return TargetClass
	case *PropertyMember:
		return TargetProperty | TargetField
	case *FunctionMember:
		if n.Constructor {
			return TargetConstructor
		}
		return TargetMethod
	case *Parameter:
		if _, isMethod := c.parent(3).(*FunctionMember); isMethod {
			return TargetParameter
		}
	}
	return 0
}
