package object

// hiddenTypes are types that no script can name, with the assembly that holds them: PowerShell writes such a type with
// its assembly, as the name alone would not lead back to it.
var hiddenTypes = map[string]string{
	"System.Collections.Hashtable+KeyCollection":                                           "System.Private.CoreLib",
	"System.Collections.Hashtable+ValueCollection":                                         "System.Private.CoreLib",
	"System.Collections.Hashtable+HashtableEnumerator":                                     "System.Private.CoreLib",
	"System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection": "System.Collections.Specialized",
	"System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator":         "System.Collections.Specialized",
	"System.ArrayEnumerator":                                                               "System.Private.CoreLib",
	"System.RuntimeType":                                                                   "System.Private.CoreLib",
	"System.Text.UTF8Encoding+UTF8EncodingSealed":                                          "System.Private.CoreLib",
	"System.Text.ASCIIEncoding+ASCIIEncodingSealed":                                        "System.Private.CoreLib",
	"System.Text.Latin1Encoding+Latin1EncodingSealed":                                      "System.Private.CoreLib",
	"System.Text.SBCSCodePageEncoding":                                                     "System.Text.Encoding.CodePages",
	"System.Web.HttpQSCollection":                                                          "System.Web.HttpUtility",
	"System.Security.Cryptography.MD5+Implementation":                                      "System.Security.Cryptography",
	"System.Security.Cryptography.SHA1+Implementation":                                     "System.Security.Cryptography",
	"System.Security.Cryptography.SHA256+Implementation":                                   "System.Security.Cryptography",
	"System.Security.Cryptography.SHA384+Implementation":                                   "System.Security.Cryptography",
	"System.Security.Cryptography.SHA512+Implementation":                                   "System.Security.Cryptography",
	"System.Security.Cryptography.AesImplementation":                                       "System.Security.Cryptography",
}

// assemblyOfHidden is what follows the name of a type that scripts cannot name; nothing for other types.
func assemblyOfHidden(t *Type) string {
	assembly := hiddenTypes[t.name]
	if assembly == "" {
		return ""
	}
	token := "b03f5f7f11d50a3a"
	if assembly == "System.Private.CoreLib" {
		token = "7cec85d7bea7798e"
	}
	return ", " + assembly + ", Version=10.0.0.0, Culture=neutral, PublicKeyToken=" + token
}
