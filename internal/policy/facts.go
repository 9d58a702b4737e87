package policy

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/internal/partnercenter"
)

// Facts are what expressions may speak of. Each function reads its fact once.
type Facts struct {
	// Days is the span of the sign-in log that is looked at.
	Days int `expr:"days"`
	// Accounts are the enabled accounts and what makes them use MFA.
	Accounts func() (Accounts, error) `expr:"accounts"`
	// SecurityDefaults are the tenant's security defaults.
	SecurityDefaults func() (SecurityDefaults, error) `expr:"securityDefaults"`
	// ConditionalAccess is whom the enabled policies cover.
	ConditionalAccess func() (ConditionalAccess, error) `expr:"conditionalAccess"`
	// Admins are the enabled accounts with a directory role.
	Admins func() (Admins, error) `expr:"admins"`
	// Portal is the use of Partner Center by people with a browser.
	Portal func() (Portal, error) `expr:"portal"`
	// Offenders are who worked in Partner Center without MFA.
	Offenders func() (Offenders, error) `expr:"offenders"`
	// API is the use of the Partner Center API.
	API func() (API, error) `expr:"api"`
	// APIUses count the requests through the API without MFA, by application and user.
	APIUses func() ([]APIUse, error) `expr:"apiUses"`
	// Delegated are the sign-ins to customers without MFA.
	Delegated func() (Delegated, error) `expr:"delegated"`
	// Legacy is the use of protocols that cannot do MFA.
	Legacy func() (Legacy, error) `expr:"legacy"`
	// Score is what the partner security score is made of.
	Score func() (Score, error) `expr:"score"`
	// Share is "40 % (2 of 5)".
	Share func(part, whole int) string `expr:"share"`

	errors *errorLog
}

// Reader is where facts come from.
type Reader struct {
	Graph *graph.Client
	// Partner is nil in a customer's tenant.
	Partner *partnercenter.Client
	Now     time.Time
	// Days is the span of the sign-in log to look at.
	Days int
}

// Facts are the facts of a tenant, read when they are first asked for.
func (r *Reader) Facts(ctx context.Context) Facts {
	log := &errorLog{}
	t := &tenantReader{Reader: r, ctx: ctx}
	t.users = sync.OnceValues(t.readUsers)
	t.defaults = sync.OnceValues(t.readDefaults)
	t.coverage = sync.OnceValues(t.readCoverage)
	t.requests = sync.OnceValues(t.readRequests)
	t.accounts = sync.OnceValues(t.readAccounts)
	return Facts{Days: r.Days, Share: share, errors: log,
		Accounts: once(log, t.accounts), SecurityDefaults: once(log, t.defaults),
		ConditionalAccess: once(log, t.readConditionalAccess), Admins: once(log, t.readAdmins),
		Portal: once(log, t.readPortal), Offenders: once(log, t.readOffenders),
		API: once(log, t.readAPI), APIUses: once(log, t.readAPIUses), Delegated: once(log, t.readDelegated),
		Legacy: once(log, t.readLegacy), Score: once(log, t.readScore)}
}

// tenantReader reads the facts of one tenant, those that several facts are made of once.
type tenantReader struct {
	*Reader
	ctx      context.Context
	users    func() ([]user, error)
	defaults func() (SecurityDefaults, error)
	accounts func() (Accounts, error)
	coverage func() (*coverage, error)
	requests func() ([]partnercenter.PartnerRequest, error)
}

// errorLog keeps the error that ended an expression, which the expression's own error only quotes.
type errorLog struct{ last error }

// once reads a fact once and notes its error whenever it is asked for.
func once[T any](log *errorLog, read func() (T, error)) func() (T, error) {
	read = sync.OnceValues(read)
	return func() (T, error) {
		value, err := read()
		if err != nil {
			log.last = err
		}
		return value, err
	}
}

// failure is the error behind that of an expression.
func (f Facts) failure(err error) error {
	if f.errors != nil && f.errors.last != nil {
		return f.errors.last
	}
	return err
}

// share never rounds up to 100 %.
func share(part, whole int) string {
	if whole == 0 {
		return "none"
	}
	tenths := part * 1000 / whole
	if tenths%10 == 0 {
		return fmt.Sprintf("%d %% (%d of %d)", tenths/10, part, whole)
	}
	return fmt.Sprintf("%d.%d %% (%d of %d)", tenths/10, tenths%10, part, whole)
}

// list takes the slice that an expression gave apart.
func list(v any) []any {
	value := reflect.ValueOf(v)
	if value.Kind() != reflect.Slice {
		return nil
	}
	items := make([]any, value.Len())
	for i := range items {
		items[i] = value.Index(i).Interface()
	}
	return items
}
