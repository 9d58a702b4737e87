package dotnet

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"

	"github.com/partnershell/partnershell/shell/object"
)

// WebSession is Microsoft.PowerShell.Commands.WebRequestSession: what requests leave for later ones.
type WebSession struct {
	Headers   *object.Dictionary
	UserAgent string
	Cookies   http.CookieJar

	redirections int32
}

// NewWebSession makes a session that knows nothing yet.
func NewWebSession() *WebSession {
	return &WebSession{Headers: object.NewHashtable(), Cookies: newCookieJar(), redirections: -1}
}

func newCookieJar() http.CookieJar {
	jar, _ := cookiejar.New(nil) // never fails without options
	return jar
}

// Type implements object.Object.
func (*WebSession) Type() *object.Type {
	return object.LibraryType("Microsoft.PowerShell.Commands.WebRequestSession")
}

func webSessionClass() class {
	return class{
		new: static(func(args) object.Value { return NewWebSession() }),
		properties: getters{
			"Headers":            get(func(s *WebSession) object.Value { return s.Headers }),
			"Cookies":            get(func(s *WebSession) object.Value { return &cookieContainer{s.Cookies} }),
			"UserAgent":          get(func(s *WebSession) object.Value { return textOrNull(s.UserAgent) }),
			"MaximumRedirection": get(func(s *WebSession) object.Value { return s.redirections }),
		},
		setters: setters{
			"UserAgent": set(func(s *WebSession, v object.Value) error { s.UserAgent = object.ToText(v); return nil }),
			"MaximumRedirection": set(func(s *WebSession, v object.Value) error {
				n, err := object.ToInt(v)
				s.redirections = int32(n)
				return err
			}),
			"Headers": set(func(s *WebSession, v object.Value) error {
				if d, ok := v.(*object.Dictionary); ok {
					s.Headers = d
				}
				return nil
			}),
			"Cookies": set(func(s *WebSession, v object.Value) error {
				if c, ok := v.(*cookieContainer); ok {
					s.Cookies = c.jar
				}
				return nil
			}),
		},
	}
}

func textOrNull(s string) object.Value {
	if s == "" {
		return nil
	}
	return s
}

// cookieContainer is System.Net.CookieContainer.
type cookieContainer struct{ jar http.CookieJar }

// Type implements object.Object.
func (*cookieContainer) Type() *object.Type { return object.LibraryType("System.Net.CookieContainer") }

func cookieContainerClass() class {
	return class{
		new: static(func(args) object.Value { return &cookieContainer{newCookieJar()} }),
		methods: methods{
			"Add": do(func(c *cookieContainer, a args) object.Value {
				if len(a) == 2 {
					c.add(a.at(0), a.at(1))
				} else {
					c.add(nil, a.at(0))
				}
				return object.Nothing
			}),
			"SetCookies": do(func(c *cookieContainer, a args) object.Value {
				if cookies, err := http.ParseCookie(a.text(1)); err == nil {
					c.jar.SetCookies(addressOf(a.at(0)), cookies)
				}
				return object.Nothing
			}),
			"GetCookies":      do(func(c *cookieContainer, a args) object.Value { return c.at(addressOf(a.at(0))) }),
			"GetCookieHeader": do(func(c *cookieContainer, a args) object.Value { return c.header(addressOf(a.at(0))) }),
		},
	}
}

// add keeps a cookie, for an address or for the domain that it names itself.
func (c *cookieContainer) add(address, v object.Value) {
	k, ok := v.(*cookie)
	if !ok {
		return
	}
	at := addressOf(address)
	if address == nil {
		at = &url.URL{Scheme: "https", Host: k.Domain, Path: k.Path}
	}
	kept := k.Cookie
	kept.Domain = "" // as given it may be a name without a dot, which belongs to its host alone
	if len(k.Domain) > 0 && k.Domain[0] == '.' {
		at.Host, kept.Domain = k.Domain[1:], k.Domain[1:]
	}
	c.jar.SetCookies(at, []*http.Cookie{&kept})
}

// addressOf is the address that a [uri] stands for; an empty one for anything else.
func addressOf(v object.Value) *url.URL {
	if u, err := url.Parse(object.ToText(v)); err == nil {
		return u
	}
	return &url.URL{}
}

func (c *cookieContainer) at(address *url.URL) object.Value {
	var items []object.Value
	for _, k := range c.jar.Cookies(address) {
		items = append(items, &cookie{*k})
	}
	return object.NewArray(items...)
}

func (c *cookieContainer) header(address *url.URL) string {
	var request http.Request
	request.Header = http.Header{}
	for _, k := range c.jar.Cookies(address) {
		request.AddCookie(k)
	}
	return request.Header.Get("Cookie")
}

// cookie is System.Net.Cookie.
type cookie struct{ http.Cookie }

// Type implements object.Object.
func (*cookie) Type() *object.Type { return object.LibraryType("System.Net.Cookie") }

// Text implements object.Texter.
func (c *cookie) Text() string { return c.Name + "=" + c.Value }

func cookieClass() class {
	return class{
		new: static(func(a args) object.Value {
			return &cookie{http.Cookie{Name: a.text(0), Value: a.text(1), Path: a.text(2), Domain: a.text(3)}}
		}),
		properties: getters{
			"Name":     get(func(c *cookie) object.Value { return c.Name }),
			"Value":    get(func(c *cookie) object.Value { return c.Value }),
			"Path":     get(func(c *cookie) object.Value { return c.Path }),
			"Domain":   get(func(c *cookie) object.Value { return c.Domain }),
			"Secure":   get(func(c *cookie) object.Value { return c.Secure }),
			"HttpOnly": get(func(c *cookie) object.Value { return c.HttpOnly }),
		},
		setters: setters{
			"Name":     set(func(c *cookie, v object.Value) error { c.Name = object.ToText(v); return nil }),
			"Value":    set(func(c *cookie, v object.Value) error { c.Value = object.ToText(v); return nil }),
			"Path":     set(func(c *cookie, v object.Value) error { c.Path = object.ToText(v); return nil }),
			"Domain":   set(func(c *cookie, v object.Value) error { c.Domain = object.ToText(v); return nil }),
			"Secure":   set(func(c *cookie, v object.Value) error { c.Secure = object.ToBool(v); return nil }),
			"HttpOnly": set(func(c *cookie, v object.Value) error { c.HttpOnly = object.ToBool(v); return nil }),
		},
		methods: methods{"ToString": do(func(c *cookie, _ args) object.Value { return c.Text() })},
		order:   []string{"Name", "Value", "Domain", "Path", "Secure", "HttpOnly"},
	}
}

// responseHeadersClass is HttpResponseHeaders: a dictionary of names and lists of values, and typed readers of some.
func responseHeadersClass() class {
	type headers = *object.Dictionary
	return class{
		properties: getters{
			"RetryAfter": get(func(h headers) object.Value {
				if text := headerOf(h, "Retry-After"); text != "" {
					return retryCondition(text)
				}
				return nil
			}),
			"Location": get(func(h headers) object.Value {
				if u, err := ParseURI(headerOf(h, "Location"), 0); err == nil && headerOf(h, "Location") != "" {
					return u
				}
				return nil
			}),
			"Date": get(func(h headers) object.Value { return headerDate(headerOf(h, "Date")) }),
		},
		methods: methods{
			"Contains": do(func(h headers, a args) object.Value { return headerOf(h, a.text(0)) != "" }),
			"GetValues": call(func(h headers, a args) (object.Value, error) {
				if v, ok := h.Get(a.text(0)); ok {
					return v, nil
				}
				return nil, object.NewException("System.InvalidOperationException", "The given header was not found.")
			}),
			"TryGetValues": call(func(h headers, a args) (object.Value, error) {
				v, ok := h.Get(a.text(0))
				return ok, a.store(1, v)
			}),
		},
	}
}

func headerOf(h *object.Dictionary, name string) string {
	v, _ := h.Get(name)
	return object.ToText(v)
}

// headerDate is the date that a header line holds, or null.
func headerDate(text string) object.Value {
	t, err := http.ParseTime(text)
	if err != nil {
		return nil
	}
	return object.DateTimeOffset{Ticks: object.FromTime(t.UTC(), object.UTC).Ticks}
}

// retryCondition is System.Net.Http.Headers.RetryConditionHeaderValue: how long to wait, or until when.
type retryCondition string

// Type implements object.Object.
func (retryCondition) Type() *object.Type {
	return object.LibraryType("System.Net.Http.Headers.RetryConditionHeaderValue")
}

// Text implements object.Texter.
func (r retryCondition) Text() string { return string(r) }

func (r retryCondition) delta() object.Value {
	seconds, err := strconv.Atoi(string(r))
	if err != nil {
		return nil
	}
	return object.TimeSpan(int64(seconds) * object.TicksPerSecond)
}

func retryConditionClass() class {
	return class{
		properties: getters{
			"Date":  get(func(r retryCondition) object.Value { return headerDate(string(r)) }),
			"Delta": get(func(r retryCondition) object.Value { return r.delta() }),
		},
		methods: methods{"ToString": do(func(r retryCondition, _ args) object.Value { return r.Text() })},
	}
}
