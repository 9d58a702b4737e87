package partner

import (
	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/shell/command"
)

func disconnectPartnerCenterCommand() *command.Command {
	return &command.Command{
		Name: "Disconnect-PartnerCenter", Class: classPrefix + "DisconnectPartnerCenter", Module: moduleName,
		Synopsis:      "Signs out.",
		Description:   "Forgets every token of this shell. Nothing is kept elsewhere, so nothing else has to be cleared.",
		Examples:      []command.Example{{Code: `Disconnect-PartnerCenter`, Remarks: "Commands that read need a new sign-in after that."}},
		New:           func() command.Processor { return &disconnectPartnerCenter{} },
		ShouldProcess: true,
	}
}

// disconnectPartnerCenter is Disconnect-PartnerCenter.
type disconnectPartnerCenter struct{}

// Process implements command.Processor.
func (*disconnectPartnerCenter) Process(inv *command.Invocation) error {
	c, err := connection.Of(inv)
	if err != nil {
		return err
	}
	if ok, err := inv.ShouldProcess("Partner Center", "Sign out"); err != nil || !ok {
		return err
	}
	if !c.Disconnect() {
		return inv.Verbose("Nobody was signed in.")
	}
	return nil
}
