package dotnet

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// selectRows is DataTable.Select([filter[, sort]]). A filter is comparisons of a column with a value, with AND, OR, NOT
// and parentheses between them.
func selectRows(t *dataTable, a args) (object.Value, error) {
	rows := slices.Clone(t.rows.items)
	if text := strings.TrimSpace(a.text(0)); text != "" {
		f := dataFilter{table: t, tokens: filterTokens(text)}
		accept, err := f.either()
		if err == nil && len(f.tokens) > 0 {
			err = f.wrong()
		}
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, func(r *dataRow) bool { return !accept(r) })
	}
	if column, order, _ := strings.Cut(strings.TrimSpace(a.text(1)), " "); column != "" {
		c, err := t.column(column)
		if err != nil {
			return nil, object.NewException("System.IndexOutOfRangeException", "Cannot find column %s.", column)
		}
		slices.SortStableFunc(rows, func(l, r *dataRow) int {
			n := object.CompareForSort(l.at(c), r.at(c), true)
			if strings.EqualFold(strings.TrimSpace(order), "desc") {
				n = -n
			}
			return n
		})
	}
	items := make([]object.Value, len(rows))
	for i, r := range rows {
		items[i] = r
	}
	return object.NewTypedArray(dataType("DataRow"), items), nil
}

// dataFilter parses a filter from front to back.
type dataFilter struct {
	table  *dataTable
	tokens []string
}

type rowTest = func(*dataRow) bool

// filterTokens cuts a filter into words, 'texts', [names] and signs.
func filterTokens(text string) []string {
	var tokens []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		n := 1
		switch c := text[0]; {
		case c == '\'':
			for n < len(text) && text[n] != '\'' {
				n++
			}
			n = min(n+1, len(text))
		case c == '[':
			n = max(1, strings.IndexByte(text, ']')+1)
		case strings.HasPrefix(text, "<="), strings.HasPrefix(text, ">="), strings.HasPrefix(text, "<>"):
			n = 2
		case !strings.ContainsRune("<>=()", rune(c)):
			for n < len(text) && !strings.ContainsRune(" <>=()'", rune(text[n])) {
				n++
			}
		}
		tokens, text = append(tokens, text[:n]), text[n:]
	}
	return tokens
}

func (f *dataFilter) wrong() error {
	return object.NewException("System.Data.SyntaxErrorException", "Syntax error: Missing operand after '%s' operator.", f.peek())
}

func (f *dataFilter) peek() string {
	if len(f.tokens) == 0 {
		return ""
	}
	return f.tokens[0]
}

func (f *dataFilter) take(word string) bool {
	if !strings.EqualFold(f.peek(), word) {
		return false
	}
	f.tokens = f.tokens[1:]
	return true
}

func (f *dataFilter) either() (rowTest, error) {
	left, err := f.both()
	for err == nil && f.take("or") {
		first := left
		var second rowTest
		second, err = f.both()
		left = func(r *dataRow) bool { return first(r) || second(r) }
	}
	return left, err
}

func (f *dataFilter) both() (rowTest, error) {
	left, err := f.one()
	for err == nil && f.take("and") {
		first := left
		var second rowTest
		second, err = f.one()
		left = func(r *dataRow) bool { return first(r) && second(r) }
	}
	return left, err
}

func (f *dataFilter) one() (rowTest, error) {
	switch {
	case f.take("not"):
		inner, err := f.one()
		return func(r *dataRow) bool { return !inner(r) }, err
	case f.take("("):
		inner, err := f.either()
		if err == nil && !f.take(")") {
			err = f.wrong()
		}
		return inner, err
	}
	return f.comparison()
}

// comparison is "column sign value", or "column IS [NOT] NULL".
func (f *dataFilter) comparison() (rowTest, error) {
	left, err := f.operand()
	if err != nil {
		return nil, err
	}
	if f.take("is") {
		wanted := !f.take("not")
		if !f.take("null") {
			return nil, f.wrong()
		}
		return func(r *dataRow) bool { _, isNull := left(r).(dbNull); return isNull == wanted }, nil
	}
	sign := strings.ToLower(f.peek())
	test, known := filterSigns[sign]
	if !known {
		return nil, f.wrong()
	}
	f.tokens = f.tokens[1:]
	right, err := f.operand()
	return func(r *dataRow) bool { return test(left(r), right(r)) }, err
}

var filterSigns = map[string]func(l, r object.Value) bool{
	"=": func(l, r object.Value) bool { return object.Equal(l, r, true) }, "<>": func(l, r object.Value) bool { return !object.Equal(l, r, true) },
	"<": ordered(func(n int) bool { return n < 0 }), "<=": ordered(func(n int) bool { return n <= 0 }),
	">": ordered(func(n int) bool { return n > 0 }), ">=": ordered(func(n int) bool { return n >= 0 }),
	"like": func(l, r object.Value) bool {
		v, err := object.OpLike(object.ToText(l), strings.ReplaceAll(object.ToText(r), "%", "*"), true)
		return err == nil && object.ToBool(v)
	},
}

func ordered(holds func(int) bool) func(l, r object.Value) bool {
	return func(l, r object.Value) bool {
		n, err := object.Compare(l, r, true)
		return err == nil && holds(n)
	}
}

// operand is a text, a number, a truth value or a column.
func (f *dataFilter) operand() (func(*dataRow) object.Value, error) {
	token := f.peek()
	if token == "" {
		return nil, f.wrong()
	}
	f.tokens = f.tokens[1:]
	fixed := func(v object.Value) (func(*dataRow) object.Value, error) {
		return func(*dataRow) object.Value { return v }, nil
	}
	switch {
	case token[0] == '\'', token[0] == '#':
		return fixed(strings.Trim(token, "'#"))
	case strings.EqualFold(token, "true"), strings.EqualFold(token, "false"):
		return fixed(strings.EqualFold(token, "true"))
	case strings.EqualFold(token, "null"):
		return fixed(dbNull{})
	}
	if n, ok := object.TryNumber(token); ok {
		return fixed(n)
	}
	name := strings.Trim(token, "[]")
	c, err := f.table.column(name)
	if err != nil {
		return nil, object.NewException("System.Data.EvaluateException", "Cannot find column [%s].", name)
	}
	return func(r *dataRow) object.Value { return r.at(c) }, nil
}
