package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func stopTranscriptCommand() *command.Command {
	return &command.Command{
		Name: "Stop-Transcript", Class: "Microsoft.PowerShell.Commands.StopTranscriptCommand", Module: "Microsoft.PowerShell.Host",
		Synopsis:    "Ends the recording that Start-Transcript began.",
		Description: "Writes a footer and closes the file.",
		Examples: []command.Example{
			{Code: `Start-Transcript t.txt; Stop-Transcript`, SkipRun: "needs a console that keeps a transcript", Remarks: "Started and stopped."},
		},
		New:           func() command.Processor { return &stopTranscript{} },
		ShouldProcess: true,
		OutputTypes:   []string{"System.String"},
	}
}

// stopTranscript is Stop-Transcript: ends the recording that Start-Transcript began.
type stopTranscript struct {
}

// Process implements command.Processor.
func (c *stopTranscript) Process(inv *command.Invocation) error {
	if ok, err := inv.ShouldProcess("Transcript", "Stop-Transcript"); !ok || err != nil {
		return err
	}
	t, err := hostTranscriber(inv)
	if err != nil {
		return err
	}
	path, ok, err := t.StopTranscript(transcriptLine + "\nPowerShell transcript end\nEnd time: " + transcriptTime(inv) + "\n" + transcriptLine + "\n")
	if err != nil {
		return err
	}
	if !ok {
		const class = "System.Management.Automation.PSInvalidOperationException"
		e := object.NewError(class, "InvalidOperation", object.InvalidOperation,
			"An error occurred stopping transcription: The host is not currently transcribing.")
		e.Exception.Inner = object.NewException(class, "The host is not currently transcribing.")
		return e
	}
	return inv.Write("Transcript stopped, output file is " + path)
}
