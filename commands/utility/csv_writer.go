package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// csvWriter turns objects into CSV lines.
type csvWriter struct {
	delimiter   string
	quotes      int64           // QuoteKind: 0 Never, 1 Always, 2 AsNeeded
	quoteFields map[string]bool // folded names; instead of quotes
	neutralize  bool

	columns []string
	quoted  []bool // with quoteFields: which columns
	readers []*object.PropertyReader
	line    []byte
}

const (
	quoteNever    = 0
	quoteAlways   = 1
	quoteAsNeeded = 2
)

// csvOptions are the parameters that ConvertTo-Csv and Export-Csv share.
type csvOptions struct {
	delimiter            object.Char
	useCulture           bool
	includeType, noType  bool
	quoteFields          []string
	useQuotes            object.Enum
	noHeader, neutralize bool
}

func newCSVWriter(inv *command.Invocation, o csvOptions) (*csvWriter, error) {
	if len(o.quoteFields) > 0 && inv.IsBound("UseQuotes") {
		return nil, object.NewError("System.InvalidOperationException", "CannotSpecifyQuoteFieldsAndUseQuotes", object.InvalidData,
			"You must specify either the -UseQuotes or -QuoteFields parameters, but not both.")
	}
	if o.includeType && o.noType {
		return nil, object.NewError("System.InvalidOperationException", "CannotSpecifyIncludeTypeInformationAndNoTypeInformation",
			object.InvalidData, "You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.")
	}
	w := &csvWriter{delimiter: csvDelimiter(inv, o.delimiter, o.useCulture), quotes: quoteAlways, neutralize: o.neutralize}
	if inv.IsBound("UseQuotes") {
		w.quotes = o.useQuotes.Value
	}
	if len(o.quoteFields) > 0 {
		w.quoteFields = make(map[string]bool)
		for _, name := range o.quoteFields {
			w.quoteFields[object.FoldName(name)] = true
		}
	}
	return w, nil
}

// csvDelimiter is the delimiter as text: a comma unless one is given or the culture is asked.
func csvDelimiter(inv *command.Invocation, given object.Char, useCulture bool) string {
	switch {
	case useCulture:
		return listSeparator(object.CurrentCulture)
	case inv.IsBound("Delimiter"):
		return object.ToText(given)
	}
	return ","
}

func listSeparator(c *object.Culture) string {
	if c.ListSeparator == "" {
		return ","
	}
	return c.ListSeparator
}

// csvColumns are the names of an object's columns: its properties, or a dictionary's keys.
func csvColumns(v object.Value) []string {
	if d, ok := object.Base(v).(*object.Dictionary); ok {
		return keyNames(d)
	}
	return propertyNames(v)
}

// begin takes the columns from the first object; with -Append from the file.
func (w *csvWriter) begin(columns []string) {
	w.columns = columns
	w.readers = make([]*object.PropertyReader, len(columns))
	w.quoted = make([]bool, len(columns))
	for i, name := range columns {
		w.readers[i] = object.NewPropertyReader(name)
		w.quoted[i] = w.quoteFields[object.FoldName(name)]
	}
}

// header is the line of column names, without line end. The bytes of this and row are valid until the next call.
func (w *csvWriter) header() []byte {
	w.line = w.line[:0]
	for i, name := range w.columns {
		if i > 0 {
			w.line = append(w.line, w.delimiter...)
		}
		w.cell(i, name)
	}
	return w.line
}

// row is the line of one object.
func (w *csvWriter) row(v object.Value) []byte {
	w.line = w.line[:0]
	for i, r := range w.readers {
		if i > 0 {
			w.line = append(w.line, w.delimiter...)
		}
		value, _, err := r.Read(v)
		if err != nil || object.IsNull(value) {
			continue
		}
		text := cellText(value)
		if w.neutralize && isFormula(text) {
			text = "'" + text
		}
		w.cell(i, text)
	}
	return w.line
}

// cellText is a value's ToString(): a collection is its type.
func cellText(v object.Value) string {
	if s, ok := v.(string); ok {
		return s
	}
	if _, isCollection := object.Elements(v); isCollection || isDictionary(v) {
		if text, err := object.InvokeMethod(object.Base(v), "ToString", nil); err == nil {
			return object.ToText(text)
		}
	}
	if t, ok := object.Base(v).(*object.Type); ok {
		return t.FullName()
	}
	return object.DisplayText(v)
}

// isFormula reports whether a spreadsheet program would run the text: it starts like a formula and is no number.
func isFormula(s string) bool {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return false
	}
	if s[0] == '+' || s[0] == '-' {
		if _, ok := object.TryNumber(s); ok {
			return false
		}
	}
	return true
}

func (w *csvWriter) cell(column int, text string) {
	quote := w.quoted[column]
	if w.quoteFields == nil {
		switch w.quotes {
		case quoteAlways:
			quote = true
		case quoteAsNeeded:
			quote = strings.ContainsAny(text, "\"\n") || strings.Contains(text, w.delimiter)
		}
	}
	if !quote {
		w.line = append(w.line, text...)
		return
	}
	w.line = append(w.line, '"')
	for {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			break
		}
		w.line = append(append(w.line, text[:i+1]...), '"')
		text = text[i+1:]
	}
	w.line = append(append(w.line, text...), '"')
}
