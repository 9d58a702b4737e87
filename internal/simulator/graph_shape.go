package simulator

import (
	"bytes"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/simulator/row"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// shaper appends a row as it is to be sent.
type shaper func(dst []byte, r row.Row) []byte

// defaultUser are the properties of a user that are sent unless others are selected.
var defaultUser = []string{"businessPhones", "displayName", "givenName", "id", "jobTitle", "mail",
	"mobilePhone",
	"officeLocation", "preferredLanguage", "surname", "userPrincipalName"}

// navigation are the members of a type that are sent only on $expand.
func navigation(typeName string) []string {
	switch typeName {
	case "user":
		return []string{"manager", "memberOf", "transitiveMemberOf", "directReports"}
	case "group":
		return []string{"members", "owners", "memberOf", "transitiveMembers"}
	case "directoryRole", "administrativeUnit":
		return []string{"members"}
	case "application":
		return []string{"owners", "federatedIdentityCredentials"}
	case "servicePrincipal":
		return []string{"owners", "appRoleAssignments", "appRoleAssignedTo", "memberOf",
			"oauth2PermissionGrants"}
	case "partnerSecurityScore":
		return []string{"requirements", "history", "customerInsights"}
	case "riskyUser":
		return []string{"history"}
	case "unifiedRoleDefinition":
		return []string{"inheritsPermissionsFrom"}
	}
	if strings.HasPrefix(typeName, "unifiedRole") {
		return []string{"principal", "roleDefinition", "directoryScope", "appScope", "activatedUsing"}
	}
	return nil
}

// shapeOf decides how rows of a type are sent to a caller: which members, and what is added to them.
func (s *Server) shapeOf(c *call, resource *tenant.Resource) (shaper, *fault) {
	hidden := navigation(resource.Type)
	for _, name := range c.query.Expand {
		if !contains(hidden, name) {
			return nil, badRequest("BadRequest", "Parsing OData Select and Expand failed: Could not find a "+
				"property named '%s' on "+
				"type 'microsoft.graph.%s'.", name, resource.Type)
		}
	}
	if strings.HasPrefix(resource.Type, "unifiedRole") && len(c.query.Expand) > 1 {
		return nil, unsupported("Only one property can be expanded in a single query.")
	}
	if resource.Type == "signIn" {
		return c.shapeSignIn(), nil
	}
	wanted := c.query.Select
	if resource.Type == "user" && wanted == nil && resource.Pattern == "users" {
		wanted = defaultUser
	}
	single := !slices.Contains([]string{resource.Pattern}, c.path)
	return func(dst []byte, r row.Row) []byte {
		for _, name := range c.query.Expand {
			if value := s.expand(c, resource, r, name); value != nil {
				r = r.With(name, value)
			}
		}
		if resource.Type == "application" || resource.Type == "servicePrincipal" {
			r = withoutKeys(r, single && contains(wanted, "keyCredentials"))
		}
		dst = r.AppendKept(dst, func(key []byte) bool { return c.keeps(string(key), wanted, hidden) })
		if resource.Pattern == "users" {
			dst = appendAbsent(dst, r, wanted, hidden)
		}
		return dst
	}, nil
}

// appendAbsent adds the properties of a user that were asked for and that the row lacks: Graph sends them without a
// value. Only signInActivity is missing where somebody never signed in.
func appendAbsent(dst []byte, r row.Row, wanted, hidden []string) []byte {
	for _, name := range wanted {
		kind, known := tenant.PropertyType("user", name)
		if !known || name == "*" || contains(hidden, name) || strings.EqualFold(name, "signInActivity") ||
			strings.Contains(name, "/") || r.GetFold(name) != nil {
			continue
		}
		if dst = dst[:len(dst)-1]; dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		value := ":null}"
		if kind == tenant.ListValue {
			value = ":[]}"
		}
		dst = append(row.AppendString(dst, name), value...)
	}
	return dst
}

// keeps tells whether a member is sent. What is selected is kept, annotations and @odata.type always are; without
// $select everything is but what needs $expand or, like signInActivity, to be asked for.
func (c *call) keeps(key string, wanted, hidden []string) bool {
	name, _, annotated := strings.Cut(key, "@")
	switch {
	case contains(hidden, name):
		return contains(c.query.Expand, name)
	case wanted == nil || contains(wanted, "*"):
		return (c.beta || key != "defaultMfaMethod") && key != "signInActivity"
	case annotated:
		return name == "" && key != "@odata.context" || contains(wanted, name)
	}
	return contains(wanted, key) || key == "id" && c.alwaysID()
}

// alwaysID tells whether id is sent although it was not selected, as it is for users with signInActivity.
func (c *call) alwaysID() bool { return contains(c.query.Select, "signInActivity") }

// withoutKeys takes the public keys out of keyCredentials, which only a single object with them selected has.
func withoutKeys(r row.Row, shown bool) row.Row {
	keys := r.Get("keyCredentials")
	if shown || !bytes.Contains(keys, []byte(`"key"`)) {
		return r
	}
	list := []byte{'['}
	row.Elements(keys, func(key []byte) bool {
		if len(list) > 1 {
			list = append(list, ',')
		}
		list = append(list, row.Row(key).With("key", []byte("null"))...)
		return true
	})
	return r.With("keyCredentials", append(list, ']'))
}

// shapeSignIn sends a sign-in: v1.0 without what only beta has, without the policies for those who may not see
// them, and with newer enumeration members hidden from clients that did not ask for them.
func (c *call) shapeSignIn() shaper {
	policies, members := c.caller.seesPolicies(), c.prefers("include-unknown-enum-members")
	return func(dst []byte, r row.Row) []byte {
		dst = append(dst, '{')
		first := true
		add := func(key string, value []byte) {
			if !contains(c.query.Select, key) && c.query.Select != nil {
				return
			}
			if !first {
				dst = append(dst, ',')
			}
			first = false
			dst = append(append(row.AppendString(dst, key), ':'), value...)
		}
		old := c.beta || r.Get("riskEventTypes") != nil
		r.Each(func(key, value []byte) bool {
			name := string(key)
			if !c.beta && !tenant.SignInInV1(key) || c.beta && name == "riskEventTypes" {
				return true
			}
			if name == "riskEventTypes_v2" && !old {
				add("riskEventTypes", []byte("[]"))
			}
			switch {
			case name == "appliedConditionalAccessPolicies" && !policies:
				value = []byte("[]")
			case name == "appliedConditionalAccessPolicies":
				value = shapePolicies(value, c.beta, members)
			case name == "deviceDetail" && !c.beta:
				value = row.Row(value).AppendKept(nil,
					func(key []byte) bool { return string(key) != "browserId" })
			case name == "authenticationProtocol" && !members && !slices.Contains(oldProtocols,
				row.Text(value)):
				value = []byte(`"unknownFutureValue"`)
			}
			add(name, value)
			return true
		})
		return append(dst, '}')
	}
}

var reportOnlyResults = []string{"reportOnlySuccess", "reportOnlyFailure", "reportOnlyNotApplied",
	"reportOnlyInterrupted"}

// oldProtocols are the authentication protocols that are no newer enumeration members.
var oldProtocols = []string{"none", "oAuth2", "ropc", "wsFederation", "saml20", "deviceCode", ""}

// oldPolicyMembers are what v1.0 sends of a policy applied to a sign-in.
var oldPolicyMembers = []string{"id", "displayName", "enforcedGrantControls", "enforcedSessionControls",
	"result"}

// shapePolicies sends the policies applied to a sign-in as the version and the client's preference have it.
func shapePolicies(value []byte, beta, members bool) []byte {
	if !members {
		value = hideMembers(value, reportOnlyResults)
	}
	if beta {
		return value
	}
	list := []byte{'['}
	row.Elements(value, func(policy []byte) bool {
		if len(list) > 1 {
			list = append(list, ',')
		}
		list = row.Row(policy).AppendKept(list, func(key []byte) bool {
			return slices.Contains(oldPolicyMembers, string(key))
		})
		return true
	})
	return append(list, ']')
}

// hideMembers replaces enumeration members by unknownFutureValue.
func hideMembers(value []byte, members []string) []byte {
	for _, member := range members {
		value = bytes.ReplaceAll(value, []byte(`"`+member+`"`), []byte(`"unknownFutureValue"`))
	}
	return value
}

// mostExpanded is how many objects $expand adds for one relationship.
const mostExpanded = 20

// expand is the value of a navigation property, nil when there is none.
func (s *Server) expand(c *call, resource *tenant.Resource, r row.Row, name string) []byte {
	d := c.caller.directory
	if there := r.GetFold(name); there != nil {
		return there
	}
	switch strings.ToLower(name) {
	case "principal":
		return s.directoryObject(d, r.Text("principalId"))
	case "roledefinition":
		return d.Find("roleManagement/directory/roleDefinitions", "id", r.Text("roleDefinitionId"))
	case "directoryscope":
		return s.directoryObject(d, lastSegment(r.Text("directoryScopeId")))
	}
	path := resource.Pattern + "/" + r.Text("id") + "/" + name
	if resource.Object {
		path = resource.Pattern + "/" + name
	}
	document := d.Document(c.beta, path)
	switch {
	case document != nil && document.Object != nil:
		return document.Object
	case document != nil:
		return joined(document.Rows())
	case strings.HasSuffix(strings.ToLower(name), "memberof"):
		return joined(s.memberships(d, r.Text("id")))
	case strings.EqualFold(name, "manager"):
		return nil
	}
	return []byte("[]")
}

func joined(rows []row.Row) []byte {
	list := []byte{'['}
	for i, each := range rows[:min(len(rows), mostExpanded)] {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, each...)
	}
	return append(list, ']')
}

// directoryTypes are the collections whose rows are directory objects, with their types.
var directoryTypes = [...][2]string{{"users", "user"}, {"groups", "group"}, {"servicePrincipals",
	"servicePrincipal"},
	{"directoryRoles", "directoryRole"}, {"directoryRoleTemplates", "directoryRoleTemplate"},
	{"applications", "application"}, {"directory/administrativeUnits", "administrativeUnit"}, {"devices",
		"device"}}

// directoryObject finds a directory object by id and says what it is; nil when there is none.
func (s *Server) directoryObject(d *tenant.Directory, id string) row.Row {
	for _, each := range directoryTypes {
		var found row.Row
		if each[1] == "user" {
			found = s.entra.accounts.index(d).byName[strings.ToLower(id)]
		} else {
			found = d.Find(each[0], "id", id)
		}
		if found != nil {
			return typedObject(found, each[1])
		}
	}
	return nil
}

// typedObject is a row as a directory object among others: its type first, a user with the default properties.
func typedObject(r row.Row, typeName string) row.Row {
	typed := append([]byte(`{"@odata.type":"#microsoft.graph.`), typeName...)
	typed = append(typed, '"', ',')
	hidden := navigation(typeName)
	kept := r.AppendKept(nil, func(key []byte) bool {
		return string(key) != "@odata.type" && !contains(hidden, string(key)) &&
			(typeName != "user" || contains(defaultUser, string(key)))
	})
	return append(typed, kept[1:]...)
}

// nestedMembers are the members of a group and of the groups in it, each once.
func nestedMembers(d *tenant.Directory, id string) (rows []row.Row) {
	seen := map[string]bool{strings.ToLower(id): true}
	for open := []string{id}; len(open) > 0; open = open[1:] {
		for _, member := range d.Rows("groups/" + open[0] + "/members") {
			key := strings.ToLower(member.Text("id"))
			if seen[key] {
				continue
			}
			seen[key] = true
			rows = append(rows, member)
			open = append(open, key)
		}
	}
	return rows
}

// memberships are the groups and directory roles that a user, group or service principal is a member of.
func (s *Server) memberships(d *tenant.Directory, id string) (rows []row.Row) {
	for _, group := range s.entra.accounts.groupsOf(d, id) {
		rows = append(rows, typedObject(d.Find("groups", "id", group), "group"))
	}
	for _, role := range d.Rows("directoryRoles") {
		for _, member := range d.Rows("directoryRoles/" + role.Text("id") + "/members") {
			if strings.EqualFold(member.Text("id"), id) {
				rows = append(rows, typedObject(role, "directoryRole"))
			}
		}
	}
	return rows
}

// checkActivity guards signInActivity, which is a report: it needs the report's permission, role and licence, and
// one user is found by the object id only.
func (s *Server) checkActivity(c *call, key string) *fault {
	if !c.selects("signInActivity") || !strings.HasPrefix(strings.ToLower(c.path), "users") {
		return nil
	}
	if key != "" && strings.Contains(key, "@") {
		return badRequest("BadRequest", "Get By Key only supports UserId and the key has to be a valid Guid")
	}
	report := &rule{family: reportFamily, scopes: "AuditLog.Read.All", roles: reportRoles, licence: p1Licence}
	return s.mayRead(c.caller, report, "auditLogs/signIns")
}
