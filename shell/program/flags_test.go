package program

import (
	"encoding/base64"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestFlags(t *testing.T) {
	for _, tt := range []struct {
		args string
		want Flags
	}{
		{"", Flags{}},
		{"-NoProfile -c Get-Date -Format o", Flags{Mode: Command, Text: "Get-Date -Format o", NoProfile: true}},
		{"-nop -noni -nol -Command 1", Flags{Mode: Command, Text: "1", NoProfile: true, NonInteractive: true, NoLogo: true}},
		{"--command 1", Flags{Mode: Command, Text: "1"}},
		{"-f a.ps1 -Days 7", Flags{Mode: File, Path: "a.ps1", Args: []string{"-Days", "7"}}},
		{"a.ps1 -Command x", Flags{Mode: File, Path: "a.ps1", Args: []string{"-Command", "x"}}},
		{"-Demo -File a.ps1", Flags{Mode: File, Path: "a.ps1", Args: []string{}, Demo: true}},
		{"-demotenant d -demonow 2026-01-01 -c 1", Flags{Mode: Command, Text: "1", Demo: true, DemoTenant: "d", DemoNow: "2026-01-01"}},
		{"-DemoUsers 20 -DemoSignIns 1000 -DemoSeed 7", Flags{Demo: true, DemoUsers: 20, DemoSignIns: 1000, DemoSeed: 7}},
		{"-cwa 1 a b", Flags{Mode: Command, Text: "1", Args: []string{"a", "b"}}},
		{"-ExecutionPolicy Bypass -File x.ps1", Flags{Mode: File, Path: "x.ps1", Args: []string{}}},
		{"-Version", Flags{Mode: Version}},
		{"/?", Flags{Mode: Help}},
	} {
		got, err := ParseFlags(strings.Fields(tt.args))
		if err != nil {
			t.Errorf("%q: %v", tt.args, err)
		} else if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q\n got  %+v\n want %+v", tt.args, got, tt.want)
		}
	}
}

func TestWrongFlagsAreRefused(t *testing.T) {
	for args, want := range map[string]string{
		"-Nonsense":         "no such parameter",
		"-Command":          "-Command needs a text",
		"-N":                "ambiguous: it could be -NoProfile or -NonInteractive",
		"-DemoUsers many":   "not a whole number",
		"-EncodedCommand x": "not Base64",
	} {
		if _, err := ParseFlags(strings.Fields(args)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", args, err, want)
		}
	}
}

func TestEncodedCommand(t *testing.T) {
	var raw []byte
	for _, unit := range utf16.Encode([]rune("'ü😀'")) {
		raw = append(raw, byte(unit), byte(unit>>8))
	}
	f, err := ParseFlags([]string{"-e", base64.StdEncoding.EncodeToString(raw)})
	if err != nil || f.Text != "'ü😀'" {
		t.Errorf("%q, %v", f.Text, err)
	}
}

func TestScriptArguments(t *testing.T) {
	args := scriptArguments([]string{"-Days", "7", "-Force", "-Quiet:$false", "-Name:x", "-5", "-"})
	var got []string
	for _, a := range args {
		text := a.Name
		if a.Given {
			text += ":"
		}
		if a.Value != nil {
			text += "=" + strings.TrimSpace(strings.Join([]string{toText(a.Value)}, ""))
		}
		got = append(got, text)
	}
	want := []string{"Days", "=7", "Force", "Quiet:=false", "Name:=x", "=-5", "=-"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func toText(v any) string {
	if b, ok := v.(bool); ok && !b {
		return "false"
	}
	s, _ := v.(string)
	return s
}

func FuzzFlags(f *testing.F) {
	for _, seed := range []string{"-c 1", "-File", "-demo x y", "--", "-", "/?"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if got, err := ParseFlags(strings.Fields(line)); err == nil && got.Mode == File && got.Path == "" {
			t.Fatal("a file without a path")
		}
	})
}
