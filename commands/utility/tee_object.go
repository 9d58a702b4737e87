package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func teeObjectCommand() *command.Command {
	return &command.Command{
		Name: "Tee-Object", Class: "Microsoft.PowerShell.Commands.TeeObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Stores what flows through a pipeline in a file or variable and sends it on.",
		Description: "Everything that comes in goes on unchanged and is also written to a file, as Out-File would, or " +
			"kept in a variable.",
		Examples: []command.Example{
			{Code: `1..3 | Tee-Object -Variable numbers | Measure-Object -Sum`, Remarks: "Keeps the numbers for later."},
		},
		New:        func() command.Processor { return &teeObject{} },
		DefaultSet: "File",
	}
}

// teeObject is Tee-Object: stores what flows through a pipeline in a file or variable and sends it on.
type teeObject struct {
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to store and send on."`
	FilePath    string        `ps:"alias=Path set=File pos=0 mandatory" help:"The file to write."`
	LiteralPath string        `ps:"alias=PSPath,LP set=LiteralFile mandatory" help:"The file, taken exactly as written."`
	Append      object.Switch `ps:"set=File" help:"Adds to what is there instead of replacing it."`
	Encoding    object.Value  `ps:"notempty set=File,LiteralFile" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
	Variable    string        `ps:"set=Variable mandatory" help:"The variable that keeps the objects."`

	items []object.Value
}

// Process implements command.Processor.
func (c *teeObject) Process(inv *command.Invocation) error {
	if !inv.Piped && !inv.IsBound("InputObject") {
		return nil
	}
	c.items = append(c.items, c.InputObject)
	return inv.Write(c.InputObject)
}

// End stores what has come through.
func (c *teeObject) End(inv *command.Invocation) error {
	if inv.Set == "Variable" {
		var value object.Value = object.NewArray(c.items...)
		if len(c.items) == 1 {
			value = c.items[0]
		}
		return inv.SetVariable(c.Variable, value)
	}
	arguments := map[string]object.Value{"Append": object.Switch(c.Append)}
	if inv.IsBound("Encoding") {
		arguments["Encoding"] = c.Encoding
	}
	if inv.Set == "LiteralFile" {
		arguments["LiteralPath"] = c.LiteralPath
	} else {
		arguments["FilePath"] = c.FilePath
	}
	_, err := inv.InvokeCommand("Out-File", arguments, c.items...)
	return err
}
