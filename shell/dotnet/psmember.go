package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// memberViewClass is what $x.PSObject answers to.
func memberViewClass() class {
	collection := func(kinds object.MemberKind) getter {
		return get(func(v *object.MemberView) object.Value { return &object.MemberCollection{Owner: v.Owner, Kinds: kinds} })
	}
	base := get(func(v *object.MemberView) object.Value { return object.Base(v.Owner) })
	member := func(name string, f getter) *object.Member {
		return &object.Member{Name: name, Kind: object.PropertyMember, Get: f, Definition: "System.Object " + name + " {get;}"}
	}
	return class{extra: []*object.Member{
		member("Members", collection(object.AllKinds)),
		member("Properties", collection(object.PropertyKinds)),
		member("Methods", collection(object.MethodKinds)),
		member("ImmediateBaseObject", base),
		member("BaseObject", base),
		member("TypeNames", get(func(v *object.MemberView) object.Value { return &object.TypeNameList{Owner: v.Owner} })),
		{Name: "Copy", Kind: object.MethodMember, Overloads: []object.Overload{{Signature: "psobject Copy()",
			Call: func(recv object.Value, _ []object.Value) (object.Value, error) { return copyObject(recv) }}}},
		{Name: "ToString", Kind: object.MethodMember, Overloads: []object.Overload{{Signature: "string ToString()",
			Call: func(recv object.Value, _ []object.Value) (object.Value, error) {
				v, _ := recv.(*object.MemberView)
				return object.ToText(v.Owner), nil
			}}}},
	}}
}

// typeNamesClass makes a class of lists one of $x.PSObject.TypeNames too: what a list does to the names is done to those
// of the object.
func typeNamesClass(lists class) class {
	for name, f := range lists.methods {
		lists.methods[name] = func(recv object.Value, a args) (object.Value, error) {
			names, ok := recv.(*object.TypeNameList)
			if !ok {
				return f(recv, a)
			}
			list := listOfNames(names)
			result, err := f(list, a)
			if list.Version > 0 {
				texts := make([]string, len(list.Items))
				for i, v := range list.Items {
					texts[i] = object.ToText(v)
				}
				names.Set(texts)
			}
			return result, err
		}
	}
	for name, f := range lists.properties {
		lists.properties[name] = func(recv object.Value) (object.Value, error) {
			if names, ok := recv.(*object.TypeNameList); ok {
				recv = listOfNames(names)
			}
			return f(recv)
		}
	}
	return lists
}

func listOfNames(names *object.TypeNameList) *object.List {
	items, _ := object.Elements(names)
	return &object.List{ListType: names.Type(), Items: items}
}

func copyObject(recv object.Value) (object.Value, error) {
	v, ok := recv.(*object.MemberView)
	if !ok {
		return nil, object.ErrNotImplemented
	}
	switch o := object.Base(v.Owner).(type) {
	case *object.CustomObject:
		return o.Copy(), nil
	case *object.Dictionary:
		return o.Copy(), nil
	}
	return v.Owner, nil
}

// memberCollectionClass is $x.PSObject.Properties and its like.
func memberCollectionClass() class {
	item := func(c *object.MemberCollection, a args) object.Value {
		if m := c.Find(object.ToText(a.at(0))); m != nil {
			return m
		}
		return nil
	}
	match := func(recv object.Value, a []object.Value) (object.Value, error) {
		c, ok := recv.(*object.MemberCollection)
		if !ok {
			return nil, object.ErrNotImplemented
		}
		w, err := object.CompileWildcard(args(a).text(0), true)
		if err != nil {
			return nil, err
		}
		var found []object.Value
		for _, m := range c.Items() {
			if w.Match(m.Member.Name) {
				found = append(found, m)
			}
		}
		return object.NewArray(found...), nil
	}
	add := func(recv object.Value, a []object.Value) (object.Value, error) {
		c, ok := recv.(*object.MemberCollection)
		m, isMember := a[0].(*object.MemberInfo)
		if !ok || !isMember {
			return nil, object.ErrNotImplemented
		}
		return object.Nothing, c.Add(m.Member)
	}
	call1 := func(f func(*object.MemberCollection, args) object.Value) func(object.Value, []object.Value) (object.Value, error) {
		return func(recv object.Value, a []object.Value) (object.Value, error) {
			c, ok := recv.(*object.MemberCollection)
			if !ok {
				return nil, object.ErrNotImplemented
			}
			return f(c, args(a)), nil
		}
	}
	get1 := call1(item)
	const info = "System.Management.Automation.PSMemberInfo"
	return class{extra: []*object.Member{
		{Name: "Add", Kind: object.MethodMember, Overloads: []object.Overload{
			{Signature: "void Add(" + info + " member)", Call: add}, {Signature: "void Add(" + info + " member, bool preValidated)", Call: add}}},
		{Name: "Remove", Kind: object.MethodMember, Overloads: []object.Overload{{Signature: "void Remove(string name)",
			Call: call1(func(c *object.MemberCollection, a args) object.Value { c.Remove(a.text(0)); return object.Nothing })}}},
		{Name: "Match", Kind: object.MethodMember, Overloads: []object.Overload{{Signature: "System.Object[] Match(string name)", Call: match},
			{Signature: "System.Object[] Match(string name, System.Management.Automation.PSMemberTypes memberTypes)", Call: match}}},
		{Name: "Item", Kind: object.ParameterizedProperty, Overloads: []object.Overload{{Signature: info + " Item(string name)", Call: get1}}},
		{Name: "get_Item", Kind: object.MethodMember, Overloads: []object.Overload{{Signature: info + " get_Item(string name)", Call: get1}}},
	}}
}

// memberInfoClass is PSNoteProperty, PSScriptProperty and the other members as objects.
func memberInfoClass(name string) class {
	member := func(property string, f func(*object.MemberInfo) object.Value) getter { return get(f) }
	c := class{properties: getters{
		"Name":  member("Name", func(m *object.MemberInfo) object.Value { return m.Member.Name }),
		"Value": member("Value", func(m *object.MemberInfo) object.Value { return m.Value() }),
		"MemberType": member("MemberType", func(m *object.MemberInfo) object.Value {
			return object.NewEnum("System.Management.Automation.PSMemberTypes", int64(m.Member.Kind))
		}),
		"TypeNameOfValue": member("TypeNameOfValue", func(m *object.MemberInfo) object.Value { return m.TypeNameOfValue() }),
		"IsSettable":      member("IsSettable", func(m *object.MemberInfo) object.Value { return m.Settable() }),
		"IsGettable": member("IsGettable", func(m *object.MemberInfo) object.Value {
			return m.Member.Get != nil || m.Member.Kind == object.AliasProperty
		}),
		"IsInstance": member("IsInstance", func(m *object.MemberInfo) object.Value {
			return m.Member.Kind&(object.NoteProperty|object.ScriptProperty|object.AliasProperty|object.ScriptMethod) != 0
		}),
		"ReferencedMemberName": member("ReferencedMemberName", func(m *object.MemberInfo) object.Value {
			if len(m.Member.Referenced) > 0 {
				return m.Member.Referenced[0]
			}
			return nil
		}),
		"ReferencedPropertyNames": member("ReferencedPropertyNames", func(m *object.MemberInfo) object.Value {
			return textList(m.Member.Referenced)
		}),
		"OverloadDefinitions": member("OverloadDefinitions", func(m *object.MemberInfo) object.Value { return definitionsOf(m.Member) }),
	},
		setters: setters{"Value": set(func(m *object.MemberInfo, v object.Value) error { return m.SetValue(v) })},
		methods: methods{
			"Copy": do(func(m *object.MemberInfo, _ args) object.Value { c := *m; return &c }),
			"Invoke": call(func(m *object.MemberInfo, a args) (object.Value, error) {
				return object.InvokeMethod(m.Owner, m.Member.Name, a.items(0))
			}),
			"ToString": do(func(m *object.MemberInfo, _ args) object.Value { return memberText(m) }),
		},
		order: []string{"MemberType", "Value", "IsSettable", "IsGettable", "TypeNameOfValue", "Name", "IsInstance"},
	}
	c.new = memberMaker(name)
	return c
}

func definitionsOf(m *object.Member) object.Value { return textList(m.Definitions()) }

// textList is a Collection<string>.
func textList(texts []string) object.Value {
	items := make([]object.Value, len(texts))
	for i, text := range texts {
		items[i] = text
	}
	return &object.List{ListType: object.Close(object.LibraryType("System.Collections.ObjectModel.Collection`1"), object.TypeString), Items: items}
}

// memberText is how a member prints: "string a=x", "int Length {get;}".
func memberText(m *object.MemberInfo) string {
	if m.Member.Kind == object.NoteProperty {
		v := m.Value()
		short := "object"
		if t := object.TypeOf(v); t != nil {
			short = ShortName(t)
		}
		return short + " " + m.Member.Name + "=" + object.ToText(v)
	}
	return m.Member.Definition
}

// memberMaker is the constructor of the kinds of members that scripts make.
func memberMaker(name string) method {
	switch name {
	case "PSNoteProperty":
		return try(func(a args) (object.Value, error) {
			return &object.MemberInfo{Member: object.NoteOf(a.text(0), a.at(1))}, nil
		})
	case "PSAliasProperty":
		return try(func(a args) (object.Value, error) {
			return &object.MemberInfo{Member: &object.Member{Name: a.text(0), Kind: object.AliasProperty, Referenced: []string{a.text(1)},
				Definition: a.text(0) + " = " + a.text(1)}}, nil
		})
	case "PSScriptProperty":
		return try(func(a args) (object.Value, error) {
			m := &object.Member{Name: a.text(0)}
			object.ScriptPropertyOf(m, a.callable(1), a.callable(2))
			return &object.MemberInfo{Member: m}, nil
		})
	case "PSPropertySet":
		return try(func(a args) (object.Value, error) {
			m := &object.Member{Name: a.text(0), Kind: object.PropertySet}
			for _, v := range a.items(1) {
				m.Referenced = append(m.Referenced, object.ToText(v))
			}
			m.Definition = m.Name + " {" + strings.Join(m.Referenced, ", ") + "}"
			return &object.MemberInfo{Member: m}, nil
		})
	case "PSScriptMethod":
		return try(func(a args) (object.Value, error) {
			m := &object.Member{Name: a.text(0)}
			object.ScriptMethodOf(m, a.callable(1))
			return &object.MemberInfo{Member: m}, nil
		})
	}
	return nil
}

// methodValueClass is a method read without parentheses.
func methodValueClass() class {
	return class{
		properties: getters{
			"OverloadDefinitions": get(func(m *object.MethodValue) object.Value { return definitionsOf(m.Member) }),
			"Name":                get(func(m *object.MethodValue) object.Value { return m.Member.Name }),
			"MemberType": get(func(m *object.MethodValue) object.Value {
				return object.NewEnum("System.Management.Automation.PSMemberTypes", int64(m.Member.Kind))
			}),
			"TypeNameOfValue": constant("System.Management.Automation.PSMethod"),
			"IsInstance":      constant(false),
			"Value":           get(func(m *object.MethodValue) object.Value { return m }),
		},
		methods: methods{
			"Invoke":   call(func(m *object.MethodValue, a args) (object.Value, error) { return m.Call(a.items(0)...) }),
			"ToString": do(func(m *object.MethodValue, _ args) object.Value { return m.Text() }),
		},
	}
}

func psObjectClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			if a.has(0) && a.at(0) != nil {
				return object.Wrap(a.at(0)), nil
			}
			return object.NewCustomObject(object.EmptyShape, nil), nil
		}),
		statics: methods{"AsPSObject": static(func(a args) object.Value { return object.Wrap(a.at(0)) })},
	}
}
