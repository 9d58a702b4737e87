package dotnet

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// dataTable is System.Data.DataTable: named columns of a type and rows below them.
type dataTable struct {
	name    string
	columns dataColumns
	rows    dataRows
}

// dataColumn is System.Data.DataColumn.
type dataColumn struct {
	name, caption string
	typ           *object.Type
	otherwise     object.Value // DefaultValue
	required      bool         // AllowDBNull is false
	table         *dataTable
}

// dataRow is System.Data.DataRow; added tells whether it stands in the table yet.
type dataRow struct {
	table  *dataTable
	values map[*dataColumn]object.Value
	added  bool
}

// dataColumns and dataRows are the collections of a table.
type (
	dataColumns struct {
		table *dataTable
		items []*dataColumn
	}
	dataRows struct {
		table *dataTable
		items []*dataRow
	}
)

func dataType(name string) *object.Type { return object.LibraryType("System.Data." + name) }

// Type implements object.Object.
func (*dataTable) Type() *object.Type { return dataType("DataTable") }

// Type implements object.Object.
func (*dataColumn) Type() *object.Type { return dataType("DataColumn") }

// Type implements object.Object.
func (*dataRow) Type() *object.Type { return dataType("DataRow") }

// Type implements object.Object.
func (*dataColumns) Type() *object.Type { return dataType("DataColumnCollection") }

// Type implements object.Object.
func (*dataRows) Type() *object.Type { return dataType("DataRowCollection") }

// Text implements object.Texter.
func (t *dataTable) Text() string { return t.name }

// Text implements object.Texter.
func (c *dataColumn) Text() string { return c.name }

// Each implements object.Enumerable: a table in a pipeline is its rows.
func (t *dataTable) Each(yield func(object.Value) bool) error { return t.rows.Each(yield) }

// Each implements object.Enumerable.
func (c *dataColumns) Each(yield func(object.Value) bool) error { return eachOf(c.items, yield) }

// Each implements object.Enumerable.
func (r *dataRows) Each(yield func(object.Value) bool) error { return eachOf(r.items, yield) }

func eachOf[T object.Value](items []T, yield func(object.Value) bool) error {
	for _, item := range slices.Clone(items) {
		if !yield(item) {
			break
		}
	}
	return nil
}

// column is the column by position or by name.
func (t *dataTable) column(key object.Value) (*dataColumn, error) {
	switch k := object.Base(key).(type) {
	case *dataColumn:
		return k, nil
	case string:
		for _, c := range t.columns.items {
			if strings.EqualFold(c.name, k) {
				return c, nil
			}
		}
		return nil, object.NewException("System.ArgumentException", "Column '%s' does not belong to table %s.", k, t.name)
	}
	i := args{key}.int(0)
	if i < 0 || i >= len(t.columns.items) {
		return nil, object.NewException("System.IndexOutOfRangeException", "Cannot find column %d.", i)
	}
	return t.columns.items[i], nil
}

// AdaptedProperty implements object.Adapter: the columns are a row's properties.
func (r *dataRow) AdaptedProperty(name string) (object.Value, bool) {
	c, err := r.table.column(name)
	if err != nil {
		return nil, false
	}
	return r.at(c), true
}

// SetAdapted implements object.Adapter.
func (r *dataRow) SetAdapted(name string, v object.Value) (bool, error) {
	c, err := r.table.column(name)
	if err != nil {
		return false, nil
	}
	return true, r.set(c, v)
}

// AdaptedMembers implements object.Adapter.
func (r *dataRow) AdaptedMembers() []*object.Member {
	members := make([]*object.Member, len(r.table.columns.items))
	for i, c := range r.table.columns.items {
		members[i] = &object.Member{Name: c.name, Kind: object.PropertyMember, ValueType: c.typ,
			Definition: ShortName(c.typ) + " " + c.name + " {get;set;}",
			Get:        func(object.Value) (object.Value, error) { return r.at(c), nil },
			Set:        func(_, v object.Value) error { return r.set(c, v) }}
	}
	return members
}

func (r *dataRow) at(c *dataColumn) object.Value {
	if v, ok := r.values[c]; ok {
		return v
	}
	if c.otherwise != nil {
		return c.otherwise
	}
	return dbNull{}
}

func (r *dataRow) set(c *dataColumn, v object.Value) error {
	if v = object.Base(v); v == nil {
		v = dbNull{}
	}
	if _, isNull := v.(dbNull); !isNull && !object.TypeOf(v).AssignableTo(c.typ) {
		converted, err := changeType(v, c.typ, object.CurrentCulture)
		if err != nil {
			return object.NewException("System.ArgumentException",
				"%s Couldn't store <%s> in %s Column.  Expected type is %s.", err.Error(), NetText(v), c.name, c.typ.Name())
		}
		v = converted
	}
	r.values[c] = v
	return nil
}

// add puts a row into the table when its columns hold what they must.
func (r *dataRows) add(row *dataRow) error {
	if row.added {
		return object.NewException("System.ArgumentException", "This row already belongs to this table.")
	}
	for _, c := range r.table.columns.items {
		if _, isNull := row.at(c).(dbNull); isNull && c.required {
			return object.NewException("System.Data.NoNullAllowedException", "Column '%s' does not allow nulls.", c.name)
		}
	}
	row.added = true
	r.items = append(r.items, row)
	return nil
}

// addRow is Rows.Add: a row, or the values of one.
func addRow(r *dataRows, a args) (object.Value, error) {
	if row, ok := a.at(0).(*dataRow); ok {
		return object.Nothing, r.add(row)
	}
	values := []object.Value(a)
	if items, ok := a.at(0).(*object.Array); ok && len(a) == 1 {
		values = items.Items
	}
	if len(values) > len(r.table.columns.items) {
		return nil, object.NewException("System.ArgumentException", "Input array is longer than the number of columns in this table.")
	}
	row := r.table.newRow()
	for i, v := range values {
		if v == nil {
			continue
		}
		if err := row.set(r.table.columns.items[i], v); err != nil {
			return nil, err
		}
	}
	return row, r.add(row)
}

func (t *dataTable) newRow() *dataRow {
	return &dataRow{table: t, values: map[*dataColumn]object.Value{}}
}

// addColumn is Columns.Add: a column, or the name and type of one.
func addColumn(c *dataColumns, a args) (object.Value, error) {
	column, ok := a.at(0).(*dataColumn)
	if !ok {
		column = newDataColumn(a)
		if column.name == "" {
			column.name = "Column" + NetText(i32(len(c.items)+1))
		}
	}
	if _, err := c.table.column(column.name); err == nil {
		return nil, object.NewException("System.Data.DuplicateNameException",
			"A column named '%s' already belongs to this DataTable.", column.name)
	}
	column.table = c.table
	c.items = append(c.items, column)
	if ok {
		return object.Nothing, nil
	}
	return column, nil
}

func newDataColumn(a args) *dataColumn {
	c := &dataColumn{name: a.text(0), typ: a.typ(1)}
	if c.typ == nil {
		c.typ = object.TypeString
	}
	return c
}

func dataClass(name string) class {
	switch name {
	case "DataTable":
		return dataTableClass()
	case "DataColumn":
		return dataColumnClass()
	case "DataRow":
		return dataRowClass()
	case "DataColumnCollection":
		return dataColumnsClass()
	case "DataRowCollection":
		return dataRowsClass()
	}
	return class{}
}

func dataTableClass() class {
	return class{
		new: static(func(a args) object.Value {
			t := &dataTable{name: a.text(0)}
			t.columns.table, t.rows.table = t, t
			return t
		}),
		properties: getters{
			"TableName": get(func(t *dataTable) object.Value { return t.name }),
			"Columns":   get(func(t *dataTable) object.Value { return &t.columns }),
			"Rows":      get(func(t *dataTable) object.Value { return &t.rows }),
		},
		setters: setters{"TableName": set(func(t *dataTable, v object.Value) error { t.name = object.ToText(v); return nil })},
		methods: methods{
			"NewRow": do(func(t *dataTable, _ args) object.Value { return t.newRow() }),
			"Clear":  do(func(t *dataTable, _ args) object.Value { t.rows.items = nil; return object.Nothing }),
			"Select": call(selectRows),
			"AcceptChanges": do(func(*dataTable, args) object.Value {
				return object.Nothing
			}),
			"ToString": do(func(t *dataTable, _ args) object.Value { return t.name }),
			"Dispose":  do(func(*dataTable, args) object.Value { return object.Nothing }),
		},
	}
}

func dataColumnClass() class {
	return class{
		new: static(func(a args) object.Value { return newDataColumn(a) }),
		properties: getters{
			"ColumnName":   get(func(c *dataColumn) object.Value { return c.name }),
			"DataType":     get(func(c *dataColumn) object.Value { return c.typ }),
			"AllowDBNull":  get(func(c *dataColumn) object.Value { return !c.required }),
			"DefaultValue": get(func(c *dataColumn) object.Value { return (&dataRow{}).at(c) }),
			"Caption": get(func(c *dataColumn) object.Value {
				if c.caption != "" {
					return c.caption
				}
				return c.name
			}),
			"Ordinal": get(func(c *dataColumn) object.Value {
				if c.table == nil {
					return i32(-1)
				}
				return i32(slices.Index(c.table.columns.items, c))
			}),
			"Table": get(func(c *dataColumn) object.Value {
				if c.table == nil {
					return nil
				}
				return c.table
			}),
		},
		setters: setters{
			"ColumnName":   set(func(c *dataColumn, v object.Value) error { c.name = object.ToText(v); return nil }),
			"Caption":      set(func(c *dataColumn, v object.Value) error { c.caption = object.ToText(v); return nil }),
			"DataType":     set(func(c *dataColumn, v object.Value) error { c.typ, _ = v.(*object.Type); return nil }),
			"AllowDBNull":  set(func(c *dataColumn, v object.Value) error { c.required = !object.ToBool(v); return nil }),
			"DefaultValue": set(func(c *dataColumn, v object.Value) error { c.otherwise = v; return nil }),
		},
		methods: methods{"ToString": do(func(c *dataColumn, _ args) object.Value { return c.name })},
	}
}

func dataRowClass() class {
	return class{
		properties: getters{
			"Table": get(func(r *dataRow) object.Value { return r.table }),
			"ItemArray": get(func(r *dataRow) object.Value {
				items := make([]object.Value, len(r.table.columns.items))
				for i, c := range r.table.columns.items {
					items[i] = r.at(c)
				}
				return object.NewArray(items...)
			}),
			"RowState": get(func(r *dataRow) object.Value {
				if r.added {
					return object.NewEnum("System.Data.DataRowState", 4)
				}
				return object.NewEnum("System.Data.DataRowState", 1)
			}),
			"HasErrors": constant(false), "RowError": constant(""),
		},
		methods: methods{
			"get_Item": call(func(r *dataRow, a args) (object.Value, error) {
				c, err := r.table.column(a.at(0))
				if err != nil {
					return nil, err
				}
				return r.at(c), nil
			}),
			"set_Item": call(func(r *dataRow, a args) (object.Value, error) {
				c, err := r.table.column(a.at(0))
				if err != nil {
					return nil, err
				}
				return object.Nothing, r.set(c, a.at(1))
			}),
			"IsNull": call(func(r *dataRow, a args) (object.Value, error) {
				c, err := r.table.column(a.at(0))
				if err != nil {
					return nil, err
				}
				_, isNull := r.at(c).(dbNull)
				return isNull, nil
			}),
			"Delete": do(func(r *dataRow, _ args) object.Value {
				r.table.rows.items = slices.DeleteFunc(r.table.rows.items, func(o *dataRow) bool { return o == r })
				return object.Nothing
			}),
		},
	}
}

func dataColumnsClass() class {
	return class{
		properties: getters{"Count": get(func(c *dataColumns) object.Value { return i32(len(c.items)) })},
		methods: methods{
			"Add": call(addColumn),
			"get_Item": call(func(c *dataColumns, a args) (object.Value, error) {
				column, err := c.table.column(a.at(0))
				if _, byName := a.at(0).(string); byName && err != nil {
					return nil, nil
				}
				return orError(column, err)
			}),
			"Contains": do(func(c *dataColumns, a args) object.Value {
				_, err := c.table.column(a.text(0))
				return err == nil
			}),
			"IndexOf": do(func(c *dataColumns, a args) object.Value {
				column, err := c.table.column(a.at(0))
				if err != nil {
					return i32(-1)
				}
				return i32(slices.Index(c.items, column))
			}),
			"Remove": call(func(c *dataColumns, a args) (object.Value, error) {
				column, err := c.table.column(a.at(0))
				c.items = slices.DeleteFunc(c.items, func(o *dataColumn) bool { return o == column })
				return object.Nothing, err
			}),
		},
	}
}

func dataRowsClass() class {
	return class{
		properties: getters{"Count": get(func(r *dataRows) object.Value { return i32(len(r.items)) })},
		methods: methods{
			"Add":   call(addRow),
			"Clear": do(func(r *dataRows, _ args) object.Value { r.items = nil; return object.Nothing }),
			"get_Item": call(func(r *dataRows, a args) (object.Value, error) {
				if i := a.int(0); i >= 0 && i < len(r.items) {
					return r.items[i], nil
				}
				return nil, object.NewException("System.IndexOutOfRangeException", "There is no row at position %d.", a.int(0))
			}),
			"Remove": do(func(r *dataRows, a args) object.Value {
				r.items = slices.DeleteFunc(r.items, func(o *dataRow) bool { return object.Value(o) == a.at(0) })
				return object.Nothing
			}),
			"RemoveAt": call(func(r *dataRows, a args) (object.Value, error) {
				i := a.int(0)
				if i < 0 || i >= len(r.items) {
					return nil, object.NewException("System.IndexOutOfRangeException", "There is no row at position %d.", i)
				}
				r.items = slices.Delete(r.items, i, i+1)
				return object.Nothing, nil
			}),
			"InsertAt": call(func(r *dataRows, a args) (object.Value, error) {
				row, ok := a.at(0).(*dataRow)
				if !ok {
					return nil, argumentNull("row")
				}
				if err := r.add(row); err != nil {
					return nil, err
				}
				r.items = r.items[:len(r.items)-1]
				r.items = slices.Insert(r.items, min(max(0, a.int(1)), len(r.items)), row)
				return object.Nothing, nil
			}),
		},
	}
}
