package render

import (
	"github.com/partnershell/partnershell/shell/object"
)

const automation = "System.Management.Automation."

// commandViews are the views of commands, their parameter sets and modules.
func commandViews(typeName string) []*View {
	const general = "CommandType:15 Name"
	switch typeName {
	case automation + "CommandInfo":
		return grouped(typeName, tableView("CommandInfo", general))
	case automation + "CmdletInfo":
		return append(anyCommand(), grouped(typeName, listView(typeName, "Name CommandType Definition Path DLL HelpFile "+
			"ParameterSets ImplementingType Verb Noun"))...)
	case automation + "FunctionInfo":
		return append(anyCommand(), grouped(typeName, tableView("FunctionInfo", general+" Function"),
			listView(automation+"CommandInfo", "Name CommandType Definition"))...)
	case automation + "FilterInfo":
		return append(anyCommand(), grouped(typeName, tableView("FilterInfo", general+" Filter"),
			listView(automation+"CommandInfo", "Name CommandType Definition"))...)
	case automation + "AliasInfo":
		return append(anyCommand(), grouped(typeName, tableView("AliasInfo", "CommandType:15 DisplayName"),
			listView(typeName, "DisplayName CommandType Definition ReferencedCommand ResolvedCommand"))...)
	case automation + "ApplicationInfo":
		return append(anyCommand(), grouped(typeName, tableView("ApplicationInfo", general+" Path"),
			listView(typeName, "Name CommandType Definition Extension Path FileVersionInfo"))...)
	case automation + "ExternalScriptInfo":
		return append(anyCommand(), grouped(typeName, tableView("ExternalScriptInfo", general+" Path"))...)
	case automation + "ScriptInfo":
		return append(anyCommand(), grouped(typeName, tableView("ScriptInfo", general+" Definition"),
			listView(typeName, "Name CommandType Definition Path"))...)
	case automation + "CommandParameterSetInfo":
		return grouped(typeName, &View{Name: "CommandParameterSetInfo", Shape: CustomShape, layout: parameterSet})
	case automation + "PSModuleInfo", "ModuleInfoGrouping":
		return moduleViews(typeName)
	}
	return nil
}

// anyCommand is the table that commands of all kinds share.
func anyCommand() []*View {
	name := compute("Name", func(v object.Value) (object.Value, error) {
		if propertyText(v, "CommandType") == "Alias" {
			return property(v, "DisplayName"), nil
		}
		return property(v, "Name"), nil
	})
	return grouped("CommandInfo", tableView("CommandInfo", "CommandType:15 Name:50 Version:10 Source", name))
}

func moduleViews(typeName string) []*View {
	preRelease := compute("PreRelease", func(v object.Value) (object.Value, error) {
		data := property(property(property(v, "PrivateData"), "PSData"), "PreRelease")
		return data, nil
	})
	exported := compute("ExportedCommands", dictionaryKeys("ExportedCommands"))
	const columns = "ModuleType:10< Version:10< PreRelease:10< Name:35< "
	if typeName == "ModuleInfoGrouping" {
		v := tableView("Module", columns+"PSEdition:9< ExportedCommands<", preRelease, exported)
		v.GroupBy = &Item{Label: "Directory", Value: parentOfModule}
		v.groupIndent = "    "
		return grouped(typeName, v)
	}
	return grouped(typeName, tableView("Module", columns+"ExportedCommands<", preRelease, exported),
		wideView("Module", "Name"),
		listView("Module", "Name Path Description ModuleType Version PreRelease NestedModules ExportedFunctions "+
			"ExportedCmdlets ExportedVariables ExportedAliases", preRelease,
			compute("ExportedFunctions", dictionaryKeys("ExportedFunctions")),
			compute("ExportedCmdlets", dictionaryKeys("ExportedCmdlets")),
			compute("ExportedVariables", dictionaryKeys("ExportedVariables")),
			compute("ExportedAliases", dictionaryKeys("ExportedAliases"))))
}

// dictionaryKeys reads the keys of a dictionary that is a property.
func dictionaryKeys(name string) func(object.Value) (object.Value, error) {
	return func(v object.Value) (object.Value, error) {
		d, ok := object.Base(property(v, name)).(*object.Dictionary)
		if !ok {
			return nil, nil
		}
		keys := object.NewArray()
		for _, e := range d.Entries() {
			keys.Items = append(keys.Items, e.Key)
		}
		return keys, nil
	}
}

func parentOfModule(v object.Value) (object.Value, error) {
	return parentPath(propertyText(v, "ModuleBase")), nil
}

// parentPath is a path without its last part.
func parentPath(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '/' || path[i] == '\\' {
			return path[:i]
		}
	}
	return path
}

// parameterSet describes a parameter set and its parameters.
func parameterSet(s *Shaper, v object.Value) []token {
	text := func(t string) token { return token{kind: textToken, text: t} }
	tokens := []token{text("Parameter Set Name: " + propertyText(v, "Name")), newLine,
		text("Is default parameter set: " + propertyText(v, "IsDefault")), newLine}
	items, _ := object.Elements(property(v, "Parameters"))
	for _, p := range items {
		tokens = append(tokens, newLine, indented([]token{text("Parameter Name: " + propertyText(p, "Name")), newLine,
			indented(parameterDetails(s, p))}))
	}
	return append(tokens, newLine)
}

func parameterDetails(s *Shaper, p object.Value) []token {
	var tokens []token
	for _, name := range [...]string{"ParameterType", "Position", "IsMandatory", "IsDynamic", "HelpMessage",
		"ValueFromPipeline", "ValueFromPipelineByPropertyName", "ValueFromRemainingArguments", "Aliases"} {
		value := smartText(property(p, name), s.opts.limit())
		tokens = append(tokens, token{kind: textToken, text: name + " = " + value}, newLine)
	}
	tokens = append(tokens, token{kind: textToken, text: "Attributes ="}, newLine)
	for range elementsOf(property(p, "Attributes")) {
		tokens = append(tokens, indented([]token{newLine}))
	}
	return tokens
}
