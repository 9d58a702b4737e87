// Package syntax reads PowerShell 7 source text: it turns a script into a tree, tokens and parse errors with
// PowerShell's own error ids, messages and positions, and tells incomplete input from wrong input.
//
// The tree follows System.Management.Automation.Language: every node type is named like PowerShell's class without
// its "Ast" suffix ([IfStatement] is IfStatementAst), and so are the fields where Go style allows.
//
// The package only knows text. It resolves no commands, types or variables, and it evaluates nothing beyond literal
// constants; whatever PowerShell itself checks only when a block is compiled is left to the interpreter.
package syntax
