package render

import (
	"strings"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// The properties of $PSStyle and its parts, in the order in which they are shown.
const (
	styleAttributes = "Reset BlinkOff Blink BoldOff Bold DimOff Dim Hidden HiddenOff Reverse ReverseOff ItalicOff Italic " +
		"UnderlineOff Underline StrikethroughOff Strikethrough"
	styleFormatting = "FormatAccent ErrorAccent Error Warning Verbose Debug TableHeader CustomTableHeaderLabel " +
		"FeedbackName FeedbackText FeedbackAction"
	styleFiles   = "Directory SymbolicLink Executable"
	styleColours = "Black BrightBlack White BrightWhite Red BrightRed Magenta BrightMagenta Blue BrightBlue Cyan BrightCyan " +
		"Green BrightGreen Yellow BrightYellow"
)

// styleViews are the views of $PSStyle and its parts: every escape sequence in its own style.
func styleViews(typeName string) []*View {
	part, ok := strings.CutPrefix(typeName, automation+"PSStyle")
	if !ok {
		return nil
	}
	view := &View{Name: typeName, Shape: ListShape}
	switch part {
	case "":
		view.Items = styleOverview()
	case "+FormattingData":
		view.Items = styleItems("", styleFormatting)
	case "+ProgressConfiguration":
		view.Items = append(styleItems("", "Style"), parseItems("MaxWidth View UseOSCIndicator", nil)...)
	case "+FileInfoFormatting":
		view.Items = append(styleItems("", styleFiles), compute("Extension", styleExtensions))
	case "+ForegroundColor", "+BackgroundColor":
		view.Items = styleItems("", styleColours)
	default:
		return nil
	}
	return grouped(typeName, view)
}

// styleOverview are the lines of $PSStyle: its own properties, then those of its parts.
func styleOverview() []Item {
	items := append(styleItems("", styleAttributes), Item{Property: "OutputRendering"})
	items = append(items, styleItems("Formatting", styleFormatting)...)
	items = append(items, styleItems("Progress", "Style")...)
	for _, name := range []string{"MaxWidth", "View", "UseOSCIndicator"} {
		items = append(items, compute("Progress."+name, func(v object.Value) (object.Value, error) {
			return propertyText(property(v, "Progress"), name), nil
		}))
	}
	items = append(items, styleItems("FileInfo", styleFiles)...)
	items = append(items, compute("FileInfo.Extension", func(v object.Value) (object.Value, error) {
		return strings.Join(extensionsOf(property(v, "FileInfo")), ","), nil
	}))
	return append(append(items, styleItems("Foreground", styleColours)...), styleItems("Background", styleColours)...)
}

// styleItems are lines for escape sequences; part names the property that holds them, if it is not the object itself.
func styleItems(part, names string) []Item {
	var items []Item
	for _, name := range strings.Fields(names) {
		label := name
		if part != "" {
			label = part + "." + name
		}
		items = append(items, compute(label, func(v object.Value) (object.Value, error) {
			if part != "" {
				v = property(v, part)
			}
			return sample(propertyText(v, name)), nil
		}))
	}
	return items
}

// sample is an escape sequence as one would type it, shown in its own style.
func sample(sequence string) string {
	return sequence + strings.ReplaceAll(sequence, "\x1b", "`e") + styleReset
}

func extensionsOf(files object.Value) []string {
	var names []string
	for _, name := range elementsOf(property(property(files, "Extension"), "Keys")) {
		names = append(names, object.ToText(name))
	}
	return names
}

// styleExtensions is one line for each extension that has a style.
func styleExtensions(v object.Value) (object.Value, error) {
	names := extensionsOf(v)
	width := 0
	for _, name := range names {
		width = max(width, len(name))
	}
	var b strings.Builder
	for _, name := range names {
		b.WriteString(name + padding(width-len(name)) + ` = "` + sample(dotnet.ExtensionStyle(name)) + "\"\n")
	}
	return b.String(), nil
}
