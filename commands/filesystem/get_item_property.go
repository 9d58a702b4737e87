package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getItemPropertyCommand() *command.Command {
	return &command.Command{
		Name: "Get-ItemProperty", Class: "Microsoft.PowerShell.Commands.GetItemPropertyCommand", Module: managementModule,
		Synopsis:    "Gets properties of a file or a folder.",
		Description: "Writes the named properties, or the whole item without a name. There is no registry to read.",
		Examples: []command.Example{
			{Code: `Get-ItemProperty . -Name LastWriteTime | Select-Object LastWriteTime`, Remarks: "One property."},
		},
		New:         func() command.Processor { return &getItemProperty{} },
		DefaultSet:  "Path",
		OutputTypes: []string{"System.Boolean", "System.DateTime", "System.IO.DirectoryInfo", "System.IO.FileInfo", "System.String"},
	}
}

// getItemProperty is Get-ItemProperty: gets properties of a file or a folder.
type getItemProperty struct {
	Path        []string     `ps:"set=Path pos=0 mandatory pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string     `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Name        []string     `ps:"alias=PSProperty pos=1" help:"The properties, wildcards allowed."`
	Filter      string       `help:"A pattern that names must match, with * and ?."`
	Include     []string     `help:"Only items whose name matches one of these patterns."`
	Exclude     []string     `help:"Leaves out items whose name matches one of these patterns."`
	Credential  object.Value `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *getItemProperty) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, true)
	return sessionOf(inv).eachWithProperties(inv, o, func(p place) error {
		found, item, err := properties(p, c.Name, func(e *object.ErrorRecord) error { return report(inv, e) })
		switch {
		case err != nil:
			return err
		case c.Name == nil:
			return inv.Write(item)
		case found.Len() == 0:
			return nil
		}
		for _, m := range object.ExtraMembers(item) { // PSPath and its kin
			if v, _, err := object.GetProperty(item, m.Name); err == nil && m.Name != "PSIsContainer" {
				found.Set(m.Name, v)
			}
		}
		return inv.Write(found)
	})
}
