package connection

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/shell/command"
)

// Bounds of what completion knows of a tenant.
const (
	mostKnown  = 10_000
	knownFor   = 10 * time.Minute
	readingFor = time.Minute
)

// RegisterCompleters offers the tenant's users and customers to parameters that say complete=User, UserId, Customer or
// CustomerDomain. Declarations of such parameters call it.
var RegisterCompleters = sync.OnceFunc(func() {
	register := func(name string, of func(*Connection) []command.Completion) {
		command.RegisterCompleter(name, func(_ context.Context, service func(string) any, _ string) []command.Completion {
			if c, ok := service(ServiceName).(*Connection); ok {
				return of(c)
			}
			return nil
		})
	}
	register("User", func(c *Connection) []command.Completion { return c.users.get(c, readUsers).names })
	register("UserId", func(c *Connection) []command.Completion { return c.users.get(c, readUsers).ids })
	register("Customer", func(c *Connection) []command.Completion { return c.customers.get(c, readCustomers).ids })
	register("CustomerDomain", func(c *Connection) []command.Completion { return c.customers.get(c, readCustomers).names })
})

// entries are users by name and by id, or customers by domain and by id.
type entries struct{ names, ids []command.Completion }

// known is what has been read of a tenant so far. It is read in the background when it is first asked for and again
// when it is old; whoever asks gets what is there.
type known struct {
	mu      sync.Mutex
	entries entries
	of      *entra.Session // whose it is
	at      time.Time      // when reading it began; zero: never
}

// get answers at once. Where nobody is signed in it knows nothing and does not ask for a sign-in either.
func (k *known) get(c *Connection, read func(context.Context, *graph.Client) (entries, error)) entries {
	session, automatic := c.current()
	if session == nil && !automatic {
		return entries{}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if session != k.of && !k.at.IsZero() { // somebody else has signed in
		k.entries, k.at = entries{}, time.Time{}
	}
	if k.at.IsZero() || time.Since(k.at) > knownFor {
		k.at, k.of = time.Now(), session
		go k.fill(c, read)
	}
	return k.entries
}

// fill reads. What cannot be read stays unknown: a command that needs it says why.
func (k *known) fill(c *Connection, read func(context.Context, *graph.Client) (entries, error)) {
	ctx, cancel := context.WithTimeout(context.Background(), readingFor)
	defer cancel()
	session, err := c.Session(ctx)
	if err != nil {
		return
	}
	quiet := graph.New(graph.Config{Account: session, Clock: c.options.Clock,
		Sender: func(tenant string) rest.Sender { return c.sender(session, tenant) }})
	list, err := read(ctx, quiet)
	if err != nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.entries, k.of = list, session
}

func readUsers(ctx context.Context, client *graph.Client) (entries, error) {
	return collect(client.List(ctx, access.Users, rest.Query{Select: []string{"id", "userPrincipalName", "displayName"}}),
		func(r record) (name, id, title string) { return r.UserPrincipalName, r.ID, r.DisplayName })
}

func readCustomers(ctx context.Context, client *graph.Client) (entries, error) {
	return collect(client.List(ctx, access.Contracts, rest.Query{}),
		func(r record) (name, id, title string) { return r.DefaultDomainName, r.CustomerID, r.DisplayName })
}

// record is what is read of a user or of a contract with a customer.
type record struct{ ID, UserPrincipalName, DisplayName, CustomerID, DefaultDomainName string }

func collect(records rest.Stream, of func(record) (name, id, title string)) (e entries, err error) {
	for raw, err := range records {
		var r record
		if err == nil {
			err = json.Unmarshal(raw, &r)
		}
		if err != nil {
			return e, err
		}
		name, id, title := of(r)
		e.names = append(e.names, command.Completion{Text: name, ToolTip: title})
		e.ids = append(e.ids, command.Completion{Text: id, Label: name, ToolTip: title})
		if len(e.ids) == mostKnown {
			break
		}
	}
	byText := func(a, b command.Completion) int { return cmp.Compare(a.Text, b.Text) }
	slices.SortFunc(e.names, byText)
	slices.SortFunc(e.ids, func(a, b command.Completion) int { return cmp.Compare(a.Label, b.Label) })
	return e, nil
}
