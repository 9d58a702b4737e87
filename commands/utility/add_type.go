package utility

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func addTypeCommand() *command.Command {
	return &command.Command{
		Name: "Add-Type", Class: "Microsoft.PowerShell.Commands.AddTypeCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Accepts the assemblies of .NET whose types are there already.",
		Description: "The types of .NET that there are need no loading, so naming their assembly does nothing. There is no " +
			"compiler for C#, and no assembly can be loaded from a file: write a PowerShell class instead.",
		Examples: []command.Example{
			{Code: `Add-Type -AssemblyName System.Web; [System.Web.HttpUtility]::UrlEncode('a b')`, Remarks: "Scripts from Windows begin like this."},
		},
		New:         func() command.Processor { return &addType{} },
		DefaultSet:  "FromSource",
		OutputTypes: []string{"System.Type"},
	}
}

// addType is Add-Type: accepts the assemblies of .NET whose types are there already.
type addType struct {
	TypeDefinition       string        `ps:"set=FromSource pos=0 mandatory" help:"Source of a type; there is no compiler for it."`
	Name                 string        `ps:"set=FromMember pos=0 mandatory" help:"The name of a class to be made of members."`
	MemberDefinition     []string      `ps:"set=FromMember pos=1 mandatory" help:"Source of members; there is no compiler for it."`
	Namespace            string        `ps:"alias=NS set=FromMember allownull" help:"The namespace of that class."`
	UsingNamespace       []string      `ps:"alias=Using set=FromMember notnull" help:"Namespaces that the members use."`
	Path                 []string      `ps:"set=FromPath pos=0 mandatory" help:"Files to be compiled or loaded, which cannot be."`
	LiteralPath          []string      `ps:"alias=PSPath,LP set=FromLiteralPath mandatory" help:"Such files, by their exact names."`
	AssemblyName         []string      `ps:"alias=AN set=FromAssemblyName mandatory" help:"Assemblies of .NET."`
	Language             object.Enum   `ps:"type=Microsoft.PowerShell.Commands.Language set=FromSource,FromMember" help:"The language of the source."`
	ReferencedAssemblies []string      `ps:"alias=RA set=FromSource,FromMember,FromPath,FromLiteralPath" help:"Assemblies that the source uses."`
	OutputAssembly       string        `ps:"alias=OA set=FromSource,FromMember,FromPath,FromLiteralPath" help:"A file to compile to."`
	OutputType           object.Enum   `ps:"alias=OT type=Microsoft.PowerShell.Commands.OutputAssemblyType set=FromSource,FromMember,FromPath,FromLiteralPath" help:"What to compile to."`
	PassThru             object.Switch `help:"Writes the types; nothing is written here."`
	IgnoreWarnings       object.Switch `ps:"set=FromSource,FromMember,FromPath,FromLiteralPath" help:"For the compiler."`
	CompilerOptions      []string      `ps:"set=FromSource,FromMember,FromPath,FromLiteralPath notempty" help:"For the compiler."`
}

// Process implements command.Processor.
func (c *addType) Process(inv *command.Invocation) error {
	if len(c.AssemblyName) == 0 {
		return object.NewError("System.InvalidOperationException", "COMPILER_ERRORS", object.InvalidData,
			"Cannot add type. There is no compiler for C#, and assemblies cannot be loaded. Write a PowerShell class, or use the types of .NET that are there.")
	}
	for _, name := range c.AssemblyName {
		if !isAssembly(name) {
			path := strings.TrimSuffix(inv.Location(), "/") + "/" + strings.TrimSuffix(name, ".dll") + ".dll"
			e := object.NewError("System.Management.Automation.ItemNotFoundException", "PathNotFound", object.ObjectNotFound,
				"Cannot find path '%s' because it does not exist.", path)
			e.Target = path
			return e
		}
	}
	return nil
}

// assemblies are those of .NET's runtime library and PowerShell's own whose types stand here, entirely or in part. Assemblies
// for windows on a screen are not among them, nor are they in PowerShell outside of Windows.
const assemblies = `Microsoft.CSharp Microsoft.PowerShell.Commands.Management Microsoft.PowerShell.Commands.Utility
Microsoft.PowerShell.Security Microsoft.VisualBasic Microsoft.VisualBasic.Core mscorlib netstandard System
System.Collections System.Collections.Concurrent System.Collections.Generic System.Collections.Specialized System.Configuration
System.Core System.Data System.Data.Common System.Data.DataSetExtensions System.Diagnostics.Process System.Drawing
System.Drawing.Primitives System.Globalization System.IO System.IO.Compression System.IO.Compression.FileSystem
System.IO.Compression.ZipFile System.Linq System.Management.Automation System.Net System.Net.Http System.Net.Mail
System.Net.Primitives System.Net.Requests System.Numerics System.Private.CoreLib System.Private.Uri System.Private.Xml
System.Private.Xml.Linq System.Runtime System.Runtime.Extensions System.Runtime.InteropServices System.Runtime.Numerics
System.Runtime.Serialization System.Security System.Security.Cryptography System.Security.Cryptography.Algorithms
System.Security.Cryptography.X509Certificates System.Text.Encoding System.Text.Encoding.Extensions System.Text.Encodings.Web
System.Text.Json System.Text.RegularExpressions System.Threading System.Threading.Tasks System.Threading.Thread System.Web
System.Web.HttpUtility System.Xml System.Xml.Linq System.Xml.ReaderWriter System.Xml.XDocument System.Xml.XmlDocument`

// isAssembly reports whether a name, full or short, is that of an assembly.
func isAssembly(name string) bool {
	short, _, _ := strings.Cut(name, ",")
	short = strings.TrimSuffix(strings.TrimSpace(short), ".dll")
	return slices.ContainsFunc(strings.Fields(assemblies), func(s string) bool { return object.EqualNames(s, short) })
}
