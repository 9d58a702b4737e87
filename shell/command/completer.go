package command

import (
	"context"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// Completion is one value that a parameter can take.
type Completion struct {
	Text    string // the value
	Label   string // what a menu shows; empty: the value
	ToolTip string // one line
}

// Completer offers values for the parameters whose tag names it (complete=Name). word is what the user has typed of
// the value; more may be returned than begins with it. It is called at every key, so it answers at once, from what the
// session has at hand (service finds the session's services), and never asks a network.
type Completer func(ctx context.Context, service func(name string) any, word string) []Completion

var completers sync.Map // folded name → Completer

// RegisterCompleter makes a completer known under the name that tags use.
func RegisterCompleter(name string, c Completer) { completers.Store(object.FoldName(name), c) }

// CompleterNamed finds a registered completer; nil if there is none.
func CompleterNamed(name string) Completer {
	if name == "" {
		return nil
	}
	c, _ := completers.Load(object.FoldName(name))
	f, _ := c.(Completer)
	return f
}
