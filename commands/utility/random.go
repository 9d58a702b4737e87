package utility

import (
	crand "crypto/rand"
	"encoding/binary"
	"math"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// generator gives random numbers in the way PowerShell derives them from bytes, so that a seed gives the same
// sequence as there.
type generator struct {
	mu   sync.Mutex
	next func() uint32 // four random bytes
}

func secureSample() uint32 {
	var b [4]byte
	_, _ = crand.Read(b[:]) // never fails
	return binary.LittleEndian.Uint32(b[:])
}

func (g *generator) reseed(s *dotnet.SeededRandom) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.next = func() uint32 { return sampleOf(s) }
}

// sample is a number from 0 up to, not including, the largest Int32.
func (g *generator) sample() int32 {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := int32(g.next())
	if n == math.MaxInt32 {
		n--
	}
	if n < 0 {
		n += math.MaxInt32
	}
	return n
}

// float is a number from 0 up to, not including, 1.
func (g *generator) float() float64 { return float64(g.sample()) * (1.0 / math.MaxInt32) }

// below is an integer from low up to, not including, high.
func (g *generator) below(low, high int64) int64 {
	span := uint64(high) - uint64(low)
	if span <= math.MaxInt32 {
		return low + int64(g.float()*float64(span))
	}
	wide := uint64(g.sample())<<33 ^ uint64(g.sample())<<2 ^ uint64(g.sample())
	return int64(uint64(low) + wide%span)
}

// sampleOf is four bytes, one from each step.
func sampleOf(s *dotnet.SeededRandom) uint32 {
	var b [4]byte
	for i := range b {
		b[i] = byte(s.Next())
	}
	return binary.LittleEndian.Uint32(b[:])
}

var generators sync.Map // *interp.Runtime → *generator

// generatorOf is the session's own generator, which -SetSeed seeds for all later calls.
func generatorOf(inv *command.Invocation) *generator {
	g, _ := generators.LoadOrStore(interp.RuntimeOf(inv), &generator{next: secureSample})
	return g.(*generator)
}

// picker picks numbers, or objects out of a stream.
type picker struct {
	source *generator
	count  int
	all    bool // -Shuffle
	seen   int
	chosen []object.Value
}

// numbers writes count numbers between the bounds, of the type that the bounds have.
func (p *picker) numbers(inv *command.Invocation, low, high object.Value) error {
	minimum, maximum := bound(low, int32(0)), bound(high, int32(math.MaxInt32))
	if c, err := object.Compare(minimum, maximum, true); err != nil || c >= 0 {
		return object.NewError("System.ArgumentException", "MinGreaterThanOrEqualMax", object.InvalidArgument,
			"The Minimum value (%s) cannot be greater than or equal to the Maximum value (%s).",
			object.ToText(minimum), object.ToText(maximum))
	}
	for range p.count {
		if err := inv.Write(p.number(minimum, maximum)); err != nil {
			return err
		}
	}
	return nil
}

// bound is a bound as a number; text is read as one.
func bound(v object.Value, standard object.Value) object.Value {
	v = object.Base(v)
	if object.IsNull(v) {
		return standard
	}
	if text, ok := v.(string); ok {
		if n, ok := object.TryNumber(text); ok {
			v = n
		}
	}
	switch v.(type) {
	case int32, int64, float64:
		return v
	case float32:
		f, _ := object.Convert(v, object.TypeDouble)
		return f
	}
	if n, err := object.Convert(v, object.TypeInt64); err == nil {
		return n
	}
	f, _ := object.Convert(v, object.TypeDouble)
	return f
}

func (p *picker) number(low, high object.Value) object.Value {
	if !isInteger(low) || !isInteger(high) {
		l, h := asFloat(low), asFloat(high)
		return l + p.source.float()*(h-l)
	}
	n := p.source.below(asInteger(low), asInteger(high))
	_, narrowLow := low.(int32)
	if _, narrowHigh := high.(int32); narrowLow && narrowHigh {
		return int32(n)
	}
	return n
}

func isInteger(v object.Value) bool {
	switch v.(type) {
	case int32, int64:
		return true
	}
	return false
}

func asInteger(v object.Value) int64 {
	if n, ok := v.(int32); ok {
		return int64(n)
	}
	n, _ := v.(int64)
	return n
}

func asFloat(v object.Value) float64 {
	if f, ok := v.(float64); ok {
		return f
	}
	return float64(asInteger(v))
}

// offer shows one object to the picker, which keeps each of n objects with equal chance.
func (p *picker) offer(v object.Value) {
	switch {
	case p.all || len(p.chosen) < p.count:
		p.chosen = append(p.chosen, v)
	case p.source.below(0, int64(p.seen+1)) < int64(p.count):
		p.chosen[p.source.below(0, int64(len(p.chosen)))] = v
	}
	p.seen++
}

// write writes the chosen objects in random order.
func (p *picker) write(inv *command.Invocation) error {
	n := len(p.chosen)
	for i := range n {
		j := p.source.below(int64(i), int64(n))
		p.chosen[i], p.chosen[j] = p.chosen[j], p.chosen[i]
		if err := inv.Write(p.chosen[i]); err != nil {
			return err
		}
	}
	return nil
}
