// Package program is partnershell as a process: pwsh's command line, the three ways in (a prompt, -Command, -File),
// the console as a host, and exit codes. What the session is equipped with (commands, services) is handed in, so
// that tests can run the whole program without a network and main stays a list of parts.
package program
