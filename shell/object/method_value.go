package object

import "strings"

// MethodValue is a method that was read without parentheses (PSMethod); it prints as its overloads.
type MethodValue struct {
	Receiver Value // nil for a static method
	Owner    *Type // of a static method
	Member   *Member
}

// Type implements Object: PSMethod for constructors; for other methods a generic class below it.
func (m *MethodValue) Type() *Type {
	if m.Member.Name == constructorName {
		return LibraryType("System.Management.Automation.PSMethod")
	}
	return typePSMethodOf
}

var typePSMethodOf = Define("System.Management.Automation.PSMethod`1", ClassType, LibraryType("System.Management.Automation.PSMethod"))

// Text implements Texter.
func (m *MethodValue) Text() string { return strings.Join(m.OverloadDefinitions(), ", ") }

// OverloadDefinitions are the signatures as PowerShell shows them.
func (m *MethodValue) OverloadDefinitions() []string {
	return m.Member.Definitions()
}

// Call implements Callable: PSMethod.Invoke.
func (m *MethodValue) Call(args ...Value) (Value, error) {
	if m.Owner != nil {
		return InvokeStatic(m.Owner, m.Member.Name, args)
	}
	return InvokeMethod(m.Receiver, m.Member.Name, args)
}

// Definitions are a method's signatures as PowerShell shows them.
func (m *Member) Definitions() []string {
	all := make([]string, len(m.Overloads))
	for i, o := range m.Overloads {
		all[i] = o.Signature
		if m.Static && !strings.HasPrefix(o.Signature, "static ") && m.Name != constructorName {
			all[i] = "static " + o.Signature
		}
	}
	return append(all, m.Explicit...)
}

// callExtra calls a method that was added to v.
func callExtra(v Value, m *Member, args []Value) (Value, error) {
	if m.Kind == AliasProperty && len(m.Referenced) == 1 {
		return InvokeMethod(v, m.Referenced[0], args)
	}
	if !m.IsMethod() || len(m.Overloads) == 0 {
		return nil, methodNotFound(TypeOf(v), m.Name)
	}
	result, err := m.Overloads[0].Call(v, args)
	return result, wrapScriptMethodError(err, m, len(args))
}

// wrapScriptMethodError is what a caller sees of an error in a script method.
func wrapScriptMethodError(err error, m *Member, count int) error {
	e, ok := err.(*ErrorRecord)
	if !ok {
		return err
	}
	wrapped := NewError("System.Management.Automation.MethodInvocationException", "ScriptMethodRuntimeException", NotSpecified,
		"Exception calling \"%s\" with \"%d\" argument(s): \"%s\"", m.Name, count, e.Exception.Message)
	wrapped.Exception.Inner = e.Exception
	return wrapped
}
