package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func newObjectCommand() *command.Command {
	return &command.Command{
		Name: "New-Object", Class: "Microsoft.PowerShell.Commands.NewObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Makes an object of a .NET type.",
		Description: "Calls the constructor that fits the arguments and then sets the properties given. Of COM " +
			"classes the two that scripts commonly use for pop-ups and known folders are answered.",
		Examples: []command.Example{
			{Code: `New-Object System.Collections.ArrayList`, Remarks: "An empty list."},
			{Code: `New-Object psobject -Property @{Name='a'; Size=1}`, Remarks: "A custom object."},
		},
		New:        func() command.Processor { return &newObject{} },
		DefaultSet: "Net",
	}
}

// newObject is New-Object: makes an object of a .NET type.
type newObject struct {
	TypeName     string             `ps:"set=Net pos=0 mandatory" help:"The type."`
	ArgumentList []object.Value     `ps:"alias=Args set=Net pos=1" help:"The constructor's arguments."`
	Strict       object.Switch      `ps:"set=Com" help:"Fails if the COM class is answered by another library."`
	Property     *object.Dictionary `ps:"type=System.Collections.IDictionary" help:"Properties to set afterwards."`
}
