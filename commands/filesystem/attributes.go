package filesystem

import (
	"io/fs"
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// The numbers of System.IO.FileAttributes.
const (
	attributeReadOnly  = 1
	attributeHidden    = 2
	attributeSystem    = 4
	attributeDirectory = 16
	attributeNormal    = 128
	attributeReparse   = 1024
)

// attributesOf are the FileAttributes of a file.
func attributesOf(path string, isFolder bool) int64 {
	n := int64(0)
	if isFolder {
		n |= attributeDirectory
	}
	if isHidden(path) {
		n |= attributeHidden
	}
	if isSystemFile(path) {
		n |= attributeSystem
	}
	if info, err := os.Lstat(path); err == nil {
		if info.Mode()&fs.ModeSymlink != 0 {
			n |= attributeReparse
		} else if info.Mode().Perm()&0o222 == 0 {
			n |= attributeReadOnly
		}
	}
	if n == 0 {
		return attributeNormal
	}
	return n
}

// attributeFilter is the test that -Attributes, -Directory, -File, -Hidden, -ReadOnly and -System make together; nil
// if none was given.
func (c *getChildItem) attributeFilter() (func(int64) bool, error) {
	wanted, unwanted := int64(0), int64(0)
	for mask, on := range map[int64]object.Switch{attributeDirectory: c.Directory, attributeHidden: c.Hidden,
		attributeReadOnly: c.ReadOnly, attributeSystem: c.System} {
		if on {
			wanted |= mask
		}
	}
	if c.File {
		unwanted = attributeDirectory
	}
	if wanted|unwanted == 0 && c.Attributes == nil {
		return nil, nil
	}
	expression, err := parseAttributes(strings.Join(c.Attributes, ","))
	if err != nil {
		return nil, err
	}
	return func(n int64) bool { return n&wanted == wanted && n&unwanted == 0 && expression.matches(n) }, nil
}

// asksForHidden reports whether hidden items are wanted.
func (c *getChildItem) asksForHidden() bool {
	text := strings.ToLower(strings.Join(c.Attributes, ","))
	return bool(c.Force || c.Hidden) || strings.Contains(text, "h") && !strings.Contains(text, "!h")
}

// attributeTerm is what one alternative of -Attributes asks for.
type attributeTerm struct{ wanted, unwanted int64 }

// attributeExpression is -Attributes: one of the alternatives must hold.
type attributeExpression []attributeTerm

func (x attributeExpression) matches(n int64) bool {
	for _, t := range x {
		if n&t.wanted == t.wanted && n&t.unwanted == 0 {
			return true
		}
	}
	return len(x) == 0
}

// parseAttributes reads names joined with "+" (and), "," (or), each perhaps with "!" before it (not).
func parseAttributes(text string) (attributeExpression, error) {
	if text == "" {
		return nil, nil
	}
	var all attributeExpression
	for _, alternative := range strings.Split(text, ",") {
		var t attributeTerm
		for _, name := range strings.Split(alternative, "+") {
			name, not := strings.CutPrefix(strings.TrimSpace(name), "!")
			mask, err := attributeNamed(strings.TrimSpace(name))
			if err != nil {
				return nil, err
			}
			if not {
				t.unwanted |= mask
			} else {
				t.wanted |= mask
			}
		}
		all = append(all, t)
	}
	return all, nil
}

// attributeNamed is an attribute by its name or by the letter of a listing.
func attributeNamed(name string) (int64, error) {
	switch strings.ToLower(name) {
	case "d":
		return attributeDirectory, nil
	case "h":
		return attributeHidden, nil
	case "r":
		return attributeReadOnly, nil
	case "s":
		return attributeSystem, nil
	case "l":
		return attributeReparse, nil
	}
	v, err := object.Convert(name, object.LookupType("System.IO.FileAttributes"))
	if err != nil {
		return 0, err
	}
	return v.(object.Enum).Value, nil
}
