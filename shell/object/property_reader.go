package object

// PropertyReader reads one property of many objects. It remembers where the last property bag had it, so that bags
// made alike cost one pointer comparison each. It is not safe for concurrent use.
type PropertyReader struct {
	Name   string
	folded string
	shape  *Shape
	index  int
}

// NewPropertyReader makes a reader of the property called name.
func NewPropertyReader(name string) *PropertyReader {
	return &PropertyReader{Name: name, folded: FoldName(name)}
}

// Read is GetProperty(v, r.Name).
func (r *PropertyReader) Read(v Value) (value Value, ok bool, err error) {
	o, isBag := v.(*CustomObject)
	if !isBag {
		return GetProperty(v, r.Name)
	}
	if o.shape != r.shape {
		r.shape, r.index = o.shape, o.shape.Index(r.folded)
	}
	if r.index < 0 {
		return GetProperty(v, r.Name)
	}
	return o.At(r.index), true, nil
}
