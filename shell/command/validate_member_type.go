package command

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

// ValidateNotMemberType refuses the names of kinds of members. By it Add-Member tells a note property's name from the
// kind of another member in the same place.
type ValidateNotMemberType struct{}

// Excludes reports whether the value is the exact name of a kind of member.
func (ValidateNotMemberType) Excludes(v object.Value) bool {
	name, ok := object.Base(v).(string)
	t := object.LookupType("System.Management.Automation.PSMemberTypes")
	return ok && t != nil && t.Enum() != nil && slices.Contains(t.Enum().Names, name)
}

// Validate implements Validator.
func (x ValidateNotMemberType) Validate(v object.Value) error {
	if !x.Excludes(v) {
		return nil
	}
	return object.NewError("System.Management.Automation.ValidationMetadataException", "InvalidValueForNotePropertyName",
		object.InvalidData, "The value supplied for the parameter 'NotePropertyName' is not valid. "+
			"Change the value, and then run your command again.")
}
