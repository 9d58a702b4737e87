package object

import "strings"

// patternOf compiles the right operand of a pattern operator; a [regex] is taken as it is.
func patternOf(v Value, options RegexOptions, ignoreCase bool) (*Regex, error) {
	if r, ok := Base(v).(*Regex); ok {
		return r, nil
	}
	if ignoreCase {
		options |= RegexIgnoreCase
	}
	return CompileRegex(ToText(v), options)
}

// CompilePattern is v as a *Regex, for use as the pattern of -match and -replace again and again; v itself if it is not
// valid, which these operators will say.
func CompilePattern(v Value, ignoreCase bool) Value {
	if re, err := patternOf(v, 0, ignoreCase); err == nil {
		return re
	}
	return v
}

// Backtracks reports whether matching a text with a pattern may take time without bound.
func Backtracks(pattern Value, text string) bool {
	re, err := patternOf(pattern, 0, true)
	return err == nil && re.fast(text) == nil
}

// rawIfException makes a record of a plain .NET exception, so that the script sees that exception.
func rawIfException(err error) error {
	if e, ok := err.(*Exception); ok {
		return rawError(e)
	}
	return err
}

// OpMatch is l -match r (-notmatch with negate). groups is what $Matches becomes; nil leaves $Matches as it is.
func OpMatch(l, r Value, ignoreCase, negate bool) (result Value, groups *Dictionary, err error) {
	re, err := patternOf(r, 0, ignoreCase)
	if err != nil {
		return nil, nil, rawIfException(err)
	}
	items, ok, err := collect(Base(l))
	switch {
	case err != nil:
		return nil, nil, err
	case !ok:
		groups, err = re.matchGroups(ToText(l))
		return (groups != nil) != negate, groups, rawIfException(err)
	}
	kept := make([]Value, 0, 4)
	for _, item := range items {
		found, err := re.IsMatch(ToText(item))
		if err != nil {
			return nil, nil, rawIfException(err)
		}
		if found != negate {
			kept = append(kept, item)
		}
	}
	return NewArray(kept...), nil, nil
}

// matchGroups is $Matches of the first match: groups that took part, by number or name; nil without a match.
func (r *Regex) matchGroups(text string) (*Dictionary, error) {
	if l := r.fast(text); l != nil {
		return l.groups(text), nil
	}
	m, err := r.Match(text, 0)
	if m == nil || err != nil {
		return nil, err
	}
	d := NewHashtable()
	numbers := r.GroupNumbers()
	for i, g := range m.Groups {
		if !g.Success {
			continue
		}
		if g.Name == "" || g.Name == itoa(numbers[i]) {
			d.Set(Int32(int32(numbers[i])), g.Value)
		} else {
			d.Set(g.Name, g.Value)
		}
	}
	return d, nil
}

func itoa(n int) string { return ToText(int32(n)) }

// dictionary is $Matches: unnamed groups by number, then the named ones.
func (l *linearRegex) dictionary(text string, found []int) *Dictionary {
	d := newSmallHashtable(len(l.names))
	number := int32(0)
	for i, name := range l.names {
		if name != "" {
			continue
		}
		if found[2*i] >= 0 {
			d.entries = append(d.entries, Entry{Key: Int32(number), Value: text[found[2*i]:found[2*i+1]]})
		}
		number++
	}
	if d.Version = len(d.entries); d.Version > scanned {
		d.reindex()
	}
	for i, name := range l.names {
		if name != "" && found[2*i] >= 0 {
			d.Set(name, text[found[2*i]:found[2*i+1]])
		}
	}
	return d
}

// OpReplace is l -replace r: r is a pattern, or a pattern and a replacement (text or a Callable given the match).
func OpReplace(l, r Value, ignoreCase bool) (Value, error) {
	pattern, replacement, err := replaceOperands(r, ignoreCase)
	if err != nil {
		return nil, err
	}
	re, err := patternOf(pattern, 0, ignoreCase)
	if err != nil {
		e := operatorError("InvalidRegularExpression", "The regular expression pattern %s is not valid.", ToText(pattern))
		e.Exception.Inner = asException(err)
		e.Target = pattern
		return nil, e
	}
	items, ok, err := collect(Base(l))
	if err != nil {
		return nil, err
	}
	if !ok {
		s, err := replaceIn(ToText(l), re, replacement)
		return s, rawIfException(err)
	}
	results := make([]Value, len(items))
	for i, item := range items {
		s, err := replaceIn(ToText(item), re, replacement)
		if err != nil {
			return nil, rawIfException(err)
		}
		results[i] = s
	}
	return NewArray(results...), nil
}

func replaceOperands(r Value, ignoreCase bool) (pattern, replacement Value, err error) {
	items, ok, err := collect(Base(r))
	switch {
	case err != nil:
		return nil, nil, err
	case !ok:
		return r, "", nil
	case len(items) > 2:
		operator := "-replace"
		if !ignoreCase {
			operator = "-creplace"
		}
		return nil, nil, operatorError("BadReplaceArgument",
			"The %s operator allows only two elements to follow it, not %d.", operator, len(items))
	case len(items) == 0:
		return "", "", nil
	case len(items) == 1:
		return items[0], "", nil
	}
	return items[0], items[1], nil
}

// replaceIn is -replace of one text.
func replaceIn(s string, re *Regex, replacement Value) (string, error) {
	if f, ok := Base(replacement).(Callable); ok {
		return re.ReplaceFunc(s, -1, 0, func(m *RegexMatch) (string, error) {
			v, err := callItem(f, m, nil)
			return ToText(v), err
		})
	}
	return re.Replace(s, ToText(replacement), -1, 0)
}

// splitter is the right side of -split.
type splitter struct {
	count  int
	simple bool
	regex  RegexOptions
	by     Value
}

// OpSplit is l -split r: r is a pattern or a Callable, then optionally a count and options.
func OpSplit(l, r Value, ignoreCase bool) (Value, error) {
	s, err := splitOperands(r, ignoreCase)
	if err != nil {
		return nil, err
	}
	return s.splitAll(l, func(text string) string { return text })
}

// UnarySplit is -split v: at white space.
func UnarySplit(v Value) (Value, error) {
	s := &splitter{by: `\s+`}
	return s.splitAll(v, strings.TrimSpace)
}

// splitAll splits a text, or every element of a collection, into one string[].
func (s *splitter) splitAll(l Value, prepare func(string) string) (Value, error) {
	items, ok, err := collect(Base(l))
	if err != nil {
		return nil, err
	}
	if !ok {
		items = []Value{l}
	}
	split, err := s.compile()
	if err != nil {
		return nil, rawIfException(err)
	}
	parts := make([]Value, 0, 8)
	for _, item := range items {
		more, err := split(prepare(ToText(item)))
		if err != nil {
			return nil, rawIfException(err)
		}
		for _, part := range more {
			parts = append(parts, part)
		}
	}
	return NewTypedArray(TypeString, parts), nil
}

func splitOperands(r Value, ignoreCase bool) (*splitter, error) {
	items, ok, err := collect(Base(r))
	if err != nil {
		return nil, err
	}
	if !ok {
		items = []Value{r}
	}
	s := &splitter{by: ""}
	if len(items) > 0 {
		s.by = items[0]
	}
	if len(items) > 1 {
		if s.count, err = ToInt(items[1]); err != nil {
			return nil, err
		}
	}
	_, isBlock := Base(s.by).(Callable)
	if len(items) > 2 && !IsNull(items[2]) {
		if err := s.setOptions(items[2], isBlock); err != nil {
			return nil, err
		}
	}
	if ignoreCase {
		s.regex |= RegexIgnoreCase
	}
	return s, nil
}

// setOptions reads System.Management.Automation.SplitOptions, by name or number.
func (s *splitter) setOptions(v Value, isBlock bool) error {
	t := LookupType("System.Management.Automation.SplitOptions")
	if t == nil {
		return nil
	}
	if text, ok := Base(v).(string); ok {
		v = strings.ReplaceAll(text, " ", "")
	}
	if text, ok := v.(string); ok && text == "" {
		return nil
	}
	e, err := Convert(v, t)
	if err != nil {
		if record, ok := err.(*ErrorRecord); ok {
			record.ID, record.Category = "RuntimeException", NotSpecified
		}
		return err
	}
	if isBlock {
		return operatorError("InvalidSplitOptionWithPredicate", "Options are not allowed on the -split operator with a predicate.")
	}
	const simpleMatch, ignoreCaseOption = 1, 0x40
	options := e.(Enum).Value
	s.simple = options&simpleMatch != 0
	if s.simple && options&^(simpleMatch|ignoreCaseOption) != 0 {
		return operatorError("InvalidSplitOptionCombination",
			"The combination of options with the -split operator is not valid.")
	}
	for bit, option := range map[int64]RegexOptions{4: RegexCultureInvariant, 8: RegexIgnorePatternWhitespace,
		0x10: RegexMultiline, 0x20: RegexSingleline, 0x40: RegexIgnoreCase, 0x80: RegexExplicitCapture} {
		if options&bit != 0 {
			s.regex |= option
		}
	}
	return nil
}

// compile makes the function that splits one text.
func (s *splitter) compile() (func(string) ([]string, error), error) {
	if f, ok := Base(s.by).(Callable); ok {
		return func(text string) ([]string, error) { return splitByBlock(text, f, s.count) }, nil
	}
	by, count := s.by, s.count
	if s.simple {
		by = EscapeRegex(ToText(by))
	}
	if count < 0 {
		s.regex |= RegexRightToLeft
		count = -count
	}
	re, err := patternOf(by, s.regex, false)
	if err != nil {
		return nil, err
	}
	return func(text string) ([]string, error) { return re.Split(text, count, 0) }, nil
}

// splitByBlock splits at every character for which the block says so; a negative count splits from the end.
func splitByBlock(text string, f Callable, count int) ([]string, error) {
	units := UTF16Units(text)
	var cuts []int
	step, i := 1, 0
	limit := count
	if count < 0 {
		step, i, limit = -1, len(units)-1, -count
	}
	for ; i >= 0 && i < len(units) && (limit == 0 || len(cuts) < limit-1); i += step {
		v, err := callItem(f, charText(Char(units[i])), nil)
		if err != nil {
			return nil, err
		}
		if ToBool(v) {
			cuts = append(cuts, i)
		}
	}
	if step < 0 {
		for a, b := 0, len(cuts)-1; a < b; a, b = a+1, b-1 {
			cuts[a], cuts[b] = cuts[b], cuts[a]
		}
	}
	parts := make([]string, 0, len(cuts)+1)
	at := 0
	for _, cut := range cuts {
		parts = append(parts, FromUTF16(units[at:cut]))
		at = cut + 1
	}
	return append(parts, FromUTF16(units[at:])), nil
}

// OpJoin is l -join r. The elements of a collection are written under the current culture, a scalar under the
// invariant one.
func OpJoin(l, r Value) (Value, error) {
	separator := ToText(r)
	base := Base(l)
	if _, ok := textElements(base); !ok {
		return ToText(l), nil
	}
	items, _, err := collect(base)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteString(separator)
		}
		text, ok := item.(string)
		if !ok {
			text = itemText(item, CurrentCulture, false)
		}
		if err := CheckText(b.Len() + len(separator) + len(text)); err != nil {
			return nil, err
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// UnaryJoin is -join v.
func UnaryJoin(v Value) (Value, error) { return OpJoin(v, "") }
