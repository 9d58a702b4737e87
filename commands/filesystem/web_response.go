package filesystem

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// httpMessage is HttpResponseMessage: an answer's status and header lines.
type httpMessage struct {
	status  int
	reason  string
	header  http.Header
	address string
}

// Type implements object.Object.
func (*httpMessage) Type() *object.Type {
	return object.LibraryType("System.Net.Http.HttpResponseMessage")
}

// Text implements object.Texter.
func (m *httpMessage) Text() string {
	return fmt.Sprintf("StatusCode: %d, ReasonPhrase: '%s'", m.status, m.reason)
}

func newHTTPMessage(response *http.Response) *httpMessage {
	m := &httpMessage{status: response.StatusCode, reason: reasonOf(response), header: response.Header}
	if response.Request != nil {
		m.address = response.Request.URL.String()
	}
	return m
}

// reasonOf is the text of the status line after the number.
func reasonOf(response *http.Response) string {
	_, reason, _ := strings.Cut(response.Status, " ")
	if reason == "" {
		reason = http.StatusText(response.StatusCode)
	}
	return reason
}

// responseFailure is the error about an answer that is no success. Its details are what the server sent.
func responseFailure(response *http.Response) error {
	message := newHTTPMessage(response)
	body, _ := io.ReadAll(io.LimitReader(response.Body, 1<<20)) // what came before a failure is better than nothing
	_ = response.Body.Close()
	e := object.NewError("Microsoft.PowerShell.Commands.HttpResponseException", "WebCmdletWebResponseException", object.InvalidOperation,
		"Response status code does not indicate success: %d (%s).", message.status, message.reason)
	e.Exception.Data = map[string]object.Value{"Response": message, "StatusCode": statusEnum(message.status)}
	e.Target = message.address
	e.Details = details(decodeBody(body, response.Header.Get("Content-Type")), response.Header.Get("Content-Type"))
	return e
}

// details is an answer's text for the screen: JSON indented, of a page only what can be read.
func details(text, contentType string) string {
	if strings.Contains(strings.ToLower(contentType), "json") {
		if indented, err := indentJSON(text); err == nil {
			return "\n" + indented
		}
	}
	return withoutTags(text)
}

func withoutTags(text string) string {
	var b strings.Builder
	for {
		before, tag, found := strings.Cut(text, "<")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		length := strings.IndexByte(tag, '>')
		if length < 1 { // no tag, or an empty one, which is text
			b.WriteByte('<')
			text = tag
			continue
		}
		text = tag[length+1:]
	}
}

// indentJSON lays JSON out as System.Text.Json does, which escapes in texts all but ASCII that is safe in a page.
func indentJSON(text string) (string, error) {
	var laid bytes.Buffer
	if err := json.Indent(&laid, []byte(text), "", "  "); err != nil {
		return "", err
	}
	var b strings.Builder
	for rest := laid.String(); rest != ""; {
		end := 1
		if rest[0] == '"' {
			end = stringEnd(rest)
			var s string
			if err := json.Unmarshal([]byte(rest[:end]), &s); err != nil {
				return "", err
			}
			writeSafeJSON(&b, s)
		} else {
			b.WriteByte(rest[0])
		}
		rest = rest[end:]
	}
	return b.String(), nil
}

// stringEnd is the length of the JSON text that s begins with.
func stringEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

func writeSafeJSON(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		short := strings.IndexRune("\b\f\n\r\t\\", r)
		switch {
		case short >= 0:
			b.WriteString(`\` + `bfnrt\`[short:short+1])
		case r < ' ' || r > '~' || strings.ContainsRune("<>&'\"+`", r):
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(b, `\u%04X`, unit)
			}
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}

func statusEnum(status int) object.Value {
	t := object.LookupType("System.Net.HttpStatusCode")
	if t == nil {
		return object.Int32(int32(status))
	}
	return object.Enum{EnumType: t, Value: int64(status)}
}

// decodeBody makes text of an answer, in the encoding that its media type names; UTF-8 otherwise.
func decodeBody(body []byte, contentType string) string {
	encoding := textencoding.UTF8()
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil && parameters["charset"] != "" {
		if named, err := textencoding.Lookup(parameters["charset"]); err == nil {
			encoding = named
		}
	}
	text, err := decode(body, encoding)
	if err != nil {
		return validText(body)
	}
	return text
}

// headerTable is an answer's header lines: names with lists of values.
func headerTable(header http.Header) *object.Dictionary {
	table := object.NewHashtable()
	if t := object.LookupType("System.Collections.Generic.Dictionary[string,System.Collections.Generic.IEnumerable[string]]"); t != nil {
		table.DictType = t
	}
	names := make([]string, 0, len(header))
	for name := range header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		table.Set(name, texts(header[name]))
	}
	return table
}

// responseHeaders are the header lines of an answer's message.
func responseHeaders(header http.Header) *object.Dictionary {
	table := headerTable(header)
	table.DictType = object.LibraryType("System.Net.Http.Headers.HttpResponseHeaders")
	return table
}

func texts(list []string) object.Value {
	items := make([]object.Value, len(list))
	for i, s := range list {
		items[i] = s
	}
	return object.NewTypedArray(object.TypeString, items)
}

// links are the addresses of an answer's Link lines, by relation.
func links(header http.Header) map[string]string {
	found := make(map[string]string)
	for _, line := range header.Values("Link") {
		for part := range strings.SplitSeq(line, ",") {
			address, parameters, _ := strings.Cut(part, ">")
			address = strings.TrimPrefix(strings.TrimSpace(address), "<")
			for parameter := range strings.SplitSeq(parameters, ";") {
				name, value, ok := strings.Cut(strings.TrimSpace(parameter), "=")
				if ok && strings.EqualFold(strings.TrimSpace(name), "rel") && address != "" {
					found[strings.Trim(strings.TrimSpace(value), `"`)] = address
				}
			}
		}
	}
	return found
}

// webResponse is BasicHtmlWebResponseObject, what Invoke-WebRequest writes.
type webResponse struct {
	*httpMessage
	protocol string
	body     []byte
	outFile  string
}

const webResponseName = "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject"

// Type implements object.Object.
func (*webResponse) Type() *object.Type {
	return object.LibraryType(webResponseName)
}

// Text implements object.Texter.
func (r *webResponse) Text() string { return r.content() }

func (r *webResponse) content() string { return decodeBody(r.body, r.header.Get("Content-Type")) }

// raw is the answer as it came: status line, header lines, content.
func (r *webResponse) raw() string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %d %s\r\n", r.protocol, r.status, r.reason)
	_ = r.header.Write(&b) // a buffer takes everything
	b.WriteString("\r\n")
	b.WriteString(r.content())
	return b.String()
}

// elements are the tags of a page with a name, with their attributes as properties.
func (r *webResponse) elements(tags ...string) object.Value {
	if !strings.Contains(r.header.Get("Content-Type"), "html") {
		return object.NewArray()
	}
	return object.NewArray(htmlElements(r.content(), tags...)...)
}

func init() {
	dotnet.Provide("System.Net.Http.HttpResponseMessage", func() []*object.Member {
		type message = *httpMessage
		return []*object.Member{
			reader("StatusCode", "System.Net.HttpStatusCode", func(m message) object.Value { return statusEnum(m.status) }),
			reader("ReasonPhrase", "string", func(m message) object.Value { return m.reason }),
			reader("Headers", "System.Net.Http.Headers.HttpResponseHeaders", func(m message) object.Value { return responseHeaders(m.header) }),
			reader("IsSuccessStatusCode", "bool", func(m message) object.Value { return m.status >= 200 && m.status < 300 }),
			reader("RequestMessage", "System.Net.Http.HttpRequestMessage", func(m message) object.Value {
				return object.NewCustomObject(object.ShapeOf("RequestUri"), []object.Value{m.address})
			}),
			toString[message](),
		}
	})
	dotnet.Provide(webResponseName, webResponseMembers)
}

func webResponseMembers() []*object.Member {
	type response = *webResponse
	return []*object.Member{
		reader("StatusCode", "int", func(r response) object.Value { return object.Int32(int32(r.status)) }),
		reader("StatusDescription", "string", func(r response) object.Value { return r.reason }),
		reader("Content", "string", func(r response) object.Value { return r.content() }),
		reader("RawContent", "string", func(r response) object.Value { return r.raw() }),
		reader("Headers", "System.Collections.Generic.Dictionary[string,System.Collections.Generic.IEnumerable[string]]",
			func(r response) object.Value { return headerTable(r.header) }),
		reader("Images", "System.Object", func(r response) object.Value { return r.elements("img") }),
		reader("InputFields", "System.Object", func(r response) object.Value { return r.elements("input") }),
		reader("Links", "System.Object", func(r response) object.Value { return r.elements("a") }),
		reader("RawContentLength", "long", func(r response) object.Value { return int64(len(r.body)) }),
		reader("RelationLink", "System.Collections.Generic.Dictionary[string,string]", func(r response) object.Value {
			table := object.NewHashtable()
			for relation, address := range links(r.header) {
				table.Set(relation, address)
			}
			return table
		}),
		reader("BaseResponse", "System.Net.Http.HttpResponseMessage", func(r response) object.Value { return r.httpMessage }),
		reader("OutFile", "string", func(r response) object.Value { return textOrNull(r.outFile) }),
		toString[response](),
	}
}

// again reads the body that was read already.
func (r *webResponse) again() io.ReadCloser { return io.NopCloser(bytes.NewReader(r.body)) }
