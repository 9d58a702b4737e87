package program

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell/object"
)

// Mode is what a command line asks the program to do.
type Mode int

// The modes. Interactive is the default when standard input is a terminal.
const (
	Interactive Mode = iota
	Command
	File
	Version
	Help
)

// Flags is a command line taken apart.
type Flags struct {
	Mode           Mode
	Text           string   // of -Command: the text, "-" for standard input
	Args           []string // behind -File's path, or behind -CommandWithArgs' text
	Path           string   // of -File; "-" for standard input
	NoProfile      bool
	NonInteractive bool
	NoLogo         bool
	NoExit         bool
	Directory      string

	Demo        bool
	DemoTenant  string // a folder; empty: the generated tenant
	DemoNow     string
	DemoSave    string // a folder to write the simulated tenant to
	DemoAccount string // a user principal name or the name of a role
	DemoUsers   int
	DemoSignIns int
	DemoSeed    int
}

// flag is one parameter of the program. The names and short forms are pwsh's.
type flag struct {
	name    string
	short   []string
	help    string
	takes   string // what the value is called; empty: none
	set     func(f *Flags, value string) error
	rest    bool // everything behind belongs to it
	ignored bool // accepted for compatibility, without meaning here
}

func flags() []flag {
	return []flag{
		{name: "File", short: []string{"f"}, takes: "path", rest: true, help: "Run a script file; what follows are its arguments. \"-\" reads standard input."},
		{name: "Command", short: []string{"c"}, takes: "text", rest: true, help: "Run commands; \"-\" reads them from standard input."},
		{name: "CommandWithArgs", short: []string{"cwa"}, takes: "text", rest: true, help: "Run commands; what follows is in $args."},
		{name: "EncodedCommand", short: []string{"e", "ec"}, takes: "base64", set: setEncoded, help: "Run commands given as Base64 of UTF-16LE text."},
		{name: "Demo", set: func(f *Flags, _ string) error { f.Demo = true; return nil }, help: "Start the simulated tenant and sign in to it."},
		{name: "DemoTenant", takes: "folder", set: func(f *Flags, v string) error { f.Demo, f.DemoTenant = true, v; return nil }, help: "Read the simulated tenant from a folder."},
		{name: "DemoSave", takes: "folder", set: func(f *Flags, v string) error { f.Demo, f.DemoSave = true, v; return nil }, help: "Write the simulated tenant to a folder that -DemoTenant reads."},
		{name: "DemoNow", takes: "time", set: func(f *Flags, v string) error { f.Demo, f.DemoNow = true, v; return nil }, help: "The time at which the simulated tenant's clock stands."},
		{name: "DemoAccount", takes: "name", set: func(f *Flags, v string) error { f.Demo, f.DemoAccount = true, v; return nil }, help: "Who is signed in: a user principal name or the name of a role."},
		{name: "DemoUsers", takes: "count", set: demoNumber(func(f *Flags) *int { return &f.DemoUsers }), help: "How many users the simulated tenant has (400)."},
		{name: "DemoSignIns", takes: "count", set: demoNumber(func(f *Flags) *int { return &f.DemoSignIns }), help: "How many sign-ins it has."},
		{name: "DemoSeed", takes: "number", set: demoNumber(func(f *Flags) *int { return &f.DemoSeed }), help: "Another seed makes another tenant."},
		{name: "NoProfile", short: []string{"nop"}, set: func(f *Flags, _ string) error { f.NoProfile = true; return nil }, help: "Do not run the profile script."},
		{name: "NonInteractive", short: []string{"noni"}, set: func(f *Flags, _ string) error { f.NonInteractive = true; return nil }, help: "Never ask the user anything."},
		{name: "NoLogo", short: []string{"nol"}, set: func(f *Flags, _ string) error { f.NoLogo = true; return nil }, help: "Start without the greeting."},
		{name: "NoExit", short: []string{"noe"}, set: func(f *Flags, _ string) error { f.NoExit = true; return nil }, help: "Stay after the commands have run."},
		{name: "WorkingDirectory", short: []string{"wd"}, takes: "folder", set: func(f *Flags, v string) error { f.Directory = v; return nil }, help: "Start in this folder."},
		{name: "Version", short: []string{"v"}, set: func(f *Flags, _ string) error { f.Mode = Version; return nil }, help: "Show the version."},
		{name: "Help", short: []string{"h", "?"}, set: func(f *Flags, _ string) error { f.Mode = Help; return nil }, help: "Show this help."},
		{name: "ExecutionPolicy", short: []string{"ex", "ep"}, takes: "policy", ignored: true},
		{name: "InputFormat", short: []string{"inp", "if"}, takes: "format", ignored: true},
		{name: "OutputFormat", short: []string{"o", "of"}, takes: "format", ignored: true},
		{name: "WindowStyle", short: []string{"w"}, takes: "style", ignored: true},
		{name: "Interactive", short: []string{"i"}, ignored: true},
		{name: "Login", short: []string{"l"}, ignored: true},
		{name: "MTA", ignored: true},
		{name: "STA", ignored: true},
	}
}

func demoNumber(field func(*Flags) *int) func(*Flags, string) error {
	return func(f *Flags, v string) error {
		n, err := object.ToInt(v)
		if err != nil || n < 0 {
			return fmt.Errorf("%q is not a whole number of 0 or more", v)
		}
		f.Demo, *field(f) = true, n
		return nil
	}
}

// ParseFlags reads the program's arguments. Without a flag the first one is a script file, as for pwsh.
func ParseFlags(args []string) (Flags, error) {
	var f Flags
	all := flags()
	for i := 0; i < len(args); i++ {
		word := args[i]
		name, isFlag := flagName(word)
		if !isFlag {
			f.Mode, f.Path, f.Args = File, word, args[i+1:]
			return f, nil
		}
		found, err := findFlag(all, name)
		if err != nil {
			return f, fmt.Errorf("%s: %w", word, err)
		}
		if found.takes == "" {
			if found.set != nil {
				_ = found.set(&f, "")
			}
			continue
		}
		if i++; i >= len(args) {
			return f, fmt.Errorf("-%s needs a %s", found.name, found.takes)
		}
		if found.rest {
			f.take(found.name, args[i], args[i+1:])
			return f, nil
		}
		if found.set != nil {
			if err := found.set(&f, args[i]); err != nil {
				return f, fmt.Errorf("-%s: %w", found.name, err)
			}
		}
	}
	return f, nil
}

// flagName strips -, -- or / (before a known letter combination /? only) from a flag.
func flagName(word string) (string, bool) {
	switch {
	case word == "/?":
		return "?", true
	case strings.HasPrefix(word, "--") && len(word) > 2:
		return word[2:], true
	case strings.HasPrefix(word, "-") && len(word) > 1:
		return word[1:], true
	}
	return "", false
}

// findFlag resolves a full name, a short form, or a prefix that only one name starts with.
func findFlag(all []flag, name string) (flag, error) {
	var matches []flag
	for _, candidate := range all {
		if object.EqualNames(candidate.name, name) {
			return candidate, nil
		}
		for _, s := range candidate.short {
			if object.EqualNames(s, name) {
				return candidate, nil
			}
		}
		if len(name) <= len(candidate.name) && object.EqualNames(candidate.name[:len(name)], name) {
			matches = append(matches, candidate)
		}
	}
	switch len(matches) {
	case 0:
		return flag{}, fmt.Errorf("no such parameter; partnershell -Help lists them")
	case 1:
		return matches[0], nil
	}
	names := make([]string, len(matches))
	for i, m := range matches {
		names[i] = "-" + m.name
	}
	return flag{}, fmt.Errorf("ambiguous: it could be %s", strings.Join(names, " or "))
}

// take stores the flag that ends the program's own parameters.
func (f *Flags) take(name, value string, rest []string) {
	switch name {
	case "File":
		f.Mode, f.Path, f.Args = File, value, rest
	case "Command":
		f.Mode, f.Text = Command, strings.Join(append([]string{value}, rest...), " ")
	case "CommandWithArgs":
		f.Mode, f.Text, f.Args = Command, value, rest
	}
}

// setEncoded reads -EncodedCommand.
func setEncoded(f *Flags, value string) error {
	raw, err := base64.StdEncoding.DecodeString(value)
	if err != nil || len(raw)%2 != 0 {
		return fmt.Errorf("the value is not Base64 of UTF-16LE text")
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i]) | uint16(raw[2*i+1])<<8
	}
	f.Mode, f.Text = Command, string(utf16.Decode(units))
	return nil
}

// Usage is the text of -Help.
func Usage() string {
	var b strings.Builder
	b.WriteString("Usage: partnershell [parameters] [script.ps1 [arguments]]\n\n")
	for _, f := range flags() {
		if f.ignored {
			continue
		}
		name := "-" + f.name
		for _, s := range f.short {
			name += " | -" + s
		}
		if f.takes != "" {
			name += " <" + f.takes + ">"
		}
		fmt.Fprintf(&b, "  %s\n      %s\n", name, f.help)
	}
	b.WriteString("\nAccepted for compatibility with pwsh and without effect: -ExecutionPolicy, -InputFormat, -OutputFormat,\n" +
		"-WindowStyle, -Interactive, -Login, -MTA, -STA.\n" +
		"\nExit codes: that of exit, else 0, or 1 if the commands ended in an error; 64 for a wrong command line or a\nscript file that is not there.\n")
	return b.String()
}
