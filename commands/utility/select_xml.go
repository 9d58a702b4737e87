package utility

import (
	"os"
	"strings"

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
		if err := c.search(inv, node, "InputStream"); err != nil {
			return err
		}
	}
	for _, text := range c.Content {
		if err := c.searchText(inv, text, "InputStream"); err != nil {
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
			text, err := os.ReadFile(file)
			if err != nil {
				return openFailure(err, file)
			}
			if err := c.searchText(inv, strings.TrimPrefix(string(text), "\ufeff"), file); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *selectXml) searchText(inv *command.Invocation, text, path string) error {
	document, err := object.Convert(text, object.LookupType("System.Xml.XmlDocument"))
	if err != nil {
		return err
	}
	return c.search(inv, document, path)
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
		result := object.NewCustomObject(object.ShapeOf("Node", "Path", "Pattern"), []object.Value{item, path, c.XPath})
		object.AddTypeName(result, "Microsoft.PowerShell.Commands.SelectXmlInfo")
		if err := inv.Write(result); err != nil {
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
