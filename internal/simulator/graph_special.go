package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"sort"
	"strings"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// registrationFunction recognises the functions of the registration report by their paths.
func registrationFunction(path string) (name string, ok bool) {
	rest, ok := strings.CutPrefix(strings.ToLower(path), "reports/authenticationmethods/usersregisteredby")
	if !ok {
		return "", false
	}
	name, _, _ = strings.Cut(rest, "(")
	return name, name == "method" || name == "feature"
}

// registrationCounts answers usersRegisteredByMethod and usersRegisteredByFeature by counting the report's rows.
func (s *Server) registrationCounts(c *call, name string) (*answer, *fault) {
	_, text, _ := strings.Cut(strings.TrimSuffix(lastSegment(c.path), ")"), "(")
	types, roles := argument(text, "includedUserTypes"), argument(text, "includedUserRoles")
	counts, total := map[string]int{}, 0
	for _, r := range c.caller.directory.Rows("reports/authenticationMethods/userRegistrationDetails") {
		admin := string(r.Get("isAdmin")) == "true"
		if types != "all" && !strings.EqualFold(types, r.Text("userType")) || roles == "user" && admin ||
			strings.HasSuffix(strings.ToLower(roles), "admin") && !admin {
			continue
		}
		total++
		countRegistration(counts, r, name)
	}
	body := map[string]any{"@odata.context": c.root() + "$metadata#microsoft.graph.userRegistration" +
		titled(name) + "Summary",
		"totalUserCount": total, "userTypes": types, "userRoles": roles}
	label, list := "authenticationMethod", "userRegistrationMethodCounts"
	if name == "feature" {
		label, list = "feature", "userRegistrationFeatureCounts"
	}
	body["@odata.type"] = "#microsoft.graph.userRegistration" + titled(name) + "Summary"
	body[list] = countRows(counts, label)
	return &answer{status: http.StatusOK, body: row.Must(body)}, nil
}

func titled(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func argument(text, name string) string {
	for _, each := range strings.Split(text, ",") {
		key, value, _ := strings.Cut(each, "=")
		if strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(strings.TrimSpace(value), "'")
		}
	}
	return "all"
}

var registrationFeatures = map[string]string{"isSsprRegistered": "ssprRegistered",
	"isSsprEnabled": "ssprEnabled",
	"isSsprCapable": "ssprCapable", "isPasswordlessCapable": "passwordlessCapable",
	"isMfaCapable": "mfaCapable"}

func countRegistration(counts map[string]int, r row.Row, name string) {
	if name == "method" {
		row.Elements(r.Get("methodsRegistered"), func(method []byte) bool {
			counts[row.Text(method)]++
			return true
		})
		return
	}
	for property, feature := range registrationFeatures {
		counts[feature] += 0
		if string(r.Get(property)) == "true" {
			counts[feature]++
		}
	}
}

func countRows(counts map[string]int, label string) []map[string]any {
	rows := []map[string]any{}
	for name, count := range counts {
		rows = append(rows, map[string]any{label: name, "userCount": count})
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i][label].(string) < rows[j][label].(string) })
	return rows
}

// getByIDs answers POST directoryObjects/getByIds, which only reads.
func (s *Server) getByIDs(c *call, body io.Reader) (*answer, *fault) {
	c.path, c.rule = "directoryObjects", &rule{limit: directoryLimit, cost: 5,
		scopes: "Directory.Read.All User.Read.All User.ReadBasic.All GroupMember.Read.All Group.Read.All " +
			"Application.Read.All"}
	if c.method != http.MethodPost {
		return nil, &fault{status: http.StatusMethodNotAllowed, code: "Request_BadRequest",
			message: "Specified HTTP method is not allowed for the request target."}
	}
	if refused := s.mayRead(c.caller, c.rule, c.path); refused != nil {
		return nil, refused
	}
	var request struct{ IDs, Types []string }
	if err := json.NewDecoder(io.LimitReader(body, 1<<20)).Decode(&request); err != nil ||
		len(request.IDs) == 0 {
		return nil, badRequest("Request_BadRequest", "Invalid value specified for property 'ids' of "+
			"resource 'DirectoryObject'.")
	}
	if len(request.IDs) > 1000 {
		return nil, badRequest("Request_BadRequest", "Too many values specified for property 'ids'; at "+
			"most 1000 are allowed.")
	}
	rows := []row.Row{}
	for _, id := range request.IDs {
		found := s.directoryObject(c.caller.directory, id)
		typeName := strings.TrimPrefix(found.Text("@odata.type"), "#microsoft.graph.")
		if found != nil && (len(request.Types) == 0 || contains(request.Types, typeName) ||
			contains(request.Types, "directoryObject")) {
			rows = append(rows, found)
		}
	}
	return &answer{status: http.StatusOK, body: row.Must(map[string]any{
		"@odata.context": c.root() + "$metadata#directoryObjects", "value": rawRows(rows)})}, nil
}

func rawRows(rows []row.Row) []json.RawMessage {
	raw := make([]json.RawMessage, len(rows))
	for i := range rows {
		raw[i] = json.RawMessage(rows[i])
	}
	return raw
}

// mostBatched is how many requests a batch may hold.
const mostBatched = 20

// part is one request of a batch.
type part struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

type partAnswer struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

func (s *Server) batch(c *call, r *http.Request, requestID, clientID string) (*answer, *fault) {
	var request struct{ Requests []part }
	if r.Method != http.MethodPost {
		return nil, &fault{status: http.StatusMethodNotAllowed, code: "BadRequest",
			message: "Only POST is allowed for $batch."}
	}
	if err := json.NewDecoder(io.LimitReader(r.Body, 4<<20)).Decode(&request); err != nil {
		return nil, badRequest("BadRequest", "Unable to read JSON request payload. Please ensure "+
			"Content-Type header is set and "+
			"payload is of valid JSON format.")
	}
	if refused := checkBatch(request.Requests); refused != nil {
		return nil, refused
	}
	statuses, responses := map[string]int{}, make([]partAnswer, 0, len(request.Requests))
	for _, each := range request.Requests {
		response := s.answerPart(c, each, statuses, requestID, clientID)
		statuses[strings.ToLower(each.ID)] = response.Status
		responses = append(responses, response)
	}
	return &answer{status: http.StatusOK, body: row.Must(map[string]any{"responses": responses})}, nil
}

func checkBatch(parts []part) *fault {
	if len(parts) == 0 {
		return badRequest("BadRequest", "Invalid batch payload format: no requests.")
	}
	if len(parts) > mostBatched {
		return badRequest("BadRequest", "Number of batch request steps exceeds the maximum value of %d.",
			mostBatched)
	}
	seen := map[string]bool{}
	for _, each := range parts {
		id := strings.ToLower(each.ID)
		if id == "" || seen[id] || each.Method == "" || each.URL == "" {
			return badRequest("BadRequest", "Request Id should be unique and not empty, and method and url "+
				"are required.")
		}
		for _, earlier := range each.DependsOn {
			if !seen[strings.ToLower(earlier)] {
				return badRequest("BadRequest", "The dependsOn of request '%s' names '%s', which does not "+
					"stand before it.",
					each.ID, earlier)
			}
		}
		if len(each.Body) > 0 && !hasContentType(each.Headers) {
			return badRequest("BadRequest", "Content-Type header is required when a body is present in "+
				"request '%s'.", each.ID)
		}
		seen[id] = true
	}
	return nil
}

func hasContentType(headers map[string]string) bool {
	for name := range headers {
		if strings.EqualFold(name, "Content-Type") {
			return true
		}
	}
	return false
}

func (s *Server) answerPart(c *call, p part, statuses map[string]int, requestID, clientID string) partAnswer {
	path, query, _ := strings.Cut(strings.TrimPrefix(p.URL, "/"), "?")
	a := s.refuseOr(requestID, clientID, func() (*answer, *fault) {
		for _, earlier := range p.DependsOn {
			if statuses[strings.ToLower(earlier)] >= 400 {
				return nil, &fault{status: http.StatusFailedDependency, code: "FailedDependency",
					message: "The request depends on request '" + earlier + "', which failed."}
			}
		}
		inner := &call{caller: c.caller, method: strings.ToUpper(p.Method), host: c.host, beta: c.beta,
			header: http.Header{}, raw: encodeSpaces(query)}
		for name, value := range p.Headers {
			inner.header.Set(name, value)
		}
		return s.answerCall(inner, path, strings.NewReader(string(p.Body)))
	})
	s.log.add(Request{Method: strings.ToUpper(p.Method), Host: c.host, Path: "/" + c.version() + "/" + path,
		Query:  query,
		Status: a.status, InBatch: true})
	response := partAnswer{ID: p.ID, Status: a.status,
		Headers: map[string]string{"Content-Type": "application/json"}}
	for name, value := range a.headers {
		response.Headers[name] = value
	}
	response.Body = json.RawMessage(a.body)
	if a.text {
		response.Headers["Content-Type"] = "text/plain"
		response.Body = json.RawMessage(row.AppendString(nil, string(a.body)))
	}
	return response
}

// encodeSpaces encodes what a part's URL may hold unencoded.
func encodeSpaces(query string) string {
	if strings.ContainsAny(query, " ") {
		query = strings.ReplaceAll(query, " ", "%20")
	}
	if _, err := url.ParseQuery(query); err != nil {
		return url.QueryEscape(query)
	}
	return query
}
