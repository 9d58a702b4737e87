package partner

import (
	"sync"

	"github.com/google/uuid"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

const userType = "Microsoft.Graph.User"

var registerUserView = sync.OnceFunc(func() {
	object.DeclareProperties(userType, userProperties()...)
	render.RegisterView(userType, func() *render.View {
		return &render.View{Name: "User", Shape: render.TableShape, Items: []render.Item{
			{Property: "UserPrincipalName"}, {Property: "DisplayName"}, {Property: "UserType"},
			{Property: "AccountEnabled"}, {Property: "Id"}}}
	})
})

func getPartnerUserCommand() *command.Command {
	connection.RegisterCompleters()
	registerUserView()
	return &command.Command{
		Name: "Get-PartnerUser", Class: classPrefix + "GetPartnerUser", Module: moduleName,
		Synopsis:    "Lists the users of the partner's tenant.",
		Description: "Users appear as they arrive. Whether an account is enabled and whether it is a guest is part of each one.",
		Examples: []command.Example{
			{Code: `Get-PartnerUser | Select-Object -First 5`, Remarks: "Five users; nothing more is asked for than they need."},
			{Code: `Get-PartnerUser | Where-Object { -not $_.AccountEnabled } | Measure-Object`, Remarks: "How many accounts are disabled."},
			{Code: `Get-PartnerUser | Group-Object UserType -NoElement`, Remarks: "Members and guests."},
		},
		New:         func() command.Processor { return &getPartnerUser{} },
		DefaultSet:  "All",
		OutputTypes: []string{userType},
		Endpoints:   []string{string(access.Users), string(access.User)},
	}
}

// getPartnerUser is Get-PartnerUser.
type getPartnerUser struct {
	UserId            string `ps:"set=ByUserId mandatory notempty complete=UserId" help:"The user with this object id."`
	UserPrincipalName string `ps:"set=ByUpn mandatory notempty alias=UPN complete=User" help:"The user with this name."`
}

// userProperties are asked for: Graph's default set, and what tells guests and disabled accounts apart.
func userProperties() []string {
	return []string{"id", "userPrincipalName", "displayName", "accountEnabled", "userType", "mail", "givenName", "surname",
		"jobTitle", "department", "officeLocation", "mobilePhone", "businessPhones", "preferredLanguage", "usageLocation",
		"createdDateTime", "onPremisesSyncEnabled", "lastPasswordChangeDateTime"}
}

// Process implements command.Processor.
func (c *getPartnerUser) Process(inv *command.Invocation) error {
	shared, err := connection.Of(inv)
	if err != nil {
		return err
	}
	if inv.Set == "ByUserId" && uuid.Validate(c.UserId) != nil {
		return object.NewError("System.ArgumentException", "InvalidUserId", object.InvalidArgument,
			"-UserId must be a GUID; -UserPrincipalName takes a name.")
	}
	client, err := shared.Graph(inv.Context(), "")
	if err != nil {
		return connection.ErrorRecord(err)
	}
	reader := object.NewJSONReader(object.JSONOptions{PascalNames: true, TypeName: userType})
	return write(inv, c.stream(inv, client), reader)
}

func (c *getPartnerUser) stream(inv *command.Invocation, client *graph.Client) rest.Stream {
	q := rest.Query{Select: userProperties()}
	key := c.UserId + c.UserPrincipalName
	if key == "" {
		return client.List(inv.Context(), access.Users, q)
	}
	return func(yield func([]byte, error) bool) { yield(client.Object(inv.Context(), access.User, q, key)) }
}

// write sends records downstream as they arrive.
func write(inv *command.Invocation, records rest.Stream, reader *object.JSONReader) error {
	for record, err := range records {
		if err != nil {
			return connection.ErrorRecord(err)
		}
		o, err := reader.Record(record)
		if err != nil {
			return err
		}
		if err := inv.Write(o); err != nil {
			return err
		}
	}
	return nil
}
