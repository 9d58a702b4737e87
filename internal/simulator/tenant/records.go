package tenant

import "time"

// Params choose what Generate makes. The same Params give the same tenant, byte for byte, on every machine.
type Params struct {
	// Seed varies everything that is chosen at random; 0 means 1.
	Seed uint64
	// Users is the number of user accounts in the partner tenant, 0 means 400. Fewer than 40 is taken as 40.
	Users int
	// SignIns is the number of rows in the partner's sign-in log, of all four event types together; 0 means
	// 20,000. Rows are made when read, so a million cost nothing until then.
	SignIns int
	// Days is how far back the logs reach; 0 means 30.
	Days int
	// Now is "today": no record is newer. Zero means the current hour.
	Now time.Time
	// Customers is the number of customer tenants, 0 means 12.
	Customers int
	// Licence is the Entra ID edition of the partner tenant: "P2" (the default), "P1" or "Free".
	Licence string
	// SecurityDefaults switches security defaults on; there are then no enabled Conditional Access policies.
	SecurityDefaults bool
}

// Records are what the generator decided, before any of it became JSON. Tests recompute from them what a command
// ought to answer.
type Records struct {
	// Params are the parameters used, defaults filled in.
	Params   Params
	Users    []User
	Groups   []Group
	Policies []Policy
	// SignIns is the partner's sign-in log, newest first.
	SignIns   *SignInRecords
	Customers []Customer
	// PartnerRequests are the requests to the Partner Center API of the last seven days, newest first.
	PartnerRequests []PartnerRequest
}

// UserKind tells the accounts of a tenant apart by what they are for.
type UserKind string

// The kinds of account.
const (
	Employee       UserKind = "Employee"
	Guest          UserKind = "Guest"
	ServiceAccount UserKind = "ServiceAccount"
	BreakGlass     UserKind = "BreakGlass"
)

// User is a user account.
type User struct {
	ID                string
	Kind              UserKind
	DisplayName       string
	GivenName         string
	Surname           string
	UserPrincipalName string // with #EXT# for a guest
	Mail              string
	JobTitle          string
	Department        string
	Office            string
	Enabled           bool
	Licensed          bool // has the tenant's Entra ID Premium licence assigned
	Synced            bool // comes from an on-premises directory
	Created           time.Time
	PasswordChanged   time.Time
	// Roles are the template ids of the directory roles held permanently.
	Roles []string
	// EligibleRoles are the template ids of the roles that can be activated in PIM.
	EligibleRoles []string
	// Groups are the object ids of the groups the user is a direct member of.
	Groups []string
	// Methods are the registered methods by their names in the registration report
	// ("microsoftAuthenticatorPush", "fido2SecurityKey", "mobilePhone", "email").
	Methods []string
	// PerUserMFA is disabled, enabled or enforced.
	PerUserMFA string
	// Active is set for accounts that sign in at all.
	Active bool
	// UsesLegacy is set for accounts that (also) use a protocol which cannot do multifactor authentication.
	UsesLegacy bool
	// LastInteractive, LastNonInteractive and LastSuccessful are the newest rows of the log, zero for none.
	LastInteractive, LastNonInteractive, LastSuccessful SignInRef

	shutOut bool // can never sign in, so that there is no newest success to look for
}

// SignInRef points at a sign-in of the log.
type SignInRef struct {
	ID   string
	Time time.Time
}

// LogName is the user principal name as the sign-in log has it: lower case, a guest's real address.
func (u *User) LogName() string { return u.logName() }

// MFARegistered tells whether a method is registered that counts as a second factor.
func (u *User) MFARegistered() bool { return u.strongMethod() != "" }

// HasRole tells whether a role is held permanently.
func (u *User) HasRole(templateID string) bool { return contains(u.Roles, templateID) }

// InGroup tells whether the user is a direct member of a group.
func (u *User) InGroup(id string) bool { return contains(u.Groups, id) }

// Group is a security group.
type Group struct {
	ID, DisplayName, Description string
}

// Policy is a Conditional Access policy, reduced to the conditions the generator uses.
type Policy struct {
	ID, DisplayName string
	// State is enabled, disabled or enabledForReportingButNotEnforced.
	State             string
	IncludeUsers      []string // user ids, "All", "GuestsOrExternalUsers"
	ExcludeUsers      []string
	IncludeRoles      []string
	ExcludeRoles      []string
	IncludeGroups     []string
	ExcludeGroups     []string
	IncludeApps       []string // application ids, "All"
	ClientAppTypes    []string
	IncludeLocations  []string
	ExcludeLocations  []string
	SignInRiskLevels  []string
	UserRiskLevels    []string
	TransferMethods   string
	Grants            []string // builtInControls: mfa, block, compliantDevice, passwordChange
	StrengthID        string   // authentication strength required, beside Grants
	SignInFrequencyHr int
	Created, Modified time.Time
}

// Customer is a customer tenant and the partner's relationships to it.
type Customer struct {
	TenantID, DisplayName, Domain string
	// ContractName is the name in contracts, a copy that may be out of date.
	ContractName string
	Licence      string
	// SecurityDefaults tells whether they are on.
	SecurityDefaults bool
	Users            int
	Relationships    []Relationship
}

// Relationship is a granular delegated admin relationship (GDAP).
type Relationship struct {
	ID, DisplayName, Status  string
	Duration, AutoExtend     string
	Created, Activated, Ends time.Time // Activated and Ends are zero before the customer approved
	// Roles are the template ids approved by the customer.
	Roles       []string
	Assignments []AccessAssignment
}

// AccessAssignment gives a security group of the partner some of a relationship's roles.
type AccessAssignment struct {
	ID, GroupID, Status string
	Roles               []string
}

// PartnerRequest is one request to the Partner Center API.
type PartnerRequest struct {
	ID            string
	CorrelationID string
	Operation     string
	Time          time.Time
	IPAddress     string
	UserID        string
	UPN           string
	ApplicationID string
	MFACompliant  bool
}

func contains(list []string, value string) bool {
	for _, each := range list {
		if each == value {
			return true
		}
	}
	return false
}
