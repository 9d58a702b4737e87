package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func installModuleCommand() *command.Command {
	return &command.Command{
		Name: "Install-Module", Class: "Install-Module", Module: "PowerShellGet",
		Synopsis: "Answers scripts that install the modules they need.",
		Description: "The modules whose commands are built in need no installing: naming them does nothing. Others cannot be " +
			"installed here, which is reported as an error.",
		Examples:      []command.Example{{Code: `Install-Module ImportExcel -Scope CurrentUser -Force`, Remarks: "Built in already."}},
		New:           func() command.Processor { return &installModule{} },
		ShouldProcess: true,
	}
}

// installModule is Install-Module: answers scripts that install the modules they need.
type installModule struct {
	Name               []string      `ps:"pos=0 mandatory pipeline byname" help:"The modules."`
	MinimumVersion     string        `help:"Accepted; the built-in version is the only one."`
	MaximumVersion     string        `help:"Accepted; the built-in version is the only one."`
	RequiredVersion    string        `help:"Accepted; the built-in version is the only one."`
	Repository         []string      `help:"Accepted and not needed."`
	Credential         object.Value  `help:"Accepted and not needed."`
	Scope              string        `ps:"values=CurrentUser,AllUsers" help:"Accepted and not needed."`
	AllowClobber       object.Switch `help:"Accepted and not needed."`
	SkipPublisherCheck object.Switch `help:"Accepted and not needed."`
	Force              object.Switch `help:"Accepted and not needed."`
	AllowPrerelease    object.Switch `help:"Accepted and not needed."`
	AcceptLicense      object.Switch `help:"Accepted and not needed."`
	PassThru           object.Switch `help:"Writes the modules."`
}

// Process implements command.Processor.
func (c *installModule) Process(inv *command.Invocation) error {
	for _, name := range c.Name {
		b := builtInModule(inv, name)
		if b == nil {
			e := object.NewError("System.Management.Automation.PSNotSupportedException", "ModuleNotBuiltIn", object.NotInstalled,
				"The module '%s' cannot be installed: this shell has its commands built in and loads script modules from files "+
					"(Import-Module PATH).", name)
			if why := interp.WhyNoModule(name); why != "" {
				e.Exception.Message += " " + why
			}
			e.Target = name
			if err := inv.WriteError(e); err != nil {
				return err
			}
			continue
		}
		if err := inv.Verbose("The module '" + b.name + "' is built in."); err != nil {
			return err
		}
		if c.PassThru {
			if err := inv.Write(b); err != nil {
				return err
			}
		}
	}
	return nil
}
