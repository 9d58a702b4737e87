package dotnet

import (
	"math"
	"math/cmplx"

	"github.com/partnershell/partnershell/shell/object"
)

// complexNumber is System.Numerics.Complex.
type complexNumber complex128

// Type implements object.Object.
func (complexNumber) Type() *object.Type { return object.LibraryType("System.Numerics.Complex") }

// Text implements object.Texter.
func (c complexNumber) Text() string { s, _ := c.Format("", object.InvariantCulture); return s }

// Format implements object.Formatter: <real; imaginary>.
func (c complexNumber) Format(format string, culture *object.Culture) (string, error) {
	re, err := object.FormatValue(real(c), format, culture)
	if err != nil {
		return "", err
	}
	im, err := object.FormatValue(imag(c), format, culture)
	return "<" + re + "; " + im + ">", err
}

// EqualTo implements object.Equatable.
func (c complexNumber) EqualTo(other object.Value) bool { return other == object.Value(c) }

// toComplex is the conversion of any other number.
func toComplex(v object.Value) (object.Value, bool, error) {
	switch object.TypeOf(v) {
	case nil, object.TypeString, object.TypeBoolean, object.TypeChar:
		return nil, false, nil
	}
	f, err := object.Convert(v, object.TypeDouble)
	if err != nil {
		return nil, false, nil
	}
	return complexNumber(complex(f.(float64), 0)), true, nil
}

func complexClass() class {
	at := func(a args, i int) complex128 {
		if c, ok := a.at(i).(complexNumber); ok {
			return complex128(c)
		}
		return complex(toFloat(a.at(i)), 0)
	}
	one := func(f func(complex128) complex128) method {
		return static(func(a args) object.Value { return complexNumber(f(at(a, 0))) })
	}
	two := func(f func(l, r complex128) complex128) method {
		return static(func(a args) object.Value { return complexNumber(f(at(a, 0), at(a, 1))) })
	}
	add := two(func(l, r complex128) complex128 { return l + r })
	subtract := two(func(l, r complex128) complex128 { return l - r })
	multiply := two(func(l, r complex128) complex128 { return l * r })
	divide := two(func(l, r complex128) complex128 { return l / r })
	negate := one(func(c complex128) complex128 { return -c })
	return class{
		new: static(func(a args) object.Value { return complexNumber(complex(a.float(0), a.float(1))) }),
		staticProperties: getters{"One": constant(complexNumber(1)), "Zero": constant(complexNumber(0)),
			"ImaginaryOne": constant(complexNumber(1i)), "Infinity": constant(complexNumber(cmplx.Inf())), "NaN": constant(complexNumber(cmplx.NaN()))},
		properties: getters{
			"Real":      get(func(c complexNumber) object.Value { return real(c) }),
			"Imaginary": get(func(c complexNumber) object.Value { return imag(c) }),
			"Magnitude": get(func(c complexNumber) object.Value { return cmplx.Abs(complex128(c)) }),
			"Phase":     get(func(c complexNumber) object.Value { return cmplx.Phase(complex128(c)) }),
		},
		methods: methods{"ToString": formatMethod},
		statics: methods{
			"Add": add, "Subtract": subtract, "Multiply": multiply, "Divide": divide, "Negate": negate,
			"op_Addition": add, "op_Subtraction": subtract, "op_Multiply": multiply, "op_Division": divide, "op_UnaryNegation": negate,
			"Abs":       static(func(a args) object.Value { return cmplx.Abs(at(a, 0)) }),
			"Conjugate": one(cmplx.Conj), "Sqrt": one(cmplx.Sqrt), "Exp": one(cmplx.Exp), "Sin": one(cmplx.Sin), "Cos": one(cmplx.Cos),
			"Tan": one(cmplx.Tan), "Reciprocal": one(func(c complex128) complex128 { return 1 / c }),
			"Pow": two(cmplx.Pow), "Log10": one(cmplx.Log10),
			"Log": static(func(a args) object.Value {
				if a.has(1) {
					return complexNumber(cmplx.Log(at(a, 0)) / complex(math.Log(a.float(1)), 0))
				}
				return complexNumber(cmplx.Log(at(a, 0)))
			}),
			"FromPolarCoordinates": static(func(a args) object.Value { return complexNumber(cmplx.Rect(a.float(0), a.float(1))) }),
		},
		order: []string{"Real", "Imaginary", "Magnitude", "Phase"},
	}
}

// vector is Vector2, Vector3 or Vector4 of System.Numerics: as many parts as its name says.
type vector struct {
	size  int
	parts [4]float32
}

const vectorParts = "XYZW"

// Type implements object.Object.
func (v vector) Type() *object.Type {
	return object.LibraryType("System.Numerics.Vector" + string(rune('0'+v.size)))
}

// Text implements object.Texter.
func (v vector) Text() string { s, _ := v.Format("", object.InvariantCulture); return s }

// Format implements object.Formatter: <x, y>.
func (v vector) Format(format string, culture *object.Culture) (string, error) {
	if format == "" {
		format = "G"
	}
	text := "<"
	for i := range v.size {
		part, err := object.FormatValue(v.parts[i], format, culture)
		if err != nil {
			return "", err
		}
		if i > 0 {
			text += ", "
		}
		text += part
	}
	return text + ">", nil
}

// EqualTo implements object.Equatable.
func (v vector) EqualTo(other object.Value) bool { return other == object.Value(v) }

func (v vector) each(o vector, f func(a, b float32) float32) vector {
	for i := range v.size {
		v.parts[i] = f(v.parts[i], o.parts[i])
	}
	return v
}

func (v vector) dot(o vector) (sum float32) {
	for i := range v.size {
		sum += v.parts[i] * o.parts[i]
	}
	return sum
}

func (v vector) length() float32 { return float32(math.Sqrt(float64(v.dot(v)))) }

func vectorClass(size int) class {
	of := func(f float32) vector {
		v := vector{size: size}
		for i := range size {
			v.parts[i] = f
		}
		return v
	}
	at := func(a args, i int) vector {
		if v, ok := a.at(i).(vector); ok {
			return v
		}
		return of(float32(toFloat(a.at(i))))
	}
	two := func(f func(a, b float32) float32) method {
		return static(func(a args) object.Value { return at(a, 0).each(at(a, 1), f) })
	}
	add := two(func(a, b float32) float32 { return a + b })
	subtract := two(func(a, b float32) float32 { return a - b })
	multiply := two(func(a, b float32) float32 { return a * b })
	divide := two(func(a, b float32) float32 { return a / b })
	c := class{
		new: static(func(a args) object.Value {
			if len(a) == 1 {
				return of(float32(toFloat(a.at(0))))
			}
			v := vector{size: size}
			for i := range a {
				v.parts[i] = float32(toFloat(a.at(i)))
			}
			return v
		}),
		staticProperties: getters{"One": constant(of(1)), "Zero": constant(of(0))},
		properties:       getters{},
		methods: methods{
			"Length":        do(func(v vector, _ args) object.Value { return v.length() }),
			"LengthSquared": do(func(v vector, _ args) object.Value { return v.dot(v) }),
			"ToString":      formatMethod,
		},
		statics: methods{
			"Add": add, "Subtract": subtract, "Multiply": multiply, "Divide": divide,
			"op_Addition": add, "op_Subtraction": subtract, "op_Multiply": multiply, "op_Division": divide,
			"Dot": static(func(a args) object.Value { return at(a, 0).dot(at(a, 1)) }),
			"Distance": static(func(a args) object.Value {
				return at(a, 0).each(at(a, 1), func(x, y float32) float32 { return x - y }).length()
			}),
			"Normalize": static(func(a args) object.Value {
				return at(a, 0).each(of(at(a, 0).length()), func(x, y float32) float32 { return x / y })
			}),
			"Min": two(func(a, b float32) float32 { return min(a, b) }), "Max": two(func(a, b float32) float32 { return max(a, b) }),
		},
	}
	for i := range size {
		c.properties[vectorParts[i:i+1]] = get(func(v vector) object.Value { return v.parts[i] })
	}
	return c
}
