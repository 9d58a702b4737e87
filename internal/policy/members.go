package policy

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// members are the accounts in groups (nested ones included) and directory roles, by lower-case ids.
type members struct {
	groups map[string]map[string]bool
	roles  map[string]map[string]bool // by role template
}

func (m *members) inAny(groups []string, id string) bool { return inAny(m.groups, groups, id) }
func (m *members) hasAny(roles []string, id string) bool { return inAny(m.roles, roles, id) }

func inAny(sets map[string]map[string]bool, names []string, id string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return sets[strings.ToLower(name)][strings.ToLower(id)] })
}

// readMembers reads who is in the groups and roles that policies name.
func (t *tenantReader) readMembers(policies []*caPolicy) (*members, error) {
	m := &members{groups: map[string]map[string]bool{}, roles: map[string]map[string]bool{}}
	roles := false
	for _, p := range policies {
		c := &p.Conditions.Users
		roles = roles || len(c.IncludeRoles)+len(c.ExcludeRoles) > 0
		for _, group := range slices.Concat(c.IncludeGroups, c.ExcludeGroups) {
			if err := t.readGroup(m, group); err != nil {
				return nil, err
			}
		}
	}
	if !roles {
		return m, nil
	}
	return m, t.readRoles(m, policies)
}

// readGroup reads a group's members once; a group that was deleted has none.
func (t *tenantReader) readGroup(m *members, id string) error {
	key := strings.ToLower(id)
	if m.groups[key] != nil {
		return nil
	}
	ids, err := t.memberIDs(access.GroupTransitiveMembers, id)
	var refused *rest.Error
	if errors.As(err, &refused) && refused.NotFound() {
		err = nil
	}
	m.groups[key] = ids
	return err
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

func (t *tenantReader) memberIDs(key access.Key, id string) (map[string]bool, error) {
	list, err := t.listMembers(key, id)
	ids := make(map[string]bool, len(list))
	for _, m := range list {
		ids[strings.ToLower(m.ID)] = true
	}
	return ids, err
}

// readRoles reads who holds the roles that policies name, through role-assignable groups too.
func (t *tenantReader) readRoles(m *members, policies []*caPolicy) error {
	named := map[string]bool{}
	for _, p := range policies {
		for _, role := range slices.Concat(p.Conditions.Users.IncludeRoles, p.Conditions.Users.ExcludeRoles) {
			named[strings.ToLower(role)] = true
		}
	}
	for record, err := range t.Graph.List(t.ctx, access.DirectoryRoles, rest.Query{}) {
		var role struct{ ID, RoleTemplateID string }
		if err == nil {
			err = json.Unmarshal(record, &role)
		}
		if err != nil {
			return err
		}
		if key := strings.ToLower(role.RoleTemplateID); named[key] {
			if m.roles[key], err = t.holders(m, role.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tenantReader) holders(m *members, role string) (map[string]bool, error) {
	list, err := t.listMembers(access.DirectoryRoleMembers, role)
	ids := make(map[string]bool, len(list))
	for _, holder := range list {
		ids[strings.ToLower(holder.ID)] = true
		if !strings.HasSuffix(holder.Type, ".group") {
			continue
		}
		if err := t.readGroup(m, holder.ID); err != nil {
			return nil, err
		}
		for id := range m.groups[strings.ToLower(holder.ID)] {
			ids[id] = true
		}
	}
	return ids, err
}
