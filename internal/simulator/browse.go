package simulator

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Browse is a browser with nobody before it: it opens a sign-in page of the simulated Entra ID, where Options.Account
// is signed in at once, and carries the answer to the address that waits for it.
func (s *Server) Browse(address string) error {
	client := s.client()
	defer client.CloseIdleConnections()
	response, err := client.Get(address)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	page, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return err
	}
	action, form, err := readForm(page)
	if err != nil {
		return err
	}
	answer, err := http.PostForm(action, form)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// readForm reads the form that a sign-in page posts by itself, as sendBack writes it.
func readForm(page []byte) (action string, form url.Values, err error) {
	_, rest, found := bytes.Cut(page, []byte(`action="`))
	if !found {
		_, reason, _ := bytes.Cut(page, []byte("signing you in."))
		return "", nil, fmt.Errorf("simulator: the sign-in page has no answer: %s", strings.TrimPrefix(string(reason), "<p>"))
	}
	target, rest, found := bytes.Cut(rest, []byte(`"`))
	if !found {
		return "", nil, errors.New("simulator: the sign-in page ends too soon")
	}
	form = url.Values{}
	for _, field := range bytes.Split(rest, []byte(`<input type="hidden" name="`))[1:] {
		name, rest, _ := bytes.Cut(field, []byte(`" value="`))
		value, _, _ := bytes.Cut(rest, []byte(`"`))
		form.Set(html.UnescapeString(string(name)), html.UnescapeString(string(value)))
	}
	return html.UnescapeString(string(target)), form, nil
}
