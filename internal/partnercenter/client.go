// Package partnercenter reads the Partner Center API: the partner's customers, and the reports on multifactor
// authentication behind the page "Security requirements status". It only reads. Sending, retrying, paging and
// errors are those of package rest; customers' data is read with package graph.
package partnercenter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
)

// An Account is who is signed in; *entra.Session is one.
type Account interface {
	Cloud() entra.Cloud
	Home() string
	// IdentityFor is what the token for a resource says; Partner Center looks at its own token's methods.
	IdentityFor(ctx context.Context, tenant, resource string) (entra.Identity, error)
}

// Config is what a client is made of.
type Config struct {
	Account Account
	// Sender sends with the partner tenant's tokens.
	Sender rest.Sender
	// Clock is the system's when nil.
	Clock rest.Clock
	// OnWait hears of every pause that limits and faults make necessary; may be nil.
	OnWait func(rest.Pause)
}

// A Client reads Partner Center for the partner that is signed in. Safe for concurrent use.
type Client struct {
	account Account
	rest    rest.Client
}

// errNoPartnerCenter is for clouds without the API.
var errNoPartnerCenter = errors.New("this cloud has no Partner Center API")

// New makes a client.
func New(config Config) (*Client, error) {
	if config.Account.Cloud().PartnerCenter == "" {
		return nil, errNoPartnerCenter
	}
	if config.Clock == nil {
		config.Clock = rest.SystemClock{}
	}
	c := &Client{account: config.Account}
	c.rest = rest.Client{Sender: tagged{config.Sender, uuid.NewString()}, Clock: config.Clock,
		Tenant: config.Account.Home(), OnWait: config.OnWait, Explain: c.explain, Links: nextOf}
	return c, nil
}

// tagged marks every request, so that Microsoft's support finds it: the correlation is the session's, the request
// id each request's own.
type tagged struct {
	rest.Sender
	correlation string
}

// Send sends.
func (t tagged) Send(ctx context.Context, r rest.Request) (*http.Response, error) {
	header := r.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	header.Set("MS-CorrelationId", t.correlation)
	header.Set("MS-RequestId", uuid.NewString())
	r.Header = header
	return t.Sender.Send(ctx, r)
}

// explain fills in what a refusal means.
func (c *Client) explain(ctx context.Context, r rest.Request, e *rest.Error) (again bool) {
	subject := access.Subject{Cloud: c.account.Cloud()}
	identity, err := c.account.IdentityFor(ctx, c.account.Home(), c.account.Cloud().PartnerCenterResource())
	if err == nil {
		subject.Identity = identity
	}
	e.Gaps = access.Explain(r.Endpoint, subject, e.Refusal())
	return false
}

func (c *Client) request(key access.Key) rest.Request {
	e, _ := access.Lookup(key)
	r := rest.Request{Endpoint: e, Base: c.account.Cloud().PartnerCenterResource() + "/" + e.Version(), Path: e.Path()}
	if e.PageSize > 0 {
		r.Query.More = map[string]string{"size": fmt.Sprint(e.PageSize)}
	}
	return r
}

// Customers streams the partner's customers as Partner Center describes them.
func (c *Client) Customers(ctx context.Context) rest.Stream {
	return c.rest.Records(ctx, c.request(access.PartnerCenterCustomers))
}

// ValidateMFA asks Partner Center whether it takes the present sign-in for one with multifactor authentication,
// as it will demand of every request. known is false when the service does not answer the question.
func (c *Client) ValidateMFA(ctx context.Context) (compliant, known bool, err error) {
	r := c.request(access.PartnerCenterCustomers)
	r.Query.More = map[string]string{"size": "1"}
	r.Header = http.Header{}
	r.Header.Set("ValidateMfa", "true")
	header, _, err := c.rest.Answer(ctx, r)
	switch strings.ToLower(header.Get("isMfaCompliant")) {
	case "true":
		return true, true, err
	case "false":
		return false, true, err
	}
	return false, false, err
}

// typed decodes the records of a stream.
func typed[T any](s rest.Stream) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for record, err := range s {
			var item T
			if err == nil {
				err = json.Unmarshal(record, &item)
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
}

// nextOf reads Partner Center's links. The address of the next page is relative, with or without the version, and
// the continuation token comes beside it as a header to send.
func nextOf(r rest.Request, links []byte) (next rest.Request, more bool, err error) {
	var l struct {
		Next *struct {
			URI     string
			Headers []struct{ Key, Value string }
		}
	}
	if err := json.Unmarshal(links, &l); err != nil {
		return r, false, fmt.Errorf("%s: the links to further pages cannot be read", r.Path)
	}
	if l.Next == nil || l.Next.URI == "" {
		return r, false, nil
	}
	r.Next, err = absolute(r.Base, l.Next.URI)
	r.Header = http.Header{}
	for _, header := range l.Next.Headers {
		if strings.HasPrefix(strings.ToUpper(header.Key), "MS-") {
			r.Header.Set(header.Key, header.Value)
		}
	}
	return r, true, err
}

// absolute joins a link to the base, which ends in the version, without doubling the version.
func absolute(base, link string) (string, error) {
	host, version := base[:strings.LastIndexByte(base, '/')], base[strings.LastIndexByte(base, '/'):]
	switch {
	case strings.HasPrefix(link, host+"/"):
		return link, nil
	case strings.Contains(link, "://") || strings.HasPrefix(link, "//"):
		return "", errors.New("the next page is at another host, so it is not followed")
	}
	link = "/" + strings.TrimLeft(link, "/")
	if !strings.HasPrefix(link, version+"/") {
		link = version + link
	}
	return host + link, nil
}
