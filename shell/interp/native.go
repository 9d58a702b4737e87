package interp

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/object"
)

// nativeRun is a program as a stage of a pipeline: it reads text from the pipeline and writes lines.
type nativeRun struct {
	fr      *frame
	found   *resolved
	out     sink
	streams *streams
	piped   bool
	last    bool
	cmd     *exec.Cmd
	stdin   io.WriteCloser
	lines   chan nativeLine
	wait    sync.WaitGroup
	at      callSite
	failed  bool
}

// nativeLine is a line that a program wrote, to standard output or standard error.
type nativeLine struct {
	text    string
	isError bool
}

func newNativeRun(fr *frame, call *commandCall, found *resolved, out sink, st *streams, i, n int, piped bool) (stage, error) {
	args, err := call.nativeArguments(fr)
	if err != nil {
		return nil, err
	}
	r := &nativeRun{fr: fr, found: found, out: out, streams: st, piped: piped, last: i == n-1, at: call.site(fr)}
	r.cmd = exec.CommandContext(fr.rt.ctx, found.path, args...)
	killWithChildren(r.cmd)
	r.cmd.Args[0] = found.name
	r.cmd.Dir = fr.rt.location.path
	return r, nil
}

// nativeArguments are the words of the command as a program gets them.
func (call *commandCall) nativeArguments(fr *frame) ([]string, error) {
	var args []string
	for i := range call.args {
		a := &call.args[i]
		if a.splat {
			v, err := a.value(fr)
			if err != nil {
				return nil, err
			}
			args = appendNativeSplat(args, v)
			continue
		}
		words, err := a.native(fr)
		if err != nil {
			return nil, err
		}
		args = append(args, words...)
	}
	return args, nil
}

// native is one word as a program gets it: a list becomes several.
func (a *argument) native(fr *frame) ([]string, error) {
	if a.isName && !a.attached || a.dashes {
		return []string{a.raw}, nil
	}
	v, err := a.value(fr)
	if err != nil {
		return nil, err
	}
	if a.isName {
		return []string{"-" + a.name + ":" + object.ToText(v)}, nil
	}
	if a.text != "" {
		return []string{a.text}, nil
	}
	if items, ok := object.Elements(v); ok {
		var words []string
		for _, item := range items {
			words = append(words, object.ToText(item))
		}
		return words, nil
	}
	if object.IsNull(v) {
		return nil, nil
	}
	text := object.ToText(v)
	if a.bare {
		return fr.expandWord(text), nil
	}
	return []string{text}, nil
}

func appendNativeSplat(args []string, v object.Value) []string {
	for _, a := range appendSplat(nil, v) {
		args = append(args, nativeText(a)...)
	}
	return args
}

func nativeText(a bind.Argument) []string {
	if !a.IsName {
		return []string{object.ToText(a.Value)}
	}
	if a.HasValue {
		return []string{"-" + a.Name + ":" + object.ToText(a.Value)}
	}
	return []string{"-" + a.Name}
}

// expandWord expands ~ and wildcards of a bare word, as Unix shells do.
func (fr *frame) expandWord(word string) []string {
	if runtime.GOOS == "windows" {
		return []string{word}
	}
	if word == "~" || strings.HasPrefix(word, "~/") {
		home, _ := os.UserHomeDir()
		return []string{home + word[1:]}
	}
	if !strings.ContainsAny(word, "*?[") {
		return []string{word}
	}
	dir := fr.rt.location.path
	pattern := word
	if !filepath.IsAbs(pattern) {
		pattern = filepath.Join(dir, word)
	}
	matches, err := filepath.Glob(pattern)
	if err != nil || len(matches) == 0 {
		return []string{word}
	}
	for i, m := range matches {
		if rel, err := filepath.Rel(dir, m); err == nil && !filepath.IsAbs(word) {
			matches[i] = rel
			if strings.HasPrefix(word, "./") {
				matches[i] = "./" + rel
			}
		}
	}
	return matches
}

// begin starts the program. One that stands alone with the terminal as output gets the terminal.
func (r *nativeRun) begin() error {
	rt := r.fr.rt
	if rt.host != nil && rt.host.Interactive() && r.last && !r.piped && r.out == rt.streams.sinks[streamOutput] {
		r.cmd.Stdin, r.cmd.Stdout, r.cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
		return r.start()
	}
	stdout, err := r.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	stderr, err := r.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if r.piped {
		if r.stdin, err = r.cmd.StdinPipe(); err != nil {
			return err
		}
	}
	if err := r.start(); err != nil {
		return err
	}
	r.lines = make(chan nativeLine, 256)
	r.wait.Add(2)
	go r.read(stdout, false)
	go r.read(stderr, true)
	go func() {
		r.wait.Wait()
		close(r.lines)
	}()
	return nil
}

func (r *nativeRun) start() error {
	err := r.cmd.Start()
	if err == nil {
		return nil
	}
	text := err.Error()
	var pathErr *exec.Error
	if errors.As(err, &pathErr) {
		text = pathErr.Err.Error()
	}
	e := object.NewError(ns+"ApplicationFailedException", "NativeCommandFailed", object.ResourceUnavailable,
		"Program '%s' failed to run: %s", baseName(r.found.path), text)
	return e
}

// read hands the program's lines over.
func (r *nativeRun) read(from io.Reader, isError bool) {
	defer r.wait.Done()
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			r.lines <- nativeLine{strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"), isError}
		}
		if err != nil {
			return
		}
	}
}

func (r *nativeRun) process(v object.Value) error {
	if r.stdin == nil {
		return nil
	}
	if err := r.drain(false); err != nil {
		return err
	}
	_, err := io.WriteString(r.stdin, object.ToText(v)+"\n")
	if err != nil {
		r.stdin.Close()
		r.stdin = nil // the program reads no more
	}
	return nil
}

// drain passes on what the program wrote; with wait it goes on until the program closes its output.
func (r *nativeRun) drain(wait bool) error {
	for r.lines != nil {
		if wait {
			if err := r.nextLine(); err != nil {
				return err
			}
			continue
		}
		select {
		case line, ok := <-r.lines:
			if !ok {
				r.lines = nil
				return nil
			}
			if err := r.emit(line); err != nil {
				return err
			}
		default:
			return nil
		}
	}
	return nil
}

// nextLine waits for a line and passes it on. A stopped run does not wait for what the program's children still hold.
func (r *nativeRun) nextLine() error {
	select {
	case line, ok := <-r.lines:
		if ok {
			return r.emit(line)
		}
		r.lines = nil
		return nil
	case <-r.fr.rt.ctx.Done():
		return ErrStopped
	}
}

func (r *nativeRun) emit(line nativeLine) error {
	if !line.isError {
		return r.out.write(line.text)
	}
	e := object.NewError(ns+"RemoteException", "NativeCommandErrorMessage", object.NotSpecified, "%s", line.text)
	e.Target = line.text
	e.Position = positionOf(r.at.source, r.at.extent)
	if r.streams.merged[streamError] {
		return r.streams.sinks[streamError].write(e)
	}
	if r.fr.rt.host != nil {
		_, err := io.WriteString(r.fr.rt.host.Err(), line.text+"\n")
		return err
	}
	return nil
}

func (r *nativeRun) end() error {
	if r.stdin != nil {
		r.stdin.Close()
	}
	if err := r.drain(true); err != nil {
		return err
	}
	err := r.cmd.Wait()
	if r.fr.rt.stopped.Load() {
		return ErrStopped
	}
	code := r.cmd.ProcessState.ExitCode()
	slot := r.fr.rt.global.declare(symLastExitCode)
	slot.value, slot.set = object.Int32(int32(code)), true
	if err != nil || code != 0 {
		r.failed = true
		return r.failedCode(code)
	}
	return nil
}

// failedCode reports an exit code as $PSNativeCommandUseErrorActionPreference has it.
func (r *nativeRun) failedCode(code int) error {
	v, ok := r.fr.variableNamed("PSNativeCommandUseErrorActionPreference")
	if !ok || !object.ToBool(v) {
		return nil
	}
	name := baseName(r.found.path)
	e := object.NewError(ns+"NativeCommandExitException", "ProgramExitedWithNonZeroCode", object.NotSpecified,
		"Program \"%s\" ended with non-zero exit code: %d (0x%08X).", name, code, uint32(code))
	e.Position = positionOf(r.at.source, r.at.extent)
	e.Target = r.found.path
	e.Exception.Data = map[string]object.Value{"ExitCode": int32(code), "ProcessId": int32(r.cmd.ProcessState.Pid()), "Path": r.found.path}
	return r.fr.reportError(e, r.fr.actionPreference(symErrorAction), r.streams)
}

func (r *nativeRun) succeeded() bool { return !r.failed }

func (r *nativeRun) close() error {
	if r.cmd.Process != nil && r.cmd.ProcessState == nil {
		_ = r.cmd.Cancel()
		if r.lines != nil {
			go func(lines chan nativeLine) {
				for range lines {
				}
			}(r.lines)
		}
		r.cmd.Wait()
	}
	return nil
}
