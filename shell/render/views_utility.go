package render

import (
	"github.com/partnershell/partnershell/shell/object"
)

// utilityViews are the views of what the utility commands write.
func utilityViews(typeName string) []*View {
	const ns = "Microsoft.PowerShell.Commands."
	switch typeName {
	case ns + "GroupInfo":
		return grouped(typeName, tableView(typeName, "Count:5> Name:25 Group"), listView(typeName, "Name Count Group Values"))
	case ns + "GroupInfoNoElement":
		return grouped(typeName, tableView(typeName, "Count:5> Name:25"), listView(typeName, "Name Count Values"))
	case ns + "MemberDefinition":
		v := tableView(typeName, "Name MemberType Definition").by("TypeName", "")
		v.autoSize = true
		return grouped(typeName, v)
	case ns + "BasicHtmlWebResponseObject":
		return grouped(typeName, listView(typeName, "StatusCode StatusDescription Content RawContent Headers Images "+
			"InputFields Links RawContentLength RelationLink", beginningOf("Content"), beginningOf("RawContent")))
	case ns + "WebResponseObject":
		return grouped(typeName, listView(typeName, "StatusCode StatusDescription Content RawContent Headers "+
			"RawContentLength RelationLink", beginningOf("RawContent")))
	}
	return nil
}

// maxShownContent is the number of characters of a response's body that its view shows.
const maxShownContent = 400

// beginningOf shows the beginning of a long text.
func beginningOf(name string) Item {
	return compute(name, func(v object.Value) (object.Value, error) {
		text := propertyText(v, name)
		if runes := []rune(text); len(runes) > maxShownContent {
			text = string(runes[:maxShownContent]) + ellipsis
		}
		return text, nil
	})
}
