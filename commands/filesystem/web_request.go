package filesystem

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// webRequest is a request that can be sent several times.
type webRequest struct {
	method string
	url    *url.URL
	header http.Header
	// body opens what is sent; nil: nothing. size is its length in bytes, -1 if it is not known.
	body func() (io.ReadCloser, error)
	size int64
}

// request makes the request that the parameters describe.
func (w *webParameters) request(inv *command.Invocation, session *dotnet.WebSession) (*webRequest, error) {
	address, err := w.address()
	if err != nil {
		return nil, err
	}
	r := &webRequest{method: w.method(), url: address, header: http.Header{}}
	if table, ok := object.Base(w.Body).(*object.Dictionary); ok && r.method == http.MethodGet {
		addQuery(r.url, table)
	} else if err := w.fill(inv, r); err != nil {
		return nil, err
	}
	w.addHeaders(r, session)
	return r, w.authorize(r)
}

// address is the URI; without a scheme it is http.
func (w *webParameters) address() (*url.URL, error) {
	text := object.ToText(w.URI)
	if v, ok, err := object.GetProperty(w.URI, "OriginalString"); ok && err == nil {
		text = object.ToText(v)
	}
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return nil, object.NewError("System.UriFormatException", "System.UriFormatException", object.NotSpecified,
			"Invalid URI: The hostname could not be parsed.")
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, object.NewError("System.NotSupportedException", "WebCmdletIEDomNotSupportedException", object.NotImplemented,
			"The '%s' scheme is not supported.", u.Scheme)
	}
	return u, nil
}

func (w *webParameters) method() string {
	if w.CustomMethod != "" {
		return strings.ToUpper(w.CustomMethod)
	}
	if name := strings.ToUpper(object.ToText(w.Method)); name != "" && name != "DEFAULT" {
		return name
	}
	return http.MethodGet
}

// formText is a table as a form or a query has it.
func formText(table *object.Dictionary) string {
	var parts []string
	for _, e := range table.Entries() {
		parts = append(parts, url.QueryEscape(object.ToText(e.Key))+"="+url.QueryEscape(object.ToText(e.Value)))
	}
	return strings.Join(parts, "&")
}

func addQuery(u *url.URL, table *object.Dictionary) {
	if u.RawQuery != "" && table.Len() > 0 {
		u.RawQuery += "&"
	}
	u.RawQuery += formText(table)
}

// fill gives the request what it sends.
func (w *webParameters) fill(inv *command.Invocation, r *webRequest) error {
	contentType := w.ContentType
	if contentType == "" && w.Headers != nil {
		if v, ok := w.Headers.Get("Content-Type"); ok {
			contentType = object.ToText(v)
		}
	}
	if contentType == "" && r.method == http.MethodPost && w.Form == nil {
		contentType = "application/x-www-form-urlencoded"
	}
	switch {
	case w.Form != nil:
		return w.fillForm(inv, r)
	case w.InFile != "":
		if err := w.fillFile(inv, r); err != nil {
			return err
		}
	case !object.IsNull(w.Body):
		if err := w.fillBody(r, contentType); err != nil {
			return err
		}
	}
	if contentType != "" && (r.body != nil || r.method == http.MethodPost) {
		r.header.Set("Content-Type", contentType)
	}
	return nil
}

// send makes b what the request sends.
func (r *webRequest) send(b []byte) {
	r.size = int64(len(b))
	r.body = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
}

func (w *webParameters) fillFile(inv *command.Invocation, r *webRequest) error {
	p, err := sessionOf(inv).single(w.InFile)
	if err != nil {
		return err
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return ioFailure(err, p.path, "FileOpenFailure", "FileOpenFailure")
	}
	r.size = info.Size()
	r.body = func() (io.ReadCloser, error) { return os.Open(p.path) }
	return nil
}

// fillBody sends the body: bytes as they are, a table as a form, XML as XML, anything else as text in the encoding
// that the media type names.
func (w *webParameters) fillBody(r *webRequest, contentType string) error {
	encoding := textencoding.UTF8()
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil && parameters["charset"] != "" {
		if named, err := textencoding.Lookup(parameters["charset"]); err == nil {
			encoding = named
		}
	}
	switch body := object.Base(w.Body).(type) {
	case *object.Dictionary:
		r.send([]byte(formText(body)))
		return nil
	case *object.Array:
		if b, ok := byteContent(body); ok && body.Elem == object.TypeByte {
			r.send(b)
			return nil
		}
	case io.Reader:
		b, err := io.ReadAll(body)
		if err != nil {
			return object.NewError("System.IO.IOException", "ReadError", object.ReadError, "%s", plainReason(err))
		}
		r.send(b)
		return nil
	case *dotnet.XMLNode:
		if v, ok, err := object.GetProperty(body, "OuterXml"); ok && err == nil {
			r.send(encoding.Encode(object.ToText(v)))
			return nil
		}
	}
	r.send(encoding.Encode(object.ToText(w.Body)))
	return nil
}

// fillForm sends fields and files.
func (w *webParameters) fillForm(inv *command.Invocation, r *webRequest) error {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, e := range w.Form.Entries() {
		values, isList := object.Elements(e.Value)
		if !isList {
			values = []object.Value{e.Value}
		}
		for _, v := range values {
			if err := addField(form, object.ToText(e.Key), object.Base(v)); err != nil {
				return object.NewError("System.IO.IOException", "FormError", object.ReadError, "%s", plainReason(err))
			}
		}
	}
	if err := form.Close(); err != nil {
		return err
	}
	r.send(b.Bytes())
	r.header.Set("Content-Type", form.FormDataContentType())
	return nil
}

func addField(form *multipart.Writer, name string, v object.Value) error {
	file, ok := v.(*dotnet.FileInfo)
	if !ok {
		return form.WriteField(name, object.ToText(v))
	}
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "", "\n", "").Replace
	header := textproto.MIMEHeader{}
	header.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, quote(name), quote(filepath.Base(file.Path))))
	header.Set("Content-Type", "application/octet-stream")
	part, err := form.CreatePart(header)
	if err != nil {
		return err
	}
	f, err := os.Open(file.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(part, f)
	return err
}

// addHeaders adds the session's header lines, then the command's.
func (w *webParameters) addHeaders(r *webRequest, session *dotnet.WebSession) {
	r.header.Set("User-Agent", "Mozilla/5.0 ("+runtime.GOOS+"; en-US) PowerShell/"+interp.Version+" partnershell")
	if session.UserAgent != "" {
		r.header.Set("User-Agent", session.UserAgent)
	}
	if w.Headers != nil {
		for _, e := range w.Headers.Entries() {
			session.Headers.Set(object.ToText(e.Key), e.Value)
		}
	}
	for _, e := range session.Headers.Entries() {
		name := object.ToText(e.Key)
		if strings.EqualFold(name, "Content-Type") && r.header.Get("Content-Type") != "" || object.IsNull(e.Value) {
			continue
		}
		r.header.Set(name, headerText(e.Value))
	}
	if w.UserAgent != "" {
		session.UserAgent = w.UserAgent
		r.header.Set("User-Agent", w.UserAgent)
	}
}

// headerText is a header line's value; several are joined with commas.
func headerText(v object.Value) string {
	if _, isList := object.Elements(v); isList {
		return object.JoinText(v, ", ")
	}
	return object.ToText(v)
}

// authorize adds the Authorization line.
func (w *webParameters) authorize(r *webRequest) error {
	kind := w.authentication()
	if kind == "none" {
		return nil
	}
	if r.url.Scheme != "https" && !bool(w.AllowUnencryptedAuthentication) {
		return invalidWeb("WebCmdletAllowUnencryptedAuthenticationRequiredException", "The cmdlet cannot protect plain text secrets "+
			"sent over unencrypted connections. To suppress this warning and send plain text secrets over unencrypted networks, "+
			"reissue the command specifying the AllowUnencryptedAuthentication parameter.")
	}
	if kind == "basic" {
		c, ok := object.Base(w.Credential).(*dotnet.Credential)
		if !ok {
			return badArgument("Credential")
		}
		r.header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(c.UserName+":"+c.Password.Reveal())))
		return nil
	}
	token, ok := object.Base(w.Token).(*dotnet.SecureString)
	if !ok {
		return badArgument("Token")
	}
	r.header.Set("Authorization", "Bearer "+token.Reveal())
	return nil
}
