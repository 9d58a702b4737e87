package render

import (
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// The prefixes with which the console shows the other streams.
const (
	WarningPrefix = "WARNING: "
	VerbosePrefix = "VERBOSE: "
	DebugPrefix   = "DEBUG: "
)

// WriteMessage writes a message of the warning, verbose or debug stream at once: rows of a table that are still being
// collected come after it, as in PowerShell.
func (f *Formatter) WriteMessage(prefix, text string) error {
	return f.writeLine(f.palette.warning + prefix + f.harmless(text) + f.palette.reset)
}

// WriteInformation writes what Write-Host or Write-Information wrote, at once.
func (f *Formatter) WriteInformation(data object.Value, _ []string) error {
	m, ok := object.Base(data).(*command.HostMessage)
	if !ok {
		return f.writeLine(f.harmless(object.DisplayText(data)))
	}
	text := f.harmless(m.Message)
	if colours := hostColours(m); colours != "" && f.opts.Colour {
		text = colours + text + styleReset
	}
	if m.NoNewLine && f.raw != nil {
		return f.raw(f.plain(text))
	}
	return f.writeLine(text)
}

// harmless is text from a script as it may go to the output.
func (f *Formatter) harmless(text string) string {
	if f.opts.Terminal {
		return visible(text)
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
