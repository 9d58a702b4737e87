package simulator

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// fault is an error that a service answers.
type fault struct {
	status        int
	code, message string
	headers       map[string]string
}

func (f *fault) with(header, value string) *fault {
	if f.headers == nil {
		f.headers = map[string]string{}
	}
	f.headers[header] = value
	return f
}

func badRequest(code, format string, args ...any) *fault {
	return &fault{status: http.StatusBadRequest, code: code, message: fmt.Sprintf(format, args...)}
}

func notFound(id string) *fault {
	return &fault{status: http.StatusNotFound, code: "Request_ResourceNotFound", message: "Resource '" + id +
		"' does not exist or one of its queried reference-property objects are not present."}
}

func unsupported(format string, args ...any) *fault {
	return badRequest("Request_UnsupportedQuery", format, args...)
}

// body is the error envelope of Graph.
func (f *fault) body(now time.Time, requestID, clientRequestID string) []byte {
	type inner struct {
		Date            string `json:"date"`
		RequestID       string `json:"request-id"`
		ClientRequestID string `json:"client-request-id"`
	}
	type outer struct {
		Code       string `json:"code"`
		Message    string `json:"message"`
		InnerError inner  `json:"innerError"`
	}
	return row.Must(struct {
		Error outer `json:"error"`
	}{outer{f.code, f.message, inner{now.UTC().Format("2006-01-02T15:04:05"), requestID, clientRequestID}}})
}

// family is which workload answers a path; each has its own way of saying no.
type family byte

const (
	directoryFamily  family = iota
	reportFamily            // sign-ins, audits, registration report
	policyFamily            // Conditional Access and policies
	protectionFamily        // Identity Protection
	methodFamily            // authentication methods
	pimFamily               // role schedules
	partnerFamily           // delegated admin relationships, partner security
)

func forbidden(code, message string) *fault {
	return &fault{status: http.StatusForbidden, code: code, message: message}
}

// missingScope is the refusal of a token without any of the permissions named.
func (f family) missingScope(scopes []string) *fault {
	switch f {
	case reportFamily:
		return forbidden("Authentication_MSGraphPermissionMissing", "The principal does not have required "+
			"Microsoft Graph "+
			"permission(s): "+scopes[0]+" to call this API. For additional information about Microsoft "+
			"Graph permissions, "+
			"please visit: https://learn.microsoft.com/graph/permissions-overview")
	case policyFamily:
		return forbidden("AccessDenied", "You cannot perform the requested operation, required scopes are "+
			"missing in the token.")
	case protectionFamily:
		return forbidden("Forbidden", "You cannot perform the requested operation, required scopes are "+
			"missing in the token.")
	case methodFamily:
		return forbidden("accessDenied", "Request Authorization failed")
	case pimFamily:
		return forbidden("UnknownError", string(row.Must(map[string]any{"errorCode": "PermissionScopeNotGranted",
			"message": "Authorization failed due to missing permission scope " +
				strings.Join(scopes, ",") + ".",
			"instanceAnnotations": []string{}})))
	}
	return forbidden("Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
}

// missingRole is the refusal of a user without any of the roles that may read.
func (f family) missingRole() *fault {
	switch f {
	case reportFamily:
		return forbidden("Authentication_RequestFromUnsupportedUserRole", "User is not in the allowed roles")
	case policyFamily:
		return forbidden("AccessDenied", "You do not have permission to perform the requested operation.")
	case protectionFamily:
		return forbidden("Forbidden", "You do not have permission to perform the requested operation.")
	case pimFamily:
		return forbidden("UnknownError", `{"errorCode":"UnauthorizedAccessException","message":"Attempted to perform an `+
			`unauthorized operation.","instanceAnnotations":[]}`)
	}
	return f.missingScope([]string{""})
}

// missingLicence is the refusal of a tenant without the edition that is needed.
func (f family) missingLicence() *fault {
	switch f {
	case protectionFamily:
		return forbidden("Forbidden", "Your tenant is not licensed for this feature.")
	case pimFamily:
		return badRequest("AadPremiumLicenseRequired", "The tenant needs to have Microsoft Entra ID P2 or "+
			"Microsoft Entra ID "+
			"Governance license.")
	}
	return forbidden("Authentication_RequestFromNonPremiumTenantOrB2CTenant",
		"Neither tenant is B2C or tenant doesn't have premium license")
}

func throttled(wait time.Duration, retryAfter bool) *fault {
	f := &fault{status: http.StatusTooManyRequests, code: "TooManyRequests",
		message: "Too many requests. This request is throttled. Please try again later."}
	if retryAfter {
		f.with("Retry-After", fmt.Sprint(int((wait+time.Second-1)/time.Second)))
	}
	return f
}
