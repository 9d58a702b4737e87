package utility

import (
	"fmt"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertToHtmlCommand() *command.Command {
	return &command.Command{
		Name: "ConvertTo-Html", Class: "Microsoft.PowerShell.Commands.ConvertToHtmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Turns objects into an HTML page.",
		Description: "Makes a table (or with -As List a list) of the objects' properties, as a whole page or with " +
			"-Fragment as part of one. The values are escaped; labels, titles and what stands around the table are not.",
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

	columns  []*calculated // as asked for
	resolved []*calculated // of the table: what the first object with properties has
	count    int           // of objects
}

// Begin checks the properties and writes what precedes the table's rows.
func (c *convertToHtml) Begin(inv *command.Invocation) (err error) {
	if c.columns, err = parseProperties(c.Property, htmlKeys); err != nil {
		return err
	}
	if len(c.columns) == 0 {
		all, _ := newExpression("*") // a wildcard that is always right
		c.columns = []*calculated{{expression: all}}
	}
	var lines []string
	if !c.Fragment {
		meta, err := c.metaTags(inv)
		if err != nil {
			return err
		}
		lines = c.head(meta)
	}
	return writeLines(inv, append(append(lines, c.PreContent...), "<table>"))
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

// metaTags are the elements of -Meta, with a warning about each name that HTML does not know.
func (c *convertToHtml) metaTags(inv *command.Invocation) (tags []string, err error) {
	if c.Meta == nil {
		return nil, nil
	}
	for _, e := range c.Meta.Entries() {
		name, content, attribute := object.ToText(e.Key), object.ToText(e.Value), "name"
		switch strings.ToLower(name) {
		case "content-type", "default-style", "x-ua-compatible":
			attribute = "http-equiv"
		case "application-name", "author", "description", "generator", "keywords", "viewport":
		default:
			if err := inv.Warning(name + " is not a supported meta property. Accepted meta properties are content-type, " +
				"default-style, refresh, application-name, author, description, generator, keywords, and viewport."); err != nil {
				return nil, err
			}
		}
		tags = append(tags, fmt.Sprintf(`<meta %s="%s" content="%s">`, attribute, name, content))
	}
	return tags, nil
}

// head is everything up to the body. Each of its first lines stands as PowerShell puts it.
func (c *convertToHtml) head(meta []string) []string {
	kind, address := "Strict", "xhtml1-strict"
	if c.Transitional {
		kind, address = "Transitional", "xhtml1-transitional"
	}
	lines := []string{
		`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 ` + kind + `//EN"  "http://www.w3.org/TR/xhtml1/DTD/` + address + `.dtd">`,
		`<html xmlns="http://www.w3.org/1999/xhtml">`, "<head>",
	}
	if c.Charset != "" {
		lines = append(lines, `<meta charset="`+c.Charset+`">`)
	}
	lines = append(lines, meta...)
	if len(c.Head) > 0 {
		lines = append(lines, c.Head...)
	} else {
		lines = append(lines, "<title>"+c.Title+"</title>")
	}
	if !object.IsNull(c.CssUri) {
		lines = append(lines, `<link rel="stylesheet" type="text/css" href="`+object.ToText(c.CssUri)+`" />`)
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

// Process implements command.Processor. An object without properties leaves no row where none has columns yet.
func (c *convertToHtml) Process(inv *command.Invocation) error {
	if !inv.Piped && !inv.IsBound("InputObject") || object.IsNull(c.InputObject) {
		return nil
	}
	c.count++
	if strings.EqualFold(c.As, "List") {
		return c.list(inv)
	}
	if len(c.resolved) == 0 {
		c.resolved = c.resolveColumns()
		if len(c.resolved) == 0 {
			return nil
		}
		if err := c.tableHead(inv); err != nil {
			return err
		}
	}
	row := "<tr>"
	for _, column := range c.resolved {
		text, err := c.cell(inv, column)
		if err != nil {
			return err
		}
		row += "<td>" + text + "</td>"
	}
	return inv.Write(row + "</tr>")
}

// list writes an object as rows of names and values; each object has its own properties.
func (c *convertToHtml) list(inv *command.Invocation) error {
	columns := c.resolveColumns()
	if len(columns) > 0 && c.count > 1 {
		if err := inv.Write("<tr><td><hr></td></tr>"); err != nil {
			return err
		}
	}
	for _, column := range columns {
		text, err := c.cell(inv, column)
		if err != nil {
			return err
		}
		if err := inv.Write("<tr><td>" + column.label() + ":</td><td>" + text + "</td></tr>"); err != nil {
			return err
		}
	}
	return nil
}

func (c *convertToHtml) cell(inv *command.Invocation, column *calculated) (string, error) {
	value, _, err := column.value(inv, c.InputObject)
	if err != nil || object.IsNull(value) {
		return "", err
	}
	return escapeHTMLText(cellText(value)), nil
}

func (c *convertToHtml) tableHead(inv *command.Invocation) error {
	var columns, names strings.Builder
	for _, column := range c.resolved {
		columns.WriteString(column.tag())
		names.WriteString("<th>" + column.label() + "</th>")
	}
	return writeLines(inv, []string{"<colgroup>" + columns.String() + "</colgroup>", "<tr>" + names.String() + "</tr>"})
}

// tag is the col element of a column.
func (c *calculated) tag() string {
	tag := "<col"
	if c.width != "" {
		tag += ` width = "` + c.width + `"`
	}
	if c.alignment != "" {
		tag += ` align = "` + c.alignment + `"`
	}
	return tag + "/>"
}

func (c *convertToHtml) resolveColumns() []*calculated {
	var columns []*calculated
	for _, column := range c.columns {
		for _, e := range column.resolve(c.InputObject) {
			resolved := *column
			resolved.expression = e
			columns = append(columns, &resolved)
		}
	}
	return columns
}

// End closes the table and the page.
func (c *convertToHtml) End(inv *command.Invocation) error {
	lines := append([]string{"</table>"}, c.PostContent...)
	if !c.Fragment {
		lines = append(lines, "</body></html>")
	}
	return writeLines(inv, lines)
}
