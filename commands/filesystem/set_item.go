package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func setItemCommand() *command.Command {
	return &command.Command{
		Name: "Set-Item", Class: "Microsoft.PowerShell.Commands.SetItemCommand", Module: managementModule,
		Synopsis:    "Sets the value of a variable, an environment variable, an alias or a function.",
		Description: "An item that does not exist is made. Files have content instead: see Set-Content.",
		Examples: []command.Example{
			{Code: `Set-Item Env:GREETING 'hello'; $env:GREETING`, Remarks: "An environment variable."},
		},
		New:        func() command.Processor { return &setItem{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// setItem is Set-Item: sets the value of a variable, an environment variable, an alias or a function.
type setItem struct {
	Path        []string      `ps:"set=Path pos=0 mandatory byname" help:"The items, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Value       object.Value  `ps:"pos=1 pipeline byname" help:"The new value."`
	Force       object.Switch `help:"Sets read-only items as well."`
	PassThru    object.Switch `help:"Writes the items."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
	Options     object.Value  `ps:"dynamic type=System.Management.Automation.ScopedItemOptions" help:"Options of an alias or a function."`
}

// Process implements command.Processor.
func (c *setItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	s := sessionOf(inv)
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, true)
	for _, path := range o.paths {
		if err := c.setPath(inv, s, path, o); err != nil {
			return err
		}
	}
	return nil
}

func (c *setItem) setPath(inv *command.Invocation, s *session, path string, o selection) error {
	if !o.isPattern(path) {
		return report(inv, c.setAt(inv, s, o.plain(path)))
	}
	o.paths = []string{path}
	return s.each(inv, o, func(p place) error { return c.set(inv, p) })
}

// setAt sets an item that need not exist.
func (c *setItem) setAt(inv *command.Invocation, s *session, path string) error {
	p, err := s.place(path)
	if err != nil {
		return err
	}
	return c.set(inv, p)
}

func (c *setItem) set(inv *command.Invocation, p place) error {
	t, ok := p.provider.(table)
	if !ok {
		return terminating{notSupported("Provider operation stopped because the provider does not support this operation.")}
	}
	target := "Item: " + p.path + " Value: " + object.ToText(c.Value)
	if ok, err := confirmed(inv, target, "Set "+t.name()); !ok || err != nil {
		return err
	}
	if err := t.set(p.path, c.Value, setOptions{force: bool(c.Force), options: c.Options}); err != nil {
		return err
	}
	return passItem(inv, p, c.PassThru)
}
