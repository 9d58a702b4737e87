package dotnet

import (
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// timeZone is System.TimeZoneInfo.
type timeZone struct{ location *time.Location }

// Type implements object.Object.
func (timeZone) Type() *object.Type { return object.LibraryType("System.TimeZoneInfo") }

// Text implements object.Texter.
func (z timeZone) Text() string { return z.displayName() }

func (z timeZone) id() string {
	if z.location == time.Local {
		if name := time.Local.String(); name != "Local" {
			return name
		}
		if name, offset := time.Now().Zone(); offset == 0 {
			return "UTC"
		} else {
			return name
		}
	}
	return z.location.String()
}

func (z timeZone) displayName() string {
	if z.id() == "UTC" {
		return "(UTC) Coordinated Universal Time"
	}
	return "(UTC" + time.Now().In(z.location).Format("-07:00") + ") " + z.id()
}

// baseOffset is the offset from UTC in winter.
func (z timeZone) baseOffset() object.TimeSpan {
	year := time.Now().Year()
	_, january := time.Date(year, 1, 1, 0, 0, 0, 0, z.location).Zone()
	_, july := time.Date(year, 7, 1, 0, 0, 0, 0, z.location).Zone()
	return object.TimeSpan(min(january, july)) * object.TicksPerSecond
}

// moment is the time that a DateTime or DateTimeOffset means; Unspecified is on z's clock.
func (z timeZone) moment(v object.Value) time.Time {
	if d, ok := v.(object.DateTimeOffset); ok {
		return d.Time()
	}
	d, _ := v.(object.DateTime)
	if d.Kind != object.Unspecified {
		return d.Time()
	}
	return onClock(d, z.location)
}

// onClock is the moment at which a location's clock shows d.
func onClock(d object.DateTime, location *time.Location) time.Time {
	u := object.DateTime{Ticks: d.Ticks, Kind: object.UTC}.Time()
	return time.Date(u.Year(), u.Month(), u.Day(), u.Hour(), u.Minute(), u.Second(), u.Nanosecond(), location)
}

// convertTo shows a moment on another zone's clock, as the type that v has.
func (z timeZone) convertTo(v object.Value, t time.Time) object.Value {
	t = t.In(z.location)
	_, offset := t.Zone()
	if _, ok := v.(object.DateTimeOffset); ok {
		return object.DateTimeOffset{Ticks: object.FromTime(t, object.Unspecified).Ticks, OffsetMinutes: int16(offset / 60)}
	}
	switch {
	case z.location == time.UTC:
		return object.FromTime(t, object.UTC)
	case z.location == time.Local:
		return object.FromTime(t, object.Local)
	}
	return object.FromTime(t, object.Unspecified)
}

// windowsZones gives the IANA name of the Windows zone names that scripts use most.
func windowsZones(name string) string {
	switch object.FoldName(name) {
	case "w. europe standard time":
		return "Europe/Berlin"
	case "romance standard time":
		return "Europe/Paris"
	case "central europe standard time":
		return "Europe/Budapest"
	case "gmt standard time":
		return "Europe/London"
	case "greenwich standard time":
		return "Atlantic/Reykjavik"
	case "eastern standard time":
		return "America/New_York"
	case "central standard time":
		return "America/Chicago"
	case "mountain standard time":
		return "America/Denver"
	case "pacific standard time":
		return "America/Los_Angeles"
	case "aus eastern standard time":
		return "Australia/Sydney"
	case "tokyo standard time":
		return "Asia/Tokyo"
	case "india standard time":
		return "Asia/Kolkata"
	case "china standard time":
		return "Asia/Shanghai"
	case "singapore standard time":
		return "Asia/Singapore"
	case "new zealand standard time":
		return "Pacific/Auckland"
	case "utc", "coordinated universal time":
		return "UTC"
	}
	return name
}

func findZone(name string) (timeZone, error) {
	location, err := time.LoadLocation(windowsZones(name))
	if err != nil || name == "" || name == "Local" {
		return timeZone{}, object.NewException("System.TimeZoneNotFoundException",
			"The time zone ID '%s' was not found on the local computer.", name)
	}
	return timeZone{location}, nil
}

func zoneAt(a args, i int) timeZone {
	if z, ok := a.at(i).(timeZone); ok {
		return z
	}
	return timeZone{time.Local}
}

func timeZoneClass() class {
	local := timeZone{time.Local}
	return class{
		staticProperties: getters{"Utc": constant(timeZone{time.UTC}), "Local": constant(local)},
		statics: methods{
			"FindSystemTimeZoneById":    try(func(a args) (object.Value, error) { return orError(findZone(a.text(0))) }),
			"TryFindSystemTimeZoneById": tryWith(func(a args) (timeZone, error) { return findZone(a.text(0)) }),
			"ConvertTime": static(func(a args) object.Value {
				if a.has(2) {
					return zoneAt(a, 2).convertTo(a.at(0), zoneAt(a, 1).moment(a.at(0)))
				}
				return zoneAt(a, 1).convertTo(a.at(0), local.moment(a.at(0)))
			}),
			"ConvertTimeBySystemTimeZoneId": try(func(a args) (object.Value, error) {
				from, to := local, timeZone{}
				var err error
				if to, err = findZone(a.text(len(a) - 1)); err != nil {
					return nil, err
				}
				if len(a) == 3 {
					if from, err = findZone(a.text(1)); err != nil {
						return nil, err
					}
				}
				return to.convertTo(a.at(0), from.moment(a.at(0))), nil
			}),
			"ConvertTimeToUtc": static(func(a args) object.Value {
				return object.FromTime(zoneAt(a, 1).moment(a.at(0)), object.UTC)
			}),
			"ConvertTimeFromUtc": static(func(a args) object.Value {
				return zoneAt(a, 1).convertTo(a.at(0), onClock(a.date(0), time.UTC))
			}),
			"GetSystemTimeZones": static(func(args) object.Value { return object.NewArray(timeZone{time.UTC}, local) }),
			"ClearCachedData":    static(func(args) object.Value { return object.Nothing }),
		},
		properties: getters{
			"Id":                         get(func(z timeZone) object.Value { return z.id() }),
			"HasIanaId":                  constant(true),
			"DisplayName":                get(func(z timeZone) object.Value { return z.displayName() }),
			"StandardName":               get(func(z timeZone) object.Value { return zoneName(z) }),
			"DaylightName":               get(func(z timeZone) object.Value { return zoneName(z) }),
			"BaseUtcOffset":              get(func(z timeZone) object.Value { return z.baseOffset() }),
			"SupportsDaylightSavingTime": get(func(z timeZone) object.Value { return supportsDST(z.location) }),
		},
		methods: methods{
			"GetUtcOffset": do(func(z timeZone, a args) object.Value {
				_, offset := z.moment(a.at(0)).In(z.location).Zone()
				return object.TimeSpan(offset) * object.TicksPerSecond
			}),
			"IsDaylightSavingTime": do(func(z timeZone, a args) object.Value { return z.moment(a.at(0)).In(z.location).IsDST() }),
			"ToString":             do(func(z timeZone, _ args) object.Value { return z.displayName() }),
		},
		order: []string{"Id", "HasIanaId", "DisplayName", "StandardName", "DaylightName", "BaseUtcOffset", "SupportsDaylightSavingTime"},
	}
}

func zoneName(z timeZone) string {
	if z.id() == "UTC" {
		return "Coordinated Universal Time"
	}
	return z.id()
}

func supportsDST(location *time.Location) bool {
	year := time.Now().Year()
	return time.Date(year, 1, 1, 0, 0, 0, 0, location).IsDST() || time.Date(year, 7, 1, 0, 0, 0, 0, location).IsDST()
}
