package object

import (
	"math/big"
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
	index   map[any]int
	removed int // entries that are tombstones
}

// Entry is one pair of a Dictionary (System.Collections.DictionaryEntry or KeyValuePair).
type Entry struct {
	Key, Value Value
	gone       bool
}

// NewHashtable makes an empty @{}.
func NewHashtable() *Dictionary { return &Dictionary{DictType: TypeHashtable} }

// NewOrdered makes an empty [ordered]@{}.
func NewOrdered() *Dictionary { return &Dictionary{DictType: TypeOrderedDictionary} }

// Type implements Object.
func (d *Dictionary) Type() *Type { return d.DictType }

// Len is the number of entries.
func (d *Dictionary) Len() int { return len(d.entries) - d.removed }

// hashKey is a comparable Go value that is equal for keys that .NET would find equal.
func (d *Dictionary) hashKey(key Value) any {
	switch k := Base(key).(type) {
	case string:
		if d.CaseSensitive {
			return k
		}
		return FoldName(k)
	case decimal.Decimal:
		return decimalKey(k.String())
	case *big.Int:
		return bigKey(k.String())
	default:
		return k
	}
}

type (
	decimalKey string
	bigKey     string
)

// Get looks a key up.
func (d *Dictionary) Get(key Value) (Value, bool) {
	i, ok := d.index[d.hashKey(key)]
	if !ok {
		return nil, false
	}
	return d.entries[i].Value, true
}

// Set changes the value of a key or adds the key at the end.
func (d *Dictionary) Set(key, value Value) {
	h := d.hashKey(key)
	if i, ok := d.index[h]; ok {
		d.entries[i].Value = value
		d.Version++
		return
	}
	if d.Less != nil {
		entries := d.Entries()
		d.InsertAt(sort.Search(len(entries), func(i int) bool { return d.Less(key, entries[i].Key) }), key, value)
		return
	}
	if d.index == nil {
		d.index = make(map[any]int)
	}
	d.index[h] = len(d.entries)
	d.entries = append(d.entries, Entry{Key: key, Value: value})
	d.Version++
}

// Remove takes a key away; it reports whether it was there.
func (d *Dictionary) Remove(key Value) bool {
	h := d.hashKey(key)
	i, ok := d.index[h]
	if !ok {
		return false
	}
	delete(d.index, h)
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
	kept := make([]Entry, 0, d.Len())
	for _, e := range d.entries {
		if !e.gone {
			d.index[d.hashKey(e.Key)] = len(kept)
			kept = append(kept, e)
		}
	}
	d.entries, d.removed = kept, 0
}

// Clear removes every entry.
func (d *Dictionary) Clear() {
	d.entries, d.index, d.removed = nil, nil, 0
	d.Version++
}

// Entries are the pairs in order. The slice must not be changed, and stays as it is when the dictionary changes
// its size later.
func (d *Dictionary) Entries() []Entry {
	if d.removed > 0 {
		d.compact()
	}
	return d.entries[:len(d.entries):len(d.entries)]
}

// InsertAt puts a new entry at a position ([ordered] only); the key must not be there.
func (d *Dictionary) InsertAt(i int, key, value Value) {
	d.Entries()
	entries := append([]Entry(nil), d.entries[:i]...)
	entries = append(entries, Entry{Key: key, Value: value})
	d.entries = append(entries, d.entries[i:]...)
	d.index = make(map[any]int, len(d.entries))
	for j, e := range d.entries {
		d.index[d.hashKey(e.Key)] = j
	}
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
