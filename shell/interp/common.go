package interp

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

func emptyCommand(at syntax.Extent) *syntax.Command { return &syntax.Command{Extent: at} }

// Clock is the present time by the session's clock.
func (rt *Runtime) Clock() object.DateTime {
	if rt.options.Clock != nil {
		return rt.options.Clock()
	}
	return object.FromTime(time.Now(), object.Local)
}

// commonEffects is what the common parameters of a running command need when it ends.
type commonEffects struct {
	undo []func()
	held *outBuffer // nil without -OutBuffer
}

// release hands on what -OutBuffer still holds when the command has ended without an error.
func (c *commonEffects) release(err error) error {
	if err != nil || c == nil || c.held == nil {
		return err
	}
	return c.held.release()
}

// outBuffer is the sink that -OutBuffer puts before the next command: it lets objects through when it holds more than
// limit of them.
type outBuffer struct {
	next  sink
	limit int
	items []object.Value
}

func (b *outBuffer) write(v object.Value) error {
	if b.items = append(b.items, v); len(b.items) <= b.limit {
		return nil
	}
	return b.release()
}

func (b *outBuffer) release() error {
	items := b.items
	b.items = nil
	for _, v := range items {
		if err := b.next.write(v); err != nil {
			return err
		}
	}
	return nil
}

func (c *commonEffects) finish() {
	for _, f := range c.undo {
		f()
	}
	c.undo = nil
}

// applyCmdletCommon applies the common parameters of a compiled command.
func (fr *frame) applyCmdletCommon(c *cmdletRun, common bind.Common) (*commonEffects, error) {
	if common == (bind.Common{}) {
		return nil, nil
	}
	effects := &commonEffects{}
	if common.ErrorAction != nil {
		c.errorAction = actionOf(common.ErrorAction)
	}
	for stream, v := range map[int]object.Value{streamWarning: common.WarningAction, streamInformation: common.InformationAction, streamProgress: common.ProgressAction} {
		if v != nil {
			c.actions[stream] = actionOf(v)
		}
	}
	c.actions[streamVerbose] = flagAction(common.Verbose)
	c.actions[streamDebug] = flagAction(common.Debug)
	c.confirm = confirmState{whatIf: common.WhatIf, confirm: common.Confirm}
	c.streams = fr.captureStreams(common, c.streams)
	c.out = fr.outputSinks(common, c.out, effects)
	return effects, nil
}

func flagAction(flag *bool) int {
	switch {
	case flag == nil:
		return -1
	case *flag:
		return actionContinue
	}
	return actionSilentlyContinue
}

// captureStreams adds the lists of -ErrorVariable and its kin to the streams.
func (fr *frame) captureStreams(common bind.Common, st *streams) *streams {
	names := [...]struct {
		stream int
		name   string
	}{{streamError, common.ErrorVariable}, {streamWarning, common.WarningVariable}, {streamInformation, common.InformationVariable}}
	for _, n := range names {
		if n.name == "" {
			continue
		}
		list := fr.outList(n.name)
		stream := n.stream
		st = st.with(func(c *streams) {
			capture := make(map[int][]*object.List, len(c.capture)+1)
			for k, v := range c.capture {
				capture[k] = v
			}
			capture[stream] = append(capture[stream][:len(capture[stream]):len(capture[stream])], list)
			c.capture = capture
		})
	}
	return st
}

// outList sets a variable of the caller to a list that collects; a name with + keeps what the variable holds.
func (fr *frame) outList(name string) *object.List {
	plain := strings.TrimPrefix(name, "+")
	list := &object.List{ListType: object.TypeArrayList}
	if plain != name {
		if v := fr.scope.find(intern(plain)); v != nil {
			if old, ok := v.value.(*object.List); ok {
				list = old
			} else {
				list.Items = append(list.Items, itemsOf(v.value)...)
			}
		}
	}
	fr.setVariableNamed(plain, list)
	return list
}

// outputSinks puts -OutBuffer, -OutVariable and -PipelineVariable before a command's output.
func (fr *frame) outputSinks(common bind.Common, out sink, effects *commonEffects) sink {
	if common.OutBuffer > 0 {
		effects.held = &outBuffer{next: out, limit: common.OutBuffer}
		out = effects.held
	}
	if common.OutVariable != "" {
		list, next := fr.outList(common.OutVariable), out
		out = sinkFunc(func(v object.Value) error {
			list.Items = append(list.Items, v)
			list.Version++
			return next.write(v)
		})
	}
	if common.PipelineVariable != "" {
		sym, next := intern(common.PipelineVariable), out
		s := fr.scope
		out = sinkFunc(func(v object.Value) error {
			slot := s.declare(sym)
			slot.value, slot.set = v, true
			return next.write(v)
		})
		effects.undo = append(effects.undo, func() {
			if slot := s.own(sym); slot != nil {
				*slot = variable{}
			}
		})
	}
	return out
}

// applyCommon applies the common parameters of an advanced function: they are preference variables inside it.
func (fr *frame) applyCommon(callee *frame, common bind.Common, b *bind.Binding) (*commonEffects, error) {
	if common == (bind.Common{}) {
		return nil, nil
	}
	effects := &commonEffects{}
	set := func(sym *symbol, v object.Value) {
		slot := callee.scope.declare(sym)
		slot.value, slot.set = v, true
	}
	for sym, v := range map[*symbol]object.Value{symErrorAction: common.ErrorAction, symWarning: common.WarningAction,
		symInformation: common.InformationAction, symProgress: common.ProgressAction} {
		if v != nil {
			set(sym, actionPreferenceValue(actionOf(v)))
		}
	}
	if a := flagAction(common.Verbose); a >= 0 {
		set(symVerbose, actionPreferenceValue(a))
	}
	if a := flagAction(common.Debug); a >= 0 {
		set(symDebug, actionPreferenceValue(a))
	}
	if common.WhatIf != nil {
		set(symWhatIf, *common.WhatIf)
	}
	if common.Confirm != nil {
		level := "None"
		if *common.Confirm {
			level = "Low"
		}
		set(symConfirm, enumValue("System.Management.Automation.ConfirmImpact", level))
	}
	callee.streams = fr.captureStreams(common, callee.streams)
	callee.out = fr.outputSinks(common, callee.out, effects)
	return effects, nil
}

func actionPreferenceValue(n int) object.Value {
	t := object.LookupType("System.Management.Automation.ActionPreference")
	if t == nil {
		return int32(n)
	}
	return object.Enum{EnumType: t, Value: int64(n)}
}

// enumValue is an enumeration's value by name; its text where the type is not known.
func enumValue(typeName, name string) object.Value {
	t := object.LookupType(typeName)
	if t == nil {
		return name
	}
	v, err := object.Convert(name, t)
	if err != nil {
		return name
	}
	return v
}

// confirmState is what -WhatIf and -Confirm say for a running command, and what the user answered.
type confirmState struct {
	whatIf, confirm *bool
	yesToAll        bool
	noToAll         bool
}

// ShouldProcess implements command.Engine.
func (c *cmdletRun) ShouldProcess(target, action string) (bool, error) {
	if action == "" {
		action = c.found.cmd.Name
	}
	return c.fr.shouldProcess(&c.confirm, target, action, c.found.cmd.ConfirmImpact, c.Verbose)
}

// shouldProcess asks as -WhatIf and -Confirm have it.
func (fr *frame) shouldProcess(state *confirmState, target, action, impact string, verbose func(string) error) (bool, error) {
	operation := fmt.Sprintf("Performing the operation \"%s\" on target \"%s\".", action, target)
	if target == "" {
		operation = action
	}
	return fr.shouldProcessText(state, operation, operation, impact, verbose)
}

func (fr *frame) shouldProcessText(state *confirmState, description, query, impact string, verbose func(string) error) (bool, error) {
	if fr.whatIf(state) {
		return false, fr.hostLine("What if: " + description)
	}
	if state.yesToAll || !fr.mustConfirm(state, impact) {
		return true, verbose(description)
	}
	if state.noToAll {
		return false, nil
	}
	return fr.ask(state, "Confirm", "Are you sure you want to perform this action?\n"+query)
}

func (fr *frame) whatIf(state *confirmState) bool {
	if state.whatIf != nil {
		return *state.whatIf
	}
	v := fr.scope.find(symWhatIf)
	return v != nil && object.ToBool(v.value)
}

// impactLevel numbers the ConfirmImpact names.
func impactLevel(name string) int {
	switch strings.ToLower(name) {
	case "none":
		return 0
	case "low":
		return 1
	case "high":
		return 3
	}
	return 2
}

func (fr *frame) mustConfirm(state *confirmState, impact string) bool {
	if state.confirm != nil {
		return *state.confirm
	}
	v := fr.scope.find(symConfirm)
	if v == nil {
		return false
	}
	preference := impactLevel(object.ToText(v.value))
	return preference > 0 && impactLevel(impact) >= preference
}

// hostLine writes a line on the screen, past all streams.
func (fr *frame) hostLine(text string) error {
	if fr.rt.host == nil {
		return nil
	}
	_, err := io.WriteString(fr.rt.host.Out(), text+"\n")
	return err
}

// ShouldContinue implements command.Engine.
func (c *cmdletRun) ShouldContinue(query, caption string) (bool, error) {
	return c.fr.ask(&confirmState{}, caption, query)
}

// confirmations are the answers to a question for consent.
var confirmations = []choice{
	newChoice("&Yes", "Continue with only the next step of the operation."),
	newChoice("Yes to &All", "Continue with all the steps of the operation."),
	newChoice("&No", "Skip this operation and proceed with the next operation."),
	newChoice("No to A&ll", "Skip this operation and all subsequent operations."),
}

// ask asks yes or no.
func (fr *frame) ask(state *confirmState, caption, query string) (bool, error) {
	n, err := (&hostUI{rt: fr.rt}).choose(caption, query, confirmations, 0)
	if err != nil {
		return false, err
	}
	state.yesToAll, state.noToAll = n == 1, n == 3
	return n < 2, nil
}

// prompter asks for the missing mandatory parameters of a command; nil if nobody can be asked.
func (rt *Runtime) prompter(name string, position int) func(p *command.Parameter) (object.Value, error) {
	ui := &hostUI{rt: rt}
	if ui.canAsk() != nil {
		return nil
	}
	introduced := false
	return func(p *command.Parameter) (object.Value, error) {
		if !introduced {
			introduced = true
			err := ui.heading(fmt.Sprintf("cmdlet %s at command pipeline position %d", name, position), "Supply values for the following parameters:")
			if err != nil {
				return nil, err
			}
		}
		return ui.askFor(p)
	}
}

// askFor asks for a parameter: for a collection one element after the other until an empty line, for a credential its
// parts.
func (u *hostUI) askFor(p *command.Parameter) (object.Value, error) {
	switch {
	case p.Type.FullName() == ns+"PSCredential":
		if err := u.heading("PowerShell credential request", "Enter your credentials."); err != nil {
			return nil, err
		}
		return hostCredential(u, []object.Value{"", "", "", ""})
	case p.Type.FullName() == "System.Security.SecureString":
		text, err := u.ask(p.Name+": ", true)
		return dotnet.NewSecureString(text), err
	case p.Type.Elem() == nil:
		return u.ask(p.Name+": ", false)
	}
	var items []object.Value
	for {
		text, err := u.ask(fmt.Sprintf("%s[%d]: ", p.Name, len(items)), false)
		if err != nil || text == "" {
			return object.NewArray(items...), err
		}
		items = append(items, text)
	}
}
