package core

import (
	"context"
	"sync"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// beginParallel prepares for running the block in sessions of their own.
func (c *forEachObject) beginParallel(inv *command.Invocation) error {
	block, err := isolate(inv, c.Parallel)
	if err != nil || bool(c.AsJob) {
		c.block = block
		return err
	}
	ctx, cancel := context.WithCancel(inv.Context())
	if c.TimeoutSeconds > 0 {
		ctx, cancel = context.WithTimeout(inv.Context(), time.Duration(c.TimeoutSeconds)*time.Second)
	}
	c.jobs = &parallelRun{block: block, ctx: ctx, cancel: cancel,
		slots: make(chan struct{}, c.ThrottleLimit), records: make(chan command.Record)}
	return nil
}

// startJob runs the block for the collected objects in a job.
func (c *forEachObject) startJob(inv *command.Invocation) error {
	j := jobsOf(inv).begin(inv, c.Parallel, &job{kind: "PSTaskJob", location: "PowerShell"},
		func(ctx context.Context, emit func(command.Record) error) error {
			slots := make(chan struct{}, c.ThrottleLimit)
			var running sync.WaitGroup
			defer running.Wait()
			for _, item := range c.input {
				select {
				case slots <- struct{}{}:
				case <-ctx.Done():
					return ctx.Err()
				}
				running.Go(func() {
					defer func() { <-slots }()
					if record, ok := c.block.Run(ctx, item, nil, nil, emit).(*object.ErrorRecord); ok {
						_ = emit(command.Record{Stream: command.ErrorStream, Value: record})
					}
				})
			}
			return nil
		})
	return inv.Write(j)
}

// isolate makes a block ready for a session of its own.
func isolate(inv *command.Invocation, block object.Callable) (command.Isolated, error) {
	isolator, ok := inv.Engine.(command.Isolator)
	if !ok {
		return nil, object.NewError("System.Management.Automation.PSNotSupportedException", "NotSupported",
			object.NotImplemented, "This host cannot run script blocks in sessions of their own.")
	}
	return isolator.Isolate(block)
}

// parallelRun runs one block for many objects at once. What the sessions write is collected in one channel, so that
// only the pipeline's own goroutine writes downstream.
type parallelRun struct {
	block   command.Isolated
	ctx     context.Context
	cancel  context.CancelFunc
	slots   chan struct{}
	records chan command.Record
	running sync.WaitGroup
}

// add starts the block for one more object as soon as a slot is free, and passes on what comes in meanwhile.
func (p *parallelRun) add(inv *command.Invocation, item object.Value) error {
	for {
		select {
		case p.slots <- struct{}{}:
			p.running.Add(1)
			go p.run(item)
			return nil
		case r := <-p.records:
			if err := forward(inv, r); err != nil {
				return err
			}
		case <-p.ctx.Done():
			return nil
		}
	}
}

func (p *parallelRun) run(item object.Value) {
	defer p.running.Done()
	defer func() { <-p.slots }()
	err := p.block.Run(p.ctx, item, nil, nil, p.emit)
	if record, ok := err.(*object.ErrorRecord); ok {
		_ = p.emit(command.Record{Stream: command.ErrorStream, Value: record})
	}
}

func (p *parallelRun) emit(r command.Record) error {
	select {
	case p.records <- r:
		return nil
	case <-p.ctx.Done():
		return p.ctx.Err()
	}
}

// wait passes on everything until the last session has ended.
func (p *parallelRun) wait(inv *command.Invocation) error {
	done := make(chan struct{})
	go func() {
		p.running.Wait()
		close(done)
	}()
	for {
		select {
		case r := <-p.records:
			if err := forward(inv, r); err != nil {
				return err
			}
		case <-done:
			return nil
		}
	}
}

func (p *parallelRun) stop() {
	p.cancel()
	p.running.Wait()
}

// forward writes what another session wrote to the same stream of this one.
func forward(inv *command.Invocation, r command.Record) error {
	switch r.Stream {
	case command.ErrorStream:
		if e, ok := r.Value.(*object.ErrorRecord); ok {
			return inv.WriteError(e)
		}
	case command.WarningStream:
		return inv.Warning(object.ToText(r.Value))
	case command.VerboseStream:
		return inv.Verbose(object.ToText(r.Value))
	case command.DebugStream:
		return inv.Debug(object.ToText(r.Value))
	case command.InformationStream:
		return inv.Information(r.Value, r.Tags...)
	case command.ProgressStream:
		if progress, ok := r.Value.(command.Progress); ok {
			return inv.Progress(progress)
		}
	}
	return inv.Write(r.Value)
}
