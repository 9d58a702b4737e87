package render

import "github.com/partnershell/partnershell/shell/dotnet"

const styleReset = "\x1b[0m"

// palette holds the escape sequences in use; all are empty where colours are not allowed.
type palette struct {
	reset, header, customLabel, accent, err, errAccent, warning, verbose, debug string
}

// colours reports whether escape sequences may be written, as $PSStyle.OutputRendering says now.
func (o *Options) colours() bool {
	switch dotnet.Rendering() {
	case dotnet.RenderPlainText:
		return false
	case dotnet.RenderAnsi:
		return true
	}
	return o.Colour
}

// palette is $PSStyle.Formatting as it stands.
func (o *Options) palette() palette {
	if !o.colours() {
		return palette{}
	}
	style := dotnet.FormattingStyle
	return palette{styleReset, style("TableHeader"), style("CustomTableHeaderLabel"), style("FormatAccent"), style("Error"),
		style("ErrorAccent"), style("Warning"), style("Verbose"), style("Debug")}
}
