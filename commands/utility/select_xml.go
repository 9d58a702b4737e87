package utility

import (
	"os"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func selectXmlCommand() *command.Command {
	return &command.Command{
		Name: "Select-Xml", Class: "Microsoft.PowerShell.Commands.SelectXmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Finds nodes in XML by XPath.",
		Description: "Looks in documents, texts or files and writes each node that the expression finds.",
		Examples: []command.Example{
			{Code: `Select-Xml -Content '<a><b>1</b></a>' -XPath '//b' | ForEach-Object { $_.Node.InnerText }`, Remarks: "The text of a node."},
		},
		New:         func() command.Processor { return &selectXml{} },
		DefaultSet:  "Xml",
		OutputTypes: []string{"Microsoft.PowerShell.Commands.SelectXmlInfo"},
	}
}

// selectXml is Select-Xml: finds nodes in XML by XPath.
type selectXml struct {
	Path        []string           `ps:"notempty set=Path pos=1 mandatory byname" help:"The file, wildcards allowed."`
	LiteralPath []string           `ps:"alias=PSPath,LP notempty set=LiteralPath mandatory byname" help:"The file, taken exactly as written."`
	Xml         []object.Value     `ps:"alias=Node type=System.Xml.XmlNode[] notempty set=Xml pos=1 mandatory pipeline byname" help:"XML nodes to search."`
	Content     []string           `ps:"notempty set=Content mandatory pipeline" help:"XML texts to search."`
	XPath       string             `ps:"notempty pos=0 mandatory" help:"The XPath expression."`
	Namespace   *object.Dictionary `ps:"notempty" help:"A table of prefixes and namespace addresses."`
}

// Process implements command.Processor.
func (c *selectXml) Process(inv *command.Invocation) error {
	for _, node := range c.Xml {
		if err := c.search(inv, node, inputStream); err != nil {
			return err
		}
	}
	for _, text := range c.Content {
		if err := c.searchText(inv, text, inputStream); err != nil {
			return err
		}
	}
	paths, literal := c.Path, false
	if len(c.LiteralPath) > 0 {
		paths, literal = c.LiteralPath, true
	}
	for _, path := range paths {
		files, err := existingFiles(inv, path, literal)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := c.searchFile(inv, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *selectXml) searchFile(inv *command.Invocation, file string) error {
	text, err := os.ReadFile(file)
	var document object.Value
	if err == nil {
		document, err = parseXML(strings.TrimPrefix(string(text), "\ufeff"))
	}
	if err == nil {
		return c.search(inv, document, file)
	}
	reason := reasonOf(err)
	e := object.NewError("System.ArgumentException", "ProcessingFile", object.InvalidArgument, "The file '%s' cannot be read: %s", file, reason.Message)
	e.Exception.Inner, e.Target = reason, file
	return inv.WriteError(e)
}

// reasonOf is what went wrong first.
func reasonOf(err error) *object.Exception {
	record, ok := err.(*object.ErrorRecord)
	if !ok {
		return object.NewException("System.IO.IOException", "%s", err.Error())
	}
	reason := record.Exception
	for reason.Inner != nil {
		reason = reason.Inner
	}
	return reason
}

func parseXML(text string) (object.Value, error) {
	return object.Convert(text, object.LookupType("System.Xml.XmlDocument"))
}

func (c *selectXml) searchText(inv *command.Invocation, text, path string) error {
	document, err := parseXML(text)
	if record, ok := err.(*object.ErrorRecord); ok {
		return inv.WriteError(record)
	}
	return c.search(inv, document, path)
}

// selectXMLInfo is Microsoft.PowerShell.Commands.SelectXmlInfo: a node that was found.
type selectXMLInfo struct {
	node          object.Value
	path, pattern string
}

var selectXMLType = sync.OnceValue(func() *object.Type {
	return defineRecord("Microsoft.PowerShell.Commands.SelectXmlInfo", nil,
		property[*selectXMLInfo]{"Node", "System.Xml.XmlNode", func(i *selectXMLInfo) object.Value { return i.node }},
		property[*selectXMLInfo]{"Path", "System.String", func(i *selectXMLInfo) object.Value { return i.path }},
		property[*selectXMLInfo]{"Pattern", "System.String", func(i *selectXMLInfo) object.Value { return i.pattern }})
})

// Type implements object.Object.
func (*selectXMLInfo) Type() *object.Type { return selectXMLType() }

// Text implements object.Texter: what the node holds, and the file where it is.
func (i *selectXMLInfo) Text() string {
	text, _, err := object.GetProperty(i.node, "Value")
	if err != nil || object.IsNull(text) {
		text, _, _ = object.GetProperty(i.node, "InnerXml")
	}
	shown := strings.TrimSpace(object.ToText(text))
	if i.path != inputStream {
		shown += ":" + i.path
	}
	return shown
}

// search writes the nodes that the expression finds.
func (c *selectXml) search(inv *command.Invocation, node object.Value, path string) error {
	arguments := []object.Value{c.XPath}
	if c.Namespace != nil {
		manager, err := c.namespaces(node)
		if err != nil {
			return err
		}
		arguments = append(arguments, manager)
	}
	found, err := object.InvokeMethod(node, "SelectNodes", arguments)
	if err != nil {
		return err
	}
	items, _, err := collectItems(found)
	if err != nil {
		return err
	}
	for _, item := range items {
		if err := inv.Write(&selectXMLInfo{item, path, c.XPath}); err != nil {
			return err
		}
	}
	return nil
}

// namespaces makes the namespace manager that the table describes.
func (c *selectXml) namespaces(node object.Value) (object.Value, error) {
	table, _, err := object.GetProperty(node, "NameTable")
	if err != nil {
		return nil, err
	}
	t := object.LookupType("System.Xml.XmlNamespaceManager")
	if t == nil {
		return nil, object.NewError("System.NotSupportedException", "NotSupported", object.NotImplemented, "Namespaces are not known here.")
	}
	manager, err := object.New(t, []object.Value{table})
	if err != nil {
		return nil, err
	}
	for _, e := range c.Namespace.Entries() {
		if _, err := object.InvokeMethod(manager, "AddNamespace", []object.Value{object.ToText(e.Key), object.ToText(e.Value)}); err != nil {
			return nil, err
		}
	}
	return manager, nil
}
