package complete

import (
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Commands is TabExpansion2, completion as scripts and editors ask for it.
var Commands = command.Set{"TabExpansion2": tabExpansionCommand}

func tabExpansionCommand() *command.Command {
	return &command.Command{
		Name: "TabExpansion2", Class: "TabExpansion2",
		Synopsis:    "Offers what can stand at the cursor of a command line.",
		Description: "Writes a CommandCompletion: the candidates, and which part of the text they replace. Offsets count UTF-16 units, as in PowerShell.",
		Examples: []command.Example{
			{Code: `(TabExpansion2 'Get-Chi' 7).CompletionMatches.CompletionText`, Remarks: "The commands that begin with Get-Chi."},
		},
		OutputTypes: []string{automation + "CommandCompletion"},
		DefaultSet:  "ScriptInputSet",
		New:         func() command.Processor { return &tabExpansion{} },
	}
}

// tabExpansion is TabExpansion2: offers what can stand at the cursor of a command line.
type tabExpansion struct {
	InputScript  string             `ps:"set=ScriptInputSet pos=0 mandatory; allowempty" help:"The text."`
	CursorColumn *int32             `ps:"set=ScriptInputSet pos=1" help:"Where the cursor is, in UTF-16 units; the end of the text if not given."`
	Options      *object.Dictionary `ps:"set=ScriptInputSet pos=2" help:"Accepted for compatibility."`
}

// Process implements command.Processor.
func (c *tabExpansion) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	if rt == nil {
		return nil
	}
	source := syntax.NewSource("", c.InputScript)
	cursor := len(c.InputScript)
	if c.CursorColumn != nil {
		cursor = byteOffset(c.InputScript, int(*c.CursorColumn))
	}
	r := Complete(rt, c.InputScript, cursor)
	if r.Index >= 0 {
		end := source.UTF16Offset(int32(r.Index + r.Length))
		r.Index = int(source.UTF16Offset(int32(r.Index)))
		r.Length = int(end) - r.Index
	}
	return inv.Write(&commandCompletion{r, -1})
}

// byteOffset turns a count of UTF-16 units into one of bytes.
func byteOffset(text string, units int) int {
	for i, c := range text {
		if units <= 0 {
			return i
		}
		units--
		if c > 0xFFFF {
			units--
		}
	}
	return len(text)
}

const automation = "System.Management.Automation."

var (
	commandCompletionType = object.Define(automation+"CommandCompletion", object.ClassType, nil)
	completionResultType  = object.Define(automation+"CompletionResult", object.ClassType, nil)
)

func init() {
	commandCompletionType.SetMembers(commandCompletionMembers)
	completionResultType.SetMembers(completionResultMembers)
}

// commandCompletion is CommandCompletion, what TabExpansion2 writes.
type commandCompletion struct {
	result  Result
	current int32
}

// Type implements object.Object.
func (*commandCompletion) Type() *object.Type { return commandCompletionType }

func commandCompletionMembers() []*object.Member {
	type completion = *commandCompletion
	return []*object.Member{
		number("CurrentMatchIndex", func(c completion) *int32 { return &c.current }),
		{Name: "ReplacementIndex", Kind: object.PropertyMember, ValueType: object.TypeInt32,
			Get: reading(func(c completion) object.Value { return int32(c.result.Index) })},
		{Name: "ReplacementLength", Kind: object.PropertyMember, ValueType: object.TypeInt32,
			Get: reading(func(c completion) object.Value { return int32(c.result.Length) })},
		{Name: "CompletionMatches", Kind: object.PropertyMember, Get: reading(completion.matches)},
	}
}

func number[T any](name string, field func(T) *int32) *object.Member {
	return &object.Member{Name: name, Kind: object.PropertyMember, ValueType: object.TypeInt32,
		Get: reading(func(c T) object.Value { return *field(c) }),
		Set: func(recv, v object.Value) error {
			n, err := object.ToInt(v)
			if c, ok := recv.(T); ok && err == nil {
				*field(c) = int32(n)
			}
			return err
		}}
}

func reading[T any](get func(T) object.Value) func(object.Value) (object.Value, error) {
	return func(recv object.Value) (object.Value, error) {
		if c, ok := recv.(T); ok {
			return get(c), nil
		}
		return nil, nil
	}
}

// matches are the candidates as a collection.
func (c *commandCompletion) matches() object.Value {
	items := make([]object.Value, len(c.result.Candidates))
	for i := range c.result.Candidates {
		items[i] = &completionResult{c.result.Candidates[i]}
	}
	t := object.LookupType("System.Collections.ObjectModel.Collection[" + automation + "CompletionResult]")
	if t == nil {
		t = object.TypeArrayList
	}
	return &object.List{ListType: t, Items: items}
}

// completionResult is CompletionResult, one candidate.
type completionResult struct{ Candidate }

// Type implements object.Object.
func (*completionResult) Type() *object.Type { return completionResultType }

func completionResultMembers() []*object.Member {
	text := func(name string, get func(*completionResult) string) *object.Member {
		return &object.Member{Name: name, Kind: object.PropertyMember, ValueType: object.TypeString,
			Get: reading(func(c *completionResult) object.Value { return get(c) })}
	}
	return []*object.Member{
		text("CompletionText", func(c *completionResult) string { return c.Text }),
		text("ListItemText", func(c *completionResult) string { return c.List }),
		{Name: "ResultType", Kind: object.PropertyMember, ValueType: object.LookupType(resultTypeName),
			Get: reading(func(c *completionResult) object.Value { return resultType(c.Kind) })},
		text("ToolTip", func(c *completionResult) string { return c.ToolTip }),
		{Name: "new", Kind: object.MethodMember, Static: true, Overloads: []object.Overload{
			{Signature: automation + "CompletionResult new(string completionText, string listItemText, " + resultTypeName + " resultType, string toolTip)",
				Call: newCompletionResult},
			{Signature: automation + "CompletionResult new(string completionText)", Call: newCompletionResult},
		}},
	}
}

const resultTypeName = automation + "CompletionResultType"

func resultType(k Kind) object.Value {
	if t := object.LookupType(resultTypeName); t != nil {
		if v, err := object.Convert(string(k), t); err == nil {
			return v
		}
	}
	return string(k)
}

// newCompletionResult is the constructor: the text, and what else is known of it.
func newCompletionResult(_ object.Value, args []object.Value) (object.Value, error) {
	texts := make([]string, len(args))
	for i, a := range args {
		if texts[i] = object.ToText(a); texts[i] == "" || !utf8.ValidString(texts[i]) {
			return nil, object.NewException("System.Management.Automation.PSArgumentException",
				"Cannot process argument because the value of argument \"%s\" is not valid.",
				[]string{"completionText", "listItemText", "resultType", "toolTip"}[i%4])
		}
	}
	if len(texts) == 1 {
		return &completionResult{Candidate{texts[0], texts[0], Text, texts[0]}}, nil
	}
	return &completionResult{Candidate{texts[0], texts[1], Kind(texts[2]), texts[3]}}, nil
}
