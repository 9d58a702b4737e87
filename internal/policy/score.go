package policy

import (
	"encoding/json"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// Score is what the partner security score is made of.
type Score struct {
	MfaEnforcedForAdmins           ScoreItem `expr:"mfaEnforcedForAdmins"`
	SecurityContactProvided        ScoreItem `expr:"securityContactProvided"`
	SecurityAlertsPromptlyResolved ScoreItem `expr:"securityAlertsPromptlyResolved"`
}

// ScoreItem is one requirement of the score with the figures that its type has.
type ScoreItem struct {
	// Known is false where the score does not have the requirement, or a status for it that is no verdict.
	Known     bool `expr:"known"`
	Compliant bool `expr:"compliant"`

	TotalAdminsCount           int     `expr:"totalAdminsCount"`
	MfaEnabledAdminsCount      int     `expr:"mfaEnabledAdminsCount"`
	AverageResponseTimeInHours float64 `expr:"averageResponseTimeInHours"`
}

// scoreRow is a requirement as Graph sends it. The average is a number or, in some answers, a text.
type scoreRow struct {
	RequirementType, ComplianceStatus       string
	TotalAdminsCount, MfaEnabledAdminsCount int
	AverageResponseTimeInHours              json.RawMessage
}

// known reports whether a status is a verdict; Graph itself spells one of them noncomplaint.
func known(status string) bool {
	switch strings.ToLower(status) {
	case "compliant", "noncompliant", "noncomplaint":
		return true
	}
	return false
}

func (t *tenantReader) readScore() (s Score, err error) {
	for record, err := range t.Graph.List(t.ctx, access.PartnerSecurityRequirements, rest.Query{}) {
		var row scoreRow
		if err == nil {
			err = json.Unmarshal(record, &row)
		}
		if err != nil {
			return s, err
		}
		item := ScoreItem{Known: known(row.ComplianceStatus), Compliant: strings.EqualFold(row.ComplianceStatus, "compliant"),
			TotalAdminsCount: row.TotalAdminsCount, MfaEnabledAdminsCount: row.MfaEnabledAdminsCount}
		if text := strings.Trim(string(row.AverageResponseTimeInHours), `"`); text != "" && text != "null" {
			if err := json.Unmarshal([]byte(text), &item.AverageResponseTimeInHours); err != nil {
				return s, err
			}
		}
		switch row.RequirementType {
		case "mfaEnforcedForAdmins":
			s.MfaEnforcedForAdmins = item
		case "securityContactProvided":
			s.SecurityContactProvided = item
		case "securityAlertsPromptlyResolved":
			s.SecurityAlertsPromptlyResolved = item
		}
	}
	return s, nil
}
