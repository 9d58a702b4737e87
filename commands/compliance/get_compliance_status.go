package compliance

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/policy"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func getComplianceStatusCommand() *command.Command {
	registerView()
	connection.RegisterCompleters()
	return &command.Command{
		Name: "Get-ComplianceStatus", Class: "PartnerShell.Commands.GetComplianceStatus", Module: "PartnerShell",
		Synopsis: "Judges the tenant by Microsoft's partner security requirements.",
		Description: "Writes one object for each requirement: whether it is met, the figure and its target, what is at fault " +
			"(Evidence), why (Reason) and what to do (Remedy).\n\n" +
			"What cannot be read for want of a role, a scope or a licence makes a requirement NotEvaluated, with what is " +
			"missing as its reason; it is never Met then. A Security Reader sees everything; a Reports Reader sees the sign-in log.",
		Examples: []command.Example{
			{Code: `Get-ComplianceStatus`, Remarks: "All requirements."},
			{Code: `Get-ComplianceStatus | Where-Object Status -ne Met | Format-List Requirement, Actual, Target, Reason, Remedy`, Remarks: "What is left to do."},
			{Code: `(Get-ComplianceStatus -Requirement MfaForAllAccounts).Evidence`, Remarks: "The accounts for which MFA is not enforced."},
			{Code: `(Get-ComplianceStatus -Requirement LegacySignIns -Days 30).Evidence | Sort-Object Succeeded -Descending | Select-Object -First 10`,
				Remarks: "Who uses legacy authentication most."},
		},
		Links:       []string{"https://learn.microsoft.com/partner-center/security/partner-security-requirements"},
		New:         func() command.Processor { return &getComplianceStatus{Days: 7} },
		OutputTypes: []string{findingType},
		Endpoints: []string{string(access.Users), string(access.SecurityDefaults), string(access.ConditionalAccessPolicies),
			string(access.GroupTransitiveMembers), string(access.DirectoryRoles), string(access.UserAuthenticationState),
			string(access.RegistrationDetails),
			string(access.SignIns), string(access.PartnerCenterNonMFA), string(access.PartnerCenterApplicationMFA),
			string(access.PartnerCenterPartnerRequests), string(access.PartnerSecurityRequirements)},
	}
}

// getComplianceStatus is Get-ComplianceStatus.
type getComplianceStatus struct {
	Requirement []string `ps:"pos=0 values=MfaForAllAccounts,MfaPortalRequests,MfaApiRequests,MfaPolicy,LegacyAuthenticationBlocked,LegacySignIns,DelegatedAccessMfa,AdminMfa,SecurityContact,AlertResponse" help:"Only these requirements, by Id."`
	Days        int32    `ps:"range=1..30" help:"How many days of the sign-in log to look at; 7 unless said otherwise. Partner Center's own reports cover 7 days."`
	Customer    string   `ps:"alias=CustomerId,TenantId notempty complete=Customer" help:"Judges a customer's tenant through GDAP, by its tenant id; requirements about the partner are left out."`
}

// Process implements command.Processor.
func (c *getComplianceStatus) Process(inv *command.Invocation) error {
	requirements, err := policy.Requirements()
	if err != nil {
		return err
	}
	reader, err := c.reader(inv)
	if err != nil {
		return connection.ErrorRecord(err)
	}
	facts := reader.Facts(inv.Context())
	for _, r := range requirements {
		if !c.wants(r) {
			continue
		}
		if err := inv.Verbose("Evaluating " + r.ID + ": " + r.Met); err != nil {
			return err
		}
		finding, err := policy.Evaluate(inv.Context(), r, facts)
		if err != nil {
			return connection.ErrorRecord(err)
		}
		if err := inv.Write(record(finding, reader)); err != nil {
			return err
		}
	}
	return nil
}

func (c *getComplianceStatus) wants(r *policy.Requirement) bool {
	named := len(c.Requirement) == 0 ||
		slices.ContainsFunc(c.Requirement, func(id string) bool { return strings.EqualFold(id, r.ID) })
	return named && (c.Customer == "" || !r.PartnerOnly)
}

func (c *getComplianceStatus) reader(inv *command.Invocation) (*policy.Reader, error) {
	shared, err := connection.Of(inv)
	if err != nil {
		return nil, err
	}
	client, err := shared.Graph(inv.Context(), c.Customer)
	if err != nil {
		return nil, err
	}
	reader := &policy.Reader{Graph: client, Now: inv.Clock().ToUniversal().Time(), Days: int(c.Days)}
	if c.Customer == "" {
		reader.Partner, err = shared.PartnerCenter(inv.Context())
		if errors.Is(err, connection.ErrNotConnected) {
			return nil, err
		}
	}
	return reader, nil
}

const findingType = "PartnerShell.ComplianceStatus"

var findingShape = sync.OnceValue(func() *object.Shape {
	return object.ShapeOf("Id", "Requirement", "Status", "Actual", "Target", "Reason", "Remedy", "Evidence", "Reference",
		"TenantId", "EvaluatedOn")
})

func record(f policy.Finding, r *policy.Reader) object.Value {
	evidence := make([]object.Value, len(f.Evidence))
	for i, item := range f.Evidence {
		evidence[i] = bag(reflect.ValueOf(item))
	}
	slots := []object.Value{f.ID, f.Title, string(f.Status), f.Actual, f.Target, f.Reason, f.Remedy,
		object.NewArray(evidence...), f.Reference, r.Graph.Tenant(), object.FromTime(r.Now, object.UTC)}
	return object.AddTypeName(object.NewCustomObject(findingShape(), slots), findingType)
}

// initialisms are spelled by Go in capitals and by PowerShell as words.
var initialisms = strings.NewReplacer("ID", "Id", "MFA", "Mfa", "IP", "Ip")

// bag is a piece of evidence as a property bag.
func bag(v reflect.Value) object.Value {
	names, slots := make([]string, v.NumField()), make([]object.Value, v.NumField())
	for i := range names {
		names[i] = initialisms.Replace(v.Type().Field(i).Name)
		switch value := v.Field(i).Interface().(type) {
		case int:
			slots[i] = int32(value)
		case time.Time:
			slots[i] = object.FromTime(value, object.UTC)
		case []string:
			items := make([]object.Value, len(value))
			for j, text := range value {
				items[j] = text
			}
			slots[i] = object.NewArray(items...)
		default:
			slots[i] = object.Value(value)
		}
	}
	return object.NewCustomObject(object.ShapeOf(names...), slots)
}

var registerView = sync.OnceFunc(func() {
	object.DeclareProperties(findingType, findingShape().Names()...)
	render.RegisterView(findingType, func() *render.View {
		return &render.View{Name: "ComplianceStatus", Shape: render.TableShape, Items: []render.Item{
			{Property: "Status", Width: 12}, {Property: "Id", Width: 27}, {Property: "Requirement"},
			{Property: "Actual"}, {Property: "Target", Width: 10}}}
	})
})
