package syntax

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzParse checks that any text gets a tree within a reasonable time, that every node lies within the text, and
// that tokens make no difference to the tree.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "\x00", "`", "$", "@", "[", "{", "(", "\"$(", "\"$(\"\"", "@'\n", "@\"\n$(", "<#", "#requires -Version", "1..", "$a::",
		"Get-X | Where-Object { $_.", "class A { [int", "enum E { a =", "switch (1) { 1", "try { } catch [", "data x -s a,",
		"using module @{", "$x[", "if (1) { 2 } elseif", "“a", "0x1kb", "\"`u{", "--% a", "a && &", "[a[b[c,d],e]]::f[g](h)",
		"param([a(b=", "foreach -parallel ($a in", ":l while (1) { break l }", "workflow w { inlinescript { } }", "\xff\xfe$a",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkParse(t, text) })
}

func checkParse(t *testing.T, text string) {
	begin := time.Now()
	tree, tokens, errs := ParseWith("", text, Options{Tokens: true})
	if spent := time.Since(begin); spent > 2*time.Second && len(text) < 10_000 {
		t.Errorf("%q took %v", text, spent)
	}
	end := int32(len(text)) + 2
	Inspect(tree, func(n Node) bool {
		if e := n.Span(); e.Start < 0 || e.End > end {
			t.Errorf("%q: %T at %v", text, n, e)
		}
		return true
	})
	if len(tokens) == 0 {
		t.Errorf("%q has no tokens", text)
	}
	if _, plain := Parse("", text); len(plain) != len(errs) {
		t.Errorf("%q: %d errors with tokens, %d without", text, len(errs), len(plain))
	}
}

// TestTruncated parses every prefix of the oracle's scripts, as completion does while somebody types.
func TestTruncated(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(oracleDir, "cases", "*", "*.ps1"))
	if len(paths) == 0 {
		t.Skip("no oracle beside the repository")
	}
	for i, path := range paths {
		if i%24 != 0 {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for n := range len(text) {
			checkParse(t, string(text[:n]))
			if t.Failed() {
				return
			}
		}
	}
}

// TestDeep checks that deeply nested input comes back, refused or not, and in time.
func TestDeep(t *testing.T) {
	const n = 100_000
	for _, unit := range []string{"(", "{", "$(", "@(", "@{a=", "[", "-not ", "!", ",", "1+", "$a.", "a|", "if(", "\"$(", "[int]",
		"$a=", "a&&", "[a[", "1,", "{if(1){", "$a[", "switch(1){1{", "&", "function f{", "class A{", "--", "[a({", "trap [a({", "try{}catch [a({", "${", "+", "(("} {
		text := strings.Repeat(unit, n)
		begin := time.Now()
		Parse("", text)
		if spent := time.Since(begin); spent > 10*time.Second {
			t.Errorf("%q × %d took %v", unit, n, spent)
		}
	}
}

// benchmarkScript is a script of about 5,000 lines as admins write them.
func benchmarkScript() string {
	const part = `function Get-Report%d {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)][string[]]$Name,
        [int]$Days = 30
    )
    begin { $since = (Get-Date).AddDays(-$Days) } # start
    process {
        foreach ($n in $Name) {
            $items = Get-Thing -Name $n -Filter "created ge $since and name eq '$($n.Trim())'" |
                Where-Object { $_.Status -ne 'Met' -and $_.Count -gt 5 } |
                Sort-Object Name, Created -Descending
            if ($items.Count -eq 0) {
                Write-Warning "nothing for $n"
            } else {
                $items | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Age = (New-TimeSpan $_.Created).Days * 1.5 } }
            }
        }
    }
    end { }
}
`
	return strings.Repeat(strings.Replace(part, "%d", "", 1), 250)
}

func BenchmarkParse(b *testing.B) {
	text := benchmarkScript()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, errs := Parse("", text); len(errs) > 0 {
			b.Fatal(errs[0])
		}
	}
	b.ReportMetric(float64(strings.Count(text, "\n")), "lines")
}

func BenchmarkParseTokens(b *testing.B) {
	text := benchmarkScript()
	b.ReportAllocs()
	for b.Loop() {
		ParseWith("", text, Options{Tokens: true})
	}
}
