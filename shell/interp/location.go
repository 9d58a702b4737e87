package interp

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// location is where the session is in the file system.
type location struct{ path string }

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

// Location is the current folder, absolute.
func (rt *Runtime) Location() string { return rt.location.path }

// SetLocation changes the current folder; the path must be absolute and exist.
func (rt *Runtime) SetLocation(path string) {
	rt.location.path = path
	rt.updatePWD()
}

// updatePWD makes $PWD say where the session is.
func (rt *Runtime) updatePWD() {
	rt.define("PWD", &PathInfo{Path: rt.location.path}, OptionNone)
}

// PathInfo is what $PWD and Get-Location give.
type PathInfo struct{ Path string }

var pathInfoType = object.Define(ns+"PathInfo", object.ClassType, nil)

// Type implements object.Object.
func (p *PathInfo) Type() *object.Type {
	defineEngineMembers()
	return pathInfoType
}

// String is the path.
func (p *PathInfo) String() string { return p.Path }
