package object

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestDictionaryAgainstMap does the same to dictionaries and to a map, across the size where the index begins.
func TestDictionaryAgainstMap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	keys := make([]Value, 24)
	for i := range keys {
		switch i % 3 {
		case 0:
			keys[i] = fmt.Sprintf("Key%d", i)
		case 1:
			keys[i] = Int32(int32(i))
		default:
			keys[i] = fmt.Sprintf("élan %d", i)
		}
	}
	d, want := NewHashtable(), map[Value]Value{}
	for step := range 5000 {
		key := keys[random.IntN(2+step*len(keys)/5001)%len(keys)]
		asked := key
		if s, ok := key.(string); ok && step%2 == 0 {
			asked = FoldName(s)
		}
		if random.IntN(3) == 0 {
			_, there := want[key]
			if d.Remove(asked) != there {
				t.Fatalf("step %d: Remove(%v) should be %v", step, asked, there)
			}
			delete(want, key)
		} else {
			d.Set(asked, step)
			want[key] = step
		}
		for _, k := range keys {
			got, ok := d.Get(k)
			if expected, there := want[k]; ok != there || got != expected || d.Has(k) != there {
				t.Fatalf("step %d: %v is %v, want %v", step, k, got, expected)
			}
		}
		if d.Len() != len(want) || len(d.Entries()) != len(want) && step%7 == 0 {
			t.Fatalf("step %d: %d entries, want %d", step, d.Len(), len(want))
		}
	}
}

func TestDictionaryKeys(t *testing.T) {
	for _, others := range []int{0, 20} { // without and with an index
		d := NewHashtable()
		exact := &Dictionary{DictType: TypeHashtable, CaseSensitive: true}
		for i := range others {
			d.Set(fmt.Sprint("other", i), i)
			exact.Set(fmt.Sprint("other", i), i)
		}
		d.Set("A", 1)
		d.Set(int64(1), 2)
		d.Set(Wrap("b"), 3)
		exact.Set("A", 1)
		exact.Set("a", 2)
		if v, _ := d.Get("a"); v != 1 {
			t.Errorf("a is %v", v)
		}
		if d.Has(Int32(1)) || !d.Has(int64(1)) || d.Has(Char('a')) {
			t.Error("numbers of different types are different keys")
		}
		if v, _ := d.Get("B"); v != 3 {
			t.Errorf("B is %v", v)
		}
		if v, _ := exact.Get("A"); v != 1 || exact.Len() != others+2 {
			t.Errorf("A is %v of %d", v, exact.Len())
		}
	}
}

func BenchmarkDictionary(b *testing.B) {
	for _, size := range []int{4, 50_000} {
		keys := make([]Value, size)
		d := NewHashtable()
		for i := range keys {
			keys[i] = fmt.Sprintf("Key%d", i)
			d.Set(keys[i], i)
		}
		b.Run(fmt.Sprintf("Get/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.Get(keys[i%size])
			}
		})
		b.Run(fmt.Sprintf("Set/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.Set(keys[i%size], nil)
			}
		})
	}
}

// TestSortedDictionary looks between changes, so that entries are put in place in every state.
func TestSortedDictionary(t *testing.T) {
	d := &Dictionary{DictType: TypeHashtable, Less: func(a, b Value) bool { return a.(int32) < b.(int32) }}
	want := map[int32]bool{}
	for i := range int32(500) {
		key := i * 7919 % 211
		if i%3 == 2 {
			d.Remove(key / 2)
			delete(want, key/2)
		} else {
			d.Set(key, i)
			want[key] = true
		}
		if i%5 != 0 {
			continue
		}
		keys := slices.Sorted(maps.Keys(want))
		if entries := d.Entries(); len(entries) != len(keys) {
			t.Fatalf("after %d changes: %d entries, want %d", i, len(entries), len(keys))
		}
		for j, e := range d.Entries() {
			if _, found := d.Get(e.Key); e.Key != Value(keys[j]) || !found {
				t.Fatalf("after %d changes: entry %d is %v, want %d", i, j, e.Key, keys[j])
			}
		}
	}
}
