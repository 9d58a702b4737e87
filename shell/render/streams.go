package render

import (
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
)

// WarningText is a warning as the console shows it. Warnings and the like are shown at once: rows of a table that are
// still being collected come after them, as in PowerShell.
func WarningText(text string, o Options) string { return streamText("WARNING: "+text, o) }

// VerboseText is a verbose message as the console shows it.
func VerboseText(text string, o Options) string { return streamText("VERBOSE: "+text, o) }

// DebugText is a debug message as the console shows it.
func DebugText(text string, o Options) string { return streamText("DEBUG: "+text, o) }

func streamText(text string, o Options) string {
	p := paletteFor(o.Colour)
	return p.warning + harmless(text, o) + p.reset
}

// HostText is what Write-Host wrote as the console shows it, with its line break if it has one.
func HostText(m *command.HostMessage, o Options) string {
	text := harmless(m.Message, o)
	if colours := hostColours(m); colours != "" && o.Colour {
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
	if !o.Colour {
		text = stripSequences(text)
	}
	return text
}

// hostColours is the escape sequence for the colours of a message; empty if it has none.
func hostColours(m *command.HostMessage) string {
	var codes []string
	if m.Foreground >= 0 {
		codes = append(codes, strconv.Itoa(colourCode(m.Foreground)))
	}
	if m.Background >= 0 {
		const background = 10
		codes = append(codes, strconv.Itoa(colourCode(m.Background)+background))
	}
	if codes == nil {
		return ""
	}
	return "\x1b[" + strings.Join(codes, ";") + "m"
}

// colourCode is the SGR code of a System.ConsoleColor as a foreground. That enumeration counts blue, green, red from
// the lowest bit up; SGR counts them from the highest down, and its bright colours begin at 90.
func colourCode(consoleColour int) int {
	const dark, bright = 30, 90
	n := consoleColour & 7
	code := n>>2 | n&2 | n&1<<2
	if consoleColour&8 != 0 {
		return bright + code
	}
	return dark + code
}
