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

const (
	// unixEpoch is 1970-01-01 in seconds since 0001-01-01.
	unixEpoch = 62135596800
	// MaxTicks is the last moment of the year 9999.
	MaxTicks = 3155378975999999999
)

// FromTime is t on the clock that kind names (Unspecified keeps t's own clock).
func FromTime(t time.Time, kind DateTimeKind) DateTime {
	switch kind {
	case UTC:
		t = t.UTC()
	case Local:
		t = t.In(time.Local)
	}
	return DateTime{Ticks: wallTicks(t), Kind: kind}
}

// wallTicks is what t's clock shows, in ticks.
func wallTicks(t time.Time) int64 {
	_, offset := t.Zone()
	return (t.Unix()+int64(offset)+unixEpoch)*TicksPerSecond + int64(t.Nanosecond()/100)
}

// wall is the clock reading as a Go time in UTC, for its calendar.
func (d DateTime) wall() time.Time {
	seconds, rest := floorDiv(d.Ticks, TicksPerSecond)
	return time.Unix(seconds-unixEpoch, rest*100).UTC()
}

func floorDiv(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}

// Time is the moment as Go has it; Unspecified is taken for local.
func (d DateTime) Time() time.Time {
	t := d.wall()
	if d.Kind == UTC {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.Local)
}

// ToUniversal is DateTime.ToUniversalTime.
func (d DateTime) ToUniversal() DateTime {
	if d.Kind == UTC {
		return d
	}
	return FromTime(d.Time(), UTC)
}

// ToLocal is DateTime.ToLocalTime; Unspecified is taken for UTC.
func (d DateTime) ToLocal() DateTime {
	if d.Kind == Local {
		return d
	}
	return FromTime(d.wall(), Local)
}

// NewDateTime is a date with a time of day in ticks; ok is false if there is no such date.
func NewDateTime(year, month, day int, ticks int64, kind DateTimeKind) (d DateTime, ok bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, month) {
		return DateTime{}, false
	}
	days := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() + unixEpoch
	d = DateTime{Ticks: days*TicksPerSecond + ticks, Kind: kind}
	return d, d.Ticks >= 0 && d.Ticks <= MaxTicks
}

// DaysInMonth is the length of a month (1 to 12).
func DaysInMonth(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Date returns year, month and day.
func (d DateTime) Date() (year, month, day int) {
	t := d.wall()
	return t.Year(), int(t.Month()), t.Day()
}

// TimeOfDay is the time since midnight.
func (d DateTime) TimeOfDay() TimeSpan {
	_, rest := floorDiv(d.Ticks, TicksPerDay)
	return TimeSpan(rest)
}

// DayOfWeek is 0 for Sunday to 6 for Saturday.
func (d DateTime) DayOfWeek() int {
	days, _ := floorDiv(d.Ticks, TicksPerDay)
	return int((days + 1) % 7)
}

// UTCTicks are the ticks of the same moment in UTC.
func (d DateTimeOffset) UTCTicks() int64 { return d.Ticks - int64(d.OffsetMinutes)*TicksPerMinute }

// Time is the moment as Go has it, in a zone of that offset.
func (d DateTimeOffset) Time() time.Time {
	return DateTime{Ticks: d.UTCTicks(), Kind: UTC}.Time().In(time.FixedZone("", int(d.OffsetMinutes)*60))
}

// OffsetOf is a DateTime with the distance from UTC that its kind gives it (new DateTimeOffset(d)).
func OffsetOf(d DateTime) DateTimeOffset {
	if d.Kind == UTC {
		return DateTimeOffset{Ticks: d.Ticks}
	}
	_, seconds := d.Time().Zone()
	return DateTimeOffset{Ticks: d.Ticks, OffsetMinutes: int16(seconds / 60)}
}

// errFormat is .NET's error for a format string that means nothing.
func errFormat() *Exception {
	return NewException("System.FormatException", "Input string was not in a correct format.")
}
