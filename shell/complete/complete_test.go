package complete_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/complete"
	_ "github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// signIn is a service's record; getSignIn a command that says it writes such.
type signIn struct {
	UserID   string `json:"userId"`
	Succeeds bool   `json:"succeeds"`
	Status   struct {
		ErrorCode int `json:"errorCode"`
	} `json:"status"`
}

type getSignIn struct {
	UserId  string   `ps:"complete=TestUser set=ByUser pos=0" help:"Whose sign-ins."`
	Day     string   `ps:"type=System.DayOfWeek" help:"The day."`
	Risk    []string `ps:"values=low,high"`
	Secret  string   `ps:"hidden"`
	App     string   `ps:"set=ByApp"`
	Verbose bool     `ps:"name=Detailed"`
}

func (*getSignIn) Process(*command.Invocation) error { panic("completion must not run commands") }

// passOn stands for the commands that hand their input on.
type passOn struct {
	Property    []object.Value `ps:"pos=0"`
	InputObject object.Value   `ps:"pipeline"`
}

func (*passOn) Process(*command.Invocation) error { panic("completion must not run commands") }

func testCommands() command.Set {
	object.DeclareRecord("Test.SignIn", reflect.TypeFor[signIn]())
	set := command.Set{
		"Get-TestSignIn": func() *command.Command {
			return &command.Command{Name: "Get-TestSignIn", Synopsis: "Reads sign-ins.", OutputTypes: []string{"Test.SignIn"},
				New: func() command.Processor { return &getSignIn{} }}
		},
	}
	for _, name := range []string{"Sort-Object", "Select-Object", "Where-Object"} {
		set[name] = func() *command.Command {
			return &command.Command{Name: name, New: func() command.Processor { return &passOn{} }}
		}
	}
	return set
}

// newRuntime makes a session in an own folder, with the users that a family of commands has fetched.
func newRuntime(t testing.TB, sets ...command.Set) *interp.Runtime {
	users := []command.Completion{{Text: "ann@contoso.com", Label: "Ann Example", ToolTip: "IT"}, {Text: "bob smith", ToolTip: "HR"}}
	command.RegisterCompleter("TestUser", func(context.Context, func(string) any, string) []command.Completion { return users })
	t.Setenv("PATH", "")
	return interp.New(interp.Options{Registry: command.NewRegistry(append(sets, testCommands())...), Location: t.TempDir(), NonInteractive: true})
}

func run(t testing.TB, rt *interp.Runtime, script string) {
	tree, errs := syntax.Parse("", script)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	if err := rt.Run(context.Background(), tree, interp.RunOptions{}); err != nil {
		t.Fatal(err)
	}
}

// TestComplete completes at the last bar; want are the candidates that come first, none if it is empty.
func TestComplete(t *testing.T) {
	rt := newRuntime(t)
	run(t, rt, `$bag = [pscustomobject]@{ Name = 'x'; Size = 1 }; $table = @{ 'a key' = 1 }
		function Show-Tree { param([ValidateSet('oak', 'elm')]$Kind, [Parameter(DontShow)]$Hidden) }`)
	for _, name := range []string{"one.txt", "two words.txt", "[x].txt", "sub/in.txt"} {
		path := filepath.Join(rt.Location(), name)
		_ = os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		input, replaced, want string
	}{
		{"get-tests|", "get-tests", "Get-TestSignIn"},
		{"Get-TestSignIn -|", "-", "-UserId -Day -Risk -App -Detailed"},
		{"Get-TestSignIn -App x -|", "-", "-Day -Risk -Detailed"},
		{"Get-TestSignIn a|", "a", "ann@contoso.com"},
		{"Get-TestSignIn Ann|", "Ann", "ann@contoso.com"},
		{"Get-TestSignIn b|", "b", "'bob smith'"},
		{"Get-TestSignIn -Day s|", "s", "Saturday Sunday"},
		{"Get-TestSignIn -Risk low,h|", "h", "high"},
		{"Get-TestSignIn | Select-Object |", "", "Status Succeeds UserId"},
		{"Get-TestSignIn | Where-Object { $_.Status.E|", "E", "ErrorCode Equals("},
		{"Get-TestSignIn | Sort-Object UserId | Select-Object UserId, S|", "S", "Status Succeeds"},
		{"Show-Tree -|", "-", "-Kind"},
		{"Show-Tree e|", "e", "elm"},
		{"$bag.|", "", "Name Size"},
		{"$table.a|", "a", "Add( 'a key'"},
		{"$table[|", "", "'a key'"},
		{"$ba|", "$ba", "$bag"},
		{"\"x $ba|", "$ba", "$bag"},
		{"$x = 'text'; $x.Sub|", "Sub", "Substring("},
		{"Get-TestSignIn t|wo", "two", ""},
		{"cat t|", "t", "'./two words.txt'"},
		{"cat \"t|", "\"t", "\"./two words.txt\""},
		{"cat ./[|", "./[", "./[x].txt"},
		{"cat sub/|", "sub/", "./sub/in.txt"},
		{"[System.Collections.Generic.Lis|", "System.Collections.Generic.Lis", "System.Collections.Generic.List"},
		{"1 -no|", "-no", "-not -notcontains -notin -notlike -notmatch"},
		{"[DayOfWeek]$d = 'Su|", "'Su", "'Sunday'"},
		{"ä; $ba|", "$ba", "$bag"},
	}
	for _, tt := range tests {
		i := strings.LastIndex(tt.input, "|")
		before, after := tt.input[:i], tt.input[i+1:]
		r := complete.Complete(rt, before+after, len(before))
		if got := (before + after)[r.Index : r.Index+r.Length]; got != tt.replaced {
			t.Errorf("%s: replaces %q, want %q", tt.input, got, tt.replaced)
		}
		got := strings.Join(texts(r), " ")
		if tt.want == "" && got != "" || !strings.HasPrefix(got+" ", tt.want) {
			t.Errorf("%s: offers %s, want %s", tt.input, got, tt.want)
		}
	}
}

func texts(r complete.Result) []string {
	list := make([]string, len(r.Candidates))
	for i, c := range r.Candidates {
		list[i] = c.Text
	}
	return list
}

func TestToolTips(t *testing.T) {
	rt := newRuntime(t)
	tests := []struct{ input, want string }{
		{"Get-TestS", "Reads sign-ins."},
		{"Get-TestSignIn -Day", "[DayOfWeek] Day - The day."},
		{"Get-TestSignIn ann", "IT"},
		{"[int]$n = 1; $n", "[int]$n"},
		{"$ErrorActionP", "[ActionPreference]$ErrorActionPreference - What happens after an error that does not end the command"},
	}
	for _, tt := range tests {
		r := complete.Complete(rt, tt.input, len(tt.input))
		if len(r.Candidates) == 0 || !strings.HasPrefix(r.Candidates[0].ToolTip, tt.want) {
			t.Errorf("%s: %+v, want the tool tip %q", tt.input, r.Candidates, tt.want)
		}
	}
}

func TestRegisteredCompleter(t *testing.T) {
	rt := newRuntime(t)
	run(t, rt, `function Set-Tone { param($Pitch) }`)
	block, err := rt.NewScriptBlock(`param($command, $parameter, $word) "$command/$parameter/$word"`)
	if err != nil {
		t.Fatal(err)
	}
	rt.RegisterCompleter("Set-Tone", "Pitch", block, false)
	if got := texts(complete.Complete(rt, "Set-Tone -Pitch x", 17)); !slices.Equal(got, []string{"Set-Tone/Pitch/x"}) {
		t.Errorf("got %v", got)
	}
}

func TestOutside(t *testing.T) {
	rt := newRuntime(t)
	for _, cursor := range []int{-1, 2, 100} {
		if r := complete.Complete(rt, "x", cursor); r.Index != -1 || len(r.Candidates) > 0 {
			t.Errorf("cursor %d: %+v", cursor, r)
		}
	}
	if r := complete.Complete(rt, "\uFEFF$Err", 7); len(r.Candidates) == 0 || r.Index != 3 {
		t.Errorf("after a byte order mark: %+v", r)
	}
}

// FuzzComplete: any text, any cursor: an answer that fits the text, and nothing that the text says is done.
func FuzzComplete(f *testing.F) {
	for _, seed := range []string{"Get-TestSignIn -Risk low,", "$x.", "[int]::", "@{ a", "\"$(", "function f { param([Parameter(",
		"#requires -", "Get-TestSignIn | Select-Object ", "1..3 | % { $_.", "catch [", "$a[", "& 'x", "using namespace S",
		"Remove-Item *; ", "$(throw 1).", "[ValidateSet('a')]$x = ", "switch -f", ":a while (1) { break "} {
		for cursor := range len(seed) + 1 {
			f.Add(seed, cursor)
		}
	}
	rt := newRuntime(f)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		r := complete.Complete(rt, text, cursor)
		if r.Index == -1 {
			return
		}
		if r.Index < 0 || r.Length < 0 || r.Index+r.Length > len(text) {
			t.Errorf("%q at %d: replaces %d, %d", text, cursor, r.Index, r.Length)
		}
		entries, err := os.ReadDir(rt.Location())
		if err != nil || len(entries) > 0 {
			t.Errorf("%q: the folder has changed: %v", text, entries)
		}
		if len(rt.Errors().Items) > 0 {
			t.Errorf("%q: ran something: %v", text, rt.Errors())
		}
	})
}

func BenchmarkComplete(b *testing.B) {
	many := command.Set{}
	for i := range 5000 {
		name := fmt.Sprintf("Get-Thing%04d", i)
		many[name] = func() *command.Command {
			return &command.Command{Name: name, Synopsis: "A thing.", New: func() command.Processor { return &passOn{} }}
		}
	}
	rt := newRuntime(b, many)
	users := make([]command.Completion, 10_000)
	for i := range users {
		users[i] = command.Completion{Text: fmt.Sprintf("user%05d@contoso.com", i)}
	}
	command.RegisterCompleter("TestUser", func(context.Context, func(string) any, string) []command.Completion { return users })
	for _, input := range []string{"Get-T", "Get-Thing12", "Get-TestSignIn -", "Get-TestSignIn user0", "$E", "[str",
		"Get-TestSignIn | Where-Object { $_.Status.", "'abc'.", "Get-TestSignIn | Sort-Object UserId | Select-Object "} {
		b.Run(input, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				complete.Complete(rt, input, len(input))
			}
		})
	}
}

// TestTabExpansion2 counts in UTF-16 units, as scripts do.
func TestTabExpansion2(t *testing.T) {
	rt := newRuntime(t, complete.Commands)
	tree, _ := syntax.Parse("", `$r = TabExpansion2 '"😀"; get-tests' 14; "$($r.ReplacementIndex) $($r.ReplacementLength) $($r.CurrentMatchIndex)"
		$m = $r.CompletionMatches[0]; "$($m.CompletionText) $($m.ListItemText) $($m.ResultType)"
		[System.Management.Automation.CompletionResult]::new('a b', 'ab', 'ParameterValue', 'tip').ToolTip`)
	var got []string
	err := rt.Run(context.Background(), tree, interp.RunOptions{Streams: interp.Streams{Output: func(v object.Value) error {
		got = append(got, object.ToText(v))
		return nil
	}}})
	want := []string{"6 9 -1", "Get-TestSignIn Get-TestSignIn Command", "tip"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
