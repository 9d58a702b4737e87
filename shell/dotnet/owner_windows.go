package dotnet

import (
	"io/fs"

	"github.com/partnershell/partnershell/shell/object"
)

// ownerOf is for systems whose listings show owners.
func ownerOf(fs.FileInfo) (owner, group object.Value) { return nil, nil }
