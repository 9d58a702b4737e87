package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// redirection is a compiled redirection.
type redirection struct {
	from, to syntax.RedirectionStream
	merge    bool
	append   bool
	file     evalFn
}

func (c *compiler) redirection(r syntax.Redirection) redirection {
	switch x := r.(type) {
	case *syntax.MergingRedirection:
		return redirection{from: x.From, to: x.To, merge: true}
	case *syntax.FileRedirection:
		return redirection{from: x.From, append: x.Append, file: c.expr(x.Location)}
	}
	return redirection{}
}

// fileSink writes what a redirection sends to a file, through Out-File.
type fileSink struct {
	run   *pipelineRun
	stage stage
	began bool
}

func (f *fileSink) write(v object.Value) error {
	if err := f.open(); err != nil {
		return err
	}
	return f.stage.process(v)
}

func (f *fileSink) open() error {
	if f.began {
		return nil
	}
	f.began = true
	return f.stage.begin()
}

// endFiles finishes the files.
func endFiles(files []*fileSink) error {
	for _, f := range files {
		if err := f.open(); err != nil {
			return err
		}
		if err := f.stage.end(); err != nil {
			return err
		}
	}
	return nil
}

// closeFiles lets go of the files, finished or not.
func closeFiles(files []*fileSink) error {
	var first error
	for _, f := range files {
		if err := f.stage.close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// redirect is where output and streams of a command go under its redirections.
func (fr *frame) redirect(list []redirection, out sink, st *streams) (sink, *streams, []*fileSink, error) {
	if len(list) == 0 {
		return out, st, nil, nil
	}
	c := *st
	var files []*fileSink
	for _, r := range list {
		to, file, err := fr.redirectTarget(r, out)
		if err != nil {
			return nil, nil, nil, err
		}
		if file != nil {
			files = append(files, file)
		}
		for i := streamOutput; i <= streamInformation; i++ {
			if r.from != syntax.StreamAll && int(r.from) != i {
				continue
			}
			if i == streamOutput {
				if !r.merge {
					out = to
				}
				continue
			}
			c.sinks[i], c.merged[i] = to, true
		}
	}
	return out, &c, files, nil
}

// redirectTarget is the sink that a redirection means.
func (fr *frame) redirectTarget(r redirection, out sink) (sink, *fileSink, error) {
	if r.merge {
		return out, nil, nil
	}
	v, err := r.file(fr)
	if err != nil {
		return nil, nil, err
	}
	if object.IsNull(v) {
		return discard{}, nil, nil
	}
	if fr.rt.options.NoFiles {
		return nil, nil, notSupported("redirection to a file here")
	}
	file, err := fr.outFile(v, r.append)
	return file, file, err
}

// outFile makes the Out-File command behind a redirection.
func (fr *frame) outFile(path object.Value, appending bool) (*fileSink, error) {
	cmd := fr.rt.registry.Find("Out-File")
	if cmd == nil {
		return nil, notSupported("redirection to a file without Out-File")
	}
	call := &commandCall{name: "Out-File", at: fr.pos, ast: &syntax.Command{Extent: fr.pos}}
	call.args = []argument{{name: "FilePath", isName: true, attached: true, value: constant(object.ToText(path))}}
	if appending {
		call.args = append(call.args, argument{name: "Append", isName: true})
	}
	s, err := newCmdletRun(fr, call, &resolved{kind: isCmdlet, name: "Out-File", cmd: cmd}, discard{}, fr.streams, 0, 1, true)
	if err != nil {
		return nil, err
	}
	return &fileSink{stage: s}, nil
}
