package utility

import (
	"fmt"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func exportAliasCommand() *command.Command {
	return &command.Command{
		Name: "Export-Alias", Class: "Microsoft.PowerShell.Commands.ExportAliasCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Writes aliases to a file.",
		Description: "Writes the session's aliases as lines that Import-Alias or a script can read.",
		Examples: []command.Example{
			{Code: `Export-Alias aliases.txt -Name gc; Test-Path aliases.txt`, Remarks: "One alias."},
		},
		New:           func() command.Processor { return &exportAlias{} },
		DefaultSet:    "ByPath",
		ShouldProcess: true,
		OutputTypes:   []string{"System.Management.Automation.AliasInfo"},
	}
}

// exportAlias is Export-Alias: writes aliases to a file.
type exportAlias struct {
	Path        string        `ps:"set=ByPath pos=0 mandatory" help:"The file, wildcards allowed."`
	LiteralPath string        `ps:"alias=PSPath,LP set=ByLiteralPath mandatory byname" help:"The file, taken exactly as written."`
	Name        []string      `ps:"pos=1 byname" help:"The names, wildcards allowed."`
	PassThru    object.Switch `help:"Writes the objects on as well."`
	As          object.Enum   `ps:"type=Microsoft.PowerShell.Commands.ExportAliasFormat" help:"The form of the result."`
	Append      object.Switch `help:"Adds to what is there instead of replacing it."`
	Force       object.Switch `help:"Does it even where something would be overwritten or is read-only."`
	NoClobber   object.Switch `ps:"alias=NoOverwrite" help:"Fails instead of replacing an existing file."`
	Description string        `help:"A description."`
	Scope       string        `help:"The scope: Global, Local, Script, or how many scopes up."`

	patterns []*object.Wildcard
}

// Process implements command.Processor.
func (c *exportAlias) Process(inv *command.Invocation) (err error) {
	if c.patterns, err = compilePatterns(c.Name); err != nil {
		return err
	}
	path, literal := c.Path, false
	if c.LiteralPath != "" {
		path, literal = c.LiteralPath, true
	}
	full, err := outputPath(inv, path, literal)
	if err != nil {
		return err
	}
	if ok, err := inv.ShouldProcess(full, "Export-Alias"); !ok || err != nil {
		return err
	}
	file, err := openOutput(full, outputMode{append: bool(c.Append), noClobber: bool(c.NoClobber), force: bool(c.Force)})
	if err != nil {
		return err
	}
	defer file.Abort()
	if err := c.write(inv, file); err != nil {
		return err
	}
	return file.Commit()
}

// write writes a line for every alias, as a table or as a script.
func (c *exportAlias) write(inv *command.Invocation, file *outfile.File) error {
	rt := interp.RuntimeOf(inv)
	asScript := c.As.Value == 1
	fmt.Fprintf(file, "# Alias File%s# Exported by : partnershell%s", lineBreak, lineBreak)
	for _, a := range rt.Aliases() {
		if !matchesAny(c.patterns, a.Name) {
			continue
		}
		options := object.ToText(object.NewEnum("System.Management.Automation.ScopedItemOptions", int64(a.Options)))
		line := fmt.Sprintf(`"%s","%s","%s","%s"`, a.Name, a.Definition, a.Description, options)
		if asScript {
			line = fmt.Sprintf(`set-alias -Name:"%s" -Value:"%s" -Description:"%s" -Option:"%s"`, a.Name, a.Definition, a.Description, options)
		}
		if _, err := file.WriteString(line + lineBreak); err != nil {
			return err
		}
		if c.PassThru {
			if err := inv.Write(rt.Command(a.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}
