package render

import (
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// WarningText is a warning as the console shows it. Warnings and the like are shown at once: rows of a table that are
// still being collected come after them, as in PowerShell.
func WarningText(text string, o Options) string {
	return o.styled(o.palette().warning, "WARNING: "+text)
}

// VerboseText is a verbose message as the console shows it.
func VerboseText(text string, o Options) string {
	return o.styled(o.palette().verbose, "VERBOSE: "+text)
}

// DebugText is a debug message as the console shows it.
func DebugText(text string, o Options) string { return o.styled(o.palette().debug, "DEBUG: "+text) }

func (o *Options) styled(style, text string) string {
	return style + harmless(text, *o) + o.palette().reset
}

// HostText is what Write-Host wrote as the console shows it, with its line break if it has one.
func HostText(m *command.HostMessage, o Options) string {
	text := harmless(m.Message, o)
	if colours := hostColours(m); colours != "" && o.colours() {
		text = colours + text + styleReset
	}
	if !m.NoNewLine {
		text += "\n"
	}
	return text
}

// harmless is text from a script as it may go to the output: on a terminal without control characters, and without
// colours where they are not allowed.
func harmless(text string, o Options) string {
	if o.Terminal {
		text = visible(text)
	}
	if !o.colours() {
		text = object.WithoutSequences(text)
	}
	return text
}

// hostColours is the escape sequence for the colours of a message; empty if it has none.
func hostColours(m *command.HostMessage) string {
	var codes []string
	if m.Foreground >= 0 {
		codes = append(codes, strconv.Itoa(dotnet.ConsoleColour(int64(m.Foreground))))
	}
	if m.Background >= 0 {
		const background = 10
		codes = append(codes, strconv.Itoa(dotnet.ConsoleColour(int64(m.Background))+background))
	}
	if codes == nil {
		return ""
	}
	return "\x1b[" + strings.Join(codes, ";") + "m"
}
