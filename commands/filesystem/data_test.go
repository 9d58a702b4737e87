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
