package dotnet

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// OutputRendering says where escape sequences may go ($PSStyle.OutputRendering).
type OutputRendering int64

// The values of System.Management.Automation.OutputRendering.
const (
	RenderHost OutputRendering = iota // to a terminal only
	RenderPlainText
	RenderAnsi // everywhere
)

// styleType is $PSStyle's class, and the prefix of those of its parts.
const styleType = "System.Management.Automation.PSStyle"

// psStyle is $PSStyle, and its parts by name: there is one for the process, as in PowerShell. The maps hold escape
// sequences by property.
var psStyle = struct {
	sync.RWMutex
	rendering  OutputRendering
	formatting map[string]string
	files      map[string]string
	extensions map[string]string
	order      []string // of extensions
	progress   map[string]object.Value
}{
	formatting: map[string]string{
		"FormatAccent": "\x1b[32;1m", "TableHeader": "\x1b[32;1m", "CustomTableHeaderLabel": "\x1b[32;1;3m",
		"ErrorAccent": "\x1b[36;1m", "Error": "\x1b[31;1m", "Warning": "\x1b[33;1m", "Verbose": "\x1b[33;1m", "Debug": "\x1b[33;1m",
		"FeedbackName": "\x1b[33m", "FeedbackText": "\x1b[96m", "FeedbackAction": "\x1b[97m",
	},
	files:      map[string]string{"Directory": "\x1b[44;1m", "SymbolicLink": "\x1b[36;1m", "Executable": "\x1b[32;1m"},
	extensions: map[string]string{},
	progress: map[string]object.Value{"Style": "\x1b[33;1m", "MaxWidth": int32(120), "UseOSCIndicator": false,
		"View": object.NewEnum("System.Management.Automation.ProgressView", 0)},
}

func init() {
	for _, name := range strings.Fields(".zip .tgz .gz .tar .nupkg .cab .7z") {
		addExtension(name, "\x1b[31;1m")
	}
	for _, name := range strings.Fields(".ps1 .psd1 .psm1 .ps1xml") {
		addExtension(name, "\x1b[33;1m")
	}
}

// attributes are the properties of $PSStyle itself, with their SGR codes.
var attributes = []struct{ name, code string }{
	{"Reset", "0"}, {"BlinkOff", "25"}, {"Blink", "5"}, {"BoldOff", "22"}, {"Bold", "1"}, {"DimOff", "22"}, {"Dim", "2"},
	{"Hidden", "8"}, {"HiddenOff", "28"}, {"Reverse", "7"}, {"ReverseOff", "27"}, {"ItalicOff", "23"}, {"Italic", "3"},
	{"UnderlineOff", "24"}, {"Underline", "4"}, {"StrikethroughOff", "29"}, {"Strikethrough", "9"},
}

// colours are the properties of $PSStyle.Foreground, with their SGR codes; a background's is higher by ten.
var colours = []struct {
	name string
	code int
}{
	{"Black", 30}, {"BrightBlack", 90}, {"White", 37}, {"BrightWhite", 97}, {"Red", 31}, {"BrightRed", 91},
	{"Magenta", 35}, {"BrightMagenta", 95}, {"Blue", 34}, {"BrightBlue", 94}, {"Cyan", 36}, {"BrightCyan", 96},
	{"Green", 32}, {"BrightGreen", 92}, {"Yellow", 33}, {"BrightYellow", 93},
}

const toBackground = 10

// PSStyle is the process's System.Management.Automation.PSStyle.
func PSStyle() object.Value { return stylePart("") }

// Rendering is $PSStyle.OutputRendering.
func Rendering() OutputRendering {
	psStyle.RLock()
	defer psStyle.RUnlock()
	return psStyle.rendering
}

// SetRendering sets $PSStyle.OutputRendering.
func SetRendering(r OutputRendering) {
	psStyle.Lock()
	defer psStyle.Unlock()
	psStyle.rendering = r
}

// FormattingStyle is the escape sequence of a property of $PSStyle.Formatting.
func FormattingStyle(name string) string { return styleIn(psStyle.formatting, name) }

// FileStyle is the escape sequence of a property of $PSStyle.FileInfo.
func FileStyle(name string) string { return styleIn(psStyle.files, name) }

// ExtensionStyle is the escape sequence of files with an extension; empty where there is none.
func ExtensionStyle(extension string) string {
	return styleIn(psStyle.extensions, strings.ToLower(extension))
}

// ProgressStyle is a property of $PSStyle.Progress.
func ProgressStyle(name string) object.Value {
	psStyle.RLock()
	defer psStyle.RUnlock()
	return psStyle.progress[name]
}

func styleIn(table map[string]string, name string) string {
	psStyle.RLock()
	defer psStyle.RUnlock()
	return table[name]
}

// stylePart is $PSStyle or one of its parts, named as its class is below PSStyle's.
type stylePart string

// Type implements object.Object.
func (p stylePart) Type() *object.Type { return object.LibraryType(styleType + string(p)) }

// styleClass is PSStyle and its nested classes; name is what follows the namespace.
func styleClass(name string) class {
	switch strings.TrimPrefix(name, "PSStyle") {
	case "":
		return styleOwnClass()
	case "+ForegroundColor":
		return colourClass(0)
	case "+BackgroundColor":
		return colourClass(toBackground)
	case "+FormattingData":
		return sequencesClass(psStyle.formatting, "FormatAccent", "TableHeader", "CustomTableHeaderLabel", "ErrorAccent", "Error",
			"Warning", "Verbose", "Debug", "FeedbackName", "FeedbackText", "FeedbackAction")
	case "+FileInfoFormatting":
		c := sequencesClass(psStyle.files, "Directory", "SymbolicLink", "Executable")
		c.properties["Extension"] = constant(stylePart("+FileInfoFormatting+FileExtensionDictionary"))
		c.order = append(c.order, "Extension")
		return c
	case "+FileInfoFormatting+FileExtensionDictionary":
		return extensionsClass()
	case "+ProgressConfiguration":
		return progressClass()
	}
	return class{}
}

func styleOwnClass() class {
	c := class{
		properties: getters{
			"OutputRendering": value(func() object.Value {
				return object.NewEnum("System.Management.Automation.OutputRendering", int64(Rendering()))
			}),
			"Formatting": constant(stylePart("+FormattingData")), "Progress": constant(stylePart("+ProgressConfiguration")),
			"FileInfo": constant(stylePart("+FileInfoFormatting")), "Foreground": constant(stylePart("+ForegroundColor")),
			"Background": constant(stylePart("+BackgroundColor")),
		},
		setters: setters{"OutputRendering": func(_, v object.Value) error {
			SetRendering(OutputRendering(argList{v}.enum(0, 0)))
			return nil
		}},
		staticProperties: getters{"Instance": value(PSStyle)},
		methods: methods{"FormatHyperlink": static(func(a args) object.Value {
			return "\x1b]8;;" + object.DisplayText(a.at(1)) + "\x1b\\" + a.text(0) + "\x1b]8;;\x1b\\"
		})},
		statics: methods{
			"MapForegroundColorToEscapeSequence": static(func(a args) object.Value { return sequence(ConsoleColour(a.enum(0, 0))) }),
			"MapBackgroundColorToEscapeSequence": static(func(a args) object.Value { return sequence(ConsoleColour(a.enum(0, 0)) + toBackground) }),
			"MapColorPairToEscapeSequence": static(func(a args) object.Value {
				return fmt.Sprintf("\x1b[%d;%dm", ConsoleColour(a.enum(0, 0)), ConsoleColour(a.enum(1, 0))+toBackground)
			}),
		},
	}
	for _, a := range attributes {
		c.properties[a.name] = constant("\x1b[" + a.code + "m")
		c.order = append(c.order, a.name)
	}
	c.order = append(c.order, "OutputRendering", "Formatting", "Progress", "FileInfo", "Foreground", "Background")
	return c
}

func sequence(code int) string { return fmt.Sprintf("\x1b[%dm", code) }

// ConsoleColour is the SGR code of a System.ConsoleColor as a foreground. That enumeration counts blue, green, red from
// the lowest bit up; SGR counts them from the highest down, and its bright colours begin at 90.
func ConsoleColour(n int64) int {
	const dark, bright, intense = 30, 90, 8
	code := int(n>>2&1 | n&2 | n&1<<2)
	if n&intense != 0 {
		return bright + code
	}
	return dark + code
}

func colourClass(offset int) class {
	c := class{properties: getters{}, methods: methods{
		"FromRgb": static(func(a args) object.Value {
			red, green, blue := a.int(0), a.int(1), a.int(2)
			if !a.has(1) {
				red, green, blue = a.int(0)>>16&0xff, a.int(0)>>8&0xff, a.int(0)&0xff
			}
			return fmt.Sprintf("\x1b[%d;2;%d;%d;%dm", 38+offset, red, green, blue)
		}),
		"FromConsoleColor": static(func(a args) object.Value { return sequence(ConsoleColour(a.enum(0, 0)) + offset) }),
	}}
	for _, colour := range colours {
		c.properties[colour.name] = constant(sequence(colour.code + offset))
		c.order = append(c.order, colour.name)
	}
	return c
}

// sequencesClass has properties that hold escape sequences and nothing else.
func sequencesClass(table map[string]string, names ...string) class {
	c := class{properties: getters{}, setters: setters{}, order: names}
	for _, name := range names {
		c.properties[name] = func(object.Value) (object.Value, error) { return styleIn(table, name), nil }
		c.setters[name] = func(_, v object.Value) error {
			text := object.ToText(v)
			if err := checkSequence(text); err != nil {
				return err
			}
			psStyle.Lock()
			defer psStyle.Unlock()
			table[name] = text
			return nil
		}
	}
	return c
}

// checkSequence refuses text that shows.
func checkSequence(text string) error {
	if content := object.WithoutSequences(text); content != "" {
		return object.NewException("System.ArgumentException",
			"The specified string contains printable content when it should only contain ANSI escape sequences: "+content)
	}
	return nil
}

// minProgressWidth is the least $PSStyle.Progress.MaxWidth.
const minProgressWidth = 18

func progressClass() class {
	c := class{properties: getters{}, setters: setters{}, order: []string{"Style", "MaxWidth", "View", "UseOSCIndicator"}}
	for _, name := range c.order {
		c.properties[name] = value(func() object.Value { return ProgressStyle(name) })
		c.setters[name] = func(_, v object.Value) error {
			if text, ok := v.(string); ok {
				if err := checkSequence(text); err != nil {
					return err
				}
			}
			if n, ok := v.(int32); ok && n < minProgressWidth {
				return outOfRange("MaxWidth", "The progress bar cannot be narrower than %d cells.", minProgressWidth)
			}
			psStyle.Lock()
			defer psStyle.Unlock()
			psStyle.progress[name] = v
			return nil
		}
	}
	return c
}

// addExtension sets the sequence of an extension; those that are new come last.
func addExtension(name, style string) {
	name = strings.ToLower(name)
	if _, known := psStyle.extensions[name]; !known {
		psStyle.order = append(psStyle.order, name)
	}
	psStyle.extensions[name] = style
}

func extensionsClass() class {
	change := func(f func(name string, a args)) method {
		return try(func(a args) (object.Value, error) {
			name := a.text(0)
			if !strings.HasPrefix(name, ".") {
				return nil, object.NewException("System.ArgumentException",
					"When adding or removing extensions, the extension must start with a period.")
			}
			if err := checkSequence(a.text(1)); err != nil {
				return nil, err
			}
			psStyle.Lock()
			defer psStyle.Unlock()
			f(name, a)
			return object.Nothing, nil
		})
	}
	set := change(func(name string, a args) { addExtension(name, a.text(1)) })
	return class{
		properties: getters{"Keys": value(func() object.Value {
			psStyle.RLock()
			defer psStyle.RUnlock()
			return textArray(psStyle.order)
		})},
		methods: methods{
			"Add": set, "set_Item": set, "get_Item": static(func(a args) object.Value { return ExtensionStyle(a.text(0)) }),
			"ContainsKey": static(func(a args) object.Value {
				psStyle.RLock()
				defer psStyle.RUnlock()
				return slices.Contains(psStyle.order, strings.ToLower(a.text(0)))
			}),
			"Remove": change(func(name string, _ args) {
				name = strings.ToLower(name)
				delete(psStyle.extensions, name)
				psStyle.order = slices.DeleteFunc(psStyle.order, func(other string) bool { return other == name })
			}),
			"Clear": static(func(args) object.Value {
				psStyle.Lock()
				defer psStyle.Unlock()
				clear(psStyle.extensions)
				psStyle.order = nil
				return object.Nothing
			}),
		},
	}
}
