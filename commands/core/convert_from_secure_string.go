package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertFromSecureStringCommand() *command.Command {
	return &command.Command{
		Name: "ConvertFrom-SecureString", Class: "Microsoft.PowerShell.Commands.ConvertFromSecureStringCommand", Module: "Microsoft.PowerShell.Security",
		Synopsis:    "Turns a secure string into text.",
		Description: "Encrypted with a key (AES), or with -AsPlainText the text itself.",
		Examples: []command.Example{
			{Code: `ConvertTo-SecureString 'secret' -AsPlainText | ConvertFrom-SecureString -AsPlainText`, Remarks: "There and back."},
		},
		New:         func() command.Processor { return &convertFromSecureString{} },
		DefaultSet:  "Secure",
		OutputTypes: []string{"System.String"},
	}
}

// convertFromSecureString is ConvertFrom-SecureString: turns a secure string into text.
type convertFromSecureString struct {
	SecureString object.Value  `ps:"type=System.Security.SecureString pos=0 mandatory pipeline" help:"The secure string."`
	AsPlainText  object.Switch `ps:"set=AsPlainText" help:"Plain text instead of an encrypted form."`
	SecureKey    object.Value  `ps:"type=System.Security.SecureString set=Secure pos=1" help:"The encryption key as a secure string."`
	Key          []uint8       `ps:"set=Open" help:"The encryption key of 16, 24 or 32 bytes."`
}

// Process implements command.Processor.
func (c *convertFromSecureString) Process(inv *command.Invocation) error {
	text, err := plainText(c.SecureString)
	if err != nil {
		return err
	}
	if c.AsPlainText {
		return inv.Write(text)
	}
	key, err := keyOf(c.Key, c.SecureKey)
	if err != nil {
		return err
	}
	encrypted, err := encryptText(text, key)
	if err != nil {
		return object.NewError("System.Management.Automation.PSArgumentException", "Argument", object.InvalidArgument, "%s", err.Error())
	}
	return inv.Write(encrypted)
}
