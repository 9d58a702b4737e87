package interp

import (
	"context"
	"strings"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// Context implements command.Engine.
func (c *cmdletRun) Context() context.Context { return c.rt.ctx }

// Write implements command.Engine.
func (c *cmdletRun) Write(v object.Value) error {
	if object.IsNothing(v) {
		return nil
	}
	if c.rt.stopped.Load() {
		return ErrStopped
	}
	return c.pass(c.out.write(v))
}

// WriteAll implements command.Engine.
func (c *cmdletRun) WriteAll(v object.Value) error { return c.pass(writeAll(c.out, v)) }

// pass notes what a later stage failed with.
func (c *cmdletRun) pass(err error) error {
	if err != nil {
		c.passing = err
	}
	return err
}

// WriteError implements command.Engine.
func (c *cmdletRun) WriteError(e *object.ErrorRecord) error {
	c.decorate(e)
	return c.report(e)
}

// WriteScriptError is WriteError for an error of a script that the command ran: it keeps its id and place.
func WriteScriptError(inv *command.Invocation, e *object.ErrorRecord) error {
	return inv.Engine.(*cmdletRun).report(e)
}

func (c *cmdletRun) report(e *object.ErrorRecord) error {
	c.wroteError = true
	action := c.errorAction
	if action < 0 {
		action = c.fr.actionPreference(symErrorAction)
	}
	err := c.fr.reportError(e, action, c.streams)
	if other, ok := err.(*object.ErrorRecord); ok && other != e { // about the question whether to go on
		return c.decorateOwn(other)
	}
	return err
}

// reportError deals with a non-terminating error as an action preference has it.
func (fr *frame) reportError(e *object.ErrorRecord, action int, st *streams) error {
	rt := fr.rt
	rt.success = false
	switch action {
	case actionIgnore:
		return nil
	case actionInquire:
		if err := fr.inquire(e.Error()); err != nil {
			return err
		}
	}
	for _, list := range st.capture[streamError] {
		list.Items = append(list.Items, e)
	}
	if action == actionStop {
		e.Thrown = true
		return e
	}
	rt.remember(e)
	if action == actionSilentlyContinue {
		return nil
	}
	return st.sinks[streamError].write(e)
}

// writeError is reportError for a function's own non-terminating errors.
func (fr *frame) writeError(e *object.ErrorRecord, at *callSite) error {
	if at != nil && e.Position.Line == 0 {
		e.Position = positionOf(at.source, at.extent)
	}
	fr.locate(e)
	return fr.reportError(e, fr.actionPreference(symErrorAction), fr.streams)
}

// message writes a warning, verbose or debug text.
func (c *cmdletRun) message(stream int, text string) error {
	action := c.actions[stream]
	if action < 0 {
		action = c.fr.actionPreference(preferenceOf(stream))
	}
	fr := *c.fr
	fr.streams = c.streams
	return fr.emit(stream, action, text)
}

// Warning implements command.Engine.
func (c *cmdletRun) Warning(text string) error { return c.message(streamWarning, text) }

// Verbose implements command.Engine.
func (c *cmdletRun) Verbose(text string) error { return c.message(streamVerbose, text) }

// Debug implements command.Engine.
func (c *cmdletRun) Debug(text string) error { return c.message(streamDebug, text) }

// Information implements command.Engine.
func (c *cmdletRun) Information(data object.Value, tags ...string) error {
	action := c.actions[streamInformation]
	if action < 0 {
		action = c.fr.actionPreference(symInformation)
	}
	record := &InformationRecord{Data: data, Tags: tags, Time: c.Clock(), Source: c.found.cmd.Name}
	return c.fr.inform(record, action, c.streams)
}

// inform writes an information record as the preference has it; what Write-Host writes is only ignored by Ignore.
func (fr *frame) inform(record *InformationRecord, action int, st *streams) error {
	if action == actionIgnore {
		return nil
	}
	for _, list := range st.capture[streamInformation] {
		list.Items = append(list.Items, record)
	}
	isHost := len(record.Tags) > 0 && strings.EqualFold(record.Tags[0], "PSHOST")
	if action == actionSilentlyContinue && !isHost && !st.merged[streamInformation] {
		return nil
	}
	if err := st.sinks[streamInformation].write(record); err != nil {
		return err
	}
	return fr.afterRecord(action, streamInformation, object.ToText(record.Data))
}

// Progress implements command.Engine.
func (c *cmdletRun) Progress(p command.Progress) error {
	action := c.actions[streamProgress]
	if action < 0 {
		action = c.fr.actionPreference(symProgress)
	}
	if action == actionSilentlyContinue || action == actionIgnore {
		return nil
	}
	if err := c.streams.sinks[streamProgress].write(p); err != nil {
		return err
	}
	return c.fr.afterRecord(action, streamProgress, p.Activity)
}

// Invoke implements command.Engine.
func (c *cmdletRun) Invoke(block object.Callable, item object.Value, out func(object.Value) error) error {
	r, err := c.itemRunner(block)
	if err != nil {
		return err
	}
	if r == nil {
		v, err := block.Call(item)
		if err != nil {
			return err
		}
		return writeAll(sinkFunc(out), v)
	}
	return r.run(item, sinkFunc(out))
}

// Evaluate implements command.Engine.
func (c *cmdletRun) Evaluate(block object.Callable, item object.Value) (object.Value, error) {
	r, err := c.itemRunner(block)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return block.Call(item)
	}
	return r.evaluate(item)
}

// itemRunner is what runs a block for many items; nil if the block is none of ours.
func (c *cmdletRun) itemRunner(block object.Callable) (*itemRunner, error) {
	if block == c.lastBlock && c.runner != nil {
		return c.runner, nil
	}
	b, ok := block.(*ScriptBlock)
	if !ok {
		return nil, nil
	}
	r, err := newItemRunner(c.fr, b, c.streams)
	if err != nil {
		return nil, err
	}
	c.lastBlock, c.runner = block, r
	return r, nil
}

// InvokeCommand implements command.Engine.
func (c *cmdletRun) InvokeCommand(name string, arguments map[string]object.Value, input ...object.Value) ([]object.Value, error) {
	return c.fr.invokeCommand(name, arguments, input)
}

// invokeCommand runs a command with named arguments and collects its output.
func (fr *frame) invokeCommand(name string, arguments map[string]object.Value, input []object.Value) ([]object.Value, error) {
	found, err := fr.rt.resolve(fr, name)
	if err != nil {
		return nil, err
	}
	args := make([]bind.Argument, 0, len(arguments))
	for k, v := range arguments {
		args = append(args, bind.Argument{Name: k, IsName: true, HasValue: true, Value: v})
	}
	return fr.runFound(found, args, input)
}

// runFound runs a resolved command with evaluated arguments and collects its output.
func (fr *frame) runFound(found *resolved, args []bind.Argument, input []object.Value) ([]object.Value, error) {
	var out collector
	callee := *fr
	callee.out = &out
	call := &commandCall{name: found.name, at: fr.pos, args: fixedArguments(args), ast: emptyCommand(fr.pos)}
	call.nameFn = constant(&CommandInfo{rt: fr.rt, found: found})
	p := pipelineCode{stages: []*commandCall{call}, at: fr.pos}
	if len(input) > 0 {
		p.head = constant(object.NewArray(input...))
	}
	err := p.run(&callee)
	return out.items, err
}

// fixedArguments are evaluated arguments in the form that a call in the tree has.
func fixedArguments(args []bind.Argument) []argument {
	list := make([]argument, len(args))
	for i, a := range args {
		list[i] = argument{name: a.Name, isName: a.IsName, attached: a.HasValue, text: a.Text}
		if !a.IsName || a.HasValue {
			list[i].value = constant(a.Value)
		}
	}
	return list
}

// Variable implements command.Engine.
func (c *cmdletRun) Variable(name string) (object.Value, bool) { return c.fr.variableNamed(name) }

// SetVariable implements command.Engine.
func (c *cmdletRun) SetVariable(name string, v object.Value) error {
	return c.fr.setVariableNamed(name, v)
}

// Location implements command.Engine.
func (c *cmdletRun) Location() string { return c.rt.location.path }

// Host implements command.Engine.
func (c *cmdletRun) Host() command.Host { return c.rt.host }

// Clock implements command.Engine.
func (c *cmdletRun) Clock() object.DateTime { return c.rt.Clock() }

// Service implements command.Engine.
func (c *cmdletRun) Service(name string) any { return c.rt.options.Services[name] }
