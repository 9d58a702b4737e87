package tenant

import (
	"fmt"
	"strings"
	"time"
)

var givenNames = strings.Fields("Adele Alex Amina Anders Astrid Bianca Carlos Chidi Christie Dag Debra " +
	"Diego Elif " +
	"Emily Enrico Fatima Grady Greta Hanna Henrietta Ida Ingrid Irvin Isaiah Jakob Johanna Joni Jorge Kari " +
	"Katri " +
	"Lars Lee Lidia Lynne Magnus Marit Megan Miriam Nestor Nora Oskar Patti Pedro Petra Priya Raul Ravi " +
	"Signe " +
	"Sofia Sven Tariq Thandi Tomas Ulrike Vera Wanda Yuki Zoe")

var surnames = strings.Fields("Andersen Bauer Bekele Berg Bowen Cannon Castro Chen Dahl Diallo Eriksen " +
	"Fischer " +
	"Fontaine Garcia Haugen Hernandez Holm Iversen Jansen Johansen Kaya Keller Kim Kowalski Larsen " +
	"Lindqvist " +
	"Lopez Marin Mbeki Moreau Nakamura Nguyen Nilsen Novak Okafor Olsen Patel Petrov Quist Rahman Rossi " +
	"Santos " +
	"Sato Schmidt Silva Singh Solberg Strand Tanaka Torres Vance Vargas Virtanen Wagner Weber Wilber " +
	"Yilmaz Young " +
	"Zhang Zimmer")

var departments = [...]string{"Service Desk", "Cloud Operations", "Security", "Sales", "Finance",
	"Consulting", "HR"}

var jobTitles = [...]string{"Support Engineer", "Cloud Engineer", "Security Analyst", "Account Manager",
	"Accountant", "Consultant", "HR Partner"}

// place is somewhere people sign in from.
type place struct {
	city, state, country string
	latitude, longitude  float64
	network              string // the first two octets of its addresses, from the ranges kept for documentation and tests
	asn                  int
}

var offices = [...]place{
	{"Oslo", "Oslo", "NO", 59.91273, 10.74609, "198.18", 2119},
	{"London", "England", "GB", 51.50853, -0.12574, "198.19", 5089},
	{"Munich", "Bavaria", "DE", 48.13743, 11.57549, "198.51", 3320},
	{"Redmond", "Washington", "US", 47.67399, -122.12151, "203.0", 7018},
}

var elsewhere = [...]place{
	{"Sao Paulo", "Sao Paulo", "BR", -23.5475, -46.63611, "192.0", 27699},
	{"Lagos", "Lagos", "NG", 6.45407, 3.39467, "192.0", 37282},
	{"Moscow", "Moskva", "RU", 55.75222, 37.61556, "192.0", 12389},
	{"Shanghai", "Shanghai", "CN", 31.22222, 121.45806, "192.0", 4134},
	{"Hanoi", "Ha Noi", "VN", 21.0245, 105.84117, "192.0", 7552},
}

// address returns an IPv4 address of a place.
func (p *place) address(d *dice) string {
	third := map[string]int{"198.51": 100, "203.0": 113, "192.0": 2}
	if fixed, documented := third[p.network]; documented {
		return fmt.Sprintf("%s.%d.%d", p.network, fixed, 1+d.below(254))
	}
	return fmt.Sprintf("%s.%d.%d", p.network, d.below(256), 1+d.below(254))
}

// adminPlan is which roles the first accounts of a tenant hold, one line an account.
var adminPlan = [...]struct {
	roles, eligible []string
	title           string
}{
	{[]string{SecurityReader}, nil, "Security Compliance Lead"},
	{[]string{GlobalAdministrator}, nil, "Head of IT"},
	{[]string{SecurityAdministrator}, []string{GlobalAdministrator}, "Security Engineer"},
	{[]string{ReportsReader}, nil, "Service Reporting Analyst"},
	{[]string{GlobalReader}, nil, "Internal Auditor"},
	{[]string{SecurityOperator}, nil, "SOC Analyst"},
	{[]string{ConditionalAccessAdministrator}, nil, "Identity Engineer"},
	{[]string{UserAdministrator, HelpdeskAdministrator}, nil, "Service Desk Lead"},
	{[]string{HelpdeskAdministrator}, nil, "Service Desk Engineer"},
	{[]string{ExchangeAdministrator}, nil, "Messaging Engineer"},
	{[]string{AuthenticationAdministrator}, nil, "Identity Engineer"},
	{[]string{BillingAdministrator}, nil, "Licensing Manager"},
	{[]string{GlobalAdministrator}, nil, "Principal Engineer"},
	{[]string{ApplicationAdministrator}, nil, "Integration Engineer"},
	{[]string{SecurityReader}, []string{SecurityAdministrator}, "Security Analyst"},
	{[]string{PrivilegedRoleAdministrator}, nil, "Identity Lead"},
}

// makeUsers makes a tenant's accounts: administrators by adminPlan first, then break-glass and service accounts,
// then employees, guests last.
func (w *world) makeUsers() {
	p := w.params
	guests := p.Users * 12 / 100
	services := max(3, p.Users*3/100)
	for i := range p.Users {
		d := newDice(p.Seed, "user"+w.id, i)
		u := User{ID: d.guid(), Enabled: true, PerUserMFA: "disabled", Active: true}
		switch {
		case i < w.admins():
			w.employee(&u, &d, i)
			u.Roles, u.EligibleRoles, u.JobTitle = adminPlan[i].roles, adminPlan[i].eligible,
				adminPlan[i].title
			u.Licensed, u.Active = true, true
		case i < w.admins()+2:
			w.breakGlass(&u, &d, i-w.admins()+1)
		case i < w.admins()+2+services:
			w.serviceAccount(&u, &d, i-w.admins()-1)
		case i >= p.Users-guests:
			w.guest(&u, &d, i)
		default:
			w.employee(&u, &d, i)
		}
		w.users = append(w.users, u)
	}
	w.registerMethods()
}

func (w *world) admins() int {
	if w.partner {
		return len(adminPlan)
	}
	return 3
}

func (w *world) employee(u *User, d *dice, number int) {
	u.Kind = Employee
	u.GivenName, u.Surname = pick(d, givenNames), pick(d, surnames)
	u.DisplayName = u.GivenName + " " + u.Surname
	name := strings.ToLower(u.GivenName + "." + u.Surname)
	if w.taken[name] {
		name = fmt.Sprintf("%s%d", name, number)
	}
	w.taken[name] = true
	u.UserPrincipalName = name + "@" + w.domain
	u.Mail = u.UserPrincipalName
	department := d.below(len(departments))
	u.Department, u.JobTitle = departments[department], jobTitles[department]
	u.Office = pick(d, offices[:]).city
	u.Licensed = d.percent(94)
	u.Synced = d.percent(40)
	u.Enabled = number < w.admins() || d.percent(96)
	u.Active = u.Enabled && (number < w.admins() || d.percent(95))
	u.UsesLegacy = number >= w.admins() && d.percent(4)
	u.Created = w.params.Now.Add(-time.Duration(20+d.below(1500)) * 24 * time.Hour).Truncate(time.Second)
	u.PasswordChanged = later(u.Created, w.params.Now, d)
	if d.percent(3) && number >= w.admins() {
		u.PerUserMFA = "enforced"
	}
}

func later(from, to time.Time, d *dice) time.Time {
	return from.Add(time.Duration(d.unit() * float64(to.Sub(from)))).Truncate(time.Second)
}

func (w *world) breakGlass(u *User, d *dice, number int) {
	u.Kind, u.Enabled, u.Active = BreakGlass, true, false
	u.DisplayName = fmt.Sprintf("Emergency Access %d", number)
	u.UserPrincipalName = fmt.Sprintf("emergency%d@%s", number, w.initialDomain)
	u.Roles = []string{GlobalAdministrator}
	u.Created = w.params.Now.Add(-900 * 24 * time.Hour).Truncate(time.Second)
	u.PasswordChanged = u.Created
	u.Office = offices[0].city
}

var serviceNames = [...]string{"partner-api", "backup", "scanner", "monitoring", "ticketing", "reporting",
	"sync",
	"print", "billing-export", "voicemail", "provisioning", "archive"}

func (w *world) serviceAccount(u *User, d *dice, number int) {
	name := serviceNames[(number-1)%len(serviceNames)]
	if number > len(serviceNames) {
		name = fmt.Sprintf("%s-%d", name, number)
	}
	u.Kind, u.DisplayName = ServiceAccount, "Service: "+name
	u.UserPrincipalName = "svc-" + name + "@" + w.domain
	u.Mail = u.UserPrincipalName
	u.Department, u.Office = "Cloud Operations", offices[0].city
	u.UsesLegacy = number > 1 && d.percent(60)
	u.Created = w.params.Now.Add(-time.Duration(300+d.below(1200)) * 24 * time.Hour).Truncate(time.Second)
	u.PasswordChanged = u.Created
	if number == 1 && w.partner {
		u.Roles = []string{DirectoryReaders}
	}
}

var guestHomes = [...]string{"adatum.example", "litware.example", "northwind.example", "tailspin.example"}

func (w *world) guest(u *User, d *dice, number int) {
	w.employee(u, d, number)
	home := pick(d, guestHomes[:])
	u.Kind, u.Licensed, u.Synced, u.PerUserMFA, u.UsesLegacy = Guest, false, false, "disabled", false
	u.Mail = strings.Replace(u.Mail, "@"+w.domain, "@"+home, 1)
	u.UserPrincipalName = strings.Replace(u.Mail, "@", "_", 1) + "#EXT#@" + w.initialDomain
	u.JobTitle, u.Department = "", ""
}

// registerMethods decides who has which authentication methods.
func (w *world) registerMethods() {
	for i := range w.users {
		u := &w.users[i]
		d := newDice(w.params.Seed, "methods"+w.id, i)
		switch u.Kind {
		case ServiceAccount:
		case BreakGlass:
			if strings.HasSuffix(u.DisplayName, "1") {
				u.Methods = []string{"fido2SecurityKey"}
			}
		default:
			u.Methods = employeeMethods(u, &d, i)
		}
	}
}

func employeeMethods(u *User, d *dice, number int) []string {
	registered := number == 0 || d.percent(91)
	if len(u.Roles) > 0 && number != 0 {
		registered = number != 9 // one administrator who has not registered
	}
	if u.Kind == Guest {
		registered = d.percent(70)
	}
	var methods []string
	if registered {
		methods = append(methods, pickWeighted(d, strongMethods[:])...)
	}
	if d.percent(30) {
		methods = append(methods, "email")
	}
	return methods
}

var strongMethods = [...]weighted[[]string]{
	{48, []string{"microsoftAuthenticatorPush", "softwareOneTimePasscode"}},
	{14, []string{"mobilePhone", "microsoftAuthenticatorPush", "softwareOneTimePasscode"}},
	{12, []string{"mobilePhone"}},
	{8, []string{"microsoftAuthenticatorPasswordless", "microsoftAuthenticatorPush"}},
	{7, []string{"windowsHelloForBusiness", "microsoftAuthenticatorPush"}},
	{6, []string{"fido2SecurityKey"}},
	{5, []string{"softwareOneTimePasscode"}},
}

// strongMethod returns the first registered method that serves as a second factor, "" if there is none.
func (u *User) strongMethod() string {
	for _, method := range u.Methods {
		if method != "email" && method != "securityQuestion" {
			return method
		}
	}
	return ""
}

// logName is the name in the sign-in log.
func (u *User) logName() string {
	if u.Kind == Guest {
		return strings.ToLower(u.Mail)
	}
	return strings.ToLower(u.UserPrincipalName)
}

// home returns the place a user normally signs in from.
func (u *User) home() *place {
	for i := range offices {
		if offices[i].city == u.Office {
			return &offices[i]
		}
	}
	return &offices[0]
}
