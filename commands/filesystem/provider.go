package filesystem

import (
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// provider is a kind of drive: what finding and listing need of it. A path is the provider's own: absolute and in the
// system's form for files; elsewhere an item's name, or nothing for the drive itself.
type provider interface {
	name() string
	exists(path string) bool
	isContainer(path string) bool
	// names lists what is in a container, in the order in which it is shown.
	names(path string) ([]string, error)
	// item is the object that Get-Item writes, without what the drive adds to it.
	item(path string) (object.Value, error)
}

// table is a provider whose items are values under names: variables, functions, aliases, environment variables.
type table interface {
	provider
	// value is the content of an item.
	value(name string) object.Value
	set(name string, v object.Value, o setOptions) error
	remove(name string, force bool) error
}

// setOptions are those of New-Item and Set-Item.
type setOptions struct {
	force   bool
	isNew   bool         // refuse what exists already
	options object.Value // ScopedItemOptions, or nil
}

// drive is a drive of the session (PSDriveInfo).
type drive struct {
	Name, Description string
	// Root is the folder that a drive of files begins at; empty elsewhere.
	Root     string
	provider provider
	// current is where the session last was on the drive, as the provider knows it.
	current string
	members []*object.Member // what the drive adds to its items
	session *session
}

// isFiles reports whether the drive holds files.
func (d *drive) isFiles() bool {
	_, ok := d.provider.(files)
	return ok
}

// isSystem reports whether paths on the drive are the system's own, without the drive's name before them.
func (d *drive) isSystem() bool { return d.Name == "/" }

// separator stands between the parts of a path on this system.
const separator = string(filepath.Separator)

// place is one item, which need not exist: on which drive, and what the drive's provider calls it.
type place struct {
	*drive
	path string
}

// String is the path as PowerShell shows it and takes it again.
func (p place) String() string {
	switch {
	case p.isSystem():
		return p.path
	case !p.isFiles():
		return p.Name + ":" + separator + p.path
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(p.path, strings.TrimSuffix(p.Root, separator)), separator)
	return p.Name + ":" + separator + rest
}

// providerPath is what PSPath holds.
func (p place) providerPath() string {
	return modulePrefix + p.provider.name() + "::" + p.path
}

const modulePrefix = `Microsoft.PowerShell.Core\`

func (p place) exists() bool      { return p.provider.exists(p.path) }
func (p place) isContainer() bool { return p.provider.isContainer(p.path) }

// leaf is the last part of the path.
func (p place) leaf() string {
	if p.isFiles() {
		return filepath.Base(p.path)
	}
	return p.path
}

// child is an item in a container.
func (p place) child(name string) place {
	if p.isFiles() {
		return place{p.drive, filepath.Join(p.path, name)}
	}
	return place{p.drive, name}
}

// parent is the container that the item is in; false for a drive's root.
func (p place) parent() (place, bool) {
	if !p.isFiles() {
		return place{p.drive, ""}, p.path != ""
	}
	if p.path == filepath.Clean(p.Root) {
		return p, false
	}
	up := filepath.Dir(p.path)
	return place{p.drive, up}, up != p.path
}

// session is what the family keeps for one session.
type session struct {
	rt     *interp.Runtime
	drives []*drive
	stacks map[string][]*interp.PathInfo // Push-Location's, by folded name
	stack  string                        // the name of the one in use
	back   []*interp.PathInfo            // where Set-Location - goes
	ahead  []*interp.PathInfo            // where Set-Location + goes
}

type sessionKey struct{}

// sessionOf is the session that a command runs in.
func sessionOf(inv *command.Invocation) *session { return sessionIn(interp.RuntimeOf(inv)) }

func sessionIn(rt *interp.Runtime) *session {
	return rt.State(sessionKey{}, func() any { return newSession(rt) }).(*session)
}

func newSession(rt *interp.Runtime) *session {
	s := &session{rt: rt, stacks: make(map[string][]*interp.PathInfo)}
	s.drives = []*drive{
		{Name: "Alias", Description: "Drive that contains a view of the aliases stored in session state", provider: aliases{rt}},
		{Name: "Env", Description: "Drive that contains a view of the environment variables for the process", provider: environment{}},
		{Name: "Function", Description: "Drive that contains a view of the functions stored in session state", provider: functions{rt}},
		{Name: "Temp", Root: tempRoot(), provider: files{}},
		{Name: "Variable", Description: "Drive that contains a view of those variables stored in session state", provider: variables{rt}},
	}
	s.drives = append(s.drives, systemDrives()...)
	for _, d := range s.drives {
		d.session = s
	}
	return s
}

func init() {
	interp.DescribePath = func(rt *interp.Runtime, path string) (drive, provider object.Value) {
		d := sessionIn(rt).systemDrive(path)
		return d, d.info()
	}
	interp.ResolvePath = func(rt *interp.Runtime, path string) (string, error) {
		p, err := sessionIn(rt).single(path)
		return p.path, err
	}
}

// find is the drive with a name; nil if there is none.
func (s *session) find(name string) *drive {
	for _, d := range s.drives {
		if object.EqualNames(d.Name, name) {
			return d
		}
	}
	return nil
}

// systemDrive is the drive that an absolute path of the system is on.
func (s *session) systemDrive(path string) *drive {
	if runtime.GOOS == "windows" {
		if volume := filepath.VolumeName(path); len(volume) == 2 && volume[1] == ':' {
			if d := s.find(volume[:1]); d != nil {
				return d
			}
		}
		return &drive{Name: "/", Root: filepath.VolumeName(path) + separator, provider: files{}, session: s} // a share
	}
	return s.find("/")
}

// here is where the session is.
func (s *session) here() place { return s.placeOf(s.rt.Here()) }

// goTo makes p the place where the session is.
func (s *session) goTo(p place) {
	p.drive.current = p.path
	s.rt.GoTo(p.info(), s.folderAt(p))
}

// folderAt is the folder that programs start in when the session is at p.
func (s *session) folderAt(p place) string {
	if p.isFiles() {
		return p.path
	}
	return s.rt.Location()
}

// info is the place as Get-Location writes it.
func (p place) info() *interp.PathInfo {
	return &interp.PathInfo{Path: p.String(), ProviderPath: p.path, Drive: p.drive, Provider: p.drive.info()}
}

// placeOf is the place that Get-Location wrote.
func (s *session) placeOf(info *interp.PathInfo) place {
	d, ok := info.Drive.(*drive)
	if !ok {
		d = s.systemDrive(info.Path)
	}
	if info.ProviderPath == "" && d.isFiles() {
		return place{d, info.Path}
	}
	return place{d, info.ProviderPath}
}
