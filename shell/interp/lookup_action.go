package interp

import "github.com/partnershell/partnershell/shell/object"

// lookupActions are the script blocks that $ExecutionContext.InvokeCommand asks about the names of commands.
type lookupActions struct {
	before   object.Value // PreCommandLookupAction: may answer before anything is looked for
	notFound object.Value // CommandNotFoundAction: may answer when nothing was found
	asking   map[string]bool
}

// areSet reports whether a name may mean another command from one call to the next.
func (a *lookupActions) areSet() bool { return a.before != nil || a.notFound != nil }

// lookupActionProperty is a property that holds a lookup action.
func lookupActionProperty(name string, slot func(a *lookupActions) *object.Value) *object.Member {
	return property(name, "System.EventHandler[System.Management.Automation.CommandLookupEventArgs] "+name+" {get;set;}",
		func(c *commandIntrinsics) object.Value { return *slot(&c.rt.lookup) },
		func(c *commandIntrinsics, v object.Value) error {
			c.rt.resolveVersion++ // calls look for their commands again
			*slot(&c.rt.lookup) = nil
			if !object.IsNull(v) {
				*slot(&c.rt.lookup) = v
			}
			return nil
		})
}

var lookupEventShape = object.ShapeOf("CommandName", "CommandOrigin", "StopSearch", "CommandScriptBlock", "Command")

// askLookup asks an action about a name; nil if it gives no command. An action that calls the command it is asked
// about gets no further question.
func (rt *Runtime) askLookup(action object.Value, name string) (*resolved, error) {
	ask, ok := object.AsCallable(action)
	if !ok || rt.lookup.asking[name] {
		return nil, nil
	}
	if rt.lookup.asking == nil {
		rt.lookup.asking = map[string]bool{}
	}
	rt.lookup.asking[name] = true
	defer delete(rt.lookup.asking, name)
	event := object.NewCustomObject(lookupEventShape, []object.Value{name, enumValue(ns+"CommandOrigin", "Runspace"), false, nil, nil})
	answer := object.AddTypeName(event, ns+"CommandLookupEventArgs")
	if _, err := ask.Call(name, answer); err != nil {
		return nil, err
	}
	return rt.lookupAnswer(event, name)
}

// lookupAnswer is the command that an action put into the event: a script block, or what Get-Command gives.
func (rt *Runtime) lookupAnswer(event *object.CustomObject, name string) (*resolved, error) {
	code, _, err := object.GetProperty(event, "CommandScriptBlock")
	if err != nil {
		return nil, err
	}
	if b, ok := object.Base(code).(*ScriptBlock); ok {
		fn := &Function{Name: "LookupHandlerReplacementFor<<" + name + ">>", rt: rt, block: b.block, Module: b.module, text: b, bound: b.closure}
		return &resolved{kind: isFunction, name: name, fn: fn}, nil
	}
	found, _, err := object.GetProperty(event, "Command")
	if err != nil {
		return nil, err
	}
	if c, ok := object.Base(found).(*CommandInfo); ok {
		return c.resolved(rt.here())
	}
	return nil, nil
}
