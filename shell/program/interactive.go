package program

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/complete"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/repl"
)

// interactive prompts until the user leaves.
func (r *run) interactive(ctx context.Context) int {
	if !r.flags.NoLogo {
		fmt.Fprint(r.console.Out(), repl.Greeting(r.parts.Version, r.equipment.Account))
	}
	p := &prompter{session: r.session, console: r.console}
	err := repl.Run(ctx, p, repl.Options{In: os.Stdin, HistoryFile: historyPath(), Colour: r.console.Colour() && dotnet.Rendering() != dotnet.RenderPlainText})
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "partnershell:", err)
		return codeFailure
	}
	return p.code
}

// prompter is the session as package repl wants it.
type prompter struct {
	session *shell.Session
	console *Console
	code    int
	prompt  string // the last one
	// remembered is set if the command that is about to run goes into the history.
	remembered bool
}

// Incomplete implements repl.Session.
func (p *prompter) Incomplete(source string) bool { return p.session.Incomplete(source) }

// Run implements repl.Session.
func (p *prompter) Run(ctx context.Context, source string) error {
	entry := command.HistoryEntry{Text: source, Start: p.session.Runtime().Clock()}
	if p.remembered { // secrets stay out of transcripts too
		p.console.transcript.writeInput(p.prompt, source)
	}
	defer p.console.During(ctx)()
	before := p.lastError()
	out := p.session.Run(ctx, shell.Source{Text: source})
	if ctx.Err() != nil {
		fmt.Fprintln(p.console.Out()) // the terminal has shown ^C where the output stopped
	}
	if e := p.lastError(); e != before {
		p.suggest(e)
	}
	if p.remembered {
		entry.End, entry.Failed = p.session.Runtime().Clock(), out.Code != 0
		p.session.History().Add(entry)
		p.remembered = false
	}
	if out.Exited {
		p.code = out.Code
		return io.EOF
	}
	return nil
}

// lastError is the newest of $Error; nil if there is none.
func (p *prompter) lastError() *object.ErrorRecord {
	if errors := p.session.Runtime().Errors().Items; len(errors) > 0 {
		e, _ := errors[0].(*object.ErrorRecord)
		return e
	}
	return nil
}

// suggest names what whoever typed a wrong name may have meant.
func (p *prompter) suggest(e *object.ErrorRecord) {
	if e == nil {
		return
	}
	if names := complete.Similar(p.session.Runtime(), e); len(names) > 0 {
		fmt.Fprintf(p.console.Out(), "Similar: %s\n", strings.Join(names, ", "))
	}
}

// Prompt implements repl.Session: what the prompt function shows and then what it writes.
func (p *prompter) Prompt() string {
	var text strings.Builder
	var err error
	shown := p.console.capture(func() {
		err = p.session.Collect(context.Background(), shell.Source{Text: "prompt", Aside: true}, func(v object.Value) error {
			text.WriteString(object.ToText(v))
			return nil
		})
	})
	if p.prompt = shown + text.String(); err != nil || text.Len() == 0 {
		p.prompt = shown + "PS> "
	}
	return p.prompt
}

// Complete implements repl.Session.
func (p *prompter) Complete(text string, cursor int) complete.Result {
	return p.session.Complete(text, cursor)
}

// Remember implements repl.Session: the entry is made when the command has run, since Get-History does not show itself.
func (p *prompter) Remember(string) { p.remembered = true }
