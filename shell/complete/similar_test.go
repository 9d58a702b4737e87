package complete_test

import (
	"context"
	"slices"
	"testing"

	"github.com/partnershell/partnershell/shell/complete"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

func TestSimilar(t *testing.T) {
	rt := newRuntime(t)
	run(t, rt, `function Get-Weather { [CmdletBinding()] param($Place) }; $text = 'abc'; class Barometer { }`)
	tests := []struct {
		source string
		want   []string
	}{
		{`Get-TestSingIn`, []string{"Get-TestSignIn"}},
		{`get-wether`, []string{"Get-Weather"}},
		{`gte-wea`, []string{"Get-Weather"}},
		{`Get-Weather -Plaec here`, []string{"Place"}},
		{`1; Get-TestSignIn -UserIds x`, []string{"UserId"}},
		{`[Baromter]::new()`, []string{"Barometer"}},
		{`[datetme]'2026-01-02'`, []string{"datetime"}},
		{`$text.Lenght()`, []string{"Length"}},
		{`$text.ToUpr()`, []string{"ToUpper", "ToUpperInvariant"}},
		{`[math]::Rond(1.5)`, []string{"Round"}},
		{`Get-ADUser x`, nil}, // the message itself says what to use
		{`Xq`, nil},
		{`nothing-like-any-command`, nil},
		{`1/0`, nil},
		{`[IO.Path]::new()`, nil},
	}
	for _, test := range tests {
		e := failure(t, rt, test.source)
		if got := complete.Similar(rt, e); !slices.Equal(got, test.want) {
			t.Errorf("%s: %s is similar to %q, want %q", test.source, e.ID, got, test.want)
		}
	}
}

// failure runs a script and returns its error.
func failure(t *testing.T, rt *interp.Runtime, script string) *object.ErrorRecord {
	t.Helper()
	tree, errs := syntax.Parse("", script)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	_ = rt.Run(context.Background(), tree, interp.RunOptions{})
	e, ok := rt.Errors().Items[0].(*object.ErrorRecord)
	if !ok {
		t.Fatalf("%s: no error", script)
	}
	return e
}
