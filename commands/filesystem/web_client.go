package filesystem

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// httpService is the name of the session's service that sends requests: an *http.Client.
const httpService = "http"

// client is what sends the request: the session's own, with what the parameters change. It follows no redirections.
func (w *webParameters) client(inv *command.Invocation, session *dotnet.WebSession) (*http.Client, error) {
	base, ok := inv.Service(httpService).(*http.Client)
	if !ok || base == nil {
		base = http.DefaultClient
	}
	client := &http.Client{Transport: base.Transport, Jar: session.Cookies,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if !w.changesTransport() {
		return client, nil
	}
	transport, ok := base.Transport.(*http.Transport)
	if base.Transport == nil {
		transport, ok = http.DefaultTransport.(*http.Transport)
	}
	if !ok {
		return nil, notSupported("The session's connection does not allow for another proxy, other protocols or unchecked certificates.")
	}
	transport = transport.Clone()
	client.Transport = transport
	return client, w.changeTransport(transport)
}

func (w *webParameters) changesTransport() bool {
	return bool(w.SkipCertificateCheck || w.NoProxy || w.DisableKeepAlive) || w.Proxy != nil || w.UnixSocket != nil ||
		w.SslProtocol != nil || w.HTTPVersion != nil
}

func (w *webParameters) changeTransport(t *http.Transport) error {
	if t.TLSClientConfig == nil {
		t.TLSClientConfig = &tls.Config{}
	}
	t.TLSClientConfig.InsecureSkipVerify = bool(w.SkipCertificateCheck)
	t.DisableKeepAlives = bool(w.DisableKeepAlive)
	if w.NoProxy {
		t.Proxy = nil
	}
	if w.UnixSocket != nil {
		path := object.ToText(w.UnixSocket)
		t.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		}
	}
	if err := w.chooseVersions(t); err != nil {
		return err
	}
	return w.useProxy(t)
}

// chooseVersions limits the versions of HTTP and TLS.
func (w *webParameters) chooseVersions(t *http.Transport) error {
	switch version := object.ToText(w.HTTPVersion); version {
	case "":
	case "1.1":
		t.ForceAttemptHTTP2 = false
		t.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	case "2.0":
		t.ForceAttemptHTTP2 = true
	default:
		return notSupported("HTTP version " + version + " is not supported; 1.1 and 2.0 are.")
	}
	protocols := strings.ToLower(object.ToText(w.SslProtocol))
	if protocols == "" || protocols == "default" {
		return nil
	}
	versions := map[string]uint16{"tls": tls.VersionTLS10, "tls11": tls.VersionTLS11, "tls12": tls.VersionTLS12, "tls13": tls.VersionTLS13}
	low, high := uint16(tls.VersionTLS13), uint16(tls.VersionTLS10)
	for name := range strings.SplitSeq(protocols, ",") {
		if v, ok := versions[strings.TrimSpace(name)]; ok {
			low, high = min(low, v), max(high, v)
		}
	}
	t.TLSClientConfig.MinVersion, t.TLSClientConfig.MaxVersion = low, high
	return nil
}

func (w *webParameters) useProxy(t *http.Transport) error {
	if w.Proxy == nil {
		return nil
	}
	u, err := url.Parse(object.ToText(w.Proxy))
	if err != nil {
		return badArgument("Proxy")
	}
	if c, ok := object.Base(w.ProxyCredential).(*dotnet.Credential); ok {
		u.User = url.UserPassword(c.UserName, c.Password.Reveal())
	}
	t.Proxy = http.ProxyURL(u)
	return nil
}

// sessionOf is the session that the request belongs to: the given one or a new one.
func (w *webParameters) sessionOf() *dotnet.WebSession {
	if s, ok := object.Base(w.WebSession).(*dotnet.WebSession); ok {
		return s
	}
	return dotnet.NewWebSession()
}
