package utility

import (
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getDateCommand() *command.Command {
	return &command.Command{
		Name: "Get-Date", Class: "Microsoft.PowerShell.Commands.GetDateCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Gives the present date and time, or another one.",
		Description: "Writes a DateTime, or with -Format or -UFormat text. Parts that are given replace those of the " +
			"present time.",
		Examples: []command.Example{
			{Code: `Get-Date '2024-01-02' -Format yyyy-MM-dd`, Remarks: "As text."},
			{Code: `(Get-Date '2024-01-02').AddDays(30)`, Remarks: "Thirty days later."},
			{Code: `Get-Date -UnixTimeSeconds 0 -AsUTC -Format s`, Remarks: "From seconds since 1970."},
		},
		New:         func() command.Processor { return &getDate{} },
		DefaultSet:  "DateAndFormat",
		OutputTypes: []string{"System.DateTime", "System.String"},
	}
}

// getDate is Get-Date: gives the present date and time, or another one.
type getDate struct {
	Date            object.DateTime `ps:"alias=LastWriteTime set=DateAndFormat,DateAndUFormat pos=0 pipeline byname" help:"The date."`
	UnixTimeSeconds int64           `ps:"alias=UnixTime range=-62135596800..253402300799 set=UnixTimeSecondsAndFormat,UnixTimeSecondsAndUFormat mandatory" help:"Seconds since 1970 (UTC)."`
	Year            int32           `ps:"range=1..9999" help:"The year."`
	Month           int32           `ps:"range=1..12" help:"The month."`
	Day             int32           `ps:"range=1..31" help:"The day."`
	Hour            int32           `ps:"range=0..23" help:"The hour."`
	Minute          int32           `ps:"range=0..59" help:"The minute."`
	Second          int32           `ps:"range=0..59" help:"The second."`
	Millisecond     int32           `ps:"range=0..999" help:"The millisecond."`
	DisplayHint     object.Enum     `ps:"type=Microsoft.PowerShell.Commands.DisplayHintType" help:"Shows the date, the time or both."`
	UFormat         string          `ps:"set=DateAndUFormat,UnixTimeSecondsAndUFormat mandatory" help:"A format in the style of the date program of Unix."`
	Format          string          `ps:"set=DateAndFormat,UnixTimeSecondsAndFormat" help:"A .NET format, or FileDate, FileDateUniversal, FileDateTime, FileDateTimeUniversal."`
	AsUTC           object.Switch   `help:"In UTC."`
}

// Process implements command.Processor.
func (c *getDate) Process(inv *command.Invocation) error {
	d, err := c.moment(inv)
	if err != nil {
		return err
	}
	switch {
	case inv.IsBound("UFormat"):
		return inv.Write(unixFormat(d, c.UFormat))
	case inv.IsBound("Format"):
		text, err := formatDate(d, c.Format)
		if err != nil {
			return asErrorRecord(err)
		}
		return inv.Write(text)
	}
	hint := c.DisplayHint
	if !inv.IsBound("DisplayHint") {
		hint = object.NewEnum("Microsoft.PowerShell.Commands.DisplayHintType", displayDateTime)
	}
	return inv.Write(addNote(d, "DisplayHint", hint))
}

// displayDateTime is DisplayHintType's DateTime.
const displayDateTime = 2

// moment is the date asked for, with the parts that were given.
func (c *getDate) moment(inv *command.Invocation) (object.DateTime, error) {
	d := inv.Clock()
	switch {
	case inv.IsBound("Date"):
		d = c.Date
	case inv.IsBound("UnixTimeSeconds"):
		d = object.FromTime(time.Unix(c.UnixTimeSeconds, 0), object.Local)
	}
	parts := []struct {
		name, method string
		get          func(object.DateTime) int32
		value        int32
	}{
		{"Year", "AddYears", partOf("Year"), c.Year}, {"Month", "AddMonths", partOf("Month"), c.Month},
		{"Day", "AddDays", partOf("Day"), c.Day}, {"Hour", "AddHours", partOf("Hour"), c.Hour},
		{"Minute", "AddMinutes", partOf("Minute"), c.Minute}, {"Second", "AddSeconds", partOf("Second"), c.Second},
		{"Millisecond", "AddMilliseconds", partOf("Millisecond"), c.Millisecond},
	}
	for _, p := range parts {
		if !inv.IsBound(p.name) {
			continue
		}
		moved, err := object.InvokeMethod(d, p.method, []object.Value{p.value - p.get(d)})
		if err != nil {
			return d, err
		}
		d, _ = moved.(object.DateTime)
	}
	if inv.IsBound("Millisecond") {
		d.Ticks -= d.Ticks % object.TicksPerMillisecond
	}
	if c.AsUTC {
		d = object.FromTime(d.Time(), object.UTC)
	}
	return d, nil
}

// partOf reads a numeric property of a date.
func partOf(name string) func(object.DateTime) int32 {
	return func(d object.DateTime) int32 {
		v, _, _ := object.GetProperty(d, name)
		n, _ := v.(int32)
		return n
	}
}

// formatDate applies a .NET format or one of the names for file names.
func formatDate(d object.DateTime, format string) (string, error) {
	utc := func() object.DateTime { return object.FromTime(d.Time(), object.UTC) }
	switch strings.ToLower(format) {
	case "filedate":
		format = "yyyyMMdd"
	case "filedateuniversal":
		d, format = utc(), "yyyyMMddZ"
	case "filedatetime":
		format = "yyyyMMddTHHmmssffff"
	case "filedatetimeuniversal":
		d, format = utc(), "yyyyMMddTHHmmssffffZ"
	}
	return object.FormatValue(d, format, object.CurrentCulture)
}
