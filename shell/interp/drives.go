package interp

import (
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// driveRead reads $drive:name.
func (rt *Runtime) driveRead(fr *frame, drive, name string) (object.Value, error) {
	switch drive {
	case "env":
		if v, ok := os.LookupEnv(name); ok {
			return v, nil
		}
		return nil, nil
	case "function":
		if f := rt.findFunction(fr.scope, name); f != nil {
			return f.Block(), nil
		}
		return nil, nil
	case "alias":
		if a := rt.findAlias(fr.scope, name); a != nil {
			return a.Definition, nil
		}
		return nil, nil
	case "variable":
		v, _ := fr.variableNamed(name)
		return v, nil
	}
	return rt.fileContent(drive, name)
}

// fileContent is ${C:\file} and ${/path/file}: the lines of a file; nothing if there is no such drive or file.
func (rt *Runtime) fileContent(drive, name string) (object.Value, error) {
	if rt.options.NoFiles || len(drive) != 1 && drive != "temp" {
		return nil, nil
	}
	path := name
	if drive == "temp" {
		path = os.TempDir() + "/" + strings.TrimLeft(name, "/\\")
	}
	data, err := os.ReadFile(rt.location.resolve(path))
	if err != nil {
		return nil, nil
	}
	var out collector
	for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n") {
		out.items = append(out.items, strings.TrimSuffix(line, "\r"))
	}
	return out.value(), nil
}

// driveWrite assigns to $drive:name.
func (rt *Runtime) driveWrite(fr *frame, drive, name string, v object.Value) error {
	switch drive {
	case "env":
		if object.IsNull(v) {
			return os.Unsetenv(name)
		}
		return os.Setenv(name, object.ToText(v))
	case "function":
		return rt.assignFunction(fr, name, v)
	case "alias":
		return rt.SetAlias("", &Alias{Name: name, Definition: object.ToText(v)})
	case "variable":
		return fr.setVariableNamed(name, v)
	}
	e := object.NewError(ns+"DriveNotFoundException", "DriveNotFound", object.ObjectNotFound,
		"Cannot find drive. A drive with the name '%s' does not exist.", drive)
	e.Target, e.TargetName, e.TargetType = drive, drive, "String"
	return e
}

func (rt *Runtime) assignFunction(fr *frame, name string, v object.Value) error {
	switch x := object.Base(v).(type) {
	case *ScriptBlock:
		return rt.defineFunction(fr.scope, name, &Function{block: x.block, Module: x.module, bound: x.closure})
	case *CommandInfo:
		if f := x.found.fn; f != nil {
			return rt.defineFunction(fr.scope, name, &Function{block: f.block, Module: f.Module, bound: f.bound})
		}
	case nil:
		rt.RemoveFunction(name)
		return nil
	}
	b, err := rt.NewScriptBlock(object.ToText(v))
	if err != nil {
		return err
	}
	return rt.defineFunction(fr.scope, name, &Function{block: b.block})
}

// defineFunctions defines the functions of a fresh session.
func (rt *Runtime) defineFunctions() {
	for name, body := range map[string]string{
		"prompt": "\"PS $($executionContext.SessionState.Path.CurrentLocation)$('>' * ($nestedPromptLevel + 1)) \"",
		"cd..":   "Set-Location ..", "cd\\": "Set-Location \\", "cd~": "Set-Location ~", "oss": "$input | Out-String -Stream",
		"Pause": "$null = Read-Host 'Press Enter to continue...'",
		"mkdir": mkdirBody,
	} {
		b, err := rt.NewScriptBlock(body)
		if err != nil {
			continue
		}
		if err := rt.defineFunction(rt.global, name, &Function{block: b.block}); err != nil {
			continue
		}
	}
}

// mkdirBody is mkdir as PowerShell has it on Windows, where folders that are in between are made too and the new one is
// written; the program of this name would take C:\temp for the name of a folder.
const mkdirBody = `[CmdletBinding(DefaultParameterSetName = 'pathSet', SupportsShouldProcess)]
param(
	[Parameter(ParameterSetName = 'nameSet', Position = 0, ValueFromPipelineByPropertyName)]
	[Parameter(ParameterSetName = 'pathSet', Mandatory, Position = 0, ValueFromPipelineByPropertyName)]
	[string[]] $Path,
	[Parameter(ParameterSetName = 'nameSet', Mandatory, ValueFromPipelineByPropertyName)]
	[AllowNull()] [AllowEmptyString()] [string] $Name,
	[Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)] [object] $Value,
	[switch] $Force)
process { New-Item -ItemType Directory @PSBoundParameters }`
