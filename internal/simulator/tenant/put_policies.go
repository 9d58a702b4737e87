package tenant

// putPolicies stores Conditional Access and the tenant-wide policies. Sections of a policy that are not set are
// null and lists that are empty [], as the service sends them.
func (w *world) putPolicies(d *Directory) {
	policies := make([]object, len(w.policies))
	for i := range w.policies {
		policies[i] = w.policyRow(&w.policies[i])
	}
	putRows(d, v1, "identity/conditionalAccess/policies", policies)
	locations := []object{}
	if len(w.policies) > 0 {
		locations = w.namedLocations()
	}
	putRows(d, v1, "identity/conditionalAccess/namedLocations", locations)
	putRows(d, v1, "policies/authenticationStrengthPolicies", strengths())
	putRows(d, v1, "identity/conditionalAccess/authenticationStrength/policies", strengths())
	putObject(d, v1, "policies/identitySecurityDefaultsEnforcementPolicy", object{
		"id": "00000000-0000-0000-0000-000000000005", "displayName": "Security Defaults",
		"deletedDateTime": nil,
		"description": "Security defaults is a set of basic identity security mechanisms recommended by " +
			"Microsoft.",
		"isEnabled": w.params.SecurityDefaults, "controlTypes": []string{}})
	putObject(d, v1, "policies/authorizationPolicy", authorizationPolicy())
	putObject(d, v1, "policies/authenticationMethodsPolicy", w.methodsPolicy())
}

func (w *world) policyRow(p *Policy) object {
	return object{
		"id": p.ID, "templateId": nil, "displayName": p.DisplayName, "state": p.State, "deletedDateTime": nil,
		"createdDateTime": stamp(p.Created), "modifiedDateTime": stamp(p.Modified),
		"partialEnablementStrategy": nil, "conditions": p.conditions(), "grantControls": p.grants(),
		"sessionControls": p.session(),
	}
}

func list(items []string) []string { return append([]string{}, items...) }

func (p *Policy) conditions() object {
	var locations, flows any
	if len(p.IncludeLocations) > 0 {
		locations = object{"includeLocations": list(p.IncludeLocations),
			"excludeLocations": list(p.ExcludeLocations)}
	}
	if p.TransferMethods != "" {
		flows = object{"transferMethods": p.TransferMethods}
	}
	return object{
		"clientAppTypes": list(p.ClientAppTypes), "signInRiskLevels": list(p.SignInRiskLevels),
		"userRiskLevels": list(p.UserRiskLevels), "servicePrincipalRiskLevels": []string{},
		"insiderRiskLevels": nil, "platforms": nil, "devices": nil, "clientApplications": nil,
		"locations": locations, "authenticationFlows": flows,
		"applications": object{"includeApplications": list(p.IncludeApps), "excludeApplications": []string{},
			"includeUserActions": []string{}, "includeAuthenticationContextClassReferences": []string{},
			"applicationFilter": nil},
		"users": object{"includeUsers": list(p.IncludeUsers), "excludeUsers": list(p.ExcludeUsers),
			"includeGroups": list(p.IncludeGroups), "excludeGroups": list(p.ExcludeGroups),
			"includeRoles": list(p.IncludeRoles), "excludeRoles": list(p.ExcludeRoles),
			"includeGuestsOrExternalUsers": nil, "excludeGuestsOrExternalUsers": nil},
	}
}

func (p *Policy) grants() object {
	var strength any
	for _, each := range strengths() {
		if each["id"] == p.StrengthID {
			strength = each
		}
	}
	return object{"operator": "OR", "builtInControls": list(p.Grants),
		"customAuthenticationFactors": []string{},
		"termsOfUse":                  []string{}, "authenticationStrength": strength,
		"authenticationStrength@odata.context": "https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/" +
			"policies('" + p.ID + "')/grantControls/authenticationStrength/$entity"}
}

func (p *Policy) session() any {
	if p.SignInFrequencyHr == 0 {
		return nil
	}
	return object{"applicationEnforcedRestrictions": nil, "cloudAppSecurity": nil,
		"disableResilienceDefaults": nil,
		"persistentBrowser":         nil, "secureSignInSession": nil,
		"signInFrequency": object{"isEnabled": true, "type": "hours", "value": p.SignInFrequencyHr,
			"frequencyInterval": "timeBased", "authenticationType": "primaryAndSecondaryAuthentication"}}
}

func (w *world) namedLocations() []object {
	made := stamp(w.params.Now.AddDate(-1, 0, 0))
	return []object{
		{"@odata.type": "#microsoft.graph.countryNamedLocation", "id": w.countries,
			"displayName": "Countries we work in", "createdDateTime": made, "modifiedDateTime": made,
			"deletedDateTime": nil, "countriesAndRegions": allowedCountries,
			"countryLookupMethod":               "clientIpAddress",
			"includeUnknownCountriesAndRegions": false},
		{"@odata.type": "#microsoft.graph.ipNamedLocation", "id": w.office, "displayName": "Head office",
			"createdDateTime": made, "modifiedDateTime": made, "deletedDateTime": nil, "isTrusted": true,
			"ipRanges": []object{{"@odata.type": "#microsoft.graph.iPv4CidrRange",
				"cidrAddress": "198.18.0.0/16"}}},
	}
}

func strengths() []object {
	resistant := []string{"windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"}
	mfa := append(list(resistant), "deviceBasedPush", "temporaryAccessPassOneTime",
		"temporaryAccessPassMultiUse",
		"password,microsoftAuthenticatorPush", "password,softwareOath", "password,hardwareOath",
		"password,sms",
		"password,voice", "federatedMultiFactor", "microsoftAuthenticatorPush,federatedSingleFactor",
		"softwareOath,federatedSingleFactor", "hardwareOath,federatedSingleFactor",
		"sms,federatedSingleFactor",
		"voice,federatedSingleFactor", "password,x509CertificateSingleFactor", "password,fido2")
	return []object{
		strength("00000000-0000-0000-0000-000000000002", "Multifactor authentication", mfa),
		strength("00000000-0000-0000-0000-000000000003", "Passwordless MFA", append(list(resistant),
			"deviceBasedPush")),
		strength(phishingResistant, "Phishing-resistant MFA", resistant),
	}
}

func strength(id, name string, combinations []string) object {
	return object{"id": id, "displayName": name, "description": name + " strength.", "policyType": "builtIn",
		"requirementsSatisfied": "mfa", "allowedCombinations": combinations,
		"combinationConfigurations": []string{},
		"createdDateTime":           "2021-12-01T00:00:00Z", "modifiedDateTime": "2021-12-01T00:00:00Z"}
}

func authorizationPolicy() object {
	return object{"id": "authorizationPolicy", "displayName": "Authorization Policy",
		"description": "Settings that control authorization in the tenant.", "deletedDateTime": nil,
		"allowInvitesFrom": "adminsAndGuestInviters", "allowedToSignUpEmailBasedSubscriptions": true,
		"allowedToUseSSPR": true, "allowEmailVerifiedUsersToJoinOrganization": false,
		"allowUserConsentForRiskyApps": nil, "blockMsolPowerShell": false,
		"guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3",
		"defaultUserRolePermissions": object{"allowedToCreateApps": true,
			"allowedToCreateSecurityGroups": true,
			"allowedToCreateTenants":        false, "allowedToReadBitlockerKeysForOwnedDevice": true,
			"allowedToReadOtherUsers":         true,
			"permissionGrantPoliciesAssigned": []string{"ManagePermissionGrantsForSelf.microsoft-user-default-low"}}}
}

func (w *world) methodsPolicy() object {
	configurations := []object{}
	for _, each := range []struct {
		id, kind string
		enabled  bool
	}{
		{"Fido2", "fido2", true}, {"MicrosoftAuthenticator", "microsoftAuthenticator", true}, {"Sms", "sms",
			true},
		{"TemporaryAccessPass", "temporaryAccessPass", true}, {"SoftwareOath", "softwareOath", true},
		{"Voice", "voice", false}, {"Email", "email", true}, {"X509Certificate", "x509Certificate", false},
	} {
		state := "disabled"
		if each.enabled {
			state = "enabled"
		}
		configurations = append(configurations, object{"id": each.id, "state": state,
			"excludeTargets": []object{},
			"@odata.type":    "#microsoft.graph." + each.kind + "AuthenticationMethodConfiguration",
			"includeTargets": []object{{"id": "all_users", "targetType": "group",
				"isRegistrationRequired": false}}})
	}
	return object{"id": "authenticationMethodsPolicy", "displayName": "Authentication Methods Policy",
		"description":          "Which methods users may register and use.",
		"lastModifiedDateTime": stamp(w.params.Now.AddDate(0, -3, 0)), "policyVersion": "1.5",
		"policyMigrationState": "migrationComplete", "reconfirmationInDays": nil,
		"registrationEnforcement": object{"authenticationMethodsRegistrationCampaign": object{"state": "default",
			"snoozeDurationInDays": 1, "excludeTargets": []object{},
			"includeTargets": []object{{"id": "all_users",
				"targetType": "group", "targetedAuthenticationMethod": "microsoftAuthenticator"}}}},
		"authenticationMethodConfigurations": configurations}
}
