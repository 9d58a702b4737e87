package policy

import (
	"slices"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/graph"
)

// Delegated are the sign-ins with which a partner's staff entered customers by delegated administration and for which
// one factor was enough.
type Delegated struct {
	SignIns int            `expr:"signIns"`
	Uses    []DelegatedUse `expr:"uses"`
}

// DelegatedUse is one account's single-factor sign-ins to one customer.
type DelegatedUse struct {
	UserPrincipalName, HomeTenantID, CustomerTenantID string
	SignIns                                           int
	LastSignIn                                        time.Time
}

// readDelegated reads all single-factor sign-ins, because Graph cannot filter by how a tenant was entered.
func (t *tenantReader) readDelegated() (d Delegated, err error) {
	filter := graph.And("status/errorCode eq 0", "authenticationRequirement eq 'singleFactorAuthentication'")
	index := map[[2]string]int{}
	err = t.each(t.Days, filter, []string{graph.InteractiveUser}, func(s *signIn) {
		if strings.Contains(s.CrossTenantAccessType, "serviceProvider") && !s.usedMFA() {
			d.add(index, s)
		}
	})
	slices.SortStableFunc(d.Uses, func(a, b DelegatedUse) int { return b.SignIns - a.SignIns })
	return d, err
}

func (d *Delegated) add(index map[[2]string]int, s *signIn) {
	k := [2]string{s.UserPrincipalName, s.ResourceTenantID}
	i, known := index[k]
	if !known {
		i = len(d.Uses)
		index[k] = i
		d.Uses = append(d.Uses, DelegatedUse{UserPrincipalName: s.UserPrincipalName, HomeTenantID: s.HomeTenantID,
			CustomerTenantID: s.ResourceTenantID})
	}
	d.SignIns++
	d.Uses[i].SignIns++
	d.Uses[i].LastSignIn = later(d.Uses[i].LastSignIn, s.CreatedDateTime)
}
