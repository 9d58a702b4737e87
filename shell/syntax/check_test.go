package syntax

import (
	"strings"
	"testing"
)

// TestChecks compares the ids of the errors found after the tree is built.
func TestChecks(t *testing.T) {
	for in, want := range map[string]string{
		"function f() { param($x) $x }": "",
		"function f($x) { param($y) }":  "OnlyOneParameterListAllowed",
		"$a = @{ A = 1; a = 2 }":        "DuplicateKeyInHashLiteral",
		"$a?.b":                         "",
		"${a}?.b = 1":                   "InvalidLeftHandSide",
		"$a.b(1) = 2":                   "",
		"[ref][int]$x = 1":              "ReferenceNeedsToBeByItselfInTypeConstraint",
		"[string]$args = 1":             "AssignmentStatementToAutomaticNotSupported",
		"[object[]]$args = 1":           "",
		":a while (1) { try { } finally { break a } }":                       "ControlLeavingFinally",
		"try { } finally { while (1) { break } }":                            "",
		"try { } catch [System.IO.IOException] { } catch [Exception] { }":    "",
		"try { } catch [Exception] { } catch [IO.IOException] { }":           "ExceptionTypeAlreadyCaught",
		"class A { [int] F() { if ($true) { return 1 } else { throw 2 } } }": "",
		"class A { [int] F() { while ($true) { return 1 } } }":               "MethodHasCodePathNotReturn",
		"class A { F() { return; foreach ($i in 1) { $i } } }":               "",
		"class A { F($a) { if ($a) { $x = 1 }; $x } }":                       "VariableNotLocal",
		"class A { F($a) { if ($a) { $x = 1 } else { $x = 2 }; $x } }":       "",
		"class A { F() { while (($l = 1) -eq 1) { $l } } }":                  "",
		"class A { F() { 1 | ForEach-Object { $y } } }":                      "",
		"class A { [int]$x; F() { $x = 1 } }":                                "MissingThis",
		"class A { [int]$x; F($x) { $x = 1 } }":                              "",
		"class A { static [int]$x; F() { $x = 1 } }":                         "MissingTypeInStaticPropertyAssignment",
		"param([ValidateScript({ $_ })]$a)":                                  "",
		"param([ValidateSet('a', $b)]$a)":                                    "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock",
		"f @a":                                                               "",
		"f (@a)":                                                             "SplattingNotPermitted",
		"$using:x.y[0]":                                                      "",
		"$using:x.y()":                                                       "InvalidUsingExpression",
		"# SIG # Begin signature block\nGet-Date":                            "TokenAfterEndOfValidScriptText",
	} {
		_, errs := Parse("", in)
		var ids []string
		for _, e := range errs {
			ids = append(ids, e.ID)
		}
		if got := strings.Join(ids, ","); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}
