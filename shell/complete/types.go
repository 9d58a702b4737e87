package complete

import (
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// accelerators are the short names of types, attributes last.
const accelerators = "array bigint bool byte char cultureinfo datetime decimal double ExperimentAction ExperimentalFeature " +
	"float guid hashtable initialsessionstate int int16 int32 int64 ipaddress IPEndpoint long mailaddress NullString " +
	"ordered PhysicalAddress powershell psaliasproperty pscredential pscustomobject pslistmodifier psmoduleinfo " +
	"psnoteproperty psobject psprimitivedictionary pspropertyexpression psscriptmethod psscriptproperty psvariable " +
	"psvariableproperty ref regex runspace runspacefactory sbyte scriptblock securestring semver short single string " +
	"switch timespan type uint uint16 uint32 uint64 ulong uri ushort version void WildcardPattern X500DistinguishedName " +
	"X509Certificate xml"

const attributeAccelerators = "Alias AllowEmptyCollection AllowEmptyString AllowNull ArgumentCompleter ArgumentCompletions " +
	"CmdletBinding Experimental NoRunspaceAffinity OutputType Parameter PSDefaultValue PSTypeName SupportsWildcards " +
	"ValidateCount ValidateDrive ValidateLength ValidateNotNull ValidateNotNullOrEmpty ValidateNotNullOrWhiteSpace " +
	"ValidatePattern ValidateRange ValidateScript ValidateSet ValidateTrustedData ValidateUserDrive"

// typeName is a type that can be offered.
type typeName struct {
	text string // what is written: the full name without type parameters, or the accelerator
	list string // the name without namespace
	tip  string
}

// knownTypes are the accelerators and the library's types.
var knownTypes = sync.OnceValue(func() []typeName {
	var list []typeName
	for name := range strings.FieldsSeq(accelerators) {
		short, tip := name, name
		if t := object.LookupType(name); t != nil {
			short, tip = shownName(t.Name()), t.FullName()
		}
		list = append(list, typeName{name, short, tip})
	}
	for name := range strings.FieldsSeq(attributeAccelerators) {
		list = append(list, typeName{name, name + "Attribute", "System.Management.Automation." + name + "Attribute"})
	}
	short := map[string]bool{}
	for _, t := range list {
		short[t.tip] = t.text != "ordered"
	}
	for _, full := range object.LibraryTypeNames() {
		if !short[full] {
			list = append(list, typeName{withoutArity(full), shownName(full[strings.LastIndexByte(full, '.')+1:]), full})
		}
	}
	return list
})

// isAccelerated reports whether a type is offered by its short name already.
func isAccelerated(full string) bool {
	t := object.DefinedType(full)
	return t != nil && object.AcceleratorOf(t) != full
}

// withoutArity takes the number of type parameters off a generic type's name.
func withoutArity(name string) string {
	name, _, _ = strings.Cut(name, "`")
	return name
}

// shownName is a type's name as a menu shows it: List<>.
func shownName(name string) string {
	head, arity, generic := strings.Cut(name, "`")
	if !generic {
		return head
	}
	return head + "<" + strings.Repeat(",", max(int(arity[0]-'1'), 0)) + ">"
}

// types offers the types whose name begins with a word, and after a dot the namespaces.
func (r *request) types(word string) []Candidate {
	word = withoutArity(word)
	if word == "" {
		return nil
	}
	var list []Candidate
	dotted := strings.Contains(word, ".")
	fits := matching(word)
	for _, t := range knownTypes() {
		if dotted && strings.IndexByte(t.text[min(len(t.text), len(word)):], '.') >= 0 {
			continue
		}
		plain := dotted || strings.IndexByte(t.text, '.') < 0
		if plain && fits(t.text) || !dotted && fits(t.list) {
			list = append(list, Candidate{t.text, t.list, Type, t.tip})
		}
	}
	for _, full := range object.DefinedTypeNames() {
		short := lastSegment(full)
		if dotted && fits(full) && strings.IndexByte(full[min(len(full), len(word)):], '.') < 0 || !dotted && fits(short) && !isAccelerated(full) {
			list = append(list, Candidate{withoutArity(full), shownName(short), Type, full})
		}
	}
	for _, t := range r.rt.ScriptTypes() {
		if fits(t.Name()) {
			list = append(list, Candidate{t.Name(), t.Name(), Type, "Class " + t.Name()})
		}
	}
	for _, class := range r.view().classes {
		if fits(class.Name) && r.rt.LookupType(class.Name) == nil {
			list = append(list, Candidate{class.Name, class.Name, Type, "Class " + class.Name})
		}
	}
	list = append(list, namespaces(word)...)
	if len(list) == 0 && dotted && !hasPrefixFold(word, "System.") {
		return r.types("System." + word)
	}
	sortByList(list)
	return compactCandidates(list)
}

// compactCandidates drops candidates that repeat their neighbour.
func compactCandidates(list []Candidate) []Candidate {
	kept := list[:0]
	for i, c := range list {
		if i == 0 || c.Text != list[i-1].Text || c.List != list[i-1].List {
			kept = append(kept, c)
		}
	}
	return kept
}

// knownNamespaces are the namespaces of the library's types.
var knownNamespaces = sync.OnceValue(func() []string {
	seen := map[string]bool{}
	var list []string
	for _, full := range object.LibraryTypeNames() {
		for i := strings.LastIndexByte(full, '.'); i > 0; i = strings.LastIndexByte(full[:i], '.') {
			if ns := full[:i]; !seen[ns] {
				seen[ns] = true
				list = append(list, ns)
			}
		}
	}
	return list
})

// namespaces offers the namespaces that begin with a word, one step at a time.
func namespaces(word string) []Candidate {
	fits := matching(word)
	var list []Candidate
	for _, ns := range knownNamespaces() {
		if fits(ns) && strings.Count(ns, ".") == strings.Count(word, ".") {
			list = append(list, Candidate{ns, ns[strings.LastIndexByte(ns, '.')+1:], Namespace, "Namespace " + ns})
		}
	}
	return list
}

// typeNameAtCursor is the name of a type that the cursor is in: of generic types the name or the argument.
func (r *request) typeNameAtCursor() *syntax.TypeName {
	for _, n := range r.around {
		switch x := n.(type) {
		case *syntax.TypeExpression:
			return nameAt(x.TypeName, r.cursor)
		case *syntax.TypeConstraint:
			return nameAt(x.TypeName, r.cursor)
		}
	}
	if r.at != nil && r.at.Flags&syntax.FlagTypeName != 0 {
		return &syntax.TypeName{Extent: r.at.Extent, Name: r.at.Text}
	}
	return nil
}

func nameAt(t *syntax.TypeName, cursor int32) *syntax.TypeName {
	if t == nil || cursor <= t.Start || cursor > t.End {
		return nil
	}
	if t.ElementType != nil {
		return nameAt(t.ElementType, cursor)
	}
	for _, a := range t.GenericArguments {
		if found := nameAt(a, cursor); found != nil {
			return found
		}
	}
	if end := t.Start + int32(len(t.Name)); cursor <= end || len(t.GenericArguments) == 0 {
		return &syntax.TypeName{Extent: syntax.Extent{Start: t.Start, End: min(end, t.End)}, Name: t.Name}
	}
	return nil
}

// shortType is a type's name without namespaces, its accelerator if it has one.
func shortType(t *object.Type) string {
	switch {
	case t == nil:
		return "Object"
	case t.Elem() != nil:
		return shortType(t.Elem()) + t.FullName()[len(t.Elem().FullName()):]
	case len(t.GenericArgs()) > 0:
		names := make([]string, len(t.GenericArgs()))
		for i, a := range t.GenericArgs() {
			names[i] = shortType(a)
		}
		return withoutArity(lastSegment(t.GenericDefinition())) + "[" + strings.Join(names, ",") + "]"
	}
	return lastSegment(object.AcceleratorOf(t))
}

func lastSegment(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
