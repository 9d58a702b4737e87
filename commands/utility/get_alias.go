package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getAliasCommand() *command.Command {
	return &command.Command{
		Name: "Get-Alias", Class: "Microsoft.PowerShell.Commands.GetAliasCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Lists aliases.",
		Description: "Shows what short names stand for, or with -Definition which short names a command has.",
		Examples: []command.Example{
			{Code: `Get-Alias gc`, Remarks: "What a short name stands for."},
			{Code: `Get-Alias -Definition Get-ChildItem`, Remarks: "The short names of a command."},
		},
		New:         func() command.Processor { return &getAlias{} },
		DefaultSet:  "Default",
		OutputTypes: []string{"System.Management.Automation.AliasInfo"},
	}
}

// getAlias is Get-Alias: lists aliases.
type getAlias struct {
	Name       []string `ps:"notempty set=Default pos=0 pipeline byname" help:"The aliases, wildcards allowed."`
	Exclude    []string `help:"Leaves out names that match one of these patterns."`
	Scope      string   `help:"The scope: Global, Local, Script, or how many scopes up."`
	Definition []string `ps:"notempty set=Definition" help:"What the aliases stand for."`
}

// Process implements command.Processor.
func (c *getAlias) Process(inv *command.Invocation) error {
	exclude, err := compilePatterns(c.Exclude)
	if err != nil {
		return err
	}
	wanted, byDefinition := c.Name, false
	if inv.Set == "Definition" {
		wanted, byDefinition = c.Definition, true
	}
	if len(wanted) == 0 {
		wanted = []string{"*"}
	}
	for _, text := range wanted {
		if err := c.list(inv, text, byDefinition, exclude); err != nil {
			return err
		}
	}
	return nil
}

func (c *getAlias) list(inv *command.Invocation, text string, byDefinition bool, exclude []*object.Wildcard) error {
	pattern, err := object.CompileWildcard(text, true)
	if err != nil {
		return err
	}
	rt, any := interp.RuntimeOf(inv), false
	for _, a := range rt.Aliases() {
		key := a.Name
		if byDefinition {
			key = a.Definition
		}
		if !pattern.Match(key) || len(exclude) > 0 && matchesAny(exclude, a.Name) {
			continue
		}
		any = true
		if err := inv.Write(rt.Command(a.Name)); err != nil {
			return err
		}
	}
	if any || object.HasWildcard(text) {
		return nil
	}
	what := "name"
	if byDefinition {
		what = "definition"
	}
	e := object.NewError("System.Management.Automation.ItemNotFoundException", "ItemNotFoundException", object.ObjectNotFound,
		"This command cannot find a matching alias because an alias with the %s '%s' does not exist.", what, text)
	e.Target = text
	return inv.WriteError(e)
}
