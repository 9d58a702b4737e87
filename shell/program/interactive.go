package program

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/complete"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/repl"
)

// interactive prompts until the user leaves.
func (r *run) interactive(ctx context.Context) int {
	if !r.flags.NoLogo {
		fmt.Fprint(r.console.Out(), repl.Greeting(r.parts.Version, r.equipment.Account))
	}
	p := &prompter{session: r.session}
	err := repl.Run(ctx, p, repl.Options{In: os.Stdin, HistoryFile: historyPath(), Colour: r.console.Colour()})
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "partnershell:", err)
		return codeFailure
	}
	return p.code
}

// prompter is the session as package repl wants it.
type prompter struct {
	session *shell.Session
	code    int
	entry   *interp.HistoryEntry // of the command that is being run
}

// Incomplete implements repl.Session.
func (p *prompter) Incomplete(source string) bool { return p.session.Incomplete(source) }

// Run implements repl.Session.
func (p *prompter) Run(ctx context.Context, source string) error {
	out := p.session.Run(ctx, shell.Source{Text: source})
	if p.entry != nil {
		p.entry.Status, p.entry.End = "Completed", p.session.Runtime().Clock()
		if out.Code != 0 {
			p.entry.Status = "Failed"
		}
		p.entry = nil
	}
	if out.Exited {
		p.code = out.Code
		return io.EOF
	}
	return nil
}

// Prompt implements repl.Session: what the prompt function writes.
func (p *prompter) Prompt() string {
	var text strings.Builder
	err := p.session.Collect(context.Background(), shell.Source{Text: "prompt"}, func(v object.Value) error {
		text.WriteString(object.ToText(v))
		return nil
	})
	if err != nil || text.Len() == 0 {
		return "PS> "
	}
	return text.String()
}

// Complete implements repl.Session.
func (p *prompter) Complete(text string, cursor int) complete.Result {
	return p.session.Complete(text, cursor)
}

// Remember implements repl.Session.
func (p *prompter) Remember(source string) { p.entry = p.session.Runtime().AddHistory(source) }
