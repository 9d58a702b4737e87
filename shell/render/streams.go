package render

// The prefixes with which the console shows the other streams.
const (
	warningPrefix = "WARNING: "
	verbosePrefix = "VERBOSE: "
	debugPrefix   = "DEBUG: "
)

// WarningText is a warning as the console shows it.
func WarningText(text string, o Options) string { return streamText(warningPrefix+text, o) }

// VerboseText is a verbose message as the console shows it.
func VerboseText(text string, o Options) string { return streamText(verbosePrefix+text, o) }

// DebugText is a debug message as the console shows it.
func DebugText(text string, o Options) string { return streamText(debugPrefix+text, o) }

func streamText(text string, o Options) string {
	if o.Terminal {
		text = visible(text)
	}
	p := paletteFor(o.Colour)
	return p.warning + text + p.reset
}
