package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// batchSize is how many requests one batch may hold.
const batchSize = 20

// BatchAnswer is the answer to one path of a batch.
type BatchAnswer struct {
	// Body is the answer as it came, a page of a collection included.
	Body []byte
	// Err is a *rest.Error when this path was refused.
	Err error
}

// Batch reads many paths with few requests and answers in their order. Parts that are throttled are asked again.
// It saves round trips, not budget: every part counts as a request of its own.
func (c *Client) Batch(ctx context.Context, version string, paths []string) ([]BatchAnswer, error) {
	answers := make([]BatchAnswer, len(paths))
	pending := make([]int, len(paths))
	for i := range paths {
		pending[i] = i
	}
	for attempt := 1; len(pending) > 0; {
		portion := pending[:min(batchSize, len(pending))]
		if err := c.batch(ctx, version, paths, portion, answers); err != nil {
			return nil, err
		}
		again, err := c.batchRetries(ctx, paths, portion, answers, attempt)
		if err != nil {
			return nil, err
		}
		pending = append(again, pending[len(portion):]...)
		if attempt++; len(again) == 0 {
			attempt = 1
		}
	}
	return answers, nil
}

// batchRetries waits as the longest-suffering part demands and tells which parts to ask again. Parts that are
// refused for good keep their errors.
func (c *Client) batchRetries(
	ctx context.Context, paths []string, portion []int, answers []BatchAnswer, attempt int,
) (again []int, err error) {
	var longest *rest.Error
	for _, i := range portion {
		refused, ok := answers[i].Err.(*rest.Error)
		if !ok {
			continue
		}
		if !refused.Throttled() {
			c.explain(ctx, c.part(paths[i]), refused)
			continue
		}
		again = append(again, i)
		if longest == nil || refused.RetryAfter > longest.RetryAfter {
			longest = refused
		}
	}
	if longest == nil {
		return nil, nil
	}
	err = c.rest.Retry(ctx, c.part(longest.Path), longest, attempt)
	if err == error(longest) {
		return nil, nil // patience has ended; each part keeps its refusal
	}
	return again, err
}

// part is the request that a path of a batch stands for.
func (c *Client) part(path string) rest.Request {
	e, _ := access.Match(path)
	return rest.Request{Endpoint: e, Path: strings.Trim(path, "/")}
}

// batchRequest and batchResponse are the bodies of $batch.
type batchRequest struct {
	ID      string            `json:"id"`
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
}

type batchResponse struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body"`
}

// batch sends one batch and files its answers, which come in any order.
func (c *Client) batch(
	ctx context.Context, version string, paths []string, portion []int, answers []BatchAnswer,
) error {
	body, err := c.batchBody(ctx, paths, portion)
	if err != nil {
		return err
	}
	r := rest.Request{Base: c.base(version), Path: "$batch", Body: body, Header: c.header(rest.Query{})}
	_, reply, err := c.rest.Answer(ctx, r)
	if err != nil {
		return err
	}
	var decoded struct{ Responses []batchResponse }
	if err := json.Unmarshal(reply, &decoded); err != nil {
		return fmt.Errorf("$batch: the answer cannot be read: %w", err)
	}
	for _, i := range portion {
		answers[i] = BatchAnswer{Err: fmt.Errorf("$batch: no answer for %s", paths[i])}
	}
	for _, response := range decoded.Responses {
		i, err := strconv.Atoi(response.ID)
		if err == nil && i >= 0 && i < len(answers) {
			answers[i] = c.batchAnswer(paths[i], response)
		}
	}
	return nil
}

// batchBody writes the requests, each within its endpoint's budget. Only GET is ever written.
func (c *Client) batchBody(ctx context.Context, paths []string, portion []int) ([]byte, error) {
	requests := make([]batchRequest, 0, len(portion))
	for _, i := range portion {
		part := c.part(paths[i])
		if err := c.rest.Wait(ctx, part); err != nil {
			return nil, err
		}
		requests = append(requests, batchRequest{ID: strconv.Itoa(i), Method: http.MethodGet, URL: "/" + part.Path})
	}
	return json.Marshal(map[string]any{"requests": requests})
}

func (c *Client) batchAnswer(path string, response batchResponse) BatchAnswer {
	if response.Status < 300 {
		return BatchAnswer{Body: response.Body}
	}
	header := http.Header{}
	for name, value := range response.Headers {
		header.Set(name, value)
	}
	return BatchAnswer{Err: c.rest.Refusal(c.part(path), response.Status, header, response.Body)}
}
