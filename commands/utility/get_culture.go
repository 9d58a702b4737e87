package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getCultureCommand() *command.Command {
	return &command.Command{
		Name: "Get-Culture", Class: "Microsoft.PowerShell.Commands.GetCultureCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Gives the culture that numbers and dates are written in.",
		Description: "Writes the session's culture, or those named.",
		Examples: []command.Example{
			{Code: `Get-Culture | ForEach-Object Name`, Remarks: "The culture's name."},
		},
		New:         func() command.Processor { return &getCulture{} },
		DefaultSet:  "CurrentCulture",
		OutputTypes: []string{"System.Globalization.CultureInfo"},
	}
}

// getCulture is Get-Culture: gives the culture that numbers and dates are written in.
type getCulture struct {
	Name            []string      `ps:"notnull set=Name pos=0 pipeline" help:"The cultures' names."`
	NoUserOverrides object.Switch `ps:"set=CurrentCulture,Name" help:"Accepted; there are none here."`
	ListAvailable   object.Switch `ps:"set=ListAvailable" help:"All cultures known here."`
}

// Process implements command.Processor.
func (c *getCulture) Process(inv *command.Invocation) error {
	switch inv.Set {
	case "Name":
		for _, name := range c.Name {
			culture := object.LookupCulture(name)
			if culture == nil {
				e := object.NewError("System.Globalization.CultureNotFoundException", "ItemNotFoundException", object.ObjectNotFound,
					"Culture is not supported. (Parameter 'name')\n%s is an invalid culture identifier.", name)
				e.Target = name
				return inv.WriteError(e)
			}
			if err := inv.Write(culture); err != nil {
				return err
			}
		}
		return nil
	case "ListAvailable":
		for _, name := range []string{"", "de-DE", "en-GB", "en-US", "fr-FR", "ja-JP"} {
			if err := inv.Write(object.LookupCulture(name)); err != nil {
				return err
			}
		}
		return nil
	}
	return inv.Write(object.CurrentCulture)
}
