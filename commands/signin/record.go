package signin

import "time"

// record is a sign-in as -Filter sees it: the properties of Graph's beta resource type. What is null in a record is
// the type's zero value here, except for mfaDetail.
type record struct {
	ID                            string    `json:"id" expr:"id"`
	CreatedDateTime               time.Time `json:"createdDateTime" expr:"createdDateTime"`
	UserID                        string    `json:"userId" expr:"userId"`
	UserPrincipalName             string    `json:"userPrincipalName" expr:"userPrincipalName"`
	UserDisplayName               string    `json:"userDisplayName" expr:"userDisplayName"`
	UserType                      string    `json:"userType" expr:"userType"`
	AppID                         string    `json:"appId" expr:"appId"`
	AppDisplayName                string    `json:"appDisplayName" expr:"appDisplayName"`
	AppOwnerTenantID              string    `json:"appOwnerTenantId" expr:"appOwnerTenantId"`
	ResourceID                    string    `json:"resourceId" expr:"resourceId"`
	ResourceDisplayName           string    `json:"resourceDisplayName" expr:"resourceDisplayName"`
	ResourceTenantID              string    `json:"resourceTenantId" expr:"resourceTenantId"`
	ResourceOwnerTenantID         string    `json:"resourceOwnerTenantId" expr:"resourceOwnerTenantId"`
	ResourceServicePrincipalID    string    `json:"resourceServicePrincipalId" expr:"resourceServicePrincipalId"`
	HomeTenantID                  string    `json:"homeTenantId" expr:"homeTenantId"`
	HomeTenantName                string    `json:"homeTenantName" expr:"homeTenantName"`
	CrossTenantAccessType         string    `json:"crossTenantAccessType" expr:"crossTenantAccessType"`
	ServicePrincipalID            string    `json:"servicePrincipalId" expr:"servicePrincipalId"`
	ServicePrincipalName          string    `json:"servicePrincipalName" expr:"servicePrincipalName"`
	ServicePrincipalCredentialKey string    `json:"servicePrincipalCredentialKeyId" expr:"servicePrincipalCredentialKeyId"`
	ClientAppUsed                 string    `json:"clientAppUsed" expr:"clientAppUsed"`
	ClientCredentialType          string    `json:"clientCredentialType" expr:"clientCredentialType"`
	UserAgent                     string    `json:"userAgent" expr:"userAgent"`
	IPAddress                     string    `json:"ipAddress" expr:"ipAddress"`
	AutonomousSystemNumber        int       `json:"autonomousSystemNumber" expr:"autonomousSystemNumber"`
	CorrelationID                 string    `json:"correlationId" expr:"correlationId"`
	OriginalRequestID             string    `json:"originalRequestId" expr:"originalRequestId"`
	SessionID                     string    `json:"sessionId" expr:"sessionId"`
	UniqueTokenIdentifier         string    `json:"uniqueTokenIdentifier" expr:"uniqueTokenIdentifier"`
	IncomingTokenType             string    `json:"incomingTokenType" expr:"incomingTokenType"`
	AuthenticationProtocol        string    `json:"authenticationProtocol" expr:"authenticationProtocol"`
	OriginalTransferMethod        string    `json:"originalTransferMethod" expr:"originalTransferMethod"`
	AuthenticationRequirement     string    `json:"authenticationRequirement" expr:"authenticationRequirement"`
	AuthenticationMethodsUsed     []string  `json:"authenticationMethodsUsed" expr:"authenticationMethodsUsed"`
	ConditionalAccessStatus       string    `json:"conditionalAccessStatus" expr:"conditionalAccessStatus"`
	SignInEventTypes              []string  `json:"signInEventTypes" expr:"signInEventTypes"`
	SignInIdentifier              string    `json:"signInIdentifier" expr:"signInIdentifier"`
	IsInteractive                 bool      `json:"isInteractive" expr:"isInteractive"`
	IsTenantRestricted            bool      `json:"isTenantRestricted" expr:"isTenantRestricted"`
	FlaggedForReview              bool      `json:"flaggedForReview" expr:"flaggedForReview"`
	ProcessingTimeInMilliseconds  int       `json:"processingTimeInMilliseconds" expr:"processingTimeInMilliseconds"`
	RiskDetail                    string    `json:"riskDetail" expr:"riskDetail"`
	RiskEventTypesV2              []string  `json:"riskEventTypes_v2" expr:"riskEventTypes_v2"`
	RiskLevelAggregated           string    `json:"riskLevelAggregated" expr:"riskLevelAggregated"`
	RiskLevelDuringSignIn         string    `json:"riskLevelDuringSignIn" expr:"riskLevelDuringSignIn"`
	RiskState                     string    `json:"riskState" expr:"riskState"`
	TokenIssuerName               string    `json:"tokenIssuerName" expr:"tokenIssuerName"`
	TokenIssuerType               string    `json:"tokenIssuerType" expr:"tokenIssuerType"`

	Status                            outcome         `json:"status" expr:"status"`
	DeviceDetail                      device          `json:"deviceDetail" expr:"deviceDetail"`
	Location                          location        `json:"location" expr:"location"`
	MfaDetail                         *mfaDetail      `json:"mfaDetail" expr:"mfaDetail"`
	AuthenticationDetails             []step          `json:"authenticationDetails" expr:"authenticationDetails"`
	AuthenticationRequirementPolicies []requirement   `json:"authenticationRequirementPolicies" expr:"authenticationRequirementPolicies"`
	AppliedConditionalAccessPolicies  []appliedPolicy `json:"appliedConditionalAccessPolicies" expr:"appliedConditionalAccessPolicies"`
	AuthenticationProcessingDetails   []keyValue      `json:"authenticationProcessingDetails" expr:"authenticationProcessingDetails"`
	NetworkLocationDetails            []network       `json:"networkLocationDetails" expr:"networkLocationDetails"`
}

type outcome struct {
	ErrorCode         int    `json:"errorCode" expr:"errorCode"`
	FailureReason     string `json:"failureReason" expr:"failureReason"`
	AdditionalDetails string `json:"additionalDetails" expr:"additionalDetails"`
}

type device struct {
	DeviceID        string `json:"deviceId" expr:"deviceId"`
	DisplayName     string `json:"displayName" expr:"displayName"`
	OperatingSystem string `json:"operatingSystem" expr:"operatingSystem"`
	Browser         string `json:"browser" expr:"browser"`
	IsCompliant     bool   `json:"isCompliant" expr:"isCompliant"`
	IsManaged       bool   `json:"isManaged" expr:"isManaged"`
	TrustType       string `json:"trustType" expr:"trustType"`
}

type location struct {
	City            string `json:"city" expr:"city"`
	State           string `json:"state" expr:"state"`
	CountryOrRegion string `json:"countryOrRegion" expr:"countryOrRegion"`
}

type mfaDetail struct {
	AuthMethod string `json:"authMethod" expr:"authMethod"`
	AuthDetail string `json:"authDetail" expr:"authDetail"`
}

type step struct {
	StepDateTime    time.Time `json:"authenticationStepDateTime" expr:"authenticationStepDateTime"`
	Method          string    `json:"authenticationMethod" expr:"authenticationMethod"`
	MethodDetail    string    `json:"authenticationMethodDetail" expr:"authenticationMethodDetail"`
	Succeeded       bool      `json:"succeeded" expr:"succeeded"`
	ResultDetail    string    `json:"authenticationStepResultDetail" expr:"authenticationStepResultDetail"`
	StepRequirement string    `json:"authenticationStepRequirement" expr:"authenticationStepRequirement"`
}

type requirement struct {
	Provider string `json:"requirementProvider" expr:"requirementProvider"`
	Detail   string `json:"detail" expr:"detail"`
}

type appliedPolicy struct {
	ID            string   `json:"id" expr:"id"`
	DisplayName   string   `json:"displayName" expr:"displayName"`
	Result        string   `json:"result" expr:"result"`
	GrantControls []string `json:"enforcedGrantControls" expr:"enforcedGrantControls"`
}

type keyValue struct {
	Key   string `json:"key" expr:"key"`
	Value string `json:"value" expr:"value"`
}

type network struct {
	NetworkType  string   `json:"networkType" expr:"networkType"`
	NetworkNames []string `json:"networkNames" expr:"networkNames"`
}
