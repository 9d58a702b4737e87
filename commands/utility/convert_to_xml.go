package utility

import (
	"encoding/xml"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertToXmlCommand() *command.Command {
	return &command.Command{
		Name: "ConvertTo-Xml", Class: "Microsoft.PowerShell.Commands.ConvertToXmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Turns objects into an XML document.",
		Description: "Writes an Objects element with one Object per input, its properties as Property elements.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{Name='a'} | ConvertTo-Xml -As String`, Remarks: "As text."},
		},
		New:         func() command.Processor { return &convertToXml{} },
		OutputTypes: []string{"System.String", "System.Xml.XmlDocument"},
	}
}

// convertToXml is ConvertTo-Xml: turns objects into an XML document.
type convertToXml struct {
	Depth             int32         `ps:"range=1..2147483647" help:"How many levels of objects within objects to write."`
	InputObject       object.Value  `ps:"type=System.Management.Automation.PSObject allownull pos=0 mandatory pipeline" help:"The objects to work on, usually from the pipeline."`
	NoTypeInformation object.Switch `help:"Leaves the Type attributes out."`
	As                string        `ps:"notempty values=Stream,String,Document" help:"Stream, String or Document."`

	items []object.Value
}

// Process implements command.Processor.
func (c *convertToXml) Process(inv *command.Invocation) error {
	c.items = append(c.items, c.InputObject)
	return nil
}

// End writes the document: as one text, as texts piece by piece, or parsed.
func (c *convertToXml) End(inv *command.Invocation) error {
	depth := 1
	if c.Depth > 0 {
		depth = int(c.Depth)
	}
	w := objectXML{depth: depth, types: !bool(c.NoTypeInformation)}
	const declaration = `<?xml version="1.0" encoding="utf-8"?>`
	if strings.EqualFold(c.As, "Stream") {
		lines := []string{declaration, "<Objects>"}
		for _, v := range c.items {
			w.text.Reset()
			w.element("Object", "", v, 0, 0)
			lines = append(lines, strings.TrimSuffix(w.text.String(), "\n"))
		}
		return writeLines(inv, append(lines, "</Objects>"))
	}
	w.text.WriteString(declaration + "\n<Objects>\n")
	for _, v := range c.items {
		w.element("Object", "", v, 0, 1)
	}
	w.text.WriteString("</Objects>")
	if strings.EqualFold(c.As, "String") {
		return inv.Write(w.text.String())
	}
	document, err := object.Convert(w.text.String(), object.LookupType("System.Xml.XmlDocument"))
	if err != nil {
		return err
	}
	return inv.Write(document)
}

// objectXML writes objects as Object and Property elements.
type objectXML struct {
	text  strings.Builder
	depth int
	types bool
}

// element writes v as an element; what lies deeper than depth becomes text.
func (w *objectXML) element(tag, name string, v object.Value, level, indent int) {
	margin := strings.Repeat("  ", indent)
	w.text.WriteString(margin + "<" + tag)
	if name != "" {
		w.text.WriteString(` Name="` + xmlText(name) + `"`)
	}
	if t := object.TypeOf(v); w.types && t != nil {
		w.text.WriteString(` Type="` + xmlText(object.TypeName(v)) + `"`)
	}
	children := w.children(v, level)
	switch {
	case object.IsNull(v):
		w.text.WriteString(" />\n")
	case children == nil:
		w.text.WriteString(">" + xmlText(cellText(v)) + "</" + tag + ">\n")
	case len(children) == 0:
		w.text.WriteString(" />\n")
	default:
		w.text.WriteString(">\n")
		for _, m := range children {
			w.element("Property", m.name, m.value, level+1, indent+1)
		}
		w.text.WriteString(margin + "</" + tag + ">\n")
	}
}

// children are the parts of a value that get elements of their own; nil for a scalar, or for one that lies too deep.
func (w *objectXML) children(v object.Value, level int) []member {
	if isScalarForXML(v) || level > w.depth {
		return nil
	}
	parts := []member{}
	if d, ok := object.Base(v).(*object.Dictionary); ok {
		for _, e := range d.Entries() {
			parts = append(parts, member{"Key", e.Key}, member{"Value", e.Value})
		}
		return parts
	}
	if items, ok := object.Elements(v); ok {
		for _, item := range items {
			parts = append(parts, member{"", item})
		}
		return parts
	}
	if level == w.depth {
		return nil
	}
	return append(parts, objectMembers(v)...)
}

func isScalarForXML(v object.Value) bool {
	var probe jsonWriter
	return probe.simple(object.Base(v))
}

// xmlText escapes text for an element or attribute; characters that XML cannot hold are dropped.
func xmlText(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return strings.NewReplacer("&#34;", "&quot;", "&#39;", "'", "&#xA;", "\n", "&#x9;", "\t").Replace(b.String())
}
