package render

import (
	"fmt"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// Shaper turns objects into packets: it decides on the view, by the first object, and reads what the view shows.
type Shaper struct {
	req   Request
	opts  Options
	emit  func(Packet) error
	state documentState

	view   *View // nil: by properties
	shape  Shape
	items  []boundItem // columns of a table made of properties
	groups *grouping
	failed []error // of calculated properties, to be shown

	empty map[*object.Type]bool // types whose objects have no properties
	bound map[*Item][]boundItem // the views' items, tied once
}

// NewShaper makes a shaper that hands its packets to emit.
func NewShaper(r Request, o Options, emit func(Packet) error) *Shaper {
	return &Shaper{req: r, opts: o, emit: emit}
}

// Shape takes the next object. Collections are taken apart once; packets pass as they are.
func (s *Shaper) Shape(v object.Value) error {
	if object.IsNull(v) {
		return nil
	}
	if s.req.Expand == "CoreOnly" {
		return s.object(v)
	}
	switch base := object.Base(v).(type) {
	case string, int32, bool, *object.CustomObject:
		return s.object(v)
	case *object.Dictionary:
		return s.dictionary(v, base)
	}
	items, ok := object.Elements(v)
	if !ok {
		return s.object(v)
	}
	return s.collection(v, items)
}

func (s *Shaper) dictionary(v object.Value, d *object.Dictionary) error {
	list := pairs(d)
	items := make([]object.Value, len(list))
	for i, p := range list {
		items[i] = p
	}
	return s.collection(v, items)
}

func (s *Shaper) collection(v object.Value, items []object.Value) error {
	if s.req.Expand == "Both" {
		if err := s.describe(v, len(items)); err != nil {
			return err
		}
	}
	for _, item := range items {
		if object.IsNull(item) {
			item = ""
		}
		if err := s.object(item); err != nil {
			return err
		}
	}
	return nil
}

// describe shows a collection itself before its elements (-Expand Both).
func (s *Shaper) describe(v object.Value, n int) error {
	comment := func(text string) error { return s.emit(&entry{outOfBand: true, text: text}) }
	if err := comment("The following object supports IEnumerable:"); err != nil {
		return err
	}
	if e := s.outOfBand(v, true); e != nil {
		if err := s.emit(e); err != nil {
			return err
		}
	}
	switch n {
	case 0:
		return comment("The IEnumerable contains no objects.")
	case 1:
		return comment("The IEnumerable contains the following object:")
	}
	return comment(fmt.Sprintf("The IEnumerable contains the following %d objects:", n))
}

// object shapes one object.
func (s *Shaper) object(v object.Value) error {
	if p, ok := object.Base(v).(Packet); ok {
		return s.emit(p)
	}
	if !s.forced() {
		if e := s.outOfBand(v, false); e != nil {
			return s.emit(e)
		}
	}
	if s.state == outside {
		if err := s.begin(v); err != nil {
			return err
		}
	}
	if !s.forced() && s.view != nil && !s.view.appliesTo(object.TypeNames(v)) {
		if e := s.outOfBand(v, true); e != nil {
			return s.emit(e)
		}
	}
	return s.inGroup(v)
}

func (s *Shaper) forced() bool { return s.req.Force && s.req.Shape != NoShape }

// inGroup puts an object into the present group, or into the next if its key differs.
func (s *Shaper) inGroup(v object.Value) error {
	changed := s.groups.update(s, v)
	switch {
	case s.state == inDocument:
		if err := s.beginGroup(); err != nil {
			return err
		}
	case changed:
		// the empty line before every group but the first
		if err := s.emit(&entry{outOfBand: true, shape: CustomShape}); err != nil {
			return err
		}
		if err := s.emit(&groupEnd{}); err != nil {
			return err
		}
		if err := s.beginGroup(); err != nil {
			return err
		}
	}
	e, err := s.payload(v)
	if err != nil {
		return err
	}
	if err := s.emit(e); err != nil {
		return err
	}
	return s.showFailures()
}

func (s *Shaper) beginGroup() error {
	s.state = inGroup
	return s.emit(&groupStart{heading: s.groups.heading(s)})
}

// End closes the group and the document.
func (s *Shaper) End() error {
	if s.state == inGroup {
		s.state = inDocument
		if err := s.emit(&groupEnd{}); err != nil {
			return err
		}
	}
	if s.state == inDocument {
		s.state = outside
		return s.emit(&formatEnd{})
	}
	return nil
}

// begin chooses the view by the first object and opens the document.
func (s *Shaper) begin(v object.Value) error {
	if err := s.chooseView(v); err != nil {
		return err
	}
	start := &formatStart{shape: s.shape}
	switch {
	case s.req.AutoSize != nil:
		start.autoSize = *s.req.AutoSize
	case s.view != nil:
		start.autoSize = s.view.autoSize
	}
	switch s.shape {
	case TableShape:
		s.startTable(start, v)
	case WideShape:
		if !start.autoSize {
			start.wideColumns = s.req.Columns
		}
	}
	s.groups = newGrouping(s)
	s.state = inDocument
	return s.emit(start)
}

// maxTableProperties is the number of properties from which on an object is shown as a list.
const maxTableProperties = 4

// maxTableColumns bounds the columns of a table that nobody chose.
const maxTableColumns = 10

func (s *Shaper) chooseView(v object.Value) error {
	s.view, s.shape, s.items = nil, s.req.Shape, nil
	if len(s.req.Properties) > 0 {
		return nil
	}
	names := object.TypeNames(v)
	s.view = findView(names, s.req.Shape, s.req.View)
	switch {
	case s.view != nil:
		s.shape = s.view.Shape
	case s.req.View != "":
		return unknownView(s.req.View, s.req.Shape, names)
	case s.shape == NoShape:
		s.shape = ListShape
		if list, _ := defaultExpressions(v); len(list) <= maxTableProperties {
			s.shape = TableShape
		}
	}
	return nil
}

func (v *View) appliesTo(typeNames []string) bool {
	for _, name := range typeNames {
		for _, own := range ViewsOf(strings.TrimPrefix(name, "Deserialized.")) {
			if own.same(v) {
				return true
			}
		}
	}
	return false
}

// same reports whether two views are one: those of a group of types are made for each type.
func (v *View) same(w *View) bool {
	return v == w || v.group != "" && v.group == w.group && v.Name == w.Name
}

// payload is the entry for an object in the chosen view.
func (s *Shaper) payload(v object.Value) (*entry, error) {
	switch s.shape {
	case TableShape:
		return s.tableEntry(v)
	case ListShape:
		fields, err := s.fields(v)
		return &entry{fields: fields}, err
	case WideShape:
		text, err := s.wideText(v)
		return &entry{text: text}, err
	}
	tokens, err := s.customTokens(v)
	return &entry{tokens: tokens}, err
}

// outOfBand is the entry for an object that is shown on its own: a scalar as text, an object of a view made for that;
// with fallback any other as a list. nil means that it takes part in the layout.
func (s *Shaper) outOfBand(v object.Value, fallback bool) *entry {
	switch b := object.Base(v).(type) {
	case string:
		return s.rawText(b)
	case int32, int64, float64, bool:
		return s.rawText(displayText(v))
	case *object.ErrorRecord:
		if !isExtendedError(v) {
			return errorEntry(b, s.opts)
		}
	case interface{ ScreenText() string }: // help pages
		return s.page(b.ScreenText())
	}
	if view := findOutOfBandView(object.TypeNames(v)); view != nil {
		return s.outOfBandView(view, v)
	}
	if isScalar(v) || s.hasNoProperties(v) {
		return s.rawText(displayText(v))
	}
	if !fallback {
		return nil
	}
	fields, err := s.propertyFields(v, nil)
	if err != nil {
		return nil
	}
	return &entry{outOfBand: true, shape: ListShape, fields: fields}
}

// isExtendedError reports whether Get-Error wrote the error: then it is shown in full.
func isExtendedError(v object.Value) bool {
	_, wrapped := v.(*object.PSObject)
	return wrapped && strings.HasSuffix(object.TypeName(v), "#PSExtendedError")
}

// page shows a text whose lines are broken at the width of the screen and keep their indentation.
func (s *Shaper) page(text string) *entry {
	e := &entry{outOfBand: true, shape: CustomShape, wrap: true}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for _, line := range lines[:len(lines)-1] {
		words := strings.TrimLeft(line, " ")
		e.tokens = append(e.tokens, token{kind: frameToken, left: len(line) - len(words),
			tokens: []token{{kind: textToken, text: s.data(words)}, newLine}})
	}
	e.tokens = append(e.tokens, token{kind: textToken, text: s.data(lines[len(lines)-1])})
	return e
}

func (s *Shaper) rawText(text string) *entry {
	if s.opts.Terminal {
		text = visible(text)
	}
	return &entry{outOfBand: true, text: text}
}

func (s *Shaper) outOfBandView(view *View, v object.Value) *entry {
	e := &entry{outOfBand: true, shape: view.Shape}
	if view.Shape == CustomShape {
		e.tokens = view.tokens(s, v)
	} else {
		e.fields, _ = s.itemFields(s.tie(view.itemsFor(v)), v)
	}
	return e
}

// hasNoProperties reports whether there is nothing to lay out.
func (s *Shaper) hasNoProperties(v object.Value) bool {
	if o, ok := v.(*object.CustomObject); ok {
		return o.Len() == 0 && len(propertyNames(v, false)) == 0
	}
	if len(object.ExtraMembers(v)) > 0 {
		return len(propertyNames(v, false)) == 0
	}
	t := object.TypeOf(v)
	none, known := s.empty[t]
	if !known {
		none = len(propertyNames(v, false)) == 0
		if s.empty == nil {
			s.empty = map[*object.Type]bool{}
		}
		s.empty[t] = none
	}
	return none
}

// data is text that came from an object, made harmless where it goes to a terminal.
func (s *Shaper) data(text string) string {
	if s.opts.Terminal {
		return visible(text)
	}
	return text
}
