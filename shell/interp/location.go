package interp

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// location is where the session is in the file system.
type location struct {
	path string
	here *PathInfo
}

func newLocation(path string) *location {
	if path == "" {
		path, _ = os.Getwd()
	}
	return &location{path: path}
}

// resolve makes a path as a user writes it absolute: ~ is the home folder, backslashes separate on every system.
func (l *location) resolve(path string) string {
	if runtime.GOOS != "windows" {
		path = strings.ReplaceAll(path, "\\", "/")
	}
	if path == "~" || strings.HasPrefix(path, "~/") {
		home, _ := os.UserHomeDir()
		path = home + path[1:]
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(l.path, path)
	}
	return filepath.Clean(path)
}

// ResolvePath finds the file that a path means, on whatever drive; the family of commands that knows drives sets it.
var ResolvePath func(rt *Runtime, path string) (string, error)

// FilePath is the system's form of a path to a file as a script writes it.
func (rt *Runtime) FilePath(path string) (string, error) {
	if ResolvePath == nil {
		return rt.location.resolve(path), nil
	}
	return ResolvePath(rt, path)
}

// Location is the current folder, absolute.
func (rt *Runtime) Location() string { return rt.location.path }

// SetLocation changes the current folder; the path must be absolute and exist.
func (rt *Runtime) SetLocation(path string) { rt.GoTo(&PathInfo{Path: path, rt: rt}, path) }

// Here is where the session is, on whatever drive.
func (rt *Runtime) Here() *PathInfo { return rt.location.here }

// GoTo makes p the session's place. folder is the current folder from then on: the same as before where p is not in
// the file system.
func (rt *Runtime) GoTo(p *PathInfo, folder string) {
	rt.location.path, rt.location.here = folder, p
	rt.updatePWD()
}

// updatePWD makes $PWD say where the session is.
func (rt *Runtime) updatePWD() {
	if rt.location.here == nil {
		rt.location.here = &PathInfo{Path: rt.location.path, rt: rt}
	}
	rt.define("PWD", rt.location.here, OptionNone)
}

// PathInfo is what $PWD and Get-Location give.
type PathInfo struct {
	// Path is the path as it is shown and can be used again.
	Path string
	// ProviderPath is what the drive's provider calls it; empty: the same.
	ProviderPath string
	// Drive and Provider are the objects that scripts see; nil: the file system's, made when asked for.
	Drive, Provider object.Value

	rt *Runtime
}

// DescribePath finds the drive and the provider of a path in the file system; the family of commands that knows drives
// sets it.
var DescribePath func(rt *Runtime, path string) (drive, provider object.Value)

// describe fills Drive and Provider.
func (p *PathInfo) describe() *PathInfo {
	if p.Provider == nil && p.rt != nil && DescribePath != nil {
		p.Drive, p.Provider = DescribePath(p.rt, p.Path)
	}
	return p
}

var pathInfoType = object.Define(ns+"PathInfo", object.ClassType, nil)

// Type implements object.Object.
func (p *PathInfo) Type() *object.Type {
	defineEngineMembers()
	return pathInfoType
}

// String is the path.
func (p *PathInfo) String() string { return p.Path }

// State is what a family of commands keeps for the session under a key of its own; fresh makes it when it is first
// asked for.
func (rt *Runtime) State(key any, fresh func() any) any {
	if rt.state == nil {
		rt.state = make(map[any]any)
	}
	v, ok := rt.state[key]
	if !ok {
		v = fresh()
		rt.state[key] = v
	}
	return v
}
