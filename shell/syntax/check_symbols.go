package syntax

import "strings"

// TypeLookup answers what the checks of classes ask about types that the script itself does not define.
type TypeLookup interface {
	// HasType reports whether a type may exist, by its name as written. A generic type comes without its arguments,
	// but with their number.
	HasType(name string, arguments int, usings []*UsingStatement) bool
	// HasModule reports whether a module can be found, by its name or path as written in the file.
	HasModule(file, name string) bool
	// AttributeType describes an attribute's class by the name as written; nil if there is none.
	AttributeType(name string, usings []*UsingStatement) *AttributeType
}

// symbols checks the names of types and properties. PowerShell does so before all other checks of the tree.
func (c *checker) symbols(n Node) {
	switch n := n.(type) {
	case *ScriptBlock:
		c.typeNames(n)
	case *TypeConstraint:
		c.classUses(n.TypeName)
	case *TypeExpression:
		c.classUses(n.TypeName)
	case *Attribute:
		c.knownAttribute(n.TypeName)
	case *AssignmentStatement:
		c.propertyTarget(n.Left)
	case *UsingStatement:
		c.module(n)
	}
}

// module reports a module that cannot be found.
func (c *checker) module(u *UsingStatement) {
	if u.Kind != UsingModule || c.types == nil {
		return
	}
	name, shown := u.Module(), ""
	switch {
	case u.Name != nil:
		shown = name
	case u.ModuleSpecification != nil:
		shown = c.src.Slice(u.ModuleSpecification.Extent)
	}
	switch {
	case strings.ContainsAny(name, "*?["):
		c.error(u.Extent, "WildCardModuleNameError")
	case name != "" && !c.types.HasModule(c.src.Name, name):
		c.error(u.Extent, "ModuleNotFoundDuringParse", shown)
	}
}

// Module is the name or path of the module that a using statement names; empty if that is not a constant.
func (u *UsingStatement) Module() string {
	if u.ModuleSpecification == nil {
		if u.Name == nil {
			return ""
		}
		return u.Name.Value
	}
	for _, pair := range u.ModuleSpecification.Pairs {
		key, _ := constantKey(pair.Key)
		if value, ok := PureExpression(pair.Value).(*StringConstantExpression); ok && strings.EqualFold(key, "ModuleName") {
			return value.Value
		}
	}
	return ""
}

// propertyTarget reports a variable assigned to in a method that bears the name of a property: the property is
// reached through $this or the class.
func (c *checker) propertyTarget(target Expression) {
	switch e := target.(type) {
	case *ArrayLiteral:
		for _, element := range e.Elements {
			c.propertyTarget(element)
		}
	case *ConvertExpression:
		c.propertyTarget(e.Child)
	case *VariableExpression:
		property, class := c.propertyNamed(e)
		switch {
		case property == nil:
		case property.Modifiers&MemberStatic != 0:
			c.error(e.Extent, "MissingTypeInStaticPropertyAssignment", "["+class.Name+"]::", property.Name)
		default:
			c.error(e.Extent, "MissingThis", "$this.", property.Name)
		}
	}
}

// propertyNamed returns the property a variable in a method's own body is named after, unless a parameter is, too.
func (c *checker) propertyNamed(v *VariableExpression) (*PropertyMember, *TypeDefinition) {
	m, ok := c.member().(*FunctionMember)
	if !ok || !v.IsVariable() || v.Scope != ScopeNone {
		return nil, nil
	}
	for _, param := range m.Function.Parameters {
		if strings.EqualFold(param.Name.Name, v.Name) {
			return nil, nil
		}
	}
	class := c.class()
	if class == nil {
		return nil, nil
	}
	for _, member := range class.Members {
		if property, ok := member.(*PropertyMember); ok && strings.EqualFold(property.Name, v.Name) {
			return property, class
		}
	}
	return nil, nil
}

// class returns the innermost class around the node visited.
func (c *checker) class() *TypeDefinition {
	for i := len(c.path) - 1; i >= 0; i-- {
		if d, ok := c.path[i].(*TypeDefinition); ok {
			return d
		}
	}
	return nil
}

// definedTypes returns the names of the classes and enums of a script, in lower case.
func definedTypes(tree *ScriptBlock) map[string]bool {
	names := map[string]bool{}
	Inspect(tree, func(n Node) bool {
		if d, ok := n.(*TypeDefinition); ok {
			names[strings.ToLower(d.Name)] = true
		}
		return true
	})
	return names
}

// classUses checks a type named anywhere within a class: there every type must exist before the script runs.
func (c *checker) classUses(t *TypeName) {
	if c.types != nil && c.class() != nil && !isOrdered(t) {
		c.knownType(t)
	}
}

// knownType reports a type that does not exist.
func (c *checker) knownType(t *TypeName) {
	if t.ElementType != nil {
		c.knownType(t.ElementType)
		return
	}
	arguments := len(t.GenericArguments)
	if !c.isDefined(t) && !c.types.HasType(t.Name, arguments, c.usings) {
		at := t.Extent
		if arguments > 0 {
			at.End = at.Start + int32(len(t.Name))
		}
		c.error(at, "TypeNotFound", t.Name)
	}
	for _, arg := range t.GenericArguments {
		c.knownType(arg)
	}
}

// isDefined reports a class or enum of the script itself.
func (c *checker) isDefined(t *TypeName) bool {
	return len(t.GenericArguments) == 0 && c.defined[strings.ToLower(t.Name)]
}

// knownAttribute reports an attribute within a class whose type does not exist.
func (c *checker) knownAttribute(t *TypeName) {
	if c.types == nil || c.class() == nil || c.isDefined(t) || c.defined[strings.ToLower(t.Name)+"attribute"] {
		return
	}
	if c.types.AttributeType(t.Name, c.usings) == nil {
		c.error(t.Extent, "CustomAttributeTypeNotFound", t.Name)
	}
}

// typeNames reports classes and enums of one name in a block.
func (c *checker) typeNames(b *ScriptBlock) {
	seen := map[string]bool{}
	for _, block := range [...]*NamedBlock{b.DynamicParam, b.Begin, b.Process, b.End, b.Clean} {
		if block == nil {
			continue
		}
		for _, s := range block.Statements {
			d, ok := s.(*TypeDefinition)
			if !ok {
				continue
			}
			if name := strings.ToLower(d.Name); seen[name] {
				c.error(d.Extent, "MemberAlreadyDefined", d.Name)
			} else {
				seen[name] = true
			}
		}
	}
}
