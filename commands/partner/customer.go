package partner

import (
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
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

const customerType = modelsPrefix + "Customers.PSCustomer"

var registerCustomerView = sync.OnceFunc(func() {
	object.DeclareProperties(customerType, customerShape().Names()...)
	render.RegisterView(customerType, func() *render.View {
		return &render.View{Name: "Customer", Shape: render.TableShape, Items: []render.Item{
			{Property: "CustomerId"}, {Property: "Domain"}, {Property: "Name"}}}
	})
})

func getPartnerCustomerCommand() *command.Command {
	connection.RegisterCompleters()
	registerCustomerView()
	return &command.Command{
		Name: "Get-PartnerCustomer", Class: classPrefix + "GetPartnerCustomer", Module: moduleName,
		Synopsis: "Lists the partner's customers.",
		Description: "Reads Partner Center, which shows customers to Admin, Sales and Helpdesk agents only. For everybody else the " +
			"partner's contracts in Microsoft Graph are read instead, where the relationship's details are missing and names " +
			"may be out of date; -Verbose says which source it was.",
		Examples: []command.Example{
			{Code: `Get-PartnerCustomer`, Remarks: "All customers."},
			{Code: `Get-PartnerCustomer | Sort-Object Name | Select-Object -First 3 Name, Domain`, Remarks: "Three of them by name."},
			{Code: `Get-PartnerCustomer -Domain (Get-PartnerCustomer | Select-Object -First 1).Domain`, Remarks: "One customer by its domain."},
		},
		New:         func() command.Processor { return &getPartnerCustomer{} },
		DefaultSet:  "All",
		OutputTypes: []string{customerType},
		Endpoints:   []string{string(access.PartnerCenterCustomers), string(access.Contracts)},
	}
}

// getPartnerCustomer is Get-PartnerCustomer.
type getPartnerCustomer struct {
	CustomerId string `ps:"set=ById mandatory notempty pos=0 complete=Customer" help:"The customer with this tenant id."`
	Domain     string `ps:"set=ByDomain mandatory notempty complete=CustomerDomain" help:"The customer with this domain, or customers whose domain starts with it."`
}

// customer is one customer as either source tells it.
type customer struct {
	id, domain, name, commerceID, relationship string
	allowsDelegation                           any // $null where the source does not tell
}

// Process implements command.Processor.
func (c *getPartnerCustomer) Process(inv *command.Invocation) error {
	if c.CustomerId != "" && uuid.Validate(c.CustomerId) != nil {
		return object.NewError("System.ArgumentException", "InvalidCustomerId", object.InvalidArgument,
			"-CustomerId must be a GUID; -Domain takes a domain.")
	}
	customers, err := c.customers(inv)
	if err != nil {
		return connection.ErrorRecord(err)
	}
	return c.write(inv, customers)
}

// customers reads Partner Center, or the contracts if that is refused for want of a role.
func (c *getPartnerCustomer) customers(inv *command.Invocation) ([]customer, error) {
	shared, err := connection.Of(inv)
	if err != nil {
		return nil, err
	}
	partner, err := shared.PartnerCenter(inv.Context())
	if errors.Is(err, connection.ErrNotConnected) {
		return nil, err
	}
	if err == nil {
		var list []customer
		if list, err = collect(partner.Customers(inv.Context()), fromPartnerCenter); err == nil {
			return list, inv.Verbose("Read from Partner Center.")
		}
		var refused *rest.Error
		if !errors.As(err, &refused) || !refused.Forbidden() {
			return nil, err
		}
	}
	instead := "Partner Center: " + err.Error() + ". The contracts in Microsoft Graph are read instead."
	if err := inv.Verbose(instead); err != nil {
		return nil, err
	}
	client, err := shared.Graph(inv.Context(), "")
	if err != nil {
		return nil, err
	}
	return collect(client.List(inv.Context(), access.Contracts, c.contractsQuery()), fromContract)
}

// contractsQuery leaves to Graph what it can find itself.
func (c *getPartnerCustomer) contractsQuery() rest.Query {
	if c.CustomerId != "" {
		return rest.Query{Filter: "customerId eq " + graph.Quote(strings.ToLower(c.CustomerId))}
	}
	return rest.Query{}
}

func collect(records rest.Stream, read func([]byte) (customer, error)) ([]customer, error) {
	var list []customer
	for record, err := range records {
		if err != nil {
			return nil, err
		}
		one, err := read(record)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

func fromPartnerCenter(record []byte) (customer, error) {
	var r struct {
		ID, CommerceID, RelationshipToPartner string
		AllowDelegatedAccess                  *bool
		CompanyProfile                        struct{ TenantID, Domain, CompanyName string }
	}
	err := json.Unmarshal(record, &r)
	one := customer{id: r.ID, domain: r.CompanyProfile.Domain, name: r.CompanyProfile.CompanyName, commerceID: r.CommerceID,
		relationship: r.RelationshipToPartner}
	if r.AllowDelegatedAccess != nil {
		one.allowsDelegation = *r.AllowDelegatedAccess
	}
	return one, err
}

func fromContract(record []byte) (customer, error) {
	var r struct{ CustomerID, DefaultDomainName, DisplayName, ContractType string }
	err := json.Unmarshal(record, &r)
	return customer{id: r.CustomerID, domain: r.DefaultDomainName, name: r.DisplayName}, err
}

// write sends the customers that were asked for: with -Domain the one that has it, else those that start with it.
func (c *getPartnerCustomer) write(inv *command.Invocation, list []customer) error {
	found := 0
	for one := range c.wanted(list) {
		found++
		if err := inv.Write(one.object()); err != nil {
			return err
		}
	}
	if asked := c.CustomerId + c.Domain; found == 0 && asked != "" {
		e := object.NewError("System.InvalidOperationException", "CustomerNotFound", object.ObjectNotFound,
			"There is no customer %s.", asked)
		e.Target = asked
		return inv.WriteError(e)
	}
	return nil
}

func (c *getPartnerCustomer) wanted(list []customer) iter.Seq[customer] {
	matches := func(one customer) bool { return true }
	switch {
	case c.CustomerId != "":
		matches = func(one customer) bool { return strings.EqualFold(one.id, c.CustomerId) }
	case c.Domain != "":
		matches = func(one customer) bool { return strings.EqualFold(one.domain, c.Domain) }
		if !slices.ContainsFunc(list, matches) {
			matches = func(one customer) bool {
				return len(one.domain) >= len(c.Domain) && strings.EqualFold(one.domain[:len(c.Domain)], c.Domain)
			}
		}
	}
	return func(yield func(customer) bool) {
		for _, one := range list {
			if matches(one) && !yield(one) {
				return
			}
		}
	}
}

var customerShape = sync.OnceValue(func() *object.Shape {
	return object.ShapeOf("CustomerId", "Domain", "Name", "CommerceId", "RelationshipToPartner", "AllowDelegatedAccess")
})

func (c customer) object() object.Value {
	slots := []object.Value{c.id, c.domain, c.name, orNull(c.commerceID), orNull(c.relationship), c.allowsDelegation}
	return object.AddTypeName(object.NewCustomObject(customerShape(), slots), customerType)
}

func orNull(text string) object.Value {
	if text == "" {
		return nil
	}
	return text
}
