// Package commands_test holds every declared command against PowerShell's own parameters.
package commands_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell/command"
	_ "github.com/partnershell/partnershell/shell/dotnet" // the types of parameters
	"github.com/partnershell/partnershell/shell/object"
)

const (
	factsFile       = "../../shared/facts/powershell/cmdlet-parameters.jsonl"
	differencesFile = "testdata/parameter_differences.txt"
)

// factCommand is one line of the facts.
type factCommand struct {
	Name       string
	Module     string
	DefaultSet string
	Params     []factParameter
}

type factParameter struct {
	Name    string
	Type    string
	Aliases []string
	Dynamic bool
	Attrs   []string
	// Validate are the validation attributes: their kind and what they are made of.
	Validate []struct {
		K        string
		Kind     string
		Min, Max json.Number
		Values   []string
	}
	Sets map[string]struct {
		Pos                   *int
		Mand, Vfp, Vfpn, Vfra bool
	}
}

// TestParametersAreThoseOfPowerShell compares names, types, aliases, sets and positions. What is missing or different
// on purpose stands in testdata with its reason; anything else fails, and so does an entry that no longer applies.
func TestParametersAreThoseOfPowerShell(t *testing.T) {
	facts := readFacts(t)
	allowed := readDifferences(t)
	registry := command.NewRegistry(core.Commands, utility.Commands, filesystem.Commands)
	used := map[string]bool{}
	for _, name := range registry.Names() {
		c := registry.Find(name)
		fact, ok := facts[c.Name]
		if !ok {
			continue
		}
		for _, difference := range compareCommand(c, fact) {
			key, _, _ := strings.Cut(difference, ":")
			used[key] = true
			if _, ok := allowed[key]; !ok {
				t.Errorf("%s", difference)
			}
		}
	}
	for key := range allowed {
		if !used[key] {
			t.Errorf("%s is listed in %s but is as in PowerShell", key, differencesFile)
		}
	}
}

func readFacts(t *testing.T) map[string]factCommand {
	t.Helper()
	text, err := os.ReadFile(factsFile)
	if err != nil {
		t.Skip("the facts about PowerShell are not beside this repository")
	}
	facts := map[string]factCommand{}
	for line := range bytes.Lines(text) {
		var c factCommand
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		facts[c.Name] = c
	}
	return facts
}

// readDifferences reads lines "Command -Parameter what  # reason".
func readDifferences(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(differencesFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	allowed := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		key, reason, ok := strings.Cut(lines.Text(), "#")
		if key = strings.TrimSpace(key); key == "" {
			continue
		}
		if !ok || strings.TrimSpace(reason) == "" {
			t.Errorf("%s: %q has no reason", differencesFile, key)
		}
		allowed[key] = strings.TrimSpace(reason)
	}
	return allowed
}

// compareCommand lists differences as "Command -Parameter what: details".
func compareCommand(c *command.Command, fact factCommand) []string {
	var all []string
	note := func(parameter, what, details string) {
		all = append(all, c.Name+" -"+parameter+" "+what+": "+details)
	}
	if c.DefaultSet != fact.DefaultSet && fact.DefaultSet != "__AllParameterSets" {
		note("", "default set", c.DefaultSet+" instead of "+fact.DefaultSet)
	}
	for _, want := range fact.Params {
		if want.Dynamic {
			continue
		}
		i := slices.IndexFunc(c.Parameters(), func(p *command.Parameter) bool { return object.EqualNames(p.Name, want.Name) })
		if i < 0 {
			note(want.Name, "missing", want.Type)
			continue
		}
		compareParameter(c.Parameters()[i], want, note)
	}
	return all
}

func compareParameter(p *command.Parameter, want factParameter, note func(parameter, what, details string)) {
	if got := object.ToText(p.Type); !object.EqualNames(shortType(got), shortType(want.Type)) {
		note(want.Name, "type", got+" instead of "+want.Type)
	}
	if !slices.Equal(p.Aliases, want.Aliases) {
		note(want.Name, "aliases", strings.Join(p.Aliases, ",")+" instead of "+strings.Join(want.Aliases, ","))
	}
	if got, expected := validation(p), want.validation(); got != expected {
		note(want.Name, "validation", got+" instead of "+expected)
	}
	if len(p.Sets) != len(want.Sets) {
		note(want.Name, "sets", "not those of PowerShell")
		return
	}
	for name, set := range want.Sets {
		if name == "*" {
			name = command.AllSets
		}
		position := -1
		if set.Pos != nil {
			position = *set.Pos
		}
		expected := command.ParameterSet{Name: name, Position: position, Mandatory: set.Mand, Pipeline: set.Vfp, ByName: set.Vfpn,
			Remaining: set.Vfra}
		if !slices.Contains(p.Sets, expected) {
			note(want.Name, "sets", "not as PowerShell's in "+name)
			return
		}
	}
}

// validation writes the validation attributes that the facts name; those that only restricted sessions know and the
// sets that hold every culture are left out.
func (p factParameter) validation() string {
	var all []string
	for _, v := range p.Validate {
		switch v.K {
		case "ValidateRange":
			all = append(all, "range "+v.Kind+v.Min.String()+".."+v.Max.String())
		case "ValidateSet":
			if len(v.Values) < 100 {
				all = append(all, "set "+strings.Join(v.Values, ","))
			}
		case "ValidateCount":
			all = append(all, "count "+v.Min.String()+".."+v.Max.String())
		case "ValidateNotNull", "ValidateNotNullOrEmpty":
			all = append(all, v.K)
		}
	}
	for _, a := range p.Attrs {
		if strings.HasPrefix(a, "Allow") {
			all = append(all, a)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// validation writes the declared attributes in the same way.
func validation(p *command.Parameter) string {
	var all []string
	for _, v := range p.Validators {
		switch v := v.(type) {
		case *command.ValidateRange:
			all = append(all, "range "+v.String())
		case *command.ValidateSet:
			all = append(all, "set "+strings.Join(v.Values, ","))
		case *command.ValidateCount:
			all = append(all, fmt.Sprintf("count %d..%d", v.Min, v.Max))
		case command.ValidateNotNull:
			all = append(all, "ValidateNotNull")
		case command.ValidateNotNullOrEmpty:
			all = append(all, "ValidateNotNullOrEmpty")
		}
	}
	for _, a := range []struct {
		name string
		set  bool
	}{{"AllowNull", p.AllowNull}, {"AllowEmptyString", p.AllowEmptyString}, {"AllowEmptyCollection", p.AllowEmptyCollection}} {
		if a.set {
			all = append(all, a.name)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// shortType takes the namespace off, which the facts leave out for accelerators.
func shortType(name string) string {
	name = strings.TrimPrefix(name, "System.Nullable[")
	return name[strings.LastIndexByte(name, '.')+1:]
}
