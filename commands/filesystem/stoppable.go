package filesystem

import (
	"context"
	"io"
)

// stoppable is a reader that fails when the run is stopped, so that the copying of a large file ends with it.
type stoppable struct {
	ctx context.Context
	io.Reader
}

// Read implements io.Reader.
func (r stoppable) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
