package filesystem

import (
	"os"
	"os/exec"
	"runtime"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func invokeItemCommand() *command.Command {
	return &command.Command{
		Name: "Invoke-Item", Class: "Microsoft.PowerShell.Commands.InvokeItemCommand", Module: managementModule,
		Synopsis:    "Opens a file with the program that the system has for it.",
		Description: "The shell does not wait for the program. Folders open in the file manager.",
		Examples: []command.Example{
			{Code: `Invoke-Item report.html`, Remarks: "Shows a report in the browser.", SkipRun: "opens a window"},
		},
		New:        func() command.Processor { return &invokeItem{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// invokeItem is Invoke-Item: opens a file with the program that the system has for it.
type invokeItem struct {
	Path        []string     `ps:"set=Path pos=0 mandatory pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string     `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Filter      string       `help:"A pattern that names must match, with * and ?."`
	Include     []string     `help:"Only items whose name matches one of these patterns."`
	Exclude     []string     `help:"Leaves out items whose name matches one of these patterns."`
	Credential  object.Value `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *invokeItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, false)
	return sessionOf(inv).each(inv, o, func(p place) error {
		if !p.isFiles() {
			return notSupported("Provider operation stopped because the provider does not support this operation.")
		}
		if ok, err := confirmed(inv, "Item: "+p.path, "Invoke Item"); !ok || err != nil {
			return err
		}
		if err := openWithSystem(p.path, sessionOf(inv).rt.Location()); err != nil {
			return failure("System.ComponentModel.Win32Exception", "InvokeItemError", object.OpenError, p.path,
				"The item '%s' cannot be opened: %v", p.path, err)
		}
		return nil
	})
}

// openWithSystem starts the system's program for a file, cut off from the shell's own input and output.
func openWithSystem(path, folder string) error {
	name, args := "xdg-open", []string{path}
	switch runtime.GOOS {
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", path}
	case "darwin":
		name = "open"
	}
	if info, err := os.Stat(path); err == nil && !onWindows && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0 {
		name, args = path, nil
	}
	program := exec.Command(name, args...)
	program.Dir = folder
	if err := program.Start(); err != nil {
		return err
	}
	go func() { _ = program.Wait() }() // so that it does not stay behind as a zombie
	return nil
}
