package core

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
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
		_, err := c.search(inv, name)
		return err
	}
	info := rt.Command(name)
	if info == nil && rt.Autoload(name) {
		info = rt.Command(name)
	}
	if info != nil && info.AliasTarget() != "" {
		info = rt.Command(info.AliasTarget())
	}
	if info != nil {
		return c.page(inv, info)
	}
	if found, err := c.search(inv, "*"+object.EscapeWildcard(name)+"*"); found || err != nil {
		return err
	}
	return c.missing(inv, name)
}

// page writes what was asked for about a command.
func (c *getHelp) page(inv *command.Invocation, info *interp.CommandInfo) error {
	page := newHelpPage(inv, info)
	switch {
	case len(c.Parameter) > 0:
		return c.parameters(inv, page)
	case bool(c.Online):
		return online(page)
	}
	page.detail = c.detail()
	return inv.Write(page)
}

// online refuses to open a browser, and tells the address.
func online(page *helpPage) error {
	message := "The online version of this Help topic cannot be displayed because the Internet address (URI) of the Help topic is not " +
		"specified in the command code or in the help topic for the command."
	if address := page.onlineAddress(); address != "" {
		message = "This shell opens no browser. The address is " + address + "."
	}
	return object.NewError("System.Management.Automation.PSInvalidOperationException", "InvalidOperation", object.InvalidOperation, "%s", message)
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

// search looks for commands and topics by a pattern: one is shown in full, of several a line each.
func (c *getHelp) search(inv *command.Invocation, pattern string) (found bool, err error) {
	var infos []*interp.CommandInfo
	for _, info := range interp.RuntimeOf(inv).Commands() {
		if info.AliasTarget() == "" && len(namesMatching([]string{info.Name()}, []string{pattern})) > 0 {
			infos = append(infos, info)
		}
	}
	topics := namesMatching(aboutTopics(), []string{pattern})
	switch {
	case len(infos) == 1 && len(topics) == 0:
		return true, c.page(inv, infos[0])
	case len(infos) == 0 && len(topics) == 1:
		text, _ := aboutTopic(topics[0])
		return true, inv.Write(text)
	}
	for _, info := range infos {
		page := newHelpPage(inv, info)
		if err := inv.Write(shortHelpInfo(page.name, page.category, page.module, page.synopsis)); err != nil {
			return true, err
		}
	}
	for _, topic := range topics {
		if err := inv.Write(shortHelpInfo(topic, "HelpFile", "", "")); err != nil {
			return true, err
		}
	}
	return len(infos)+len(topics) > 0, nil
}

// helpShort is the type name of a line of a search's result.
const helpShort = "HelpInfoShort"

func init() {
	render.RegisterColumns(helpShort, "Name:33<", "Category:9", "Module=ModuleName:25", "Synopsis")
}

func shortHelpInfo(name, category, module, synopsis string) object.Value {
	return object.AddTypeName(helpObject("Name", name, "Category", category, "ModuleName", module, "Synopsis", synopsis), helpShort)
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
