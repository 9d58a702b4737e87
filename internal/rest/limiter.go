package rest

import (
	"context"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/access"
)

// A Limiter keeps requests within the budgets of the services, per tenant. In every span of a budget's length at
// most its number of requests start; a bucket that refills steadily would let almost twice as many through after
// a pause. Safe for concurrent use.
type Limiter struct {
	clock Clock
	mu    sync.Mutex
	used  map[budgetKey]*window
}

type budgetKey struct {
	tenant string
	limit  access.Limit
}

// window holds the starts of the last requests, the oldest at next.
type window struct {
	starts []time.Time
	next   int
}

// NewLimiter makes a limiter with nothing used.
func NewLimiter(clock Clock) *Limiter {
	return &Limiter{clock: clock, used: map[budgetKey]*window{}}
}

// slack is added to every budget's length: requests that start far enough apart may still arrive closer together.
const slack = 200 * time.Millisecond

// Delay books the next start and tells how long to wait for it.
func (l *Limiter) Delay(tenant string, limit access.Limit) time.Duration {
	requests, per := limit.Rate()
	if requests == 0 {
		return 0
	}
	per += slack
	l.mu.Lock()
	defer l.mu.Unlock()
	key := budgetKey{tenant, limit}
	w := l.used[key]
	if w == nil {
		w = &window{starts: make([]time.Time, requests)}
		l.used[key] = w
	}
	now := l.clock.Now()
	start := now
	if oldest := w.starts[w.next]; !oldest.IsZero() && oldest.Add(per).After(now) {
		start = oldest.Add(per)
	}
	w.starts[w.next] = start
	w.next = (w.next + 1) % requests
	return start.Sub(now)
}

// Wait delays until the budget of a request's endpoint allows another start.
func (c *Client) Wait(ctx context.Context, r Request) error {
	if c.Limiter == nil {
		return ctx.Err()
	}
	delay := c.Limiter.Delay(c.Tenant, r.Endpoint.Limit)
	if delay > 0 {
		c.notify(Pause{Endpoint: r.Endpoint.Key, Tenant: c.Tenant, Delay: delay, Cause: WithinBudget})
	}
	return c.Clock.Sleep(ctx, delay)
}
