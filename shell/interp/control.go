package interp

import "github.com/partnershell/partnershell/shell/object"

// breakFlow and continueFlow look for the loop or switch with their label, or the nearest one if it is empty.
type (
	breakFlow    struct{ label string }
	continueFlow struct{ label string }
)

func (*breakFlow) Error() string    { return "break outside a loop" }
func (*continueFlow) Error() string { return "continue outside a loop" }

// returnFlow ends the running block; what return gave was written already.
type returnFlow struct{}

func (returnFlow) Error() string { return "return" }

// errDone ends an enumeration early; it never leaves the function that made it.
var errDone error = &stopFlow{}

var (
	errReturn   error = returnFlow{}
	errBreak    error = &breakFlow{}
	errContinue error = &continueFlow{}
)

// ExitError ends the script: the exit statement.
type ExitError struct{ Code int }

// Error implements error.
func (*ExitError) Error() string { return "exit" }

// stopFlow ends the stages before one of a pipeline (Select-Object -First).
type stopFlow struct {
	run   *pipelineRun
	stage int
}

func (*stopFlow) Error() string { return "the pipeline has been stopped" }

// terminatingFlow ends a function with its own error: ThrowTerminatingError. A try around that sees the error.
type terminatingFlow struct {
	call   *invocation
	record *object.ErrorRecord
}

func (t *terminatingFlow) Error() string { return t.record.Error() }

// caught is the error that a try or the caller of the function sees.
func caught(err error) (*object.ErrorRecord, bool) {
	if t, ok := err.(*terminatingFlow); ok {
		return t.record, true
	}
	e, ok := err.(*object.ErrorRecord)
	return e, ok
}

// ErrStopped says that the run was cancelled (Ctrl+C).
var ErrStopped error = stoppedFlow{}

type stoppedFlow struct{}

func (stoppedFlow) Error() string     { return "the pipeline has been stopped" }
func (stoppedFlow) ControlFlow() bool { return true }

// loopFlow says what a loop does about an error of its body: whether it ends, and the error it ends with.
func loopFlow(err error, label string) (done bool, result error) {
	switch e := err.(type) {
	case *breakFlow:
		if e.label == "" || label != "" && object.EqualNames(e.label, label) {
			return true, nil
		}
	case *continueFlow:
		if e.label == "" || label != "" && object.EqualNames(e.label, label) {
			return false, nil
		}
	}
	return true, err
}

// ControlFlow marks the errors that are no errors, for packages that see them pass by.
func (*breakFlow) ControlFlow() bool       { return true }
func (*continueFlow) ControlFlow() bool    { return true }
func (returnFlow) ControlFlow() bool       { return true }
func (*stopFlow) ControlFlow() bool        { return true }
func (*terminatingFlow) ControlFlow() bool { return true }

// ControlFlow implements the interface by which package bind knows control flow.
func (*ExitError) ControlFlow() bool { return true }
