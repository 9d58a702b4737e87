package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// kindName is a member kind's name in PSMemberTypes.
func kindName(k object.MemberKind) string {
	switch k {
	case object.AliasProperty:
		return "AliasProperty"
	case object.CodeProperty:
		return "CodeProperty"
	case object.PropertyMember:
		return "Property"
	case object.NoteProperty:
		return "NoteProperty"
	case object.ScriptProperty:
		return "ScriptProperty"
	case object.PropertySet:
		return "PropertySet"
	case object.MethodMember:
		return "Method"
	case object.CodeMethod:
		return "CodeMethod"
	case object.ScriptMethod:
		return "ScriptMethod"
	case object.ParameterizedProperty:
		return "ParameterizedProperty"
	case object.MemberSet:
		return "MemberSet"
	}
	return "Event"
}

// memberText is what Get-Member shows as a member's definition.
func memberText(v object.Value, m *object.Member) string {
	if m.Definition != "" {
		if m.Static && !strings.HasPrefix(m.Definition, "static ") {
			return "static " + m.Definition
		}
		return m.Definition
	}
	switch m.Kind {
	case object.NoteProperty:
		return noteText(v, m)
	case object.PropertySet:
		return m.Name + " {" + strings.Join(m.Referenced, ", ") + "}"
	case object.AliasProperty:
		return m.Name + " = " + strings.Join(m.Referenced, "")
	}
	if m.Overloads != nil {
		return strings.Join(m.Definitions(), ", ")
	}
	return propertyText(m)
}

func propertyText(m *object.Member) string {
	t := m.ValueType
	if t == nil {
		t = object.TypeObject
	}
	access := "{get;}"
	if m.Set != nil {
		access = "{get;set;}"
	}
	text := object.ToText(t) + " " + m.Name + " " + access
	if m.Static {
		return "static " + text
	}
	return text
}

// noteText is a note property with its present value: "string Name=x".
func noteText(v object.Value, m *object.Member) string {
	var value object.Value
	if m.Get != nil {
		value, _ = m.Get(object.Base(v))
	}
	if object.IsNull(value) {
		return "object " + m.Name + "=null"
	}
	return shortTypeText(object.TypeOf(value)) + " " + m.Name + "=" + object.ToText(oneText(value))
}

// oneText keeps a collection from being written out: it shows as its type.
func oneText(v object.Value) object.Value {
	if _, isCollection := object.Elements(v); isCollection {
		return object.TypeOf(v).FullName()
	}
	return v
}

// shortTypeText is a type's name without namespaces, accelerators first: "string", "Object[]".
func shortTypeText(t *object.Type) string {
	text := object.ToText(t)
	head, tail, generic := strings.Cut(text, "[")
	if i := strings.LastIndexByte(head, '.'); i >= 0 {
		head = head[i+1:]
	}
	if !generic {
		return head
	}
	return head + "[" + tail
}
