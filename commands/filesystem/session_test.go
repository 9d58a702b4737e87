package filesystem_test

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// fixture is a session in a folder of its own.
type fixture struct {
	t      testing.TB
	rt     *interp.Runtime
	folder string
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &fixture{t, interp.New(interp.Options{Location: folder, NonInteractive: true, Host: silent{},
		Registry: command.NewRegistry(core.Commands, utility.Commands, filesystem.Commands)}), folder}
}

// silent is a host that shows nothing.
type silent struct{}

func (silent) Out() io.Writer                        { return io.Discard }
func (silent) Err() io.Writer                        { return io.Discard }
func (silent) Width() int                            { return 120 }
func (silent) Height() int                           { return 0 }
func (silent) Interactive() bool                     { return false }
func (silent) Colour() bool                          { return false }
func (silent) ReadLine(string, bool) (string, error) { return "", io.EOF }
func (silent) Clear()                                {}
func (silent) Progress(command.Progress)             {}

// run runs a script and returns what it wrote, as text, one line each; errors begin with "! ".
func (f *fixture) run(script string) string {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return f.runIn(ctx, script)
}

func (f *fixture) runIn(ctx context.Context, script string) string {
	f.t.Helper()
	tree, errs := syntax.Parse("", script)
	if len(errs) > 0 {
		f.t.Fatal(errs)
	}
	var lines []string
	fail := func(e *object.ErrorRecord) error {
		lines = append(lines, "! "+e.FullyQualifiedErrorID()+": "+e.Error())
		return nil
	}
	err := f.rt.Run(ctx, tree, interp.RunOptions{Streams: interp.Streams{Error: fail, Output: func(v object.Value) error {
		lines = append(lines, object.ToText(v))
		return nil
	}}})
	var record *object.ErrorRecord
	if errors.As(err, &record) {
		_ = fail(record)
	} else if err != nil {
		lines = append(lines, "! "+err.Error())
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), f.folder, "{HERE}")
}

func (f *fixture) expect(script, want string) {
	f.t.Helper()
	if got := f.run(script); got != want {
		f.t.Errorf("%s\n got  %q\n want %q", script, got, want)
	}
}

func (f *fixture) write(name, text string) {
	f.t.Helper()
	path := filepath.Join(f.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) read(name string) string {
	f.t.Helper()
	b, err := os.ReadFile(filepath.Join(f.folder, name))
	if err != nil {
		f.t.Fatal(err)
	}
	return string(b)
}

func TestErrorsFurtherDownAreNotReportedTwice(t *testing.T) {
	f := newFixture(t)
	f.write("a", "1\n2\n")
	f.write("b", "")
	f.expect("Get-ChildItem | ForEach-Object { throw 'stop' }", "! stop: stop")
	f.expect("try { Get-Content a | ForEach-Object { throw 'x' } } catch { \"caught $_\" }; $Error.Count", "caught x\n2")
	f.expect("$Error.Clear(); try { Get-Item nope -ErrorAction Stop } catch { 'caught' }; $Error.Count", "caught\n1")
	f.expect("Get-Content a | Select-Object -First 1", "1")
}

func TestDrives(t *testing.T) {
	f := newFixture(t)
	f.expect(`$null = New-PSDrive own FileSystem .; 'x' | Out-File own:\o.txt; [pscustomobject]@{a=1} | Export-Csv own:c.csv; (Import-Csv own:/c.csv).a; Get-Content o.txt`, "1\nx")
	f.expect(`try { 'x' | Export-Csv C:\x.csv } catch { $_.FullyQualifiedErrorId }; (mkdir .\m\n).Name; Test-Path m/n`,
		"DriveNotFound,Microsoft.PowerShell.Commands.ExportCsvCommand\nn\nTrue")
	f.write("in/a.txt", "x\n")
	f.expect("(New-PSDrive Work FileSystem in).Name; Get-Content Work:/a.txt; (Get-Item Work:/a.txt).PSDrive.Name", "Work\nx\nWork")
	f.expect("Set-Location Work:; (Get-Location).Path; (Get-ChildItem).Name; Test-Path ../../a.txt; Set-Location -; (Get-Location).Path",
		"Work:/\na.txt\nTrue\n{HERE}")
	f.expect("Remove-PSDrive Work; Test-Path Work:/a.txt", "False")
	f.expect("Set-Location Env:; $env:FS_TEST = 'v'; (Get-Item FS_TEST).Value; (Get-Item ./FS_TEST).PSPath; Set-Location /; $PWD.Provider.Name",
		"v\nMicrosoft.PowerShell.Core\\Environment::FS_TEST\nFileSystem")
	f.expect("Remove-Item Env:FS_TEST; Test-Path Env:FS_TEST; Set-Item Variable:v 5; $v; function g { 1 }; Copy-Item Function:g Function:gg; gg",
		"False\n5\n1")
	f.expect("Set-Item Alias:zz Get-Date; (Get-Item Alias:zz).Definition; Remove-Item Alias:zz; Test-Path Alias:zz", "Get-Date\nFalse")
}

func TestItemsKnowTheirPlace(t *testing.T) {
	f := newFixture(t)
	f.write("d/a.txt", "")
	f.expect("$i = Get-ChildItem d; $i.PSPath; $i.PSParentPath; $i.PSChildName; $i.PSIsContainer; (Get-Item $i.PSPath).Name",
		"Microsoft.PowerShell.Core\\FileSystem::{HERE}/d/a.txt\nMicrosoft.PowerShell.Core\\FileSystem::{HERE}/d\na.txt\nFalse\na.txt")
	f.expect("Get-ChildItem d | Rename-Item -NewName { $_.BaseName + '.log' }; (Get-ChildItem d).Name", "a.log")
}

func TestContentStaysAfterAFailure(t *testing.T) {
	f := newFixture(t)
	f.write("a.txt", "old\n")
	f.expect("try { 1..3 | ForEach-Object { if ($_ -eq 3) { throw 'no' }; $_ } | Set-Content a.txt } catch { \"$_\" }; Get-Content a.txt", "no\nold")
	f.expect("Get-Content a.txt | ForEach-Object { \"new $_\" } | Set-Content a.txt; Get-Content a.txt", "new old")
	f.expect("(Get-ChildItem -Force).Name", "a.txt")
}

func TestEncodings(t *testing.T) {
	f := newFixture(t)
	for _, encoding := range []string{"utf8", "utf8BOM", "unicode", "bigendianunicode", "utf32", "latin1"} {
		f.expect("Set-Content e.txt 'é', 'b' -Encoding "+encoding+"; Get-Content e.txt -Encoding "+encoding, "é\nb")
		f.expect("Add-Content e.txt 'ü' -Encoding "+encoding+"; Get-Content e.txt -Encoding "+encoding+" -Tail 2", "b\nü")
	}
	f.expect("Set-Content e.txt 'é' -Encoding unicode; Add-Content e.txt 'ü'; Get-Content e.txt", "é\nü")
}

func TestWaitEndsWithTheSession(t *testing.T) {
	f := newFixture(t)
	f.write("log", "a\n")
	ctx, cancel := context.WithTimeout(context.Background(), 400*time.Millisecond)
	defer cancel()
	go func() {
		time.Sleep(150 * time.Millisecond)
		if h, err := os.OpenFile(filepath.Join(f.folder, "log"), os.O_APPEND|os.O_WRONLY, 0); err == nil {
			_, _ = h.WriteString("b\n")
			_ = h.Close()
		}
	}()
	if got := f.runIn(ctx, "Get-Content log -Wait"); !strings.HasPrefix(got, "a\nb\n!") {
		t.Errorf("got %q", got)
	}
}

func TestRemoveKeepsWhatLinksLeadTo(t *testing.T) {
	f := newFixture(t)
	f.write("keep/a.txt", "x")
	f.write("gone/b.txt", "x")
	if err := os.Symlink(filepath.Join(f.folder, "keep"), filepath.Join(f.folder, "gone", "link")); err != nil {
		t.Skip(err)
	}
	f.expect("Remove-Item gone -Recurse -Force; Test-Path gone, keep/a.txt", "False\nTrue")
	f.expect("Remove-Item . -Recurse -Force", "! InvalidOperation,Microsoft.PowerShell.Commands.RemoveItemCommand: "+
		"Cannot remove the item at '{HERE}' because it is in use.")
}

func TestCopy(t *testing.T) {
	f := newFixture(t)
	f.write("d/a.txt", "a")
	f.write("d/sub/b.txt", "b")
	f.expect("Copy-Item d e; (Get-ChildItem e).Count; Copy-Item d/* e -Recurse; (Get-ChildItem e -Recurse -Name) -join ' '", "0\nsub a.txt sub/b.txt")
	f.expect("Copy-Item d d/sub -Recurse", "! CopyError,Microsoft.PowerShell.Commands.CopyItemCommand: The folder {HERE}/d cannot be copied into itself.")
	f.expect("Copy-Item d/a.txt nodir/ ", "! CopyFileInfoItemIOError,Microsoft.PowerShell.Commands.CopyItemCommand: "+
		"Could not find a part of the path '{HERE}/nodir/a.txt'.")
	f.expect("Set-ItemProperty d/a.txt IsReadOnly $true; 'z' | Set-Content d/c.txt; Copy-Item d/c.txt d/a.txt 2>$null; Get-Content d/a.txt", "a")
	f.expect("Copy-Item d/c.txt d/a.txt -Force; Get-Content d/a.txt", "z")
}

func TestArchives(t *testing.T) {
	f := newFixture(t)
	f.write("d/a.txt", "alpha")
	f.write("d/sub/b.txt", "beta")
	f.expect("Compress-Archive d x; Expand-Archive x.zip out; (Get-ChildItem out -Recurse -File -Name) -join ' '; Get-Content out/d/sub/b.txt",
		"d/a.txt d/sub/b.txt\nbeta")
	f.expect("'new' | Set-Content d/a.txt; Compress-Archive d/a.txt x.zip -Update; Expand-Archive x.zip out2; (Get-ChildItem out2 -Recurse -File).Count", "3")
	f.expect("try { Compress-Archive d x.zip } catch { $_.FullyQualifiedErrorId }", "ArchiveFileExists,Compress-Archive")
}

func TestArchivesCannotLeaveTheFolder(t *testing.T) {
	f := newFixture(t)
	for i, name := range []string{"../evil.txt", `..\evil.txt`, "/evil.txt", "a/../../evil.txt"} {
		archive := fmt.Sprintf("bad%d.zip", i)
		out, err := os.Create(filepath.Join(f.folder, archive))
		if err != nil {
			t.Fatal(err)
		}
		w := zip.NewWriter(out)
		entry, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(entry, "evil")
		if err := errors.Join(w.Close(), out.Close()); err != nil {
			t.Fatal(err)
		}
		got := f.run("Expand-Archive " + archive + " box; Test-Path evil.txt; Test-Path ../evil.txt")
		if !strings.Contains(got, "leads out of the destination folder") || strings.Contains(got, "True") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestProcesses(t *testing.T) {
	f := newFixture(t)
	f.expect("(Get-Process -Id $PID).Id -eq $PID; (Get-Process -Id $PID).HasExited; (Get-Process -Id $PID).WS -gt 0", "True\nFalse\nTrue")
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("needs a shell")
	}
	f.expect(`$p = Start-Process /bin/sh '-c "echo out; echo err >&2; exit 3"' -RedirectStandardOutput o -RedirectStandardError e -Wait -PassThru
		$p.HasExited; $p.ExitCode; Get-Content o, e`, "True\n3\nout\nerr")
	f.expect(`$p = Start-Process /bin/sh '-c "exec sleep 60"' -PassThru; Stop-Process $p; $p | Wait-Process -Timeout 10; $p.HasExited`, "True")
}

// server answers as the tests ask.
func server(t *testing.T) string {
	mux := http.NewServeMux()
	mux.HandleFunc("/json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprintf(w, `{"method":%q,"query":%q,"agent":%q,"auth":%q}`, r.Method, r.URL.RawQuery, r.UserAgent(), r.Header.Get("Authorization"))
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Type", r.Header.Get("Content-Type"))
		_, _ = io.Copy(w, r.Body)
	})
	mux.HandleFunc("/xml", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/xml")
		_, _ = io.WriteString(w, "<a><b>1</b></a>")
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			w.Header().Set("Link", `</page?2>; rel="next"`)
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"page":%q}`, r.URL.RawQuery)
	})
	mux.HandleFunc("/missing", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"error":"gone"}`)
	})
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"error":{"code":"TooMany","message":"'é' \"<b>\"","details":[]}}`)
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/json", http.StatusFound) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/cookie", func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("k"); err == nil {
			_, _ = io.WriteString(w, c.Value)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "k", Value: "kept"})
	})
	mux.HandleFunc("/html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, `<p><a href="/x" class='c'>go</a><img src=y.png></p>`)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestRestMethod(t *testing.T) {
	f := newFixture(t)
	if err := f.rt.SetVariable("u", server(t)); err != nil {
		t.Fatal(err)
	}
	f.expect("(Invoke-RestMethod $u/json).method; (irm $u/json -Body @{ a = 'x y' }).query", "GET\na=x+y")
	f.expect("(irm $u/json -UserAgent me).agent; (irm $u/moved -Headers @{ Authorization = 'secret' }).auth", "me\n")
	f.expect("(irm $u/json -Authentication Bearer -Token (ConvertTo-SecureString t0k -AsPlainText) -AllowUnencryptedAuthentication).auth", "Bearer t0k")
	f.expect("irm $u/echo -Method Post -Body @{ a = 1 } -ResponseHeadersVariable h -StatusCodeVariable s; $h['X-Type']; $s",
		"a=1\napplication/x-www-form-urlencoded\n200")
	f.expect("(irm $u/xml).a.b; (irm $u/page -FollowRelLink).page -join ','", "1\n,2")
	f.expect("try { irm $u/missing } catch { $_.FullyQualifiedErrorId; $_.Exception.Response.StatusCode.value__; $_.ErrorDetails.Message; \"$_\" }",
		"WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand\n404\n{\"error\":\"gone\"}\n{\"error\":\"gone\"}")
	f.expect("(irm $u/missing -SkipHttpErrorCheck).error", "gone")
	f.expect("irm $u/json -OutFile j.json; (Get-Content j.json -Raw | ConvertFrom-Json).method", "GET")
	f.expect("try { irm $u/loop -MaximumRedirection 3 } catch { $_.FullyQualifiedErrorId }",
		"MaximumRedirectExceeded,Microsoft.PowerShell.Commands.InvokeRestMethodCommand")
	f.expect("try { irm $u/slow -TimeoutSec 1 } catch { $_.FullyQualifiedErrorId }",
		"ConnectionTimeoutReached,Microsoft.PowerShell.Commands.InvokeRestMethodCommand")
	f.expect("try { irm $u/busy } catch { $_.Exception.Response.Headers.RetryAfter.Delta.Seconds; ($_.ErrorDetails.Message | ConvertFrom-Json).error.message; $_.ErrorDetails.Message }",
		"7\n'é' \"<b>\"\n"+`
{
  "error": {
    "code": "TooMany",
    "message": "\u0027\u00E9\u0027 \u0022\u003Cb\u003E\u0022",
    "details": []
  }
}`)
	f.expect("$s = New-Object Microsoft.PowerShell.Commands.WebRequestSession; $s.UserAgent = 'own'; $s.Headers.Add('Authorization', 'a b'); $r = irm $u/json -WebSession $s; $r.agent; $r.auth",
		"own\na b")
	f.expect("$s = [Microsoft.PowerShell.Commands.WebRequestSession]::new(); $s.Cookies.Add([System.Net.Cookie]::new('k', 'mine', '/', ([uri]$u).Host)); irm $u/cookie -WebSession $s; $s.Cookies.GetCookies($u).Count",
		"mine\n1")
	f.expect("$null = irm $u/cookie -SessionVariable s; irm $u/cookie -WebSession $s", "kept")
}

func TestWebRequest(t *testing.T) {
	f := newFixture(t)
	if err := f.rt.SetVariable("u", server(t)); err != nil {
		t.Fatal(err)
	}
	f.expect("$r = Invoke-WebRequest $u/html; $r.StatusCode; $r.Links[0].href; $r.Images[0].src; $r.Headers['Content-Type'][0]", "200\n/x\ny.png\ntext/html")
	f.expect("(iwr $u/missing -SkipHttpErrorCheck).StatusDescription", "Not Found")
	f.expect("try { iwr $u/json -Body a -InFile b } catch { $_.FullyQualifiedErrorId }",
		"WebCmdletBodyConflictException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand")
	f.expect("try { iwr $u/json -Authentication Basic -Credential ([pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText))) } catch { $_.FullyQualifiedErrorId }",
		"WebCmdletAllowUnencryptedAuthenticationRequiredException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand")
	f.write("up.txt", "data")
	f.expect("$b = (iwr $u/echo -Method Post -Form @{ f = Get-Item up.txt; g = 'v' }).Content; $b -match 'filename=\"up.txt\"'; $b -match 'data'", "True\nTrue")
}

// TestSecretsStayWithTheirHost sends a request on to another host: what authorises it does not go along.
func TestSecretsStayWithTheirHost(t *testing.T) {
	seen := make(chan http.Header, 2)
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen <- r.Header }))
	t.Cleanup(other.Close)
	first := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusFound))
	t.Cleanup(first.Close)
	f := newFixture(t)
	if err := f.rt.SetVariable("u", first.URL); err != nil {
		t.Fatal(err)
	}
	const call = "$null = irm $u -Headers @{ Authorization = 'a'; 'X-Api-Key' = 'b'; Cookie = 'c=d'; Accept = 'text/x' }"
	f.expect(call, "")
	got := <-seen
	if got.Get("Authorization")+got.Get("X-Api-Key")+got.Get("Cookie") != "" || got.Get("Accept") != "text/x" {
		t.Errorf("the other host got %v", got)
	}
	f.expect(call+" -PreserveAuthorizationOnRedirect", "")
	if got := <-seen; got.Get("Authorization") != "a" || got.Get("X-Api-Key") != "b" {
		t.Errorf("with -PreserveAuthorizationOnRedirect the other host got %v", got)
	}
}

func TestWebRequestsCanBeCancelled(t *testing.T) {
	f := newFixture(t)
	if err := f.rt.SetVariable("u", server(t)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	begun := time.Now()
	f.runIn(ctx, "irm $u/slow")
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestExamples(t *testing.T) {
	for name, declare := range filesystem.Commands {
		for i, e := range declare().Examples {
			if e.SkipRun != "" {
				continue
			}
			f := newFixture(t)
			if got := f.run(e.Setup + "\n" + e.Code); strings.Contains(got, "! ") {
				t.Errorf("%s, example %d: %s", name, i+1, got)
			}
		}
	}
}

func TestDeclarations(t *testing.T) {
	for name, declare := range filesystem.Commands {
		c := declare()
		if c.Name != name || c.Synopsis == "" || c.Description == "" || len(c.Examples) == 0 {
			t.Errorf("%s: the declaration is not complete", name)
		}
		for _, p := range c.Parameters() {
			if !strings.HasSuffix(p.Help, ".") && !strings.HasSuffix(p.Help, "….") {
				t.Errorf("%s -%s: no help", name, p.Name)
			}
		}
	}
}

// BenchmarkGetContent reads a file of JSON lines through the pipeline.
func BenchmarkGetContent(b *testing.B) {
	f := newFixture(b)
	line := `{"id":"0b2f2c2e-6a0e-4f0e-9a50-7c3a9d1c2b11","userPrincipalName":"someone@contoso.example","appDisplayName":"Azure Portal"}`
	f.write("big.jsonl", strings.Repeat(line+"\n", 200_000))
	b.SetBytes(int64(len(line)+1) * 200_000)
	for b.Loop() {
		if got := f.run("Get-Content big.jsonl | Out-Null"); got != "" {
			b.Fatal(got)
		}
	}
}

func TestShowingThePlaceDoesNotChangeIt(t *testing.T) {
	f := newFixture(t)
	f.write("a.txt", "")
	f.expect("$null = $PWD.Drive.Name, $PWD.Provider.Name; (Get-Item a.txt).FullName", "{HERE}/a.txt")
}
