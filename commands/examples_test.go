package commands_test

import (
	"strings"
	"testing"

	"github.com/partnershell/partnershell/commands/compliance"
	"github.com/partnershell/partnershell/commands/partner"
	"github.com/partnershell/partnershell/commands/signin"
	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/shell/command"
)

// TestExamples runs the examples that the commands' help shows.
func TestExamples(t *testing.T) {
	for _, family := range []command.Set{partner.Commands, signin.Commands, compliance.Commands} {
		for name, declare := range family {
			for i, example := range declare().Examples {
				if example.SkipRun != "" {
					continue
				}
				s := as(t, "Security Reader")
				_, err := s.try(t, example.Setup)
				if err == nil {
					_, err = s.try(t, example.Code)
				}
				if err != nil {
					t.Errorf("%s, example %d: %s: %v", name, i+1, example.Code, err)
				}
			}
		}
	}
}

// TestDeclarations checks what help and completion are made of.
func TestDeclarations(t *testing.T) {
	for _, family := range []command.Set{partner.Commands, signin.Commands, compliance.Commands} {
		for name, declare := range family {
			c := declare()
			if c.Name != name || c.Synopsis == "" || c.Description == "" || len(c.Examples) == 0 {
				t.Errorf("%s: the declaration is not complete", name)
			}
			for _, p := range c.Parameters() {
				if p.Field >= 0 && !strings.HasSuffix(p.Help, ".") {
					t.Errorf("%s -%s: no help", name, p.Name)
				}
			}
			for _, endpoint := range c.Endpoints {
				if _, known := access.Lookup(access.Key(endpoint)); !known {
					t.Errorf("%s: endpoint %s is not known", name, endpoint)
				}
			}
		}
	}
}

// TestHelpNamesAccess: Get-Help says which scopes, roles and licences a command needs, and what the account lacks.
func TestHelpNamesAccess(t *testing.T) {
	s := as(t, "Reports Reader")
	page := s.show(t, "Get-Help Get-ComplianceStatus")
	for _, want := range []string{"auditLogs/signIns: scope AuditLog.Read.All; role Reports Reader or Security Reader", "licence", "Admin agent"} {
		if !strings.Contains(strings.Join(strings.Fields(page), " "), want) {
			t.Errorf("%q is missing in %s", want, page)
		}
	}
	page = s.show(t, "Get-PartnerContext | Out-Null; Get-Help Get-ComplianceStatus")
	if !strings.Contains(page, "you lack: the directory role Security Reader") {
		t.Error(page)
	}
}
