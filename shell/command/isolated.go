package command

import (
	"context"

	"github.com/partnershell/partnershell/shell/object"
)

// Stream tells a session's streams apart.
type Stream uint8

// The streams, with PowerShell's numbers where they have one.
const (
	OutputStream      Stream = 1
	ErrorStream       Stream = 2
	WarningStream     Stream = 3
	VerboseStream     Stream = 4
	DebugStream       Stream = 5
	InformationStream Stream = 6
	ProgressStream    Stream = 7
)

// Record is one object that was written to a stream of a session. Value is an *object.ErrorRecord, a text (warning,
// verbose, debug), a Progress, or whatever was written; Tags belong to information records.
type Record struct {
	Stream Stream
	Value  object.Value
	Tags   []string
}

// Isolated is a script block that is ready to run in a session of its own: its $using: variables have been read.
// Run may be called several times, also at the same time.
type Isolated interface {
	// Run runs the block with $_ set to item, input as $input and args as its arguments, in a fresh session, and
	// hands everything written to any stream to emit. The error is the one that ended the block.
	Run(ctx context.Context, item object.Value, input, args []object.Value, emit func(Record) error) error
}

// Isolator is implemented by engines that can run blocks in sessions of their own (ForEach-Object -Parallel, jobs).
type Isolator interface {
	// Isolate makes a block of the caller ready; it fails where a $using: variable does not exist.
	Isolate(block object.Callable) (Isolated, error)
}
