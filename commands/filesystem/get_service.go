package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getServiceCommand() *command.Command {
	return &command.Command{
		Name: "Get-Service", Class: "Microsoft.PowerShell.Commands.GetServiceCommand", Module: managementModule,
		Synopsis:    "Is not available: this shell does not manage Windows services.",
		Description: "The command exists so that scripts from Windows get a clear error, and can go on with -ErrorAction.",
		Examples: []command.Example{
			{Code: `Get-Service -ErrorAction SilentlyContinue`, Remarks: "Writes nothing."},
		},
		New:        func() command.Processor { return &getService{} },
		DefaultSet: "Default",
	}
}

// getService is Get-Service, which says that there are no services to list.
type getService struct {
	Name              []string       `ps:"alias=ServiceName set=Default pos=0 pipeline byname" help:"The names."`
	DisplayName       []string       `ps:"set=DisplayName mandatory" help:"The names that people see."`
	DependentServices object.Switch  `ps:"alias=DS" help:"Services that depend on these."`
	RequiredServices  object.Switch  `ps:"alias=SDO,ServicesDependedOn" help:"Services that these depend on."`
	Include           []string       `help:"Only services whose name matches one of these patterns."`
	Exclude           []string       `help:"Leaves out services whose name matches one of these patterns."`
	InputObject       []object.Value `ps:"set=InputObject pipeline" help:"Services to look at again."`
}

// Process implements command.Processor.
func (c *getService) Process(inv *command.Invocation) error {
	return inv.WriteError(notSupportedHere("Get-Service", "this shell does not manage Windows services. Run it in PowerShell on Windows."))
}

// notSupportedHere is the error of a command that exists only to say so.
func notSupportedHere(name, reason string) *object.ErrorRecord {
	return object.NewError("System.PlatformNotSupportedException", "NotSupported", object.NotImplemented,
		"%s is not available: %s", name, reason)
}
