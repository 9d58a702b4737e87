package core_test

import "testing"

func TestGetErrorShowsNestedExceptions(t *testing.T) {
	expect(t, `

Exception             : 
    Type           : System.Management.Automation.RuntimeException
    ErrorRecord    : 
        Exception             : 
            Type    : System.Management.Automation.ParentContainsErrorRecordException
            Message : Attempted to divide by zero.
            HResult : -2146233087
        CategoryInfo          : NotSpecified: (:) [], ParentContainsErrorRecordException
        FullyQualifiedErrorId : RuntimeException
        InvocationInfo        : 
            ScriptLineNumber : 1
            OffsetInLine     : 7
            HistoryId        : -1
            Line             : try { 1/0 } catch { }
            Statement        : 1/0
            PositionMessage  : At line:1 char:7
                               + try { 1/0 } catch { }
                               +       ~~~
            CommandOrigin    : Internal
        ScriptStackTrace      : at <ScriptBlock>, <No file>: line 1
    Message        : Attempted to divide by zero.
    InnerException : 
        Type    : System.DivideByZeroException
        Message : Attempted to divide by zero.
        HResult : -2147352558
    HResult        : -2146233087
CategoryInfo          : NotSpecified: (:) [], RuntimeException
FullyQualifiedErrorId : RuntimeException
InvocationInfo        : 
    ScriptLineNumber : 1
    OffsetInLine     : 7
    HistoryId        : -1
    Line             : try { 1/0 } catch { }
    Statement        : 1/0
    PositionMessage  : At line:1 char:7
                       + try { 1/0 } catch { }
                       +       ~~~
    CommandOrigin    : Internal
ScriptStackTrace      : at <ScriptBlock>, <No file>: line 1

`, "try { 1/0 } catch { }", "Get-Error")
}

func TestGetErrorNewest(t *testing.T) {
	expectParts(t, &screen{}, []string{"try { throw 'first' } catch { }", "Get-Item nowhere 2> $null", "Get-Error -Newest 2"},
		"\n   ErrorIndex: 0\n\nException ", "    MyCommand        : Get-Item\n", "\n   ErrorIndex: 1\n\nException ", "    Statement        : throw 'first'\n")
	expect(t, "\nItemNotFoundException\nTrue\n0 {}\n", "Get-Item nowhere 2> $null", "(Get-Error).Exception.GetType().Name",
		"try { throw 'x' } catch { $_.Exception.WasThrownFromThrowStatement }",
		"$i = $Error[1].InvocationInfo; \"$($i.PipelineLength) {$($i.BoundParameters.Keys)}\"")
}
