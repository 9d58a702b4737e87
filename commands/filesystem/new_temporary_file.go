package filesystem

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func newTemporaryFileCommand() *command.Command {
	return &command.Command{
		Name: "New-TemporaryFile", Class: "Microsoft.PowerShell.Commands.NewTemporaryFileCommand", Module: utilityModule,
		Synopsis:    "Makes an empty file in the folder for temporary files.",
		Description: "The file has a name that nothing else has. Only you can read it. Removing it is up to you.",
		Examples: []command.Example{
			{Code: `$t = New-TemporaryFile; $t.Length; Remove-Item $t`, Remarks: "Made, used and removed."},
		},
		New:           func() command.Processor { return &newTemporaryFile{} },
		ShouldProcess: true, ConfirmImpact: "Low",
		OutputTypes: []string{"System.IO.FileInfo"},
	}
}

// newTemporaryFile is New-TemporaryFile: makes an empty file in the folder for temporary files.
type newTemporaryFile struct{}

// Process implements command.Processor.
func (c *newTemporaryFile) Process(inv *command.Invocation) error {
	folder := strings.TrimRight(os.TempDir(), `/\`) + string(filepath.Separator)
	if ok, err := inv.ShouldProcess(folder, "New-TemporaryFile"); !ok || err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "tmp*.tmp")
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		e := failure("System.IO.IOException", "NewTemporaryFileWriteError", object.WriteError, folder, "%s", plainReason(err))
		return inv.WriteError(e)
	}
	v, err := sessionOf(inv).system(f.Name()).object()
	if err != nil {
		return err
	}
	return inv.Write(v)
}
