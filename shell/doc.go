// Package shell is one PowerShell session: a language runtime, a set of commands and a host, put together. Run is the
// only way in, for the prompt, -Command, -File and tests alike.
//
// # The map
//
// Imports only go down this list; a package imports nothing that stands above it.
//
//	cmd/partnershell     main: the parts put together
//	shell/program        the process: pwsh's command line, the console as a host, exit codes
//	shell/repl           the prompt on go-prompt: lines, history, menus
//	shell/grid           a table to choose from, as keys in and lines out
//	shell                a session
//	shell/complete       completion: text, cursor and session to candidates
//	commands/…           the commands, a family a package, a file a command
//	shell/interp         compiles syntax trees to closures and runs them: scopes, functions, pipelines, streams, errors
//	shell/render         what objects look like on the screen
//	shell/bind           which argument goes to which parameter
//	shell/command        what a command is: its declaration, its parameters, what it may ask of the engine
//	shell/syntax         lexer, parser, tree
//	shell/dotnet         the members of .NET's library types
//	shell/clixml         objects as CLIXML and back
//	internal/demo        the simulated tenant as a session's connection, for -Demo and tests
//	internal/connection  what the partner commands share: the sign-in, clients a tenant, errors
//	internal/policy      the partner security requirements as data, judged by expr
//	internal/graph, internal/partnercenter, internal/rest
//	                     reading the services: records as streams, budgets, retries, one kind of error;
//	                     only internal/graph/sdk imports the Graph SDK, and only main imports that
//	internal/entra       signing in, on MSAL
//	internal/access      endpoint → scope, role, licence
//	internal/simulator   Entra ID, Graph and Partner Center, simulated
//	internal/outfile, internal/textencoding
//	                     files written whole or not at all, and in which encoding
//	shell/object         values: types, members, conversion, comparison, formats
//
// # The way data flows
//
//	text ─syntax→ tree ─interp→ pipeline of commands → objects ─render→ screen, or a file
//	                                  │
//	                     graph, partnercenter (raw JSON, streamed, decoded when read)
//	                                  │
//	                     entra (tokens) ← access (which role and scope a command needs)
//
// # Decisions
//
// The language is PowerShell 7's; what a construct does is settled by cases recorded from PowerShell itself, and a
// difference is listed in testdata/known-differences.txt with its reason.
//
// A pipeline pushes: a command hands each object to the next one's Process in the same goroutine. Whoever has enough
// (Select-Object -First, Ctrl+C) returns an error that unwinds, and no further page is requested of a service.
//
// Records from a service stay the bytes they came in; a property is decoded when somebody reads it.
//
// Nothing here writes to a tenant: the clients offer GET, batches of GETs, and the POSTs that only read.
//
// Every effect has one seam: the clock, the HTTP transport, the host and the start folder are handed to the session.
package shell
