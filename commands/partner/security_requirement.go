package partner

import (
	"strings"
	"sync"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func testPartnerSecurityRequirementCommand() *command.Command {
	return &command.Command{
		Name: "Test-PartnerSecurityRequirement", Class: classPrefix + "TestPartnerSecurityRequirement", Module: moduleName,
		Synopsis: "Tests whether the present sign-in was made with multifactor authentication.",
		Description: "Partner Center looks at the claim amr of its own token, which must contain mfa. The result is an object; " +
			"as text it is pass or fail. Get-ComplianceStatus judges the whole tenant.",
		Examples: []command.Example{
			{Code: `Test-PartnerSecurityRequirement`, Remarks: "The verdict with user, tenant, authentication methods, reason and expiry."},
			{Code: `"$(Test-PartnerSecurityRequirement)"`, Remarks: "Just pass or fail, as the PartnerCenter module wrote it."},
		},
		New:         func() command.Processor { return &testPartnerSecurityRequirement{} },
		OutputTypes: []string{verdictType().FullName()},
	}
}

// testPartnerSecurityRequirement is Test-PartnerSecurityRequirement.
type testPartnerSecurityRequirement struct {
	AccessToken string `help:"Judges this token instead of the present sign-in."`
}

// Process implements command.Processor.
func (t *testPartnerSecurityRequirement) Process(inv *command.Invocation) error {
	identity, err := t.identity(inv)
	if err != nil {
		return err
	}
	v := &verdict{identity: identity}
	if v.reason() != "" && !v.passed() {
		if err := inv.Warning(v.reason()); err != nil {
			return err
		}
	}
	return inv.Write(v)
}

func (t *testPartnerSecurityRequirement) identity(inv *command.Invocation) (entra.Identity, error) {
	if t.AccessToken != "" {
		identity, err := entra.ParseIdentity(t.AccessToken)
		if err != nil {
			return identity, invalid("%s", connection.Sentence(err))
		}
		return identity, nil
	}
	c, err := connection.Of(inv)
	if err != nil {
		return entra.Identity{}, err
	}
	session, err := c.Session(inv.Context())
	if err != nil {
		return entra.Identity{}, connection.ErrorRecord(err)
	}
	resource := session.Cloud().PartnerCenterResource()
	if resource == "" {
		resource = session.Cloud().GraphResource()
	}
	identity, err := session.IdentityFor(inv.Context(), "", resource)
	return identity, connection.ErrorRecord(err)
}

// verdict is the result: as text pass or fail.
type verdict struct{ identity entra.Identity }

var verdictType = sync.OnceValue(func() *object.Type {
	return define(modelsPrefix+"Security.SecurityRequirementResult",
		property[*verdict]{"Result", func(v *verdict) object.Value { return v.Text() }},
		property[*verdict]{"User", func(v *verdict) object.Value { return v.identity.Account() }},
		property[*verdict]{"TenantId", func(v *verdict) object.Value { return v.identity.TenantID }},
		property[*verdict]{"AuthenticationMethods", func(v *verdict) object.Value {
			return texts(v.identity.AuthenticationMethods)
		}},
		property[*verdict]{"Reason", func(v *verdict) object.Value { return v.reason() }},
		property[*verdict]{"ExpiresOn", func(v *verdict) object.Value {
			return object.FromTime(v.identity.ExpiresOn, object.UTC)
		}})
})

// Type implements object.Object.
func (*verdict) Type() *object.Type { return verdictType() }

func (v *verdict) passed() bool { return v.identity.HasMFA() }

// Text implements object.Texter.
func (v *verdict) Text() string {
	if v.passed() {
		return "pass"
	}
	return "fail"
}

func (v *verdict) reason() string {
	methods := v.identity.AuthenticationMethods
	switch {
	case v.passed():
		return "The token's amr claim contains mfa."
	case v.identity.AppOnly:
		return "An application signed in as itself; the requirement is about users and about applications that act for users."
	case len(methods) == 0:
		return "The token has no amr claim, so the service cannot see how the user authenticated. A federated identity " +
			"provider must issue the claim http://schemas.microsoft.com/claims/multipleauthn."
	}
	return "The token's amr claim is " + strings.Join(methods, ", ") + ": multifactor authentication was not performed."
}
