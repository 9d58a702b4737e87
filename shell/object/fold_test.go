package object

import (
	"strings"
	"testing"
)

func TestEqualNames(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "", true}, {"Name", "nAME", true}, {"Name", "Names", false}, {"a_", "a\x7f", false}, {"@", "`", false},
		{"É", "é", true}, {"É", "E", false}, {"ﬀ", "ff", false}, {"x漢", "X漢", true}, {"x漢", "x", false},
	} {
		if EqualNames(c.a, c.b) != c.want || EqualNames(c.b, c.a) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}

// FuzzEqualNames: it agrees with comparing folded names, and folding twice changes nothing.
func FuzzEqualNames(f *testing.F) {
	f.Add("Name", "nAME")
	f.Add("\u212a", "k")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")
		if got, want := EqualNames(a, b), FoldName(a) == FoldName(b); got != want {
			t.Errorf("%q, %q: %v, folded: %v", a, b, got, want)
		}
		if once := FoldName(a); FoldName(once) != once {
			t.Errorf("%q folds to %q and then to %q", a, once, FoldName(once))
		}
	})
}
