package core

import (
	"cmp"
	"io"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getCredentialCommand() *command.Command {
	return &command.Command{
		Name: "Get-Credential", Class: "Microsoft.PowerShell.Commands.GetCredentialCommand", Module: "Microsoft.PowerShell.Security",
		Synopsis:    "Asks for a user name and password.",
		Description: "Gives a PSCredential. Fails where nobody can be asked.",
		Examples: []command.Example{
			{Code: `$c = Get-Credential -UserName admin@contoso.example`, Remarks: "Asks for the password.", SkipRun: "nobody can answer in a test"},
		},
		New:         func() command.Processor { return &getCredential{} },
		DefaultSet:  "CredentialSet",
		OutputTypes: []string{"System.Management.Automation.PSCredential"},
	}
}

// getCredential is Get-Credential: asks for a user name and password.
type getCredential struct {
	Credential object.Value `ps:"notnull set=CredentialSet pos=0" help:"The user name, or a credential, which is given back."`
	Message    string       `ps:"notempty set=MessageSet" help:"The text."`
	UserName   string       `ps:"notempty set=MessageSet pos=0" help:"The user name."`
	Title      string       `ps:"notempty set=MessageSet" help:"The title of the question."`
}

// Process implements command.Processor.
func (c *getCredential) Process(inv *command.Invocation) error {
	name := c.UserName
	if !object.IsNull(c.Credential) {
		if object.TypeOf(c.Credential).FullName() == credentialType {
			return inv.Write(c.Credential)
		}
		name = object.ToText(c.Credential)
	}
	if !inv.Host().Interactive() {
		return object.NewError("System.Management.Automation.PSInvalidOperationException", "InvalidOperation", object.InvalidOperation,
			"PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.")
	}
	title, message := cmp.Or(c.Title, "PowerShell credential request"), cmp.Or(c.Message, "Enter your credentials.")
	if _, err := io.WriteString(inv.Host().Out(), "\n"+title+"\n"+message+"\n"); err != nil {
		return err
	}
	if name == "" {
		var err error
		if name, err = inv.Host().ReadLine("User: ", false); err != nil {
			return err
		}
	}
	password, err := inv.Host().ReadLine("Password for user "+name+": ", true)
	if err != nil {
		return err
	}
	secure, err := secureString(password)
	if err != nil {
		return err
	}
	credential, err := object.New(object.LookupType(credentialType), []object.Value{name, secure})
	if err != nil {
		return err
	}
	return inv.Write(credential)
}

const credentialType = "System.Management.Automation.PSCredential"
