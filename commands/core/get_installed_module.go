package core

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getInstalledModuleCommand() *command.Command {
	return &command.Command{
		Name: "Get-InstalledModule", Class: "Get-InstalledModule", Module: "PowerShellGet",
		Synopsis:    "Answers scripts that ask which modules are installed.",
		Description: "Lists the modules whose commands are built in, as far as they count as installed from a repository.",
		Examples:    []command.Example{{Code: `Get-InstalledModule ImportExcel | ForEach-Object Version`, Remarks: "The version scripts ask for."}},
		New:         func() command.Processor { return &getInstalledModule{} },
	}
}

// getInstalledModule is Get-InstalledModule: answers scripts that ask which modules are installed.
type getInstalledModule struct {
	Name            []string      `ps:"pos=0 pipeline byname" help:"The modules, wildcards allowed."`
	MinimumVersion  string        `help:"Accepted; the built-in version is the only one."`
	RequiredVersion string        `help:"Accepted; the built-in version is the only one."`
	MaximumVersion  string        `help:"Accepted; the built-in version is the only one."`
	AllVersions     object.Switch `help:"Accepted; there is one version of each."`
	AllowPrerelease object.Switch `help:"Accepted and not needed."`
}

// Process implements command.Processor.
func (c *getInstalledModule) Process(inv *command.Invocation) error {
	names := c.Name
	if len(names) == 0 {
		names = []string{"*"}
	}
	modules := builtInModules(inv)
	for _, name := range names {
		any := false
		for _, b := range modules {
			if strings.HasPrefix(b.name, "Microsoft.PowerShell.") || len(namesMatching([]string{b.name}, []string{name})) == 0 {
				continue
			}
			any = true
			if err := inv.Write(b); err != nil {
				return err
			}
		}
		if any || object.HasWildcard(name) {
			continue
		}
		e := object.NewError("System.Exception", "NoMatchFound", object.ObjectNotFound,
			"No match was found for the specified search criteria and module names '%s'.", name)
		e.Target = name
		if err := inv.WriteError(e); err != nil {
			return err
		}
	}
	return nil
}
