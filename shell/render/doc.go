// Package render says what objects look like as text: which view an object gets, how tables, lists, wide and custom
// layouts are laid out, and how errors read. It follows PowerShell 7 to the byte where output is no terminal.
//
// It works in two halves, as PowerShell's Format-* and Out-* commands do. A Shaper turns objects into packets (what to
// show: cells, labels, groups); a Formatter takes packets, or objects that it shapes itself, and writes lines of a
// given width (how to show it). Format-Table and its kin are a Shaper whose packets go down the pipeline; Out-String,
// Out-File, Out-Host and Out-Default are a Formatter.
//
// It runs no script and looks up no command: calculated properties and the few settings it needs come in by Options.
//
// # Views
//
// Which view an object gets goes by its type names. PowerShell's own views stand in the views_*.go files as
// functions that are called when a type is first met; RegisterView adds others.
package render
