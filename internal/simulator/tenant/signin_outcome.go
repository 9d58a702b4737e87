package tenant

import (
	"slices"
	"strings"
	"time"
)

// outcome decides how a user's sign-in went: the password, then Conditional Access and the other things that ask
// for multifactor authentication, then the second factor.
func (l *SignInRecords) outcome(s *SignIn, d *dice, h head, a *attempt) {
	if h.eventType == interactiveUser && (h.attacked && d.percent(92) || d.percent(2.5)) {
		l.passwordFailed(s, d)
		return
	}
	claimed := l.firstFactor(s, d, h)
	required, blocked := l.conditionalAccess(s, d, a)
	provider := l.requirement(s, a, required)
	switch {
	case blocked:
		s.ConditionalAccessStatus = "failure"
		fail(s, 53003, "Access has been blocked by Conditional Access policies. The access policy does not "+
			"allow "+
			"token issuance.")
		return
	case provider == "":
		return
	case Legacy(s.ClientAppUsed):
		l.interrupted(s, required, 50076, "Due to a configuration change made by your administrator, or "+
			"because you "+
			"moved to a new location, you must use multi-factor authentication to access the resource.")
		return
	}
	l.secondFactor(s, d, h, required, claimed && a.risk == "none")
}

func (l *SignInRecords) passwordFailed(s *SignIn, d *dice) {
	code, reason := 50126, "Error validating credentials due to invalid username or password."
	if d.percent(15) {
		code, reason = 50053, "The account is locked because the user tried to sign in too many times with "+
			"an incorrect "+
			"user ID or password."
	}
	fail(s, code, reason)
	step(s, 0, "Password", "Password in the cloud", false,
		"Invalid username or password or Invalid on-premise username or password.", "Primary authentication")
}

// firstFactor adds the first step and tells whether an earlier token already carries both factors.
func (l *SignInRecords) firstFactor(s *SignIn, d *dice, h head) (claimed bool) {
	if h.eventType == nonInteractiveUser && !Legacy(s.ClientAppUsed) {
		s.IncomingTokenType = pick(d, []string{"refreshToken", "primaryRefreshToken"})
		step(s, 0, "Previously satisfied", "", true,
			"First factor requirement satisfied by claim in the token", "Primary authentication")
		return d.percent(98)
	}
	if !Legacy(s.ClientAppUsed) && d.percent(55) {
		step(s, 0, "Previously satisfied", "", true,
			"First factor requirement satisfied by claim in the token", "Primary authentication")
		return true
	}
	detail := "Password in the cloud"
	if h.user.Synced {
		detail = "Password Hash Sync"
	}
	step(s, 0, "Password", detail, true, "Correct password", "Primary authentication")
	return false
}

// conditionalAccess evaluates the policies: which of them require multifactor authentication, and whether one
// blocks.
func (l *SignInRecords) conditionalAccess(s *SignIn, d *dice, a *attempt) (required []int, blocked bool) {
	for i := range l.world.policies {
		p := &l.world.policies[i]
		applied := AppliedPolicy{ID: p.ID, DisplayName: p.DisplayName, EnforcedGrantControls: []string{},
			EnforcedSessionControls: []string{}, ConditionsSatisfied: "none", ConditionsNotSatisfied: "none"}
		unmet := p.unmet(a, l.world.countries)
		if a.external && unmet == "users" && slices.Contains(p.IncludeUsers, "All") {
			unmet = "" // a service provider's user is in no group and no role of the customer
		}
		switch {
		case p.State == "disabled":
			applied.Result = "notEnabled"
		case unmet != "":
			applied.Result, applied.ConditionsNotSatisfied = notApplied(p), unmet
		default:
			l.apply(&applied, p, s)
			if p.State == "enabled" && slices.Contains(p.Grants, "block") {
				applied.Result, blocked = "failure", true
			} else if p.State == "enabled" && p.requiresMFA() {
				required = append(required, len(s.AppliedConditionalAccessPolicies))
			}
		}
		s.AppliedConditionalAccessPolicies = append(s.AppliedConditionalAccessPolicies, applied)
		if applied.Result == "success" {
			s.ConditionalAccessStatus = "success"
		}
	}
	return required, blocked
}

func notApplied(p *Policy) string {
	if p.State == "enabledForReportingButNotEnforced" {
		return "reportOnlyNotApplied"
	}
	return "notApplied"
}

// apply fills in a policy whose conditions are met; its result is success until something fails.
func (l *SignInRecords) apply(applied *AppliedPolicy, p *Policy, s *SignIn) {
	conditions := []string{"application", "users"}
	if len(p.ExcludeLocations) > 0 {
		conditions = append(conditions, "location")
	}
	if !slices.Contains(p.ClientAppTypes, "all") {
		conditions = append(conditions, "clientType")
	}
	if len(p.SignInRiskLevels) > 0 {
		conditions = append(conditions, "signInRisk")
	}
	applied.ConditionsSatisfied = strings.Join(conditions, ",")
	for _, grant := range p.Grants {
		applied.EnforcedGrantControls = append(applied.EnforcedGrantControls, grantNames(grant))
	}
	if p.SignInFrequencyHr > 0 {
		applied.EnforcedSessionControls = append(applied.EnforcedSessionControls, "SignInFrequency")
		s.SessionLifetimePolicies = append(s.SessionLifetimePolicies, SessionLifetime{
			"Sign-in frequency (periodic re-authentication)", "signInFrequencyPeriodicReauthentication"})
	}
	applied.Result = "success"
	if p.State == "enabledForReportingButNotEnforced" {
		applied.Result = reportOnly(p, s)
	}
}

func reportOnly(p *Policy, s *SignIn) string {
	if slices.Contains(p.Grants, "compliantDevice") && !s.DeviceDetail.IsCompliant {
		return "reportOnlyFailure"
	}
	if p.requiresMFA() {
		return "reportOnlyInterrupted"
	}
	return "reportOnlySuccess"
}

func grantNames(control string) string {
	switch control {
	case "mfa":
		return "Mfa"
	case "block":
		return "Block"
	case "compliantDevice":
		return "RequireCompliantDevice"
	}
	return control
}

// requirement notes what demands multifactor authentication; "" when nothing does.
func (l *SignInRecords) requirement(s *SignIn, a *attempt, required []int) string {
	provider, detail := "", ""
	switch {
	case a.external:
		provider, detail = "enforcedForCspAdmins", "MFA required for CSP admins"
	case len(required) > 0:
		provider, detail = "multiConditionalAccess", "Conditional Access"
	case a.user.PerUserMFA != "disabled":
		provider, detail = "user", "Per-user MFA"
	case l.world.params.SecurityDefaults && (len(a.user.Roles) > 0 || s.AppID == appAzurePortal ||
		a.risk != "none"):
		provider, detail = "securityDefaults", "Security defaults"
	}
	if provider != "" {
		s.AuthenticationRequirementPolicies = []RequirementPolicy{{Detail: detail,
			RequirementProvider: provider}}
	}
	return provider
}

// secondFactor asks for the second factor, or finds it in the token.
func (l *SignInRecords) secondFactor(s *SignIn, d *dice, h head, required []int, claimed bool) {
	method := h.user.strongMethod()
	if method == "" {
		l.interrupted(s, required, 50072, "Due to a configuration change made by your administrator, or "+
			"because you "+
			"moved to a new location, you must enroll in multi-factor authentication to access.")
		return
	}
	s.AuthenticationRequirement = "multiFactorAuthentication"
	if claimed {
		text := "MFA requirement satisfied by claim in the token"
		s.Status.AdditionalDetails = &text
		step(s, 0, "Previously satisfied", "", true, text, "Multifactor authentication")
		return
	}
	name := stepMethod(method)
	if h.attacked || d.percent(2) {
		step(s, 20, name, "", false, "MFA denied; user declined the authentication",
			"Multifactor authentication")
		l.interrupted(s, required, 500121, "Authentication failed during strong authentication request.")
		return
	}
	if d.percent(2) {
		step(s, 20, name, "", false, "Authentication in progress", "Multifactor authentication")
		l.interrupted(s, required, 50074, "Strong Authentication is required.")
		return
	}
	text := "MFA completed in Azure AD"
	s.Status.AdditionalDetails = &text
	step(s, 12, name, "", true, "MFA successfully completed", "Multifactor authentication")
}

// interrupted ends a sign-in whose second factor is missing: the policies that ask for it fail.
func (l *SignInRecords) interrupted(s *SignIn, required []int, code int, reason string) {
	for _, i := range required {
		s.AppliedConditionalAccessPolicies[i].Result = "failure"
		s.ConditionalAccessStatus = "failure"
	}
	fail(s, code, reason)
}

func stepMethod(method string) string {
	switch method {
	case "mobilePhone":
		return "Text message"
	case "softwareOneTimePasscode":
		return "Software OATH token"
	case "fido2SecurityKey":
		return "FIDO2 security key"
	case "windowsHelloForBusiness":
		return "Windows Hello for Business"
	case "microsoftAuthenticatorPasswordless":
		return "Authenticator App"
	}
	return "Mobile app notification"
}

// step adds an authentication step, seconds after the sign-in began.
func step(s *SignIn, seconds int, method, detail string, succeeded bool, result, requirement string) {
	at, _ := time.Parse(time.RFC3339, s.CreatedDateTime)
	entry := AuthenticationStep{AuthenticationMethod: method, Succeeded: succeeded,
		AuthenticationStepDateTime:    at.Add(time.Duration(seconds) * time.Second).Format(time.RFC3339),
		AuthenticationStepRequirement: requirement, AuthenticationStepResult: result}
	if detail != "" {
		entry.AuthenticationMethodDetail = &detail
	}
	s.AuthenticationDetails = append(s.AuthenticationDetails, entry)
}
