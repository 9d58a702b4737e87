package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// class is what the members of a type do.
type class struct {
	// new makes an object; t in the function that makes the class is the type to make.
	new method
	// methods and statics are keyed by method name; get_Item and set_Item are the indexer.
	methods, statics methods
	// properties and staticProperties read.
	properties, staticProperties getters
	// setters and staticSetters write.
	setters, staticSetters setters
	// extra are PowerShell's type-data members and others that members.txt does not declare.
	extra []*object.Member
	// hidden declares properties that a type has only as members of its interfaces: "Length int". They come last.
	hidden []string
	// record is set for types of recordsText: the defaults of their properties.
	record []string
	// order names the properties in .NET's order, where members.txt has them sorted.
	order []string
}

type (
	method  = func(recv object.Value, a args) (object.Value, error)
	getter  = func(recv object.Value) (object.Value, error)
	setter  = func(recv, v object.Value) error
	methods map[string]method
	getters map[string]getter
	setters map[string]setter
)

// get makes a getter of a function of the receiver's Go type.
func get[R any](f func(R) object.Value) getter {
	return func(recv object.Value) (object.Value, error) {
		r, ok := recv.(R)
		if !ok {
			return nil, object.ErrNotImplemented
		}
		return f(r), nil
	}
}

// tryGet is get for properties that may fail.
func tryGet[R any](f func(R) (object.Value, error)) getter {
	return func(recv object.Value) (object.Value, error) {
		r, ok := recv.(R)
		if !ok {
			return nil, object.ErrNotImplemented
		}
		return f(r)
	}
}

// set makes a setter of a function of the receiver's Go type.
func set[R any](f func(R, object.Value) error) setter {
	return func(recv, v object.Value) error {
		r, ok := recv.(R)
		if !ok {
			return object.ErrNotImplemented
		}
		return f(r, v)
	}
}

// call makes a method of a function of the receiver's Go type.
func call[R any](f func(R, args) (object.Value, error)) method {
	return func(recv object.Value, a args) (object.Value, error) {
		r, ok := recv.(R)
		if !ok {
			return nil, object.ErrNotImplemented
		}
		return f(r, a)
	}
}

// do is call for methods that cannot fail.
func do[R any](f func(R, args) object.Value) method {
	return func(recv object.Value, a args) (object.Value, error) {
		r, ok := recv.(R)
		if !ok {
			return nil, object.ErrNotImplemented
		}
		return f(r, a), nil
	}
}

// static makes a static method of a function that cannot fail.
func static(f func(a args) object.Value) method {
	return func(_ object.Value, a args) (object.Value, error) { return f(a), nil }
}

// try makes a static method of a function that may fail.
func try(f func(a args) (object.Value, error)) method {
	return func(_ object.Value, a args) (object.Value, error) { return f(a) }
}

// constant is a static property that never changes.
func constant(v object.Value) getter {
	return func(object.Value) (object.Value, error) { return v, nil }
}

// value is a static property that is worked out when read.
func value(f func() object.Value) getter {
	return func(object.Value) (object.Value, error) { return f(), nil }
}

// declared makes a method that members.txt lacks: those that .NET's arrays have only as members of IList, whose
// signatures name it. One without a function is only shown.
func declared(signature string, f method) *object.Member {
	name := methodName(signature)
	o := object.Overload{Signature: signature}
	if f != nil {
		o.Call = func(recv object.Value, a []object.Value) (object.Value, error) { return f(recv, a) }
	}
	return &object.Member{Name: name[strings.LastIndexByte(name, '.')+1:], Kind: object.MethodMember, Overloads: []object.Overload{o}}
}

// over adds the members of base to c where c has none of its own.
func (c class) over(base class) class {
	if c.new == nil {
		c.new = base.new
	}
	c.methods = merge(c.methods, base.methods)
	c.statics = merge(c.statics, base.statics)
	c.properties = merge(c.properties, base.properties)
	c.staticProperties = merge(c.staticProperties, base.staticProperties)
	c.setters = merge(c.setters, base.setters)
	c.staticSetters = merge(c.staticSetters, base.staticSetters)
	c.extra = append(c.extra, base.extra...)
	return c
}

// orElse is over, where members that both have go to base's when c's do not know the receiver: one .NET type that is
// two here.
func (c class) orElse(base class) class {
	both := c.over(base)
	for name, first := range c.properties {
		if second := base.properties[name]; second != nil {
			both.properties[name] = func(recv object.Value) (object.Value, error) {
				v, err := first(recv)
				if err == object.ErrNotImplemented {
					return second(recv)
				}
				return v, err
			}
		}
	}
	for name, first := range c.methods {
		if second := base.methods[name]; second != nil {
			both.methods[name] = func(recv object.Value, a args) (object.Value, error) {
				v, err := first(recv, a)
				if err == object.ErrNotImplemented {
					return second(recv, a)
				}
				return v, err
			}
		}
	}
	return both
}

func merge[M ~map[string]F, F any](own, base M) M {
	if len(base) == 0 {
		return own
	}
	all := make(M, len(own)+len(base))
	for name, f := range base {
		all[name] = f
	}
	for name, f := range own {
		all[name] = f
	}
	return all
}
