package dotnet

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"github.com/partnershell/partnershell/shell/object"
)

// SeededRandom is .NET's random number generator for a given seed: Knuth's subtractive method, with the constants that
// .NET has kept since its first version.
type SeededRandom struct {
	state  [56]int32
	at, to int
}

// NewSeededRandom makes the generator of a seed.
func NewSeededRandom(seed int32) *SeededRandom {
	s := &SeededRandom{to: 21}
	positive := int32(math.MaxInt32)
	if seed != math.MinInt32 {
		positive = max(seed, -seed)
	}
	mj, mk := 161803398-positive, int32(1)
	s.state[55] = mj
	for i, at := 1, 0; i < 55; i++ {
		if at += 21; at >= 55 {
			at -= 55
		}
		s.state[at] = mk
		if mk = mj - mk; mk < 0 {
			mk += math.MaxInt32
		}
		mj = s.state[at]
	}
	for range 4 {
		s.mix()
	}
	return s
}

func (s *SeededRandom) mix() {
	for i := 1; i < 56; i++ {
		n := i + 30
		if n >= 55 {
			n -= 55
		}
		if s.state[i] -= s.state[1+n]; s.state[i] < 0 {
			s.state[i] += math.MaxInt32
		}
	}
}

// Next is a number from 0 up to, not including, the largest Int32.
func (s *SeededRandom) Next() int32 {
	if s.at++; s.at >= 56 {
		s.at = 1
	}
	if s.to++; s.to >= 56 {
		s.to = 1
	}
	n := s.state[s.at] - s.state[s.to]
	if n == math.MaxInt32 {
		n--
	}
	if n < 0 {
		n += math.MaxInt32
	}
	s.state[s.at] = n
	return n
}

// random is System.Random.
type random struct {
	seeded *SeededRandom // nil for one without a seed
}

// Type implements object.Object.
func (*random) Type() *object.Type { return object.LibraryType("System.Random") }

func newRandom(a args) (object.Value, error) {
	if a.has(0) {
		return &random{NewSeededRandom(int32(a.int64(0)))}, nil
	}
	return &random{}, nil
}

// float is a number from 0 up to, not including, 1.
func (r *random) float() float64 {
	if r.seeded == nil {
		return rand.Float64()
	}
	return float64(r.seeded.Next()) * (1.0 / math.MaxInt32)
}

// between is an Int32 from low up to, not including, high.
func (r *random) between(low, high int64) int64 {
	switch span := high - low; {
	case span <= 0:
		return low
	case r.seeded == nil:
		return low + rand.Int64N(span)
	case span <= math.MaxInt32:
		return low + int64(r.float()*float64(span))
	default:
		n := int64(r.seeded.Next())
		if r.seeded.Next()%2 == 0 {
			n = -n
		}
		return low + int64((float64(n)+(math.MaxInt32-1))/(2*math.MaxInt32-1)*float64(span))
	}
}

// uint64 is 64 random bits, which .NET puts together of three numbers.
func (r *random) uint64() uint64 {
	if r.seeded == nil {
		return rand.Uint64()
	}
	return uint64(r.between(0, 1<<22)) | uint64(r.between(0, 1<<22))<<22 | uint64(r.between(0, 1<<20))<<44
}

// wide is an Int64 from low up to, not including, high.
func (r *random) wide(low, high int64) int64 {
	span := uint64(high) - uint64(low)
	if span <= 1 {
		return low
	}
	for {
		if n := r.uint64() >> (64 - bits.Len64(span-1)); n < span {
			return int64(uint64(low) + n)
		}
	}
}

// randomBounds are the bounds that Next and NextInt64 were given.
func randomBounds(a args, highest int64) (low, high int64, err error) {
	switch len(a) {
	case 0:
		return 0, highest, nil
	case 1:
		if high = a.int64(0); high < 0 {
			return 0, 0, outOfRange("maxValue", "maxValue ('%d') must be a non-negative value.", high)
		}
		return 0, high, nil
	}
	if low, high = a.int64(0), a.int64(1); low > high {
		return 0, 0, outOfRange("minValue", "'minValue' cannot be greater than maxValue.")
	}
	return low, high, nil
}

func randomClass() class {
	return class{
		new:              try(newRandom),
		staticProperties: getters{"Shared": value(func() object.Value { return &random{} })},
		methods: methods{
			"Next": call(func(r *random, a args) (object.Value, error) {
				low, high, err := randomBounds(a, math.MaxInt32)
				if err != nil {
					return nil, err
				}
				if len(a) == 0 && r.seeded != nil {
					return r.seeded.Next(), nil
				}
				return object.Int32(int32(r.between(low, high))), nil
			}),
			"NextInt64": call(func(r *random, a args) (object.Value, error) {
				low, high, err := randomBounds(a, math.MaxInt64)
				if err != nil {
					return nil, err
				}
				return r.wide(low, high), nil
			}),
			"NextDouble": do(func(r *random, _ args) object.Value { return r.float() }),
			"NextSingle": do(func(r *random, _ args) object.Value { return float32(r.float()) }),
			"NextBytes":  do(func(r *random, a args) object.Value { return r.fill(a) }),
			"Shuffle":    do(func(r *random, a args) object.Value { return r.shuffle(a.items(0)) }),
			"GetItems": call(func(r *random, a args) (object.Value, error) {
				choices, items := a.items(0), make([]object.Value, max(0, a.int(1)))
				if len(choices) == 0 {
					return nil, argumentError("choices", "Span may not be empty.")
				}
				for i := range items {
					items[i] = choices[r.between(0, int64(len(choices)))]
				}
				return sequenceLike(a.at(0), items), nil
			}),
		},
	}
}

func (r *random) fill(a args) object.Value {
	array, _ := a.at(0).(*object.Array)
	if array == nil {
		return object.Nothing
	}
	for i := range array.Items {
		if r.seeded != nil {
			array.Items[i] = uint8(r.seeded.Next())
		} else {
			array.Items[i] = uint8(rand.UintN(256))
		}
	}
	return object.Nothing
}

func (r *random) shuffle(items []object.Value) object.Value {
	for i := range len(items) - 1 {
		j := int(r.between(int64(i), int64(len(items))))
		items[i], items[j] = items[j], items[i]
	}
	return object.Nothing
}
