package filesystem

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// moveTo makes the place that a path means the current one. The path may be a pattern that one container matches.
func (s *session) moveTo(path string, literal bool) error {
	p, err := s.container(path, literal)
	if err != nil {
		return err
	}
	s.back = append(s.back, s.rt.Here())
	s.ahead = nil
	s.goTo(p)
	return nil
}

// container is the one container that a path means.
func (s *session) container(path string, literal bool) (place, error) {
	o := selection{literal: literal, force: true}
	places, err := s.expand(path, o)
	if err != nil {
		return place{}, err
	}
	var found []place
	for _, p := range places {
		if p.isContainer() {
			found = append(found, p)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return place{}, object.NewError(automation+"PSArgumentException", "Argument", object.InvalidArgument,
			"Cannot set the location because path '%s' resolved to multiple containers. You can only the set location to a single container at a time.", path)
	case o.isPattern(path):
		return place{}, pathTextNotFound(path)
	}
	return place{}, s.missing(path, o)
}

// retrace goes one place back (or, with ahead, forward again).
func (s *session) retrace(ahead bool) error {
	from, to, direction := &s.back, &s.ahead, "left"
	if ahead {
		from, to, direction = &s.ahead, &s.back, "left to navigate forwards"
	}
	if len(*from) == 0 {
		if !ahead {
			direction = "left to navigate backwards"
		}
		return object.NewError("System.InvalidOperationException", "System.InvalidOperationException", object.NotSpecified,
			"There is no location history %s.", direction)
	}
	info := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, s.rt.Here())
	s.goTo(s.placeOf(info))
	return nil
}

// stackNamed is the name of the location stack that -StackName means: folded, with the one in use for none.
func (s *session) stackNamed(name string) string {
	if name == "" {
		return s.stack
	}
	if strings.EqualFold(name, "default") {
		return ""
	}
	return object.FoldName(name)
}

func (s *session) push(name string) {
	key := s.stackNamed(name)
	s.stacks[key] = append(s.stacks[key], s.rt.Here())
}

// pop goes back to the place on top of a stack.
func (s *session) pop(name string) error {
	key := s.stackNamed(name)
	stack := s.stacks[key]
	if len(stack) == 0 {
		if key != "" {
			return stackNotFound(name)
		}
		return nil
	}
	s.stacks[key] = stack[:len(stack)-1]
	s.goTo(s.placeOf(stack[len(stack)-1]))
	return nil
}

func stackNotFound(name string) *object.ErrorRecord {
	e := object.NewError(automation+"PSArgumentException", "Argument", object.InvalidArgument,
		"Cannot find location stack '%s'. It does not exist or it is not a container.", name)
	e.Target = name
	return e
}

// writeHere writes the current place if -PassThru was given.
func (s *session) writeHere(inv *command.Invocation, passThru object.Switch) error {
	if !passThru {
		return nil
	}
	return inv.Write(s.rt.Here())
}

// listStack writes what is on a stack, newest first.
func (s *session) listStack(inv *command.Invocation, name string) error {
	stack, known := s.stacks[s.stackNamed(name)]
	if !known && name != "" {
		return inv.WriteError(stackNotFound(name))
	}
	for i := len(stack) - 1; i >= 0; i-- {
		if err := inv.Write(stack[i]); err != nil {
			return err
		}
	}
	return nil
}

// whereOn is where the session last was on a drive.
func (s *session) whereOn(d *drive) *interp.PathInfo {
	here := s.here()
	if here.drive == d {
		return s.rt.Here()
	}
	at := d.current
	if at == "" {
		at = d.Root
	}
	return place{d, at}.info()
}
