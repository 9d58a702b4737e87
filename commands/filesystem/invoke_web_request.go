package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
)

func invokeWebRequestCommand() *command.Command {
	return &command.Command{
		Name: "Invoke-WebRequest", Class: "Microsoft.PowerShell.Commands.InvokeWebRequestCommand", Module: utilityModule,
		Synopsis: "Sends a request over HTTP and writes the answer with its status and header lines.",
		Description: "An answer of 400 or above is an error, whose Exception.Response and ErrorDetails tell more; " +
			"-SkipHttpErrorCheck takes it as any other. Pages are taken apart, not run.",
		Examples: []command.Example{
			{Code: `(Invoke-WebRequest https://example.com).StatusCode`, Remarks: "Is it there?", SkipRun: "needs the internet"},
			{Code: `Invoke-WebRequest https://example.com/list.csv -OutFile list.csv`, Remarks: "Keeps a file.", SkipRun: "needs the internet"},
		},
		New:         func() command.Processor { return &invokeWebRequest{webParameters: newWebParameters()} },
		DefaultSet:  "StandardMethod",
		OutputTypes: []string{webResponseName},
	}
}

// invokeWebRequest is Invoke-WebRequest: sends a request over HTTP and writes the answer.
type invokeWebRequest struct {
	webParameters
}

// Process implements command.Processor.
func (c *invokeWebRequest) Process(inv *command.Invocation) error {
	call, err := newWebCall(inv, &c.webParameters)
	if err != nil {
		return err
	}
	response, err := call.begin()
	if err != nil {
		return err
	}
	answer := &webResponse{httpMessage: newHTTPMessage(response), protocol: response.Proto}
	if c.OutFile == "" || bool(c.PassThru) && !call.isComplete(response) {
		if answer.body, err = call.readBody(response); err != nil {
			return err
		}
		response.Body = answer.again()
	}
	if c.OutFile != "" && !call.isComplete(response) {
		if answer.outFile, err = call.keep(response); err != nil {
			return err
		}
	}
	if c.OutFile != "" && !bool(c.PassThru) {
		return nil
	}
	return inv.Write(answer)
}
