package shell_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

// missingMembersFile lists the members of .NET's types that are left out: "# reason", and under it lines of the form
// "Full.Name: Member ::StaticMember …".
const missingMembersFile = "testdata/missing-members.txt"

// libraryRow is a member as a running PowerShell has it.
type libraryRow struct {
	Type   string `json:"t"`
	Kind   string `json:"k"`
	Static int    `json:"s"`
	Name   string `json:"n"`
}

// key is the member's name, and says whether it is static.
func (r libraryRow) key() string {
	if r.Static == 1 {
		return "::" + r.Name
	}
	return r.Name
}

// TestLibraryMembers: what PowerShell's types have is there and does something, or is listed with the reason.
func TestLibraryMembers(t *testing.T) {
	f, err := os.Open("../../shared/facts/powershell/dotnet-members.jsonl")
	if err != nil {
		t.Skip("the list of .NET's members is not beside this repository")
	}
	defer f.Close()
	newSession(&recorder{}, t.TempDir())
	listed, missing := readMissingMembers(t), map[string]bool{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var row libraryRow
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		id := row.Type + " " + row.key()
		if row.Name == "" || declaresMember(row) {
			continue
		}
		if !listed[id] {
			t.Errorf("%s is missing", id)
		}
		missing[id] = true
	}
	for id := range listed {
		if missing[id] {
			continue
		}
		t.Errorf("%s is listed in %s but not missing: take it off the list", id, missingMembersFile)
	}
}

// declaresMember reports whether the shell has the member. The types of the engine and of commands are left out: they
// are what its objects make them.
func declaresMember(row libraryRow) bool {
	typ := object.LookupType(strings.TrimSuffix(row.Type, "[T]"))
	if typ == nil {
		return false
	}
	if name := typ.FullName(); strings.HasPrefix(name, "System.Management.Automation.") || strings.HasPrefix(name, "Microsoft.PowerShell.") {
		return true
	}
	return slices.ContainsFunc(typ.DeclaredMembers(row.Static == 1), func(m *object.Member) bool {
		return m.Name == row.Name && memberWorks(m)
	})
}

// memberWorks reports whether something stands behind a declaration.
func memberWorks(m *object.Member) bool {
	switch m.Kind {
	case object.MethodMember, object.ParameterizedProperty:
		return slices.ContainsFunc(m.Overloads, func(o object.Overload) bool { return o.Call != nil })
	case object.PropertyMember:
		return m.Get != nil
	}
	return true
}

func readMissingMembers(t *testing.T) map[string]bool {
	text, err := os.ReadFile(missingMembersFile)
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		typeName, names, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		for _, name := range strings.Fields(names) {
			missing[typeName+" "+name] = true
		}
	}
	return missing
}
