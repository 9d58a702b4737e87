package dotnet

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"github.com/partnershell/partnershell/shell/object"
)

// consoleClass is System.Console, as far as it makes sense without a console of one's own.
func consoleClass() class {
	write := func(end bool) method {
		return try(func(a args) (object.Value, error) { return consoleWriter(os.Stdout).writeArguments(a, end) })
	}
	return class{
		statics: methods{
			"WriteLine": write(true), "Write": write(false),
			"Beep":       try(func(args) (object.Value, error) { return object.Nothing, control("\a") }),
			"ResetColor": try(func(args) (object.Value, error) { return object.Nothing, control("\x1b[39;49m") }),
			"Clear":      try(func(args) (object.Value, error) { return object.Nothing, control("\x1b[H\x1b[2J\x1b[3J") }),

			"OpenStandardInput":  static(func(args) object.Value { return &stream{class: "FileStream", file: os.Stdin, readOnly: true} }),
			"OpenStandardOutput": static(func(args) object.Value { return outputTo(os.Stdout) }),
			"OpenStandardError":  static(func(args) object.Value { return outputTo(os.Stderr) }),
		},
		staticProperties: getters{
			"OutputEncoding":     value(func() object.Value { return encodingNamed("utf-8") }),
			"InputEncoding":      value(func() object.Value { return encodingNamed("utf-8") }),
			"IsOutputRedirected": value(func() object.Value { return !isTerminal(os.Stdout) }),
			"IsInputRedirected":  value(func() object.Value { return !isTerminal(os.Stdin) }),
			"IsErrorRedirected":  value(func() object.Value { return !isTerminal(os.Stderr) }),
			"Out":                value(func() object.Value { return consoleWriter(os.Stdout) }),
			"Error":              value(func() object.Value { return consoleWriter(os.Stderr) }),
			"WindowWidth":        value(func() object.Value { return windowSize(0) }),
			"WindowHeight":       value(func() object.Value { return windowSize(1) }),
			"BufferWidth":        value(func() object.Value { return windowSize(0) }),
			"BufferHeight":       value(func() object.Value { return windowSize(1) }),
			"Title":              constant(""),
			"CursorVisible":      constant(true),
			"ForegroundColor":    constant(object.NewEnum("System.ConsoleColor", unknownColor)),
			"BackgroundColor":    constant(object.NewEnum("System.ConsoleColor", unknownColor)),
		},
		staticSetters: setters{
			"OutputEncoding": func(_, _ object.Value) error { return nil }, // always UTF-8
			"InputEncoding":  func(_, _ object.Value) error { return nil },
			"Title":          func(_, _ object.Value) error { return nil },
			"CursorVisible": func(_, v object.Value) error {
				if object.ToBool(v) {
					return control("\x1b[?25h")
				}
				return control("\x1b[?25l")
			},
			"ForegroundColor": func(_, v object.Value) error { return consoleColor(v, 30) },
			"BackgroundColor": func(_, v object.Value) error { return consoleColor(v, 40) },
		},
	}
}

func outputTo(f *os.File) *stream { return &stream{class: "FileStream", file: f, writeOnly: true} }

// consoleWriter writes to one of the program's own streams, without a byte order mark.
func consoleWriter(f *os.File) *textWriter {
	return &textWriter{class: "StreamWriter", out: outputTo(f), encoding: encodingNamed("utf-8"), newLine: newLine, marked: true}
}

// windowSize is the screen's width (0) or height (1) in cells; what .NET assumes where there is no screen.
func windowSize(direction int) object.Value {
	width, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width, height = 80, 24
	}
	return i32([]int{width, height}[direction])
}

// unknownColor is the ConsoleColor that .NET gives where a terminal does not tell its colours.
const unknownColor = -1

// control sends an escape sequence to the screen, if there is one.
func control(sequence string) error {
	if isTerminal(os.Stdout) {
		fmt.Fprint(os.Stdout, sequence)
	}
	return nil
}

// consoleColor makes what follows appear in a ConsoleColor; first is the sequence's number for black.
func consoleColor(v object.Value, first int) error {
	color, ok := v.(object.Enum)
	if !ok || color.Value < 0 {
		return control(fmt.Sprintf("\x1b[%dm", first+9))
	}
	// ConsoleColor counts blue, green and red from the lowest bit, a terminal red, green and blue.
	number := int(color.Value&1<<2 | color.Value&2 | color.Value>>2&1)
	if color.Value >= 8 {
		first += 60
	}
	return control(fmt.Sprintf("\x1b[%dm", first+number))
}
