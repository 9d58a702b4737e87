// Package bind decides which argument goes to which parameter, as PowerShell's binder does, for compiled commands
// and script functions alike: by name, unambiguous prefix and alias, by position, from $PSDefaultParameterValues,
// from pipeline objects (by value and by property name), into the parameter that takes what is left over; it
// chooses the parameter set, converts, validates, and fails with PowerShell's ids and messages.
//
// It runs nothing: the caller evaluates arguments, fills defaults, and stores the values.
//
//	target := bind.NewTarget(…)          // once per command or function
//	b, err := target.Bind(args, options) // once per call
//	b.Object(v)                          // once per pipeline object
//	b.Value(i), b.Bound(i), b.Set()      // i is an index of target.Parameters
package bind
