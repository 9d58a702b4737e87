package tenant

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"math"
	"sort"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// SignInRecords is a generated sign-in log, newest first. A row is made from the seed and its number whenever it
// is read, so the log takes no memory however long it is. It is safe for concurrent use.
type SignInRecords struct {
	world    *world
	count    int
	hours    []float64 // cumulative weight of the hours back from now, the last being 1
	people   []int     // who signs in, by number of the user
	weights  []int     // cumulative weights of people
	visitors []*User   // the service provider's technicians who enter this tenant
}

// Len is the number of sign-ins.
func (l *SignInRecords) Len() int { return l.count }

// Row returns sign-in i as JSON.
func (l *SignInRecords) Row(i int) row.Row {
	signIn := l.At(i)
	return row.Must(&signIn)
}

// Time returns sign-in i's time. Times are whole seconds and never rise with i.
func (l *SignInRecords) Time(i int) time.Time {
	d := newDice(l.world.params.Seed, "time"+l.world.id, i)
	at := (float64(i) + d.unit()) / float64(l.count)
	hour := sort.SearchFloat64s(l.hours, at)
	before := 0.0
	if hour > 0 {
		before = l.hours[hour-1]
	}
	part := (at - before) / (l.hours[hour] - before)
	back := time.Duration((float64(hour) + part) * float64(time.Hour))
	return l.world.params.Now.Add(-back).Truncate(time.Second)
}

// Type returns sign-in i's event type.
func (l *SignInRecords) Type(i int) string {
	d := newDice(l.world.params.Seed, "signin"+l.world.id, i)
	return pickWeighted(&d, eventMix[:])
}

// Find returns the number of the sign-in with an id.
func (l *SignInRecords) Find(id string) (int, bool) {
	b, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(b) != 16 {
		return 0, false
	}
	i := int(binary.BigEndian.Uint32(b[11:15]) ^ l.mask())
	return i, i < l.count && l.id(i) == strings.ToLower(id)
}

// id is a random-looking GUID that holds the row's number, so that Find needs no index. It ends in 00 as the
// ids of sign-ins do.
func (l *SignInRecords) id(i int) string {
	d := newDice(l.world.params.Seed, "id"+l.world.id, i)
	b := d.bytes()
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	binary.BigEndian.PutUint32(b[11:], uint32(i)^l.mask())
	b[15] = 0
	return formatGUID(b)
}

func (l *SignInRecords) mask() uint32 { return uint32(l.world.params.Seed * 0x9e3779b1) }

// newSignIns prepares a log of count rows.
func (w *world) newSignIns(count int, visitors []*User) *SignInRecords {
	l := &SignInRecords{world: w, count: count, hours: hourWeights(w.params), visitors: visitors}
	total := 0
	for i := range w.users {
		if weight := w.users[i].signInWeight(); weight > 0 {
			total += weight
			l.people, l.weights = append(l.people, i), append(l.weights, total)
		}
	}
	return l
}

// signInWeight is how often an account signs in, relative to others; an employee has 2 to 20.
func (u *User) signInWeight() int {
	switch {
	case !u.Active:
		return 0
	case u.Kind == ServiceAccount:
		return 25
	case u.Kind == Guest:
		return 1 + int(u.ID[0])%3
	case len(u.Roles) > 0:
		return 20
	}
	spread := int(u.ID[0]) ^ int(u.ID[1])<<1
	return 2 + spread%19
}

// hourWeights spreads the sign-ins over the hours back from now: most in working hours, few at weekends.
func hourWeights(p Params) []float64 {
	hours := make([]float64, p.Days*24)
	total := 0.0
	for i := range hours {
		at := p.Now.Add(-time.Duration(i) * time.Hour).UTC()
		weight := 0.25 + math.Exp(-math.Pow(float64(at.Hour())-11, 2)/18)*3
		if day := at.Weekday(); day == time.Saturday || day == time.Sunday {
			weight *= 0.25
		}
		total += weight
		hours[i] = total
	}
	for i := range hours {
		hours[i] /= total
	}
	hours[len(hours)-1] = 1
	return hours
}

// The event types of the sign-in log.
const (
	interactiveUser    = "interactiveUser"
	nonInteractiveUser = "nonInteractiveUser"
	servicePrincipal   = "servicePrincipal"
	managedIdentity    = "managedIdentity"
)

// head is what is decided first about a sign-in: its kind and whose it is.
type head struct {
	eventType string
	user      *User // nil for workloads
	visitor   bool  // the user belongs to the service provider
	attacked  bool  // somebody else tries the user's account
}

var eventMix = [...]weighted[string]{
	{40, interactiveUser}, {42, nonInteractiveUser}, {15, servicePrincipal}, {3, managedIdentity},
}

func (l *SignInRecords) head(i int) (head, dice) {
	d := newDice(l.world.params.Seed, "signin"+l.world.id, i)
	h := head{eventType: pickWeighted(&d, eventMix[:])}
	if h.eventType == servicePrincipal || h.eventType == managedIdentity {
		return h, d
	}
	if len(l.visitors) > 0 && d.percent(12) {
		h.user, h.visitor = pick(&d, l.visitors), true
		return h, d
	}
	at := d.below(l.weights[len(l.weights)-1])
	h.user = &l.world.users[l.people[sort.SearchInts(l.weights, at+1)]]
	h.attacked = h.eventType == interactiveUser && d.percent(2.5)
	return h, d
}

// UserOf returns the number of the account that sign-in i is of, in Records.Users, cheaper than making the row;
// ok is false for workloads and for a service provider's technicians.
func (l *SignInRecords) UserOf(i int) (number int, ok bool) {
	h, _ := l.head(i)
	if h.user == nil || h.visitor {
		return 0, false
	}
	return l.world.numbers[h.user.ID], true
}

// lastSignIns notes for every account its newest rows, for users' signInActivity.
func (l *SignInRecords) lastSignIns() {
	open := len(l.people)
	for _, number := range l.people {
		l.world.users[number].shutOut = l.world.shutOut(&l.world.users[number])
	}
	for i := 0; i < l.count && open > 0; i++ {
		h, _ := l.head(i)
		if h.user == nil || h.visitor || h.user.complete() {
			continue
		}
		l.note(h, i)
		if h.user.complete() {
			open--
		}
	}
}

func (u *User) complete() bool {
	return u.LastInteractive.ID != "" && u.LastNonInteractive.ID != "" && (u.LastSuccessful.ID != "" ||
		u.shutOut)
}

// shutOut tells whether an account can never sign in: it has no second factor, and a policy that looks at nothing
// but the user demands one.
func (w *world) shutOut(u *User) bool {
	for i := range w.policies {
		p := &w.policies[i]
		always := p.State == "enabled" && p.requiresMFA() && contains(p.IncludeApps, "All") &&
			contains(p.ClientAppTypes, "all") && len(p.SignInRiskLevels) == 0 && len(p.ExcludeLocations) == 0
		if always && p.AppliesTo(u) && !u.MFARegistered() {
			return true
		}
	}
	return false
}

func (l *SignInRecords) note(h head, i int) {
	ref := SignInRef{ID: l.id(i), Time: l.Time(i)}
	last := &h.user.LastInteractive
	if h.eventType == nonInteractiveUser {
		last = &h.user.LastNonInteractive
	}
	if last.ID == "" {
		*last = ref
	}
	if h.user.LastSuccessful.ID == "" && !h.user.shutOut {
		if signIn := l.At(i); signIn.Status.ErrorCode == 0 {
			h.user.LastSuccessful = ref
		}
	}
}

// tokenIdentifier is a uniqueTokenIdentifier: the request id's bytes in URL-safe base64.
func tokenIdentifier(id string) string {
	b, _ := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	return base64.RawURLEncoding.EncodeToString(b)
}
