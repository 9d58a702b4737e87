package dotnet

import (
	"math"

	"github.com/partnershell/partnershell/shell/object"
)

// floatMath is the mathematics that Double and Single have as static methods of their own ([double]::Hypot); wrap makes
// a number of the type.
func floatMath(wrap func(float64) object.Value) methods {
	at := func(a args, i int) float64 { return toFloat(a.at(i)) }
	m := methods{
		"ILogB": static(func(a args) object.Value { return i32(math.Ilogb(at(a, 0))) }),
		"Log": static(func(a args) object.Value {
			if a.has(1) {
				return wrap(logBase(at(a, 0), at(a, 1)))
			}
			return wrap(math.Log(at(a, 0)))
		}),
		"ScaleB": static(func(a args) object.Value { return wrap(math.Ldexp(at(a, 0), a.int(1))) }),
		"RootN":  static(func(a args) object.Value { return wrap(rootN(at(a, 0), a.int(1))) }),
		"Lerp":   static(func(a args) object.Value { return wrap(at(a, 0)*(1-at(a, 2)) + at(a, 1)*at(a, 2)) }),
		"Round": try(func(a args) (object.Value, error) {
			wide := append(args{at(a, 0)}, a[1:]...)
			v, err := round(wide)
			if err != nil {
				return nil, err
			}
			return wrap(toFloat(v)), nil
		}),
		"SinCos": static(func(a args) object.Value {
			sin, cos := math.Sincos(at(a, 0))
			return newValueTuple(wrap(sin), wrap(cos))
		}),
		"SinCosPi": static(func(a args) object.Value {
			sin, cos := math.Sincos(at(a, 0) * math.Pi)
			return newValueTuple(wrap(sin), wrap(cos))
		}),
	}
	for name, f := range floatFunctions() {
		m[name] = static(func(a args) object.Value { return wrap(f(at(a, 0))) })
	}
	for name, f := range moreFloatFunctions {
		m[name] = static(func(a args) object.Value { return wrap(f(at(a, 0))) })
	}
	for name, f := range floatPairs {
		m[name] = static(func(a args) object.Value { return wrap(f(at(a, 0), at(a, 1))) })
	}
	for _, name := range []string{"FusedMultiplyAdd", "MultiplyAddEstimate"} {
		m[name] = static(func(a args) object.Value { return wrap(math.FMA(at(a, 0), at(a, 1), at(a, 2))) })
	}
	for name, f := range floatTests {
		m[name] = static(func(a args) object.Value { return f(at(a, 0)) })
	}
	return m
}

// moreFloatFunctions are those of one number that Math lacks.
var moreFloatFunctions = map[string]func(float64) float64{
	"AcosPi": func(x float64) float64 { return math.Acos(x) / math.Pi },
	"AsinPi": func(x float64) float64 { return math.Asin(x) / math.Pi },
	"AtanPi": func(x float64) float64 { return math.Atan(x) / math.Pi },
	"CosPi":  func(x float64) float64 { return math.Cos(x * math.Pi) },
	"SinPi":  func(x float64) float64 { return math.Sin(x * math.Pi) },
	"TanPi":  func(x float64) float64 { return math.Tan(x * math.Pi) },
	"Exp2":   math.Exp2, "ExpM1": math.Expm1, "LogP1": math.Log1p, "Floor": math.Floor, "Ceiling": math.Ceil, "Truncate": math.Trunc,
	"Exp10":            func(x float64) float64 { return math.Pow(10, x) },
	"Exp2M1":           func(x float64) float64 { return math.Exp2(x) - 1 },
	"Exp10M1":          func(x float64) float64 { return math.Pow(10, x) - 1 },
	"Log2P1":           func(x float64) float64 { return math.Log2(x + 1) },
	"Log10P1":          func(x float64) float64 { return math.Log10(x + 1) },
	"DegreesToRadians": func(x float64) float64 { return x * math.Pi / 180 },
	"RadiansToDegrees": func(x float64) float64 { return x * 180 / math.Pi },
}

// floatPairs are those of two numbers. The Number forms pass over NaN where the others give it.
var floatPairs = map[string]func(x, y float64) float64{
	"Atan2": math.Atan2, "Hypot": math.Hypot, "Pow": math.Pow, "Ieee754Remainder": math.Remainder, "CopySign": math.Copysign,
	"Atan2Pi":            func(y, x float64) float64 { return math.Atan2(y, x) / math.Pi },
	"MaxMagnitude":       func(x, y float64) float64 { return byMagnitude(x, y, true) },
	"MinMagnitude":       func(x, y float64) float64 { return byMagnitude(x, y, false) },
	"MaxMagnitudeNumber": orNumber(func(x, y float64) float64 { return byMagnitude(x, y, true) }),
	"MinMagnitudeNumber": orNumber(func(x, y float64) float64 { return byMagnitude(x, y, false) }),
	"MaxNumber":          orNumber(math.Max), "MinNumber": orNumber(math.Min),
	"MaxNative": math.Max, "MinNative": math.Min,
}

func orNumber(f func(x, y float64) float64) func(x, y float64) float64 {
	return func(x, y float64) float64 {
		switch {
		case math.IsNaN(x):
			return y
		case math.IsNaN(y):
			return x
		}
		return f(x, y)
	}
}

// byMagnitude is the number further from zero, or the nearer one; of equals the greater or the smaller.
func byMagnitude(x, y float64, larger bool) float64 {
	ax, ay := math.Abs(x), math.Abs(y)
	switch {
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	case ax == ay && larger:
		return math.Max(x, y)
	case ax == ay:
		return math.Min(x, y)
	case (ax > ay) == larger:
		return x
	}
	return y
}

const smallestNormal = 0x1p-1022

var floatTests = map[string]func(float64) bool{
	"IsRealNumber": func(f float64) bool { return !math.IsNaN(f) },
	"IsNormal":     func(f float64) bool { return math.Abs(f) >= smallestNormal && !math.IsInf(f, 0) },
	"IsSubnormal":  func(f float64) bool { return f != 0 && math.Abs(f) < smallestNormal },
	"IsPow2": func(f float64) bool {
		fraction, _ := math.Frexp(f)
		return fraction == 0.5
	},
}

func rootN(x float64, n int) float64 {
	switch {
	case n == 2:
		return math.Sqrt(x)
	case n == 3:
		return math.Cbrt(x)
	case x < 0 && n%2 != 0:
		return -math.Pow(-x, 1/float64(n))
	}
	return math.Pow(x, 1/float64(n))
}
