package complete

import (
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// builtinValues offers values that only some commands' parameters have; closed says that files would be wrong.
func (r *request) builtinValues(o *operand) (list []Candidate, closed bool) {
	parameter := object.FoldName(o.parameter.Name)
	switch parameter {
	case "encoding":
		return r.values([]string{"ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf7", "utf8",
			"utf8BOM", "utf8NoBOM", "utf32"}, ParameterValue), true
	case "errorvariable", "warningvariable", "informationvariable", "outvariable", "pipelinevariable":
		return r.variableNames(""), true
	}
	switch name := object.FoldName(o.binding.name); name {
	case "select-object", "where-object", "sort-object", "group-object", "measure-object", "format-table", "format-list",
		"format-wide", "format-custom", "foreach-object", "convertto-html", "convertto-csv", "export-csv", "compare-object",
		"join-string", "get-unique", "out-gridview":
		return r.propertyValues(o, name, parameter)
	case "get-command", "get-help", "help", "get-module", "import-module", "remove-module", "get-alias", "invoke-expression",
		"show-command", "export-alias":
		return r.commandValues(name, parameter)
	case "get-variable", "set-variable", "clear-variable", "remove-variable":
		if parameter == "name" {
			return r.variableNames(""), true
		}
	case "get-psdrive", "remove-psdrive", "get-psprovider", "new-psdrive":
		return r.driveValues(parameter)
	case "new-item", "set-location", "push-location", "copy-item", "move-item":
		return r.itemValues(name, parameter)
	default:
		return r.otherValues(name, parameter)
	}
	return nil, false
}

// propertyValues offers the properties of what is piped in.
func (r *request) propertyValues(o *operand, name, parameter string) ([]Candidate, bool) {
	switch parameter {
	case "property", "excludeproperty", "expandproperty", "membername", "groupby":
	case "value":
		if name == "where-object" {
			return r.whereValues(o), true
		}
		return nil, false
	case "view":
		return nil, true
	default:
		return nil, false
	}
	entries := r.entries(r.pipelineInput(o.command), parameter == "membername")
	fits, quote := matching(r.word), r.quote()
	var list []Candidate
	for _, e := range entries {
		if !fits(e.name) || len(without([]string{e.name}, o.used)) == 0 {
			continue
		}
		c := e.candidate()
		if c.Kind == Property {
			c.Text = asArgument(e.name, quote)
		} else {
			c.Text = e.name
		}
		list = append(list, c)
	}
	// ConvertTo-Html and the writers of CSV complete to files in PowerShell, so files stay possible there.
	closed := strings.HasSuffix(name, "-object") || strings.HasPrefix(name, "format-")
	if !closed {
		list = append(list, r.files(fileOptions{})...)
	}
	return list, closed
}

// whereValues offers the values that a compared property can have.
func (r *request) whereValues(o *operand) []Candidate {
	for p, a := range o.binding.bound {
		if s, ok := a.value.(*syntax.StringConstantExpression); ok && p.Name == "Property" {
			var list []Candidate
			for _, e := range r.entries(r.pipelineInput(o.command), false) {
				if object.EqualNames(e.name, s.Value) {
					list = append(list, r.typeValues(e.typ, ParameterValue)...)
				}
			}
			return list
		}
	}
	return nil
}

// typeValues offers the values of an enumeration or of a truth value.
func (r *request) typeValues(t *object.Type, kind Kind) []Candidate {
	switch {
	case t == nil:
		return nil
	case t.Enum() != nil:
		return r.sortedValues(t.Enum().Names, kind)
	case t == object.TypeBoolean:
		return plainText(r.values([]string{"$true", "$false"}, kind))
	}
	return nil
}

// commandValues offers names of commands and what belongs to them.
func (r *request) commandValues(name, parameter string) ([]Candidate, bool) {
	switch {
	case parameter == "verb":
		return r.verbs(), true
	case parameter == "noun":
		return r.nouns(), true
	case parameter == "parametertype":
		return r.types(r.word), true
	case parameter == "definition", parameter == "command",
		parameter == "name" && (name == "get-command" || name == "get-help" || name == "help" || name == "show-command"):
		return r.commands(), true
	case parameter == "name" && strings.HasSuffix(name, "-alias"):
		return r.aliases(), true
	case parameter == "name", parameter == "module":
		return r.modules(name)
	}
	return nil, false
}

func (r *request) aliases() []Candidate {
	fits := matching(r.word)
	var list []Candidate
	for _, a := range r.rt.Aliases() {
		if fits(a.Name) {
			list = append(list, Candidate{asArgument(a.Name, r.quote()), a.Name, Text, a.Definition})
		}
	}
	sortByList(list)
	return list
}

// modules offers the modules that commands come from; importing one takes files too.
func (r *request) modules(name string) ([]Candidate, bool) {
	seen := map[string]bool{}
	var names []string
	for _, m := range r.rt.Modules() {
		if m.Name != "" && !seen[m.Name] {
			seen[m.Name] = true
			names = append(names, m.Name)
		}
	}
	if name == "get-command" {
		for _, n := range r.rt.Registry().Names() {
			if c := r.rt.Registry().Find(n); c != nil && c.Module != "" && !seen[c.Module] {
				seen[c.Module] = true
				names = append(names, c.Module)
			}
		}
	}
	return r.sortedValues(names, ParameterValue), name != "import-module"
}

// verbs offers the verbs of the commands' names.
func (r *request) verbs() []Candidate { return r.nameParts(0) }

// nouns offers the nouns of the commands' names.
func (r *request) nouns() []Candidate { return r.nameParts(1) }

func (r *request) nameParts(part int) []Candidate {
	seen := map[string]bool{}
	var names []string
	for _, n := range r.rt.Registry().Names() {
		if parts := strings.SplitN(n, "-", 2); len(parts) == 2 && !seen[parts[part]] {
			seen[parts[part]] = true
			names = append(names, parts[part])
		}
	}
	return r.sortedValues(names, Text)
}

// driveValues offers drives and providers.
func (r *request) driveValues(parameter string) ([]Candidate, bool) {
	switch parameter {
	case "name", "literalname":
		return r.sortedValues(r.driveNames(), ParameterValue), true
	case "psprovider":
		return r.values([]string{"Alias", "Environment", "FileSystem", "Function", "Variable"}, ParameterValue), true
	}
	return nil, false
}

// driveNames are the drives of the session.
func (r *request) driveNames() []string {
	return []string{"/", "Alias", "Env", "Function", "Temp", "Variable"}
}

func (r *request) itemValues(name, parameter string) ([]Candidate, bool) {
	switch {
	case parameter == "itemtype" || parameter == "type":
		return r.values([]string{"File", "Directory", "SymbolicLink", "Junction", "HardLink"}, Text), true
	case strings.HasSuffix(name, "-location") && (parameter == "path" || parameter == "literalpath"):
		return r.files(fileOptions{foldersOnly: true, literal: parameter == "literalpath"}), true
	}
	return nil, false
}

func (r *request) otherValues(name, parameter string) ([]Candidate, bool) {
	switch name + "/" + parameter {
	case "new-object/typename":
		return r.types(r.word), true
	case "get-childitem/attributes":
		if t := object.LookupType("System.IO.FileAttributes"); t != nil && t.Enum() != nil {
			return r.sortedValues(t.Enum().Names, ParameterValue), true
		}
	case "get-verb/verb":
		return r.verbs(), true
	case "set-strictmode/version":
		return r.values([]string{"Latest", "1.0", "2.0", "3.0"}, ParameterValue), true
	case "get-process/name", "stop-process/name", "wait-process/name":
		return r.sortedValues(processNames(), Text), true
	case "set-alias/value", "new-alias/value":
		return r.commands(), true
	case "register-argumentcompleter/commandname":
		return r.commands(), true
	}
	return nil, false
}

// processNames are the names of the running programs, where the system lists them as files.
func processNames() []string {
	entries, _ := os.ReadDir("/proc")
	seen := map[string]bool{}
	var names []string
	for _, e := range entries {
		if e.Name()[0] < '0' || e.Name()[0] > '9' {
			continue
		}
		text, err := os.ReadFile("/proc/" + e.Name() + "/comm")
		if name := strings.TrimSpace(string(text)); err == nil && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}
