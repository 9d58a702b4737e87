package utility

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// unixFormat writes a date in a format of the date program of Unix, as Get-Date -UFormat understands it.
func unixFormat(d object.DateTime, format string) string {
	format = strings.TrimPrefix(format, "+")
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		b.WriteString(unixPart(d, format[i]))
	}
	return b.String()
}

// netFormat is the .NET format of a letter; empty if there is none.
func netFormat(letter byte) string {
	switch letter {
	case 'A':
		return "dddd"
	case 'a':
		return "ddd"
	case 'B':
		return "MMMM"
	case 'b', 'h':
		return "MMM"
	case 'c':
		return "ddd dd MMM yyyy HH:mm:ss"
	case 'D', 'x':
		return "MM/dd/yy"
	case 'd':
		return "dd"
	case 'F':
		return "yyyy-MM-dd"
	case 'H':
		return "HH"
	case 'I':
		return "hh"
	case 'M':
		return "mm"
	case 'm':
		return "MM"
	case 'p':
		return "tt"
	case 'R':
		return "HH:mm"
	case 'r':
		return "hh:mm:ss tt"
	case 'S':
		return "ss"
	case 'T', 'X':
		return "HH:mm:ss"
	case 'Y':
		return "yyyy"
	case 'y':
		return "yy"
	case 'Z':
		return "zz"
	}
	return ""
}

func unixPart(d object.DateTime, letter byte) string {
	if f := netFormat(letter); f != "" {
		if len(f) == 1 {
			f = "%" + f
		}
		text, _ := object.FormatValue(d, f, object.InvariantCulture)
		return text
	}
	t := d.Time()
	isoYear, week := t.ISOWeek()
	switch letter {
	case 'C':
		return strconv.Itoa(t.Year() / 100)
	case 'e':
		return fmt.Sprintf("%2d", t.Day())
	case 'G':
		return fmt.Sprintf("%04d", isoYear)
	case 'g':
		return fmt.Sprintf("%02d", isoYear%100)
	case 'j':
		return fmt.Sprintf("%03d", t.YearDay())
	case 'k':
		return fmt.Sprintf("%2d", t.Hour())
	case 'l':
		return fmt.Sprintf("%2d", (t.Hour()+11)%12+1)
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 's':
		return strconv.FormatInt(t.Round(time.Second).Unix(), 10)
	case 'U', 'W':
		return strconv.Itoa(weekOfYear(t))
	case 'u':
		return strconv.Itoa((int(t.Weekday())+6)%7 + 1)
	case 'V':
		return fmt.Sprintf("%02d", week)
	case 'w':
		return strconv.Itoa(int(t.Weekday()))
	}
	return string(letter)
}

// weekOfYear counts weeks from the first of January.
func weekOfYear(t time.Time) int { return t.YearDay() / 7 }
