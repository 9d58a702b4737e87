package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getItemPropertyValueCommand() *command.Command {
	return &command.Command{
		Name: "Get-ItemPropertyValue", Class: "Microsoft.PowerShell.Commands.GetItemPropertyValueCommand", Module: managementModule,
		Synopsis:    "Gets the values of properties of a file or a folder.",
		Description: "Writes the values alone.",
		Examples: []command.Example{
			{Code: `Get-ItemPropertyValue . -Name LastWriteTime`, Remarks: "When the folder changed."},
		},
		New:        func() command.Processor { return &getItemPropertyValue{} },
		DefaultSet: "Path",
	}
}

// getItemPropertyValue is Get-ItemPropertyValue: gets the values of properties of a file or a folder.
type getItemPropertyValue struct {
	Path        []string     `ps:"notempty; set=Path pos=0 pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string     `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Name        []string     `ps:"alias=PSProperty pos=1 mandatory" help:"The properties."`
	Filter      string       `help:"A pattern that names must match, with * and ?."`
	Include     []string     `help:"Only items whose name matches one of these patterns."`
	Exclude     []string     `help:"Leaves out items whose name matches one of these patterns."`
	Credential  object.Value `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *getItemPropertyValue) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, true)
	if len(o.paths) == 0 {
		o.paths = []string{"."}
	}
	return sessionOf(inv).eachWithProperties(inv, o, func(p place) error {
		found, _, err := properties(p, c.Name, func(e *object.ErrorRecord) error {
			e.ID, e.Category = "System.IO.IOException", object.NotSpecified
			return terminating{e}
		})
		if err != nil {
			return err
		}
		for i := range found.Len() {
			if err := inv.Write(found.At(i)); err != nil {
				return err
			}
		}
		return nil
	})
}
