package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getVariableCommand() *command.Command {
	return &command.Command{
		Name: "Get-Variable", Class: "Microsoft.PowerShell.Commands.GetVariableCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Lists variables.",
		Description: "Shows the variables that can be seen here, or those of one scope.",
		Examples: []command.Example{
			{Code: `$a1 = 5; Get-Variable a1 -ValueOnly`, Remarks: "Just the value."},
		},
		New:         func() command.Processor { return &getVariable{} },
		OutputTypes: []string{"System.Management.Automation.PSVariable"},
	}
}

// getVariable is Get-Variable: lists variables.
type getVariable struct {
	Name      []string      `ps:"notempty pos=0 pipeline byname" help:"The names, wildcards allowed."`
	ValueOnly object.Switch `help:"Just the values."`
	Include   []string      `help:"Only names that match one of these patterns."`
	Exclude   []string      `help:"Leaves out names that match one of these patterns."`
	Scope     string        `ps:"notempty" help:"The scope: Global, Local, Script, or how many scopes up."`
}

// Process implements command.Processor.
func (c *getVariable) Process(inv *command.Invocation) error {
	names := c.Name
	if len(names) == 0 {
		names = []string{"*"}
	}
	for _, name := range names {
		found, err := findVariables(inv, name, variableFilter{c.Scope, c.Include, c.Exclude})
		if err != nil {
			return err
		}
		for _, v := range found {
			if err := c.write(inv, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *getVariable) write(inv *command.Invocation, v *interp.Variable) error {
	if c.ValueOnly {
		return inv.Write(v.Value())
	}
	return inv.Write(v)
}

// variableFilter says which variables a command means beside their name.
type variableFilter struct {
	scope            string
	include, exclude []string
}

// findVariables finds the variables that a name or pattern means. A plain name that there is none of is reported.
func findVariables(inv *command.Invocation, name string, f variableFilter) ([]*interp.Variable, error) {
	rt := interp.RuntimeOf(inv)
	if !object.HasWildcard(name) {
		return findOneVariable(inv, object.UnescapeWildcard(name), f)
	}
	pattern, err := object.CompileWildcard(name, true)
	if err != nil {
		return nil, err
	}
	all, err := rt.Variables(f.scope)
	if err != nil {
		return nil, err
	}
	var found []*interp.Variable
	for _, v := range all {
		if pattern.Match(v.Name) && !v.Private() {
			found = append(found, v)
		}
	}
	return f.apply(found)
}

func findOneVariable(inv *command.Invocation, name string, f variableFilter) ([]*interp.Variable, error) {
	rt := interp.RuntimeOf(inv)
	var v *interp.Variable
	if f.scope == "" {
		v = rt.FindVariable(name)
	} else {
		var err error
		if v, err = rt.VariableIn(f.scope, name); err != nil {
			return nil, err
		}
	}
	if v == nil {
		e := object.NewError("System.Management.Automation.ItemNotFoundException", "VariableNotFound", object.ObjectNotFound,
			"Cannot find a variable with the name '%s'.", name)
		e.Target = name
		return nil, inv.WriteError(e)
	}
	return f.apply([]*interp.Variable{v})
}

// apply drops what -Include and -Exclude do not let through.
func (f variableFilter) apply(all []*interp.Variable) ([]*interp.Variable, error) {
	include, err := compilePatterns(f.include)
	if err != nil {
		return nil, err
	}
	exclude, err := compilePatterns(f.exclude)
	if err != nil {
		return nil, err
	}
	var kept []*interp.Variable
	for _, v := range all {
		if matchesAny(include, v.Name) && (len(exclude) == 0 || !matchesAny(exclude, v.Name)) {
			kept = append(kept, v)
		}
	}
	return kept, nil
}

// notWritable is the error about a variable that must not be changed.
func notWritable(v *interp.Variable, id, verb string) *object.ErrorRecord {
	e := object.NewError("System.Management.Automation.SessionStateUnauthorizedAccessException", id, object.WriteError,
		"Cannot %s variable %s because it is read-only or constant.", verb, v.Name)
	e.Target = v.Name
	return e
}
