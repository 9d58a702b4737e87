package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Parse reads a script that is to run in the session: its classes may use the types that the session knows.
func (rt *Runtime) Parse(path, text string) (*syntax.ScriptBlock, []*syntax.ParseError) {
	tree, _, errs := syntax.ParseWith(path, text, syntax.Options{Types: sessionTypes{rt}})
	return tree, errs
}

// sessionTypes tells the parser which types the session knows.
type sessionTypes struct{ rt *Runtime }

// HasType implements syntax.TypeLookup. A type of .NET's namespaces that this shell leaves out, and one that a module may
// bring, is no error of the whole script: whoever uses it gets one.
func (s sessionTypes) HasType(name string, arguments int, usings []*syntax.UsingStatement) bool {
	if arguments > 0 && !strings.Contains(name, "`") {
		name += "`" + string(rune('0'+arguments))
	}
	return s.find(name, usings) != nil || isForeign(name, usings)
}

// isForeign reports a type that may exist elsewhere, though not here.
func isForeign(name string, usings []*syntax.UsingStatement) bool {
	for _, u := range usings {
		if u.Kind == syntax.UsingModule || u.Kind == syntax.UsingAssembly || u.Name != nil && isLibraryNamespace(u.Name.Value+".") {
			return true
		}
	}
	return isLibraryNamespace(name)
}

func isLibraryNamespace(name string) bool {
	head, _, dotted := strings.Cut(name, ".")
	return dotted && (strings.EqualFold(head, "System") || strings.EqualFold(head, "Microsoft"))
}

func (s sessionTypes) find(name string, usings []*syntax.UsingStatement) *object.Type {
	b := &block{}
	for _, u := range usings {
		if u.Kind == syntax.UsingNamespace && u.Name != nil {
			b.namespaces = append(b.namespaces, u.Name.Value)
		}
	}
	return namedType(s.rt, b, name)
}

// HasModule implements syntax.TypeLookup.
func (s sessionTypes) HasModule(file, name string) bool {
	return s.rt.moduleFile(file, name) != "" || isCompiledModule(name)
}

// isCompiledModule reports the modules whose commands are part of the program.
func isCompiledModule(name string) bool {
	return strings.HasPrefix(object.FoldName(name), "microsoft.")
}

// AttributeType implements syntax.TypeLookup.
func (s sessionTypes) AttributeType(name string, usings []*syntax.UsingStatement) *syntax.AttributeType {
	if t := knownAttribute(name); t != nil {
		return t
	}
	t := s.find(name, usings)
	if t == nil {
		t = s.find(name+"Attribute", usings)
	}
	if t == nil && !isForeign(name, usings) {
		return nil
	}
	return &syntax.AttributeType{Name: name, Targets: syntax.TargetAll}
}

// knownAttribute describes an attribute of PowerShell's or .NET's.
func knownAttribute(name string) *syntax.AttributeType {
	short := strings.TrimPrefix(strings.TrimPrefix(object.FoldName(name), object.FoldName(ns)), "system.")
	short = strings.TrimSuffix(short, "attribute")
	const member = syntax.TargetProperty | syntax.TargetField
	find := func(show string, targets syntax.AttributeTargets, properties string) *syntax.AttributeType {
		return &syntax.AttributeType{Name: show, Targets: targets, Properties: append([]string{}, strings.Fields(properties)...)}
	}
	switch short {
	case "parameter":
		return find("Parameter", member, "Position ParameterSetName Mandatory ValueFromPipeline ValueFromPipelineByPropertyName "+
			"ValueFromRemainingArguments HelpMessage HelpMessageBaseName HelpMessageResourceId DontShow")
	case "validateset":
		return find("ValidateSet", member, "ErrorMessage IgnoreCase")
	case "validatepattern":
		return find("ValidatePattern", member, "Options ErrorMessage")
	case "validatescript":
		return find("ValidateScript", member, "ErrorMessage")
	case "cmdletbinding":
		return find("CmdletBinding", syntax.TargetClass, "PositionalBinding DefaultParameterSetName SupportsPaging SupportsShouldProcess "+
			"SupportsTransactions ConfirmImpact HelpUri RemotingCapability")
	case "outputtype":
		return find("OutputType", syntax.TargetClass, "ProviderCmdlet ParameterSetName")
	case "flags":
		return find("System.FlagsAttribute", syntax.TargetEnum, "")
	case "serializable":
		return find("System.SerializableAttribute", syntax.TargetClass|syntax.TargetStruct|syntax.TargetEnum|syntax.TargetDelegate, "")
	case "obsolete":
		return find("System.ObsoleteAttribute", syntax.TargetClass|syntax.TargetStruct|syntax.TargetEnum|syntax.TargetConstructor|
			syntax.TargetMethod|syntax.TargetProperty|syntax.TargetField|syntax.TargetEvent|syntax.TargetInterface|
			syntax.TargetDelegate, "DiagnosticId UrlFormat")
	case "hidden":
		return find(ns+"HiddenAttribute", syntax.TargetAll, "")
	case "dscresource":
		return find("DscResource", syntax.TargetClass, "RunAsCredential")
	case "dscproperty":
		return find("DscProperty", member, "Key Mandatory NotConfigurable")
	case "psdefaultvalue":
		return find("PSDefaultValue", member, "Value Help")
	case "language.norunspaceaffinity", "norunspaceaffinity":
		return find("NoRunspaceAffinity", syntax.TargetClass, "")
	}
	for _, plain := range []string{"Alias", "AllowEmptyCollection", "AllowEmptyString", "AllowNull", "ArgumentCompleter", "ArgumentCompletions",
		"SupportsWildcards", "ValidateCount", "ValidateDrive", "ValidateLength", "ValidateNotNull", "ValidateNotNullOrEmpty",
		"ValidateNotNullOrWhiteSpace", "ValidateRange", "ValidateTrustedData", "ValidateUserDrive", "Credential", "PSTypeName"} {
		if strings.EqualFold(plain, short) {
			return find(plain, member, "")
		}
	}
	return nil
}
