package interp

import (
	"bufio"
	"errors"
	"io/fs"
	"os"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// clause is one case of a switch.
type clause struct {
	test     evalFn
	constant object.Value
	isConst  bool
	body     stmtFn
}

// switchCode is a compiled switch statement.
type switchCode struct {
	flags     syntax.SwitchFlags
	label     string
	condition evalFn
	clauses   []clause
	otherwise stmtFn
	matches   place
	item      bool // the body uses $switch
}

// switchStatement compiles switch.
func (c *compiler) switchStatement(x *syntax.SwitchStatement) stmtFn {
	s := &switchCode{flags: x.Flags, label: x.Label, condition: c.valueOf(x.Condition), matches: place{sym: symMatches}}
	for _, clauseAst := range x.Clauses {
		one := clause{test: c.expr(clauseAst.Test), body: c.body(clauseAst.Body)}
		one.constant, one.isConst = constantOf(clauseAst.Test)
		s.clauses = append(s.clauses, one)
	}
	if x.Default != nil {
		s.otherwise = c.body(x.Default)
	}
	s.item = mentions(x, "switch")
	at := x.Condition.Span()
	return func(fr *frame) error {
		fr.pos = at
		v, err := s.condition(fr)
		if err != nil {
			return err
		}
		return s.run(fr, v)
	}
}

func (s *switchCode) run(fr *frame, v object.Value) error {
	if s.flags&syntax.SwitchFile != 0 {
		return s.runFile(fr, object.ToText(v))
	}
	items, many := object.Elements(v)
	if !many {
		if object.IsNothing(v) {
			return nil
		}
		items = []object.Value{v}
	}
	e := newEnumerator(items)
	if s.item {
		slot := fr.scope.declare(symSwitch)
		outer := *slot
		slot.value, slot.set = e, true
		defer func() { *slot = outer }()
	}
	slot := fr.scope.slot(slotItem)
	outer := *slot
	defer func() { *fr.scope.slot(slotItem) = outer }()
	for e.moveNext() {
		if done, err := s.turn(fr, e.current()); done {
			return err
		}
	}
	return nil
}

// runFile takes the lines of a file one by one.
func (s *switchCode) runFile(fr *frame, name string) error {
	if fr.rt.options.NoFiles {
		return notSupported("switch -File here")
	}
	path := fr.rt.location.resolve(name)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		e := object.NewError("System.Management.Automation.ItemNotFoundException", "PathNotFound", object.ObjectNotFound,
			"Cannot find path '%s' because it does not exist.", path)
		e.Target = path
		return e
	}
	if err != nil {
		return errUnreadable(path)
	}
	defer f.Close()
	slot := fr.scope.slot(slotItem)
	outer := *slot
	defer func() { *fr.scope.slot(slotItem) = outer }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		if done, err := s.turn(fr, lines.Text()); done {
			return err
		}
	}
	if lines.Err() != nil {
		return errUnreadable(path)
	}
	return nil
}

// errUnreadable is the error of a file that is there but cannot be read: a folder, or another user's.
func errUnreadable(path string) error {
	return runtimeError("FileReadError", object.InvalidOperation, "The file could not be read: Access to the path '%s' is denied..", path)
}

// turn tries every clause on one item.
func (s *switchCode) turn(fr *frame, item object.Value) (done bool, err error) {
	fr.setItem(item)
	matched := false
	for i := range s.clauses {
		ok, err := s.matchesClause(fr, &s.clauses[i], item)
		if err != nil {
			return true, err
		}
		if !ok {
			continue
		}
		matched = true
		if err := s.clauses[i].body(fr); err != nil {
			return s.flow(err)
		}
		fr.setItem(item)
	}
	if !matched && s.otherwise != nil {
		if err := s.otherwise(fr); err != nil {
			return s.flow(err)
		}
	}
	if fr.rt.stopped.Load() {
		return true, ErrStopped
	}
	return false, nil
}

// flow is what the switch does about an error of a body: break ends it, continue goes on with the next item.
func (s *switchCode) flow(err error) (done bool, result error) { return loopFlow(err, s.label) }

func (s *switchCode) matchesClause(fr *frame, c *clause, item object.Value) (bool, error) {
	test, err := c.test(fr)
	if err != nil {
		return false, err
	}
	if block, ok := test.(*ScriptBlock); ok {
		v, err := fr.evaluate(block, item)
		return toBool(v), err
	}
	ignoreCase := s.flags&syntax.SwitchCaseSensitive == 0
	switch {
	case s.flags&syntax.SwitchRegex != 0:
		return s.matchesRegex(fr, test, item, ignoreCase)
	case s.flags&syntax.SwitchWildcard != 0:
		pattern, err := object.CompileWildcard(object.ToText(test), ignoreCase)
		if err != nil {
			return false, err
		}
		return pattern.Match(object.ToText(item)), nil
	}
	if object.IsNull(test) {
		return object.IsNull(item), nil
	}
	return object.EqualText(object.ToText(item), object.ToText(test), ignoreCase), nil
}

func (s *switchCode) matchesRegex(fr *frame, test, item object.Value, ignoreCase bool) (bool, error) {
	text := object.ToText(item)
	if re, ok := object.Base(test).(*object.Regex); ok {
		test = re
	} else {
		test = object.ToText(test)
	}
	v, groups, err := object.OpMatch(text, test, ignoreCase, false)
	if err != nil {
		e := runtimeError("InvalidRegularExpression", object.InvalidOperation,
			"The regular expression pattern %s is not valid.", object.ToText(test))
		e.Exception.Inner, _ = err.(*object.Exception)
		return false, e
	}
	if groups != nil {
		if err := s.matches.assign(fr.rt, fr.scope, groups); err != nil {
			return false, err
		}
	}
	return toBool(v), nil
}
