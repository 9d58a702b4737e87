package interp

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// commandMetadata is CommandMetadata: how a command is called, for making a proxy of it.
type commandMetadata struct{ info *CommandInfo }

var (
	commandMetadataType = object.Define(ns+"CommandMetadata", object.ClassType, nil)
	proxyCommandType    = object.Define(ns+"ProxyCommand", object.ClassType, nil)
)

// Type implements object.Object.
func (*commandMetadata) Type() *object.Type { return commandMetadataType }

func init() {
	commandMetadataType.SetMembers(commandMetadataMembers)
	proxyCommandType.SetMembers(proxyCommandMembers)
}

func commandMetadataMembers() []*object.Member {
	type metadata = *commandMetadata
	return []*object.Member{
		getter("Name", "string Name {get;set;}", func(m metadata) object.Value { return m.info.Name() }),
		getter("DefaultParameterSetName", "string DefaultParameterSetName {get;set;}",
			func(m metadata) object.Value { return m.info.DefaultSet() }),
		getter("SupportsShouldProcess", "bool SupportsShouldProcess {get;set;}", func(m metadata) object.Value {
			_, ok := m.confirmImpact()
			return ok
		}),
		getter("ConfirmImpact", "System.Management.Automation.ConfirmImpact ConfirmImpact {get;set;}", func(m metadata) object.Value {
			impact, _ := m.confirmImpact()
			return enumValue(ns+"ConfirmImpact", impact)
		}),
		getter("Parameters", "System.Collections.Generic.Dictionary[string,System.Management.Automation.ParameterMetadata] Parameters {get;}",
			func(m metadata) object.Value { return m.info.parameterTable() }),
		{Name: "new", Kind: object.MethodMember, Static: true, Overloads: []object.Overload{{
			Signature: commandMetadataType.FullName() + " new(System.Management.Automation.CommandInfo commandInfo)",
			Call: func(_ object.Value, args []object.Value) (object.Value, error) {
				info, ok := object.Base(args[0]).(*CommandInfo)
				if !ok {
					return nil, object.NewException("System.ArgumentNullException", "Value cannot be null. (Parameter 'commandInfo')")
				}
				return &commandMetadata{info}, nil
			}}}},
	}
}

// proxyCommandMembers are the static methods of ProxyCommand: a whole proxy function's text, or a part of it.
func proxyCommandMembers() []*object.Member {
	part := func(name string, text func(m *commandMetadata) string, more ...string) *object.Member {
		m := &object.Member{Name: name, Kind: object.MethodMember, Static: true}
		for _, parameters := range append([]string{"System.Management.Automation.CommandMetadata commandMetadata"}, more...) {
			m.Overloads = append(m.Overloads, object.Overload{Signature: "static string " + name + "(" + parameters + ")",
				Call: func(_ object.Value, args []object.Value) (object.Value, error) {
					metadata, ok := object.Base(args[0]).(*commandMetadata)
					if !ok {
						return nil, object.NewException("System.ArgumentNullException", "Value cannot be null. (Parameter 'commandMetadata')")
					}
					return text(metadata), nil
				}})
		}
		return m
	}
	return []*object.Member{
		part("Create", (*commandMetadata).proxy, "System.Management.Automation.CommandMetadata commandMetadata, string helpComment"),
		part("GetCmdletBindingAttribute", (*commandMetadata).bindingAttribute),
		part("GetParamBlock", (*commandMetadata).paramBlock),
		part("GetBegin", (*commandMetadata).beginBlock),
		part("GetProcess", func(*commandMetadata) string { return stepBlock("Process($_)") }),
		part("GetEnd", func(*commandMetadata) string { return stepBlock("End()") }),
		part("GetClean", func(*commandMetadata) string { return cleanBlock }),
	}
}

// confirmImpact is the impact of a command; ok is false if it asks for no consent.
func (m *commandMetadata) confirmImpact() (impact string, ok bool) {
	c := m.info
	switch {
	case c.found == nil:
	case c.found.cmd != nil:
		impact, ok = c.found.cmd.ConfirmImpact, c.found.cmd.ShouldProcess
	case c.found.fn != nil:
		if l, err := c.rt.functionParameters(c.found.fn); err == nil {
			impact, ok = l.confirmImpact, l.shouldProcess
		}
	}
	if impact == "" {
		impact = "Medium"
	}
	return impact, ok
}

// fullName is the command's name with its module.
func (m *commandMetadata) fullName() string {
	if module := m.info.Module(); module != "" {
		return module + `\` + m.info.Name()
	}
	return m.info.Name()
}

// proxy is the text of a function that passes everything on to the command.
func (m *commandMetadata) proxy() string {
	return m.bindingAttribute() + "\nparam(" + m.paramBlock() + ")\n\n" +
		"begin\n{\n" + m.beginBlock() + "\n}\n\nprocess\n{\n" + stepBlock("Process($_)") + "\n}\n\nend\n{\n" + stepBlock("End()") +
		"\n}\n\nclean\n{\n" + cleanBlock + "\n}\n<#\n\n.ForwardHelpTargetName " + m.fullName() +
		"\n.ForwardHelpCategory " + m.info.CommandType() + "\n\n#>\n"
}

func (m *commandMetadata) bindingAttribute() string {
	var parts []string
	if set := m.info.DefaultSet(); set != "" {
		parts = append(parts, "DefaultParameterSetName="+quoted(set))
	}
	if impact, ok := m.confirmImpact(); ok {
		parts = append(parts, "SupportsShouldProcess=$true", "ConfirmImpact="+quoted(impact))
	}
	return "[CmdletBinding(" + strings.Join(parts, ", ") + ")]"
}

func (m *commandMetadata) paramBlock() string {
	list, declared := m.info.Positioned()
	texts := make([]string, 0, declared)
	for _, p := range list[:declared] {
		texts = append(texts, declarationText(p))
	}
	return strings.Join(texts, ",\n")
}

// declarationText is a parameter as a param block declares it, a line for each attribute.
func declarationText(p *command.Parameter) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, "\n    "+format, args...) }
	for _, s := range p.Sets {
		if text := setText(p, s); text != "" {
			line("[Parameter(%s)]", text)
		}
	}
	if len(p.Aliases) > 0 {
		line("[Alias(%s)]", quotedList(p.Aliases))
	}
	if p.AllowNull {
		line("[AllowNull()]")
	}
	if p.AllowEmptyString {
		line("[AllowEmptyString()]")
	}
	if p.AllowEmptyCollection {
		line("[AllowEmptyCollection()]")
	}
	for _, v := range p.Validators {
		if text := validatorText(v); text != "" {
			line("[%s]", text)
		}
	}
	line("[%s]", typeName(p.Type))
	line("${%s}", p.Name)
	return b.String()
}

// typeName is a type as scripts write it.
func typeName(t *object.Type) string {
	if t.Elem() != nil {
		return typeName(t.Elem()) + "[]"
	}
	return object.AcceleratorOf(t)
}

// setText is what a Parameter attribute says of a parameter in a set; empty if that is nothing.
func setText(p *command.Parameter, s command.ParameterSet) string {
	var parts []string
	add := func(given bool, text string) {
		if given {
			parts = append(parts, text)
		}
	}
	add(s.Name != command.AllSets, "ParameterSetName="+quoted(s.Name))
	add(s.Mandatory, "Mandatory=$true")
	add(s.Position >= 0, "Position="+strconv.Itoa(s.Position))
	add(s.Pipeline, "ValueFromPipeline=$true")
	add(s.ByName, "ValueFromPipelineByPropertyName=$true")
	add(s.Remaining, "ValueFromRemainingArguments=$true")
	add(p.HelpMessage != "", "HelpMessage="+quoted(p.HelpMessage))
	return strings.Join(parts, ", ")
}

func validatorText(v command.Validator) string {
	switch x := v.(type) {
	case *command.ValidateSet:
		return "ValidateSet(" + quotedList(x.Values) + ")"
	case *command.ValidateRange:
		if x.Kind != "" {
			return "ValidateRange(" + quoted(x.Kind) + ")"
		}
		if x.Min != nil && x.Max != nil {
			return "ValidateRange(" + object.ToText(x.Min) + ", " + object.ToText(x.Max) + ")"
		}
	case *command.ValidateLength:
		return fmt.Sprintf("ValidateLength(%d, %d)", x.Min, x.Max)
	case *command.ValidateCount:
		return fmt.Sprintf("ValidateCount(%d, %d)", x.Min, x.Max)
	case *command.ValidatePattern:
		return "ValidatePattern(" + quoted(x.Pattern) + ")"
	case *command.ValidateScript:
		return "ValidateScript({" + x.Text + "})"
	case command.ValidateNotNull, command.ValidateNotNullOrEmpty, command.ValidateNotNullOrWhiteSpace:
		return validatorName(v) + "()"
	}
	return ""
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func quotedList(list []string) string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = quoted(s)
	}
	return strings.Join(texts, ",")
}

func (m *commandMetadata) beginBlock() string {
	return `    try {
        $outBuffer = $null
        if ($PSBoundParameters.TryGetValue('OutBuffer', [ref]$outBuffer))
        {
            $PSBoundParameters['OutBuffer'] = 1
        }

        $wrappedCmd = $ExecutionContext.InvokeCommand.GetCommand(` + quoted(m.fullName()) +
		`, [System.Management.Automation.CommandTypes]::` + m.info.CommandType() + `)
        $scriptCmd = {& $wrappedCmd @PSBoundParameters }

        $steppablePipeline = $scriptCmd.GetSteppablePipeline($myInvocation.CommandOrigin)
        $steppablePipeline.Begin($PSCmdlet)
    } catch {
        throw
    }`
}

// stepBlock is a named block that passes a step on.
func stepBlock(step string) string {
	return "    try {\n        $steppablePipeline." + step + "\n    } catch {\n        throw\n    }"
}

const cleanBlock = "    if ($null -ne $steppablePipeline) {\n        $steppablePipeline.Clean()\n    }"
