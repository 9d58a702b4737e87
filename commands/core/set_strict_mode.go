package core

import (
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func setStrictModeCommand() *command.Command {
	return &command.Command{
		Name: "Set-StrictMode", Class: "Microsoft.PowerShell.Commands.SetStrictModeCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Turns on checks for common mistakes.",
		Description: "Version 1 objects to variables that were never set, version 2 also to properties that do not " +
			"exist, version 3 also to indexes out of range.",
		Examples: []command.Example{
			{Code: `Set-StrictMode -Version Latest; Set-StrictMode -Off`, Remarks: "On and off."},
		},
		New:        func() command.Processor { return &setStrictMode{} },
		DefaultSet: "Version",
	}
}

// setStrictMode is Set-StrictMode: turns on checks for common mistakes.
type setStrictMode struct {
	Off     object.Switch `ps:"set=Off mandatory" help:"No checks."`
	Version object.Value  `ps:"alias=v set=Version mandatory" help:"1.0, 2.0, 3.0 or Latest."`
}

// Process implements command.Processor.
func (c *setStrictMode) Process(inv *command.Invocation) error {
	version := 0
	if !c.Off {
		text := object.ToText(c.Version)
		if strings.EqualFold(text, "latest") {
			text = "3"
		}
		major, _, _ := strings.Cut(text, ".")
		n, err := strconv.Atoi(major)
		if err != nil || n < 0 || n > 3 {
			if err == nil && !strings.Contains(text, ".") {
				text += ".0"
			}
			return invalidVersion(text)
		}
		version = min(n, 3)
	}
	interp.RuntimeOf(inv).SetStrictMode(version)
	return nil
}

func invalidVersion(version string) error {
	const namespace = "System.Management.Automation."
	cause := object.NewException(namespace+"ValidationMetadataException", "The \"%s\" argument does not contain a valid "+
		"PowerShell version. Supply a valid version number and then try the command again.", version)
	e := object.NewError(namespace+"ParameterBindingValidationException", "ParameterArgumentValidationError", object.InvalidData,
		"Cannot validate argument on parameter 'Version'. %s", cause.Message)
	e.Exception.Inner = cause
	return e
}
