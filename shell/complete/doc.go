// Package complete offers what can stand at a cursor: commands, parameters, values, variables, members, types, files.
// It is a pure function of (text, cursor, session); it knows nothing of terminals and runs no user code but registered
// completers and property getters.
package complete
