package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func newTimeSpanCommand() *command.Command {
	return &command.Command{
		Name: "New-TimeSpan", Class: "Microsoft.PowerShell.Commands.NewTimeSpanCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Makes a time span.",
		Description: "The time between two moments, or a span of so many days, hours, minutes and seconds.",
		Examples: []command.Example{
			{Code: `New-TimeSpan -Hours 1 -Minutes 30`, Remarks: "Ninety minutes."},
			{Code: `New-TimeSpan '2024-01-01' '2024-03-01' | ForEach-Object Days`, Remarks: "Between two dates."},
		},
		New:         func() command.Processor { return &newTimeSpan{} },
		DefaultSet:  "Date",
		OutputTypes: []string{"System.TimeSpan"},
	}
}

// newTimeSpan is New-TimeSpan: makes a time span.
type newTimeSpan struct {
	Start        object.DateTime `ps:"alias=LastWriteTime set=Date pos=0 pipeline byname" help:"The earlier moment; now, if it is not given."`
	EndTime      object.DateTime `ps:"name=End set=Date pos=1 byname" help:"The later moment; now, if it is not given."`
	Days         int32           `ps:"set=Time" help:"Days."`
	Hours        int32           `ps:"set=Time" help:"Hours."`
	Minutes      int32           `ps:"set=Time" help:"Minutes."`
	Seconds      int32           `ps:"set=Time" help:"Seconds."`
	Milliseconds int32           `ps:"set=Time" help:"Milliseconds."`
}

// Process implements command.Processor.
func (c *newTimeSpan) Process(inv *command.Invocation) error {
	if inv.Set != "Time" {
		now := inv.Clock()
		start, end := c.Start, c.EndTime
		if !inv.IsBound("Start") {
			start = now
		}
		if !inv.IsBound("End") {
			end = now
		}
		return inv.Write(object.TimeSpan(end.Ticks - start.Ticks))
	}
	span := int64(c.Days)*object.TicksPerDay + int64(c.Hours)*object.TicksPerHour + int64(c.Minutes)*object.TicksPerMinute +
		int64(c.Seconds)*object.TicksPerSecond + int64(c.Milliseconds)*object.TicksPerMillisecond
	return inv.Write(object.TimeSpan(span))
}
