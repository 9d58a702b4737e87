package utility

import (
	"errors"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func newObjectCommand() *command.Command {
	return &command.Command{
		Name: "New-Object", Class: "Microsoft.PowerShell.Commands.NewObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Makes an object of a .NET type.",
		Description: "Calls the constructor that fits the arguments and then sets the properties given. Of COM " +
			"classes the two that scripts commonly use for pop-ups and known folders are answered.",
		Examples: []command.Example{
			{Code: `New-Object System.Collections.ArrayList`, Remarks: "An empty list."},
			{Code: `New-Object psobject -Property @{Name='a'; Size=1}`, Remarks: "A custom object."},
		},
		New:        func() command.Processor { return &newObject{} },
		DefaultSet: "Net",
	}
}

// newObject is New-Object: makes an object of a .NET type.
type newObject struct {
	ComObject    string             `ps:"notempty set=Com pos=0 mandatory" help:"The COM class: WScript.Shell or Shell.Application."`
	TypeName     string             `ps:"set=Net pos=0 mandatory" help:"The type."`
	ArgumentList []object.Value     `ps:"alias=Args set=Net pos=1" help:"The constructor's arguments."`
	Strict       object.Switch      `ps:"set=Com" help:"Fails if the COM class is answered by another library."`
	Property     *object.Dictionary `ps:"type=System.Collections.IDictionary" help:"Properties to set afterwards."`
}

// Process implements command.Processor.
func (c *newObject) Process(inv *command.Invocation) error {
	v, err := c.make(inv)
	if err != nil {
		return err
	}
	if c.Property != nil {
		if v, err = setProperties(v, c.Property); err != nil {
			return err
		}
	}
	return inv.Write(v)
}

func (c *newObject) make(inv *command.Invocation) (object.Value, error) {
	if inv.Set == "Com" {
		return newComObject(inv, c.ComObject)
	}
	t := interp.RuntimeOf(inv).LookupType(c.TypeName)
	if t == nil {
		e := object.NewError("System.Management.Automation.PSArgumentException", "TypeNotFound", object.InvalidType,
			"Cannot find type [%s]: verify that the assembly containing this type is loaded.", c.TypeName)
		return nil, e
	}
	if t == object.TypePSObject || t == object.TypeCustomObject {
		if len(c.ArgumentList) == 1 {
			return object.Wrap(c.ArgumentList[0]), nil
		}
		return object.NewCustomObject(object.EmptyShape, nil), nil
	}
	return construct(t, c.ArgumentList)
}

// construct calls the constructor that fits.
func construct(t *object.Type, arguments []object.Value) (object.Value, error) {
	v, err := object.New(t, arguments)
	if err == nil {
		return v, nil
	}
	record, ok := err.(*object.ErrorRecord)
	if !ok {
		if !errors.As(err, &record) {
			return nil, err
		}
		return nil, constructorThrew(record, len(arguments)) // of a script's class
	}
	if strings.HasPrefix(record.ID, "MethodCountCouldNotFindBest") || strings.Contains(record.ID, "CtorNotFound") ||
		record.ID == "MethodNotFound" || strings.Contains(record.ID, "Abstract") {
		return nil, object.NewError("System.Management.Automation.PSArgumentException", "CannotFindAppropriateCtor",
			object.ObjectNotFound, "A constructor was not found. Cannot find an appropriate constructor for type %s.",
			object.ToText(t))
	}
	e := *record
	e.ID, e.Category = "ConstructorInvokedThrowException", object.InvalidOperation
	return nil, &e
}

// constructorThrew is the error of a script's constructor as New-Object reports it.
func constructorThrew(cause *object.ErrorRecord, arguments int) error {
	e := object.NewError("System.Management.Automation.MethodInvocationException", "ConstructorInvokedThrowException",
		object.InvalidOperation, "Exception calling \".ctor\" with \"%d\" argument(s): \"%s\"", arguments, cause.Exception.Message)
	e.Exception.Inner = cause.Exception
	return e
}

// setProperties sets the properties that a table names; a property bag gets those it does not have.
func setProperties(v object.Value, table *object.Dictionary) (object.Value, error) {
	bag, isBag := v.(*object.CustomObject)
	for _, entry := range table.Entries() {
		name := object.ToText(entry.Key)
		if isBag {
			bag.Set(name, entry.Value)
			continue
		}
		m := object.FindMember(v, name)
		if m == nil || m.IsMethod() && !isProperty(m) {
			return nil, object.NewError("System.InvalidOperationException", "InvalidOperationException", object.InvalidOperation,
				`The member "%s" was not found for the specified .NET object.`, name)
		}
		if err := object.SetProperty(v, name, entry.Value); err != nil {
			return nil, err
		}
	}
	return v, nil
}
