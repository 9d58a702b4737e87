package complete

import (
	"regexp"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/syntax"
)

// identifier completes a bare word.
func (r *request) identifier() []Candidate {
	if list, ok := r.usingKinds(); ok {
		return list
	}
	r.word = r.at.Text
	switch r.up(1).(type) {
	case *syntax.BreakStatement, *syntax.ContinueStatement:
		return r.labels()
	}
	if s, ok := r.last().(*syntax.StringConstantExpression); ok {
		if s.Value == "$" {
			return r.variables("$")
		}
		if u, ok := r.up(1).(*syntax.UsingStatement); ok {
			return r.usingName(u, s)
		}
	}
	if a, ok := r.attributeHere(); ok && r.at.Flags&syntax.FlagMemberName != 0 {
		return r.attributeArguments(a, r.word)
	}
	if r.at.Flags&syntax.FlagCommandName != 0 {
		return r.commandWord()
	}
	return r.otherWord()
}

// commandWord completes a command's name: files, commands, keywords.
func (r *request) commandWord() []Candidate {
	if list, done := r.afterAdjacent(); done {
		return list
	}
	list := append(r.filesAsCommand(), r.commands()...)
	return append(list, r.keywords()...)
}

// afterAdjacent completes a command name that touches what stands before it: a path that begins with a variable, or an
// index without quotes.
func (r *request) afterAdjacent() (list []Candidate, done bool) {
	n := r.endingAt(r.at.Start)
	switch n := n.(type) {
	case nil:
		return nil, false
	case *syntax.VariableExpression:
		if !strings.ContainsAny(r.at.Text[:1], `/\`) {
			return nil, true
		}
		path, ok := r.safeText(n)
		if !ok {
			return nil, true
		}
		r.word = path + r.at.Text
		r.replace(syntax.Extent{Start: n.Start, End: r.at.End})
		return nil, false
	case *syntax.IndexExpression:
		r.word = strings.TrimSuffix(r.word, "]")
		return r.indexKeys(n, "'"), true
	}
	return nil, true
}

// endingAt is the smallest expression that ends where a command name begins; nil if white space or a sign precedes it.
func (r *request) endingAt(offset int32) syntax.Node {
	var found syntax.Node
	syntax.Inspect(r.tree, func(n syntax.Node) bool {
		if n.Span().Start >= offset {
			return false
		}
		if n.Span().End == offset && n.Span().Len() > 0 {
			switch n.(type) {
			case *syntax.VariableExpression, *syntax.IndexExpression:
				found = n
			}
		}
		return true
	})
	return found
}

// otherWord completes a word that is no command's name.
func (r *request) otherWord() []Candidate {
	_, inCommand := r.up(1).(*syntax.Command)
	if inCommand && (r.word == "-" || r.word == "--") {
		if r.word == "-" {
			if list := r.parameters(); len(list) > 0 {
				return list
			}
		}
		return r.arguments()
	}
	if list := r.memberWord(); len(list) > 0 {
		return list
	}
	if table, ok := r.up(1).(*syntax.HashtableExpression); ok {
		if list := r.keysFor(table, r.word); len(list) > 0 {
			return list
		}
	}
	if text, ok := r.safeText(r.last()); ok {
		r.word = text
	}
	if _, ok := r.up(1).(*syntax.FileRedirection); ok || r.isSwitchFile() {
		return r.files(fileOptions{})
	}
	return r.arguments()
}

// isSwitchFile reports whether the word is the file of `switch -file`.
func (r *request) isSwitchFile() bool {
	s, ok := above[*syntax.ErrorStatement](r)
	return ok && s.Kind == syntax.TokSwitch && s.Flags["file"] != nil
}

// memberWord completes a word that is, or may be meant as, a member's name.
func (r *request) memberWord() []Candidate {
	switch m := r.up(1).(type) {
	case *syntax.MemberExpression:
		return r.members(r.word, m.Static)
	case *syntax.InvokeMemberExpression:
		return r.members(r.word, m.Static)
	}
	switch {
	case r.word == "." || r.word == "::":
		list := r.members("", r.word == "::")
		if len(list) > 0 {
			r.insert(r.at.End)
		}
		return list
	case r.at.Kind == syntax.TokMultiply:
		return r.memberPattern()
	}
	return nil
}

// memberPattern completes `$a.p*`, which reads as a product.
func (r *request) memberPattern() []Candidate {
	product, ok := r.last().(*syntax.BinaryExpression)
	if !ok || product.Operator != syntax.TokMultiply {
		return nil
	}
	member, ok := product.Left.(*syntax.MemberExpression)
	if !ok || member.End != r.at.Start || member.Member == nil {
		return nil
	}
	r.replace(syntax.Extent{Start: member.Member.Span().Start, End: r.at.End})
	return r.membersOf(r.shapeOf(member.Expression), r.slice(member.Member), member.Static)
}

// stringToken completes a quoted string.
func (r *request) stringToken() []Candidate {
	value, _ := r.at.Value.(string)
	r.word = value
	switch parent := r.up(1).(type) {
	case *syntax.CommandExpression:
		if a, ok := r.assignmentOfString(); ok {
			if list := r.assignment(a); len(list) > 0 {
				return list
			}
		}
	case *syntax.BinaryExpression:
		if list := r.comparisonValues(parent.Left); len(list) > 0 {
			return list
		}
	case *syntax.IndexExpression:
		return r.indexKeys(parent, r.at.Text[:1])
	}
	text, ok := r.safeText(r.last())
	if !ok {
		return nil
	}
	r.word = text
	switch r.up(1).(type) {
	case *syntax.Command, *syntax.CommandParameter:
		return r.arguments()
	case *syntax.ArrayLiteral:
		if r.isArgument() {
			return r.arguments()
		}
	}
	list := r.files(fileOptions{})
	if strings.Contains(text, "-") {
		list = append(list, r.commands()...)
	}
	return list
}

func (r *request) assignmentOfString() (*syntax.AssignmentStatement, bool) {
	for level := 2; level <= 3; level++ {
		if a, ok := r.up(level).(*syntax.AssignmentStatement); ok {
			return a, true
		}
	}
	return nil, false
}

// labels offers the labels of the loops around the cursor.
func (r *request) labels() []Candidate {
	var list []Candidate
	for _, n := range r.around {
		label := r.labelOf(n)
		if label != "" && hasPrefixFold(label, r.word) {
			list = append(list, Candidate{label, label, Text, r.slice(n)})
		}
	}
	return list
}

func (r *request) labelOf(n syntax.Node) string {
	switch s := n.(type) {
	case *syntax.WhileStatement:
		return s.Label
	case *syntax.DoWhileStatement:
		return s.Label
	case *syntax.DoUntilStatement:
		return s.Label
	case *syntax.ForStatement:
		return s.Label
	case *syntax.ForEachStatement:
		return s.Label
	case *syntax.SwitchStatement:
		return s.Label
	case *syntax.ErrorStatement:
		if m := labelPattern().FindStringSubmatch(r.slice(s)); m != nil {
			return m[1]
		}
	}
	return ""
}

// labelPattern finds the label of a do or switch statement that is not finished.
var labelPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^:(\w+)\s+(?:do|switch)\b`) })
