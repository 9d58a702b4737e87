package filesystem

import (
	"sort"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getPSDriveCommand() *command.Command {
	return &command.Command{
		Name: "Get-PSDrive", Class: "Microsoft.PowerShell.Commands.GetPSDriveCommand", Module: managementModule,
		Synopsis:    "Lists the drives of the session.",
		Description: "Drives are the file system's, those made with New-PSDrive, and Env:, Variable:, Function:, Alias: and Temp:.",
		Examples: []command.Example{
			{Code: `Get-PSDrive -PSProvider FileSystem`, Remarks: "Drives that hold files."},
		},
		New:         func() command.Processor { return &getPSDrive{Name: []string{"*"}} },
		DefaultSet:  "Name",
		OutputTypes: []string{automation + "PSDriveInfo"},
	}
}

// getPSDrive is Get-PSDrive: lists the drives of the session.
type getPSDrive struct {
	Name        []string `ps:"notempty set=Name pos=0 byname" help:"The names, wildcards allowed."`
	LiteralName []string `ps:"set=LiteralName pos=0 mandatory byname" help:"The names, without wildcards."`
	Scope       string   `ps:"byname" help:"Drives belong to the session; the scope does not matter."`
	PSProvider  []string `ps:"byname" help:"The kinds of drives."`
}

// Process implements command.Processor.
func (c *getPSDrive) Process(inv *command.Invocation) error {
	s, names := sessionOf(inv), c.Name
	if inv.Set == "LiteralName" {
		names = nil
		for _, name := range c.LiteralName {
			names = append(names, object.EscapeWildcard(name))
		}
	}
	for _, name := range names {
		drives, err := s.drivesMatching(name)
		if err != nil {
			return err
		}
		if len(drives) == 0 && !object.HasWildcard(name) {
			if err := inv.WriteError(noMatchingDrive(object.UnescapeWildcard(name))); err != nil {
				return err
			}
		}
		for _, d := range drives {
			if !c.isOfProvider(d) {
				continue
			}
			if err := inv.Write(d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *getPSDrive) isOfProvider(d *drive) bool {
	for _, name := range c.PSProvider {
		if object.EqualNames(name, d.provider.name()) || object.EqualNames(name, modulePrefix+d.provider.name()) {
			return true
		}
	}
	return c.PSProvider == nil
}

func noMatchingDrive(name string) *object.ErrorRecord {
	e := driveNotFound(name)
	e.ID = "GetLocationNoMatchingDrive"
	return e
}

// drivesMatching lists the drives whose name matches a pattern, by name.
func (s *session) drivesMatching(pattern string) ([]*drive, error) {
	w, err := object.CompileWildcard(pattern, true)
	if err != nil {
		return nil, err
	}
	var list []*drive
	for _, d := range s.drives {
		if w.Match(d.Name) {
			list = append(list, d)
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		return object.CurrentCulture.CompareText(list[i].Name, list[j].Name, true) < 0
	})
	return list, nil
}
