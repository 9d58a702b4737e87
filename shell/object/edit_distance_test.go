package object_test

import (
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

func TestEditDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"abc", "", 3}, {"", "abc", 3}, {"abc", "ABC", 0},
		{"Get-Proces", "Get-Process", 1}, {"Get-Dtae", "Get-Date", 1}, {"ca", "abc", 3}, {"kitten", "sitting", 3}, {"Ärger", "ärgern", 1},
	}
	for _, test := range tests {
		if got := object.EditDistance(test.a, test.b); got != test.want {
			t.Errorf("%q to %q: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
