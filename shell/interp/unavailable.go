package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// unavailable are commands that PowerShell or its usual modules have and this shell leaves out on purpose: nouns, or
// whole names, and what to say about them. A noun stands for all its verbs, one with a star for all that begin so.
func unavailable() []struct{ nouns, why string } {
	return []struct{ nouns, why string }{
		{"CimInstance CimClass CimMethod CimAssociatedInstance CimSession CimSessionOption CimIndicationEvent " +
			"WmiObject WmiMethod WmiInstance WmiEvent HotFix",
			"It asks the management service (WMI, CIM) of a Windows computer. Use PowerShell on that computer."},
		{"PSSession PSSessionOption PSTransportOption PSSessionConfiguration PSSessionConfigurationFile " +
			"PSRoleCapabilityFile PSRemoting WSMan WSManInstance WSManAction WSManSessionOption WSManQuickConfig " +
			"WSManCredSSP PSHostProcess PSHostProcessInfo",
			"There is no remoting. Start partnershell on the other computer, over ssh for example."},
		{"WinEvent EventLog", "It works with the event log of a Windows computer. Sign-ins to " +
			"Microsoft 365 come from Get-PartnerUserSignInActivity."},
		{"Service", "It manages the services of a computer. Use sc.exe, systemctl or launchctl."},
		{"Computer ComputerInfo ComputerRestore ComputerRestorePoint ScheduledTask ScheduledTaskTrigger ScheduledTaskAction " +
			"ScheduledJob JobTrigger AppxPackage NetAdapter NetIPAddress NetTCPConnection NetFirewallRule Set-TimeZone " +
			"WindowsFeature WindowsOptionalFeature",
			"It manages the computer it runs on. Use the system's own programs, or PowerShell on Windows."},
		{"LocalUser LocalGroup LocalGroupMember",
			"It manages accounts of a Windows computer. Users of the directory come from Get-PartnerUser."},
		{"ADUser ADGroup ADGroupMember ADComputer ADDomain ADForest ADObject ADOrganizationalUnit",
			"It asks a domain controller. Users of the directory in Microsoft 365 come from Get-PartnerUser."},
		{"ObjectEvent EngineEvent Event EventSubscriber",
			"There is no queue of events. Ask again in a loop with Start-Sleep, or use Start-Job and Wait-Job."},
		{"PSBreakpoint Runspace RunspaceDebug Debug-Job Debug-Process PSDebug",
			"There is no debugger. Use Write-Debug with -Debug, Set-StrictMode, and Get-Error for an error's details."},
		{"TraceSource Trace-Command", "The engine keeps no trace. Use Write-Debug, and Get-Error for an error's details."},
		{"Suspend-Job Resume-Job", "Start-Job and ForEach-Object -Parallel run things side by side."},
		{"Show-Command", "There are no windows. Get-Help and Get-Command -Syntax show a command's parameters."},
		{"Update-Help Save-Help", "Help is part of the program: Get-Help shows it."},
		{"MailMessage", "It sends mail without signing in, which Microsoft 365 refuses. Use Invoke-RestMethod with sendMail of Microsoft Graph."},
		{"Acl AuthenticodeSignature FileCatalog CmsMessage PfxCertificate",
			"It works with a computer's access lists, signatures and certificates. Use icacls, chmod or openssl."},
		{"PSReadLineOption PSReadLineKeyHandler PSReadLine",
			"The prompt's line editor is built in and has no settings. Get-History and Invoke-History work with earlier lines."},
		{"Find-Module Update-Module Uninstall-Module Save-Module Publish-Module InstalledModule InstalledScript Install-Script Find-Script " +
			"PSRepository PSResource PSResourceRepository InstalledPSResource PackageProvider PackageSource Package",
			"Nothing is installed from a gallery: the commands are built in, and Import-Module loads modules of script from files."},
		{"PSSnapin", "Snap-ins belong to Windows PowerShell. Import-Module loads modules of script."},
		{"ExperimentalFeature Transaction Markdown MarkdownOption", "Nothing here needs it."},
		{"Mg* Msol* AzureAD* Entra*", "The modules of Microsoft Graph are not built in. Connect-PartnerCenter, Get-PartnerUser, " +
			"Get-PartnerUserSignInActivity and Get-ComplianceStatus read the directory; Invoke-RestMethod reads the rest with a token."},
		{"Mailbox EXOMailbox InboxRule MessageTrace ExchangeOnline IPPSSession SPOService SPOSite MicrosoftTeams",
			"Exchange, SharePoint and Teams are not among the services that partnershell asks. Use their own modules in PowerShell."},
	}
}

// unavailableModules are well-known modules of services whose commands are left out, each with one of those commands.
const unavailableModules = "Microsoft.Graph*:Get-MgUser MSOnline:Get-MsolUser AzureAD*:Get-AzureADUser Microsoft.Entra*:Get-EntraUser " +
	"ExchangeOnlineManagement:Get-EXOMailbox MicrosoftTeams:Connect-MicrosoftTeams Microsoft.Online.SharePoint.PowerShell:Connect-SPOService " +
	"ActiveDirectory:Get-ADUser"

// WhyNoModule is what to say about a well-known module whose commands are left out on purpose; empty for other names.
func WhyNoModule(name string) string {
	for _, entry := range strings.Fields(unavailableModules) {
		if module, command, _ := strings.Cut(entry, ":"); matchesName(module, name) {
			return WhyUnavailable(command)
		}
	}
	return ""
}

// matchesName compares names; a star at the end of the first stands for any end.
func matchesName(wanted, name string) bool {
	start, isStart := strings.CutSuffix(wanted, "*")
	return object.EqualNames(wanted, name) || isStart && len(name) >= len(start) && object.EqualNames(start, name[:len(start)])
}

// WhyUnavailable is what to say about a command that is left out on purpose; empty for other names.
func WhyUnavailable(name string) string {
	_, noun, ok := strings.Cut(name, "-")
	if !ok {
		return ""
	}
	for _, group := range unavailable() {
		for _, word := range strings.Fields(group.nouns) {
			if matchesName(word, noun) || object.EqualNames(word, name) {
				return group.why
			}
		}
	}
	return ""
}
