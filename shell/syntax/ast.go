package syntax

// Extent is a span of the source text, as byte offsets: Start is inclusive, End exclusive.
// [Source] turns offsets into lines, columns and the UTF-16 offsets that PowerShell reports.
type Extent struct{ Start, End int32 }

// Span returns the extent itself; embedding Extent makes a type a located thing.
func (e Extent) Span() Extent { return e }

// Len returns the length in bytes.
func (e Extent) Len() int { return int(e.End - e.Start) }

// Contains reports whether the byte offset lies within the extent; both ends count as inside, because a cursor
// stands between characters.
func (e Extent) Contains(offset int32) bool { return e.Start <= offset && offset <= e.End }

// Node is any piece of the tree.
type Node interface {
	// Span returns where the node stands in the source.
	Span() Extent
	// children calls visit for every direct child in source order.
	children(visit func(Node))
}

// Statement is a node that can stand in a statement list (StatementAst). What PowerShell calls PipelineBaseAst
// (a condition, the right side of an assignment, the value of a hashtable entry) is a Statement here.
type Statement interface {
	Node
	statement()
}

// CommandElement is a word of a command: any [Expression], or a [CommandParameter].
type CommandElement interface {
	Node
	commandElement()
}

// Expression is a node with a value (ExpressionAst).
type Expression interface {
	CommandElement
	expression()
}

// PipelineElement is one stage of a pipeline: a [Command] or a [CommandExpression] (CommandBaseAst).
type PipelineElement interface {
	Statement
	pipelineElement()
}

// AttributeBase is an [Attribute] or a [TypeConstraint].
type AttributeBase interface {
	Node
	attribute()
}

// Redirection is a [FileRedirection] or a [MergingRedirection].
type Redirection interface {
	Node
	redirection()
}

// Member is a member of a class or enum: a [PropertyMember] or a [FunctionMember].
type Member interface {
	Node
	member()
}

// ScriptBlock is a whole script, the body of a function, or the inside of a script block expression.
// A body without named blocks is the End block with Unnamed set; a filter's is the Process block.
type ScriptBlock struct {
	Extent
	Source          *Source
	UsingStatements []*UsingStatement
	Attributes      []*Attribute
	ParamBlock      *ParamBlock // nil when there is none
	DynamicParam    *NamedBlock // nil when absent, like the four below
	Begin           *NamedBlock
	Process         *NamedBlock
	End             *NamedBlock
	Clean           *NamedBlock
	Requirements    *Requirements // from #Requires comments; only on a whole script, nil when there are none
}

// ParamBlock is `param(...)` with the attributes before it, such as [CmdletBinding()].
type ParamBlock struct {
	Extent
	Attributes []*Attribute
	Parameters []*Parameter
}

// Parameter is one parameter of a param block, function or method.
type Parameter struct {
	Extent
	Attributes []AttributeBase // attributes and type constraints in source order
	Name       *VariableExpression
	Default    Expression // nil when there is none
}

// NamedBlock is begin, process, end, clean or dynamicparam, or the unnamed body of a script block.
type NamedBlock struct {
	Extent
	Kind       TokenKind // TokBegin, TokProcess, TokEnd, TokClean or TokDynamicparam
	Unnamed    bool
	Statements []Statement
	Traps      []*TrapStatement
}

// StatementBlock is a braced list of statements.
type StatementBlock struct {
	Extent
	Statements []Statement
	Traps      []*TrapStatement
}

// UsingKind is what a using statement brings in.
type UsingKind uint8

// The kinds of using statement, numbered as UsingStatementKind.
const (
	UsingAssembly UsingKind = iota
	UsingCommand
	UsingModule
	UsingNamespace
	UsingType
)

// UsingStatement is `using namespace X`, `using module X`, `using assembly X`, or `using module @{...}`.
type UsingStatement struct {
	Extent
	Kind                UsingKind
	Name                *StringConstantExpression // nil when ModuleSpecification is given
	Alias               *StringConstantExpression
	ModuleSpecification *HashtableExpression
}

// Attribute is `[Name(positional, Named = value)]`.
type Attribute struct {
	Extent
	TypeName            *TypeName
	PositionalArguments []Expression
	NamedArguments      []*NamedAttributeArgument
}

// NamedAttributeArgument is `Name = value` or the bare `Name`, which means $true.
type NamedAttributeArgument struct {
	Extent
	Name              string
	Argument          Expression // the constant $true when omitted
	ExpressionOmitted bool
}

// TypeConstraint is `[type]` before a parameter, variable or property, a return type, a base type or a catch type.
type TypeConstraint struct {
	Extent
	TypeName *TypeName
}

// TypeName is a type as written: a plain name, a generic `Name[A,B]` (GenericArguments), or an array `T[,]`
// (ElementType and Rank; Name is empty).
type TypeName struct {
	Extent
	Name             string
	AssemblyName     string
	GenericArguments []*TypeName
	ElementType      *TypeName
	Rank             int
}

// IfStatement is if/elseif/else.
type IfStatement struct {
	Extent
	Clauses []IfClause
	Else    *StatementBlock // nil when absent
}

// IfClause is a condition with its block.
type IfClause struct {
	Condition Statement
	Body      *StatementBlock
}

// WhileStatement is `while (condition) {}`.
type WhileStatement struct {
	Extent
	Label     string
	Condition Statement
	Body      *StatementBlock
}

// DoWhileStatement is `do {} while (condition)`.
type DoWhileStatement struct {
	Extent
	Label     string
	Condition Statement
	Body      *StatementBlock
}

// DoUntilStatement is `do {} until (condition)`.
type DoUntilStatement struct {
	Extent
	Label     string
	Condition Statement
	Body      *StatementBlock
}

// ForStatement is `for (init; condition; iterator) {}`; each of the three may be nil.
type ForStatement struct {
	Extent
	Label       string
	Initializer Statement
	Condition   Statement
	Iterator    Statement
	Body        *StatementBlock
}

// ForEachStatement is `foreach ($v in collection) {}`.
type ForEachStatement struct {
	Extent
	Label         string
	Variable      *VariableExpression
	Condition     Statement // the collection
	Body          *StatementBlock
	ThrottleLimit Expression // of the refused -parallel form
	Parallel      bool
}

// SwitchFlags are the options of a switch statement.
type SwitchFlags uint8

// The flags of a switch statement, numbered as PowerShell's.
const (
	SwitchFile          SwitchFlags = 1
	SwitchRegex         SwitchFlags = 2
	SwitchWildcard      SwitchFlags = 4
	SwitchExact         SwitchFlags = 8
	SwitchCaseSensitive SwitchFlags = 16
	SwitchParallel      SwitchFlags = 32
)

// SwitchStatement is `switch -flags (value) { cases }`; under SwitchFile the condition names a file.
type SwitchStatement struct {
	Extent
	Label     string
	Flags     SwitchFlags
	Condition Statement
	Clauses   []SwitchClause
	Default   *StatementBlock // nil when absent
}

// SwitchClause is one case: a value, or a script block expression as predicate.
type SwitchClause struct {
	Test Expression
	Body *StatementBlock
}

// TryStatement is try/catch/finally.
type TryStatement struct {
	Extent
	Body    *StatementBlock
	Catches []*CatchClause
	Finally *StatementBlock // nil when absent
}

// CatchClause is `catch [type], [type] {}`; no types catch everything.
type CatchClause struct {
	Extent
	CatchTypes []*TypeConstraint
	Body       *StatementBlock
}

// TrapStatement is `trap [type] {}`; TrapType is nil for all errors. It stands in its block's Traps.
type TrapStatement struct {
	Extent
	TrapType *TypeConstraint
	Body     *StatementBlock
}

// BreakStatement is `break` with an optional label.
type BreakStatement struct {
	Extent
	Label Expression
}

// ContinueStatement is `continue` with an optional label.
type ContinueStatement struct {
	Extent
	Label Expression
}

// ReturnStatement is `return` with an optional pipeline.
type ReturnStatement struct {
	Extent
	Pipeline Statement
}

// ExitStatement is `exit` with an optional pipeline.
type ExitStatement struct {
	Extent
	Pipeline Statement
}

// ThrowStatement is `throw` with an optional pipeline; without one it rethrows inside a catch block.
type ThrowStatement struct {
	Extent
	Pipeline Statement
}

// FunctionDefinition is a function, filter or workflow, and also the shape of a class's method.
type FunctionDefinition struct {
	Extent
	Name       string
	NameExtent Extent
	IsFilter   bool
	IsWorkflow bool
	Parameters []*Parameter // those in parentheses after the name; nil when there are none
	Body       *ScriptBlock
}

// TypeKind tells class, enum and interface apart.
type TypeKind uint8

// The kinds of type definition, numbered as TypeAttributes.
const (
	TypeClass     TypeKind = 1
	TypeInterface TypeKind = 2
	TypeEnum      TypeKind = 4
)

// TypeDefinition is `class`, `enum` or `interface`.
type TypeDefinition struct {
	Extent
	Kind       TypeKind
	Name       string
	NameExtent Extent
	Attributes []*Attribute
	BaseTypes  []*TypeConstraint // for an enum its underlying type
	Members    []Member
}

// MemberModifiers are the modifiers of a class member.
type MemberModifiers uint8

// Modifiers of members, numbered as PropertyAttributes and MethodAttributes.
const (
	MemberPublic  MemberModifiers = 1
	MemberPrivate MemberModifiers = 2
	MemberStatic  MemberModifiers = 0x10
	MemberLiteral MemberModifiers = 0x20 // an enum's value
	MemberHidden  MemberModifiers = 0x40
)

// PropertyMember is a property of a class, or a value of an enum.
type PropertyMember struct {
	Extent
	Name         string
	NameExtent   Extent
	Type         *TypeConstraint // nil when untyped
	Attributes   []*Attribute
	Modifiers    MemberModifiers
	InitialValue Expression // nil when absent
}

// FunctionMember is a method or constructor of a class; a constructor bears the class's name.
type FunctionMember struct {
	Extent
	Function    *FunctionDefinition
	ReturnType  *TypeConstraint // nil when untyped
	Attributes  []*Attribute
	Modifiers   MemberModifiers
	Constructor bool
	BaseCall    *BaseCtorInvokeMemberExpression // `: base(...)`; nil when not written
}

// DataStatement is `data Name -SupportedCommand X {}`.
type DataStatement struct {
	Extent
	Variable        string
	CommandsAllowed []Expression
	Body            *StatementBlock
}

// BlockStatement is `parallel {}` or `sequence {}`, which PowerShell 7 parses and refuses.
type BlockStatement struct {
	Extent
	Kind TokenKind
	Body *StatementBlock
}

// ConfigurationDefinition is `configuration Name {}`.
type ConfigurationDefinition struct {
	Extent
	Name Expression
	Body *ScriptBlock
}

// Pipeline is one or more elements joined by `|`. An expression used as a statement is a pipeline of one
// [CommandExpression]; see [PureExpression].
type Pipeline struct {
	Extent
	Elements   []PipelineElement
	Background bool
}

// PipelineChain is `left && right` or `left || right`, nested to the left.
type PipelineChain struct {
	Extent
	Left       Statement // *Pipeline or *PipelineChain
	Right      Statement // *Pipeline
	Operator   TokenKind // TokAndAnd or TokOrOr
	Background bool
}

// AssignmentStatement is `left op right`; assignments chain through Right.
type AssignmentStatement struct {
	Extent
	Left         Expression // variable, member, index, array literal of these, or one under casts and attributes
	Operator     TokenKind  // TokEquals, TokPlusEquals, ...
	OperatorSpan Extent
	Right        Statement
}

// Command is a command with its words. The first element is the name (or an expression giving it).
type Command struct {
	Extent
	InvocationOperator TokenKind // TokAmpersand, TokDot, or TokUnknown when there is none
	Elements           []CommandElement
	Redirections       []Redirection
}

// CommandExpression is an expression as a pipeline element.
type CommandExpression struct {
	Extent
	Expression   Expression
	Redirections []Redirection
}

// CommandParameter is `-Name` or `-Name:argument` on a command.
type CommandParameter struct {
	Extent
	Name        string // without dash and colon
	Argument    Expression
	ErrorExtent Extent // the parameter without its argument
}

// RedirectionStream is a stream number; StreamAll is `*`.
type RedirectionStream uint8

// The streams, numbered as PowerShell's.
const (
	StreamAll RedirectionStream = iota
	StreamOutput
	StreamError
	StreamWarning
	StreamVerbose
	StreamDebug
	StreamInformation
)

// MergingRedirection is `2>&1`.
type MergingRedirection struct {
	Extent
	From, To RedirectionStream
}

// FileRedirection is `> file` or `>> file`.
type FileRedirection struct {
	Extent
	From     RedirectionStream
	Append   bool
	Location Expression
}

// TernaryExpression is `condition ? a : b`.
type TernaryExpression struct {
	Extent
	Condition, IfTrue, IfFalse Expression
}

// BinaryExpression is `left op right`. `-eq` and `-ieq` are the same operator, TokIeq.
type BinaryExpression struct {
	Extent
	Operator     TokenKind
	OperatorSpan Extent
	Left, Right  Expression
}

// UnaryExpression is a prefix operator, or `$x++`/`$x--` (TokPostfixPlusPlus, TokPostfixMinusMinus).
type UnaryExpression struct {
	Extent
	Operator TokenKind
	Child    Expression
}

// ConvertExpression is a cast, `[type]child`.
type ConvertExpression struct {
	Extent
	Type  *TypeConstraint
	Child Expression
}

// AttributedExpression is `[attribute()]child`.
type AttributedExpression struct {
	Extent
	Attribute AttributeBase
	Child     Expression
}

// TypeExpression is a type literal, `[int]`.
type TypeExpression struct {
	Extent
	TypeName *TypeName
}

// ConstantExpression is a number, or a value folded from one. Value is an int8, uint8, int16, uint16, int32, uint32,
// int64, uint64, float64, decimal.Decimal or *big.Int. A word in a command's arguments that reads as a number keeps
// its text in the source, which is what a string parameter gets.
type ConstantExpression struct {
	Extent
	Value any
}

// StringConstantKind is the way a string was written.
type StringConstantKind uint8

// The ways to write a string, numbered as StringConstantType.
const (
	SingleQuoted StringConstantKind = iota
	SingleQuotedHereString
	DoubleQuoted
	DoubleQuotedHereString
	BareWord
)

// StringConstantExpression is a string without anything to expand, or a bare word.
type StringConstantExpression struct {
	Extent
	Value string
	Kind  StringConstantKind
}

// ExpandableStringExpression is a string with variables or subexpressions in it. Parts holds it in order: literal
// runs as *StringConstantExpression (with escapes resolved), the rest as the nested *VariableExpression,
// *UsingExpression or *SubExpression. A literal run's extent is approximate when it has escapes.
type ExpandableStringExpression struct {
	Extent
	Value string // the text with escapes resolved and nested parts as written
	Kind  StringConstantKind
	Parts []Expression
}

// ScopeQualifier is the scope written before a variable's name.
type ScopeQualifier uint8

// The scope qualifiers.
const (
	ScopeNone ScopeQualifier = iota
	ScopeGlobal
	ScopeLocal
	ScopePrivate
	ScopeScript
	ScopeVariable // `variable:name`, the variable drive
	ScopeUsing
	ScopeWorkflow
)

// VariablePath is a variable's name taken apart (VariablePath in PowerShell).
type VariablePath struct {
	UserPath string         // everything as written, without braces
	Name     string         // what follows the scope or drive
	Scope    ScopeQualifier // ScopeNone when there is none or a drive is given
	Drive    string         // the drive of `$env:PATH`, empty for a variable
}

// IsVariable reports whether the path names a variable and not an item of a drive.
func (p VariablePath) IsVariable() bool { return p.Drive == "" }

// VariableExpression is `$name`, `${any name}` or the splatted `@name`.
type VariableExpression struct {
	Extent
	VariablePath
	Splatted bool
}

// MemberExpression is `target.member` or `[type]::member`.
type MemberExpression struct {
	Extent
	Expression      Expression
	Member          Expression // a bare word, or the expression giving the name
	Static          bool
	NullConditional bool
}

// InvokeMemberExpression is a method call. A script block or hashtable right after the name is its one argument.
type InvokeMemberExpression struct {
	Extent
	Expression           Expression
	Member               Expression
	Static               bool
	NullConditional      bool
	Arguments            []Expression
	GenericTypeArguments []*TypeName
}

// BaseCtorInvokeMemberExpression is the `base(...)` call of a constructor.
type BaseCtorInvokeMemberExpression struct {
	Extent
	BaseKeyword Extent
	Arguments   []Expression
}

// IndexExpression is `target[index]`.
type IndexExpression struct {
	Extent
	Target          Expression
	Index           Expression
	NullConditional bool
}

// ArrayLiteral is `a, b` or `,a`.
type ArrayLiteral struct {
	Extent
	Elements []Expression
}

// ArrayExpression is `@(...)`.
type ArrayExpression struct {
	Extent
	SubExpression *StatementBlock
}

// SubExpression is `$(...)`.
type SubExpression struct {
	Extent
	SubExpression *StatementBlock
}

// ParenExpression is `(pipeline)`.
type ParenExpression struct {
	Extent
	Pipeline Statement
}

// HashtableExpression is `@{ key = value }`.
type HashtableExpression struct {
	Extent
	Pairs []HashtablePair
}

// HashtablePair is one entry of a hashtable.
type HashtablePair struct {
	Key   Expression
	Value Statement
}

// ScriptBlockExpression is `{ ... }` as a value.
type ScriptBlockExpression struct {
	Extent
	ScriptBlock *ScriptBlock
}

// UsingExpression is `$using:name` with what may follow it.
type UsingExpression struct {
	Extent
	SubExpression Expression
}

// ErrorStatement stands for a statement that could not be parsed, with the pieces that could.
type ErrorStatement struct {
	Extent
	Kind       TokenKind // the statement's keyword, or TokUnknown
	Flags      map[string]Node
	Conditions []Node
	Bodies     []Node
	NestedAst  []Node
}

// ErrorExpression stands for an expression that could not be parsed, with the pieces that could.
type ErrorExpression struct {
	Extent
	NestedAst []Node
}

// PureExpression returns the expression a statement consists of, or nil when it is anything else: a command, a
// longer pipeline, a background pipeline, or an expression with redirections.
func PureExpression(s Statement) Expression {
	p, ok := s.(*Pipeline)
	if !ok || p.Background || len(p.Elements) != 1 {
		return nil
	}
	ce, ok := p.Elements[0].(*CommandExpression)
	if !ok || len(ce.Redirections) != 0 {
		return nil
	}
	return ce.Expression
}
