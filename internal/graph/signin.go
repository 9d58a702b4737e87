package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// SignInQuery says which sign-ins to read.
type SignInQuery struct {
	// From and To bound createdDateTime, both included; zero means the service's retention and now.
	From, To time.Time
	// EventTypes are kinds of sign-in; none means interactiveUser, which is what Graph serves unasked.
	EventTypes []string
	// Filter is a further OData filter.
	Filter string
	// Ascending puts the oldest first; Graph's order is the newest first.
	Ascending bool
	// Limit ends after so many sign-ins, 0 for all.
	Limit int
}

// Kinds of sign-in, the values of signInEventTypes.
const (
	InteractiveUser    = "interactiveUser"
	NonInteractiveUser = "nonInteractiveUser"
	ServicePrincipal   = "servicePrincipal"
	ManagedIdentity    = "managedIdentity"
)

const (
	// longestWindow is the span one query covers. The service times out on long spans; this one reads the whole
	// retention of 30 days within one burst of its budget of 5 requests.
	longestWindow = 7 * 24 * time.Hour
	// shortestWindow is where a query that times out is not divided any further.
	shortestWindow = time.Hour
)

// SignIns streams sign-ins, each once. Long spans are read window by window, and a window on which the service
// times out is divided or taken up again where it stopped. Kinds that Graph does not serve together follow each
// other within a window, so over several of them the order is by time only roughly.
func (c *Client) SignIns(ctx context.Context, q SignInQuery) rest.Stream {
	kinds, err := kindFilters(q.EventTypes)
	if err != nil {
		return rest.Fail(err)
	}
	return func(yield func([]byte, error) bool) {
		reader := signInReader{client: c, query: q, left: q.Limit, yield: yield}
		for _, w := range q.windows(c.config.Clock.Now()) {
			for _, kind := range kinds {
				if err := reader.read(ctx, w, kind); err != nil {
					if !errors.Is(err, errStopped) {
						yield(nil, err)
					}
					return
				}
			}
		}
	}
}

// kindFilters are the filters of the queries that the kinds need: users' kinds may share one, the others may not.
func kindFilters(kinds []string) ([]string, error) {
	if len(kinds) == 0 {
		return []string{""}, nil
	}
	var users string
	var filters []string
	for i, kind := range kinds {
		filter := "signInEventTypes/any(t: t eq " + Quote(kind) + ")"
		switch {
		case slices.Contains(kinds[:i], kind):
		case kind == InteractiveUser || kind == NonInteractiveUser:
			if users != "" {
				filter = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"
			}
			users = filter
		case kind == ServicePrincipal || kind == ManagedIdentity:
			filters = append(filters, filter)
		default:
			return nil, fmt.Errorf("%q is not a kind of sign-in: use interactiveUser, nonInteractiveUser, "+
				"servicePrincipal or managedIdentity", kind)
		}
	}
	if users != "" {
		filters = append([]string{users}, filters...)
	}
	return filters, nil
}

// window is a span of createdDateTime; a zero time leaves that side open.
type window struct {
	from, to time.Time
	// before excludes to itself, which belongs to the neighbour.
	before bool
}

func (w window) filter() string {
	var from, to string
	if !w.from.IsZero() {
		from = "createdDateTime ge " + Time(w.from)
	}
	switch {
	case w.to.IsZero():
	case w.before:
		to = "createdDateTime lt " + Time(w.to)
	default:
		to = "createdDateTime le " + Time(w.to)
	}
	return And(from, to)
}

// windows divides the query's span, in the order in which it is read.
func (q SignInQuery) windows(now time.Time) []window {
	whole := window{from: q.From, to: q.To}
	if q.From.IsZero() {
		return []window{whole}
	}
	end := q.To
	if end.IsZero() {
		end = now
	}
	windows := []window{whole}
	for {
		last := &windows[len(windows)-1]
		if end.Sub(last.from) <= longestWindow {
			break
		}
		cut := last.from.Add(longestWindow)
		later := window{cut, last.to, last.before}
		last.to, last.before = cut, true
		windows = append(windows, later)
	}
	if !q.Ascending {
		slices.Reverse(windows)
	}
	return windows
}

// halves divides a window for a second try; ok is false when it is too short or open.
func (w window) halves(now time.Time, ascending bool) (first, second window, ok bool) {
	end := w.to
	if end.IsZero() {
		end = now
	}
	if w.from.IsZero() || end.Sub(w.from) < 2*shortestWindow {
		return w, w, false
	}
	cut := w.from.Add(end.Sub(w.from) / 2)
	older, newer := window{w.from, cut, true}, window{cut, w.to, w.before}
	if ascending {
		return older, newer, true
	}
	return newer, older, true
}

// rest is what is left of a window after the sign-in of a time was read.
func (w window) rest(last time.Time, ascending bool) window {
	if ascending {
		w.from = last
	} else {
		w.to, w.before = last, false
	}
	return w
}

// errStopped ends a reading without a fault.
var errStopped = errors.New("the reader has stopped")

// signInReader delivers the sign-ins of windows, each sign-in once.
type signInReader struct {
	client *Client
	query  SignInQuery
	left   int
	seen   recent
	yield  func([]byte, error) bool
}

// read delivers a window. A fault that a smaller question may cure is answered by one: what is left of the window
// if some of it was read, else its halves.
func (s *signInReader) read(ctx context.Context, w window, kind string) error {
	last, err := s.once(ctx, w, kind)
	if err == nil || !curable(err, !last.IsZero()) {
		return err
	}
	if !last.IsZero() {
		return s.read(ctx, w.rest(last, s.query.Ascending), kind)
	}
	first, second, ok := w.halves(s.client.config.Clock.Now(), s.query.Ascending)
	if !ok {
		return err
	}
	if err := s.read(ctx, first, kind); err != nil {
		return err
	}
	return s.read(ctx, second, kind)
}

// curable tells timeouts, and links to further pages that have gone stale, from refusals.
func curable(err error, some bool) bool {
	var refused *rest.Error
	return errors.As(err, &refused) &&
		(refused.TimedOut() || some && (refused.Status == http.StatusBadRequest || refused.Status == http.StatusGone))
}

// once delivers a window by one query and tells the time of the last new sign-in, zero if there was none.
func (s *signInReader) once(ctx context.Context, w window, kind string) (last time.Time, err error) {
	r, err := s.request(w, kind)
	if err != nil {
		return last, err
	}
	for record, err := range s.client.rest.Records(ctx, r) {
		if err != nil {
			return last, err
		}
		if s.seen.before(rest.Text(record, "id")) {
			continue
		}
		if at, err := time.Parse(time.RFC3339Nano, rest.Text(record, "createdDateTime")); err == nil {
			last = at
		}
		if !s.yield(record, nil) {
			return last, errStopped
		}
		if s.left--; s.left == 0 {
			return last, errStopped
		}
	}
	return last, nil
}

func (s *signInReader) request(w window, kind string) (rest.Request, error) {
	q := rest.Query{Filter: And(w.filter(), kind, s.query.Filter), Top: s.left}
	if s.query.Ascending {
		q.OrderBy = []string{"createdDateTime asc"}
	}
	r, err := s.client.request(access.SignIns, q, nil)
	r.Expect = s.left
	_, _, r.Divisible = w.halves(s.client.config.Clock.Now(), s.query.Ascending)
	return r, err
}

// recent remembers the last ids, at least a page of them: records repeat where pages and windows meet.
type recent struct{ young, old map[string]struct{} }

// generation is the largest page, which is also how far apart repetitions are.
const generation = 1000

// before reports whether an id came lately, and remembers it. Records without id are never taken for repetitions.
func (r *recent) before(id string) bool {
	if id == "" {
		return false
	}
	_, young := r.young[id]
	_, old := r.old[id]
	if young || old {
		return true
	}
	if r.young == nil || len(r.young) >= generation {
		r.young, r.old = make(map[string]struct{}, generation), r.young
	}
	r.young[id] = struct{}{}
	return false
}
