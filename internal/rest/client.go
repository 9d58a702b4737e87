package rest

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/partnershell/partnershell/internal/access"
)

// A Client reads one service in one tenant. Safe for concurrent use once filled in.
type Client struct {
	Sender Sender
	Clock  Clock
	// Limiter is shared by every client of the session, so that budgets hold for all; nil for no budgets.
	Limiter *Limiter
	// Tenant is whose data is read; part of every budget and error.
	Tenant string
	// Links, if set, reads the links of a page in services that do not write @odata.nextLink.
	Links func(r Request, links []byte) (next Request, more bool, err error)
	// OnWait, if set, hears of every wait, so that the host can show it. It must not block.
	OnWait func(Pause)
	// Explain, if set, fills in what a refusal of access means. Its result tells whether to ask again, for
	// refusals that are known to be passing faults.
	Explain func(context.Context, Request, *Error) (again bool)
}

// A Pause is a wait that the service's limits or faults make necessary.
type Pause struct {
	Endpoint access.Key
	Tenant   string
	Delay    time.Duration
	Cause    PauseCause
}

// PauseCause is why there is a pause.
type PauseCause string

// The causes.
const (
	WithinBudget PauseCause = "keeping to the service's limit"
	Throttled    PauseCause = "throttled by the service"
	Faulty       PauseCause = "the service failed"
	Unreachable  PauseCause = "the service cannot be reached"
)

const (
	maxAttempts    = 6                // of one request, when the service throttles or fails
	networkTries   = 3                // of one request, when there is no answer
	firstBackoff   = 2 * time.Second  // doubled for each attempt
	maxBackoff     = 60 * time.Second // without Retry-After
	maxRetryAfter  = 10 * time.Minute // longer waits are reported, not waited for
	maxBody        = 512 << 20        // bytes
	maxErrorBody   = 1 << 20          // bytes
	minimalBuffer  = 64 << 10         // bytes
	passingRetries = 3                // of refusals that may be passing faults
)

func (c *Client) notify(w Pause) {
	if c.OnWait != nil {
		c.OnWait(w)
	}
}

// attempts performs a request until it succeeds, is refused for good, or patience ends. The body of a success is
// put into the buffer and handed to read, which may run more than once.
func (c *Client) attempts(
	ctx context.Context, r Request, buffer *bytes.Buffer, read func(http.Header, []byte) error,
) error {
	for attempt := 1; ; attempt++ {
		if err := c.Wait(ctx, r); err != nil {
			return err
		}
		err := c.once(ctx, r, buffer, read)
		if err == nil {
			return nil
		}
		if err := c.Retry(ctx, r, err, attempt); err != nil {
			return err
		}
	}
}

// Retry waits for the next attempt after a fault, nil meaning that it is time. When another attempt has no
// purpose it returns err, and the context's error when that ends while waiting. Attempts count from 1.
func (c *Client) Retry(ctx context.Context, r Request, err error, attempt int) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	pause, again := c.pause(ctx, r, err, attempt)
	if !again {
		return err
	}
	c.notify(pause)
	return c.Clock.Sleep(ctx, pause.Delay)
}

// once performs one exchange.
func (c *Client) once(
	ctx context.Context, r Request, buffer *bytes.Buffer, read func(http.Header, []byte) error,
) error {
	response, err := c.Sender.Send(ctx, r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		body, _ := io.ReadAll(io.LimitReader(response.Body, maxErrorBody))
		return c.Refusal(r, response.StatusCode, response.Header, body)
	}
	buffer.Reset()
	buffer.Grow(max(minimalBuffer, int(min(response.ContentLength, maxBody))+bytes.MinRead))
	if _, err := buffer.ReadFrom(io.LimitReader(response.Body, maxBody+1)); err != nil {
		return fmt.Errorf("%w: %w", errIncomplete, err)
	}
	if buffer.Len() > maxBody {
		return fmt.Errorf("%s: the answer is larger than %d MB", r.path(), maxBody>>20)
	}
	return read(response.Header, buffer.Bytes())
}

// Refusal reads the answer to a request that was refused.
func (c *Client) Refusal(r Request, status int, header http.Header, body []byte) *Error {
	e := parseError(status, header, body, c.Clock.Now())
	e.Endpoint, e.Path, e.Tenant = r.Endpoint.Key, r.path(), c.Tenant
	return e
}

// path is what was asked, for errors.
func (r Request) path() string {
	switch {
	case r.Next != "":
		if u, err := url.Parse(r.Next); err == nil {
			return u.Path
		}
	case r.Path != "":
		return r.Path
	}
	return r.Endpoint.Path()
}

// pause decides whether to try again, and how long to wait before.
func (c *Client) pause(ctx context.Context, r Request, err error, attempt int) (Pause, bool) {
	w := Pause{Endpoint: r.Endpoint.Key, Tenant: c.Tenant, Cause: Unreachable, Delay: backoff(attempt)}
	var refused *Error
	if !errors.As(err, &refused) {
		return w, attempt < networkTries && passingNetworkFault(err)
	}
	refused.Attempts = attempt
	w.Cause = Faulty
	if refused.Throttled() {
		w.Cause = Throttled
	}
	if refused.RetryAfter > 0 { // never earlier than asked
		w.Delay = refused.RetryAfter + time.Duration(rand.Int64N(int64(time.Second)))
	}
	if refused.transient() {
		if r.Divisible && refused.TimedOut() && attempt > 1 {
			return w, false
		}
		return w, attempt < maxAttempts && w.Delay <= maxRetryAfter
	}
	return w, c.Explain != nil && c.Explain(ctx, r, refused) && attempt < passingRetries
}

// backoff doubles from attempt to attempt; half of it is chance, so that clients part.
func backoff(attempt int) time.Duration {
	d := min(firstBackoff<<(attempt-1), maxBackoff)
	return d/2 + time.Duration(rand.Int64N(int64(d/2)+1))
}

// passingNetworkFault tells broken connections from faults that stay, such as unknown hosts, bad certificates and
// missing tokens.
func passingNetworkFault(err error) bool {
	if errors.Is(err, errIncomplete) {
		return true
	}
	var transport *url.Error
	var certificate *tls.CertificateVerificationError
	var name *net.DNSError
	if errors.As(err, &certificate) || (errors.As(err, &name) && name.IsNotFound) {
		return false
	}
	return errors.As(err, &transport)
}

// Answer reads one answer as it is, for answers that are not records.
func (c *Client) Answer(ctx context.Context, r Request) (header http.Header, body []byte, err error) {
	err = c.attempts(ctx, r, new(bytes.Buffer), func(h http.Header, b []byte) error {
		header, body = h, b
		return nil
	})
	return header, body, err
}
