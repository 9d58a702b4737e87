package utility

import (
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func startSleepCommand() *command.Command {
	return &command.Command{
		Name: "Start-Sleep", Class: "Microsoft.PowerShell.Commands.StartSleepCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Waits.",
		Description: "Waits for so many seconds or milliseconds.",
		Examples: []command.Example{
			{Code: `Start-Sleep -Milliseconds 10`, Remarks: "A short pause."},
		},
		New:        func() command.Processor { return &startSleep{} },
		DefaultSet: "Seconds",
	}
}

// startSleep is Start-Sleep: waits.
type startSleep struct {
	Seconds      float64         `ps:"range=0.0..2147483.0 set=Seconds pos=0 mandatory pipeline byname" help:"Seconds."`
	Milliseconds int32           `ps:"alias=ms range=0..2147483647 set=Milliseconds mandatory byname" help:"Milliseconds."`
	Duration     object.TimeSpan `ps:"alias=ts range=NonNegative set=FromTimeSpan pos=0 mandatory pipeline byname" help:"How long."`
}

// Process implements command.Processor.
func (c *startSleep) Process(inv *command.Invocation) error {
	wait := time.Duration(c.Seconds * float64(time.Second))
	switch inv.Set {
	case "Milliseconds":
		wait = time.Duration(c.Milliseconds) * time.Millisecond
	case "FromTimeSpan":
		wait = time.Duration(c.Duration) * 100
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-inv.Context().Done():
		return inv.Context().Err()
	}
	return nil
}
