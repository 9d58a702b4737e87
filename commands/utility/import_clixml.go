package utility

import (
	"io"
	"os"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/clixml"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func importClixmlCommand() *command.Command {
	return &command.Command{
		Name: "Import-Clixml", Class: "Microsoft.PowerShell.Commands.ImportClixmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Reads objects from a file in PowerShell's XML form.",
		Description: "Plain values come back as they were; other objects come back as their properties, with " +
			"Deserialized before their type's name.",
		Examples: []command.Example{
			{Code: `1,2 | Export-Clixml n.xml; Import-Clixml n.xml`, Remarks: "There and back."},
		},
		New:        func() command.Processor { return &importClixml{} },
		DefaultSet: "ByPath",
	}
}

// importClixml is Import-Clixml: reads objects from a file in PowerShell's XML form.
type importClixml struct {
	Path              []string      `ps:"set=ByPath pos=0 mandatory pipeline byname" help:"The file, wildcards allowed."`
	LiteralPath       []string      `ps:"alias=PSPath,LP set=ByLiteralPath mandatory byname" help:"The file, taken exactly as written."`
	IncludeTotalCount object.Switch `help:"Writes the number of objects first."`
	Skip              uint64        `help:"Leaves out so many at the start."`
	First             uint64        `help:"Only so many."`
}

// Process implements command.Processor.
func (c *importClixml) Process(inv *command.Invocation) error {
	return eachFile(inv, c.Path, c.LiteralPath, c.read)
}

func (c *importClixml) read(inv *command.Invocation, path string) error {
	items, err := command.Await(inv.Context(), func() ([]object.Value, error) { return readClixml(path) })
	if err != nil {
		return err
	}
	if c.IncludeTotalCount {
		if err := inv.Write(int32(len(items))); err != nil {
			return err
		}
	}
	items = items[min(uint64(len(items)), c.Skip):]
	if inv.IsBound("First") {
		items = items[:min(uint64(len(items)), c.First)]
	}
	for _, v := range items {
		if err := inv.Write(v); err != nil {
			return err
		}
	}
	return nil
}

func readClixml(path string) ([]object.Value, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, openFailure(err, path)
	}
	defer f.Close()
	text, err := io.ReadAll(textencoding.UTF8().NewReader(f))
	if err != nil {
		return nil, openFailure(err, path)
	}
	return clixml.Unmarshal(string(text))
}
