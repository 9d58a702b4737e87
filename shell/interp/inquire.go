package interp

import "github.com/partnershell/partnershell/shell/object"

// inquireChoices are the answers to whether a command that wrote a record goes on, errorChoices those to what becomes
// of a failed statement's error.
var (
	inquireChoices = []choice{confirmations[0], confirmations[1], newChoice("&Halt Command", "Stop this command.")}
	errorChoices   = []choice{
		newChoice("&Continue", "Display the error message, and then continue."),
		newChoice("S&ilent Continue", "Continue without the error message."),
		newChoice("&Break", "Stop with this error."),
	}
)

// inquire asks whether the command that wrote a record goes on: the preference Inquire.
func (fr *frame) inquire(message string) error {
	if message == "" {
		message = "Continue with this operation?"
	}
	n, err := (&hostUI{rt: fr.rt}).choose("Confirm", message, inquireChoices, 0)
	if err == nil && n == 2 {
		err = object.NewError(ns+"ActionPreferenceStopException", "ActionPreferenceStop", object.OperationStopped,
			"The running command stopped because the user selected the Stop option.")
	}
	return err
}

// inquireStatement asks what becomes of a failed statement's error.
func (fr *frame) inquireStatement(e *object.ErrorRecord) error {
	n, err := (&hostUI{rt: fr.rt}).choose("Action to take for this exception:", e.Error(), errorChoices, 0)
	switch {
	case err != nil:
		return err
	case n == 1:
		fr.rt.remember(e)
		return nil
	case n == 2:
		return e
	}
	return fr.report(e)
}

// afterRecord does what a preference asks for when a warning or other record has been written.
func (fr *frame) afterRecord(action, stream int, text string) error {
	switch action {
	case actionStop:
		return stopByPreference(preferenceOf(stream).name, text)
	case actionInquire:
		return fr.inquire("")
	}
	return nil
}
