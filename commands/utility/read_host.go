package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func readHostCommand() *command.Command {
	return &command.Command{
		Name: "Read-Host", Class: "Microsoft.PowerShell.Commands.ReadHostCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Asks the user for a line of text.",
		Description: "Shows the prompt and waits for a line. Fails where nobody can be asked.",
		Examples: []command.Example{
			{Code: `$name = Read-Host 'Your name'`, Remarks: "A question.", SkipRun: "nobody can answer in a test"},
		},
		New:         func() command.Processor { return &readHost{} },
		DefaultSet:  "AsString",
		OutputTypes: []string{"System.Security.SecureString", "System.String"},
	}
}

// readHost is Read-Host: asks the user for a line of text.
type readHost struct {
	Prompt         object.Value  `ps:"allownull pos=0 remaining" help:"The question."`
	AsSecureString object.Switch `ps:"set=AsSecureString" help:"Hides what is typed and gives a secure string."`
	MaskInput      object.Switch `ps:"set=AsString" help:"Hides what is typed and gives text."`
}

// Process implements command.Processor.
func (c *readHost) Process(inv *command.Invocation) error {
	prompt := ""
	if !object.IsNull(c.Prompt) {
		prompt = hostText(c.Prompt, " ") + ": "
	}
	text, err := interp.RuntimeOf(inv).Ask(prompt, bool(c.AsSecureString) || bool(c.MaskInput))
	if err != nil {
		return err
	}
	if c.AsSecureString {
		secure, err := inv.InvokeCommand("ConvertTo-SecureString", map[string]object.Value{"String": text, "AsPlainText": object.Switch(true)})
		if err != nil || len(secure) == 0 {
			return err
		}
		return inv.Write(secure[0])
	}
	return inv.Write(text)
}
