package dotnet

import (
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

// TestNothingPanics calls every method that works, with null and with empty arguments, on an object that was made
// without arguments: it may fail, but only as .NET does.
func TestNothingPanics(t *testing.T) {
	t.Chdir(t.TempDir()) // constructors may make files
	for line := range strings.Lines(membersText + moreText) {
		name, ok := strings.CutPrefix(strings.TrimSpace(line), "# ")
		if !ok || touchesSystem(name) || strings.Contains(name, "`") {
			continue
		}
		typ := object.LookupType(name)
		if typ == nil {
			continue
		}
		recv, err := object.New(typ, nil)
		if err != nil || recv == nil {
			recv, _ = object.Convert("1", typ)
		}
		for _, static := range []bool{true, false} {
			if !static && recv == nil {
				continue
			}
			for _, m := range typ.DeclaredMembers(static) {
				for _, o := range m.Overloads {
					tryOverload(t, name, m, o, recv)
				}
			}
		}
	}
}

// touchesSystem are the types whose methods would change something outside the test or wait.
func touchesSystem(name string) bool {
	switch name {
	case "System.Console", "System.GC", "System.Threading.Thread", "System.Environment":
		return true
	}
	return strings.HasPrefix(name, "System.IO.") || strings.HasPrefix(name, "System.Threading.")
}

func tryOverload(t *testing.T, typ string, m *object.Member, o object.Overload, recv object.Value) {
	count := 0
	if inner := o.Signature[strings.IndexByte(o.Signature, '(')+1:]; len(inner) > 1 {
		count = strings.Count(inner, ",") + 1
	}
	for _, v := range []object.Value{nil, "", int32(-1), object.NewArray()} {
		a := make(values, count)
		for i := range a {
			a[i] = v
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("[%s] %s with %v: %v", typ, o.Signature, v, r)
				}
			}()
			if m.Static {
				_, _ = object.InvokeStatic(lookup(t, typ), m.Name, a)
			} else {
				_, _ = object.InvokeMethod(recv, m.Name, a)
			}
		}()
	}
}
