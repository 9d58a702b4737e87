package complete

import (
	"cmp"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Similar lists names that whoever made an error may have meant, the likeliest first: commands, parameters, types or
// members. It is empty for errors of other kinds and where nothing is near.
func Similar(rt *interp.Runtime, e *object.ErrorRecord) []string {
	switch e.ID {
	case "CommandNotFoundException":
		name := object.ToText(e.Target)
		if interp.WhyUnavailable(name) != "" {
			return nil // the message says what to use instead
		}
		return nearest(name, newRequest(rt, "", 0).commandNames(""))
	case "TypeNotFound":
		return nearest(object.ToText(e.Target), typeNames(rt))
	case "NamedParameterNotFound":
		return similarAt(rt, e.Position, syntax.Extent{Start: int32(e.Position.Start) + 1, End: int32(e.Position.End)})
	case "MethodNotFound", "PropertyNotFoundStrict", "PropertyAssignmentException":
		return similarAt(rt, e.Position, memberName(e.Position))
	}
	return nil
}

// similarAt looks among what completion offers in the place of a wrong name.
func similarAt(rt *interp.Runtime, p object.Position, name syntax.Extent) []string {
	if name.Start <= 0 || name.Start >= name.End || int(name.End) > len(p.Source) {
		return nil
	}
	wrong := strings.TrimRight(p.Source[name.Start:name.End], ":")
	var names []string
	for _, c := range Complete(rt, p.Source[:name.Start], int(name.Start)).Candidates {
		names = append(names, c.List)
	}
	return nearest(wrong, names)
}

// memberName finds where the name of a member stands in an expression; an empty extent where the source at p is none.
func memberName(p object.Position) (name syntax.Extent) {
	whole := syntax.Extent{Start: int32(p.Start), End: int32(p.End)}
	tree, _ := syntax.Parse(p.File, p.Source)
	syntax.Inspect(tree, func(n syntax.Node) bool {
		switch x := n.(type) {
		case *syntax.MemberExpression:
			if x.Extent == whole {
				name = x.Member.Span()
			}
		case *syntax.InvokeMemberExpression:
			if x.Extent == whole {
				name = x.Member.Span()
			}
		}
		return name.End == 0
	})
	return name
}

func typeNames(rt *interp.Runtime) []string {
	var names []string
	for _, t := range knownTypes() {
		names = append(names, t.text)
	}
	for _, full := range object.DefinedTypeNames() {
		names = append(names, withoutArity(full))
	}
	for _, t := range rt.ScriptTypes() {
		names = append(names, t.Name())
	}
	return names
}

// maxSimilar is how many names are worth reading after a mistake.
const maxSimilar = 3

// nearest picks the names that differ from a wrong one in few letters: at most a third of them, and no more than the
// best does. A name that was not typed to its end counts as one letter more.
func nearest(wrong string, names []string) []string {
	type near struct {
		name     string
		distance int
	}
	limit := (len(wrong) + 2) / 3
	var list []near
	for _, name := range names {
		if len(wrong)-len(name) > limit {
			continue
		}
		d := object.EditDistance(wrong, name)
		if len(name) > len(wrong) {
			d = min(d, 1+object.EditDistance(wrong, name[:len(wrong)]))
		}
		if d > 0 && d <= limit && d < len(wrong) {
			list = append(list, near{name, d})
		}
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(a.distance, b.distance) })
	var similar []string
	for _, n := range list {
		if n.distance > list[0].distance || len(similar) == maxSimilar {
			break
		}
		if !slices.Contains(similar, n.name) {
			similar = append(similar, n.name)
		}
	}
	return similar
}
