package tenant

// SignIn is one sign-in as beta sends it, members in alphabetical order as on the wire.
type SignIn struct {
	AppDisplayName                    string               `json:"appDisplayName"`
	AppID                             string               `json:"appId"`
	AppOwnerTenantID                  string               `json:"appOwnerTenantId"`
	AppliedConditionalAccessPolicies  []AppliedPolicy      `json:"appliedConditionalAccessPolicies"`
	AppliedEventListeners             []struct{}           `json:"appliedEventListeners"`
	AuthenticationContextClasses      []struct{}           `json:"authenticationContextClassReferences"`
	AuthenticationDetails             []AuthenticationStep `json:"authenticationDetails"`
	AuthenticationMethodsUsed         []string             `json:"authenticationMethodsUsed"`
	AuthenticationProcessingDetails   []KeyValue           `json:"authenticationProcessingDetails"`
	AuthenticationProtocol            string               `json:"authenticationProtocol"`
	AuthenticationRequirement         string               `json:"authenticationRequirement"`
	AuthenticationRequirementPolicies []RequirementPolicy  `json:"authenticationRequirementPolicies"`
	AutonomousSystemNumber            int                  `json:"autonomousSystemNumber"`
	AzureResourceID                   *string              `json:"azureResourceId"`
	ClientAppUsed                     string               `json:"clientAppUsed"`
	ClientCredentialType              string               `json:"clientCredentialType"`
	ConditionalAccessAudiences        []string             `json:"conditionalAccessAudiences"`
	ConditionalAccessStatus           string               `json:"conditionalAccessStatus"`
	CorrelationID                     string               `json:"correlationId"`
	CreatedDateTime                   string               `json:"createdDateTime"`
	CrossTenantAccessType             string               `json:"crossTenantAccessType"`
	DeviceDetail                      DeviceDetail         `json:"deviceDetail"`
	FederatedCredentialID             *string              `json:"federatedCredentialId"`
	FlaggedForReview                  bool                 `json:"flaggedForReview"`
	HomeTenantID                      string               `json:"homeTenantId"`
	HomeTenantName                    string               `json:"homeTenantName"`
	ID                                string               `json:"id"`
	IncomingTokenType                 string               `json:"incomingTokenType"`
	IPAddress                         string               `json:"ipAddress"`
	IPAddressFromResourceProvider     *string              `json:"ipAddressFromResourceProvider"`
	IsInteractive                     bool                 `json:"isInteractive"`
	IsTenantRestricted                bool                 `json:"isTenantRestricted"`
	Location                          Location             `json:"location"`
	ManagedServiceIdentity            ManagedIdentity      `json:"managedServiceIdentity"`
	MfaDetail                         *struct{}            `json:"mfaDetail"`
	NetworkLocationDetails            []NetworkLocation    `json:"networkLocationDetails"`
	OriginalRequestID                 string               `json:"originalRequestId"`
	OriginalTransferMethod            string               `json:"originalTransferMethod"`
	PrivateLinkDetails                PrivateLink          `json:"privateLinkDetails"`
	ProcessingTimeInMilliseconds      int                  `json:"processingTimeInMilliseconds"`
	ResourceDisplayName               string               `json:"resourceDisplayName"`
	ResourceID                        string               `json:"resourceId"`
	ResourceServicePrincipalID        string               `json:"resourceServicePrincipalId"`
	ResourceTenantID                  string               `json:"resourceTenantId"`
	RiskDetail                        string               `json:"riskDetail"`
	RiskEventTypesV2                  []string             `json:"riskEventTypes_v2"`
	RiskLevelAggregated               string               `json:"riskLevelAggregated"`
	RiskLevelDuringSignIn             string               `json:"riskLevelDuringSignIn"`
	RiskState                         string               `json:"riskState"`
	ServicePrincipalCredentialKeyID   *string              `json:"servicePrincipalCredentialKeyId"`
	ServicePrincipalID                string               `json:"servicePrincipalId"`
	ServicePrincipalName              *string              `json:"servicePrincipalName"`
	SessionID                         *string              `json:"sessionId"`
	SessionLifetimePolicies           []SessionLifetime    `json:"sessionLifetimePolicies"`
	SignInEventTypes                  []string             `json:"signInEventTypes"`
	SignInIdentifier                  string               `json:"signInIdentifier"`
	SignInIdentifierType              *string              `json:"signInIdentifierType"`
	Status                            SignInStatus         `json:"status"`
	TokenIssuerName                   string               `json:"tokenIssuerName"`
	TokenIssuerType                   string               `json:"tokenIssuerType"`
	UniqueTokenIdentifier             string               `json:"uniqueTokenIdentifier"`
	UserAgent                         string               `json:"userAgent"`
	UserDisplayName                   string               `json:"userDisplayName"`
	UserID                            string               `json:"userId"`
	UserPrincipalName                 string               `json:"userPrincipalName"`
	UserType                          string               `json:"userType"`
}

// AppliedPolicy is a Conditional Access policy's part in a sign-in.
type AppliedPolicy struct {
	ConditionsNotSatisfied  string   `json:"conditionsNotSatisfied"`
	ConditionsSatisfied     string   `json:"conditionsSatisfied"`
	DisplayName             string   `json:"displayName"`
	EnforcedGrantControls   []string `json:"enforcedGrantControls"`
	EnforcedSessionControls []string `json:"enforcedSessionControls"`
	ID                      string   `json:"id"`
	// Result is success, failure, notApplied, notEnabled, reportOnlySuccess, reportOnlyFailure,
	// reportOnlyNotApplied or reportOnlyInterrupted.
	Result string `json:"result"`
}

// AuthenticationStep is one step of signing in.
type AuthenticationStep struct {
	AuthenticationMethod          string  `json:"authenticationMethod"`
	AuthenticationMethodDetail    *string `json:"authenticationMethodDetail"`
	AuthenticationStepDateTime    string  `json:"authenticationStepDateTime"`
	AuthenticationStepRequirement string  `json:"authenticationStepRequirement"`
	AuthenticationStepResult      string  `json:"authenticationStepResultDetail"`
	Succeeded                     bool    `json:"succeeded"`
}

// RequirementPolicy says what demanded multifactor authentication.
type RequirementPolicy struct {
	Detail              string `json:"detail"`
	RequirementProvider string `json:"requirementProvider"`
}

// KeyValue is an item of authenticationProcessingDetails.
type KeyValue struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// DeviceDetail is the device of a sign-in; DeviceID and DisplayName are empty for one that is not registered.
type DeviceDetail struct {
	Browser         string  `json:"browser"`
	BrowserID       *string `json:"browserId"`
	DeviceID        string  `json:"deviceId"`
	DisplayName     string  `json:"displayName"`
	IsCompliant     bool    `json:"isCompliant"`
	IsManaged       bool    `json:"isManaged"`
	OperatingSystem string  `json:"operatingSystem"`
	TrustType       *string `json:"trustType"`
}

// Location is where a sign-in came from, by its address.
type Location struct {
	City            string      `json:"city"`
	CountryOrRegion string      `json:"countryOrRegion"`
	GeoCoordinates  Coordinates `json:"geoCoordinates"`
	State           string      `json:"state"`
}

// Coordinates are degrees; null where nothing is known.
type Coordinates struct {
	Altitude  *float64 `json:"altitude"`
	Latitude  *float64 `json:"latitude"`
	Longitude *float64 `json:"longitude"`
}

// ManagedIdentity tells what kind of managed identity signed in: none, systemAssigned, userAssigned.
type ManagedIdentity struct {
	AssociatedResourceID *string `json:"associatedResourceId"`
	FederatedTokenID     *string `json:"federatedTokenId"`
	FederatedTokenIssuer *string `json:"federatedTokenIssuer"`
	MsiType              string  `json:"msiType"`
}

// NetworkLocation is a named location that the address belongs to.
type NetworkLocation struct {
	NetworkNames []string `json:"networkNames"`
	NetworkType  string   `json:"networkType"`
}

// PrivateLink is empty in ordinary sign-ins.
type PrivateLink struct {
	PolicyID       string  `json:"policyId"`
	PolicyName     string  `json:"policyName"`
	PolicyTenantID *string `json:"policyTenantId"`
	ResourceID     string  `json:"resourceId"`
}

// SessionLifetime is a policy that limits the session.
type SessionLifetime struct {
	Detail                string `json:"detail"`
	ExpirationRequirement string `json:"expirationRequirement"`
}

// SignInStatus is the outcome: ErrorCode 0 is success.
type SignInStatus struct {
	AdditionalDetails *string `json:"additionalDetails"`
	ErrorCode         int     `json:"errorCode"`
	FailureReason     string  `json:"failureReason"`
}

// MFAPassed tells whether the sign-in succeeded with a second factor, shown now or earlier in the session.
func (s *SignIn) MFAPassed() bool {
	return s.Status.ErrorCode == 0 && s.AuthenticationRequirement == "multiFactorAuthentication"
}
