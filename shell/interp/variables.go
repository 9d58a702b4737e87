package interp

import (
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// Version is the PowerShell version that $PSVersionTable shows.
const Version = "7.6.5"

func decodeUTF16(data []byte, bigEndian bool) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		lo, hi := data[2*i], data[2*i+1]
		if bigEndian {
			lo, hi = hi, lo
		}
		units[i] = uint16(lo) | uint16(hi)<<8
	}
	return string(utf16.Decode(units))
}

// defineVariables sets the variables of a fresh session.
func (rt *Runtime) defineVariables() {
	const constant, readOnly = OptionConstant | OptionAllScope, OptionReadOnly | OptionAllScope
	home, _ := os.UserHomeDir()
	rt.define("true", true, constant)
	rt.define("false", false, constant)
	rt.define("null", nil, OptionNone)
	rt.define("Error", rt.errors, OptionConstant)
	rt.define("HOME", home, readOnly)
	rt.shownHost = newHostObject(rt)
	rt.define("Host", rt.shownHost, constant)
	rt.define("PSStyle", dotnet.PSStyle(), OptionConstant)
	rt.define("PID", int32(os.Getpid()), constant)
	rt.define("PSVersionTable", versionTable(), constant)
	rt.define("PSEdition", "Core", constant)
	rt.define("PSHOME", executableFolder(), constant)
	rt.define("ShellId", "Microsoft.PowerShell", constant)
	rt.define("PSCulture", "en-US", readOnly)
	rt.define("PSUICulture", "en-US", readOnly)
	rt.define("ExecutionContext", rt.engineIntrinsics(), constant)
	rt.define("IsCoreCLR", true, readOnly)
	rt.define("IsLinux", runtime.GOOS == "linux", readOnly)
	rt.define("IsMacOS", runtime.GOOS == "darwin", readOnly)
	rt.define("IsWindows", runtime.GOOS == "windows", readOnly)
	rt.define("EnabledExperimentalFeatures", object.NewArray(), constant)
	rt.definePreferences()
	rt.updatePWD()
}

func (rt *Runtime) definePreferences() {
	for _, name := range []string{"ErrorActionPreference", "WarningPreference", "ProgressPreference"} {
		rt.definePreference(name, "System.Management.Automation.ActionPreference", "Continue")
	}
	for _, name := range []string{"VerbosePreference", "DebugPreference", "InformationPreference"} {
		rt.definePreference(name, "System.Management.Automation.ActionPreference", "SilentlyContinue")
	}
	rt.definePreference("ConfirmPreference", "System.Management.Automation.ConfirmImpact", "High")
	rt.definePreference("ErrorView", "System.Management.Automation.ErrorView", "ConciseView")
	rt.define("WhatIfPreference", false, OptionNone)
	rt.define("FormatEnumerationLimit", int32(4), OptionNone)
	rt.define("MaximumHistoryCount", int32(4096), OptionNone)
	rt.define("NestedPromptLevel", int32(0), OptionNone)
	rt.define("PSDefaultParameterValues", defaultParameterTable(), OptionNone)
	rt.define("PSNativeCommandUseErrorActionPreference", false, OptionNone)
	rt.definePreference("PSNativeCommandArgumentPassing", "System.Management.Automation.NativeArgumentPassingStyle", "Standard")
	rt.define("PSEmailServer", "", OptionNone)
	rt.define("PSSessionApplicationName", "wsman", OptionNone)
	rt.define("PSSessionConfigurationName", "http://schemas.microsoft.com/powershell/Microsoft.PowerShell", OptionNone)
	rt.define("PROFILE", profiles(), OptionNone)
	rt.define("StackTrace", nil, OptionNone)
	rt.define("OutputEncoding", dotnet.UTF8(), OptionNone)
}

func orObject(t *object.Type) *object.Type {
	if t == nil {
		return object.TypeObject
	}
	return t
}

func defaultParameterTable() *object.Dictionary {
	d := object.NewHashtable()
	if t := object.LookupType("System.Management.Automation.DefaultParameterDictionary"); t != nil {
		d.DictType = t
	}
	return d
}

// profiles is $PROFILE: the path of the script that runs at the start, with those of PowerShell's others as notes.
func profiles() object.Value {
	own := ProfilePath()
	const all, host = "profile.ps1", "Microsoft.PowerShell_profile.ps1"
	home := executableFolder()
	var v object.Value = own
	for _, note := range [][2]string{
		{"AllUsersAllHosts", filepath.Join(home, all)}, {"AllUsersCurrentHost", filepath.Join(home, host)},
		{"CurrentUserAllHosts", filepath.Join(filepath.Dir(own), all)}, {"CurrentUserCurrentHost", own},
	} {
		v = object.AddMember(v, object.NoteOf(note[0], note[1]))
	}
	return v
}

// ProfilePath is the user's profile script.
func ProfilePath() string {
	folder, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "partnershell", "profile.ps1")
}

func executableFolder() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	return filepath.Dir(path)
}

// define sets a variable of the global scope.
func (rt *Runtime) define(name string, v object.Value, options VariableOptions) {
	sym := intern(name)
	slot := rt.global.declare(sym)
	slot.value, slot.set = v, true
	if options != OptionNone {
		slot.meta = &varMeta{options: options}
	}
	if options&OptionAllScope != 0 {
		rt.allScope[sym] = slot
	}
}

// definePreference sets a preference variable, which converts what is assigned to it.
func (rt *Runtime) definePreference(name, typeName, value string) {
	rt.define(name, enumValue(typeName, value), OptionNone)
	if t := object.LookupType(typeName); t != nil {
		rt.global.own(intern(name)).meta = &varMeta{constraint: t}
	}
}

// versionTable is $PSVersionTable. Its versions are made directly: a cast from text would load the members of their
// types at every start.
var versionTableType = object.Define(ns+"PSVersionHashTable", object.ClassType, object.TypeHashtable)

func versionTable() *object.Dictionary {
	version := func(major, minor int) object.Value {
		return &dotnet.Version{Major: major, Minor: minor, Build: -1, Revision: -1}
	}
	own, _ := dotnet.ParseSemanticVersion(Version)
	var compatible []object.Value
	for _, v := range [][2]int{{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {5, 1}, {6, 0}, {7, 0}} {
		compatible = append(compatible, version(v[0], v[1]))
	}
	d := object.NewOrdered()
	d.Set("PSVersion", own)
	d.Set("PSEdition", "Core")
	d.Set("GitCommitId", Version)
	d.Set("OS", osName())
	d.Set("Platform", platformName())
	d.Set("PSCompatibleVersions", object.NewTypedArray(object.LibraryType("System.Version"), compatible))
	d.Set("PSRemotingProtocolVersion", version(2, 4))
	d.Set("SerializationVersion", &dotnet.Version{Major: 1, Minor: 1, Build: 0, Revision: 1})
	d.Set("WSManStackVersion", version(3, 0))
	d.DictType = versionTableType
	return d
}

func platformName() string {
	if runtime.GOOS == "windows" {
		return "Win32NT"
	}
	return "Unix"
}

func osName() string {
	if data, err := os.ReadFile("/etc/os-release"); err == nil {
		for line := range strings.SplitSeq(string(data), "\n") {
			if v, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
				return strings.Trim(v, "\"")
			}
		}
	}
	return runtime.GOOS + " " + runtime.GOARCH
}

// splitScope takes the scope prefix off a variable's name.
func (fr *frame) splitScope(name string) (*scope, string, bool) {
	prefix, rest, ok := strings.Cut(name, ":")
	if !ok {
		return fr.scope, name, false
	}
	switch object.FoldName(prefix) {
	case "global":
		return fr.scope.global(), rest, true
	case "script":
		return fr.scope.script(), rest, true
	case "local", "private":
		return fr.scope, rest, true
	case "variable":
		return fr.scope, rest, false
	}
	return fr.scope, name, false
}

// variableNamed reads a variable by a name that may have a scope prefix or a drive.
func (fr *frame) variableNamed(name string) (object.Value, bool) {
	s, plain, scoped := fr.splitScope(name)
	sym := intern(plain)
	if sym.folded == "?" {
		return fr.rt.success, true
	}
	if scoped {
		if v := s.own(sym); v != nil {
			return v.value, true
		}
		return nil, false
	}
	if v := s.find(sym); v != nil {
		return v.value, true
	}
	for at := s; at != nil; at = at.parent {
		if v := rtSpecial(fr, sym, at); v != nil {
			return *v, true
		}
	}
	if drive, rest, ok := strings.Cut(plain, ":"); ok {
		v, err := fr.rt.driveRead(fr, object.FoldName(drive), rest)
		return v, err == nil && v != nil
	}
	return nil, false
}

// setVariableNamed sets a variable by a name that may have a scope prefix or a drive.
func (fr *frame) setVariableNamed(name string, v object.Value) error {
	s, plain, scoped := fr.splitScope(name)
	if !scoped {
		if drive, rest, ok := strings.Cut(plain, ":"); ok {
			return fr.rt.driveWrite(fr, object.FoldName(drive), rest, v)
		}
	}
	p := place{sym: intern(plain)}
	return p.assign(fr.rt, s, v)
}

// VariableNames are the names of the variables that the running script (or the session) sees, sorted.
func (rt *Runtime) VariableNames() []string {
	s := rt.global
	if rt.top != nil {
		s = rt.top.scope
	}
	seen := make(map[*symbol]bool)
	var names []string
	for ; s != nil; s = s.parent {
		for i, sym := range s.table.symbols {
			if v := s.at(int32(i)); v != nil && v.set && !seen[sym] {
				seen[sym] = true
				names = append(names, sym.name)
			}
		}
	}
	sort.Slice(names, func(i, j int) bool { return object.FoldName(names[i]) < object.FoldName(names[j]) })
	return names
}

// Variable reads a variable as the running script (or the session) sees it; the name may have a scope prefix.
func (rt *Runtime) Variable(name string) (object.Value, bool) { return rt.here().variableNamed(name) }

// SetVariable sets a variable in the current scope; the name may have a scope prefix.
func (rt *Runtime) SetVariable(name string, v object.Value) error {
	return rt.here().setVariableNamed(name, v)
}

// here is the innermost running frame, or the session's own.
func (rt *Runtime) here() *frame {
	if rt.top != nil {
		return rt.top
	}
	return rt.rootFrame()
}
