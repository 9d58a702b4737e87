package dotnet

import (
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

func benchmarkCall(b *testing.B, name string, a ...object.Value) {
	var site object.MethodCache
	b.ReportAllocs()
	for b.Loop() {
		if _, err := site.Invoke("alpha,beta", name, a); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSubstring(b *testing.B) {
	benchmarkCall(b, "Substring", object.Int32(2), object.Int32(3))
}
func BenchmarkToUpper(b *testing.B) { benchmarkCall(b, "ToUpper") }
func BenchmarkSplit(b *testing.B)   { benchmarkCall(b, "Split", ",") }

// BenchmarkSubstringUncached chooses the overload anew each time.
func BenchmarkSubstringUncached(b *testing.B) {
	a := []object.Value{object.Int32(2), object.Int32(3)}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = object.InvokeMethod("alpha,beta", "Substring", a)
	}
}

func BenchmarkStringLength(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, _, _ = object.GetProperty("alpha,beta", "Length")
	}
}

func BenchmarkCustomObjectProperty(b *testing.B) {
	var o object.Value = object.NewCustomObject(object.ShapeOf("Id", "displayname"), []object.Value{"1", "x"})
	b.ReportAllocs()
	for b.Loop() {
		_, _, _ = object.GetProperty(o, "displayname")
	}
}
