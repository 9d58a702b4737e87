package render

import (
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// fileViews are the views of files and folders and of what is made of them.
func fileViews(typeName string) []*View {
	switch typeName {
	case "System.IO.DirectoryInfo", "System.IO.FileInfo":
		return fileSystemViews()
	case "Microsoft.PowerShell.Commands.FileHashInfo":
		return grouped(typeName, tableView(typeName, "Algorithm:15< Hash:70< Path"))
	case "Microsoft.PowerShell.Commands.ByteCollection":
		v := tableView(typeName, "Offset=HexOffset:16> Bytes=HexBytes:47< Ascii:16<").by("Label", "")
		v.Items[1].Label = "Bytes\n00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F"
		return grouped(typeName, v)
	case "Microsoft.PowerShell.Commands.MatchInfo":
		return grouped(typeName, textView("MatchInfo", matchText))
	case "System.Management.Automation.PathInfo":
		return grouped(typeName, tableView("PathInfo", "Path"))
	case "System.Management.Automation.PSDriveInfo":
		return driveViews(typeName)
	case "System.Management.Automation.ProviderInfo":
		return grouped(typeName, tableView("provider", "Name:20 Capabilities Drives"),
			listView("provider", "Name Drives Path Home Description Capabilities ImplementingType"))
	}
	return nil
}

// fileSystemViews puts the listing of the system at hand first: Unix modes and owners, or Windows' attributes.
func fileSystemViews() []*View {
	unix := tableView("childrenWithUnixStat", "UnixMode:10< User:10> Group:10< LastWriteTime:16> Size:12> Name=NameString<",
		compute("LastWriteTime", shortWriteTime), styledName)
	windows := tableView("children",
		"Mode=ModeWithoutHardLink:7< LastWriteTime=LastWriteTimeString:26> Length=LengthString:14> Name=NameString<", styledName)
	hardLinks := tableView("childrenWithHardlink",
		"Mode:7< LastWriteTime=LastWriteTimeString:26> Length=LengthString:14> Name=NameString<", styledName)
	list := listView("children", "Name CreationTime LastWriteTime LastAccessTime Mode LinkType Target")
	list.variants = map[string][]Item{"System.IO.FileInfo": parseItems("Name Length=LengthString CreationTime LastWriteTime "+
		"LastAccessTime Mode LinkType Target VersionInfo", nil)}
	views := []*View{unix, windows, hardLinks, list, wideView("children", "Name")}
	if runtime.GOOS == "windows" {
		views = []*View{windows, hardLinks, list, views[4]}
	}
	for _, v := range views {
		v.GroupBy = &Item{Label: "Directory", Value: parentFolder}
		v.groupIndent = "    "
		v.Wrap = v.Shape == TableShape
	}
	return grouped("FileSystemTypes", views...)
}

// styledName is a file's name, of a link with its target, in the style of its kind.
var styledName = Item{Label: "Name", compute: func(s *Shaper, v object.Value) (object.Value, error) {
	shown, name := propertyText(v, "NameString"), propertyText(v, "Name")
	target, ok := strings.CutPrefix(shown, name)
	if style := fileStyle(v); ok && style != "" && s.opts.colours() {
		return style + name + styleReset + target, nil
	}
	return shown, nil
}}

// fileStyle is the escape sequence of $PSStyle.FileInfo that fits a file.
func fileStyle(v object.Value) string {
	extension := propertyText(v, "Extension")
	style := dotnet.ExtensionStyle(extension)
	switch {
	case propertyText(v, "LinkType") == "SymbolicLink":
		return dotnet.FileStyle("SymbolicLink")
	case object.TypeOf(object.Base(v)).FullName() == "System.IO.DirectoryInfo":
		return dotnet.FileStyle("Directory")
	case style != "":
		return style
	case isExecutable(propertyText(v, "UnixMode"), extension):
		return dotnet.FileStyle("Executable")
	}
	return ""
}

// isExecutable goes by the mode on Unix, and by the extension on Windows.
func isExecutable(mode, extension string) bool {
	if runtime.GOOS != "windows" {
		return strings.ContainsAny(mode, "xs")
	}
	list := os.Getenv("PATHEXT")
	return extension != "" && slices.ContainsFunc(strings.Split(list, ";"), func(e string) bool { return strings.EqualFold(e, extension) })
}

func parentFolder(v object.Value) (object.Value, error) {
	parent := property(v, "PSParentPath")
	if object.IsNull(parent) {
		return object.Nothing, nil // made from a path: no provider has added the folder
	}
	return strings.ReplaceAll(object.ToText(parent), `Microsoft.PowerShell.Core\FileSystem::`, ""), nil
}

func shortWriteTime(v object.Value) (object.Value, error) {
	return object.FormatComposite(object.CurrentCulture, "{0:d} {0:HH}:{0:mm}",
		[]object.Value{property(v, "LastWriteTime")})
}

// matchText is a match of Select-String with its place, relative to the current folder.
func matchText(v object.Value, o Options) string {
	method := "ToString"
	if o.colours() {
		method = "ToEmphasizedString"
	}
	folder := ""
	if o.Location != nil {
		folder = o.Location()
	}
	text, err := object.InvokeMethod(v, method, []object.Value{folder})
	if err != nil || object.IsNull(text) {
		return object.DisplayText(v)
	}
	return object.ToText(text)
}

func driveViews(typeName string) []*View {
	gigabytes := func(label, name string) Item {
		return compute(label, func(v object.Value) (object.Value, error) {
			used, free := property(v, "Used"), property(v, "Free")
			if !object.ToBool(used) && !object.ToBool(free) {
				return nil, nil
			}
			n, err := object.Convert(property(v, name), object.TypeDouble)
			if err != nil {
				return nil, err
			}
			return object.FormatComposite(object.CurrentCulture, "{0:###0.00}", []object.Value{n.(float64) / (1 << 30)})
		})
	}
	provider := compute("Provider", func(v object.Value) (object.Value, error) {
		return property(property(v, "Provider"), "Name"), nil
	})
	root := compute("Root", func(v object.Value) (object.Value, error) {
		if shown := property(v, "DisplayRoot"); !object.IsNull(shown) {
			return shown, nil
		}
		return property(v, "Root"), nil
	})
	return grouped(typeName,
		tableView("drive", "Name:10 Used_(GB):13> Free_(GB):13> Provider:13 Root:35 CurrentLocation>",
			gigabytes("Used (GB)", "Used"), gigabytes("Free (GB)", "Free"), provider, root),
		listView(typeName, "Name Description Provider Root CurrentLocation"))
}
