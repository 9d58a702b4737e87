// Command partnershell is a PowerShell 7 compatible shell for the security of Microsoft 365 partners' tenants.
package main

import (
	"os"

	"github.com/partnershell/partnershell/commands/compliance"
	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/partner"
	"github.com/partnershell/partnershell/commands/signin"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/program"
)

// version is set by the linker for a release.
var version = "0.1.0-dev"

func main() {
	os.Exit(program.Main(os.Args[1:], program.Parts{
		Version: version,
		Commands: []command.Set{
			core.Commands, utility.Commands, filesystem.Commands,
			partner.Commands, signin.Commands, compliance.Commands,
		},
		Equip: equip,
	}))
}
