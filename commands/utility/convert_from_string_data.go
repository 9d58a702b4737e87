package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertFromStringDataCommand() *command.Command {
	return &command.Command{
		Name: "ConvertFrom-StringData", Class: "Microsoft.PowerShell.Commands.ConvertFromStringDataCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Turns lines of key=value into a table.",
		Description: "Each line that is neither empty nor a comment gives one entry. Backslashes escape, as in " +
			"regular expressions.",
		Examples: []command.Example{
			{Code: "\"a=1`nb=two\" | ConvertFrom-StringData", Remarks: "Two entries."},
		},
		New:         func() command.Processor { return &convertFromStringData{} },
		OutputTypes: []string{"System.Collections.Hashtable"},
	}
}

// convertFromStringData is ConvertFrom-StringData: turns lines of key=value into a table.
type convertFromStringData struct {
	StringData string      `ps:"allowempty pos=0 mandatory pipeline" help:"The text."`
	Delimiter  object.Char `ps:"pos=1" help:"The character between two values."`
}

// Process implements command.Processor.
func (c *convertFromStringData) Process(inv *command.Invocation) error {
	table := object.NewHashtable()
	delimiter := "="
	if inv.IsBound("Delimiter") {
		delimiter = object.ToText(c.Delimiter)
	}
	for _, line := range strings.Split(c.StringData, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, delimiter)
		if !ok {
			return object.NewError("System.Management.Automation.PSInvalidOperationException", "InvalidOperation", object.InvalidOperation,
				"Data line '%s' is not in 'name=value' format. ", line)
		}
		key = strings.TrimSpace(key)
		if _, exists := table.Get(key); exists {
			return object.NewError("System.Management.Automation.PSInvalidOperationException", "InvalidOperation", object.InvalidOperation,
				"Data item '%s' in line '%s' is already defined. ", key, line)
		}
		text, err := object.UnescapeRegex(strings.TrimSpace(value))
		if err != nil {
			return asErrorRecord(err)
		}
		table.Set(key, text)
	}
	return inv.Write(table)
}
