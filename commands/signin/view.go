package signin

import (
	"reflect"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

var registerView = sync.OnceFunc(func() {
	object.DeclareRecord(recordType, reflect.TypeFor[record]())
	render.RegisterView(recordType, func() *render.View {
		return &render.View{Name: "SignIn", Shape: render.TableShape, Items: []render.Item{
			{Property: "CreatedDateTime", Width: 20, Format: "yyyy-MM-dd HH:mm:ssZ"},
			{Property: "UserPrincipalName"}, {Property: "AppDisplayName"}, {Property: "ClientAppUsed"},
			{Label: "Factors", Property: "AuthenticationRequirement", Value: factors, Width: 7},
			{Label: "Status", Property: "Status", Value: status},
		}}
	})
})

// factors shortens authenticationRequirement.
func factors(v object.Value) (object.Value, error) {
	switch requirement, _ := member(v, "AuthenticationRequirement"); requirement {
	case "multiFactorAuthentication":
		return "multi", nil
	case "singleFactorAuthentication":
		return "single", nil
	default:
		return requirement, nil
	}
}

// status is Success, or the error's number and reason.
func status(v object.Value) (object.Value, error) {
	outcome, _ := member(v, "Status")
	code, _ := member(outcome, "ErrorCode")
	if code == int64(0) {
		return "Success", nil
	}
	reason, _ := member(outcome, "FailureReason")
	return object.ToText(code) + " " + object.ToText(reason), nil
}

func member(v object.Value, name string) (object.Value, bool) {
	o, ok := object.Base(v).(*object.CustomObject)
	if !ok {
		return nil, false
	}
	return o.Get(name)
}
