package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

func collectionClass(t *object.Type, name string) class {
	switch name {
	case "Hashtable", "OrderedDictionary", "SortedList", "ListDictionary", "HybridDictionary", "StringDictionary":
		return dictionaryClass(t)
	case "ArrayList", "StringCollection", "ReadOnlyCollection`1":
		return listClass(t)
	case "Collection`1":
		return typeNamesClass(listClass(t))
	case "Comparer", "CaseInsensitiveComparer":
		return defaultComparerClass(t)
	case "Queue":
		return queueClass(t, false)
	case "Stack":
		return queueClass(t, true)
	case "NameValueCollection":
		return nameValuesClass(t)
	case "BitArray":
		return bitArrayClass()
	case "DictionaryEntry":
		return pairClass(t)
	case "Hashtable+HashtableEnumerator", "OrderedDictionary+OrderedDictionaryEnumerator":
		return enumeratorClass()
	case "Hashtable+KeyCollection", "Hashtable+ValueCollection", "OrderedDictionary+OrderedDictionaryKeyValueCollection":
		return viewClass()
	}
	return class{}
}

func genericClass(t *object.Type, name string) class {
	switch name {
	case "List`1":
		return listClass(t)
	case "Dictionary`2", "SortedDictionary`2", "SortedList`2", "ConcurrentDictionary`2":
		return dictionaryClass(t)
	case "Comparer`1", "EqualityComparer`1":
		return defaultComparerClass(t)
	case "HashSet`1":
		return hashSetClass(t, false)
	case "SortedSet`1":
		return hashSetClass(t, true)
	case "Queue`1", "ConcurrentQueue`1":
		return queueClass(t, false)
	case "Stack`1", "ConcurrentStack`1", "ConcurrentBag`1":
		return queueClass(t, true)
	case "PriorityQueue`2":
		return priorityQueueClass(t)
	case "LinkedList`1":
		return linkedListClass(t)
	case "LinkedListNode`1":
		return linkedNodeClass(t)
	case "KeyValuePair`2":
		return pairClass(t)
	case "Dictionary`2+Enumerator", "List`1+Enumerator":
		return enumeratorClass()
	}
	if strings.HasSuffix(name, "Collection") {
		return viewClass()
	}
	if strings.HasSuffix(name, "Exception") {
		return exceptionClass(t)
	}
	return class{}
}

func textClass(t *object.Type, name string) class {
	switch name {
	case "StringBuilder":
		return stringBuilderClass()
	case "Encoding", "UTF8Encoding", "ASCIIEncoding", "UnicodeEncoding", "UTF32Encoding":
		return encodingClass(t)
	case "Regex":
		return regexClass()
	case "Match", "Group", "Capture":
		return captureClass()
	case "MatchCollection", "GroupCollection", "CaptureCollection":
		return matchCollectionClass()
	case "CultureInfo":
		return cultureClass()
	case "NumberFormatInfo":
		return numberFormatClass()
	case "DateTimeFormatInfo":
		return dateTimeFormatClass()
	case "TextInfo":
		return textInfoClass()
	case "CompareInfo":
		return compareInfoClass()
	case "Calendar", "GregorianCalendar":
		return calendarClass()
	case "ISOWeek":
		return isoWeekClass()
	case "Rune":
		return runeClass()
	case "Ascii":
		return asciiClass()
	case "StringInfo":
		return stringInfoClass()
	case "TextElementEnumerator":
		return elementEnumeratorClass()
	}
	if strings.HasSuffix(name, "Exception") {
		return exceptionClass(t)
	}
	return class{}
}

func ioClass(t *object.Type, name string) class {
	switch name {
	case "Path":
		return pathClass()
	case "File":
		return fileClass()
	case "Directory":
		return directoryClass()
	case "BinaryReader":
		return binaryReaderClass()
	case "BinaryWriter":
		return binaryWriterClass()
	case "FileInfo", "DirectoryInfo", "FileSystemInfo":
		return fileInfoClass(t)
	}
	if strings.HasSuffix(name, "Exception") {
		return exceptionClass(t)
	}
	return streamClass(t, name)
}

func otherClass(t *object.Type, name string) class {
	if g := t.GenericDefinition(); g != "" {
		name = g
	}
	switch name {
	case "System.Diagnostics.Stopwatch":
		return stopwatchClass()
	case "System.Diagnostics.Process":
		return processClass()
	case "System.Runtime.InteropServices.RuntimeInformation":
		return runtimeInformationClass()
	case "System.Runtime.InteropServices.OSPlatform":
		return platformClass()
	case "System.Net.Http.HttpMethod":
		return httpMethodClass()
	case "System.Text.Json.JsonDocument":
		return jsonDocumentClass()
	case "System.Text.Json.JsonElement":
		return jsonElementClass()
	case "System.Text.Json.JsonProperty":
		return jsonPropertyClass()
	case "System.Text.Json.JsonSerializer":
		return jsonSerializerClass()
	case "System.Management.Automation.Internal.AutomationNull":
		return class{staticProperties: getters{"Value": constant(object.Nothing)}}
	case "System.Security.Principal.WindowsIdentity":
		return windowsIdentityClass()
	case "System.Security.Principal.WindowsPrincipal":
		return windowsPrincipalClass()
	case "System.Security.SecureString":
		return secureStringClass()
	case "System.Net.NetworkCredential":
		return networkCredentialClass()
	case "System.Runtime.InteropServices.Marshal":
		return marshalClass()
	case "System.Reflection.MethodInfo", "System.Reflection.PropertyInfo":
		return reflectedClass()
	case "System.Linq.Grouping`2":
		return groupingClass()
	case "System.Numerics.BigInteger":
		return bigIntegerClass()
	case "Microsoft.PowerShell.Commands.WebRequestSession":
		return webSessionClass()
	case "System.Text.Encodings.Web.HtmlEncoder", "System.Text.Encodings.Web.UrlEncoder", "System.Text.Encodings.Web.JavaScriptEncoder":
		return webEncoderClass(name[strings.LastIndexByte(name, '.')+1:])
	case "System.Runtime.CompilerServices.FormattableStringFactory":
		return formattableClass(name)
	case "System.Numerics.Complex":
		return complexClass()
	case "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4":
		return vectorClass(int(name[len(name)-1] - '0'))
	}
	switch {
	case strings.HasPrefix(name, "System.Threading."):
		return threadingClass(t, strings.TrimPrefix(name, "System.Threading."))
	case name == "System.Web.HttpQSCollection":
		return nameValuesClass(t)
	case strings.HasPrefix(name, "System.Security.Cryptography."):
		return cryptographyClass(t, strings.TrimPrefix(name, "System.Security.Cryptography."))
	case strings.HasPrefix(name, "System.Net."), strings.HasPrefix(name, "System.Web."):
		return netClass(t, name)
	case strings.HasPrefix(name, "System.Xml."), name == "System.Security.SecurityElement":
		return xmlClass(t, strings.TrimPrefix(name, "System.Xml."))
	case strings.HasPrefix(name, "System.Drawing."):
		return drawingClass(strings.TrimPrefix(name, "System.Drawing."))
	case strings.HasPrefix(name, "System.Data.") && !strings.HasSuffix(name, "Exception"):
		return dataClass(strings.TrimPrefix(name, "System.Data."))
	case name == "System.Linq.Enumerable":
		return enumerableClass()
	}
	return class{}
}
