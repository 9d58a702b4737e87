// Package tenant holds what a simulated Microsoft 365 partner tenant and its customers' tenants contain, and the
// three ways to get one: Generate makes it from a seed, ReadFolder reads it from files, WriteFolder writes those
// files. The bodies are kept as the JSON that Graph would send, at the path Graph would send it from.
//
// The package answers no requests and decides about no access; package simulator serves what is here.
package tenant

import (
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// Tenant is a partner's tenant with everything the simulated services know about it. It is read-only once made
// and safe for concurrent use.
type Tenant struct {
	// Now is the moment at which the tenant is looked at: the newest record is not later.
	Now time.Time
	// Account is the user principal name or object id of the user who signs in unless another is chosen.
	Account string
	// ClientID is the application (client) id of the session, known in the tenant.
	ClientID string
	// Directory is the partner's own directory.
	Directory *Directory
	// Customers are the directories of the customers that can be entered, by tenant id.
	Customers map[string]*Directory
	// PartnerCenter are the REST bodies of Partner Center by path below /v1 in lower case ("customers").
	PartnerCenter map[string]*Document
	// Records are the generator's own records behind the documents, for tests that recompute figures from
	// them; nil for a tenant read from a folder.
	Records *Records
}

// Directory is one Entra tenant: its documents by Graph path and its sign-in log.
type Directory struct {
	// ID is the tenant id, a GUID in lower case.
	ID string
	// Domain is the default domain name.
	Domain string
	// SignIns is the sign-in log of all four event types, newest first; never nil once made.
	SignIns SignInLog

	domains   []string // further names it answers to, known before it is filled
	documents map[version]map[string]*Document
	load      func(*Directory) // fills a directory on first use; nil when it is filled already
	once      sync.Once
}

type version string

const (
	v1   version = "v1.0"
	beta version = "beta"
)

// SignInLog is a sign-in log in beta shape, newest first. It may be far larger than memory: a row is made (or
// found) when it is asked for.
type SignInLog interface {
	// Len is the number of rows.
	Len() int
	// Row returns row i, 0 being the newest.
	Row(i int) row.Row
	// Time returns row i's createdDateTime without making the row.
	Time(i int) time.Time
	// Type returns row i's event type (interactiveUser, …) without making the row.
	Type(i int) string
	// Find returns the number of the row with an id.
	Find(id string) (i int, ok bool)
}

// Document is what a path answers: a collection of rows, one object, or an error.
type Document struct {
	// Path is the path as Graph (or, below /v1, Partner Center) spells it.
	Path string
	// Object is the body of a path that is no collection (a singleton such as a policy, or whatever Partner
	// Center sends); nil for a collection.
	Object row.Row
	// Failure, when not nil, is answered instead of a body.
	Failure *Failure

	rows func() []row.Row // nil for an object; rows may be made only when they are asked for
}

// Rows returns a collection's rows in the order in which they are sent; none for an object.
func (d *Document) Rows() []row.Row {
	if d.rows == nil {
		return nil
	}
	return d.rows()
}

// Failure is an error that a document stands for.
type Failure struct {
	Status int
	Body   []byte
}

// Document returns what a path (such as "users" or "policies/authorizationPolicy") holds, nil when nothing does.
// Paths compare ignoring case. A document that one version lacks is taken from the other.
func (d *Directory) Document(isBeta bool, path string) *Document {
	d.fill()
	first, second := v1, beta
	if isBeta {
		first, second = beta, v1
	}
	key := strings.ToLower(path)
	if document := d.documents[first][key]; document != nil {
		return document
	}
	return d.documents[second][key]
}

// Rows returns the rows of a collection, none when the path holds nothing.
func (d *Directory) Rows(path string) []row.Row {
	if document := d.Document(false, path); document != nil {
		return document.Rows()
	}
	return nil
}

// Find returns the row of a collection whose member has the value given, compared ignoring case; nil if none.
func (d *Directory) Find(path, member, value string) row.Row {
	for _, r := range d.Rows(path) {
		if strings.EqualFold(r.Text(member), value) {
			return r
		}
	}
	return nil
}

// Log returns the sign-in log.
func (d *Directory) Log() SignInLog {
	d.fill()
	return d.SignIns
}

// DirectoryOf returns the partner's or a customer's directory by tenant id or by one of its domain names, nil
// when there is none.
func (t *Tenant) DirectoryOf(idOrDomain string) *Directory {
	name := strings.ToLower(idOrDomain)
	if t.Directory.answersTo(name) {
		return t.Directory
	}
	if customer := t.Customers[name]; customer != nil {
		return customer
	}
	for _, customer := range t.Customers {
		if customer.answersTo(name) {
			return customer
		}
	}
	return nil
}

// CustomerIDs returns the tenant ids of the customers, sorted.
func (t *Tenant) CustomerIDs() []string {
	ids := make([]string, 0, len(t.Customers))
	for id := range t.Customers {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}

func (d *Directory) answersTo(name string) bool {
	if name == d.ID || strings.EqualFold(name, d.Domain) || contains(d.domains, name) {
		return true
	}
	if d.load != nil { // generated: its names are all known
		return false
	}
	for _, organization := range d.Rows("organization") {
		found := false
		row.Elements(organization.Get("verifiedDomains"), func(domain []byte) bool {
			found = strings.EqualFold(row.Row(domain).Text("name"), name)
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

func (d *Directory) fill() {
	d.once.Do(func() {
		if d.load != nil {
			d.load(d)
		}
	})
}

func newDirectory(id, domain string) *Directory {
	return &Directory{
		ID: id, Domain: domain, SignIns: rowLog{},
		documents: map[version]map[string]*Document{v1: {}, beta: {}},
	}
}

func (d *Directory) put(v version, path string, document *Document) {
	document.Path = path
	d.documents[v][strings.ToLower(path)] = document
}

// rowLog is a sign-in log held in memory.
type rowLog []loggedRow

type loggedRow struct {
	at  time.Time
	row row.Row
}

// Type returns the first of a row's event types; a row without any is interactive.
func (l rowLog) Type(i int) string {
	first := interactiveUser
	row.Elements(l[i].row.Get("signInEventTypes"), func(each []byte) bool {
		first = row.Text(each)
		return false
	})
	return first
}

func (l rowLog) Find(id string) (int, bool) {
	for i := range l {
		if strings.EqualFold(l[i].row.Text("id"), id) {
			return i, true
		}
	}
	return 0, false
}

func (l rowLog) Len() int             { return len(l) }
func (l rowLog) Row(i int) row.Row    { return l[i].row }
func (l rowLog) Time(i int) time.Time { return l[i].at }
