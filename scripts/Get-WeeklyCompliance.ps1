<#
.SYNOPSIS
Reports how a partner's tenant stands against Microsoft's partner security requirements.

.DESCRIPTION
Judges every requirement, counts the sign-ins for which one factor was enough, shows a summary, and writes the same
as CSV (one line for each requirement) and JSON (with the evidence) for those who keep such reports.

Security Reader is enough to see everything. With fewer rights the report says what could not be evaluated, and
which role, scope or licence is missing.

.PARAMETER Days
How many days of the sign-in log to look at.

.PARAMETER OutputFolder
Where the two files go; the folder is made if it is missing.

.EXAMPLE
./Get-WeeklyCompliance.ps1
The last seven days; the files go to the folder reports.

.EXAMPLE
./Get-WeeklyCompliance.ps1 -Days 30 -OutputFolder ~/compliance
A month, for the file.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 30)]
    [int] $Days = 7,

    [string] $OutputFolder = 'reports'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$context = Get-PartnerContext
if (-not $context) {
    throw 'You are not signed in. Run Connect-PartnerCenter first.'
}

$now = (Get-Date).ToUniversalTime()
$since = $now.AddDays(-$Days)
$findings = @(Get-ComplianceStatus -Days $Days)

# What the sign-in log says. A role or licence that does not allow to read it costs this part only.
$singleFactor = @()
try {
    $filter = 'status.errorCode == 0 and authenticationRequirement == "singleFactorAuthentication"'
    $singleFactor = @(
        Get-PartnerUserSignInActivity -StartDate $since -EndDate $now -Filter $filter |
            Group-Object -Property UserPrincipalName |
            ForEach-Object {
                [pscustomobject]@{
                    UserPrincipalName = $_.Name
                    SignIns           = $_.Count
                    Applications      = @($_.Group.AppDisplayName | Sort-Object -Unique) -join ', '
                    LastSignIn        = ($_.Group.CreatedDateTime | Measure-Object -Maximum).Maximum
                }
            } |
            Sort-Object -Property @{ Expression = 'SignIns'; Descending = $true }, UserPrincipalName
    )
} catch {
    Write-Warning "The sign-in log could not be read: $($_.Exception.Message)"
}

$counts = [ordered]@{ Met = 0; NotMet = 0; NotEvaluated = 0 }
foreach ($finding in $findings) {
    $counts[$finding.Status]++
}

Write-Host "Partner security requirements of tenant $($context.TenantId)"
Write-Host ('{0:yyyy-MM-dd HH:mm} to {1:yyyy-MM-dd HH:mm} UTC, as {2} ({3})' -f $since, $now, $context.Account, ($context.Roles -join ', '))
Write-Host ''
Write-Host ('{0} met, {1} not met, {2} not evaluated' -f $counts.Met, $counts.NotMet, $counts.NotEvaluated)

$findings | Format-Table -Property Status, Requirement, Actual, Target | Out-Host

foreach ($finding in $findings | Where-Object Status -NE 'Met') {
    Write-Host "$($finding.Status): $($finding.Requirement)"
    Write-Host "    $($finding.Reason)"
    if ($finding.Remedy) {
        Write-Host "    To do: $($finding.Remedy)"
    }
}

if ($singleFactor.Count -gt 0) {
    Write-Host ''
    Write-Host "Accounts with successful single-factor sign-ins: $($singleFactor.Count)"
    $singleFactor | Select-Object -First 10 | Format-Table -Property UserPrincipalName, SignIns, LastSignIn, Applications | Out-Host
}

if (-not (Test-Path -Path $OutputFolder)) {
    $null = New-Item -ItemType Directory -Path $OutputFolder
}
$name = 'compliance-{0:yyyy-MM-dd}' -f $now
$csv = Join-Path $OutputFolder "$name.csv"
$json = Join-Path $OutputFolder "$name.json"

$findings |
    Select-Object -Property Id, Requirement, Status, Actual, Target, Reason, Remedy, Reference, TenantId,
        @{ Name = 'EvaluatedOn'; Expression = { $_.EvaluatedOn.ToString('u') } } |
    Export-Csv -Path $csv -NoTypeInformation -Encoding utf8

[pscustomobject]@{
    TenantId             = $context.TenantId
    Account              = "$($context.Account)"
    Roles                = @($context.Roles)
    From                 = $since
    To                   = $now
    Summary              = $counts
    Findings             = $findings
    SingleFactorAccounts = $singleFactor
} | ConvertTo-Json -Depth 6 | Set-Content -Path $json -Encoding utf8

Write-Host ''
Write-Host "Written: $csv and $json"
