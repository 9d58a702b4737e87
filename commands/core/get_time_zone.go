package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getTimeZoneCommand() *command.Command {
	return &command.Command{
		Name: "Get-TimeZone", Class: "Microsoft.PowerShell.Commands.GetTimeZoneCommand", Module: "Microsoft.PowerShell.Management",
		Synopsis:    "Gives the time zone.",
		Description: "The computer's, or those named.",
		Examples: []command.Example{
			{Code: `Get-TimeZone | ForEach-Object BaseUtcOffset`, Remarks: "The distance from UTC."},
		},
		New:         func() command.Processor { return &getTimeZone{} },
		DefaultSet:  "Name",
		OutputTypes: []string{"System.TimeZoneInfo"},
	}
}

// getTimeZone is Get-TimeZone: gives the time zone.
type getTimeZone struct {
	Id            []string      `ps:"set=Id mandatory byname" help:"The zones' names, as America/Lima."`
	ListAvailable object.Switch `ps:"set=ListAvailable mandatory" help:"All zones."`
	Name          []string      `ps:"set=Name pos=0 pipeline" help:"The zones' display names, wildcards allowed."`
}

// Process implements command.Processor.
func (c *getTimeZone) Process(inv *command.Invocation) error {
	t := object.LookupType("System.TimeZoneInfo")
	if t == nil {
		return object.NewError("System.NotSupportedException", "NotSupported", object.NotImplemented, "Time zones are not known here.")
	}
	if len(c.Id) == 0 && len(c.Name) == 0 && !bool(c.ListAvailable) {
		zone, _, err := object.GetStatic(t, "Local")
		if err != nil {
			return err
		}
		return inv.Write(zone)
	}
	for _, id := range append(c.Id, c.Name...) {
		zone, err := object.InvokeStatic(t, "FindSystemTimeZoneById", []object.Value{id})
		if err != nil {
			e := unknownTimeZone(inv.Set, id)
			if err := inv.WriteError(e); err != nil {
				return err
			}
			continue
		}
		if err := inv.Write(zone); err != nil {
			return err
		}
	}
	return nil
}

// unknownTimeZone is the error of a zone that -Id or -Name (set) does not find.
func unknownTimeZone(set, zone string) *object.ErrorRecord {
	format := "The time zone name '%s' was not found on the local computer."
	if set == "Id" {
		format = "The time zone ID '%s' was not found on the local computer."
	}
	e := object.NewError("System.TimeZoneNotFoundException", "TimeZoneNotFound", object.InvalidArgument, format, zone)
	e.Target = set
	return e
}
