package access

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/internal/entra"
)

func TestLookupAndMatch(t *testing.T) {
	for _, e := range Endpoints() {
		if got, ok := Lookup(e.Key); !ok || got.Key != e.Key {
			t.Errorf("Lookup(%q) = %v", e.Key, got.Key)
		}
		if len(e.Delegated) == 0 {
			t.Errorf("%s has no permission", e.Key)
		}
	}
	for path, want := range map[string]Key{
		"/auditLogs/signIns": SignIns, "AUDITLOGS/SIGNINS?$top=1": SignIns, "users/a@b.c": User,
		"users/1/authentication/methods": UserAuthenticationMethods, "users": Users, "users/": Users,
		"users//authentication/methods": "", "users/1/mailFolders": "", "": "", "customers": "",
	} {
		if got, _ := Match(path); got.Key != want {
			t.Errorf("Match(%q) = %q, want %q", path, got.Key, want)
		}
	}
}

// TestPermissionsAreGraphsOwn compares the table with Graph's permission table.
func TestPermissionsAreGraphsOwn(t *testing.T) {
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "graph-get-permissions.tsv"))
	if err != nil {
		t.Skip("Graph's permission table is not beside the repository: ", err)
	}
	defer file.Close()
	allowed := map[string][]string{} // "path scheme" to scopes
	least := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 4 {
			continue
		}
		key := f[0] + " " + f[1]
		allowed[key] = append(allowed[key], f[2])
		least[key+" "+f[2]] = f[3] == "least"
	}
	for _, e := range Endpoints() {
		if e.Service != Graph || e.Query {
			continue
		}
		path := "/" + strings.ToLower(e.Path())
		for scheme, ours := range map[string][]string{"DelegatedWork": e.Delegated, "Application": e.Application} {
			theirs := allowed[path+" "+scheme]
			if len(theirs) == 0 {
				continue // the table does not know the path
			}
			for i, scope := range ours {
				if !slices.Contains(theirs, scope) && scope != "LicenseAssignment.Read.All" { // newer than the table
					t.Errorf("%s: %s %s is not in Graph's table", e.Key, scheme, scope)
				}
				if i > 0 && least[path+" "+scheme+" "+scope] {
					t.Errorf("%s: %s %s is the least one and should stand first", e.Key, scheme, scope)
				}
			}
			if scheme == "Application" && ours == nil {
				t.Errorf("%s: applications are allowed, says Graph's table: %s", e.Key, theirs)
			}
		}
	}
}

func identity(scopes string, roles ...entra.Role) entra.Identity {
	return entra.Identity{Scopes: strings.Fields(scopes), DirectoryRoles: roles, RolesKnown: true}
}

func kinds(gaps []Gap) string {
	var texts []string
	for _, gap := range gaps {
		text := string(gap.Kind)
		if !gap.Certain {
			text += "?"
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ",")
}

func TestCheck(t *testing.T) {
	app := entra.Identity{AppOnly: true, AppRoles: []string{"AuditLog.Read.All"}}
	tests := []struct {
		name    string
		key     Key
		subject Subject
		want    string
	}{
		{"enough", SignIns, Subject{Identity: identity("AuditLog.Read.All", entra.ReportsReader)}, ""},
		{"Global Administrator", ConditionalAccessPolicies,
			Subject{Identity: identity("Policy.Read.All", entra.GlobalAdministrator)}, ""},
		{"ReadWrite includes Read", SecurityDefaults,
			Subject{Identity: identity("Directory.ReadWrite.All Policy.ReadWrite.All")}, ""},
		{"no scope, no role, no licence", SignIns, Subject{Identity: identity("User.Read"), LicenceKnown: true},
			"Permission,Role,Licence"},
		{"roles unknown", SignIns, Subject{Identity: entra.Identity{Scopes: []string{"AuditLog.Read.All"}}}, ""},
		{"reports reader and policies in sign-ins", SignInPolicies,
			Subject{Identity: identity("AuditLog.Read.All", entra.ReportsReader)}, "Permission,Role"},
		{"application needs no role", SignIns, Subject{Identity: app}, ""},
		{"application at me", Me, Subject{Identity: app}, "UserContext"},
		{"GDAP in another cloud", DelegatedAdminCustomers,
			Subject{Identity: identity("DelegatedAdminRelationship.Read.All"), Cloud: entra.China}, "Cloud"},
		{"P1 is not P2", RiskyUsers, Subject{Identity: identity("IdentityRiskyUser.Read.All", entra.SecurityReader),
			LicenceKnown: true, Licence: P1}, "Licence"},
	}
	for _, test := range tests {
		e, _ := Lookup(test.key)
		if got := kinds(Check(e, test.subject)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestExplain(t *testing.T) {
	full := Subject{Identity: identity("AuditLog.Read.All Policy.Read.All", entra.SecurityReader)}
	tests := []struct {
		name    string
		key     Key
		subject Subject
		refusal Refusal
		want    string
	}{
		{"scope by code", SignIns, Subject{}, Refusal{403, "Authentication_MSGraphPermissionMissing", ""}, "Permission"},
		{"scope by code though it seems held", SignIns, full,
			Refusal{403, "Authentication_MSGraphPermissionMissing", ""}, "Permission?"},
		{"role by code", SignIns, full, Refusal{403, "Authentication_RequestFromUnsupportedUserRole", ""}, "Role"},
		{"licence by code", SignIns, full,
			Refusal{403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", ""}, "Licence"},
		{"licence by text", RiskyUsers, full,
			Refusal{403, "Forbidden", "Your tenant is not licensed for this feature."}, "Licence"},
		{"directory scope", SignIns, full, Refusal{403, "Authentication_ApplicationHasNoDirectoryReadAccess", ""}, "Permission"},
		{"denied with scope, so role", UserAuthenticationMethods,
			Subject{Identity: identity("UserAuthenticationMethod.Read.All", entra.SecurityReader)},
			Refusal{403, "Authorization_RequestDenied", "Insufficient privileges"}, "Role"},
		{"denied without scope", DirectoryRoles, Subject{Identity: identity("User.Read", entra.SecurityReader)},
			Refusal{403, "Authorization_RequestDenied", ""}, "Permission"},
		{"denied, roles unknown", ConditionalAccessPolicies,
			Subject{Identity: entra.Identity{Scopes: []string{"Policy.Read.All"}}}, Refusal{403, "AccessDenied", ""}, "Role?"},
		{"customer", Users, Subject{Customer: true},
			Refusal{403, "x", "Unable to initialize the authorization context."}, "Relationship"},
		{"Partner Center without MFA", PartnerCenterCustomers, Subject{}, Refusal{401, "900421", ""}, "MFA"},
		{"not about access", SignIns, full, Refusal{400, "BadRequest", "Invalid filter clause"}, ""},
		{"unknown path", "", full, Refusal{403, "Forbidden", ""}, ""},
	}
	for _, test := range tests {
		e, _ := Lookup(test.key)
		gaps := Explain(e, test.subject, test.refusal)
		if got := kinds(gaps); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		for _, gap := range gaps {
			if gap.String() == "" || gap.Grantor == "" {
				t.Errorf("%s: %+v says too little", test.name, gap)
			}
		}
	}
}
