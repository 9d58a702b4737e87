package core

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getHelpCommand() *command.Command {
	return &command.Command{
		Name: "Get-Help", Class: "Microsoft.PowerShell.Commands.GetHelpCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Explains a command or a topic.",
		Description: "Shows what a command does, its parameters and examples, and for commands that call a service " +
			"which scopes and roles they need. Comments in functions and scripts are help as well.",
		Examples: []command.Example{
			{Code: `Get-Help Get-Date -Examples`, Remarks: "Just the examples."},
			{Code: `Get-Help Select-Object -Parameter First`, Remarks: "One parameter."},
		},
		New:        func() command.Processor { return &getHelp{} },
		DefaultSet: "AllUsersView",
	}
}

// getHelp is Get-Help: explains a command or a topic.
type getHelp struct {
	Name          string        `ps:"notempty pos=0 byname" help:"The command or topic, wildcards allowed."`
	Path          string        `help:"Accepted for compatibility."`
	Category      []string      `ps:"values=Alias,Cmdlet,Provider,General,FAQ,Glossary,HelpFile,ScriptCommand,Function,Filter,ExternalScript,All,DefaultHelp,DscResource,Class,Configuration" help:"The kinds of help."`
	Detailed      object.Switch `ps:"set=DetailedView mandatory" help:"Parameters and examples as well."`
	Full          object.Switch `ps:"set=AllUsersView" help:"Everything."`
	Examples      object.Switch `ps:"set=Examples mandatory" help:"Just the examples."`
	Parameter     []string      `ps:"set=Parameters mandatory" help:"Just these parameters."`
	Component     []string      `help:"Accepted for compatibility."`
	Functionality []string      `help:"Accepted for compatibility."`
	Role          []string      `help:"Accepted for compatibility."`
	Online        object.Switch `ps:"set=Online mandatory" help:"Opens the online help in a browser."`
}

// Process implements command.Processor.
func (c *getHelp) Process(inv *command.Invocation) error {
	name := c.Name
	if name == "" {
		name = "default"
	}
	rt := interp.RuntimeOf(inv)
	if topic, ok := aboutTopic(name); ok {
		return inv.Write(topic)
	}
	if object.HasWildcard(name) {
		return c.list(inv, name)
	}
	info := rt.Command(name)
	if info != nil && info.AliasTarget() != "" {
		info = rt.Command(info.AliasTarget())
	}
	if info == nil {
		return c.missing(inv, name)
	}
	page := newHelpPage(inv, info)
	if len(c.Parameter) > 0 {
		return c.parameters(inv, page)
	}
	page.detail = c.detail()
	return inv.Write(page)
}

// detail is how much of the page is shown.
func (c *getHelp) detail() helpDetail {
	switch {
	case bool(c.Examples):
		return examplesOnly
	case bool(c.Full):
		return fullHelp
	case bool(c.Detailed):
		return detailedHelp
	}
	return shortHelp
}

// list writes one line for every command and topic that matches.
func (c *getHelp) list(inv *command.Invocation, pattern string) error {
	for _, info := range interp.RuntimeOf(inv).Commands() {
		if len(namesMatching([]string{info.Name()}, []string{pattern})) == 0 {
			continue
		}
		page := newHelpPage(inv, info)
		row := object.NewCustomObject(object.ShapeOf("Name", "Category", "Module", "Synopsis"),
			[]object.Value{page.name, page.category, info.Module(), page.synopsis})
		if err := inv.Write(row); err != nil {
			return err
		}
	}
	return nil
}

func (c *getHelp) missing(inv *command.Invocation, name string) error {
	e := object.NewError("Microsoft.PowerShell.Commands.HelpNotFoundException", "HelpNotFound", object.ResourceUnavailable,
		"Get-Help could not find %s in a help file in this session. To download updated help topics type: \"Update-Help\". "+
			"To get help online, search for the help topic in the TechNet library at https://go.microsoft.com/fwlink/?LinkID=107116.", name)
	e.Target = name
	return inv.WriteError(e)
}

// parameters writes the help of single parameters.
func (c *getHelp) parameters(inv *command.Invocation, page *helpPage) error {
	any := false
	for _, p := range page.parameters {
		if len(namesMatching([]string{p.name}, c.Parameter)) == 0 {
			continue
		}
		any = true
		if err := inv.Write(p); err != nil {
			return err
		}
	}
	if any {
		return nil
	}
	e := object.NewError("System.Management.Automation.PSArgumentException", "HelpNotFound", object.InvalidArgument,
		"No parameter matches criteria %s.", strings.Join(c.Parameter, ", "))
	return inv.WriteError(e)
}
