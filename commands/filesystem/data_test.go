package filesystem_test

import "testing"

// TestClixmlRoundTrip looks at what is left of a type when an object was written as XML and read again.
func TestClixmlRoundTrip(t *testing.T) {
	for _, c := range []struct{ value, ask, want string }{
		{`@{k='v'}`, `$r.pstypenames; "$r"; $r.k`, "Deserialized.System.Collections.Hashtable\nDeserialized.System.Object\nSystem.Collections.Hashtable\nv"},
		{`[ordered]@{b=1;a=2}`, `$r.GetType().Name; $r.Keys -join ','`, "OrderedDictionary\nb,a"},
		{`[DayOfWeek]::Friday`, `$r.GetType().Name; $r.pstypenames[0]; "$r"`, "Int32\nDeserialized.System.DayOfWeek\n5"},
		{`[regex]'a+'`, `$r.GetType().Name; "$r"; ($r | Get-Member RightToLeft).MemberType; ($r | Get-Member -MemberType Method).Name`,
			"PSObject\na+\nProperty\nGetType\nToString"},
		{`[pscustomobject]@{a=1}`, `$r.GetType().Name; $r.pstypenames; ($r | Get-Member a).MemberType`,
			"PSCustomObject\nDeserialized.System.Management.Automation.PSCustomObject\nDeserialized.System.Object\nNoteProperty"},
		{`[pscredential]::new('u', (ConvertTo-SecureString 'p' -AsPlainText -Force))`, `$r.GetNetworkCredential().Password`, "p"},
		{`2.50d`, `"$r"`, "2.50"},
		{`"a` + "`n`t" + `b_x41_ 😀"`, `$r`, "a\n\tb_x41_ 😀"},
		{`,[byte[]](1,255)`, `$r.GetType().Name; "$r"`, "Byte[]\n1 255"},
		{`[double]::PositiveInfinity`, `$r.GetType().Name; [double]::IsInfinity($r)`, "Double\nTrue"},
		{`'x' | Add-Member n 5 -PassThru`, `$r; $r.n`, "x\n5"},
	} {
		f := newFixture(t)
		f.expect(c.value+` | Export-Clixml c.xml; $r = Import-Clixml c.xml; `+c.ask, c.want)
	}
}

func TestClixmlDepth(t *testing.T) {
	f := newFixture(t)
	f.expect(`$f = New-Item a.txt; $r = $f | ConvertTo-CliXml -Depth 1 | ConvertFrom-CliXml
		$r.Name; $r.Directory.GetType().Name; $r.pstypenames[0]`, "a.txt\nString\nDeserialized.System.IO.FileInfo")
	f.expect(`$o = [pscustomobject]@{a=[pscustomobject]@{b=[pscustomobject]@{c=5}}}
		($o | ConvertTo-CliXml -Depth 1 | ConvertFrom-CliXml).a.b.c`, "5")
	f.expect(`$a = [pscustomobject]@{n=1}; $r = ConvertTo-CliXml ([pscustomobject]@{x=$a;y=$a}) | ConvertFrom-CliXml; $r.x.n = 7; $r.y.n`, "7")
}

func TestClixmlErrors(t *testing.T) {
	f := newFixture(t)
	f.write("bad.xml", "notxml")
	f.expect(`Import-Clixml bad.xml`, "! System.Xml.XmlException,Microsoft.PowerShell.Commands.ImportClixmlCommand: "+
		"Data at the root level is invalid. Line 1, position 1.")
	f.write("other.xml", "<a/>")
	f.expect(`Import-Clixml other.xml`, "! System.Xml.XmlException,Microsoft.PowerShell.Commands.ImportClixmlCommand: "+
		"Element 'Objs' with namespace name 'http://schemas.microsoft.com/powershell/2004/04' was not found. Line 1, position 2.")
}

func TestTypeNamesCanBeChanged(t *testing.T) {
	f := newFixture(t)
	f.expect(`$o = [pscustomobject]@{a=1}; $o.PSObject.TypeNames.Insert(0, 'My.Type'); $o.pstypenames.Add('Last'); $o.pstypenames`,
		"My.Type\nSystem.Management.Automation.PSCustomObject\nSystem.Object\nLast")
	f.expect(`$o.pstypenames.Remove('My.Type'); $o.pstypenames[0]; $o.pstypenames.Clear(); $o.pstypenames.Count`,
		"True\nSystem.Management.Automation.PSCustomObject\n0")
}

func TestSelectStringContexts(t *testing.T) {
	f := newFixture(t)
	f.expect(`'l1','hit','hit2','l4' | Select-String hit -Context 1`, "  l1\n> hit\n> hit2\n  l4")
	f.expect(`'l1','hit','hit2','l4' | Select-String hit -Context 1 | % { $_.Context.PreContext -join ','; $_.Context.PostContext -join ',' }`,
		"l1\nhit2\nhit\nl4")
	f.expect(`'a','hit','b','hit','c' | Select-String hit -Context 1,2`, "  a\n> hit\n  b\n> hit\n  c")
	f.expect(`'a' | Select-String z -Quiet`, "")
	f.expect(`'a','ab' | Select-String a -Quiet`, "True")
}

func TestJSONErrorsNameThePlace(t *testing.T) {
	f := newFixture(t)
	const start = "! System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand: Conversion from JSON failed with error: "
	f.expect(`ConvertFrom-Json '{"a":1, "b" 2}'`, start+"Invalid character after parsing property name. Expected ':' but got: 2. Path 'a', line 1, position 12.")
	f.expect(`ConvertFrom-Json '[x]'`, start+"Unexpected character encountered while parsing value: x. Path '', line 1, position 1.")
	f.expect(`ConvertFrom-Json '[1,x]'`, start+"Unexpected character encountered while parsing value: x. Path '[0]', line 1, position 3.")
	f.expect(`ConvertFrom-Json '{"a":[{"b":x}]}'`, start+"Unexpected character encountered while parsing value: x. Path 'a[0].b', line 1, position 11.")
}

func TestMembersOfEveryKind(t *testing.T) {
	f := newFixture(t)
	f.expect(`$o = [pscustomobject]@{a=1;b=2;c=3}
		$set = New-Object System.Management.Automation.PSPropertySet('DefaultDisplayPropertySet', [string[]]('a','c'))
		$o | Add-Member MemberSet PSStandardMembers ([System.Management.Automation.PSMemberInfo[]]@($set))
		($o | Out-String).Trim() -replace '\s+', ' '; $o.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames`, "a c - - 1 3\na\nc")
	f.expect(`$o = [pscustomobject]@{a='5'}; $o | Add-Member AliasProperty n a ([int]); $o.n.GetType().Name; ($o | Get-Member n).Definition`,
		"Int32\nn = (System.Int32)a")
	const class = ",Microsoft.PowerShell.Commands.AddMemberCommand: "
	for _, c := range []struct{ arguments, want string }{
		{`ScriptMethod x 'text'`, "ConvertToFinalInvalidCastException" + class +
			`Cannot convert the "text" value of type "System.String" to type "System.Management.Automation.ScriptBlock".`},
		{`ScriptMethod x {1} {2}`, "Value2ShouldNotBeSpecified" + class + `The SecondValue parameter is not necessary for a member of type ` +
			`"ScriptMethod", and should not be specified. Do not specify the SecondValue parameter when you add members of this type.`},
		{`ScriptProperty x $null`, "Value1AndValue2AreNotBothNull" + class +
			`The Value and SecondValue parameters cannot both be null for a member of type "ScriptProperty".`},
		{`AliasProperty x $null`, "Value1ShouldNotBeNull" + class + `The Value parameter must not be null for a member of type "AliasProperty".`},
		{`Method x 1`, "CannotAddMemberType" + class + `Cannot add a member with type "Method". Specify a different type for the MemberTypes parameter.`},
	} {
		f.expect(`[pscustomobject]@{} | Add-Member `+c.arguments, "! "+c.want)
	}
}

func TestTypeDataCanBeRemoved(t *testing.T) {
	f := newFixture(t)
	f.expect(`Update-TypeData -TypeName Data.Shown -DefaultDisplayPropertySet a -Force; $o = [pscustomobject]@{PSTypeName='Data.Shown';a=1;b=2}
		($o | Out-String).Trim() -replace '\s+', ' '; Remove-TypeData Data.Shown; ($o | Out-String).Trim() -replace '\s+', ' '`, "a - 1\na b - - 1 2")
}

func TestJSONOfObjects(t *testing.T) {
	f := newFixture(t)
	f.expect(`ConvertTo-Json -Compress ([System.DateOnly]::new(2024,1,2))`,
		`{"Year":2024,"Month":1,"Day":2,"DayOfWeek":2,"DayOfYear":2,"DayNumber":738886}`)
	f.expect(`ConvertTo-Json -Compress -InputObject ([xml]'<a><b/></a>')`, `[[[]]]`)
	f.expect(`@{a=[nullstring]::Value} | ConvertTo-Json -Compress`, `{"a":null}`)
}

func TestItemProperties(t *testing.T) {
	f := newFixture(t)
	f.write("a.txt", "x")
	f.expect(`Get-ItemProperty a.txt length,Nope,Name | ForEach-Object { "$($_.length) $($_.Name)" }`,
		"! GetValueError,Microsoft.PowerShell.Commands.GetItemPropertyCommand: The property Nope does not exist at path {HERE}/a.txt.\n1 a.txt")
	f.expect(`Set-ItemProperty a.txt IsReadOnly $true; Clear-ItemProperty a.txt Attributes; (Get-Item a.txt).IsReadOnly`, "False")
	for _, c := range []string{"New-ItemProperty a.txt n -Value 1", "Remove-ItemProperty a.txt n", "Copy-ItemProperty a.txt b.txt n",
		"Move-ItemProperty a.txt b.txt n", "Rename-ItemProperty a.txt n m"} {
		f.expect(`try { `+c+` } catch { $_.CategoryInfo.Category; $_.Exception.Message }`, "NotImplemented\n"+
			"Cannot use interface. The IDynamicPropertyCmdletProvider interface is not supported by this provider.")
	}
	f.expect(`Remove-ItemProperty missing n`,
		"! PathNotFound,Microsoft.PowerShell.Commands.RemoveItemPropertyCommand: Cannot find path '{HERE}/missing' because it does not exist.")
}

func TestJSONWords(t *testing.T) {
	f := newFixture(t)
	for text, want := range map[string]string{
		`{"a":tru}`:  "Error parsing boolean value. Path 'a', line 1, position 8.",
		`{"a":nul}`:  "Error parsing null value. Path 'a', line 1, position 8.",
		`[tru`:       "Unexpected end when reading JSON. Path '', line 1, position 4.",
		`{"a":12g}`:  "Unexpected character encountered while parsing number: g. Path 'a', line 1, position 7.",
		`{"a":[1,2}`: "JsonToken EndObject is not valid for closing JsonType Array. Path 'a', line 1, position 10.",
	} {
		f.expect(`try { ConvertFrom-Json '`+text+`' } catch { $_.Exception.Message }`, "Conversion from JSON failed with error: "+want)
	}
}

func TestCSVComments(t *testing.T) {
	f := newFixture(t)
	f.expect(`'#made by hand','a,b','1,2' | ConvertFrom-Csv`, "@{a=1; b=2}")
	f.expect(`'#Software: x','#Fields: a,b','1,2' | ConvertFrom-Csv`, "@{a=1; b=2}")
}

func TestSelectXml(t *testing.T) {
	f := newFixture(t)
	f.write("a.xml", "<a><b> q </b></a>")
	f.write("bad.xml", "<a><b></a>")
	f.expect(`Select-Xml -Content '<a><b>1</b><c x="2"/></a>' -XPath '//b | //@x'`, "1\n2")
	f.expect(`Select-Xml //b a.xml; (Select-Xml //b a.xml).GetType().Name`, "q:{HERE}/a.xml\nSelectXmlInfo")
	f.expect(`try { Select-Xml //b bad.xml, a.xml -ErrorAction SilentlyContinue -ErrorVariable e } catch { 'ended' }
		$e.FullyQualifiedErrorId; $e.Exception.InnerException.GetType().Name`,
		"q:{HERE}/a.xml\nProcessingFile,Microsoft.PowerShell.Commands.SelectXmlCommand\nXmlException")
}

func TestExcelRoundTrip(t *testing.T) {
	f := newFixture(t)
	f.expect(`[pscustomobject]@{Name='Ann';Count=2;Since=[datetime]'2024-01-02';Note='=1+1'}, [pscustomobject]@{Name='Bo';Count=3} |
		Export-Excel a.xlsx -WorksheetName People -AutoSize -FreezeTopRow
		Import-Excel a.xlsx -WorksheetName People | ForEach-Object { "$($_.Name) $($_.Count) $($_.Count.GetType().Name)" }`,
		"Ann 2 Double\nBo 3 Double")
	f.expect(`[pscustomobject]@{Name='Cy';Count=4} | Export-Excel a.xlsx -WorksheetName People -Append
		(Import-Excel a.xlsx -WorksheetName People).Name -join ','`, "Ann,Bo,Cy")
	f.expect(`[pscustomobject]@{x=1} | Export-Excel a.xlsx -WorksheetName Other; (Import-Excel a.xlsx -WorksheetName People).Count; (Import-Excel a.xlsx -WorksheetName Other).x`, "3\n1")
	f.expect(`Import-Excel a.xlsx -WorksheetName People -StartRow 2 -NoHeader | Select-Object -First 1 -ExpandProperty P1`, "Ann")
}
