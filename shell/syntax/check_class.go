package syntax

import (
	"maps"
	"strings"
)

// methodAnalysis follows the flow of control through a class's method, as far as PowerShell does: it finds variables
// read before every path has assigned them, and whether every path returns.
type methodAnalysis struct {
	notLocal map[*VariableExpression]bool
	breaks   [][]flow // for each enclosing loop or switch the states in which it is left by break
	labels   []string // their labels
}

// flow is the state at a point: the variables assigned on every path to it.
type flow struct {
	assigned map[string]bool
	dead     bool // no path reaches it
}

func (f flow) clone() flow { return flow{maps.Clone(f.assigned), f.dead} }

// merge is the state where two paths meet.
func merge(a, b flow) flow {
	switch {
	case a.dead:
		return b
	case b.dead:
		return a
	}
	both := map[string]bool{}
	for name := range a.assigned {
		if b.assigned[name] {
			both[name] = true
		}
	}
	return flow{assigned: both}
}

var deadFlow = flow{dead: true}

// analyzeMethod returns whether every path of the method returns or throws, and the variables it must not read.
func analyzeMethod(m *FunctionMember) (returns bool, notLocal map[*VariableExpression]bool) {
	a := &methodAnalysis{notLocal: map[*VariableExpression]bool{}}
	state := flow{assigned: map[string]bool{}}
	for _, param := range m.Function.Parameters {
		state.assigned[strings.ToLower(param.Name.Name)] = true
	}
	if body := m.Function.Body.End; body != nil {
		state = a.statements(body.Statements, state)
	}
	return state.dead, a.notLocal
}

func (a *methodAnalysis) statements(list []Statement, state flow) flow {
	for _, s := range list {
		state = a.statement(s, state)
	}
	return state
}

func (a *methodAnalysis) block(b *StatementBlock, state flow) flow {
	if b == nil {
		return state
	}
	return a.statements(b.Statements, state)
}

// statement returns the state after a statement. What no path reaches is not looked at.
func (a *methodAnalysis) statement(s Statement, state flow) flow {
	if state.dead {
		return state
	}
	switch s := s.(type) {
	case *ReturnStatement:
		a.read(s.Pipeline, state)
		return deadFlow
	case *ThrowStatement:
		a.read(s.Pipeline, state)
		return deadFlow
	case *ExitStatement:
		a.read(s.Pipeline, state)
		return deadFlow
	case *BreakStatement:
		a.leave(s.Label, state)
		return deadFlow
	case *ContinueStatement:
		return deadFlow
	case *IfStatement:
		return a.ifStatement(s, state)
	case *TryStatement:
		return a.try(s, state)
	case *SwitchStatement:
		return a.switchStatement(s, state)
	case *AssignmentStatement:
		return a.assign(s, state)
	case *FunctionDefinition, *TypeDefinition:
		return state
	}
	return a.loop(s, state)
}

// loop handles loops; any other statement is only read.
func (a *methodAnalysis) loop(s Statement, state flow) flow {
	switch s := s.(type) {
	case *WhileStatement:
		state = a.statement(s.Condition, state)
		a.body(s.Label, s.Body, state)
	case *ForStatement:
		if s.Initializer != nil {
			state = a.statement(s.Initializer, state)
		}
		if s.Condition != nil {
			state = a.statement(s.Condition, state)
		}
		end := a.body(s.Label, s.Body, state)
		if s.Iterator != nil && !end.dead {
			a.statement(s.Iterator, end.clone())
		}
	case *ForEachStatement:
		state = a.statement(s.Condition, state)
		inner := state.clone()
		a.define(s.Variable, inner)
		a.body(s.Label, s.Body, inner)
	case *DoWhileStatement:
		return a.doLoop(s.Label, s.Body, s.Condition, state)
	case *DoUntilStatement:
		return a.doLoop(s.Label, s.Body, s.Condition, state)
	default:
		return a.readStatement(s, state)
	}
	return state
}

// body walks the body of a loop on a copy of the state and returns the state at its end. What a loop assigns does
// not count after it, because it may not run at all.
func (a *methodAnalysis) body(label string, b *StatementBlock, state flow) flow {
	a.enterLoop(label)
	end := a.block(b, state.clone())
	a.leaveLoop()
	return end
}

func (a *methodAnalysis) enterLoop(label string) {
	a.breaks = append(a.breaks, nil)
	a.labels = append(a.labels, label)
}

func (a *methodAnalysis) leaveLoop() (breaks []flow) {
	last := len(a.breaks) - 1
	breaks = a.breaks[last]
	a.breaks, a.labels = a.breaks[:last], a.labels[:last]
	return breaks
}

// leave notes the state in which a loop is left by break.
func (a *methodAnalysis) leave(label Expression, state flow) {
	name := ""
	if l, ok := label.(*StringConstantExpression); ok {
		name = l.Value
	}
	for i := len(a.labels) - 1; i >= 0; i-- {
		if matchesLabel(name, a.labels[i]) {
			a.breaks[i] = append(a.breaks[i], state.clone())
			return
		}
	}
}

// doLoop handles loops whose body runs at least once.
func (a *methodAnalysis) doLoop(label string, b *StatementBlock, condition Statement, state flow) flow {
	a.enterLoop(label)
	state = a.block(b, state)
	breaks := a.leaveLoop()
	if !state.dead {
		state = a.statement(condition, state)
	}
	for _, left := range breaks {
		state = merge(state, left)
	}
	return state
}

func (a *methodAnalysis) ifStatement(s *IfStatement, state flow) flow {
	after := deadFlow
	for _, clause := range s.Clauses {
		state = a.statement(clause.Condition, state)
		after = merge(after, a.block(clause.Body, state.clone()))
	}
	if s.Else != nil {
		state = a.block(s.Else, state)
	}
	return merge(after, state)
}

// switchStatement handles a switch. PowerShell reckons with a way around the default clause even so.
func (a *methodAnalysis) switchStatement(s *SwitchStatement, state flow) flow {
	state = a.statement(s.Condition, state)
	a.enterLoop(s.Label)
	for _, clause := range s.Clauses {
		a.read(clause.Test, state)
		a.block(clause.Body, state.clone())
	}
	if s.Default != nil {
		a.block(s.Default, state.clone())
	}
	a.leaveLoop()
	return state
}

// try handles try, catch and finally. Any statement of the try block may fail, so that only what was assigned before
// it counts in the catch and finally blocks.
func (a *methodAnalysis) try(s *TryStatement, state flow) flow {
	before := state.clone()
	end := a.block(s.Body, state)
	catchAll := false
	for _, clause := range s.Catches {
		catchAll = catchAll || len(clause.CatchTypes) == 0
		end = merge(end, a.block(clause.Body, before.clone()))
	}
	if s.Finally == nil {
		return end
	}
	if catchAll {
		return a.block(s.Finally, end)
	}
	inFinally := a.block(s.Finally, merge(end, before))
	if end.dead {
		return deadFlow
	}
	return inFinally
}

// assign handles an assignment: the right side is read first, then the left is assigned.
func (a *methodAnalysis) assign(s *AssignmentStatement, state flow) flow {
	state = a.statement(s.Right, state)
	if state.dead {
		return state
	}
	a.target(s.Left, state, s.Operator != TokEquals)
	return state
}

// target assigns to the variables of a target and reads the rest of it.
func (a *methodAnalysis) target(e Expression, state flow, reads bool) {
	switch e := e.(type) {
	case *VariableExpression:
		if reads {
			a.readVariable(e, state)
		}
		a.define(e, state)
	case *ArrayLiteral:
		for _, element := range e.Elements {
			a.target(element, state, reads)
		}
	case *ParenExpression:
		if inner := PureExpression(e.Pipeline); inner != nil {
			a.target(inner, state, reads)
		}
	case *ConvertExpression:
		a.target(e.Child, state, reads)
	case *AttributedExpression:
		a.target(e.Child, state, reads)
	default:
		a.read(e, state)
	}
}

func (a *methodAnalysis) define(v *VariableExpression, state flow) {
	if v.IsVariable() {
		state.assigned[strings.ToLower(v.Name)] = true
	}
}

// readStatement reads a statement that is neither a branch nor an assignment. Assignments in parentheses count.
func (a *methodAnalysis) readStatement(s Statement, state flow) flow {
	a.read(s, state)
	return state
}

// read notes the variables a node reads. Nested blocks are no part of the method.
func (a *methodAnalysis) read(n Node, state flow) {
	if n == nil || state.dead {
		return
	}
	Inspect(n, func(child Node) bool {
		switch child := child.(type) {
		case *ScriptBlock, *FunctionDefinition, *TypeDefinition:
			return false
		case *AssignmentStatement:
			a.assign(child, state)
			return false
		case *VariableExpression:
			a.readVariable(child, state)
		}
		return true
	})
}

func (a *methodAnalysis) readVariable(v *VariableExpression, state flow) {
	if !v.IsVariable() || state.dead || v.Scope == ScopeGlobal || v.Scope == ScopeScript {
		return
	}
	if name := strings.ToLower(v.Name); !state.assigned[name] && !isAutomatic(name) {
		a.notLocal[v] = true
	}
}

// isAutomatic reports a variable that PowerShell provides, and so may be read in a method that does not assign it.
func isAutomatic(name string) bool {
	switch name {
	case "_", "this", "input", "args", "pscmdlet", "psboundparameters", "myinvocation", "psscriptroot", "pscommandpath",
		"true", "false", "null", "?", "^", "$", "error", "lastexitcode", "matches", "stacktrace", "ofs", "home", "host",
		"pid", "profile", "pshome", "pwd", "shellid", "executioncontext", "psculture", "psuiculture", "psversiontable",
		"psedition", "iswindows", "islinux", "ismacos", "iscoreclr", "enabledexperimentalfeatures", "psstyle",
		"psdefaultparametervalues", "psemailserver", "pssessionoption", "pssessionapplicationname",
		"pssessionconfigurationname", "psmoduleautoloadingpreference", "outputencoding", "nestedpromptlevel", "event",
		"eventargs", "eventsubscriber", "sender", "foreach", "switch", "psitem", "psdebugcontext", "pssenderinfo",
		"consolefilename", "maximumhistorycount", "formatenumerationlimit", "erroractionpreference", "errorview",
		"warningpreference", "verbosepreference", "debugpreference", "informationpreference", "progresspreference",
		"confirmpreference", "whatifpreference", "logcommandhealthevent", "logcommandlifecycleevent",
		"logenginehealthevent", "logenginelifecycleevent", "logproviderhealthevent", "logproviderlifecycleevent",
		"psnativecommandargumentpassing", "psnativecommanduseerroractionpreference", "pslogusercommand",
		"transcript":
		return true
	}
	return false
}
