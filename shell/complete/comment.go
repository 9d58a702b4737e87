package complete

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// comment completes what the shell reads in comments: #requires and the keywords of comment-based help.
func (r *request) comment() []Candidate {
	text := r.text[r.at.Start:r.cursor]
	if len(text) >= len("#requires") && strings.EqualFold(text[:len("#requires")], "#requires") {
		return r.requires(text)
	}
	line := text[strings.LastIndexByte(text, '\n')+1:]
	if r.at.Text[0] == '#' || strings.HasPrefix(line, "<#") {
		line = strings.TrimLeft(line, "<#")
	}
	line = strings.TrimLeft(line, " \t#")
	if word, ok := strings.CutPrefix(line, "."); ok && !strings.ContainsAny(word, " \t") {
		r.replace(syntax.Extent{Start: r.cursor - int32(len(word)), End: r.wordEnd()})
		return r.helpKeywords(word)
	}
	if words := strings.Fields(line); len(words) > 0 && strings.EqualFold(words[0], ".parameter") {
		return r.helpParameters(line)
	}
	return nil
}

// wordEnd is where the word that the cursor is in ends.
func (r *request) wordEnd() int32 {
	rest := r.text[r.cursor:r.at.End]
	if i := strings.IndexAny(rest, " \t\r\n#"); i >= 0 {
		rest = rest[:i]
	}
	return r.cursor + int32(len(rest))
}

// requires completes `#requires -Name value`.
func (r *request) requires(text string) []Candidate {
	words := strings.Fields(text)
	last := words[len(words)-1]
	if strings.HasSuffix(text, " ") || strings.HasSuffix(text, "\t") || strings.HasSuffix(text, ",") {
		last, words = "", append(words, "")
	}
	if word, ok := strings.CutPrefix(last, "-"); ok {
		r.replace(syntax.Extent{Start: r.cursor - int32(len(word)), End: r.wordEnd()})
		var list []Candidate
		for _, p := range [...]string{"Modules", "PSEdition", "RunAsAdministrator", "Version"} {
			used := slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return strings.EqualFold(w, "-"+p) })
			if hasPrefixFold(p, word) && !used {
				list = append(list, Candidate{p, p, ParameterName, aboutRequirement(p)})
			}
		}
		return list
	}
	if len(words) < 2 {
		return nil
	}
	r.replace(syntax.Extent{Start: r.cursor - int32(len(last)), End: r.wordEnd()})
	r.word = last
	switch strings.ToLower(words[len(words)-2]) {
	case "-psedition":
		return r.values([]string{"Core", "Desktop"}, ParameterValue)
	case "-version":
		return r.values([]string{"7.4", "7.0", "6.0", "5.1", "5.0", "4.0", "3.0", "2.0", "1.0"}, ParameterValue)
	case "-modules":
		list, _ := r.modules("get-command")
		return list
	}
	return nil
}

func aboutRequirement(name string) string {
	switch name {
	case "Modules":
		return "[string[]] The modules that the script needs"
	case "PSEdition":
		return "[string] The edition that the script needs: Core or Desktop"
	case "RunAsAdministrator":
		return "[switch] The script needs administrator rights"
	}
	return "[version] The lowest version that the script runs on"
}

// helpKeywords offers the keywords of comment-based help; those that may stand only once are left out when used.
func (r *request) helpKeywords(word string) []Candidate {
	var list []Candidate
	for k := range strings.FieldsSeq("COMPONENT DESCRIPTION EXAMPLE EXTERNALHELP FORWARDHELPCATEGORY " +
		"FORWARDHELPTARGETNAME FUNCTIONALITY INPUTS LINK NOTES OUTPUTS PARAMETER REMOTEHELPRUNSPACE ROLE SYNOPSIS") {
		again := k == "EXAMPLE" || k == "LINK" || k == "PARAMETER"
		if hasPrefixFold(k, word) && (again || !r.helpHas(k, word)) {
			list = append(list, Candidate{k, k, Keyword, aboutHelpKeyword(k)})
		}
	}
	return list
}

// helpHas reports whether the comment has a keyword elsewhere than at the cursor.
func (r *request) helpHas(keyword, word string) bool {
	start := int(r.cursor) - len(word) - 1
	rest := r.text[r.at.Start:start] + r.text[r.wordEnd():r.at.End]
	for line := range strings.SplitSeq(rest, "\n") {
		if f := strings.Fields(strings.TrimLeft(line, " \t#<")); len(f) > 0 && strings.EqualFold(f[0], "."+keyword) {
			return true
		}
	}
	return false
}

func aboutHelpKeyword(k string) string {
	switch k {
	case "SYNOPSIS":
		return "What the command does, in a line"
	case "DESCRIPTION":
		return "What the command does, at length"
	case "PARAMETER":
		return "What a parameter means; its name follows"
	case "EXAMPLE":
		return "A use of the command"
	case "INPUTS":
		return "What can be piped in"
	case "OUTPUTS":
		return "What the command writes"
	case "NOTES":
		return "Anything else"
	case "LINK":
		return "A related topic"
	}
	return strings.ToLower(k)
}

// helpParameters offers the parameters of the function that the help is for.
func (r *request) helpParameters(line string) []Candidate {
	word := ""
	if f := strings.Fields(line); len(f) > 1 {
		word = f[len(f)-1]
	}
	r.replace(syntax.Extent{Start: r.cursor - int32(len(word)), End: r.wordEnd()})
	var list []Candidate
	for _, p := range r.documentedParameters() {
		if hasPrefixFold(p.Name, word) {
			list = append(list, Candidate{p.Name, p.Name, ParameterValue, parameterTip(p, p.Name)})
		}
	}
	return list
}

// documentedParameters are those of the function around the comment or the next one below it, or of the script.
func (r *request) documentedParameters() []*command.Parameter {
	var best *syntax.FunctionDefinition
	for _, f := range r.view().functions {
		if f.Contains(r.cursor) || f.Start >= r.at.End && (best == nil || f.Start < best.Start && !best.Contains(r.cursor)) {
			best = f
		}
	}
	if best != nil {
		return r.declaredParameters(best)
	}
	return r.declaredParameters(&syntax.FunctionDefinition{Body: r.tree})
}

// usingKinds completes the word after `using`; ok is false where something else stands.
func (r *request) usingKinds() (list []Candidate, ok bool) {
	cursorToken := r.at
	previous := r.before
	if cursorToken != nil {
		previous = r.previousToken()
	}
	if previous == nil || previous.Kind != syntax.TokUsing {
		return nil, false
	}
	word := ""
	r.insert(r.cursor)
	if cursorToken != nil {
		r.replace(cursorToken.Extent)
		word = cursorToken.Text
	}
	for _, k := range [...]string{"assembly", "module", "namespace", "type"} {
		if hasPrefixFold(k, word) {
			list = append(list, Candidate{k, k, Keyword, "using " + k})
		}
	}
	return list, true
}

// usingName completes what a using statement brings in.
func (r *request) usingName(u *syntax.UsingStatement, s *syntax.StringConstantExpression) []Candidate {
	r.replace(s.Extent)
	r.word = s.Value
	switch u.Kind {
	case syntax.UsingNamespace:
		list := namespaces(r.word)
		sortByList(list)
		return list
	case syntax.UsingAssembly:
		return r.files(fileOptions{extensions: []string{".dll"}})
	case syntax.UsingModule:
		list := r.files(fileOptions{extensions: []string{".psm1", ".psd1", ".dll", ".exe", ".cdxml"}})
		if strings.ContainsAny(r.word, separators+":") {
			return list
		}
		modules, _ := r.modules("import-module")
		return append(list, modules...)
	}
	return nil
}

// assignment offers the values that a variable or property can be given: of its enumeration or its ValidateSet.
func (r *request) assignment(a *syntax.AssignmentStatement) []Candidate {
	typed, values := r.constraintOf(a.Left)
	word, mark := "", "'"
	if r.at != nil && r.at.Kind != syntax.TokEquals {
		if word = r.at.Text; word[0] == '"' {
			mark = `"`
		}
	}
	quoted := typed == object.TypeString
	if values == nil && typed != nil && typed.Enum() != nil {
		values, quoted = slices.Clone(typed.Enum().Names), true
		sortNames(values)
	}
	var list []Candidate
	for _, v := range values {
		if quoted {
			v = mark + v + mark
		}
		if hasPrefixFold(v, word) {
			list = append(list, Candidate{v, v, Text, v})
		}
	}
	return list
}

// constraintOf is the type and the ValidateSet of what is assigned to.
func (r *request) constraintOf(left syntax.Expression) (t *object.Type, values []string) {
	switch x := left.(type) {
	case *syntax.ConvertExpression:
		_, values = r.constraintOf(x.Child)
		return r.rt.LookupType(typeText(x.Type.TypeName)), values
	case *syntax.AttributedExpression:
		t, values = r.constraintOf(x.Child)
		if a, ok := x.Attribute.(*syntax.Attribute); ok && strings.EqualFold(strings.TrimSuffix(a.TypeName.Name, "Attribute"), "ValidateSet") {
			values = constantTexts(a.PositionalArguments)
		}
		return t, values
	case *syntax.VariableExpression:
		if v := r.rt.FindVariable(x.UserPath); v != nil {
			if t, values = v.Constraint(); t != nil || values != nil {
				return t, values
			}
		}
	}
	if shapes := r.shapeOf(left); len(shapes) == 1 {
		return shapes[0].typ, nil
	}
	return nil, nil
}

// comparisonValues offers the values of the enumeration on the left of a comparison.
func (r *request) comparisonValues(left syntax.Expression) []Candidate {
	var list []Candidate
	for _, s := range r.shapeOf(left) {
		if s.typ == nil || s.typ.Enum() == nil {
			continue
		}
		quote := r.quote()
		if quote == 0 {
			quote = '\''
		}
		for _, c := range r.sortedValues(s.typ.Enum().Names, ParameterValue) {
			c.Text = asArgument(c.List, quote)
			list = append(list, c)
		}
	}
	return list
}
