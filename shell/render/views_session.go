package render

import (
	"github.com/partnershell/partnershell/shell/object"
)

// sessionViews are the views of what a session holds: variables, history, jobs, records of streams.
func sessionViews(typeName string) []*View {
	switch typeName {
	case automation + "PSVariable":
		return grouped(typeName, tableView("Variable", "Name:30 Value"))
	case "Microsoft.PowerShell.Commands.HistoryInfo":
		return grouped(typeName, tableView("history", "Id:4> Duration:12> CommandLine", compute("Duration", historyDuration)),
			wideView("history", "CommandLine"))
	case automation + "Job":
		return grouped(typeName, tableView("Job",
			"Id:6< Name:15< PSJobTypeName:15< State:13< HasMoreData:15< Location:20< Command:25<"))
	case automation + "CallStackFrame":
		return grouped(typeName, tableView("CallStackFrame", "Command Arguments Location"))
	case automation + "ExperimentalFeature":
		return grouped(typeName, tableView("ExperimentalFeature", "Name:35< Enabled:7> Source:35< Description<"),
			listView("ExperimentalFeature", "Name Enabled Source Description"))
	case automation + "Runspaces.TypeData":
		return grouped(typeName, tableView("TypeData", "TypeName Members"))
	case automation + "PSMethod":
		v := tableView(typeName, "OverloadDefinitions", compute("OverloadDefinitions", overloads))
		v.Wrap = true
		return grouped(typeName, v)
	}
	return recordViews(typeName)
}

// recordViews are shown on their own, wherever they come.
func recordViews(typeName string) []*View {
	switch typeName {
	case automation + "ScriptBlock":
		return grouped(typeName, outOfBandText("ScriptBlock", func(v object.Value, _ Options) string {
			return object.ToText(v)
		}))
	case automation + "WarningRecord":
		return grouped(typeName, outOfBandText("WarningRecord", func(v object.Value, _ Options) string {
			return propertyText(v, "Message")
		}))
	case automation + "InformationRecord":
		return grouped(typeName, outOfBandText("InformationRecord", func(v object.Value, _ Options) string {
			return object.DisplayText(v)
		}))
	case automation + "ErrorRecord#PSExtendedError", "System.Exception#PSExtendedError":
		v := textView("GetErrorInstance", ErrorDetails)
		return grouped("GetErrorInstance", v.by("PSErrorIndex", "ErrorIndex"))
	}
	return nil
}

// historyDuration is how long a command took: seconds with milliseconds, and minutes and hours where there are any.
func historyDuration(v object.Value) (object.Value, error) {
	d, ok := object.Base(property(v, "Duration")).(object.TimeSpan)
	if !ok {
		return nil, nil
	}
	format := `s\.fff`
	switch {
	case d >= 10*object.TicksPerHour:
		format = `d\.hh\:mm\:ss\.fff`
		if d < object.TicksPerDay {
			format = `hh\:mm\:ss\.fff`
		}
	case d >= object.TicksPerHour:
		format = `h\:mm\:ss\.fff`
	case d >= 10*object.TicksPerMinute:
		format = `mm\:ss\.fff`
	case d >= object.TicksPerMinute:
		format = `m\:ss\.fff`
	}
	text, err := object.FormatValue(d, format, object.CurrentCulture)
	return text, err
}

func overloads(v object.Value) (object.Value, error) {
	text := ""
	for _, o := range elementsOf(property(v, "OverloadDefinitions")) {
		text += object.ToText(o) + "\n"
	}
	return text, nil
}
