package command

import "github.com/partnershell/partnershell/shell/object"

// Command is a command's declaration. It is built when the command is first looked at, never at start-up.
type Command struct {
	Name string // "Get-Date"
	// Class is the .NET class that error ids end in: "Microsoft.PowerShell.Commands.GetDateCommand".
	Class string
	// Module is the module that PowerShell finds the command in: "Microsoft.PowerShell.Utility".
	Module string

	Synopsis    string // one line
	Description string // plain text, paragraphs separated by blank lines
	Examples    []Example
	Notes       string
	Links       []string

	// New makes the struct that holds the parameters' values and runs; fields that are set are the defaults.
	New func() Processor

	DefaultSet     string
	ShouldProcess  bool   // has -WhatIf and -Confirm
	ConfirmImpact  string // Low, Medium (when empty), High
	OutputTypes    []string
	DefaultColumns []string // of the output type, where render has no view of its own

	// Endpoints are the keys (in package access) of the service calls it makes: scopes, roles and licences in
	// help and in errors follow from them.
	Endpoints []string

	// Dynamic lists further parameters that depend on those bound so far; nil for most commands.
	Dynamic func(bound map[string]object.Value) []Parameter

	meta metadata
}

// Example is one use of a command: shown by Get-Help, run by the tests.
type Example struct {
	Code    string
	Remarks string
	// Setup is run before Code by the tests and not shown; SkipRun says why an example cannot run there.
	Setup, SkipRun string
}

// Processor runs a command: Process is called once for every pipeline object, or once if nothing is piped in.
// A returned error that is an *object.ErrorRecord ends the command as ThrowTerminatingError does; the errors that
// Write and the other methods of Invocation return must be handed back unchanged.
type Processor interface {
	Process(inv *Invocation) error
}

// Beginner is a Processor with a BeginProcessing step, before the first object.
type Beginner interface {
	Begin(inv *Invocation) error
}

// Ender is a Processor with an EndProcessing step, after the last object; it is left out when the pipeline stops early.
type Ender interface {
	End(inv *Invocation) error
}

// Closer is a Processor that must release something however the pipeline ends.
type Closer interface {
	Close()
}

// Parameter is what a tag and its field say.
type Parameter struct {
	Name      string
	Aliases   []string
	Type      *object.Type
	Help      string
	Sets      []ParameterSet // one entry named AllSets, or one for each set it belongs to
	Remaining bool
	Hidden    bool
	// Dynamic marks a parameter that a drive's provider adds: an abbreviation means it only if it can mean no other.
	Dynamic   bool
	Completer string

	// Validators are checked, in order, whenever a value is bound.
	Validators []Validator
	// Transforms are the script-defined or built-in argument transformations that run before conversion.
	Transforms []func(object.Value) (object.Value, error)
	// What a mandatory parameter accepts all the same.
	AllowNull, AllowEmptyString, AllowEmptyCollection bool
	// PSTypeName is the type name that a value must carry; empty: any.
	PSTypeName string
	// HelpMessage is shown by the prompt for a missing mandatory parameter.
	HelpMessage string

	// Field numbers the parameters of the struct or of the script; -1 for common and dynamic parameters, read with
	// Invocation.Bound.
	Field int
	// Index leads to the struct's field, as reflect.Value.FieldByIndex takes it.
	Index []int
}

// AllSets is the name under which a parameter that belongs to every set is listed.
const AllSets = "__AllParameterSets"

// ParameterSet says how a parameter behaves in one set.
type ParameterSet struct {
	Name             string
	Position         int // -1: only by name
	Mandatory        bool
	Pipeline, ByName bool
	Remaining        bool
}
