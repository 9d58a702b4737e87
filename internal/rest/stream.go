package rest

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// A Stream yields records, each the JSON bytes of one object, which belong to the receiver. An error is the last
// thing a stream yields. Stopping the loop stops the requests.
type Stream = iter.Seq2[[]byte, error]

// Records streams the records of a request, page after page. The next page is asked for only when half of the
// present one has been taken, so a reader that stops early costs one request.
func (c *Client) Records(ctx context.Context, r Request) Stream {
	return func(yield func([]byte, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel() // also ends a page that is being fetched ahead
		taken := 0
		for fetched := c.fetch(ctx, r); ; {
			p, err := fetched.page, fetched.err
			if err != nil {
				yield(nil, err)
				return
			}
			more := fetched.more && (r.Expect == 0 || taken+len(p.records) < r.Expect)
			var ahead <-chan fetch
			for i, record := range p.records {
				if ahead == nil && more && 2*i >= len(p.records) {
					ahead = c.fetchAhead(ctx, fetched.next)
				}
				if !yield(bytes.Clone(record), nil) {
					return
				}
			}
			buffers.Put(fetched.buffer)
			taken += len(p.records)
			switch {
			case !fetched.more:
				return
			case ahead != nil:
				fetched = <-ahead
			default: // a page may be empty and still be followed by another
				fetched = c.fetch(ctx, fetched.next)
			}
		}
	}
}

// fetch is one page and what asks for the one behind it, or why there is none.
type fetch struct {
	page page
	// buffer holds the page's bytes; the records are parts of it.
	buffer *bytes.Buffer
	next   Request
	more   bool
	err    error
}

// buffers are used again, because pages are large and records are copied out of them.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (c *Client) fetch(ctx context.Context, r Request) (f fetch) {
	f.buffer = buffers.Get().(*bytes.Buffer)
	f.err = c.attempts(ctx, r, f.buffer, func(_ http.Header, body []byte) (err error) {
		f.page, err = splitPage(body, f.page.records)
		return err
	})
	if f.err == nil {
		f.next, f.more, f.err = c.next(r, f.page)
	}
	return f
}

// next is the request for the page behind p.
func (c *Client) next(r Request, p page) (next Request, more bool, err error) {
	switch {
	case p.next != "":
		return r.follow(p.next), true, sameHost(r, p.next)
	case p.links != nil && c.Links != nil:
		return c.Links(r, p.links)
	}
	return Request{}, false, nil
}

// fetchAhead fetches in the background. The channel holds the page, so that nothing waits for a reader that left.
func (c *Client) fetchAhead(ctx context.Context, r Request) <-chan fetch {
	ahead := make(chan fetch, 1)
	go func() { ahead <- c.fetch(ctx, r) }()
	return ahead
}

// follow is the request for a next page. Headers are sent again, as advanced queries need.
func (r Request) follow(next string) Request {
	r.Next, r.Query, r.Body = next, Query{}, nil
	return r
}

// sameHost refuses a next link that leads elsewhere: the token would go there.
func sameHost(r Request, next string) error {
	from, err := url.Parse(r.Base)
	if err != nil {
		return err
	}
	to, err := url.Parse(next)
	if err != nil || to.Scheme != from.Scheme || !strings.EqualFold(to.Host, from.Host) || to.User != nil {
		return fmt.Errorf("%s: the service's next page is at another host, so it is not followed", r.path())
	}
	return nil
}

// Fail is a stream of one error.
func Fail(err error) Stream {
	return func(yield func([]byte, error) bool) { yield(nil, err) }
}

// First is the first record of a stream, or nil if there is none.
func First(s Stream) ([]byte, error) {
	for record, err := range s {
		return record, err
	}
	return nil, nil
}
