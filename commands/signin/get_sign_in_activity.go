package signin

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getSignInActivityCommand() *command.Command {
	registerView()
	connection.RegisterCompleters()
	return &command.Command{
		Name: "Get-PartnerUserSignInActivity", Module: "PartnerCenter",
		Class:    "Microsoft.Store.PartnerCenter.PowerShell.Commands.GetPartnerUserSignInActivity",
		Synopsis: "Reads the sign-in log of the partner's tenant.",
		Description: "Writes sign-ins, the newest first, as they arrive: a pipeline that needs ten of them asks for one " +
			"page. Without -EventType only interactive sign-ins of users are read, as Graph does; protocols that cannot " +
			"do multifactor authentication mostly stand in the non-interactive log. Entra ID keeps 30 days (7 without " +
			"a Premium licence).\n\n" +
			"-Filter is an expression over a sign-in's properties, such as\n" +
			"    status.errorCode != 0 and userPrincipalName startsWith \"adm\"\n" +
			"with ==, !=, <, <=, >, >=, and, or, not, in, startsWith, contains, matches, date(\"…\") and " +
			"any(list, .property == …). What Graph can filter is sent to it; -Verbose shows which part that is.",
		Examples: []command.Example{
			{Setup: user, Code: `Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-7) -UserId $userId`, Remarks: "One user's sign-ins of the last seven days."},
			{Setup: user, Code: `Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-7) -UserId $userId | ? {$_.AuthenticationDetails | ? {$_.Succeeded -eq $true}}`,
				Remarks: "Those in which a step of authenticating succeeded."},
			{Setup: user, Code: `Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-7) -UserId $userId | ? {$_.AuthenticationDetails | ? {$_.Succeeded -eq $true}} | ? {$_.MfaDetail -eq $null}`,
				Remarks: "And without details of a second factor. Entra ID no longer fills MfaDetail; the next but one example asks what it meant."},
			{Code: `Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-7) | ? {$_.AuthenticationDetails | ? {$_.Succeeded -eq $true}} | ? {$_.MfaDetail -eq $null} | group ClientAppUsed -NoElement | sort Count -Descending`,
				Remarks: "The same for all users, by the client that was used."},
			{Code: `Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-7) | ? {$_.AuthenticationDetails | ? {$_.Succeeded -eq $true}} | ? {$_.MfaDetail -eq $null -and $_.ResourceId -eq 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd'}`,
				Remarks: "And only at the Partner Center API."},
			{Code: `Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-7) -Filter 'status.errorCode == 0 and authenticationRequirement == "singleFactorAuthentication"' | Select-Object -First 10`,
				Remarks: "Ten successful sign-ins for which one factor was enough; Graph does the filtering."},
			{Code: `Get-PartnerUserSignInActivity -EventType nonInteractiveUser -Filter 'clientAppUsed in ["IMAP4", "POP3", "Authenticated SMTP"]' | Group-Object UserPrincipalName -NoElement`,
				Remarks: "Who still uses old mail protocols."},
		},
		Links:       []string{"https://learn.microsoft.com/graph/api/resources/signin"},
		New:         func() command.Processor { return &getSignInActivity{} },
		OutputTypes: []string{recordType},
		Endpoints:   []string{string(access.SignIns), string(access.SignInPolicies)},
	}
}

// user is the setup of examples about one user.
const user = `$userId = (Get-PartnerUserSignInActivity | Select-Object -First 1).UserId`

// getSignInActivity is Get-PartnerUserSignInActivity.
type getSignInActivity struct {
	StartDate         *object.DateTime `help:"The oldest sign-in to read; local time unless the value says UTC."`
	EndDate           *object.DateTime `help:"The newest sign-in to read."`
	UserId            string           `ps:"notempty complete=UserId" help:"Only this user's sign-ins, by object id."`
	UserPrincipalName string           `ps:"notempty alias=UPN complete=User" help:"Only this user's sign-ins, by name."`
	EventType         []string         `ps:"values=interactiveUser,nonInteractiveUser,servicePrincipal,managedIdentity,All" help:"The kinds of sign-in; interactiveUser unless said otherwise."`
	Filter            string           `ps:"notempty complete=none" help:"An expression over a sign-in's properties that must be true."`
	CustomerId        string           `ps:"notempty complete=Customer" help:"Reads a customer's log instead, through GDAP."`
}

// Process implements command.Processor.
func (c *getSignInActivity) Process(inv *command.Invocation) error {
	query, filter, err := c.query()
	if err != nil {
		return err
	}
	shared, err := connection.Of(inv)
	if err != nil {
		return err
	}
	client, err := shared.Graph(inv.Context(), c.CustomerId)
	if err != nil {
		return connection.ErrorRecord(err)
	}
	if err := c.explain(inv, client, query, filter); err != nil {
		return err
	}
	for record, err := range client.SignIns(inv.Context(), query) {
		if err != nil {
			return connection.ErrorRecord(err)
		}
		if err := write(inv, record, filter); err != nil {
			return err
		}
	}
	return nil
}

// write sends a sign-in downstream if the filter lets it through.
func write(inv *command.Invocation, raw []byte, f *filter) error {
	wanted, err := f.matches(raw)
	if err != nil {
		return invalid("InvalidFilter", "-Filter: %s", err)
	}
	if !wanted {
		return nil
	}
	o, err := reader().Record(raw)
	if err != nil {
		return err
	}
	return inv.Write(o)
}

// query says what to ask Graph, and filter what to do with the answers.
func (c *getSignInActivity) query() (graph.SignInQuery, *filter, error) {
	q := graph.SignInQuery{From: utc(c.StartDate), To: utc(c.EndDate), EventTypes: c.eventTypes()}
	if c.UserId != "" && uuid.Validate(c.UserId) != nil {
		return q, nil, invalid("InvalidUserId", "-UserId must be a GUID; -UserPrincipalName takes a name.")
	}
	if !q.From.IsZero() && !q.To.IsZero() && q.To.Before(q.From) {
		return q, nil, invalid("InvalidDates", "-EndDate lies before -StartDate.")
	}
	f, err := parseFilter(c.Filter)
	if err != nil {
		return q, nil, invalid("InvalidFilter", "-Filter: %s", err)
	}
	q.Filter = graph.And(c.userFilter(), f.pushed)
	return q, f, nil
}

func invalid(id, format string, args ...any) *object.ErrorRecord {
	return object.NewError("System.ArgumentException", id, object.InvalidArgument, format, args...)
}

// utc is a moment as Graph takes it; a reading without a zone is local time.
func utc(d *object.DateTime) time.Time {
	if d == nil {
		return time.Time{}
	}
	return d.ToUniversal().Time().UTC()
}

func (c *getSignInActivity) eventTypes() []string {
	all := []string{graph.InteractiveUser, graph.NonInteractiveUser, graph.ServicePrincipal, graph.ManagedIdentity}
	var kinds []string
	for _, kind := range c.EventType {
		if strings.EqualFold(kind, "All") {
			return all
		}
		for _, known := range all {
			if strings.EqualFold(kind, known) {
				kinds = append(kinds, known)
			}
		}
	}
	return kinds
}

func (c *getSignInActivity) userFilter() string {
	var id, name string
	if c.UserId != "" {
		id = "userId eq " + graph.Quote(strings.ToLower(c.UserId))
	}
	if c.UserPrincipalName != "" {
		name = "userPrincipalName eq " + graph.Quote(loggedName(c.UserPrincipalName))
	}
	return graph.And(id, name)
}

// loggedName is a user principal name as the log has it: lower case, and a guest's own address instead of the form
// with #EXT#.
func loggedName(upn string) string {
	upn = strings.ToLower(upn)
	local, _, isGuest := strings.Cut(upn, "#ext#@")
	if at := strings.LastIndexByte(local, '_'); isGuest && at > 0 {
		return local[:at] + "@" + local[at+1:]
	}
	return upn
}

// explain tells, for -Verbose, what is asked of Graph, what is done here, and what the account cannot see.
func (c *getSignInActivity) explain(
	inv *command.Invocation, client *graph.Client, q graph.SignInQuery, f *filter,
) error {
	kinds := strings.Join(q.EventTypes, ", ")
	if kinds == "" {
		kinds = graph.InteractiveUser + " (-EventType All reads all four kinds)"
	}
	lines := []string{"Kinds of sign-in: " + kinds,
		"Window in UTC: " + moment(q.From, "the log's beginning") + " to " + moment(q.To, "now")}
	if q.Filter != "" {
		lines = append(lines, "Filtered by Graph: "+q.Filter)
	}
	if f.local != "" {
		lines = append(lines, "Filtered here: "+f.local)
	}
	if gaps, err := client.Check(inv.Context(), access.SignInPolicies); err == nil {
		for _, gap := range gaps {
			lines = append(lines, fmt.Sprintf("AppliedConditionalAccessPolicies stay empty: %s", gap))
		}
	}
	for _, line := range lines {
		if err := inv.Verbose(line); err != nil {
			return err
		}
	}
	return nil
}

func moment(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return t.Format("2006-01-02 15:04:05Z")
}

// recordType is the type name of the module's sign-ins.
const recordType = "Microsoft.Graph.SignIn"

// reader makes records; what it learns of their shape serves every call.
var reader = sync.OnceValue(func() *object.JSONReader {
	return object.NewJSONReader(object.JSONOptions{PascalNames: true, TypeName: recordType})
})
