package dotnet

import (
	"fmt"
	"html"
	"math"
	"net/mail"
	"net/netip"
	"strconv"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// netClass is the types of System.Net and System.Web that need no network.
func netClass(t *object.Type, name string) class {
	switch name {
	case "System.Net.IPAddress":
		return ipAddressClass()
	case "System.Net.WebUtility":
		return webUtilityClass(false)
	case "System.Web.HttpUtility":
		return webUtilityClass(true)
	case "System.Net.Mail.MailAddress":
		return mailAddressClass()
	case "System.Net.Cookie":
		return cookieClass()
	case "System.Net.CookieContainer":
		return cookieContainerClass()
	case "System.Net.Http.Headers.HttpResponseHeaders":
		return responseHeadersClass().over(dictionaryClass(t))
	case "System.Net.Http.Headers.RetryConditionHeaderValue":
		return retryConditionClass()
	case "System.Net.IPEndPoint":
		return endPointClass()
	case "System.Net.IPNetwork":
		return ipNetworkClass()
	case "System.Net.NetworkInformation.PhysicalAddress":
		return physicalAddressClass()
	case "System.Net.Dns":
		return dnsClass()
	case "System.Net.ServicePointManager":
		return servicePointClass()
	}
	if strings.HasSuffix(name, "Exception") {
		return exceptionClass(t)
	}
	return class{}
}

// servicePointClass keeps the settings that scripts for Windows PowerShell make; Go chooses TLS itself, and certificates
// are checked, as by PowerShell 7, unless -SkipCertificateCheck is given.
func servicePointClass() class {
	var settings sync.Map // parallel blocks may set them
	c := class{staticProperties: getters{}, staticSetters: setters{}}
	for name, v := range map[string]object.Value{"SecurityProtocol": object.NewEnum("System.Net.SecurityProtocolType", 0),
		"DefaultConnectionLimit": int32(2), "Expect100Continue": true, "CheckCertificateRevocationList": false,
		"DnsRefreshTimeout": int32(120000), "EnableDnsRoundRobin": false, "MaxServicePointIdleTime": int32(100000),
		"MaxServicePoints": int32(0), "UseNagleAlgorithm": true, "ServerCertificateValidationCallback": nil} {
		settings.Store(name, v)
		c.staticProperties[name] = func(object.Value) (object.Value, error) { v, _ := settings.Load(name); return v, nil }
		c.staticSetters[name] = func(_, v object.Value) error { settings.Store(name, v); return nil }
	}
	return c
}

// ipAddress is System.Net.IPAddress.
type ipAddress struct{ netip.Addr }

// Type implements object.Object.
func (ipAddress) Type() *object.Type { return object.LibraryType("System.Net.IPAddress") }

// Text implements object.Texter.
func (ip ipAddress) Text() string { return ip.String() }

// EqualTo implements object.Equatable.
func (ip ipAddress) EqualTo(other object.Value) bool {
	o, ok := other.(ipAddress)
	return ok && o == ip
}

func (ip ipAddress) family() object.Value {
	if ip.Is4() {
		return object.NewEnum("System.Net.Sockets.AddressFamily", 2)
	}
	return object.NewEnum("System.Net.Sockets.AddressFamily", 23)
}

func tooLargeAddress(n uint64) error {
	text := strconv.FormatUint(n, 10)
	e := outOfRange("newAddress", "newAddress ('%s') must be less than or equal to '4294967295'.", text).(*object.Exception)
	e.Message += newLine + "Actual value was " + text + "."
	return e
}

func parseIP(a args) (ipAddress, error) {
	if a.at(0) == nil {
		return ipAddress{}, argumentNull("ipString")
	}
	text := strings.Trim(a.text(0), "[]")
	if addr, err := netip.ParseAddr(text); err == nil {
		return ipAddress{addr}, nil
	}
	if addr, ok := parseIPv4Parts(text); ok {
		return ipAddress{addr}, nil
	}
	return ipAddress{}, formatError("An invalid IP address was specified.")
}

// parseIPv4Parts reads the older forms: one to four parts, decimal, octal or hexadecimal, the last filling the rest.
func parseIPv4Parts(text string) (netip.Addr, bool) {
	parts := strings.Split(text, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var n uint64
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 0, 32)
		limit := uint64(0xFF)
		if i == len(parts)-1 {
			limit = 1<<(8*(5-len(parts))) - 1
			n <<= 8 * (5 - len(parts))
		} else {
			n <<= 8
		}
		if err != nil || v > limit || strings.ContainsAny(p, "_+") {
			return netip.Addr{}, false
		}
		n |= v
	}
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}), true
}

func ipAddressClass() class {
	fixed := getters{}
	for name, text := range map[string]string{"Any": "0.0.0.0", "Broadcast": "255.255.255.255", "None": "255.255.255.255",
		"Loopback": "127.0.0.1", "IPv6Any": "::", "IPv6None": "::", "IPv6Loopback": "::1"} {
		fixed[name] = constant(ipAddress{netip.MustParseAddr(text)})
	}
	is := func(f func(netip.Addr) bool) getter {
		return get(func(ip ipAddress) object.Value { return f(ip.Addr) })
	}
	swap := static(func(a args) object.Value {
		b, _ := littleEndian(a.at(0))
		var n uint64
		for _, x := range b {
			n = n<<8 | uint64(x)
		}
		return fitInteger(object.TypeOf(a.at(0)), int64(n))
	})
	return class{
		new: try(func(a args) (object.Value, error) {
			if b, ok := a.bytes(0); ok {
				addr, ok := netip.AddrFromSlice(b)
				if !ok {
					return nil, argumentError("address", "An invalid IP address was specified.")
				}
				return ipAddress{addr}, nil
			}
			if whole := a.int64(0); whole < 0 || whole > math.MaxUint32 {
				return nil, tooLargeAddress(uint64(whole))
			}
			n := uint32(a.int64(0))
			return ipAddress{netip.AddrFrom4([4]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)})}, nil
		}),
		staticProperties: fixed,
		properties: getters{
			"AddressFamily": get(func(ip ipAddress) object.Value { return ip.family() }),
			"Address": tryGet(func(ip ipAddress) (object.Value, error) {
				if !ip.Is4() {
					return nil, object.NewException("System.Net.Sockets.SocketException", "The attempted operation is not supported for the type of object referenced.")
				}
				b := ip.As4()
				return int64(b[0]) | int64(b[1])<<8 | int64(b[2])<<16 | int64(b[3])<<24, nil
			}),
			"ScopeId": tryGet(func(ip ipAddress) (object.Value, error) {
				if ip.Is4() {
					return nil, object.NewException("System.Net.Sockets.SocketException", "The attempted operation is not supported for the type of object referenced.")
				}
				n, _ := strconv.ParseInt(ip.Zone(), 10, 64)
				return n, nil
			}),
			"IsIPv4MappedToIPv6": is(netip.Addr.Is4In6), "IsIPv6LinkLocal": is(func(a netip.Addr) bool { return a.Is6() && a.IsLinkLocalUnicast() }),
			"IsIPv6Multicast": is(func(a netip.Addr) bool { return a.Is6() && a.IsMulticast() }), "IsIPv6SiteLocal": is(func(a netip.Addr) bool { return a.Is6() && a.As16()[0] == 0xFE && a.As16()[1]&0xC0 == 0xC0 }),
			"IsIPv6Teredo":      is(func(a netip.Addr) bool { return netip.MustParsePrefix("2001::/32").Contains(a) }),
			"IsIPv6UniqueLocal": is(func(a netip.Addr) bool { return a.Is6() && a.IsPrivate() }),
		},
		methods: methods{
			"GetAddressBytes": do(func(ip ipAddress, _ args) object.Value { return byteArray(ip.AsSlice()) }),
			"MapToIPv4":       do(func(ip ipAddress, _ args) object.Value { return ipAddress{ip.Unmap()} }),
			"MapToIPv6":       do(func(ip ipAddress, _ args) object.Value { return ipAddress{netip.AddrFrom16(ip.As16())} }),
			"ToString":        do(func(ip ipAddress, _ args) object.Value { return ip.String() }),
		},
		statics: methods{
			"Parse":              try(func(a args) (object.Value, error) { return orError(parseIP(a)) }),
			"IsLoopback":         static(func(a args) object.Value { ip, ok := a.at(0).(ipAddress); return ok && ip.IsLoopback() }),
			"HostToNetworkOrder": swap, "NetworkToHostOrder": swap,
			"TryParse": try(func(a args) (object.Value, error) {
				ip, err := parseIP(a)
				if err != nil {
					return false, a.store(1, nil)
				}
				return true, a.store(1, ip)
			}),
		},
		extra: []*object.Member{{Name: "IPAddressToString", Kind: object.ScriptProperty, Definition: "System.Object IPAddressToString {get=$this.ToString();}",
			Get: func(this object.Value) (object.Value, error) { return object.ToText(this), nil }}},
		order: []string{"AddressFamily", "ScopeId", "IsIPv6Multicast", "IsIPv6LinkLocal", "IsIPv6SiteLocal", "IsIPv6Teredo",
			"IsIPv6UniqueLocal", "IsIPv4MappedToIPv6", "Address"},
	}
}

// webUtilityClass is WebUtility and HttpUtility, which differ in the case of escapes and what null gives.
func webUtilityClass(http bool) class {
	nullable := func(f func(string) string) method {
		return static(func(a args) object.Value {
			if a.at(0) == nil || object.TypeOf(a.at(0)) != object.TypeString {
				return nil
			}
			return f(a.text(0))
		})
	}
	encode := func(s string) string { return urlEncode(s, http) }
	return class{statics: methods{
		"UrlEncode":     nullable(encode),
		"UrlDecode":     nullable(func(s string) string { return urlDecode(s, http) }),
		"UrlPathEncode": nullable(urlPathEncode),
		"HtmlEncode":    nullable(htmlEncode),
		"HtmlDecode":    nullable(html.UnescapeString),
		"HtmlAttributeEncode": nullable(func(s string) string {
			return strings.NewReplacer("&", "&amp;", `"`, "&quot;", "'", "&#39;", "<", "&lt;").Replace(s)
		}),
		"ParseQueryString":       static(func(a args) object.Value { return parseQuery(a.text(0)) }),
		"JavaScriptStringEncode": static(func(a args) object.Value { return scriptEncode(a.text(0), a.bool(1)) }),
	}}
}

// urlPathEncode escapes the spaces and what is not ASCII, up to the query.
func urlPathEncode(s string) string {
	path, query, found := strings.Cut(s, "?")
	if found {
		query = "?" + query
	}
	var b strings.Builder
	for _, c := range []byte(path) {
		if c == ' ' || c >= 0x7F || c < ' ' {
			fmt.Fprintf(&b, "%%%02x", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String() + query
}

// urlEncode writes a form value: letters, digits and -_.!*() stay, a space becomes +.
func urlEncode(s string, lower bool) string {
	var b strings.Builder
	digits := "0123456789ABCDEF"
	if lower {
		digits = "0123456789abcdef"
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('+')
		case c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z', strings.IndexByte("-_.!*()", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

// urlDecode undoes urlEncode; HttpUtility knows %uXXXX too. Escapes that mean nothing stay.
func urlDecode(s string, unicodeEscapes bool) string {
	s = strings.ReplaceAll(s, "+", " ")
	if unicodeEscapes {
		for at := strings.Index(s, "%u"); at >= 0; {
			if n, err := strconv.ParseUint(s[at+2:min(at+6, len(s))], 16, 16); err == nil && at+6 <= len(s) {
				s = s[:at] + charText(uint16(n)) + s[at+6:]
			}
			next := strings.Index(s[at+1:], "%u")
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
	return strings.ToValidUTF8(unescapeData(s), "\uFFFD")
}

// htmlEncode escapes what HTML reads as markup, and Latin-1's upper half.
func htmlEncode(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\'':
			b.WriteString("&#39;")
		case r >= 160 && r < 256, r > 0xFFFF:
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func scriptEncode(s string, quote bool) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20, strings.ContainsRune("'<>&\u0085\u2028\u2029", r):
			b.WriteString(`\u` + strconv.FormatInt(int64(r)|0x10000, 16)[1:])
		default:
			b.WriteRune(r)
		}
	}
	if quote {
		return `"` + b.String() + `"`
	}
	return b.String()
}

// nameValues is System.Collections.Specialized.NameValueCollection: names with one or more values.
type nameValues struct {
	class string // full name of the type
	names []string
	texts map[string][]string // by folded name
}

// Type implements object.Object.
func (n *nameValues) Type() *object.Type { return object.LibraryType(n.class) }

// Text implements object.Texter: a query string prints as one.
func (n *nameValues) Text() string {
	if n.class != "System.Web.HttpQSCollection" {
		return n.class
	}
	var parts []string
	for _, name := range n.names {
		for _, v := range n.texts[object.FoldName(name)] {
			parts = append(parts, urlEncode(name, true)+"="+urlEncode(v, true))
		}
	}
	return strings.Join(parts, "&")
}

// Each implements object.Enumerable: it enumerates the names.
func (n *nameValues) Each(yield func(object.Value) bool) error {
	for _, name := range n.names {
		if !yield(name) {
			break
		}
	}
	return nil
}

func (n *nameValues) set(name string, values []string) {
	key := object.FoldName(name)
	if _, ok := n.texts[key]; !ok {
		n.names = append(n.names, name)
	}
	n.texts[key] = values
}

func (n *nameValues) joined(name string) object.Value {
	if v, ok := n.texts[object.FoldName(name)]; ok {
		return strings.Join(v, ",")
	}
	return nil
}

func (n *nameValues) remove(name string) {
	delete(n.texts, object.FoldName(name))
	for i, have := range n.names {
		if object.EqualNames(have, name) {
			n.names = append(n.names[:i:i], n.names[i+1:]...)
			return
		}
	}
}

func parseQuery(query string) *nameValues {
	n := &nameValues{class: "System.Web.HttpQSCollection", texts: map[string][]string{}}
	for _, part := range strings.Split(strings.TrimPrefix(query, "?"), "&") {
		name, v, _ := strings.Cut(part, "=")
		name, v = urlDecode(name, true), urlDecode(v, true)
		if part != "" {
			n.set(name, append(n.texts[object.FoldName(name)], v))
		}
	}
	return n
}

func nameValuesClass(t *object.Type) class {
	item := func(n *nameValues, a args) object.Value {
		if i := a.int(0); isInt(a.at(0)) && i >= 0 && i < len(n.names) {
			return n.joined(n.names[i])
		}
		return n.joined(a.text(0))
	}
	keys := func(n *nameValues) object.Value { return textArray(append([]string(nil), n.names...)) }
	return class{
		new: try(func(args) (object.Value, error) {
			return &nameValues{class: t.FullName(), texts: map[string][]string{}}, nil
		}),
		properties: getters{"Count": get(func(n *nameValues) object.Value { return i32(len(n.names)) }), "AllKeys": get(keys), "Keys": get(keys)},
		methods: methods{
			"get_Item": do(item), "Get": do(item),
			"set_Item": do(func(n *nameValues, a args) object.Value { n.set(a.text(0), []string{a.text(1)}); return object.Nothing }),
			"Set":      do(func(n *nameValues, a args) object.Value { n.set(a.text(0), []string{a.text(1)}); return object.Nothing }),
			"Add": do(func(n *nameValues, a args) object.Value {
				n.set(a.text(0), append(n.texts[object.FoldName(a.text(0))], a.text(1)))
				return object.Nothing
			}),
			"Remove": do(func(n *nameValues, a args) object.Value { n.remove(a.text(0)); return object.Nothing }),
			"Clear": do(func(n *nameValues, _ args) object.Value {
				n.names, n.texts = nil, map[string][]string{}
				return object.Nothing
			}),
			"HasKeys": do(func(n *nameValues, _ args) object.Value { return len(n.names) > 0 }),
			"GetKey": call(func(n *nameValues, a args) (object.Value, error) {
				if i := a.int(0); i >= 0 && i < len(n.names) {
					return n.names[i], nil
				}
				return nil, errIndexRange("index")
			}),
			"GetValues": do(func(n *nameValues, a args) object.Value {
				if v, ok := n.texts[object.FoldName(a.text(0))]; ok {
					return textArray(v)
				}
				return nil
			}),
			"ToString": do(func(n *nameValues, _ args) object.Value { return n.Text() }),
		},
	}
}

// mailAddress is System.Net.Mail.MailAddress.
type mailAddress struct{ name, user, host string }

// Type implements object.Object.
func (*mailAddress) Type() *object.Type { return object.LibraryType("System.Net.Mail.MailAddress") }

// Text implements object.Texter.
func (m *mailAddress) Text() string {
	if m.name == "" {
		return m.user + "@" + m.host
	}
	return `"` + m.name + `" <` + m.user + "@" + m.host + ">"
}

func parseMail(a args) (*mailAddress, error) {
	if a.at(0) == nil {
		return nil, argumentNull("address")
	}
	if a.text(0) == "" {
		return nil, argumentError("address", "The value cannot be an empty string.")
	}
	parsed, err := mail.ParseAddress(a.text(0))
	if err != nil {
		return nil, formatError("The specified string is not in the form required for an e-mail address.")
	}
	at := strings.LastIndexByte(parsed.Address, '@')
	m := &mailAddress{name: parsed.Name, user: parsed.Address[:at], host: parsed.Address[at+1:]}
	if a.text(1) != "" {
		m.name = a.text(1)
	}
	return m, nil
}

func mailAddressClass() class {
	return class{
		new: try(func(a args) (object.Value, error) { return orError(parseMail(a)) }),
		properties: getters{
			"DisplayName": get(func(m *mailAddress) object.Value { return m.name }), "User": get(func(m *mailAddress) object.Value { return m.user }),
			"Host": get(func(m *mailAddress) object.Value { return m.host }), "Address": get(func(m *mailAddress) object.Value { return m.user + "@" + m.host }),
		},
		methods: methods{"ToString": do(func(m *mailAddress, _ args) object.Value { return m.Text() })},
		statics: methods{"TryCreate": try(func(a args) (object.Value, error) {
			last := len(a) - 1
			m, err := parseMail(a[:last])
			if err != nil {
				return false, a.store(last, nil)
			}
			return true, a.store(last, m)
		})},
		order: []string{"DisplayName", "User", "Host", "Address"},
	}
}
