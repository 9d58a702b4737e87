package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func invokeCommandCommand() *command.Command {
	return &command.Command{
		Name: "Invoke-Command", Class: "Microsoft.PowerShell.Commands.InvokeCommandCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Runs a script block.",
		Description: "Runs the block here, in a scope of its own unless -NoNewScope is given. Other computers cannot " +
			"be reached.",
		Examples: []command.Example{
			{Code: `Invoke-Command { param($a) $a * 2 } -ArgumentList 21`, Remarks: "With an argument."},
		},
		New:        func() command.Processor { return &invokeCommand{} },
		DefaultSet: "InProcess",
	}
}

// invokeCommand is Invoke-Command: runs a script block.
type invokeCommand struct {
	ComputerName []string        `ps:"alias=Cn notempty set=ComputerName,FilePathComputerName pos=0" help:"Not supported: other computers."`
	ScriptBlock  object.Callable `ps:"alias=Command notnull; set=ComputerName,Session,Uri,VMId,VMName,ContainerId,SSHHost,SSHHostHashParam pos=1 mandatory; set=InProcess pos=0 mandatory" help:"The script block to run."`
	NoNewScope   object.Switch   `ps:"set=InProcess" help:"Runs in the present scope."`
	FilePath     string          `ps:"alias=PSPath notnull; set=FilePathComputerName,FilePathRunspace,FilePathUri,FilePathVMId,FilePathVMName,FilePathContainerId pos=1 mandatory; set=FilePathSSHHost,FilePathSSHHostHash mandatory" help:"A script file to run."`
	InputObject  object.Value    `ps:"type=System.Management.Automation.PSObject pipeline" help:"What the block finds in $input."`
	ArgumentList []object.Value  `ps:"alias=Args" help:"The arguments for the script block."`

	input []object.Value
}

// Process implements command.Processor.
func (c *invokeCommand) Process(inv *command.Invocation) error {
	if inv.IsBound("InputObject") {
		c.input = append(c.input, c.InputObject)
	}
	return nil
}

// End runs the block with everything that came in as its input.
func (c *invokeCommand) End(inv *command.Invocation) error {
	if len(c.ComputerName) > 0 {
		return object.NewError("System.Management.Automation.PSNotSupportedException", "RemotingNotSupported", object.NotImplemented,
			"Commands cannot be run on other computers from here.")
	}
	rt := interp.RuntimeOf(inv)
	block, ok := c.ScriptBlock.(*interp.ScriptBlock)
	if !ok {
		var err error
		if block, err = c.fileBlock(rt); err != nil {
			return err
		}
	}
	return rt.CallBlock(block, interp.CallOptions{Args: c.ArgumentList, Input: c.input, Here: bool(c.NoNewScope)}, inv.Write)
}

// fileBlock reads the script of -FilePath.
func (c *invokeCommand) fileBlock(rt *interp.Runtime) (*interp.ScriptBlock, error) {
	info := rt.Command(c.FilePath)
	if info == nil || info.Function() == nil {
		e := object.NewError("System.Management.Automation.ItemNotFoundException", "FilePathNotFound", object.ObjectNotFound,
			"Cannot find path '%s' because it does not exist.", c.FilePath)
		e.Target = c.FilePath
		return nil, e
	}
	return info.Function().Block(), nil
}
