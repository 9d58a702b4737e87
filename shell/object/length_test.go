package object

import "testing"

func TestArraysHaveALimit(t *testing.T) {
	if _, err := OpRange(int32(1), int32(2_000_000_000)); err == nil {
		t.Error("a range of two thousand million elements was made")
	}
	if _, err := New(ArrayOf(TypeInt32), []Value{int32(2_147_483_647)}); err == nil {
		t.Error("an array of 2^31-1 elements was made")
	}
	if _, err := Multiply(NewArray(int32(1), int32(2)), int32(1_000_000_000)); err == nil {
		t.Error("an array was repeated beyond all bounds")
	}
	if v, err := OpRange(int32(1), int32(3)); err != nil || len(v.(*Array).Items) != 3 {
		t.Errorf("1..3 gave %v, %v", v, err)
	}
}
