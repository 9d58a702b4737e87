package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// dateOnly is System.DateOnly: days since 0001-01-01.
type dateOnly int32

// timeOnly is System.TimeOnly: ticks since midnight.
type timeOnly int64

// Type implements object.Object.
func (dateOnly) Type() *object.Type { return object.LibraryType("System.DateOnly") }

// Type implements object.Object.
func (timeOnly) Type() *object.Type { return object.LibraryType("System.TimeOnly") }

func (d dateOnly) midnight() object.DateTime {
	return object.DateTime{Ticks: int64(d) * object.TicksPerDay}
}
func (t timeOnly) clock() object.DateTime { return object.DateTime{Ticks: int64(t)} }

// Text implements object.Texter.
func (d dateOnly) Text() string { s, _ := d.Format("", object.InvariantCulture); return s }

// Text implements object.Texter.
func (t timeOnly) Text() string { s, _ := t.Format("", object.InvariantCulture); return s }

// Format implements object.Formatter.
func (d dateOnly) Format(format string, c *object.Culture) (string, error) {
	switch format {
	case "":
		format = "d"
	case "o", "O":
		format = "yyyy-MM-dd"
	}
	return object.FormatDateTime(d.midnight(), format, c)
}

// Format implements object.Formatter.
func (t timeOnly) Format(format string, c *object.Culture) (string, error) {
	switch format {
	case "":
		format = "t"
	case "o", "O":
		format = "HH:mm:ss.fffffff"
	case "r", "R":
		format = "HH:mm:ss"
	}
	return object.FormatDateTime(t.clock(), format, c)
}

// CompareTo implements object.Comparable.
func (d dateOnly) CompareTo(other object.Value) (int, error) {
	o, _ := other.(dateOnly)
	return compareInts(int64(d), int64(o)), nil
}

// CompareTo implements object.Comparable.
func (t timeOnly) CompareTo(other object.Value) (int, error) {
	o, _ := other.(timeOnly)
	return compareInts(int64(t), int64(o)), nil
}

func dateOf(d object.DateTime) dateOnly { return dateOnly(d.Ticks / object.TicksPerDay) }

func dateOnlyClass() class {
	c := class{
		new: try(func(a args) (object.Value, error) {
			d, err := dateFromParts(a[:3], object.Unspecified)
			return dateOf(d), err
		}),
		properties: clockProperties(dateOnly.midnight),
		staticProperties: getters{"MinValue": constant(dateOnly(0)),
			"MaxValue": constant(dateOf(object.DateTime{Ticks: object.MaxTicks}))},
		methods: merge(methods{
			"ToString":          formatMethod,
			"ToLongDateString":  call(func(d dateOnly, _ args) (object.Value, error) { return orError(d.Format("D", object.CurrentCulture)) }),
			"ToShortDateString": call(func(d dateOnly, _ args) (object.Value, error) { return orError(d.Format("d", object.CurrentCulture)) }),
			"ToDateTime": do(func(d dateOnly, a args) object.Value {
				t, _ := a.at(0).(timeOnly)
				return object.DateTime{Ticks: int64(d)*object.TicksPerDay + int64(t), Kind: object.DateTimeKind(a.enum(1, 0))}
			}),
			"AddDays": call(func(d dateOnly, a args) (object.Value, error) {
				moved, err := addTicks(d.midnight(), a.int64(0)*object.TicksPerDay, "value")
				return dateOf(moved), err
			}),
		}, movers(dateOnly.midnight, func(_ dateOnly, d object.DateTime) object.Value { return dateOf(d) })),
		statics: methods{
			"FromDateTime":  static(func(a args) object.Value { return dateOf(a.date(0)) }),
			"FromDayNumber": static(func(a args) object.Value { return dateOnly(a.int(0)) }),
			"Parse":         try(func(a args) (object.Value, error) { return orError(parseDateOnly(a)) }),
			"ParseExact":    try(func(a args) (object.Value, error) { return orError(parseDateOnlyExact(a)) }),
			"TryParse":      tryWith(parseDateOnly),
			"TryParseExact": tryWith(parseDateOnlyExact),
		},
	}
	c.properties["DayNumber"] = get(func(d dateOnly) object.Value { return i32(int(d)) })
	return c
}

func notRecognized(text, typeName string) error {
	return formatError("String '%s' was not recognized as a valid %s.", text, typeName)
}

func parseDateOnly(a args) (dateOnly, error) {
	d, err := object.ParseDateTime(a.text(0), cultureIn(a[1:]), object.AllowWhite|object.NoCurrentDateDefault)
	if err != nil || d.TimeOfDay() != 0 {
		return 0, notRecognized(a.text(0), "DateOnly")
	}
	return dateOf(d), nil
}

func parseDateOnlyExact(a args) (dateOnly, error) {
	d, err := object.ParseDateTimeExact(a.text(0), formatsOf(a.at(1)), cultureIn(a[2:]), stylesIn(a))
	if err != nil {
		return 0, notRecognized(a.text(0), "DateOnly")
	}
	return dateOf(d), nil
}

func timeOnlyClass() class {
	of := func(d object.DateTime) timeOnly { return timeOnly(d.TimeOfDay()) }
	wrap := func(t timeOnly, ticks object.TimeSpan) object.Value {
		sum := (int64(t) + int64(ticks)) % object.TicksPerDay
		return timeOnly((sum + object.TicksPerDay) % object.TicksPerDay)
	}
	return class{
		new: try(func(a args) (object.Value, error) {
			if n, ok := a.at(0).(int64); ok {
				return timeOnly(n), nil
			}
			d, err := dateFromParts(append(args{int32(1), int32(1), int32(1)}, a...), object.Unspecified)
			return of(d), err
		}),
		properties:       clockProperties(timeOnly.clock),
		order:            []string{"Hour", "Minute", "Second", "Millisecond", "Microsecond", "Nanosecond", "Ticks"},
		staticProperties: getters{"MinValue": constant(timeOnly(0)), "MaxValue": constant(timeOnly(object.TicksPerDay - 1))},
		methods: methods{
			"ToString":          formatMethod,
			"ToLongTimeString":  call(func(t timeOnly, _ args) (object.Value, error) { return orError(t.Format("T", object.CurrentCulture)) }),
			"ToShortTimeString": call(func(t timeOnly, _ args) (object.Value, error) { return orError(t.Format("t", object.CurrentCulture)) }),
			"ToTimeSpan":        do(func(t timeOnly, _ args) object.Value { return object.TimeSpan(t) }),
			"Add":               do(func(t timeOnly, a args) object.Value { return wrap(t, a.span(0)) }),
			"AddHours":          do(func(t timeOnly, a args) object.Value { return wrap(t, object.TimeSpan(a.float(0)*object.TicksPerHour)) }),
			"AddMinutes": do(func(t timeOnly, a args) object.Value {
				return wrap(t, object.TimeSpan(a.float(0)*object.TicksPerMinute))
			}),
			"IsBetween": do(func(t timeOnly, a args) object.Value {
				start, _ := a.at(0).(timeOnly)
				end, _ := a.at(1).(timeOnly)
				if start <= end {
					return start <= t && t < end
				}
				return t >= start || t < end
			}),
		},
		statics: methods{
			"FromDateTime": static(func(a args) object.Value { return of(a.date(0)) }),
			"op_Subtraction": static(func(a args) object.Value {
				l, _ := a.at(0).(timeOnly)
				r, _ := a.at(1).(timeOnly)
				return object.TimeSpan((int64(l) - int64(r) + object.TicksPerDay) % object.TicksPerDay)
			}),
			"FromTimeSpan":  static(func(a args) object.Value { return timeOnly(a.span(0)) }),
			"Parse":         try(func(a args) (object.Value, error) { return orError(parseTimeOnly(a)) }),
			"ParseExact":    try(func(a args) (object.Value, error) { return orError(parseTimeOnlyExact(a)) }),
			"TryParse":      tryWith(parseTimeOnly),
			"TryParseExact": tryWith(parseTimeOnlyExact),
		},
	}
}

func parseTimeOnly(a args) (timeOnly, error) {
	d, err := object.ParseDateTime(a.text(0), cultureIn(a[1:]), object.AllowWhite|object.NoCurrentDateDefault)
	if err != nil || d.Ticks >= object.TicksPerDay {
		return 0, notRecognized(a.text(0), "TimeOnly")
	}
	return timeOnly(d.Ticks), nil
}

func parseTimeOnlyExact(a args) (timeOnly, error) {
	d, err := object.ParseDateTimeExact(a.text(0), formatsOf(a.at(1)), cultureIn(a[2:]), stylesIn(a))
	if err != nil {
		return 0, notRecognized(a.text(0), "TimeOnly")
	}
	return timeOnly(d.TimeOfDay()), nil
}
