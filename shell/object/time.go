package object

// DateTimeKind says what a DateTime's clock reading refers to.
type DateTimeKind uint8

// The kinds of System.DateTimeKind, with its numbers.
const (
	Unspecified DateTimeKind = iota
	UTC
	Local
)

// DateTime is System.DateTime: ticks of 100 ns since 0001-01-01T00:00:00 on the clock that Kind names.
type DateTime struct {
	Ticks int64
	Kind  DateTimeKind
}

// DateTimeOffset is System.DateTimeOffset: a clock reading and its distance from UTC.
type DateTimeOffset struct {
	Ticks         int64 // of the local reading
	OffsetMinutes int16
}

// TimeSpan is System.TimeSpan in ticks of 100 ns.
type TimeSpan int64

// Ticks of 100 ns in the usual units.
const (
	TicksPerMicrosecond = 10
	TicksPerMillisecond = 10_000
	TicksPerSecond      = 10_000_000
	TicksPerMinute      = 60 * TicksPerSecond
	TicksPerHour        = 60 * TicksPerMinute
	TicksPerDay         = 24 * TicksPerHour
)
