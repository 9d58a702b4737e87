package interp

import (
	"context"
	"sync/atomic"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Options make a Runtime.
type Options struct {
	// Registry holds the compiled commands.
	Registry *command.Registry
	Host     command.Host
	// Location is the folder to start in; empty means the process's.
	Location string
	// Clock is the session's clock; nil means the system's.
	Clock func() object.DateTime
	// Services are what commands may ask for by name.
	Services map[string]any
	// NonInteractive makes prompts fail.
	NonInteractive bool
	// NoFiles keeps scripts from running native programs and script files, and from redirecting to files.
	NoFiles bool
}

// Runtime is one PowerShell session's engine. One goroutine at a time may run it; Stop may come from any.
type Runtime struct {
	shownHost *hostObject // $Host
	options   Options
	registry  *command.Registry
	host      command.Host
	location  *location

	ctx     context.Context
	stopped atomic.Bool

	global   *scope
	allScope map[*symbol]*variable
	errors   *object.List // $Error, newest first
	success  bool         // $?

	streams *streams // of the run: where the outermost script's streams go
	top     *frame   // the innermost running frame
	depth   int      // of nested calls
	scratch []byte   // where the next expandable string is put together; nil while one uses it
	inTry   int      // how many try bodies with a catch are being run
	unheard error    // of a script's method whose caller cannot be told; see lose

	autoloading    bool // a module is being looked for
	analysed       map[string]analysed
	lookup         lookupActions
	resolveVersion uint64 // grows when a function, alias or module comes or goes
	modules        []*Module
	state          map[any]any // of the families of commands; see State
	completers     map[string]object.Callable
	warned         map[string]bool // warnings about $PSDefaultParameterValues that were shown
	eventCounter   int
}

// New makes a runtime with PowerShell's variables.
func New(o Options) *Runtime {
	defineEngineMembers()
	rt := &Runtime{
		options: o, registry: o.Registry, host: o.Host, ctx: context.Background(), success: true,
		allScope: make(map[*symbol]*variable), errors: &object.List{ListType: object.TypeArrayList},
		streams: &streams{}, resolveVersion: 1,
	}
	if rt.registry == nil {
		rt.registry = command.NewRegistry()
	}
	rt.global = newScope(nil, newSlotTable(), globalScope)
	rt.location = newLocation(o.Location)
	rt.defineVariables()
	rt.defineFunctions()
	return rt
}

// Streams take what a run writes; a nil function drops it. An error that one of them returns ends the run.
type Streams struct {
	Output      func(object.Value) error
	Error       func(*object.ErrorRecord) error
	Warning     func(*InformationalRecord) error
	Verbose     func(*InformationalRecord) error
	Debug       func(*InformationalRecord) error
	Information func(*InformationRecord) error
	Progress    func(command.Progress) error
}

// RunOptions say how a script is run.
type RunOptions struct {
	Streams Streams
	// Args are the arguments for the script's parameters or $args.
	Args []Argument
	// Input is what is piped into the script; nil means nothing is.
	Input func(yield func(object.Value) error) error
	// NewScope runs the script in a scope of its own; otherwise it runs in the global scope, as -File has it.
	NewScope bool
	// Path is the script file's full path; it is $PSCommandPath.
	Path string
	// Name is how the script was called (the path as typed).
	Name string
	// Aside leaves $? as it is: for what the user did not enter, such as the prompt function.
	Aside bool
}

// Argument is one word of a command line, evaluated.
type Argument struct {
	Name  string // -Name, without the dash; empty for a positional argument
	Value object.Value
	// Given says that a named argument has a value; a lone -Name has none.
	Given bool
}

// Run runs a parsed script. The error is nil, an *object.ErrorRecord that ended the script (and stands in $Error),
// an *ExitError, or ErrStopped.
func (rt *Runtime) Run(ctx context.Context, script *syntax.ScriptBlock, o RunOptions) (err error) {
	defer rt.enter(ctx, newStreams(o.Streams))()
	if o.Aside {
		success := rt.success
		defer func() { rt.success = success }()
	}
	depth := rt.depth
	defer func() {
		if cause := recover(); cause != nil {
			e := internalError(cause)
			if rt.top != nil {
				rt.top.locate(e)
			}
			rt.depth = depth
			err = rt.uncaught(e)
		}
	}()
	b := newBlock(script, nil)
	if err = b.prepare(rt); err == nil {
		err = rt.meet(script, o.Path)
	}
	if err != nil {
		return rt.uncaught(err)
	}
	inv := &invocation{block: b, name: o.Name, path: o.Path, isScript: o.NewScope || o.Path != "", piped: o.Input != nil}
	fr := &frame{rt: rt, block: b, scope: rt.global, out: rt.streams.sinks[1], streams: rt.streams, call: inv}
	if o.NewScope {
		fr.scope = newScope(rt.global, b.table, scriptScope)
		fr.scope.call = inv
	} else if outer := rt.global.call; outer == nil || o.Path != "" {
		rt.global.call = inv
		defer func() { rt.global.call = outer }()
	}
	return rt.uncaught(topLevel(rt.runScript(fr, b, o)))
}

// runScript binds the arguments of a whole script and runs its blocks.
func (rt *Runtime) runScript(fr *frame, b *block, o RunOptions) error {
	if len(o.Args) > 0 || b.hasParams() {
		if err := bindScript(fr, b, o.Args); err != nil {
			return err
		}
	} else {
		fr.setArgs(nil)
	}
	err := b.run(fr, o.Input)
	if t, ok := err.(*terminatingFlow); ok && t.call == fr.call {
		return t.record
	}
	return err
}

// enter prepares the runtime for a run and returns what undoes it.
func (rt *Runtime) enter(ctx context.Context, s *streams) func() {
	oldCtx, oldStreams, oldTop, oldTry := rt.ctx, rt.streams, rt.top, rt.inTry
	rt.ctx, rt.streams, rt.inTry = ctx, s, 0
	rt.stopped.Store(ctx.Err() != nil)
	release := context.AfterFunc(ctx, func() { rt.stopped.Store(true) })
	return func() {
		release()
		rt.ctx, rt.streams, rt.top, rt.inTry = oldCtx, oldStreams, oldTop, oldTry
		rt.stopped.Store(oldCtx.Err() != nil)
	}
}

// topLevel turns control flow that found no target into what a script's end makes of it.
func topLevel(err error) error {
	switch err.(type) {
	case *breakFlow, *continueFlow, returnFlow, *stopFlow:
		return nil
	}
	return err
}

// uncaught enters an error that ended the script into $Error.
func (rt *Runtime) uncaught(err error) error {
	if e, ok := err.(*object.ErrorRecord); ok {
		rt.remember(e)
		rt.success = false
	}
	return err
}

// Success is $?.
func (rt *Runtime) Success() bool { return rt.success }

// Stop ends the running script soon.
func (rt *Runtime) Stop() { rt.stopped.Store(true) }

// Registry is the table of compiled commands.
func (rt *Runtime) Registry() *command.Registry { return rt.registry }

// Host is the screen and keyboard.
func (rt *Runtime) Host() command.Host { return rt.host }

// Errors is $Error, newest first.
func (rt *Runtime) Errors() *object.List { return rt.errors }

// NonInteractive reports whether prompts must fail.
func (rt *Runtime) NonInteractive() bool { return rt.options.NonInteractive }

// RuntimeOf is the runtime that runs a command; nil if the command is run by something else.
func RuntimeOf(inv *command.Invocation) *Runtime {
	if c, ok := inv.Engine.(*cmdletRun); ok {
		return c.rt
	}
	return nil
}
