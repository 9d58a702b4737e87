package render

import (
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// Options are the settings that formatting depends on. The zero value lays out plain text for 120 cells.
type Options struct {
	// Width is the number of cells a line may take; 0 means 120. For a console it is one less than the window has.
	Width int
	// Height is the number of lines of the screen, for repeated headers; 0 means that output is no terminal.
	Height int
	// Colour allows escape sequences.
	Colour bool
	// Unwrapped lets lists, custom layouts and text be as wide as they are: only tables are laid out for Width.
	Unwrapped bool
	// Window is the width of the window, at which messages of errors are broken; 0 means Width.
	Window int
	// Terminal says that the lines go to a terminal: widths are those of its cells, and control characters in data
	// are shown instead of sent.
	Terminal bool
	// EnumerationLimit is the number of elements of a collection that are shown in one cell (negative: all); nil
	// means 4. It is $FormatEnumerationLimit, read when formatting starts.
	EnumerationLimit *int
	// ErrorView gives $ErrorView, for every error anew; nil and empty text mean ConciseView.
	ErrorView func() string
	// Evaluate runs the script block of a calculated property with $_ set to item; nil calls the block itself.
	Evaluate func(block object.Callable, item object.Value) (object.Value, error)
	// Location is the current folder, from which views show paths; may be nil.
	Location func() string
	// CommandExists reports whether a name that stands in an error is a command's; nil means that all are.
	CommandExists func(name string) bool
	// Now is the clock by which tables stop collecting rows; nil is the system's.
	Now func() time.Time
}

// DefaultWidth is the number of cells in a line where nobody says otherwise.
const DefaultWidth = 120

const defaultEnumerationLimit = 4

// ConsoleOptions are the options for the host's screen.
func ConsoleOptions(e command.Engine) Options {
	host := e.Host()
	o := EngineOptions(e)
	o.Window, o.Width = host.Width(), host.Width()-1
	o.Height = host.Height()
	o.Terminal = host.Height() > 0
	o.Colour = host.Colour()
	return o
}

// EngineOptions are the options for text that does not go to the screen: what a command's engine knows.
func EngineOptions(e command.Engine) Options {
	o := Options{Width: e.Host().Width(), Evaluate: e.Evaluate, Location: e.Location}
	if v, ok := e.Variable("FormatEnumerationLimit"); ok {
		if n, ok := object.Base(v).(int32); ok {
			limit := int(n)
			o.EnumerationLimit = &limit
		}
	}
	o.ErrorView = ErrorViewOf(e.Variable)
	return o
}

// ErrorViewOf reads $ErrorView with a function that reads variables.
func ErrorViewOf(variable func(name string) (object.Value, bool)) func() string {
	return func() string {
		v, ok := variable("ErrorView")
		if !ok || object.IsNull(v) {
			return ""
		}
		return object.ToText(v)
	}
}

func (o *Options) width() int {
	if o.Width <= 0 {
		return DefaultWidth
	}
	return o.Width
}

// textWidth is the width for lists and custom layouts.
func (o *Options) textWidth() int {
	if o.Unwrapped {
		return noWidth
	}
	return o.width()
}

func (o *Options) window() int {
	if o.Window <= 0 {
		return o.width()
	}
	return o.Window
}

func (o *Options) limit() int {
	if o.EnumerationLimit == nil {
		return defaultEnumerationLimit
	}
	return *o.EnumerationLimit
}

func (o *Options) now() time.Time {
	if o.Now == nil {
		return time.Now()
	}
	return o.Now()
}

func (o *Options) evaluate(block object.Callable, item object.Value) (object.Value, error) {
	if o.Evaluate == nil {
		return block.Call(item)
	}
	return o.Evaluate(block, item)
}

func (o *Options) errorView() string {
	if o.ErrorView != nil {
		if view := o.ErrorView(); view != "" {
			return view
		}
	}
	return "ConciseView"
}

// relativePath is path as seen from the current folder, when it lies below it.
func (o *Options) relativePath(path string) string {
	if o.Location == nil {
		return path
	}
	folder := o.Location()
	rest, ok := strings.CutPrefix(path, folder)
	if !ok || rest == "" {
		return path
	}
	if trimmed := strings.TrimLeft(rest, `/\`); trimmed != rest || strings.HasSuffix(folder, "/") {
		return trimmed
	}
	return path
}
