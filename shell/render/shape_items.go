package render

import (
	"github.com/partnershell/partnershell/shell/object"
)

const (
	errorMark       = "#ERR"
	formatErrorMark = "#FMTERR"
)

// text reads an item of an object as text. Control flow (a stopped pipeline) comes back as an error; an expression
// that fails gives an empty text, or a mark with -DisplayError.
func (s *Shaper) text(item *boundItem, v object.Value, inTable bool) (string, error) {
	value, ok, err := item.expression.value(s, v)
	switch {
	case err != nil:
		return s.failure(item, v, err)
	case !ok:
		return "", nil
	case item.format != "":
		text, err := formatText(value, item.format, s.opts.limit())
		if err != nil && s.req.DisplayError {
			return formatErrorMark, nil
		}
		return s.data(text), nil
	case inTable:
		return s.data(tableText(value, s.opts.limit())), nil
	}
	return s.data(smartText(value, s.opts.limit())), nil
}

// failure keeps the error of a property for -ShowError.
func (s *Shaper) failure(item *boundItem, v object.Value, err error) (string, error) {
	rec, ok := err.(*object.ErrorRecord)
	if !ok {
		return "", err
	}
	if s.req.ShowError {
		shown := *rec
		shown.ID, shown.Class, shown.Category, shown.Target = "PSPropertyExpressionError", "", object.InvalidArgument, v
		shown.Details = "Failed to evaluate expression \"" + item.expression.String() + "\"."
		s.failed = append(s.failed, &shown)
	}
	if s.req.DisplayError {
		return errorMark, nil
	}
	return "", nil
}

// showFailures writes the errors of the last object's properties as messages.
func (s *Shaper) showFailures() error {
	failed := s.failed
	s.failed = nil
	for _, err := range failed {
		if err := s.emit(errorEntry(err.(*object.ErrorRecord), s.opts)); err != nil {
			return err
		}
	}
	return nil
}

// startTable settles the columns.
func (s *Shaper) startTable(start *formatStart, v object.Value) {
	start.repeatHeader = s.req.RepeatHeader
	switch {
	case s.req.HideHeader != nil:
		start.hideHeader = *s.req.HideHeader
	case s.view != nil:
		start.hideHeader = s.view.hideHeader
	}
	if s.view != nil {
		s.items = s.tie(s.view.itemsFor(v))
	} else {
		s.items = s.tableItems(v)
	}
	for i := range s.items {
		start.columns = append(start.columns, s.column(&s.items[i], v))
	}
}

func (s *Shaper) tableItems(v object.Value) []boundItem {
	if len(s.req.Properties) > 0 {
		return s.req.properties(s, v, true)
	}
	list, isDefaultSet := defaultExpressions(v)
	if !isDefaultSet && len(list) > maxTableColumns {
		list = list[:maxTableColumns]
	}
	return boundFrom(list)
}

func (s *Shaper) column(item *boundItem, first object.Value) column {
	c := column{label: item.labelText(), width: item.width, align: item.align}
	if c.align == DefaultAlignment && s.view == nil {
		c.align = Left
		if value, ok, err := item.expression.value(s, first); ok && err == nil {
			c.align = defaultAlignment(value)
		}
	}
	if s.opts.colours() && s.view == nil {
		_, known := exactName(first, c.label)
		c.custom = !known
	}
	return c
}

func (s *Shaper) tableEntry(v object.Value) (*entry, error) {
	items := s.items
	e := &entry{}
	if s.view != nil {
		e.wrap = s.view.Wrap
		if s.view.variants != nil {
			items = s.tie(s.view.itemsFor(v))
		}
	}
	if s.req.Wrap != nil {
		e.wrap = *s.req.Wrap
	}
	e.cells = make([]cell, len(items))
	for i := range items {
		text, err := s.text(&items[i], v, s.view == nil)
		if err != nil {
			return nil, err
		}
		e.cells[i].text = text
		if s.view != nil {
			e.cells[i].align = items[i].align
		}
	}
	return e, nil
}

// itemsFor are the view's items for an object: those of its type among the types that share the view.
func (v *View) itemsFor(o object.Value) []Item {
	if v.variants != nil {
		for _, name := range object.TypeNames(o) {
			if items, ok := v.variants[name]; ok {
				return items
			}
		}
	}
	return v.Items
}

// tie is boundView, done once for each list of items.
func (s *Shaper) tie(items []Item) []boundItem {
	if len(items) == 0 {
		return nil
	}
	if s.bound == nil {
		s.bound = map[*Item][]boundItem{}
	}
	bound, ok := s.bound[&items[0]]
	if !ok {
		bound = boundView(items)
		s.bound[&items[0]] = bound
	}
	return bound
}

// fields are the lines of a list.
func (s *Shaper) fields(v object.Value) ([]field, error) {
	if s.view != nil {
		return s.itemFields(s.tie(s.view.itemsFor(v)), v)
	}
	return s.propertyFields(v, &s.req)
}

// propertyFields lists what was asked for, or the object's properties.
func (s *Shaper) propertyFields(v object.Value, r *Request) ([]field, error) {
	return s.itemFields(s.activeItems(v, r), v)
}

// activeItems are the properties asked for, or by default.
func (s *Shaper) activeItems(v object.Value, r *Request) []boundItem {
	if r != nil && len(r.Properties) > 0 {
		return r.properties(s, v, false)
	}
	list, _ := defaultExpressions(v)
	return boundFrom(list)
}

func (s *Shaper) itemFields(items []boundItem, v object.Value) ([]field, error) {
	fields := make([]field, 0, len(items))
	for i := range items {
		if items[i].when != nil && !items[i].when(v) {
			continue
		}
		text, err := s.text(&items[i], v, false)
		if err != nil {
			return nil, err
		}
		fields = append(fields, field{items[i].labelText(), text})
	}
	return fields, nil
}

// wideText is the one text of an object in a wide layout.
func (s *Shaper) wideText(v object.Value) (string, error) {
	items := s.wideItems(v)
	if len(items) == 0 {
		return "", nil
	}
	return s.text(&items[0], v, false)
}

func (s *Shaper) wideItems(v object.Value) []boundItem {
	if s.view != nil {
		return s.tie(s.view.itemsFor(v))
	}
	if len(s.req.Properties) == 0 {
		if e := displayName(v); e != nil {
			return []boundItem{{expression: e}}
		}
	}
	return s.activeItems(v, &s.req)
}
