package policy

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// Accounts are the enabled accounts of a tenant and what makes them use MFA.
type Accounts struct {
	// Enabled counts all of them, Enforced those for which MFA is enforced.
	Enabled  int `expr:"enabled"`
	Enforced int `expr:"enforced"`
	// ByPolicy are covered by Conditional Access or security defaults, ByUserState by per-user MFA alone.
	ByPolicy    int `expr:"byPolicy"`
	ByUserState int `expr:"byUserState"`
	// WithoutMFA are the others.
	WithoutMFA []Account `expr:"withoutMfa"`
}

// Account is an account as evidence.
type Account struct {
	UserPrincipalName, DisplayName, ID, UserType string
	// ExcludedBy names the policies that would cover the account but exclude it, and by what.
	ExcludedBy []string
}

// SecurityDefaults are a tenant's security defaults.
type SecurityDefaults struct {
	Enabled bool `expr:"enabled"`
}

// user is an enabled account; one about which Graph does not say whether it is counts as enabled.
type user struct {
	ID, UserPrincipalName, DisplayName, UserType string
	AccountEnabled                               *bool
}

func (u *user) evidence(excludedBy []string) Account {
	return Account{u.UserPrincipalName, u.DisplayName, u.ID, u.UserType, excludedBy}
}

func (t *tenantReader) readUsers() ([]user, error) {
	var users []user
	q := rest.Query{Select: []string{"id", "userPrincipalName", "displayName", "userType", "accountEnabled"}}
	for record, err := range t.Graph.List(t.ctx, access.Users, q) {
		var u user
		if err == nil {
			err = json.Unmarshal(record, &u)
		}
		if err != nil {
			return nil, err
		}
		if u.AccountEnabled == nil || *u.AccountEnabled {
			users = append(users, u)
		}
	}
	return users, nil
}

func (t *tenantReader) readDefaults() (d SecurityDefaults, err error) {
	record, err := t.Graph.Object(t.ctx, access.SecurityDefaults, rest.Query{})
	if err != nil {
		return d, err
	}
	var body struct{ IsEnabled bool }
	err = json.Unmarshal(record, &body)
	return SecurityDefaults{body.IsEnabled}, err
}

func (t *tenantReader) readAccounts() (a Accounts, err error) {
	defaults, err := t.defaults()
	if err != nil {
		return a, err
	}
	users, err := t.users()
	if err != nil {
		return a, err
	}
	a.Enabled = len(users)
	if defaults.Enabled {
		a.Enforced, a.ByPolicy = len(users), len(users)
		return a, nil
	}
	covered, err := t.coverage()
	if err != nil {
		return a, err
	}
	var others []*user
	for i := range users {
		if covered.mfa.covers(&users[i]) {
			a.ByPolicy++
		} else {
			others = append(others, &users[i])
		}
	}
	return a, t.addUserStates(&a, others, covered)
}

// addUserStates asks for the per-user MFA state of the accounts that no policy covers.
func (t *tenantReader) addUserStates(a *Accounts, others []*user, covered *coverage) error {
	paths := make([]string, len(others))
	for i, u := range others {
		paths[i] = "/users/" + u.ID + "/authentication/requirements"
	}
	answers, err := t.Graph.Batch(t.ctx, "beta", paths)
	if err != nil {
		return err
	}
	for i, u := range others {
		if answers[i].Err != nil {
			return answers[i].Err
		}
		var body struct{ PerUserMfaState string }
		if err := json.Unmarshal(answers[i].Body, &body); err != nil {
			return err
		}
		if slices.Contains([]string{"enabled", "enforced"}, strings.ToLower(body.PerUserMfaState)) {
			a.ByUserState++
			continue
		}
		a.WithoutMFA = append(a.WithoutMFA, u.evidence(covered.mfa.excluding(u)))
	}
	a.Enforced = a.ByPolicy + a.ByUserState
	return nil
}
