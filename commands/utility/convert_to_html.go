package utility

import (
	"fmt"
	"html"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertToHtmlCommand() *command.Command {
	return &command.Command{
		Name: "ConvertTo-Html", Class: "Microsoft.PowerShell.Commands.ConvertToHtmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Turns objects into an HTML page.",
		Description: "Makes a table (or with -As List a list) of the objects' properties, as a whole page or with " +
			"-Fragment as part of one. All text is escaped.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{Name='a<b'; Size=1} | ConvertTo-Html -Fragment`, Remarks: "Just the table."},
		},
		New:         func() command.Processor { return &convertToHtml{Title: "HTML TABLE"} },
		DefaultSet:  "Page",
		OutputTypes: []string{"System.String"},
	}
}

// convertToHtml is ConvertTo-Html: turns objects into an HTML page.
type convertToHtml struct {
	InputObject  object.Value       `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to work on, usually from the pipeline."`
	Property     []object.Value     `ps:"pos=0" help:"The properties, script blocks or calculated properties to use."`
	Body         []string           `ps:"set=Page pos=3" help:"What stands in the body before the table."`
	Head         []string           `ps:"set=Page pos=1" help:"What stands in the head, instead of the title."`
	Title        string             `ps:"notempty set=Page pos=2" help:"The page's title."`
	As           string             `ps:"notempty values=Table,List" help:"Table or List."`
	CssUri       object.Value       `ps:"alias=cu,uri notempty set=Page" help:"The address of a style sheet."`
	Fragment     object.Switch      `ps:"notempty set=Fragment" help:"Leaves out everything but the table."`
	PostContent  []string           `ps:"notempty" help:"What follows the table."`
	PreContent   []string           `ps:"notempty" help:"What precedes the table."`
	Meta         *object.Dictionary `ps:"notempty set=Page" help:"Meta tags by name."`
	Charset      string             `ps:"notempty set=Page" help:"The page's character set."`
	Transitional object.Switch      `ps:"notempty set=Page" help:"Declares the page as XHTML Transitional."`

	columns []*calculated
	started bool
}

// Begin checks the properties and writes the page's head.
func (c *convertToHtml) Begin(inv *command.Invocation) (err error) {
	if c.columns, err = parseProperties(c.Property, htmlKeys); err != nil {
		return err
	}
	if c.Fragment {
		return writeLines(inv, c.PreContent)
	}
	return writeLines(inv, append(c.head(), c.PreContent...))
}

var htmlKeys = tableKeys{"expression", "label", "name", "width", "alignment"}

func writeLines(inv *command.Invocation, lines []string) error {
	for _, line := range lines {
		if err := inv.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// head is everything up to the body. Each of its first lines stands as PowerShell puts it.
func (c *convertToHtml) head() []string {
	kind, address := "Strict", "xhtml1-strict"
	if c.Transitional {
		kind, address = "Transitional", "xhtml1-transitional"
	}
	lines := []string{
		`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 ` + kind + `//EN"  "http://www.w3.org/TR/xhtml1/DTD/` + address + `.dtd">`,
		`<html xmlns="http://www.w3.org/1999/xhtml">`, "<head>",
	}
	if c.Charset != "" {
		lines = append(lines, `<meta charset="`+html.EscapeString(c.Charset)+`">`)
	}
	if c.Meta != nil {
		for _, e := range c.Meta.Entries() {
			lines = append(lines, fmt.Sprintf(`<meta name="%s" content="%s">`, escapeHTMLText(object.ToText(e.Key)),
				escapeHTMLText(object.ToText(e.Value))))
		}
	}
	if len(c.Head) > 0 {
		lines = append(lines, c.Head...)
	} else {
		lines = append(lines, "<title>"+escapeHTMLText(c.Title)+"</title>")
	}
	if !object.IsNull(c.CssUri) {
		lines = append(lines, `<link rel="stylesheet" type="text/css" href="`+escapeHTMLText(object.ToText(c.CssUri))+`" />`)
	}
	lines = append(lines, "</head><body>")
	return append(lines, c.Body...)
}

// escapeHTMLText is WebUtility.HtmlEncode.
func escapeHTMLText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\'':
			b.WriteString("&#39;")
		case r == '&':
			b.WriteString("&amp;")
		case r >= 160 && r < 256 || r > 0xffff:
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Process implements command.Processor.
func (c *convertToHtml) Process(inv *command.Invocation) error {
	if !inv.Piped && !inv.IsBound("InputObject") || object.IsNull(c.InputObject) {
		return nil
	}
	if !c.started {
		if err := c.start(inv); err != nil {
			return err
		}
	} else if c.As == "List" {
		if err := inv.Write("<tr><td><hr></td></tr>"); err != nil {
			return err
		}
	}
	texts := make([]string, len(c.columns))
	for i, column := range c.columns {
		value, _, err := column.value(inv, c.InputObject)
		if err != nil {
			return err
		}
		if !object.IsNull(value) {
			texts[i] = escapeHTMLText(cellText(value))
		}
	}
	return c.row(inv, texts)
}

// start takes the columns from the first object and writes the table's head.
func (c *convertToHtml) start(inv *command.Invocation) error {
	c.started = true
	c.columns = c.resolveColumns()
	if err := inv.Write("<table>"); err != nil || c.As == "List" {
		return err
	}
	var columns, names strings.Builder
	for _, column := range c.columns {
		columns.WriteString(column.tag())
		names.WriteString("<th>" + escapeHTMLText(column.label()) + "</th>")
	}
	return writeLines(inv, []string{"<colgroup>" + columns.String() + "</colgroup>", "<tr>" + names.String() + "</tr>"})
}

// tag is the col element of a column.
func (c *calculated) tag() string {
	tag := "<col"
	if c.width != "" {
		tag += ` width = "` + escapeHTMLText(c.width) + `"`
	}
	if c.alignment != "" {
		tag += ` align = "` + escapeHTMLText(c.alignment) + `"`
	}
	return tag + "/>"
}

func (c *convertToHtml) resolveColumns() []*calculated {
	if len(c.columns) == 0 {
		all, _ := newExpression("*")
		c.columns = []*calculated{{expression: all}}
	}
	var columns []*calculated
	for _, column := range c.columns {
		if column.pattern == nil {
			columns = append(columns, column)
			continue
		}
		for _, e := range column.resolve(c.InputObject) {
			columns = append(columns, &calculated{expression: e, name: column.name})
		}
	}
	return columns
}

func (c *convertToHtml) row(inv *command.Invocation, texts []string) error {
	if c.As != "List" {
		return inv.Write("<tr><td>" + strings.Join(texts, "</td><td>") + "</td></tr>")
	}
	for i, column := range c.columns {
		line := "<tr><td>" + escapeHTMLText(column.label()) + ":</td><td>" + texts[i] + "</td></tr>"
		if err := inv.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// End closes the table and the page.
func (c *convertToHtml) End(inv *command.Invocation) error {
	var lines []string
	if !c.started {
		lines = append(lines, "<table>")
	}
	lines = append(append(lines, "</table>"), c.PostContent...)
	if !c.Fragment {
		lines = append(lines, "</body></html>")
	}
	return writeLines(inv, lines)
}
