package repl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"

	prompt "github.com/c-bata/go-prompt"
	"golang.org/x/term"

	"github.com/partnershell/partnershell/shell/complete"
)

// Session is what the prompt needs of a shell session.
type Session interface {
	// Incomplete reports whether more lines must follow before source can run.
	Incomplete(source string) bool
	// Run runs source and shows what it gives; the error is io.EOF after exit.
	Run(ctx context.Context, source string) error
	// Prompt is the text before the cursor.
	Prompt() string
	// Complete offers candidates for the text up to the cursor (in bytes).
	Complete(text string, cursor int) complete.Result
	// Remember adds a command to the session's history (Get-History).
	Remember(source string)
}

// Options configure a prompt.
type Options struct {
	In *os.File
	// HistoryFile keeps commands across runs; empty: nowhere.
	HistoryFile string
	Colour      bool
}

const continuation = ">> "

// maxSuggestions is how many candidates are on the screen at a time; the others scroll.
const maxSuggestions = 10

// Run prompts until exit, Ctrl+D on an empty line, or the end of input.
func Run(ctx context.Context, s Session, o Options) error {
	restore := keepTerminal(o.In)
	defer restore()
	history := openHistory(o.HistoryFile)
	l := newLine(s, history, o)
	for ctx.Err() == nil {
		source, err := l.readCommand()
		if errors.Is(err, io.EOF) {
			return nil
		}
		restore()
		if strings.TrimSpace(source) == "" {
			continue
		}
		if !holdsSecret(source) {
			s.Remember(source)
			history.add(source)
		}
		if err := runInterruptible(ctx, s, source); err != nil {
			return nil
		}
	}
	return ctx.Err()
}

// keepTerminal remembers the terminal's modes and returns what sets them again.
func keepTerminal(in *os.File) func() {
	state, err := term.GetState(int(in.Fd()))
	if err != nil {
		return func() {}
	}
	return func() { _ = term.Restore(int(in.Fd()), state) }
}

// runInterruptible runs a command that Ctrl+C stops.
func runInterruptible(ctx context.Context, s Session, source string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	return s.Run(ctx, source)
}

// line reads commands with go-prompt.
type line struct {
	session Session
	prompt  *prompt.Prompt
	keys    *keys
	search  search
	primary string // the prompt of the first line, asked for once a command
	before  string // complete lines of a command that is not complete yet
	offers  *offers
}

func newLine(s Session, h *history, o Options) *line {
	l := &line{session: s, search: search{history: h}}
	l.keys = &keys{ConsoleParser: prompt.NewStandardInputParser(), secret: holdsSecret}
	options := []prompt.Option{
		prompt.OptionParser(l.keys),
		prompt.OptionLivePrefix(l.prefix),
		prompt.OptionHistory(h.lines()),
		prompt.OptionMaxSuggestion(maxSuggestions),
		prompt.OptionCompletionWordSeparator(wordSeparators),
		prompt.OptionTitle("partnershell"),
		prompt.OptionAddKeyBind(wordKeys()...),
		prompt.OptionAddKeyBind(l.search.keys()...),
	}
	l.prompt = prompt.New(func(string) {}, l.suggest, append(options, colours(o.Colour)...)...)
	return l
}

func (l *line) prefix() (string, bool) {
	if l.before != "" {
		return continuation, true
	}
	return l.primary, true
}

// readCommand reads lines until they make a whole command.
func (l *line) readCommand() (string, error) {
	above, last := cutPrompt(l.session.Prompt())
	fmt.Print(above)
	l.before, l.primary = "", last
	for {
		text, ended := l.read()
		switch {
		case ended && l.before == "":
			return "", io.EOF
		case ended:
			l.before = "" // Ctrl+C, or Ctrl+D on an empty line, gives up a command of several lines
			continue
		}
		source := l.before + text
		if !l.session.Incomplete(source) || text == "" && l.before != "" {
			return source, nil
		}
		l.before = source + "\n"
	}
}

// sequences are escape sequences that colour text.
var sequences = regexp.MustCompile("\x1b\\[[0-9;]*m")

// cutPrompt cuts a prompt into the lines above and the last one. Those are shown once; go-prompt shows the last one anew
// after every key, and takes an escape sequence for text.
func cutPrompt(prompt string) (above, last string) {
	prompt = strings.ReplaceAll(prompt, "\r\n", "\n")
	cut := strings.LastIndexByte(prompt, '\n') + 1
	return prompt[:cut], sequences.ReplaceAllString(prompt[cut:], "")
}

// read reads one line; ended means Ctrl+D on an empty one.
func (l *line) read() (text string, ended bool) {
	l.keys.begin(l.before != "")
	text = l.prompt.Input()
	if secret, ok := l.keys.submitted(); ok {
		return secret, false
	}
	return text, text == "" && l.keys.ended()
}

// colours makes the menu readable with and without colour.
func colours(on bool) []prompt.Option {
	if !on {
		return []prompt.Option{
			prompt.OptionPrefixTextColor(prompt.DefaultColor), prompt.OptionPreviewSuggestionTextColor(prompt.DefaultColor),
			prompt.OptionSuggestionBGColor(prompt.DefaultColor), prompt.OptionSuggestionTextColor(prompt.DefaultColor),
			prompt.OptionDescriptionBGColor(prompt.DefaultColor), prompt.OptionDescriptionTextColor(prompt.DefaultColor),
			prompt.OptionSelectedSuggestionBGColor(prompt.DefaultColor), prompt.OptionSelectedDescriptionBGColor(prompt.DefaultColor),
			prompt.OptionScrollbarBGColor(prompt.DefaultColor), prompt.OptionScrollbarThumbColor(prompt.DefaultColor),
		}
	}
	return []prompt.Option{
		prompt.OptionPrefixTextColor(prompt.Cyan),
		prompt.OptionSuggestionBGColor(prompt.DarkGray), prompt.OptionSuggestionTextColor(prompt.White),
		prompt.OptionDescriptionBGColor(prompt.LightGray), prompt.OptionDescriptionTextColor(prompt.Black),
		prompt.OptionSelectedSuggestionBGColor(prompt.Cyan), prompt.OptionSelectedSuggestionTextColor(prompt.Black),
		prompt.OptionSelectedDescriptionBGColor(prompt.White), prompt.OptionSelectedDescriptionTextColor(prompt.Black),
	}
}

// Greeting is what an interactive session starts with.
func Greeting(version, account string) string {
	text := fmt.Sprintf("partnershell %s. Tab completes, Get-Help explains, exit leaves.\n", version)
	if account != "" {
		text += "Signed in as " + account + ".\n"
	}
	return text
}
