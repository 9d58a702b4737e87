package interp_test

import (
	"strings"
	"testing"
)

// defined runs a script and returns what it wrote; of errors in definitions the ids and the text they stand at.
func defined(t *testing.T, script string) string {
	t.Helper()
	rt := newRuntime()
	return strings.Join(runIn(t, rt, "& ([scriptblock]::Create('"+strings.ReplaceAll(script, "'", "''")+"'))"), "|")
}

func TestTypeDefinitionErrors(t *testing.T) {
	for script, want := range map[string]string{
		"class A { [int]$x; [string]$X }":                                            "error:MemberAlreadyDefined",
		"class A { static [int]$x; [string]$X }":                                     "error:MemberAlreadyDefined",
		"class A { F([int]$a) { } static F([int]$b) { } }":                           "error:MemberAlreadyDefined",
		"class A { F([int]$a) { } F([string]$b) { } }":                               "",
		"class A { A() { } static A() { } }":                                         "",
		"class A { A() { } A() { } }":                                                "error:MemberAlreadyDefined",
		"class A { static A($x) { } }":                                               "error:StaticConstructorCantHaveParameters",
		"class A : int { }":                                                          "error:SealedBaseClass",
		"class A : System.Text.StringBuilder { }":                                    "error:SealedBaseClass",
		"class A : System.Math { }":                                                  "error:SealedBaseClass",
		"class A : int[] { }":                                                        "error:SubtypeArray",
		"class A : object, string { }":                                               "error:InterfaceNameExpected",
		"class D : B { } class B { }":                                                "error:TypeNotFound",
		"class A : System.IEquatable[A] { }":                                         "error:TypeNotFound",
		"class B { B($x) { } } class D : B { }":                                      "error:BaseClassNoDefaultCtor",
		"class B { B($x) { } } class D : B { D() : base(1) { } }":                    "",
		"class A : System.Uri { }":                                                   "error:BaseClassNoDefaultCtor",
		"class A : System.IDisposable { }":                                           "error:TypeCreationError",
		"class A : System.IDisposable { Dispose() { } }":                             "",
		"class A : System.IComparable { [int] compareTo([object]$o) { return 0 } }":  "error:TypeCreationError",
		"class A : System.IComparable { [int] CompareTo($o) { return 0 } }":          "",
		"class A : System.IComparable[int] { [int] CompareTo([int]$o) { return 0 }}": "",
		"enum E { a; A }":                                                            "error:MemberAlreadyDefined",
		"enum E { a = 'x' }":                                                         "error:CannotConvertValue",
		"enum E { a = $x }":                                                          "error:EnumeratorValueMustBeConstant",
		"enum E { a = 1; b = [E]::a }":                                               "error:EnumeratorValueMustBeConstant",
		"enum E : byte { a = 256 }":                                                  "error:EnumeratorValueOutOfBounds",
		"enum E : byte { a = 255; b }":                                               "error:EnumeratorValueOutOfBounds",
		"enum E { a = [F]::b } enum F { b = [E]::a }":                                "error:CycleInEnumInitializers",
		"enum E { a = [F]::b } enum F { b = 5 } [int][E]::a":                         "5",
		"enum E { a = '5'; b = 1 -shl 4; c = [int]::MaxValue } [int][E]::b":          "16",
		"if ($true) { class A { $x = 3 } } [A]::new().x":                             "3",
	} {
		if got := defined(t, script); got != want {
			t.Errorf("%s: got %s, want %s", script, got, want)
		}
	}
}

// TestTypesWithinClasses checks what is found before a script runs, with its place.
func TestTypesWithinClasses(t *testing.T) {
	for script, want := range map[string]string{
		"class A : Nope { }":                       "TypeNotFound Nope",
		"class A { [Nope]$x }":                     "TypeNotFound Nope",
		"class A { [Nope[int]]$x }":                "TypeNotFound Nope",
		"class A { F() { [Nope]::x } }":            "TypeNotFound Nope",
		"class A { F() { { [Nope[]]1 } } }":        "TypeNotFound Nope",
		"class A { [A]$x; [B[]]$y } class B { }":   "",
		"class A { F() { [System.Net.Nope]::x } }": "",
		"class A { F() { [ordered]@{} } }":         "",
		"[Nope]::x":                                "",
		"class A { [Nope()]$x }":                   "CustomAttributeTypeNotFound Nope",
		"[Flags()] class A { }":                    "AttributeNotAllowedOnDeclaration [Flags()]",
		"[Flags()] enum E { a }":                   "",
		"class A { [Parameter(Foo = 1)]$x }":       "PropertyNotFoundForAttribute Foo = 1",
		"class A { F([ValidateSet('a')]$x) { } }":  "AttributeNotAllowedOnDeclaration [ValidateSet('a')]",
		"class A { [ValidateSet('a')]$x }":         "",
		"class A { [System.Collections.ArrayList]$x; [System.Collections.Generic.List`1]$y }": "TypeNotAllowedForProperty " +
			"[System.Collections.Generic.List`1]",
	} {
		tree, errs := newRuntime().Parse("", script)
		got := ""
		for _, e := range errs {
			got += e.ID + " " + tree.Source.Slice(e.Extent)
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", script, got, want)
		}
	}
}

func TestStaticMembersWhenFirstUsed(t *testing.T) {
	got := defined(t, "class C { static [int]$n = (Write-Output 5); static C() { [C]::n++ } } 'before'; [C]::n; [C]::n")
	if got != "before|6|6" {
		t.Error(got)
	}
	got = defined(t, "class C { static $x = $(throw 'bad') } try { [C]::new() } catch { $_.Exception.InnerException.Message }")
	if got != "The type initializer for 'C' threw an exception." {
		t.Error(got)
	}
}
