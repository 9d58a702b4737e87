package interp

import "strings"

// builtinAliases are PowerShell's aliases, those of Windows on every system: scripts come from there. One line each:
// alias, command, and its options where it has any.
const builtinAliases = `% ForEach-Object ra
? Where-Object ra
ac Add-Content r
cat Get-Content
cd Set-Location a
chdir Set-Location
clc Clear-Content r
clear Clear-Host
clhy Clear-History r
cli Clear-Item r
clp Clear-ItemProperty r
cls Clear-Host
clv Clear-Variable r
cnsn Connect-PSSession r
compare Compare-Object r
copy Copy-Item a
cp Copy-Item a
cpi Copy-Item r
cpp Copy-ItemProperty r
cvpa Convert-Path r
dbp Disable-PSBreakpoint r
del Remove-Item a
diff Compare-Object r
dir Get-ChildItem a
dnsn Disconnect-PSSession r
ebp Enable-PSBreakpoint r
echo Write-Output a
epal Export-Alias r
epcsv Export-Csv r
erase Remove-Item
etsn Enter-PSSession
exsn Exit-PSSession
fc Format-Custom r
fhx Format-Hex
fl Format-List r
foreach ForEach-Object ra
ft Format-Table r
fw Format-Wide r
gal Get-Alias r
gbp Get-PSBreakpoint r
gc Get-Content r
gcai Get-CimAssociatedInstance
gcb Get-Clipboard
gci Get-ChildItem r
gcim Get-CimInstance
gcls Get-CimClass
gcm Get-Command r
gcms Get-CimSession
gcs Get-PSCallStack r
gdr Get-PSDrive r
gerr Get-Error r
ghy Get-History r
gi Get-Item r
gin Get-ComputerInfo
gjb Get-Job
gl Get-Location r
gm Get-Member r
gmo Get-Module r
gp Get-ItemProperty r
gps Get-Process r
gpv Get-ItemPropertyValue r
group Group-Object r
gsn Get-PSSession
gsv Get-Service r
gtz Get-TimeZone
gu Get-Unique r
gv Get-Variable r
h Get-History
history Get-History
icim Invoke-CimMethod
icm Invoke-Command
iex Invoke-Expression r
ihy Invoke-History r
ii Invoke-Item r
ipal Import-Alias r
ipcsv Import-Csv r
ipmo Import-Module r
irm Invoke-RestMethod r
iwr Invoke-WebRequest r
kill Stop-Process
ls Get-ChildItem
man help
md mkdir a
measure Measure-Object r
mi Move-Item r
mount New-PSDrive
move Move-Item a
mp Move-ItemProperty r
mv Move-Item
nal New-Alias r
ncim New-CimInstance
ncms New-CimSession
ncso New-CimSessionOption
ndr New-PSDrive r
ni New-Item r
nmo New-Module r
nsn New-PSSession
nv New-Variable r
ogv Out-GridView r
oh Out-Host r
popd Pop-Location a
ps Get-Process
pushd Push-Location a
pwd Get-Location
r Invoke-History
rbp Remove-PSBreakpoint r
rcie Register-CimIndicationEvent
rcim Remove-CimInstance
rcjb Receive-Job
rcms Remove-CimSession
rcsn Receive-PSSession r
rd Remove-Item
rdr Remove-PSDrive r
ren Rename-Item
ri Remove-Item r
rjb Remove-Job
rm Remove-Item
rmdir Remove-Item
rmo Remove-Module r
rni Rename-Item r
rnp Rename-ItemProperty r
rp Remove-ItemProperty r
rsn Remove-PSSession
rv Remove-Variable r
rvpa Resolve-Path r
sajb Start-Job
sal Set-Alias r
saps Start-Process r
sasv Start-Service r
sbp Set-PSBreakpoint r
scb Set-Clipboard
scim Set-CimInstance
select Select-Object ra
set Set-Variable
shcm Show-Command r
si Set-Item r
sl Set-Location r
sleep Start-Sleep r
sls Select-String
sort Sort-Object r
sp Set-ItemProperty r
spjb Stop-Job
spps Stop-Process r
spsv Stop-Service r
start Start-Process r
stz Set-TimeZone
sv Set-Variable r
tee Tee-Object r
type Get-Content
where Where-Object ra
wjb Wait-Job
write Write-Output r
`

// builtinAlias is the command that a built-in alias (folded) stands for; empty if there is none.
func builtinAlias(name string) string {
	definition, _ := builtinAliasLine(name)
	return definition
}

func builtinAliasLine(name string) (definition string, options VariableOptions) {
	if len(name) > 12 || strings.ContainsAny(name, "-/\\") {
		return "", OptionNone
	}
	for rest := builtinAliases; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		rest = after
		if len(line) > len(name) && line[len(name)] == ' ' && strings.EqualFold(line[:len(name)], name) {
			definition, flags, _ := strings.Cut(line[len(name)+1:], " ")
			return definition, aliasOptions(flags)
		}
	}
	return "", OptionNone
}

func aliasOptions(flags string) VariableOptions {
	o := OptionNone
	if strings.Contains(flags, "r") {
		o |= OptionReadOnly
	}
	if strings.Contains(flags, "a") {
		o |= OptionAllScope
	}
	return o
}
