package dotnet

import (
	"os/user"

	"github.com/partnershell/partnershell/shell/object"
)

// windowsIdentity is System.Security.Principal.WindowsIdentity: who runs the program. Outside of Windows .NET refuses to
// say; here it is the system's user, since scripts only ask for the name and whether they may change the computer.
type windowsIdentity struct{ user *user.User }

// Type implements object.Object.
func (*windowsIdentity) Type() *object.Type {
	return object.LibraryType("System.Security.Principal.WindowsIdentity")
}

func windowsIdentityClass() class {
	return class{
		statics: methods{"GetCurrent": try(func(args) (object.Value, error) {
			u, err := user.Current()
			if err != nil {
				return nil, object.NewException("System.InvalidOperationException", "%s", err.Error())
			}
			return &windowsIdentity{u}, nil
		})},
		properties: getters{
			"Name":               get(func(w *windowsIdentity) object.Value { return w.user.Username }),
			"IsAuthenticated":    constant(true),
			"IsAnonymous":        constant(false),
			"IsGuest":            constant(false),
			"AuthenticationType": constant(""),
		},
		methods: methods{
			"Dispose":  do(func(*windowsIdentity, args) object.Value { return object.Nothing }),
			"ToString": do(func(w *windowsIdentity, _ args) object.Value { return w.Type().FullName() }),
		},
	}
}

// windowsPrincipal is System.Security.Principal.WindowsPrincipal.
type windowsPrincipal struct{ identity *windowsIdentity }

// Type implements object.Object.
func (*windowsPrincipal) Type() *object.Type {
	return object.LibraryType("System.Security.Principal.WindowsPrincipal")
}

// administrators is WindowsBuiltInRole.Administrator.
const administrators = 544

func windowsPrincipalClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			identity, ok := a.at(0).(*windowsIdentity)
			if !ok {
				return nil, argumentNull("ntIdentity")
			}
			return &windowsPrincipal{identity}, nil
		}),
		properties: getters{"Identity": get(func(p *windowsPrincipal) object.Value { return p.identity })},
		methods: methods{
			"IsInRole": do(func(_ *windowsPrincipal, a args) object.Value {
				role := a.enum(0, 0)
				if n, ok := toInt64(a.at(0)); ok {
					role = n
				}
				name := a.text(0)
				return (role == administrators || object.EqualNames(name, "Administrators") || object.EqualNames(name, `BUILTIN\Administrators`)) &&
					isElevated()
			}),
		},
	}
}
