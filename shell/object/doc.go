// Package object holds the values that scripts see and the rules that apply to them everywhere: what
// type a value has, how it converts, compares, adds, prints, and which members it answers to.
//
// It is the ground floor: it imports nothing else of this module and knows nothing of syntax, scopes,
// pipelines or screens. Anything that needs to run a script block receives it as a Callable.
//
// # Values
//
// A Value is an ordinary Go interface value. Each .NET type that scripts can tell apart has one Go type:
//
//	$null                nil                       AutomationNull ("no output") is the value Nothing
//	Boolean              bool
//	SByte … UInt64       int8, uint8, int16, uint16, int32, uint32, int64, uint64
//	Single, Double       float32, float64
//	Decimal              decimal.Decimal           its exponent keeps trailing zeros, as .NET does
//	BigInteger           *big.Int                  never modified in place
//	Char                 Char                      one UTF-16 unit
//	String               string                    UTF-8; lone surrogates in WTF-8 form
//	DateTime             DateTime                  100 ns ticks and a kind
//	DateTimeOffset       DateTimeOffset
//	TimeSpan             TimeSpan                  100 ns ticks
//	Guid                 Guid
//	any enum             Enum
//	arrays               *Array                    with the type of its elements
//	ArrayList, List<T> … *List
//	Hashtable, ordered … *Dictionary
//	PSCustomObject       *CustomObject             a property bag; may decode itself from JSON on demand
//	Type                 *Type
//	everything else      a Go type that implements Object
//
// A plain value pays nothing for PowerShell's extended members: only when somebody adds a member or a
// type name does it get wrapped in a *PSObject. Functions here accept wrapped values; Base unwraps.
package object
