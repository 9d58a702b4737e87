package syntax

import "strings"

// TokenFlags are properties of a token. They have the names and numbers of PowerShell's TokenFlags.
type TokenFlags uint32

// The token flags. The low four bits are the precedence of a binary operator.
const (
	FlagBinaryPrecedenceLogical          TokenFlags = 0x1
	FlagBinaryPrecedenceBitwise          TokenFlags = 0x2
	FlagBinaryPrecedenceComparison       TokenFlags = 0x5
	FlagBinaryPrecedenceCoalesce         TokenFlags = 0x7
	FlagBinaryPrecedenceAdd              TokenFlags = 0x9
	FlagBinaryPrecedenceMultiply         TokenFlags = 0xA
	FlagBinaryPrecedenceFormat           TokenFlags = 0xC
	FlagBinaryPrecedenceRange            TokenFlags = 0xD
	FlagKeyword                          TokenFlags = 0x10
	FlagScriptBlockBlockName             TokenFlags = 0x20
	FlagBinaryOperator                   TokenFlags = 0x100
	FlagUnaryOperator                    TokenFlags = 0x200
	FlagCaseSensitiveOperator            TokenFlags = 0x400
	FlagTernaryOperator                  TokenFlags = 0x800
	FlagSpecialOperator                  TokenFlags = 0x1000
	FlagAssignmentOperator               TokenFlags = 0x2000
	FlagParseModeInvariant               TokenFlags = 0x8000
	FlagTokenInError                     TokenFlags = 0x10000
	FlagDisallowedInRestrictedMode       TokenFlags = 0x20000
	FlagPrefixOrPostfixOperator          TokenFlags = 0x40000
	FlagCommandName                      TokenFlags = 0x80000
	FlagMemberName                       TokenFlags = 0x100000
	FlagTypeName                         TokenFlags = 0x200000
	FlagAttributeName                    TokenFlags = 0x400000
	FlagCanConstantFold                  TokenFlags = 0x800000
	FlagStatementDoesntSupportAttributes TokenFlags = 0x1000000

	flagPrecedenceMask TokenFlags = 0xF
)

// String returns the names of the flags as .NET writes them: in ascending order, or "None".
func (f TokenFlags) String() string {
	if f == 0 {
		return "None"
	}
	var names []string
	if name := precedenceName(f & flagPrecedenceMask); name != "" {
		names = append(names, name)
	}
	for _, n := range tokenFlagNames {
		if f&n.flag != 0 {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, ", ")
}

func precedenceName(f TokenFlags) string {
	switch f {
	case FlagBinaryPrecedenceLogical:
		return "BinaryPrecedenceLogical"
	case FlagBinaryPrecedenceBitwise:
		return "BinaryPrecedenceBitwise"
	case FlagBinaryPrecedenceComparison:
		return "BinaryPrecedenceComparison"
	case FlagBinaryPrecedenceCoalesce:
		return "BinaryPrecedenceCoalesce"
	case FlagBinaryPrecedenceAdd:
		return "BinaryPrecedenceAdd"
	case FlagBinaryPrecedenceMultiply:
		return "BinaryPrecedenceMultiply"
	case FlagBinaryPrecedenceFormat:
		return "BinaryPrecedenceFormat"
	case FlagBinaryPrecedenceRange:
		return "BinaryPrecedenceRange"
	}
	return ""
}

var tokenFlagNames = [...]struct {
	flag TokenFlags
	name string
}{
	{FlagKeyword, "Keyword"},
	{FlagScriptBlockBlockName, "ScriptBlockBlockName"},
	{FlagBinaryOperator, "BinaryOperator"},
	{FlagUnaryOperator, "UnaryOperator"},
	{FlagCaseSensitiveOperator, "CaseSensitiveOperator"},
	{FlagTernaryOperator, "TernaryOperator"},
	{FlagSpecialOperator, "SpecialOperator"},
	{FlagAssignmentOperator, "AssignmentOperator"},
	{FlagParseModeInvariant, "ParseModeInvariant"},
	{FlagTokenInError, "TokenInError"},
	{FlagDisallowedInRestrictedMode, "DisallowedInRestrictedMode"},
	{FlagPrefixOrPostfixOperator, "PrefixOrPostfixOperator"},
	{FlagCommandName, "CommandName"},
	{FlagMemberName, "MemberName"},
	{FlagTypeName, "TypeName"},
	{FlagAttributeName, "AttributeName"},
	{FlagCanConstantFold, "CanConstantFold"},
	{FlagStatementDoesntSupportAttributes, "StatementDoesntSupportAttributes"},
}

// Traits returns the flags that every token of the kind has.
func (k TokenKind) Traits() TokenFlags {
	if int(k) < len(tokenTraits) {
		return tokenTraits[k]
	}
	return 0
}

func (k TokenKind) has(f TokenFlags) bool { return k.Traits()&f != 0 }

func (k TokenKind) precedence() int { return int(k.Traits() & flagPrecedenceMask) }

var tokenTraits = [...]TokenFlags{
	TokNewLine:                FlagParseModeInvariant,
	TokLineContinuation:       FlagParseModeInvariant,
	TokComment:                FlagParseModeInvariant,
	TokEndOfInput:             FlagParseModeInvariant,
	TokStringLiteral:          FlagParseModeInvariant,
	TokStringExpandable:       FlagParseModeInvariant,
	TokHereStringLiteral:      FlagParseModeInvariant,
	TokHereStringExpandable:   FlagParseModeInvariant,
	TokLParen:                 FlagParseModeInvariant,
	TokRParen:                 FlagParseModeInvariant,
	TokLCurly:                 FlagParseModeInvariant,
	TokRCurly:                 FlagParseModeInvariant,
	TokRBracket:               FlagParseModeInvariant,
	TokAtParen:                FlagParseModeInvariant,
	TokAtCurly:                FlagParseModeInvariant,
	TokDollarParen:            FlagParseModeInvariant,
	TokSemi:                   FlagParseModeInvariant,
	TokAndAnd:                 FlagParseModeInvariant,
	TokOrOr:                   FlagParseModeInvariant,
	TokAmpersand:              FlagSpecialOperator | FlagParseModeInvariant,
	TokPipe:                   FlagSpecialOperator | FlagParseModeInvariant,
	TokComma:                  FlagUnaryOperator | FlagParseModeInvariant,
	TokMinusMinus:             FlagUnaryOperator | FlagPrefixOrPostfixOperator | FlagDisallowedInRestrictedMode,
	TokPlusPlus:               FlagUnaryOperator | FlagPrefixOrPostfixOperator | FlagDisallowedInRestrictedMode,
	TokDotDot:                 FlagBinaryOperator | FlagBinaryPrecedenceRange | FlagDisallowedInRestrictedMode,
	TokColonColon:             FlagSpecialOperator | FlagDisallowedInRestrictedMode,
	TokDot:                    FlagSpecialOperator | FlagDisallowedInRestrictedMode,
	TokExclaim:                FlagUnaryOperator | FlagCanConstantFold,
	TokMultiply:               FlagBinaryOperator | FlagBinaryPrecedenceMultiply | FlagCanConstantFold,
	TokDivide:                 FlagBinaryOperator | FlagBinaryPrecedenceMultiply | FlagCanConstantFold,
	TokRem:                    FlagBinaryOperator | FlagBinaryPrecedenceMultiply | FlagCanConstantFold,
	TokPlus:                   FlagBinaryOperator | FlagUnaryOperator | FlagBinaryPrecedenceAdd | FlagCanConstantFold,
	TokMinus:                  FlagBinaryOperator | FlagUnaryOperator | FlagBinaryPrecedenceAdd | FlagCanConstantFold,
	TokEquals:                 FlagAssignmentOperator,
	TokPlusEquals:             FlagAssignmentOperator,
	TokMinusEquals:            FlagAssignmentOperator,
	TokMultiplyEquals:         FlagAssignmentOperator,
	TokDivideEquals:           FlagAssignmentOperator,
	TokRemainderEquals:        FlagAssignmentOperator,
	TokRedirection:            FlagDisallowedInRestrictedMode,
	TokRedirectInStd:          FlagParseModeInvariant | FlagDisallowedInRestrictedMode,
	TokFormat:                 FlagBinaryOperator | FlagBinaryPrecedenceFormat | FlagDisallowedInRestrictedMode,
	TokNot:                    FlagUnaryOperator | FlagCanConstantFold,
	TokBnot:                   FlagUnaryOperator | FlagCanConstantFold,
	TokAnd:                    FlagBinaryOperator | FlagBinaryPrecedenceLogical | FlagCanConstantFold,
	TokOr:                     FlagBinaryOperator | FlagBinaryPrecedenceLogical | FlagCanConstantFold,
	TokXor:                    FlagBinaryOperator | FlagBinaryPrecedenceLogical | FlagCanConstantFold,
	TokBand:                   FlagBinaryOperator | FlagBinaryPrecedenceBitwise | FlagCanConstantFold,
	TokBor:                    FlagBinaryOperator | FlagBinaryPrecedenceBitwise | FlagCanConstantFold,
	TokBxor:                   FlagBinaryOperator | FlagBinaryPrecedenceBitwise | FlagCanConstantFold,
	TokJoin:                   FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode | FlagUnaryOperator,
	TokIeq:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIne:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIge:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIgt:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIlt:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIle:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIlike:                  FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokInotlike:               FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokImatch:                 FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode,
	TokInotmatch:              FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode,
	TokIreplace:               FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode,
	TokIcontains:              FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokInotcontains:           FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIin:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokInotin:                 FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIsplit:                 FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode | FlagUnaryOperator,
	TokCeq:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCne:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCge:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCgt:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokClt:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCle:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokClike:                  FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCnotlike:               FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCmatch:                 FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode | FlagCaseSensitiveOperator,
	TokCnotmatch:              FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode | FlagCaseSensitiveOperator,
	TokCreplace:               FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode | FlagCaseSensitiveOperator,
	TokCcontains:              FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCnotcontains:           FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCin:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCnotin:                 FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCaseSensitiveOperator,
	TokCsplit:                 FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode | FlagUnaryOperator | FlagCaseSensitiveOperator,
	TokIs:                     FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokIsNot:                  FlagBinaryOperator | FlagBinaryPrecedenceComparison,
	TokAs:                     FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagDisallowedInRestrictedMode,
	TokPostfixPlusPlus:        FlagUnaryOperator | FlagPrefixOrPostfixOperator | FlagDisallowedInRestrictedMode,
	TokPostfixMinusMinus:      FlagUnaryOperator | FlagPrefixOrPostfixOperator | FlagDisallowedInRestrictedMode,
	TokShl:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCanConstantFold,
	TokShr:                    FlagBinaryOperator | FlagBinaryPrecedenceComparison | FlagCanConstantFold,
	TokColon:                  FlagSpecialOperator | FlagDisallowedInRestrictedMode,
	TokQuestionMark:           FlagTernaryOperator | FlagDisallowedInRestrictedMode,
	TokQuestionQuestionEquals: FlagAssignmentOperator,
	TokQuestionQuestion:       FlagBinaryOperator | FlagBinaryPrecedenceCoalesce,
	TokQuestionDot:            FlagSpecialOperator | FlagDisallowedInRestrictedMode,
	TokBegin:                  FlagKeyword | FlagScriptBlockBlockName,
	TokBreak:                  FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokCatch:                  FlagKeyword,
	TokClass:                  FlagKeyword,
	TokContinue:               FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokData:                   FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokDefine:                 FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokDo:                     FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokDynamicparam:           FlagKeyword | FlagScriptBlockBlockName,
	TokElse:                   FlagKeyword,
	TokElseIf:                 FlagKeyword,
	TokEnd:                    FlagKeyword | FlagScriptBlockBlockName,
	TokExit:                   FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokFilter:                 FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokFinally:                FlagKeyword,
	TokFor:                    FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokForeach:                FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokFrom:                   FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokFunction:               FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokIf:                     FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokIn:                     FlagKeyword,
	TokParam:                  FlagKeyword,
	TokProcess:                FlagKeyword | FlagScriptBlockBlockName,
	TokReturn:                 FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokSwitch:                 FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokThrow:                  FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokTrap:                   FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokTry:                    FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokUntil:                  FlagKeyword,
	TokUsing:                  FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokVar:                    FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokWhile:                  FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokWorkflow:               FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokParallel:               FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokSequence:               FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokInlineScript:           FlagKeyword | FlagStatementDoesntSupportAttributes,
	TokConfiguration:          FlagKeyword,
	TokPublic:                 FlagKeyword,
	TokPrivate:                FlagKeyword,
	TokStatic:                 FlagKeyword,
	TokInterface:              FlagKeyword,
	TokEnum:                   FlagKeyword,
	TokNamespace:              FlagKeyword,
	TokModule:                 FlagKeyword,
	TokType:                   FlagKeyword,
	TokAssembly:               FlagKeyword,
	TokCommand:                FlagKeyword,
	TokHidden:                 FlagKeyword,
	TokBase:                   FlagKeyword,
	TokDefault:                FlagKeyword,
	TokClean:                  FlagKeyword | FlagScriptBlockBlockName,
}
