package filesystem

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

func unixOnly(t *testing.T) {
	t.Helper()
	if onWindows {
		t.Skip("paths are written as on Unix")
	}
}

func TestSplitQualifier(t *testing.T) {
	for _, c := range []struct {
		path, qualifier, rest string
		isProvider            bool
	}{
		{`C:\a`, "C", `\a`, false},
		{"env:PATH", "env", "PATH", false},
		{"a/b:c", "", "a/b:c", false},
		{":a", "", ":a", false},
		{"", "", "", false},
		{"FileSystem::/a", "FileSystem", "/a", true},
		{`Microsoft.PowerShell.Core\FileSystem::/a:b`, `Microsoft.PowerShell.Core\FileSystem`, "/a:b", true},
		{"a/b::c", "", "a/b::c", false},
	} {
		q, rest, isProvider := splitQualifier(c.path)
		if q != c.qualifier || rest != c.rest || isProvider != c.isProvider {
			t.Errorf("%q: %q %q %v", c.path, q, rest, isProvider)
		}
	}
}

func TestSplitPath(t *testing.T) {
	unixOnly(t)
	for _, c := range []struct{ path, parent, leaf string }{
		{"a/b/c.txt", "a/b", "c.txt"}, {"a/b/", "a", "b"}, {"a", "", "a"}, {"/a", "/", "a"}, {"//s/share/f", "//s/share", "f"},
		{`a\b`, "a", "b"}, {"..", "", ".."}, {"../x", "..", "x"}, {`C:\d\e`, "C:/d", "e"}, {"env:PATH", "env:", "PATH"}, {"", "", ""},
	} {
		parent, leaf, _ := splitPath(c.path)
		if parent != c.parent || leaf != c.leaf {
			t.Errorf("%q: %q, %q; want %q, %q", c.path, parent, leaf, c.parent, c.leaf)
		}
	}
	if _, _, ok := splitPath("/"); ok {
		t.Error("a root was taken apart")
	}
}

func TestJoinPath(t *testing.T) {
	unixOnly(t)
	for _, c := range [][3]string{
		{"a", "b", "a/b"}, {"a/", "/b", "a/b"}, {"a//", "//b", "a///b"}, {"/", "b", "/b"}, {`a\`, `b\c`, "a/b/c"}, {"a", "", "a/"},
		{"", "b", "b"}, {"", "", ""},
	} {
		if got := joinPath(c[0], c[1]); got != c[2] {
			t.Errorf("%q, %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestSplitExtension(t *testing.T) {
	for _, c := range [][3]string{
		{"a.tar.gz", "a.tar", ".gz"}, {"a", "a", ""}, {"a.", "a", ""}, {".hidden", "", ".hidden"}, {"", "", ""},
	} {
		if base, ext := splitExtension(c[0]); base != c[1] || ext != c[2] {
			t.Errorf("%q: %q, %q", c[0], base, ext)
		}
	}
}

func TestRelativePath(t *testing.T) {
	unixOnly(t)
	for _, c := range [][3]string{
		{"/a", "/a/b", "./b"}, {"/a/b", "/a/c", "../c"}, {"/a", "/a", "../a"}, {"/a/b", "/a", ".."}, {"/", "/x", "./x"}, {"/", "/", "."},
	} {
		if got := relativePath(c[0], c[1]); got != c[2] {
			t.Errorf("%q, %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestSplitPattern(t *testing.T) {
	for _, c := range []struct {
		path, fixed string
		parts       []string
	}{
		{"*.txt", ".", []string{"*.txt"}},
		{"a/b*/c", "a", []string{"b*", "c"}},
		{"/x*", "/", []string{"x*"}},
		{`a\b\*.log`, "a/b", []string{"*.log"}},
		{"env:P*", "env:", []string{"P*"}},
		{"a`[1`]/x*", "a[1]", []string{"x*"}},
	} {
		fixed, parts := splitPattern(c.path)
		if fixed != c.fixed || !reflect.DeepEqual(parts, c.parts) {
			t.Errorf("%q: %q %q; want %q %q", c.path, fixed, parts, c.fixed, c.parts)
		}
	}
}

func TestNothingLeadsOutOfADrive(t *testing.T) {
	unixOnly(t)
	d := &drive{Name: "W", Root: "/base/here", provider: files{}}
	for _, c := range [][2]string{{"..", "/base/here"}, {"../../etc", "/base/here"}, {"a/../b", "/base/here/b"}, {"/a", "/base/here/a"}} {
		if got := d.under(d.Root, c[0]).path; got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

func TestAttributes(t *testing.T) {
	const hiddenFolder = attributeHidden | attributeDirectory
	for _, c := range []struct {
		text       string
		attributes int64
		want       bool
	}{
		{"Hidden", hiddenFolder, true}, {"h+!d", hiddenFolder, false}, {"h+!d", attributeHidden, true}, {"r,d", hiddenFolder, true},
		{"!Directory", attributeNormal, true}, {"ReadOnly", attributeNormal, false},
	} {
		x, err := parseAttributes(c.text)
		if err != nil || x.matches(c.attributes) != c.want {
			t.Errorf("%s: %v, %v", c.text, x, err)
		}
	}
	if _, err := parseAttributes("nonsense"); err == nil {
		t.Error("an unknown attribute was taken")
	}
}

func TestSplitArguments(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"a  b", []string{"a", "b"}}, {`"a b" c`, []string{"a b", "c"}}, {`a\"b`, []string{`a"b`}}, {`""`, []string{""}}, {"", nil},
	} {
		if got := dotnet.SplitArguments(c.line); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}

func FuzzPaths(f *testing.F) {
	for _, s := range []string{"", "/", "a/b", `C:\a\..\b`, "env:x", "~/a", "FileSystem::/a", "a[", "`[x]*/../?", "::", "a:b:c"} {
		f.Add(s, "b/../c")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		parent, leaf, ok := splitPath(a)
		if ok && (leaf == "" || strings.Contains(leaf, separator)) {
			t.Errorf("%q: leaf %q", a, leaf)
		}
		if len(parent)+len(leaf) > len(a)+1 {
			t.Errorf("%q grew: %q, %q", a, parent, leaf)
		}
		_ = joinPath(a, b)
		d := &drive{Name: "W", Root: filepath.Join(string(filepath.Separator), "some", "root"), provider: files{}}
		if got := d.under(d.Root, a).path; got != d.Root && !isBelow(got, d.Root) {
			t.Errorf("%q leads out: %q", a, got)
		}
		if fixed, parts := splitPattern(a); object.HasWildcard(a) && fixed == "" && len(parts) == 0 {
			t.Errorf("%q: nothing left", a)
		}
		base, extension := splitExtension(a)
		if !strings.HasPrefix(a, base) || extension != "" && base+extension != a {
			t.Errorf("%q: %q, %q", a, base, extension)
		}
		_ = dotnet.SplitArguments(a)
		_, _ = parseAttributes(a)
	})
}
