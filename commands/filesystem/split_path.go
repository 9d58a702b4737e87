package filesystem

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func splitPathCommand() *command.Command {
	return &command.Command{
		Name: "Split-Path", Class: "Microsoft.PowerShell.Commands.SplitPathCommand", Module: managementModule,
		Synopsis:    "Takes a path apart.",
		Description: "Writes the folder part, or with a switch the name, the name without its extension, the extension, the drive.",
		Examples: []command.Example{
			{Code: `Split-Path reports/2024/signins.csv`, Remarks: "The folder."},
			{Code: `Split-Path reports/2024/signins.csv -LeafBase`, Remarks: "The name without its extension."},
		},
		New:         func() command.Processor { return &splitPathProcessor{} },
		DefaultSet:  "ParentSet",
		OutputTypes: []string{"System.Boolean", "System.String"},
	}
}

// splitPathProcessor is Split-Path: takes a path apart.
type splitPathProcessor struct {
	Path        []string      `ps:"set=ParentSet,LeafSet,LeafBaseSet,ExtensionSet,QualifierSet,NoQualifierSet,IsAbsoluteSet pos=0 mandatory pipeline byname" help:"The paths."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPathSet mandatory byname" help:"The paths, without wildcards."`
	Qualifier   object.Switch `ps:"set=QualifierSet mandatory byname" help:"Writes the drive."`
	NoQualifier object.Switch `ps:"set=NoQualifierSet mandatory byname" help:"Writes all but the drive."`
	Parent      object.Switch `ps:"set=ParentSet byname" help:"Writes the folder; the default."`
	Leaf        object.Switch `ps:"set=LeafSet mandatory byname" help:"Writes the name."`
	LeafBase    object.Switch `ps:"set=LeafBaseSet mandatory byname" help:"Writes the name without its extension."`
	Extension   object.Switch `ps:"set=ExtensionSet mandatory byname" help:"Writes the extension with its dot."`
	Resolve     object.Switch `help:"Takes the existing items apart that the path leads to, wildcards expanded."`
	IsAbsolute  object.Switch `ps:"set=IsAbsoluteSet mandatory" help:"Says whether the path is absolute."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *splitPathProcessor) Process(inv *command.Invocation) error {
	o := newSelection(c.Path, c.LiteralPath)
	if c.Resolve {
		return sessionOf(inv).each(inv, o, func(p place) error { return c.write(inv, p.String()) })
	}
	for _, path := range o.paths {
		if err := report(inv, c.write(inv, path)); err != nil {
			return err
		}
	}
	return nil
}

func (c *splitPathProcessor) write(inv *command.Invocation, path string) error {
	v, err := c.part(path)
	if err != nil {
		return err
	}
	return inv.Write(v)
}

// part is what the switches ask for.
func (c *splitPathProcessor) part(path string) (object.Value, error) {
	parent, leaf, ok := splitPath(path)
	base, extension := splitExtension(leaf[strings.LastIndex(leaf, separator)+1:])
	switch {
	case bool(c.IsAbsolute):
		return isAbsolute(path), nil
	case bool(c.Qualifier):
		return qualifierOf(path)
	case bool(c.NoQualifier):
		_, rest, _ := splitQualifier(path)
		return rest, nil
	case bool(c.Leaf):
		return leaf, nil
	case bool(c.LeafBase):
		return base, nil
	case bool(c.Extension):
		return extension, nil
	}
	if !ok && leaf == separator {
		return nil, terminating{badArgument("path")}
	}
	return parent, nil
}

func qualifierOf(path string) (object.Value, error) {
	qualifier, _, isProvider := splitQualifier(path)
	switch {
	case isProvider:
		return qualifier + "::", nil
	case qualifier != "":
		return qualifier + ":", nil
	}
	return nil, failure("System.FormatException", "ParsePathFormatError", object.InvalidArgument, path,
		"Cannot parse path because path '%s' does not have a qualifier specified.", path)
}
