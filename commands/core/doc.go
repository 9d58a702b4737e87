// Package core has the commands of PowerShell's own kernel: those that work on pipelines (Where-Object,
// ForEach-Object), on the session (history, modules, help, command discovery, jobs, transcripts) and on secrets.
//
// Commands that reshape data are in package utility; those that touch files are in package filesystem.
package core
