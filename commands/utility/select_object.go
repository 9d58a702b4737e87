package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func selectObjectCommand() *command.Command {
	return &command.Command{
		Name: "Select-Object", Class: "Microsoft.PowerShell.Commands.SelectObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Picks properties of objects, or some of the objects.",
		Description: "With properties it makes new objects that have just these; a calculated property is a table " +
			"with Name and Expression. With -First, -Last, -Skip, -Index it picks objects by their place, " +
			"and stops the commands before it as soon as it has enough.",
		Examples: []command.Example{
			{Code: `1..10 | Select-Object -First 3`, Remarks: "The first three."},
			{Code: `[pscustomobject]@{Name='Ann'; Hours=3} | Select-Object Name, @{Name='Pay'; Expression={$_.Hours * 50}}`, Remarks: "A calculated property."},
			{Code: `[pscustomobject]@{Tags='x','y'} | Select-Object -ExpandProperty Tags`, Remarks: "The values themselves instead of objects that hold them."},
		},
		New:        func() command.Processor { return &selectObject{} },
		DefaultSet: "DefaultParameter",
	}
}

// selectObject is Select-Object: picks properties of objects, or some of the objects.
type selectObject struct {
	InputObject     object.Value   `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to select from."`
	Property        []object.Value `ps:"set=DefaultParameter,SkipLastParameter pos=0" help:"The properties, wildcards and calculated properties allowed."`
	ExcludeProperty []string       `ps:"set=DefaultParameter,SkipLastParameter" help:"Properties to leave out, wildcards allowed."`
	ExpandProperty  string         `ps:"set=DefaultParameter,SkipLastParameter" help:"The property whose value (or values) take the object's place."`
	Unique          object.Switch  `help:"Each combination of values only once."`
	CaseInsensitive object.Switch  `help:"Ignores case when looking for equal values."`
	Last            int32          `ps:"range=0..2147483647 set=DefaultParameter" help:"So many from the end."`
	First           int32          `ps:"range=0..2147483647 set=DefaultParameter" help:"So many from the start."`
	Skip            int32          `ps:"range=0..2147483647 set=DefaultParameter,SkipLastParameter" help:"Leaves out so many at the start (with -Last: at the end)."`
	SkipLast        int32          `ps:"range=0..2147483647 set=SkipLastParameter" help:"Leaves out so many at the end."`
	Wait            object.Switch  `ps:"set=DefaultParameter,IndexParameter" help:"Lets the commands before it run to their end."`
	Index           []int32        `ps:"range=0..2147483647 set=IndexParameter" help:"The places, counted from 0."`
	SkipIndex       []int32        `ps:"range=0..2147483647 set=SkipIndexParameter" help:"The places to leave out, counted from 0."`

	properties []*calculated
	excluded   []*object.Wildcard
	expanded   *expression

	window  selectionWindow
	indices map[int32]bool
	place   int32 // of the present object
	ended   bool

	seen  *distinct // with -Unique
	kept  []object.Value
	shape *object.Shape // of the last object made, with the names it was made for
}

// Begin reads the property list.
func (c *selectObject) Begin(inv *command.Invocation) (err error) {
	if c.properties, err = parseProperties(c.Property, selectKeys); err != nil {
		return err
	}
	for _, name := range c.ExcludeProperty {
		pattern, err := object.CompileWildcard(name, true)
		if err != nil {
			return err
		}
		c.excluded = append(c.excluded, pattern)
	}
	if c.excluded != nil && len(c.properties) == 0 && c.ExpandProperty == "" {
		all, _ := newExpression("*")
		c.properties = []*calculated{{expression: all}}
	}
	if c.ExpandProperty != "" {
		if c.expanded, err = newExpression(c.ExpandProperty); err != nil {
			return err
		}
	}
	if c.Unique {
		c.seen = newDistinct(bool(c.CaseInsensitive))
	}
	c.prepareWindow(inv)
	return nil
}

func (c *selectObject) prepareWindow(inv *command.Invocation) {
	c.window = selectionWindow{first: int(c.First), last: int(c.Last), skip: int(c.Skip), skipLast: int(c.SkipLast),
		bounded: inv.IsBound("First") || inv.IsBound("Last")}
	list := c.Index
	if inv.IsBound("SkipIndex") {
		list = c.SkipIndex
	}
	if inv.IsBound("Index") || inv.IsBound("SkipIndex") {
		c.indices = make(map[int32]bool, len(list))
		for _, i := range list {
			c.indices[i] = true
		}
	}
}

// Process implements command.Processor.
func (c *selectObject) Process(inv *command.Invocation) error {
	if object.IsNull(c.InputObject) || c.ended {
		return nil
	}
	if c.indices != nil {
		return c.processPlace(inv)
	}
	if v, ok := c.window.push(c.InputObject); ok {
		if err := c.emit(inv, v); err != nil {
			return err
		}
	}
	if c.window.satisfied() && !bool(c.Wait) {
		return command.ErrEnough
	}
	return nil
}

// processPlace is Process with -Index or -SkipIndex.
func (c *selectObject) processPlace(inv *command.Invocation) error {
	place := c.place
	c.place++
	if inv.Set == "SkipIndexParameter" {
		if c.indices[place] {
			return nil
		}
		return c.emit(inv, c.InputObject)
	}
	if !c.indices[place] {
		return nil
	}
	if err := c.emit(inv, c.InputObject); err != nil {
		return err
	}
	if delete(c.indices, place); len(c.indices) == 0 {
		c.ended = true
		if !c.Wait {
			return command.ErrEnough
		}
	}
	return nil
}

// End writes what was kept for -Last and -Unique.
func (c *selectObject) End(inv *command.Invocation) error {
	if c.indices == nil {
		for _, v := range c.window.rest() {
			if err := c.emit(inv, v); err != nil {
				return err
			}
		}
	}
	for _, v := range c.kept {
		if err := inv.Write(v); err != nil {
			return err
		}
	}
	return nil
}

// selectionWindow picks objects by their place without keeping more of them than it must.
type selectionWindow struct {
	first, last, skip, skipLast int
	bounded                     bool // -First or -Last was given

	streamed int
	queue    []object.Value
}

// push takes one object and gives back the one to be written now, if any.
func (w *selectionWindow) push(v object.Value) (object.Value, bool) {
	keep := w.last
	if w.first == 0 {
		keep += w.skip
	}
	if w.last > 0 && len(w.queue) >= keep {
		w.pop()
	}
	w.queue = append(w.queue, v)
	if w.skip > 0 {
		if w.last == 0 || w.first != 0 {
			w.pop()
			w.skip--
		}
		return nil, false
	}
	if w.skipLast > 0 {
		if len(w.queue) > w.skipLast {
			return w.pop(), true
		}
		return nil, false
	}
	if w.streamed < w.first || !w.bounded {
		w.streamed++
		return w.pop(), true
	}
	if w.last == 0 {
		w.pop()
	}
	return nil, false
}

func (w *selectionWindow) pop() object.Value {
	v := w.queue[0]
	w.queue[0] = nil
	if w.queue = w.queue[1:]; len(w.queue) == 0 {
		w.queue = nil
	}
	return v
}

// satisfied reports that no further object can be selected.
func (w *selectionWindow) satisfied() bool {
	return w.bounded && w.last == 0 && w.streamed >= w.first
}

// rest are the objects that -Last kept.
func (w *selectionWindow) rest() []object.Value {
	if w.last == 0 {
		return nil
	}
	if w.first == 0 && w.skip > 0 {
		return w.queue[:max(0, len(w.queue)-w.skip)]
	}
	return w.queue
}

// emit writes what becomes of one selected object.
func (c *selectObject) emit(inv *command.Invocation, v object.Value) error {
	if len(c.properties) == 0 && c.expanded == nil {
		return c.write(inv, v, nil)
	}
	notes, err := c.notes(inv, v)
	if err != nil {
		return err
	}
	if c.expanded == nil {
		made := object.NewCustomObject(c.shapeOf(notes), valuesOf(notes))
		return c.write(inv, made, notes)
	}
	return c.expand(inv, v, notes)
}

// note is a property of the object that is being made.
type note struct {
	name  string
	value object.Value
}

func valuesOf(notes []note) []object.Value {
	values := make([]object.Value, len(notes))
	for i, n := range notes {
		values[i] = n.value
	}
	return values
}

// shapeOf is the shape of the notes, taken over from the object before where the names are the same.
func (c *selectObject) shapeOf(notes []note) *object.Shape {
	if c.shape != nil && c.shape.Len() == len(notes) {
		same := true
		for i, name := range c.shape.Names() {
			if notes[i].name != name {
				same = false
				break
			}
		}
		if same {
			return c.shape
		}
	}
	shape := object.EmptyShape
	for _, n := range notes {
		shape = shape.With(n.name)
	}
	c.shape = shape
	return shape
}

// notes are the selected properties. A name that comes twice is an error that leaves the second out.
func (c *selectObject) notes(inv *command.Invocation, v object.Value) ([]note, error) {
	all := make([]note, 0, len(c.properties))
	for _, p := range c.properties {
		found, err := c.notesOf(inv, p, v)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			if !hasNote(all, n.name) {
				all = append(all, n)
				continue
			}
			if err := inv.WriteError(alreadyExists("AlreadyExistingUserSpecifiedPropertyNoExpand", n.name, v)); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

func hasNote(notes []note, name string) bool {
	for i := range notes {
		if object.EqualNames(notes[i].name, name) {
			return true
		}
	}
	return false
}

func alreadyExists(id, name string, target object.Value) *object.ErrorRecord {
	e := object.NewError("System.Management.Automation.PSArgumentException", id, object.InvalidOperation,
		`The property cannot be processed because the property "%s" already exists.`, name)
	e.Target = target
	return e
}

// notesOf evaluates one entry of the property list; a pattern gives as many notes as names match it.
func (c *selectObject) notesOf(inv *command.Invocation, p *calculated, v object.Value) ([]note, error) {
	expressions := []*expression{p.expression}
	if p.pattern != nil || p.block == nil {
		expressions = c.withoutExcluded(p.resolve(v))
	}
	if p.name != "" {
		n := note{name: p.name}
		if len(expressions) == 0 {
			return []note{n}, nil
		}
		value, _, err := expressions[0].value(inv, v)
		n.value = value
		return []note{n}, err
	}
	notes := make([]note, 0, len(expressions))
	for _, e := range expressions {
		value, _, err := e.value(inv, v)
		if err != nil {
			return nil, err
		}
		notes = append(notes, note{e.text, value})
	}
	return notes, nil
}

func (c *selectObject) withoutExcluded(all []*expression) []*expression {
	if c.excluded == nil {
		return all
	}
	kept := make([]*expression, 0, len(all))
next:
	for _, e := range all {
		for _, pattern := range c.excluded {
			if pattern.Match(e.text) {
				continue next
			}
		}
		kept = append(kept, e)
	}
	return kept
}

// expand writes the value (or values) of a property, with the selected properties added to each.
func (c *selectObject) expand(inv *command.Invocation, v object.Value, notes []note) error {
	expressions := c.withoutExcluded(c.expanded.resolve(v))
	if len(expressions) > 1 {
		e := object.NewError("System.Management.Automation.PSArgumentException", "MutlipleExpandProperties",
			object.InvalidArgument, "Multiple properties cannot be expanded.")
		return inv.WriteError(e)
	}
	var value object.Value
	found := false
	if len(expressions) == 1 {
		var err error
		if value, found, err = expressions[0].value(inv, v); err != nil {
			return err
		}
	}
	if !found {
		e := object.NewError("System.Management.Automation.PSArgumentException", "ExpandPropertyNotFound",
			object.InvalidArgument, `Property "%s" cannot be found.`, c.ExpandProperty)
		e.Target = v
		return inv.WriteError(e)
	}
	var writeErr error
	isCollection, err := object.Each(value, func(item object.Value) bool {
		writeErr = c.writeExpanded(inv, item, notes)
		return writeErr == nil
	})
	switch {
	case writeErr != nil:
		return writeErr
	case isCollection || err != nil:
		return err
	case object.IsNull(value):
		return nil
	}
	return c.writeExpanded(inv, value, notes)
}

func (c *selectObject) writeExpanded(inv *command.Invocation, v object.Value, notes []note) error {
	if len(notes) == 0 || v == nil {
		return c.write(inv, v, nil)
	}
	names := propertyNames(v)
	for _, n := range notes {
		if containsName(names, n.name) {
			if err := inv.WriteError(alreadyExists("AlreadyExistingUserSpecifiedPropertyExpand", n.name, v)); err != nil {
				return err
			}
			continue
		}
		v = addNote(v, n.name, n.value)
	}
	return c.write(inv, v, notes)
}

func containsName(names []string, name string) bool {
	for _, n := range names {
		if object.EqualNames(n, name) {
			return true
		}
	}
	return false
}

// addNote adds a note property to any object and returns the object, wrapped if it had to be.
func addNote(v object.Value, name string, value object.Value) object.Value {
	if o, ok := v.(*object.CustomObject); ok {
		o.Set(name, value)
		return o
	}
	return object.AddMember(v, object.NoteOf(name, value))
}

// write sends an object on; with -Unique only the first of its kind, at the end. Property bags are equal when the
// notes just selected are.
func (c *selectObject) write(inv *command.Invocation, v object.Value, notes []note) error {
	if o, ok := v.(*object.CustomObject); ok {
		c.markSelected(o, len(notes) > 0)
	}
	if c.seen == nil {
		return inv.Write(v)
	}
	row := []object.Value{object.Base(v)}
	if _, ok := v.(*object.CustomObject); ok {
		row[0] = ""
	}
	for _, n := range notes {
		row = append(row, n.name, n.value)
	}
	if _, isNew := c.seen.find(row); isNew {
		c.kept = append(c.kept, v)
	}
	return nil
}

// markSelected puts the type name "Selected.…" on a property bag.
func (c *selectObject) markSelected(o *object.CustomObject, isNew bool) {
	name := "Selected." + object.TypeOf(c.InputObject).FullName()
	if isNew || object.TypeName(o) != name {
		object.AddTypeName(o, name)
	}
}
