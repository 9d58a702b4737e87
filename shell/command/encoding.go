package command

import (
	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/object"
)

// EncodingOf is the encoding that an -Encoding parameter names: PowerShell's name, a code page, or a
// System.Text.Encoding. Without one it is UTF-8.
func EncodingOf(inv *Invocation, v object.Value) (*textencoding.Encoding, error) {
	if object.IsNull(v) {
		return textencoding.UTF8(), nil
	}
	name := object.ToText(v)
	page, isEncoding, err := object.GetProperty(v, "CodePage")
	if isEncoding && err == nil {
		name = object.ToText(page)
	}
	encoding, err := textencoding.Lookup(name)
	if err != nil {
		return nil, unknownEncoding(inv, name)
	}
	if isEncoding {
		mark, _ := object.InvokeMethod(v, "GetPreamble", nil)
		items, _ := object.Elements(mark)
		encoding.Mark = nil
		for _, item := range items {
			b, _ := object.ToInt(item)
			encoding.Mark = append(encoding.Mark, byte(b))
		}
	}
	return encoding, nil
}

func unknownEncoding(inv *Invocation, name string) error {
	const namespace = "System.Management.Automation."
	cause := object.NewException("System.ArgumentException", "'%s' is not a supported encoding name. For information on "+
		"defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')", name)
	e := object.NewError(namespace+"ParameterBindingArgumentTransformationException", "ParameterArgumentTransformationError",
		object.InvalidData, "Cannot process argument transformation on parameter 'Encoding'. %s", cause.Message)
	e.Exception.Inner = cause
	e.Class = inv.Command.Class
	return e
}
