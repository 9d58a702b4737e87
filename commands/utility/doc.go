// Package utility has the commands that pick, sort, group, count, convert and write data, together with those that
// show it (Format-*, Out-*) and those for variables, aliases, dates and random numbers.
//
// Commands of PowerShell's kernel (Where-Object, history, modules …) are in package core.
package utility
