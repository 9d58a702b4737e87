package render

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// dotnetViews are the views of .NET's types.
func dotnetViews(typeName string) []*View {
	switch typeName {
	case "System.Collections.DictionaryEntry":
		return grouped(typeName, tableView("Dictionary", "Name:30 Value"), listView(typeName, "Name Value"))
	case "System.DateTime":
		return grouped(typeName, textView("DateTime", longDate))
	case "System.TimeSpan":
		return grouped(typeName,
			listView(typeName, "Days Hours Minutes Seconds Milliseconds Ticks TotalDays TotalHours TotalMinutes "+
				"TotalSeconds TotalMilliseconds"),
			tableView(typeName, "Days Hours Minutes Seconds Milliseconds"),
			wideView(typeName, "TotalMilliseconds"))
	case "System.Version":
		return grouped(typeName, tableView(typeName, "Major:6 Minor:6 Build:6 Revision:8"))
	case "System.Version#IncludeLabel":
		return grouped(typeName, tableView("System.Version",
			"Major:6 Minor:6 Build:6 Revision:8 PSSemVerPreReleaseLabel:26 PSSemVerBuildLabel:27"))
	case "System.Management.Automation.SemanticVersion":
		return grouped(typeName, tableView(typeName, "Major:6 Minor:6 Patch:6 PreReleaseLabel:15 BuildLabel:11"))
	case "System.Guid":
		return grouped(typeName, tableView(typeName, "Guid", compute("Guid", guidText)))
	case "System.RuntimeType":
		return grouped(typeName, tableView(typeName, "IsPublic:8 IsSerial=IsSerializable:8 Name:40 BaseType"))
	case "System.Globalization.CultureInfo":
		return grouped(typeName, tableView(typeName, "LCID:16 Name:16 DisplayName"))
	case "System.Net.NetworkCredential":
		return grouped(typeName, tableView(typeName, "UserName:50 Domain:50"))
	case "System.Reflection.Assembly":
		return grouped(typeName, tableView(typeName, "GAC=GlobalAssemblyCache:6 Version=ImageRuntimeVersion:14 Location"),
			listView(typeName, "CodeBase EntryPoint EscapedCodeBase FullName GlobalAssemblyCache HostContext ImageFileMachine "+
				"ImageRuntimeVersion Location ManifestModule MetadataToken PortableExecutableKind ReflectionOnly"))
	case "System.Reflection.AssemblyName":
		return grouped(typeName, tableView(typeName, "Version:14 Name"))
	case "System.Security.Cryptography.X509Certificates.X509Certificate2":
		return certificateViews(typeName)
	case "System.Diagnostics.Process", "System.Diagnostics.Process#IncludeUserName":
		return processViews(typeName)
	case "System.Threading.Tasks.Task":
		return grouped(typeName, tableView(typeName, "Id IsCompleted Status"), listView(typeName, "AsyncState AsyncWaitHandle "+
			"CompletedSynchronously CreationOptions Exception Id IsCanceled IsCompleted IsCompletedSuccessfully IsFaulted Result Status"))
	}
	return nil
}

// longDate is a date as the script property DateTime writes it: with or without the time, as Get-Date's DisplayHint has
// it.
func longDate(v object.Value, _ Options) string {
	if text := propertyText(v, "DateTime"); text != "" {
		return text
	}
	text, err := object.FormatValue(object.Base(v), "F", object.CurrentCulture)
	if err != nil {
		return object.DisplayText(v)
	}
	return text
}

func guidText(v object.Value) (object.Value, error) { return object.DisplayText(object.Base(v)), nil }

func certificateViews(typeName string) []*View {
	usages := compute("EnhancedKeyUsageList", func(v object.Value) (object.Value, error) {
		return eachProperty(property(v, "EnhancedKeyUsageList"), "FriendlyName"), nil
	})
	subject := compute("Subject", func(v object.Value) (object.Value, error) {
		return property(property(v, "SubjectName"), "Name"), nil
	})
	issuer := compute("Issuer", func(v object.Value) (object.Value, error) {
		return property(property(v, "IssuerName"), "Name"), nil
	})
	return grouped(typeName,
		tableView("ThumbprintTable", "Thumbprint:41 Subject:20 EnhancedKeyUsageList", usages).by("PSParentPath", ""),
		listView("ThumbprintList", "Subject Issuer Thumbprint FriendlyName NotBefore NotAfter Extensions", subject, issuer),
		wideView("ThumbprintWide", "Thumbprint").by("PSParentPath", ""), listView("PathOnly", "PSPath"))
}

// eachProperty reads a property of every element of a collection.
func eachProperty(v object.Value, name string) object.Value {
	items, ok := object.Elements(v)
	if !ok {
		return property(v, name)
	}
	values := make([]object.Value, 0, len(items))
	for _, item := range items {
		values = append(values, property(item, name))
	}
	return object.NewArray(values...)
}

func processViews(typeName string) []*View {
	scaled := func(label, name, format string, unit float64) Item {
		return compute(label, func(v object.Value) (object.Value, error) {
			n, err := object.Convert(property(v, name), object.TypeDouble)
			if err != nil {
				return nil, err
			}
			return object.FormatValue(n.(float64)/unit, format, object.CurrentCulture)
		})
	}
	const mega = 1 << 20
	if strings.HasSuffix(typeName, "#IncludeUserName") {
		return grouped(typeName, tableView("ProcessWithUserName", "WS(M):10> CPU(s):8> Id:7> UserName:30 ProcessName",
			scaled("WS(M)", "WS", "N2", mega), scaled("CPU(s)", "CPU", "N2", 1)))
	}
	started := tableView("StartTime", "ProcessName:20 Id:10> WorkingSet64:12>")
	started.GroupBy = &Item{Label: "StartTime.ToShortDateString()", Value: func(v object.Value) (object.Value, error) {
		return object.FormatValue(property(v, "StartTime"), "d", object.CurrentCulture)
	}}
	return grouped(typeName,
		tableView("process", "NPM(K):7> PM(M):8> WS(M):10> CPU(s):10> Id:7> SI:3> ProcessName",
			scaled("NPM(K)", "NPM", "F0", 1<<10), scaled("PM(M)", "PM", "N2", mega), scaled("WS(M)", "WS", "N2", mega),
			scaled("CPU(s)", "CPU", "N2", 1)),
		tableView("Priority", "ProcessName:20 Id:10> WorkingSet64:12>").by("PriorityClass", "PriorityClass"), started,
		wideView("process", "ProcessName"))
}
