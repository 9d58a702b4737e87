package dotnet

import "github.com/partnershell/partnershell/shell/object"

func netClass(t *object.Type, name string) class { return class{} }
