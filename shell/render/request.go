package render

import "github.com/partnershell/partnershell/shell/object"

// Request is what a Format-* command was asked for; the zero value is the default formatting.
type Request struct {
	Shape      Shape
	Properties []Property
	GroupBy    *Property
	View       string

	// AutoSize, Wrap and HideHeader are nil where the view decides.
	AutoSize, Wrap, HideHeader *bool
	RepeatHeader               bool
	Columns                    int // of a wide layout; 0: by default
	Depth                      int // of a custom layout

	// ShowError writes errors of calculated properties as messages, DisplayError as #ERR in their place.
	ShowError, DisplayError bool
	// Force shapes what would be shown as text or out of band, too.
	Force bool
	// Expand is CoreOnly, EnumOnly, Both, or empty for the default.
	Expand string
}

// Property is one property that was asked for, with its layout.
type Property struct {
	expression expression
	label      *string
	width      int
	align      Alignment
	format     string
	depth      int // 0: as the command has it
}

// PropertyOf is the plain property of a name, which may be a pattern.
func PropertyOf(name string) Property { return Property{expression: expression{name: name}} }

// properties expands what was asked for on the object that decides.
func (r *Request) properties(s *Shaper, v object.Value, keepUnknown bool) []boundItem {
	var items []boundItem
	for i := range r.Properties {
		p := &r.Properties[i]
		found := p.expression.resolve(s, v)
		if len(found) == 0 && keepUnknown && !p.expression.isPattern() {
			found = []*expression{&p.expression}
		}
		for _, e := range found {
			items = append(items, boundItem{expression: e, label: p.label, width: p.width, align: p.align,
				format: p.format, depth: p.depth})
		}
	}
	return items
}

// boundItem is a column or line that has been tied to an expression.
type boundItem struct {
	expression *expression
	label      *string
	width      int
	align      Alignment
	format     string
	depth      int
	when       func(v object.Value) bool
}

func (b *boundItem) labelText() string {
	if b.label != nil {
		return *b.label
	}
	return b.expression.String()
}

func boundFrom(list []*expression) []boundItem {
	items := make([]boundItem, len(list))
	for i, e := range list {
		items[i].expression = e
	}
	return items
}

// boundView ties the items of a view.
func boundView(items []Item) []boundItem {
	bound := make([]boundItem, len(items))
	for i := range items {
		item := &items[i]
		e := &expression{name: item.Property}
		switch {
		case item.compute != nil:
			e.native = item.compute
		case item.Value != nil:
			e.native = func(_ *Shaper, v object.Value) (object.Value, error) { return item.Value(v) }
		}
		bound[i] = boundItem{expression: e, width: item.Width, align: item.Align, format: item.Format, when: item.when}
		if item.Label != "" {
			bound[i].label = &item.Label
		}
	}
	return bound
}
