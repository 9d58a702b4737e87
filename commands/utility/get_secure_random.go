package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getSecureRandomCommand() *command.Command {
	return &command.Command{
		Name: "Get-SecureRandom", Class: "Microsoft.PowerShell.Commands.GetSecureRandomCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Picks a random number or random objects, fit for secrets.",
		Description: "Works as Get-Random but takes its numbers from the operating system's cryptographic source; " +
			"there is no seed.",
		Examples: []command.Example{
			{Code: `Get-SecureRandom -Maximum 10 | ForEach-Object { $_ -lt 10 }`, Remarks: "A number below ten."},
		},
		New:         func() command.Processor { return &getSecureRandom{Count: 1} },
		DefaultSet:  "RandomNumberParameterSet",
		OutputTypes: []string{"System.Double", "System.Int32", "System.Int64"},
	}
}

// getSecureRandom is Get-SecureRandom: picks a random number or random objects, fit for secrets.
type getSecureRandom struct {
	Maximum     object.Value   `ps:"set=RandomNumberParameterSet pos=0" help:"Numbers stay below this."`
	Minimum     object.Value   `ps:"set=RandomNumberParameterSet" help:"Numbers are at least this."`
	InputObject []object.Value `ps:"allownull set=RandomListItemParameterSet,ShuffleParameterSet pos=0 mandatory pipeline" help:"The objects to pick from."`
	Count       int32          `ps:"range=1..2147483647 set=RandomNumberParameterSet,RandomListItemParameterSet" help:"How many."`
	Shuffle     object.Switch  `ps:"set=ShuffleParameterSet mandatory" help:"Returns all objects in random order."`

	picker picker
}

// Begin chooses the source of the numbers.
func (c *getSecureRandom) Begin(inv *command.Invocation) error {
	c.picker = picker{source: &generator{next: secureSample}, count: int(c.Count), all: bool(c.Shuffle)}
	return nil
}

// Process implements command.Processor.
func (c *getSecureRandom) Process(*command.Invocation) error {
	for _, v := range c.InputObject {
		c.picker.offer(v)
	}
	return nil
}

// End writes the picked objects, or numbers where there are no objects to pick from.
func (c *getSecureRandom) End(inv *command.Invocation) error {
	if !inv.Piped && inv.Set == "RandomNumberParameterSet" {
		return c.picker.numbers(inv, c.Minimum, c.Maximum)
	}
	return c.picker.write(inv)
}
