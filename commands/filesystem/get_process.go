package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getProcessCommand() *command.Command {
	return &command.Command{
		Name: "Get-Process", Class: "Microsoft.PowerShell.Commands.GetProcessCommand", Module: managementModule,
		Synopsis:    "Lists the programs that run.",
		Description: "Shows memory, processor time and the number of each process, by name. Modules, versions and user names are not read.",
		Examples: []command.Example{
			{Code: `(Get-Process -Id $PID).Id -eq $PID`, Remarks: "This shell."},
			{Code: `Get-Process | Sort-Object WS -Descending | Select-Object -First 5 Name, Id, WS`, Remarks: "Who uses most memory."},
		},
		New:         func() command.Processor { return &getProcess{} },
		DefaultSet:  "Name",
		OutputTypes: []string{"System.Diagnostics.FileVersionInfo", "System.Diagnostics.Process", "System.Diagnostics.ProcessModule"},
	}
}

// getProcess is Get-Process: lists the programs that run.
type getProcess struct {
	Name            []string       `ps:"alias=ProcessName notempty set=Name,NameWithUserName pos=0 byname" help:"The names, wildcards allowed."`
	ID              []int32        `ps:"name=Id alias=PID set=Id,IdWithUserName mandatory byname" help:"The numbers."`
	InputObject     []object.Value `ps:"type=System.Diagnostics.Process[] set=InputObject,InputObjectWithUserName mandatory pipeline" help:"Processes to look at again."`
	IncludeUserName object.Switch  `ps:"set=NameWithUserName,IdWithUserName,InputObjectWithUserName mandatory" help:"Not supported."`
	Module          object.Switch  `ps:"notnull set=Name,Id,InputObject" help:"Not supported."`
	FileVersionInfo object.Switch  `ps:"alias=FV,FVI notnull set=Name,Id,InputObject" help:"Not supported."`
}

// Process implements command.Processor.
func (c *getProcess) Process(inv *command.Invocation) error {
	if bool(c.IncludeUserName || c.Module || c.FileVersionInfo) {
		return notSupported("Get-Process shows neither user names nor modules nor file versions here.")
	}
	list, err := c.find(inv)
	if err != nil {
		return err
	}
	for _, p := range list {
		if err := inv.Write(p); err != nil {
			return err
		}
	}
	return nil
}

func (c *getProcess) find(inv *command.Invocation) ([]*process, error) {
	switch {
	case c.InputObject != nil:
		return processesIn(c.InputObject), nil
	case c.ID != nil:
		return processesByID(c.ID, inv.WriteError)
	case c.Name != nil:
		return processesByName(c.Name, inv.WriteError)
	}
	return processesByName([]string{"*"}, inv.WriteError)
}
