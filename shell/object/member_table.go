package object

// memberTable holds the declared members of one type by folded name.
type memberTable struct {
	instance, static map[string]*Member
	order            []*Member // as declared
}

// table is the type's own members, loaded when first asked for.
func (t *Type) table() *memberTable {
	t.once.Do(func() {
		load := t.load
		if load == nil && loadMembers != nil {
			load = func() []*Member { return loadMembers(t) }
		}
		if load != nil {
			t.members.fill(load())
		}
	})
	return &t.members
}

func (m *memberTable) fill(members []*Member) {
	m.instance = make(map[string]*Member, len(members))
	m.static = make(map[string]*Member)
	for _, member := range members {
		if len(member.Overloads) > 0 {
			member.group = newMethodGroup(member.Overloads)
		}
		names := m.instance
		if member.Static {
			names = m.static
		}
		names[FoldName(member.Name)] = member
		m.order = append(m.order, member)
	}
}

// instanceMember finds a declared instance member of t or a base type by folded name.
func (t *Type) instanceMember(folded string) *Member {
	for u := t; u != nil; u = u.base {
		if m := u.table().instance[folded]; m != nil {
			return m
		}
	}
	return nil
}

// StaticMember finds a static member (or the constructors, "new") of t or a base type, ignoring case; nil if there
// is none.
func (t *Type) StaticMember(name string) *Member {
	folded := FoldName(name)
	for u := t; u != nil; u = u.base {
		if m := u.table().static[folded]; m != nil && (folded != constructorName || u == t) {
			return m
		}
	}
	return nil
}

// InstanceMember finds a declared instance member of t or a base type, ignoring case; nil if there is none.
func (t *Type) InstanceMember(name string) *Member { return t.instanceMember(FoldName(name)) }

// constructorName is the name under which a type's constructors are kept among its static members.
const constructorName = "new"

// DeclaredMembers lists the members of t and its base types, nearest first, static or instance ones; a name that a
// nearer type has hides the farther one's.
func (t *Type) DeclaredMembers(static bool) []*Member {
	var all []*Member
	seen := map[string]bool{}
	for u := t; u != nil; u = u.base {
		for _, m := range u.table().order {
			folded := FoldName(m.Name)
			if m.Static != static || seen[folded] || folded == constructorName && u != t {
				continue
			}
			seen[folded] = true
			all = append(all, m)
		}
	}
	return all
}
