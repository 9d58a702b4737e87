package tenant

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// FileError is a file of a tenant folder that cannot be used.
type FileError struct {
	// File is the file's path, Line and Column (counted in bytes) where in it, from 1.
	File         string
	Line, Column int
	Reason       string
}

func (e *FileError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Reason)
}

// ReadFolder reads a tenant from the files of a folder: tenant.json, {v1.0,beta}/<Graph path>.json,
// customers/<tenant id>/{v1.0,beta}/… and partnercenter/v1/<path>.json. It refuses with a FileError files that
// are no JSON, paths that are not served and rows of the wrong shape. Names that begin with a dot are passed over.
// Tenant.Now is zero where tenant.json does not say when the tenant is looked at.
func ReadFolder(dir string) (*Tenant, error) {
	r := reader{dir: dir, tenant: &Tenant{Customers: map[string]*Directory{},
		PartnerCenter: map[string]*Document{}}}
	if err := r.header(); err != nil {
		return nil, err
	}
	if err := filepath.WalkDir(dir, r.visit); err != nil {
		return nil, err
	}
	r.tenant.Directory.named()
	for _, customer := range r.tenant.Customers {
		customer.named()
	}
	return r.tenant, nil
}

type reader struct {
	dir    string
	tenant *Tenant
}

// file is a file being read; positions in it are found from slices of its bytes.
type file struct {
	path string
	text []byte
	root []byte // text without the space around it
}

// errorAt is an error about a part of the file's text, which must be a slice of it.
func (f *file) errorAt(part []byte, format string, args ...any) error {
	if part == nil { // there is no such part
		return f.errorAtOffset(0, format, args...)
	}
	return f.errorAtOffset(cap(f.text)-cap(part), format, args...)
}

func (f *file) errorAtOffset(offset int, format string, args ...any) error {
	before := f.text[:min(max(offset, 0), len(f.text))]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return &FileError{f.path, line, column, fmt.Sprintf(format, args...)}
}

func (r *reader) open(path string) (*file, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f := &file{path: path, text: bytes.TrimPrefix(text, []byte("\ufeff"))}
	f.root = bytes.TrimSpace(f.text)
	if json.Valid(f.text) {
		return f, nil
	}
	var value json.RawMessage
	err = json.Unmarshal(f.text, &value)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return nil, f.errorAtOffset(int(syntax.Offset)-1, "not valid JSON: %s", err)
	}
	return nil, f.errorAtOffset(0, "not valid JSON: %v", err)
}

// header reads tenant.json.
func (r *reader) header() error {
	f, err := r.open(filepath.Join(r.dir, "tenant.json"))
	if err != nil {
		return err
	}
	var header struct{ TenantID, DefaultDomain, Now, Account, ClientID string }
	if err := json.Unmarshal(f.text, &header); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return f.errorAtOffset(int(wrong.Offset)-1, "%s must be text", orDefault(wrong.Field, "the file"))
		}
		return f.errorAtOffset(0, "%s", err)
	}
	if header.TenantID == "" || header.DefaultDomain == "" {
		return f.errorAtOffset(0, "tenantId and defaultDomain are required")
	}
	t := r.tenant
	t.Account, t.ClientID = header.Account, header.ClientID
	if header.Now != "" {
		now, err := time.Parse(time.RFC3339Nano, header.Now)
		if err != nil {
			return f.errorAt(row.Row(f.root).Get("now"), "now must be a time such as 2026-11-22T12:00:00Z")
		}
		t.Now = now.UTC()
	}
	t.Directory = newDirectory(strings.ToLower(header.TenantID), header.DefaultDomain)
	return nil
}

// visit takes in one file by where it lies.
func (r *reader) visit(path string, entry fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if strings.HasPrefix(entry.Name(), ".") && path != r.dir {
		if entry.IsDir() {
			return filepath.SkipDir
		}
		return nil
	}
	if entry.IsDir() {
		return nil
	}
	below, err := filepath.Rel(r.dir, path)
	if err != nil {
		return err
	}
	name, isJSON := strings.CutSuffix(filepath.ToSlash(below), ".json")
	if name == "tenant" && isJSON {
		return nil
	}
	unknown := &FileError{path, 1, 1, "nothing is served from this path"}
	if !isJSON {
		return unknown
	}
	return r.take(path, name, unknown)
}

func (r *reader) take(path, name string, unknown error) error {
	directory := r.tenant.Directory
	first, rest, _ := strings.Cut(name, "/")
	switch first {
	case "partnercenter":
		served, ok := strings.CutPrefix(rest, "v1/")
		if !ok {
			return unknown
		}
		return r.partnerCenter(path, served)
	case "customers":
		var id string
		id, rest, _ = strings.Cut(rest, "/")
		directory = r.customer(id)
		first, rest, _ = strings.Cut(rest, "/")
	}
	if first != string(v1) && first != string(beta) {
		return unknown
	}
	return r.graph(directory, version(first), path, rest, unknown)
}

func (r *reader) customer(id string) *Directory {
	id = strings.ToLower(id)
	if r.tenant.Customers[id] == nil {
		r.tenant.Customers[id] = newDirectory(id, "")
	}
	return r.tenant.Customers[id]
}

func (r *reader) partnerCenter(path, served string) error {
	f, err := r.open(path)
	if err != nil {
		return err
	}
	document := &Document{Path: served, Object: compact(f.root)}
	if document.Failure, err = f.failure(); err != nil {
		return err
	}
	r.tenant.PartnerCenter[strings.ToLower(served)] = document
	return nil
}

func (r *reader) graph(d *Directory, v version, path, served string, unknown error) error {
	resource, key := FindResource(served)
	if resource == nil {
		return unknown
	}
	f, err := r.open(path)
	if err != nil {
		return err
	}
	document := &Document{}
	if document.Failure, err = f.failure(); err != nil {
		return err
	}
	switch {
	case document.Failure != nil:
	case resource.Object || key != "" || resource.Open && !f.isCollection():
		if err := f.checkRow(resource.Type, f.root); err != nil {
			return err
		}
		document.Object = compact(f.root)
	default:
		rows, err := f.rows(resource.Type)
		if err != nil {
			return err
		}
		document.rows = func() []row.Row { return rows }
	}
	d.take(v, served, resource, document)
	return nil
}

// take stores a document; the sign-in log goes to its own place.
func (d *Directory) take(v version, path string, resource *Resource, document *Document) {
	if resource.Type != "signIn" || document.Failure != nil {
		d.put(v, path, document)
		return
	}
	if d.SignIns.Len() > 0 && v == v1 {
		return // what v1.0 sends is derived from beta's rows
	}
	rows := document.Rows()
	log := make(rowLog, len(rows))
	for i, each := range rows {
		at, _ := time.Parse(time.RFC3339Nano, each.Text("createdDateTime"))
		log[i] = loggedRow{at, each}
	}
	sort.SliceStable(log, func(i, j int) bool { return log[i].at.After(log[j].at) })
	d.SignIns = log
}

// failure reads {"@error": {"status": …, "body": …}}, nil when the file is something else.
func (f *file) failure() (*Failure, error) {
	described := row.Row(f.root).Get("@error")
	if described == nil {
		return nil, nil
	}
	var failure struct {
		Status int
		Body   json.RawMessage
	}
	if err := json.Unmarshal(described, &failure); err != nil || failure.Status < 400 ||
		failure.Status > 599 {
		return nil, f.errorAt(described, "@error must have a status from 400 to 599 and a body")
	}
	return &Failure{failure.Status, compact(failure.Body)}, nil
}

// isCollection tells whether the file is {"value": […]}.
func (f *file) isCollection() bool {
	list := row.Row(f.root).Get("value")
	return len(list) > 0 && list[0] == '['
}

// rows reads {"value": […]} and checks every row.
func (f *file) rows(typeName string) ([]row.Row, error) {
	if !f.isCollection() {
		return nil, f.errorAtOffset(0, `a collection must be an object with an array "value"`)
	}
	rows, err := []row.Row{}, error(nil)
	row.Elements(row.Row(f.root).Get("value"), func(each []byte) bool {
		if err = f.checkRow(typeName, each); err == nil {
			rows = append(rows, compact(each))
		}
		return err == nil
	})
	return rows, err
}

// checkRow refuses a row that is no object, lacks its key, or has a property of the wrong type.
func (f *file) checkRow(typeName string, text []byte) (err error) {
	if len(text) == 0 || text[0] != '{' {
		return f.errorAt(text, "a row must be an object")
	}
	r := row.Row(text)
	for _, name := range required(typeName) {
		if r.Text(name) == "" {
			return f.errorAt(text, "a %s must have %s, as text", typeName, name)
		}
	}
	known := properties(typeName)
	r.Each(func(key, value []byte) bool {
		if want, ok := known[string(key)]; ok && !fits(value, want.valueType) {
			err = f.errorAt(value, "%s of a %s must be %s or null", key, typeName, want.valueType)
		}
		return err == nil
	})
	return err
}

func required(typeName string) []string {
	switch typeName {
	case "signIn":
		return []string{"id", "createdDateTime"}
	case "directoryAudit":
		return []string{"id", "activityDateTime"}
	case "user", "group", "application", "servicePrincipal", "directoryRole", "conditionalAccessPolicy",
		"namedLocation",
		"userRegistrationDetails", "organization", "delegatedAdminRelationship", "directoryObject",
		"contract",
		"unifiedRoleDefinition", "unifiedRoleAssignment", "subscribedSku", "authenticationMethod",
		"riskyUser",
		"riskDetection", "directoryRoleTemplate", "oAuth2PermissionGrant":
		return []string{"id"}
	}
	return nil
}

func fits(value []byte, want ValueType) bool {
	switch c := value[0]; {
	case c == 'n':
		return true
	case want == TextValue:
		return c == '"'
	case want == TimeValue:
		_, err := time.Parse(time.RFC3339Nano, row.Text(value))
		return err == nil
	case want == BooleanValue:
		return c == 't' || c == 'f'
	case want == ObjectValue:
		return c == '{'
	case want == ListValue:
		return c == '['
	default:
		return c == '-' || c >= '0' && c <= '9'
	}
}

func (t ValueType) String() string {
	switch t {
	case BooleanValue:
		return "true or false"
	case NumberValue:
		return "a number"
	case TimeValue:
		return "a time such as 2026-11-22T12:00:00Z"
	case ObjectValue:
		return "an object"
	case ListValue:
		return "an array"
	}
	return "text"
}

// compact removes the space between tokens from text that is spread over lines.
func compact(text []byte) row.Row {
	if bytes.IndexByte(text, '\n') < 0 {
		return text
	}
	var buffer bytes.Buffer
	if json.Compact(&buffer, text) != nil {
		return nil
	}
	return bytes.Clone(buffer.Bytes())
}

// named sets a directory's domain from its organization, when it is not known yet.
func (d *Directory) named() {
	for _, organization := range d.Rows("organization") {
		row.Elements(organization.Get("verifiedDomains"), func(domain []byte) bool {
			if string(row.Row(domain).Get("isDefault")) == "true" && d.Domain == "" {
				d.Domain = row.Row(domain).Text("name")
			}
			return true
		})
	}
}
