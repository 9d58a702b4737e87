package dotnet

import (
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// dateTimeOffsetClass is System.DateTimeOffset.
func dateTimeOffsetClass() class {
	clock := func(d object.DateTimeOffset) object.DateTime { return object.DateTime{Ticks: d.Ticks} }
	c := class{
		new:        try(newDateTimeOffset),
		properties: clockProperties(clock),
		staticProperties: getters{
			"Now":       value(func() object.Value { return object.OffsetOf(object.FromTime(time.Now(), object.Local)) }),
			"UtcNow":    value(func() object.Value { return object.OffsetOf(object.FromTime(time.Now(), object.UTC)) }),
			"MinValue":  constant(object.DateTimeOffset{}),
			"MaxValue":  constant(object.DateTimeOffset{Ticks: object.MaxTicks}),
			"UnixEpoch": constant(object.DateTimeOffset{Ticks: unixEpochTicks}),
		},
		methods: merge(dateTimeOffsetMethods(), movers(clock, func(d object.DateTimeOffset, moved object.DateTime) object.Value {
			return object.DateTimeOffset{Ticks: moved.Ticks, OffsetMinutes: d.OffsetMinutes}
		})),
		statics: methods{
			"Parse":         try(func(a args) (object.Value, error) { return orError(parseOffset(a)) }),
			"ParseExact":    try(func(a args) (object.Value, error) { return orError(parseOffsetExact(a)) }),
			"TryParse":      tryWith(parseOffset),
			"TryParseExact": tryWith(parseOffsetExact),
			"Compare": static(func(a args) object.Value {
				return i32(compareInts(offsetAt(a, 0).UTCTicks(), offsetAt(a, 1).UTCTicks()))
			}),
			"Equals":              static(func(a args) object.Value { return offsetAt(a, 0).UTCTicks() == offsetAt(a, 1).UTCTicks() }),
			"FromUnixTimeSeconds": try(func(a args) (object.Value, error) { return fromUnix(a.int64(0), object.TicksPerSecond, "seconds") }),
			"FromUnixTimeMilliseconds": try(func(a args) (object.Value, error) {
				return fromUnix(a.int64(0), object.TicksPerMillisecond, "milliseconds")
			}),
			"FromFileTime": static(func(a args) object.Value { return object.OffsetOf(fromFileTime(a.int64(0)).ToLocal()) }),
		},
		order: []string{"DateTime", "UtcDateTime", "LocalDateTime", "Date", "Day", "DayOfWeek", "DayOfYear", "Hour",
			"Millisecond", "Microsecond", "Nanosecond", "Minute", "Month", "Offset", "TotalOffsetMinutes", "Second", "Ticks",
			"UtcTicks", "TimeOfDay", "Year"},
	}
	for name, f := range map[string]func(object.DateTimeOffset) object.Value{
		"DateTime": func(d object.DateTimeOffset) object.Value { return object.DateTime{Ticks: d.Ticks} },
		"UtcDateTime": func(d object.DateTimeOffset) object.Value {
			return object.DateTime{Ticks: d.UTCTicks(), Kind: object.UTC}
		},
		"LocalDateTime":      func(d object.DateTimeOffset) object.Value { return object.FromTime(d.Time(), object.Local) },
		"Offset":             func(d object.DateTimeOffset) object.Value { return offsetSpan(d) },
		"TotalOffsetMinutes": func(d object.DateTimeOffset) object.Value { return i32(int(d.OffsetMinutes)) },
		"UtcTicks":           func(d object.DateTimeOffset) object.Value { return d.UTCTicks() },
	} {
		c.properties[name] = get(f)
	}
	return c
}

func offsetSpan(d object.DateTimeOffset) object.TimeSpan {
	return object.TimeSpan(d.OffsetMinutes) * object.TicksPerMinute
}

func offsetAt(a args, i int) object.DateTimeOffset {
	d, _ := a.at(i).(object.DateTimeOffset)
	return d
}

func newDateTimeOffset(a args) (object.Value, error) {
	last := len(a) - 1
	offset := a.span(last)
	if err := checkOffset(offset); err != nil {
		return nil, err
	}
	minutes := int16(offset / object.TicksPerMinute)
	switch first := a.at(0).(type) {
	case object.DateTime:
		if last == 0 {
			return object.OffsetOf(first), nil
		}
		if first.Kind == object.UTC && offset != 0 {
			return nil, argumentError("offset", "The UTC Offset for Utc DateTime instances must be 0.")
		}
		if first.Kind == object.Local && object.OffsetOf(first).OffsetMinutes != minutes {
			return nil, argumentError("offset", "The UTC Offset of the local dateTime parameter does not match the offset argument.")
		}
		return object.DateTimeOffset{Ticks: first.Ticks, OffsetMinutes: minutes}, nil
	case int64:
		return object.DateTimeOffset{Ticks: first, OffsetMinutes: minutes}, nil
	case dateOnly:
		t, _ := a.at(1).(timeOnly)
		return object.DateTimeOffset{Ticks: int64(first)*object.TicksPerDay + int64(t), OffsetMinutes: minutes}, nil
	}
	d, err := dateFromParts(a, object.Unspecified)
	if err != nil {
		return nil, err
	}
	return object.DateTimeOffset{Ticks: d.Ticks, OffsetMinutes: minutes}, nil
}

func checkOffset(offset object.TimeSpan) error {
	switch {
	case offset%object.TicksPerMinute != 0:
		return argumentError("offset", "Offset must be specified in whole minutes.")
	case offset > 14*object.TicksPerHour || offset < -14*object.TicksPerHour:
		return outOfRange("offset", "Offset must be within plus or minus 14 hours.")
	}
	return nil
}

func dateTimeOffsetMethods() methods {
	return methods{
		"ToString":        formatMethod,
		"ToUniversalTime": do(func(d object.DateTimeOffset, _ args) object.Value { return object.DateTimeOffset{Ticks: d.UTCTicks()} }),
		"ToLocalTime": do(func(d object.DateTimeOffset, _ args) object.Value {
			return object.OffsetOf(object.FromTime(d.Time(), object.Local))
		}),
		"ToOffset": call(func(d object.DateTimeOffset, a args) (object.Value, error) {
			if err := checkOffset(a.span(0)); err != nil {
				return nil, err
			}
			return object.DateTimeOffset{Ticks: d.UTCTicks() + int64(a.span(0)), OffsetMinutes: int16(a.span(0) / object.TicksPerMinute)}, nil
		}),
		"ToUnixTimeSeconds": do(func(d object.DateTimeOffset, _ args) object.Value {
			return floorTo(d.UTCTicks()-unixEpochTicks, object.TicksPerSecond)
		}),
		"ToUnixTimeMilliseconds": do(func(d object.DateTimeOffset, _ args) object.Value {
			return floorTo(d.UTCTicks()-unixEpochTicks, object.TicksPerMillisecond)
		}),
		"ToFileTime": call(func(d object.DateTimeOffset, _ args) (object.Value, error) {
			return toFileTime(object.DateTime{Ticks: d.UTCTicks()})
		}),
		"Subtract": call(func(d object.DateTimeOffset, a args) (object.Value, error) {
			if other, ok := a.at(0).(object.DateTimeOffset); ok {
				return object.TimeSpan(d.UTCTicks() - other.UTCTicks()), nil
			}
			moved, err := addTicks(object.DateTime{Ticks: d.Ticks}, -int64(a.span(0)), "value")
			return object.DateTimeOffset{Ticks: moved.Ticks, OffsetMinutes: d.OffsetMinutes}, err
		}),
		"Equals": do(func(d object.DateTimeOffset, a args) object.Value {
			other, ok := a.at(0).(object.DateTimeOffset)
			return ok && other.UTCTicks() == d.UTCTicks()
		}),
		"EqualsExact": do(func(d object.DateTimeOffset, a args) object.Value { return a.at(0) == d }),
	}
}

func floorTo(n, unit int64) int64 {
	q := n / unit
	if n%unit < 0 {
		q--
	}
	return q
}

func fromUnix(n, unit int64, parameter string) (object.Value, error) {
	limit := (object.MaxTicks - unixEpochTicks) / unit
	if n > limit || n < -unixEpochTicks/unit {
		return nil, outOfRange(parameter, "Valid values are between %d and %d, inclusive.", -unixEpochTicks/unit, limit)
	}
	return object.DateTimeOffset{Ticks: unixEpochTicks + n*unit}, nil
}

func parseOffset(a args) (object.DateTimeOffset, error) {
	if a.at(0) == nil {
		return object.DateTimeOffset{}, argumentNull("input")
	}
	return object.ParseDateTimeOffset(a.text(0), cultureIn(a[1:]), stylesIn(a)|object.AllowWhite)
}

func parseOffsetExact(a args) (object.DateTimeOffset, error) {
	if a.at(0) == nil {
		return object.DateTimeOffset{}, argumentNull("input")
	}
	return object.ParseDateTimeOffsetExact(a.text(0), formatsOf(a.at(1)), cultureIn(a[2:]), stylesIn(a))
}
