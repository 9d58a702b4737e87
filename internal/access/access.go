// Package access knows what each endpoint that partnershell reads demands: permissions, directory roles, licence,
// cloud and limits. From that it tells, before a call or after a refusal, what the signed-in account lacks and who
// can grant it. It makes no call itself.
package access

import (
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/entra"
)

// A Key names an endpoint as Graph's reference does: the path without its version, {id} for keys in it. What
// follows a question mark is a part of the answer that has demands of its own.
type Key string

// A Service is one of the services partnershell reads.
type Service uint8

// The services.
const (
	Graph Service = iota
	PartnerCenter
)

// A Licence is a level of Entra ID that a tenant has, the higher ones containing the lower.
type Licence uint8

// The licences, lowest first.
const (
	Free Licence = iota
	P1
	P2
)

// String is the licence's name.
func (l Licence) String() string {
	switch l {
	case P1:
		return "Microsoft Entra ID P1"
	case P2:
		return "Microsoft Entra ID P2"
	}
	return "Microsoft Entra ID Free"
}

// A Limit is a budget that the service sets for a group of endpoints, counted per tenant. The services that set
// these mostly send no Retry-After, so the client has to keep to them by itself.
type Limit uint8

// The limits (Microsoft Graph, throttling-limits).
const (
	// DirectoryLimit is large enough never to be met by one shell.
	DirectoryLimit Limit = iota
	// ReportsLimit covers sign-in and audit logs and the authentication method reports.
	ReportsLimit
	// PolicyLimit covers Identity Protection and Conditional Access, for all applications together.
	PolicyLimit
	// ActivityLimit covers users with signInActivity.
	ActivityLimit
)

// Rate is how many requests may start within a span of time; 0 requests means no limit.
func (l Limit) Rate() (requests int, per time.Duration) {
	switch l {
	case ReportsLimit:
		return 5, 10 * time.Second
	case PolicyLimit:
		return 1, time.Second
	case ActivityLimit:
		return 10, time.Minute
	}
	return 0, 0
}

// An Endpoint is what one path serves and demands.
type Endpoint struct {
	Key     Key
	Service Service
	// Beta is true where only the beta version serves what partnershell needs.
	Beta bool
	// Query is true for the POST requests that only read.
	Query bool
	// Delegated and Application list the permissions of which one is enough, the least privileged first. A nil
	// Application means that the endpoint is not open to applications.
	Delegated, Application []string
	// Also lists permissions needed besides.
	Also []string
	// Roles lists the directory roles of which a user needs one, the least privileged first; nil means that any
	// member may read. Applications need none. Global Administrator always suffices and is not listed.
	Roles []entra.Role
	// PartnerRoles lists the Partner Center roles of which a user needs one.
	PartnerRoles []string
	Licence      Licence
	// GlobalOnly is true where national clouds do not have the endpoint.
	GlobalOnly bool
	Limit      Limit
	// PageSize is the largest $top; 0 where the service chooses or refuses $top.
	PageSize int
}

// Path is the path in the service, without version and query, {id} for keys.
func (e Endpoint) Path() string {
	path, _, _ := strings.Cut(string(e.Key), "?")
	return path
}

// Version is the version partnershell calls: v1.0, or beta where v1.0 does not serve what is needed.
func (e Endpoint) Version() string {
	switch {
	case e.Service == PartnerCenter:
		return "v1"
	case e.Beta:
		return "beta"
	}
	return "v1.0"
}

// Lookup finds an endpoint by its key.
func Lookup(key Key) (Endpoint, bool) {
	for i := range endpoints {
		if endpoints[i].Key == key {
			return endpoints[i], true
		}
	}
	return Endpoint{}, false
}

// Match finds the endpoint that a concrete path belongs to, so that a path somebody typed is explained and
// budgeted like a known one. Keys in the path may be anything; letters' case does not matter.
func Match(path string) (Endpoint, bool) {
	path, _, _ = strings.Cut(strings.Trim(path, "/"), "?")
	for i := range endpoints {
		if endpoints[i].Service == Graph && matches(endpoints[i].Path(), path) {
			return endpoints[i], true
		}
	}
	return Endpoint{}, false
}

func matches(template, path string) bool {
	for {
		want, restWant, moreWant := strings.Cut(template, "/")
		got, restGot, moreGot := strings.Cut(path, "/")
		if want != "{id}" && !strings.EqualFold(want, got) || got == "" || moreWant != moreGot {
			return false
		}
		if !moreWant {
			return true
		}
		template, path = restWant, restGot
	}
}

// Endpoints lists every endpoint, for help and the reference page.
func Endpoints() []Endpoint { return endpoints[:] }
