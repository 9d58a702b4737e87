package simulator

import (
	"math"
	"sync"
	"time"
)

// bucket is one of the services' limits.
type bucket byte

const (
	noLimit          bucket = iota
	reportLimit             // 5 requests in 10 s for an app in a tenant
	protectionLimit         // 1 request a second for a tenant, all apps together, never with Retry-After
	activityLimit           // users with signInActivity: 10 requests a minute for an app in a tenant
	credentialsLimit        // keyCredentials of a collection: 150 requests a minute for a tenant
	directoryLimit          // resource units in 10 s for an app in a tenant
)

// allowance is how much a bucket holds and how long it takes to fill.
type allowance struct {
	amount float64
	per    time.Duration
}

func (b bucket) allowance(users int) allowance {
	switch b {
	case reportLimit:
		return allowance{5, 10 * time.Second}
	case protectionLimit:
		return allowance{1, time.Second}
	case activityLimit:
		return allowance{10, time.Minute}
	case credentialsLimit:
		return allowance{150, time.Minute}
	}
	switch {
	case users < 50:
		return allowance{3500, 10 * time.Second}
	case users <= 500:
		return allowance{5000, 10 * time.Second}
	}
	return allowance{8000, 10 * time.Second}
}

// limiter counts what each app has used of each tenant's limits.
type limiter struct {
	options Throttle
	now     func() time.Time
	mutex   sync.Mutex
	windows map[windowKey]*window
}

type windowKey struct {
	bucket      bucket
	tenant, app string
}

// window is a fixed window of time with what was used in it.
type window struct {
	began time.Time
	used  float64
}

func newLimiter(options Throttle, now func() time.Time) *limiter {
	if options.Scale == 0 {
		options.Scale = 1
	}
	return &limiter{options: options, now: now, windows: map[windowKey]*window{}}
}

// take uses cost of a bucket. It answers which part of the limit is used, and, when there was not enough left,
// after how long there is again (refused).
func (l *limiter) take(b bucket, tenant, app string, users int, cost float64) (part float64,
	wait time.Duration, refused bool) {
	if l.options.Off || b == noLimit {
		return 0, 0, false
	}
	if b == protectionLimit || b == credentialsLimit {
		app = ""
	}
	limit := b.allowance(users)
	most := math.Max(1, limit.amount*l.options.Scale)
	l.mutex.Lock()
	defer l.mutex.Unlock()
	now := l.now()
	key := windowKey{b, tenant, app}
	current := l.windows[key]
	if current == nil || now.Sub(current.began) >= limit.per || now.Before(current.began) {
		current = &window{began: now}
		l.windows[key] = current
	}
	if current.used+cost > most {
		return current.used / most, current.began.Add(limit.per).Sub(now), true
	}
	current.used += cost
	return current.used / most, 0, false
}
