package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func clearItemCommand() *command.Command {
	return &command.Command{
		Name: "Clear-Item", Class: "Microsoft.PowerShell.Commands.ClearItemCommand", Module: managementModule,
		Synopsis:    "Takes an item's value away.",
		Description: "A variable becomes $null; an environment variable, an alias or a function goes. Files are emptied with Clear-Content.",
		Examples: []command.Example{
			{Code: `$v = 5; Clear-Item Variable:v; $null -eq $v`, Remarks: "The variable stays, without a value."},
		},
		New:        func() command.Processor { return &clearItem{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// clearItem is Clear-Item: takes an item's value away.
type clearItem struct {
	Path        []string      `ps:"set=Path pos=0 mandatory pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Force       object.Switch `help:"Clears read-only items as well."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *clearItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	return sessionOf(inv).each(inv, o, func(p place) error {
		t, ok := p.provider.(table)
		if !ok {
			return terminating{notSupported("Provider operation stopped because the provider does not support this operation.")}
		}
		if ok, err := confirmed(inv, "Item: "+p.path, "Clear "+t.name()); !ok || err != nil {
			return err
		}
		return t.set(p.path, nil, setOptions{force: o.force})
	})
}
