<#
.SYNOPSIS
Finds successful sign-ins for which one factor was enough, and says why it was.

.DESCRIPTION
Writes one object for each user, application and cause. The cause is read from the sign-in itself: a protocol that
cannot do multifactor authentication, a Conditional Access policy that did not apply, or no policy that asked.

An empty list of Conditional Access policies may also mean that your role may not see it: Reports Reader and Security
Operator see sign-ins without it.

.PARAMETER Days
How many days of the sign-in log to look at.

.PARAMETER PartnerCenterOnly
Only sign-ins to Partner Center and its API.

.PARAMETER EventType
The kinds of sign-in to read. Protocols without multifactor authentication mostly stand in the non-interactive log.

.EXAMPLE
./Find-SignInWithoutMfa.ps1 -Days 7 | Sort-Object SignIns -Descending
Who signs in with one factor most.

.EXAMPLE
./Find-SignInWithoutMfa.ps1 -PartnerCenterOnly | Export-Csv offenders.csv -NoTypeInformation
Why the compliance page of Partner Center is below 100 %.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 30)]
    [int] $Days = 7,

    [switch] $PartnerCenterOnly,

    [ValidateSet('interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity', 'All')]
    [string[]] $EventType = @('interactiveUser', 'nonInteractiveUser')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Get-Cause($SignIn) {
    if ($SignIn.ClientAppUsed -notin 'Browser', 'Mobile Apps and Desktop clients', 'Unknown', '') {
        return "legacy authentication ($($SignIn.ClientAppUsed))"
    }
    $applied = @($SignIn.AppliedConditionalAccessPolicies | Where-Object { $_.Result -notin 'notApplied', 'notEnabled' })
    if ($applied.Count -eq 0) {
        return 'no Conditional Access policy applied'
    }
    "policies applied, none required MFA: $(($applied.DisplayName | Sort-Object -Unique) -join ', ')"
}

$filter = 'status.errorCode == 0 and authenticationRequirement == "singleFactorAuthentication"'
if ($PartnerCenterOnly) {
    $filter += ' and resourceId == "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"'
}

Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-$Days) -EventType $EventType -Filter $filter |
    Select-Object -Property UserPrincipalName, AppDisplayName, CreatedDateTime, @{ Name = 'Cause'; Expression = { Get-Cause $_ } } |
    Group-Object -Property UserPrincipalName, AppDisplayName, Cause |
    ForEach-Object {
        $first = $_.Group[0]
        [pscustomobject]@{
            UserPrincipalName = $first.UserPrincipalName
            Application       = $first.AppDisplayName
            Cause             = $first.Cause
            SignIns           = $_.Count
            LastSignIn        = ($_.Group.CreatedDateTime | Measure-Object -Maximum).Maximum
        }
    }
