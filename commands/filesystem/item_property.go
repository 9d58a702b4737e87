package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// propertyMissing is the error about a property that an item lacks.
func propertyMissing(id, name string, p place) *object.ErrorRecord {
	return failure("System.IO.IOException", id, object.ReadError, p.path, "The property %s does not exist at path %s.", name, p.path)
}

// properties reads properties of an item: the named ones, or those that match a pattern. missing is told of one that
// does not exist and may end the reading.
func properties(p place, names []string, missing func(*object.ErrorRecord) error) (*object.CustomObject, object.Value, error) {
	item, err := p.object()
	if err != nil {
		return nil, nil, err
	}
	found := object.NewCustomObject(object.EmptyShape, nil)
	for _, name := range names {
		if object.HasWildcard(name) {
			if err := matchingProperties(found, item, name); err != nil {
				return nil, nil, err
			}
			continue
		}
		m := object.FindMember(item, name)
		if m == nil || m.IsMethod() {
			if err := missing(propertyMissing("GetValueError", name, p)); err != nil {
				return nil, nil, err
			}
			continue
		}
		v, _, err := object.GetProperty(item, name)
		if err != nil {
			return nil, nil, err
		}
		found.Set(name, v)
	}
	return found, item, nil
}

func matchingProperties(to *object.CustomObject, item object.Value, pattern string) error {
	w, err := object.CompileWildcard(pattern, true)
	if err != nil {
		return err
	}
	for _, m := range object.Members(item, false) {
		if m.IsMethod() || m.Get == nil || !w.Match(m.Name) {
			continue
		}
		v, _, err := object.GetProperty(item, m.Name)
		if err != nil {
			return err
		}
		to.Set(m.Name, v)
	}
	return nil
}

// eachWithProperties is each for files and folders: what other drives hold has no properties that can be named, and ends
// the command.
func (s *session) eachWithProperties(inv *command.Invocation, o selection, f func(p place) error) error {
	return s.each(inv, o, func(p place) error {
		if !p.isFiles() {
			return terminating{noInterface("IPropertyCmdletProvider")}
		}
		return f(p)
	})
}
