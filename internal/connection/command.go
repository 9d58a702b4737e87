package connection

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// ServiceName is the name under which a session offers its connection to commands.
const ServiceName = "connection"

// Of is the connection of the session that a command runs in. While the services make the command wait, the host
// shows it.
func Of(engine command.Engine) (*Connection, error) {
	c, ok := engine.Service(ServiceName).(*Connection)
	if !ok {
		return nil, object.NewError("System.InvalidOperationException", "NoConnectionService", object.InvalidOperation,
			"This session has no connection to Microsoft 365.")
	}
	host := engine.Host()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.onWait = func(p rest.Pause) {
		host.Progress(command.Progress{Activity: "Waiting " + p.Delay.Round(100*time.Millisecond).String(),
			Status: string(p.Cause), Percent: -1, SecondsRemaining: int(p.Delay.Seconds())})
	}
	return c, nil
}

// ErrorRecord is an error of the services as PowerShell reports errors: its id and category say what kind of refusal
// it is, and its recommended action what to do. The pipeline's own errors and nil are handed back as they are.
func ErrorRecord(err error) error {
	var record *object.ErrorRecord
	var flow interface{ ControlFlow() bool }
	switch {
	case err == nil, errors.As(err, &record), errors.As(err, &flow),
		errors.Is(err, context.Canceled), errors.Is(err, command.ErrEnough):
		return err
	}
	return Record(err)
}

// Record is ErrorRecord for an error that is known to be a service's or this package's.
func Record(err error) *object.ErrorRecord {
	var refused *rest.Error
	var entraError *entra.Error
	switch {
	case errors.Is(err, ErrNotConnected):
		e := object.NewError("System.InvalidOperationException", "NotConnected", object.ConnectionError, "%s",
			"You are not signed in. Run Connect-PartnerCenter first.")
		e.Recommended = "Connect-PartnerCenter"
		return e
	case errors.As(err, &refused):
		return refusedRecord(refused)
	case errors.As(err, &entraError):
		id := "SignInRefused"
		if entraError.Code != 0 {
			id = fmt.Sprintf("AADSTS%d", entraError.Code)
		}
		e := object.NewError("System.Security.Authentication.AuthenticationException", id, object.AuthenticationError,
			"%s", entraError.Error())
		e.Recommended = entraError.Advice()
		return e
	}
	return object.NewError("System.InvalidOperationException", "RequestFailed", object.ConnectionError, "%s", Sentence(err))
}

// Sentence is an error's text as a sentence for the screen.
func Sentence(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	if rest := text[size:]; rest != "" && !strings.HasSuffix(rest, ".") {
		text += "."
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// refusedRecord is a service's refusal; its message names what is missing, and the service's own code is the id.
func refusedRecord(r *rest.Error) *object.ErrorRecord {
	category := object.InvalidResult
	switch {
	case r.Forbidden():
		category = object.PermissionDenied
	case r.NotFound():
		category = object.ObjectNotFound
	case r.Throttled():
		category = object.LimitsExceeded
	case r.TimedOut():
		category = object.OperationTimeout
	case r.Status == 400:
		category = object.InvalidArgument
	}
	id := r.Code
	if id == "" {
		id = fmt.Sprintf("HTTP%d", r.Status)
	}
	e := object.NewError("System.Net.Http.HttpRequestException", id, category, "%s", r.Error())
	e.Target = r.Path
	for _, gap := range r.Gaps {
		if gap.Grantor != "" {
			e.Recommended = gap.Grantor
			break
		}
	}
	return e
}
