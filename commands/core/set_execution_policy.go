package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func setExecutionPolicyCommand() *command.Command {
	return &command.Command{
		Name: "Set-ExecutionPolicy", Class: "Microsoft.PowerShell.Commands.SetExecutionPolicyCommand", Module: "Microsoft.PowerShell.Security",
		Synopsis:    "Accepted for scripts that set a policy.",
		Description: "There is no execution policy here: every script that the user starts may run.",
		Examples: []command.Example{
			{Code: `Set-ExecutionPolicy RemoteSigned -Scope Process -Force`, Remarks: "Does nothing."},
		},
		New:           func() command.Processor { return &setExecutionPolicy{} },
		ShouldProcess: true,
	}
}

// setExecutionPolicy is Set-ExecutionPolicy: accepted for scripts that set a policy.
type setExecutionPolicy struct {
	ExecutionPolicy object.Enum   `ps:"type=Microsoft.PowerShell.ExecutionPolicy pos=0 mandatory pipeline" help:"The policy."`
	Scope           object.Enum   `ps:"type=Microsoft.PowerShell.ExecutionPolicyScope pos=1 byname" help:"The scope: Global, Local, Script, or how many scopes up."`
	Force           object.Switch `help:"Does it even where something would be overwritten or is read-only."`
}

// Process implements command.Processor: every script may run here, so there is nothing to set.
func (c *setExecutionPolicy) Process(*command.Invocation) error { return nil }
