package object

// The cultures that are known in full, with the values of ICU 72 as .NET shows them.

// newCulture makes the named culture afresh; nil if it is not known.
func newCulture(name string) *Culture {
	switch FoldName(name) {
	case "":
		return invariantData()
	case "en-us":
		return usData()
	case "en-gb":
		return britishData()
	case "de-de":
		return germanData()
	case "fr-fr":
		return frenchData()
	case "ja-jp":
		return japaneseData()
	}
	return nil
}

func invariantData() *Culture {
	return &Culture{
		Name: "", EnglishName: "Invariant Language (Invariant Country)",
		NativeName: "Invariant Language (Invariant Country)", Parent: "", LCID: 127,
		ListSeparator: ",",
		Dates: &DateTimeFormat{
			AMDesignator: "AM", PMDesignator: "PM", DateSeparator: "/", TimeSeparator: ":",
			ShortDatePattern: "MM/dd/yyyy", LongDatePattern: "dddd, dd MMMM yyyy",
			ShortTimePattern: "HH:mm", LongTimePattern: "HH:mm:ss",
			MonthDayPattern: "MMMM dd", YearMonthPattern: "yyyy MMMM", Era: "A.D.",
			DayNames: englishDays, AbbreviatedDayNames: englishShortDays,
			ShortestDayNames: englishShortestDays, MonthNames: englishMonths, MonthGenitiveNames: englishMonths,
			AbbreviatedMonthNames: englishShortMonths, AbbreviatedMonthGenitiveNames: englishShortMonths,
			FirstDayOfWeek: 0, CalendarWeekRule: 0,
		},
		Numbers: &NumberFormat{
			DecimalSeparator: ".", GroupSeparator: ",", GroupSize: 3, CurrencySymbol: "¤",
			NumberDecimalDigits: 2, CurrencyDecimalDigits: 2, PercentDecimalDigits: 2,
			CurrencyPositivePattern: 0, CurrencyNegativePattern: 0,
			PercentPositivePattern: 0, PercentNegativePattern: 0,
			NaN: "NaN", PositiveInfinity: "Infinity", NegativeInfinity: "-Infinity",
		},
	}
}

func usData() *Culture {
	return &Culture{
		Name: "en-US", EnglishName: "English (United States)",
		NativeName: "English (United States)", Parent: "en", LCID: 1033,
		ListSeparator: ",",
		Dates: &DateTimeFormat{
			AMDesignator: "AM", PMDesignator: "PM", DateSeparator: "/", TimeSeparator: ":",
			ShortDatePattern: "M/d/yyyy", LongDatePattern: "dddd, MMMM d, yyyy",
			ShortTimePattern: "h:mm\u202ftt", LongTimePattern: "h:mm:ss\u202ftt",
			MonthDayPattern: "MMMM d", YearMonthPattern: "MMMM yyyy", Era: "AD",
			DayNames: englishDays, AbbreviatedDayNames: englishShortDays,
			ShortestDayNames: englishShortestDays, MonthNames: englishMonths, MonthGenitiveNames: englishMonths,
			AbbreviatedMonthNames: englishShortMonths, AbbreviatedMonthGenitiveNames: englishShortMonths,
			FirstDayOfWeek: 0, CalendarWeekRule: 0,
		},
		Numbers: &NumberFormat{
			DecimalSeparator: ".", GroupSeparator: ",", GroupSize: 3, CurrencySymbol: "$",
			NumberDecimalDigits: 3, CurrencyDecimalDigits: 2, PercentDecimalDigits: 3,
			CurrencyPositivePattern: 0, CurrencyNegativePattern: 1,
			PercentPositivePattern: 1, PercentNegativePattern: 1,
			NaN: "NaN", PositiveInfinity: "∞", NegativeInfinity: "-∞",
		},
	}
}

func britishData() *Culture {
	return &Culture{
		Name: "en-GB", EnglishName: "English (United Kingdom)",
		NativeName: "English (United Kingdom)", Parent: "en", LCID: 2057,
		ListSeparator: ",",
		Dates: &DateTimeFormat{
			AMDesignator: "am", PMDesignator: "pm", DateSeparator: "/", TimeSeparator: ":",
			ShortDatePattern: "dd/MM/yyyy", LongDatePattern: "dddd, d MMMM yyyy",
			ShortTimePattern: "HH:mm", LongTimePattern: "HH:mm:ss",
			MonthDayPattern: "d MMMM", YearMonthPattern: "MMMM yyyy", Era: "AD",
			DayNames: englishDays, AbbreviatedDayNames: englishShortDays,
			ShortestDayNames: englishShortestDays, MonthNames: englishMonths, MonthGenitiveNames: englishMonths,
			AbbreviatedMonthNames: []string{
				"Jan", "Feb", "Mar", "Apr", "May", "Jun",
				"Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
			},
			AbbreviatedMonthGenitiveNames: []string{
				"Jan", "Feb", "Mar", "Apr", "May", "Jun",
				"Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
			},
			FirstDayOfWeek: 1, CalendarWeekRule: 2,
		},
		Numbers: &NumberFormat{
			DecimalSeparator: ".", GroupSeparator: ",", GroupSize: 3, CurrencySymbol: "£",
			NumberDecimalDigits: 3, CurrencyDecimalDigits: 2, PercentDecimalDigits: 3,
			CurrencyPositivePattern: 0, CurrencyNegativePattern: 1,
			PercentPositivePattern: 1, PercentNegativePattern: 1,
			NaN: "NaN", PositiveInfinity: "∞", NegativeInfinity: "-∞",
		},
	}
}

func germanData() *Culture {
	return &Culture{
		Name: "de-DE", EnglishName: "German (Germany)",
		NativeName: "Deutsch (Deutschland)", Parent: "de", LCID: 1031,
		ListSeparator: ";",
		Dates: &DateTimeFormat{
			AMDesignator: "AM", PMDesignator: "PM", DateSeparator: ".", TimeSeparator: ":",
			ShortDatePattern: "dd.MM.yyyy", LongDatePattern: "dddd, d. MMMM yyyy",
			ShortTimePattern: "HH:mm", LongTimePattern: "HH:mm:ss",
			MonthDayPattern: "d. MMMM", YearMonthPattern: "MMMM yyyy", Era: "n. Chr.",
			DayNames:            []string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
			AbbreviatedDayNames: []string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"},
			ShortestDayNames:    []string{"So.", "Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa."},
			MonthNames: []string{
				"Januar", "Februar", "März", "April", "Mai", "Juni",
				"Juli", "August", "September", "Oktober", "November", "Dezember",
			},
			AbbreviatedMonthNames: []string{
				"Jan", "Feb", "Mär", "Apr", "Mai", "Jun",
				"Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
			},
			MonthGenitiveNames: []string{
				"Januar", "Februar", "März", "April", "Mai", "Juni",
				"Juli", "August", "September", "Oktober", "November", "Dezember",
			},
			AbbreviatedMonthGenitiveNames: []string{
				"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni",
				"Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
			},
			FirstDayOfWeek: 1, CalendarWeekRule: 2,
		},
		Numbers: &NumberFormat{
			DecimalSeparator: ",", GroupSeparator: ".", GroupSize: 3, CurrencySymbol: "€",
			NumberDecimalDigits: 3, CurrencyDecimalDigits: 2, PercentDecimalDigits: 3,
			CurrencyPositivePattern: 3, CurrencyNegativePattern: 8,
			PercentPositivePattern: 0, PercentNegativePattern: 0,
			NaN: "NaN", PositiveInfinity: "∞", NegativeInfinity: "-∞",
		},
	}
}

func frenchData() *Culture {
	return &Culture{
		Name: "fr-FR", EnglishName: "French (France)",
		NativeName: "français (France)", Parent: "fr", LCID: 1036,
		ListSeparator: ";",
		Dates: &DateTimeFormat{
			AMDesignator: "AM", PMDesignator: "PM", DateSeparator: "/", TimeSeparator: ":",
			ShortDatePattern: "dd/MM/yyyy", LongDatePattern: "dddd d MMMM yyyy",
			ShortTimePattern: "HH:mm", LongTimePattern: "HH:mm:ss",
			MonthDayPattern: "d MMMM", YearMonthPattern: "MMMM yyyy", Era: "ap. J.-C.",
			DayNames:            []string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
			AbbreviatedDayNames: []string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
			ShortestDayNames:    []string{"di", "lu", "ma", "me", "je", "ve", "sa"},
			MonthNames: []string{
				"janvier", "février", "mars", "avril", "mai", "juin",
				"juillet", "août", "septembre", "octobre", "novembre", "décembre",
			},
			AbbreviatedMonthNames: []string{
				"janv.", "févr.", "mars", "avr.", "mai", "juin",
				"juil.", "août", "sept.", "oct.", "nov.", "déc.",
			},
			MonthGenitiveNames: []string{
				"janvier", "février", "mars", "avril", "mai", "juin",
				"juillet", "août", "septembre", "octobre", "novembre", "décembre",
			},
			AbbreviatedMonthGenitiveNames: []string{
				"janv.", "févr.", "mars", "avr.", "mai", "juin",
				"juil.", "août", "sept.", "oct.", "nov.", "déc.",
			},
			FirstDayOfWeek: 1, CalendarWeekRule: 2,
		},
		Numbers: &NumberFormat{
			DecimalSeparator: ",", GroupSeparator: "\u202f", GroupSize: 3, CurrencySymbol: "€",
			NumberDecimalDigits: 3, CurrencyDecimalDigits: 2, PercentDecimalDigits: 3,
			CurrencyPositivePattern: 3, CurrencyNegativePattern: 8,
			PercentPositivePattern: 0, PercentNegativePattern: 0,
			NaN: "NaN", PositiveInfinity: "∞", NegativeInfinity: "-∞",
		},
	}
}

func japaneseData() *Culture {
	return &Culture{
		Name: "ja-JP", EnglishName: "Japanese (Japan)",
		NativeName: "日本語 (日本)", Parent: "ja", LCID: 1041,
		ListSeparator: ",",
		Dates: &DateTimeFormat{
			AMDesignator: "午前", PMDesignator: "午後", DateSeparator: "/", TimeSeparator: ":",
			ShortDatePattern: "yyyy/MM/dd", LongDatePattern: "yyyy年M月d日dddd",
			ShortTimePattern: "H:mm", LongTimePattern: "H:mm:ss",
			MonthDayPattern: "M月d日", YearMonthPattern: "yyyy年M月", Era: "西暦",
			DayNames:            []string{"日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"},
			AbbreviatedDayNames: []string{"日", "月", "火", "水", "木", "金", "土"},
			ShortestDayNames:    []string{"日", "月", "火", "水", "木", "金", "土"},
			MonthNames:          []string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
			AbbreviatedMonthNames: []string{
				"1月", "2月", "3月", "4月", "5月", "6月",
				"7月", "8月", "9月", "10月", "11月", "12月",
			},
			MonthGenitiveNames: []string{
				"1月", "2月", "3月", "4月", "5月", "6月",
				"7月", "8月", "9月", "10月", "11月", "12月",
			},
			AbbreviatedMonthGenitiveNames: []string{
				"1月", "2月", "3月", "4月", "5月", "6月",
				"7月", "8月", "9月", "10月", "11月", "12月",
			},
			FirstDayOfWeek: 0, CalendarWeekRule: 0,
		},
		Numbers: &NumberFormat{
			DecimalSeparator: ".", GroupSeparator: ",", GroupSize: 3, CurrencySymbol: "￥",
			NumberDecimalDigits: 3, CurrencyDecimalDigits: 0, PercentDecimalDigits: 3,
			CurrencyPositivePattern: 0, CurrencyNegativePattern: 1,
			PercentPositivePattern: 1, PercentNegativePattern: 1,
			NaN: "NaN", PositiveInfinity: "∞", NegativeInfinity: "-∞",
		},
	}
}

var (
	englishDays         = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	englishShortDays    = []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	englishShortestDays = []string{"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"}
	englishMonths       = []string{
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	}
	englishShortMonths = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)
