package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getUniqueCommand() *command.Command {
	return &command.Command{
		Name: "Get-Unique", Class: "Microsoft.PowerShell.Commands.GetUniqueCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Leaves out objects that equal the one before.",
		Description: "Only neighbours are compared, so sort first. Texts are compared with case unless " +
			"-CaseInsensitive is given.",
		Examples: []command.Example{
			{Code: `1, 1, 2, 1 | Get-Unique`, Remarks: "Neighbours only."},
			{Code: `'b', 'a', 'b' | Sort-Object | Get-Unique`, Remarks: "Sorted first."},
		},
		New:        func() command.Processor { return &getUnique{} },
		DefaultSet: "AsString",
	}
}

// getUnique is Get-Unique: leaves out objects that equal the one before.
type getUnique struct {
	InputObject     object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to work on, usually from the pipeline."`
	AsString        object.Switch `ps:"set=AsString" help:"Compares the objects as texts."`
	OnType          object.Switch `ps:"set=UniqueByType" help:"Keeps one object of each type."`
	CaseInsensitive object.Switch `help:"Ignores case."`

	last  object.Value
	begun bool
}

// Process implements command.Processor.
func (c *getUnique) Process(inv *command.Invocation) error {
	if object.IsNothing(c.InputObject) || !inv.Piped && !inv.IsBound("InputObject") {
		return nil
	}
	if c.begun && c.repeats() {
		return nil
	}
	c.begun, c.last = true, c.InputObject
	return inv.Write(c.InputObject)
}

// repeats reports whether the object equals the one before.
func (c *getUnique) repeats() bool {
	switch {
	case bool(c.OnType):
		a, b := object.TypeNames(c.InputObject), object.TypeNames(c.last)
		return len(a) > 0 && len(b) > 0 && a[0] == b[0]
	case bool(c.AsString):
		a, b := object.DisplayText(c.InputObject), object.DisplayText(c.last)
		return object.CurrentCulture.CompareText(a, b, bool(c.CaseInsensitive)) == 0
	}
	return compareValues(c.InputObject, c.last, bool(c.CaseInsensitive)) == 0
}
