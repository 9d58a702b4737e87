package utility

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// sortTable sorts objects by columns of key values, the first counting most. Unless it is stable, equal rows come out
// in the order in which .NET's sort leaves them.
type sortTable struct {
	stable     bool
	items      []object.Value
	columns    [][]object.Value // one value for every item
	descending []bool           // of each column
	ignoreCase bool
	culture    *object.Culture

	compare []func(i, j int32) int
}

// ranked is an item with the start of its first key in a form that compares as a number.
type ranked struct {
	prefix uint64
	index  int32
}

// sort gives the items' numbers in order.
func (t *sortTable) sort() []int32 {
	rows := make([]ranked, len(t.items))
	for i := range rows {
		rows[i].index = int32(i)
	}
	t.compare = t.compare[:0]
	for i, column := range t.columns {
		compare, prefix := t.prepare(column)
		if t.descending[i] {
			compare = reversed(compare)
		}
		t.compare = append(t.compare, compare)
		if i == 0 && prefix != nil {
			fillPrefixes(rows, prefix, t.descending[0])
		}
	}
	compare := func(a, b ranked) int {
		if a.prefix != b.prefix {
			return cmp.Compare(a.prefix, b.prefix)
		}
		return t.compareRows(a.index, b.index)
	}
	if t.stable {
		slices.SortStableFunc(rows, compare)
	} else {
		introSort(rows, compare)
	}
	order := make([]int32, len(rows))
	for i, r := range rows {
		order[i] = r.index
	}
	return order
}

// sortPatiently is sort, left behind when the run is stopped; with keys whose comparison is a script's it is waited for.
func (t *sortTable) sortPatiently(inv *command.Invocation) ([]int32, error) {
	for _, keys := range t.columns {
		for _, key := range keys {
			if !object.IsScalar(key) {
				return t.sort(), nil
			}
		}
	}
	return command.Await(inv.Context(), func() ([]int32, error) { return t.sort(), nil })
}

func fillPrefixes(rows []ranked, prefix func(i int32) uint64, descending bool) {
	for i := range rows {
		rows[i].prefix = prefix(int32(i))
		if descending {
			rows[i].prefix = ^rows[i].prefix
		}
	}
}

func reversed(compare func(i, j int32) int) func(i, j int32) int {
	return func(i, j int32) int { return -compare(i, j) }
}

func (t *sortTable) compareRows(i, j int32) int {
	for _, compare := range t.compare {
		if c := compare(i, j); c != 0 {
			return c
		}
	}
	return 0
}

// withoutRepeats drops rows whose keys equal those of the row before.
func (t *sortTable) withoutRepeats(order []int32) []int32 {
	return slices.CompactFunc(order, func(a, b int32) bool { return t.compareRows(a, b) == 0 })
}

// prepare finds the fastest right way to compare the values of a column. prefix is nil where there is no number that
// orders the values roughly.
func (t *sortTable) prepare(column []object.Value) (compare func(i, j int32) int, prefix func(i int32) uint64) {
	if len(column) > 0 {
		switch column[0].(type) {
		case string:
			if keys := t.textKeys(column); keys != nil {
				return compareSlice(keys), func(i int32) uint64 { return textPrefix(keys[i]) }
			}
		case int32, int64, object.DateTime, object.TimeSpan:
			if keys := integerKeys(column); keys != nil {
				return compareSlice(keys), func(i int32) uint64 { return uint64(keys[i]) ^ 1<<63 }
			}
		}
		if keys := floatKeys(column); keys != nil {
			return compareSlice(keys), func(i int32) uint64 { return floatPrefix(keys[i]) }
		}
	}
	return t.generic(column), nil
}

func compareSlice[T cmp.Ordered](keys []T) func(i, j int32) int {
	return func(i, j int32) int { return cmp.Compare(keys[i], keys[j]) }
}

func (t *sortTable) generic(column []object.Value) func(i, j int32) int {
	return func(i, j int32) int {
		a, b := column[i], column[j]
		if x, ok := a.(string); ok {
			if y, ok := b.(string); ok {
				return t.culture.CompareText(x, y, t.ignoreCase)
			}
		}
		return compareValues(a, b, t.ignoreCase)
	}
}

// integerKeys are the values as integers; nil unless all have the type of the first.
func integerKeys(column []object.Value) []int64 {
	keys := make([]int64, len(column))
	kind := object.TypeOf(column[0])
	for i, v := range column {
		switch v := v.(type) {
		case int32:
			keys[i] = int64(v)
		case int64:
			keys[i] = v
		case object.DateTime:
			keys[i] = v.Ticks
		case object.TimeSpan:
			keys[i] = int64(v)
		default:
			return nil
		}
		if object.TypeOf(v) != kind {
			return nil
		}
	}
	return keys
}

// floatKeys are the values as Double, as which it compares Int32 too; nil if there are others.
func floatKeys(column []object.Value) []float64 {
	var keys []float64
	for i, v := range column {
		f, ok := v.(float64)
		if n, isInt := v.(int32); isInt {
			f, ok = float64(n), true
		}
		if !ok {
			return nil
		}
		if keys == nil {
			keys = make([]float64, len(column))
		}
		keys[i] = f + 0 // -0 becomes 0
	}
	return keys
}

// floatPrefix orders floating-point numbers as unsigned integers; NaN comes first, as in .NET.
func floatPrefix(f float64) uint64 {
	if f != f {
		return 0
	}
	bits := math.Float64bits(f)
	if bits>>63 != 0 {
		return ^bits
	}
	return bits | 1<<63
}

// textKeys are texts in a form whose byte order is the culture's order. nil: not all values are ASCII text, and their
// order needs the whole algorithm.
func (t *sortTable) textKeys(column []object.Value) []string {
	ranks := asciiRanks(t.culture)
	keys := make([]string, len(column))
	var arena []byte
	for i, v := range column {
		s, ok := v.(string)
		if !ok {
			return nil
		}
		start := len(arena)
		for j := 0; j < len(s); j++ {
			rank := ranks[s[j]&0x7f]
			if rank == 0 || s[j] > 0x7f {
				return nil
			}
			arena = append(arena, rank)
		}
		if !t.ignoreCase {
			arena = appendCase(arena, s)
		}
		keys[i] = string(arena[start:])
		arena = arena[:start]
	}
	return keys
}

// appendCase adds what tells upper and lower case apart once everything else is equal.
func appendCase(key []byte, s string) []byte {
	key = append(key, 0)
	for j := 0; j < len(s); j++ {
		if 'A' <= s[j] && s[j] <= 'Z' {
			key = append(key, 2)
		} else {
			key = append(key, 1)
		}
	}
	return key
}

// textPrefix is the start of a key as a number.
func textPrefix(key string) uint64 {
	var n uint64
	for i := 0; i < 8; i++ {
		n <<= 8
		if i < len(key) {
			n |= uint64(key[i])
		}
	}
	return n
}

var rankCache sync.Map // culture → *[128]byte

// asciiRanks gives each printable ASCII character its place in the culture's order, ignoring case. Characters with
// rank 0 (control characters) are ignored or otherwise special in comparisons.
func asciiRanks(culture *object.Culture) *[128]byte {
	if ranks, ok := rankCache.Load(culture); ok {
		return ranks.(*[128]byte)
	}
	var printable []string
	for c := ' '; c <= '~'; c++ {
		printable = append(printable, string(c))
	}
	slices.SortFunc(printable, func(a, b string) int { return culture.CompareText(a, b, true) })
	ranks := new([128]byte)
	rank := byte(0)
	for i, c := range printable {
		if i == 0 || culture.CompareText(printable[i-1], c, true) != 0 {
			rank++
		}
		ranks[c[0]] = rank
	}
	rankCache.Store(culture, ranks)
	return ranks
}
