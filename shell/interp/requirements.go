package interp

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// meet checks what the #Requires comments of a script or module file ask for, and loads the modules that they name.
// The administrator that -RunAsAdministrator wants is known on Windows only, where no command here needs one.
func (rt *Runtime) meet(script *syntax.ScriptBlock, path string) error {
	r := script.Requirements
	if r == nil || path == "" {
		return nil
	}
	name := baseName(path)
	if r.Version != "" && olderThan(Version, r.Version) {
		return requiresError(name, "ScriptRequiresUnmatchedPSVersion", "it contained a \"#requires\" statement for PowerShell "+r.Version+
			". The version of PowerShell that is required by the script does not match the currently running version of PowerShell "+Version+".")
	}
	if len(r.Editions) > 0 && !slices.ContainsFunc(r.Editions, isCore) {
		return requiresError(name, "ScriptRequiresUnmatchedPSEdition", "it contained a \"#requires\" statement for PowerShell editions '"+
			strings.Join(r.Editions, ",")+"'. The edition of PowerShell that is required by the script does not match the currently running PowerShell Core edition.")
	}
	for _, m := range r.Modules {
		if !rt.require(m) {
			return requiresError(name, "ScriptRequiresMissingModules", strings.TrimSpace(
				"the following modules that are specified by the \"#requires\" statements of the script are missing: "+m.Name+". "+WhyNoModule(m.Name)))
		}
	}
	return nil
}

func isCore(edition string) bool { return object.EqualNames(edition, "Core") }

func requiresError(script, id, why string) *object.ErrorRecord {
	e := object.NewError(ns+"ScriptRequiresException", id, object.ResourceUnavailable, "The script '%s' cannot be run because %s", script, why)
	e.Activity, e.Target, e.TargetName, e.TargetType = script, script, script, "String"
	return e
}

// require loads a module of a suitable version; false if there is none.
func (rt *Runtime) require(m syntax.ModuleSpecification) bool {
	if version := rt.builtInModule(m.Name); version != "" {
		return Suits(version, m)
	}
	for _, loaded := range rt.modules {
		if object.EqualNames(loaded.Name, m.Name) && Suits(loaded.Version, m) {
			return true
		}
	}
	path := rt.FindModuleVersion(m)
	if path == "" {
		return false
	}
	found, err := rt.LoadModule(path, nil)
	if err != nil || !Suits(found.Version, m) {
		return false
	}
	rt.Import(found, ImportOptions{Global: true})
	return true
}

// Suits reports whether a version is one that a specification asks for.
func Suits(version string, m syntax.ModuleSpecification) bool {
	return (m.Version == "" || !olderThan(version, m.Version)) &&
		(m.MaximumVersion == "" || !olderThan(strings.ReplaceAll(m.MaximumVersion, "*", "999999999"), version)) &&
		(m.RequiredVersion == "" || !olderThan(version, m.RequiredVersion) && !olderThan(m.RequiredVersion, version))
}

// olderThan compares versions; a text that is none is older than none.
func olderThan(version, than string) bool {
	t := object.LookupType("System.Version")
	whole := func(text string) object.Value {
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		v, _ := object.Convert(text, t)
		return v
	}
	result, err := object.Compare(whole(version), whole(than), true)
	return err == nil && result < 0
}

// builtInModule is the version of a module whose commands are compiled in; empty if there is no such module.
func (rt *Runtime) builtInModule(name string) string {
	for _, command := range rt.registry.Names() {
		if module := rt.registry.Find(command).Module; object.EqualNames(module, name) {
			return ModuleVersion(module)
		}
	}
	return ""
}

// ModuleVersion is the version that scripts expect of a module whose commands are compiled in: that of the last release
// under its name, or else the shell's.
func ModuleVersion(module string) string {
	switch module {
	case "PartnerCenter":
		return "3.0.10"
	case "ImportExcel":
		return "7.8.10"
	}
	return Version + ".0"
}
