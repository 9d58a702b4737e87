package object

import "testing"

// FuzzSignature: a signature's text is taken apart or refused.
func FuzzSignature(f *testing.F) {
	for _, s := range []string{"string Join[T](string separator, Params T[] values)", "bool TryParse(string s, [ref] int result)",
		"void F(System.Collections.Generic.Dictionary[string,int[]] d, int n = 5)", "x(", "f()"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if s, ok := parseSignature(text, noMeanings); ok && s.required > len(s.parameters) {
			t.Errorf("%q: %d of %d parameters required", text, s.required, len(s.parameters))
		}
	})
}

// FuzzTypeName: a type's name is found or not, whatever stands in it.
func FuzzTypeName(f *testing.F) {
	for _, s := range []string{"int", "string[]", "int[,]", "Collections.Generic.List[string]", "Dictionary[[string],[int[]]]",
		"System.Collections.Generic.List`1[[System.String, mscorlib]]", "a[b[c[", "[]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if typ := LookupType(text); typ != nil && typ.FullName() == "" {
			t.Errorf("%q has no name", text)
		}
	})
}
