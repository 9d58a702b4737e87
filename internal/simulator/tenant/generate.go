package tenant

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// allowedCountries is the named location "Countries we work in".
var allowedCountries = []string{"NO", "GB", "DE", "US"}

// DemoClientID is the application id of the demonstration's public client, registered in the generated tenant.
const DemoClientID = "5c1f2bd4-6f0e-4d0b-9a53-7f4f0a5d9e21"

// world is a tenant under construction, the partner's or a customer's.
type world struct {
	params              Params
	id, domain          string
	initialDomain, name string
	partner             bool
	providerID          string // the partner's tenant id, in a customer's world
	users               []User
	numbers             map[string]int // number of a user by id
	groups              []Group
	policies            []Policy
	countries           string // id of the named location with allowedCountries
	office              string // id of the trusted named location
	apps, identities    []workload
	taken               map[string]bool // names given to users
	customers           []Customer
	requests            []PartnerRequest
	technicians         []*User
}

// workload is an application or a managed identity with a service principal in the tenant.
type workload struct {
	objectID, appID, spID, name string
	credential                  string // clientSecret, certificate; systemAssigned, userAssigned for identities
	keyID                       string
	roles                       []string // names of Graph application permissions
	expires                     time.Time
}

// Generate makes a tenant from parameters.
func Generate(p Params) *Tenant {
	p = p.withDefaults()
	w := newWorld(p, "Fabrikam Cloud Partners", "fabrikampartners", 0)
	w.partner = true
	w.build()
	w.makeCustomers()
	w.makePartnerRequests()
	log := w.newSignIns(p.SignIns, nil)
	log.lastSignIns()
	directory := w.directory(log)
	t := &Tenant{
		Now: p.Now, Account: w.users[0].UserPrincipalName, ClientID: DemoClientID, Directory: directory,
		Customers: map[string]*Directory{}, PartnerCenter: w.partnerCenter(),
		Records: &Records{Params: p, Users: w.users, Groups: w.groups, Policies: w.policies, SignIns: log,
			Customers: w.customers, PartnerRequests: w.requests},
	}
	for i := range w.customers {
		customer := w.customerDirectory(i)
		t.Customers[customer.ID] = customer
	}
	return t
}

func (p Params) withDefaults() Params {
	p.Seed = orDefault(p.Seed, 1)
	p.Users = max(40, orDefault(p.Users, 400))
	p.SignIns = orDefault(p.SignIns, 20_000)
	p.Days = orDefault(p.Days, 30)
	p.Customers = orDefault(p.Customers, 12)
	p.Licence = orDefault(p.Licence, "P2")
	if p.Now.IsZero() {
		p.Now = time.Now().Truncate(time.Hour)
	}
	p.Now = p.Now.UTC()
	return p
}

func orDefault[T comparable](value, instead T) T {
	var zero T
	if value == zero {
		return instead
	}
	return value
}

func newWorld(p Params, name, prefix string, number int) *world {
	d := newDice(p.Seed, "tenant", number)
	w := &world{params: p, name: name, id: d.guid(), taken: map[string]bool{}}
	w.initialDomain = prefix + ".onmicrosoft.com"
	w.domain = prefix + ".example"
	w.countries, w.office = d.guid(), d.guid()
	return w
}

// build makes what every tenant has.
func (w *world) build() {
	w.makeGroups()
	w.makeUsers()
	w.joinGroups()
	w.makePolicies()
	w.makeWorkloads()
	w.numbers = make(map[string]int, len(w.users))
	for i := range w.users {
		w.numbers[w.users[i].ID] = i
	}
}

var partnerGroups = [...][2]string{
	{"AdminAgents", "Members may administer on behalf of customers."},
	{"HelpdeskAgents", "Members may support customers."},
	{"SalesAgents", "Members may manage customers' orders."},
	{"GDAP Security Readers", "Read security settings and logs of customers."},
	{"GDAP Service Desk", "First-line support of customers."},
}

var commonGroups = [...][2]string{
	{"CA-Exclude-EmergencyAccess", "Emergency access accounts, excluded from Conditional Access."},
	{"CA-Exclude-ServiceAccounts", "Service accounts that cannot do MFA yet."},
	{"All Employees", "Everybody who works here."},
}

func (w *world) makeGroups() {
	list := commonGroups[:]
	if w.partner {
		list = append(list, partnerGroups[:]...)
	}
	for i, each := range list {
		d := newDice(w.params.Seed, "group"+w.id, i)
		w.groups = append(w.groups, Group{d.guid(), each[0], each[1]})
	}
}

// group returns a group's id by its name, "" when there is none.
func (w *world) group(name string) string {
	for _, each := range w.groups {
		if each.DisplayName == name {
			return each.ID
		}
	}
	return ""
}

func (w *world) joinGroups() {
	for i := range w.users {
		u := &w.users[i]
		switch u.Kind {
		case BreakGlass:
			u.Groups = []string{w.group("CA-Exclude-EmergencyAccess")}
		case ServiceAccount:
			u.Groups = []string{w.group("CA-Exclude-ServiceAccounts")}
		case Employee:
			u.Groups = []string{w.group("All Employees")}
		}
		if w.partner {
			w.joinPartnerGroups(u, i)
		}
	}
}

func (w *world) joinPartnerGroups(u *User, number int) {
	join := func(names ...string) {
		for _, name := range names {
			u.Groups = append(u.Groups, w.group(name))
		}
	}
	switch {
	case number == 0, number == 2, number == 14:
		join("HelpdeskAgents", "GDAP Security Readers")
	case number == 1, number == 12:
		join("AdminAgents", "GDAP Security Readers")
	case u.Department == "Service Desk" && u.Kind == Employee && u.Active:
		join("HelpdeskAgents", "GDAP Service Desk")
	case u.Department == "Sales" && u.Kind == Employee:
		join("SalesAgents")
	}
	if u.InGroup(w.group("GDAP Service Desk")) && len(w.technicians) < 12 {
		w.technicians = append(w.technicians, u)
	}
}

func (w *world) makeWorkloads() {
	names := []struct {
		name, credential string
		roles            []string
		days             int // until the credential expires
	}{
		{"Partner reporting", "certificate", []string{"AuditLog.Read.All", "Policy.Read.All", "User.Read.All",
			"RoleManagement.Read.Directory", "DelegatedAdminRelationship.Read.All"}, 210},
		{"Ticket system connector", "clientSecret", []string{"User.Read.All", "GroupMember.Read.All"}, 12},
		{"Backup service", "clientSecret", []string{"Directory.Read.All"}, -20},
	}
	for i, each := range names {
		d := newDice(w.params.Seed, "app"+w.id, i)
		w.apps = append(w.apps, workload{objectID: d.guid(), appID: d.guid(), spID: d.guid(), keyID: d.guid(),
			name: each.name, credential: each.credential, roles: each.roles,
			expires: w.params.Now.Add(time.Duration(each.days) * 24 * time.Hour)})
	}
	for i, name := range []string{"vm-automation", "func-nightly-export"} {
		d := newDice(w.params.Seed, "identity"+w.id, i)
		kind := "systemAssigned"
		if i == 1 {
			kind = "userAssigned"
		}
		w.identities = append(w.identities, workload{appID: d.guid(), spID: d.guid(), name: name,
			credential: kind})
	}
}

// servicePrincipalID is the object id of a Microsoft application's service principal in the tenant.
func (w *world) servicePrincipalID(appID string) string {
	d := newDice(w.params.Seed, "sp"+w.id+appID, 0)
	return d.guid()
}

var customerNames = [...]string{"Adventure Works", "Alpine Ski House", "Bellows College",
	"Blue Yonder Airlines",
	"City Power and Light", "Coho Winery", "Consolidated Messenger", "Fourth Coffee",
	"Graphic Design Institute",
	"Humongous Insurance", "Lucerne Publishing", "Margies Travel", "Proseware", "School of Fine Art",
	"Southridge Video", "Tailwind Traders", "The Phone Company", "Trey Research", "VanArsdel",
	"Wide World Importers"}

// customerWorld starts the world of a customer; the same number gives the same tenant each time.
func (w *world) customerWorld(number int) *world {
	name := customerNames[number%len(customerNames)]
	if number >= len(customerNames) {
		name = fmt.Sprintf("%s %d", name, number/len(customerNames)+1)
	}
	p := w.params
	d := newDice(p.Seed, "customer", number)
	p.Users, p.SignIns = 14+d.below(30), 300+d.below(600)
	p.Licence = pickWeighted(&d, []weighted[string]{{5, "P1"}, {3, "P2"}, {3, "Free"}})
	p.SecurityDefaults = p.Licence == "Free" && d.percent(70)
	customer := newWorld(p, name, strings.ToLower(strings.ReplaceAll(name, " ", "")), number+1)
	customer.providerID = w.id
	return customer
}

// customerDirectory is a customer's directory, filled when first used.
func (w *world) customerDirectory(number int) *Directory {
	customer := w.customerWorld(number)
	d := newDirectory(customer.id, customer.domain)
	d.domains = []string{customer.initialDomain}
	d.load = func(d *Directory) {
		customer.build()
		log := customer.newSignIns(customer.params.SignIns, w.visitorsOf(number))
		log.lastSignIns()
		made := customer.directory(log)
		d.documents, d.SignIns = made.documents, made.SignIns
	}
	return d
}

// visitorsOf are the technicians who enter a customer's tenant: those a relationship that is active lets in.
func (w *world) visitorsOf(number int) []*User {
	for _, relationship := range w.customers[number].Relationships {
		if relationship.Status == "active" && len(relationship.Assignments) > 0 {
			return w.technicians
		}
	}
	return nil
}

// directory turns a world into documents.
func (w *world) directory(log *SignInRecords) *Directory {
	d := newDirectory(w.id, w.domain)
	d.SignIns = log
	d.domains = []string{w.initialDomain}
	w.putPeople(d)
	w.putRoles(d)
	w.putPolicies(d)
	w.putTenant(d)
	w.putApplications(d)
	w.putRisk(d)
	w.putAudits(d)
	if w.partner {
		w.putPartner(d)
	}
	return d
}

// putRows stores a collection, whose rows are encoded when they are first asked for.
func putRows(d *Directory, v version, path string, items []object) {
	putLater(d, v, path, func() []object { return items })
}

// putLater stores a collection that is made when it is first asked for. produce must depend on nothing that changes.
func putLater(d *Directory, v version, path string, produce func() []object) {
	d.put(v, path, &Document{rows: sync.OnceValue(func() []row.Row {
		items := produce()
		rows := make([]row.Row, len(items))
		for i := range items {
			rows[i] = row.Must(items[i])
		}
		return rows
	})})
}

func putObject(d *Directory, v version, path string, object any) {
	d.put(v, path, &Document{Object: row.Must(object)})
}

// stamp formats a time with the seven digits that directory services send.
func stamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.0000000Z") }

// seconds formats a time without a fraction.
func seconds(at time.Time) string { return at.UTC().Format(time.RFC3339) }
