package utility

import (
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getUptimeCommand() *command.Command {
	return &command.Command{
		Name: "Get-Uptime", Class: "Microsoft.PowerShell.Commands.GetUptimeCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Tells how long the computer has been running.",
		Description: "As a time span, or with -Since as the moment of its start.",
		Examples: []command.Example{
			{Code: `(Get-Uptime) -gt 0`, Remarks: "Always true."},
		},
		New:         func() command.Processor { return &getUptime{} },
		DefaultSet:  "Timespan",
		OutputTypes: []string{"System.DateTime", "System.TimeSpan"},
	}
}

// getUptime is Get-Uptime: tells how long the computer has been running.
type getUptime struct {
	Since object.Switch `ps:"set=Since" help:"The moment of the start."`
}

// Process implements command.Processor.
func (c *getUptime) Process(inv *command.Invocation) error {
	up, err := uptime()
	if err != nil {
		return object.NewError("System.NotSupportedException", "GetUptimePlatformIsNotSupported", object.NotImplemented, "%s", err.Error())
	}
	if c.Since {
		now := inv.Clock()
		return inv.Write(object.DateTime{Ticks: now.Ticks - up.Nanoseconds()/100, Kind: now.Kind})
	}
	return inv.Write(object.TimeSpan(up.Truncate(time.Second).Nanoseconds() / 100))
}

// processStart stands in for the start of the system where that cannot be found out.
var processStart = time.Now()

// uptime is how long the system has been running.
func uptime() (time.Duration, error) {
	text, err := os.ReadFile("/proc/uptime")
	if err != nil {
		return time.Since(processStart), nil
	}
	seconds, _, _ := strings.Cut(string(text), " ")
	f, err := strconv.ParseFloat(seconds, 64)
	return time.Duration(f * float64(time.Second)), err
}
