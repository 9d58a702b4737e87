package simulator

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/simulator/odata"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

func base64Text(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func unescape(segment string) string {
	if decoded, err := url.PathUnescape(segment); err == nil {
		return decoded
	}
	return segment
}

// checkQuery refuses what a collection's service would not evaluate.
func (c *call) checkQuery(resource *tenant.Resource) *fault {
	for option := range c.query.Values {
		switch option {
		case "$select", "$top", "$skiptoken", "$format":
			continue
		}
		if strings.HasPrefix(option, "$") && !slices.Contains(strings.Fields(c.rule.options), option) {
			return c.unsupportedOption(option)
		}
	}
	if refused := c.checkPage(); refused != nil {
		return refused
	}
	if refused := c.checkNames(resource); refused != nil {
		return refused
	}
	switch {
	case resource.Type == "signIn":
		return c.checkSignInQuery()
	case c.rule.family == directoryFamily && c.rule.limit == directoryLimit:
		return c.checkDirectoryQuery(resource)
	}
	return nil
}

func (c *call) unsupportedOption(option string) *fault {
	if option == "$count" {
		return badRequest("Request_BadRequest", "$count is not currently supported.")
	}
	if c.rule.family == reportFamily {
		return badRequest("BadRequest", "Query option '%s' is not supported for this resource.", option)
	}
	return unsupported("Unsupported Query: '%s' is not supported for this resource.", option)
}

func (c *call) checkPage() *fault {
	if c.query.Top < 0 {
		return nil
	}
	most := c.rule.most
	if most == 0 {
		return unsupported("This resource does not support custom page sizes. Please retry without a page " +
			"size argument.")
	}
	if c.selects("signInActivity") {
		most = 500
	}
	if c.query.Top < 1 || c.query.Top > most {
		code := "Request_UnsupportedQuery"
		if c.rule.family != directoryFamily {
			code = "BadRequest"
		}
		return badRequest(code, "Invalid page size specified: '%d'. Must be between 1 and %d inclusive.",
			c.query.Top, most)
	}
	return nil
}

// checkNames refuses properties that the type does not have.
func (c *call) checkNames(resource *tenant.Resource) *fault {
	missing := func(path string) *fault {
		first, _, _ := strings.Cut(path, "/")
		_, known := tenant.PropertyType(resource.Type, first)
		if resource.Type == "signIn" && known && !c.beta && !tenant.SignInInV1([]byte(first)) {
			known = false
		}
		if known || strings.HasPrefix(first, "@") || resource.Type == "user" && strings.HasPrefix(first,
			"extension_") {
			return nil
		}
		return badRequest("BadRequest", "Could not find a property named '%s' on type 'microsoft.graph.%s'.",
			first, resource.Type)
	}
	var paths []string
	for _, use := range c.query.Filter.Uses() {
		paths = append(paths, use.Path)
	}
	for _, key := range c.query.OrderBy {
		paths = append(paths, key.Path)
	}
	for _, path := range append(paths, c.query.Select...) {
		if path == "*" {
			continue
		}
		if refused := missing(path); refused != nil {
			return refused
		}
	}
	return nil
}

// The operators that the sign-in log's filter takes for a property.
const (
	equalOnly  = "eq"
	textStart  = "eq startswith"
	timeOrder  = "eq ge le gt lt"
	numberSame = "eq ne"
)

func signInOperators(path string, beta bool) string {
	switch strings.ToLower(path) {
	case "id", "appid", "clientappused", "conditionalaccessstatus", "correlationid", "resourcedisplayname",
		"resourceid",
		"riskdetail", "risklevelaggregated", "risklevelduringsignin", "riskstate", "userid":
		return equalOnly
	case "status/errorcode":
		return numberSame
	case "userdisplayname":
		return "eq ne startswith"
	case "appdisplayname", "devicedetail/browser", "devicedetail/operatingsystem", "ipaddress",
		"location/city",
		"location/state", "location/countryorregion", "userprincipalname":
		return textStart
	case "riskeventtypes_v2":
		return "any eq startswith"
	case "createddatetime":
		return timeOrder
	}
	if !beta {
		return ""
	}
	switch strings.ToLower(path) {
	case "appownertenantid", "originalrequestid", "resourceownertenantid", "tokenissuername":
		return equalOnly
	case "conditionalaccessaudiences":
		return "any eq"
	case "authenticationrequirement", "serviceprincipalid", "serviceprincipalname", "useragent":
		return textStart
	case "signineventtypes":
		return "any eq ne"
	}
	return ""
}

func (c *call) checkSignInQuery() *fault {
	for _, use := range c.query.Filter.Uses() {
		allowed := signInOperators(use.Path, c.beta)
		if use.Negated || !slices.Contains(strings.Fields(allowed), use.Operator) {
			return badRequest("BadRequest", "Invalid filter clause: '%s' does not support the operator '%s'.",
				use.Path,
				use.Operator)
		}
	}
	for _, key := range c.query.OrderBy {
		if !strings.EqualFold(key.Path, "createdDateTime") {
			return badRequest("BadRequest", "Ordering by '%s' is not supported.", key.Path)
		}
	}
	return c.checkEventTypes()
}

// eventTypes are the sign-in event types that the filter asks for, none when it does not mention them.
func (c *call) eventTypes() (types []string) {
	for _, use := range c.query.Filter.Uses() {
		if strings.EqualFold(use.Path, "signInEventTypes") && use.Operator != "any" {
			types = append(types, strings.ToLower(use.Literal))
		}
	}
	return types
}

func (c *call) checkEventTypes() *fault {
	users, workloads := false, false
	for _, each := range c.eventTypes() {
		switch each {
		case "interactiveuser", "noninteractiveuser":
			users = true
		case "serviceprincipal", "managedidentity":
			workloads = true
		default:
			return badRequest("BadRequest", "Invalid filter clause: '%s' is no sign-in event type.", each)
		}
	}
	if users && workloads {
		return badRequest("BadRequest", "Invalid filter clause: user and workload sign-in event types "+
			"cannot be combined.")
	}
	return nil
}

// checkDirectoryQuery refuses advanced queries without what they need: ConsistencyLevel eventual, and $count.
func (c *call) checkDirectoryQuery(resource *tenant.Resource) *fault {
	if c.query.Has("$search") && !c.eventual() {
		return unsupported("Request with $search query parameter only works through MSGraph with a special " +
			"request header: " +
			"'ConsistencyLevel: eventual'")
	}
	advanced := c.eventual() && c.query.Count
	for _, use := range c.query.Filter.Uses() {
		if use.Operator == "contains" {
			return c.unsupportedClause(use, resource)
		}
		if isAdvanced(use) && !advanced {
			return c.unsupportedClause(use, resource)
		}
	}
	if refused := c.checkActivityFilter(); refused != nil {
		return refused
	}
	if c.query.Filter != nil && len(c.query.OrderBy) > 0 && !advanced {
		return unsupported("Sorting not supported for current query.")
	}
	return nil
}

func (c *call) unsupportedClause(use odata.Use, resource *tenant.Resource) *fault {
	return unsupported("Unsupported or invalid query filter clause specified for property '%s' of resource "+
		"'%s'.",
		use.Path, strings.ToUpper(resource.Type[:1])+resource.Type[1:])
}

func isAdvanced(use odata.Use) bool {
	return use.Negated || use.Operator == "ne" || use.Operator == "endswith" || use.Operator == "$count" ||
		strings.HasPrefix(strings.ToLower(use.Path), "onpremises") && !strings.EqualFold(use.Path,
			"onPremisesSyncEnabled") &&
			!strings.EqualFold(use.Path, "onPremisesImmutableId")
}

// checkActivityFilter refuses to combine signInActivity with other properties.
func (c *call) checkActivityFilter() *fault {
	activity, other := false, false
	for _, use := range c.query.Filter.Uses() {
		if strings.HasPrefix(strings.ToLower(use.Path), "signinactivity/") {
			activity = true
		} else {
			other = true
		}
	}
	if activity && other {
		return badRequest("BadRequest", "Filtering on signInActivity cannot be combined with other filter "+
			"properties.")
	}
	return nil
}
