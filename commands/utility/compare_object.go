package utility

import (
	"math"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func compareObjectCommand() *command.Command {
	return &command.Command{
		Name: "Compare-Object", Class: "Microsoft.PowerShell.Commands.CompareObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Compares two lists of objects.",
		Description: "Writes what only one list has, with SideIndicator => for the difference list and <= for the " +
			"reference list. Objects count as equal when their values, or the named properties, are.",
		Examples: []command.Example{
			{Code: `Compare-Object 1, 2, 3 2, 3, 4`, Remarks: "What is in one list only."},
			{Code: `Compare-Object 'a', 'b' 'b', 'c' -IncludeEqual`, Remarks: "And what is in both."},
		},
		New: func() command.Processor { return &compareObject{SyncWindow: math.MaxInt32} },
	}
}

// compareObject is Compare-Object: compares two lists of objects.
type compareObject struct {
	ReferenceObject  []object.Value `ps:"type=System.Management.Automation.PSObject[] allowemptycollection pos=0 mandatory" help:"The list to compare with."`
	DifferenceObject []object.Value `ps:"type=System.Management.Automation.PSObject[] allowemptycollection pos=1 mandatory pipeline" help:"The list that is compared."`
	SyncWindow       int32          `ps:"range=0..2147483647" help:"How far apart equal objects may stand; no limit unless given."`
	Property         []object.Value `help:"The properties to compare."`
	ExcludeDifferent object.Switch  `help:"Leaves out what differs."`
	IncludeEqual     object.Switch  `help:"Shows what is equal as well."`
	PassThru         object.Switch  `help:"Writes the objects themselves, with SideIndicator added."`
	Culture          string         `help:"The culture whose rules compare texts."`
	CaseSensitive    object.Switch  `help:"Tells upper and lower case apart."`

	keys       []*calculated
	seen       *distinct // numbers the classes of equal objects
	reference  []*compared
	unmatched  backlog // of reference objects
	differing  backlog // of difference objects
	includeAll bool
}

// compared is one object with the class of objects that it equals.
type compared struct {
	item    object.Value
	row     []object.Value
	class   int
	matched bool
}

// backlog holds objects that have no equal on the other side yet, oldest first.
type backlog struct {
	entries []*compared
	byClass map[int][]*compared
	open    int // entries that are not matched
}

func (b *backlog) add(e *compared) {
	if b.byClass == nil {
		b.byClass = make(map[int][]*compared)
	}
	b.entries = append(b.entries, e)
	b.byClass[e.class] = append(b.byClass[e.class], e)
	b.open++
}

// match takes the oldest entry of a class out; nil if there is none.
func (b *backlog) match(class int) *compared {
	queue := b.byClass[class]
	if len(queue) == 0 {
		return nil
	}
	b.byClass[class] = queue[1:]
	queue[0].matched = true
	b.open--
	return queue[0]
}

// oldest takes the oldest entry out.
func (b *backlog) oldest() *compared {
	for len(b.entries) > 0 {
		e := b.entries[0]
		b.entries = b.entries[1:]
		if !e.matched {
			return b.match(e.class)
		}
	}
	return nil
}

// Begin reads the property list and the reference objects.
func (c *compareObject) Begin(inv *command.Invocation) (err error) {
	if c.keys, err = parseProperties(c.Property, compareKeys); err != nil {
		return err
	}
	c.seen = newDistinct(!bool(c.CaseSensitive))
	c.includeAll = bool(c.IncludeEqual) || bool(c.ExcludeDifferent) && !inv.IsBound("IncludeEqual")
	for _, v := range c.ReferenceObject {
		e, err := c.entry(inv, v)
		if err != nil {
			return err
		}
		c.reference = append(c.reference, e)
	}
	return nil
}

func (c *compareObject) entry(inv *command.Invocation, v object.Value) (*compared, error) {
	e := &compared{item: v, row: []object.Value{v}}
	if len(c.keys) > 0 {
		e.row = make([]object.Value, len(c.keys))
		for i, k := range c.keys {
			value, _, err := k.value(inv, v)
			if err != nil {
				return nil, err
			}
			e.row[i] = value
		}
	}
	e.class, _ = c.seen.find(e.row)
	return e, nil
}

// Process implements command.Processor.
func (c *compareObject) Process(inv *command.Invocation) error {
	for _, v := range c.DifferenceObject {
		if object.IsNull(v) {
			continue
		}
		e, err := c.entry(inv, v)
		if err != nil {
			return err
		}
		if err := c.step(inv, c.nextReference(), e); err != nil {
			return err
		}
	}
	return nil
}

func (c *compareObject) nextReference() *compared {
	if len(c.reference) == 0 {
		return nil
	}
	e := c.reference[0]
	c.reference = c.reference[1:]
	return e
}

// step compares the next object of each side with the other and with what waits on the other side; either may be nil.
func (c *compareObject) step(inv *command.Invocation, reference, difference *compared) error {
	if reference != nil && difference != nil && reference.class == difference.class {
		return c.equal(inv, reference)
	}
	if difference != nil {
		if match := c.unmatched.match(difference.class); match != nil {
			if err := c.equal(inv, match); err != nil {
				return err
			}
			difference = nil
		}
	}
	if reference != nil && c.differing.match(reference.class) != nil {
		if err := c.equal(inv, reference); err != nil {
			return err
		}
		reference = nil
	}
	if err := c.keep(inv, &c.differing, difference, "=>"); err != nil {
		return err
	}
	return c.keep(inv, &c.unmatched, reference, "<=")
}

// keep puts an object without an equal into its backlog, which holds no more than -SyncWindow objects.
func (c *compareObject) keep(inv *command.Invocation, b *backlog, e *compared, side string) error {
	if e == nil {
		return nil
	}
	for b.open > 0 && b.open >= int(c.SyncWindow) {
		if err := c.differs(inv, b.oldest(), side); err != nil {
			return err
		}
	}
	if c.SyncWindow == 0 {
		return c.differs(inv, e, side)
	}
	b.add(e)
	return nil
}

// End compares the rest and writes what found no equal.
func (c *compareObject) End(inv *command.Invocation) error {
	for e := c.nextReference(); e != nil; e = c.nextReference() {
		if err := c.step(inv, e, nil); err != nil {
			return err
		}
	}
	for e := c.differing.oldest(); e != nil; e = c.differing.oldest() {
		if err := c.differs(inv, e, "=>"); err != nil {
			return err
		}
	}
	for e := c.unmatched.oldest(); e != nil; e = c.unmatched.oldest() {
		if err := c.differs(inv, e, "<="); err != nil {
			return err
		}
	}
	return nil
}

func (c *compareObject) equal(inv *command.Invocation, e *compared) error {
	if !c.includeAll {
		return nil
	}
	return c.emit(inv, e, "==")
}

func (c *compareObject) differs(inv *command.Invocation, e *compared, side string) error {
	if c.ExcludeDifferent {
		return nil
	}
	return c.emit(inv, e, side)
}

func (c *compareObject) emit(inv *command.Invocation, e *compared, side string) error {
	if c.PassThru {
		return inv.Write(addNote(e.item, "SideIndicator", side))
	}
	result := object.NewCustomObject(object.EmptyShape, nil)
	if len(c.keys) == 0 {
		result.Set("InputObject", e.item)
	}
	for i, k := range c.keys {
		result.Set(k.label(), e.row[i])
	}
	result.Set("SideIndicator", side)
	return inv.Write(result)
}
