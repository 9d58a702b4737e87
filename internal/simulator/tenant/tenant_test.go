package tenant

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func small(seed uint64) *Tenant {
	return Generate(Params{Seed: seed, Now: today, Users: 60, SignIns: 400, Customers: 3})
}

// digest is a hash over all files of a folder, names included.
func digest(t *testing.T, dir string) string {
	t.Helper()
	sum := sha256.New()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		sum.Write([]byte(filepath.ToSlash(name)))
		sum.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func written(t *testing.T, tenant *Tenant) string {
	t.Helper()
	dir := t.TempDir()
	if err := tenant.WriteFolder(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestASeedGivesTheSameTenant(t *testing.T) {
	one, again, other := digest(t, written(t, small(7))), digest(t, written(t, small(7))), digest(t,
		written(t, small(8)))
	if one != again {
		t.Error("two tenants of one seed differ")
	}
	if one == other {
		t.Error("tenants of two seeds are the same")
	}
}

func TestFolderRoundTrip(t *testing.T) {
	made := small(3)
	dir := written(t, made)
	read, err := ReadFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if read.Directory.ID != made.Directory.ID || read.Directory.Domain != made.Directory.Domain ||
		!read.Now.Equal(made.Now) ||
		read.Account != made.Account || read.ClientID != made.ClientID || len(read.Customers) != 3 {
		t.Errorf("header: %+v", read)
	}
	if a, b := digest(t, dir), digest(t, written(t, read)); a != b {
		t.Error("what was read is written differently")
	}
	for i := range made.Directory.SignIns.Len() {
		a, b := made.Directory.SignIns, read.Directory.SignIns
		if string(a.Row(i)) != string(b.Row(i)) || !a.Time(i).Equal(b.Time(i)) || a.Type(i) != b.Type(i) {
			t.Fatalf("sign-in %d differs", i)
		}
	}
}

func TestSignInLog(t *testing.T) {
	log := Generate(Params{Now: today, Users: 100, SignIns: 5000}).Records.SignIns
	types := map[string]int{}
	for i := range log.Len() {
		s := log.At(i)
		types[s.SignInEventTypes[0]]++
		at, err := time.Parse(time.RFC3339, s.CreatedDateTime)
		if err != nil || !at.Equal(log.Time(i)) || at.After(today) || at.Before(today.AddDate(0, 0, -30)) {
			t.Fatalf("%d: %s", i, s.CreatedDateTime)
		}
		if i > 0 && at.After(log.Time(i-1)) {
			t.Fatalf("%d is newer than the one before", i)
		}
		if found, ok := log.Find(s.ID); !ok || found != i {
			t.Fatalf("Find(%s) = %d %v, want %d", s.ID, found, ok, i)
		}
		if s.Status.ErrorCode == 53003 && s.ConditionalAccessStatus != "failure" {
			t.Errorf("blocked, but Conditional Access %s", s.ConditionalAccessStatus)
		}
	}
	if len(types) != 4 {
		t.Errorf("event types: %v", types)
	}
	if _, ok := log.Find("00000000-0000-4000-8000-000000000000"); ok {
		t.Error("an id that is not in the log was found")
	}
}

func TestEmergencyAndServiceAccountsAreExcluded(t *testing.T) {
	records := Generate(Params{Now: today}).Records
	all := &records.Policies[0]
	seen := map[UserKind]int{}
	for i := range records.Users {
		u := &records.Users[i]
		seen[u.Kind]++
		excluded := u.Kind == BreakGlass || u.Kind == ServiceAccount
		if all.AppliesTo(u) == excluded {
			t.Errorf("%s: applies %v", u.DisplayName, !excluded)
		}
	}
	for _, kind := range []UserKind{Employee, Guest, ServiceAccount, BreakGlass} {
		if seen[kind] == 0 {
			t.Errorf("no account of kind %s", kind)
		}
	}
}

func TestFindResource(t *testing.T) {
	for path, want := range map[string]string{"users": "user ", "USERS/x": "user x",
		"users/x/memberOf":    "directoryObject ",
		"auditLogs/signIns/y": "signIn y", "policies/authorizationPolicy": "authorizationPolicy ",
		"users/x/nothing": "",
		"nothing":         "", "": "", "users//memberOf": "", "policies/authorizationPolicy/x": "",
		"policies/authenticationFlowsPolicy": " ", "identityProtection/a/b": " ", "policies/": "", "policies//x": ""} {
		resource, key := FindResource(path)
		got := ""
		if resource != nil {
			got = resource.Type + " " + key
		}
		if got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}

// folder writes files beside a good tenant.json.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if files["tenant.json"] == "" {
		files["tenant.json"] = `{"tenantId":"11111111-2222-3333-4444-555555555555","defaultDomain":"contoso.example",
			"now":"2026-11-22T12:00:00Z","account":"a@contoso.example","clientId":"c"}`
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFoldersAreRefusedWithPosition(t *testing.T) {
	for name, each := range map[string]struct {
		file, text, want string // want: "line:column: start of the reason"
	}{
		"no JSON": {"v1.0/users.json", "{\"value\": [\n  {\"id\": \"1\",}\n]}",
			"2:14: not valid JSON"},
		"cut off":         {"v1.0/users.json", `{"value": [`, "1:11: not valid JSON"},
		"unknown path":    {"v1.0/nonsense.json", `{}`, "1:1: nothing is served"},
		"unknown version": {"v2.0/users.json", `{}`, "1:1: nothing is served"},
		"no JSON file":    {"v1.0/users.txt", `{}`, "1:1: nothing is served"},
		"unknown, customer": {"customers/22222222-0000-0000-0000-000000000000/v1.0/x.json", `{}`,
			"1:1: nothing is served"},
		"no collection": {"v1.0/users.json", `[]`, "1:1: a collection must be"},
		"row no object": {"v1.0/users.json", "{\"value\": [\n {\"id\":\"1\"},\n 7]}",
			"3:2: a row must be an object"},
		"row without id": {"v1.0/users.json", "{\"value\": [\n {\"displayName\":\"x\"}]}",
			"2:2: a user must have id"},
		"wrong type": {"v1.0/users.json", "{\"value\": [\n {\"id\":\"1\",\n  \"accountEnabled\": " +
			"\"yes\"}]}", "3:21: accountEnabled of a user must be true or false"},
		"wrong time": {"beta/auditLogs/signIns.json",
			`{"value":[{"id":"1","createdDateTime":"yesterday"}]}`, "1:39: createdDateTime of a signIn " +
				"must be a time"},
		"wrong object": {"v1.0/policies/authorizationPolicy.json", `[]`,
			"1:1: a row must be an object"},
		"wrong failure": {"partnercenter/v1/customers.json", `{"@error":{"status":7}}`,
			"1:11: @error must have"},
		"header wrong now":  {"tenant.json", `{"tenantId":"1","defaultDomain":"x","now":"soon"}`, "1:43: now must be"},
		"header empty":      {"tenant.json", `{}`, "1:1: tenantId and defaultDomain"},
		"header wrong type": {"tenant.json", "{\"tenantId\":\n 5}", "2:2: TenantID must be text"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, map[string]string{each.file: each.text})
			_, err := ReadFolder(dir)
			var at *FileError
			if !errors.As(err, &at) {
				t.Fatalf("got %v", err)
			}
			where := filepath.Join(dir, filepath.FromSlash(each.file)) + ":" + each.want
			if !strings.HasPrefix(err.Error(), where) {
				t.Errorf("got  %s\nwant %s…", err, where)
			}
		})
	}
	if _, err := ReadFolder(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("a folder that does not exist was read")
	}
}

func TestVersionsStandInForEachOther(t *testing.T) {
	read, err := ReadFolder(folder(t, map[string]string{
		"v1.0/users.json":  `{"value":[{"id":"1","displayName":"one"}]}`,
		"beta/groups.json": `{"value":[{"id":"g"}]}`, "v1.0/groups.json": `{"value":[]}`,
		".hidden/x.json": `nonsense`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	d := read.Directory
	if len(d.Document(true, "users").Rows()) != 1 || len(d.Document(true, "groups").Rows()) != 1 ||
		len(d.Document(false, "Groups").Rows()) != 0 {
		t.Error("the wrong version answers")
	}
	if d.Document(false, "contracts") != nil {
		t.Error("a document out of nothing")
	}
}

func TestOpenPlaces(t *testing.T) {
	read, err := ReadFolder(folder(t, map[string]string{
		"v1.0/policies/authenticationFlowsPolicy.json":                      `{"id":"x"}`,
		"v1.0/roleManagement/directory/roleAssignmentScheduleRequests.json": `{"value":[{"id":"1"},{"id":"2"}]}`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	d := read.Directory
	if string(d.Document(true, "policies/authenticationFlowsPolicy").Object) != `{"id":"x"}` ||
		len(d.Rows("roleManagement/directory/roleAssignmentScheduleRequests")) != 2 {
		t.Error("what is not listed is not kept as its file has it")
	}
}

func FuzzReadRows(f *testing.F) {
	for _, seed := range []string{`{"value":[{"id":"1"}]}`, `{"value":[7]}`, `{"value":7}`, `[]`,
		`{"@error":{"status":500,"body":{}}}`, ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, "tenant.json"),
			[]byte(`{"tenantId":"1","defaultDomain":"x","now":"2026-11-22T12:00:00Z"}`), 0o644)
		os.Mkdir(filepath.Join(dir, "v1.0"), 0o755)
		os.WriteFile(filepath.Join(dir, "v1.0", "users.json"), []byte(text), 0o644)
		ReadFolder(dir)
	})
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		Generate(Params{Now: today})
	}
}

func BenchmarkSignInRow(b *testing.B) {
	log := Generate(Params{Now: today, SignIns: 1_000_000}).Records.SignIns
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		b.SetBytes(int64(len(log.Row(i % log.Len()))))
		i++
	}
}
