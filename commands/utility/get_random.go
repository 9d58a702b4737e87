package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

func getRandomCommand() *command.Command {
	return &command.Command{
		Name: "Get-Random", Class: "Microsoft.PowerShell.Commands.GetRandomCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Picks a random number or random objects.",
		Description: "Without objects it gives a number from 0 (or -Minimum) up to, not including, -Maximum. From " +
			"objects it picks as many as -Count says, each at most once.",
		Examples: []command.Example{
			{Code: `Get-Random -Maximum 10 -SetSeed 7 | ForEach-Object { $_ -lt 10 }`, Remarks: "A number below ten."},
			{Code: `1..10 | Get-Random -Count 3 | Measure-Object | ForEach-Object Count`, Remarks: "Three of ten."},
		},
		New:         func() command.Processor { return &getRandom{Count: 1} },
		DefaultSet:  "RandomNumberParameterSet",
		OutputTypes: []string{"System.Double", "System.Int32", "System.Int64"},
	}
}

// getRandom is Get-Random: picks a random number or random objects.
type getRandom struct {
	SetSeed     *int32         `ps:"notnull" help:"Makes the sequence repeatable."`
	Maximum     object.Value   `ps:"set=RandomNumberParameterSet pos=0" help:"Numbers stay below this."`
	Minimum     object.Value   `ps:"set=RandomNumberParameterSet" help:"Numbers are at least this."`
	InputObject []object.Value `ps:"allownull set=RandomListItemParameterSet,ShuffleParameterSet pos=0 mandatory pipeline" help:"The objects to pick from."`
	Count       int32          `ps:"range=1..2147483647 set=RandomNumberParameterSet,RandomListItemParameterSet" help:"How many."`
	Shuffle     object.Switch  `ps:"set=ShuffleParameterSet mandatory" help:"Returns all objects in random order."`

	picker picker
}

// Begin chooses the source of the numbers.
func (c *getRandom) Begin(inv *command.Invocation) error {
	source := generatorOf(inv)
	if c.SetSeed != nil {
		source.reseed(dotnet.NewSeededRandom(*c.SetSeed))
	}
	c.picker = picker{source: source, count: int(c.Count), all: bool(c.Shuffle)}
	return nil
}

// Process implements command.Processor.
func (c *getRandom) Process(*command.Invocation) error {
	for _, v := range c.InputObject {
		c.picker.offer(v)
	}
	return nil
}

// End writes the picked objects, or numbers where there are no objects to pick from.
func (c *getRandom) End(inv *command.Invocation) error {
	if !inv.Piped && inv.Set == "RandomNumberParameterSet" {
		return c.picker.numbers(inv, c.Minimum, c.Maximum)
	}
	return c.picker.write(inv)
}
