package interp

import (
	"sync"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// symbol is a variable name; there is one *symbol per name, whatever its case.
type symbol struct {
	name   string // as first written
	folded string
}

var symbols = struct {
	sync.RWMutex
	byName map[string]*symbol
}{byName: make(map[string]*symbol, 256)}

// intern returns the symbol of a name.
func intern(name string) *symbol {
	folded := object.FoldName(name)
	symbols.RLock()
	s := symbols.byName[folded]
	symbols.RUnlock()
	if s != nil {
		return s
	}
	symbols.Lock()
	defer symbols.Unlock()
	if s := symbols.byName[folded]; s != nil {
		return s
	}
	s = &symbol{name: name, folded: folded}
	symbols.byName[folded] = s
	return s
}

// The names that every table has in its first slots.
var (
	symItem  = intern("_")
	symArgs  = intern("args")
	symInput = intern("input")
	symThis  = intern("this")

	symMatches      = intern("Matches")
	symOFS          = intern("OFS")
	symError        = intern("Error")
	symLastExitCode = intern("LASTEXITCODE")
	symBound        = intern("PSBoundParameters")
	symMyInvocation = intern("MyInvocation")
	symScriptRoot   = intern("PSScriptRoot")
	symCommandPath  = intern("PSCommandPath")
	symCmdlet       = intern("PSCmdlet")
	symErrorAction  = intern("ErrorActionPreference")
	symWarning      = intern("WarningPreference")
	symVerbose      = intern("VerbosePreference")
	symDebug        = intern("DebugPreference")
	symInformation  = intern("InformationPreference")
	symProgress     = intern("ProgressPreference")
	symWhatIf       = intern("WhatIfPreference")
	symConfirm      = intern("ConfirmPreference")
	symDefaults     = intern("PSDefaultParameterValues")
	symStackTrace   = intern("StackTrace")
	symForeach      = intern("foreach")
	symSwitch       = intern("switch")
	symPWD          = intern("PWD")
)

const (
	slotItem = iota
	slotArgs
	slotInput
	slotThis
	reservedSlots
)

// slotTable names the slots of the scopes of one block. It may grow while scopes of it exist.
type slotTable struct {
	symbols []*symbol
	index   map[*symbol]int32
}

func newSlotTable() *slotTable {
	t := &slotTable{index: make(map[*symbol]int32, 8)}
	for _, s := range []*symbol{symItem, symArgs, symInput, symThis} {
		t.add(s)
	}
	return t
}

// add returns the slot of a symbol, which it gets if it has none.
func (t *slotTable) add(s *symbol) int32 {
	if i, ok := t.index[s]; ok {
		return i
	}
	i := int32(len(t.symbols))
	t.symbols = append(t.symbols, s)
	t.index[s] = i
	return i
}

// VariableOptions are System.Management.Automation.ScopedItemOptions.
type VariableOptions int32

// The options of variables, functions and aliases, with PowerShell's numbers.
const (
	OptionNone        VariableOptions = 0
	OptionReadOnly    VariableOptions = 1
	OptionConstant    VariableOptions = 2
	OptionPrivate     VariableOptions = 4
	OptionAllScope    VariableOptions = 8
	OptionUnspecified VariableOptions = 16
)

// variable is a slot. Its address is the variable's identity as long as it is set.
type variable struct {
	value object.Value
	meta  *varMeta // nil for most
	set   bool
}

// varMeta is what few variables have: it is never changed while more than one variable may share it.
type varMeta struct {
	options     VariableOptions
	constraint  *object.Type
	attributes  []variableAttribute
	description string
	hidden      bool // Visibility Private
	parameter   bool // a local of a compiled block: a failed conversion keeps its own error
}

// variableAttribute checks or transforms values on their way into a variable.
type variableAttribute interface {
	apply(rt *Runtime, v object.Value) (object.Value, error)
}

// scopeKind tells what $script: and $global: mean.
type scopeKind uint8

const (
	localScope scopeKind = iota
	scriptScope
	moduleScope
	globalScope
)

// scope holds the variables, functions and aliases of a running block, module or session.
type scope struct {
	parent *scope
	table  *slotTable
	fixed  []variable  // the slots that the table had when the scope was made
	more   []*variable // those that came later; nil when not used

	kind      scopeKind
	strict    uint8 // Set-StrictMode: major version, 0 for off
	call      *invocation
	module    *Module // the module whose code runs here; nil outside modules
	functions map[string]*Function
	aliases   map[string]*Alias
	types     map[string]*object.Type // classes and enums of the scripts that ran here, by folded name
}

func newScope(parent *scope, table *slotTable, kind scopeKind) *scope {
	s := &scope{parent: parent, table: table, kind: kind, fixed: make([]variable, len(table.symbols))}
	if parent != nil {
		s.strict, s.module = parent.strict, parent.module
	}
	return s
}

// at returns the slot i, nil if it was never used.
func (s *scope) at(i int32) *variable {
	if int(i) < len(s.fixed) {
		return &s.fixed[i]
	}
	if j := int(i) - len(s.fixed); j < len(s.more) {
		return s.more[j]
	}
	return nil
}

// slot returns the slot i, made if need be.
func (s *scope) slot(i int32) *variable {
	if v := s.at(i); v != nil {
		return v
	}
	j := int(i) - len(s.fixed)
	for len(s.more) <= j {
		s.more = append(s.more, nil)
	}
	s.more[j] = &variable{}
	return s.more[j]
}

// own returns the variable of this very scope, or nil.
func (s *scope) own(sym *symbol) *variable {
	i, ok := s.table.index[sym]
	if !ok {
		return nil
	}
	if v := s.at(i); v != nil && v.set {
		return v
	}
	return nil
}

// find walks the chain of scopes; private variables of outer scopes are passed over.
func (s *scope) find(sym *symbol) *variable {
	if v := s.own(sym); v != nil {
		return v
	}
	for s = s.parent; s != nil; s = s.parent {
		if v := s.own(sym); v != nil && !v.private() {
			return v
		}
	}
	return nil
}

// declare returns the variable of this scope, which may not be set yet.
func (s *scope) declare(sym *symbol) *variable { return s.slot(s.table.add(sym)) }

// script is the scope that $script: means.
func (s *scope) script() *scope {
	for s.kind == localScope && s.parent != nil {
		s = s.parent
	}
	return s
}

// global is the outermost scope.
func (s *scope) global() *scope {
	for s.parent != nil {
		s = s.parent
	}
	return s
}

// up is the scope that -Scope n means; nil if there are not so many.
func (s *scope) up(n int) *scope {
	for ; n > 0 && s != nil; n-- {
		s = s.parent
	}
	return s
}

func (v *variable) private() bool { return v.meta != nil && v.meta.options&OptionPrivate != 0 }

func (v *variable) options() VariableOptions {
	if v.meta == nil {
		return OptionNone
	}
	return v.meta.options
}

// change gives the variable metadata of its own that edit may change.
func (v *variable) change(edit func(m *varMeta)) {
	m := &varMeta{}
	if v.meta != nil {
		*m = *v.meta
	}
	edit(m)
	v.meta = m
}

// assign writes a value as an assignment does: checks what the variable may be and converts.
func (v *variable) assign(rt *Runtime, sym *symbol, value object.Value) error {
	if m := v.meta; m != nil {
		if m.options&(OptionReadOnly|OptionConstant) != 0 {
			return errNotWritable(sym.name)
		}
		converted, err := m.admit(rt, sym, value)
		if err != nil {
			return err
		}
		value = converted
	}
	v.value, v.set = value, true
	return nil
}

// admit converts and validates a value for a variable.
func (m *varMeta) admit(rt *Runtime, sym *symbol, value object.Value) (object.Value, error) {
	for _, a := range m.attributes {
		if _, ok := a.(validation); ok {
			continue
		}
		v, err := a.apply(rt, value)
		if err != nil {
			return nil, err
		}
		value = v
	}
	if m.constraint != nil {
		v, err := convertFor(value, m.constraint)
		if err != nil {
			if m.parameter {
				return nil, err
			}
			return nil, asMetadataError(err)
		}
		value = v
	}
	for _, a := range m.attributes {
		if _, ok := a.(validation); !ok {
			continue
		}
		if _, err := a.apply(rt, value); err != nil {
			return nil, errValidateSet(sym.name, value, err)
		}
	}
	return value, nil
}

func errNotWritable(name string) error {
	e := object.NewError("System.Management.Automation.SessionStateUnauthorizedAccessException", "VariableNotWritable",
		object.WriteError, "Cannot overwrite variable %s because it is read-only or constant.", name)
	e.TargetName = name
	e.Target = name
	return e
}

func errValidateSet(name string, value object.Value, cause error) error {
	e := object.NewError("System.Management.Automation.ValidationMetadataException", "ValidateSetFailure",
		object.MetadataError, "The variable cannot be validated because the value %s is not a valid value for the %s variable.",
		dotnet.NetText(value), name)
	if object.IsNull(value) {
		e.Exception.Message = "The variable cannot be validated because the value $null is not a valid value for the " + name + " variable."
	}
	return e
}

// asMetadataError gives a failed conversion of a typed variable the id that PowerShell gives it.
func asMetadataError(err error) error {
	e, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	c := *e
	c.ID, c.Category = "RuntimeException", object.MetadataError
	inner := object.ConversionCause(e)
	c.Exception = &object.Exception{
		Class:   object.ExceptionType("System.Management.Automation.ArgumentTransformationMetadataException"),
		Message: inner.Message, Inner: inner,
	}
	return &c
}

// place is what a variable access remembers: where its name was found last.
type place struct {
	sym   *symbol
	table *slotTable
	index int32 // -1: not in table, as long as that has seen symbols
	seen  int32

	outerTable *slotTable // of the outer scope where it was found last
	outerIndex int32
}

// local returns the slot in scope s itself, or nil; it may be unset.
func (p *place) local(s *scope) *variable {
	if p.table == s.table {
		if p.index >= 0 {
			if int(p.index) < len(s.fixed) {
				return &s.fixed[p.index]
			}
			return s.at(p.index)
		}
		if int(p.seen) == len(s.table.symbols) {
			return nil
		}
	}
	i, ok := s.table.index[p.sym]
	if !ok {
		p.table, p.index, p.seen = s.table, -1, int32(len(s.table.symbols))
		return nil
	}
	p.table, p.index = s.table, i
	return s.at(i)
}

// find returns the variable that a read from scope s sees, or nil.
func (p *place) find(s *scope) *variable {
	if v := p.local(s); v != nil && v.set {
		return v
	}
	for s = s.parent; s != nil; s = s.parent {
		var v *variable
		if s.table == p.outerTable {
			v = s.at(p.outerIndex)
		} else if i, ok := s.table.index[p.sym]; ok {
			if v = s.at(i); v != nil && v.set {
				p.outerTable, p.outerIndex = s.table, i
			}
		}
		if v != nil && v.set && !v.private() {
			return v
		}
	}
	return nil
}

// assign writes to the variable of the scope s itself, made if need be.
func (p *place) assign(rt *Runtime, s *scope, value object.Value) error {
	v := p.local(s)
	if v != nil && v.set {
		if v.meta == nil {
			v.value = value
			return nil
		}
		return v.assign(rt, p.sym, value)
	}
	if rt.allScope[p.sym] != nil {
		if shared := rt.inScope(s, p.sym); shared != nil {
			return shared.assign(rt, p.sym, value)
		}
	}
	if v == nil {
		v = s.declare(p.sym)
		p.table = nil
	}
	return v.assign(rt, p.sym, value)
}
