package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getExecutionPolicyCommand() *command.Command {
	return &command.Command{
		Name: "Get-ExecutionPolicy", Class: "Microsoft.PowerShell.Commands.GetExecutionPolicyCommand", Module: "Microsoft.PowerShell.Security",
		Synopsis:    "Tells which scripts may run.",
		Description: "All of them, here: there is no execution policy outside Windows.",
		Examples: []command.Example{
			{Code: `Get-ExecutionPolicy`, Remarks: "Unrestricted."},
		},
		New:         func() command.Processor { return &getExecutionPolicy{} },
		OutputTypes: []string{"Microsoft.PowerShell.ExecutionPolicy"},
	}
}

// getExecutionPolicy is Get-ExecutionPolicy: tells which scripts may run.
type getExecutionPolicy struct {
	Scope object.Enum   `ps:"type=Microsoft.PowerShell.ExecutionPolicyScope pos=0 byname" help:"The scope: Global, Local, Script, or how many scopes up."`
	List  object.Switch `help:"For every scope."`
}

// Process implements command.Processor.
func (c *getExecutionPolicy) Process(inv *command.Invocation) error {
	policy := func(name string) object.Value {
		return enumNamed("Microsoft.PowerShell.ExecutionPolicy", name)
	}
	if !c.List {
		return inv.Write(policy("Unrestricted"))
	}
	shape := object.ShapeOf("Scope", "ExecutionPolicy")
	for _, scope := range []string{"MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine"} {
		name := "Undefined"
		if scope == "LocalMachine" {
			name = "Unrestricted"
		}
		row := object.NewCustomObject(shape, []object.Value{enumNamed("Microsoft.PowerShell.ExecutionPolicyScope", scope), policy(name)})
		if err := inv.Write(row); err != nil {
			return err
		}
	}
	return nil
}

// enumNamed is an enumeration value by name; its name alone where the enumeration is not known.
func enumNamed(typeName, name string) object.Value {
	t := object.LookupType(typeName)
	if t == nil {
		return name
	}
	v, err := object.Convert(name, t)
	if err != nil {
		return name
	}
	return v
}
