package interp

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// The streams by number; 7 is progress.
const (
	streamOutput = 1 + iota
	streamError
	streamWarning
	streamVerbose
	streamDebug
	streamInformation
	streamProgress
)

// streams say where the records of a running block go.
type streams struct {
	sinks [8]sink // by stream number; 0 is not used
	// capture are the lists of -ErrorVariable, -WarningVariable and -InformationVariable, by stream number; nil for none.
	capture map[int][]*object.List
	// merged marks streams that were redirected: what is written there is not shown by preference Ignore rules.
	merged [8]bool
}

// newStreams makes the streams of a run from its callbacks.
func newStreams(s Streams) *streams {
	r := &streams{}
	for i := range r.sinks {
		r.sinks[i] = discard{}
	}
	if s.Output != nil {
		r.sinks[streamOutput] = sinkFunc(s.Output)
	}
	if s.Error != nil {
		r.sinks[streamError] = sinkFunc(func(v object.Value) error {
			if e, ok := v.(*object.ErrorRecord); ok {
				return s.Error(e)
			}
			return nil
		})
	}
	r.sinks[streamWarning] = informationalSink(s.Warning)
	r.sinks[streamVerbose] = informationalSink(s.Verbose)
	r.sinks[streamDebug] = informationalSink(s.Debug)
	if s.Information != nil {
		r.sinks[streamInformation] = sinkFunc(func(v object.Value) error {
			if rec, ok := v.(*InformationRecord); ok {
				return s.Information(rec)
			}
			return nil
		})
	}
	if s.Progress != nil {
		r.sinks[streamProgress] = sinkFunc(func(v object.Value) error {
			if p, ok := v.(command.Progress); ok {
				return s.Progress(p)
			}
			return nil
		})
	}
	return r
}

func informationalSink(f func(*InformationalRecord) error) sink {
	if f == nil {
		return discard{}
	}
	return sinkFunc(func(v object.Value) error {
		if rec, ok := v.(*InformationalRecord); ok {
			return f(rec)
		}
		return nil
	})
}

// with is a copy of the streams that edit may change.
func (s *streams) with(edit func(c *streams)) *streams {
	c := *s
	edit(&c)
	return &c
}

// InformationalRecord is a warning, verbose or debug record.
type InformationalRecord struct {
	Message string
	kind    *object.Type
	info    *InvocationInfo
}

// Type implements object.Object.
func (r *InformationalRecord) Type() *object.Type {
	defineEngineMembers()
	return r.kind
}

// InformationRecord is what Write-Information and Write-Host write.
type InformationRecord struct {
	Data   object.Value
	Tags   []string
	Source string
	Time   object.DateTime
}

// Type implements object.Object.
func (r *InformationRecord) Type() *object.Type {
	defineEngineMembers()
	return informationRecordType
}

var (
	informationalType     = object.Define(ns+"InformationalRecord", object.ClassType, nil)
	warningRecordType     = object.Define(ns+"WarningRecord", object.ClassType, informationalType)
	verboseRecordType     = object.Define(ns+"VerboseRecord", object.ClassType, informationalType)
	debugRecordType       = object.Define(ns+"DebugRecord", object.ClassType, informationalType)
	informationRecordType = object.Define(ns+"InformationRecord", object.ClassType, nil)
)

const ns = "System.Management.Automation."

// recordType is the class of the records of a stream.
func recordType(stream int) *object.Type {
	switch stream {
	case streamWarning:
		return warningRecordType
	case streamVerbose:
		return verboseRecordType
	}
	return debugRecordType
}

// ActionPreference values, with PowerShell's numbers.
const (
	actionSilentlyContinue = 0
	actionStop             = 1
	actionContinue         = 2
	actionInquire          = 3
	actionIgnore           = 4
	actionSuspend          = 5
	actionBreak            = 6
)

// actionPreference reads a preference variable.
func (fr *frame) actionPreference(sym *symbol) int {
	v := fr.scope.find(sym)
	if v == nil {
		return actionContinue
	}
	return actionOf(v.value)
}

// actionOf is an ActionPreference given as enum, number or text.
func actionOf(v object.Value) int {
	switch x := object.Base(v).(type) {
	case object.Enum:
		return int(x.Value)
	case int32:
		return int(x)
	case string:
		return actionNamed(x)
	case bool:
		if x {
			return actionContinue
		}
		return actionSilentlyContinue
	}
	return actionContinue
}

func actionNamed(name string) int {
	for i, n := range [...]string{"SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break"} {
		if object.EqualNames(n, name) {
			return i
		}
	}
	return actionContinue
}

// preferenceOf is the preference variable of a stream.
func preferenceOf(stream int) *symbol {
	switch stream {
	case streamWarning:
		return symWarning
	case streamVerbose:
		return symVerbose
	case streamDebug:
		return symDebug
	case streamInformation:
		return symInformation
	}
	return symProgress
}

// emit writes a warning, verbose or debug text as the preference has it.
func (fr *frame) emit(stream int, action int, text string) error {
	record := &InformationalRecord{Message: text, kind: recordType(stream)}
	for _, list := range fr.streams.capture[stream] {
		if action != actionIgnore || stream == streamWarning {
			list.Items = append(list.Items, record)
		}
	}
	switch action {
	case actionSilentlyContinue, actionIgnore:
		return nil
	}
	if err := fr.streams.sinks[stream].write(record); err != nil {
		return err
	}
	return fr.afterRecord(action, stream, text)
}

// stopByPreference is the error of a preference of Stop.
func stopByPreference(preference, text string) error {
	e := object.NewError(ns+"ActionPreferenceStopException", "ActionPreferenceStop", object.OperationStopped,
		"The running command stopped because the preference variable \"%s\" or common parameter is set to Stop: %s", preference, text)
	return e
}
