package dotnet

import (
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// SemanticVersion is System.Management.Automation.SemanticVersion.
type SemanticVersion struct {
	Major, Minor, Patch int
	PreRelease, Build   string
}

// Type implements object.Object.
func (*SemanticVersion) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.SemanticVersion")
}

// Text implements object.Texter.
func (v *SemanticVersion) Text() string {
	text := strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor) + "." + strconv.Itoa(v.Patch)
	if v.PreRelease != "" {
		text += "-" + v.PreRelease
	}
	if v.Build != "" {
		text += "+" + v.Build
	}
	return text
}

// EqualTo implements object.Equatable: build labels do not count.
func (v *SemanticVersion) EqualTo(other object.Value) bool {
	n, err := v.CompareTo(other)
	return err == nil && n == 0
}

// CompareTo implements object.Comparable.
func (v *SemanticVersion) CompareTo(other object.Value) (int, error) {
	o, ok := other.(*SemanticVersion)
	if !ok {
		return 1, nil
	}
	for _, p := range [][2]int{{v.Major, o.Major}, {v.Minor, o.Minor}, {v.Patch, o.Patch}} {
		if n := compareInts(int64(p[0]), int64(p[1])); n != 0 {
			return n, nil
		}
	}
	return comparePreRelease(v.PreRelease, o.PreRelease), nil
}

// comparePreRelease goes identifier by identifier; a release comes after its pre-releases.
func comparePreRelease(l, r string) int {
	if l == "" || r == "" {
		return boolInt(l == "") - boolInt(r == "")
	}
	x, y := strings.Split(l, "."), strings.Split(r, ".")
	for i := 0; i < len(x) && i < len(y); i++ {
		m, errLeft := strconv.Atoi(x[i])
		n, errRight := strconv.Atoi(y[i])
		c := strings.Compare(x[i], y[i])
		switch {
		case errLeft == nil && errRight == nil:
			c = compareInts(int64(m), int64(n))
		case errLeft == nil:
			c = -1
		case errRight == nil:
			c = 1
		}
		if c != 0 {
			return c
		}
	}
	return compareInts(int64(len(x)), int64(len(y)))
}

// ParseSemanticVersion reads "1.2.3-pre.1+build"; minor and patch may be missing.
func ParseSemanticVersion(text string) (*SemanticVersion, error) {
	bad := formatError("The input string '%s' was not in a correct format.", "")
	v := &SemanticVersion{}
	rest, build, hasBuild := strings.Cut(text, "+")
	core, pre, hasPre := strings.Cut(rest, "-")
	if hasBuild && !validLabel(build) || hasPre && !validLabel(pre) {
		return nil, bad
	}
	v.Build, v.PreRelease = build, pre
	parts := strings.Split(core, ".")
	if len(parts) > 3 {
		return nil, bad
	}
	for i, p := range []*int{&v.Major, &v.Minor, &v.Patch} {
		if i >= len(parts) {
			break
		}
		n, err := strconv.ParseInt(parts[i], 10, 32)
		if err != nil || n < 0 || parts[i][0] == '+' {
			return nil, bad
		}
		*p = int(n)
	}
	return v, nil
}

func validLabel(s string) bool {
	for _, part := range strings.Split(s, ".") {
		if part == "" || strings.Trim(part, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-") != "" {
			return false
		}
	}
	return true
}

func semanticVersionOf(a args) (*SemanticVersion, error) { return ParseSemanticVersion(a.text(0)) }

func semanticVersionClass() class {
	label := func(s string) object.Value {
		if s == "" {
			return nil
		}
		return s
	}
	return class{
		new: try(func(a args) (object.Value, error) {
			switch first := a.at(0).(type) {
			case string:
				return orError(ParseSemanticVersion(first))
			case *Version:
				return &SemanticVersion{Major: first.Major, Minor: first.Minor, Patch: max(first.Build, 0)}, nil
			}
			v := &SemanticVersion{Major: a.int(0), Minor: a.int(1), Patch: a.int(2)}
			if len(a) == 4 {
				v.PreRelease, v.Build, _ = strings.Cut(a.text(3), "+")
			} else {
				v.PreRelease, v.Build = a.text(3), a.text(4)
			}
			return v, nil
		}),
		properties: getters{
			"Major": get(func(v *SemanticVersion) object.Value { return i32(v.Major) }), "Minor": get(func(v *SemanticVersion) object.Value { return i32(v.Minor) }),
			"Patch":           get(func(v *SemanticVersion) object.Value { return i32(v.Patch) }),
			"PreReleaseLabel": get(func(v *SemanticVersion) object.Value { return label(v.PreRelease) }),
			"BuildLabel":      get(func(v *SemanticVersion) object.Value { return label(v.Build) }),
		},
		methods: methods{"ToString": do(func(v *SemanticVersion, _ args) object.Value { return v.Text() })},
		statics: methods{
			"Parse":    try(func(a args) (object.Value, error) { return orError(semanticVersionOf(a)) }),
			"TryParse": tryWith(semanticVersionOf),
			"Compare": try(func(a args) (object.Value, error) {
				v, ok := a.at(0).(*SemanticVersion)
				if !ok {
					return i32(-1), nil
				}
				n, err := v.CompareTo(a.at(1))
				return i32(n), err
			}),
		},
		order: []string{"Major", "Minor", "Patch", "PreReleaseLabel", "BuildLabel"},
	}
}
