package connection

import (
	"context"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
)

// ExplainAccess says what endpoints need, a line each, for Get-Help; where somebody is signed in, also what the
// account lacks.
func (c *Connection) ExplainAccess(endpoints []string) []string {
	var lines []string
	for _, name := range endpoints {
		e, known := access.Lookup(access.Key(name))
		if !known {
			continue
		}
		line := name + ": " + needs(e)
		for _, gap := range c.Gaps(context.Background(), e.Key) {
			line += "; you lack: " + gap.String()
		}
		lines = append(lines, line)
	}
	return lines
}

// needs is what an endpoint demands, the least privileged of each first.
func needs(e access.Endpoint) string {
	var parts []string
	add := func(label string, names []string) {
		if len(names) > 0 {
			parts = append(parts, label+strings.Join(names, " or "))
		}
	}
	add("scope ", e.Delegated)
	add("and scope ", e.Also)
	add("role ", roleNames(e.Roles))
	add("Partner Center role ", e.PartnerRoles)
	if e.Licence > access.Free {
		parts = append(parts, "licence "+e.Licence.String())
	}
	if len(e.Roles)+len(e.PartnerRoles) == 0 {
		parts = append(parts, "any member of the tenant")
	}
	return strings.Join(parts, "; ")
}

func roleNames(roles []entra.Role) []string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = role.String()
	}
	return names
}
