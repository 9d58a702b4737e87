package entra

import (
	"fmt"
	"strings"
)

// A Cloud is one instance of Microsoft 365: its sign-in host and the hosts of the services partnershell reads.
type Cloud struct {
	// Name as Connect-PartnerCenter -Environment spells it: AzureCloud, AzureUSGovernment, USGovDoD, AzureChinaCloud.
	Name string
	// Login is the host of the authority, for example login.microsoftonline.com.
	Login string
	// Graph is the host of Microsoft Graph; also the resource that tokens for Graph are asked for.
	Graph string
	// PartnerCenter is the host of the Partner Center API, empty where there is none.
	PartnerCenter string
}

// The clouds. DoD signs in at the same authority as GCC High and has its own Graph.
var (
	Global = Cloud{"AzureCloud", "login.microsoftonline.com", "graph.microsoft.com", "api.partnercenter.microsoft.com"}
	USGov  = Cloud{Name: "AzureUSGovernment", Login: "login.microsoftonline.us", Graph: "graph.microsoft.us"}
	DoD    = Cloud{Name: "USGovDoD", Login: "login.microsoftonline.us", Graph: "dod-graph.microsoft.us"}
	China  = Cloud{Name: "AzureChinaCloud", Login: "login.chinacloudapi.cn", Graph: "microsoftgraph.chinacloudapi.cn"}
)

// Clouds lists every cloud, the public one first.
func Clouds() []Cloud { return []Cloud{Global, USGov, DoD, China} }

// CloudByName finds a cloud by its name or by the names that PartnerCenter, Az and Graph PowerShell give it.
// An empty name is the public cloud.
func CloudByName(name string) (Cloud, error) {
	switch strings.ToLower(name) {
	case "", "global", "public", "globalcloud", "azurecloud", "gcc":
		return Global, nil
	case "usgov", "gcchigh", "usgovernment", "azureusgovernment":
		return USGov, nil
	case "usgovdod", "dod":
		return DoD, nil
	case "china", "chinacloud", "azurechinacloud":
		return China, nil
	}
	return Cloud{}, fmt.Errorf("there is no cloud named %q: use AzureCloud, AzureUSGovernment, USGovDoD or AzureChinaCloud", name)
}

// GraphResource is the resource identifier of Microsoft Graph in this cloud.
func (c Cloud) GraphResource() string { return "https://" + c.Graph }

// PartnerCenterResource is the resource identifier of the Partner Center API, empty where there is none.
func (c Cloud) PartnerCenterResource() string {
	if c.PartnerCenter == "" {
		return ""
	}
	return "https://" + c.PartnerCenter
}

// authority is the address of a tenant's authority; tenant is a GUID, a domain or "organizations".
func (c Cloud) authority(tenant string) string { return "https://" + c.Login + "/" + tenant }
