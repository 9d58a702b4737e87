package partnercenter

import (
	"context"
	"encoding/json"
	"iter"
	"time"

	"github.com/partnershell/partnershell/internal/access"
)

// Principal is somebody who used Partner Center or its API without multifactor authentication in the last 7 days.
type Principal struct {
	ObjectID, TenantID, UserPrincipalName string
	// LastRequest is when last, UTC.
	LastRequest time.Time
}

// ApplicationAdoption counts one application's requests of one day, app+user only.
type ApplicationAdoption struct {
	Date time.Time
	// CompliantRequests were made with a token that carries the MFA claim.
	CompliantRequests, TotalRequests int64
	// ApplicationName is often empty.
	ApplicationID, ApplicationName string
}

// PartnerRequest is one request to the API, of the 10,000 most recent in the last 7 days.
type PartnerRequest struct {
	RequestID, CorrelationID, Operation string
	Time                                time.Time
	IPAddress                           string
	ObjectID, TenantID                  string
	UserPrincipalName, ApplicationID    string
	Compliant                           bool
}

// NonCompliantPrincipals streams who works without multifactor authentication.
func (c *Client) NonCompliantPrincipals(ctx context.Context) iter.Seq2[Principal, error] {
	return typed[Principal](c.rest.Records(ctx, c.request(access.PartnerCenterNonMFA)))
}

// ApplicationAdoption streams the daily counts per application. Zero times leave the span to the service.
func (c *Client) ApplicationAdoption(
	ctx context.Context, from, to time.Time,
) iter.Seq2[ApplicationAdoption, error] {
	r := c.request(access.PartnerCenterApplicationMFA)
	r.Query.More = map[string]string{}
	for name, day := range map[string]time.Time{"startDate": from, "endDate": to} {
		if !day.IsZero() {
			r.Query.More[name] = day.UTC().Format(time.DateOnly)
		}
	}
	return typed[ApplicationAdoption](c.rest.Records(ctx, r))
}

// Requests streams the recent requests to the API.
func (c *Client) Requests(ctx context.Context) iter.Seq2[PartnerRequest, error] {
	return typed[PartnerRequest](c.rest.Records(ctx, c.request(access.PartnerCenterPartnerRequests)))
}

// UnmarshalJSON reads both names that the service's documents give the date.
func (p *Principal) UnmarshalJSON(data []byte) error {
	var wire struct {
		ObjectID, TenantID, UPN            string
		LastNonMfaCompliantRequestDateTime serviceTime
		LastNonMfaCompliantLoginDateTime   serviceTime
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	*p = Principal{wire.ObjectID, wire.TenantID, wire.UPN, time.Time(wire.LastNonMfaCompliantRequestDateTime)}
	if p.LastRequest.IsZero() {
		p.LastRequest = time.Time(wire.LastNonMfaCompliantLoginDateTime)
	}
	return nil
}

// UnmarshalJSON reads one row.
func (a *ApplicationAdoption) UnmarshalJSON(data []byte) error {
	var wire struct {
		LoginDate                                   serviceTime
		MfaCompliantRequestCount, TotalRequestCount int64
		ApplicationID, ApplicationName              string
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	*a = ApplicationAdoption{time.Time(wire.LoginDate), wire.MfaCompliantRequestCount, wire.TotalRequestCount,
		wire.ApplicationID, wire.ApplicationName}
	return nil
}

// UnmarshalJSON reads both names that the service's documents give the address.
func (p *PartnerRequest) UnmarshalJSON(data []byte) error {
	var wire struct {
		RequestID, CorrelationID, OperationName string
		RequestDateTime                         serviceTime
		IPAddress, SourceIPAddress              string
		ObjectID, TenantID, UPN, ApplicationID  string
		MfaCompliant                            bool
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	*p = PartnerRequest{wire.RequestID, wire.CorrelationID, wire.OperationName, time.Time(wire.RequestDateTime),
		wire.IPAddress, wire.ObjectID, wire.TenantID, wire.UPN, wire.ApplicationID, wire.MfaCompliant}
	if p.IPAddress == "" {
		p.IPAddress = wire.SourceIPAddress
	}
	return nil
}

// serviceTime reads the service's times, which may lack the zone (UTC is meant) or the time of day.
type serviceTime time.Time

// UnmarshalJSON leaves the time zero where the text is none, so that one odd date does not hide a record.
func (t *serviceTime) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) != nil {
		return nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", time.DateOnly} {
		if parsed, err := time.Parse(layout, text); err == nil {
			*t = serviceTime(parsed.UTC())
			return nil
		}
	}
	return nil
}
