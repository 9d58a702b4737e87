package render

// The colours of $PSStyle.Formatting.
const (
	styleReset             = "\x1b[0m"
	styleHeader            = "\x1b[32;1m"
	styleCustomHeaderLabel = "\x1b[32;1;3m"
	styleAccent            = "\x1b[32;1m"
	styleError             = "\x1b[31;1m"
	styleErrorAccent       = "\x1b[36;1m"
	styleWarning           = "\x1b[33;1m"
)

// palette holds the escape sequences in use; all are empty where colours are not allowed.
type palette struct{ reset, header, customLabel, accent, err, errAccent, warning string }

func paletteFor(colour bool) palette {
	if !colour {
		return palette{}
	}
	return palette{styleReset, styleHeader, styleCustomHeaderLabel, styleAccent, styleError, styleErrorAccent, styleWarning}
}
