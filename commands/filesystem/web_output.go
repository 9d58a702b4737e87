package filesystem

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// webCall is one run of a web command: from the parameters to an answer.
type webCall struct {
	*webParameters
	inv     *command.Invocation
	session *dotnet.WebSession
	client  *http.Client
	request *webRequest
}

// newWebCall prepares the request.
func newWebCall(inv *command.Invocation, w *webParameters) (*webCall, error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	c := &webCall{webParameters: w, inv: inv, session: w.sessionOf()}
	if w.SessionVariable != "" {
		if err := inv.SetVariable(w.SessionVariable, c.session); err != nil {
			return nil, err
		}
	}
	var err error
	if c.client, err = w.client(inv, c.session); err != nil {
		return nil, err
	}
	if c.request, err = w.request(inv, c.session); err != nil {
		return nil, err
	}
	return c, nil
}

// get sends the request and returns the answer.
func (c *webCall) get() (*http.Response, error) {
	response, err := c.send(c.inv, c.client, c.request)
	if err != nil {
		return nil, err
	}
	return response, nil
}

// next points the request at another page; false if the answer names none.
func (c *webCall) next(response *http.Response) bool {
	address, ok := links(response.Header)["next"]
	if !ok {
		return false
	}
	u, err := response.Request.URL.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if u.Host != c.request.url.Host || u.Scheme != c.request.url.Scheme {
		c.request.header.Del("Authorization")
	}
	c.request.url = u
	return true
}

// readBody reads an answer to its end.
func (c *webCall) readBody(response *http.Response) ([]byte, error) {
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return body, c.readError(err)
}

// readError is the error about an answer that broke off.
func (c *webCall) readError(err error) error {
	switch {
	case err == nil:
		return nil
	case c.inv.Context().Err() != nil:
		return c.inv.Context().Err()
	case errors.Is(err, context.Canceled):
		return object.NewError("System.TimeoutException", "OperationTimeoutReached", object.OperationTimeout,
			"The operation has timed out after %d seconds without data.", c.OperationTimeoutSeconds)
	}
	return connectionFailure(err, c.request.url)
}

// target is the file that -OutFile names; a folder is given the name that the answer or its address has.
func (c *webCall) target(response *http.Response) (string, error) {
	p, err := sessionOf(c.inv).single(c.OutFile)
	if err != nil {
		return "", err
	}
	if !p.isContainer() {
		return p.path, nil
	}
	name := path.Base(response.Request.URL.Path)
	if _, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Disposition")); err == nil && parameters["filename"] != "" {
		name = parameters["filename"]
	}
	name = filepath.Base(filepath.Clean(nativeSlashes(name))) // a server does not choose the folder
	if name == "." || name == separator || name == ".." {
		name = response.Request.URL.Hostname()
	}
	return filepath.Join(p.path, name), nil
}

// keep writes an answer to -OutFile and returns where.
func (c *webCall) keep(response *http.Response) (string, error) {
	defer response.Body.Close()
	name, err := c.target(response)
	if err != nil {
		return "", err
	}
	open := outfile.Create
	if response.StatusCode == http.StatusPartialContent {
		open = outfile.Append
	}
	f, err := open(name)
	if err != nil {
		return "", writeFailure(err, name)
	}
	if _, err := io.Copy(f, response.Body); err != nil {
		f.Abort()
		return "", c.readError(err)
	}
	if err := f.Commit(); err != nil {
		return "", writeFailure(err, name)
	}
	return name, nil
}

// askForRest asks for the part of a file that is not there yet, for -Resume.
func (c *webCall) askForRest() error {
	p, err := sessionOf(c.inv).single(c.OutFile)
	if err != nil {
		return err
	}
	info, err := os.Stat(p.path)
	if err == nil && info.Size() > 0 {
		c.request.header.Set("Range", fmt.Sprintf("bytes=%d-", info.Size()))
	}
	return nil
}

// isComplete reports whether an answer to a request for the rest says that there is none.
func (c *webCall) isComplete(response *http.Response) bool {
	return bool(c.Resume) && response.StatusCode == http.StatusRequestedRangeNotSatisfiable
}

// resume sends the request for -Resume: an answer that there is nothing left is no failure.
func (c *webCall) resume() (*http.Response, error) {
	if err := c.askForRest(); err != nil {
		return nil, err
	}
	check := c.SkipHTTPErrorCheck
	c.SkipHTTPErrorCheck = true
	response, err := c.get()
	c.SkipHTTPErrorCheck = check
	if err != nil || c.isComplete(response) || response.StatusCode < 400 || bool(check) {
		return response, err
	}
	return nil, responseFailure(response)
}

// begin sends the request.
func (c *webCall) begin() (*http.Response, error) {
	if c.Resume {
		return c.resume()
	}
	return c.get()
}
