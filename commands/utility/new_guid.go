package utility

import (
	"crypto/rand"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func newGuidCommand() *command.Command {
	return &command.Command{
		Name: "New-Guid", Class: "Microsoft.PowerShell.Commands.NewGuidCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Makes a GUID.",
		Description: "A new random one, an empty one, or one read from text.",
		Examples: []command.Example{
			{Code: `(New-Guid).ToString().Length`, Remarks: "36 characters."},
		},
		New:         func() command.Processor { return &newGuid{} },
		DefaultSet:  "Default",
		OutputTypes: []string{"System.Guid"},
	}
}

// newGuid is New-Guid: makes a GUID.
type newGuid struct {
	Empty       object.Switch `ps:"set=Empty" help:"All zeros."`
	InputObject string        `ps:"set=InputObject pos=0 pipeline" help:"A GUID as text."`
}

// Process implements command.Processor.
func (c *newGuid) Process(inv *command.Invocation) error {
	switch {
	case inv.IsBound("InputObject"):
		g, err := object.ParseGuid(c.InputObject)
		if err != nil {
			return inv.WriteError(guidError(err, c.InputObject))
		}
		return inv.Write(g)
	case bool(c.Empty):
		return inv.Write(object.Guid{})
	}
	var g object.Guid
	if _, err := rand.Read(g[:]); err != nil {
		return err
	}
	g[6] = g[6]&0x0f | 0x40 // version 4
	g[8] = g[8]&0x3f | 0x80
	return inv.Write(g)
}

func guidError(err error, text string) *object.ErrorRecord {
	e := object.NewError("System.FormatException", "StringNotRecognizedAsGuid", object.InvalidArgument, "%s", err.Error())
	e.Target = text
	return e
}
