package object

// CustomObject is PSCustomObject: an ordered, case-insensitive property bag. Its values may come from a source
// (a JSON text, say) that decodes each one when it is first read.
type CustomObject struct {
	shape   *Shape
	slots   []Value
	source  Source
	names   *typeNames
	extra   []*Member // script, alias … members; note properties live in slots
	adapted slotRange // the slots that are no notes but properties of the object this one stands for
}

// slotRange are neighbouring slots.
type slotRange struct{ from, to int32 }

// MarkProperties says that the slots from one position up to another are properties, not notes: those that an object
// had in another process.
func (o *CustomObject) MarkProperties(from, to int) { o.adapted = slotRange{int32(from), int32(to)} }

// isNote reports whether slot i is a note property.
func (o *CustomObject) isNote(i int) bool {
	return int32(i) < o.adapted.from || int32(i) >= o.adapted.to
}

// Source decodes the properties of a CustomObject on demand.
type Source interface {
	// Decode returns the value of property i of the object's shape at the time the source was given to it.
	Decode(i int) Value
}

type undecoded struct{}

var pending Value = undecoded{}

// NewCustomObject makes a property bag that owns slots: slots[i] is the value of shape.Names()[i].
func NewCustomObject(shape *Shape, slots []Value) *CustomObject {
	return &CustomObject{shape: shape, slots: slots}
}

// NewLazyObject makes a property bag whose values are decoded by source when first read.
func NewLazyObject(shape *Shape, source Source) *CustomObject {
	o := newWithSlots(shape.Len())
	o.shape, o.source = shape, source
	for i := range o.slots {
		o.slots[i] = pending
	}
	return o
}

// newWithSlots makes an object and its slots, in one piece where that wastes little.
func newWithSlots(n int) *CustomObject {
	switch {
	case n <= 4:
		made := &struct {
			CustomObject
			room [4]Value
		}{}
		made.slots = made.room[:n:n]
		return &made.CustomObject
	case n <= 8:
		made := &struct {
			CustomObject
			room [8]Value
		}{}
		made.slots = made.room[:n:n]
		return &made.CustomObject
	}
	return &CustomObject{slots: make([]Value, n)}
}

// Type implements Object.
func (o *CustomObject) Type() *Type { return TypeCustomObject }

// Shape is the object's present list of property names.
func (o *CustomObject) Shape() *Shape { return o.shape }

// Len is the number of note properties.
func (o *CustomObject) Len() int { return len(o.slots) }

// At is the value of the property at position i of the shape.
func (o *CustomObject) At(i int) Value {
	if o.slots[i] == pending {
		o.slots[i] = o.source.Decode(i)
	}
	return o.slots[i]
}

// Get is the value of a note property by name, ignoring case.
func (o *CustomObject) Get(name string) (Value, bool) {
	i := o.shape.Index(FoldName(name))
	if i < 0 {
		return nil, false
	}
	return o.At(i), true
}

// SetAt changes the property at position i of the shape.
func (o *CustomObject) SetAt(i int, v Value) { o.slots[i] = v }

// Set changes a note property or adds it at the end.
func (o *CustomObject) Set(name string, v Value) {
	if i := o.shape.Index(FoldName(name)); i >= 0 {
		o.slots[i] = v
		return
	}
	o.shape = o.shape.With(name)
	o.slots = append(o.slots, v)
}

// Remove takes a note property away; it reports whether it was there.
func (o *CustomObject) Remove(name string) bool {
	i := o.shape.Index(FoldName(name))
	if i < 0 {
		return false
	}
	for j := range o.slots {
		o.At(j) // the source numbers the old shape
	}
	names := append(append([]string(nil), o.shape.names[:i]...), o.shape.names[i+1:]...)
	if int32(i) < o.adapted.from {
		o.adapted.from--
	}
	if int32(i) < o.adapted.to {
		o.adapted.to--
	}
	o.slots = append(append([]Value(nil), o.slots[:i]...), o.slots[i+1:]...)
	o.shape, o.source = ShapeOf(names...), nil
	return true
}

// Copy is a shallow copy (PSObject.Copy, Select-Object *): later changes to one do not show in the other.
func (o *CustomObject) Copy() *CustomObject {
	c := *o
	c.slots = append([]Value(nil), o.slots...)
	c.extra = append([]*Member(nil), o.extra...)
	return &c
}
