package main

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"runtime"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/demo"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/graph/sdk"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/program"
)

// equip gives a session its connection to Microsoft 365, or to the simulated tenant with -Demo. Nothing is started
// before a command needs it.
func equip(ctx context.Context, f program.Flags) (program.Equipment, error) {
	if f.Demo {
		return equipDemo(ctx, f)
	}
	client := &http.Client{}
	c := connection.New(connection.Options{HTTP: client, Sender: newSender, OpenBrowser: openBrowser})
	return program.Equipment{Services: services(c, client), Close: func() { c.Disconnect() }}, nil
}

// equipDemo connects to a simulated tenant.
func equipDemo(ctx context.Context, f program.Flags) (program.Equipment, error) {
	o := demo.Options{Folder: f.DemoTenant, Sender: newSender, Simulator: simulator.Options{Account: f.DemoAccount},
		Params: tenant.Params{Seed: uint64(f.DemoSeed), Users: f.DemoUsers, SignIns: f.DemoSignIns}}
	if f.DemoNow != "" {
		at, err := object.ParseDateTime(f.DemoNow, object.InvariantCulture, object.AssumeUniversal|object.AdjustToUniversal)
		if err != nil {
			return program.Equipment{}, fmt.Errorf("-DemoNow: %w", err)
		}
		o.Params.Now = at.Time().UTC()
	}
	d, err := demo.New(ctx, o)
	if err != nil {
		return program.Equipment{}, fmt.Errorf("-DemoTenant: %w", err)
	}
	if f.DemoSave != "" {
		if err := d.Save(f.DemoSave); err != nil {
			return program.Equipment{}, fmt.Errorf("-DemoSave: %w", err)
		}
	}
	account := f.DemoAccount
	if account == "" {
		account = demo.DefaultAccount
	}
	return program.Equipment{Services: services(d.Connection, d.HTTP), Account: account + " of the simulated tenant",
		Clock: func() object.DateTime { return object.FromTime(d.Now, object.Local) }}, nil
}

// services are what commands may ask the session for.
func services(c *connection.Connection, client *http.Client) map[string]any {
	return map[string]any{connection.ServiceName: c, core.AccessService: c, "http": client}
}

// newSender sends with the Graph SDK.
func newSender(session *entra.Session, tenant string, client *http.Client) (rest.Sender, error) {
	return sdk.New(session, tenant, client)
}

// openBrowser shows an address in the system's browser.
func openBrowser(address string) error {
	var words []string
	switch runtime.GOOS {
	case "windows":
		words = []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		words = []string{"open", address}
	default:
		words = []string{"xdg-open", address}
	}
	browser := exec.Command(words[0], words[1:]...)
	if err := browser.Start(); err != nil {
		return fmt.Errorf("no browser can be opened (%w): use -UseDeviceAuthentication", err)
	}
	go browser.Wait() //nolint:errcheck // what becomes of the browser is its own affair
	return nil
}
