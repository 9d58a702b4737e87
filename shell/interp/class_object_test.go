package interp_test

import (
	"strings"
	"testing"
)

// TestObjectsOfClasses checks what the engine asks objects of script classes for.
func TestObjectsOfClasses(t *testing.T) {
	for script, want := range map[string]string{
		"class P { [int]$A }; $c = [P]@{ A = 1 }; $d = $c; $c | Add-Member NoteProperty Z 9; $d.Z; $c.psobject.Properties.Name": "9|Z|A",
		"class P { hidden $H; $V }; [P]::new().psobject.Properties.Name":                                                        "V",
		"class C { [string]$S; [datetime]$D; [System.DayOfWeek]$W }; $c = [C]::new(); $null -eq $c.S; $c.D.Year; $c.W":          "True|1|Sunday",
		"class C : System.Collections.IEnumerable { [System.Collections.IEnumerator] GetEnumerator() { return (1, 2).GetEnumerator() } }\n" +
			"foreach ($i in [C]::new()) { $i }; @([C]::new()).Count": "1|2|2",
		"class C : System.IFormattable { [string] ToString([string]$f, [System.IFormatProvider]$p) { return \"<$f>\" } }\n" +
			"'{0:x}' -f [C]::new()": "<x>",
		"class K { $V; K($v) { $this.V = $v } [int] GetHashCode() { return $this.V } [bool] Equals($o) { return $o.V -eq $this.V } }\n" +
			"$h = @{}; $h[[K]::new(1)] = 'a'; $h[[K]::new(1)]; $h[[K]::new(2)]": "a|",
		"class R : System.Collections.IComparer { [int] Compare([object]$a, [object]$b) { return $b - $a } }\n" +
			"$l = [System.Collections.ArrayList](1, 3, 2); $l.Sort([R]::new()); \"$l\"": "3 2 1",
		"class P { }; $l = [System.Collections.Generic.List[P]]::new(); $l.Add('x')":           "error:MethodCountCouldNotFindBest",
		"class C { F($a, [string]$b) { } }; [C].GetMethod('F').GetParameters().Name":           "a|b",
		"enum E { A; B }; [E] | Get-Member -Static -MemberType Property | ForEach-Object Name": "A|B",
		"class A { A() { throw 'bad' } }; New-Object A":                                        "error:ConstructorInvokedThrowException,Microsoft.PowerShell.Commands.NewObjectCommand",
	} {
		if got := strings.Join(run(t, script), "|"); got != want {
			t.Errorf("%s: got %s, want %s", script, got, want)
		}
	}
}
