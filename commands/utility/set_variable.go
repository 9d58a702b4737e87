package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func setVariableCommand() *command.Command {
	return &command.Command{
		Name: "Set-Variable", Class: "Microsoft.PowerShell.Commands.SetVariableCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Sets a variable.",
		Description: "Makes or changes a variable; what comes through the pipeline becomes its value.",
		Examples: []command.Example{
			{Code: `Set-Variable a1 5; $a1`, Remarks: "As an assignment."},
		},
		New:           func() command.Processor { return &setVariable{} },
		ShouldProcess: true,
		OutputTypes:   []string{"System.Management.Automation.PSVariable"},
	}
}

// setVariable is Set-Variable: sets a variable.
type setVariable struct {
	Name        []string      `ps:"pos=0 mandatory byname" help:"The names, wildcards allowed."`
	Value       object.Value  `ps:"pos=1 pipeline byname" help:"The value."`
	Include     []string      `help:"Only names that match one of these patterns."`
	Exclude     []string      `help:"Leaves out names that match one of these patterns."`
	Description string        `help:"A description."`
	Option      object.Enum   `ps:"type=System.Management.Automation.ScopedItemOptions" help:"ReadOnly, Constant, Private or AllScope."`
	Force       object.Switch `help:"Does it even where something would be overwritten or is read-only."`
	Visibility  object.Enum   `ps:"type=System.Management.Automation.SessionStateEntryVisibility" help:"Public or Private."`
	PassThru    object.Switch `help:"Writes the objects on as well."`
	Append      object.Switch `help:"Adds to the present value."`
	Scope       string        `ps:"notempty" help:"The scope: Global, Local, Script, or how many scopes up."`

	piped []object.Value
}

// Process implements command.Processor.
func (c *setVariable) Process(inv *command.Invocation) error {
	if inv.Piped && inv.IsBound("Value") {
		c.piped = append(c.piped, c.Value)
	}
	return nil
}

// End sets the variables; several piped objects become an array.
func (c *setVariable) End(inv *command.Invocation) error {
	value := c.Value
	if len(c.piped) > 1 {
		value = object.NewArray(c.piped...)
	} else if len(c.piped) == 1 {
		value = c.piped[0]
	}
	for _, name := range c.Name {
		if err := c.set(inv, name, value); err != nil {
			return err
		}
	}
	return nil
}

func (c *setVariable) set(inv *command.Invocation, name string, value object.Value) error {
	targets, err := c.targets(inv, name)
	if err != nil {
		return err
	}
	for _, v := range targets {
		if ok, err := inv.ShouldProcess("Name: "+v.Name+" Value: "+object.ToText(value), "Set variable"); err != nil {
			return err
		} else if !ok {
			continue
		}
		if err := c.change(inv, v, value); err != nil {
			return err
		}
	}
	return nil
}

// targets are the variables that a name means; one that does not exist is made.
func (c *setVariable) targets(inv *command.Invocation, name string) ([]*interp.Variable, error) {
	rt := interp.RuntimeOf(inv)
	if object.HasWildcard(name) {
		return findVariables(inv, name, variableFilter{c.Scope, c.Include, c.Exclude})
	}
	scope, plain := c.Scope, object.UnescapeWildcard(name)
	if prefix, rest, ok := strings.Cut(plain, ":"); ok && scope == "" {
		scope, plain = prefix, rest
	}
	v, err := rt.DeclareVariable(scope, plain)
	if err != nil {
		return nil, err
	}
	return []*interp.Variable{v}, nil
}

func (c *setVariable) change(inv *command.Invocation, v *interp.Variable, value object.Value) error {
	if !v.Fresh() && c.Option.Value&int64(interp.OptionConstant) != 0 {
		e := object.NewError("System.Management.Automation.SessionStateUnauthorizedAccessException", "VariableCannotBeMadeConstant",
			object.WriteError, "Existing variable %s cannot be made constant. Variables can be made constant only at creation time.", v.Name)
		e.Target = v.Name
		return inv.WriteError(e)
	}
	if v.Options()&interp.OptionConstant != 0 || v.Options()&interp.OptionReadOnly != 0 && !bool(c.Force) {
		return inv.WriteError(notWritable(v, "VariableNotWritable", "overwrite"))
	}
	if c.Append {
		items, ok := object.Elements(v.Value())
		if !ok && !object.IsNull(v.Value()) {
			items = []object.Value{v.Value()}
		}
		more, ok := object.Elements(value)
		if !ok {
			more = []object.Value{value}
		}
		value = object.NewArray(append(append([]object.Value(nil), items...), more...)...)
	}
	if inv.IsBound("Value") || len(c.piped) > 0 {
		if err := v.ForceSet(value); err != nil {
			return err
		}
	}
	if err := setVariableDetails(inv, v, c.Description, c.Option, c.Visibility); err != nil {
		return err
	}
	if c.PassThru {
		return inv.Write(v)
	}
	return nil
}

// setVariableDetails sets what is more than the value.
func setVariableDetails(inv *command.Invocation, v *interp.Variable, description string, option, visibility object.Enum) error {
	if inv.IsBound("Description") {
		v.SetDescription(description)
	}
	if inv.IsBound("Visibility") {
		v.SetVisibility(visibility.Value != 0)
	}
	if inv.IsBound("Option") {
		v.SetOptions(interp.VariableOptions(option.Value))
	}
	return nil
}
