package repl

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	prompt "github.com/c-bata/go-prompt"

	"github.com/partnershell/partnershell/shell/complete"
)

func TestSplitCutsInputIntoKeys(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"Get-Date", []string{"Get-Date"}},
		{"Get-Da\t", []string{"Get-Da", "\t"}},
		{"1\r2\n", []string{"1", "\r", "2", "\n"}},
		{"1\r\n2", []string{"1", "\r", "2"}},
		{"\x1b[A\x1b[B", []string{"\x1b[A", "\x1b[B"}},
		{"a\x1b[Db", []string{"a", "\x1b[D", "b"}},
		{"é€😀", []string{"é€😀"}},
		{"\x1b", []string{"\x1b"}},
	} {
		var got []string
		for _, part := range split([]byte(tt.in)) {
			got = append(got, string(part))
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("split(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "a\r\n", "\x1b[1;5C", "\x1b\x1b\x1b", "\x00\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		total := 0
		for _, part := range split(in) {
			if len(part) == 0 {
				t.Fatal("an empty key")
			}
			total += len(part)
		}
		if dropped := len(in) - total; dropped != strings.Count(string(in), "\r\n") {
			t.Fatalf("%d bytes of %q were lost", dropped, in)
		}
	})
}

func TestHistoryOutlivesTheRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "history.txt")
	h := openHistory(path)
	commands := []string{"Get-Date", "foreach ($i in 1..3) {\n  $i\n}", "Get-Item `\n  ."}
	for _, c := range commands {
		h.add(c)
		h.add(c) // a repetition is kept once
	}
	if got := openHistory(path).commands; !reflect.DeepEqual(got, commands) {
		t.Errorf("read back %q, want %q", got, commands)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if os.PathSeparator == '/' && info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the history: %v", info.Mode())
	}
}

func TestHistoryKeepsTheNewestCommands(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.txt")
	h := &history{path: path}
	for range maxHistory + maxHistory/4 {
		h.commands = append(h.commands, "old")
	}
	h.add("new")
	got := openHistory(path).commands
	if len(got) != maxHistory || got[len(got)-1] != "new" {
		t.Errorf("%d commands, the last is %q", len(got), got[len(got)-1])
	}
}

func TestSecretsAreRecognised(t *testing.T) {
	for line, want := range map[string]bool{
		"Get-PartnerUser": false,
		"Connect-PartnerCenter -ApplicationId x -Credential $c": false,
		"$s = ConvertTo-SecureString 'x' -AsPlainText -Force":   true,
		"$clientSecret = 'x'":                                              true,
		"Connect-PartnerCenter -RefreshToken abc":                          true,
		"Invoke-RestMethod x -Headers @{Authorization = \"Bearer $t\"}":    true,
		"$t = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.x'":                true,
		"Get-PartnerUserSignInActivity | Where-Object ClientAppUsed -eq x": false,
	} {
		if got := holdsSecret(line); got != want {
			t.Errorf("holdsSecret(%q) = %v", line, got)
		}
	}
}

// terminal plays keys that a user typed.
type terminal struct {
	prompt.ConsoleParser
	chunks []string
}

func (c *terminal) Read() ([]byte, error) {
	if len(c.chunks) == 0 {
		return nil, nil
	}
	chunk := c.chunks[0]
	c.chunks = c.chunks[1:]
	return []byte(chunk), nil
}

func TestALineWithASecretIsNotEntered(t *testing.T) {
	k := &keys{ConsoleParser: &terminal{chunks: []string{"$password = 1\r"}}, secret: holdsSecret}
	k.begin(false)
	var read []string
	for range 3 {
		key, _ := k.Read()
		if read = append(read, string(key)); key[0] >= ' ' {
			k.see(string(key))
		}
	}
	if want := []string{"$password = 1", "\x03", "\x04"}; !reflect.DeepEqual(read, want) {
		t.Errorf("go-prompt saw %q, want %q: it would remember the line", read, want)
	}
	if text, ok := k.submitted(); !ok || text != "$password = 1" {
		t.Errorf("submitted %q, %v", text, ok)
	}
}

func TestKeysTypedWhileACommandRunsAreKept(t *testing.T) {
	k := &keys{ConsoleParser: &terminal{chunks: []string{"1\r2\r"}}, secret: holdsSecret}
	read := func() string {
		key, _ := k.Read()
		return string(key)
	}
	k.begin(false)
	if got := read() + read() + read() + read(); got != "1\r\x00\x00" {
		t.Errorf("the first line got %q", got)
	}
	k.begin(false)
	if got := read() + read() + read(); got != "2\r\x00" {
		t.Errorf("the second line got %q", got)
	}
}

func TestCandidatesReplaceTheWordThatThePromptReplaces(t *testing.T) {
	l := &line{}
	for _, tt := range []struct {
		before string
		index  int
		text   string
		want   string
	}{
		{"Get-Par", 0, "Get-PartnerUser", "Get-PartnerUser"},
		{"Get-X | ? {$_.Cli", 14, "ClientAppUsed", "$_.ClientAppUsed"},
		{"cd 'my fo", 3, "'my folder'", "folder'"},
		{"[math]::Ab", 8, "Abs(", "[math]::Abs("},
	} {
		r := complete.Result{Index: tt.index, Length: len(tt.before) - tt.index, Candidates: []complete.Candidate{{Text: tt.text}}}
		got := l.fit(r, tt.before)
		if len(got) != 1 || got[0].Text != tt.want {
			t.Errorf("%q: %v, want %q", tt.before, got, tt.want)
		}
	}
}

// TestCtrlCGivesUpTheWholeCommand: on a further line it ends the command, on the first one it only clears the line.
func TestCtrlCGivesUpTheWholeCommand(t *testing.T) {
	for follows, want := range map[bool]string{false: "\x03", true: "\x03\x04"} {
		k := &keys{ConsoleParser: &terminal{chunks: []string{"\x03"}}, secret: holdsSecret}
		k.begin(follows)
		var got string
		for range 3 {
			key, _ := k.Read()
			got += string(key)
		}
		if got != want || k.ended() != follows {
			t.Errorf("%v: go-prompt saw %q, want %q", follows, got, want)
		}
	}
}

func TestSearchGoesBackThroughTheHistory(t *testing.T) {
	s := search{history: &history{commands: []string{"Get-Date", "foreach ($i in 1) {\n  Get-Item .\n}", "get-item x", "Set-Item x 'é'"}}}
	b := prompt.NewBuffer()
	line := func(text string) {
		b = prompt.NewBuffer()
		b.InsertText(text, false, true)
	}
	press := func(fits func(string, string) bool) string { s.back(b, fits); return b.Text() }
	line("get-")
	for _, want := range []string{"get-item x", "Get-Date", "Get-Date"} {
		if got := press(strings.HasPrefix); got != want {
			t.Errorf("F8: %q, want %q", got, want)
		}
	}
	line("ITEM")
	for _, want := range []string{"Set-Item x 'é'", "get-item x", "  Get-Item ."} {
		if got := press(strings.Contains); got != want {
			t.Errorf("Ctrl+R: %q, want %q", got, want)
		}
	}
	line("nothing like it")
	if got := press(strings.Contains); got != "nothing like it" {
		t.Errorf("a line that nothing fits became %q", got)
	}
}

func TestCutPrompt(t *testing.T) {
	for in, want := range map[string][2]string{
		"PS> ": {"", "PS> "}, "a\nb> ": {"a\n", "b> "}, "a\r\n\r\nb> ": {"a\n\n", "b> "}, "line\n": {"line\n", ""},
		"\x1b[32mone\x1b[0m\n\x1b[1;31mtwo\x1b[0m> ": {"\x1b[32mone\x1b[0m\n", "two> "},
	} {
		if above, last := cutPrompt(in); above != want[0] || last != want[1] {
			t.Errorf("%q: %q and %q", in, above, last)
		}
	}
}
