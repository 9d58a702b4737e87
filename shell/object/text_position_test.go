package object

import (
	"math/rand/v2"
	"testing"
)

// TestUTF16Unit looks into texts in every order and compares with all their units.
func TestUTF16Unit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, alphabet := range []string{"ab", "aé€😀", "😀", "a\xED\xA0\x80é", "é\x80\xFFz"} {
		pieces := []rune(alphabet)
		if alphabet[1:2] == "\xED" {
			pieces = []rune{'a', 'é'}
		}
		text := alphabet
		for range 200 {
			text += string(pieces[random.IntN(len(pieces))])
		}
		units := UTF16Units(text)
		if got := UTF16Length(text); got != len(units) {
			t.Fatalf("%q: %d units, want %d", text, got, len(units))
		}
		for n := range 3 * len(units) {
			i := n
			switch n / len(units) {
			case 1:
				i = 2*len(units) - n - 1
			case 2:
				i = random.IntN(len(units))
			}
			if got := UTF16Unit(text, i); got != units[i] {
				t.Fatalf("%q: unit %d is %#x, want %#x", text, i, got, units[i])
			}
		}
	}
}

func BenchmarkUTF16Unit(b *testing.B) {
	text := ""
	for range 10_000 {
		text += "é"
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		UTF16Unit(text, i%10_000)
	}
}
