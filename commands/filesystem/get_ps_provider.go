package filesystem

import (
	"sort"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getPSProviderCommand() *command.Command {
	return &command.Command{
		Name: "Get-PSProvider", Class: "Microsoft.PowerShell.Commands.GetPSProviderCommand", Module: managementModule,
		Synopsis:    "Lists the kinds of drives.",
		Description: "There are drives of files, environment variables, variables, functions and aliases. The registry, certificates and others of Windows are not there.",
		Examples: []command.Example{
			{Code: `(Get-PSProvider).Name`, Remarks: "All kinds."},
		},
		New:         func() command.Processor { return &getPSProvider{} },
		OutputTypes: []string{automation + "ProviderInfo"},
	}
}

// getPSProvider is Get-PSProvider: lists the kinds of drives.
type getPSProvider struct {
	PSProvider []string `ps:"notempty pos=0 byname" help:"The names, wildcards allowed."`
}

// Process implements command.Processor.
func (c *getPSProvider) Process(inv *command.Invocation) error {
	s := sessionOf(inv)
	names := c.PSProvider
	if names == nil {
		names = []string{"*"}
	}
	for _, name := range names {
		list, err := s.providersMatching(name)
		if err != nil {
			return err
		}
		if len(list) == 0 && !object.HasWildcard(name) {
			if err := inv.WriteError(providerNotFound(name)); err != nil {
				return err
			}
		}
		for _, p := range list {
			if err := inv.Write(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// providersMatching lists the providers whose name, with or without the module, matches a pattern, by name.
func (s *session) providersMatching(pattern string) ([]*providerInfo, error) {
	w, err := object.CompileWildcard(pattern, true)
	if err != nil {
		return nil, err
	}
	var list []*providerInfo
	seen := map[string]bool{}
	for _, d := range s.drives {
		name := d.provider.name()
		if !seen[name] && (w.Match(name) || w.Match(modulePrefix+name)) {
			seen[name] = true
			list = append(list, d.info())
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].name() < list[j].name() })
	return list, nil
}
