package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// classOf is what the own members of a type do; an empty class for types whose members are all inherited or unknown.
func classOf(t *object.Type) class {
	name := t.FullName()
	if g := t.GenericDefinition(); g != "" {
		name = g
	}
	switch t.Kind() {
	case object.EnumType:
		return enumValueClass(t)
	}
	if c, ok := recordClass(t); ok {
		return c
	}
	namespace := name[:strings.LastIndexByte(name, '.')+1]
	switch namespace {
	case "System.":
		return systemClass(t, strings.TrimPrefix(name, namespace))
	case "System.Collections.", "System.Collections.Specialized.", "System.Collections.ObjectModel.":
		return collectionClass(t, strings.TrimPrefix(name, namespace))
	case "System.Collections.Generic.", "System.Collections.Concurrent.":
		return genericClass(t, strings.TrimPrefix(name, namespace))
	case "System.Text.", "System.Text.RegularExpressions.", "System.Globalization.":
		return textClass(t, strings.TrimPrefix(name, namespace))
	case "System.IO.", "System.IO.Compression.":
		return ioClass(t, strings.TrimPrefix(name, namespace))
	case "System.Management.Automation.", "System.Management.Automation.Language.":
		return engineClass(t, strings.TrimPrefix(name, namespace))
	case "System.Management.Automation.Host.":
		return hostRecordClass(strings.TrimPrefix(name, namespace))
	}
	if strings.HasSuffix(name, "Exception") {
		return exceptionClass(t)
	}
	return otherClass(t, name)
}

func systemClass(t *object.Type, name string) class {
	switch name {
	case "Object":
		return objectClass()
	case "String":
		return stringClass()
	case "Int32", "Int64", "Double", "Decimal", "Byte", "SByte", "Int16", "UInt16", "UInt32", "UInt64", "Single":
		return numberClass(t)
	case "Char":
		return charClass()
	case "Boolean":
		return booleanClass()
	case "Math":
		return mathClass()
	case "Convert":
		return convertClass()
	case "DateTime":
		return dateTimeClass()
	case "DateTimeOffset":
		return dateTimeOffsetClass()
	case "TimeSpan":
		return timeSpanClass()
	case "DateOnly":
		return dateOnlyClass()
	case "TimeOnly":
		return timeOnlyClass()
	case "TimeZoneInfo":
		return timeZoneClass()
	case "Guid":
		return guidClass()
	case "Version":
		return versionClass()
	case "Uri":
		return uriClass()
	case "UriBuilder":
		return uriBuilderClass()
	case "Array":
		return arrayClass()
	case "Enum":
		return enumClass()
	}
	return otherSystemClass(t, name)
}

func otherSystemClass(t *object.Type, name string) class {
	switch name {
	case "Type", "RuntimeType":
		return typeClass()
	case "Environment":
		return environmentClass()
	case "BitConverter":
		return bitConverterClass()
	case "Random":
		return randomClass()
	case "Console":
		return consoleClass()
	case "GC":
		return gcClass()
	case "Activator":
		return activatorClass()
	case "StringComparer":
		return stringComparerClass()
	case "Nullable":
		return class{statics: methods{"GetUnderlyingType": static(func(a args) object.Value {
			if t := a.typ(0); t != nil && t.GenericDefinition() == "System.Nullable`1" {
				return t.GenericArgs()[0]
			}
			return nil
		})}}
	case "Nullable`1":
		return nullableClass()
	case "Tuple", "ValueTuple":
		return tupleFactory(name)
	case "Tuple`1", "Tuple`2", "Tuple`3", "Tuple`4", "Tuple`5",
		"ValueTuple`1", "ValueTuple`2", "ValueTuple`3", "ValueTuple`4":
		return tupleClass(t)
	case "Delegate", "MulticastDelegate":
		return delegateClass()
	case "ArrayEnumerator":
		return enumeratorClass()
	case "Index":
		return indexClass()
	case "Range":
		return rangeClass()
	case "DBNull":
		return dbNullClass()
	case "FormattableString":
		return formattableClass(name)
	case "Lazy`1":
		return lazyClass(t)
	case "WeakReference", "WeakReference`1":
		return weakReferenceClass(t)
	case "OperatingSystem":
		return operatingSystemClass()
	case "Exception":
		return exceptionClass(t)
	}
	if strings.HasSuffix(name, "Exception") {
		return exceptionClass(t)
	}
	return class{}
}
