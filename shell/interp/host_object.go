package interp

import (
	"crypto/rand"
	"fmt"
	"io"
	"strings"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// hostObject is $Host, hostUI its UI, and hostRawUI the RawUI of that.
type (
	hostObject struct {
		rt          *Runtime
		id          object.Guid
		privateData hostColours
		runspace    *runspace
		raw         *hostRawUI
	}
	hostUI struct {
		rt  *Runtime
		raw *hostRawUI
	}
	hostRawUI struct {
		rt    *Runtime
		title string
	}
)

const hostNS = ns + "Host."

var (
	hostType      = object.Define(ns+"Internal.Host.InternalHost", object.ClassType, object.LibraryType(hostNS+"PSHost"))
	hostUIType    = object.Define(ns+"Internal.Host.InternalHostUserInterface", object.ClassType, object.LibraryType(hostNS+"PSHostUserInterface"))
	hostRawUIType = object.Define(ns+"Internal.Host.InternalHostRawUserInterface", object.ClassType,
		object.LibraryType(hostNS+"PSHostRawUserInterface"))
)

// Type implements object.Object.
func (*hostObject) Type() *object.Type { defineEngineMembers(); return hostType }

// Type implements object.Object.
func (*hostUI) Type() *object.Type { defineEngineMembers(); return hostUIType }

// Type implements object.Object.
func (*hostRawUI) Type() *object.Type { defineEngineMembers(); return hostRawUIType }

// hostColours is the PrivateData of $Host: the colours of older versions by name. They can be set; $PSStyle is what
// counts.
type hostColours map[string]object.Value

// runspace is the Runspace of $Host.
type runspace struct{ id object.Guid }

var (
	hostColoursType = object.Define("Microsoft.PowerShell.ConsoleHost+ConsoleColorProxy", object.ClassType, nil)
	runspaceType    = object.Define(ns+"Runspaces.LocalRunspace", object.ClassType, nil)
)

// Type implements object.Object.
func (hostColours) Type() *object.Type { defineEngineMembers(); return hostColoursType }

// Type implements object.Object.
func (*runspace) Type() *object.Type { defineEngineMembers(); return runspaceType }

// hostColourNames are the colours with their defaults.
var hostColourNames = [][2]string{
	{"FormatAccentColor", "Green"}, {"ErrorAccentColor", "Cyan"}, {"ErrorForegroundColor", "Red"}, {"ErrorBackgroundColor", "Black"},
	{"WarningForegroundColor", "Yellow"}, {"WarningBackgroundColor", "Black"}, {"DebugForegroundColor", "Yellow"},
	{"DebugBackgroundColor", "Black"}, {"VerboseForegroundColor", "Yellow"}, {"VerboseBackgroundColor", "Black"},
	{"ProgressForegroundColor", "Black"}, {"ProgressBackgroundColor", "Yellow"},
}

func hostColoursMembers() []*object.Member {
	var members []*object.Member
	for _, c := range hostColourNames {
		m := property(c[0], "System.ConsoleColor "+c[0]+" {get;set;}", func(h hostColours) object.Value { return h[c[0]] },
			func(h hostColours, v object.Value) error { h[c[0]] = v; return nil })
		m.ValueType = object.LookupType("System.ConsoleColor")
		members = append(members, m)
	}
	return members
}

func runspaceMembers() []*object.Member {
	return []*object.Member{
		getter("Id", "int Id {get;}", func(*runspace) object.Value { return int32(1) }),
		getter("Name", "string Name {get;set;}", func(*runspace) object.Value { return "Runspace1" }),
		getter("InstanceId", "guid InstanceId {get;}", func(r *runspace) object.Value { return r.id }),
	}
}

// newHostObject makes $Host.
func newHostObject(rt *Runtime) *hostObject {
	h := &hostObject{rt: rt, raw: &hostRawUI{rt: rt}, privateData: hostColours{}, runspace: &runspace{}}
	_, _ = rand.Read(h.id[:]) // never fails
	_, _ = rand.Read(h.runspace.id[:])
	for _, c := range hostColourNames {
		h.privateData[c[0]] = enumValue("System.ConsoleColor", c[1])
	}
	return h
}

func hostMembers() []*object.Member {
	type host = *hostObject
	culture := func(host) object.Value { return cultureNamed("en-US") }
	return []*object.Member{
		getter("Name", "string Name {get;}", func(host) object.Value { return "ConsoleHost" }),
		getter("Version", "version Version {get;}", func(host) object.Value {
			v, _ := object.Convert(Version, orObject(object.LookupType("version")))
			return v
		}),
		getter("InstanceId", "guid InstanceId {get;}", func(h host) object.Value { return h.id }),
		getter("UI", hostNS+"PSHostUserInterface UI {get;}", func(h host) object.Value { return &hostUI{h.rt, h.raw} }),
		getter("CurrentCulture", "cultureinfo CurrentCulture {get;}", culture),
		getter("CurrentUICulture", "cultureinfo CurrentUICulture {get;}", culture),
		getter("PrivateData", "psobject PrivateData {get;}", func(h host) object.Value { return h.privateData }),
		getter("DebuggerEnabled", "bool DebuggerEnabled {get;set;}", func(host) object.Value { return true }),
		getter("IsRunspacePushed", "bool IsRunspacePushed {get;}", func(host) object.Value { return false }),
		getter("Runspace", "runspace Runspace {get;}", func(h host) object.Value { return h.runspace }),
		method("SetShouldExit", "void SetShouldExit(int exitCode)", func(h host, args []object.Value) (object.Value, error) {
			n, err := object.ToInt(args[0])
			if err != nil {
				return nil, err
			}
			return nil, &ExitError{Code: n}
		}),
	}
}

func hostUIMembers() []*object.Member {
	const colours = "(System.ConsoleColor foregroundColor, System.ConsoleColor backgroundColor, string value)"
	const choices = "System.Collections.ObjectModel.Collection[" + hostNS + "ChoiceDescription]"
	type ui = *hostUI
	line := func(prefix, style string) func(u ui, args []object.Value) (object.Value, error) {
		return func(u ui, args []object.Value) (object.Value, error) { return u.message(prefix, style, args[0]) }
	}
	return []*object.Member{
		getter("RawUI", hostNS+"PSHostRawUserInterface RawUI {get;}", func(u ui) object.Value { return u.raw }),
		getter("SupportsVirtualTerminal", "bool SupportsVirtualTerminal {get;}", func(u ui) object.Value { return u.supportsColour() }),
		methods("Write", func(u ui, args []object.Value) (object.Value, error) { return u.write(args, "") },
			"void Write(string value)", "void Write"+colours),
		methods("WriteLine", func(u ui, args []object.Value) (object.Value, error) { return u.write(args, "\n") },
			"void WriteLine()", "void WriteLine(string value)", "void WriteLine"+colours),
		method("WriteErrorLine", "void WriteErrorLine(string value)", line("", "Error")),
		method("WriteWarningLine", "void WriteWarningLine(string message)", line("WARNING: ", "Warning")),
		method("WriteVerboseLine", "void WriteVerboseLine(string message)", line("VERBOSE: ", "Verbose")),
		method("WriteDebugLine", "void WriteDebugLine(string message)", line("DEBUG: ", "Debug")),
		method("ReadLine", "string ReadLine()", func(u ui, _ []object.Value) (object.Value, error) { return u.ask("", false) }),
		method("ReadLineAsSecureString", "securestring ReadLineAsSecureString()", func(u ui, _ []object.Value) (object.Value, error) {
			text, err := u.ask("", true)
			return dotnet.NewSecureString(text), err
		}),
		method("PromptForChoice", "int PromptForChoice(string caption, string message, "+choices+" choices, int defaultChoice)", hostChoice),
		methods("PromptForCredential", hostCredential,
			"pscredential PromptForCredential(string caption, string message, string userName, string targetName)"),
	}
}

// supportsColour reports whether escape sequences may be written now.
func (u *hostUI) supportsColour() bool {
	return u.rt.host != nil && u.rt.host.Colour() && dotnet.Rendering() != dotnet.RenderPlainText
}

// write is Write and WriteLine: text, perhaps after its two colours.
func (u *hostUI) write(args []object.Value, end string) (object.Value, error) {
	text := ""
	if len(args) > 0 {
		text = object.ToText(args[len(args)-1])
	}
	if len(args) == 3 && u.supportsColour() {
		foreground, _ := object.Base(args[0]).(object.Enum)
		background, _ := object.Base(args[1]).(object.Enum)
		const toBackground = 10
		text = fmt.Sprintf("\x1b[%d;%dm%s\x1b[0m", dotnet.ConsoleColour(foreground.Value),
			dotnet.ConsoleColour(background.Value)+toBackground, text)
	}
	return object.Nothing, u.print(text + end)
}

func (u *hostUI) print(text string) error {
	if u.rt.host == nil {
		return nil
	}
	_, err := io.WriteString(u.rt.host.Out(), text)
	return err
}

// message writes a line in the style of a stream.
func (u *hostUI) message(prefix, style string, text object.Value) (object.Value, error) {
	line := prefix + object.ToText(text)
	if u.supportsColour() {
		line = dotnet.FormattingStyle(style) + line + "\x1b[0m"
	}
	return object.Nothing, u.print(line + "\n")
}

// canAsk fails where there is nobody to answer.
func (u *hostUI) canAsk() error {
	if u.rt.host == nil || u.rt.options.NonInteractive || !u.rt.host.Interactive() {
		return nobodyAnswers()
	}
	return nil
}

// mayAsk fails where -NonInteractive forbids questions. What standard input comes from may hold the answers.
func (u *hostUI) mayAsk() error {
	if u.rt.host == nil || u.rt.options.NonInteractive {
		return nobodyAnswers()
	}
	return nil
}

func nobodyAnswers() error {
	return object.NewError(ns+"PSInvalidOperationException", "InvalidOperation", object.InvalidOperation,
		"PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.")
}

// ask reads a line from the user.
func (u *hostUI) ask(prompt string, secret bool) (string, error) { return u.rt.Ask(prompt, secret) }

// Ask reads a line: from the user, or from the file or program that standard input comes from, until there is no more.
func (rt *Runtime) Ask(prompt string, secret bool) (string, error) {
	if err := (&hostUI{rt: rt}).mayAsk(); err != nil {
		return "", err
	}
	line, err := rt.host.ReadLine(prompt, secret)
	if err == io.EOF && !rt.host.Interactive() {
		return "", nobodyAnswers()
	}
	return line, err
}

// heading writes a question's title, after an empty line, and its text.
func (u *hostUI) heading(caption, message string) error {
	text := ""
	if caption != "" {
		text = "\n" + caption + "\n"
	}
	if message != "" {
		text += message + "\n"
	}
	return u.print(text)
}

// choice is one answer to choose: its label, of which the character behind & is enough to type.
type choice struct{ label, key, help string }

func newChoice(label, help string) choice {
	before, after, marked := strings.Cut(label, "&")
	c := choice{label: before + after, help: help}
	if marked && after != "" {
		c.key = strings.ToUpper(string([]rune(after)[:1]))
	}
	return c
}

// hostChoice is PromptForChoice.
func hostChoice(u *hostUI, args []object.Value) (object.Value, error) {
	var choices []choice
	for _, v := range itemsOf(args[2]) {
		if text, ok := object.Base(v).(string); ok {
			choices = append(choices, newChoice(text, ""))
			continue
		}
		label, _, _ := object.GetProperty(v, "Label")
		help, _, _ := object.GetProperty(v, "HelpMessage")
		choices = append(choices, newChoice(object.ToText(label), object.ToText(help)))
	}
	first, err := object.ToInt(args[3])
	if err != nil {
		return nil, err
	}
	n, err := u.choose(object.ToText(args[0]), object.ToText(args[1]), choices, first)
	return int32(n), err
}

// choose asks until one of the choices is named; an empty answer is the default, if it is not negative.
func (u *hostUI) choose(caption, message string, choices []choice, first int) (int, error) {
	if len(choices) == 0 || first >= len(choices) {
		return 0, object.NewException(ns+"PSArgumentOutOfRangeException", "Cannot process the choices: there must be some, and the "+
			"default must be one of them.")
	}
	prompt := ""
	for _, c := range choices {
		prompt += "[" + c.typed() + "] " + c.label + "  "
	}
	prompt += "[?] Help"
	if first >= 0 {
		prompt += " (default is \"" + choices[first].typed() + "\")"
	}
	if err := u.mayAsk(); err != nil {
		return 0, err
	}
	if err := u.heading(caption, message); err != nil {
		return 0, err
	}
	for {
		answer, err := u.ask(prompt+": ", false)
		answer = strings.TrimSpace(answer)
		switch {
		case err != nil:
			return 0, err
		case answer == "" && first >= 0:
			return first, nil
		case answer == "?":
			if err := u.explain(choices); err != nil {
				return 0, err
			}
		}
		for i, c := range choices {
			if answer != "" && (strings.EqualFold(answer, c.key) || strings.EqualFold(answer, c.label)) {
				return i, nil
			}
		}
	}
}

// typed is what to type for a choice.
func (c choice) typed() string {
	if c.key == "" {
		return c.label
	}
	return c.key
}

// explain says what the choices mean.
func (u *hostUI) explain(choices []choice) error {
	text := ""
	for _, c := range choices {
		text += c.typed() + " - " + c.help + "\n"
	}
	return u.print(text)
}

// hostCredential is PromptForCredential.
func hostCredential(u *hostUI, args []object.Value) (object.Value, error) {
	if err := u.canAsk(); err != nil {
		return nil, err
	}
	if err := u.heading(object.ToText(args[0]), object.ToText(args[1])); err != nil {
		return nil, err
	}
	name := object.ToText(args[2])
	for name == "" {
		var err error
		if name, err = u.ask("User: ", false); err != nil {
			return nil, err
		}
	}
	password, err := u.ask("Password for user "+name+": ", true)
	if err != nil {
		return nil, err
	}
	return &dotnet.Credential{UserName: name, Password: dotnet.NewSecureString(password)}, nil
}

func hostRawUIMembers() []*object.Member {
	type raw = *hostRawUI
	size := func(name string) *object.Member {
		return getter(name, hostNS+"Size "+name+" {get;set;}", func(r raw) object.Value { return r.size() })
	}
	place := func(name string) *object.Member {
		return getter(name, hostNS+"Coordinates "+name+" {get;set;}",
			func(raw) object.Value { return dotnet.NewHostRecord("Coordinates", int32(0), int32(0)) })
	}
	colour := func(name, value string) *object.Member {
		return getter(name, "System.ConsoleColor "+name+" {get;set;}", func(raw) object.Value { return enumValue("System.ConsoleColor", value) })
	}
	return []*object.Member{
		colour("ForegroundColor", "Gray"), colour("BackgroundColor", "Black"), place("CursorPosition"), place("WindowPosition"),
		getter("CursorSize", "int CursorSize {get;set;}", func(raw) object.Value { return int32(25) }),
		size("BufferSize"), size("WindowSize"), size("MaxWindowSize"), size("MaxPhysicalWindowSize"),
		getter("KeyAvailable", "bool KeyAvailable {get;}", func(raw) object.Value { return false }),
		property("WindowTitle", "string WindowTitle {get;set;}", func(r raw) object.Value { return r.title },
			func(r raw, v object.Value) error { return r.setTitle(object.ToText(v)) }),
		method("FlushInputBuffer", "void FlushInputBuffer()", func(raw, []object.Value) (object.Value, error) { return object.Nothing, nil }),
	}
}

func (r *hostRawUI) size() object.Value {
	width, height := 120, 0
	if r.rt.host != nil {
		width, height = r.rt.host.Width(), r.rt.host.Height()
	}
	return dotnet.NewHostRecord("Size", int32(width), int32(height))
}

// setTitle sets the title of a terminal's window.
func (r *hostRawUI) setTitle(title string) error {
	r.title = title
	if r.rt.host == nil || r.rt.host.Height() == 0 {
		return nil
	}
	safe := strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return -1
		}
		return c
	}, title)
	_, err := io.WriteString(r.rt.host.Out(), "\x1b]0;"+safe+"\a")
	return err
}
