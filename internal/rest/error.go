package rest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/access"
)

// Error is a service's refusal of one request.
type Error struct {
	Status int
	// Code and Message are the service's; InnerCode is the innermost code it gave besides.
	Code, InnerCode, Message string
	// RequestID and ClientRequestID are what Microsoft's support asks for.
	RequestID, ClientRequestID string
	// Endpoint is empty for paths outside the table; Path is what was asked, without query.
	Endpoint access.Key
	Path     string
	// Tenant is whose data was asked for.
	Tenant string
	// RetryAfter is how long the service asked to wait, 0 if it did not say.
	RetryAfter time.Duration
	// Attempts is how often the request was sent.
	Attempts int
	// Gaps is what is missing, when the refusal is about access.
	Gaps []access.Gap
}

// Error says what was refused, why, and what is missing.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Path, e.reason())
	for _, gap := range e.Gaps {
		b.WriteString("; ")
		b.WriteString(gap.String())
	}
	fmt.Fprintf(&b, " (%s", statusText(e.Status))
	if e.Code != "" && e.Code != strconv.Itoa(e.Status) {
		b.WriteString(", " + e.Code)
	}
	if e.RequestID != "" {
		b.WriteString(", request-id " + e.RequestID)
	}
	b.WriteByte(')')
	return b.String()
}

func (e *Error) reason() string {
	switch {
	case e.Throttled() && e.Attempts > 1:
		return fmt.Sprintf("the service still throttles after %d attempts", e.Attempts)
	case e.Throttled():
		return "the service throttles"
	case len(e.Gaps) > 0:
		return "access refused"
	case e.Message != "":
		return strings.TrimRight(e.Message, ". \r\n")
	}
	return "the service refused"
}

func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return strconv.Itoa(status) + " " + text
	}
	return strconv.Itoa(status)
}

// Throttled reports whether too many requests were sent.
func (e *Error) Throttled() bool { return e.Status == http.StatusTooManyRequests }

// Forbidden reports whether access was refused.
func (e *Error) Forbidden() bool { return e.Status == http.StatusForbidden || len(e.Gaps) > 0 }

// NotFound reports whether there is no such object.
func (e *Error) NotFound() bool { return e.Status == http.StatusNotFound }

// Refusal is the part that tells what is missing.
func (e *Error) Refusal() access.Refusal {
	return access.Refusal{Status: e.Status, Code: e.Code, Message: e.Message}
}

// transient reports whether the same request may succeed later.
func (e *Error) transient() bool {
	switch e.Status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// TimedOut reports whether the service took too long, which a smaller question may cure.
func (e *Error) TimedOut() bool {
	return e.Status == http.StatusGatewayTimeout || e.Status == http.StatusRequestTimeout
}

// envelope covers the error bodies of the services: Graph and Log Analytics nest an error, Partner Center writes
// code and description, its gateway statusCode and message.
type envelope struct {
	Error        json.RawMessage `json:"error"`
	Code         looseText       `json:"code"`
	Description  string          `json:"description"`
	Message      looseText       `json:"message"`
	InnerError   *innerError     `json:"innerError"`
	ErrorMessage string          `json:"error_description"`
}

type innerError struct {
	Code            looseText   `json:"code"`
	RequestID       string      `json:"request-id"`
	ClientRequestID string      `json:"client-request-id"`
	Inner           *innerError `json:"innerError"` // older services: innererror; names match in any case
}

// looseText reads a text, a number, or OData 3's {"lang","value"}; anything else is empty.
type looseText string

// UnmarshalJSON never fails, so that one odd member does not hide the others.
func (t *looseText) UnmarshalJSON(data []byte) error {
	var text string
	var number json.Number
	var translated struct{ Value string }
	switch {
	case json.Unmarshal(data, &text) == nil:
		*t = looseText(text)
	case json.Unmarshal(data, &number) == nil:
		*t = looseText(number)
	case json.Unmarshal(data, &translated) == nil:
		*t = looseText(translated.Value)
	}
	return nil
}

// parseError reads a refusal from a response's status, header and body; any body will do.
func parseError(status int, header http.Header, body []byte, now time.Time) *Error {
	e := &Error{
		Status:          status,
		RequestID:       firstHeader(header, "request-id", "MS-RequestId", "x-ms-request-id"),
		ClientRequestID: firstHeader(header, "client-request-id", "MS-CorrelationId"),
		RetryAfter:      retryAfter(header.Get("Retry-After"), now),
	}
	var outer envelope
	if json.Unmarshal(body, &outer) == nil {
		e.read(outer)
	}
	return e
}

func (e *Error) read(outer envelope) {
	inner := outer
	if len(outer.Error) > 0 {
		inner = envelope{}
		if json.Unmarshal(outer.Error, &inner) != nil { // OAuth writes a bare code
			json.Unmarshal(outer.Error, &inner.Code)
			inner.Description = outer.ErrorMessage
		}
	}
	e.Code = string(inner.Code)
	e.Message = string(inner.Message)
	if e.Message == "" {
		e.Message = inner.Description
	}
	for deeper := inner.InnerError; deeper != nil; deeper = deeper.Inner {
		if deeper.Code != "" {
			e.InnerCode = string(deeper.Code)
		}
		if e.RequestID == "" {
			e.RequestID, e.ClientRequestID = deeper.RequestID, deeper.ClientRequestID
		}
	}
}

func firstHeader(header http.Header, names ...string) string {
	for _, name := range names {
		if value := header.Get(name); value != "" {
			return value
		}
	}
	return ""
}

// retryAfter reads seconds or a date.
func retryAfter(text string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		if !(seconds > 0) || seconds > 86400 {
			return 0
		}
		return time.Duration(seconds * float64(time.Second))
	}
	if at, err := http.ParseTime(text); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}
