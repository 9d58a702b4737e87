package signin

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"github.com/partnershell/partnershell/internal/graph"
)

// filter is a -Filter taken apart: what Graph filters, and what is left to do here.
type filter struct {
	pushed  string // OData; empty for nothing
	local   string // the expression that is left; empty for nothing
	program *vm.Program
}

// parseFilter checks an expression against the properties that sign-ins have and divides its conditions.
func parseFilter(text string) (*filter, error) {
	if strings.TrimSpace(text) == "" {
		return &filter{}, nil
	}
	tree, err := parser.Parse(text)
	if err != nil {
		return nil, err
	}
	ast.Walk(&tree.Node, camelNames{})
	if _, err := compile(tree.Node.String()); err != nil {
		return nil, err
	}
	var pushed, local []string
	for _, condition := range conditions(tree.Node) {
		if odata, ok := toOData(condition); ok {
			pushed = append(pushed, odata)
		} else {
			local = append(local, condition.String())
		}
	}
	f := &filter{pushed: graph.And(pushed...), local: strings.Join(local, " and ")}
	if len(local) > 1 {
		f.local = "(" + strings.Join(local, ") and (") + ")"
	}
	if f.local != "" {
		f.program, err = compile(f.local)
	}
	return f, err
}

func compile(text string) (*vm.Program, error) {
	return expr.Compile(text, expr.Env(record{}), expr.AsBool())
}

// matches evaluates what is left to do here.
func (f *filter) matches(raw []byte) (bool, error) {
	if f.program == nil {
		return true, nil
	}
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		return false, err
	}
	result, err := expr.Run(f.program, r)
	if err != nil {
		return false, err
	}
	return result.(bool), nil
}

// camelNames lets properties be written as PowerShell shows them: UserPrincipalName for userPrincipalName.
type camelNames struct{}

// Visit implements ast.Visitor.
func (camelNames) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		n.Value = camel(n.Value)
	case *ast.MemberNode:
		if name, ok := n.Property.(*ast.StringNode); ok {
			name.Value = camel(name.Value)
		}
	}
}

func camel(name string) string {
	if name == "" || name[0] < 'A' || name[0] > 'Z' {
		return name
	}
	return string(name[0]-'A'+'a') + name[1:]
}

// conditions are the parts of which all must hold.
func conditions(node ast.Node) []ast.Node {
	if b, ok := node.(*ast.BinaryNode); ok && (b.Operator == "and" || b.Operator == "&&") {
		return append(conditions(b.Left), conditions(b.Right)...)
	}
	return []ast.Node{node}
}

// toOData translates a condition; ok is false where Graph cannot filter like that.
func toOData(node ast.Node) (odata string, ok bool) {
	b, isBinary := node.(*ast.BinaryNode)
	if !isBinary {
		return "", false
	}
	switch b.Operator {
	case "and", "&&", "or", "||":
		return junction(b)
	case "in":
		return membership(b)
	case "startsWith":
		path, value, ok := operands(b, startsWith)
		return "startswith(" + path + "," + value + ")", ok
	}
	operator, wanted := comparison(b.Operator)
	if operator == "" {
		return "", false
	}
	path, value, ok := operands(b, wanted)
	return path + " " + operator + " " + value, ok
}

func junction(b *ast.BinaryNode) (string, bool) {
	left, ok1 := toOData(b.Left)
	right, ok2 := toOData(b.Right)
	if !ok1 || !ok2 {
		return "", false
	}
	if b.Operator == "or" || b.Operator == "||" {
		return graph.Or(left, right), true
	}
	return "(" + graph.And(left, right) + ")", true
}

// membership translates property in [values].
func membership(b *ast.BinaryNode) (string, bool) {
	list, isArray := constants(b.Right)
	path := propertyPath(b.Left)
	if !isArray || len(list) == 0 || operators(path)&equal == 0 {
		return "", false
	}
	parts := make([]string, len(list))
	for i, item := range list {
		value, ok := literal(path, item)
		if !ok {
			return "", false
		}
		parts[i] = path + " eq " + value
	}
	return graph.Or(parts...), true
}

func constants(node ast.Node) ([]ast.Node, bool) {
	array, ok := node.(*ast.ArrayNode)
	if !ok {
		return nil, false
	}
	return array.Nodes, true
}

// comparison is an operator in OData, and what a property must allow for it.
func comparison(operator string) (odata string, needs capability) {
	switch operator {
	case "==":
		return "eq", equal
	case "!=":
		return "ne", unequal
	case ">=":
		return "ge", ordered
	case "<=":
		return "le", ordered
	case ">":
		return "gt", ordered
	case "<":
		return "lt", ordered
	}
	return "", 0
}

// operands are a comparison's property and value, if the property allows the comparison.
func operands(b *ast.BinaryNode, wanted capability) (path, value string, ok bool) {
	if path = propertyPath(b.Left); operators(path)&wanted == 0 {
		return "", "", false
	}
	value, ok = literal(path, b.Right)
	return path, value, ok
}

// propertyPath is a property as OData writes it (status/errorCode), empty if the node is none.
func propertyPath(node ast.Node) string {
	switch n := node.(type) {
	case *ast.IdentifierNode:
		return n.Value
	case *ast.MemberNode:
		name, ok := n.Property.(*ast.StringNode)
		if owner := propertyPath(n.Node); ok && owner != "" && !n.Optional {
			return owner + "/" + name.Value
		}
	}
	return ""
}

// literal is a constant as OData writes it.
func literal(path string, node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		if path == "userPrincipalName" {
			return graph.Quote(n.Value), n.Value == strings.ToLower(n.Value) // the log has lower case only
		}
		return graph.Quote(n.Value), path != "status/errorCode" && path != "createdDateTime"
	case *ast.IntegerNode:
		return strconv.Itoa(n.Value), path == "status/errorCode"
	case *ast.BuiltinNode:
		if n.Name != "date" || len(n.Arguments) != 1 || path != "createdDateTime" {
			return "", false
		}
		text, ok := n.Arguments[0].(*ast.StringNode)
		if !ok {
			return "", false
		}
		for _, layout := range []string{time.RFC3339, time.DateOnly} {
			if at, err := time.Parse(layout, text.Value); err == nil {
				return graph.Time(at), true
			}
		}
	}
	return "", false
}

// capability is what Graph can do with a property in a filter.
type capability uint8

const (
	equal capability = 1 << iota
	unequal
	startsWith
	ordered
)

// operators are what Graph's reference lists for a property of a sign-in (beta).
func operators(path string) capability {
	switch path {
	case "id", "appId", "clientAppUsed", "conditionalAccessStatus", "correlationId", "resourceDisplayName", "resourceId",
		"riskDetail", "riskLevelAggregated", "riskLevelDuringSignIn", "riskState", "userId", "appOwnerTenantId",
		"originalRequestId", "resourceOwnerTenantId", "tokenIssuerName":
		return equal
	case "status/errorCode":
		return equal | unequal
	case "appDisplayName", "deviceDetail/browser", "deviceDetail/operatingSystem", "ipAddress", "location/city",
		"location/state", "location/countryOrRegion", "userDisplayName", "userPrincipalName", "authenticationRequirement",
		"servicePrincipalId", "servicePrincipalName", "userAgent":
		return equal | startsWith
	case "createdDateTime":
		return equal | ordered
	}
	return 0
}
