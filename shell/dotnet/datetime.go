package dotnet

import (
	"math"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// dateTimeClass is System.DateTime.
func dateTimeClass() class {
	c := class{
		new:        try(newDateTime),
		properties: clockProperties(func(d object.DateTime) object.DateTime { return d }),
		staticProperties: getters{
			"Now":       value(func() object.Value { return object.FromTime(time.Now(), object.Local) }),
			"UtcNow":    value(func() object.Value { return object.FromTime(time.Now(), object.UTC) }),
			"Today":     value(today),
			"MinValue":  constant(object.DateTime{}),
			"MaxValue":  constant(object.DateTime{Ticks: object.MaxTicks}),
			"UnixEpoch": constant(object.DateTime{Ticks: unixEpochTicks, Kind: object.UTC}),
		},
		methods: dateTimeMethods(),
		statics: dateTimeStatics(),
		extra: []*object.Member{{Name: "DateTime", Kind: object.ScriptProperty, ValueType: object.TypeObject,
			Definition: "System.Object DateTime {get=…;}", Get: dateTimeText}},
		order: []string{"Date", "Day", "DayOfWeek", "DayOfYear", "Hour", "Kind", "Millisecond", "Microsecond", "Nanosecond",
			"Minute", "Month", "Second", "Ticks", "TimeOfDay", "Year"},
	}
	c.properties["Kind"] = get(func(d object.DateTime) object.Value { return object.NewEnum("System.DateTimeKind", int64(d.Kind)) })
	return c
}

// unixEpochTicks is 1970-01-01.
const unixEpochTicks = 621355968000000000

func today() object.Value {
	now := object.FromTime(time.Now(), object.Local)
	now.Ticks -= int64(now.TimeOfDay())
	return now
}

// dateTimeText is PowerShell's DateTime property: long date and time, or the part that the DisplayHint note names.
func dateTimeText(this object.Value) (object.Value, error) {
	d, ok := object.Base(this).(object.DateTime)
	if !ok {
		return nil, object.ErrNotImplemented
	}
	format := "F"
	if hint, ok, _ := object.GetProperty(this, "DisplayHint"); ok {
		switch object.ToText(hint) {
		case "Date":
			format = "D"
		case "Time":
			format = "T"
		}
	}
	return orError(object.FormatDateTime(d, format, object.CurrentCulture))
}

// clockProperties are the properties of types that hold a clock reading.
func clockProperties[R any](reading func(R) object.DateTime) getters {
	part := func(f func(object.DateTime) int) getter {
		return get(func(r R) object.Value { return i32(f(reading(r))) })
	}
	ofDay := func(unit, size object.TimeSpan) getter {
		return part(func(d object.DateTime) int { return int(d.TimeOfDay() / unit % size) })
	}
	return getters{
		"Year":        part(func(d object.DateTime) int { y, _, _ := d.Date(); return y }),
		"Month":       part(func(d object.DateTime) int { _, m, _ := d.Date(); return m }),
		"Day":         part(func(d object.DateTime) int { _, _, n := d.Date(); return n }),
		"DayOfYear":   part(dayOfYear),
		"Hour":        ofDay(object.TicksPerHour, 24),
		"Minute":      ofDay(object.TicksPerMinute, 60),
		"Second":      ofDay(object.TicksPerSecond, 60),
		"Millisecond": ofDay(object.TicksPerMillisecond, 1000),
		"Microsecond": ofDay(object.TicksPerMicrosecond, 1000),
		"Nanosecond":  part(func(d object.DateTime) int { return int(d.TimeOfDay()%10) * 100 }),
		"Ticks":       get(func(r R) object.Value { return reading(r).Ticks }),
		"TimeOfDay":   get(func(r R) object.Value { return reading(r).TimeOfDay() }),
		"DayOfWeek":   get(func(r R) object.Value { return object.NewEnum("System.DayOfWeek", int64(reading(r).DayOfWeek())) }),
		"Date": get(func(r R) object.Value {
			d := reading(r)
			d.Ticks -= int64(d.TimeOfDay())
			return d
		}),
	}
}

func dayOfYear(d object.DateTime) int {
	y, _, _ := d.Date()
	first, _ := object.NewDateTime(y, 1, 1, 0, d.Kind)
	return int((d.Ticks-first.Ticks)/object.TicksPerDay) + 1
}

// newDateTime is the constructors: ticks, or date and time in parts, perhaps with a kind at the end.
func newDateTime(a args) (object.Value, error) {
	kind := object.DateTimeKind(a.enum(len(a)-1, 0))
	if n, ok := a.at(0).(int64); ok {
		if n < 0 || n > object.MaxTicks {
			return nil, outOfRange("ticks", "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.")
		}
		return object.DateTime{Ticks: n, Kind: kind}, nil
	}
	if d, ok := a.at(0).(dateOnly); ok {
		t, _ := a.at(1).(timeOnly)
		return object.DateTime{Ticks: int64(d)*object.TicksPerDay + int64(t), Kind: kind}, nil
	}
	return dateFromParts(a, kind)
}

func dateFromParts(a args, kind object.DateTimeKind) (object.DateTime, error) {
	part := func(i int) int {
		if isInt(a.at(i)) {
			return a.int(i)
		}
		return 0
	}
	hour, minute, second, millisecond, microsecond := part(3), part(4), part(5), part(6), part(7)
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return object.DateTime{}, object.NewException("System.ArgumentOutOfRangeException",
			"Hour, Minute, and Second parameters describe an un-representable DateTime.")
	}
	if millisecond < 0 || millisecond > 999 {
		return object.DateTime{}, outOfRange("millisecond", "Valid values are between 0 and 999, inclusive.")
	}
	ticks := int64(hour)*object.TicksPerHour + int64(minute)*object.TicksPerMinute + int64(second)*object.TicksPerSecond +
		int64(millisecond)*object.TicksPerMillisecond + int64(microsecond)*object.TicksPerMicrosecond
	d, ok := object.NewDateTime(part(0), part(1), part(2), ticks, kind)
	if !ok {
		return d, object.NewException("System.ArgumentOutOfRangeException",
			"Year, Month, and Day parameters describe an un-representable DateTime.")
	}
	return d, nil
}

// addTicks moves a date; .NET's error names the parameter.
func addTicks(d object.DateTime, ticks int64, parameter string) (object.DateTime, error) {
	sum := d.Ticks + ticks
	if sum < 0 || sum > object.MaxTicks || (ticks > 0) != (sum > d.Ticks) && ticks != 0 {
		return d, outOfRange(parameter, "The added or subtracted value results in an un-representable DateTime.")
	}
	return object.DateTime{Ticks: sum, Kind: d.Kind}, nil
}

// addUnits moves a date by a number of units that may have a fraction.
func addUnits(d object.DateTime, n float64, unit int64) (object.DateTime, error) {
	limit := float64(object.MaxTicks) / float64(unit)
	if math.IsNaN(n) || math.Abs(n) > limit+1 {
		return d, outOfRange("value", "Value to add was out of range.")
	}
	whole := math.Trunc(n)
	return addTicks(d, int64(whole)*unit+int64((n-whole)*float64(unit)), "value")
}

// addMonths moves a date by months, to the last day of a shorter month.
func addMonths(d object.DateTime, n int) (object.DateTime, error) {
	if n < -120000 || n > 120000 {
		return d, outOfRange("months", "Months value must be between +/-120000.")
	}
	y, m, day := d.Date()
	total := y*12 + m - 1 + n
	if total < 12 {
		return d, outOfRange("months", "The added or subtracted value results in an un-representable DateTime.")
	}
	y, m = total/12, total%12+1
	moved, ok := object.NewDateTime(y, m, min(day, object.DaysInMonth(y, m)), int64(d.TimeOfDay()), d.Kind)
	if !ok {
		return d, outOfRange("months", "The added or subtracted value results in an un-representable DateTime.")
	}
	return moved, nil
}

func addYears(d object.DateTime, n int) (object.DateTime, error) {
	if n < -10000 || n > 10000 {
		return d, outOfRange("value", "Years value must be between +/-10000.")
	}
	return addMonths(d, n*12)
}

// movers are the Add methods of types that hold a clock reading; apply puts a moved reading back into the type.
func movers[R any](reading func(R) object.DateTime, apply func(R, object.DateTime) object.Value) methods {
	by := func(move func(object.DateTime, args) (object.DateTime, error)) method {
		return call(func(r R, a args) (object.Value, error) {
			d, err := move(reading(r), a)
			if err != nil {
				return nil, err
			}
			return apply(r, d), nil
		})
	}
	units := func(unit int64) method {
		return by(func(d object.DateTime, a args) (object.DateTime, error) { return addUnits(d, a.float(0), unit) })
	}
	return methods{
		"Add": by(func(d object.DateTime, a args) (object.DateTime, error) {
			return addTicks(d, int64(a.span(0)), "value")
		}),
		"AddTicks":        by(func(d object.DateTime, a args) (object.DateTime, error) { return addTicks(d, a.int64(0), "value") }),
		"AddMonths":       by(func(d object.DateTime, a args) (object.DateTime, error) { return addMonths(d, a.int(0)) }),
		"AddYears":        by(func(d object.DateTime, a args) (object.DateTime, error) { return addYears(d, a.int(0)) }),
		"AddDays":         units(object.TicksPerDay),
		"AddHours":        units(object.TicksPerHour),
		"AddMinutes":      units(object.TicksPerMinute),
		"AddSeconds":      units(object.TicksPerSecond),
		"AddMilliseconds": units(object.TicksPerMillisecond),
		"AddMicroseconds": units(object.TicksPerMicrosecond),
	}
}

func dateTimeMethods() methods {
	shown := func(format string) method {
		return call(func(d object.DateTime, _ args) (object.Value, error) {
			return orError(object.FormatDateTime(d, format, object.CurrentCulture))
		})
	}
	own := methods{
		"ToString":          formatMethod,
		"ToLongDateString":  shown("D"),
		"ToLongTimeString":  shown("T"),
		"ToShortDateString": shown("d"),
		"ToShortTimeString": shown("t"),
		"ToUniversalTime":   do(func(d object.DateTime, _ args) object.Value { return d.ToUniversal() }),
		"ToLocalTime":       do(func(d object.DateTime, _ args) object.Value { return d.ToLocal() }),
		"Subtract": call(func(d object.DateTime, a args) (object.Value, error) {
			if other, ok := a.at(0).(object.DateTime); ok {
				return object.TimeSpan(d.Ticks - other.Ticks), nil
			}
			return orError(addTicks(d, -int64(a.span(0)), "value"))
		}),
		"IsDaylightSavingTime": do(func(d object.DateTime, _ args) object.Value {
			return d.Kind != object.UTC && d.Time().IsDST()
		}),
		"ToOADate":   do(func(d object.DateTime, _ args) object.Value { return toOADate(d) }),
		"ToBinary":   do(func(d object.DateTime, _ args) object.Value { return toBinary(d) }),
		"ToFileTime": call(func(d object.DateTime, _ args) (object.Value, error) { return toFileTime(d.ToUniversal()) }),
		"ToFileTimeUtc": call(func(d object.DateTime, _ args) (object.Value, error) {
			if d.Kind == object.Local {
				d = d.ToUniversal()
			}
			return toFileTime(d)
		}),
		"Equals":             do(func(d object.DateTime, a args) object.Value { return sameTicks(d, a.at(0)) }),
		"GetDateTimeFormats": call(dateTimeFormats),
	}
	identity := func(d object.DateTime) object.DateTime { return d }
	return merge(own, movers(identity, func(_, d object.DateTime) object.Value { return d }))
}

func sameTicks(d object.DateTime, v object.Value) bool {
	other, ok := v.(object.DateTime)
	return ok && other.Ticks == d.Ticks
}

// dateTimeFormats is what the standard formats make of a date.
func dateTimeFormats(d object.DateTime, a args) (object.Value, error) {
	formats := "dDfFgGmortsuUy"
	if c, ok := a.at(0).(object.Char); ok {
		formats = charText(uint16(c))
	}
	var all []string
	for _, f := range formats {
		text, err := object.FormatDateTime(d, string(f), a.culture(len(a)-1))
		if err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return textArray(all), nil
}

// oaEpochTicks is 1899-12-30, day 0 of OLE automation dates.
const oaEpochTicks = 599264352000000000

func toOADate(d object.DateTime) object.Value {
	if d.Ticks == 0 {
		return 0.0
	}
	milliseconds := (d.Ticks - oaEpochTicks) / object.TicksPerMillisecond
	const perDay = object.TicksPerDay / object.TicksPerMillisecond
	if milliseconds < 0 {
		if fraction := milliseconds % perDay; fraction != 0 {
			milliseconds -= (perDay + fraction) * 2
		}
	}
	return float64(milliseconds) / perDay
}

func fromOADate(days float64) (object.Value, error) {
	if math.IsNaN(days) || days >= 2958466 || days <= -657435 {
		return nil, object.NewException("System.ArgumentException", "Not a legal OleAut date.")
	}
	const perDay = object.TicksPerDay / object.TicksPerMillisecond
	milliseconds := int64(days*perDay + math.Copysign(0.5, days))
	if milliseconds < 0 {
		milliseconds -= milliseconds % perDay * 2
	}
	return object.DateTime{Ticks: oaEpochTicks + milliseconds*object.TicksPerMillisecond}, nil
}

// fileTimeEpochTicks is 1601-01-01.
const fileTimeEpochTicks = 504911232000000000

func toFileTime(d object.DateTime) (object.Value, error) {
	if d.Ticks < fileTimeEpochTicks {
		return nil, object.NewException("System.ArgumentOutOfRangeException", "Not a valid Win32 FileTime. (Parameter 'ticks')")
	}
	return d.Ticks - fileTimeEpochTicks, nil
}

// toBinary puts the kind into the two highest bits; local times are stored in UTC.
func toBinary(d object.DateTime) object.Value {
	if d.Kind == object.Local {
		return int64(uint64(d.ToUniversal().Ticks)&(1<<62-1) | 1<<63)
	}
	return int64(uint64(d.Ticks) | uint64(d.Kind)<<62)
}

func fromBinary(n int64) object.Value {
	ticks := n & (1<<62 - 1)
	if n < 0 {
		return object.DateTime{Ticks: ticks, Kind: object.UTC}.ToLocal()
	}
	return object.DateTime{Ticks: ticks, Kind: object.DateTimeKind(uint64(n) >> 62)}
}

func dateTimeStatics() methods {
	return methods{
		"Parse":         try(func(a args) (object.Value, error) { return orError(parseDate(a)) }),
		"ParseExact":    try(func(a args) (object.Value, error) { return orError(parseDateExact(a)) }),
		"TryParse":      tryWith(parseDate),
		"TryParseExact": tryWith(parseDateExact),
		"Compare":       static(func(a args) object.Value { return i32(compareInts(a.date(0).Ticks, a.date(1).Ticks)) }),
		"Equals":        static(func(a args) object.Value { return a.date(0).Ticks == a.date(1).Ticks }),
		"DaysInMonth":   try(daysInMonth),
		"IsLeapYear": try(func(a args) (object.Value, error) {
			y := a.int(0)
			if y < 1 || y > 9999 {
				return nil, outOfRange("year", "Year must be between 1 and 9999.")
			}
			return object.DaysInMonth(y, 2) == 29, nil
		}),
		"SpecifyKind": static(func(a args) object.Value {
			return object.DateTime{Ticks: a.date(0).Ticks, Kind: object.DateTimeKind(a.enum(1, 0))}
		}),
		"FromOADate":      try(func(a args) (object.Value, error) { return fromOADate(a.float(0)) }),
		"FromBinary":      static(func(a args) object.Value { return fromBinary(a.int64(0)) }),
		"FromFileTime":    static(func(a args) object.Value { return fromFileTime(a.int64(0)).ToLocal() }),
		"FromFileTimeUtc": static(func(a args) object.Value { return fromFileTime(a.int64(0)) }),
	}
}

func fromFileTime(n int64) object.DateTime {
	return object.DateTime{Ticks: n + fileTimeEpochTicks, Kind: object.UTC}
}

func compareInts(l, r int64) int { return boolInt(l > r) - boolInt(l < r) }

func daysInMonth(a args) (object.Value, error) {
	y, m := a.int(0), a.int(1)
	if m < 1 || m > 12 {
		return nil, outOfRangeValue("month", m, "Month must be between one and twelve.")
	}
	if y < 1 || y > 9999 {
		return nil, outOfRange("year", "Year must be between 1 and 9999.")
	}
	return i32(object.DaysInMonth(y, m)), nil
}

// stylesIn finds a DateTimeStyles argument.
func stylesIn(a args) object.DateTimeStyles {
	for i := range a {
		if e, ok := a.at(i).(object.Enum); ok {
			return object.DateTimeStyles(e.Value)
		}
	}
	return 0
}

// cultureIn finds a format provider argument.
func cultureIn(a args) *object.Culture {
	for i := range a {
		if c := providerCulture(a.at(i)); c != nil {
			return c
		}
	}
	return object.CurrentCulture
}

func parseDate(a args) (object.DateTime, error) {
	if a.at(0) == nil {
		return object.DateTime{}, argumentNull("s")
	}
	return object.ParseDateTime(a.text(0), cultureIn(a[1:]), stylesIn(a)|object.AllowWhite)
}

// formatsOf is a format argument: one text or an array of them.
func formatsOf(v object.Value) []string {
	if s, ok := v.(string); ok {
		return []string{s}
	}
	return args{v}.texts(0)
}

func parseDateExact(a args) (object.DateTime, error) {
	if a.at(0) == nil {
		return object.DateTime{}, argumentNull("s")
	}
	return object.ParseDateTimeExact(a.text(0), formatsOf(a.at(1)), cultureIn(a[2:]), stylesIn(a))
}

// tryWith makes TryParse of a parser: the last argument takes the result.
func tryWith[T any](parse func(args) (T, error)) method {
	return try(func(a args) (object.Value, error) {
		last := len(a) - 1
		v, err := parse(a[:last])
		if err != nil {
			var zero T
			return false, a.store(last, zero)
		}
		return true, a.store(last, v)
	})
}
