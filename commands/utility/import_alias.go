package utility

import (
	"io"
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func importAliasCommand() *command.Command {
	return &command.Command{
		Name: "Import-Alias", Class: "Microsoft.PowerShell.Commands.ImportAliasCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Reads aliases from a file.",
		Description: "Makes the aliases that Export-Alias wrote.",
		Examples: []command.Example{
			{Code: `Export-Alias aliases.txt -Name gc; Import-Alias aliases.txt -Force`, Remarks: "There and back."},
		},
		New:           func() command.Processor { return &importAlias{} },
		DefaultSet:    "ByPath",
		ShouldProcess: true,
		OutputTypes:   []string{"System.Management.Automation.AliasInfo"},
	}
}

// importAlias is Import-Alias: reads aliases from a file.
type importAlias struct {
	Path        string        `ps:"set=ByPath pos=0 mandatory pipeline byname" help:"The file, wildcards allowed."`
	LiteralPath string        `ps:"alias=PSPath,LP set=ByLiteralPath mandatory pipeline byname" help:"The file, taken exactly as written."`
	Scope       string        `ps:"notempty" help:"The scope: Global, Local, Script, or how many scopes up."`
	PassThru    object.Switch `help:"Writes the objects on as well."`
	Force       object.Switch `help:"Does it even where something would be overwritten or is read-only."`
}

// Process implements command.Processor.
func (c *importAlias) Process(inv *command.Invocation) error {
	path, literal := c.Path, false
	if c.LiteralPath != "" {
		path, literal = c.LiteralPath, true
	}
	files, err := existingFiles(inv, path, literal)
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := c.read(inv, file); err != nil {
			return err
		}
	}
	return nil
}

func (c *importAlias) read(inv *command.Invocation, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return openFailure(err, path)
	}
	defer f.Close()
	optionType := object.LookupType("System.Management.Automation.ScopedItemOptions")
	reader := newCSVReader(f, ",")
	for {
		record, err := reader.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		values := reader.values(record)
		if len(values) != 4 || strings.HasPrefix(values[0], "#") {
			continue
		}
		option, _ := object.Convert(values[3], optionType)
		e, _ := option.(object.Enum)
		o := newAliasOptions{name: values[0], value: values[1], description: values[2], option: e, scope: c.Scope,
			force: bool(c.Force), passThru: bool(c.PassThru)}
		if err := c.add(inv, o); err != nil {
			return err
		}
	}
}

func (c *importAlias) add(inv *command.Invocation, o newAliasOptions) error {
	if !o.force && interp.RuntimeOf(inv).FindAlias(o.name) != nil {
		e := object.NewError("System.Management.Automation.SessionStateException", "AliasAlreadyExists", object.ResourceExists,
			"The alias is not allowed, because an alias with the name '%s' already exists.", o.name)
		e.Target = o.name
		return inv.WriteError(e)
	}
	return defineAlias(inv, o)
}
