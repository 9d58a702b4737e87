// Package command says what a command is: its declaration, the parameters derived from its struct, the registry
// that finds it by name, and what a running command may ask of the engine around it.
//
// It neither binds arguments nor runs pipelines (package interp does) and has no commands of its own.
//
// # A command is one struct
//
// The struct's exported fields are the parameters. A field's name is the parameter's name, its Go type gives the
// .NET type, and the tag `ps` says the rest:
//
//	type selectObject struct {
//		InputObject object.Value   `ps:"pipeline" help:"The objects to select from."`
//		Property    []object.Value `ps:"pos=0 set=DefaultParameter,SkipLastParameter" help:"…"`
//		Last        int32          `ps:"set=DefaultParameter range=0.."`
//		Unique      object.Switch
//	}
//
// The fields of an embedded struct are parameters, too: commands share what they have in common.
//
// The words of a tag, separated by spaces:
//
//	pos=N             position
//	mandatory         must be given
//	pipeline          bound from pipeline objects
//	byname            bound from properties of pipeline objects, by name or alias
//	remaining         takes the arguments that are left over
//	hidden            not offered by completion (DontShow)
//	dynamic           belongs to a drive's provider: abbreviations mean it last
//	set=A,B           the parameter sets it belongs to; without it, all
//	alias=A,B         other names
//	type=FullName     the .NET type, where the Go type does not tell (an enum, say)
//	name=Name         the parameter's name, where it differs from the field's
//	values=A,B,C      ValidateSet
//	range=LO..HI      ValidateRange; either side may be missing
//	range=Positive    ValidateRange of a kind: Positive, NonNegative, Negative, NonPositive
//	count=LO..HI      ValidateCount
//	length=LO..HI     ValidateLength
//	notnull           ValidateNotNull
//	notempty          ValidateNotNullOrEmpty
//	nomembertype      must not be the name of a kind of member (Add-Member)
//	allownull allowempty allowemptycollection
//	complete=NAME     the completer that offers values (see Completer); none: there is nothing to offer, files included
//
// A parameter that differs from set to set has several groups, separated by ";", each with its own set= word; what
// stands in the first group without set= holds for all: `ps:"alias=PSPath; set=Path pos=0 mandatory; set=LiteralPath"`.
//
// The Go types: string, bool, int32 …, float64, decimal.Decimal, object.Value (Object), object.Switch,
// object.DateTime, object.TimeSpan, object.Callable (ScriptBlock), *object.Dictionary (Hashtable; with type= also
// IDictionary), *object.Type, slices of these (arrays), and pointers to the scalar ones (Nullable: nil is "not
// given"). A parameter with validation but an unbound value is not validated, as in PowerShell.
package command
