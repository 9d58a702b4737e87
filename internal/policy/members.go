package policy

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// members are the accounts in groups (nested ones included) and directory roles, by lower-case ids.
type members struct {
	groups map[string]map[string]bool
	roles  map[string]map[string]bool // by role template
	names  map[string]string          // of groups and roles
}

// inAny is the first of some groups in which an account is, empty when it is in none.
func (m *members) inAny(groups []string, id string) string { return firstWith(m.groups, groups, id) }

// hasAny is the first of some roles that an account holds, empty when it holds none.
func (m *members) hasAny(roles []string, id string) string { return firstWith(m.roles, roles, id) }

func firstWith(sets map[string]map[string]bool, names []string, id string) string {
	i := slices.IndexFunc(names, func(name string) bool { return sets[strings.ToLower(name)][strings.ToLower(id)] })
	if i < 0 {
		return ""
	}
	return names[i]
}

// name is a group's or role's name, its id where the name is not known.
func (m *members) name(id string) string {
	if name := m.names[strings.ToLower(id)]; name != "" {
		return name
	}
	return id
}

// readMembers reads who is in the groups and roles that policies name.
func (t *tenantReader) readMembers(policies []*caPolicy) (*members, error) {
	m := &members{groups: map[string]map[string]bool{}, roles: map[string]map[string]bool{}, names: map[string]string{}}
	named := map[string]bool{}
	for _, p := range policies {
		c := &p.Conditions.Users
		for _, role := range slices.Concat(c.IncludeRoles, c.ExcludeRoles) {
			named[strings.ToLower(role)] = true
		}
		for _, group := range slices.Concat(c.IncludeGroups, c.ExcludeGroups) {
			if err := t.readGroup(m, group); err != nil {
				return nil, err
			}
		}
	}
	if err := t.nameGroups(m); err != nil || len(named) == 0 {
		return m, err
	}
	return m, t.readRoles(m, func(template string) bool { return named[template] })
}

// readGroup reads a group's members once; a group that was deleted has none.
func (t *tenantReader) readGroup(m *members, id string) error {
	key := strings.ToLower(id)
	if m.groups[key] != nil {
		return nil
	}
	list, err := t.listMembers(access.GroupTransitiveMembers, id)
	var refused *rest.Error
	if errors.As(err, &refused) && refused.NotFound() {
		err = nil
	}
	m.groups[key] = idsOf(list)
	return err
}

// nameGroups reads the groups' names; one that has none keeps its id.
func (t *tenantReader) nameGroups(m *members) error {
	ids := slices.Sorted(maps.Keys(m.groups))
	paths := make([]string, len(ids))
	for i, id := range ids {
		paths[i] = "/groups/" + id + "?$select=displayName"
	}
	answers, err := t.Graph.Batch(t.ctx, "v1.0", paths)
	if err != nil {
		return err
	}
	for i, id := range ids {
		var group struct{ DisplayName string }
		if answers[i].Err == nil && json.Unmarshal(answers[i].Body, &group) == nil {
			m.names[id] = group.DisplayName
		}
	}
	return nil
}

// member is a directory object that is a member.
type member struct {
	ID   string `json:"id"`
	Type string `json:"@odata.type"`
}

func (t *tenantReader) listMembers(key access.Key, id string) ([]member, error) {
	var list []member
	for record, err := range t.Graph.List(t.ctx, key, rest.Query{Select: []string{"id"}}, id) {
		var m member
		if err == nil {
			err = json.Unmarshal(record, &m)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

func idsOf(list []member) map[string]bool {
	ids := make(map[string]bool, len(list))
	for _, m := range list {
		ids[strings.ToLower(m.ID)] = true
	}
	return ids
}

// readRoles reads who holds the wanted roles, through role-assignable groups too.
func (t *tenantReader) readRoles(m *members, wanted func(template string) bool) error {
	for record, err := range t.Graph.List(t.ctx, access.DirectoryRoles, rest.Query{}) {
		var role struct{ ID, RoleTemplateID, DisplayName string }
		if err == nil {
			err = json.Unmarshal(record, &role)
		}
		if err != nil {
			return err
		}
		key := strings.ToLower(role.RoleTemplateID)
		if !wanted(key) {
			continue
		}
		m.names[key] = role.DisplayName
		if m.roles[key], err = t.holders(m, role.ID); err != nil {
			return err
		}
	}
	return nil
}

func (t *tenantReader) holders(m *members, role string) (map[string]bool, error) {
	list, err := t.listMembers(access.DirectoryRoleMembers, role)
	ids := idsOf(list)
	for _, holder := range list {
		if !strings.HasSuffix(holder.Type, ".group") {
			continue
		}
		if err := t.readGroup(m, holder.ID); err != nil {
			return nil, err
		}
		maps.Copy(ids, m.groups[strings.ToLower(holder.ID)])
	}
	return ids, err
}
