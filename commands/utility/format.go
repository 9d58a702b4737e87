package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

// formatCommands are the commands that lay objects out as text and those that put it somewhere.
var formatCommands = command.Set{
	"Format-Custom":     formatCustomCommand,
	"Format-Hex":        formatHexCommand,
	"Format-List":       formatListCommand,
	"Format-Table":      formatTableCommand,
	"Format-Wide":       formatWideCommand,
	"Get-FormatData":    getFormatDataCommand,
	"Out-Default":       outDefaultCommand,
	"Out-File":          outFileCommand,
	"Out-GridView":      outGridViewCommand,
	"Out-Host":          outHostCommand,
	"Out-Null":          outNullCommand,
	"Out-String":        outStringCommand,
	"Update-FormatData": updateFormatDataCommand,
}

const (
	utilityModule = "Microsoft.PowerShell.Utility"
	coreModule    = "Microsoft.PowerShell.Core"
)

// packetTypes are what Format-* commands write.
func packetTypes() []string {
	const ns = "Microsoft.PowerShell.Commands.Internal.Format."
	return []string{ns + "FormatStartData", ns + "GroupStartData", ns + "FormatEntryData", ns + "GroupEndData",
		ns + "FormatEndData"}
}

// formatting is what the Format-* commands share: the objects go through a Shaper, its packets down the pipeline.
type formatting struct{ shaper *render.Shaper }

// start reads the parameters that all have.
func (f *formatting) start(inv *command.Invocation, r render.Request, properties []object.Value, groupBy object.Value) error {
	class := inv.Command.Class
	if r.View != "" && len(properties) > 0 {
		return conflict("FormatCannotSpecifyViewAndProperty", class,
			"The -Property and -View parameters cannot be used together.")
	}
	var err error
	if r.Properties, err = render.ParseProperties(r.Shape, properties, class); err != nil {
		return err
	}
	if r.GroupBy, err = render.ParseGroupBy(groupBy, class); err != nil {
		return err
	}
	f.shaper = render.NewShaper(r, render.EngineOptions(inv), func(p render.Packet) error { return inv.Write(p) })
	return nil
}

// conflict is the error of parameters that do not go together.
func conflict(id, class, message string) error {
	rec := object.NewError("System.IO.InvalidDataException", id, object.InvalidArgument,
		"Found invalid data while decoding.")
	rec.Class, rec.Details = class, message
	return rec
}

// optional is a switch that leaves the decision to the view unless it was given.
func optional(inv *command.Invocation, name string, value object.Switch) *bool {
	if !inv.IsBound(name) {
		return nil
	}
	b := bool(value)
	return &b
}
