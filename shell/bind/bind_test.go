package bind

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// set is one entry of a parameter's declaration, at no position.
func set(name string, edit ...func(*command.ParameterSet)) command.ParameterSet {
	s := command.ParameterSet{Name: name, Position: -1}
	for _, e := range edit {
		e(&s)
	}
	return s
}

func mandatory(s *command.ParameterSet) { s.Mandatory = true }
func pipeline(s *command.ParameterSet)  { s.Pipeline = true }
func byName(s *command.ParameterSet)    { s.ByName = true }
func remaining(s *command.ParameterSet) { s.Remaining = true }

func at(position int) func(*command.ParameterSet) {
	return func(s *command.ParameterSet) { s.Position = position }
}

func parameter(name string, t *object.Type, sets ...command.ParameterSet) *command.Parameter {
	if sets == nil {
		sets = []command.ParameterSet{set(command.AllSets)}
	}
	return &command.Parameter{Name: name, Type: t, Sets: sets}
}

// named and word are the two kinds of arguments.
func named(name string) Argument { return Argument{Name: name, IsName: true, Text: "-" + name} }
func withValue(name string, v object.Value) Argument {
	return Argument{Name: name, IsName: true, HasValue: true, Value: v}
}
func word(v object.Value) Argument { return Argument{Value: v} }
func splatted(name string, v object.Value) (a Argument) {
	a = withValue(name, v)
	a.Splatted = true
	return a
}
func words(values ...object.Value) (list []Argument) {
	for _, v := range values {
		list = append(list, word(v))
	}
	return list
}

// describe is what was bound, in order: name=value …, and the set's name.
func describe(b *Binding) string {
	var parts []string
	for _, p := range b.Order() {
		parts = append(parts, fmt.Sprintf("%s=%s", b.Target().Parameters[p].Name, object.ToText(b.Value(p))))
	}
	if b.Set() != command.AllSets && b.Set() != "" {
		parts = append(parts, "set "+b.Set())
	}
	for _, v := range b.Rest {
		parts = append(parts, "rest "+object.ToText(v))
	}
	return strings.Join(parts, " ")
}

// idOf is an error's id, or what it says if it has none.
func idOf(err error) string {
	var e *object.ErrorRecord
	if errors.As(err, &e) {
		return e.ID
	}
	return err.Error()
}

func copyTarget() *Target {
	path := parameter("Path", object.TypeString, set(command.AllSets, at(0), mandatory))
	path.Aliases = []string{"PSPath", "FullName"}
	return NewTarget([]*command.Parameter{
		path,
		parameter("Count", object.TypeInt32, set(command.AllSets, at(1))),
		parameter("Credential", object.TypeObject),
		parameter("Force", object.TypeSwitch),
	}, Options{Name: "Copy-It", Class: "CopyIt", Common: true})
}

func TestNamesAndPositions(t *testing.T) {
	for _, c := range []struct {
		name string
		args []Argument
		want string
	}{
		{"by name", []Argument{named("Path"), word("a")}, "Path=a"},
		{"other case", []Argument{named("pAtH"), word("a")}, "Path=a"},
		{"prefix that only common ones share", []Argument{named("P"), word("a"), named("co"), word(int32(2))}, "Path=a Count=2"},
		{"own prefix before common ones", []Argument{named("Pa"), word("a"), named("Cou"), word(int32(2))}, "Path=a Count=2"},
		{"alias", []Argument{named("fulln"), word("a")}, "Path=a"},
		{"ambiguous", []Argument{named("C"), word("a")}, "AmbiguousParameter"},
		{"position", words("a", int32(3)), "Path=a Count=3"},
		{"position after name", []Argument{named("Path"), word("a"), word("5")}, "Path=a Count=5"},
		{"switch takes no word", []Argument{named("Force"), word("a")}, "Force=True Path=a"},
		{"switch with value", []Argument{withValue("Force", false), word("a")}, "Force=False Path=a"},
		{"switch of a text", []Argument{withValue("Force", "x"), word("a")}, "CannotConvertArgumentNoMessage"},
		{"twice", []Argument{named("Path"), word("a"), named("Path"), word("b")}, "ParameterAlreadyBound"},
		{"name beats splat", []Argument{named("Path"), word("a"), splatted("Path", "b")}, "Path=a"},
		{"no value", []Argument{named("Path")}, "MissingArgument"},
		{"unknown name", []Argument{word("a"), named("Nope")}, "NamedParameterNotFound"},
		{"too many", words("a", int32(1), "c"), "PositionalParameterNotFound"},
		{"mandatory", nil, "MissingMandatoryParameter"},
		{"mandatory empty", words(""), "ParameterArgumentValidationErrorEmptyStringNotAllowed"},
		{"conversion", words("a", "x"), "CannotConvertArgumentNoMessage"},
		{"list for text", words(object.NewArray("a", "b")), "CannotConvertArgument"},
		{"common", []Argument{word("a"), named("ea"), word("Stop")}, "ErrorAction=Stop Path=a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := copyTarget().Bind(c.args, Context{})
			got := ""
			if err != nil {
				got = idOf(err)
			} else {
				got = strings.Join(strings.Fields(describe(b)), " ")
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func setsTarget() *Target {
	return NewTarget([]*command.Parameter{
		parameter("Name", object.TypeString, set("ByName", at(0), mandatory)),
		parameter("Id", object.TypeInt32, set("ById", at(0), mandatory)),
		parameter("All", object.TypeSwitch, set("ByName")),
	}, Options{Name: "Get-It", DefaultSet: "ByName"})
}

func TestParameterSets(t *testing.T) {
	for _, c := range []struct {
		name string
		args []Argument
		want string
	}{
		{"default set takes a text", words("a"), "Name=a set ByName"},
		{"type chooses", words(int32(5)), "Id=5 set ById"},
		{"name chooses", []Argument{named("Id"), word("7")}, "Id=7 set ById"},
		{"two sets at once", []Argument{named("Id"), word("7"), named("All")}, "AmbiguousParameterSet"},
		{"missing in the default set", nil, "MissingMandatoryParameter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := setsTarget().Bind(c.args, Context{})
			got := ""
			if err != nil {
				got = idOf(err)
			} else {
				got = describe(b)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestMissingOfAllSetsWithInput(t *testing.T) {
	_, err := setsTarget().Bind(nil, Context{ExpectingInput: true})
	if err == nil || !strings.HasSuffix(err.Error(), "mandatory parameters: Name Id.") {
		t.Errorf("got %v", err)
	}
}

func TestDefaultsAndRest(t *testing.T) {
	defaults := Context{Defaults: &Defaults{List: func() []Default { return []Default{{"Count", int32(9)}, {"Path", "d"}} }}}
	b, err := copyTarget().Bind(words("a"), defaults)
	if err != nil || describe(b) != "Path=a Count=9" {
		t.Errorf("defaults: %v %q", err, describe(b))
	}

	simple := NewTarget([]*command.Parameter{parameter("A", object.TypeObject)},
		Options{Name: "f", Script: true, Simple: true, ImplicitPositions: true})
	b, err = simple.Bind([]Argument{word("1"), named("x"), word("2"), word("3")}, Context{})
	if err != nil || describe(b) != "A=1 rest -x rest 2 rest 3" {
		t.Errorf("simple: %v %q", err, describe(b))
	}

	gather := NewTarget([]*command.Parameter{
		parameter("A", object.TypeObject, set(command.AllSets, at(0))),
		parameter("More", object.ArrayOf(object.TypeInt32), set(command.AllSets, remaining)),
	}, Options{Name: "g", Script: true})
	b, err = gather.Bind(words("a", int32(1), "2"), Context{})
	if err != nil || describe(b) != "A=a More=1 2" {
		t.Errorf("remaining: %v %q", err, describe(b))
	}
}

func TestPipeline(t *testing.T) {
	target := NewTarget([]*command.Parameter{
		parameter("Number", object.TypeInt32, set(command.AllSets, pipeline)),
		parameter("Name", object.TypeString, set(command.AllSets, byName)),
	}, Options{Name: "T", Script: true})
	b, err := target.Bind(nil, Context{ExpectingInput: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		item object.Value
		want string
	}{
		{"by value", int32(4), "Number=4"},
		{"by conversion", "12", "Number=12"},
		{"by name", object.NewCustomObject(object.ShapeOf("Name"), []object.Value{"n"}), "Name=n"},
		{"neither", "x", "InputObjectNotBound"},
		{"again by value", int32(1), "Number=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if err := b.Object(c.item); err != nil {
				got = idOf(err)
			} else {
				got = describe(b)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// block is a script block that gives a text made of its argument.
type block struct{}

func (block) Type() *object.Type { return object.TypeScriptBlock }
func (block) Call(args ...object.Value) (object.Value, error) {
	return "n" + object.ToText(args[0]), nil
}

func TestDelayBind(t *testing.T) {
	target := NewTarget([]*command.Parameter{
		parameter("Item", object.TypeObject, set(command.AllSets, pipeline)),
		parameter("Name", object.TypeString, set(command.AllSets, byName)),
	}, Options{Name: "T", Script: true})
	b, err := target.Bind([]Argument{withValue("Name", block{})}, Context{
		ExpectingInput: true,
		DelayBind:      func(code object.Callable, item object.Value) (object.Value, error) { return code.Call(item) },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int32{1, 2} {
		if err := b.Object(n); err != nil {
			t.Fatal(err)
		}
		if got, want := object.ToText(b.Value(1)), fmt.Sprintf("n%d", n); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestValidation(t *testing.T) {
	level := parameter("Level", object.TypeInt32, set(command.AllSets, at(0)))
	level.Validators = []command.Validator{&command.ValidateRange{Min: int32(1), Max: int32(5)}}
	target := NewTarget([]*command.Parameter{level}, Options{Name: "T", Class: "TCommand"})
	if b, err := target.Bind(words(int32(5)), Context{}); err != nil || describe(b) != "Level=5" {
		t.Errorf("in range: %v", err)
	}
	_, err := target.Bind(words(int32(6)), Context{})
	var e *object.ErrorRecord
	if !errors.As(err, &e) || e.FullyQualifiedErrorID() != "ParameterArgumentValidationError,TCommand" {
		t.Errorf("out of range: %v", err)
	}
}

func BenchmarkBind(b *testing.B) {
	target, args := copyTarget(), []Argument{named("Path"), word("a"), word(int32(2)), named("Force")}
	for b.Loop() {
		if _, err := target.Bind(args, Context{}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, name := range []string{"", "P", "path", "\xff", "İ", "ErrorAction"} {
		f.Add(name)
	}
	target := copyTarget()
	f.Fuzz(func(t *testing.T, name string) {
		if i, err := target.Find(name); err == nil && i >= len(target.Parameters) {
			t.Errorf("%q: parameter %d", name, i)
		}
	})
}
