package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

func (c *compiler) backgroundJob(x *syntax.Pipeline) stmtFn {
	return func(*frame) error { return notSupported("a background pipeline") }
}

func steppablePipeline(b *ScriptBlock, args []object.Value) (object.Value, error) {
	return nil, notSupported("GetSteppablePipeline")
}

