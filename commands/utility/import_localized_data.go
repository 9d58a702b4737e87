package utility

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func importLocalizedDataCommand() *command.Command {
	return &command.Command{
		Name: "Import-LocalizedData", Class: "Microsoft.PowerShell.Commands.ImportLocalizedData", Module: utilityModule,
		Synopsis: "Reads a script's texts in the user's language.",
		Description: "Looks for a data file (.psd1) of the script's name in the folder of the language beside the script, such " +
			"as de-DE, then in that of the language without the country, then beside the script. Nothing in it is run " +
			"except ConvertFrom-StringData.",
		Examples: []command.Example{
			{Setup: `New-Item -ItemType Directory de | Out-Null; "@{ Hello = 'Guten Tag' }" | Set-Content de/texts.psd1`,
				Code: `Import-LocalizedData texts -BaseDirectory . -FileName texts -UICulture de-AT; $texts.Hello`, Remarks: "Texts in German."},
		},
		New: func() command.Processor { return &importLocalizedData{} },
	}
}

// importLocalizedData is Import-LocalizedData: reads a script's texts in the user's language.
type importLocalizedData struct {
	BindingVariable  string   `ps:"alias=Variable notempty pos=0" help:"The variable to put them into; they are written out without one."`
	UICulture        string   `ps:"pos=1" help:"The language; that of the session unless given."`
	BaseDirectory    string   `help:"Where to look; the script's folder unless given."`
	FileName         string   `help:"The file's name without .psd1; the script's name unless given."`
	SupportedCommand []string `help:"Further commands that may stand in the file."`
}

// Process implements command.Processor.
func (c *importLocalizedData) Process(inv *command.Invocation) error {
	name, folder, err := c.source(inv)
	if err != nil {
		return err
	}
	path := c.find(folder, name)
	if path == "" {
		e := object.NewError("System.Management.Automation.PSInvalidOperationException", "ImportLocalizedData", object.ObjectNotFound,
			"Cannot find the Windows PowerShell data file '%s' in directory '%s', or in any parent culture directories.",
			name, filepath.Join(folder, c.culture()))
		e.Target = filepath.Join(folder, name)
		return inv.WriteError(e)
	}
	commands := append([]string{"ConvertFrom-StringData"}, c.SupportedCommand...)
	table, err := interp.RuntimeOf(inv).ReadDataFile(path, commands...)
	if err != nil {
		e := object.NewError("System.Management.Automation.PSInvalidOperationException", "ImportLocalizedData", object.InvalidOperation,
			"The data file '%s' cannot be loaded: %s", path, err.Error())
		return inv.WriteError(e)
	}
	if c.BindingVariable == "" {
		return inv.Write(table)
	}
	return inv.SetVariable(c.BindingVariable, table)
}

// source is the name of the data file and the folder to look in: what was given, or those of the script.
func (c *importLocalizedData) source(inv *command.Invocation) (name, folder string, err error) {
	script, _ := inv.Variable("PSCommandPath")
	path := object.ToText(script)
	name, folder = c.FileName, c.BaseDirectory
	if name == "" && path == "" {
		return "", "", object.NewError("System.Management.Automation.PSInvalidOperationException", "NotCalledFromAScriptFile",
			object.InvalidOperation, "The FileName parameter was not specified. It is required when Import-LocalizedData is "+
				"not called from a script file.")
	}
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	switch {
	case folder != "":
		if folder, err = filePath(inv, folder); err != nil {
			return "", "", err
		}
	case path != "":
		folder = filepath.Dir(path)
	default:
		folder = inv.Location()
	}
	if filepath.Ext(name) != ".psd1" {
		name += ".psd1"
	}
	return name, folder, nil
}

func (c *importLocalizedData) culture() string {
	if c.UICulture != "" {
		return c.UICulture
	}
	return object.CurrentCulture.Name
}

// find is the file of the language, of the language without the country, or of none; empty if there is none.
func (c *importLocalizedData) find(folder, name string) string {
	for culture := c.culture(); ; culture = culture[:max(strings.LastIndexByte(culture, '-'), 0)] {
		path := filepath.Join(folder, culture, name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		if culture == "" {
			return ""
		}
	}
}
