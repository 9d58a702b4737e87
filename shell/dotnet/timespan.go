package dotnet

import (
	"math"

	"github.com/partnershell/partnershell/shell/object"
)

// timeSpanClass is System.TimeSpan.
func timeSpanClass() class {
	part := func(unit, size object.TimeSpan) getter {
		return get(func(t object.TimeSpan) object.Value {
			if size == 0 {
				return i32(int(t / unit))
			}
			return i32(int(t / unit % size))
		})
	}
	total := func(unit float64) getter {
		return get(func(t object.TimeSpan) object.Value { return float64(t) / unit })
	}
	return class{
		new: try(newTimeSpan),
		staticProperties: getters{
			"Zero":     constant(object.TimeSpan(0)),
			"MinValue": constant(object.TimeSpan(math.MinInt64)),
			"MaxValue": constant(object.TimeSpan(math.MaxInt64)),
		},
		properties: getters{
			"Days": part(object.TicksPerDay, 0), "Hours": part(object.TicksPerHour, 24),
			"Minutes": part(object.TicksPerMinute, 60), "Seconds": part(object.TicksPerSecond, 60),
			"Milliseconds": part(object.TicksPerMillisecond, 1000), "Microseconds": part(object.TicksPerMicrosecond, 1000),
			"Nanoseconds":       get(func(t object.TimeSpan) object.Value { return i32(int(t%10) * 100) }),
			"Ticks":             get(func(t object.TimeSpan) object.Value { return int64(t) }),
			"TotalDays":         total(object.TicksPerDay),
			"TotalHours":        total(object.TicksPerHour),
			"TotalMinutes":      total(object.TicksPerMinute),
			"TotalSeconds":      total(object.TicksPerSecond),
			"TotalMilliseconds": total(object.TicksPerMillisecond),
			"TotalMicroseconds": total(object.TicksPerMicrosecond),
			"TotalNanoseconds":  get(func(t object.TimeSpan) object.Value { return float64(t) * 100 }),
		},
		methods: timeSpanMethods(),
		statics: timeSpanStatics(),
		order: []string{"Ticks", "Days", "Hours", "Milliseconds", "Microseconds", "Nanoseconds", "Minutes", "Seconds",
			"TotalDays", "TotalHours", "TotalMilliseconds", "TotalMicroseconds", "TotalNanoseconds", "TotalMinutes", "TotalSeconds"},
	}
}

func newTimeSpan(a args) (object.Value, error) {
	if n, ok := a.at(0).(int64); ok {
		return object.TimeSpan(n), nil
	}
	days, rest := 0, a
	if len(a) > 3 {
		days, rest = a.int(0), a[1:]
	}
	ticks := int64(days)*object.TicksPerDay + rest.int64(0)*object.TicksPerHour + rest.int64(1)*object.TicksPerMinute +
		rest.int64(2)*object.TicksPerSecond + rest.int64(3)*object.TicksPerMillisecond + rest.int64(4)*object.TicksPerMicrosecond
	return object.TimeSpan(ticks), nil
}

func errTimeSpanTooLong() error {
	return overflow("TimeSpan overflowed because the duration is too long.")
}

// scaled is n units as a time span.
func scaled(n float64, unit int64) (object.Value, error) {
	if math.IsNaN(n) {
		return nil, object.NewException("System.ArgumentException", "TimeSpan does not accept floating point Not-a-Number values.")
	}
	ticks := n * float64(unit)
	if ticks > math.MaxInt64 || ticks < math.MinInt64 {
		return nil, errTimeSpanTooLong()
	}
	if ticks == math.MaxInt64 {
		return object.TimeSpan(math.MaxInt64), nil
	}
	return object.TimeSpan(ticks), nil
}

func addSpans(l, r object.TimeSpan) (object.Value, error) {
	sum := l + r
	if (r > 0) != (sum > l) && r != 0 {
		return nil, errTimeSpanTooLong()
	}
	return sum, nil
}

func timeSpanMethods() methods {
	return methods{
		"ToString": formatMethod,
		"Add":      call(func(t object.TimeSpan, a args) (object.Value, error) { return addSpans(t, a.span(0)) }),
		"Subtract": call(func(t object.TimeSpan, a args) (object.Value, error) { return addSpans(t, -a.span(0)) }),
		"Negate":   call(func(t object.TimeSpan, _ args) (object.Value, error) { return negateSpan(t) }),
		"Duration": call(func(t object.TimeSpan, _ args) (object.Value, error) {
			if t >= 0 {
				return t, nil
			}
			return negateSpan(t)
		}),
		"Multiply": call(func(t object.TimeSpan, a args) (object.Value, error) {
			return scaled(math.RoundToEven(float64(t)*a.float(0)), 1)
		}),
		"Divide": call(func(t object.TimeSpan, a args) (object.Value, error) {
			if by, ok := a.at(0).(object.TimeSpan); ok {
				return float64(t) / float64(by), nil
			}
			return scaled(math.RoundToEven(float64(t)/a.float(0)), 1)
		}),
	}
}

func negateSpan(t object.TimeSpan) (object.Value, error) {
	if t == math.MinInt64 {
		return nil, overflow("Negating the minimum value of a twos complement number is invalid.")
	}
	return -t, nil
}

func timeSpanStatics() methods {
	m := methods{
		"Parse":         try(func(a args) (object.Value, error) { return orError(parseSpan(a)) }),
		"ParseExact":    try(func(a args) (object.Value, error) { return orError(parseSpanExact(a)) }),
		"TryParse":      tryWith(parseSpan),
		"TryParseExact": tryWith(parseSpanExact),
		"Compare":       static(func(a args) object.Value { return i32(compareInts(int64(a.span(0)), int64(a.span(1)))) }),
		"Equals":        static(func(a args) object.Value { return a.span(0) == a.span(1) }),
		"FromTicks":     static(func(a args) object.Value { return object.TimeSpan(a.int64(0)) }),
	}
	units := []struct {
		name string
		unit int64
	}{{"FromDays", object.TicksPerDay}, {"FromHours", object.TicksPerHour}, {"FromMinutes", object.TicksPerMinute},
		{"FromSeconds", object.TicksPerSecond}, {"FromMilliseconds", object.TicksPerMillisecond}, {"FromMicroseconds", object.TicksPerMicrosecond}}
	for i, u := range units {
		smaller := units[i:]
		m[u.name] = try(func(a args) (object.Value, error) {
			if f, ok := a.at(0).(float64); ok {
				return scaled(f, u.unit)
			}
			total := 0.0
			ticks := int64(0)
			for j := range a { // FromDays(days, hours, minutes, …)
				ticks += a.int64(j) * smaller[j].unit
				total += float64(a.int64(j)) * float64(smaller[j].unit)
			}
			if math.Abs(total) > math.MaxInt64 {
				return nil, errTimeSpanTooLong()
			}
			return object.TimeSpan(ticks), nil
		})
	}
	return m
}

func parseSpan(a args) (object.TimeSpan, error) {
	if a.at(0) == nil {
		return 0, argumentNull("input")
	}
	return object.ParseTimeSpan(a.text(0), cultureIn(a[1:]))
}

func parseSpanExact(a args) (object.TimeSpan, error) {
	if a.at(0) == nil {
		return 0, argumentNull("input")
	}
	return object.ParseTimeSpanExact(a.text(0), formatsOf(a.at(1)), cultureIn(a[2:]))
}
