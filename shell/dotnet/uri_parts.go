package dotnet

import (
	"path"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// The schemes that System.Uri names.
var uriConstants = getters{
	"SchemeDelimiter": constant("://"), "UriSchemeFile": constant("file"), "UriSchemeFtp": constant("ftp"),
	"UriSchemeFtps": constant("ftps"), "UriSchemeGopher": constant("gopher"), "UriSchemeHttp": constant("http"),
	"UriSchemeHttps": constant("https"), "UriSchemeMailto": constant("mailto"), "UriSchemeNetPipe": constant("net.pipe"),
	"UriSchemeNetTcp": constant("net.tcp"), "UriSchemeNews": constant("news"), "UriSchemeNntp": constant("nntp"),
	"UriSchemeSftp": constant("sftp"), "UriSchemeSsh": constant("ssh"), "UriSchemeTelnet": constant("telnet"),
	"UriSchemeWs": constant("ws"), "UriSchemeWss": constant("wss"),
}

// The bits of System.UriComponents.
const (
	partScheme = 1 << iota
	partUserInfo
	partHost
	partPort
	partPath
	partQuery
	partFragment
	partStrongPort
	partNormalizedHost
	partKeepDelimiter = 1 << 30
)

// components is Uri.GetComponents: the parts asked for with what stands between them, escaped or not (UriFormat).
func (u *URI) components(parts, format int64) string {
	var b strings.Builder
	if parts&partScheme != 0 {
		b.WriteString(u.u.Scheme)
		if parts != partScheme {
			b.WriteString("://")
		}
	}
	if parts&partUserInfo != 0 && u.userInfo() != "" {
		b.WriteString(u.userInfo())
		if parts != partUserInfo {
			b.WriteByte('@')
		}
	}
	if parts&(partHost|partNormalizedHost) != 0 {
		b.WriteString(hostOf(u))
	}
	shown := parts&partPort != 0 && u.u.Port() != "" || parts&partStrongPort != 0 && u.port() >= 0
	if shown {
		if parts&^(partPort|partStrongPort) != 0 {
			b.WriteByte(':')
		}
		b.WriteString(strconv.Itoa(u.port()))
	}
	only := func(part int64) bool { return parts == part }
	for part, text := range map[int64]string{partPath: u.absolutePath(), partQuery: u.query(), partFragment: u.fragment()} {
		if only(part) && text != "" {
			return formatURI(text[1:], format)
		}
	}
	if parts&partPath != 0 {
		b.WriteString(u.absolutePath())
	}
	if parts&partQuery != 0 {
		b.WriteString(u.query())
	}
	if parts&partFragment != 0 {
		b.WriteString(u.fragment())
	}
	return formatURI(b.String(), format)
}

// formatURI writes escaped text in a System.UriFormat.
func formatURI(text string, format int64) string {
	switch format {
	case 2: // Unescaped
		return strings.ToValidUTF8(unescapeData(text), "\uFFFD")
	case 3: // SafeUnescaped
		return unescapeSafe(text)
	}
	return text
}

// relativeTo is MakeRelativeUri: how to reach other from u.
func (u *URI) relativeTo(other *URI) *URI {
	if !u.absolute || !other.absolute || u.u.Scheme != other.u.Scheme || u.authority() != other.authority() {
		return other
	}
	from, to := u.absolutePath(), other.absolutePath()
	same := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			same = i + 1
		}
	}
	relative := ""
	switch {
	case from == to:
	default:
		relative = strings.Repeat("../", strings.Count(from[same:], "/")) + to[same:]
		if relative == "" {
			relative = "./"
		}
	}
	if strings.Contains(strings.SplitN(path.Clean(relative+"."), "/", 2)[0], ":") {
		relative = "./" + relative
	}
	return &URI{original: relative + other.query() + other.fragment()}
}

func relativeURI(u *URI, a args) (object.Value, error) {
	other, ok := a.at(0).(*URI)
	switch {
	case !ok:
		return nil, argumentNull("uri")
	case !u.absolute || !other.absolute:
		return nil, invalidOperation("This operation is not supported for a relative URI.")
	}
	return u.relativeTo(other), nil
}

func uriComponents(u *URI, a args) (object.Value, error) {
	if !u.absolute {
		return nil, invalidOperation("This operation is not supported for a relative URI.")
	}
	return u.components(a.enum(0, 0), a.enum(1, 1)), nil
}

// compareURIs is Uri.Compare(first, second, components, format, comparison).
func compareURIs(a args) (object.Value, error) {
	l, ok := a.at(0).(*URI)
	r, ok2 := a.at(1).(*URI)
	if !ok || !ok2 || !l.absolute || !r.absolute {
		return i32(strings.Compare(NetText(a.at(0)), NetText(a.at(1)))), nil
	}
	left, right := l.components(a.enum(2, 0), a.enum(3, 1)), r.components(a.enum(2, 0), a.enum(3, 1))
	if a.enum(4, 0)%2 == 1 { // the odd ones ignore case
		left, right = strings.ToUpper(left), strings.ToUpper(right)
	}
	return i32(strings.Compare(left, right)), nil
}

func fromHexDigit(a args) (object.Value, error) {
	c := a.char(0)
	if c >= 128 || !isHexDigit(byte(c)) {
		return nil, object.NewException("System.ArgumentException", "Value does not fall within the expected range. (Parameter 'digit')")
	}
	n, err := strconv.ParseInt(string(rune(c)), 16, 32)
	return int32(n), err
}

func isHexEscape(text string, at int) bool {
	return at >= 0 && at+2 < len(text) && text[at] == '%' && isHexDigit(text[at+1]) && isHexDigit(text[at+2])
}

// hexUnescape reads the character at an index that it moves on: an escape or the character itself.
func hexUnescape(a args) (object.Value, error) {
	text := a.text(0)
	r, ok := a.at(1).(object.Reference)
	if !ok {
		return nil, object.ErrNotImplemented
	}
	at := args{r.Load()}.int(0)
	if at < 0 || at >= len(text) {
		return nil, outOfRange("index", "Specified argument was out of the range of valid values.")
	}
	if isHexEscape(text, at) {
		n, _ := strconv.ParseUint(text[at+1:at+3], 16, 8)
		return object.Char(n), a.store(1, int32(at+3))
	}
	return object.Char(text[at]), a.store(1, int32(at+1))
}
