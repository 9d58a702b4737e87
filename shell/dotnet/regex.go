package dotnet

import (
	"slices"
	"strconv"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// regexOf finds the pattern, options and the other arguments of a Regex method: static ones have the pattern second
// and options last.
func regexStatic(a args, withReplacement bool) (r *object.Regex, text string, replacement object.Value, err error) {
	if a.at(0) == nil {
		return nil, "", nil, argumentNull("input")
	}
	if r, err = compileRegex(a.text(1), a); err != nil {
		return nil, "", nil, err
	}
	if withReplacement {
		replacement = a.at(2)
	}
	return r, a.text(0), replacement, nil
}

// compileRegex compiles a pattern with the options and the time limit that are among the arguments.
func compileRegex(pattern string, a args) (*object.Regex, error) {
	var options object.RegexOptions
	var limit time.Duration
	for i := range a {
		switch x := a.at(i).(type) {
		case object.Enum:
			options = object.RegexOptions(x.Value)
		case object.TimeSpan:
			if x <= 0 && x != infiniteMatch {
				return nil, outOfRange("matchTimeout", "Specified argument was out of the range of valid values.")
			}
			limit = max(0, time.Duration(x)*100)
		}
	}
	return object.CompileRegexWithin(pattern, options, limit)
}

// infiniteMatch is Regex.InfiniteMatchTimeout.
const infiniteMatch = object.TimeSpan(-object.TicksPerMillisecond)

func regexClass() class {
	withStatic := func(f func(r *object.Regex, text string) (object.Value, error)) method {
		return try(func(a args) (object.Value, error) {
			r, text, _, err := regexStatic(a, false)
			if err != nil {
				return nil, err
			}
			return f(r, text)
		})
	}
	return class{
		new: try(func(a args) (object.Value, error) {
			if a.at(0) == nil {
				return nil, argumentNull("pattern")
			}
			return orError(compileRegex(a.text(0), a[1:]))
		}),
		properties: getters{
			"Options": get(func(r *object.Regex) object.Value {
				return object.NewEnum("System.Text.RegularExpressions.RegexOptions", int64(r.Options))
			}),
			"RightToLeft": get(func(r *object.Regex) object.Value { return r.Options&object.RegexRightToLeft != 0 }),
			"MatchTimeout": get(func(r *object.Regex) object.Value {
				if r.Timeout == 0 {
					return infiniteMatch
				}
				return object.TimeSpan(r.Timeout / 100)
			}),
		},
		order:   []string{"Options", "RightToLeft", "MatchTimeout"},
		methods: regexMethods(),
		statics: methods{
			"IsMatch": withStatic(func(r *object.Regex, text string) (object.Value, error) { return orError(r.IsMatch(text)) }),
			"Match": withStatic(func(r *object.Regex, text string) (object.Value, error) {
				return firstMatch(r, text, regexStart(r, text))
			}),
			"Matches": withStatic(func(r *object.Regex, text string) (object.Value, error) {
				return allMatches(r, text, regexStart(r, text))
			}),
			"Count": withStatic(countMatches),
			"Split": withStatic(func(r *object.Regex, text string) (object.Value, error) {
				return splitBy(r, text, 0, regexStart(r, text))
			}),
			"Replace": try(func(a args) (object.Value, error) {
				r, text, replacement, err := regexStatic(a, true)
				if err != nil {
					return nil, err
				}
				return replaceBy(r, text, replacement, -1, regexStart(r, text))
			}),
			"Escape":   static(func(a args) object.Value { return object.EscapeRegex(a.text(0)) }),
			"Unescape": try(func(a args) (object.Value, error) { return orError(object.UnescapeRegex(a.text(0))) }),
		},
		staticProperties: getters{"InfiniteMatchTimeout": constant(infiniteMatch), "CacheSize": constant(int32(15))},
	}
}

// regexStart is where matching begins: the end for patterns that run right to left.
func regexStart(r *object.Regex, text string) int {
	if r.Options&object.RegexRightToLeft != 0 {
		return length(text)
	}
	return 0
}

// startArgument is a start position argument, checked.
func startArgument(r *object.Regex, text string, a args, i int) (int, error) {
	if !a.has(i) {
		return regexStart(r, text), nil
	}
	start := a.int(i)
	if start < 0 || start > length(text) {
		return 0, outOfRange("startat", "Start index cannot be less than 0 or greater than input length.")
	}
	return start, nil
}

func regexMethods() methods {
	from := func(f func(r *object.Regex, text string, start int) (object.Value, error)) method {
		return call(func(r *object.Regex, a args) (object.Value, error) {
			if a.at(0) == nil {
				return nil, argumentNull("input")
			}
			start, err := startArgument(r, a.text(0), a, 1)
			if err != nil {
				return nil, err
			}
			return f(r, a.text(0), start)
		})
	}
	return methods{
		"IsMatch": from(func(r *object.Regex, text string, start int) (object.Value, error) {
			m, err := r.Match(text, start)
			return m != nil, err
		}),
		"Match": call(func(r *object.Regex, a args) (object.Value, error) {
			if a.has(2) {
				return matchPart(r, a)
			}
			return from(firstMatch)(r, a)
		}),
		"Matches": from(allMatches),
		"Count":   from(func(r *object.Regex, text string, _ int) (object.Value, error) { return countMatches(r, text) }),
		"Split": call(func(r *object.Regex, a args) (object.Value, error) {
			start, err := startArgument(r, a.text(0), a, 2)
			if err != nil {
				return nil, err
			}
			return splitBy(r, a.text(0), a.int(1), start)
		}),
		"Replace": call(func(r *object.Regex, a args) (object.Value, error) {
			count := -1
			if a.has(2) {
				count = a.int(2)
			}
			start, err := startArgument(r, a.text(0), a, 3)
			if err != nil {
				return nil, err
			}
			return replaceBy(r, a.text(0), a.at(1), count, start)
		}),
		"GetGroupNames":       do(func(r *object.Regex, _ args) object.Value { return textArray(r.GroupNames()) }),
		"GetGroupNumbers":     do(func(r *object.Regex, _ args) object.Value { return groupNumbers(r) }),
		"GroupNameFromNumber": do(func(r *object.Regex, a args) object.Value { return groupName(r, a.int(0)) }),
		"GroupNumberFromName": do(func(r *object.Regex, a args) object.Value { return i32(slices.Index(r.GroupNames(), a.text(0))) }),
	}
}

func groupNumbers(r *object.Regex) object.Value {
	items := make([]object.Value, len(r.GroupNames()))
	for i := range items {
		items[i] = i32(i)
	}
	return object.NewTypedArray(object.TypeInt32, items)
}

func groupName(r *object.Regex, n int) object.Value {
	if names := r.GroupNames(); n >= 0 && n < len(names) {
		return names[n]
	}
	return ""
}

// noMatch is Match.Empty.
func noMatch() *object.RegexMatch {
	m := &object.RegexMatch{}
	m.Groups = []*object.RegexGroup{&m.RegexGroup}
	m.Name = "0"
	return m
}

func firstMatch(r *object.Regex, text string, start int) (object.Value, error) {
	m, err := r.Match(text, start)
	if err != nil {
		return nil, err
	}
	if m == nil {
		return noMatch(), nil
	}
	return m, nil
}

// matchPart is Match(input, beginning, length).
func matchPart(r *object.Regex, a args) (object.Value, error) {
	text, first, count := a.text(0), a.int(1), a.int(2)
	switch {
	case first < 0 || first > length(text):
		return nil, outOfRange("beginning", "Start index cannot be less than 0 or greater than input length.")
	case count < 0 || count > length(text)-first:
		return nil, outOfRange("length", "Length cannot be less than 0 or exceed input length.")
	}
	m, err := r.MatchPart(slice(text, first, count), first)
	if m == nil && err == nil {
		return noMatch(), nil
	}
	return orError(m, err)
}

func allMatches(r *object.Regex, text string, start int) (object.Value, error) {
	var items []object.Value
	m, err := r.Match(text, start)
	for ; m != nil && err == nil; m, err = m.Next() {
		items = append(items, m)
	}
	return &matchCollection{name: "MatchCollection", items: items}, err
}

func countMatches(r *object.Regex, text string) (object.Value, error) {
	c, err := allMatches(r, text, regexStart(r, text))
	if err != nil {
		return nil, err
	}
	return i32(len(c.(*matchCollection).items)), nil
}

func splitBy(r *object.Regex, text string, count, start int) (object.Value, error) {
	parts, err := r.Split(text, count, start)
	if err != nil {
		return nil, err
	}
	return textArray(parts), nil
}

// replaceBy replaces by a pattern or by what a MatchEvaluator makes of each match.
func replaceBy(r *object.Regex, text string, replacement object.Value, count, start int) (object.Value, error) {
	if f, ok := object.AsCallable(replacement); ok {
		return orError(r.ReplaceFunc(text, count, start, func(m *object.RegexMatch) (string, error) {
			v, err := f.Call(m)
			if err != nil {
				return "", err
			}
			return object.ToText(v), nil
		}))
	}
	return orError(r.Replace(text, object.ToText(replacement), count, start))
}

// matchCollection is MatchCollection, GroupCollection or CaptureCollection.
type matchCollection struct {
	name  string
	items []object.Value
}

// Type implements object.Object.
func (c *matchCollection) Type() *object.Type {
	return object.LibraryType("System.Text.RegularExpressions." + c.name)
}

// Each implements object.Enumerable.
func (c *matchCollection) Each(yield func(object.Value) bool) error {
	for _, v := range c.items {
		if !yield(v) {
			break
		}
	}
	return nil
}

// groupsOf are the groups of a match, as $m.Groups shows them: the match itself first.
func groupsOf(m *object.RegexMatch) *matchCollection {
	items := make([]object.Value, len(m.Groups))
	for i, g := range m.Groups {
		items[i] = g
	}
	if len(items) > 0 {
		items[0] = m
	}
	return &matchCollection{name: "GroupCollection", items: items}
}

// item is the element by position or by group name; a group that does not exist has not matched.
func (c *matchCollection) item(key object.Value) (object.Value, error) {
	if name, ok := key.(string); ok {
		for _, v := range c.items {
			if g, ok := v.(*object.RegexGroup); ok && g.Name == name {
				return g, nil
			}
		}
		n, err := strconv.Atoi(name)
		if err != nil {
			n = len(c.items)
		}
		key = int32(n)
	}
	i, _ := toInt64(key)
	if i < 0 {
		i += int64(len(c.items)) // $matches[-1], as PowerShell indexes lists
	}
	if i >= 0 && int(i) < len(c.items) {
		return c.items[i], nil
	}
	if c.name == "GroupCollection" {
		return &object.RegexGroup{}, nil
	}
	return nil, outOfRange("i", "Specified argument was out of the range of valid values.")
}

func matchCollectionClass() class {
	return class{
		properties: getters{
			"Count":          get(func(c *matchCollection) object.Value { return i32(len(c.items)) }),
			"IsReadOnly":     constant(true),
			"IsSynchronized": constant(false),
			"SyncRoot":       func(v object.Value) (object.Value, error) { return v, nil },
			"Keys": get(func(c *matchCollection) object.Value {
				var names []string
				for i, v := range c.items {
					if g, ok := v.(*object.RegexGroup); ok {
						names = append(names, g.Name)
					} else {
						names = append(names, strconv.Itoa(i))
					}
				}
				return textArray(names)
			}),
			"Values": get(func(c *matchCollection) object.Value { return object.NewArray(c.items...) }),
		},
		methods: methods{
			"get_Item":      call(func(c *matchCollection, a args) (object.Value, error) { return c.item(a.at(0)) }),
			"GetEnumerator": do(func(c *matchCollection, _ args) object.Value { return newEnumerator(c.items) }),
			"CopyTo":        call(func(c *matchCollection, a args) (object.Value, error) { return copyItems(c.items, a.at(0), a.int(1)) }),
			"ContainsKey": do(func(c *matchCollection, a args) object.Value {
				v, err := c.item(a.at(0))
				g, ok := v.(*object.RegexGroup)
				return err == nil && (!ok || g.Name != "")
			}),
		},
	}
}

// captureOf is the capture at the heart of a match, group or capture.
func captureOf(v object.Value) (object.RegexCapture, bool) {
	switch c := v.(type) {
	case *object.RegexMatch:
		return c.RegexCapture, true
	case *object.RegexGroup:
		return c.RegexCapture, true
	case object.RegexCapture:
		return c, true
	}
	return object.RegexCapture{}, false
}

func groupOf(v object.Value) *object.RegexGroup {
	switch g := v.(type) {
	case *object.RegexMatch:
		return &g.RegexGroup
	case *object.RegexGroup:
		return g
	}
	return &object.RegexGroup{}
}

// captureClass is Capture, Group and Match.
func captureClass() class {
	part := func(f func(object.RegexCapture) object.Value) getter {
		return func(v object.Value) (object.Value, error) {
			c, ok := captureOf(v)
			if !ok {
				return nil, object.ErrNotImplemented
			}
			return f(c), nil
		}
	}
	return class{
		properties: getters{
			"Value":   part(func(c object.RegexCapture) object.Value { return c.Value }),
			"Index":   part(func(c object.RegexCapture) object.Value { return i32(c.Index) }),
			"Length":  part(func(c object.RegexCapture) object.Value { return i32(c.Length) }),
			"Success": func(v object.Value) (object.Value, error) { return groupOf(v).Success, nil },
			"Name":    func(v object.Value) (object.Value, error) { return groupOf(v).Name, nil },
			"Groups":  get(func(m *object.RegexMatch) object.Value { return groupsOf(m) }),
			"Captures": func(v object.Value) (object.Value, error) {
				items := []object.Value{}
				for _, c := range groupOf(v).Captures {
					items = append(items, c)
				}
				if len(items) > 0 {
					items[len(items)-1] = v // the last capture is the group itself
				}
				return &matchCollection{name: "CaptureCollection", items: items}, nil
			},
		},
		methods: methods{
			"ToString": func(v object.Value, _ args) (object.Value, error) { c, _ := captureOf(v); return c.Value, nil },
			"NextMatch": call(func(m *object.RegexMatch, _ args) (object.Value, error) {
				next, err := m.Next()
				if next == nil {
					return noMatch(), err
				}
				return next, err
			}),
			"Result": call(func(m *object.RegexMatch, a args) (object.Value, error) { return orError(m.Expand(a.text(0))) }),
		},
		staticProperties: getters{"Empty": value(func() object.Value { return noMatch() })},
		order:            []string{"Groups", "Success", "Name", "Captures", "Index", "Length", "Value"},
	}
}
