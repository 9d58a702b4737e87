// Package graph reads Microsoft Graph: lists and objects as raw JSON records, sign-ins over any span of time, and
// batches. It only reads; there is no way to send a write through it. How addresses are built and requests are
// authenticated is the matter of package graph/sdk, so that this package compiles without the SDK.
package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
)

// An Account is who is signed in; *entra.Session is one.
type Account interface {
	Cloud() entra.Cloud
	Home() string
	// Identity is what the token for a tenant says.
	Identity(ctx context.Context, tenant string) (entra.Identity, error)
}

// Config is what a client is made of.
type Config struct {
	Account Account
	// Sender makes the sender for a tenant.
	Sender func(tenant string) rest.Sender
	// Clock is the system's when nil.
	Clock rest.Clock
	// OnWait hears of every pause that limits and faults make necessary; may be nil.
	OnWait func(rest.Pause)
}

// A Client reads Graph for one tenant. Safe for concurrent use.
type Client struct {
	config  Config
	rest    rest.Client
	tenants *tenants
	tenant  string
	licence licence
}

// tenants keeps one client per tenant, so that what was learnt of a tenant is learnt once.
type tenants struct {
	mu      sync.Mutex
	clients map[string]*Client
	limiter *rest.Limiter
}

// New makes the client for the tenant that was signed in to.
func New(config Config) *Client {
	if config.Clock == nil {
		config.Clock = rest.SystemClock{}
	}
	all := &tenants{clients: map[string]*Client{}, limiter: rest.NewLimiter(config.Clock)}
	return all.client(config, config.Account.Home())
}

// ForTenant is the client for another tenant, such as a customer's; an empty tenant is the home tenant.
func (c *Client) ForTenant(tenant string) *Client {
	if tenant == "" {
		tenant = c.config.Account.Home()
	}
	return c.tenants.client(c.config, strings.ToLower(tenant))
}

func (t *tenants) client(config Config, tenant string) *Client {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.clients[tenant]; c != nil {
		return c
	}
	c := &Client{config: config, tenants: t, tenant: tenant}
	c.rest = rest.Client{Sender: config.Sender(tenant), Clock: config.Clock, Limiter: t.limiter, Tenant: tenant,
		OnWait: config.OnWait, Explain: c.explain}
	t.clients[tenant] = c
	return c
}

// Tenant is the tenant this client reads.
func (c *Client) Tenant() string { return c.tenant }

// List streams the objects of a collection. Parameters replace {id} in the endpoint's path.
func (c *Client) List(ctx context.Context, key access.Key, q rest.Query, parameters ...string) rest.Stream {
	r, err := c.request(key, q, parameters)
	if err != nil {
		return rest.Fail(err)
	}
	return c.rest.Records(ctx, r)
}

// Object reads one object, such as a policy that exists once.
func (c *Client) Object(ctx context.Context, key access.Key, q rest.Query, parameters ...string) ([]byte, error) {
	r, err := c.request(key, q, parameters)
	if err != nil {
		return nil, err
	}
	record, err := rest.First(c.rest.Records(ctx, r))
	return unwrap(record), err
}

// unwrap takes an object out of a value around it, which some partner endpoints write and others do not.
func unwrap(record []byte) []byte {
	var wrapped struct {
		ID    json.RawMessage `json:"id"`
		Value json.RawMessage `json:"value"`
	}
	if json.Unmarshal(record, &wrapped) == nil && wrapped.ID == nil && bytes.HasPrefix(wrapped.Value, []byte("{")) {
		return wrapped.Value
	}
	return record
}

// Get streams whatever a path gives, for paths that have no key. The path may carry its own query.
func (c *Client) Get(ctx context.Context, version, path string, q rest.Query) rest.Stream {
	if version != "v1.0" && version != "beta" {
		return rest.Fail(fmt.Errorf("microsoft graph has no version %q: use v1.0 or beta", version))
	}
	path = strings.Trim(path, "/")
	r := rest.Request{Base: c.base(version), Path: path, Query: q, Header: c.header(q)}
	r.Endpoint, _ = access.Match(path)
	r.Endpoint.PageSize = 0
	return c.rest.Records(ctx, r)
}

// Query streams the answer to a POST request that only reads; the endpoint must be declared as such.
func (c *Client) Query(ctx context.Context, key access.Key, body []byte) rest.Stream {
	r, err := c.request(key, rest.Query{}, nil)
	if err == nil && !r.Endpoint.Query {
		err = fmt.Errorf("%s is not a query", key)
	}
	if err != nil {
		return rest.Fail(err)
	}
	r.Body = body
	return c.rest.Records(ctx, r)
}

// request makes a request for a known endpoint, with the largest page the service allows.
func (c *Client) request(key access.Key, q rest.Query, parameters []string) (rest.Request, error) {
	e, known := access.Lookup(key)
	if !known || e.Service != access.Graph {
		return rest.Request{}, fmt.Errorf("%q is not an endpoint of Microsoft Graph that partnershell knows", key)
	}
	if wanted := strings.Count(e.Path(), "{id}"); wanted != len(parameters) {
		return rest.Request{}, fmt.Errorf("%s needs %d ids, not %d", key, wanted, len(parameters))
	}
	for _, id := range parameters {
		if id == "" {
			return rest.Request{}, fmt.Errorf("%s needs an id that is not empty", key)
		}
	}
	if q.Top == 0 || q.Top > e.PageSize {
		q.Top = e.PageSize
	}
	return rest.Request{Endpoint: e, Base: c.base(e.Version()), Path: e.Path(), Parameters: parameters, Query: q,
		Header: c.header(q)}, nil
}

func (c *Client) base(version string) string {
	return c.config.Account.Cloud().GraphResource() + "/" + version
}

// header asks for enumeration members that were added later, which otherwise show as unknownFutureValue, and for
// the index that counting and searching need.
func (c *Client) header(q rest.Query) http.Header {
	h := http.Header{"Prefer": {"include-unknown-enum-members"}}
	if q.Count || q.Search != "" {
		h.Set("ConsistencyLevel", "eventual")
	}
	return h
}

// Check tells what the account lacks for an endpoint in this tenant, without calling it.
func (c *Client) Check(ctx context.Context, key access.Key) ([]access.Gap, error) {
	e, known := access.Lookup(key)
	if !known {
		return nil, fmt.Errorf("%q is not an endpoint that partnershell knows", key)
	}
	subject, err := c.subject(ctx)
	if err != nil {
		return nil, err
	}
	return access.Check(e, subject), nil
}

// subject is who asks, as far as is known without another call.
func (c *Client) subject(ctx context.Context) (access.Subject, error) {
	identity, err := c.config.Account.Identity(ctx, c.tenant)
	if err != nil {
		return access.Subject{}, err
	}
	level, known := c.licence.peek()
	return access.Subject{Identity: identity, Cloud: c.config.Account.Cloud(), Licence: level, LicenceKnown: known,
		Customer: c.tenant != c.config.Account.Home()}, nil
}

// explain fills in what a refusal means. A licence refusal is asked again when the tenant has the licence, because
// licensed tenants get that answer now and then.
func (c *Client) explain(ctx context.Context, r rest.Request, e *rest.Error) (again bool) {
	refusal := e.Refusal()
	if refusal.MayBePassing() && r.Endpoint.Key != access.SubscribedSkus {
		level, err := c.Licence(ctx)
		again = err == nil && level >= max(r.Endpoint.Licence, access.P1)
	}
	subject, err := c.subject(ctx)
	if err != nil {
		subject = access.Subject{Cloud: c.config.Account.Cloud()}
	}
	e.Gaps = access.Explain(r.Endpoint, subject, refusal)
	for i := range e.Gaps {
		e.Gaps[i].Certain = e.Gaps[i].Certain && !again
	}
	return again
}

// licence is what was learnt of a tenant's licence.
type licence struct {
	mu    sync.Mutex
	known bool
	level access.Licence
}

func (l *licence) peek() (access.Licence, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.level, l.known
}

func (l *licence) learn(level access.Licence) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.level, l.known = level, true
}

// errNoSkus keeps a tenant's licence unknown.
var errNoSkus = errors.New("the tenant lists no licences")

// Licence is the level of Entra ID that the tenant has, decided from its subscribed SKUs and asked for once.
func (c *Client) Licence(ctx context.Context) (access.Licence, error) {
	if level, known := c.licence.peek(); known {
		return level, nil
	}
	level, some := access.Free, false
	for record, err := range c.List(ctx, access.SubscribedSkus, rest.Query{}) {
		if err != nil {
			return access.Free, err
		}
		some = true
		level = max(level, licenceOf(record))
	}
	if !some {
		return access.Free, errNoSkus
	}
	c.licence.learn(level)
	return level, nil
}
