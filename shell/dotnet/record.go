package dotnet

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// recordsText lists the types whose objects only hold what their properties are given, one line each:
// "Full.Name: Property=default …". The default "new" is an empty object of the property's type, "new:Type" of another; a
// property without a default begins as null, zero or false. Constructors give their parameters to the properties of the same names.
//
//go:embed records.txt
var recordsText string

// record is an object of such a type.
type record struct {
	typ    *object.Type
	values map[string]object.Value
}

// Type implements object.Object.
func (r *record) Type() *object.Type { return r.typ }

// recordClass is the class of a type in the list; ok is false for others.
func recordClass(t *object.Type) (c class, ok bool) {
	_, rest, ok := strings.Cut("\n"+recordsText, "\n"+t.FullName()+":")
	if !ok {
		return class{}, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	c = class{record: strings.Fields(line), properties: getters{}, setters: setters{},
		methods: methods{"ToString": do(func(r *record, _ args) object.Value { return object.DisplayText(r) })}}
	for text := range strings.Lines(declaration(t.FullName())) {
		if declared, isProperty := strings.CutPrefix(text, "p "); isProperty {
			name, _, _ := strings.Cut(declared, " ")
			c.properties[name] = get(func(r *record) object.Value { return r.values[name] })
			c.setters[name] = set(func(r *record, v object.Value) error { r.values[name] = v; return nil })
		}
	}
	return c, true
}

// newRecord makes the constructor with the given parameters of a type whose defaults are listed.
func newRecord(t *object.Type, defaults, parameters []string) method {
	return try(func(a args) (object.Value, error) {
		r := &record{t, map[string]object.Value{}}
		for _, m := range t.DeclaredMembers(false) {
			if m.Kind != object.PropertyMember || m.ValueType == nil {
				continue
			}
			v, err := recordDefault(m, defaults)
			if err != nil {
				return nil, err
			}
			r.values[m.Name] = v
		}
		for i, name := range parameters {
			if err := r.give(name, a.at(i)); err != nil {
				return nil, err
			}
		}
		return r, nil
	})
}

// recordDefault is what a property begins as.
func recordDefault(m *object.Member, defaults []string) (object.Value, error) {
	i := slices.IndexFunc(defaults, func(d string) bool { return strings.HasPrefix(d, m.Name+"=") })
	if i < 0 {
		return object.DefaultValue(m.ValueType), nil
	}
	text := defaults[i][len(m.Name)+1:]
	if text == "new" {
		return object.New(m.ValueType, nil)
	}
	if class, ok := strings.CutPrefix(text, "new:"); ok {
		return object.New(object.LookupType(class), nil)
	}
	return object.Convert(text, m.ValueType)
}

// give puts a constructor's argument into the property of the parameter's name: a collection takes its elements.
func (r *record) give(parameter string, v object.Value) error {
	m := r.typ.InstanceMember(parameter)
	if m == nil || m.ValueType == nil {
		return nil
	}
	list, isList := r.values[m.Name].(*object.List)
	if !isList {
		converted, err := object.Convert(v, m.ValueType)
		r.values[m.Name] = converted
		return err
	}
	items, isCollection := object.Elements(v)
	if !isCollection {
		items = []object.Value{v}
	}
	for _, item := range items {
		if _, err := object.InvokeMethod(list, "Add", []object.Value{item}); err != nil {
			return err
		}
	}
	return nil
}

// parameterNames are the names of the parameters in "(string a, [ref] int b = 0)".
func parameterNames(list string) []string {
	var names []string
	for parameter := range strings.SplitSeq(strings.Trim(list, "()"), ", ") {
		parameter, _, _ = strings.Cut(parameter, " = ")
		if name := parameter[strings.LastIndexByte(parameter, ' ')+1:]; name != "" {
			names = append(names, name)
		}
	}
	return names
}
