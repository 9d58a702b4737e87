package partner

import (
	"context"
	"errors"
	"sync"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getPartnerContextCommand() *command.Command {
	return &command.Command{
		Name: "Get-PartnerContext", Class: classPrefix + "GetPartnerContext", Module: moduleName,
		Synopsis: "Tells who is signed in.",
		Description: "Shows the account, its tenant and cloud, the scopes that were consented to, the directory roles that are " +
			"active, how the account authenticated and until when the token is valid. Writes nothing when nobody is signed in.",
		Examples: []command.Example{
			{Code: `Get-PartnerContext`, Remarks: "Everything about the present sign-in."},
			{Code: `(Get-PartnerContext).Roles`, Remarks: "The directory roles by name; roles that are only eligible in PIM are not among them."},
		},
		New:         func() command.Processor { return &getPartnerContext{} },
		OutputTypes: []string{contextType().FullName()},
	}
}

// getPartnerContext is Get-PartnerContext.
type getPartnerContext struct{}

// Process implements command.Processor.
func (*getPartnerContext) Process(inv *command.Invocation) error {
	c, err := connection.Of(inv)
	if err != nil {
		return err
	}
	session, err := c.Session(inv.Context())
	if errors.Is(err, connection.ErrNotConnected) {
		return inv.Verbose("Nobody is signed in. Connect-PartnerCenter signs in.")
	}
	if err != nil {
		return connection.ErrorRecord(err)
	}
	p, err := contextOf(inv.Context(), session)
	if err != nil {
		return connection.ErrorRecord(err)
	}
	return inv.Write(p)
}

// partnerContext is PartnerContext: what a sign-in is good for.
type partnerContext struct {
	identity entra.Identity
	cloud    entra.Cloud
	kind     string
}

// contextOf reads a sign-in's token: Graph's, or Partner Center's where a given token is for that.
func contextOf(ctx context.Context, s *entra.Session) (*partnerContext, error) {
	identity, err := s.Identity(ctx, "")
	if err != nil && s.Cloud().PartnerCenter != "" {
		if other, otherErr := s.IdentityFor(ctx, "", s.Cloud().PartnerCenterResource()); otherErr == nil {
			identity, err = other, nil
		}
	}
	return &partnerContext{identity: identity, cloud: s.Cloud(), kind: s.Kind()}, err
}

var contextType = sync.OnceValue(func() *object.Type {
	return define(modelsPrefix+"Authentication.PartnerContext",
		property[*partnerContext]{"Account", func(c *partnerContext) object.Value { return &account{c.identity} }},
		property[*partnerContext]{"TenantId", func(c *partnerContext) object.Value { return c.identity.TenantID }},
		property[*partnerContext]{"Environment", func(c *partnerContext) object.Value { return c.cloud.Name }},
		property[*partnerContext]{"Scopes", func(c *partnerContext) object.Value {
			return texts(c.identity.Permissions())
		}},
		property[*partnerContext]{"Roles", func(c *partnerContext) object.Value { return c.roles() }},
		property[*partnerContext]{"AuthenticationMethods", func(c *partnerContext) object.Value {
			return texts(c.identity.AuthenticationMethods)
		}},
		property[*partnerContext]{"ExpiresOn", func(c *partnerContext) object.Value {
			return object.FromTime(c.identity.ExpiresOn, object.UTC)
		}},
		property[*partnerContext]{"ApplicationId", func(c *partnerContext) object.Value { return c.identity.ApplicationID }},
		property[*partnerContext]{"CredentialType", func(c *partnerContext) object.Value { return c.kind }})
})

// Type implements object.Object.
func (*partnerContext) Type() *object.Type { return contextType() }

// roles are the names of the active directory roles; $null where the token does not tell.
func (c *partnerContext) roles() object.Value {
	if !c.identity.RolesKnown {
		return nil
	}
	names := make([]string, len(c.identity.DirectoryRoles))
	for i, role := range c.identity.DirectoryRoles {
		names[i] = role.String()
	}
	return texts(names)
}

// account is PartnerAccount; as text it is the account's name.
type account struct{ identity entra.Identity }

var accountType = sync.OnceValue(func() *object.Type {
	return define(modelsPrefix+"Authentication.PartnerAccount",
		property[*account]{"Identifier", func(a *account) object.Value { return a.identity.Account() }},
		property[*account]{"ObjectId", func(a *account) object.Value { return a.identity.ObjectID }},
		property[*account]{"Tenant", func(a *account) object.Value { return a.identity.TenantID }},
		property[*account]{"Type", func(a *account) object.Value {
			if a.identity.AppOnly {
				return "ServicePrincipal"
			}
			return "User"
		}},
		property[*account]{"DisplayName", func(a *account) object.Value { return a.identity.DisplayName }})
})

// Type implements object.Object.
func (*account) Type() *object.Type { return accountType() }

// Text implements object.Texter.
func (a *account) Text() string { return a.identity.Account() }
