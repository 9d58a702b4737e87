package complete

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// variables completes a variable as it is written: with its sign, a brace, and a scope or drive.
func (r *request) variables(text string) []Candidate {
	open, name := text[:1], text[1:]
	close := ""
	if rest, ok := strings.CutPrefix(name, "{"); ok {
		open, name, close = open+"{", strings.TrimSuffix(rest, "}"), "}"
	}
	w := variableWord{open: open, close: close}
	if scope, rest, ok := strings.Cut(name, ":"); ok {
		return r.qualifiedVariables(w, scope, rest)
	}
	return r.plainVariables(w, name)
}

// variableWord writes variables with the sign and braces that the user has begun.
type variableWord struct{ open, close string }

// write puts name, with what stands before it, between sign and braces; braces are added where the name needs them.
func (w variableWord) write(prefix, name string) string {
	if w.close == "" && strings.ContainsAny(name, "-`&@'\"#{}()$,;|<> .\\/\t^") {
		return w.open + "{" + prefix + name + "}"
	}
	return w.open + prefix + name + w.close
}

// qualifiedVariables completes what follows a scope or drive.
func (r *request) qualifiedVariables(w variableWord, scope, word string) []Candidate {
	var names []string
	tip := func(name string) string { return name }
	switch object.FoldName(scope) {
	case "env", "function", "alias":
		names = r.driveItems(scope)
	case "global", "script", "local", "private", "variable":
		names = append(r.variablesOf(scope), "PSCommandPath", "PSScriptRoot")
		tip = r.variableTip
	case "using", "workflow":
		names = append(r.variablesOf(""), r.view().names(r.cursor)...)
		tip = r.variableTip
	default:
		return nil
	}
	sortNames(names)
	fits := matching(word)
	var list []Candidate
	for _, name := range slices.CompactFunc(names, object.EqualNames) {
		if fits(name) {
			list = append(list, Candidate{w.write(scope+":", name), name, Variable, tip(name)})
		}
	}
	return list
}

// plainVariables completes a name without scope: variables of the text and the session, of the environment, automatic
// ones, drives and scopes.
func (r *request) plainVariables(w variableWord, word string) []Candidate {
	fits := matching(word)
	var list []Candidate
	seen := map[string]bool{}
	add := func(prefix, name, label string, tip func(string) string) {
		if !fits(prefix + name) {
			return
		}
		if key := object.FoldName(prefix + name); !seen[key] {
			seen[key] = true
			list = append(list, Candidate{w.write(prefix, name), label, Variable, tip(label)})
		}
	}
	itself := func(label string) string { return label }
	for _, name := range inOrdinalOrder(append(r.variablesOf(""), r.view().names(r.cursor)...)) {
		if fits(name) && !automatic(name) {
			add("", name, name, r.variableTip)
		}
	}
	for _, name := range inOrdinalOrder(environment()) {
		add("env:", name, "env:"+name, itself)
	}
	for name := range strings.FieldsSeq(automaticVariables) {
		add("", name, name, r.variableTip)
	}
	for _, d := range [...]string{"Alias", "Env", "Function", "Temp", "Variable"} {
		add("", d+":", d, itself)
	}
	for _, s := range [...]string{"Global:", "Local:", "Script:", "Private:", "Using:"} {
		add("", s, s, itself)
	}
	return list
}

// automaticVariables are those that exist only while something runs, in the order in which they are offered.
const automaticVariables = "args CurrentlyExecutingCommand foreach input LASTEXITCODE LogCommandHealthEvent " +
	"LogCommandLifecycleEvent LogEngineHealthEvent LogEngineLifecycleEvent LogProviderHealthEvent " +
	"LogProviderLifecycleEvent LogSettingsEvent Matches MyInvocation OFS PSBoundParameters PSCmdlet PSCommandPath " +
	"PSDebugContext PSItem PSLogUserData PSModuleAutoLoadingPreference PSScriptRoot PSSenderInfo switch this " +
	"VerboseHelpErrors _"

func automatic(name string) bool {
	for a := range strings.FieldsSeq(automaticVariables) {
		if object.EqualNames(a, name) {
			return true
		}
	}
	return false
}

// variablesOf lists the variables of the session, or those that a scope's name reaches. $$, $^ and preferences
// that every session has count even before they are set.
func (r *request) variablesOf(scope string) []string {
	all := scope == "" || !object.EqualNames(scope, "local") && !object.EqualNames(scope, "private")
	if all {
		scope = ""
	}
	list, err := r.rt.Variables(scope)
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(list)+3)
	for _, v := range list {
		names = append(names, v.Name)
	}
	if all {
		names = append(names, "$", "?", "^", "PSSessionOption")
	}
	return names
}

// variableNames offers variables by name alone, for parameters that take one.
func (r *request) variableNames(scope string) []Candidate {
	names := r.variablesOf(scope)
	sortNames(names)
	names = slices.CompactFunc(names, object.EqualNames)
	list := r.values(names, Variable)
	for i := range list {
		list[i].ToolTip = r.variableTip(list[i].List)
	}
	return list
}

// variableTip is "[type]$name" and what the variable is for.
func (r *request) variableTip(name string) string {
	t := ""
	if shapes := r.textVariable(name); len(shapes) > 0 {
		t = shapes[0].label()
	} else if v, ok := r.rt.Variable(name); ok && !object.IsNull(v) {
		t = shortType(object.TypeOf(v))
	}
	about := aboutVariable(name)
	if v := r.rt.FindVariable(name); v != nil && v.Description() != "" {
		about = v.Description()
	}
	switch {
	case t == "" && about == "":
		return name
	case about == "":
		return "[" + t + "]$" + name
	case t == "":
		return "$" + name + " - " + about
	}
	return "[" + t + "]$" + name + " - " + about
}

// aboutVariable says what an automatic or preference variable is for.
func aboutVariable(name string) string {
	switch object.FoldName(name) {
	case "?":
		return "Whether the last statement succeeded"
	case "_", "psitem":
		return "The current pipeline object"
	case "args":
		return "The arguments without a parameter of their own"
	case "error":
		return "The errors of the session, newest first"
	case "erroractionpreference":
		return "What happens after an error that does not end the command"
	case "warningpreference":
		return "What happens to warnings"
	case "verbosepreference":
		return "What happens to verbose messages"
	case "debugpreference":
		return "What happens to debug messages"
	case "informationpreference":
		return "What happens to information messages"
	case "progresspreference":
		return "What happens to progress bars"
	case "confirmpreference":
		return "From which impact on a command asks for confirmation"
	case "whatifpreference":
		return "Whether commands only say what they would do"
	case "errorview":
		return "How errors are shown"
	case "formatenumerationlimit":
		return "How many elements of a collection a table shows"
	case "lastexitcode":
		return "The exit code of the last program"
	case "matches":
		return "What the last -match found"
	case "myinvocation":
		return "How the running script was called"
	case "ofs":
		return "What joins the elements of an array in a string"
	case "psboundparameters":
		return "The parameters that were given"
	case "psdefaultparametervalues":
		return "Default values of parameters"
	case "psversiontable":
		return "The versions of this shell and its language"
	case "home":
		return "The user's folder"
	case "pwd":
		return "The current folder"
	case "profile":
		return "The script that runs when the shell starts"
	case "true", "false":
		return "The truth value"
	case "null":
		return "No value"
	}
	return ""
}
