package simulator

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// authorizationCode is a code of the authorization endpoint, to be redeemed once.
type authorizationCode struct {
	clientID, redirect string
	challenge          string // S256
	nonce              string
	who                *account
	expires            time.Time // by the wall clock
}

const codeLife = 10 * time.Minute

// authorize signs an account in at once (login_hint, else the default one) and sends the browser back with a code,
// by query, fragment or a form that posts itself. Errors about the client or its address are shown, not sent.
func (e *entra) authorize(w http.ResponseWriter, r *http.Request, name string) {
	q := r.URL.Query()
	if r.Method == http.MethodPost {
		r.ParseForm()
		q = r.Form
	}
	directory, fail := e.authority(name)
	if fail == nil {
		fail = e.knownClient(q.Get("client_id"), directory)
	}
	if fail == nil && !e.knownRedirect(q.Get("client_id"), q.Get("redirect_uri")) {
		fail = refuse("invalid_request", 50011, "The redirect URI '"+q.Get("redirect_uri")+
			"' specified in the request does not match the redirect URIs configured for the application.")
	}
	if fail != nil {
		e.errorPage(w, r, fail)
		return
	}
	answer := url.Values{}
	if code, fail := e.newCode(q); fail == nil {
		answer.Set("code", code)
		answer.Set("session_state", newGUID())
	} else {
		at := e.server.now().UTC().Format("2006-01-02 15:04:05Z")
		answer.Set("error", fail.name)
		answer.Set("error_description", fail.describe(newGUID(), clientRequestID(r), at))
	}
	if state := q.Get("state"); state != "" {
		answer.Set("state", state)
	}
	sendBack(w, r, q.Get("redirect_uri"), q.Get("response_mode"), answer)
}

func (e *entra) newCode(q url.Values) (string, *oauthError) {
	if q.Get("response_type") != "code" {
		return "", refuse("unsupported_response_type", 70005, "The response type "+
			"'"+q.Get("response_type")+"' is not supported.")
	}
	if q.Get("scope") == "" {
		return "", refuse("invalid_request", 900144, "The request body must contain the following "+
			"parameter: 'scope'.")
	}
	if method := q.Get("code_challenge_method"); q.Get("code_challenge") != "" && method != "S256" {
		return "", refuse("invalid_request", 501491, "Invalid code_challenge_method: only S256 is accepted "+
			"here.")
	}
	who, err := e.account(q.Get("login_hint"))
	if err != nil {
		return "", refuse("access_denied", 50034, "The user account "+q.Get("login_hint")+" does not exist "+
			"in the directory.")
	}
	code := newSecret("1.A")
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.codes[code] = &authorizationCode{clientID: q.Get("client_id"), redirect: q.Get("redirect_uri"),
		challenge: q.Get("code_challenge"), nonce: q.Get("nonce"), who: who,
		expires: e.server.wall().Add(codeLife)}
	return code, nil
}

// redeemCode takes a code back, checking what was agreed when it was given.
func (e *entra) redeemCode(form url.Values) (*authorizationCode, *oauthError) {
	e.mutex.Lock()
	code := e.codes[form.Get("code")]
	delete(e.codes, form.Get("code"))
	e.mutex.Unlock()
	switch {
	case code == nil:
		return nil, refuse("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed, please "+
			"retry with a new "+
			"valid code or use an existing refresh token.")
	case e.server.wall().After(code.expires):
		return nil, refuse("invalid_grant", 70008, "The provided authorization code or refresh token has "+
			"expired due to inactivity.")
	case code.clientID != form.Get("client_id"):
		return nil, refuse("invalid_grant", 700005, "The provided authorization code is intended to be "+
			"used by another app.")
	case code.redirect != form.Get("redirect_uri"):
		return nil, refuse("invalid_grant", 50011, "The redirect URI does not match the one the code was "+
			"requested with.")
	}
	if sum := sha256.Sum256([]byte(form.Get("code_verifier"))); code.challenge != "" &&
		base64.RawURLEncoding.EncodeToString(sum[:]) != code.challenge {
		return nil, refuse("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge "+
			"supplied in the "+
			"authorization request.")
	}
	return code, nil
}

// knownRedirect tells whether an application may be answered at an address. http://localhost is registered with
// every public client and matches any port.
func (e *entra) knownRedirect(clientID, redirect string) bool {
	u, err := url.Parse(redirect)
	if err != nil || redirect == "" {
		return false
	}
	if u.Scheme == "http" && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1") {
		return true
	}
	if strings.EqualFold(redirect, "https://login.microsoftonline.com/common/oauth2/nativeclient") {
		return true
	}
	application := e.server.tenant.Directory.Find("applications", "appId", clientID)
	for _, platform := range []string{"web", "spa", "publicClient"} {
		registered := false
		row.Elements(row.Row(application.Get(platform)).Get("redirectUris"), func(each []byte) bool {
			registered = row.Text(each) == redirect
			return !registered
		})
		if registered {
			return true
		}
	}
	return false
}

func sendBack(w http.ResponseWriter, r *http.Request, redirect, mode string, answer url.Values) {
	w.Header().Set("Cache-Control", "no-store, no-cache")
	switch mode {
	case "form_post":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<html><head><title>Working...</title></head><body><form method="POST" name="hiddenform" action="`,
			html.EscapeString(redirect), `">`)
		for name := range answer {
			fmt.Fprint(w, `<input type="hidden" name="`, name, `" value="`,
				html.EscapeString(answer.Get(name)), `" />`)
		}
		fmt.Fprint(w, `<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit" />`,
			`</noscript></form><script language="javascript">document.forms[0].submit();</script></body></html>`)
	case "fragment":
		http.Redirect(w, r, redirect+"#"+answer.Encode(), http.StatusFound)
	default:
		separator := "?"
		if strings.Contains(redirect, "?") {
			separator = "&"
		}
		http.Redirect(w, r, redirect+separator+answer.Encode(), http.StatusFound)
	}
}

func (e *entra) errorPage(w http.ResponseWriter, r *http.Request, f *oauthError) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusBadRequest)
	at := e.server.now().UTC().Format("2006-01-02 15:04:05Z")
	fmt.Fprint(w, "<!doctype html><title>Sign in to your account</title><p>Sorry, but we're having trouble "+
		"signing you in.<p>",
		html.EscapeString(f.describe(newGUID(), clientRequestID(r), at)))
}
