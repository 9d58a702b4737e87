package object

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
)

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		v            Value
		format, want string
	}{
		{Int32(-42), "D5", "-00042"}, {Int32(-42), "x4", "ffffffd6"}, {Int32(10), "B8", "00001010"},
		{Int32(1234567), "N0", "1,234,567"}, {Int32(5), "N", "5.000"}, {Int32(1234567), "G3", "1.23E+06"},
		{2.5, "F0", "2"}, {3.5, "F0", "4"}, {123456789.125, "N2", "123,456,789.12"}, {0.135, "F2", "0.14"},
		{dec("2.5"), "N0", "3"}, {dec("-0.4"), "F0", "0"}, {-0.4, "F0", "-0"}, {dec("1.10"), "G", "1.10"},
		{0.000012345, "E3", "1.234E-005"}, {1.5, "P0", "150%"}, {-1234.5, "C", "-$1,234.50"}, {1e20, "G", "1E+20"},
		{1e16, "", "10000000000000000"}, {1e17, "", "1E+17"}, {0.0001, "", "0.0001"}, {0.00001, "", "1E-05"},
		{float32(16777216), "", "16777216"},
		{math.MaxFloat64, "0.0", "179769313486232" + strings.Repeat("0", 294) + ".0"},
		{123456789.125, "#,##0.00", "123,456,789.13"}, {-1234.5678, "0.0;(0.0);zero", "(1234.6)"},
		{0.0, "0.0;(0.0);zero", "zero"},
		{0.000012345, "0.0e0", "1.2e-5"}, {1.5, "0,", "0"}, {Int32(1234567), "#,#,,", "1"},
		{Int32(5), "E+0", "E+2"},
		{-1234.5678, "00-00", "-12-35"}, {1.5, "0‰", "1500‰"}, {Int32(-42), "D-1", "-D-1"}, {Int32(0), "#.#", ""},
		{Int32(5), `\#0"x"'y'`, "#5xy"}, {big.NewInt(-5), "X", "B"}, {big.NewInt(255), "X", "0FF"},
		{math.Inf(1), "0.0", "∞"}, {math.NaN(), "N2", "NaN"}, {1.5, "X", "!"}, {Int32(1), "Q", "!"},
		{Int32(1), "D1000000000", "!"},
	} {
		got, err := FormatNumber(c.v, c.format, CurrentCulture)
		if err != nil {
			got = "!"
		}
		if got != c.want {
			t.Errorf("%v.ToString(%q) = %q, want %q", c.v, c.format, got, c.want)
		}
	}
}

func TestFormatCultures(t *testing.T) {
	date, _ := NewDateTime(2024, 3, 7, 15*TicksPerHour, Unspecified)
	for _, c := range []struct {
		culture      string
		v            Value
		format, want string
	}{
		{"de-DE", 1234567.891, "N", "1.234.567,891"}, {"fr-FR", -1234567.891, "C", "-1\u202f234\u202f567,89 €"},
		{"ja-JP", 1234567.891, "C", "￥1,234,568"}, {"", -1234567.891, "C", "(¤1,234,567.89)"},
		{"de-DE", date, "D", "Donnerstag, 7. März 2024"}, {"fr-FR", date, "m", "7 mars"},
		{"en-GB", date, "tt", "pm"},
		{"ja-JP", date, "y", "2024年3月"}, {"en-US", date, "g", "3/7/2024 3:00\u202fPM"}, {"de", 1.5, "", "1,5"},
	} {
		culture := LookupCulture(c.culture)
		if culture == nil {
			t.Errorf("no culture %q", c.culture)
			continue
		}
		if got, err := FormatValue(c.v, c.format, culture); got != c.want || err != nil {
			t.Errorf("%s %q: got %q, %v, want %q", c.culture, c.format, got, err, c.want)
		}
	}
	if LookupCulture("tlh-QO") != nil {
		t.Error("an unknown culture should not be found")
	}
}

func TestOpFormat(t *testing.T) {
	for _, c := range []struct {
		format string
		args   Value
		want   string
	}{
		{"{1} {0}", NewArray(Int32(1), Int32(2)), "2 1"}, {"{0,5:N1}|{0,-5}|", 2.5, "  2.5|2.5  |"},
		{"{{0}}", Int32(1), "{0}"},
		{"{0}", nil, ""}, {"{0:X}", "abc", "abc"}, {"{0}", TypeInt32, "System.Int32"},
		{"{0} {1}", Int32(1), "Index (zero based) must be greater than or equal to zero and less than the size of the " +
			"argument list."},
		{"{", Int32(1), "Input string was not in a correct format. Failure to parse near offset 1. Format item ends " +
			"prematurely."},
		{"{0,x}", Int32(1), "Input string was not in a correct format. Failure to parse near offset 3. Expected an ASCII " +
			"digit."},
		{"{0:Q}", Int32(1), "Format specifier was invalid."},
	} {
		got, err := OpFormat(c.format, c.args)
		if err != nil {
			got = strings.TrimSuffix(strings.TrimPrefix(err.Error(), "Error formatting a string: "), ".")
		}
		if got != c.want {
			t.Errorf("%q -f %v = %q, want %q", c.format, c.args, got, c.want)
		}
	}
}

func TestFormatMoments(t *testing.T) {
	date, _ := ParseDateTime("2024-03-05 14:07:09.0123", InvariantCulture, 0)
	utc := DateTime{date.Ticks, UTC}
	span := TimeSpan(TicksPerDay + 2*TicksPerHour + 3*TicksPerMinute + 4*TicksPerSecond + 56*TicksPerMillisecond)
	guid, _ := ParseGuid("0a0b0c0d-0e0f-1011-1213-141516171819")
	for _, c := range []struct {
		v            Value
		format, want string
	}{
		{date, "o", "2024-03-05T14:07:09.0123000"}, {utc, "o", "2024-03-05T14:07:09.0123000Z"},
		{date, "r", "Tue, 05 Mar 2024 14:07:09 GMT"}, {date, "yyyy'Y'.FFF", "2024Y.012"}, {date, "%h", "2"},
		{date, "h", "!"},
		{date, `hh\:mm tt`, "02:07 PM"}, {date, "ffffffff", "!"}, {date, "q", "!"}, {date, `\`, "!"},
		{DateTimeOffset{date.Ticks, 330}, "u", "2024-03-05 08:37:09Z"},
		{DateTimeOffset{date.Ticks, -450}, "zzz", "-07:30"},
		{span, "c", "1.02:03:04.0560000"}, {span, "g", "1:2:03:04.056"}, {span, "G", "1:02:03:04.0560000"},
		{span, `d\.hh`, "1.02"}, {span, "hh:mm", "!"}, {-span, "", "-1.02:03:04.0560000"},
		{guid, "B", "{0a0b0c0d-0e0f-1011-1213-141516171819}"}, {guid, "N", "0a0b0c0d0e0f10111213141516171819"},
		{guid, "Q", "!"},
		{guid, "X", "{0x0a0b0c0d,0x0e0f,0x1011,{0x12,0x13,0x14,0x15,0x16,0x17,0x18,0x19}}"},
	} {
		got, err := FormatValue(c.v, c.format, InvariantCulture)
		var e *Exception
		if errors.As(err, &e) {
			got = "!"
		}
		if got != c.want {
			t.Errorf("%v %q = %q, want %q", c.v, c.format, got, c.want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, s := range []string{"{0:N2}", "{0,5}", "{{}}", "{0:#,##0.0;(0)}", "{0:dd\\.hh}", "{0:E+00}", "{0:yyyy'x'"} {
		f.Add(s, 1234.5)
	}
	date, _ := NewDateTime(2024, 2, 29, 1, Local)
	f.Fuzz(func(t *testing.T, format string, n float64) {
		if len(format) > 100 || strings.ContainsAny(format, "0123456789") && len(format) > 40 {
			return
		}
		for _, v := range []Value{n, Int32(7), dec("-1.50"), date, TimeSpan(5), DateTimeOffset{5, 60}, Guid{}} {
			if len(format) < 12 {
				_, _ = FormatValue(v, format, CurrentCulture)
			}
		}
		_, _ = customNumberSafe(n, format)
	})
}

// customNumberSafe is a custom format without the precision that makes texts of a billion digits.
func customNumberSafe(n float64, format string) (string, error) {
	if _, precision, ok := standardFormatOf(format); ok && precision > 99 {
		return "", nil
	}
	return FormatComposite(InvariantCulture, format, []Value{n})
}

func standardFormatOf(format string) (byte, int, bool) {
	if format == "" {
		return 0, 0, false
	}
	return standardFormat(format)
}
