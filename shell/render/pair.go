package render

import (
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// pair is one entry of a dictionary that is shown entry by entry.
type pair struct {
	entryType  *object.Type
	key, value object.Value
}

// Type implements object.Object.
func (p *pair) Type() *object.Type { return p.entryType }

var dictionaryEntryType = sync.OnceValue(func() *object.Type {
	return structType("System.Collections.DictionaryEntry")
})

var keyValuePairType = sync.OnceValue(func() *object.Type {
	return structType("System.Collections.Generic.KeyValuePair`2")
})

func structType(name string) *object.Type {
	if t := object.DefinedType(name); t != nil {
		return t
	}
	return object.Define(name, object.StructType, object.TypeValueType)
}

// pairs are the entries of a dictionary: DictionaryEntry for the untyped ones, KeyValuePair for the generic.
func pairs(d *object.Dictionary) []*pair {
	t := keyValuePairType()
	if d.DictType.GenericDefinition() == "" {
		t = dictionaryEntryType()
	}
	entries := d.Entries()
	list := make([]*pair, len(entries))
	for i, e := range entries {
		list[i] = &pair{t, e.Key, e.Value}
	}
	return list
}

func (p *pair) isEntry() bool { return p.entryType == dictionaryEntryType() }

func (p *pair) property(name string) (object.Value, bool) {
	switch {
	case object.EqualNames(name, "Key"), p.isEntry() && object.EqualNames(name, "Name"):
		return p.key, true
	case object.EqualNames(name, "Value"):
		return p.value, true
	}
	return nil, false
}

func (p *pair) names(addedFirst bool) []string {
	switch {
	case !p.isEntry():
		return []string{"Key", "Value"}
	case addedFirst:
		return []string{"Name", "Key", "Value"}
	}
	return []string{"Key", "Value", "Name"}
}

// Text implements object.Texter: the pair in brackets.
func (p *pair) Text() string {
	return "[" + object.ToText(p.key) + ", " + object.ToText(p.value) + "]"
}
