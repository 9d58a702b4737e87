// Package rest is what reading Microsoft's REST services has in common, whichever the service: pages split into
// records, streams that stop, budgets, retries and one kind of error. It knows nothing of Graph's or Partner
// Center's resources, nothing of tokens, and builds no URL: a Sender does.
package rest

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/access"
)

// A Request is one read, told in the service's terms.
type Request struct {
	// Endpoint says what is read; its Key is empty for paths outside the table.
	Endpoint access.Endpoint
	// Base is the service's address with the version, for example https://graph.microsoft.com/beta.
	Base string
	// Path is the path below Base, {id} standing for the parameters in order. Empty means the endpoint's.
	Path       string
	Parameters []string
	Query      Query
	// Next is the address of a further page, complete and taken as the service gave it; it replaces Base, Path
	// and Query.
	Next   string
	Header http.Header
	// Body makes the request a POST; only for requests that read.
	Body []byte
	// Divisible tells that the caller answers a timeout with smaller questions, so that it is repeated only once.
	Divisible bool
	// Expect is how many records the reader is going to take, 0 if it does not know: no page that only follows
	// these is fetched ahead.
	Expect int
}

// Query holds OData's query options.
type Query struct {
	Filter, Search string
	Select, Expand []string
	OrderBy        []string
	Top, Skip      int
	Count          bool
	// More holds options that are not OData's, by their names.
	More map[string]string
}

// Options lists the options that are set, by their names ($filter, ...).
func (q Query) Options() map[string]string {
	options := map[string]string{}
	set := func(name, value string) {
		if value != "" {
			options[name] = value
		}
	}
	set("$filter", q.Filter)
	set("$search", q.Search)
	set("$select", strings.Join(q.Select, ","))
	set("$expand", strings.Join(q.Expand, ","))
	set("$orderby", strings.Join(q.OrderBy, ","))
	if q.Top > 0 {
		set("$top", strconv.Itoa(q.Top))
	}
	if q.Skip > 0 {
		set("$skip", strconv.Itoa(q.Skip))
	}
	if q.Count {
		set("$count", "true")
	}
	for name, value := range q.More {
		set(name, value)
	}
	return options
}

// A Sender performs one HTTP exchange: it builds the address, authenticates and sends. It returns the response
// whatever its status is, and an error only when there is none.
type Sender interface {
	Send(ctx context.Context, r Request) (*http.Response, error)
}

// A Clock tells the time and waits; tests replace it.
type Clock interface {
	Now() time.Time
	// Sleep waits, and returns the context's error when that ends first.
	Sleep(ctx context.Context, d time.Duration) error
}

// SystemClock is the real clock.
type SystemClock struct{}

// Now is the time.
func (SystemClock) Now() time.Time { return time.Now() }

// Sleep waits.
func (SystemClock) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
