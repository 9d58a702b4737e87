// Package dotnet gives the types of .NET's library their members: String.Substring, DateTime.AddDays, List<T>.Add, …
// and PowerShell's own additions to them (type data).
//
// What members a type has, with their signatures, stands in members.txt, which Get-Member and completion read through
// object.Members. What they do stands here, one file a subject: a class lists functions by member name, and a declared
// method without one fails as if it did not exist. Arguments have been converted to the declared types when a function
// gets them.
//
// The language's own rules (conversion, comparison, text) are package object's; nothing here runs script text.
package dotnet

import "github.com/partnershell/partnershell/shell/object"

func init() { object.SetLibrary(loadMembers) }
