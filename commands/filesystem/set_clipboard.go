package filesystem

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func setClipboardCommand() *command.Command {
	return &command.Command{
		Name: "Set-Clipboard", Class: "Microsoft.PowerShell.Commands.SetClipboardCommand", Module: managementModule,
		Synopsis: "Puts text on the clipboard.",
		Description: "Several values become lines. With -AsOSC52 the terminal is asked to do it, which works over ssh too; " +
			"otherwise the system's program does: clip, pbcopy, xclip, xsel or wl-copy.",
		Examples: []command.Example{
			{Code: `Get-Date -Format s | Set-Clipboard -WhatIf`, Remarks: "Shows what would be copied."},
		},
		New:           func() command.Processor { return &setClipboard{} },
		ShouldProcess: true,
		OutputTypes:   []string{"System.String"},
	}
}

// setClipboard is Set-Clipboard: puts text on the clipboard.
type setClipboard struct {
	Value    []string      `ps:"pos=0 mandatory pipeline byname allownull allowemptycollection allowempty" help:"The text."`
	Append   object.Switch `help:"Adds to the text that is there."`
	PassThru object.Switch `help:"Writes the text."`
	AsOSC52  object.Switch `ps:"alias=ToLocalhost" help:"Asks the terminal, with an escape sequence, to set its clipboard."`

	lines []string
}

// Process implements command.Processor.
func (c *setClipboard) Process(inv *command.Invocation) error {
	c.lines = append(c.lines, c.Value...)
	if !c.PassThru {
		return nil
	}
	for _, text := range c.Value {
		if err := inv.Write(text); err != nil {
			return err
		}
	}
	return nil
}

// End implements command.Ender.
func (c *setClipboard) End(inv *command.Invocation) error {
	text := strings.Join(c.lines, newline)
	action := "Set clipboard contents"
	if c.Append {
		action = "Append to clipboard contents"
	}
	if ok, err := inv.ShouldProcess(text, action); !ok || err != nil {
		return err
	}
	if c.Append {
		before, err := readClipboard(inv.Context())
		if err != nil {
			return err
		}
		if before != "" {
			text = before + newline + text
		}
	}
	if !c.AsOSC52 {
		return writeClipboard(inv.Context(), text)
	}
	if inv.Host().Height() == 0 {
		return inv.Warning("There is no terminal that could be asked to set its clipboard.")
	}
	_, err := fmt.Fprintf(inv.Host().Out(), "\x1b]52;c;%s\a", base64.StdEncoding.EncodeToString([]byte(text)))
	return err
}
