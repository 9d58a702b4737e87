package object

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// TypeOf is the .NET type of a value; nil for $null and AutomationNull.
func TypeOf(v Value) *Type {
	switch v := v.(type) {
	case nil, nothing:
		return nil
	case string:
		return TypeString
	case int32:
		return TypeInt32
	case bool:
		return TypeBoolean
	case Object:
		return v.Type()
	case int64:
		return TypeInt64
	case float64:
		return TypeDouble
	case decimal.Decimal:
		return TypeDecimal
	case DateTime:
		return TypeDateTime
	case TimeSpan:
		return TypeTimeSpan
	case DateTimeOffset:
		return TypeDateTimeOffset
	case Guid:
		return TypeGuid
	case Char:
		return TypeChar
	case *big.Int:
		return TypeBigInteger
	}
	return typeOfSmallNumber(v)
}

func typeOfSmallNumber(v Value) *Type {
	switch v.(type) {
	case int8:
		return TypeSByte
	case uint8:
		return TypeByte
	case int16:
		return TypeInt16
	case uint16:
		return TypeUInt16
	case uint32:
		return TypeUInt32
	case uint64:
		return TypeUInt64
	case float32:
		return TypeSingle
	}
	return TypeObject
}
