// Package dotnet gives the types of .NET's library their members: String.Substring, DateTime.AddDays, List<T>.Add, …
// and PowerShell's own additions to them (type data).
//
// What members a type has, with their signatures, stands in members.txt, which Get-Member and completion read through
// object.Members. What they do stands here, one file a subject: a class lists functions by member name, and a declared
// method without one fails as if it did not exist. Arguments have been converted to the declared types when a function
// gets them.
//
// The language's own rules (conversion, comparison, text) are package object's; nothing here runs script text.
package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

func init() {
	object.SetLibrary(loadMembers)
	object.RegisterConverter(object.LibraryType("System.Xml.XmlDocument"), toXML)
	object.RegisterConverter(object.LibraryType("System.Uri"), toURI)
	object.RegisterConverter(object.LibraryType("System.Numerics.Complex"), toComplex)
	object.RegisterConverter(object.LibraryType("System.Xml.Linq.XName"), toXName)
	object.RegisterConverter(object.LibraryType("System.Xml.Linq.XNamespace"), toXNamespace)
	object.RegisterConverter(object.LibraryType("System.Version"), toVersion)
}

// toVersion is the conversion of a semantic version, whose labels are lost.
func toVersion(v object.Value) (object.Value, bool, error) {
	s, ok := v.(*SemanticVersion)
	if !ok {
		return nil, false, nil
	}
	return &Version{Major: s.Major, Minor: s.Minor, Build: s.Patch, Revision: -1}, true, nil
}

// toURI is the cast [uri], which takes relative ones too.
func toURI(v object.Value) (object.Value, bool, error) {
	s, ok := v.(string)
	if !ok {
		return nil, false, nil
	}
	u, err := ParseURI(s, uriRelativeOrAbsolute)
	return u, true, err
}

// toXML is the cast [xml], which reads the text of anything else.
func toXML(v object.Value) (object.Value, bool, error) {
	if n, ok := v.(*XMLNode); ok && n.kind == xmlDocument {
		return n, true, nil
	}
	text := object.JoinText(v, "\n")
	switch trimmed := strings.TrimLeft(text, " \t\r\n\uFEFF"); {
	case trimmed == "":
		return &XMLNode{kind: xmlDocument, name: "#document"}, true, nil
	case trimmed[0] != '<':
		return nil, true, object.NewException("System.InvalidOperationException", "The specified node cannot be inserted as "+
			"the valid child of this node, because the specified node is the wrong type.")
	}
	doc, err := ParseXML(text, false)
	return doc, true, err
}
