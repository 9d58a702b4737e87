package access

import "strings"

// A Refusal is what a service answered: the HTTP status and the error's code and message.
type Refusal struct {
	Status        int
	Code, Message string
}

// Error codes of the services whose meaning is settled. The message decides only where a code is overloaded.
const (
	codePermissionMissing = "Authentication_MSGraphPermissionMissing"
	codeNoDirectoryRead   = "Authentication_ApplicationHasNoDirectoryReadAccess"
	codeRoleMissing       = "Authentication_RequestFromUnsupportedUserRole"
	codePIMLicence        = "AadPremiumLicenseRequired"
	// codeLicenceOrFault also comes, now and then, from tenants that do have the licence.
	codeLicenceOrFault = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
)

// MayBePassing reports whether the refusal is one that licensed tenants get intermittently, so that it should be
// asked again before it is believed.
func (r Refusal) MayBePassing() bool { return r.Code == codeLicenceOrFault }

// IsLicence reports whether the refusal is about a licence.
func (r Refusal) IsLicence() bool {
	return r.Code == codeLicenceOrFault || r.Code == codePIMLicence ||
		(r.Status == 403 && strings.Contains(strings.ToLower(r.Message), "not licensed"))
}

// Explain tells what is missing after a refusal. It is empty for refusals that are not about access.
func Explain(e Endpoint, s Subject, r Refusal) []Gap {
	switch {
	case isRelationship(r) && s.Customer:
		return []Gap{{Kind: Relationship, Certain: true, Grantor: "an Admin agent can check the relationship, its " +
			"expiry and your security group; after a change, sign in again"}}
	case isMFA(r):
		return []Gap{{Kind: MFA, Certain: true, Grantor: "sign in again and complete multifactor authentication"}}
	case r.IsLicence():
		return []Gap{licenceGap(max(e.Licence, P1))}
	case r.Code == codeNoDirectoryRead:
		return []Gap{{Kind: Permission, AnyOf: []string{"Directory.Read.All"}, Held: s.Identity.Permissions(),
			Grantor: consentGrantor(s), Certain: true}}
	case r.Code == codePermissionMissing || (r.Status == 403 && strings.Contains(r.Message, "scopes are missing")):
		return certainPermission(e, s)
	case r.Code == codeRoleMissing:
		return []Gap{roleGap(e, s, true)}
	case r.Status == 403, r.Status == 401 && e.Service == PartnerCenter:
		return explainForbidden(e, s)
	}
	return nil
}

// certainPermission names the permissions; if none seems missing, the token is older than the consent.
func certainPermission(e Endpoint, s Subject) []Gap {
	if gaps := permissionGaps(e, s); len(gaps) > 0 {
		return gaps
	}
	wanted := append(append([]string{}, e.permissions(s.Identity)...), e.Also...)
	return []Gap{{Kind: Permission, AnyOf: wanted, Held: s.Identity.Permissions(), Grantor: consentGrantor(s)}}
}

// explainForbidden settles a code that says no more than "forbidden": what is known to be missing is the cause;
// when nothing is, every gate that could not be checked is possible.
func explainForbidden(e Endpoint, s Subject) []Gap {
	if gaps := Check(e, s); len(gaps) > 0 {
		return gaps
	}
	var gaps []Gap
	if len(e.PartnerRoles) > 0 && !s.Identity.AppOnly {
		gaps = append(gaps, Gap{Kind: PartnerRole, AnyOf: e.PartnerRoles,
			Grantor: "a User management admin of Partner Center can assign it"})
	}
	if len(e.Roles) > 0 && !s.Identity.AppOnly && !s.Identity.RolesKnown {
		gaps = append(gaps, roleGap(e, s, false))
	}
	if len(gaps) == 0 && e.Key == "" && !s.Identity.AppOnly {
		return nil // an endpoint outside the table: nothing is known about it
	}
	if len(gaps) == 0 && s.Customer {
		gaps = append(gaps, Gap{Kind: Relationship, Grantor: "check the roles of the GDAP relationship"})
	}
	return gaps
}

// isRelationship recognises how services fail when GDAP does not let an account in.
func isRelationship(r Refusal) bool {
	for _, text := range []string{"Unable to initialize the authorization context", "User was not found",
		"Providers.Common.V1.CoreException"} {
		if strings.Contains(r.Message, text) {
			return true
		}
	}
	return false
}

// isMFA recognises Partner Center's refusals of sign-ins without multifactor authentication.
func isMFA(r Refusal) bool {
	return r.Code == "900421" || r.Code == "10001" && r.Status == 401 ||
		r.Status == 401 && strings.Contains(r.Message, "MFA required")
}
