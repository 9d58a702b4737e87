package simulator

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// servePartnerCenter answers the Partner Center REST API below /v1.
func (s *Server) servePartnerCenter(w http.ResponseWriter, r *http.Request, host string) {
	h := w.Header()
	for _, name := range []string{"MS-RequestId", "MS-CorrelationId"} {
		id := r.Header.Get(name)
		if id == "" {
			id = newGUID()
		}
		h.Set(name, id)
	}
	if cv := r.Header.Get("MS-CV"); cv != "" {
		h.Set("MS-CV", cv)
	}
	caller, refused := s.authenticate(r, partnerCenterAudience)
	if refused != nil {
		h.Set("WWW-Authenticate", `Bearer error="invalid_token"`)
		sendJSON(w, refused.status, partnerError(refused.code, refused.message))
		return
	}
	mfa := contains(caller.AMR, "mfa")
	if strings.EqualFold(r.Header.Get("ValidateMfa"), "true") && !caller.isApp() {
		h.Set("isMfaCompliant", strconv.FormatBool(mfa))
	} else if !mfa && !caller.isApp() {
		h.Set("WWW-Authenticate", `Bearer error="invalid_token"`)
		sendJSON(w, http.StatusUnauthorized, partnerError("900421", "Unauthorized - MFA required"))
		return
	}
	s.readPartnerCenter(w, r, caller)
}

func partnerError(code, description string) row.Row {
	return row.Must(map[string]any{"code": code, "description": description, "data": []string{},
		"source": "PartnerCenter"})
}

func (s *Server) readPartnerCenter(w http.ResponseWriter, r *http.Request, c *caller) {
	path, versioned := strings.CutPrefix(strings.ToLower(strings.Join(splitPath(r.URL), "/")), "v1/")
	document := s.tenant.PartnerCenter[path]
	customer, isCustomer := strings.CutPrefix(path, "customers/")
	switch {
	case r.Method != http.MethodGet:
		sendJSON(w, http.StatusMethodNotAllowed, partnerError("405", "The requested resource does not "+
			"support this method."))
	case !s.mayReadPartnerCenter(c, path):
		sendJSON(w, http.StatusForbidden, partnerError("2007", "The caller does not have the role that "+
			"this resource requires."))
	case versioned && document != nil && document.Failure != nil:
		sendJSON(w, document.Failure.Status, document.Failure.Body)
	case versioned && document != nil && path == "customers":
		sendJSON(w, http.StatusOK, customerPage(document.Object, r))
	case versioned && document != nil && path == "applicationmfaadoptionstatus":
		sendJSON(w, http.StatusOK, between(document.Object, r))
	case versioned && document != nil:
		sendJSON(w, http.StatusOK, document.Object)
	case versioned && isCustomer && !strings.Contains(customer, "/"):
		s.oneCustomer(w, customer)
	default:
		sendJSON(w, http.StatusNotFound, partnerError("404", "Resource not found."))
	}
}

// mayReadPartnerCenter: the MFA reports are for users with a security role or the agent groups, and never for an
// application alone; customers are for the agent groups.
func (s *Server) mayReadPartnerCenter(c *caller, path string) bool {
	if c.directory != s.tenant.Directory {
		return false
	}
	report := path == "nonmfacompliantpartnerprincipals" || path == "applicationmfaadoptionstatus" ||
		path == "partnerrequests"
	if c.isApp() {
		return !report
	}
	if contains(c.WIDs, partnerRoles[0]) ||
		s.entra.accounts.inGroup(c.directory, c.OID, "AdminAgents", "SalesAgents", "HelpdeskAgents") {
		return true
	}
	return report && intersects(partnerRoles[2:], c.WIDs)
}

// customerPage cuts the customers to the size asked for, and adds the link to itself.
func customerPage(body row.Row, r *http.Request) row.Row {
	size, err := strconv.Atoi(r.URL.Query().Get("size"))
	items, sent := []byte{'['}, 0
	row.Elements(body.Get("items"), func(item []byte) bool {
		if err == nil && size > 0 && sent == size {
			return false
		}
		if sent++; sent > 1 {
			items = append(items, ',')
		}
		items = append(items, item...)
		return true
	})
	link := row.Must(map[string]any{"self": map[string]any{"uri": r.URL.RequestURI(), "method": "GET",
		"headers": []string{}}})
	return body.With("items", append(items, ']')).With("links", link)
}

// between keeps the days of the adoption report that startDate and endDate allow. The report is a bare array, or a
// collection with items as everything else.
func between(report row.Row, r *http.Request) row.Row {
	if items := report.Get("items"); items != nil {
		return report.With("items", daysBetween(items, r))
	}
	return daysBetween(report, r)
}

func daysBetween(list row.Row, r *http.Request) row.Row {
	from, to := day(r.URL.Query().Get("startDate")), day(r.URL.Query().Get("endDate"))
	kept := []byte{'['}
	row.Elements(list, func(item []byte) bool {
		date := row.Row(item).Text("loginDate")
		if (from == "" || date >= from) && (to == "" || date <= to) {
			if len(kept) > 1 {
				kept = append(kept, ',')
			}
			kept = append(kept, item...)
		}
		return true
	})
	return append(kept, ']')
}

// day is a date option as yyyy-mm-dd, "" for anything else.
func day(text string) string {
	if len(text) >= 10 {
		if _, err := time.Parse("2006-01-02", text[:10]); err == nil {
			return text[:10]
		}
	}
	return ""
}

func (s *Server) oneCustomer(w http.ResponseWriter, id string) {
	found := row.Row(nil)
	if all := s.tenant.PartnerCenter["customers"]; all != nil {
		row.Elements(all.Object.Get("items"), func(item []byte) bool {
			if strings.EqualFold(row.Row(item).Text("id"), id) {
				found = item
			}
			return found == nil
		})
	}
	if found == nil {
		sendJSON(w, http.StatusNotFound, partnerError("600002", "Customer not found."))
		return
	}
	sendJSON(w, http.StatusOK, found)
}
