package filesystem

import (
	"os"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func testPathCommand() *command.Command {
	return &command.Command{
		Name: "Test-Path", Class: "Microsoft.PowerShell.Commands.TestPathCommand", Module: managementModule,
		Synopsis:    "Says whether paths lead anywhere.",
		Description: "Writes True or False for each path; with wildcards, whether anything matches.",
		Examples: []command.Example{
			{Code: `Test-Path ./reports -PathType Container`, Remarks: "Is there such a folder?"},
			{Code: `Test-Path Env:HTTPS_PROXY`, Remarks: "Is the variable set?"},
		},
		New:         func() command.Processor { return &testPath{} },
		DefaultSet:  "Path",
		OutputTypes: []string{"System.Boolean"},
	}
}

// testPath is Test-Path: says whether paths lead anywhere.
type testPath struct {
	Path        []string         `ps:"allownull allowempty allowemptycollection; set=Path pos=0 mandatory pipeline byname" help:"The paths, wildcards allowed."`
	LiteralPath []string         `ps:"alias=PSPath,LP allownull allowempty allowemptycollection; set=LiteralPath mandatory byname" help:"The paths, without wildcards."`
	Filter      string           `help:"A pattern that names must match, with * and ?."`
	Include     []string         `help:"Only items whose name matches one of these patterns."`
	Exclude     []string         `help:"Leaves out items whose name matches one of these patterns."`
	PathType    object.Value     `ps:"alias=Type type=Microsoft.PowerShell.Commands.TestPathType" help:"What must be there: Any, Container or Leaf."`
	IsValid     object.Switch    `help:"Asks only whether the path could exist."`
	Credential  object.Value     `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
	OlderThan   *object.DateTime `ps:"dynamic" help:"Only items that were changed before."`
	NewerThan   *object.DateTime `ps:"dynamic" help:"Only items that were changed after."`
}

// Process implements command.Processor.
func (c *testPath) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, true)
	if len(o.paths) == 0 {
		return inv.WriteError(object.NewError("System.ArgumentNullException", "NullPathNotPermitted", object.InvalidArgument,
			"Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')"))
	}
	for _, path := range o.paths {
		found, err := c.test(sessionOf(inv), path, o)
		if err := report(inv, err); err != nil {
			return err
		}
		if err := inv.Write(found); err != nil {
			return err
		}
	}
	return nil
}

// test reports whether a path leads anywhere. An unknown drive does not.
func (c *testPath) test(s *session, path string, o selection) (bool, error) {
	if path == "" {
		return false, nil
	}
	if c.IsValid {
		return c.valid(s, o.plain(path)), nil
	}
	places, err := s.expand(path, o)
	if err != nil {
		return false, nil
	}
	for _, p := range places {
		if c.matches(p) {
			return true, nil
		}
	}
	return false, nil
}

func (c *testPath) valid(s *session, path string) bool {
	_, err := s.place(path)
	if err != nil {
		return false
	}
	for i := range len(path) {
		if path[i] == 0 {
			return false
		}
	}
	return true
}

func (c *testPath) matches(p place) bool {
	switch {
	case object.EqualNames(object.ToText(c.PathType), "Container") && !p.isContainer(),
		object.EqualNames(object.ToText(c.PathType), "Leaf") && p.isContainer():
		return false
	case c.OlderThan == nil && c.NewerThan == nil || !p.isFiles():
		return true
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return false
	}
	changed := info.ModTime()
	return (c.OlderThan == nil || changed.Before(c.OlderThan.Time())) && (c.NewerThan == nil || changed.After(c.NewerThan.Time()))
}
