package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// propertyPaths are the items whose properties a command works on.
type propertyPaths struct {
	Path        []string `ps:"set=Path pos=0 mandatory pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
}

// propertyFilters choose among the items.
type propertyFilters struct {
	Force      object.Switch `help:"Works on hidden items as well."`
	Filter     string        `help:"A pattern that names must match, with * and ?."`
	Include    []string      `help:"Only items whose name matches one of these patterns."`
	Exclude    []string      `help:"Leaves out items whose name matches one of these patterns."`
	Credential object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// refuse says for every item that its drive has no properties that come and go: those of files and folders are what
// they are, and there is no registry.
func (f *propertyFilters) refuse(inv *command.Invocation, path, literal []string) error {
	if err := refuseCredential(f.Credential); err != nil {
		return err
	}
	o := newSelection(path, literal).matching(f.Filter, f.Include, f.Exclude, true)
	return sessionOf(inv).each(inv, o, func(place) error {
		return terminating{noInterface("IDynamicPropertyCmdletProvider")}
	})
}

// dynamicPropertyCommand declares a command that no drive supports.
func dynamicPropertyCommand(verb, what, example string, processor func() command.Processor) *command.Command {
	return &command.Command{
		Name: verb + "-ItemProperty", Class: "Microsoft.PowerShell.Commands." + verb + "ItemPropertyCommand", Module: managementModule,
		Synopsis:    verb + " " + what + " of an item.",
		Description: "Only registry keys have such properties, and there is no registry here: every item is refused.",
		Examples: []command.Example{{Code: "try { " + verb + "-ItemProperty a.txt " + example + " } catch { $_.FullyQualifiedErrorId }",
			Setup: `'x' | Set-Content a.txt`, Remarks: "A file is refused."}},
		New: processor, DefaultSet: "Path", ShouldProcess: true,
	}
}

func newItemPropertyCommand() *command.Command {
	return dynamicPropertyCommand("New", "a property", "Size 5", func() command.Processor { return &newItemProperty{} })
}

// newItemProperty is New-ItemProperty.
type newItemProperty struct {
	Path         []string     `ps:"set=Path pos=0 mandatory" help:"The items, wildcards allowed."`
	LiteralPath  []string     `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Name         string       `ps:"alias=PSProperty pos=1 mandatory byname" help:"The property."`
	PropertyType string       `ps:"alias=Type byname" help:"The kind of value."`
	Value        object.Value `ps:"byname" help:"The value."`
	propertyFilters
}

// Process implements command.Processor.
func (c *newItemProperty) Process(inv *command.Invocation) error {
	return c.refuse(inv, c.Path, c.LiteralPath)
}

func removeItemPropertyCommand() *command.Command {
	return dynamicPropertyCommand("Remove", "properties", "Length", func() command.Processor { return &removeItemProperty{} })
}

// removeItemProperty is Remove-ItemProperty.
type removeItemProperty struct {
	propertyPaths
	Name []string `ps:"alias=PSProperty pos=1 mandatory byname" help:"The properties."`
	propertyFilters
}

// Process implements command.Processor.
func (c *removeItemProperty) Process(inv *command.Invocation) error {
	return c.refuse(inv, c.Path, c.LiteralPath)
}

func copyItemPropertyCommand() *command.Command {
	return dynamicPropertyCommand("Copy", "a property", "b.txt Length", func() command.Processor { return &copyItemProperty{} })
}

// copyItemProperty is Copy-ItemProperty.
type copyItemProperty struct {
	propertyPaths
	Name        string        `ps:"alias=PSProperty pos=2 mandatory byname" help:"The property."`
	Destination string        `ps:"pos=1 mandatory byname" help:"The item that gets it."`
	PassThru    object.Switch `help:"Writes the item."`
	propertyFilters
}

// Process implements command.Processor.
func (c *copyItemProperty) Process(inv *command.Invocation) error {
	return c.refuse(inv, c.Path, c.LiteralPath)
}

func moveItemPropertyCommand() *command.Command {
	return dynamicPropertyCommand("Move", "properties", "b.txt Length", func() command.Processor { return &moveItemProperty{} })
}

// moveItemProperty is Move-ItemProperty.
type moveItemProperty struct {
	propertyPaths
	Name        []string      `ps:"alias=PSProperty pos=2 mandatory byname" help:"The properties."`
	Destination string        `ps:"pos=1 mandatory byname" help:"The item that gets them."`
	PassThru    object.Switch `help:"Writes the item."`
	propertyFilters
}

// Process implements command.Processor.
func (c *moveItemProperty) Process(inv *command.Invocation) error {
	return c.refuse(inv, c.Path, c.LiteralPath)
}

func renameItemPropertyCommand() *command.Command {
	return dynamicPropertyCommand("Rename", "a property", "Length Size", func() command.Processor { return &renameItemProperty{} })
}

// renameItemProperty is Rename-ItemProperty.
type renameItemProperty struct {
	Path        string        `ps:"set=Path pos=0 mandatory pipeline byname" help:"The item, wildcards allowed."`
	LiteralPath string        `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The item, without wildcards."`
	Name        string        `ps:"alias=PSProperty pos=1 mandatory byname" help:"The property."`
	NewName     string        `ps:"pos=2 mandatory byname" help:"Its new name."`
	PassThru    object.Switch `help:"Writes the item."`
	propertyFilters
}

// Process implements command.Processor.
func (c *renameItemProperty) Process(inv *command.Invocation) error {
	if c.LiteralPath != "" {
		return c.refuse(inv, nil, []string{c.LiteralPath})
	}
	return c.refuse(inv, []string{c.Path}, nil)
}
