package policy

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/internal/partnercenter"
)

// Legacy is the use of protocols that cannot do MFA.
type Legacy struct {
	Attempts  int         `expr:"attempts"`
	Succeeded int         `expr:"succeeded"`
	Uses      []LegacyUse `expr:"uses"`
}

// LegacyUse is one account's use of one protocol for one application.
type LegacyUse struct {
	UserPrincipalName, ClientAppUsed, AppDisplayName string
	Succeeded, Failed                                int
	LastSignIn                                       time.Time
}

// Portal is the use of Partner Center by people with a browser.
type Portal struct {
	// SignIns are successful, WithMFA those of them with a second factor.
	SignIns int `expr:"signIns"`
	WithMFA int `expr:"withMfa"`
	// WithoutMFA counts the others by user.
	WithoutMFA []PortalUse `expr:"withoutMfa"`
}

// Offenders are who worked without MFA in the last 7 days, in the portal or through the API.
type Offenders struct {
	List []Offender `expr:"list"`
	// Unexplained are those of them whose last request was none through the API.
	Unexplained int `expr:"unexplained"`
}

// PortalUse counts a user's sign-ins to Partner Center without MFA.
type PortalUse struct {
	UserPrincipalName string
	SignIns           int
	LastSignIn        time.Time
}

// Offender is somebody who worked without MFA.
type Offender struct {
	UserPrincipalName string
	LastRequest       time.Time
	// Through is API, or Portal where no request through the API explains it.
	Through string
}

// API is the use of the Partner Center API by applications that act for users.
type API struct {
	Total        int           `expr:"total"`
	Compliant    int           `expr:"compliant"`
	Applications []Application `expr:"applications"`
}

// Application is one application's requests.
type Application struct {
	ID        string `expr:"id"`
	Total     int    `expr:"total"`
	Compliant int    `expr:"compliant"`
}

// APIUse is requests of an application for a user.
type APIUse struct {
	ApplicationID, UserPrincipalName string
	Requests                         int
	LastRequest                      time.Time
	LastIPAddress                    string
}

// legacyNames are the values of clientAppUsed that mean legacy authentication, the short forms of older records
// included. They are listed, because part of a name ("IMAP") is not what Graph can filter by.
func legacyNames() []string {
	return []string{"Authenticated SMTP", "SMTP", "AutoDiscover", "Exchange ActiveSync", "Exchange Online PowerShell",
		"Exchange Web Services", "IMAP4", "IMAP", "MAPI Over HTTP", "MAPI", "Offline Address Book", "Other clients",
		"Outlook Anywhere (RPC over HTTP)", "Outlook Service", "POP3", "POP", "Reporting Web Services", "Universal Outlook"}
}

// legacyAgent is the user agent of Exchange where it trades a legacy client's password for a token: such a sign-in
// may bear the name of a modern client.
const legacyAgent = "BAV2ROPC"

// signIn is what is read of a sign-in.
type signIn struct {
	UserPrincipalName, ClientAppUsed, AppDisplayName, AuthenticationRequirement, UserAgent string
	CrossTenantAccessType, HomeTenantID, ResourceTenantID                                  string
	CreatedDateTime                                                                        time.Time
	Status                                                                                 struct {
		ErrorCode         int
		AdditionalDetails string
	}
	AuthenticationDetails []struct{ AuthenticationStepResultDetail string }
}

// usedMFA reports whether a successful sign-in had a second factor, shown now or earlier in the session.
func (s *signIn) usedMFA() bool {
	if s.AuthenticationRequirement == "multiFactorAuthentication" || byClaim(s.Status.AdditionalDetails) {
		return true
	}
	for _, step := range s.AuthenticationDetails {
		if byClaim(step.AuthenticationStepResultDetail) {
			return true
		}
	}
	return false
}

// byClaim reports whether a detail says that an earlier second factor counted.
func byClaim(detail string) bool {
	return strings.HasPrefix(strings.ToLower(detail), "mfa requirement satisfied by claim")
}

// each reads the sign-ins of the last days.
func (t *tenantReader) each(days int, filter string, kinds []string, use func(*signIn)) error {
	q := graph.SignInQuery{From: t.Now.AddDate(0, 0, -days), EventTypes: kinds, Filter: filter}
	for record, err := range t.Graph.SignIns(t.ctx, q) {
		var s signIn
		if err == nil {
			err = json.Unmarshal(record, &s)
		}
		if err != nil {
			return err
		}
		use(&s)
	}
	return nil
}

func (t *tenantReader) readLegacy() (l Legacy, err error) {
	filters := []string{"userAgent eq " + graph.Quote(legacyAgent)}
	for _, client := range legacyNames() {
		filters = append(filters, "clientAppUsed eq "+graph.Quote(client))
	}
	index := map[legacyKey]int{}
	kinds := []string{graph.InteractiveUser, graph.NonInteractiveUser}
	err = t.each(t.Days, graph.Or(filters...), kinds, func(s *signIn) { l.add(index, s) })
	slices.SortFunc(l.Uses, func(a, b LegacyUse) int {
		return cmp.Or(b.Succeeded-a.Succeeded, strings.Compare(a.UserPrincipalName, b.UserPrincipalName),
			strings.Compare(a.ClientAppUsed, b.ClientAppUsed), strings.Compare(a.AppDisplayName, b.AppDisplayName))
	})
	return l, err
}

// legacyClient names the client of a legacy sign-in, with the user agent where that alone tells.
func (s *signIn) legacyClient() string {
	if slices.Contains(legacyNames(), s.ClientAppUsed) {
		return s.ClientAppUsed
	}
	return s.ClientAppUsed + " (" + s.UserAgent + ")"
}

// legacyKey is what legacy sign-ins are counted by.
type legacyKey struct{ user, client, app string }

func (l *Legacy) add(index map[legacyKey]int, s *signIn) {
	k := legacyKey{s.UserPrincipalName, s.legacyClient(), s.AppDisplayName}
	i, known := index[k]
	if !known {
		i = len(l.Uses)
		index[k] = i
		l.Uses = append(l.Uses, LegacyUse{UserPrincipalName: k.user, ClientAppUsed: k.client, AppDisplayName: k.app})
	}
	use := &l.Uses[i]
	use.LastSignIn = later(use.LastSignIn, s.CreatedDateTime)
	if l.Attempts++; s.Status.ErrorCode == 0 {
		l.Succeeded++
		use.Succeeded++
	} else {
		use.Failed++
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// partnerCenterResource is the application id of the Partner Center API, which the portal signs in to as well.
const partnerCenterResource = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"

func (t *tenantReader) readPortal() (p Portal, err error) {
	filter := graph.And("resourceId eq "+graph.Quote(partnerCenterResource), "clientAppUsed eq 'Browser'",
		"status/errorCode eq 0")
	index := map[string]int{}
	err = t.each(reportDays, filter, []string{graph.InteractiveUser}, func(s *signIn) { p.add(index, s) })
	return p, err
}

// add counts a successful sign-in.
func (p *Portal) add(index map[string]int, s *signIn) {
	if p.SignIns++; s.usedMFA() {
		p.WithMFA++
		return
	}
	i, known := index[s.UserPrincipalName]
	if !known {
		i = len(p.WithoutMFA)
		index[s.UserPrincipalName] = i
		p.WithoutMFA = append(p.WithoutMFA, PortalUse{UserPrincipalName: s.UserPrincipalName})
	}
	p.WithoutMFA[i].SignIns++
	p.WithoutMFA[i].LastSignIn = later(p.WithoutMFA[i].LastSignIn, s.CreatedDateTime)
}

// readOffenders tells those who worked in the portal from those who used the API.
func (t *tenantReader) readOffenders() (o Offenders, err error) {
	requests, err := t.requests()
	if err != nil {
		return o, err
	}
	last := map[string]time.Time{}
	for _, r := range requests {
		if !r.Compliant {
			last[r.ObjectID] = later(last[r.ObjectID], r.Time)
		}
	}
	for principal, err := range t.Partner.NonCompliantPrincipals(t.ctx) {
		if err != nil {
			return o, err
		}
		one := Offender{principal.UserPrincipalName, principal.LastRequest, "API"}
		if principal.LastRequest.After(last[principal.ObjectID].Add(time.Second)) {
			one.Through = "Portal"
			o.Unexplained++
		}
		o.List = append(o.List, one)
	}
	return o, nil
}

func (t *tenantReader) readRequests() (list []partnercenter.PartnerRequest, err error) {
	for r, err := range t.Partner.Requests(t.ctx) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// reportDays is the window of Microsoft's own report.
const reportDays = 7

func (t *tenantReader) readAPI() (a API, err error) {
	index := map[string]int{}
	for row, err := range t.Partner.ApplicationAdoption(t.ctx, t.Now.AddDate(0, 0, -reportDays), t.Now) {
		if err != nil {
			return a, err
		}
		i, known := index[row.ApplicationID]
		if !known {
			i = len(a.Applications)
			index[row.ApplicationID] = i
			a.Applications = append(a.Applications, Application{ID: row.ApplicationID})
		}
		a.Applications[i].Total += int(row.TotalRequests)
		a.Applications[i].Compliant += int(row.CompliantRequests)
		a.Total += int(row.TotalRequests)
		a.Compliant += int(row.CompliantRequests)
	}
	return a, nil
}

func (t *tenantReader) readAPIUses() (list []APIUse, err error) {
	requests, err := t.requests()
	if err != nil {
		return nil, err
	}
	type key struct{ app, user string }
	uses := map[key]int{}
	for _, r := range requests {
		if r.Compliant {
			continue
		}
		k := key{r.ApplicationID, r.UserPrincipalName}
		i, known := uses[k]
		if !known {
			i = len(list)
			uses[k] = i
			list = append(list, APIUse{ApplicationID: k.app, UserPrincipalName: k.user})
		}
		use := &list[i]
		if use.Requests++; r.Time.After(use.LastRequest) {
			use.LastRequest, use.LastIPAddress = r.Time, r.IPAddress
		}
	}
	slices.SortStableFunc(list, func(x, y APIUse) int { return y.Requests - x.Requests })
	return list, nil
}
