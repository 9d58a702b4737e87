package render

import (
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// Shape is the kind of layout.
type Shape uint8

// The shapes.
const (
	NoShape Shape = iota // chosen by the first object
	TableShape
	ListShape
	WideShape
	CustomShape
)

// String is the shape's name in messages.
func (s Shape) String() string {
	return [...]string{"", "Table", "List", "Wide", "Custom"}[s]
}

// Alignment of a column.
type Alignment uint8

// The alignments; DefaultAlignment is the column's own in a cell, and left in a heading.
const (
	DefaultAlignment Alignment = iota
	Left
	Center
	Right
)

// View is how the objects of a type are shown in one shape.
type View struct {
	Name  string
	Shape Shape
	// GroupBy names what starts a new group when it changes; nil if objects are not grouped.
	GroupBy *Item
	// Items are the columns of a table, the lines of a list, or the one item of a wide layout.
	Items []Item
	// Wrap breaks the cells of a table into lines.
	Wrap bool
	// Text makes the text of a CustomShape view.
	Text func(v object.Value, o Options) string
	// OutOfBand shows an object on its own without ending the table around it.
	OutOfBand bool

	hideHeader bool
	autoSize   bool
	// group names the types that share the view; views of one group and name are the same.
	group string
	// groupIndent stands before a group's label.
	groupIndent string
	// variants are the items for particular types among those that share the view, by type name.
	variants map[string][]Item
	// layout makes the tokens of a CustomShape view that is more than a text.
	layout func(s *Shaper, v object.Value) []token
}

// Item is one column or line of a view.
type Item struct {
	Label string // empty: the property's name
	// Property is the name of the property shown; where Value is set, it is only a name for the label.
	Property string
	// Value computes what is shown, in place of a property.
	Value func(v object.Value) (object.Value, error)
	// Width is a column's width in cells; 0: as wide as its content.
	Width int
	Align Alignment
	// Format is a format string, composite or not.
	Format string

	// when leaves a line of a list out unless it holds.
	when func(v object.Value) bool
	// compute is Value for views that need the shaper's options.
	compute func(s *Shaper, v object.Value) (object.Value, error)
}

var registered struct {
	sync.RWMutex
	views map[string][]func() *View // by folded type name
}

// RegisterView adds a view for a type, before those there are; make is called when it is first needed.
func RegisterView(typeName string, make func() *View) {
	registered.Lock()
	defer registered.Unlock()
	if registered.views == nil {
		registered.views = map[string][]func() *View{}
	}
	key := object.FoldName(typeName)
	registered.views[key] = append([]func() *View{sync.OnceValue(make)}, registered.views[key]...)
	viewCache.Clear()
}

// RegisterColumns adds a table view of a type by its columns, each Label[=Property][:width] and < or > for left and
// right alignment: "User=UserPrincipalName:30", "Count>".
func RegisterColumns(typeName string, columns ...string) {
	RegisterView(typeName, func() *View {
		return tableView(typeName, strings.Join(columns, " "))
	})
}

// tokens is the layout of a CustomShape view.
func (v *View) tokens(s *Shaper, o object.Value) []token {
	if v.layout != nil {
		return v.layout(s, o)
	}
	return []token{{kind: textToken, text: s.data(v.Text(o, s.opts))}}
}

// viewCache keeps the views of the type names that have been met: type name → []*View.
var viewCache sync.Map

// ViewsOf are the views of a type name alone, in order of precedence.
func ViewsOf(typeName string) []*View {
	if views, ok := viewCache.Load(typeName); ok {
		return views.([]*View)
	}
	registered.RLock()
	defer registered.RUnlock()
	var views []*View
	for _, make := range registered.views[object.FoldName(typeName)] {
		views = append(views, make())
	}
	views = append(views, builtinViews(typeName)...)
	viewCache.Store(typeName, views)
	return views
}

// findView is the first view that fits among those of the type names, the most specific name first. An empty name
// fits every view; NoShape every shape. Objects that were read back from XML are shown as what they were.
func findView(typeNames []string, shape Shape, name string) *View {
	for _, prefix := range [...]string{"", "Deserialized."} {
		for _, typeName := range typeNames {
			if rest, ok := strings.CutPrefix(typeName, prefix); ok {
				if v := viewAmong(ViewsOf(rest), shape, name); v != nil {
					return v
				}
			}
		}
	}
	return nil
}

func viewAmong(views []*View, shape Shape, name string) *View {
	for _, v := range views {
		if !v.OutOfBand && (shape == NoShape || v.Shape == shape) && (name == "" || object.EqualNames(v.Name, name)) {
			return v
		}
	}
	return nil
}

func findOutOfBandView(typeNames []string) *View {
	for _, typeName := range typeNames {
		for _, v := range ViewsOf(typeName) {
			if v.OutOfBand {
				return v
			}
		}
	}
	return nil
}

// defaultProperties holds the default display properties that were set at run time, by folded type name: the sets, and
// those that stand for whole objects.
var defaultProperties = struct {
	sync.RWMutex
	byType map[string][]string
	names  map[string]string
}{byType: map[string][]string{}, names: map[string]string{}}

// SetDefaultProperties says which properties of a type are shown by default (the DefaultDisplayPropertySet of
// Update-TypeData).
func SetDefaultProperties(typeName string, properties ...string) {
	defaultProperties.Lock()
	defer defaultProperties.Unlock()
	defaultProperties.byType[object.FoldName(typeName)] = properties
}

// SetDisplayName says which property stands for a whole object of a type (its DefaultDisplayProperty).
func SetDisplayName(typeName, property string) {
	defaultProperties.Lock()
	defer defaultProperties.Unlock()
	defaultProperties.names[object.FoldName(typeName)] = property
}

// displayNameOf is what SetDisplayName said; empty if it said nothing.
func displayNameOf(typeName string) string {
	defaultProperties.RLock()
	defer defaultProperties.RUnlock()
	return defaultProperties.names[object.FoldName(typeName)]
}

// RemoveDefaultProperties takes away what SetDefaultProperties and SetDisplayName said; it reports whether there was
// anything.
func RemoveDefaultProperties(typeName string) bool {
	defaultProperties.Lock()
	defer defaultProperties.Unlock()
	key := object.FoldName(typeName)
	_, set := defaultProperties.byType[key]
	_, name := defaultProperties.names[key]
	delete(defaultProperties.byType, key)
	delete(defaultProperties.names, key)
	return set || name
}
