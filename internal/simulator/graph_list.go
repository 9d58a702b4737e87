package simulator

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/odata"
	"github.com/partnershell/partnershell/internal/simulator/row"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// source is a collection's rows in the order in which they are sent; a row is made when it is looked at.
type source interface {
	Len() int
	Row(i int) row.Row
}

type rowSource []row.Row

func (r rowSource) Len() int          { return len(r) }
func (r rowSource) Row(i int) row.Row { return r[i] }

// logSource is the part of the sign-in log that a query can match, newest or oldest first.
type logSource struct {
	log        tenant.SignInLog
	first, end int
	oldest     bool
	types      map[string]bool // nil means all
}

func (l *logSource) Len() int { return l.end - l.first }

func (l *logSource) Row(i int) row.Row {
	at := l.first + i
	if l.oldest {
		at = l.end - 1 - i
	}
	if l.types != nil && !l.types[strings.ToLower(l.log.Type(at))] {
		return nil
	}
	return l.log.Row(at)
}

// source finds the rows of a collection, some of which are worked out from others.
func (s *Server) source(c *call, resource *tenant.Resource, document *tenant.Document) source {
	switch {
	case resource.Type == "signIn":
		return s.signIns(c)
	case document == nil && (strings.HasSuffix(resource.Pattern, "emberOf")):
		return rowSource(s.memberships(c.caller.directory, strings.Split(c.path, "/")[1]))
	case document == nil && resource.Pattern == "groups/{id}/transitiveMembers":
		return rowSource(nestedMembers(c.caller.directory, strings.Split(c.path, "/")[1]))
	case document == nil:
		return rowSource(nil)
	case resource.Type == "directoryAudit":
		return s.retained(c, document.Rows())
	case resource.Pattern == "identity/conditionalAccess/policies":
		if p1, _ := premium(c.caller.directory); !p1 {
			return rowSource(nil) // not licensed: the list is empty
		}
	}
	return rowSource(document.Rows())
}

// retention is the time before which a tenant's logs are gone.
func (s *Server) retention(c *call) time.Time {
	days := 7
	if p1, _ := premium(c.caller.directory); p1 {
		days = 30
	}
	return s.now().AddDate(0, 0, -days)
}

func (s *Server) retained(c *call, rows []row.Row) source {
	from := s.retention(c)
	kept := make(rowSource, 0, len(rows))
	for _, each := range rows {
		at, err := time.Parse(time.RFC3339Nano, each.Text("activityDateTime"))
		if err != nil || !at.Before(from) {
			kept = append(kept, each)
		}
	}
	return kept
}

// signIns narrows the log to the time that the filter allows, so that a page costs what it holds.
func (s *Server) signIns(c *call) source {
	log := c.caller.directory.Log()
	from, to := c.query.Filter.TimeBounds("createdDateTime")
	if kept := s.retention(c); from.Before(kept) {
		from = kept
	}
	l := &logSource{log: log, end: log.Len()}
	l.end = sort.Search(log.Len(), func(i int) bool { return log.Time(i).Before(from) })
	if !to.IsZero() {
		l.first = sort.Search(l.end, func(i int) bool { return !log.Time(i).After(to) })
	}
	l.oldest = len(c.query.OrderBy) > 0 && !c.query.OrderBy[0].Descending
	if types := c.eventTypes(); len(types) == 0 {
		l.types = map[string]bool{"interactiveuser": true}
	} else if !c.excludesTypes() {
		l.types = map[string]bool{}
		for _, each := range types {
			l.types[each] = true
		}
	}
	return l
}

// excludesTypes tells whether the filter says which event types it does not want.
func (c *call) excludesTypes() bool {
	for _, use := range c.query.Filter.Uses() {
		if strings.EqualFold(use.Path, "signInEventTypes") && use.Operator == "ne" {
			return true
		}
	}
	return false
}

// list answers one page of a collection.
func (s *Server) list(c *call, resource *tenant.Resource, rows source) (*answer, *fault) {
	if refused := c.checkQuery(resource); refused != nil {
		return nil, refused
	}
	if refused := s.checkActivity(c, ""); refused != nil {
		return nil, refused
	}
	matches := c.matcher()
	if c.counted {
		return c.countAnswer(rows, matches)
	}
	if len(c.query.OrderBy) > 0 && resource.Type != "signIn" {
		rows = ordered(c.query.OrderBy, rows, matches)
	}
	start, refused := c.startAt(rows.Len())
	if refused != nil {
		return nil, refused
	}
	shape, refused := s.shapeOf(c, resource)
	if refused != nil {
		return nil, refused
	}
	return c.page(rows, matches, shape, start), nil
}

// matcher is the test that rows must pass: filter, search and cast.
func (c *call) matcher() func(row.Row) bool {
	cast := strings.ToLower("#" + c.cast)
	return func(r row.Row) bool {
		return r != nil && c.query.Filter.Match(r) &&
			(c.query.Search == "" || odata.MatchSearch(c.query.Search, r)) &&
			(c.cast == "" || strings.ToLower(r.Text("@odata.type")) == cast)
	}
}

func ordered(keys []odata.Order, rows source, matches func(row.Row) bool) source {
	var kept rowSource
	for i := range rows.Len() {
		if r := rows.Row(i); matches(r) {
			kept = append(kept, r)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return odata.Compare(keys, kept[i], kept[j]) < 0 })
	return kept
}

// page writes a page that starts at row start, and looks for one more match to know whether there is a next page.
func (c *call) page(rows source, matches func(row.Row) bool, shape shaper, start int) *answer {
	size := c.rule.page
	if c.query.Top > 0 {
		size = c.query.Top
	}
	if c.selects("signInActivity") && c.query.Top < 0 {
		size = 100
	}
	body := append(make([]byte, 0, 4096), `{"@odata.context":`...)
	body = row.AppendString(body, c.contextURL(c.path))
	if c.query.Count && start == 0 && (c.eventual() || c.rule.family != directoryFamily) {
		body = append(body, `,"@odata.count":`...)
		body = strconv.AppendInt(body, int64(countMatches(rows, matches)), 10)
	}
	list := append([]byte{}, `,"value":[`...)
	sent, next := 0, -1
	for i := start; i < rows.Len(); i++ {
		r := rows.Row(i)
		if !matches(r) {
			continue
		}
		if size > 0 && sent == size {
			next = i
			break
		}
		if sent > 0 {
			list = append(list, ',')
		}
		list = shape(list, r)
		if sent++; sent == 1 && size > 0 { // rows are much alike
			list = slices.Grow(list, min(size, rows.Len()-i)*len(list))
		}
	}
	if next >= 0 {
		body = append(body, `,"@odata.nextLink":`...)
		body = row.AppendString(body, c.nextLink(next))
	}
	body = append(append(body, list...), "]}"...)
	return &answer{status: http.StatusOK, body: body}
}

func countMatches(rows source, matches func(row.Row) bool) (count int) {
	for i := range rows.Len() {
		if matches(rows.Row(i)) {
			count++
		}
	}
	return count
}

// countAnswer answers …/$count, which is plain text and needs eventual consistency.
func (c *call) countAnswer(rows source, matches func(row.Row) bool) (*answer, *fault) {
	if !c.eventual() || c.rule.family != directoryFamily {
		return nil, badRequest("Request_BadRequest", "$count is not currently supported.")
	}
	if accept := c.header.Get("Accept"); strings.Contains(accept, "application/json") {
		return nil, &fault{status: http.StatusUnsupportedMediaType, code: "Request_UnsupportedMediaType",
			message: "A supported MIME type could not be found that matches the acceptable MIME types for " +
				"the request."}
	}
	return &answer{status: http.StatusOK, text: true, body: strconv.AppendInt(nil, int64(countMatches(rows,
		matches)), 10)}, nil
}

// contextURL is the @odata.context of a path. The delegated admin collections have theirs below their own root.
func (c *call) contextURL(path string) string {
	if rest, ok := strings.CutPrefix(strings.ToLower(path), "tenantrelationships/delegatedadmin"); ok &&
		!strings.Contains(rest, "/") {
		return c.root() + "tenantRelationships/$metadata#" + lastSegment(path)
	}
	selected := ""
	if len(c.query.Select) > 0 {
		selected = "(" + strings.Join(c.query.Select, ",") + ")"
	}
	return c.root() + "$metadata#" + contextPath(path) + selected
}

// contextPath is a path as a metadata address has it: users('id')/memberOf; members of something are directory
// objects.
func contextPath(path string) string {
	segments := strings.Split(path, "/")
	if resource, _ := tenant.FindResource(path); resource != nil && resource.Type == "directoryObject" {
		return "directoryObjects"
	}
	text := segments[0]
	for _, each := range segments[1:] {
		if len(each) == 36 && strings.Count(each, "-") == 4 {
			text += "('" + each + "')"
		} else {
			text += "/" + each
		}
	}
	return text
}

// nextLink repeats the query with a token for the row to go on at.
func (c *call) nextLink(next int) string {
	kept := make([]string, 0, 4)
	for _, part := range strings.Split(c.raw, "&") {
		name, _, _ := strings.Cut(part, "=")
		if decoded, err := url.QueryUnescape(name); err == nil {
			name = decoded
		}
		if name = strings.ToLower(strings.TrimPrefix(name, "$")); name != "skiptoken" && part != "" {
			kept = append(kept, part)
		}
	}
	kept = append(kept, "$skiptoken="+c.skipToken(next))
	return c.root() + c.path + "?" + strings.Join(kept, "&")
}

// skipToken hides a position in a token bound to the query: 32 hexadecimal digits and _1.
func (c *call) skipToken(position int) string {
	sum := c.querySum()
	var token [16]byte
	copy(token[:], sum[:])
	binary.BigEndian.PutUint64(token[8:], uint64(position)^binary.BigEndian.Uint64(sum[8:16]))
	return hex.EncodeToString(token[:]) + "_1"
}

func (c *call) querySum() [32]byte {
	q := c.query.Values
	return sha256.Sum256([]byte(strings.ToLower(c.path) + "\x00" + q["$filter"] + "\x00" + q["$orderby"] +
		"\x00" +
		q["$search"] + "\x00" + c.caller.TID))
}

// startAt is the row a page starts at, from $skiptoken or $skip.
func (c *call) startAt(count int) (int, *fault) {
	if c.query.SkipToken == "" {
		return min(c.query.Skip, count), nil
	}
	sum := c.querySum()
	text, _ := strings.CutSuffix(c.query.SkipToken, "_1")
	token, err := hex.DecodeString(text)
	if err != nil || len(token) != 16 || string(token[:8]) != string(sum[:8]) {
		return 0, badRequest("Directory_ExpiredPageToken",
			"The specified page token value has expired and can no longer be included in your request.")
	}
	position := binary.BigEndian.Uint64(token[8:]) ^ binary.BigEndian.Uint64(sum[8:16])
	if position > uint64(count) {
		return count, nil
	}
	return int(position), nil
}

// one answers a single row of a collection.
func (s *Server) one(c *call, resource *tenant.Resource, key string) (*answer, *fault) {
	var found row.Row
	collection := c.path[:len(c.path)-len(key)-1]
	switch {
	case resource.Type == "signIn":
		log := c.caller.directory.Log()
		if i, ok := log.Find(key); ok {
			found = log.Row(i)
		}
	default:
		found = s.findRow(c, collection, key)
	}
	if found == nil {
		return nil, notFound(key)
	}
	if refused := s.checkActivity(c, key); refused != nil {
		return nil, refused
	}
	return s.object(c, resource, found)
}

// object answers one object, shaped as rows are.
func (s *Server) object(c *call, resource *tenant.Resource, object row.Row) (*answer, *fault) {
	if refused := c.checkNames(resource); refused != nil {
		return nil, refused
	}
	shape, refused := s.shapeOf(c, resource)
	if refused != nil {
		return nil, refused
	}
	context := c.contextURL(c.path)
	if !resource.Object {
		context = c.contextURL(c.path[:strings.LastIndexByte(c.path, '/')]) + "/$entity"
	}
	body := row.AppendString([]byte(`{"@odata.context":`), context)
	shaped := shape(nil, object)
	if len(shaped) > 2 {
		body = append(body, ',')
	}
	return &answer{status: http.StatusOK, body: append(body, shaped[1:]...)}, nil
}
