// Package filesystem has the commands for items, their content and paths on the session's drives, for archives, for
// processes, and for requests over HTTP.
//
// What an item is and how it is read or changed is said by its drive's provider (see provider); the commands know
// only that. The package neither keeps the session's variables, functions and aliases nor draws what is listed.
package filesystem
