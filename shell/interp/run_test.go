package interp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell/command"
	_ "github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// newRuntime makes a runtime with the commands that most scripts need.
func newRuntime() *interp.Runtime {
	return interp.New(interp.Options{Registry: command.NewRegistry(core.Commands, utility.Commands)})
}

// run runs a script and returns what it wrote: objects as text, errors with their id, the error that ended it last.
func run(t testing.TB, script string) []string {
	t.Helper()
	return runIn(t, newRuntime(), script)
}

func runIn(t testing.TB, rt *interp.Runtime, script string) []string {
	t.Helper()
	ast, errs := syntax.Parse("", script)
	if len(errs) > 0 {
		return []string{"parse:" + errs[0].ID}
	}
	var out []string
	err := rt.Run(context.Background(), ast, interp.RunOptions{NewScope: true, Streams: interp.Streams{
		Output:  func(v object.Value) error { out = append(out, object.DisplayText(v)); return nil },
		Error:   func(e *object.ErrorRecord) error { out = append(out, "error:"+e.FullyQualifiedErrorID()); return nil },
		Warning: func(r *interp.InformationalRecord) error { out = append(out, "warning:"+r.Message); return nil },
	}})
	switch e := err.(type) {
	case *object.ErrorRecord:
		out = append(out, "throw:"+e.FullyQualifiedErrorID())
	case *interp.ExitError:
		out = append(out, fmt.Sprint("exit:", e.Code))
	case nil:
	default:
		out = append(out, "fail:"+err.Error())
	}
	return out
}

func TestScripts(t *testing.T) {
	tests := []struct{ script, want string }{
		{"1 + 2", "3"},
		{"$a = 5; $a++; $a * 2", "12"},
		{"$s = 0; for ($i = 0; $i -lt 10; $i++) { if ($i % 3 -eq 0) { $s += $i } }; $s", "18"},
		{"function Add-Two { param([int]$A, [int]$B = 2) $A + $B } Add-Two 1; Add-Two -B 5 -A 4; Add-Two '3'", "3|9|5"},
		{"1..5 | Where-Object { $_ % 2 } | ForEach-Object { $_ * 3 }", "3|9|15"},
		{"function F { process { \"<$_>\" } end { 'end' } } 1,2 | F", "<1>|<2>|end"},
		{"function F { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $X) process { if ($X -eq 2) { " +
			"$PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([Exception]::new('m'), 'id', 'NotSpecified', 2)) }; $X } end { 'e' } } " +
			"1, 2, 3 | F; 'after'; try { F 2 } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.InvocationName; $_.Exception.GetType().Name }",
			"1|error:id,F|after|id,F|F|Exception"},
		{"function F { [CmdletBinding()] param([Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)] [string[]] $Name) process { $Name } } " +
			"[pscustomobject]@{Name='n'} | F; [pscustomobject]@{Name='a','b'} | F; 'v' | F; 5 | F", "n|a|b|v|5"},
		{"function F { [CmdletBinding()] param([Parameter(Position=0)] $A, [Parameter(ValueFromRemainingArguments)] $Rest) \"$A;$Rest\" } F -No 1 2 3", "2;-No 1 3"},
		{"try { 1/0 } catch { \"c $_\" } finally { 'f' }", "c Attempted to divide by zero.|f"},
		{"throw 'x'; 'after'", "throw:x"},
		{"1/0; 'after'", "error:RuntimeException|after"},
		{"$h = @{a = 1; b = 2}; $h.a + $h['b']; $h.c = 7; $h.c", "3|7"},
		{"$x = 1,2,3; $x[1]; $x[-1]; \"$x\"", "2|3|1 2 3"},
		{"& { param($p) \"p=$p args=$args\" } 1 2 3", "p=1 args=2 3"},
		{"switch (1,2,3) { 1 { 'one' } 2 { 'two'; continue } default { 'other' } }", "one|two|other"},
		{":outer foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue outer }; \"$i$j\" } }", "11|21|31"},
		{"$o = [pscustomobject]@{ A = 1; B = 'x' }; $o.A; $o.B; $o.A = 5; $o.A", "1|x|5"},
		{"function Fac($n) { if ($n -le 1) { return 1 }; $n * (Fac ($n - 1)) } Fac 5", "120"},
		{"function Words { $args -join '-' } $text = 'abc'; Words @text", "a-b-c"},
		{"$table = @{ Count = 'entry' }; $table.psbase.Count", "1"},
		{"function Deep { Deep } try { Deep } catch { $_.FullyQualifiedErrorId }", "CallDepthOverflow"},
		{"function Deep($x = (Deep)) { } try { Deep } catch { $_.FullyQualifiedErrorId }", "CallDepthOverflow"},
		{"class C { [C]$x = [C]::new() } try { [C]::new() } catch { $_.FullyQualifiedErrorId }", "CallDepthOverflow"},
		{"class C { [bool] Equals($o) { return $this -eq $o } } try { $null = [C]::new() -eq [C]::new() } catch { $_.FullyQualifiedErrorId }", "CallDepthOverflow"},
		{"class C { [string] ToString() { return \"$this\" } } try { $null = \"$([C]::new())\" } catch { $_.FullyQualifiedErrorId }", "CallDepthOverflow"},
		{"function F { param([ValidateScript({ $script:n++; throw 'x' })]$x) } F 1; try { F 2 } catch { }; $n", "error:ParameterArgumentValidationError,F|2"},
		{"try { ('a' * 1mb).Replace('a', 'b' * 1mb) } catch { $_.FullyQualifiedErrorId }", "OutOfMemoryException"},
		{"$c = $ExecutionContext.InvokeCommand; $c.CommandNotFoundAction = { param($n, $e) $e.CommandScriptBlock = { \"no $n $args\" }.GetNewClosure() }; Nope 5; " +
			"$c.CommandNotFoundAction = $null; Nope", "no Nope 5|error:CommandNotFoundException"},
		{"$c = $ExecutionContext.InvokeCommand; $c.PreCommandLookupAction = { param($n, $e) if ($n -eq 'one') { $e.CommandScriptBlock = { 'two' } } }; " +
			"function one { 1 } one; $c.PreCommandLookupAction = $null; one", "two|1"},
		{"$s = $ExecutionContext.SessionState; { \"$a\" }.InvokeWithContext(@{}, [psvariable]::new('a', 5)); $s.Path.IsPSAbsolute('/a', [ref]$null)", "5|True"},
		{"$a, $b = 1, 2; $a, $b = $b, $a; \"$a $b\"", "2 1"},
		{"$log = ''; 1..5 | ForEach-Object -OutBuffer 1 { $log += \"p$_ \"; $_ } | ForEach-Object { $log += \"c$_ \" }; $log", "p1 p2 c1 c2 p3 p4 c3 c4 p5 c5 "},
		{"function Out-Some { [CmdletBinding()] param() 1..3; throw 'x' } try { Out-Some -OutBuffer 9 | ForEach-Object { \"got $_\" } } catch { 'gone' }", "gone"},
		{"exit 3", "exit:3"},
		{"Nope-Command", "error:CommandNotFoundException"},
		{"$x = if ($true) { 'y' } else { 'n' }; $x", "y"},
		{"$null ?? 'd'; $u ??= 4; $u; $true ? 1 : 2", "d|4|1"},
		{"$sb = { $args[0] + 1 }; & $sb 4; $sb.Invoke(5)", "5|6"},
		{"function G { trap { 'trapped'; continue }; throw 'x'; 'next' } G", "trapped|next"},
	}
	for _, test := range tests {
		if got := strings.Join(run(t, test.script), "|"); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}

func TestClasses(t *testing.T) {
	tests := []struct{ script, want string }{
		{"class P { [string]$Name; [int]$Age } $p = [P]::new(); $p.Age = 3; $p.Name = 'x'; \"$($p.Name)$($p.Age)\"", "x3"},
		{"class B { [string]$N; B([string]$n) { $this.N = $n } [string] Hi() { return \"B $($this.N)\" } } " +
			"class D : B { D([string]$n) : base($n) { } [string] Hi() { return \"D+\" + ([B]$this).Hi() } } [D]::new('q').Hi()", "D+B q"},
		{"class S { static [int]$Count = 5; static [int] Next() { [S]::Count++; return [S]::Count } } [S]::Next(); [S]::Count", "6|6"},
		{"enum Lvl { Low; Mid = 5; High } [int][Lvl]::High; [Lvl]'mid'", "6|Mid"},
		{"class C { [int]$A = 4; [int] F([int]$x) { 'lost'; return $x + $this.A } } [C]::new().F(2)", "6"},
		{"class E : System.Exception { [int]$Code; E([string]$m, [int]$c) : base($m) { $this.Code = $c } } " +
			"try { throw [E]::new('bad', 7) } catch [E] { \"$($_.Exception.Code)\" }", "7"},
	}
	for _, test := range tests {
		if got := strings.Join(run(t, test.script), "|"); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}

func BenchmarkLoop(b *testing.B) {
	benchmark(b, "for ($i = 0; $i -lt 1000000; $i++) { }")
}

func BenchmarkCall(b *testing.B) {
	benchmark(b, "function Add-Two { param([int]$A, [int]$B = 2) $A + $B }\nfor ($i = 0; $i -lt 100000; $i++) { $s = Add-Two -A $i }")
}

func BenchmarkWhereObject(b *testing.B) {
	benchmark(b, "1..100000 | Where-Object { $_ % 2 } | ForEach-Object { $_ * 3 }")
}

// BenchmarkPredicate is a filter alone: no scope is made for an object.
func BenchmarkPredicate(b *testing.B) {
	benchmark(b, "1..100000 | Where-Object { $_ % 2 } | Out-Null")
}

func benchmark(b *testing.B, script string) {
	b.ReportAllocs()
	ast, errs := syntax.Parse("", script)
	if len(errs) > 0 {
		b.Fatal(errs[0])
	}
	for b.Loop() {
		rt := newRuntime()
		if err := rt.Run(context.Background(), ast, interp.RunOptions{NewScope: true}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCancel(t *testing.T) {
	for _, script := range []string{"while ($true) { }", "function F { F2 } function F2 { while (1) { $x = 1 } } F", "1..1000000000 | ForEach-Object { $_ } | Out-Null"} {
		ast, _ := syntax.Parse("", script)
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
		start := time.Now()
		err := newRuntime().Run(ctx, ast, interp.RunOptions{NewScope: true})
		cancel()
		if !errors.Is(err, interp.ErrStopped) {
			t.Errorf("%s: ended with %v", script, err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s: took %v to stop", script, took)
		}
	}
}

func TestModulesAndClosures(t *testing.T) {
	tests := []struct{ script, want string }{
		{"function New-Counter { $n = 0; { $script:n++; $script:n }.GetNewClosure() } $a = New-Counter; $b = New-Counter; & $a; & $a; & $b", "1|2|1"},
		{"function P { begin { $s = { ForEach-Object { $_ * 2 } }.GetSteppablePipeline(); $s.Begin($true) } " +
			"process { $s.Process($_) } end { $s.End() } } 1, 2 | P", "2|4"},
		{"$t = $null; $e = $null; $ast = [System.Management.Automation.Language.Parser]::ParseInput('Get-X 1; $y', [ref]$t, [ref]$e); " +
			"$ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true).GetCommandName(); $t.Count", "Get-X|5"},
		{"$v = 'out'; & { $v += 'in'; $v }; $v", "in|out"},
		{"$x = & { }; @($x).Count; $null -eq $x", "0|True"},
		{". { $d = 4 }; $d", "4"},
		{"function F { param([int]$N) $N } $p = @{ N = 3 }; F @p; $q = , 5; F @q", "3|5"},
		{"function Fwd { Target @args } function Target { param($A, [switch]$S) \"$A $S\" } Fwd -S -A 2", "2 True"},
		{"function V { [CmdletBinding()] param([ValidateSet('a','b')]$M) $M } try { V -M c } catch { 'refused' }", "refused"},
	}
	for _, test := range tests {
		if got := strings.Join(run(t, test.script), "|"); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}

// FuzzRun runs whatever parses: no script may bring the engine down or keep it from stopping.
func FuzzRun(f *testing.F) {
	for _, seed := range []string{
		"1..3 | % { $_ * 2 }", "try { throw 'x' } catch { $_ } finally { 1 }", "class A { [int]$X; A() { } } [A]::new().X",
		"switch -Regex ('a','b') { 'a' { 1; break } default { 2 } }", "$h = @{a=1}; $h.a += 2; $h['b'] ??= 3; $h",
		"function F([int]$a, $b = 2) { process { $a + $b } } 1 | F -a 3", "& { trap { continue } 1/0; 'next' }",
		":l foreach ($i in 1..3) { switch ($i) { 2 { continue l } default { $switch.MoveNext() } } }", "trap { break } throw @{a=1}",
		"function F { [CmdletBinding(SupportsShouldProcess)] param([Parameter(ValueFromPipeline, Mandatory)][ValidateRange(1,5)][int]$x, " +
			"[Parameter(ValueFromRemainingArguments)]$r) begin { 1 } process { $PSCmdlet.ShouldProcess($x) } end { } clean { } } 1, 9 | F -WhatIf a",
		"$s = @{a=1}; & { param($a, [switch]$b) $PSBoundParameters } @s -b:$false; & { @args } @(1,2)", "$a, ($b, $c) = 1, (2, 3)",
		"& { dynamicparam { [System.Management.Automation.RuntimeDefinedParameterDictionary]::new() } process { $input } }",
		"'aXb' -replace 'x', { $_.Value * 2 }; 'a,b' -split { $_ -eq ',' }; 'ab' -match '(?<n>a)'; $Matches.n", "$x?.y ?? $z?[0]",
		"try { Get-Item nope -ErrorAction Inquire } catch [System.Exception], [int] { $_.InvocationInfo.PositionMessage }",
		"$sb = { param($x) $x }.GetNewClosure(); $sb.Invoke(1); & $sb 2 | ForEach-Object { $_ } -End { 3 } -OutVariable o -PipelineVariable p",
		"[ref]$r = 1; $r.Value++; [int[]]$t = '1', '2'; $t += 3; $t[-1..0]; ${global:x y} = 1; $env:q", "1 | & { end { $input.MoveNext() } }",
		"Set-StrictMode -Version Latest; $u.v; @{}.z; (1..3).Where({ $_ -gt 1 }, 'Split')", "New-Module { function G { 1 } } | Out-Null; G",
		"data { @{ a = 'b' } }; do { break } until (1); if (0) { } elseif (1) { return 1 } else { exit 2 }", "\"$(\"$('n')\")\" * 3",
		"$a, $b = 1, 2; \"$a $($b + 1)\" -f 1", "[pscustomobject]@{a=1}.a; ,@(1)[0]", "enum E { A; B = 5 } [E]::B -bor 1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		ast, errs := syntax.Parse("", script)
		if len(errs) > 0 {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		rt := interp.New(interp.Options{Registry: command.NewRegistry(core.Commands), NoFiles: true, NonInteractive: true})
		err := rt.Run(ctx, ast, interp.RunOptions{NewScope: true})
		var record *object.ErrorRecord
		if errors.As(err, &record) && record.ID == "InternalError" {
			t.Errorf("%q: %v", script, record)
		}
	})
}

func BenchmarkStrings(b *testing.B) {
	benchmark(b, `foreach ($i in 1..10000) {
  $t = 'user{0:d6}@contoso.example' -f $i
  if ($t -match '^user(\d+)@(.+)$') { $n += [int]$Matches[1] }
  $u = ($t -replace 'contoso', 'fabrikam').Split('@')[1].ToUpper()
}`)
}

func BenchmarkHashtable(b *testing.B) {
	benchmark(b, `$h = @{}; for ($i = 0; $i -lt 100000; $i++) { $k = "k$($i % 50000)"; $h[$k] = 1 + $h[$k] }`)
}
