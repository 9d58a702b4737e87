package core

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func forEachObjectCommand() *command.Command {
	return &command.Command{
		Name: "ForEach-Object", Class: "Microsoft.PowerShell.Commands.ForEachObjectCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Runs a script block, or reads a member, for each object.",
		Description: "The Begin block runs before the first object, Process once per object with $_ set, End after " +
			"the last. With a member name the property is read or the method called. -Parallel runs the " +
			"block for several objects at once, each in a session of its own.",
		Examples: []command.Example{
			{Code: `1..3 | ForEach-Object { $_ * $_ }`, Remarks: "Squares."},
			{Code: `1..3 | ForEach-Object -Begin { $sum = 0 } -Process { $sum += $_ } -End { $sum }`, Remarks: "A running sum."},
			{Code: `'a-b', 'c-d' | ForEach-Object Split '-'`, Remarks: "Calls a method of every object."},
		},
		New:           func() command.Processor { return &forEachObject{ThrottleLimit: 5} },
		DefaultSet:    "ScriptBlockSet",
		ShouldProcess: true, ConfirmImpact: "Low",
	}
}

// forEachObject is ForEach-Object: runs a script block, or reads a member, for each object.
type forEachObject struct {
	InputObject      object.Value      `ps:"type=System.Management.Automation.PSObject set=ScriptBlockSet,PropertyAndMethodSet,ParallelParameterSet pipeline" help:"The objects to work on."`
	BeginBlock       object.Callable   `ps:"name=Begin set=ScriptBlockSet" help:"Runs before the first object."`
	ProcessBlocks    []object.Callable `ps:"name=Process allownull allowemptycollection set=ScriptBlockSet pos=0 mandatory" help:"Runs for every object; $_ is the object."`
	EndBlock         object.Callable   `ps:"name=End set=ScriptBlockSet" help:"Runs after the last object."`
	RemainingScripts []object.Callable `ps:"allownull allowemptycollection set=ScriptBlockSet remaining" help:"Further script blocks."`
	MemberName       string            `ps:"notempty set=PropertyAndMethodSet pos=0 mandatory" help:"The property to read or the method to call; wildcards allowed."`
	ArgumentList     []object.Value    `ps:"alias=Args set=PropertyAndMethodSet remaining" help:"The method's arguments."`
	Parallel         object.Callable   `ps:"set=ParallelParameterSet mandatory" help:"Runs for every object, several at once; $using: reads the caller's variables."`
	ThrottleLimit    int32             `ps:"range=1..2147483647 set=ParallelParameterSet" help:"How many run at the same time."`
	TimeoutSeconds   int32             `ps:"range=0..2147483 set=ParallelParameterSet" help:"Stops everything after so many seconds."`
	AsJob            object.Switch     `ps:"set=ParallelParameterSet" help:"Runs as a background job."`

	process []object.Callable // nil ones do nothing
	last    object.Callable
	pattern *object.Wildcard
	reader  *object.PropertyReader
	jobs    *parallelRun
	block   command.Isolated // -AsJob: the block
	input   []object.Value   // -AsJob: the objects, for when all are there
}

// Begin shares the blocks out: with two or more the first runs before the first object, with three or more (and no
// -End) the last runs at the end.
func (c *forEachObject) Begin(inv *command.Invocation) error {
	switch inv.Set {
	case "ParallelParameterSet":
		return c.beginParallel(inv)
	case "PropertyAndMethodSet":
		return c.beginMember()
	}
	blocks := append(append([]object.Callable(nil), c.ProcessBlocks...), c.RemainingScripts...)
	if c.BeginBlock != nil {
		blocks = append([]object.Callable{c.BeginBlock}, blocks...)
	}
	c.last = c.EndBlock
	if !inv.IsBound("End") && len(blocks) > 2 {
		c.last = blocks[len(blocks)-1]
		blocks = blocks[:len(blocks)-1]
	}
	if len(blocks) < 2 {
		c.process = blocks
		return nil
	}
	c.process = blocks[1:]
	return c.run(inv, blocks[0], nil)
}

func (c *forEachObject) run(inv *command.Invocation, block object.Callable, item object.Value) error {
	if block == nil {
		return nil
	}
	return inv.Invoke(block, item, inv.Write)
}

// Process implements command.Processor.
func (c *forEachObject) Process(inv *command.Invocation) error {
	switch {
	case !inv.Piped && !inv.IsBound("InputObject"):
		return nil
	case bool(c.AsJob):
		c.input = append(c.input, c.InputObject)
		return nil
	case c.jobs != nil:
		return c.jobs.add(inv, c.InputObject)
	case c.reader != nil:
		return c.member(inv)
	}
	for _, block := range c.process {
		if block == nil {
			continue
		}
		if err := inv.Invoke(block, c.InputObject, inv.Write); err != nil {
			return err
		}
	}
	return nil
}

// End runs the last block, or waits for what still runs in parallel.
func (c *forEachObject) End(inv *command.Invocation) error {
	switch {
	case bool(c.AsJob):
		return c.startJob(inv)
	case c.jobs != nil:
		return c.jobs.wait(inv)
	}
	return c.run(inv, c.last, nil)
}

// Close stops what still runs in parallel.
func (c *forEachObject) Close() {
	if c.jobs != nil {
		c.jobs.stop()
	}
}

func (c *forEachObject) beginMember() error {
	c.reader = object.NewPropertyReader(c.MemberName)
	if !object.HasWildcard(c.MemberName) {
		return nil
	}
	pattern, err := object.CompileWildcard(c.MemberName, true)
	c.pattern = pattern
	return err
}

// member reads the property or calls the method and writes what it gives.
func (c *forEachObject) member(inv *command.Invocation) error {
	name, err := c.memberName(inv)
	if name == "" || err != nil {
		return err
	}
	if c.ArgumentList == nil {
		if c.reader.Name != name {
			c.reader = object.NewPropertyReader(name)
		}
		value, found, err := c.reader.Read(c.InputObject)
		if err != nil {
			return nil // a getter that fails gives nothing
		}
		if _, isMethod := value.(*object.MethodValue); found && !isMethod {
			return inv.WriteAll(value)
		}
	}
	m := object.FindMember(c.InputObject, name)
	if m == nil || m.Kind&methodKinds == 0 {
		if c.ArgumentList != nil {
			return c.notAMethod(inv, name)
		}
		return inv.Write(nil)
	}
	return c.call(inv, m.Name)
}

const methodKinds = object.MethodMember | object.CodeMethod | object.ScriptMethod | object.ParameterizedProperty

func (c *forEachObject) call(inv *command.Invocation, method string) error {
	action := "Call the '" + method + "' method"
	if ok, err := inv.ShouldProcess("InputObject: "+object.DisplayText(c.InputObject), action); !ok || err != nil {
		return err
	}
	value, err := object.InvokeMethod(c.InputObject, method, c.ArgumentList)
	if err == nil {
		return inv.WriteAll(value)
	}
	record, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	e := &object.ErrorRecord{Exception: record.Exception, ID: "MethodInvocationError", Category: object.InvalidOperation,
		Target: c.InputObject}
	return inv.WriteError(e)
}

func (c *forEachObject) notAMethod(inv *command.Invocation, name string) error {
	e := object.NewError("System.Management.Automation.PSArgumentException", "MethodNotFound", object.InvalidArgument,
		`The method "%s" cannot be found for the input object.`, name)
	e.Target = c.InputObject
	return inv.WriteError(e)
}

// memberName is the member that the name or pattern means for this object; empty if there is none or an error was
// reported.
func (c *forEachObject) memberName(inv *command.Invocation) (string, error) {
	if c.pattern == nil {
		return c.MemberName, nil
	}
	var names []string
	for _, m := range object.Members(c.InputObject, false) {
		if c.pattern.Match(m.Name) && !strings.Contains(m.Name, "_") {
			names = append(names, m.Name)
		}
	}
	if len(names) == 1 {
		return names[0], nil
	}
	if len(names) == 0 {
		return "", inv.Write(nil)
	}
	e := object.NewError("System.Management.Automation.PSArgumentException", "AmbiguousPropertyOrMethodName",
		object.InvalidArgument, `Input name "%s" is ambiguous. It can be resolved to multiple matched members. `+
			"Possible matches include: %s.", c.MemberName, strings.Join(names, " "))
	e.Target = c.InputObject
	return "", inv.WriteError(e)
}
