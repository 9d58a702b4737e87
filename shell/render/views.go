package render

import (
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// builtinViews are PowerShell's own views of a type name alone, in order of precedence.
func builtinViews(typeName string) []*View {
	for _, family := range [...]func(string) []*View{dotnetViews, styleViews, fileViews, commandViews, sessionViews, utilityViews} {
		if views := family(typeName); views != nil {
			return views
		}
	}
	return nil
}

// The constructors of views take their items as words: Label[=Property][:width][< or >], where < and > align left
// and right. An item among computed that has the label of a word supplies its value.

func tableView(name, spec string, computed ...Item) *View {
	return &View{Name: name, Shape: TableShape, Items: parseItems(spec, computed)}
}

func listView(name, spec string, computed ...Item) *View {
	return &View{Name: name, Shape: ListShape, Items: parseItems(spec, computed)}
}

func wideView(name, property string) *View {
	return &View{Name: name, Shape: WideShape, Items: []Item{{Property: property}}}
}

// textView is a custom view of one text.
func textView(name string, text func(v object.Value, o Options) string) *View {
	return &View{Name: name, Shape: CustomShape, Text: text}
}

// outOfBandText is a textView that does not end the table around it.
func outOfBandText(name string, text func(v object.Value, o Options) string) *View {
	v := textView(name, text)
	v.OutOfBand = true
	return v
}

// grouped makes views that several types share one and the same.
func grouped(group string, views ...*View) []*View {
	for _, v := range views {
		v.group = group
	}
	return views
}

// by groups a view's objects by a property.
func (v *View) by(property, label string) *View {
	v.GroupBy = &Item{Property: property, Label: label}
	return v
}

func parseItems(spec string, computed []Item) []Item {
	words := strings.Fields(spec)
	items := make([]Item, len(words))
	for i, word := range words {
		items[i] = parseItem(word, computed)
	}
	return items
}

func parseItem(word string, computed []Item) Item {
	var item Item
	switch word[len(word)-1] {
	case '<':
		item.Align, word = Left, word[:len(word)-1]
	case '>':
		item.Align, word = Right, word[:len(word)-1]
	}
	word, width, _ := strings.Cut(word, ":")
	item.Width, _ = strconv.Atoi(width)
	label, property, renamed := strings.Cut(word, "=")
	item.Label, item.Property = strings.ReplaceAll(label, "_", " "), property
	if !renamed {
		item.Property = label
	}
	for _, c := range computed {
		if c.Label == item.Label {
			item.Value, item.compute, item.when = c.Value, c.compute, c.when
		}
	}
	return item
}

// compute is the item of a label whose value a function makes.
func compute(label string, value func(v object.Value) (object.Value, error)) Item {
	return Item{Label: label, Value: value}
}

// property reads a property for a computed item; nil if there is none.
func property(v object.Value, name string) object.Value {
	value, _, err := propertyOf(v, name)
	if err != nil {
		return nil
	}
	return value
}

// propertyText is a property as text.
func propertyText(v object.Value, name string) string {
	value := property(v, name)
	if object.IsNull(value) {
		return ""
	}
	return object.DisplayText(value)
}

// ViewedTypes are the names of PowerShell's types that have views here, sorted.
func ViewedTypes() []string {
	const commands = "Microsoft.PowerShell.Commands."
	return []string{
		commands + "BasicHtmlWebResponseObject", commands + "ByteCollection", commands + "FileHashInfo",
		commands + "GroupInfo", commands + "GroupInfoNoElement", commands + "HistoryInfo", commands + "MatchInfo",
		commands + "MemberDefinition", commands + "WebResponseObject", "ModuleInfoGrouping",
		"System.Collections.DictionaryEntry", "System.DateTime", "System.Diagnostics.Process",
		"System.Diagnostics.Process#IncludeUserName",
		"System.Globalization.CultureInfo", "System.Guid", "System.IO.DirectoryInfo", "System.IO.FileInfo",
		automation + "AliasInfo", automation + "ApplicationInfo", automation + "CallStackFrame", automation + "CmdletInfo",
		automation + "CommandInfo", automation + "CommandParameterSetInfo", automation + "ExperimentalFeature",
		automation + "ExternalScriptInfo", automation + "FilterInfo", automation + "FunctionInfo",
		automation + "InformationRecord", automation + "Job", automation + "PSDriveInfo", automation + "PSMethod",
		automation + "PSModuleInfo", automation + "PSStyle",
		automation + "PSStyle+BackgroundColor", automation + "PSStyle+FileInfoFormatting", automation + "PSStyle+ForegroundColor",
		automation + "PSStyle+FormattingData", automation + "PSStyle+ProgressConfiguration", automation + "PSVariable", automation + "PathInfo", automation + "ProviderInfo",
		automation + "Runspaces.TypeData", automation + "ScriptBlock", automation + "ScriptInfo",
		automation + "SemanticVersion", automation + "WarningRecord", "System.Net.NetworkCredential",
		"System.Reflection.Assembly", "System.Reflection.AssemblyName", "System.RuntimeType",
		"System.Security.Cryptography.X509Certificates.X509Certificate2", "System.Threading.Tasks.Task",
		"System.TimeSpan", "System.Version",
	}
}
