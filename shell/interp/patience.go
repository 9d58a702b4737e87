package interp

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Operators and library methods cannot be asked to stop. Where one may take longer than Ctrl+C is given, because its
// operands are large or its pattern backtracks, it is awaited, and left behind if the run is stopped meanwhile.

const (
	longText  = 1 << 18 // bytes
	manyItems = 1 << 15
)

// await runs work that is left behind when the run is stopped; it must touch nothing that may change.
func (fr *frame) await(work func() (object.Value, error)) (object.Value, error) {
	if fr.rt.stopped.Load() {
		return nil, ErrStopped
	}
	v, err := command.Await(fr.rt.ctx, work)
	if fr.rt.ctx.Err() != nil {
		return nil, ErrStopped
	}
	return v, err
}

type frameOp func(fr *frame, l, r object.Value) (object.Value, error)

// patient makes an operator that may take long one that can be left behind; nil for the others.
func patient(k syntax.TokenKind) frameOp {
	op := operator(k)
	switch k {
	case syntax.TokIreplace, syntax.TokCreplace, syntax.TokIsplit, syntax.TokCsplit:
		return leaving(op, func(l, r object.Value) bool { return isSlow(l, patternIn(r)) })
	case syntax.TokJoin, syntax.TokIcontains, syntax.TokCcontains, syntax.TokInotcontains, syntax.TokCnotcontains:
		return leaving(op, func(l, r object.Value) bool { return isSlow(l, nil) })
	case syntax.TokIin, syntax.TokCin, syntax.TokInotin, syntax.TokCnotin:
		return leaving(op, func(l, r object.Value) bool { return isSlow(r, nil) })
	case syntax.TokMultiply:
		return leaving(op, makesMuch)
	case syntax.TokDotDot:
		return leaving(op, isLongRange)
	}
	return nil
}

// leaving makes an operator that is left behind where its operands are such that it may take long.
func leaving(op binaryOp, slow func(l, r object.Value) bool) frameOp {
	return func(fr *frame, l, r object.Value) (object.Value, error) {
		if slow(l, r) {
			if operands, ok := fr.scalars([]object.Value{l, r}); ok {
				return fr.await(func() (object.Value, error) { return op(operands[0], operands[1]) })
			}
		}
		return op(l, r)
	}
}

// matchPattern is object.OpMatch, left behind where it may take long.
func (fr *frame) matchPattern(l, r object.Value, ignoreCase, negate bool) (object.Value, *object.Dictionary, error) {
	if isSlow(l, r) {
		if operands, ok := fr.scalars([]object.Value{l, r}); ok {
			pair, err := fr.await(func() (object.Value, error) {
				result, groups, err := object.OpMatch(operands[0], operands[1], ignoreCase, negate)
				return matchOutcome{result, groups}, err
			})
			found, _ := pair.(matchOutcome)
			return found.result, found.groups, err
		}
	}
	return object.OpMatch(l, r, ignoreCase, negate)
}

// matchOutcome is what -match gives: its result, and what becomes of $Matches.
type matchOutcome struct {
	result object.Value
	groups *object.Dictionary
}

// patternIn is the pattern in the right operand of -replace and -split.
func patternIn(r object.Value) object.Value {
	if a, ok := r.(*object.Array); ok && len(a.Items) > 0 {
		return a.Items[0]
	}
	return r
}

// makesMuch reports whether l * r is a long text or a large array.
func makesMuch(l, r object.Value) bool {
	size, limit := 0, longText
	switch x := l.(type) {
	case string:
		size = len(x)
	case *object.Array:
		size, limit = len(x.Items), manyItems
	default:
		return false
	}
	n, err := object.ToInt(r)
	return err == nil && n > limit/(size+1)
}

func isLongRange(l, r object.Value) bool {
	from, isInt := l.(int32)
	to, areInts := r.(int32)
	return !isInt || !areInts || max(int(from)-int(to), int(to)-int(from)) >= manyItems
}

// isSlow reports whether an operator may take long on l: a long text, many elements, or a pattern that backtracks.
func isSlow(l, pattern object.Value) bool {
	switch x := l.(type) {
	case string:
		return len(x) >= longText || pattern != nil && object.Backtracks(pattern, x)
	case *object.Array:
		return len(x.Items) >= manyItems || pattern != nil && backtracksOn(pattern, x.Items)
	}
	return false
}

func backtracksOn(pattern object.Value, items []object.Value) bool {
	for _, item := range items {
		if text, ok := item.(string); ok && object.Backtracks(pattern, text) {
			return true
		}
	}
	return false
}

// copyOf is a value that stays as it is now; not ok if it holds what a script may change, or run. A copy that is being
// made when the run is stopped is left unfinished: await does not use it.
func (fr *frame) copyOf(v object.Value) (object.Value, bool) {
	a, ok := v.(*object.Array)
	if !ok {
		return v, object.IsScalar(v)
	}
	c := *a
	c.Items = make([]object.Value, len(a.Items))
	for i, item := range a.Items {
		if !object.IsScalar(item) {
			return nil, false
		}
		if c.Items[i] = item; i%manyItems == 0 && fr.rt.stopped.Load() {
			break
		}
	}
	return &c, true
}

// patientCall calls a method of a value: those of long texts, of regular expressions and of what is waited for can be
// left behind.
func (fr *frame) patientCall(cache *object.MethodCache, v object.Value, name string, args []object.Value) (object.Value, error) {
	slow := false
	switch x := v.(type) {
	case string:
		slow = len(x) >= longText
	case *object.Regex:
		slow = len(args) > 0 && isSlow(args[0], x)
	case object.Waiter:
		slow = true
	}
	if slow {
		if args, ok := fr.scalars(args); ok {
			return fr.await(func() (object.Value, error) { return invokeCached(&object.MethodCache{}, v, name, args) })
		}
	}
	return invokeCached(cache, v, name, args)
}

// patientStatic is patientCall for a static method: of [regex], of [string], those that wait, and constructors of
// collections, which copy what they are given.
func (fr *frame) patientStatic(cache *object.MethodCache, t *object.Type, name string, args []object.Value) (object.Value, error) {
	slow := false
	switch {
	case t == object.TypeRegex && len(args) > 1:
		slow = isSlow(args[0], args[1])
	case t == object.TypeString, object.EqualNames(name, "new") && strings.HasPrefix(t.FullName(), "System.Collections.Generic."):
		slow = slices.ContainsFunc(args, isLongArray)
	case t.FullName() == "System.Array" && len(args) == 1 && object.EqualNames(name, "Sort"):
		return fr.sortArray(cache, t, name, args[0])
	default:
		slow = isWaiting(t.FullName())
	}
	if slow {
		if args, ok := fr.scalars(args); ok {
			return fr.await(func() (object.Value, error) { return (&object.MethodCache{}).InvokeStatic(t, name, args) })
		}
	}
	return cache.InvokeStatic(t, name, args)
}

// isWaiting reports the types whose static methods wait, or count without an end in sight.
func isWaiting(typeName string) bool {
	return strings.HasPrefix(typeName, "System.Threading.") || typeName == "System.Numerics.BigInteger" ||
		typeName == "System.Management.Automation.PSSerializer"
}

func isLongArray(v object.Value) bool {
	list, ok := v.(*object.Array)
	return ok && len(list.Items) >= manyItems
}

// sortArray sorts an array in place; a long one as a copy, which is left behind when the run is stopped.
func (fr *frame) sortArray(cache *object.MethodCache, t *object.Type, name string, v object.Value) (object.Value, error) {
	list, isArray := v.(*object.Array)
	if isArray && len(list.Items) >= manyItems {
		if sorted, ok := fr.copyOf(list); ok {
			result, err := fr.await(func() (object.Value, error) {
				return (&object.MethodCache{}).InvokeStatic(t, name, []object.Value{sorted})
			})
			if err == nil {
				copy(list.Items, sorted.(*object.Array).Items)
			}
			return result, err
		}
	}
	return cache.InvokeStatic(t, name, []object.Value{v})
}

// scalars copies arguments that are to stay as they are.
func (fr *frame) scalars(args []object.Value) ([]object.Value, bool) {
	copied := make([]object.Value, len(args))
	for i, a := range args {
		var ok bool
		if copied[i], ok = fr.copyOf(a); !ok {
			return nil, false
		}
	}
	return copied, true
}
