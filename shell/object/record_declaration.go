package object

import (
	"reflect"
	"strings"
	"sync"
	"time"
)

// RecordProperty is a property that a service's records have, known before one of them was read.
type RecordProperty struct {
	Name string
	// Type is the property's type, or that of its elements; nil if it is not known.
	Type *Type
	// Properties are those of a nested record; nil for others.
	Properties []RecordProperty
}

var declaredRecords sync.Map // folded type name → []RecordProperty

// DeclareProperties says which properties the records of a type name have, by their names in JSON or as they are.
func DeclareProperties(typeName string, names ...string) {
	properties := make([]RecordProperty, len(names))
	for i, name := range names {
		properties[i].Name = pascalName(name)
	}
	declaredRecords.Store(FoldName(typeName), properties)
}

// DeclareRecord says which properties the records of a type name have, as the json tags of a Go struct name them.
func DeclareRecord(typeName string, record reflect.Type) {
	declaredRecords.Store(FoldName(typeName), propertiesOf(record))
}

// DeclaredRecord lists what was said of a type name; nil if nothing was. The slice must not be changed.
func DeclaredRecord(typeName string) []RecordProperty {
	v, _ := declaredRecords.Load(FoldName(typeName))
	properties, _ := v.([]RecordProperty)
	return properties
}

func propertiesOf(record reflect.Type) []RecordProperty {
	var properties []RecordProperty
	for _, f := range reflect.VisibleFields(record) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		p := RecordProperty{Name: pascalName(name)}
		t := f.Type
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		switch {
		case t == reflect.TypeFor[time.Time]():
			p.Type = TypeDateTime
		case t.Kind() == reflect.Struct:
			p.Properties = propertiesOf(t)
		default:
			p.Type = typeOfGoKind(t.Kind())
		}
		properties = append(properties, p)
	}
	return properties
}

// typeOfGoKind is the type that a JSON value of a Go kind reads as.
func typeOfGoKind(k reflect.Kind) *Type {
	switch k {
	case reflect.String:
		return TypeString
	case reflect.Bool:
		return TypeBoolean
	case reflect.Int, reflect.Int32, reflect.Int64:
		return TypeInt64
	case reflect.Float64:
		return TypeDouble
	}
	return nil
}
