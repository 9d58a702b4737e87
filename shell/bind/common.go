package bind

import (
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// Common holds the values of the common parameters that were given; what was not given is nil.
type Common struct {
	Verbose, Debug                                                   *bool
	ErrorAction, WarningAction, InformationAction, ProgressAction    object.Value // ActionPreference
	ErrorVariable, WarningVariable, InformationVariable, OutVariable string
	PipelineVariable                                                 string
	OutBuffer                                                        int
	WhatIf, Confirm                                                  *bool
}

func common(name, alias, typeName string, validators ...command.Validator) *command.Parameter {
	t := object.LookupType(typeName)
	if t == nil {
		t = object.TypeObject
	}
	p := &command.Parameter{Name: name, Type: t, Field: -1, Validators: validators,
		Sets: []command.ParameterSet{{Name: command.AllSets, Position: -1}}}
	if alias != "" {
		p.Aliases = []string{alias}
	}
	return p
}

const actionPreference = "System.Management.Automation.ActionPreference"

var commonParameters = sync.OnceValue(func() []*command.Parameter {
	const text, flag = "System.String", "System.Management.Automation.SwitchParameter"
	return []*command.Parameter{
		common("Verbose", "vb", flag), common("Debug", "db", flag),
		common("ErrorAction", "ea", actionPreference), common("WarningAction", "wa", actionPreference),
		common("InformationAction", "infa", actionPreference), common("ProgressAction", "proga", actionPreference),
		common("ErrorVariable", "ev", text), common("WarningVariable", "wv", text),
		common("InformationVariable", "iv", text), common("OutVariable", "ov", text),
		common("OutBuffer", "ob", "System.Int32", &command.ValidateRange{Min: int32(0)}),
		common("PipelineVariable", "pv", text),
	}
})

var shouldProcessParameters = sync.OnceValue(func() []*command.Parameter {
	const flag = "System.Management.Automation.SwitchParameter"
	return []*command.Parameter{common("WhatIf", "wi", flag), common("Confirm", "cf", flag)}
})

var pagingParameters = sync.OnceValue(func() []*command.Parameter {
	const number = "System.UInt64"
	return []*command.Parameter{
		common("IncludeTotalCount", "", "System.Management.Automation.SwitchParameter"),
		common("Skip", "", number), common("First", "", number),
	}
})

// Common reads the common parameters out of a binding.
func (b *Binding) Common() Common {
	var c Common
	t := b.target
	for i := t.Declared; i < len(t.Parameters); i++ {
		if b.state[i] != unbound {
			c.set(t.Parameters[i].Name, b.values[i])
		}
	}
	return c
}

func (c *Common) set(name string, v object.Value) {
	switch name {
	case "Verbose":
		c.Verbose = flag(v)
	case "Debug":
		c.Debug = flag(v)
	case "WhatIf":
		c.WhatIf = flag(v)
	case "Confirm":
		c.Confirm = flag(v)
	case "ErrorAction":
		c.ErrorAction = v
	case "WarningAction":
		c.WarningAction = v
	case "InformationAction":
		c.InformationAction = v
	case "ProgressAction":
		c.ProgressAction = v
	case "OutBuffer":
		c.OutBuffer, _ = object.ToInt(v)
	default:
		c.setVariable(name, object.ToText(v))
	}
}

func (c *Common) setVariable(name, variable string) {
	switch name {
	case "ErrorVariable":
		c.ErrorVariable = variable
	case "WarningVariable":
		c.WarningVariable = variable
	case "InformationVariable":
		c.InformationVariable = variable
	case "OutVariable":
		c.OutVariable = variable
	case "PipelineVariable":
		c.PipelineVariable = variable
	}
}

func flag(v object.Value) *bool {
	b := object.ToBool(v)
	return &b
}
