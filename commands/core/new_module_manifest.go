package core

import (
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func newModuleManifestCommand() *command.Command {
	return &command.Command{
		Name: "New-ModuleManifest", Class: "Microsoft.PowerShell.Commands.NewModuleManifestCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Writes a module's manifest (.psd1).",
		Description: "The manifest says what a module is called, which version it has and what it exports.",
		Examples: []command.Example{
			{Code: `New-ModuleManifest tools.psd1 -RootModule tools.psm1 -FunctionsToExport Get-Tool; Get-Content tools.psd1`,
				Remarks: "A manifest for a module of script."},
		},
		New:           func() command.Processor { return &newModuleManifest{} },
		ShouldProcess: true, ConfirmImpact: "Low",
		OutputTypes: []string{"System.String"},
	}
}

// newModuleManifest is New-ModuleManifest: writes a module's manifest.
type newModuleManifest struct {
	Path                 string         `ps:"pos=0 mandatory" help:"The file to write."`
	NestedModules        []object.Value `ps:"allowemptycollection" help:"Modules that belong to this one."`
	Guid                 *object.Guid   `ps:"type=System.Guid" help:"The module's identifier; a new one unless given."`
	Author               string         `ps:"allowempty" help:"Who wrote it."`
	CompanyName          string         `ps:"allowempty" help:"Whom it is from."`
	Copyright            string         `ps:"allowempty" help:"The copyright line."`
	RootModule           string         `ps:"alias=ModuleToProcess allowempty" help:"The module's file."`
	ModuleVersion        object.Value   `ps:"type=System.Version notnull" help:"The version; 0.0.1 unless given."`
	Description          string         `ps:"allowempty" help:"What the module is for."`
	PowerShellVersion    object.Value   `ps:"type=System.Version" help:"The least version of PowerShell."`
	RequiredModules      []object.Value `help:"Modules that must be there."`
	ScriptsToProcess     []string       `ps:"allowemptycollection" help:"Scripts that run before the module is imported."`
	FileList             []string       `ps:"allowemptycollection" help:"The files of the module."`
	FunctionsToExport    []string       `ps:"allowemptycollection" help:"The functions that it exports; all unless given."`
	AliasesToExport      []string       `ps:"allowemptycollection" help:"The aliases that it exports; all unless given."`
	VariablesToExport    []string       `ps:"allowemptycollection" help:"The variables that it exports; all unless given."`
	CmdletsToExport      []string       `ps:"allowemptycollection" help:"The cmdlets that it exports; all unless given."`
	CompatiblePSEditions []string       `ps:"allowemptycollection values=Desktop,Core" help:"The editions of PowerShell that it runs on."`
	PrivateData          object.Value   `ps:"allownull" help:"Further data, a hashtable."`
	Tags                 []string       `ps:"notempty" help:"Words to find it by."`
	ProjectUri           string         `ps:"notempty" help:"The address of the project."`
	LicenseUri           string         `ps:"notempty" help:"The address of the licence."`
	ReleaseNotes         string         `ps:"notempty" help:"What is new."`
	Prerelease           string         `ps:"notempty" help:"What follows the version of a preview."`
	HelpInfoUri          string         `ps:"allownull" help:"The address of its help."`
	DefaultCommandPrefix string         `ps:"allownull" help:"What the nouns of its commands begin with."`
	PassThru             object.Switch  `help:"Writes the text out, too."`
}

// Process implements command.Processor.
func (c *newModuleManifest) Process(inv *command.Invocation) error {
	path, err := interp.RuntimeOf(inv).FilePath(c.Path)
	if err != nil {
		return err
	}
	if !strings.EqualFold(filepath.Ext(path), ".psd1") {
		return manifestError("Modules_InvalidModuleManifestPath",
			"The file '%s' does not have the extension '.psd1' of a module manifest.", path)
	}
	if ok, err := inv.ShouldProcess(path, `Creating the "`+path+`" module manifest file.`); !ok || err != nil {
		return err
	}
	text := c.text(inv)
	if err := outfile.Write(path, []byte(text)); err != nil {
		return manifestError("Modules_FileOpenFailure", "The module manifest '%s' cannot be written: %s", path, err.Error())
	}
	if c.PassThru {
		return inv.Write(text)
	}
	return nil
}

// manifestWriter writes "key = value" lines, without those that have no value.
type manifestWriter struct {
	strings.Builder
	indent string
}

func (w *manifestWriter) line(key, value string) {
	w.WriteString(w.indent + key + " = " + value + "\n")
}

func (w *manifestWriter) one(key string, v object.Value) {
	if text := object.ToText(v); text != "" {
		w.line(key, quoted(text))
	}
}

func (w *manifestWriter) list(key string, values []string) {
	if len(values) > 0 {
		w.line(key, quotedList(values))
	}
}

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func quotedList(values []string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = quoted(v)
	}
	return "@(" + strings.Join(parts, ", ") + ")"
}

// exported is a list of exports: all where nothing was said.
func (w *manifestWriter) exported(inv *command.Invocation, key string, values []string) {
	if inv.IsBound(key) {
		w.line(key, quotedList(values))
		return
	}
	w.line(key, "'*'")
}

// modules are names, or tables with the name and version of a module.
func (w *manifestWriter) modules(key string, values []object.Value) {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = literal(v)
	}
	if len(parts) > 0 {
		w.line(key, "@("+strings.Join(parts, ", ")+")")
	}
}

// literal is a value as a data file writes it.
func literal(v object.Value) string {
	switch x := object.Base(v).(type) {
	case nil:
		return "$null"
	case bool:
		return "$" + strings.ToLower(object.ToText(x))
	case int32, int64, float64:
		return object.ToText(x)
	case *object.Dictionary:
		var parts []string
		for _, e := range x.Entries() {
			parts = append(parts, quoted(object.ToText(e.Key))+" = "+literal(e.Value))
		}
		return "@{ " + strings.Join(parts, "; ") + " }"
	}
	if items, ok := object.Elements(v); ok {
		parts := make([]string, len(items))
		for i, item := range items {
			parts[i] = literal(item)
		}
		return "@(" + strings.Join(parts, ", ") + ")"
	}
	return quoted(object.ToText(v))
}

func (c *newModuleManifest) text(inv *command.Invocation) string {
	w := &manifestWriter{}
	name := strings.TrimSuffix(filepath.Base(c.Path), filepath.Ext(c.Path))
	w.WriteString("# Manifest of the module '" + strings.ReplaceAll(name, "\n", " ") + "'\n@{\n")
	w.one("RootModule", c.RootModule)
	if version := object.ToText(c.ModuleVersion); version != "" {
		w.line("ModuleVersion", quoted(version))
	} else {
		w.line("ModuleVersion", "'0.0.1'")
	}
	w.list("CompatiblePSEditions", c.CompatiblePSEditions)
	if c.Guid != nil {
		w.line("GUID", quoted(object.ToText(*c.Guid)))
	} else {
		w.line("GUID", quoted(randomID()))
	}
	w.one("Author", c.Author)
	w.one("CompanyName", c.CompanyName)
	w.one("Copyright", c.Copyright)
	w.one("Description", c.Description)
	w.one("PowerShellVersion", c.PowerShellVersion)
	w.modules("RequiredModules", c.RequiredModules)
	w.list("ScriptsToProcess", c.ScriptsToProcess)
	w.modules("NestedModules", c.NestedModules)
	w.exported(inv, "FunctionsToExport", c.FunctionsToExport)
	w.exported(inv, "CmdletsToExport", c.CmdletsToExport)
	w.exported(inv, "VariablesToExport", c.VariablesToExport)
	w.exported(inv, "AliasesToExport", c.AliasesToExport)
	w.list("FileList", c.FileList)
	w.one("HelpInfoURI", c.HelpInfoUri)
	w.one("DefaultCommandPrefix", c.DefaultCommandPrefix)
	c.privateData(w)
	w.WriteString("}\n")
	return w.String()
}

// privateData is what was given, or the table that repositories of modules read.
func (c *newModuleManifest) privateData(w *manifestWriter) {
	if !object.IsNull(c.PrivateData) {
		w.line("PrivateData", literal(c.PrivateData))
		return
	}
	w.WriteString("PrivateData = @{\n  PSData = @{\n")
	w.indent = "    "
	w.list("Tags", c.Tags)
	w.one("LicenseUri", c.LicenseUri)
	w.one("ProjectUri", c.ProjectUri)
	w.one("ReleaseNotes", c.ReleaseNotes)
	w.one("Prerelease", c.Prerelease)
	w.WriteString("  }\n}\n")
}
