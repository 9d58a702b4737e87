package simulator

import (
	"crypto/rand"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// deviceCode is a device's request to be signed in.
type deviceCode struct {
	user, device string
	clientID     string
	expires      time.Time // by the wall clock
	polls        int
	last         time.Time // when it was last polled
	who          *account  // set once approved
	declined     bool
	used         bool
}

// The life of a device code and how long a device should wait between polls.
const (
	deviceLife     = 900 * time.Second
	deviceInterval = 5 * time.Second
)

func (e *entra) startDevice(w http.ResponseWriter, r *http.Request, host, name string) {
	directory, fail := e.authority(name)
	clientID := r.PostFormValue("client_id")
	if fail == nil {
		fail = e.knownClient(clientID, directory)
	}
	if fail == nil && r.PostFormValue("scope") == "" {
		fail = &oauthError{http.StatusBadRequest, "invalid_request", 900144,
			"The request body must contain the following parameter: 'scope'.", "", ""}
	}
	if fail != nil {
		fail.send(w, r, e)
		return
	}
	code := &deviceCode{user: newUserCode(), device: newSecret("D"), clientID: clientID,
		expires: e.server.wall().Add(deviceLife)}
	e.mutex.Lock()
	e.devices = append(e.devices, code)
	e.mutex.Unlock()
	tokenHeaders(w, newGUID())
	const page = "https://microsoft.com/devicelogin"
	sendJSON(w, http.StatusOK, row.Must(map[string]any{"user_code": code.user, "device_code": code.device,
		"verification_uri": page, "expires_in": int(deviceLife.Seconds()),
		"interval": int(deviceInterval.Seconds()),
		"message": "To sign in, use a web browser to open the page " + page + " and enter the code " +
			code.user +
			" to authenticate."}))
}

// newUserCode returns nine letters and digits that cannot be mistaken for each other.
func newUserCode() string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789" // 32: no bias
	var b [9]byte
	rand.Read(b[:])
	for i := range b {
		b[i] = letters[b[i]%32]
	}
	return string(b[:])
}

// redeemDevice answers a poll: the account, or why there is none yet.
func (e *entra) redeemDevice(device, clientID string) (*account, *oauthError) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	code := e.findDevice(func(c *deviceCode) bool { return c.device == device && c.clientID == clientID })
	if code == nil || code.used {
		return nil, refuse("bad_verification_code", 70018, "User input code is not valid. Try again or "+
			"restart the flow.")
	}
	now := e.server.wall()
	if now.After(code.expires) {
		return nil, refuse("expired_token", 70019, "Verification code expired.")
	}
	if code.declined {
		return nil, refuse("authorization_declined", 65004, "User declined to consent to access the app.")
	}
	code.polls++
	tooFast := code.polls > 20 && now.Sub(code.last) < 50*time.Millisecond
	code.last = now
	if code.who == nil && code.polls > 1 && e.server.options.ApproveDeviceCodes {
		code.who = e.current
	}
	switch {
	case code.who != nil:
		code.used = true
		return code.who, nil
	case tooFast:
		return nil, refuse("slow_down", 70016, "The client polls too fast; increase the interval.")
	}
	return nil, refuse("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is "+
		"pending. "+
		"Continue polling.")
}

func refuse(name string, code int, text string) *oauthError {
	return &oauthError{http.StatusBadRequest, name, code, text, "", ""}
}

func (e *entra) findDevice(wanted func(*deviceCode) bool) *deviceCode {
	for _, code := range e.devices {
		if wanted(code) {
			return code
		}
	}
	return nil
}

// waiting finds a user code that may still be answered. The caller holds the mutex.
func (e *entra) waiting(userCode string) (*deviceCode, error) {
	code := e.findDevice(func(c *deviceCode) bool {
		return strings.EqualFold(c.user,
			strings.TrimSpace(userCode))
	})
	if code == nil || code.who != nil || code.declined || e.server.wall().After(code.expires) {
		return nil, fmt.Errorf("simulator: no device waits for the code %q", userCode)
	}
	return code, nil
}

func (e *entra) approve(userCode, name string) error {
	who, err := e.account(name)
	if err != nil {
		return err
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	code, err := e.waiting(userCode)
	if err == nil {
		code.who = who
	}
	return err
}

func (e *entra) decline(userCode string) error {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	code, err := e.waiting(userCode)
	if err == nil {
		code.declined = true
	}
	return err
}

func (e *entra) pending() []string {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	var codes []string
	for _, code := range e.devices {
		if code.who == nil && !code.declined && !e.server.wall().After(code.expires) {
			codes = append(codes, code.user)
		}
	}
	return codes
}

// devicePage is the page at which a person enters a code; posting otc (and account) approves it.
func (e *entra) devicePage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method != http.MethodPost {
		fmt.Fprint(w, `<!doctype html><title>Sign in</title><form method="post"><label>Code <input name="otc" value="`,
			html.EscapeString(r.URL.Query().Get("otc")),
			`"></label> <label>Account <input name="account"></label> `,
			`<button>Next</button></form>`)
		return
	}
	if err := e.approve(r.PostFormValue("otc"), r.PostFormValue("account")); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, "<!doctype html><title>Sign in</title><p>That code didn't work. Check the code and "+
			"try again.")
		return
	}
	fmt.Fprint(w, "<!doctype html><title>Sign in</title><p>You have signed in. You may now close this "+
		"window.")
}
