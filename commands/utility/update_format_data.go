package utility

import (
	"os"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func updateFormatDataCommand() *command.Command {
	return &command.Command{
		Name: "Update-FormatData", Class: "Microsoft.PowerShell.Commands.UpdateFormatDataCommand", Module: utilityModule,
		Synopsis: "Would add views from files; this shell has its views built in.",
		Description: "Files of views (.format.ps1xml) are not read. Without files it does nothing, so that scripts that " +
			"call it for good measure go on. Which properties a type shows can be set with Update-TypeData " +
			"-DefaultDisplayPropertySet.",
		Examples:      []command.Example{{Code: `Update-FormatData`, Remarks: "Nothing to do."}},
		New:           func() command.Processor { return &updateFormatData{} },
		DefaultSet:    "FileSet",
		ShouldProcess: true,
		ConfirmImpact: "Low",
	}
}

// updateFormatData is Update-FormatData, which refuses files of views.
type updateFormatData struct {
	AppendPath  []string `ps:"alias=PSPath,Path notnull set=FileSet pos=0 pipeline byname" help:"Files whose views would come last."`
	PrependPath []string `ps:"notnull set=FileSet" help:"Files whose views would come first."`
}

// Process implements command.Processor.
func (c *updateFormatData) Process(inv *command.Invocation) error {
	for _, path := range append(append([]string(nil), c.PrependPath...), c.AppendPath...) {
		if err := inv.WriteError(refuseViews(inv, path)); err != nil {
			return err
		}
	}
	return nil
}

func refuseViews(inv *command.Invocation, path string) *object.ErrorRecord {
	rec := object.NewError("System.NotSupportedException", "FormatFilesNotSupported", object.NotImplemented,
		"%s", "This shell does not read files of views ("+path+"). Use Update-TypeData -DefaultDisplayPropertySet to say "+
			"which properties a type shows, or Format-Table and Format-List where it is shown.")
	full, err := filePath(inv, path)
	if err == nil {
		_, err = os.Stat(full)
	}
	if err != nil {
		rec = object.NewError("System.Management.Automation.ItemNotFoundException", "FormatAppendPathException",
			object.InvalidOperation, "%s", "Cannot find path '"+path+"' because it does not exist.")
	}
	rec.Class, rec.Target = inv.Command.Class, path
	return rec
}
