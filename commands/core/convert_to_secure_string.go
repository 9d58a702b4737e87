package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertToSecureStringCommand() *command.Command {
	return &command.Command{
		Name: "ConvertTo-SecureString", Class: "Microsoft.PowerShell.Commands.ConvertToSecureStringCommand", Module: "Microsoft.PowerShell.Security",
		Synopsis:    "Makes a secure string.",
		Description: "Of plain text with -AsPlainText, or of what ConvertFrom-SecureString wrote with a key.",
		Examples: []command.Example{
			{Code: `ConvertTo-SecureString 'secret' -AsPlainText -Force | ForEach-Object Length`, Remarks: "Of plain text."},
		},
		New:         func() command.Processor { return &convertToSecureString{} },
		DefaultSet:  "Secure",
		OutputTypes: []string{"System.Security.SecureString"},
	}
}

// convertToSecureString is ConvertTo-SecureString: makes a secure string.
type convertToSecureString struct {
	String      string        `ps:"pos=0 mandatory pipeline" help:"The text."`
	AsPlainText object.Switch `ps:"set=PlainText pos=1" help:"Plain text instead of an encrypted form."`
	Force       object.Switch `ps:"set=PlainText pos=2" help:"Accepted and not needed."`
	SecureKey   object.Value  `ps:"type=System.Security.SecureString set=Secure pos=1" help:"The encryption key as a secure string."`
	Key         []uint8       `ps:"set=Open" help:"The encryption key of 16, 24 or 32 bytes."`
}

// Process implements command.Processor.
func (c *convertToSecureString) Process(inv *command.Invocation) error {
	if c.AsPlainText {
		return writeSecure(inv, c.String)
	}
	key, err := keyOf(c.Key, c.SecureKey)
	if err != nil {
		return err
	}
	text, err := decryptText(c.String, key)
	if e, ok := err.(*object.ErrorRecord); ok {
		return inv.WriteError(e)
	}
	if err != nil {
		return err
	}
	return writeSecure(inv, text)
}

func writeSecure(inv *command.Invocation, text string) error {
	secure, err := secureString(text)
	if err != nil {
		return err
	}
	return inv.Write(secure)
}
