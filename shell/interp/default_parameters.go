package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/object"
)

// defaultParameters are the $PSDefaultParameterValues that apply to a command, whose streams get the warnings about them;
// nil if there are none at all.
func (fr *frame) defaultParameters(commandName string, st *streams) *bind.Defaults {
	v := fr.scope.find(symDefaults)
	if v == nil {
		return nil
	}
	table, ok := object.Base(v.value).(*object.Dictionary)
	if !ok || table.Len() == 0 {
		return nil
	}
	if off, there := table.Get("Disabled"); there && object.ToBool(off) {
		return nil
	}
	callee := *fr
	callee.streams = st
	return &bind.Defaults{
		List: func() []bind.Default { return callee.defaultsFor(table, commandName) },
		Warn: func(text string) error { return callee.warnOnce(commandName, text) },
	}
}

// defaultsFor reads the table's entries for a command; those with wildcards come last.
func (fr *frame) defaultsFor(table *object.Dictionary, commandName string) []bind.Default {
	var exact, wild []bind.Default
	var bad []string
	for _, e := range table.Entries() {
		key, isText := object.Base(e.Key).(string)
		pattern, parameter, ok := strings.Cut(key, ":")
		switch {
		case !isText || object.EqualNames(strings.TrimSpace(key), "Disabled"):
			continue
		case !ok:
			bad = append(bad, key)
			continue
		}
		d := bind.Default{Parameter: unquoted(parameter), Value: e.Value}
		switch pattern = unquoted(pattern); {
		case !fr.namesCommand(pattern, commandName):
		case object.HasWildcard(key):
			wild = append(wild, d)
		default:
			exact = append(exact, d)
		}
	}
	fr.refuseKeys(table, bad)
	return append(exact, wild...)
}

// unquoted is a part of a key, which may be quoted.
func unquoted(part string) string {
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(part), "\"'"))
}

// namesCommand reports whether a key's first part means a command: by its name, by a pattern or by an alias.
func (fr *frame) namesCommand(pattern, commandName string) bool {
	if !object.HasWildcard(pattern) {
		if object.EqualNames(pattern, commandName) {
			return true
		}
		a := fr.rt.findAlias(fr.scope, pattern)
		return a != nil && object.EqualNames(a.Definition, commandName)
	}
	w, err := object.CompileWildcard(pattern, true)
	return err == nil && w.Match(commandName)
}

// refuseKeys takes keys out of the table that do not name a command and a parameter, with a warning.
func (fr *frame) refuseKeys(table *object.Dictionary, keys []string) {
	if len(keys) == 0 {
		return
	}
	for _, key := range keys {
		table.Remove(key)
	}
	subject := "key '" + keys[0] + "' does not have a valid format"
	if len(keys) > 1 {
		subject = "keys '" + strings.Join(keys, ", ") + "' do not have valid formats"
	}
	_ = fr.warn("The " + subject + ". For information about the correct format, see about_Parameters_Default_Values at " +
		"https://go.microsoft.com/fwlink/?LinkId=228266.") // a preference of Stop ends the call itself, which warns no more
}

// warnOnce shows a warning about a command's defaults the first time.
func (fr *frame) warnOnce(commandName, text string) error {
	if fr.rt.warned[commandName+text] {
		return nil
	}
	if fr.rt.warned == nil {
		fr.rt.warned = make(map[string]bool)
	}
	fr.rt.warned[commandName+text] = true
	return fr.warn(text)
}
