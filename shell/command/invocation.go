package command

import (
	"context"
	"errors"
	"io"

	"github.com/partnershell/partnershell/shell/object"
)

// ErrEnough is returned by a Processor that needs no further objects (Select-Object -First): the commands before it in
// the pipeline stop, without their End steps; its own End step and the commands after it go on.
var ErrEnough = errors.New("no further objects are needed")

// Invocation is a command being run: how it writes and what it may ask.
type Invocation struct {
	Engine
	// Command is the declaration of what runs.
	Command *Command
	// Name is the name it was called by (an alias, perhaps).
	Name string
	// Set is the parameter set that was chosen.
	Set string
	// Bound holds the parameters that were given, by declared name.
	Bound map[string]object.Value
	// Piped reports whether there is a command (or expression) before this one in the pipeline.
	Piped bool
	// PipelineLength and PipelinePosition (1-based) place it in its pipeline.
	PipelineLength, PipelinePosition int
}

// IsBound reports whether a parameter was given on the command line or by the present pipeline object.
func (inv *Invocation) IsBound(parameter string) bool {
	_, ok := inv.Bound[parameter]
	return ok
}

// Engine is what the engine offers to a running command. Every error that it returns must be handed back by the
// command unchanged: it is how a pipeline stops.
type Engine interface {
	// Context ends when the user presses Ctrl+C or the run is over.
	Context() context.Context

	// Write sends one object downstream, whole: a collection stays one object.
	Write(v object.Value) error
	// WriteAll sends the elements of a collection downstream (any other value: itself).
	WriteAll(v object.Value) error
	// WriteError reports a non-terminating error, as -ErrorAction has it.
	WriteError(e *object.ErrorRecord) error
	Warning(text string) error
	Verbose(text string) error
	Debug(text string) error
	// Information writes an information record; with tag PSHOST it is what Write-Host wrote.
	Information(data object.Value, tags ...string) error
	Progress(p Progress) error
	// ShouldProcess asks as -WhatIf and -Confirm have it.
	ShouldProcess(target, action string) (bool, error)
	// ShouldContinue asks whatever -Confirm says.
	ShouldContinue(query, caption string) (bool, error)

	// Invoke runs a script block in the caller's scope with $_ set to item, streaming what it writes to out. This
	// is how Where-Object and ForEach-Object run their blocks; it is fast.
	Invoke(block object.Callable, item object.Value, out func(object.Value) error) error
	// Evaluate is Invoke, with the output collected: Nothing, one value, or an array.
	Evaluate(block object.Callable, item object.Value) (object.Value, error)
	// InvokeCommand runs a command by name with named arguments and returns what it wrote.
	InvokeCommand(name string, arguments map[string]object.Value, input ...object.Value) ([]object.Value, error)

	// Variable reads a variable as the caller sees it.
	Variable(name string) (object.Value, bool)
	// SetVariable sets a variable in the caller's scope; a name may have a scope prefix.
	SetVariable(name string, v object.Value) error

	// Location is the current folder in the file system, absolute, in the system's own form.
	Location() string
	// Host is the screen and keyboard.
	Host() Host
	// Clock is the session's clock.
	Clock() object.DateTime
	// Service returns what the session was given under a name (the sign-in session, say), or nil.
	Service(name string) any
}

// Progress is one update of a progress bar.
type Progress struct {
	ID, ParentID                int
	Activity, Status, Operation string
	Percent                     int // -1: unknown
	SecondsRemaining            int // -1: unknown
	Completed                   bool
}

// Host is the screen and keyboard of a session.
type Host interface {
	// Out takes formatted text for the user.
	Out() io.Writer
	// Err takes formatted errors.
	Err() io.Writer
	// Width is the number of cells in a line.
	Width() int
	// Height is the number of lines; 0 if output is not a terminal.
	Height() int
	// Interactive reports whether the user can be asked.
	Interactive() bool
	// Colour reports whether escape sequences may be written.
	Colour() bool
	// ReadLine asks for a line; secret ones are not shown while they are typed.
	ReadLine(prompt string, secret bool) (string, error)
	// Clear clears the screen.
	Clear()
	// Progress shows or takes away a progress bar.
	Progress(p Progress)
}
