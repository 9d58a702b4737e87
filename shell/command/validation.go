package command

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell/object"
)

// Validator is a validation attribute of a parameter or variable. Its error is the sentence that PowerShell shows
// after "Cannot validate argument on parameter 'X'.".
type Validator interface {
	Validate(v object.Value) error
}

// each applies check to the elements of a collection, or to v itself.
func each(v object.Value, check func(object.Value) error) error {
	if object.IsNull(v) {
		return errNullElement
	}
	items, ok := object.Elements(v)
	if !ok {
		return check(v)
	}
	for _, item := range items {
		if object.IsNull(item) {
			return errNull
		}
		if err := check(item); err != nil {
			return err
		}
	}
	return nil
}

// ValidateSet allows listed values only.
type ValidateSet struct {
	Values       []string
	IgnoreCase   bool
	ErrorMessage string // {0}: the value, {1}: the set; empty: PowerShell's text
}

// Validate implements Validator.
func (s *ValidateSet) Validate(v object.Value) error {
	return each(v, func(item object.Value) error {
		text := object.ToText(item)
		for _, allowed := range s.Values {
			if allowed == text || s.IgnoreCase && object.EqualNames(allowed, text) {
				return nil
			}
		}
		set := strings.Join(s.Values, ",")
		if s.ErrorMessage != "" {
			return custom(s.ErrorMessage, text, set)
		}
		return fmt.Errorf("The argument %q does not belong to the set %q specified by the ValidateSet attribute. "+
			"Supply an argument that is in the set and then try the command again.", text, set)
	})
}

// custom fills the placeholders of an attribute's ErrorMessage.
func custom(message string, values ...string) error {
	for i, v := range values {
		message = strings.ReplaceAll(message, fmt.Sprintf("{%d}", i), v)
	}
	return fmt.Errorf("%s", message)
}

// ValidateRange allows values between two bounds (inclusive), or of one sign.
type ValidateRange struct {
	Min, Max object.Value // nil: open
	Kind     string       // Positive, Negative, NonPositive, NonNegative; empty: the bounds hold

	minText, maxText string // bounds from a tag, of the parameter's own type
}

// String is the range as it stands in a tag.
func (r *ValidateRange) String() string {
	if r.Kind != "" {
		return r.Kind + ".."
	}
	return r.minText + ".." + r.maxText
}

// Validate implements Validator.
func (r *ValidateRange) Validate(v object.Value) error {
	return each(v, func(item object.Value) error {
		if r.Kind != "" {
			return r.validateKind(item)
		}
		return r.validateBounds(item)
	})
}

func (r *ValidateRange) validateKind(v object.Value) error {
	if object.Base(v) == nil || object.TypeOf(v).Kind() != object.StructType {
		return wrongRangeType(v, "Int32")
	}
	order, err := object.Compare(v, int32(0), false)
	if err != nil {
		return err
	}
	var ok bool
	var want string
	switch strings.ToLower(r.Kind) {
	case "positive":
		ok, want = order > 0, "greater than zero"
	case "nonnegative":
		ok, want = order >= 0, "greater than or equal to zero"
	case "negative":
		ok, want = order < 0, "less than zero"
	case "nonpositive":
		ok, want = order <= 0, "less than or equal to zero"
	}
	if ok {
		return nil
	}
	return fmt.Errorf("The argument %q cannot be validated because its value is not %s.", object.DisplayText(v), want)
}

func wrongRangeType(v object.Value, limit string) error {
	name := ""
	if t := object.TypeOf(v); t != nil {
		name = t.Name()
	}
	return fmt.Errorf("The argument cannot be validated because its type %q is not the same type (%s) as the maximum "+
		"and minimum limits of the parameter. Make sure the argument is of type %s and then try the command again.",
		name, limit, limit)
}

func (r *ValidateRange) validateBounds(v object.Value) error {
	low, high := r.bounds(v)
	for _, limit := range []object.Value{low, high} {
		if t := object.TypeOf(limit); t != nil && (object.Base(v) == nil || t.Kind() == object.StructType && object.TypeOf(v).Kind() != object.StructType) {
			return wrongRangeType(v, t.Name())
		}
	}
	if low != nil {
		if order, err := object.Compare(low, v, false); err != nil || order > 0 {
			return fmt.Errorf("The %s argument is less than the minimum allowed range of %s. Supply an argument that is "+
				"greater than or equal to %[2]s and then try the command again.", object.DisplayText(v), object.DisplayText(low))
		}
	}
	if high != nil {
		if order, err := object.Compare(high, v, false); err != nil || order < 0 {
			return fmt.Errorf("The %s argument is greater than the maximum allowed range of %s. Supply an argument that is "+
				"less than or equal to %[2]s and then try the command again.", object.DisplayText(v), object.DisplayText(high))
		}
	}
	return nil
}

// bounds are the limits as values; those of a tag take the type of the value.
func (r *ValidateRange) bounds(v object.Value) (low, high object.Value) {
	low, high = r.Min, r.Max
	if r.minText != "" {
		low, _ = object.Convert(r.minText, object.TypeOf(v))
	}
	if r.maxText != "" {
		high, _ = object.Convert(r.maxText, object.TypeOf(v))
	}
	return low, high
}

// ValidateLength bounds the length of text, in UTF-16 units.
type ValidateLength struct{ Min, Max int }

// Validate implements Validator.
func (l *ValidateLength) Validate(v object.Value) error {
	return each(v, func(item object.Value) error {
		n := len(utf16.Encode([]rune(object.ToText(item))))
		if n < l.Min {
			return fmt.Errorf("The character length (%d) of the argument is too short. Specify an argument with a length "+
				"that is greater than or equal to \"%d\", and then try the command again.", n, l.Min)
		}
		if n > l.Max {
			return fmt.Errorf("The character length of the %d argument is too long. Shorten the character length of the "+
				"argument so it is fewer than or equal to \"%d\" characters, and then try the command again.", n, l.Max)
		}
		return nil
	})
}

// ValidateCount bounds the number of elements.
type ValidateCount struct{ Min, Max int }

// Validate implements Validator.
func (c *ValidateCount) Validate(v object.Value) error {
	n := 0
	if items, ok := object.Elements(v); ok {
		n = len(items)
	} else if !object.IsNull(v) {
		n = 1
	}
	if n >= c.Min && n <= c.Max {
		return nil
	}
	if c.Min == c.Max {
		return fmt.Errorf("The parameter requires exactly %d value(s) - %d value(s) were provided.", c.Min, n)
	}
	return fmt.Errorf("The parameter requires at least %d value(s) and no more than %d value(s) - %d value(s) were provided.",
		c.Min, c.Max, n)
}

// ValidatePattern asks for a match of a .NET regular expression.
type ValidatePattern struct {
	Pattern      string
	Options      object.RegexOptions // IgnoreCase unless the attribute says otherwise
	ErrorMessage string              // {0}: the value, {1}: the pattern
}

// Validate implements Validator.
func (p *ValidatePattern) Validate(v object.Value) error {
	re, err := object.CompileRegex(p.Pattern, p.Options)
	if err != nil {
		return err
	}
	return each(v, func(item object.Value) error {
		text := object.ToText(item)
		if ok, err := re.IsMatch(text); ok || err != nil {
			return err
		}
		if p.ErrorMessage != "" {
			return custom(p.ErrorMessage, text, p.Pattern)
		}
		return fmt.Errorf("The argument \"%s\" does not match the \"%s\" pattern. Supply an argument that matches \"%[2]s\" "+
			"and try the command again.", text, p.Pattern)
	})
}

// ValidateScript asks a script block, which sees the value as $_.
type ValidateScript struct {
	Text         string // the block's text, for the message
	Block        func(v object.Value) (object.Value, error)
	ErrorMessage string // {0}: the value, {1}: the block
}

// Validate implements Validator.
func (s *ValidateScript) Validate(v object.Value) error {
	return each(v, func(item object.Value) error {
		result, err := s.Block(item)
		if err != nil {
			return err
		}
		if object.ToBool(result) {
			return nil
		}
		text := object.DisplayText(item)
		if s.ErrorMessage != "" {
			return custom(s.ErrorMessage, text, s.Text)
		}
		return fmt.Errorf("The \"%s\" validation script for the argument with value \"%s\" did not return a result of "+
			"True. Determine why the validation script failed, and then try the command again.", s.Text, text)
	})
}

// ValidateNotNull refuses $null, also as an element.
type ValidateNotNull struct{}

// Validate implements Validator.
func (ValidateNotNull) Validate(v object.Value) error {
	if object.IsNull(v) {
		return errNull
	}
	items, _ := object.Elements(v)
	if slices.ContainsFunc(items, object.IsNull) {
		return fmt.Errorf("The argument has a null value, or an element of the argument collection contains a null value. " +
			"Provide a collection that does not contain any null values, and then try the command again.")
	}
	return nil
}

var errNull = fmt.Errorf("The argument is null. Provide a valid value for the argument, and then try running the command again.")

var errNullElement = fmt.Errorf("The argument is null, empty, or an element of the argument collection contains a null " +
	"value. Supply a collection that does not contain any null values and then try the command again.")

// ValidateNotNullOrEmpty refuses $null, empty text and empty collections, and the first two as elements.
type ValidateNotNullOrEmpty struct{}

// Validate implements Validator.
func (ValidateNotNullOrEmpty) Validate(v object.Value) error {
	const empty = "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again."
	return validateFilled(v, empty, func(s string) bool { return s != "" })
}

// ValidateNotNullOrWhiteSpace is ValidateNotNullOrEmpty that also refuses blank text.
type ValidateNotNullOrWhiteSpace struct{}

// Validate implements Validator.
func (ValidateNotNullOrWhiteSpace) Validate(v object.Value) error {
	const blank = "The argument is null, empty, or consists of only white-space characters. Provide an argument that " +
		"contains non white-space characters, and then try the command again."
	return validateFilled(v, blank, func(s string) bool { return strings.TrimSpace(s) != "" })
}

func validateFilled(v object.Value, message string, filled func(string) bool) error {
	if object.IsNull(v) {
		return fmt.Errorf("%s", message)
	}
	if s, ok := object.Base(v).(string); ok && !filled(s) {
		return fmt.Errorf("%s", message)
	}
	items, ok := object.Elements(v)
	if !ok {
		return nil
	}
	if len(items) == 0 {
		return errNullElement
	}
	for _, item := range items {
		if s, isText := object.Base(item).(string); object.IsNull(item) || isText && !filled(s) {
			return errNullElement
		}
	}
	return nil
}

// ValidateDrive allows paths on the listed drives only.
type ValidateDrive struct{ Drives []string }

// Validate implements Validator.
func (d *ValidateDrive) Validate(v object.Value) error {
	return each(v, func(item object.Value) error {
		drive, _, qualified := strings.Cut(object.ToText(item), ":")
		if !qualified {
			drive = "/"
		}
		for _, allowed := range d.Drives {
			if object.EqualNames(allowed, drive) {
				return nil
			}
		}
		return fmt.Errorf("The path argument drive %s does not belong to the set of approved drives: %s. Supply a path "+
			"argument with an approved drive.", drive, strings.Join(d.Drives, ","))
	})
}
