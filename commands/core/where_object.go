package core

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func whereObjectCommand() *command.Command {
	return &command.Command{
		Name: "Where-Object", Class: "Microsoft.PowerShell.Commands.WhereObjectCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Lets through the objects that meet a condition.",
		Description: "The condition is a script block that sees each object as $_, or a single comparison written as " +
			"property, operator and value. Objects for which it is true go on, in order.",
		Examples: []command.Example{
			{Code: `1..6 | Where-Object { $_ % 2 -eq 0 }`, Remarks: "Even numbers, by a script block."},
			{Code: `[pscustomobject]@{Name='a'; Age=1}, [pscustomobject]@{Name='b'; Age=2} | Where-Object Age -gt 1`, Remarks: "One comparison needs no script block."},
			{Code: `'pear', 'apple', 'plum' | Where-Object Length -in 4, 5 | Where-Object { $_ -like 'p*' }`, Remarks: "Conditions in a row."},
		},
		New:        func() command.Processor { return &whereObject{} },
		DefaultSet: "EqualSet",
	}
}

// whereObject is Where-Object: lets through the objects that meet a condition.
type whereObject struct {
	InputObject  object.Value    `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to test."`
	FilterScript object.Callable `ps:"set=ScriptBlockSet pos=0 mandatory" help:"The condition; $_ is the object."`
	Property     string          `ps:"notempty set=EqualSet,CaseSensitiveEqualSet,NotEqualSet,CaseSensitiveNotEqualSet,GreaterThanSet,CaseSensitiveGreaterThanSet,LessThanSet,CaseSensitiveLessThanSet,GreaterOrEqualSet,CaseSensitiveGreaterOrEqualSet,LessOrEqualSet,CaseSensitiveLessOrEqualSet,LikeSet,CaseSensitiveLikeSet,NotLikeSet,CaseSensitiveNotLikeSet,MatchSet,CaseSensitiveMatchSet,NotMatchSet,CaseSensitiveNotMatchSet,ContainsSet,CaseSensitiveContainsSet,NotContainsSet,CaseSensitiveNotContainsSet,InSet,CaseSensitiveInSet,NotInSet,CaseSensitiveNotInSet,IsSet,IsNotSet,Not pos=0 mandatory" help:"The property that is compared, or tested for being true."`
	Value        object.Value    `ps:"set=EqualSet,CaseSensitiveEqualSet,NotEqualSet,CaseSensitiveNotEqualSet,GreaterThanSet,CaseSensitiveGreaterThanSet,LessThanSet,CaseSensitiveLessThanSet,GreaterOrEqualSet,CaseSensitiveGreaterOrEqualSet,LessOrEqualSet,CaseSensitiveLessOrEqualSet,LikeSet,CaseSensitiveLikeSet,NotLikeSet,CaseSensitiveNotLikeSet,MatchSet,CaseSensitiveMatchSet,NotMatchSet,CaseSensitiveNotMatchSet,ContainsSet,CaseSensitiveContainsSet,NotContainsSet,CaseSensitiveNotContainsSet,InSet,CaseSensitiveInSet,NotInSet,CaseSensitiveNotInSet,IsSet,IsNotSet pos=1" help:"What the property is compared with."`
	EQ           object.Switch   `ps:"alias=IEQ set=EqualSet" help:"Equal, ignoring case."`
	CEQ          object.Switch   `ps:"set=CaseSensitiveEqualSet mandatory" help:"Equal, with case."`
	NE           object.Switch   `ps:"alias=INE set=NotEqualSet mandatory" help:"Not equal, ignoring case."`
	CNE          object.Switch   `ps:"set=CaseSensitiveNotEqualSet mandatory" help:"Not equal, with case."`
	GT           object.Switch   `ps:"alias=IGT set=GreaterThanSet mandatory" help:"Greater, ignoring case."`
	CGT          object.Switch   `ps:"set=CaseSensitiveGreaterThanSet mandatory" help:"Greater, with case."`
	LT           object.Switch   `ps:"alias=ILT set=LessThanSet mandatory" help:"Less, ignoring case."`
	CLT          object.Switch   `ps:"set=CaseSensitiveLessThanSet mandatory" help:"Less, with case."`
	GE           object.Switch   `ps:"alias=IGE set=GreaterOrEqualSet mandatory" help:"Greater or equal, ignoring case."`
	CGE          object.Switch   `ps:"set=CaseSensitiveGreaterOrEqualSet mandatory" help:"Greater or equal, with case."`
	LE           object.Switch   `ps:"alias=ILE set=LessOrEqualSet mandatory" help:"Less or equal, ignoring case."`
	CLE          object.Switch   `ps:"set=CaseSensitiveLessOrEqualSet mandatory" help:"Less or equal, with case."`
	Like         object.Switch   `ps:"alias=ILike set=LikeSet mandatory" help:"Matches a wildcard pattern, ignoring case."`
	CLike        object.Switch   `ps:"set=CaseSensitiveLikeSet mandatory" help:"Matches a wildcard pattern, with case."`
	NotLike      object.Switch   `ps:"alias=INotLike set=NotLikeSet mandatory" help:"Does not match a wildcard pattern, ignoring case."`
	CNotLike     object.Switch   `ps:"set=CaseSensitiveNotLikeSet mandatory" help:"Does not match a wildcard pattern, with case."`
	Match        object.Switch   `ps:"alias=IMatch set=MatchSet mandatory" help:"Matches a regular expression, ignoring case."`
	CMatch       object.Switch   `ps:"set=CaseSensitiveMatchSet mandatory" help:"Matches a regular expression, with case."`
	NotMatch     object.Switch   `ps:"alias=INotMatch set=NotMatchSet mandatory" help:"Does not match a regular expression, ignoring case."`
	CNotMatch    object.Switch   `ps:"set=CaseSensitiveNotMatchSet mandatory" help:"Does not match a regular expression, with case."`
	Contains     object.Switch   `ps:"alias=IContains set=ContainsSet mandatory" help:"The property holds the value, ignoring case."`
	CContains    object.Switch   `ps:"set=CaseSensitiveContainsSet mandatory" help:"The property holds the value, with case."`
	NotContains  object.Switch   `ps:"alias=INotContains set=NotContainsSet mandatory" help:"The property does not hold the value, ignoring case."`
	CNotContains object.Switch   `ps:"set=CaseSensitiveNotContainsSet mandatory" help:"The property does not hold the value, with case."`
	In           object.Switch   `ps:"alias=IIn set=InSet mandatory" help:"The property is one of the values, ignoring case."`
	CIn          object.Switch   `ps:"set=CaseSensitiveInSet mandatory" help:"The property is one of the values, with case."`
	NotIn        object.Switch   `ps:"alias=INotIn set=NotInSet mandatory" help:"The property is none of the values, ignoring case."`
	CNotIn       object.Switch   `ps:"set=CaseSensitiveNotInSet mandatory" help:"The property is none of the values, with case."`
	Is           object.Switch   `ps:"set=IsSet mandatory" help:"The property has the type."`
	IsNot        object.Switch   `ps:"set=IsNotSet mandatory" help:"The property does not have the type."`
	Not          object.Switch   `ps:"set=Not mandatory" help:"The property is false, empty or missing."`

	compare  comparison
	property *object.PropertyReader
	pattern  *object.Wildcard // of a property name with wildcards

	passes  bool // what the running block has decided so far
	outputs int
	collect func(object.Value) error
}

// comparison is one of the binary operators.
type comparison func(left, right object.Value) (object.Value, error)

// withCase makes a comparison of an operator that can tell upper and lower case apart.
func withCase(op func(l, r object.Value, ignoreCase bool) (object.Value, error), caseSensitive bool) comparison {
	return func(l, r object.Value) (object.Value, error) { return op(l, r, !caseSensitive) }
}

// Begin chooses the comparison that the parameter set names.
func (c *whereObject) Begin(inv *command.Invocation) error {
	if inv.Set == "ScriptBlockSet" {
		c.collect = c.note
		return nil
	}
	if object.HasWildcard(c.Property) {
		pattern, err := object.CompileWildcard(c.Property, true)
		if err != nil {
			return err
		}
		c.pattern = pattern
	}
	c.property = object.NewPropertyReader(c.Property)
	if inv.Set == "EqualSet" && !inv.IsBound("EQ") {
		return c.beginTruth(inv)
	}
	if inv.Set != "Not" && !inv.IsBound("Value") {
		return object.NewError("System.ArgumentException", "ValueNotSpecifiedForWhereObject", object.InvalidArgument,
			"The specified operator requires both the -Property and -Value parameters. "+
				"Provide values for both parameters, and then try the command again.")
	}
	return c.chooseComparison(inv)
}

// beginTruth prepares for a property that is only tested for being true.
func (c *whereObject) beginTruth(inv *command.Invocation) error {
	if inv.IsBound("Value") {
		return object.NewError("System.ArgumentException", "OperatorNotSpecified", object.InvalidArgument,
			"The Value parameter needs an operator, such as -EQ. "+
				"Provide an operator, and then try the command again.")
	}
	c.compare = func(l, _ object.Value) (object.Value, error) { return l, nil }
	return nil
}

func (c *whereObject) chooseComparison(inv *command.Invocation) error {
	base, caseSensitive := strings.CutPrefix(inv.Set, "CaseSensitive")
	switch base {
	case "Not":
		c.compare = func(l, _ object.Value) (object.Value, error) { return !object.ToBool(l), nil }
	case "IsSet":
		c.compare = object.OpIs
	case "IsNotSet":
		c.compare = object.OpIsNot
	case "MatchSet", "NotMatchSet":
		c.compare = func(l, r object.Value) (object.Value, error) {
			result, _, err := object.OpMatch(l, r, !caseSensitive, base == "NotMatchSet")
			return result, err
		}
	default:
		c.compare = withCase(operatorOfSet(base), caseSensitive)
	}
	if base == "IsSet" || base == "IsNotSet" {
		return c.resolveType(inv)
	}
	return nil
}

func operatorOfSet(set string) func(l, r object.Value, ignoreCase bool) (object.Value, error) {
	switch set {
	case "NotEqualSet":
		return object.OpNe
	case "GreaterThanSet":
		return object.OpGt
	case "LessThanSet":
		return object.OpLt
	case "GreaterOrEqualSet":
		return object.OpGe
	case "LessOrEqualSet":
		return object.OpLe
	case "LikeSet":
		return object.OpLike
	case "NotLikeSet":
		return object.OpNotLike
	case "ContainsSet":
		return object.OpContains
	case "NotContainsSet":
		return object.OpNotContains
	case "InSet":
		return object.OpIn
	case "NotInSet":
		return object.OpNotIn
	}
	return object.OpEq
}

// resolveType lets -Is take a type's name, with or without brackets.
func (c *whereObject) resolveType(inv *command.Invocation) error {
	name, ok := object.Base(c.Value).(string)
	if !ok {
		return nil
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	t := interp.RuntimeOf(inv).LookupType(name)
	if t == nil {
		return object.NewError("System.Management.Automation.RuntimeException", "TypeNotFound", object.InvalidArgument,
			"Unable to find type [%s].", name)
	}
	c.Value = t
	return nil
}

// Process implements command.Processor.
func (c *whereObject) Process(inv *command.Invocation) error {
	if c.FilterScript != nil {
		return c.filter(inv)
	}
	if !inv.Piped && !inv.IsBound("InputObject") {
		return nil
	}
	left, found, err := c.read(inv)
	if err != nil || !found && c.pattern != nil {
		return err
	}
	result, err := c.compare(left, c.Value)
	if err != nil {
		return c.report(inv, err)
	}
	if object.ToBool(result) {
		return inv.Write(c.InputObject)
	}
	return nil
}

func (c *whereObject) filter(inv *command.Invocation) error {
	if !inv.Piped && !inv.IsBound("InputObject") {
		return nil
	}
	c.passes, c.outputs = false, 0
	if err := inv.Invoke(c.FilterScript, c.InputObject, c.collect); err != nil {
		return err
	}
	if c.passes {
		return inv.Write(c.InputObject)
	}
	return nil
}

// note takes one object that the block wrote: none is false, one counts by its truth, several are true.
func (c *whereObject) note(v object.Value) error {
	c.outputs++
	c.passes = c.outputs > 1 || object.ToBool(v)
	return nil
}

// read gives the property's value; a property that cannot be read is $null.
func (c *whereObject) read(inv *command.Invocation) (value object.Value, found bool, err error) {
	reader := c.property
	if c.pattern != nil {
		if reader, err = c.matchName(inv); reader == nil || err != nil {
			return nil, false, err
		}
	}
	value, found, err = reader.Read(c.InputObject)
	if err != nil {
		return nil, false, nil
	}
	return value, found, nil
}

// matchName finds the one property that the pattern means.
func (c *whereObject) matchName(inv *command.Invocation) (*object.PropertyReader, error) {
	var names []string
	for _, m := range object.Members(c.InputObject, false) {
		if m.Get != nil && c.pattern.Match(m.Name) {
			names = append(names, m.Name)
		}
	}
	switch len(names) {
	case 0:
		return nil, nil
	case 1:
		return object.NewPropertyReader(names[0]), nil
	}
	e := object.NewError("System.Management.Automation.PSArgumentException", "AmbiguousPropertyOrMethodName",
		object.InvalidArgument, `Input name "%s" is ambiguous. It can be resolved to multiple matched members. `+
			"Possible matches include: %s.", c.Property, strings.Join(names, " "))
	e.Target = c.InputObject
	return nil, inv.WriteError(e)
}

// report tells of a comparison that failed; the other objects are still compared.
func (c *whereObject) report(inv *command.Invocation, err error) error {
	record, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	e := object.NewError("System.ArgumentException", "OperatorFailed", object.InvalidOperation, "%s", record.Exception.Message)
	e.Exception.Inner = record.Exception
	e.Target = c.InputObject
	return inv.WriteError(e)
}
