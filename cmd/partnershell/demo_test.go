package main

import (
	"testing"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/shell/program"
)

// BenchmarkDemoSignIn is what the first command of a demonstration waits for: the tenant, its services, the sign-in.
func BenchmarkDemoSignIn(b *testing.B) {
	for b.Loop() {
		equipment, err := equip(b.Context(), program.Flags{Demo: true})
		if err != nil {
			b.Fatal(err)
		}
		c := equipment.Services[connection.ServiceName].(*connection.Connection)
		if _, err := c.Session(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
