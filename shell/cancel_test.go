package shell_test

import (
	"context"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/partnershell/partnershell/shell"
)

// stopping are scripts that would run for minutes, by what they are busy with.
var stopping = map[string]string{
	"a loop":                   `while ($true) { }`,
	"a loop that writes":       `for (;;) { 1 }`,
	"recursion":                `function F { try { F } catch { F } } F`,
	"a range":                  `1..1e9 | Select-Object -Last 1`,
	"a filter of a collection": `$l = 1..100000; while ($true) { $l.Where({ $_ -gt 5 }) | Out-Null; $l.ForEach({ $_ }) | Out-Null }`,
	"ForEach-Object":           `1..1e9 | ForEach-Object { $_ } | Out-Null`,
	"long text":                `$t = 'abc ' * 250000; while ($true) { [void]$t.Replace('b', 'dd') }`,
	"a replacement":            `$t = 'abc ' * 2500000; while ($true) { [void]($t -replace '(?<=a)b', 'dd') }`,
	"splitting and joining":    `$t = 'abc ' * 250000; while ($true) { [void](($t -split ' ') -join ',') }`,
	"repeated text":            `while ($true) { [void]('x' * 1e8) }`,
	"a runaway pattern":        `('a' * 40 + '!') -match '^(?=a)(a+)+b?$'`,
	"a runaway Regex":          `[regex]::new('^(?=a)(a+)+b?$').IsMatch('a' * 40 + '!')`,
	"a runaway Regex method":   `[regex]::Replace('a' * 40 + '!', '^(?=a)(a+)+b?$', '')`,
	"a runaway filter":         `, ('a' * 40 + '!') -match '^(?=a)(a+)+b?$'`,
	"sorting":                  `$l = 1..300000; while ($true) { $l | Sort-Object -Descending | Out-Null }`,
	"sorting an array":         `$a = [int[]](1..2000000); while ($true) { [array]::Reverse($a); [array]::Sort($a) }`,
	"sleep":                    `Start-Sleep 600`,
	"a sleeping thread":        `[System.Threading.Thread]::Sleep(600000)`,
	"a wait for others":        `[System.Threading.Semaphore]::new(0, 1).WaitOne()`,
	"a huge number":            `[bigint]::Pow(10, 1000000000)`,
	"a search in a file":       `Set-Content l.txt ('word ' * 20); while ($true) { Select-String -Path (, 'l.txt' * 10000) -Pattern 'x(y+)z' }`,
	"archives":                 `Set-Content b.txt ('word ' * 2mb); while ($true) { Compress-Archive b.txt b.zip -Force }`,
	"a program":                `/bin/sh -c 'sleep 600'`,
	"a program's children":     `/bin/sh -c 'sleep 600 & sleep 600; echo done'`,
	"parallel blocks":          `1..50 | ForEach-Object -Parallel { while ($true) { } }`,
	"parallel sleep":           `1..50 | ForEach-Object -Parallel { Start-Sleep 600 }`,
	"a job":                    `Start-Job { while ($true) { } } | Wait-Job`,
	"files":                    `while ($true) { Get-ChildItem / -Recurse -Depth 2 -ErrorAction Ignore | Out-Null }`,
	"JSON":                     `$j = '[' + ('{"a":[1,2,3]},' * 100000) + '1]'; while ($true) { $j | ConvertFrom-Json | Out-Null }`,
	"switch":                   `while ($true) { switch (1..100000) { 0 { 1 } } }`,
	"catch":                    `try { while ($true) { } } catch { while ($true) { } }`,
	"a trap":                   `trap { continue } while ($true) { }`,
}

// TestCancel stops scripts and sees that they end soon, with the exit code of an interrupted run. The limit is far above
// the 100 ms that are promised, for machines that are busy, and far below the minutes that the scripts would take.
func TestCancel(t *testing.T) {
	for name, script := range stopping {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			ctx, cancel := context.WithCancel(t.Context())
			var at time.Time
			time.AfterFunc(50*time.Millisecond, func() {
				at = time.Now()
				cancel()
			})
			ended := make(chan shell.Outcome, 1)
			go func() { ended <- newSession(&recorder{}, folder).Run(ctx, shell.Source{Text: script}) }()
			select {
			case out := <-ended:
				if ctx.Err() == nil {
					t.Fatal("ended before it was stopped")
				}
				if out.Code != 130 || out.Exited {
					t.Errorf("outcome %+v, want exit code 130", out)
				}
				t.Logf("stopped after %v", time.Since(at))
			case <-time.After(10 * time.Second):
				t.Fatal("still running")
			}
			if late := time.Since(at); late > 3*time.Second {
				t.Errorf("stopped after %v", late)
			}
		})
	}
}

// TestCancelledFinally runs finally and clean blocks to their end after Ctrl+C: on the screen they may write, but an
// object, which nobody takes any more, ends them.
func TestCancelledFinally(t *testing.T) {
	tests := []struct {
		script, want string
		code         int
	}{
		{`try { Start-Sleep 60 } catch { 'caught' } finally { Write-Host a; Start-Sleep -Milliseconds 20; Write-Host b }`, "a\nb\n", 130},
		{`try { while (1) { } } finally { Write-Host a; 1; Write-Host b }`, "a\n", 130},
		{`try { while (1) { } } finally { $x = 1..3 | ForEach-Object { $_ }; Write-Host $x }; Write-Host after`, "1 2 3\n", 130},
		{`function F { process { Start-Sleep 60 } clean { Start-Sleep -Milliseconds 1; Write-Host cleaned } } F; 'after'`, "cleaned\n", 130},
		{`try { try { while (1) { } } finally { Write-Host in } } finally { Write-Host out }`, "in\nout\n", 130},
		{`try { while (1) { } } finally { exit 7 }`, "", 7},
	}
	for _, test := range tests {
		ctx, cancel := context.WithCancel(t.Context())
		host := &starter{began: cancel}
		out := newSession(host, "").Run(ctx, shell.Source{Text: `Write-Host begun; ` + test.script})
		if got := host.text.String(); got != "begun\n"+test.want || out.Code != test.code {
			t.Errorf("%s\n got %q and %d\nwant %q and %d", test.script, got, out.Code, test.want, test.code)
		}
	}
}

// starter is a host that says when something is written to it for the first time, a little later.
type starter struct {
	recorder
	once  sync.Once
	began func()
}

func (s *starter) Out() io.Writer { return s }

func (s *starter) Write(p []byte) (int, error) {
	s.once.Do(func() { time.AfterFunc(50*time.Millisecond, s.began) })
	return s.recorder.Write(p)
}
