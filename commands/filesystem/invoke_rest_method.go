package filesystem

import (
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

func invokeRestMethodCommand() *command.Command {
	return &command.Command{
		Name: "Invoke-RestMethod", Class: "Microsoft.PowerShell.Commands.InvokeRestMethodCommand", Module: utilityModule,
		Synopsis: "Sends a request to a web service and writes the answer as objects.",
		Description: "JSON becomes objects by the rules of ConvertFrom-Json, XML a document, the items of a feed one object each, " +
			"anything else text. For Microsoft Graph the commands of this shell sign in, page and retry by themselves: prefer them.",
		Examples: []command.Example{
			{Code: `Invoke-RestMethod https://api.github.com/repos/PowerShell/PowerShell | Select-Object full_name, stargazers_count`, Remarks: "Reads JSON.", SkipRun: "needs the internet"},
			{Code: `Invoke-RestMethod https://example.com/api -Method Post -Body (@{ name = 'x' } | ConvertTo-Json) -ContentType application/json`, Remarks: "Sends JSON.", SkipRun: "needs the internet"},
		},
		New: func() command.Processor {
			return &invokeRestMethod{MaximumFollowRelLink: 1<<31 - 1, webParameters: newWebParameters()}
		},
		DefaultSet: "StandardMethod",
	}
}

// invokeRestMethod is Invoke-RestMethod: sends a request to a web service and writes the answer as objects.
type invokeRestMethod struct {
	FollowRelLink           object.Switch `ps:"alias=FL" help:"Reads the next pages that answers name, too."`
	MaximumFollowRelLink    int32         `ps:"alias=ML range=1..2147483647" help:"How many pages to read at most."`
	ResponseHeadersVariable string        `ps:"alias=RHV" help:"The variable, without $, that gets the answer's header lines."`
	StatusCodeVariable      string        `help:"The variable, without $, that gets the answer's status code."`

	webParameters
}

// Process implements command.Processor.
func (c *invokeRestMethod) Process(inv *command.Invocation) error {
	call, err := newWebCall(inv, &c.webParameters)
	if err != nil {
		return err
	}
	for page := int32(0); page < c.MaximumFollowRelLink; page++ {
		response, err := call.begin()
		if err != nil {
			return err
		}
		if err := c.setVariables(inv, response); err != nil {
			return err
		}
		if err := c.output(inv, call, response); err != nil {
			return err
		}
		if !bool(c.FollowRelLink) || !call.next(response) {
			return nil
		}
	}
	return nil
}

// setVariables tells of the answer in the variables that were named.
func (c *invokeRestMethod) setVariables(inv *command.Invocation, response *http.Response) error {
	if c.ResponseHeadersVariable != "" {
		if err := inv.SetVariable(c.ResponseHeadersVariable, headerTable(response.Header)); err != nil {
			return err
		}
	}
	if c.StatusCodeVariable != "" {
		return inv.SetVariable(c.StatusCodeVariable, object.Int32(int32(response.StatusCode)))
	}
	return nil
}

// output writes or keeps an answer.
func (c *invokeRestMethod) output(inv *command.Invocation, call *webCall, response *http.Response) error {
	if call.isComplete(response) {
		return response.Body.Close()
	}
	if c.OutFile == "" {
		body, err := call.readBody(response)
		if err != nil {
			return err
		}
		return writeAnswer(inv, body, response.Header.Get("Content-Type"))
	}
	if !c.PassThru {
		_, err := call.keep(response)
		return err
	}
	body, err := call.readBody(response)
	if err != nil {
		return err
	}
	response.Body = io.NopCloser(strings.NewReader(string(body)))
	if _, err := call.keep(response); err != nil {
		return err
	}
	return writeAnswer(inv, body, response.Header.Get("Content-Type"))
}

// writeAnswer writes what an answer means: by its media type, or by trying where that says nothing.
func writeAnswer(inv *command.Invocation, body []byte, contentType string) error {
	text := decodeBody(body, contentType)
	kind := answerKind(contentType)
	if kind == "" || kind == "xml" {
		if document, err := dotnet.ParseXML(text, false); err == nil {
			return writeDocument(inv, document)
		} else if kind == "xml" {
			return inv.Write(text)
		}
	}
	if kind == "" || kind == "json" {
		if v, err := object.ParseJSON([]byte(text), object.JSONOptions{}); err == nil && strings.TrimSpace(text) != "" {
			return inv.Write(v)
		}
	}
	return inv.Write(text)
}

// answerKind is json, xml or text; empty if the media type does not tell.
func answerKind(contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	switch {
	case err != nil:
		return ""
	case media == "application/json", media == "text/json", strings.HasSuffix(media, "+json"),
		strings.HasSuffix(media, "javascript"), media == "application/x-javascript":
		return "json"
	case media == "application/xml", media == "text/xml", strings.HasSuffix(media, "+xml") && media != "application/xhtml+xml":
		return "xml"
	}
	return ""
}

// writeDocument writes the items of a feed, or a whole document.
func writeDocument(inv *command.Invocation, document object.Value) error {
	for _, where := range [...][2]string{{"rss", "item"}, {"feed", "entry"}, {"RDF", "item"}} {
		items, ok := feedItems(document, where[0], where[1])
		if !ok {
			continue
		}
		for _, item := range items {
			if err := inv.Write(item); err != nil {
				return err
			}
		}
		return nil
	}
	return inv.Write(document)
}

// feedItems are the elements of a name in a document whose root has a name; false for other documents.
func feedItems(document object.Value, root, item string) ([]object.Value, bool) {
	element, ok, err := object.GetProperty(document, "DocumentElement")
	if !ok || err != nil || object.IsNull(element) {
		return nil, false
	}
	name, _, err := object.GetProperty(element, "LocalName")
	if err != nil || object.ToText(name) != root {
		return nil, false
	}
	found, err := object.InvokeMethod(document, "GetElementsByTagName", []object.Value{item})
	if err != nil {
		return nil, false
	}
	items, ok := object.Elements(found)
	return items, ok
}
