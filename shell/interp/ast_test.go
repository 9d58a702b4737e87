package interp_test

import (
	"strings"
	"testing"
)

// TestSyntaxTree checks what scripts that analyse scripts ask the tree, the tokens and the errors for.
func TestSyntaxTree(t *testing.T) {
	const parse = "using namespace System.Management.Automation.Language\n$t = $e = $null; $ast = [Parser]::ParseInput($s, [ref]$t, [ref]$e)\n"
	tests := []struct{ source, script, want string }{
		{"function F($a, [int]$b = 2) { G -x 1; { H } } ", "$f = $ast.Find({ $args[0] -is [FunctionDefinitionAst] }, $true); $f.Name; " +
			"$f.Parameters.Name.VariablePath.UserPath; $f.Parameters[1].StaticType.Name; $f.Parameters[1].DefaultValue.Value", "F|a|b|Int32|2"},
		{"function F { G; { H } }; I", "$q = { $args[0] -is [CommandAst] }; $ast.FindAll($q, $true).GetCommandName(); '-'; $ast.FindAll($q, $false).GetCommandName()", "G|H|I|-|I"},
		{"Get-It a -b:$c 'd' \"e$f\"", "$ast.EndBlock.Statements[0].PipelineElements[0].CommandElements | ForEach-Object { $_.GetType().Name }",
			"StringConstantExpressionAst|StringConstantExpressionAst|CommandParameterAst|StringConstantExpressionAst|ExpandableStringExpressionAst"},
		{"@{ a = 1, 'x'; b = @{ c = $true } }", "$h = $ast.Find({ $args[0] -is [HashtableAst] }, $true); $h.KeyValuePairs.Count; $v = $h.SafeGetValue(); $v.a; $v.b.c",
			"2|1|x|True"},
		{"$x = G $y", "try { $ast.EndBlock.Statements[0].Right.SafeGetValue() } catch { $_.FullyQualifiedErrorId }", "InvalidOperationException"},
		{"class C : Object { hidden static [int]$x = 1; [void] M($p) { } C() { } } ", "$c = $ast.Find({ $args[0] -is [TypeDefinitionAst] }, $true); $c.IsClass; $c.Members | ForEach-Object " +
			"{ \"$($_.Name) $($_.IsHidden) $($_.IsStatic) $($_.IsConstructor)\" }", "True|x True True |M False False False|C False False True"},
		{"if (1) { 2 } elseif (3) { 4 } else { 5 }", "$i = $ast.EndBlock.Statements[0]; $i.Clauses.Count; $i.Clauses[1].Item1.Extent.Text; $i.ElseClause.Extent.Text; $i.Parent.Parent -eq $ast", "2|3|{ 5 }|True"},
		{"\"a$b$(c)\"", "$x = $ast.EndBlock.Statements[0].GetPureExpression(); $x.Value; $x.StringConstantType; $x.NestedExpressions.Count", "a$b$(c)|DoubleQuoted|2"},
		{"a | b > c 2>&1", "$ast.FindAll({ $args[0] -is [RedirectionAst] }, $true) | ForEach-Object { \"$($_.GetType().Name) $($_.FromStream) $($_.Append)\" }",
			"FileRedirectionAst Output False|MergingRedirectionAst Error "},
		{"<#\n.SYNOPSIS\nS\n.PARAMETER P\nT\n#>\nfunction F { }", "$h = $ast.EndBlock.Statements[0].GetHelpContent(); $h.Synopsis.Trim(); $h.Parameters['P'].Trim()", "S|T"},
		{"class C : B { C() : base(1) { } }", "$b = $ast.Find({ $args[0] -is [BaseCtorInvokeMemberExpressionAst] }, $true); $b.Expression.VariablePath.UserPath; $b.Member.Value; " +
			"$b.Arguments.Count; $b.Static", "this|.ctor|1|False"},
		{"x", "function F { 1 } ${function:F}.Ast.Name; { 1 }.Ast.Parent.GetType().Name; $b = { 2 }; $b.Ast.Parent.Parent.Parent.Parent.GetType().Name",
			"F|ScriptBlockExpressionAst|AssignmentStatementAst"},
		{"[int[]][List[string]]$x", "$ast.FindAll({ $args[0] -is [TypeConstraintAst] }, $true).TypeName | ForEach-Object { \"$($_.FullName) $($_.IsArray) $($_.IsGeneric)\" }",
			"int[] True False|List[string] False True"},
		{"Get-It -Name:5 $v # c", "$t | ForEach-Object { \"$($_.Kind) $($_.GetType().Name)\" }", "Generic StringLiteralToken|Parameter ParameterToken|Number NumberToken|Variable VariableToken|Comment Token|EndOfInput Token"},
		{"if (", "$e[0].ErrorId; $e[0].Extent.StartColumnNumber; $e[0].IncompleteInput; \"$($e[0].Extent)\"", "IfStatementMissingCondition|5|True|"},
		{"a; b { c }", "class V : AstVisitor { $n = @(); [AstVisitAction] VisitCommand([CommandAst]$c) { $this.n += $c.GetCommandName(); return [AstVisitAction]::SkipChildren } }\n" +
			"$v = [V]::new(); $ast.Visit($v); $v.n", "a|b"},
		{"x", "[System.Management.Automation.PSParser]::Tokenize('Get-It -a $b \"c\" 5', [ref]$null) | ForEach-Object { \"$($_.Content):$($_.Type)\" }",
			"Get-It:Command|-a:CommandParameter|b:Variable|c:String|5:Number"},
	}
	for _, test := range tests {
		using, rest, _ := strings.Cut(parse, "\n")
		script := using + "\n$s = '" + strings.ReplaceAll(test.source, "'", "''") + "'\n" + rest + test.script
		if got := strings.Join(run(t, script), "|"); got != test.want {
			t.Errorf("%s\n%s\ngot  %s\nwant %s", test.source, test.script, got, test.want)
		}
	}
}
