package filesystem

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

const automation = "System.Management.Automation."

// failure is an error about one target.
func failure(class, id string, category object.ErrorCategory, target object.Value, format string, args ...any) *object.ErrorRecord {
	e := object.NewError(class, id, category, format, args...)
	e.Target = target
	return e
}

func pathNotFound(p place) *object.ErrorRecord { return pathTextNotFound(p.String()) }

func pathTextNotFound(path string) *object.ErrorRecord {
	return failure(automation+"ItemNotFoundException", "PathNotFound", object.ObjectNotFound, path,
		"Cannot find path '%s' because it does not exist.", path)
}

func driveNotFound(name string) *object.ErrorRecord {
	return failure(automation+"DriveNotFoundException", "DriveNotFound", object.ObjectNotFound, name,
		"Cannot find drive. A drive with the name '%s' does not exist.", name)
}

func providerNotFound(name string) *object.ErrorRecord {
	return failure(automation+"ProviderNotFoundException", "ProviderNotFound", object.ObjectNotFound, name,
		"Cannot find a provider with the name '%s'.", name)
}

// badArgument is PowerShell's error for an argument that cannot be: it ends the command.
func badArgument(name string) *object.ErrorRecord {
	return object.NewError(automation+"PSArgumentException", "Argument", object.InvalidArgument,
		"Cannot process argument because the value of argument \"%s\" is not valid. "+
			"Change the value of the \"%[1]s\" argument and run the operation again.", name)
}

// badArgumentText is the same with a text of its own.
func badArgumentText(text string) *object.ErrorRecord {
	return object.NewError(automation+"PSArgumentException", "Argument", object.InvalidArgument, "%s", text)
}

// notSupported says that a drive's provider lacks an operation.
func notSupported(text string) *object.ErrorRecord {
	return object.NewError(automation+"PSNotSupportedException", "NotSupported", object.NotImplemented, "%s", text)
}

// noInterface says that a command does not work on the drive at all.
func noInterface(what string) *object.ErrorRecord {
	return notSupported("Cannot use interface. The " + what + " interface is not supported by this provider.")
}

// ioException is the .NET exception of a failed operation on a file.
func ioException(err error, path string) *object.Exception {
	var pathError *fs.PathError
	var linkError *os.LinkError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, statErr := os.Stat(filepath.Dir(path)); statErr != nil {
			return object.NewException("System.IO.DirectoryNotFoundException", "Could not find a part of the path '%s'.", path)
		}
		return object.NewException("System.IO.FileNotFoundException", "Could not find file '%s'.", path)
	case errors.Is(err, fs.ErrPermission):
		return object.NewException("System.UnauthorizedAccessException", "Access to the path '%s' is denied.", path)
	case errors.Is(err, fs.ErrExist):
		return object.NewException("System.IO.IOException", "The file '%s' already exists.", path)
	case errors.Is(err, syscall.ENOTDIR):
		return object.NewException("System.IO.DirectoryNotFoundException", "Could not find a part of the path '%s'.", path)
	case errors.As(err, &pathError):
		err = pathError.Err
	case errors.As(err, &linkError):
		err = linkError.Err
	}
	return object.NewException("System.IO.IOException", "%s : '%s'", err.Error(), path)
}

// isDenied reports whether an exception is about permissions.
func isDenied(e *object.Exception) bool {
	return e.Class.FullName() == "System.UnauthorizedAccessException"
}

// ioFailure is a failed operation on a file as the provider reports it: one id for refusals, another for the rest.
func ioFailure(err error, path, deniedID, otherID string) *object.ErrorRecord {
	exception := ioException(err, path)
	if isDenied(exception) {
		return &object.ErrorRecord{Exception: exception, ID: deniedID, Category: object.PermissionDenied, Target: path}
	}
	return &object.ErrorRecord{Exception: exception, ID: otherID, Category: object.WriteError, Target: path}
}

// terminating is an error that ends the command, where others end only what is done with one item.
type terminating struct{ record *object.ErrorRecord }

// Error implements error.
func (t terminating) Error() string { return t.record.Error() }

// report writes an error about one item and goes on. One that ends the command is handed back; so are the engine's
// own: that somebody further down has thrown, that the user has had enough.
func report(inv *command.Invocation, err error) error {
	switch e := err.(type) {
	case terminating:
		return e.record
	case *object.ErrorRecord:
		if e.Thrown || e.Position.Line > 0 { // has been through the engine
			return e
		}
		return inv.WriteError(e)
	}
	return err
}

// confirmed asks as -WhatIf and -Confirm have it. That nobody can be asked ends the command.
func confirmed(inv *command.Invocation, target, action string) (bool, error) {
	ok, err := inv.ShouldProcess(target, action)
	return ok, ending(err)
}

// ending makes an error one that ends the command.
func ending(err error) error {
	if record, ok := err.(*object.ErrorRecord); ok {
		return terminating{record}
	}
	return err
}

// refuseCredential ends a command that was given -Credential, as the file system's provider does.
func refuseCredential(v object.Value) error {
	if object.IsNull(v) {
		return nil
	}
	return notSupported("The FileSystem provider supports credentials only on the New-PSDrive cmdlet. " +
		"Perform the operation again without specifying credentials.")
}
