package object

import "time"

// DateTimeStyles is System.Globalization.DateTimeStyles, with its numbers.
type DateTimeStyles int32

// The styles of parsing a date.
const (
	AllowLeadingWhite    DateTimeStyles = 1
	AllowTrailingWhite   DateTimeStyles = 2
	AllowInnerWhite      DateTimeStyles = 4
	NoCurrentDateDefault DateTimeStyles = 8
	AdjustToUniversal    DateTimeStyles = 16
	AssumeLocal          DateTimeStyles = 32
	AssumeUniversal      DateTimeStyles = 64
	RoundtripKind        DateTimeStyles = 128
	AllowWhite                          = AllowLeadingWhite | AllowTrailingWhite | AllowInnerWhite
)

// FromTime is t on the clock that kind names (Unspecified keeps t's own clock).
func FromTime(t time.Time, kind DateTimeKind) DateTime { return DateTime{} }

// Time is the moment as Go has it; Unspecified is taken for local.
func (d DateTime) Time() time.Time { return time.Time{} }

// ParseDateTime is DateTime.Parse: free-form dates as a culture writes them. The errors of this and the following are
// *Exception (System.FormatException …), which callers wrap as their context demands.
func ParseDateTime(text string, c *Culture, styles DateTimeStyles) (DateTime, error) {
	return DateTime{}, nil
}

// ParseDateTimeExact is DateTime.ParseExact with one or more formats.
func ParseDateTimeExact(text string, formats []string, c *Culture, styles DateTimeStyles) (DateTime, error) {
	return DateTime{}, nil
}

// ParseDateTimeOffset is DateTimeOffset.Parse.
func ParseDateTimeOffset(text string, c *Culture, styles DateTimeStyles) (DateTimeOffset, error) {
	return DateTimeOffset{}, nil
}

// ParseDateTimeOffsetExact is DateTimeOffset.ParseExact with one or more formats.
func ParseDateTimeOffsetExact(text string, formats []string, c *Culture, styles DateTimeStyles) (DateTimeOffset, error) {
	return DateTimeOffset{}, nil
}

// ParseTimeSpan is TimeSpan.Parse.
func ParseTimeSpan(text string, c *Culture) (TimeSpan, error) { return 0, nil }

// ParseTimeSpanExact is TimeSpan.ParseExact with one or more formats.
func ParseTimeSpanExact(text string, formats []string, c *Culture) (TimeSpan, error) { return 0, nil }

// ParseGuid is Guid.Parse: the forms N, D, B, P and X.
func ParseGuid(text string) (Guid, error) { return Guid{}, nil }
