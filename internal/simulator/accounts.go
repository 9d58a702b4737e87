package simulator

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/internal/simulator/row"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// account is a user of one of the simulated directories.
type account struct {
	home *tenant.Directory
	row  row.Row
}

func (a *account) id() string   { return a.row.Text("id") }
func (a *account) name() string { return a.row.Text("userPrincipalName") }

func (a *account) enabled() bool { return string(a.row.Get("accountEnabled")) != "false" }

// userMarker is the template id that every member's token carries in wids beside the roles.
const userMarker = "b79fbf4d-3ef9-4689-8143-76b194e85509"

// accounts finds users and what they may do. Its indexes are made on first use.
type accounts struct {
	tenant  *tenant.Tenant
	indexes sync.Map // *tenant.Directory → *index
}

// index holds, of one directory, the users by id and name and what each is a member of.
type index struct {
	once   sync.Once
	byName map[string]row.Row
	roles  map[string][]string // role template ids by principal id
	groups map[string][]string // ids of groups by member id
}

func (a *accounts) index(d *tenant.Directory) *index {
	made, _ := a.indexes.LoadOrStore(d, &index{})
	x := made.(*index)
	x.once.Do(func() { x.build(d) })
	return x
}

func (x *index) build(d *tenant.Directory) {
	x.byName, x.roles, x.groups = map[string]row.Row{}, map[string][]string{}, map[string][]string{}
	for _, user := range d.Rows("users") {
		x.byName[strings.ToLower(user.Text("id"))] = user
		x.byName[strings.ToLower(user.Text("userPrincipalName"))] = user
	}
	for _, group := range d.Rows("groups") {
		id := group.Text("id")
		for _, member := range d.Rows("groups/" + id + "/members") {
			key := strings.ToLower(member.Text("id"))
			x.groups[key] = append(x.groups[key], id)
		}
	}
	for _, assignment := range d.Rows("roleManagement/directory/roleAssignments") {
		if scope := assignment.Text("directoryScopeId"); scope == "/" || scope == "" {
			x.addRole(assignment.Text("principalId"), templateOf(d, assignment.Text("roleDefinitionId")))
		}
	}
	for _, role := range d.Rows("directoryRoles") {
		for _, member := range d.Rows("directoryRoles/" + role.Text("id") + "/members") {
			x.addRole(member.Text("id"), role.Text("roleTemplateId"))
		}
	}
}

// templateOf is the template id of a role definition, which is what tokens name.
func templateOf(d *tenant.Directory, definitionID string) string {
	if definition := d.Find("roleManagement/directory/roleDefinitions", "id",
		definitionID); definition != nil {
		if template := definition.Text("templateId"); template != "" {
			return template
		}
	}
	return definitionID
}

func (x *index) addRole(principal, role string) {
	key := strings.ToLower(principal)
	for _, each := range x.roles[key] {
		if each == role {
			return
		}
	}
	x.roles[key] = append(x.roles[key], role)
}

// rolesOf are the template ids of the directory roles that a user holds, directly or through a group.
func (a *accounts) rolesOf(d *tenant.Directory, userID string) []string {
	x := a.index(d)
	key := strings.ToLower(userID)
	roles := append([]string{}, x.roles[key]...)
	for _, group := range x.groups[key] {
		roles = append(roles, x.roles[strings.ToLower(group)]...)
	}
	sort.Strings(roles)
	return roles
}

// groupsOf are the ids of the groups that a user is a direct member of.
func (a *accounts) groupsOf(d *tenant.Directory, userID string) []string {
	return a.index(d).groups[strings.ToLower(userID)]
}

// inGroup tells whether a user is a member of one of the groups of the partner with these names.
func (a *accounts) inGroup(d *tenant.Directory, userID string, names ...string) bool {
	for _, id := range a.groupsOf(d, userID) {
		name := d.Find("groups", "id", id).Text("displayName")
		for _, each := range names {
			if strings.EqualFold(name, each) {
				return true
			}
		}
	}
	return false
}

// find returns the account with a user principal name or object id, in the partner's directory or a customer's,
// or the first enabled one with exactly the role named.
func (a *accounts) find(name string) (*account, error) {
	key := strings.ToLower(name)
	partner := a.tenant.Directory
	if user := a.index(partner).byName[key]; user != nil {
		return &account{partner, user}, nil
	}
	if _, domain, found := strings.Cut(key, "@"); found {
		if d := a.tenant.DirectoryOf(domain); d != nil {
			if user := a.index(d).byName[key]; user != nil {
				return &account{d, user}, nil
			}
		}
	}
	if found := a.withRole(partner, name); found != nil {
		return found, nil
	}
	return nil, fmt.Errorf("simulator: no account and no holder of a role is named %q", name)
}

func (a *accounts) withRole(d *tenant.Directory, name string) *account {
	wanted := ""
	for _, role := range tenant.RoleNames {
		if strings.EqualFold(role.Name, name) {
			wanted = role.TemplateID
		}
	}
	if wanted == "" && !strings.EqualFold(name, "User") {
		return nil
	}
	for _, user := range d.Rows("users") {
		each := &account{d, user}
		roles := a.rolesOf(d, each.id())
		plain := wanted == "" && len(roles) == 0 && user.Text("userType") != "Guest"
		if each.enabled() && (plain || len(roles) == 1 && roles[0] == wanted) {
			return each
		}
	}
	return nil
}

// first is the account that signs in when nobody is named: the tenant's own choice, else the first user.
func (a *accounts) first() (*account, error) {
	if a.tenant.Account != "" {
		return a.find(a.tenant.Account)
	}
	for _, user := range a.tenant.Directory.Rows("users") {
		return &account{a.tenant.Directory, user}, nil
	}
	return nil, fmt.Errorf("simulator: the tenant has no users")
}

// rolesIn are the roles that an account has in a directory: its own, or those that a granular delegated admin
// relationship gives it. known is false when the account has no business there.
func (a *accounts) rolesIn(d *tenant.Directory, who *account) (roles []string, known bool) {
	if who.home == d {
		return a.rolesOf(d, who.id()), true
	}
	if who.home != a.tenant.Directory {
		return nil, false
	}
	groups := a.groupsOf(who.home, who.id())
	const path = "tenantRelationships/delegatedAdminRelationships"
	for _, relationship := range who.home.Rows(path) {
		status := relationship.Text("status")
		customer := row.Row(relationship.Get("customer")).Text("tenantId")
		if status != "active" && status != "expiring" || !strings.EqualFold(customer, d.ID) {
			continue
		}
		for _, assignment := range who.home.Rows(path + "/" + relationship.Text("id") +
			"/accessAssignments") {
			container := row.Row(assignment.Get("accessContainer")).Text("accessContainerId")
			if assignment.Text("status") == "active" && contains(groups, container) {
				roles = append(roles, unifiedRoles(assignment)...)
			}
		}
	}
	sort.Strings(roles)
	return roles, len(roles) > 0
}

func unifiedRoles(assignment row.Row) (roles []string) {
	row.Elements(row.Row(assignment.Get("accessDetails")).Get("unifiedRoles"), func(role []byte) bool {
		roles = append(roles, row.Row(role).Text("roleDefinitionId"))
		return true
	})
	return roles
}

// premium tells which of the Entra ID editions a tenant has paid for.
func premium(d *tenant.Directory) (p1, p2 bool) {
	for _, sku := range d.Rows("subscribedSkus") {
		if status := sku.Text("capabilityStatus"); status != "Enabled" && status != "Warning" &&
			status != "" {
			continue
		}
		row.Elements(sku.Get("servicePlans"), func(plan []byte) bool {
			switch name := row.Row(plan).Text("servicePlanName"); name {
			case "AAD_PREMIUM":
				p1 = true
			case "AAD_PREMIUM_P2":
				p1, p2 = true, true
			}
			return true
		})
	}
	return p1, p2
}

func contains(list []string, value string) bool {
	for _, each := range list {
		if strings.EqualFold(each, value) {
			return true
		}
	}
	return false
}

func intersects(a, b []string) bool {
	for _, each := range a {
		if contains(b, each) {
			return true
		}
	}
	return false
}
