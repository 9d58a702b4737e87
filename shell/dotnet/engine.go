package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// engineClass is PowerShell's own types that need nothing of a running session.
func engineClass(t *object.Type, name string) class {
	switch name {
	case "ErrorRecord":
		return errorRecordClass()
	case "ErrorCategoryInfo":
		return errorCategoryClass()
	case "ErrorDetails":
		return errorDetailsClass()
	case "PSMemberSet":
		return memberViewClass()
	case "PSMemberInfoIntegratingCollection`1":
		return memberCollectionClass()
	case "PSNoteProperty", "PSProperty", "PSScriptProperty", "PSAliasProperty", "PSScriptMethod", "PSParameterizedProperty", "PSPropertySet":
		return memberInfoClass(name)
	case "PSMethod":
		return methodValueClass().orElse(memberInfoClass(name))
	case "PSObject", "PSCustomObject":
		return psObjectClass()
	case "SwitchParameter":
		return switchClass()
	case "PSCredential":
		return credentialClass()
	case "SemanticVersion":
		return semanticVersionClass()
	case "PSTypeName":
		return typeNameClass()
	case "WildcardPattern":
		return wildcardClass()
	case "NullString":
		return class{staticProperties: getters{"Value": constant(object.NullString)}}
	case "CodeGeneration":
		return codeGenerationClass()
	case "LanguagePrimitives":
		return languagePrimitivesClass()
	}
	switch {
	case strings.HasSuffix(name, "Exception"):
		return exceptionClass(t)
	case strings.HasPrefix(name, "PSStyle"):
		return styleClass(name)
	}
	return class{}
}

func errorRecordClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			e, ok := a.at(0).(*object.Exception)
			if !ok {
				if r, isRecord := a.at(0).(*object.ErrorRecord); isRecord {
					c := *r
					return &c, nil
				}
				return nil, argumentNull("exception")
			}
			return &object.ErrorRecord{Exception: e, ID: a.text(1), Category: object.ErrorCategory(a.enum(2, 0)), Target: a.at(3)}, nil
		}),
		properties: getters{
			"Exception":             get(func(e *object.ErrorRecord) object.Value { return e.Exception }),
			"TargetObject":          get(func(e *object.ErrorRecord) object.Value { return e.Target }),
			"CategoryInfo":          get(func(e *object.ErrorRecord) object.Value { return &errorCategory{e} }),
			"FullyQualifiedErrorId": get(func(e *object.ErrorRecord) object.Value { return e.FullyQualifiedErrorID() }),
			"ErrorDetails": get(func(e *object.ErrorRecord) object.Value {
				if e.Details == "" && e.Recommended == "" {
					return nil
				}
				return &errorDetails{e}
			}),
			"InvocationInfo": get(func(e *object.ErrorRecord) object.Value {
				if info, ok := e.Bound.(object.Object); ok {
					return info
				}
				return nil
			}),
			"ScriptStackTrace":      get(func(e *object.ErrorRecord) object.Value { return e.StackTrace }),
			"PipelineIterationInfo": value(func() object.Value { return object.NewTypedArray(object.TypeInt32, nil) }),
		},
		setters: setters{"ErrorDetails": set(func(e *object.ErrorRecord, v object.Value) error {
			e.Details, e.Recommended = "", ""
			if d, ok := v.(*errorDetails); ok {
				e.Details, e.Recommended = d.record.Details, d.record.Recommended
			}
			return nil
		})},
		methods: methods{"ToString": do(func(e *object.ErrorRecord, _ args) object.Value { return e.Error() })},
		extra: []*object.Member{{Name: "PSMessageDetails", Kind: object.ScriptProperty, Definition: "System.Object PSMessageDetails {get=…;}",
			Get: constant(nil)}},
		order: []string{"Exception", "TargetObject", "CategoryInfo", "FullyQualifiedErrorId", "ErrorDetails", "InvocationInfo",
			"ScriptStackTrace", "PipelineIterationInfo"},
	}
}

// errorCategory is ErrorRecord.CategoryInfo.
type errorCategory struct{ e *object.ErrorRecord }

// Type implements object.Object.
func (*errorCategory) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.ErrorCategoryInfo")
}

// Text implements object.Texter.
func (c *errorCategory) Text() string { return c.e.CategoryMessage() }

func errorCategoryClass() class {
	return class{
		properties: getters{
			"Category": get(func(c *errorCategory) object.Value {
				return object.NewEnum("System.Management.Automation.ErrorCategory", int64(c.e.Category))
			}),
			"Activity":   get(func(c *errorCategory) object.Value { return c.e.Activity }),
			"Reason":     get(func(c *errorCategory) object.Value { return c.e.CategoryReason() }),
			"TargetName": get(func(c *errorCategory) object.Value { return c.e.CategoryTargetName() }),
			"TargetType": get(func(c *errorCategory) object.Value { return c.e.CategoryTargetType() }),
		},
		setters: setters{
			"Activity":   set(func(c *errorCategory, v object.Value) error { c.e.Activity = object.ToText(v); return nil }),
			"Reason":     set(func(c *errorCategory, v object.Value) error { c.e.Reason = object.ToText(v); return nil }),
			"TargetName": set(func(c *errorCategory, v object.Value) error { c.e.TargetName = object.ToText(v); return nil }),
			"TargetType": set(func(c *errorCategory, v object.Value) error { c.e.TargetType = object.ToText(v); return nil }),
		},
		methods: methods{"GetMessage": do(func(c *errorCategory, _ args) object.Value { return c.e.CategoryMessage() })},
		order:   []string{"Category", "Activity", "Reason", "TargetName", "TargetType"},
	}
}

// errorDetails is System.Management.Automation.ErrorDetails, kept in a record: the error's, or one of its own until an
// error gets it.
type errorDetails struct{ record *object.ErrorRecord }

// Type implements object.Object.
func (*errorDetails) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.ErrorDetails")
}

// Text implements object.Texter.
func (d *errorDetails) Text() string { return d.record.Details }

func errorDetailsClass() class {
	return class{
		new: try(func(a args) (object.Value, error) { return &errorDetails{&object.ErrorRecord{Details: a.text(0)}}, nil }),
		properties: getters{
			"Message":           get(func(d *errorDetails) object.Value { return d.record.Details }),
			"RecommendedAction": get(func(d *errorDetails) object.Value { return d.record.Recommended }),
		},
		setters: setters{"RecommendedAction": set(func(d *errorDetails, v object.Value) error { d.record.Recommended = object.ToText(v); return nil })},
	}
}

func switchClass() class {
	return class{
		new:              try(func(a args) (object.Value, error) { return object.Switch(a.bool(0)), nil }),
		properties:       getters{"IsPresent": get(func(s object.Switch) object.Value { return bool(s) })},
		staticProperties: getters{"Present": constant(object.Switch(true))},
		methods: methods{
			"ToBool":   do(func(s object.Switch, _ args) object.Value { return bool(s) }),
			"ToString": do(func(s object.Switch, _ args) object.Value { return object.ToText(bool(s)) }),
			"Equals":   do(func(s object.Switch, a args) object.Value { return a.at(0) == s || a.at(0) == bool(s) }),
		},
	}
}

func codeGenerationClass() class {
	return class{statics: methods{
		"EscapeSingleQuotedStringContent": static(func(a args) object.Value {
			var b strings.Builder
			for _, r := range a.text(0) {
				if strings.ContainsRune("'\u2018\u2019\u201a\u201b", r) {
					b.WriteRune(r)
				}
				b.WriteRune(r)
			}
			return b.String()
		}),
		"EscapeVariableName": static(func(a args) object.Value {
			return strings.NewReplacer("`", "``", "}", "`}", "{", "`{").Replace(a.text(0))
		}),
		"EscapeFormatStringContent": static(func(a args) object.Value { return strings.NewReplacer("{", "{{", "}", "}}").Replace(a.text(0)) }),
		"EscapeBlockCommentContent": static(func(a args) object.Value { return strings.NewReplacer("<#", "<`#", "#>", "#`>").Replace(a.text(0)) }),
	}}
}

func languagePrimitivesClass() class {
	return class{statics: methods{
		"ConvertTo": try(func(a args) (object.Value, error) {
			if a.typ(1) == nil {
				return nil, argumentNull("resultType")
			}
			v, err := object.Convert(a.at(0), a.typ(1))
			if record, ok := err.(*object.ErrorRecord); ok && record.Exception.Inner != nil {
				return nil, record.Exception.Inner // thrown from a method, the bare PSInvalidCastException
			}
			return v, err
		}),
		"IsTrue": static(func(a args) object.Value { return object.ToBool(a.at(0)) }),
		"Equals": static(func(a args) object.Value { return object.Equal(a.at(0), a.at(1), a.bool(2)) }),
		"Compare": try(func(a args) (object.Value, error) {
			n, err := object.Compare(a.at(0), a.at(1), a.bool(2))
			return i32(n), err
		}),
	}}
}

func wildcardClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			w, err := object.CompileWildcard(a.text(0), a.enum(1, 0)&2 != 0)
			return &wildcard{w, a.text(0)}, err
		}),
		methods: methods{"IsMatch": do(func(w *wildcard, a args) object.Value { return w.Match(a.text(0)) })},
		statics: methods{
			"Get": try(func(a args) (object.Value, error) {
				w, err := object.CompileWildcard(a.text(0), a.enum(1, 0)&2 != 0)
				return &wildcard{w, a.text(0)}, err
			}),
			"Escape":                     static(func(a args) object.Value { return object.EscapeWildcard(a.text(0)) }),
			"Unescape":                   static(func(a args) object.Value { return object.UnescapeWildcard(a.text(0)) }),
			"ContainsWildcardCharacters": static(func(a args) object.Value { return object.HasWildcard(a.text(0)) }),
		},
	}
}

// wildcard is System.Management.Automation.WildcardPattern.
type wildcard struct {
	*object.Wildcard
	pattern string
}

// Type implements object.Object.
func (*wildcard) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.WildcardPattern")
}
