package render

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

// viewFact is one of PowerShell's own views as the recorded table has it.
type viewFact struct {
	Types     []string
	View      string
	Kind      string
	Autosize  bool
	OutOfBand bool
	GroupBy   *struct{ Prop, Script, Label string }
	Rows      []struct {
		Wrap bool
		Cols []itemFact
	}
	Entries []struct {
		For *struct{ Types []string }
		itemFact
		Items []itemFact
	}
}

type itemFact struct {
	Label, Prop, Align string
	Width              int
}

// notHere are viewed types whose objects this shell does not make.
var notHere = []string{
	"Microsoft.PowerShell.Commands.X509StoreLocation", "System.Security.Cryptography.X509Certificates.X509Store",
	"System.Security.Cryptography.X509Certificates.X509CertificateEx", "System.Management.Automation.Signature",
	"System.CodeDom.Compiler.CompilerError", "Microsoft.PowerShell.Commands.AlternateStreamData",
	"System.Security.AccessControl.ObjectSecurity", "System.Security.AccessControl.FileSystemSecurity",
	"Microsoft.PowerShell.Commands.ListCommand+MemberInfo", "Microsoft.PowerShell.Commands.ActiveDirectoryProvider+ADPSDriveInfo",
	"System.Management.Automation.Subsystem.SubsystemInfo", "System.Management.Automation.Subsystem.SubsystemInfo+ImplementationInfo",
	"System.Management.Automation.ShellVariable", "System.Management.Automation.Runspaces.Runspace",
	"System.Management.Automation.Runspaces.PSSession", "System.Management.Automation.CommandBreakpoint",
	"System.Management.Automation.LineBreakpoint", "System.Management.Automation.VariableBreakpoint",
	"Microsoft.PowerShell.Commands.PSSessionConfigurationCommands#PSSessionConfiguration",
	"Microsoft.PowerShell.Commands.ComputerChangeInfo", "Microsoft.PowerShell.Commands.RenameComputerChangeInfo",
	"Microsoft.PowerShell.Commands.PSRunspaceDebug", "Microsoft.PowerShell.MarkdownRender.PSMarkdownOptionInfo",
	"System.Management.Automation.PSTraceSource", "Microsoft.PowerShell.Commands.Internal.TransactedRegistryKey",
	"Microsoft.Win32.RegistryKey", "System.Management.Automation.TreatAs.RegistryValue",
	"Microsoft.PowerShell.Commands.TestConnectionCommand+PingMtuStatus", "Microsoft.PowerShell.Commands.TestConnectionCommand+TraceStatus",
	"Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus", "Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus",
	"System.Diagnostics.FileVersionInfo", "System.Diagnostics.ProcessModule",
	"System.Management.Automation.ErrorRecord", // its text is not a view here
}

// TestViewsAreThoseOfPowerShell compares every view with the table read out of PowerShell: the types that have it, what
// it groups by, and its columns or lines in order, with label, width and alignment.
func TestViewsAreThoseOfPowerShell(t *testing.T) {
	f, err := os.Open("../../../shared/facts/powershell/format-views.jsonl")
	if err != nil {
		t.Skip("the facts about PowerShell are not beside this repository")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var fact viewFact
		if err := json.Unmarshal(lines.Bytes(), &fact); err != nil {
			t.Fatal(err)
		}
		for _, typeName := range fact.Types {
			if !slices.Contains(notHere, typeName) && !strings.HasPrefix(typeName, "Deserialized.") {
				for _, problem := range fact.differences(typeName) {
					t.Errorf("%s, %s view %q: %s", typeName, fact.Kind, fact.View, problem)
				}
			}
		}
	}
}

func (f *viewFact) differences(typeName string) []string {
	shape := map[string]Shape{"table": TableShape, "list": ListShape, "wide": WideShape, "custom": CustomShape}[f.Kind]
	at := slices.IndexFunc(ViewsOf(typeName), func(v *View) bool { return v.Shape == shape && v.Name == f.View })
	if at < 0 {
		return []string{"missing"}
	}
	v := ViewsOf(typeName)[at]
	var list []string
	differ := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			list = append(list, fmt.Sprintf("%s %v, want %v", what, got, want))
		}
	}
	differ("grouped", v.GroupBy != nil, f.GroupBy != nil)
	differ("out of band", v.OutOfBand, f.OutOfBand)
	differ("sized by content", v.autoSize, f.Autosize)
	if shape == CustomShape {
		return list
	}
	items, own := v.Items, v.variants[typeName]
	if own != nil {
		items = own
	}
	if len(f.Rows) > 0 {
		differ("wrapped", v.Wrap, f.Rows[0].Wrap)
	}
	differ("items", itemTexts(items), factTexts(f.items(typeName)))
	return list
}

// items are the columns or lines for a type: those made for it, else the general ones.
func (f *viewFact) items(typeName string) []itemFact {
	if f.Kind == "table" {
		return f.Rows[0].Cols
	}
	general := -1
	for i, e := range f.Entries {
		if e.For != nil && slices.Contains(e.For.Types, typeName) {
			general = i
			break
		}
		if e.For == nil && general < 0 {
			general = i
		}
	}
	if e := f.Entries[general]; len(e.Items) > 0 {
		return e.Items
	}
	return []itemFact{f.Entries[general].itemFact}
}

func factTexts(items []itemFact) []string {
	texts := make([]string, len(items))
	for i, item := range items {
		label := item.Label
		if label == "" {
			label = item.Prop
		}
		texts[i] = fmt.Sprintf("%s:%d%s", object.FoldName(label), item.Width, strings.ToLower(item.Align))
	}
	return texts
}

func itemTexts(items []Item) []string {
	texts := make([]string, len(items))
	for i, item := range items {
		label := item.Label
		if label == "" {
			label = item.Property
		}
		align := [...]string{"", "left", "center", "right"}[item.Align]
		texts[i] = fmt.Sprintf("%s:%d%s", object.FoldName(label), item.Width, align)
	}
	return texts
}
