package dotnet

import (
	"net"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// URI is System.Uri.
type URI struct {
	original string
	absolute bool
	u        *url.URL // nil for relative ones
}

// Type implements object.Object.
func (*URI) Type() *object.Type { return object.LibraryType("System.Uri") }

// Text implements object.Texter: unescaped for reading, as .NET shows it.
func (u *URI) Text() string {
	if !u.absolute {
		return u.original
	}
	return unescapeSafe(u.absoluteURI())
}

// unescapeSafe undoes the escapes that cannot change an address's meaning.
func unescapeSafe(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		end := i
		for end+2 < len(s) && s[end] == '%' {
			end += 3
		}
		raw, err := url.PathUnescape(s[i:end])
		if err != nil || strings.ContainsAny(raw, "%/?#@:&=+$,;[]\\<>\"\x00") || strings.ToValidUTF8(raw, "") != raw {
			b.WriteString(s[i:end])
		} else {
			b.WriteString(raw)
		}
		i = end - 1
	}
	return b.String()
}

// EqualTo implements object.Equatable: fragments and user names do not count.
func (u *URI) EqualTo(other object.Value) bool {
	o, ok := other.(*URI)
	if !ok || u.absolute != o.absolute {
		return false
	}
	if !u.absolute {
		return u.original == o.original
	}
	return u.u.Scheme == o.u.Scheme && u.authority() == o.authority() && u.pathAndQuery() == o.pathAndQuery()
}

var errURIFormat = object.NewException("System.UriFormatException", "Invalid URI: The format of the URI could not be determined.")

// The numbers of System.UriKind.
const (
	uriRelativeOrAbsolute = iota
	uriAbsolute
	uriRelative
)

// ParseURI reads a URI of a kind (System.UriKind).
func ParseURI(text string, kind int64) (*URI, error) {
	trimmed := strings.TrimSpace(text)
	if u, err := parseAbsolute(trimmed); err == nil && kind != uriRelative {
		return &URI{original: text, absolute: true, u: u}, nil
	} else if err != nil && err != errURIFormat && kind != uriRelative {
		return nil, err // it is meant to be absolute, and wrong
	}
	if kind == uriAbsolute {
		if trimmed == "" {
			return nil, object.NewException("System.UriFormatException", "Invalid URI: The URI is empty.")
		}
		return nil, errURIFormat
	}
	return &URI{original: text}, nil
}

func parseAbsolute(text string) (*url.URL, error) {
	if strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "//") {
		return &url.URL{Scheme: "file", Path: text}, nil // a Unix path
	}
	scheme, rest, found := strings.Cut(text, ":")
	if !found || !validScheme(scheme) {
		return nil, errURIFormat
	}
	scheme = strings.ToLower(scheme)
	fragment := ""
	if before, after, ok := strings.Cut(rest, "#"); ok {
		rest, fragment = before, after
	}
	query := ""
	hasQuery := false
	if before, after, ok := strings.Cut(rest, "?"); ok {
		rest, query, hasQuery = before, after, true
	}
	u := &url.URL{Scheme: scheme, RawQuery: escapeURI(query), ForceQuery: hasQuery && query == "", Fragment: fragment}
	if !strings.HasPrefix(rest, "//") {
		if scheme == "mailto" {
			if user, host, ok := strings.Cut(rest, "@"); ok {
				u.User, u.Host = url.User(user), strings.ToLower(host)
				return u, nil
			}
		}
		if hasHost(scheme) {
			return nil, errURIFormat
		}
		u.Opaque = escapeURI(rest)
		return u, nil
	}
	authority, p, _ := strings.Cut(rest[2:], "/")
	if len(authority) < len(rest[2:]) {
		p = "/" + p
	}
	if err := setAuthority(u, authority); err != nil {
		return nil, err
	}
	u.Path = cleanPath(p, scheme)
	return u, nil
}

func validScheme(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", r)) {
			return false
		}
	}
	return len(s) > 1
}

func hasHost(scheme string) bool {
	switch scheme {
	case "http", "https", "ftp", "ws", "wss", "ldap":
		return true
	}
	return false
}

func setAuthority(u *url.URL, authority string) error {
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		u.User, authority = url.User(authority[:at]), authority[at+1:]
	}
	host, port := authority, ""
	if colon := strings.LastIndexByte(authority, ':'); colon > strings.LastIndexByte(authority, ']') {
		host, port = authority[:colon], authority[colon+1:]
	}
	if port != "" {
		n, err := strconv.Atoi(port)
		if err != nil || n < 0 || n > 65535 {
			return object.NewException("System.UriFormatException", "Invalid URI: Invalid port specified.")
		}
	}
	if strings.ContainsAny(host, " <>^|\\%\"") || host == "" && hasHost(u.Scheme) {
		return object.NewException("System.UriFormatException", "Invalid URI: The hostname could not be parsed.")
	}
	u.Host = strings.ToLower(host)
	if port != "" && port != strconv.Itoa(defaultPort(u.Scheme)) {
		u.Host += ":" + port
	}
	return nil
}

// cleanPath resolves dots and escapes what must be.
func cleanPath(p, scheme string) string {
	if p == "" && (hasHost(scheme) || scheme == "file") {
		return "/"
	}
	if strings.Contains(p, "/.") {
		slash := strings.HasSuffix(p, "/") || strings.HasSuffix(p, "/.") || strings.HasSuffix(p, "/..")
		if p = path.Clean(p); slash && p != "/" {
			p += "/"
		}
	}
	return escapeURI(p)
}

// escapeURI escapes what may not stand in a URI; existing escapes stay.
func escapeURI(s string) string {
	const allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;="
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case strings.IndexByte(allowed, c) >= 0:
			b.WriteByte(c)
		case c == '%' && i+2 < len(s) && isHexDigit(s[i+1]) && isHexDigit(s[i+2]):
			b.WriteByte(c)
		default:
			const digits = "0123456789ABCDEF"
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

func isHexDigit(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

func defaultPort(scheme string) int {
	switch scheme {
	case "http", "ws":
		return 80
	case "https", "wss":
		return 443
	case "ftp":
		return 21
	case "mailto":
		return 25
	case "ldap":
		return 389
	}
	return -1
}

func (u *URI) port() int {
	if p := u.u.Port(); p != "" {
		n, _ := strconv.Atoi(p)
		return n
	}
	return defaultPort(u.u.Scheme)
}

func (u *URI) authority() string { return u.u.Host }

func (u *URI) absolutePath() string {
	if u.u.Opaque != "" {
		return u.u.Opaque
	}
	return u.u.Path
}

func (u *URI) query() string {
	if u.u.RawQuery == "" && !u.u.ForceQuery {
		return ""
	}
	return "?" + u.u.RawQuery
}

func (u *URI) pathAndQuery() string { return u.absolutePath() + u.query() }

func (u *URI) fragment() string {
	if u.u.Fragment == "" {
		return ""
	}
	return "#" + escapeURI(u.u.Fragment)
}

func (u *URI) userInfo() string {
	if u.u.User == nil {
		return ""
	}
	return u.u.User.Username()
}

func (u *URI) absoluteURI() string {
	head := u.u.Scheme + ":"
	switch {
	case u.u.Opaque != "":
	case u.u.Scheme == "mailto":
		return head + u.userInfo() + "@" + u.u.Host + u.query()
	default:
		head += "//"
		if info := u.userInfo(); info != "" {
			head += info + "@"
		}
		head += u.u.Host
	}
	return head + u.pathAndQuery() + u.fragment()
}

func (u *URI) localPath() string {
	p, err := url.PathUnescape(u.absolutePath())
	if err != nil {
		return u.absolutePath()
	}
	return p
}

func (u *URI) segments() []string {
	p := u.absolutePath()
	var parts []string
	for p != "" {
		i := strings.IndexByte(p, '/')
		if i < 0 {
			return append(parts, p)
		}
		parts, p = append(parts, p[:i+1]), p[i+1:]
	}
	return parts
}

// hostType is System.UriHostNameType: Unknown, Basic, Dns, IPv4, IPv6.
func hostType(host string) int64 {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	switch {
	case host == "":
		return 0
	case ip != nil && ip.To4() != nil && !strings.Contains(host, ":"):
		return 3
	case ip != nil:
		return 4
	}
	for _, label := range strings.Split(host, ".") {
		if label == "" || strings.ContainsAny(label, " /?#@:<>\"") {
			return 0
		}
	}
	return 2
}

func newURI(a args) (object.Value, error) {
	if base, ok := a.at(0).(*URI); ok {
		relative := object.ToText(a.at(1))
		if r, ok := a.at(1).(*URI); ok {
			relative = r.original
		}
		return base.resolve(relative)
	}
	if a.at(0) == nil {
		return nil, argumentNull("uriString")
	}
	kind := int64(uriAbsolute)
	if isEnum(a.at(1)) {
		kind = a.enum(1, kind)
	}
	return orError(ParseURI(a.text(0), kind))
}

func (u *URI) resolve(relative string) (object.Value, error) {
	if !u.absolute {
		return nil, outOfRange("baseUri", "This operation is not supported for a relative URI.")
	}
	r, err := url.Parse(relative)
	if err != nil {
		return nil, errURIFormat
	}
	base, err := url.Parse(u.absoluteURI())
	if err != nil {
		return nil, errURIFormat
	}
	return orError(ParseURI(base.ResolveReference(r).String(), uriAbsolute))
}

// part is a property that relative URIs do not have.
func uriPart(f func(*URI) object.Value) getter {
	return tryGet(func(u *URI) (object.Value, error) {
		if !u.absolute {
			return nil, invalidOperation("This operation is not supported for a relative URI.")
		}
		return f(u), nil
	})
}

func uriClass() class {
	return class{
		new:              try(newURI),
		staticProperties: uriConstants,
		properties: getters{
			"AbsolutePath":  uriPart(func(u *URI) object.Value { return u.absolutePath() }),
			"AbsoluteUri":   uriPart(func(u *URI) object.Value { return u.absoluteURI() }),
			"LocalPath":     uriPart(func(u *URI) object.Value { return u.localPath() }),
			"Authority":     uriPart(func(u *URI) object.Value { return u.authority() }),
			"HostNameType":  uriPart(func(u *URI) object.Value { return object.NewEnum("System.UriHostNameType", hostType(u.u.Hostname())) }),
			"IsDefaultPort": uriPart(func(u *URI) object.Value { return u.u.Port() == "" }),
			"IsFile":        uriPart(func(u *URI) object.Value { return u.u.Scheme == "file" }),
			"IsLoopback": uriPart(func(u *URI) object.Value {
				h := u.u.Hostname()
				return h == "localhost" || strings.HasPrefix(h, "127.") || h == "::1" || h == ""
			}),
			"IsUnc":          constant(false),
			"PathAndQuery":   uriPart(func(u *URI) object.Value { return u.pathAndQuery() }),
			"Segments":       uriPart(func(u *URI) object.Value { return textArray(u.segments()) }),
			"Host":           uriPart(func(u *URI) object.Value { return hostOf(u) }),
			"DnsSafeHost":    uriPart(func(u *URI) object.Value { return u.u.Hostname() }),
			"IdnHost":        uriPart(func(u *URI) object.Value { return u.u.Hostname() }),
			"Port":           uriPart(func(u *URI) object.Value { return i32(u.port()) }),
			"Query":          uriPart(func(u *URI) object.Value { return u.query() }),
			"Fragment":       uriPart(func(u *URI) object.Value { return u.fragment() }),
			"Scheme":         uriPart(func(u *URI) object.Value { return u.u.Scheme }),
			"UserInfo":       uriPart(func(u *URI) object.Value { return u.userInfo() }),
			"OriginalString": get(func(u *URI) object.Value { return u.original }),
			"IsAbsoluteUri":  get(func(u *URI) object.Value { return u.absolute }),
			"UserEscaped":    constant(false),
		},
		methods: methods{
			"ToString":    do(func(u *URI, _ args) object.Value { return u.Text() }),
			"Equals":      do(func(u *URI, a args) object.Value { return u.EqualTo(a.at(0)) }),
			"GetLeftPart": do(func(u *URI, a args) object.Value { return leftPart(u, a.enum(0, 0)) }),
			"IsBaseOf": do(func(u *URI, a args) object.Value {
				o, ok := a.at(0).(*URI)
				return ok && o.absolute && u.absolute && o.u.Host == u.u.Host && o.u.Scheme == u.u.Scheme && strings.HasPrefix(o.u.Path, u.u.Path[:strings.LastIndexByte(u.u.Path, '/')+1])
			}),
			"GetComponents":              call(uriComponents),
			"MakeRelativeUri":            call(relativeURI),
			"IsWellFormedOriginalString": do(func(u *URI, _ args) object.Value { return u.original == escapeURI(u.original) }),
		},
		statics: uriStatics(),
		order: []string{"AbsolutePath", "AbsoluteUri", "LocalPath", "Authority", "HostNameType", "IsDefaultPort", "IsFile",
			"IsLoopback", "PathAndQuery", "Segments", "IsUnc", "Host", "Port", "Query", "Fragment", "Scheme", "OriginalString",
			"DnsSafeHost", "IdnHost", "IsAbsoluteUri", "UserEscaped", "UserInfo"},
	}
}

// hostOf keeps the brackets of an IPv6 address.
func hostOf(u *URI) string {
	if h := u.u.Hostname(); strings.Contains(h, ":") {
		return "[" + h + "]"
	}
	return u.u.Hostname()
}

func leftPart(u *URI, part int64) string {
	if !u.absolute {
		return ""
	}
	head := u.u.Scheme + "://"
	switch part {
	case 0:
		return head
	case 1:
		return head + u.authority()
	case 2:
		return head + u.authority() + u.absolutePath()
	}
	return head + u.authority() + u.pathAndQuery()
}

func uriStatics() methods {
	return methods{
		"EscapeDataString":   static(func(a args) object.Value { return escapeData(a.text(0)) }),
		"UnescapeDataString": static(func(a args) object.Value { return unescapeData(a.text(0)) }),
		"EscapeUriString":    static(func(a args) object.Value { return escapeURI(a.text(0)) }),
		"HexEscape": static(func(a args) object.Value {
			return "%" + strings.ToUpper(strconv.FormatInt(int64(a.char(0))|0x100, 16)[1:])
		}),
		"IsHexDigit":      static(func(a args) object.Value { return a.char(0) < 128 && isHexDigit(byte(a.char(0))) }),
		"CheckHostName":   static(func(a args) object.Value { return object.NewEnum("System.UriHostNameType", hostType(a.text(0))) }),
		"CheckSchemeName": static(func(a args) object.Value { return validScheme(a.text(0)) }),
		"IsWellFormedUriString": static(func(a args) object.Value {
			u, err := ParseURI(a.text(0), a.enum(1, uriRelativeOrAbsolute))
			return err == nil && u.original == escapeURI(u.original)
		}),
		"TryCreate": try(func(a args) (object.Value, error) {
			last := len(a) - 1
			v, err := newURI(a[:last])
			if err != nil {
				return false, a.store(last, nil)
			}
			return true, a.store(last, v)
		}),
		"Compare":       try(compareURIs),
		"FromHex":       try(fromHexDigit),
		"IsHexEncoding": static(func(a args) object.Value { return isHexEscape(a.text(0), a.int(1)) }),
		"HexUnescape":   try(hexUnescape),
	}
}

// escapeData escapes all but letters, digits and -._~.
func escapeData(s string) string {
	return strings.NewReplacer("+", "%20", "%7E", "~").Replace(url.QueryEscape(s))
}

// unescapeData undoes valid escapes and leaves the others.
func unescapeData(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHexDigit(s[i+1]) && isHexDigit(s[i+2]) {
			n, _ := strconv.ParseUint(s[i+1:i+3], 16, 8)
			b.WriteByte(byte(n))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// uriBuilder is System.UriBuilder.
type uriBuilder struct {
	scheme, host, path, query, fragment, user, password string
	port                                                int
}

// Type implements object.Object.
func (*uriBuilder) Type() *object.Type { return object.LibraryType("System.UriBuilder") }

// Text implements object.Texter.
func (b *uriBuilder) Text() string {
	text := b.scheme + "://"
	if b.user != "" {
		text += b.user
		if b.password != "" {
			text += ":" + b.password
		}
		text += "@"
	}
	text += b.host
	if b.port >= 0 && b.host != "" {
		text += ":" + strconv.Itoa(b.port)
	}
	if b.path != "" && !strings.HasPrefix(b.path, "/") {
		text += "/"
	}
	return text + b.path + prefixed("?", b.query) + prefixed("#", b.fragment)
}

func prefixed(mark, s string) string {
	if s == "" || strings.HasPrefix(s, mark) {
		return s
	}
	return mark + s
}

func newURIBuilder(a args) (object.Value, error) {
	b := &uriBuilder{scheme: "http", host: "localhost", path: "/", port: -1}
	if len(a) >= 2 {
		b.scheme, b.host = a.text(0), a.text(1)
		if a.has(2) {
			b.port = a.int(2)
		}
		if a.has(3) {
			b.path = a.text(3)
		}
		return b, b.setExtra(a.text(4))
	}
	if len(a) == 0 {
		return b, nil
	}
	u, ok := a.at(0).(*URI)
	if !ok {
		text := a.text(0)
		if !strings.Contains(text, "://") {
			text = "http://" + text
		}
		var err error
		if u, err = ParseURI(text, uriAbsolute); err != nil {
			return nil, err
		}
	}
	if !u.absolute {
		return nil, invalidOperation("This operation is not supported for a relative URI.")
	}
	b.scheme, b.host, b.path, b.query, b.fragment = u.u.Scheme, hostOf(u), u.absolutePath(), u.query(), u.fragment()
	b.user, b.password, _ = strings.Cut(u.userInfo(), ":")
	b.port = u.port()
	return b, nil
}

// setExtra is the constructor's last argument: a query, a fragment or both.
func (b *uriBuilder) setExtra(extra string) error {
	switch {
	case extra == "":
	case extra[0] == '#':
		b.fragment = extra
	case extra[0] == '?':
		query, fragment, found := strings.Cut(extra, "#")
		if b.query = query; found {
			b.fragment = "#" + fragment
		}
	default:
		return argumentError("extraValue", "Extra portion of URI not valid.")
	}
	return nil
}

func uriBuilderClass() class {
	c := class{new: try(newURIBuilder), properties: getters{
		"Port": get(func(b *uriBuilder) object.Value { return i32(b.port) }),
		"Uri":  tryGet(func(b *uriBuilder) (object.Value, error) { return orError(ParseURI(b.Text(), uriAbsolute)) }),
	}, setters: setters{
		"Port": set(func(b *uriBuilder, v object.Value) error { b.port = int(v.(int32)); return nil }),
	}, methods: methods{"ToString": do(func(b *uriBuilder, _ args) object.Value { return b.Text() })}}
	for name, field := range map[string]func(*uriBuilder) *string{
		"Scheme": func(b *uriBuilder) *string { return &b.scheme }, "Host": func(b *uriBuilder) *string { return &b.host },
		"Path": func(b *uriBuilder) *string { return &b.path }, "UserName": func(b *uriBuilder) *string { return &b.user },
		"Password": func(b *uriBuilder) *string { return &b.password },
	} {
		c.properties[name] = get(func(b *uriBuilder) object.Value { return *field(b) })
		c.setters[name] = set(func(b *uriBuilder, v object.Value) error { *field(b) = object.ToText(v); return nil })
	}
	c.properties["Query"] = get(func(b *uriBuilder) object.Value { return prefixed("?", b.query) })
	c.setters["Query"] = set(func(b *uriBuilder, v object.Value) error { b.query = object.ToText(v); return nil })
	c.properties["Fragment"] = get(func(b *uriBuilder) object.Value { return prefixed("#", b.fragment) })
	c.setters["Fragment"] = set(func(b *uriBuilder, v object.Value) error { b.fragment = object.ToText(v); return nil })
	return c
}
