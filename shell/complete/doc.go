// Package complete offers what can stand at a cursor: commands, parameters, values, variables, members, types, files.
//
// It is a function of (text, cursor, session): the text is parsed as far as it goes, the token under the cursor and the
// nodes around it say what is asked for, and one of the completers below answers. It knows nothing of terminals, runs no
// user code but registered completers and property getters, writes nothing, and never waits for a service: commands
// that complete from a tenant's data do so from what they have already fetched.
//
//	request.go     the token and nodes at the cursor
//	dispatch.go    which completer answers
//	identifier.go  words and strings, which can mean most things
//	binder.go      which parameters are left, and which one an argument belongs to
//	parameter.go   names of parameters
//	argument.go    values of parameters
//	builtin.go     values that only some commands' parameters have
//	infer.go       what type an expression has, without running it
package complete
