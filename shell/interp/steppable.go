package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// steppable is a pipeline that a script drives step by step: what proxy functions use.
type steppable struct {
	fr    *frame
	code  *pipelineCode
	run   *pipelineRun
	piped bool
	kept  collector // the output since the last step, when it goes to no command
}

var steppableType = object.Define(ns+"SteppablePipeline", object.ClassType, nil)

// Type implements object.Object.
func (*steppable) Type() *object.Type { return steppableType }

// steppablePipeline is ScriptBlock.GetSteppablePipeline.
func steppablePipeline(b *ScriptBlock, _ []object.Value) (object.Value, error) {
	caller := b.callerFrame()
	if err := b.block.prepare(caller.rt); err != nil {
		return nil, err
	}
	p := onlyPipeline(b.block.ast)
	if p == nil {
		return nil, object.NewError(ns+"PSInvalidOperationException", "InvalidOperation", object.InvalidOperation,
			"Only a script block that contains exactly one pipeline or command can be converted.")
	}
	c := &compiler{b: b.block}
	s := &steppable{code: &pipelineCode{at: p.Extent}}
	for _, e := range p.Elements {
		cmd, ok := e.(*syntax.Command)
		if !ok {
			return nil, notSupported("an expression in a steppable pipeline")
		}
		s.code.stages = append(s.code.stages, c.command(cmd))
	}
	s.fr = &frame{rt: caller.rt, scope: caller.scope, out: &s.kept, streams: caller.streams, block: b.block, call: caller.call, pos: p.Extent}
	return s, nil
}

// onlyPipeline is the pipeline that a block consists of; nil if it is anything else.
func onlyPipeline(ast *syntax.ScriptBlock) *syntax.Pipeline {
	if ast.End == nil || len(ast.End.Statements) != 1 || ast.Begin != nil || ast.Process != nil {
		return nil
	}
	p, _ := ast.End.Statements[0].(*syntax.Pipeline)
	return p
}

// begin builds and begins the commands; a cmdlet's output is then where theirs goes.
func (s *steppable) begin(args []object.Value) (object.Value, error) {
	s.piped = true
	if len(args) > 0 {
		switch x := object.Base(args[0]).(type) {
		case *ScriptCmdlet:
			s.fr.out, s.piped = x.fr.out, x.fr.call.piped
		case bool:
			s.piped = x
		}
	}
	s.run = &pipelineRun{fr: s.fr}
	s.code.piped = s.piped
	if err := s.code.build(s.run); err != nil {
		return nil, err
	}
	for i := range s.run.stages {
		if err := s.run.stoppedHere(s.run.begin(i)); err != nil {
			return nil, err
		}
	}
	return s.take(), nil
}

func (s *steppable) process(args []object.Value) (object.Value, error) {
	if s.run == nil {
		return nil, notSupported("a step before Begin")
	}
	if s.piped && len(args) > 0 && s.run.done == 0 {
		if err := s.run.stoppedHere(s.run.process(0, args[0])); err != nil {
			return nil, err
		}
	}
	return s.take(), nil
}

func (s *steppable) end() (object.Value, error) {
	if s.run == nil {
		return object.Nothing, nil
	}
	for i := s.run.done; i < len(s.run.stages); i++ {
		if err := s.run.stoppedHere(s.run.enough(i, s.run.stages[i].end())); err != nil {
			return nil, err
		}
	}
	return s.take(), s.close()
}

func (s *steppable) close() error {
	if s.run == nil {
		return nil
	}
	err := s.run.close()
	s.run = nil
	return err
}

// take is the output since the last step.
func (s *steppable) take() object.Value {
	items := s.kept.items
	s.kept.items = nil
	return object.NewArray(items...)
}

func steppableMembers() []*object.Member {
	type pipeline = *steppable
	protect := func(v object.Value, err error) (object.Value, error) { return raw(v, err) }
	return []*object.Member{
		methods("Begin", func(s pipeline, args []object.Value) (object.Value, error) { return protect(s.begin(args)) },
			"void Begin(System.Object command)"),
		methods("Process", func(s pipeline, args []object.Value) (object.Value, error) { return protect(s.process(args)) },
			"array Process(System.Object input)", "array Process()"),
		method("End", "array End()", func(s pipeline, _ []object.Value) (object.Value, error) { return protect(s.end()) }),
		method("Clean", "void Clean()", func(s pipeline, _ []object.Value) (object.Value, error) { return object.Nothing, s.close() }),
		method("Dispose", "void Dispose()", func(s pipeline, _ []object.Value) (object.Value, error) { return object.Nothing, s.close() }),
	}
}
