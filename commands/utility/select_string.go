package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func selectStringCommand() *command.Command {
	return &command.Command{
		Name: "Select-String", Class: "Microsoft.PowerShell.Commands.SelectStringCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Finds texts in strings and files.",
		Description: "Looks for regular expressions (or plain texts with -SimpleMatch) in the lines of files or in " +
			"the texts that come in, and writes where they were found.",
		Examples: []command.Example{
			{Code: `'alpha', 'beta', 'gamma' | Select-String 'm'`, Remarks: "Lines that match."},
			{Code: `'id=1 id=2' | Select-String 'id=(\d)' -AllMatches | ForEach-Object { $_.Matches.Value }`, Remarks: "Every match."},
		},
		New:         func() command.Processor { return &selectString{} },
		DefaultSet:  "File",
		OutputTypes: []string{"Microsoft.PowerShell.Commands.MatchInfo", "System.Boolean", "System.String"},
	}
}

// selectString is Select-String: finds texts in strings and files.
type selectString struct {
	Culture       string        `ps:"notnull" help:"The culture that compares plain texts: Ordinal, Invariant, Current or a name."`
	InputObject   object.Value  `ps:"type=System.Management.Automation.PSObject allownull allowempty set=Object,ObjectRaw mandatory pipeline" help:"The texts to search."`
	Pattern       []string      `ps:"pos=0 mandatory" help:"What to look for."`
	Path          []string      `ps:"set=File,FileRaw pos=1 mandatory byname" help:"The files to search, wildcards allowed."`
	LiteralPath   []string      `ps:"alias=PSPath,LP set=LiteralFile,LiteralFileRaw mandatory byname" help:"The files to search, exactly as written."`
	Raw           object.Switch `ps:"set=ObjectRaw,FileRaw,LiteralFileRaw mandatory" help:"Writes the lines themselves."`
	SimpleMatch   object.Switch `help:"Takes the pattern literally."`
	CaseSensitive object.Switch `help:"Tells upper and lower case apart."`
	Quiet         object.Switch `ps:"set=Object,File,LiteralFile" help:"Writes only whether there is a match."`
	List          object.Switch `help:"Only the first match in each file."`
	NoEmphasis    object.Switch `help:"Does not highlight the match."`
	Include       []string      `ps:"notempty" help:"Only these files."`
	Exclude       []string      `ps:"notempty" help:"Not these files."`
	NotMatch      object.Switch `help:"Lines that do not match."`
	AllMatches    object.Switch `help:"Every match in a line, not just the first."`
	Encoding      object.Value  `ps:"notempty" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
	Context       []int32       `ps:"notempty count=1..2 range=0..2147483647" help:"Lines to show before and after."`
}
