package filesystem

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// defaultRedirections is how many times a request is sent on where nobody said otherwise.
const defaultRedirections = 50

var errTimeout = errors.New("no answer in time")

// send sends the request, again after failures and on to where the server points, and returns the answer that counts.
// An answer of 400 or above is an error unless -SkipHttpErrorCheck was given.
func (w *webParameters) send(inv *command.Invocation, client *http.Client, r *webRequest) (*http.Response, error) {
	for attempt := int32(0); ; attempt++ {
		response, err := w.follow(inv, client, r)
		if err != nil {
			return nil, err
		}
		if attempt < w.MaximumRetryCount && (response.StatusCode >= 400 || response.StatusCode == http.StatusNotModified) {
			wait := w.retryWait(response)
			closeBody(response)
			if err := pause(inv.Context(), wait); err != nil {
				return nil, err
			}
			continue
		}
		if response.StatusCode >= 300 && !bool(w.SkipHTTPErrorCheck) {
			return nil, responseFailure(response)
		}
		return response, nil
	}
}

// retryWait is how long to wait before asking again: as long as the server says when there were too many requests.
func (w *webParameters) retryWait(response *http.Response) time.Duration {
	if response.StatusCode == http.StatusTooManyRequests {
		if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && seconds >= 0 {
			return time.Duration(seconds) * time.Second
		}
	}
	return time.Duration(w.RetryIntervalSec) * time.Second
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func closeBody(response *http.Response) {
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10)) // so that the connection can be used again
	_ = response.Body.Close()
}

// follow sends the request, on to where the server points.
func (w *webParameters) follow(inv *command.Invocation, client *http.Client, first *webRequest) (*http.Response, error) {
	r := *first
	r.header = first.header.Clone()
	limit := w.MaximumRedirection
	if limit < 0 {
		limit = defaultRedirections
	}
	for hops := int32(0); ; hops++ {
		response, err := w.exchange(inv, client, &r)
		if err != nil {
			return nil, err
		}
		next, err := redirection(response)
		if next == nil || err != nil {
			return response, err
		}
		if hops >= limit {
			return response, w.tooManyRedirections(inv, response)
		}
		if r.url.Scheme == "https" && next.Scheme != "https" && !bool(w.AllowInsecureRedirect) {
			closeBody(response)
			return nil, webFailure("InsecureRedirection", "Cannot follow an insecure redirection by default. "+
				"Reissue the command specifying the -AllowInsecureRedirect switch.")
		}
		closeBody(response)
		w.redirect(&r, next, response.StatusCode)
	}
}

// redirection is where an answer points; nil if it is none of that kind.
func redirection(response *http.Response) (*url.URL, error) {
	switch response.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect,
		http.StatusPermanentRedirect, http.StatusMultipleChoices:
	default:
		return nil, nil
	}
	if response.Header.Get("Location") == "" {
		return nil, nil
	}
	next, err := response.Location()
	if err != nil || next.Scheme != "http" && next.Scheme != "https" {
		return nil, nil
	}
	return next, nil
}

// redirect points the request somewhere else. Without -PreserveHttpMethodOnRedirect it becomes a GET where browsers
// make it one.
func (w *webParameters) redirect(r *webRequest, next *url.URL, status int) {
	elsewhere := !strings.EqualFold(r.url.Host, next.Host)
	r.url = next
	if !w.PreserveAuthorizationOnRedirect {
		for name := range r.header {
			if name == "Authorization" || elsewhere && isSecretHeader(name) {
				r.header.Del(name)
			}
		}
	}
	if w.PreserveHTTPMethodOnRedirect || status == http.StatusTemporaryRedirect || status == http.StatusPermanentRedirect {
		return
	}
	if status == http.StatusSeeOther && r.method != http.MethodHead || r.method == http.MethodPost {
		r.method, r.body, r.size = http.MethodGet, nil, 0
		r.header.Del("Content-Type")
	}
}

// isSecretHeader reports header lines that another host than the one they were meant for must not get to see.
func isSecretHeader(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"auth", "cookie", "token", "secret", "key", "password"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

func (w *webParameters) tooManyRedirections(inv *command.Invocation, response *http.Response) error {
	e := webFailure("MaximumRedirectExceeded", "The maximum redirection count has been exceeded. To increase the number of "+
		"redirections allowed, supply a higher value to the -MaximumRedirection parameter.")
	if w.SkipHTTPErrorCheck {
		return inv.WriteError(e)
	}
	closeBody(response)
	return e
}

func webFailure(id, text string) *object.ErrorRecord {
	return object.NewError("System.InvalidOperationException", id, object.InvalidOperation, "%s", text)
}

// exchange sends the request once.
func (w *webParameters) exchange(inv *command.Invocation, client *http.Client, r *webRequest) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(inv.Context())
	request, err := r.toHTTP(ctx)
	if err != nil {
		cancel(nil)
		return nil, connectionFailure(err, r.url)
	}
	if err := inv.Verbose("HTTP " + r.method + " " + r.url.Scheme + "://" + r.url.Host + r.url.Path + " with " +
		strconv.FormatInt(r.size, 10) + "-byte payload"); err != nil {
		cancel(nil)
		return nil, err
	}
	if w.ConnectionTimeoutSeconds > 0 {
		timer := time.AfterFunc(time.Duration(w.ConnectionTimeoutSeconds)*time.Second, func() { cancel(errTimeout) })
		defer timer.Stop()
	}
	response, err := client.Do(request)
	if err != nil {
		defer cancel(nil)
		if inv.Context().Err() != nil {
			return nil, inv.Context().Err()
		}
		if context.Cause(ctx) == errTimeout {
			return nil, w.timedOut()
		}
		return nil, connectionFailure(err, r.url)
	}
	response.Body = &watchedBody{ReadCloser: response.Body, cancel: cancel, idle: time.Duration(w.OperationTimeoutSeconds) * time.Second}
	return response, nil
}

func (r *webRequest) toHTTP(ctx context.Context) (*http.Request, error) {
	var body io.ReadCloser
	if r.body != nil {
		var err error
		if body, err = r.body(); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(ctx, r.method, r.url.String(), body)
	if err != nil {
		return nil, err
	}
	request.Header = r.header.Clone()
	request.ContentLength, request.GetBody = r.size, r.body
	if host := r.header.Get("Host"); host != "" {
		request.Host = host
	}
	return request, nil
}

// watchedBody ends the request when it is closed, or when nothing comes for too long.
type watchedBody struct {
	io.ReadCloser
	cancel context.CancelCauseFunc
	idle   time.Duration // 0: for ever
}

// Read implements io.Reader.
func (b *watchedBody) Read(p []byte) (int, error) {
	if b.idle > 0 {
		timer := time.AfterFunc(b.idle, func() { b.cancel(errTimeout) })
		defer timer.Stop()
	}
	return b.ReadCloser.Read(p)
}

// Close implements io.Closer.
func (b *watchedBody) Close() error {
	defer b.cancel(nil)
	return b.ReadCloser.Close()
}

func (w *webParameters) timedOut() error {
	return object.NewError("System.Threading.Tasks.TaskCanceledException", "ConnectionTimeoutReached", object.OperationTimeout,
		"The request was canceled due to the configured HttpClient.Timeout of %d seconds elapsing.", w.ConnectionTimeoutSeconds)
}

// connectionFailure is the error about a request that got no answer. The query of an address may hold secrets and is
// left out.
func connectionFailure(err error, u *url.URL) error {
	text := err.Error()
	var urlError *url.Error
	if errors.As(err, &urlError) {
		text = urlError.Err.Error()
	}
	var dnsError *net.DNSError
	var pathError *os.PathError
	switch {
	case errors.As(err, &dnsError):
		text = "No such host is known. (" + u.Host + ")"
	case errors.Is(err, syscall.ECONNREFUSED):
		text = "Connection refused (" + hostAndPort(u) + ")"
	case errors.As(err, &pathError):
		text = pathError.Err.Error()
	case strings.Contains(text, "x509:"), strings.Contains(text, "tls:"):
		text = "The SSL connection could not be established, see inner exception. " + text
	}
	e := object.NewError("System.Net.Http.HttpRequestException", "WebCmdletWebResponseException", object.InvalidOperation, "%s", text)
	e.Target = u.Scheme + "://" + u.Host + u.Path
	e.Exception.Inner = object.NewException("System.Net.Sockets.SocketException", "%s", text)
	return e
}

func hostAndPort(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	return net.JoinHostPort(u.Hostname(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
}
