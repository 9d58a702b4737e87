// Package sdk sends requests with the Microsoft Graph SDK: its request builders give addresses and the names of
// query options, its request adapter authenticates, answers claims challenges and runs the middleware. Bodies pass
// through untouched. It is the only package that imports the SDK; the rest of partnershell needs only rest.Sender.
//
// Retrying, paging and budgets are not done here but in package rest, for every service alike.
package sdk

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strings"

	abstractions "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoft/kiota-abstractions-go/authentication"
	kiota "github.com/microsoft/kiota-http-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"

	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
)

// Tokens gives tokens; *entra.Session does.
type Tokens interface {
	Cloud() entra.Cloud
	Token(ctx context.Context, tenant, resource, claims string) (entra.Token, error)
}

// Adapter sends requests to Graph and Partner Center for one tenant.
type Adapter struct{ adapter *core.GraphRequestAdapterBase }

// sdkVersion is the version of msgraph-sdk-go that the request builders come from; Graph is told it.
const sdkVersion = "1.89.0"

// New makes an adapter that acts in a tenant. Requests travel through client's transport; its timeout is not used,
// because contexts end requests.
func New(tokens Tokens, tenant string, client *http.Client) (*Adapter, error) {
	provider := authentication.NewBaseBearerTokenAuthenticationProvider(tokenProvider{tokens, tenant})
	options := core.GraphClientOptions{GraphServiceLibraryVersion: sdkVersion}
	agent := kiota.NewUserAgentHandlerOptions()
	agent.ProductName, agent.ProductVersion = "partnershell", "1"
	parent := client.Transport
	if parent == nil {
		parent = http.DefaultTransport // the SDK would make a pool of connections for each tenant
	}
	transport := kiota.NewCustomTransportWithParentTransport(parent,
		core.NewGraphTelemetryHandler(&options),
		kiota.NewUrlReplaceHandler(true, core.ReplacementPairs),
		kiota.NewParametersNameDecodingHandler(),
		kiota.NewUserAgentHandlerWithOptions(agent),
		challengeHandler{})
	adapter, err := core.NewGraphRequestAdapterBaseWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
		provider, options, nil, nil, &http.Client{Transport: transport, CheckRedirect: noRedirect})
	if err != nil {
		return nil, err
	}
	return &Adapter{adapter}, nil
}

// noRedirect hands redirects back as answers: none of the endpoints redirects, and the token must not travel.
func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Send performs one exchange.
func (a *Adapter) Send(ctx context.Context, r rest.Request) (*http.Response, error) {
	info, err := a.information(ctx, r)
	if err != nil {
		return nil, err
	}
	for name, values := range r.Header {
		info.Headers.Add(name, strings.Join(values, ", ")) // the SDK would send several in any order
	}
	info.Headers.TryAdd("Accept", "application/json")
	if r.Body != nil {
		info.Method = abstractions.POST
		info.SetStreamContentAndContentType(r.Body, "application/json")
	}
	return a.send(ctx, info)
}

// send lets the adapter do everything but reading the answer, which the response handler takes away from it.
func (a *Adapter) send(ctx context.Context, info *abstractions.RequestInformation) (*http.Response, error) {
	var response *http.Response
	option := abstractions.NewRequestHandlerOption()
	option.SetResponseHandler(func(answer any, _ abstractions.ErrorMappings) (any, error) {
		response, _ = answer.(*http.Response)
		return nil, nil
	})
	info.AddRequestOptions([]abstractions.RequestOption{option})
	if err := a.adapter.SendNoContent(ctx, info, nil); err != nil {
		return nil, err
	}
	if response == nil {
		return nil, errors.New("the request adapter gave no response")
	}
	return response, nil
}

// information turns a request into the SDK's: with a request builder where the SDK has one, by its path otherwise.
func (a *Adapter) information(ctx context.Context, r rest.Request) (*abstractions.RequestInformation, error) {
	if r.Next != "" {
		return rawInformation(r.Next)
	}
	info, err := build(ctx, r, a.adapter)
	if err != nil {
		return nil, err
	}
	if info == nil {
		return rawInformation(address(r))
	}
	if err := setOptions(info, r.Query); err != nil {
		return nil, err
	}
	uri, err := info.GetUri()
	if err != nil {
		return nil, err
	}
	info.SetUri(*uri) // otherwise the adapter would put its one base address in front
	return info, nil
}

// setOptions sets the query options by the names the builder's template knows, and refuses others, which would
// silently be left out.
func setOptions(info *abstractions.RequestInformation, q rest.Query) error {
	for name, value := range q.Options() {
		encoded := strings.Replace(name, "$", "%24", 1)
		if !strings.Contains(info.UrlTemplate, encoded) {
			return fmt.Errorf("this endpoint has no query option %s", name)
		}
		info.QueryParametersAny[encoded] = value
	}
	return nil
}

func rawInformation(address string) (*abstractions.RequestInformation, error) {
	uri, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	info := abstractions.NewRequestInformation()
	info.Method = abstractions.GET
	info.SetUri(*uri)
	return info, nil
}

// address is the address of a request that no builder makes.
func address(r rest.Request) string {
	path := r.Path
	for _, id := range r.Parameters {
		path = strings.Replace(path, "{id}", url.PathEscape(id), 1)
	}
	options := r.Query.Options()
	names := make([]string, 0, len(options))
	for name := range options {
		names = append(names, name)
	}
	sort.Strings(names)
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	var b strings.Builder
	b.WriteString(r.Base + "/" + path)
	for _, name := range names {
		// Blanks as %20: a plus is a plus to OData.
		value := strings.ReplaceAll(url.QueryEscape(options[name]), "+", "%20")
		b.WriteString(separator + name + "=" + value)
		separator = "&"
	}
	return b.String()
}

// tokenProvider hands the SDK the tokens of the session, for the tenant the adapter acts in.
type tokenProvider struct {
	tokens Tokens
	tenant string
}

// GetAuthorizationToken gives a token for the host of an address, and none for hosts that are not of the cloud.
func (p tokenProvider) GetAuthorizationToken(
	ctx context.Context, address *url.URL, additional map[string]any,
) (string, error) {
	cloud := p.tokens.Cloud()
	if address.Scheme != "https" || !slices.Contains([]string{cloud.Graph, cloud.PartnerCenter}, address.Host) {
		return "", fmt.Errorf("%s is not a service of this cloud, so no token is sent there", address.Host)
	}
	encoded, _ := additional["claims"].(string)
	claims, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return "", errors.New("the service's claims challenge cannot be read")
	}
	token, err := p.tokens.Token(ctx, p.tenant, "https://"+address.Host, string(claims))
	return token.Secret, err
}

// GetAllowedHostsValidator is not used: GetAuthorizationToken decides by the cloud.
func (p tokenProvider) GetAllowedHostsValidator() *authentication.AllowedHostsValidator { return nil }

// challengeHandler is middleware that reduces the challenges of a 401 to the claims that are demanded, in the one
// form that the adapter reads: it looks for Bearer at the start only, and trips over claims that are not quoted.
type challengeHandler struct{}

// Intercept passes the request on and edits the answer.
func (challengeHandler) Intercept(pipeline kiota.Pipeline, index int, r *http.Request) (*http.Response, error) {
	response, err := pipeline.Next(r, index)
	if err != nil || response.StatusCode != http.StatusUnauthorized {
		return response, err
	}
	claims, ok := entra.ClaimsChallenge(response.Header)
	response.Header.Del("WWW-Authenticate")
	if ok {
		encoded := base64.StdEncoding.EncodeToString([]byte(claims))
		response.Header.Set("WWW-Authenticate", `Bearer claims="`+encoded+`"`)
	}
	return response, nil
}
