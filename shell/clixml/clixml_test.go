package clixml

import (
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

func TestRoundTrip(t *testing.T) {
	table := object.NewHashtable()
	table.Set("a", int32(1))
	bag := object.NewCustomObject(object.ShapeOf("Name", "Tags"), []object.Value{"x < y", object.NewArray("p", int64(2))})
	for _, v := range []object.Value{nil, "text & more", int32(5), 1.5, true, object.TimeSpan(90 * object.TicksPerSecond), table, bag} {
		text := Marshal([]object.Value{v}, 3)
		items, err := Unmarshal(text)
		if err != nil || len(items) != 1 {
			t.Fatalf("%s: %v, %v", text, items, err)
		}
		if again := Marshal([]object.Value{v}, 3); again != text {
			t.Errorf("not the same text twice: %s", again)
		}
		switch v.(type) {
		case *object.Dictionary:
			if n, _ := object.Base(items[0]).(*object.Dictionary).Get("a"); n != object.Value(int32(1)) {
				t.Errorf("entry %v", n)
			}
		case *object.CustomObject:
			if name, _ := items[0].(*object.CustomObject).Get("Name"); name != "x < y" {
				t.Errorf("property %v", name)
			}
		default:
			if items[0] != v {
				t.Errorf("%v came back as %v", v, items[0])
			}
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add(Marshal([]object.Value{"a", int32(1), object.NewHashtable()}, 2))
	f.Add("<Objs><Obj RefId=\"0\"><Ref RefId=\"0\" /></Obj></Objs>")
	f.Add("<Objs><DT>no date</DT><C>x</C></Objs>")
	f.Fuzz(func(t *testing.T, text string) {
		items, err := Unmarshal(text)
		if err == nil {
			_ = items
		}
	})
}
