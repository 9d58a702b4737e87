package object

import (
	"math/big"
	"slices"
	"sort"

	"github.com/shopspring/decimal"
)

// Dictionary is every kind of IDictionary: Hashtable (@{}), OrderedDictionary ([ordered]@{}), Dictionary<K,V> and
// SortedDictionary. Entries keep the order in which they were added (a .NET Hashtable promises none).
type Dictionary struct {
	DictType      *Type
	CaseSensitive bool // of text keys; what @{} and [ordered] make is not
	Version       int  // counts the changes, so that enumeration can notice them
	// Less, when set, keeps the entries in the order of their keys (SortedDictionary, SortedList).
	Less func(a, b Value) bool

	entries []Entry
	text    map[string]int // where the keys that are text are, folded unless CaseSensitive; nil as long as it is small
	other   map[any]int    // where the others are
	removed int            // entries that are tombstones
	ordered int            // with Less: how many entries are in order; the others are put there when somebody looks
}

// scanned is the number of entries up to which looking through them is cheaper than keeping an index.
const scanned = 8

// Entry is one pair of a Dictionary (System.Collections.DictionaryEntry or KeyValuePair).
type Entry struct {
	Key, Value Value
	gone       bool
}

// NewHashtable makes an empty @{}.
func NewHashtable() *Dictionary { return &Dictionary{DictType: TypeHashtable} }

// newSmallHashtable is NewHashtable for a known number of entries, made in one piece with room for a few.
func newSmallHashtable(count int) *Dictionary {
	made := &struct {
		Dictionary
		room [4]Entry
	}{Dictionary: Dictionary{DictType: TypeHashtable}}
	if made.entries = made.room[:0]; count > len(made.room) {
		made.entries = make([]Entry, 0, count)
	}
	return &made.Dictionary
}

// NewOrdered makes an empty [ordered]@{}.
func NewOrdered() *Dictionary { return &Dictionary{DictType: TypeOrderedDictionary} }

// Type implements Object.
func (d *Dictionary) Type() *Type { return d.DictType }

// Len is the number of entries.
func (d *Dictionary) Len() int { return len(d.entries) - d.removed }

// hashKey is a comparable Go value that is equal for keys that .NET would find equal; text stays as it is.
// HashKeyer is implemented by Object types that decide themselves which of them are the same key of a hashtable.
type HashKeyer interface {
	HashKey() any
}

func hashKey(key Value) any {
	switch k := Base(key).(type) {
	case decimal.Decimal:
		return decimalKey(k.String())
	case *big.Int:
		return bigKey(k.String())
	case HashKeyer:
		return k.HashKey()
	default:
		return k
	}
}

type (
	decimalKey string
	bigKey     string
)

// find is the position of a key among the entries; negative if it is not there.
func (d *Dictionary) find(key Value) int {
	if s, ok := Base(key).(string); ok {
		return d.findText(s)
	}
	k := hashKey(key)
	if d.text == nil {
		for i := range d.entries {
			if e := &d.entries[i]; !e.gone && hashKey(e.Key) == k {
				return i
			}
		}
		return -1
	}
	if i, ok := d.other[k]; ok {
		return i
	}
	return -1
}

// findText is find for a key that is text.
func (d *Dictionary) findText(key string) int {
	if d.text == nil {
		for i := range d.entries {
			s, ok := Base(d.entries[i].Key).(string)
			if ok && (s == key || !d.CaseSensitive && EqualNames(s, key)) && !d.entries[i].gone {
				return i
			}
		}
		return -1
	}
	if i, ok := d.lookup(key); ok {
		return i
	}
	return -1
}

// lookup asks the index for a key that is text, without making the folded string if it is short.
func (d *Dictionary) lookup(key string) (i int, ok bool) {
	var short [64]byte
	if d.CaseSensitive {
		i, ok = d.text[key]
	} else if n := foldInto(short[:], key); n > 0 {
		i, ok = d.text[string(short[:n])]
	} else {
		i, ok = d.text[FoldName(key)]
	}
	return i, ok
}

// place notes the position of a key in the index.
func (d *Dictionary) place(key Value, i int) {
	if s, ok := Base(key).(string); !ok {
		if d.other == nil {
			d.other = make(map[any]int)
		}
		d.other[hashKey(key)] = i
	} else if d.CaseSensitive {
		d.text[s] = i
	} else {
		d.text[FoldName(s)] = i
	}
}

// reindex makes the index anew, if the dictionary is large enough to need one.
func (d *Dictionary) reindex() {
	d.text, d.other = nil, nil
	if len(d.entries) <= scanned {
		return
	}
	d.text = make(map[string]int, len(d.entries))
	for i := range d.entries {
		if !d.entries[i].gone {
			d.place(d.entries[i].Key, i)
		}
	}
}

// Get looks a key up.
func (d *Dictionary) Get(key Value) (Value, bool) {
	if i := d.find(key); i >= 0 {
		return d.entries[i].Value, true
	}
	return nil, false
}

// Has reports whether the key is there.
func (d *Dictionary) Has(key Value) bool { return d.find(key) >= 0 }

// Set changes the value of a key or adds the key at the end.
func (d *Dictionary) Set(key, value Value) {
	if i := d.find(key); i >= 0 {
		d.entries[i].Value = value
		d.Version++
		return
	}
	d.add(key, value)
	last := len(d.entries) - 1
	if d.Less != nil && d.ordered == last && d.removed == 0 && (last == 0 || !d.Less(key, d.entries[last-1].Key)) {
		d.ordered++
	}
}

// order puts the entries that were added since it was last done where they belong.
func (d *Dictionary) order() {
	head, tail := d.entries[:d.ordered], slices.Clone(d.entries[d.ordered:])
	sort.SliceStable(tail, func(i, j int) bool { return d.Less(tail[i].Key, tail[j].Key) })
	merged := make([]Entry, 0, len(d.entries))
	for _, e := range tail {
		n := sort.Search(len(head), func(i int) bool { return d.Less(e.Key, head[i].Key) })
		merged = append(append(merged, head[:n]...), e)
		head = head[n:]
	}
	d.entries = append(merged, head...)
	d.ordered = len(d.entries)
	d.reindex()
}

// add is Set for a key that is known not to be there.
func (d *Dictionary) add(key, value Value) {
	d.entries = append(d.entries, Entry{Key: key, Value: value})
	if d.text != nil {
		d.place(key, len(d.entries)-1)
	} else if len(d.entries) > scanned {
		d.reindex()
	}
	d.Version++
}

// Remove takes a key away; it reports whether it was there.
func (d *Dictionary) Remove(key Value) bool {
	i := d.find(key)
	if i < 0 {
		return false
	}
	if s, ok := Base(key).(string); !ok {
		delete(d.other, hashKey(key))
	} else if d.CaseSensitive {
		delete(d.text, s)
	} else {
		delete(d.text, FoldName(s))
	}
	d.entries[i] = Entry{gone: true}
	d.removed++
	d.Version++
	if d.removed > 16 && d.removed > len(d.entries)/2 {
		d.compact()
	}
	return true
}

// compact drops the tombstones.
func (d *Dictionary) compact() {
	kept, ordered := make([]Entry, 0, d.Len()), 0
	for i, e := range d.entries {
		if i == d.ordered {
			ordered = len(kept)
		}
		if !e.gone {
			kept = append(kept, e)
		}
	}
	if d.ordered == len(d.entries) {
		ordered = len(kept)
	}
	d.entries, d.removed, d.ordered = kept, 0, ordered
	d.reindex()
}

// Clear removes every entry.
func (d *Dictionary) Clear() {
	d.entries, d.text, d.other, d.removed, d.ordered = nil, nil, nil, 0, 0
	d.Version++
}

// Entries are the pairs in order. The slice must not be changed, and stays as it is when the dictionary changes
// its size later.
func (d *Dictionary) Entries() []Entry {
	if d.removed > 0 {
		d.compact()
	}
	if d.Less != nil && d.ordered < len(d.entries) {
		d.order()
	}
	return d.entries[:len(d.entries):len(d.entries)]
}

// InsertAt puts a new entry at a position ([ordered] only); the key must not be there.
func (d *Dictionary) InsertAt(i int, key, value Value) {
	d.Entries()
	entries := append([]Entry(nil), d.entries[:i]...)
	entries = append(entries, Entry{Key: key, Value: value})
	d.entries = append(entries, d.entries[i:]...)
	d.reindex()
	d.Version++
}

// Copy is a shallow copy (Clone).
func (d *Dictionary) Copy() *Dictionary {
	c := &Dictionary{DictType: d.DictType, CaseSensitive: d.CaseSensitive, Less: d.Less}
	for _, e := range d.Entries() {
		c.Set(e.Key, e.Value)
	}
	return c
}
