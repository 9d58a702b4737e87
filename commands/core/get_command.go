package core

import (
	"os/exec"
	"slices"
	"strings"
	"unicode"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getCommandCommand() *command.Command {
	return &command.Command{
		Name: "Get-Command", Class: "Microsoft.PowerShell.Commands.GetCommandCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Lists commands.",
		Description: "Shows cmdlets, functions and aliases by name, verb, noun or module; without wildcards it finds " +
			"what a name would run, programs included. -Syntax shows how a command is called.",
		Examples: []command.Example{
			{Code: `Get-Command Get-Da*`, Remarks: "By name."},
			{Code: `Get-Command -Noun Json | ForEach-Object Name`, Remarks: "By noun."},
		},
		New:         func() command.Processor { return &getCommand{} },
		DefaultSet:  "CmdletSet",
		OutputTypes: []string{"System.Management.Automation.AliasInfo", "System.Management.Automation.ApplicationInfo", "System.Management.Automation.CmdletInfo", "System.Management.Automation.ExternalScriptInfo", "System.Management.Automation.FilterInfo", "System.Management.Automation.FunctionInfo", "System.Management.Automation.PSObject", "System.String"},
	}
}

// getCommand is Get-Command: lists commands.
type getCommand struct {
	Name                     []string       `ps:"notempty set=AllCommandSet pos=0 pipeline byname" help:"The names, wildcards allowed."`
	Verb                     []string       `ps:"set=CmdletSet byname" help:"The verbs, wildcards allowed."`
	Noun                     []string       `ps:"set=CmdletSet byname" help:"The nouns, wildcards allowed."`
	Module                   []string       `ps:"alias=PSSnapin byname" help:"The modules the commands come from."`
	ExcludeModule            []string       `help:"Modules to leave out."`
	FullyQualifiedModule     []object.Value `ps:"byname" help:"A table of module name and version."`
	CommandType              object.Enum    `ps:"alias=Type type=System.Management.Automation.CommandTypes set=AllCommandSet byname" help:"The kinds of commands."`
	TotalCount               int32          `ps:"byname" help:"No more than so many."`
	Syntax                   object.Switch  `ps:"byname" help:"How the command is called."`
	ShowCommandInfo          object.Switch  `help:"Name, module, definition and parameter sets in one object."`
	ArgumentList             []object.Value `ps:"alias=Args allownull allowemptycollection pos=1 remaining" help:"Accepted for compatibility."`
	All                      object.Switch  `ps:"byname" help:"Also commands that others of the same name hide."`
	ListImported             object.Switch  `ps:"byname" help:"Accepted; every command is loaded."`
	ParameterName            []string       `ps:"notempty" help:"Only commands with these parameters."`
	ParameterType            []object.Value `ps:"notempty" help:"Only commands with parameters of these types."`
	UseFuzzyMatching         object.Switch  `ps:"set=AllCommandSet" help:"Names that are nearly right will do."`
	FuzzyMinimumDistance     uint32         `ps:"set=AllCommandSet" help:"How many letters may differ."`
	UseAbbreviationExpansion object.Switch  `ps:"set=AllCommandSet byname" help:"Capital letters of the name will do."`

	written int
}

// Process implements command.Processor.
func (c *getCommand) Process(inv *command.Invocation) error {
	if len(c.Name) == 0 {
		return c.list(inv, "*")
	}
	for _, name := range c.Name {
		var err error
		if object.HasWildcard(name) || bool(c.UseFuzzyMatching) || bool(c.UseAbbreviationExpansion) {
			err = c.list(inv, name)
		} else {
			err = c.one(inv, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// one finds the command that a name would run.
func (c *getCommand) one(inv *command.Invocation, name string) error {
	rt := interp.RuntimeOf(inv)
	found := c.candidates(rt, name)
	any := false
	for _, info := range found {
		if ok, err := c.wanted(info); err != nil {
			return err
		} else if !ok {
			continue
		}
		any = true
		if err := c.write(inv, info); err != nil {
			return err
		}
		if !c.All {
			break
		}
	}
	if any {
		return nil
	}
	return inv.WriteError(interp.CommandNotFound(name))
}

// candidates are the commands of a name, the one that runs first: alias, function, cmdlet, program.
func (c *getCommand) candidates(rt *interp.Runtime, name string) []*interp.CommandInfo {
	var all []*interp.CommandInfo
	info := rt.Command(name)
	if info == nil && rt.Autoload(name) {
		info = rt.Command(name)
	}
	if info != nil {
		all = append(all, info)
	}
	for _, info := range rt.Commands() {
		if object.EqualNames(info.Name(), name) && (len(all) == 0 || info.CommandType() != all[0].CommandType()) {
			all = append(all, info)
		}
	}
	if path, err := exec.LookPath(name); err == nil {
		if info := rt.Command(path); info != nil && (len(all) == 0 || all[0].CommandType() != info.CommandType()) {
			all = append(all, info)
		}
	}
	return all
}

// list writes the commands that match a pattern. Where verbs or nouns are asked for, aliases are left out.
func (c *getCommand) list(inv *command.Invocation, name string) error {
	matches, err := c.matcher(name)
	if err != nil {
		return err
	}
	infos := interp.RuntimeOf(inv).Commands()
	if c.UseFuzzyMatching { // the nearest first
		slices.SortStableFunc(infos, func(a, b *interp.CommandInfo) int {
			return object.EditDistance(a.Name(), name) - object.EditDistance(b.Name(), name)
		})
	}
	for _, info := range infos {
		if !matches(info.Name()) {
			continue
		}
		if ok, err := c.wanted(info); err != nil {
			return err
		} else if !ok {
			continue
		}
		if err := c.write(inv, info); err != nil {
			return err
		}
	}
	return nil
}

func (c *getCommand) matcher(name string) (func(string) bool, error) {
	switch {
	case bool(c.UseFuzzyMatching):
		limit := 5
		if c.FuzzyMinimumDistance > 0 {
			limit = int(c.FuzzyMinimumDistance)
		}
		return func(s string) bool { return object.EditDistance(s, name) <= limit }, nil
	case bool(c.UseAbbreviationExpansion):
		return func(s string) bool { return object.EqualNames(capitals(s), name) }, nil
	}
	pattern, err := object.CompileWildcard(name, true)
	if err != nil {
		return nil, err
	}
	return pattern.Match, nil
}

// capitals are the capital letters of a name.
func capitals(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return r
		}
		return -1
	}, s)
}

// commandKinds are CommandTypes' numbers.
func commandKind(name string) int64 {
	switch name {
	case "Alias":
		return 1
	case "Function":
		return 2
	case "Filter":
		return 4
	case "Cmdlet":
		return 8
	case "ExternalScript":
		return 16
	case "Application":
		return 32
	}
	return 64 // Script
}

// wanted reports whether a command passes -CommandType, -Verb, -Noun, -Module and -ParameterName.
func (c *getCommand) wanted(info *interp.CommandInfo) (bool, error) {
	kind := commandKind(info.CommandType())
	if kind == 4 {
		kind = 2 | 4 // a filter is a function as well
	}
	if c.CommandType.EnumType != nil && c.CommandType.Value&kind == 0 {
		return false, nil
	}
	if len(c.Verb) > 0 || len(c.Noun) > 0 {
		verb, noun, dashed := strings.Cut(info.Name(), "-")
		if !dashed || kind == 1 || len(c.Verb) > 0 && len(namesMatching([]string{verb}, c.Verb)) == 0 ||
			len(c.Noun) > 0 && len(namesMatching([]string{noun}, c.Noun)) == 0 {
			return false, nil
		}
	}
	if len(c.Module) > 0 && len(namesMatching([]string{info.Module()}, c.Module)) == 0 ||
		len(c.ExcludeModule) > 0 && len(namesMatching([]string{info.Module()}, c.ExcludeModule)) > 0 {
		return false, nil
	}
	return c.hasParameters(info), nil
}

func (c *getCommand) hasParameters(info *interp.CommandInfo) bool {
	if len(c.ParameterName) == 0 {
		return true
	}
	list, _ := info.Parameters()
	for _, p := range list {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if len(namesMatching([]string{name}, c.ParameterName)) > 0 {
				return true
			}
		}
	}
	return false
}

func (c *getCommand) write(inv *command.Invocation, info *interp.CommandInfo) error {
	if c.TotalCount > 0 && c.written >= int(c.TotalCount) {
		return nil
	}
	c.written++
	switch {
	case bool(c.Syntax):
		return inv.Write(interp.Syntax(info))
	case bool(c.ShowCommandInfo):
		return inv.Write(showCommandInfo(info))
	}
	return inv.Write(info)
}

// showCommandInfo is what -ShowCommandInfo tells, for programs that build a form of it.
func showCommandInfo(info *interp.CommandInfo) object.Value {
	sets, _, _ := object.GetProperty(info, "ParameterSets")
	kind, _, _ := object.GetProperty(info, "CommandType")
	return helpObject("Name", info.Name(), "ModuleName", info.Module(), "Module", helpObject("Name", info.Module()),
		"CommandType", kind, "Definition", info.Definition(), "ParameterSets", sets)
}
