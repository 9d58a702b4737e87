package grid_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/grid"
)

func people(most int) command.Choice {
	return command.Choice{Title: "People", Heading: []string{"Name  Department", "----  ----------"},
		Rows: []string{"Ann   IT", "Bob   Sales", "Cid   IT", "Дора  IT support"}, Most: most}
}

// press types letters and presses the keys that stand between them as names in angle brackets.
func press(t *testing.T, g *grid.Grid, keys string) {
	t.Helper()
	names := map[string]grid.Key{"up": grid.Up, "down": grid.Down, "pgup": grid.PageUp, "pgdn": grid.PageDown, "home": grid.Home,
		"end": grid.End, "tab": grid.Mark, "all": grid.MarkAll, "enter": grid.Accept, "esc": grid.Cancel, "back": grid.Backspace, "clear": grid.Clear}
	for keys != "" {
		if keys[0] == '<' {
			name, rest, _ := strings.Cut(keys[1:], ">")
			if names[name] == 0 {
				t.Fatalf("no key %s", name)
			}
			g.Press(names[name])
			keys = rest
			continue
		}
		letter := []rune(keys)[0]
		g.Type(letter)
		keys = keys[len(string(letter)):]
	}
}

func TestChoosing(t *testing.T) {
	tests := []struct {
		most int
		keys string
		want []int
	}{
		{-1, "<enter>", []int{0}},
		{-1, "<down><down><enter>", []int{2}},
		{-1, "<end><down><enter>", []int{3}},
		{-1, "<end><tab><home><tab><enter>", []int{0, 3}},
		{-1, "it<enter>", []int{0}},
		{-1, "IT дор<enter>", []int{3}},
		{-1, "it<all><enter>", []int{0, 2, 3}},
		{-1, "it<all><all><clear><down><enter>", []int{1}},
		{-1, "<down><down>i<enter>", []int{2}},
		{-1, "zzz<enter>", nil},
		{-1, "zzz<back><back><back><down><enter>", []int{1}},
		{-1, "<tab><tab><esc>", nil},
		{1, "<tab><all><down><enter>", []int{1}},
		{0, "<down><enter>", nil},
	}
	for _, test := range tests {
		g := grid.New(people(test.most))
		press(t, g, test.keys)
		if got := g.Chosen(); !g.Closed() || !slices.Equal(got, test.want) {
			t.Errorf("%d, %s: chosen %v, closed %v; want %v", test.most, test.keys, got, g.Closed(), test.want)
		}
	}
}

func TestDraw(t *testing.T) {
	g := grid.New(people(-1))
	press(t, g, "<tab>it")
	got := strings.Join(g.Draw(30, 9), "\n")
	want := strings.Join([]string{
		"People  3 of 4, 1 marked",
		"Filter: it_",
		"  Name  Department",
		"  ----  ----------",
		"\x1b[7m* Ann   IT                    \x1b[27m",
		"  Cid   IT",
		"  Дора  IT support",
		"",
		"Letters filter. Tab marks, Ct…",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestDrawScrolls sees that the present row is always on the screen, and that no line is too long for it.
func TestDrawScrolls(t *testing.T) {
	rows := make([]string, 200)
	for i := range rows {
		rows[i] = fmt.Sprintf("row %d 漢字 %s", i, strings.Repeat("x", i))
	}
	g := grid.New(command.Choice{Rows: rows})
	for _, keys := range []string{"", "<down><down>", "<pgdn>", "<pgdn><pgdn>", "<end>", "<pgup>", "<up>", "<home>", "7", "<end>"} {
		press(t, g, keys)
		for _, height := range []int{1, 3, 5, 24} {
			lines := g.Draw(40, height)
			present := slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "\x1b[7m") })
			if !present || len(lines) > max(height, 4) {
				t.Errorf("%q at height %d: %d lines, the present row shown: %v", keys, height, len(lines), present)
			}
			for _, line := range lines {
				line = strings.NewReplacer("\x1b[7m", "", "\x1b[27m", "").Replace(line)
				if runewidth.StringWidth(line) > 40 {
					t.Errorf("too long: %q", line)
				}
			}
		}
	}
}
