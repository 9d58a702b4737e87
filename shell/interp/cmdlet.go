package interp

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// cmdletRun is a compiled command as a stage of a pipeline. It is the command's Engine.
type cmdletRun struct {
	rt      *Runtime
	fr      *frame // the caller's
	call    *commandCall
	found   *resolved
	out     sink
	streams *streams
	inv     *command.Invocation
	proc    command.Processor
	binding *bind.Binding
	common  *commonEffects
	fields  reflect.Value
	direct  *object.Value   // the field of the one parameter that takes pipeline objects as they are
	fast    bool            // nothing but direct needs to be set for a further object
	list    *[]object.Value // instead of direct: the field of the one parameter that takes pipeline objects as a collection
	texts   bool            // nothing but list needs to be set for a further text
	at      callSite

	actions [8]int // what to do with each stream's records; -1: as the preference has it

	errorAction int
	wroteError  bool
	passing     error // of a later stage: it goes through this one as it is
	lastBlock   object.Callable
	runner      *itemRunner
	confirm     confirmState
	wasBound    map[string]bool
}

// targets keeps the binder's view of each command.
var targets sync.Map // *command.Command → *bind.Target

// TargetOf is the binder's view of a compiled command.
func TargetOf(cmd *command.Command) *bind.Target {
	if t, ok := targets.Load(cmd); ok {
		return t.(*bind.Target)
	}
	t := bind.NewTarget(cmd.Parameters(), bind.Options{Name: cmd.Name, Class: cmd.Class, DefaultSet: cmd.DefaultSet,
		Common: true, ShouldProcess: cmd.ShouldProcess})
	targets.Store(cmd, t)
	return t
}

func newCmdletRun(fr *frame, call *commandCall, found *resolved, out sink, st *streams, i, n int, piped bool) (stage, error) {
	cmd := found.cmd
	c := &cmdletRun{rt: fr.rt, fr: fr, call: call, found: found, out: out, streams: st, proc: cmd.New(), at: call.site(fr), errorAction: -1}
	for s := range c.actions {
		c.actions[s] = -1
	}
	c.fields = reflect.ValueOf(c.proc).Elem()
	c.inv = &command.Invocation{Engine: c, Command: cmd, Name: found.name, Piped: piped, PipelineLength: n, PipelinePosition: i + 1}
	args, err := call.evalArguments(fr, found)
	if err != nil {
		return nil, err
	}
	if err := c.bind(args, piped); err != nil {
		return nil, err
	}
	return c, nil
}

// bind binds the command line and fills the command's fields.
func (c *cmdletRun) bind(args []bind.Argument, piped bool) error {
	fr, cmd := c.fr, c.found.cmd
	context := bind.Context{ExpectingInput: piped, DelayBind: fr.delayBind, Prompt: c.rt.prompter(cmd.Name, c.inv.PipelinePosition),
		Defaults: fr.defaultParameters(cmd.Name, c.streams)}
	if cmd.Dynamic != nil {
		context.Dynamic = c.dynamic
	}
	binding, err := TargetOf(cmd).Bind(args, context)
	c.binding = binding
	if err != nil {
		return c.bindingFailed(err)
	}
	if c.common, err = fr.applyCmdletCommon(c, binding.Common()); err != nil {
		return err
	}
	c.inv.Set = binding.Set()
	return c.fill()
}

func (c *cmdletRun) dynamic(b *bind.Binding) ([]*command.Parameter, error) {
	bound := make(map[string]object.Value)
	for i, p := range b.Target().Parameters {
		if b.Bound(i) {
			bound[p.Name] = b.Value(i)
		}
	}
	list := c.found.cmd.Dynamic(bound)
	parameters := make([]*command.Parameter, len(list))
	for i := range list {
		parameters[i] = &list[i]
	}
	return parameters, nil
}

// bindingFailed gives an error of binding its place.
func (c *cmdletRun) bindingFailed(err error) error {
	e, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	if where, ok := c.binding.Failed.(*syntax.Extent); ok && e.Position.Line == 0 {
		e.Position = positionOf(c.at.source, *where)
	}
	return c.decorate(e)
}

// decorate gives an error of the command its class, place and invocation.
func (c *cmdletRun) decorate(e *object.ErrorRecord) *object.ErrorRecord {
	if c.found.cmd.Name == "Write-Error" {
		return c.decorateWritten(e)
	}
	return c.decorateOwn(e)
}

// decorateOwn gives an error the name and place of the command.
func (c *cmdletRun) decorateOwn(e *object.ErrorRecord) *object.ErrorRecord {
	if e.Class == "" && !strings.Contains(e.ID, ",") && !e.Thrown {
		e.Class = c.found.cmd.Class
	}
	if e.Activity == "" {
		e.Activity = c.found.cmd.Name
	}
	if e.Position.Line == 0 {
		e.Position = positionOf(c.at.source, c.at.extent)
	}
	e.Position.Command, e.Position.InvokedName = c.found.cmd.Name, c.found.name
	if e.Bound == nil {
		e.Bound = c.info()
	}
	if e.StackTrace == "" {
		e.StackTrace = c.fr.stackTrace()
	}
	return e
}

// decorateWritten gives an error of Write-Error the name and place of the function that writes it.
func (c *cmdletRun) decorateWritten(e *object.ErrorRecord) *object.ErrorRecord {
	if e.Activity == "" {
		e.Activity = c.found.cmd.Name
	}
	if e.StackTrace == "" {
		e.StackTrace = c.fr.stackTrace()
	}
	var inv *invocation
	for s := c.fr.scope; s != nil && inv == nil; s = s.parent {
		inv = s.call
	}
	if inv == nil {
		return e
	}
	if inv.fn != nil && e.Class == "" {
		e.Class = inv.fn.Name
	}
	if e.Bound == nil {
		info := inv.errorInfo(c.rt)
		e.Bound, e.Position = info, info.position
		e.Position.InvokedName = inv.name
		if inv.fn != nil {
			e.Position.Command = inv.fn.Name
		}
	}
	return e
}

// info is the InvocationInfo of the command's errors. As in PowerShell it knows nothing of the parameters and the
// pipeline.
func (c *cmdletRun) info() *InvocationInfo {
	at := positionOf(c.at.source, c.at.extent)
	if where, ok := c.binding.Failed.(*syntax.Extent); ok {
		at = positionOf(c.at.source, *where)
	}
	return &InvocationInfo{rt: c.rt, position: at, name: c.found.name, resolved: c.found}
}

// fill copies what is bound into the command's struct and the invocation's Bound.
func (c *cmdletRun) fill() error {
	c.inv.Bound = make(map[string]object.Value)
	t := c.binding.Target()
	piped := 0
	for i, p := range t.Parameters {
		if takesPipeline(p) {
			piped++
			if isAnyType(p.Type) {
				if f, ok := c.field(p); ok {
					c.direct, _ = f.Addr().Interface().(*object.Value)
				}
			} else if isAnyArray(p.Type) {
				if f, ok := c.field(p); ok {
					c.list, _ = f.Addr().Interface().(*[]object.Value)
				}
			}
		}
		if c.binding.Bound(i) {
			if err := c.store(i, p); err != nil {
				return err
			}
		}
	}
	if piped != 1 {
		c.direct, c.list = nil, nil
	}
	return nil
}

func takesPipeline(p *command.Parameter) bool { return isPipelineParameter(p) }

// field is the struct field of a parameter; false for common and dynamic ones.
func (c *cmdletRun) field(p *command.Parameter) (reflect.Value, bool) {
	if p.Field < 0 || p.Index == nil {
		return reflect.Value{}, false
	}
	return c.fields.FieldByIndex(p.Index), true
}

func (c *cmdletRun) store(i int, p *command.Parameter) error {
	v := c.binding.Value(i)
	c.inv.Bound[p.Name] = v
	f, ok := c.field(p)
	if !ok {
		return nil
	}
	return setField(f, v)
}

func (c *cmdletRun) begin() error {
	if err := c.rt.enterCommand(); err != nil {
		return err
	}
	b, ok := c.proc.(command.Beginner)
	if !ok {
		return nil
	}
	return c.failed(b.Begin(c.inv))
}

func (rt *Runtime) enterCommand() error {
	if rt.stopped.Load() {
		return ErrStopped
	}
	return nil
}

func (c *cmdletRun) process(v object.Value) error {
	if c.rt.stopped.Load() {
		return ErrStopped
	}
	text, isText := v.(string)
	switch {
	case c.fast:
		*c.direct = v
		return c.failed(c.proc.Process(c.inv))
	case c.texts && isText && text != "":
		*c.list = []object.Value{v}
		return c.failed(c.proc.Process(c.inv))
	}
	if err := c.bindObject(v); err != nil {
		if e, ok := err.(*object.ErrorRecord); ok {
			return c.WriteError(c.decorate(e))
		}
		return err
	}
	c.fast = c.direct != nil && c.bindsWhole(takesAny)
	c.texts = c.list != nil && isText && c.bindsWhole(takesTexts)
	return c.failed(c.proc.Process(c.inv))
}

// bindsWhole reports whether every further object for which fits was made will be bound as this one was: to the one
// parameter that takes such objects whatever they are, and to no other.
func (c *cmdletRun) bindsWhole(fits func(*command.Parameter) bool) bool {
	t := c.binding.Target()
	open := 0
	for i, p := range t.Parameters {
		if !isPipelineParameter(p) {
			continue
		}
		if c.binding.FromPipeline(i) {
			if !fits(p) || len(p.Transforms) > 0 {
				return false
			}
			open++
		} else if !c.binding.Bound(i) && inSet(p, c.inv.Set) {
			return false
		}
	}
	return open == 1
}

// takesAny reports whether a parameter takes every object as it is.
func takesAny(p *command.Parameter) bool { return isAnyType(p.Type) && len(p.Validators) == 0 }

// takesTexts reports whether a parameter takes every text that is not empty, as a collection of one.
func takesTexts(p *command.Parameter) bool {
	mayRefuse := func(v command.Validator) bool { _, ok := v.(command.ValidateNotNull); return !ok }
	return isAnyArray(p.Type) && !slices.ContainsFunc(p.Validators, mayRefuse)
}

// inSet reports whether a parameter belongs to a parameter set.
func inSet(p *command.Parameter, set string) bool {
	for _, s := range p.Sets {
		if s.Name == command.AllSets || object.EqualNames(s.Name, set) {
			return true
		}
	}
	return false
}

func isAnyType(t *object.Type) bool {
	return t == object.TypeObject || t == object.TypePSObject
}

func isAnyArray(t *object.Type) bool { return t.Elem() != nil && isAnyType(t.Elem()) }

// bindObject binds one pipeline object and updates the struct.
func (c *cmdletRun) bindObject(v object.Value) error {
	if err := c.binding.Object(v); err != nil {
		return err
	}
	c.inv.Set = c.binding.Set()
	for i, p := range c.binding.Target().Parameters {
		if !isPipelineParameter(p) {
			continue
		}
		if c.binding.Bound(i) {
			if c.direct != nil && isAnyType(p.Type) {
				*c.direct = c.binding.Value(i)
				c.inv.Bound[p.Name] = *c.direct
				continue
			}
			if err := c.store(i, p); err != nil {
				return err
			}
			continue
		}
		if _, was := c.inv.Bound[p.Name]; was {
			delete(c.inv.Bound, p.Name)
			if f, ok := c.field(p); ok {
				f.SetZero()
			}
		}
	}
	return nil
}

func (c *cmdletRun) end() error { return c.common.release(c.complete()) }

func (c *cmdletRun) complete() error {
	if !c.inv.Piped {
		if err := c.failed(c.proc.Process(c.inv)); err != nil && err != command.ErrEnough {
			return err
		}
	}
	e, ok := c.proc.(command.Ender)
	if !ok {
		return nil
	}
	return c.failed(e.End(c.inv))
}

func (c *cmdletRun) succeeded() bool { return !c.wroteError }

func (c *cmdletRun) close() error {
	if closer, ok := c.proc.(command.Closer); ok {
		closer.Close()
	}
	if c.common != nil {
		c.common.finish()
	}
	return nil
}

// failed decorates the error that ended the command.
func (c *cmdletRun) failed(err error) error {
	if err == nil {
		return nil
	}
	e, ok := err.(*object.ErrorRecord)
	if !ok || err == c.passing {
		return err
	}
	if e.Bound != nil || e.Thrown { // of a script block that the command ran
		if !e.Thrown && !strings.Contains(e.ID, ",") {
			e.Class = c.found.cmd.Class
		}
		return e
	}
	c.decorate(e)
	c.capture(e)
	return e
}

// capture adds an error to the lists of -ErrorVariable.
func (c *cmdletRun) capture(e *object.ErrorRecord) {
	for _, list := range c.streams.capture[streamError] {
		list.Items = append(list.Items, e)
	}
}
