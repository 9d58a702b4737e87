package utility

import (
	"os"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func importPowerShellDataFileCommand() *command.Command {
	return &command.Command{
		Name: "Import-PowerShellDataFile", Class: "Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Reads a data file (.psd1).",
		Description: "The file holds one table of plain values. Nothing in it is run.",
		Examples: []command.Example{
			{Code: `"@{ Name='a'; Sizes=1,2 }" | Set-Content d.psd1; Import-PowerShellDataFile d.psd1`, Remarks: "Reads a table."},
		},
		New:        func() command.Processor { return &importPowerShellDataFile{} },
		DefaultSet: "ByPath",
	}
}

// importPowerShellDataFile is Import-PowerShellDataFile: reads a data file (.psd1).
type importPowerShellDataFile struct {
	Path           []string      `ps:"notempty set=ByPath pos=0 mandatory" help:"The file, wildcards allowed."`
	LiteralPath    []string      `ps:"alias=PSPath,LP notempty set=ByLiteralPath pos=0 mandatory byname" help:"The file, taken exactly as written."`
	SkipLimitCheck object.Switch `help:"Allows more than 500 keys."`
}

// Process implements command.Processor.
func (c *importPowerShellDataFile) Process(inv *command.Invocation) error {
	return eachFile(inv, c.Path, c.LiteralPath, c.read)
}

func (c *importPowerShellDataFile) read(inv *command.Invocation, path string) error {
	if _, err := os.Stat(path); err != nil {
		e := object.NewError("System.ArgumentException", "PathNotFound", object.InvalidArgument,
			"Cannot find path '%s' because it does not exist.", path)
		e.Target = path
		return inv.WriteError(e)
	}
	table, err := interp.RuntimeOf(inv).ReadDataFile(path)
	if err != nil {
		id := "CouldNotParseAsPowerShellDataFile"
		if e, ok := err.(*object.ErrorRecord); ok && e.ID == interp.NoHashtable {
			id += "NoHashtableRoot"
		}
		e := object.NewError("System.InvalidOperationException", id, object.InvalidData,
			"The file '%s' could not be parsed as a PowerShell Data File.", path)
		e.Target = path
		return inv.WriteError(e)
	}
	return inv.Write(table)
}
