package utility

import (
	"io"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func outHostCommand() *command.Command {
	return &command.Command{
		Name: "Out-Host", Class: "Microsoft.PowerShell.Commands.OutHostCommand", Module: coreModule,
		Synopsis:    "Shows objects on the screen.",
		Description: "What is shown cannot be redirected or piped on. -Paging waits after every screen.",
		Examples:    []command.Example{{Code: `'on the screen' | Out-Host`, Remarks: "Shown even where output is kept."}},
		New:         func() command.Processor { return &outHost{} },
	}
}

// outHost is Out-Host: shows objects on the screen.
type outHost struct {
	Paging      object.Switch `help:"Waits for a key after every screen."`
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to show."`

	formatter *render.Formatter
	pager     *pager
}

// Begin implements command.Beginner.
func (c *outHost) Begin(inv *command.Invocation) error {
	o := render.ConsoleOptions(inv)
	if bool(c.Paging) && inv.Host().Interactive() && o.Height > 0 {
		c.pager = &pager{host: inv.Host(), height: o.Height}
	}
	c.formatter = render.NewFormatter(func(line string, toErr bool) error {
		w := inv.Host().Out()
		if toErr {
			w = inv.Host().Err()
		}
		return c.pager.write(w, line+"\n")
	}, o)
	return nil
}

// Process implements command.Processor.
func (c *outHost) Process(*command.Invocation) error { return c.formatter.Write(c.InputObject) }

// End implements command.Ender.
func (c *outHost) End(*command.Invocation) error { return c.formatter.Flush() }

// pager asks after every screen whether to go on.
type pager struct {
	host   command.Host
	height int
	lines  int
	quit   bool
}

// pagingPrompt is what -Paging asks.
const pagingPrompt = "<RETURN> next page; <n> next line; <q> quit: "

// write writes a line; a nil pager never asks.
func (p *pager) write(w io.Writer, line string) error {
	if p == nil {
		_, err := io.WriteString(w, line)
		return err
	}
	if p.quit {
		return nil
	}
	if p.lines >= p.height-1 {
		if err := p.ask(); err != nil || p.quit {
			return err
		}
	}
	p.lines++
	_, err := io.WriteString(w, line)
	return err
}

func (p *pager) ask() error {
	answer, err := p.host.ReadLine(pagingPrompt, false)
	if err != nil {
		return err
	}
	switch answer {
	case "q", "Q":
		p.quit = true
	case "n", "N":
		p.lines--
	default:
		p.lines = 0
	}
	return nil
}
