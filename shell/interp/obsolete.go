package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// obsolete is the text of [Obsolete()] on a block or one of its parameters; nil if there is none.
func obsolete(fr *frame, c *compiler, a *syntax.Attribute) (*string, error) {
	args, err := attributeArguments(fr, c, a)
	if err != nil {
		return nil, err
	}
	text := ""
	if len(args) > 0 {
		text = object.ToText(args[0])
	}
	return &text, nil
}

// warnObsolete warns of a call of an obsolete function, and of those of its bound parameters that are obsolete.
func (r *functionRun) warnObsolete(name string) error {
	if text := r.list.obsolete; text != nil {
		called := "command '" + name + "'"
		if name == "" {
			called = "script block"
		}
		if err := r.fr.warn("The " + called + " is obsolete. " + *text); err != nil {
			return err
		}
	}
	if !r.list.advanced {
		return nil
	}
	for i, p := range r.list.list {
		if p.obsolete == nil || !r.binding.Bound(i) {
			continue
		}
		if err := r.fr.warn("Parameter '" + p.declared.Name + "' is obsolete. " + *p.obsolete); err != nil {
			return err
		}
	}
	return nil
}

// warn writes a warning as the scope's preference has it.
func (fr *frame) warn(text string) error {
	return fr.emit(streamWarning, fr.actionPreference(symWarning), text)
}
