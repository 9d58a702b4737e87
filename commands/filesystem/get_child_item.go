package filesystem

import (
	"math"
	"path/filepath"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

func getChildItemCommand() *command.Command {
	return &command.Command{
		Name: "Get-ChildItem", Class: "Microsoft.PowerShell.Commands.GetChildItemCommand", Module: managementModule,
		Synopsis: "Lists what is in a folder or on a drive.",
		Description: "Folders come first, then files, each by name. Hidden items are left out unless -Force or -Hidden asks " +
			"for them. With -Recurse the folders below follow; links to folders are not followed unless -FollowSymlink says so. " +
			"Other drives can be listed too: Env:, Variable:, Function:, Alias:.",
		Examples: []command.Example{
			{Code: `Get-ChildItem . -Filter *.csv`, Remarks: "Files of one kind."},
			{Code: `Get-ChildItem . -Recurse -File | Sort-Object Length -Descending | Select-Object -First 5 Name, Length`, Remarks: "The largest files."},
			{Code: `Get-ChildItem Env:P*`, Remarks: "Environment variables."},
		},
		New:         func() command.Processor { return &getChildItem{Depth: math.MaxUint32} },
		DefaultSet:  "Items",
		OutputTypes: []string{"System.IO.DirectoryInfo", "System.IO.FileInfo"},
	}
}

// getChildItem is Get-ChildItem: lists what is in a folder or on a drive.
type getChildItem struct {
	Path          []string      `ps:"set=Items pos=0 pipeline byname" help:"The folders to list, or patterns of names."`
	LiteralPath   []string      `ps:"alias=PSPath,LP set=LiteralItems mandatory byname" help:"The same, without wildcards."`
	Filter        string        `ps:"pos=1" help:"A pattern that names must match, with * and ?."`
	Include       []string      `help:"Only items whose name matches one of these patterns."`
	Exclude       []string      `help:"Leaves out items whose name matches one of these patterns."`
	Recurse       object.Switch `ps:"alias=s,r" help:"Lists the folders below as well."`
	Depth         uint32        `help:"How many levels below to list; implies -Recurse."`
	Force         object.Switch `help:"Lists hidden items as well."`
	Name          object.Switch `help:"Writes names only."`
	Attributes    []string      `ps:"dynamic" help:"Attributes that items must have: names joined with + (and), commas (or) and ! (not)."`
	FollowSymlink object.Switch `ps:"dynamic" help:"Follows links to folders."`
	Directory     object.Switch `ps:"dynamic alias=ad" help:"Folders only."`
	File          object.Switch `ps:"dynamic alias=af" help:"Files only."`
	Hidden        object.Switch `ps:"dynamic alias=ah,h" help:"Hidden items only."`
	ReadOnly      object.Switch `ps:"dynamic alias=ar" help:"Read-only items only."`
	System        object.Switch `ps:"dynamic alias=as" help:"System items only."`

	inv       *command.Invocation
	session   *session
	recurse   bool
	attribute func(attributes int64) bool // nil: any
	names     nameFilter
	base      string          // what -Name's names are relative to
	seen      map[string]bool // the folders that -FollowSymlink has led to
}

// Begin reads the filters.
func (c *getChildItem) Begin(inv *command.Invocation) (err error) {
	c.inv, c.session = inv, sessionOf(inv)
	c.recurse = bool(c.Recurse) || inv.IsBound("Depth")
	c.attribute, err = c.attributeFilter()
	return err
}

// Process implements command.Processor.
func (c *getChildItem) Process(inv *command.Invocation) error {
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	if len(o.paths) == 0 {
		o.paths = []string{"."}
	}
	for _, path := range o.paths {
		if path == "" {
			path = "."
		}
		if err := report(inv, c.list(path, o)); err != nil {
			return err
		}
	}
	return nil
}

// list lists what one path means.
func (c *getChildItem) list(path string, o selection) (err error) {
	if o.isPattern(path) {
		return c.listPattern(path, o)
	}
	p, err := c.session.place(o.plain(path))
	if err != nil {
		return err
	}
	if c.recurse && !o.literal && o.include == nil && !p.isContainer() && p.isFiles() {
		if up, ok := p.parent(); ok && up.exists() { // a file's name: looked for in the whole tree
			o.include = []string{object.EscapeWildcard(p.leaf())}
			return c.children(up, o)
		}
	}
	if !p.exists() {
		return pathNotFound(p)
	}
	if p.isContainer() && (c.recurse || o.include == nil || o.literal) {
		return c.children(p, o)
	}
	return c.itself(p, o)
}

// listPattern lists the items that a pattern matches. With -Recurse the last part is looked for in the whole tree.
func (c *getChildItem) listPattern(path string, o selection) error {
	if c.recurse && o.include == nil {
		if parent, leaf, ok := splitPath(path); ok {
			if parent == "" {
				parent = "."
			}
			o.include = []string{leaf}
			places, err := c.session.expand(parent, selection{force: o.force})
			if err != nil {
				return err
			}
			return c.childrenOf(places, o)
		}
	}
	places, err := c.session.glob(path, o.force || bool(c.Hidden))
	if err != nil {
		return err
	}
	if c.recurse {
		return c.childrenOf(places, o)
	}
	for _, p := range places {
		if err := c.itself(p, o); err != nil {
			return err
		}
	}
	return nil
}

func (c *getChildItem) childrenOf(places []place, o selection) error {
	for _, p := range places {
		list := c.children
		if !p.isContainer() {
			list = c.itself
		}
		if err := report(c.inv, list(p, o)); err != nil {
			return err
		}
	}
	return nil
}

// itself writes an item that was named, if the filters let it through.
func (c *getChildItem) itself(p place, o selection) error {
	filter, err := newNameFilter(o)
	if err != nil || !filter.accepts(p.leaf()) {
		return err
	}
	if p.isFiles() && c.attribute != nil && !c.attribute(attributesOf(p.path, p.isContainer())) {
		return nil
	}
	if c.Name {
		return c.inv.Write(p.leaf())
	}
	v, err := p.object()
	if err != nil {
		return err
	}
	return c.inv.Write(v)
}

// children lists a container.
func (c *getChildItem) children(p place, o selection) (err error) {
	if c.names, err = newNameFilter(o); err != nil {
		return err
	}
	if !p.isFiles() {
		return c.table(p)
	}
	if p.members == nil {
		p.drive.members = p.fileNotes()
	}
	c.base, c.seen = p.path, nil
	return c.folder(p.drive, p.path, int64(c.Depth))
}

// table lists the items of a drive that is no file system.
func (c *getChildItem) table(p place) error {
	names, err := p.provider.names(p.path)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !c.names.accepts(name) {
			continue
		}
		v := object.Value(name)
		if !c.Name {
			if v, err = p.child(name).object(); err != nil {
				return err
			}
		}
		if err := c.inv.Write(v); err != nil {
			return err
		}
	}
	return nil
}

// folder lists a folder, then the folders in it down to a depth.
func (c *getChildItem) folder(d *drive, path string, depth int64) error {
	if err := c.inv.Context().Err(); err != nil {
		return err
	}
	entries, err := listFolder(path)
	if err != nil {
		e := ioFailure(err, path, "DirUnauthorizedAccessError", "DirIOError")
		if e.Category == object.WriteError {
			e.Category = object.ReadError
		}
		if err := c.inv.WriteError(e); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if err := c.entry(d, path, e); err != nil {
			return err
		}
	}
	if !c.recurse || depth == 0 {
		return nil
	}
	for _, e := range entries {
		below := filepath.Join(path, e.Name())
		if !e.isFolder || !bool(c.Force || c.Hidden) && isHidden(below) || !e.IsDir() && !c.follow(below) {
			continue
		}
		if err := c.folder(d, below, depth-1); err != nil {
			return err
		}
	}
	return nil
}

// follow reports whether a link to a folder is to be followed; each folder is listed once.
func (c *getChildItem) follow(path string) bool {
	if !c.FollowSymlink {
		return false
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil || c.seen[target] {
		return false
	}
	if c.seen == nil {
		c.seen = make(map[string]bool)
	}
	c.seen[target] = true
	return true
}

// entry writes one name of a folder, if the filters let it through.
func (c *getChildItem) entry(d *drive, folder string, e folderEntry) error {
	if !c.names.accepts(e.Name()) {
		return nil
	}
	path := filepath.Join(folder, e.Name())
	switch {
	case c.attribute != nil:
		attributes := attributesOf(path, e.isFolder)
		if !c.attribute(attributes) || !c.asksForHidden() && attributes&attributeHidden != 0 {
			return nil
		}
	case !bool(c.Force) && isHidden(path):
		return nil
	}
	if c.Name {
		name, err := filepath.Rel(c.base, path)
		if err != nil {
			name = e.Name()
		}
		return c.inv.Write(name)
	}
	info, err := dotnet.NewFileInfo(path, e.isFolder)
	if err != nil {
		return err
	}
	return c.inv.Write(object.WithMembers(info, d.members))
}
