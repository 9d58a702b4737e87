package interp

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

// gridElements reads multidimensional arrays: the element with the indexes, or, where each index is a list, all the
// elements with such indexes; those outside are left out then.
func (fr *frame) gridElements(a *object.MultiArray, indexes []object.Value) (object.Value, error) {
	isList := func(v object.Value) bool { _, many := object.Elements(v); return many }
	if !slices.ContainsFunc(indexes, isList) {
		return fr.gridElement(a, indexes)
	}
	out := make([]object.Value, 0, len(indexes))
	for _, index := range indexes {
		one, _ := object.Elements(index)
		offset, err := gridOffset(a, one)
		switch {
		case err == nil:
			out = append(out, a.Items[offset])
		case !isOutOfRange(err) || fr.scope.strict >= 3:
			return nil, err
		}
	}
	return object.NewArray(out...), nil
}

func (fr *frame) gridElement(a *object.MultiArray, indexes []object.Value) (object.Value, error) {
	offset, err := gridOffset(a, indexes)
	if err != nil && isOutOfRange(err) {
		return fr.noElement(err)
	}
	if err != nil {
		return nil, err
	}
	return a.Items[offset], nil
}

func setGridElement(a *object.MultiArray, index, value object.Value) error {
	indexes, many := object.Elements(index)
	if !many {
		indexes = []object.Value{index}
	}
	offset, err := gridOffset(a, indexes)
	if err != nil {
		return err
	}
	if value, err = convertFor(value, a.ArrayType.Elem()); err != nil {
		return err
	}
	a.Items[offset] = value
	return nil
}

// gridOffset is where the element of a multidimensional array stands.
func gridOffset(a *object.MultiArray, indexes []object.Value) (int, error) {
	if len(indexes) != len(a.Lengths) {
		return 0, errGridRank(a, object.NewArray(indexes...))
	}
	numbers := make([]int, len(indexes))
	for i, index := range indexes {
		var err error
		if numbers[i], err = toIndex(index); err != nil {
			return 0, err
		}
	}
	offset, ok := a.Offset(numbers)
	if !ok {
		return 0, errIndexOutOfRange()
	}
	return offset, nil
}

// errGridRank is the error of an index that has not one number for each dimension.
func errGridRank(a *object.MultiArray, index object.Value) error {
	return runtimeError("NeedMultidimensionalIndex", object.InvalidOperation,
		"You cannot index into a %d dimensional array with index [%s].", len(a.Lengths), indexText(index))
}

func isOutOfRange(err error) bool {
	e, ok := err.(*object.ErrorRecord)
	return ok && e.ID == "System.IndexOutOfRangeException"
}

// indexText is an index as errors show it.
func indexText(index object.Value) string {
	text := object.JoinText(index, ",")
	if len(text) > 20 {
		text = text[:20] + " ..."
	}
	return text
}
