package syntax

import "strings"

// symbols checks the names of types and properties. PowerShell does so before all other checks of the tree.
func (c *checker) symbols(n Node) {
	switch n := n.(type) {
	case *ScriptBlock:
		c.typeNames(n)
	case *TypeConstraint:
		if c.typeExists != nil && c.inClassHead() {
			c.knownType(n.TypeName)
		}
	case *AssignmentStatement:
		c.propertyTarget(n.Left)
	}
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

// inClassHead reports whether the node visited belongs to a class but not to the body of a method.
func (c *checker) inClassHead() bool {
	for i := len(c.path) - 1; i >= 0; i-- {
		switch c.path[i].(type) {
		case *ScriptBlock:
			return false
		case *TypeDefinition:
			return true
		}
	}
	return false
}

// knownType reports a type that does not exist.
func (c *checker) knownType(t *TypeName) {
	if t.ElementType != nil {
		c.knownType(t.ElementType)
		return
	}
	for _, arg := range t.GenericArguments {
		c.knownType(arg)
	}
	if !c.defined[strings.ToLower(t.Name)] && !c.typeExists(t.Name) {
		c.error(t.Extent, "TypeNotFound", t.FullName())
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
