package access

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/entra"
)

// A Kind is what a gap is about. The kinds are separate gates: holding one says nothing about the next.
type Kind string

// The kinds of gap.
const (
	// Permission: the application lacks a scope, or an application permission.
	Permission Kind = "Permission"
	// Role: the user lacks a directory role.
	Role Kind = "Role"
	// PartnerRole: the user lacks a Partner Center role.
	PartnerRole Kind = "PartnerRole"
	// TenantLicence: the tenant lacks a licence.
	TenantLicence Kind = "Licence"
	// NationalCloud: the cloud lacks the endpoint.
	NationalCloud Kind = "Cloud"
	// Relationship: no GDAP relationship opens the customer's tenant to the user.
	Relationship Kind = "Relationship"
	// MFA: the sign-in was made without multifactor authentication.
	MFA Kind = "MFA"
	// UserContext: the endpoint serves users only, and an application is signed in.
	UserContext Kind = "UserContext"
)

// A Gap is one thing that is missing.
type Gap struct {
	Kind Kind
	// AnyOf are the names of which one closes the gap, the least privileged first.
	AnyOf []string
	// Held is what the account has of this kind.
	Held []string
	// Grantor says who can close the gap.
	Grantor string
	// Certain is false when a refusal left several causes and this is one of them.
	Certain bool
}

// String is a sentence for people, without a full stop.
func (g Gap) String() string {
	text := g.subject()
	if !g.Certain {
		text = "possibly " + text
	}
	if g.Grantor != "" {
		text += "; " + g.Grantor
	}
	return text
}

func (g Gap) subject() string {
	names := orList(g.AnyOf)
	switch g.Kind {
	case Permission:
		return "the permission " + names + " is missing"
	case Role:
		return "the directory role " + names + " is missing"
	case PartnerRole:
		return "the Partner Center role " + names + " is missing"
	case TenantLicence:
		return "the tenant has no licence for " + names
	case NationalCloud:
		return "this cloud does not offer it"
	case Relationship:
		return "no active GDAP relationship gives this account a role in the customer's tenant"
	case MFA:
		return "the sign-in was made without multifactor authentication"
	case UserContext:
		return "only a signed-in user may read this, not an application"
	}
	return string(g.Kind)
}

// orList is "a, b or c".
func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Subject is whose access is judged: who asks, in which cloud, against which tenant.
type Subject struct {
	Identity entra.Identity
	Cloud    entra.Cloud
	// Licence of the tenant that is read; LicenceKnown is false until it was asked for.
	Licence      Licence
	LicenceKnown bool
	// Customer is true when the tenant that is read is not the account's own.
	Customer bool
}

// Check tells, before a call, what the subject lacks for an endpoint. What is unknown is not called missing.
func Check(e Endpoint, s Subject) []Gap {
	var gaps []Gap
	if e.GlobalOnly && s.Cloud.Name != "" && s.Cloud.Name != entra.Global.Name {
		gaps = append(gaps, Gap{Kind: NationalCloud, Certain: true})
	}
	if gap, missing := userContextGap(e, s); missing {
		return append(gaps, gap)
	}
	gaps = append(gaps, permissionGaps(e, s)...)
	if s.Identity.RolesKnown {
		gaps = append(gaps, roleGaps(e, s)...)
	}
	if s.LicenceKnown && s.Licence < e.Licence {
		gaps = append(gaps, licenceGap(e.Licence))
	}
	return gaps
}

func userContextGap(e Endpoint, s Subject) (Gap, bool) {
	if !s.Identity.AppOnly || e.Application != nil {
		return Gap{}, false
	}
	return Gap{Kind: UserContext, Grantor: "sign in as a user", Certain: true}, true
}

func permissionGaps(e Endpoint, s Subject) []Gap {
	var gaps []Gap
	for _, wanted := range [][]string{e.permissions(s.Identity), e.Also} {
		if len(wanted) == 0 || holdsAny(s.Identity.Permissions(), wanted) {
			continue
		}
		gaps = append(gaps, Gap{Kind: Permission, AnyOf: wanted, Held: s.Identity.Permissions(),
			Grantor: consentGrantor(s), Certain: true})
	}
	return gaps
}

// permissions are those that fit the kind of identity.
func (e Endpoint) permissions(id entra.Identity) []string {
	if id.AppOnly {
		return e.Application
	}
	return e.Delegated
}

// holdsAny reports whether one of the wanted permissions is held, as itself or as its ReadWrite form.
func holdsAny(held, wanted []string) bool {
	return slices.ContainsFunc(held, func(permission string) bool {
		reading := strings.Replace(permission, ".ReadWrite", ".Read", 1)
		return slices.ContainsFunc(wanted, func(w string) bool {
			return strings.EqualFold(w, permission) || strings.EqualFold(w, reading)
		})
	})
}

func consentGrantor(s Subject) string {
	switch {
	case s.Identity.AppOnly:
		return "a Privileged Role Administrator can consent to application permissions"
	case s.Customer:
		return "an administrator of the customer, or you through Partner Center, can consent for the application"
	}
	return "a Cloud Application Administrator or Privileged Role Administrator can consent"
}

func roleGaps(e Endpoint, s Subject) []Gap {
	if len(e.Roles) == 0 || s.Identity.AppOnly || s.Identity.HasRole(e.Roles...) {
		return nil
	}
	return []Gap{roleGap(e, s, true)}
}

func roleGap(e Endpoint, s Subject, certain bool) Gap {
	grantor := "a Privileged Role Administrator can assign it; if you are eligible in PIM, activate it and " +
		"sign in again"
	if s.Customer {
		grantor = "an Admin agent can assign it to your security group in the GDAP relationship, " +
			"if the customer has approved the role"
	}
	return Gap{Kind: Role, AnyOf: names(e.Roles), Held: names(s.Identity.DirectoryRoles), Grantor: grantor,
		Certain: certain}
}

func names(roles []entra.Role) []string {
	texts := make([]string, len(roles))
	for i, role := range roles {
		texts[i] = role.String()
	}
	return texts
}

func licenceGap(l Licence) Gap {
	return Gap{Kind: TenantLicence, AnyOf: []string{l.String()}, Grantor: "a Billing Administrator can buy it",
		Certain: true}
}
