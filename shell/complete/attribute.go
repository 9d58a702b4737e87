package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// attributeHere is the attribute among whose arguments the cursor is. One that is not finished may end before them.
func (r *request) attributeHere() (*syntax.Attribute, bool) {
	if a := r.attributeIn(r.around); a != nil {
		return a, true
	}
	a := r.attributeIn(r.path)
	return a, a != nil
}

func (r *request) attributeIn(nodes []syntax.Node) *syntax.Attribute {
	for i := len(nodes) - 1; i >= 0; i-- {
		switch n := nodes[i].(type) {
		case *syntax.Attribute:
			if r.cursor > n.TypeName.End {
				return n
			}
			return nil
		case *syntax.NamedAttributeArgument, *syntax.ErrorExpression, *syntax.VariableExpression,
			*syntax.StringConstantExpression, *syntax.ConstantExpression:
		default:
			return nil
		}
	}
	return nil
}

// attributeArguments offers the named arguments of an attribute that are not given yet.
func (r *request) attributeArguments(a *syntax.Attribute, word string) []Candidate {
	var used []string
	for _, n := range a.NamedArguments {
		if !n.Contains(r.cursor) {
			used = append(used, n.Name)
		}
	}
	var list []Candidate
	for pair := range strings.FieldsSeq(namedArguments(a.TypeName.Name)) {
		name, typeName, _ := strings.Cut(pair, ":")
		if hasPrefixFold(name, word) && len(without([]string{name}, used)) > 0 {
			list = append(list, Candidate{name, name, Property, "[" + typeName + "] " + name})
		}
	}
	return list
}

// namedArguments lists an attribute's properties that can be set, with their types, in .NET's order.
func namedArguments(attribute string) string {
	name := object.FoldName(attribute)
	name = strings.TrimPrefix(name, "system.management.automation.")
	switch strings.TrimSuffix(name, "attribute") {
	case "parameter":
		return "Position:int ParameterSetName:string Mandatory:bool ValueFromPipeline:bool " +
			"ValueFromPipelineByPropertyName:bool ValueFromRemainingArguments:bool HelpMessage:string " +
			"HelpMessageBaseName:string HelpMessageResourceId:string DontShow:bool"
	case "cmdletbinding":
		return "PositionalBinding:bool DefaultParameterSetName:string SupportsShouldProcess:bool SupportsPaging:bool " +
			"SupportsTransactions:bool ConfirmImpact:ConfirmImpact HelpUri:string RemotingCapability:RemotingCapability"
	case "validateset":
		return "ErrorMessage:string IgnoreCase:bool"
	case "validatepattern":
		return "Options:RegexOptions ErrorMessage:string"
	case "validatescript":
		return "ErrorMessage:string"
	case "outputtype":
		return "ProviderCmdlet:string ParameterSetName:string[]"
	case "psdefaultvalue":
		return "Help:string"
	}
	return ""
}
