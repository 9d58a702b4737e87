package render

import (
	"github.com/partnershell/partnershell/shell/object"
)

// expression names what is read of an object: a property, a pattern of names, or a script block.
type expression struct {
	name   string
	block  object.Callable
	native func(s *Shaper, v object.Value) (object.Value, error) // of a built-in view
	// exact says that name is a property's own and no pattern.
	exact bool

	reader *object.PropertyReader // of name, once it was read
}

// String is the expression as a heading.
func (e *expression) String() string {
	if e.block != nil {
		return object.ToText(e.block)
	}
	return e.name
}

func (e *expression) isPattern() bool {
	return e.block == nil && !e.exact && object.HasWildcard(e.name)
}

// value reads the expression; ok is false if the object has no such property.
func (e *expression) value(s *Shaper, v object.Value) (value object.Value, ok bool, err error) {
	switch {
	case e.native != nil:
		value, err = e.native(s, v)
		return value, !object.IsNothing(value), err
	case e.block != nil:
		value, err = s.opts.evaluate(e.block, v)
		if object.IsNothing(value) {
			value = nil
		}
		return value, true, err
	}
	if e.isPattern() {
		found := e.resolve(s, v)
		if len(found) == 0 {
			return nil, false, nil
		}
		return found[0].value(s, v)
	}
	return e.property(v)
}

// property reads the property called e.name.
func (e *expression) property(v object.Value) (value object.Value, ok bool, err error) {
	if p, isPair := v.(*pair); isPair {
		value, ok = p.property(e.name)
		return value, ok, nil
	}
	if e.reader == nil {
		e.reader = object.NewPropertyReader(e.name)
	}
	return e.reader.Read(v)
}

func propertyOf(v object.Value, name string) (object.Value, bool, error) {
	return (&expression{name: name}).property(v)
}

const propertyKinds = object.AliasProperty | object.CodeProperty | object.PropertyMember | object.NoteProperty |
	object.ScriptProperty

func isProperty(kind object.MemberKind) bool { return kind&propertyKinds != 0 }

// resolve is the exact expressions that e stands for on an object: property sets and patterns are expanded.
func (e *expression) resolve(s *Shaper, v object.Value) []*expression {
	if e.exact || e.block != nil || e.native != nil {
		return []*expression{e}
	}
	if e.isPattern() {
		return e.matches(v)
	}
	if m := object.FindMember(v, e.name); m != nil && m.Kind == object.PropertySet {
		return exactly(m.Referenced)
	}
	name, ok := exactName(v, e.name)
	if !ok {
		return nil
	}
	return []*expression{{name: name, exact: true}}
}

func (e *expression) matches(v object.Value) []*expression {
	pattern, err := object.CompileWildcard(e.name, true)
	if err != nil {
		return nil
	}
	var names []string
	for _, name := range propertyNames(v, true) {
		if pattern.Match(name) {
			names = append(names, name)
		}
	}
	return exactly(names)
}

func exactly(names []string) []*expression {
	list := make([]*expression, len(names))
	for i, name := range names {
		list[i] = &expression{name: name, exact: true}
	}
	return list
}

// exactName is a property's name as the object spells it.
func exactName(v object.Value, name string) (string, bool) {
	for _, n := range quickNames(v) {
		if object.EqualNames(n, name) {
			return n, true
		}
	}
	if m := object.FindMember(v, name); m != nil && isProperty(m.Kind) {
		return m.Name, true
	}
	if d, ok := object.Base(v).(*object.Dictionary); ok {
		_, found := d.Get(name)
		return name, found
	}
	return "", false
}

// quickNames are the names of properties that need no member table.
func quickNames(v object.Value) []string {
	switch o := v.(type) {
	case *object.CustomObject:
		return o.Shape().Names()
	case *pair:
		return o.names(false)
	}
	return nil
}

// propertyNames lists an object's properties. Those that PowerShell adds to a type come after the type's own, or,
// as patterns see them, before.
func propertyNames(v object.Value, addedFirst bool) []string {
	if p, ok := v.(*pair); ok {
		return p.names(addedFirst)
	}
	var own, added []string
	if o, ok := v.(*object.CustomObject); ok {
		own = append(own, o.Shape().Names()...)
		for _, m := range object.ExtraMembers(v) {
			if isProperty(m.Kind) {
				own = append(own, m.Name)
			}
		}
		return own
	}
	for _, m := range object.Members(v, false) {
		switch {
		case m.Hidden:
		case m.Kind == object.PropertyMember:
			own = append(own, m.Name)
		case isProperty(m.Kind):
			added = append(added, m.Name)
		}
	}
	if addedFirst {
		return distinct(append(added, own...))
	}
	return distinct(append(own, added...))
}

func distinct(names []string) []string {
	seen := make(map[string]bool, len(names))
	kept := names[:0]
	for _, n := range names {
		if key := object.FoldName(n); !seen[key] {
			seen[key] = true
			kept = append(kept, n)
		}
	}
	return kept
}

// defaultExpressions are the properties shown where nothing was asked for: the type's default display properties, or
// all.
func defaultExpressions(v object.Value) (list []*expression, isDefaultSet bool) {
	if set := defaultPropertySet(v); len(set) > 0 {
		list := make([]*expression, len(set))
		for i, name := range set {
			list[i] = &expression{name: name}
		}
		return list, true
	}
	if names := adaptedNames(v); len(names) > 0 {
		return exactly(names), false
	}
	return exactly(propertyNames(v, false)), false
}

// adaptedNames are the properties that an object has beside those of its class, such as the attributes and children
// of an XML element. They alone are shown where nothing was asked for.
func adaptedNames(v object.Value) (names []string) {
	a, ok := object.Base(v).(object.Adapter)
	if !ok {
		return nil
	}
	for _, m := range a.AdaptedMembers() {
		names = append(names, m.Name)
	}
	return distinct(names)
}

// defaultPropertySet is the DefaultDisplayPropertySet of the object itself or of its types.
func defaultPropertySet(v object.Value) []string {
	for _, m := range object.ExtraMembers(v) {
		if m.Kind == object.MemberSet && object.EqualNames(m.Name, "PSStandardMembers") {
			if set := standardMember(m, v); set != nil {
				return set
			}
		}
	}
	return defaultPropertiesOf(object.TypeNames(v))
}

func defaultPropertiesOf(typeNames []string) []string {
	defaultProperties.RLock()
	defer defaultProperties.RUnlock()
	for _, name := range typeNames {
		if set, ok := defaultProperties.byType[object.FoldName(name)]; ok {
			return set
		}
		if set := builtinDefaultProperties(name); set != nil {
			return set
		}
	}
	return nil
}

// standardMember is the DefaultDisplayPropertySet that an object's own PSStandardMembers names.
func standardMember(set *object.Member, v object.Value) []string {
	if set.Get == nil {
		return nil
	}
	members, err := set.Get(v)
	if err != nil {
		return nil
	}
	m := object.FindMember(members, "DefaultDisplayPropertySet")
	if m == nil {
		return nil
	}
	return m.Referenced
}

// builtinDefaultProperties are PowerShell's default display properties of types that have no view.
func builtinDefaultProperties(typeName string) []string {
	switch typeName {
	case "System.ServiceProcess.ServiceController":
		return []string{"Status", "Name", "DisplayName"}
	case "System.Management.Automation.ExtendedTypeDefinition":
		return []string{"TypeNames", "FormatViewDefinition"}
	}
	return nil
}

// displayName is the property that stands for the whole object (in wide layouts and in lists of objects): the one
// declared for the type, or one with a name that suggests it.
func displayName(v object.Value) *expression {
	for _, typeName := range object.TypeNames(v) {
		switch typeName {
		case "System.IO.DirectoryInfo", "System.IO.FileInfo":
			return &expression{name: "Name"}
		case "System.Net.IPAddress":
			return &expression{name: "IPAddressToString"}
		}
		if name := displayNameOf(typeName); name != "" {
			return &expression{name: name}
		}
	}
	for _, known := range [...]string{"name", "id", "key", "*key", "*name", "*id"} {
		e := &expression{name: known}
		if found := e.resolve(nil, v); len(found) > 0 {
			return found[0]
		}
	}
	return nil
}
