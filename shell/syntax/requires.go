package syntax

// Requirements is what the #Requires comments of a script ask for (ScriptRequirements).
type Requirements struct {
	Version       string // the least PowerShell version, "" when not given
	Editions      []string
	Modules       []ModuleSpecification
	Assemblies    []string
	Administrator bool
	ShellID       string
}

// ModuleSpecification names a module and the versions of it that will do.
type ModuleSpecification struct {
	Name            string
	GUID            string
	Version         string // the least version
	MaximumVersion  string
	RequiredVersion string
}
