package entra

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
)

// Error is a refusal of Entra ID to issue a token.
type Error struct {
	// Code is the number behind AADSTS, 0 when Entra gave none.
	Code int
	// Kind is the OAuth error, for example invalid_grant; Suberror refines it, for example consent_required.
	Kind, Suberror string
	// Message is the first line of Entra's description, without the trace lines.
	Message string
	// CorrelationID and TraceID are what Microsoft's support asks for.
	CorrelationID, TraceID string
	// Claims is what a new sign-in has to ask for, empty in most refusals.
	Claims string
	// Tenant is where the token was asked for.
	Tenant string
}

// Error says what Entra answered, what that means and what to do.
func (e *Error) Error() string {
	text := e.Message
	if text == "" {
		text = "Entra ID refused to issue a token: " + e.Kind
	}
	if meaning := e.Meaning(); meaning != "" {
		text += " " + meaning
	}
	if advice := e.Advice(); advice != "" {
		text += " " + advice
	}
	return text
}

// Meaning is the cause in plain words, empty for codes that partnershell does not know.
func (e *Error) Meaning() string { m, _ := explain(e.Code); return m }

// Advice is what to do about it, empty for codes that partnershell does not know.
func (e *Error) Advice() string { _, a := explain(e.Code); return a }

// NeedsSignIn reports whether signing in again, with a person present, can help.
func (e *Error) NeedsSignIn() bool {
	switch e.Code {
	case 50058, 50072, 50074, 50076, 50078, 50079, 50097, 50173, 70008, 70043, 700082:
		return true
	}
	return e.Kind == "interaction_required" || e.Kind == "login_required"
}

// explain gives meaning and advice for an AADSTS code.
func explain(code int) (meaning, advice string) {
	switch code {
	case 50076, 50074, 50078:
		return "Multifactor authentication is required and was not performed, or is too old.",
			"Sign in again and complete MFA."
	case 50072, 50079:
		return "The account must register for multifactor authentication first.",
			"Register at https://aka.ms/mfasetup, then sign in again."
	case 500121:
		return "The multifactor authentication request was denied or timed out.", "Sign in again and approve it."
	case 50158:
		return "An additional challenge (third-party MFA or terms of use) was not met.", "Sign in in the browser."
	case 53000, 53001, 53002, 50097, 50131:
		return "Conditional Access wants a compliant, joined or registered device, or an approved application.",
			"Sign in with the browser on a managed device; the device code flow cannot prove the device."
	case 53003:
		return "A Conditional Access policy of this tenant blocks the sign-in.",
			"The tenant's sign-in log names the policy; if it blocks the device code flow, use the browser."
	case 53004, 53011:
		return "Sign-in risk blocks this account.", "A Security Administrator has to review the risk."
	case 530032, 530034, 530035:
		return "A security policy (security defaults, or home tenant risk for delegated administrators) blocks the sign-in.",
			"Use a modern sign-in with MFA, or ask a Security Administrator."
	case 65001:
		return "Nobody has consented to this application in this tenant.",
			"A Cloud Application Administrator can consent to delegated permissions; application permissions need a " +
				"Privileged Role Administrator. In a customer tenant, partners consent through Partner Center."
	case 65004, 65005, 90094, 90095:
		return "The consent is missing: it was declined or needs an administrator.",
			"Ask a Cloud Application Administrator to consent."
	case 90099:
		return "The application is not authorized in this customer's tenant.",
			"Consent for the customer through Partner Center, or by an administrator of the customer."
	}
	if meaning, advice = explainAccount(code); meaning == "" {
		meaning, advice = explainApplication(code)
	}
	return meaning, advice
}

// explainAccount covers the codes about the account, its tenant and its session.
func explainAccount(code int) (meaning, advice string) {
	switch code {
	case 50126, 50056:
		return "The user name or the password is wrong.", "Check the account."
	case 50053:
		return "The account is locked, or the address is blocked because of malicious activity.",
			"Wait, or ask an Authentication Administrator."
	case 50055:
		return "The password has expired.", "Change it in the browser."
	case 50057:
		return "The account is disabled.", "Ask a User Administrator."
	case 50020, 50034, 50177, 90072:
		return "The account does not exist in this tenant and no partner relationship lets it in.",
			"Check that an active GDAP relationship gives a role to a security group that the account is in."
	case 5000224:
		return "The customer's tenant does not accept this request any more.", "Check the GDAP relationship."
	case 50105:
		return "The account is not assigned to the application.", "Ask an Application Administrator to assign it."
	case 50058, 50059:
		return "There is no sign-in to continue.", "Sign in again."
	case 50173, 700082, 70008, 70043:
		return "The sign-in has expired or was revoked (password change, inactivity, sign-in frequency).",
			"Sign in again."
	case 500212, 500213:
		return "Cross-tenant access settings block this access.",
			"An administrator of the home or the resource tenant has to allow it."
	case 90002:
		return "There is no such tenant.", "Check the tenant's id or domain, and the cloud."
	}
	return "", ""
}

// explainApplication covers the codes about the application and its credential, and about the device code.
func explainApplication(code int) (meaning, advice string) {
	switch code {
	case 700016:
		return "The application is unknown in this tenant: wrong tenant, wrong id, or nobody has consented yet.",
			"Check the application id and the tenant, or consent to the application."
	case 7000215:
		return "The client secret is wrong.", "Use the secret's value, not its id."
	case 7000222:
		return "The client secret has expired.", "Create a new one, better a certificate."
	case 700027:
		return "The application does not know this certificate.", "Upload the certificate to the app registration."
	case 700211, 700213:
		return "The federated credential's issuer or subject does not match.", "Compare them with the app registration."
	case 7000218:
		return "The application is not a public client, so it needs a secret or a certificate.",
			"Allow public client flows in the app registration, or sign in with a credential."
	case 7000112:
		return "The application is disabled in this tenant.", "Ask an Application Administrator."
	case 70011, 1002012:
		return "The requested scope is not valid.", "Check the scopes; an application asks for <resource>/.default."
	case 500011:
		return "The service is not present in this tenant.", "Check the resource, or the tenant's licences."
	case 70016:
		return "The device code has not been entered yet.", ""
	case 70018, 70019, 70020:
		return "The device code is wrong or has expired.", "Start again and enter the new code within its lifetime."
	}
	return "", ""
}

// refusal is the error body of the token endpoint.
type refusal struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	Suberror      string `json:"suberror"`
	CorrelationID string `json:"correlation_id"`
	TraceID       string `json:"trace_id"`
	Claims        string `json:"claims"`
}

// parseRefusal reads an error body of Entra; ok is false when it is none.
func parseRefusal(body []byte) (*Error, bool) {
	var r refusal
	if json.Unmarshal(body, &r) != nil || r.Error == "" {
		return nil, false
	}
	e := &Error{
		Kind: r.Error, Suberror: r.Suberror, Message: firstLine(r.Description),
		CorrelationID: r.CorrelationID, TraceID: r.TraceID, Claims: r.Claims, Code: codeIn(r.Description),
	}
	if e.Code == 0 && len(r.Codes) > 0 {
		e.Code = r.Codes[0]
	}
	return e, true
}

// firstLine drops the trace lines that Entra adds, on lines of their own or, in newer answers, behind blanks.
func firstLine(description string) string {
	line, _, _ := strings.Cut(description, "\n")
	line, _, _ = strings.Cut(line, " Trace ID:")
	return strings.TrimSpace(line)
}

// codeIn is the number of "AADSTS50076: ...", 0 when the text has none.
func codeIn(description string) int {
	_, rest, found := strings.Cut(description, "AADSTS")
	if !found {
		return 0
	}
	end := 0
	for end < len(rest) && end < 9 && rest[end] >= '0' && rest[end] <= '9' {
		end++
	}
	code, _ := strconv.Atoi(rest[:end])
	return code
}

// translate turns an error of MSAL into an *Error where Entra answered, and drops MSAL's transport wording
// otherwise. Neither holds a token, a secret or a request body.
func translate(err error, tenant string) error {
	if err == nil {
		return nil
	}
	var refused *Error
	if errors.As(err, &refused) {
		refused.Tenant = tenant
		return refused
	}
	var call msal.CallErr
	if errors.As(err, &call) && call.Resp != nil && call.Resp.Body != nil {
		body, _ := io.ReadAll(io.LimitReader(call.Resp.Body, 1<<20))
		if e, ok := parseRefusal(body); ok {
			e.Tenant = tenant
			return e
		}
		return fmt.Errorf("Entra ID answered %s without saying why", call.Resp.Status) //nolint:staticcheck // a name
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("cannot get a token for %s: %w", tenantOrHome(tenant), rootCause(err))
}

func tenantOrHome(tenant string) string {
	if tenant == "" {
		return "the home tenant"
	}
	return "tenant " + tenant
}

// rootCause unwraps to the innermost error, which names the failing host and not the request.
func rootCause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
