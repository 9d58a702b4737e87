package utility

import (
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getVerbCommand() *command.Command {
	return &command.Command{
		Name: "Get-Verb", Class: "Microsoft.PowerShell.Commands.GetVerbCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Lists the verbs for command names.",
		Description: "The verbs that commands should be named with, and what they mean.",
		Examples: []command.Example{
			{Code: `Get-Verb ex*`, Remarks: "Verbs by name."},
		},
		New:         func() command.Processor { return &getVerb{} },
		OutputTypes: []string{"System.Management.Automation.VerbInfo"},
	}
}

// getVerb is Get-Verb: lists the verbs for command names.
type getVerb struct {
	Verb  []string `ps:"pos=0 pipeline byname" help:"The verbs, wildcards allowed."`
	Group []string `ps:"values=Common,Communications,Data,Diagnostic,Lifecycle,Other,Security pos=1 pipeline byname" help:"The groups of verbs."`
}

// Process implements command.Processor.
func (c *getVerb) Process(inv *command.Invocation) error {
	patterns, err := compilePatterns(c.Verb)
	if err != nil {
		return err
	}
	for _, line := range strings.Split(strings.TrimSpace(command.Verbs), "\n") {
		f := strings.Split(line, "\t")
		if !matchesAny(patterns, f[0]) || len(c.Group) > 0 && !containsName(c.Group, f[2]) {
			continue
		}
		o := object.NewCustomObject(verbShape(), []object.Value{f[0], f[1], f[2], ""})
		object.AddTypeName(o, "System.Management.Automation.VerbInfo")
		if err := inv.Write(o); err != nil {
			return err
		}
	}
	return nil
}

var verbShape = sync.OnceValue(func() *object.Shape {
	return object.ShapeOf("Verb", "AliasPrefix", "Group", "Description")
})

// compilePatterns compiles wildcard patterns that ignore case.
func compilePatterns(names []string) ([]*object.Wildcard, error) {
	var patterns []*object.Wildcard
	for _, name := range names {
		p, err := object.CompileWildcard(name, true)
		if err != nil {
			return nil, err
		}
		patterns = append(patterns, p)
	}
	return patterns, nil
}

// matchesAny reports whether a name matches one of the patterns; without patterns every name does.
func matchesAny(patterns []*object.Wildcard, name string) bool {
	for _, p := range patterns {
		if p.Match(name) {
			return true
		}
	}
	return len(patterns) == 0
}
