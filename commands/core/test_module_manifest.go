package core

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func testModuleManifestCommand() *command.Command {
	return &command.Command{
		Name: "Test-ModuleManifest", Class: "Microsoft.PowerShell.Commands.TestModuleManifestCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Checks a module's manifest (.psd1).",
		Description: "Reads the manifest without loading the module, and checks its version and that the root module is there.",
		Examples: []command.Example{
			{Setup: `New-ModuleManifest tools.psd1 -ModuleVersion 1.2.0`, Code: `Test-ModuleManifest tools.psd1`, Remarks: "Shows the module."},
		},
		New:         func() command.Processor { return &testModuleManifest{} },
		OutputTypes: []string{"System.Management.Automation.PSModuleInfo"},
	}
}

// testModuleManifest is Test-ModuleManifest: checks a module's manifest.
type testModuleManifest struct {
	Path string `ps:"pos=0 mandatory pipeline byname" help:"The manifest."`
}

// Process implements command.Processor.
func (c *testModuleManifest) Process(inv *command.Invocation) error {
	path, err := interp.RuntimeOf(inv).FilePath(c.Path)
	if err != nil {
		return err
	}
	if !strings.EqualFold(filepath.Ext(path), ".psd1") {
		return inv.WriteError(manifestError("Modules_InvalidModuleManifestPath",
			"The file '%s' does not have the extension '.psd1' of a module manifest.", path))
	}
	if _, err := os.Stat(path); err != nil {
		return inv.WriteError(interp.ModuleNotFound(c.Path))
	}
	module, table, err := interp.RuntimeOf(inv).ReadManifest(path)
	if err != nil {
		return inv.WriteError(manifestError("Modules_InvalidManifest", "The module manifest '%s' cannot be read: %s", path, err.Error()))
	}
	if version, err := object.Convert(module.Version, object.LookupType("System.Version")); err != nil || object.IsNull(version) {
		return inv.WriteError(manifestError("Modules_InvalidManifest",
			"The module manifest '%s' needs a ModuleVersion, such as '1.0.0'.", path))
	}
	if missing := missingRoot(table, filepath.Dir(path)); missing != "" {
		return inv.WriteError(manifestError("Modules_InvalidRootModuleInModuleManifest",
			"The RootModule '%s' that the module manifest '%s' names does not exist.", missing, path))
	}
	return inv.Write(module)
}

// missingRoot is the root module that a manifest names but that is not there.
func missingRoot(table *object.Dictionary, folder string) string {
	v, _ := table.Get("RootModule")
	root := object.ToText(v)
	if root == "" {
		return ""
	}
	file := filepath.Join(folder, filepath.FromSlash(strings.ReplaceAll(root, `\`, "/")))
	for _, candidate := range []string{file, file + ".psm1", file + ".psd1"} {
		if info, err := os.Stat(candidate); err == nil && !info.IsDir() {
			return ""
		}
	}
	return root
}

func manifestError(id, format string, args ...any) *object.ErrorRecord {
	return object.NewError("System.Management.Automation.PSInvalidOperationException", id, object.InvalidData, format, args...)
}
