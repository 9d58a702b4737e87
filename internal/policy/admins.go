package policy

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// Admins are the enabled accounts that hold a directory role now; a role that is only eligible is none.
type Admins struct {
	Total int `expr:"total"`
	// WithoutMFA are those for whom MFA is not enforced or who have not registered for it.
	WithoutMFA []Admin `expr:"withoutMfa"`
}

// Admin is an administrator as evidence.
type Admin struct {
	UserPrincipalName, DisplayName, ID string
	Roles                              []string
	// MFAEnforced tells whether a policy or the account's state enforces MFA, MFARegistered whether the account has a
	// method to answer with.
	MFAEnforced, MFARegistered bool
}

func (t *tenantReader) readAdmins() (a Admins, err error) {
	users, err := t.users()
	if err != nil {
		return a, err
	}
	m := &members{groups: map[string]map[string]bool{}, roles: map[string]map[string]bool{}, names: map[string]string{}}
	if err := t.readRoles(m, func(string) bool { return true }); err != nil {
		return a, err
	}
	accounts, err := t.accounts()
	if err != nil {
		return a, err
	}
	registered, err := t.readRegistered()
	if err != nil {
		return a, err
	}
	for i := range users {
		admin := adminOf(&users[i], m)
		if len(admin.Roles) == 0 {
			continue
		}
		a.Total++
		admin.MFARegistered = registered[strings.ToLower(admin.ID)]
		admin.MFAEnforced = !slices.ContainsFunc(accounts.WithoutMFA, func(open Account) bool { return open.ID == admin.ID })
		if !admin.MFAEnforced || !admin.MFARegistered {
			a.WithoutMFA = append(a.WithoutMFA, admin)
		}
	}
	return a, nil
}

func adminOf(u *user, m *members) Admin {
	admin := Admin{UserPrincipalName: u.UserPrincipalName, DisplayName: u.DisplayName, ID: u.ID}
	for _, role := range slices.Sorted(maps.Keys(m.roles)) {
		if m.roles[role][strings.ToLower(u.ID)] {
			admin.Roles = append(admin.Roles, m.name(role))
		}
	}
	return admin
}

// readRegistered reads which administrators have registered for MFA, by lower-case ids.
func (t *tenantReader) readRegistered() (map[string]bool, error) {
	registered := map[string]bool{}
	for record, err := range t.Graph.List(t.ctx, access.RegistrationDetails, rest.Query{Filter: "isAdmin eq true"}) {
		var row struct {
			ID              string
			IsMfaRegistered bool
		}
		if err == nil {
			err = json.Unmarshal(record, &row)
		}
		if err != nil {
			return nil, err
		}
		registered[strings.ToLower(row.ID)] = row.IsMfaRegistered
	}
	return registered, nil
}
