package object

import "testing"

func TestParseDateTime(t *testing.T) {
	for text, want := range map[string]string{
		"2024-03-05": "2024-03-05T00:00:00.0000000", "3/5/2024": "2024-03-05T00:00:00.0000000",
		"3.5.2024": "2024-03-05T00:00:00.0000000", "1/2/49": "2049-01-02T00:00:00.0000000",
		"1/2/50":      "1950-01-02T00:00:00.0000000",
		"Jan 2, 2024": "2024-01-02T00:00:00.0000000", "5 March 2024 4pm": "2024-03-05T16:00:00.0000000",
		"Jan 2024": "2024-01-01T00:00:00.0000000", "2024-03": "2024-03-01T00:00:00.0000000",
		"2024-03-05 12:00 AM":          "2024-03-05T00:00:00.0000000",
		"2024-03-05T10:11:12.12345678": "2024-03-05T10:11:12.1234568",
		"Tue, 05 Mar 2024 10:11:12":    "2024-03-05T10:11:12.0000000",
		"Wed, 05 Mar 2024": "String 'Wed, 05 Mar 2024' was not recognized as a valid DateTime because the day of week was " +
			"incorrect.",
		"13/01/2024": "String '13/01/2024' was not recognized as a valid DateTime.",
		"2023-02-29": "String '2023-02-29' was not recognized as a valid DateTime.",
		"":           "String '' was not recognized as a valid DateTime.",
		"2024-03-05 24:00": "The DateTime represented by the string '2024-03-05 24:00' is not supported in calendar " +
			"'System.Globalization.GregorianCalendar'.",
		"2024-W10": "The string '2024-W10' was not recognized as a valid DateTime. There is an unknown word starting at index '5'.",
	} {
		d, err := ParseDateTime(text, InvariantCulture, 0)
		got, _ := FormatDateTime(d, "o", InvariantCulture)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestParseDateTimeZones(t *testing.T) {
	for _, c := range []struct {
		text   string
		styles DateTimeStyles
		want   string
	}{
		{"2024-03-05T10:11:12+02:00", AdjustToUniversal, "2024-03-05T08:11:12.0000000Z"},
		{"2024-03-05T10:11:12Z", RoundtripKind, "2024-03-05T10:11:12.0000000Z"},
		{"2024-03-05 10:11:12 -0530", AdjustToUniversal, "2024-03-05T15:41:12.0000000Z"},
		{"2024-03-05", AssumeUniversal | AdjustToUniversal, "2024-03-05T00:00:00.0000000Z"},
	} {
		d, err := ParseDateTime(c.text, InvariantCulture, c.styles)
		if got, _ := FormatDateTime(d, "o", InvariantCulture); got != c.want || err != nil {
			t.Errorf("%q: got %s, %v, want %s", c.text, got, err, c.want)
		}
	}
	o, err := ParseDateTimeOffset("2024-03-05T10:11:12+02:00", InvariantCulture, 0)
	if got, _ := FormatDateTimeOffset(o, "o", InvariantCulture); got != "2024-03-05T10:11:12.0000000+02:00" || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
	g, err := ParseDateTime("05.03.2024", LookupCulture("de-DE"), 0)
	if _, month, day := g.Date(); month != 3 || day != 5 || err != nil {
		t.Errorf("German date: %v, %v", g, err)
	}
}

func TestParseDateTimeExact(t *testing.T) {
	for _, c := range []struct{ text, format, want string }{
		{"05.03.2024", "dd.MM.yyyy", "2024-03-05T00:00:00.0000000"},
		{"20240305101112123", "yyyyMMddHHmmssfff", "2024-03-05T10:11:12.1230000"},
		{"March 5 2024", "MMMM d yyyy", "2024-03-05T00:00:00.0000000"},
		{"2024", "yyyy", "2024-01-01T00:00:00.0000000"},
		{"2024-3-5", "yyyy-MM-dd", "String '2024-3-5' was not recognized as a valid DateTime."},
		{"2024-13-05", "yyyy-MM-dd", "The DateTime represented by the string '2024-13-05' is not supported in calendar " +
			"'System.Globalization.GregorianCalendar'."},
		{"2024-03-05", "q", "Input string was not in a correct format."},
		{"Wed 05 Mar 2024", "ddd dd MMM yyyy", "String 'Wed 05 Mar 2024' was not recognized as a valid DateTime because the " +
			"day of week was incorrect."},
	} {
		d, err := ParseDateTimeExact(c.text, []string{c.format}, InvariantCulture, 0)
		got, _ := FormatDateTime(d, "o", InvariantCulture)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q by %q: got %s, want %s", c.text, c.format, got, c.want)
		}
	}
}

func TestParseTimeSpan(t *testing.T) {
	for text, want := range map[string]string{
		"5": "5.00:00:00", "1:02": "01:02:00", "-1.02:03": "-1.02:03:00", "1.02:03:04.5": "1.02:03:04.5000000",
		"6:12:14:45": "6.12:14:45", "10675199.02:48:05.4775807": "10675199.02:48:05.4775807",
		"1.5":   "String '1.5' was not recognized as a valid TimeSpan.",
		"+1:00": "String '+1:00' was not recognized as a valid TimeSpan.",
		"25:00": "The TimeSpan string '25:00' could not be parsed because at least one of the numeric components is out of " +
			"range or contains too many digits.",
	} {
		span, err := ParseTimeSpan(text, InvariantCulture)
		got := timeSpanText(span)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func FuzzParseDateTime(f *testing.F) {
	for _, s := range []string{"2024-03-05T10:11:12Z", "5 March 2024 4pm", "1/2/3", "Tue 5", "10:11:12.5 +02:00", "令和"} {
		f.Add(s, "yyyy-MM-dd'T'HH:mm:ssK")
	}
	f.Fuzz(func(t *testing.T, s, format string) {
		for _, c := range []*Culture{InvariantCulture, LookupCulture("ja-JP")} {
			if d, err := ParseDateTime(s, c, 0); err == nil && (d.Ticks < 0 || d.Ticks > MaxTicks) {
				t.Errorf("%q is out of range: %v", s, d)
			}
			_, _ = ParseDateTimeExact(s, []string{format}, c, 0)
			_, _ = ParseTimeSpan(s, c)
			_, _ = ParseTimeSpanExact(s, []string{format}, c)
		}
		_, _ = ParseGuid(s)
	})
}
