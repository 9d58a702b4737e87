package demo

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

var day = time.Date(2026, 9, 14, 9, 0, 0, 0, time.UTC)

func start(t *testing.T, o Options) *Demo {
	t.Helper()
	o.Sender = func(*entra.Session, string, *http.Client) (rest.Sender, error) { return nil, nil }
	o.Params.Users, o.Params.SignIns = 40, 500
	d, err := New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSignsInByItself: as a reader by default, as whoever is asked for otherwise, and not again once signed out.
func TestSignsInByItself(t *testing.T) {
	for account, role := range map[string]string{"": "Security Reader", "Reports Reader": "Reports Reader"} {
		d := start(t, Options{Simulator: simulator.Options{Account: account}})
		session, err := d.Connection.Session(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		identity, err := session.Identity(t.Context(), "")
		if err != nil || len(identity.DirectoryRoles) != 1 || identity.DirectoryRoles[0].String() != role || !identity.HasMFA() {
			t.Errorf("%q: %+v, %v", account, identity, err)
		}
		if !d.Connection.Disconnect() {
			t.Error("nobody was signed in")
		}
		if _, err := d.Connection.Session(t.Context()); err == nil {
			t.Error("signed in again by itself")
		}
	}
}

func TestUnknownAccount(t *testing.T) {
	d := start(t, Options{Simulator: simulator.Options{Account: "nobody@nowhere.example"}})
	if _, err := d.Connection.Session(t.Context()); err == nil {
		t.Error("an account that does not exist has signed in")
	}
}

// TestClock: the folder says when it is looked at, unless the caller does; a wait costs no time.
func TestClock(t *testing.T) {
	dir := t.TempDir()
	if err := start(t, Options{Params: tenant.Params{Now: day}}).Save(dir); err != nil {
		t.Fatal(err)
	}
	other := day.AddDate(0, 1, 0)
	for _, test := range []struct{ given, want time.Time }{{time.Time{}, day}, {other, other}} {
		d := start(t, Options{Folder: dir, Params: tenant.Params{Now: test.given}})
		server, err := d.Server()
		if err != nil || !d.Now.Equal(test.want) || !server.Tenant().Now.Equal(test.want) {
			t.Errorf("%v, %v, want %v", d.Now, err, test.want)
		}
		begun, before := time.Now(), d.Connection.Now()
		if err := d.clock.Sleep(t.Context(), time.Hour); err != nil || d.Connection.Now().Sub(before) < time.Hour || time.Since(begun) > time.Minute {
			t.Errorf("an hour is %v", d.Connection.Now().Sub(before))
		}
	}
}

func TestBrokenFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tenant.json"), []byte(`{`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{dir, filepath.Join(dir, "nowhere")} {
		if _, err := New(t.Context(), Options{Folder: folder}); err == nil {
			t.Errorf("%s: read", folder)
		}
	}
}

// TestNothingElseIsReached: the demonstration's client speaks to the simulated services alone.
func TestNothingElseIsReached(t *testing.T) {
	d := start(t, Options{})
	if answer, err := d.HTTP.Get("https://example.com/"); err == nil {
		answer.Body.Close()
		t.Error("another host was reached")
	}
}
