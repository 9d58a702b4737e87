package object

import (
	"sync"
	"sync/atomic"
)

// typeData are the members that Update-TypeData added, by folded type name. Type names that only objects carry
// (PSTypeName) count as well.
var typeData = struct {
	sync.RWMutex
	used    atomic.Bool // keeps look-ups free as long as nothing was added
	members map[string][]*Member
}{members: make(map[string][]*Member)}

// AddTypeMember gives all objects that have the type name one more member; it reports false, and changes nothing, if
// a member of that name was added before and force is not set.
func AddTypeMember(typeName string, m *Member, force bool) bool {
	typeData.Lock()
	defer typeData.Unlock()
	key := FoldName(typeName)
	list := typeData.members[key]
	for i, old := range list {
		if EqualNames(old.Name, m.Name) {
			if !force {
				return false
			}
			list = append(list[:i:i], list[i+1:]...)
			break
		}
	}
	typeData.members[key] = append(list[:len(list):len(list)], m)
	typeData.used.Store(true)
	return true
}

// RemoveTypeMembers takes away what was added to a type name; it reports whether there was anything.
func RemoveTypeMembers(typeName string) bool {
	typeData.Lock()
	defer typeData.Unlock()
	key := FoldName(typeName)
	_, ok := typeData.members[key]
	delete(typeData.members, key)
	return ok
}

// TypeMembers are the members that were added to a type name.
func TypeMembers(typeName string) []*Member {
	if !typeData.used.Load() {
		return nil
	}
	typeData.RLock()
	defer typeData.RUnlock()
	return typeData.members[FoldName(typeName)]
}

// typeMember finds a member that was added to one of v's type names.
func typeMember(v Value, name string) *Member {
	if !typeData.used.Load() {
		return nil
	}
	for _, typeName := range TypeNames(v) {
		if m := findIn(TypeMembers(typeName), name); m != nil {
			return m
		}
	}
	return nil
}

// addedTypeMembers are all members that were added to v's type names, nearest type first.
func addedTypeMembers(v Value) []*Member {
	if !typeData.used.Load() {
		return nil
	}
	var all []*Member
	for _, typeName := range TypeNames(v) {
		for _, m := range TypeMembers(typeName) {
			if findIn(all, m.Name) == nil {
				all = append(all, m)
			}
		}
	}
	return all
}
