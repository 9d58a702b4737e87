package syntax

import "testing"

func TestSourcePositions(t *testing.T) {
	src := NewSource("", "a😀b\r\nc\n\rd")
	for _, test := range []struct {
		offset, line, column, units int
	}{{0, 1, 1, 0}, {1, 1, 2, 1}, {5, 1, 4, 3}, {6, 1, 5, 4}, {8, 2, 1, 6}, {10, 3, 1, 8}, {11, 4, 1, 9}, {12, 4, 2, 10}} {
		line, column := src.Position(int32(test.offset))
		if line != test.line || column != test.column {
			t.Errorf("offset %d is at %d:%d, want %d:%d", test.offset, line, column, test.line, test.column)
		}
		if got := src.UTF16Offset(int32(test.offset)); got != test.units {
			t.Errorf("offset %d is unit %d, want %d", test.offset, got, test.units)
		}
		if got := src.ByteOffset(test.units); got != int32(test.offset) {
			t.Errorf("unit %d is offset %d, want %d", test.units, got, test.offset)
		}
	}
	if got := src.Line(1); got != "a😀b" {
		t.Errorf("line 1 is %q", got)
	}
}

func TestHelpComment(t *testing.T) {
	tree, errs := Parse("", `<#
.SYNOPSIS
    Of the script.
#>


# .SYNOPSIS
#  Before f.
# .PARAMETER Name
#  The name.
function f { }

function g {
    <#
    .SYNOPSIS
      Inside g.
    .EXAMPLE
      g
        -x
    #>
    1
}

# not help
function h { 2 }
`)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	functions := tree.End.Statements
	sections := HelpSections(HelpComment(functions[0].(*FunctionDefinition)))
	if len(sections) != 2 || sections[0].Text != "Before f." || sections[1].Argument != "Name" {
		t.Errorf("help of f: %+v", sections)
	}
	sections = HelpSections(HelpComment(functions[1].(*FunctionDefinition)))
	if len(sections) != 2 || sections[0].Text != "Inside g." || sections[1].Text != "g\n  -x" {
		t.Errorf("help of g: %+v", sections)
	}
	if text := HelpComment(functions[2].(*FunctionDefinition)); text != "" {
		t.Errorf("help of h: %q", text)
	}
	if sections := HelpSections(ScriptHelpComment(tree)); len(sections) != 1 || sections[0].Text != "Of the script." {
		t.Errorf("help of the script: %+v", sections)
	}
}

func TestRequirements(t *testing.T) {
	tree, errs := Parse("", "#Requires -Version 7.2\n#requires -Modules A, @{ ModuleName = 'B'; ModuleVersion = '1.0' }\n"+
		"#Requires -RunAsAdministrator\n#requires -PSEdition Core\n1")
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	r := tree.Requirements
	if r == nil || r.Version != "7.2" || !r.Administrator || len(r.Modules) != 2 || r.Modules[1].Version != "1.0" ||
		len(r.Editions) != 1 {
		t.Errorf("%+v", r)
	}
}
