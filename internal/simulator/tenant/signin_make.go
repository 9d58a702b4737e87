package tenant

import (
	"slices"
	"strings"
	"time"
)

// application is a client or resource that sign-ins go to.
type application struct{ id, name string }

var browserApps = [...]weighted[application]{
	{30, application{appOutlookWeb, "One Outlook Web"}},
	{20, application{"4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome"}},
	{12, application{appPartnerCenter, "Microsoft Partner Center"}},
	{8, application{appAzurePortal, "Azure Portal"}},
	{8, application{"00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online"}},
	{4, application{"00000006-0000-0ff1-ce00-000000000000", "Microsoft Office 365 Portal"}},
}

var desktopApps = [...]weighted[application]{
	{30, application{appOffice, "Microsoft Office"}},
	{30, application{appTeams, "Microsoft Teams"}},
	{20, application{appOutlookMobile, "Outlook Mobile"}},
	{4, application{appAzureCLI, "Microsoft Azure CLI"}},
	{4, application{appGraphTools, "Microsoft Graph Command Line Tools"}},
}

var legacyClients = [...]weighted[string]{
	{28, "IMAP4"}, {24, "Authenticated SMTP"}, {14, "Exchange ActiveSync"}, {12, "POP3"},
	{10, "Exchange Web Services"}, {6, "Other clients"}, {4, "MAPI Over HTTP"}, {2, "AutoDiscover"},
}

// resourceOf is the resource that a client application asks for.
func resourceOf(app application) application {
	switch app.id {
	case appOutlookWeb, appOutlookMobile, appOffice, appExchange:
		return application{appExchange, "Office 365 Exchange Online"}
	case appAzurePortal, appAzureCLI:
		return application{appManagement, "Windows Azure Service Management API"}
	case appPartnerCenter:
		return app
	}
	return application{appGraph, "Microsoft Graph"}
}

// At makes sign-in i, 0 being the newest.
func (l *SignInRecords) At(i int) SignIn {
	h, d := l.head(i)
	s := l.blank(i, &d)
	s.SignInEventTypes = []string{h.eventType}
	switch h.eventType {
	case servicePrincipal:
		l.workload(&s, &d)
	case managedIdentity:
		l.identity(&s, &d)
	default:
		l.person(&s, &d, h)
	}
	return s
}

// blank is a sign-in with everything that is the same, or random, for all kinds.
func (l *SignInRecords) blank(i int, d *dice) SignIn {
	id := l.id(i)
	return SignIn{
		ID: id, CreatedDateTime: l.Time(i).Format(time.RFC3339), CorrelationID: d.guid(),
		OriginalRequestID:     id,
		UniqueTokenIdentifier: tokenIdentifier(id), HomeTenantID: l.world.id, ResourceTenantID: l.world.id,
		AppliedConditionalAccessPolicies: []AppliedPolicy{}, AppliedEventListeners: []struct{}{},
		AuthenticationContextClasses: []struct{}{}, AuthenticationDetails: []AuthenticationStep{},
		AuthenticationMethodsUsed: []string{}, AuthenticationProcessingDetails: []KeyValue{},
		AuthenticationRequirementPolicies: []RequirementPolicy{}, ConditionalAccessAudiences: []string{},
		NetworkLocationDetails: []NetworkLocation{}, RiskEventTypesV2: []string{},
		SessionLifetimePolicies: []SessionLifetime{}, AuthenticationProtocol: "none",
		AuthenticationRequirement: "singleFactorAuthentication", ClientCredentialType: "none",
		ConditionalAccessStatus: "notApplied", CrossTenantAccessType: "none", IncomingTokenType: "none",
		OriginalTransferMethod: "none", RiskDetail: "none", RiskLevelAggregated: "none",
		RiskLevelDuringSignIn: "none", RiskState: "none", TokenIssuerType: "AzureAD",
		ManagedServiceIdentity:       ManagedIdentity{MsiType: "none"},
		Status:                       SignInStatus{FailureReason: "Other."},
		ProcessingTimeInMilliseconds: 60 + d.below(900), AppOwnerTenantID: microsoftServices,
	}
}

// microsoftServices is the tenant that owns Microsoft's own applications.
const microsoftServices = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"

// person fills in a user's sign-in: who, with what, from where; then how it went.
func (l *SignInRecords) person(s *SignIn, d *dice, h head) {
	u := h.user
	s.UserID, s.UserDisplayName, s.UserPrincipalName = u.ID, u.DisplayName, u.logName()
	s.UserType, s.SignInIdentifier = "member", u.logName()
	s.IsInteractive = h.eventType == interactiveUser
	if u.Kind == Guest {
		s.UserType, s.CrossTenantAccessType = "guest", "b2bCollaboration"
		s.HomeTenantID = homeTenant(u)
	}
	a := attempt{user: u, risk: "none", external: h.visitor}
	if h.visitor {
		s.CrossTenantAccessType, s.HomeTenantID = "serviceProvider", l.world.providerID
	}
	l.client(s, d, h, &a)
	l.place(s, d, h, &a)
	l.risk(s, d, h, &a)
	l.outcome(s, d, h, &a)
}

// homeTenant is a guest's own tenant, the same for all guests of a domain.
func homeTenant(u *User) string {
	_, domain, _ := strings.Cut(u.Mail, "@")
	d := newDice(1, domain, 0)
	return d.guid()
}

func (l *SignInRecords) client(s *SignIn, d *dice, h head, a *attempt) {
	legacy := h.user.UsesLegacy && d.percent(legacyShare(h.user)) || h.attacked && d.percent(40)
	app := pickWeighted(d, browserApps[:])
	switch {
	case legacy:
		s.ClientAppUsed = pickWeighted(d, legacyClients[:])
		app = application{appExchange, "Office 365 Exchange Online"}
		s.UserAgent, s.AuthenticationProtocol = "BAV2ROPC", "ropc"
	case h.user.Kind == ServiceAccount, h.eventType == nonInteractiveUser && d.percent(65), d.percent(25):
		s.ClientAppUsed, app = "Mobile Apps and Desktop clients", pickWeighted(d, desktopApps[:])
		s.UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; MSAppHost/3.0) " +
			"Windows-AzureAD-Authentication-Provider/1.0"
	default:
		s.ClientAppUsed = "Browser"
		s.UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) " +
			"Chrome/151.0.0.0 Safari/537.36 Edg/151.0.0.0"
	}
	if h.visitor {
		app = pick(d, []application{{appAzurePortal, "Azure Portal"},
			{"00000006-0000-0ff1-ce00-000000000000", "Microsoft Office 365 Portal"}})
		s.ClientAppUsed = "Browser"
	}
	if h.user.Kind == ServiceAccount && !legacy && h.user.HasRole(DirectoryReaders) {
		app = application{appPartnerCenter, "Microsoft Partner Center"}
	}
	s.AppID, s.AppDisplayName = app.id, app.name
	resource := resourceOf(app)
	s.ResourceID, s.ResourceDisplayName = resource.id, resource.name
	s.ResourceServicePrincipalID = l.world.servicePrincipalID(resource.id)
	s.DeviceDetail = device(h.user, s.ClientAppUsed, d)
	a.appID, a.client = resource.id, s.ClientAppUsed
}

func legacyShare(u *User) float64 {
	if u.Kind == ServiceAccount {
		return 85
	}
	return 20
}

func device(u *User, client string, d *dice) DeviceDetail {
	if Legacy(client) {
		return DeviceDetail{}
	}
	detail := DeviceDetail{OperatingSystem: "Windows10"}
	if client == "Browser" {
		detail.Browser = pick(d, []string{"Edge 151.0.0", "Chrome 151.0.0", "Firefox 148.0"})
	} else {
		detail.Browser = "Rich Client 5.2.9.0"
	}
	if u.Kind != Employee || u.ID[2] < '4' || d.percent(10) {
		detail.OperatingSystem = pick(d, []string{"Windows10", "MacOs", "Ios 19.1", "Android 16"})
		return detail
	}
	trust := "Azure AD joined"
	own := newDice(1, "device"+u.ID, 0)
	detail.DeviceID, detail.DisplayName = own.guid(), "LT-"+strings.ToUpper(u.ID[:6])
	detail.IsManaged, detail.IsCompliant, detail.TrustType = true, u.ID[3] >= '3', &trust
	return detail
}

func (l *SignInRecords) place(s *SignIn, d *dice, h head, a *attempt) {
	at := h.user.home()
	if h.attacked || d.percent(1.5) {
		at = &elsewhere[d.below(len(elsewhere))]
	} else if d.percent(6) {
		at = &offices[d.below(len(offices))]
	}
	a.place, a.allowed = at, slices.Contains(allowedCountries, at.country)
	a.trusted = at.country == offices[0].country && !h.attacked
	s.IPAddress, s.AutonomousSystemNumber, s.Location = at.address(d), at.asn, at.location()
	if a.trusted {
		s.NetworkLocationDetails = []NetworkLocation{
			{NetworkType: "trustedNamedLocation", NetworkNames: []string{"Head office"}}}
	}
}

func (p *place) location() Location {
	return Location{City: p.city, State: p.state, CountryOrRegion: p.country,
		GeoCoordinates: Coordinates{Latitude: &p.latitude, Longitude: &p.longitude}}
}

func (l *SignInRecords) risk(s *SignIn, d *dice, h head, a *attempt) {
	if !(h.attacked && d.percent(45)) && !d.percent(0.4) {
		return
	}
	a.risk = pick(d, []string{"low", "medium", "high"})
	s.RiskLevelDuringSignIn, s.RiskLevelAggregated, s.RiskState = a.risk, a.risk, "atRisk"
	s.RiskEventTypesV2 = []string{pick(d, []string{"unfamiliarFeatures", "anonymizedIPAddress",
		"passwordSpray",
		"unlikelyTravel"})}
	if l.world.params.Licence != "P2" {
		s.RiskDetail, s.RiskEventTypesV2 = "hidden", []string{"generic"}
	}
}

// workload fills in a service principal's sign-in.
func (l *SignInRecords) workload(s *SignIn, d *dice) {
	app := &l.world.apps[d.below(len(l.world.apps))]
	s.AppID, s.AppDisplayName, s.ServicePrincipalID, s.ServicePrincipalName = app.appID, app.name, app.spID,
		&app.name
	s.ResourceID, s.ResourceDisplayName = appGraph, "Microsoft Graph"
	s.ResourceServicePrincipalID = l.world.servicePrincipalID(appGraph)
	s.ClientAppUsed, s.ClientCredentialType, s.AppOwnerTenantID = "Unknown", app.credential, l.world.id
	s.ServicePrincipalCredentialKeyID = &app.keyID
	s.AuthenticationProtocol, s.UserType = "clientCredentials", ""
	at := &offices[d.below(2)]
	s.IPAddress, s.AutonomousSystemNumber, s.Location = at.address(d), at.asn, at.location()
	s.DeviceDetail.OperatingSystem = "Linux"
	if app.credential == "clientSecret" && d.percent(4) {
		fail(s, 7000215, "Invalid client secret is provided.")
	}
}

// identity fills in a managed identity's sign-in.
func (l *SignInRecords) identity(s *SignIn, d *dice) {
	app := &l.world.identities[d.below(len(l.world.identities))]
	s.AppID, s.AppDisplayName, s.ServicePrincipalID, s.ServicePrincipalName = app.appID, app.name, app.spID,
		&app.name
	s.ResourceID, s.ResourceDisplayName = appManagement, "Windows Azure Service Management API"
	s.ResourceServicePrincipalID = l.world.servicePrincipalID(appManagement)
	s.ClientAppUsed, s.ClientCredentialType, s.AppOwnerTenantID = "Unknown", "managedIdentity", l.world.id
	s.ManagedServiceIdentity.MsiType = app.credential
	s.DeviceDetail.Browser = "Rich Client 5.2.9.0"
}

func fail(s *SignIn, code int, reason string) {
	s.Status = SignInStatus{ErrorCode: code, FailureReason: reason}
}
