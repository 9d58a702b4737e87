package object

import (
	"slices"
	"testing"
)

func TestPascalNames(t *testing.T) {
	r := NewJSONReader(JSONOptions{PascalNames: true, TypeName: "Microsoft.Graph.SignIn"})
	for _, text := range []string{
		`{"createdDateTime":"2026-01-02T03:04:05Z","status":{"errorCode":0},"riskEventTypes_v2":[],"@odata.type":"x","steps":[{"succeeded":true}]}`,
		`{"createdDateTime":null,"status":{"errorCode":7},"riskEventTypes_v2":[],"@odata.type":"x","steps":[]}`,
	} {
		o, err := r.Record([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if names := o.Shape().Names(); !slices.Equal(names, []string{"CreatedDateTime", "Status", "RiskEventTypes_v2", "@odata.type", "Steps"}) {
			t.Error(names)
		}
		status, _ := o.Get("status")
		if names := status.(*CustomObject).Shape().Names(); !slices.Equal(names, []string{"ErrorCode"}) {
			t.Error(names)
		}
		if names := TypeNames(o); names[0] != "Microsoft.Graph.SignIn" {
			t.Error(names)
		}
		if extended := AddTypeName(o, "Other"); TypeNames(extended)[0] != "Other" {
			t.Error(TypeNames(extended))
		}
	}
	if again, _ := r.Record([]byte(`{}`)); !slices.Equal(TypeNames(again)[:1], []string{"Microsoft.Graph.SignIn"}) {
		t.Error("one object's type name has reached the others")
	}
}
