// Package interp runs PowerShell: it compiles the trees of package syntax to closures, once, and runs those.
//
// It owns scopes and variables, functions, script blocks, classes, modules, pipelines, the streams and what errors
// do to the flow of a script. What values are and what operators do to them is the business of package object; what
// arguments go to which parameter that of package bind; what a command does that of the commands themselves. It
// draws nothing: objects and records go to the callbacks of Streams.
//
// # How a script runs
//
// A script block is compiled when it is first run. Expressions become evalFn, statements become stmtFn; both take
// the frame, which holds the scope, the output and the streams of the running block. Control flow (break, return,
// exit, a pipeline that stops, terminating errors) travels as Go errors.
//
// # Scopes
//
// A scope is a row of slots whose names stand in a slotTable, shared by all scopes of a block. Each place in the
// tree that reads or writes a variable remembers for which table it last looked the name up and where it was found,
// so that a loop over local variables does no look-ups at all, while dot-sourcing, Set-Variable and script blocks
// that run in somebody else's scope stay correct: they merely meet another table.
package interp
