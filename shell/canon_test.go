package shell_test

import (
	"sort"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// canon is the canonical text of a value in the expression matrix; run-matrix.ps1 beside the matrix defines it.
func canon(v object.Value, depth int) string {
	switch {
	case object.IsNull(v):
		return "null"
	case depth > 6:
		return "..."
	}
	base := object.Base(v)
	switch x := base.(type) {
	case string:
		return canonText(x)
	case bool:
		return strconv.FormatBool(x)
	case *object.ErrorRecord:
		return "error:" + canonError(x)
	case object.Char:
		return "char:" + strconv.Itoa(int(x))
	case *object.Type:
		return "type:" + object.ToText(x)
	case object.DateTime, object.DateTimeOffset:
		return canonType(base) + ":" + canonFormat(base, "o")
	case object.Enum:
		return canonType(base) + ":" + canonString(base)
	case float64, float32:
		return canonType(base) + ":" + canonFormat(base, "R")
	case *object.Dictionary:
		return canonDictionary(x, depth)
	case *object.CustomObject:
		return canonObject(x, depth)
	}
	if object.TypeOf(base) == object.TypeScriptBlock {
		return "scriptblock:" + canonText(canonString(base))
	}
	return canonOther(base, depth)
}

func canonOther(v object.Value, depth int) string {
	t := object.TypeOf(v)
	if t.Implements("System.Collections.IEnumerable") {
		var items []string
		if _, err := object.Each(v, func(item object.Value) bool {
			items = append(items, canon(item, depth+1))
			return true
		}); err == nil {
			return canonType(v) + "[" + strings.Join(items, ",") + "]"
		}
	}
	if t.Implements("System.IFormattable") {
		return canonType(v) + ":" + canonFormat(v, "")
	}
	return canonType(v) + ":" + canonString(v)
}

func canonText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", `\r`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

func canonError(e *object.ErrorRecord) string {
	return e.FullyQualifiedErrorID() + "|" + e.Exception.Message
}

func canonType(v object.Value) string { return object.ToText(object.TypeOf(v)) }

func canonFormat(v object.Value, format string) string {
	text, err := object.FormatValue(v, format, object.InvariantCulture)
	if err != nil {
		return "!" + err.Error()
	}
	return text
}

func canonString(v object.Value) string {
	text, err := object.InvokeMethod(v, "ToString", nil)
	if err != nil {
		return "!" + err.Error()
	}
	return object.ToText(text)
}

func canonDictionary(d *object.Dictionary, depth int) string {
	var entries []string
	for _, e := range d.Entries() {
		entries = append(entries, canon(e.Key, depth+1)+"="+canon(e.Value, depth+1))
	}
	if d.DictType.AssignableTo(object.TypeHashtable) {
		sort.SliceStable(entries, func(i, j int) bool { return object.CompareForSort(entries[i], entries[j], true) < 0 })
	}
	return canonType(d) + "{" + strings.Join(entries, ";") + "}"
}

func canonObject(o *object.CustomObject, depth int) string {
	var parts []string
	for i, name := range o.Shape().Names() {
		parts = append(parts, name+"="+canon(o.At(i), depth+1))
	}
	for _, m := range object.ExtraMembers(o) {
		const properties = object.ScriptProperty | object.AliasProperty | object.CodeProperty | object.PropertyMember | object.NoteProperty
		if m.Kind&properties == 0 {
			continue
		}
		v, _, _ := object.GetProperty(o, m.Name)
		parts = append(parts, m.Name+"="+canon(v, depth+1))
	}
	return "{" + strings.Join(parts, ";") + "}"
}
