package object

import (
	"strings"

	"github.com/shopspring/decimal"
)

// operation is one of the arithmetic operators.
type operation uint8

const (
	opAdd operation = iota
	opSubtract
	opMultiply
	opDivide
	opModulo
	opAnd
	opOr
	opXor
	opShiftLeft
	opShiftRight
)

// sign is how the operator is written in messages.
func (op operation) sign() string {
	return [...]string{"+", "-", "*", "/", "%", "-band", "-bor", "-bxor", "-shl", "-shr"}[op]
}

// method is the name of the operator's method in .NET.
func (op operation) method() string {
	return [...]string{"op_Addition", "op_Subtraction", "op_Multiply", "op_Division", "op_Modulus", "op_BitwiseAnd",
		"op_BitwiseOr", "op_ExclusiveOr", "op_LeftShift", "op_RightShift"}[op]
}

// Add is l + r: the left operand decides between numbers, text, collections and dictionaries.
func Add(l, r Value) (Value, error) {
	switch a := l.(type) {
	case int32:
		if b, ok := r.(int32); ok {
			return addInt32(a, b)
		}
	case string:
		if b, ok := r.(string); ok {
			return addText(a, b)
		}
		return addText(a, ToText(r))
	}
	return addOther(Base(l), r)
}

func addInt32(a, b int32) (Value, error) {
	sum := int64(a) + int64(b)
	if int64(int32(sum)) == sum {
		return Int32(int32(sum)), nil
	}
	return float64(sum), nil
}

func addText(l, r string) (Value, error) {
	if len(l)+len(r) > MaxText {
		return nil, CheckText(len(l) + len(r))
	}
	return l + r, nil
}

func addOther(l, r Value) (Value, error) {
	switch a := l.(type) {
	case nil, nothing:
		return r, nil
	case string:
		return addText(a, ToText(r))
	case Char:
		return charText(a) + ToText(r), nil
	case *Dictionary:
		return addDictionary(a, Base(r))
	case *Array:
		return appendElements(a.Items, r)
	case Enumerable:
		items, _, err := collect(a)
		if err != nil {
			return nil, err
		}
		return appendElements(items, r)
	}
	return arithmetic(opAdd, l, Base(r))
}

// appendElements makes an object[] of the elements and those of r, or r itself.
func appendElements(items []Value, r Value) (Value, error) {
	more, ok, err := collect(Base(r))
	if err != nil {
		return nil, err
	}
	if !ok {
		if IsNothing(r) {
			return NewArray(append([]Value(nil), items...)...), nil
		}
		more = []Value{r}
	}
	if err := CheckLength(len(items) + len(more)); err != nil {
		return nil, err
	}
	all := make([]Value, 0, len(items)+len(more))
	return NewArray(append(append(all, items...), more...)...), nil
}

func addDictionary(l *Dictionary, r Value) (Value, error) {
	more, ok := r.(*Dictionary)
	if !ok {
		return nil, operatorError("AddHashTableToNonHashTable", "A hash table can only be added to another hash table.")
	}
	sum := &Dictionary{DictType: TypeHashtable, CaseSensitive: l.CaseSensitive}
	if l.DictType == TypeOrderedDictionary {
		sum.DictType = l.DictType
	}
	for _, e := range l.Entries() {
		sum.Set(e.Key, e.Value)
	}
	for _, e := range more.Entries() {
		if _, exists := sum.Get(e.Key); exists {
			return nil, rawError(NewException("System.ArgumentException",
				"Item has already been added. Key in dictionary: '%s'  Key being added: '%s'", keyOf(sum, e.Key),
				ToText(e.Key)))
		}
		sum.Set(e.Key, e.Value)
	}
	return sum, nil
}

// keyOf is the key of a dictionary as it was first written.
func keyOf(d *Dictionary, key Value) string {
	if i := d.find(key); i >= 0 {
		return ToText(d.entries[i].Key)
	}
	return ToText(key)
}

// operatorError is an error of the engine in an operator.
func operatorError(id, format string, args ...any) *ErrorRecord {
	return NewError("System.Management.Automation.RuntimeException", id, InvalidOperation, format, args...)
}

// rawError is the record of a .NET exception that reaches the script as it is.
func rawError(e *Exception) *ErrorRecord {
	return &ErrorRecord{Exception: e, ID: e.Class.name, Category: OperationStopped}
}

// wrappedError is the record of a .NET exception that the engine wraps in its own (division by zero, overflow).
func wrappedError(class, message string) *ErrorRecord {
	e := NewException("System.Management.Automation.RuntimeException", "%s", message)
	e.Inner = NewException(class, "%s", message)
	return &ErrorRecord{Exception: e, ID: "RuntimeException"}
}

// Subtract is l - r.
func Subtract(l, r Value) (Value, error) {
	if a, ok := l.(int32); ok {
		if b, ok := r.(int32); ok {
			difference := int64(a) - int64(b)
			if int64(int32(difference)) == difference {
				return Int32(int32(difference)), nil
			}
			return float64(difference), nil
		}
	}
	return arithmetic(opSubtract, Base(l), Base(r))
}

// Multiply is l * r; text and arrays on the left are repeated.
func Multiply(l, r Value) (Value, error) {
	l = Base(l)
	switch a := l.(type) {
	case int32:
		if b, ok := r.(int32); ok {
			product := int64(a) * int64(b)
			if int64(int32(product)) == product {
				return Int32(int32(product)), nil
			}
			return float64(product), nil
		}
	case nil, nothing:
		return nil, nil
	case string:
		return repeatText(a, r)
	case *Dictionary:
	case Enumerable:
		items, _, err := collect(a)
		if err != nil {
			return nil, err
		}
		return repeatElements(items, r)
	}
	return arithmetic(opMultiply, l, Base(r))
}

// MaxText is the length in bytes beyond which no text is made or read: .NET's own limit for strings, in characters.
const MaxText = 0x3FFFFFDF

// CheckText is the error of a text that would be too long.
func CheckText(n int) error {
	if n <= MaxText {
		return nil
	}
	return rawError(NewException("System.OutOfMemoryException", "Insufficient memory to continue the execution of the program."))
}

func isOutOfMemory(err error) bool {
	e := asException(err)
	return e != nil && e.Class.name == "System.OutOfMemoryException"
}

// maxElements is the length beyond which no array is made: 2 GB of elements, above which Go would end the process
// where .NET throws an exception.
const maxElements = 1 << 27

// CheckLength is the error of an array that would be too long.
func CheckLength(n int) error {
	if n <= maxElements {
		return nil
	}
	return rawError(NewException("System.OutOfMemoryException", "Array dimensions exceeded supported range."))
}

func repeatText(s string, r Value) (Value, error) {
	times, err := ToInt(r)
	if err != nil {
		return nil, err
	}
	if times < 0 {
		return nil, rawError(NewException("System.ArgumentOutOfRangeException",
			"times ('%d') must be a non-negative value. (Parameter 'times')\nActual value was %d.", times, times))
	}
	if err := CheckText(len(s) * times); err != nil {
		return nil, err
	}
	return strings.Repeat(s, times), nil
}

func repeatElements(items []Value, r Value) (Value, error) {
	if s, ok := Base(r).(string); ok {
		number, err := numberFor(s, Int32(0))
		if err != nil {
			return nil, err
		}
		r = number
	}
	n, err := Convert(r, TypeUInt32)
	if err != nil {
		return nil, err
	}
	times := int(n.(uint32))
	if err := CheckLength(len(items) * times); err != nil {
		return nil, err
	}
	all := make([]Value, 0, len(items)*times)
	for range times {
		all = append(all, items...)
	}
	return NewArray(all...), nil
}

// Divide is l / r; integers that divide exactly stay integers.
func Divide(l, r Value) (Value, error) { return arithmetic(opDivide, Base(l), Base(r)) }

// Modulo is l % r.
func Modulo(l, r Value) (Value, error) { return arithmetic(opModulo, Base(l), Base(r)) }

// Negate is -v.
func Negate(v Value) (Value, error) {
	switch n := Base(v).(type) {
	case float64:
		return -n, nil
	case float32:
		return -n, nil
	case decimal.Decimal:
		return n.Neg(), nil
	case TimeSpan:
		return -n, nil
	}
	return Subtract(Int32(0), v)
}

// UnaryPlus is +v: text becomes a number.
func UnaryPlus(v Value) (Value, error) {
	if span, ok := Base(v).(TimeSpan); ok {
		return span, nil
	}
	return Add(Int32(0), v)
}

// arithmetic applies an operator to operands of which neither is text or a collection that the operator repeats.
func arithmetic(op operation, l, r Value) (Value, error) {
	if IsNull(l) {
		l = Int32(0)
	}
	if IsNull(r) {
		r = Int32(0)
	}
	if s, ok := l.(string); ok {
		n, err := numberFor(s, r)
		if err != nil {
			return nil, err
		}
		return arithmetic(op, n, r)
	}
	if e, ok := l.(Enum); ok {
		return enumArithmetic(op, e, r)
	}
	if takesText(op, l) {
		if s, ok := r.(string); ok {
			n, err := numberFor(s, l)
			if err != nil {
				return nil, err
			}
			return apply(op, l, n)
		}
	}
	return apply(op, l, r)
}

// takesText reports whether text on the right of l becomes a number.
func takesText(op operation, l Value) bool {
	switch l.(type) {
	case bool, Char:
		return op != opMultiply
	}
	return isPlainNumber(l)
}

// isPlainNumber reports the number types that arithmetic has built in; BigInteger works by its own operators.
func isPlainNumber(v Value) bool {
	switch v.(type) {
	case int32, float64, int64, decimal.Decimal, uint8, float32, int8, int16, uint16, uint32, uint64:
		return true
	}
	return false
}

// numberFor makes a number of text that meets the other operand: as a literal, else converted to the other's type.
func numberFor(s string, other Value) (Value, error) {
	trimmed := strings.TrimSpace(s)
	if trimmed == "" {
		return Int32(0), nil
	}
	if n, ok := TryNumber(trimmed); ok {
		return n, nil
	}
	t := TypeInt32
	if isPlainNumber(other) {
		t = TypeOf(other)
	}
	return Convert(s, t)
}

// apply goes by the types of the operands: built-in numbers, BigInteger, dates and time spans, or the operator methods
// of a library type.
func apply(op operation, l, r Value) (Value, error) {
	if a, ok := plainOperand(op, l); ok {
		if b, ok := rightOperand(a, r); ok {
			if _, isDecimal := b.(decimal.Decimal); isDecimal && TypeOf(l) == TypeBoolean {
				return nil, rawError(NewException("System.InvalidOperationException",
					"No coercion operator is defined between types 'System.Boolean' and 'System.Decimal'."))
			}
			return numeric(op, a, b)
		}
	}
	if result, done, err := applyMoment(op, l, r); done {
		return result, err
	}
	if isBigOperation(l, r) {
		return bigArithmetic(op, l, r)
	}
	if d, ok := l.(decimal.Decimal); ok {
		b, err := operandAs(op, r, TypeDecimal, 1)
		if err != nil {
			return nil, err
		}
		return decimalArithmetic(op, d, b.(decimal.Decimal))
	}
	return operatorMethod(op, l, r)
}

// plainOperand is the left operand if arithmetic on it is built in.
func plainOperand(op operation, l Value) (Value, bool) {
	switch b := l.(type) {
	case bool:
		return Int32(int32(boolInt(b))), op != opMultiply && op < opShiftLeft
	case Char:
		return Int32(int32(b)), op != opMultiply && op < opShiftLeft
	}
	return l, isPlainNumber(l)
}

func boolInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// rightOperand is the right operand as a built-in number.
func rightOperand(l, r Value) (Value, bool) {
	switch b := r.(type) {
	case bool:
		return Int32(int32(boolInt(b))), true
	case Char:
		return Int32(int32(b)), true
	case Enum:
		n, err := Convert(b, TypeOf(l))
		return n, err == nil
	}
	return r, isPlainNumber(r)
}

// enumArithmetic computes with the numbers and gives the result the enum's type.
func enumArithmetic(op operation, e Enum, r Value) (Value, error) {
	switch r.(type) {
	case string:
		other, err := Convert(r, e.EnumType)
		if err != nil {
			return nil, err
		}
		r = other.(Enum).Underlying()
	case Enum:
		r = r.(Enum).Underlying()
	}
	result, err := arithmetic(op, e.Underlying(), r)
	if err != nil {
		return nil, err
	}
	if n, _, ok := asInt64(result); ok {
		return Enum{EnumType: e.EnumType, Value: n}, nil
	}
	return result, nil
}

// operatorMethod calls the operator's method of the left operand's type, or of the right one's where the left is
// primitive.
func operatorMethod(op operation, l, r Value) (Value, error) {
	lt, rt := TypeOf(l), TypeOf(r)
	t := lt
	if isPrimitive(lt) {
		if isPrimitive(rt) {
			return nil, operatorError("NotADefinedOperationForType", "The operation '[%s] %s [%s]' is not defined.", lt.name,
				op.sign(), rt.name)
		}
		t = rt
	}
	if t == TypeCustomObject {
		t = TypePSObject
	}
	return InvokeStatic(t, op.method(), []Value{l, r})
}

// operandAs converts an operand for an operator method.
func operandAs(op operation, v Value, t *Type, position int) (Value, error) {
	n, err := Convert(v, t)
	if err == nil {
		return n, nil
	}
	cause, ok := err.(*ErrorRecord)
	if !ok {
		return nil, err
	}
	e := NewError(methodException, "MethodArgumentConversionInvalidCastArgument", NotSpecified,
		"Cannot convert argument \"%d\", with value: \"%s\", for \"%s\" to type \"%s\": \"%s\"",
		position, scalarText(v, InvariantCulture, true), op.method(), t.name, cause.Exception.Message)
	e.Exception.Inner = ConversionCause(cause)
	return nil, e
}
