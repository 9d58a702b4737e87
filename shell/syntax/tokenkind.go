package syntax

// TokenKind says what a token is. Kinds have the names and numbers of PowerShell's TokenKind.
type TokenKind uint8

// The token kinds. The kind of `-eq` is TokIeq, as in PowerShell.
const (
	TokUnknown                TokenKind = 0
	TokVariable               TokenKind = 1
	TokSplattedVariable       TokenKind = 2
	TokParameter              TokenKind = 3
	TokNumber                 TokenKind = 4
	TokLabel                  TokenKind = 5
	TokIdentifier             TokenKind = 6
	TokGeneric                TokenKind = 7
	TokNewLine                TokenKind = 8
	TokLineContinuation       TokenKind = 9
	TokComment                TokenKind = 10
	TokEndOfInput             TokenKind = 11
	TokStringLiteral          TokenKind = 12
	TokStringExpandable       TokenKind = 13
	TokHereStringLiteral      TokenKind = 14
	TokHereStringExpandable   TokenKind = 15
	TokLParen                 TokenKind = 16
	TokRParen                 TokenKind = 17
	TokLCurly                 TokenKind = 18
	TokRCurly                 TokenKind = 19
	TokLBracket               TokenKind = 20
	TokRBracket               TokenKind = 21
	TokAtParen                TokenKind = 22
	TokAtCurly                TokenKind = 23
	TokDollarParen            TokenKind = 24
	TokSemi                   TokenKind = 25
	TokAndAnd                 TokenKind = 26
	TokOrOr                   TokenKind = 27
	TokAmpersand              TokenKind = 28
	TokPipe                   TokenKind = 29
	TokComma                  TokenKind = 30
	TokMinusMinus             TokenKind = 31
	TokPlusPlus               TokenKind = 32
	TokDotDot                 TokenKind = 33
	TokColonColon             TokenKind = 34
	TokDot                    TokenKind = 35
	TokExclaim                TokenKind = 36
	TokMultiply               TokenKind = 37
	TokDivide                 TokenKind = 38
	TokRem                    TokenKind = 39
	TokPlus                   TokenKind = 40
	TokMinus                  TokenKind = 41
	TokEquals                 TokenKind = 42
	TokPlusEquals             TokenKind = 43
	TokMinusEquals            TokenKind = 44
	TokMultiplyEquals         TokenKind = 45
	TokDivideEquals           TokenKind = 46
	TokRemainderEquals        TokenKind = 47
	TokRedirection            TokenKind = 48
	TokRedirectInStd          TokenKind = 49
	TokFormat                 TokenKind = 50
	TokNot                    TokenKind = 51
	TokBnot                   TokenKind = 52
	TokAnd                    TokenKind = 53
	TokOr                     TokenKind = 54
	TokXor                    TokenKind = 55
	TokBand                   TokenKind = 56
	TokBor                    TokenKind = 57
	TokBxor                   TokenKind = 58
	TokJoin                   TokenKind = 59
	TokIeq                    TokenKind = 60
	TokIne                    TokenKind = 61
	TokIge                    TokenKind = 62
	TokIgt                    TokenKind = 63
	TokIlt                    TokenKind = 64
	TokIle                    TokenKind = 65
	TokIlike                  TokenKind = 66
	TokInotlike               TokenKind = 67
	TokImatch                 TokenKind = 68
	TokInotmatch              TokenKind = 69
	TokIreplace               TokenKind = 70
	TokIcontains              TokenKind = 71
	TokInotcontains           TokenKind = 72
	TokIin                    TokenKind = 73
	TokInotin                 TokenKind = 74
	TokIsplit                 TokenKind = 75
	TokCeq                    TokenKind = 76
	TokCne                    TokenKind = 77
	TokCge                    TokenKind = 78
	TokCgt                    TokenKind = 79
	TokClt                    TokenKind = 80
	TokCle                    TokenKind = 81
	TokClike                  TokenKind = 82
	TokCnotlike               TokenKind = 83
	TokCmatch                 TokenKind = 84
	TokCnotmatch              TokenKind = 85
	TokCreplace               TokenKind = 86
	TokCcontains              TokenKind = 87
	TokCnotcontains           TokenKind = 88
	TokCin                    TokenKind = 89
	TokCnotin                 TokenKind = 90
	TokCsplit                 TokenKind = 91
	TokIs                     TokenKind = 92
	TokIsNot                  TokenKind = 93
	TokAs                     TokenKind = 94
	TokPostfixPlusPlus        TokenKind = 95
	TokPostfixMinusMinus      TokenKind = 96
	TokShl                    TokenKind = 97
	TokShr                    TokenKind = 98
	TokColon                  TokenKind = 99
	TokQuestionMark           TokenKind = 100
	TokQuestionQuestionEquals TokenKind = 101
	TokQuestionQuestion       TokenKind = 102
	TokQuestionDot            TokenKind = 103
	TokQuestionLBracket       TokenKind = 104
	TokBegin                  TokenKind = 119
	TokBreak                  TokenKind = 120
	TokCatch                  TokenKind = 121
	TokClass                  TokenKind = 122
	TokContinue               TokenKind = 123
	TokData                   TokenKind = 124
	TokDefine                 TokenKind = 125
	TokDo                     TokenKind = 126
	TokDynamicparam           TokenKind = 127
	TokElse                   TokenKind = 128
	TokElseIf                 TokenKind = 129
	TokEnd                    TokenKind = 130
	TokExit                   TokenKind = 131
	TokFilter                 TokenKind = 132
	TokFinally                TokenKind = 133
	TokFor                    TokenKind = 134
	TokForeach                TokenKind = 135
	TokFrom                   TokenKind = 136
	TokFunction               TokenKind = 137
	TokIf                     TokenKind = 138
	TokIn                     TokenKind = 139
	TokParam                  TokenKind = 140
	TokProcess                TokenKind = 141
	TokReturn                 TokenKind = 142
	TokSwitch                 TokenKind = 143
	TokThrow                  TokenKind = 144
	TokTrap                   TokenKind = 145
	TokTry                    TokenKind = 146
	TokUntil                  TokenKind = 147
	TokUsing                  TokenKind = 148
	TokVar                    TokenKind = 149
	TokWhile                  TokenKind = 150
	TokWorkflow               TokenKind = 151
	TokParallel               TokenKind = 152
	TokSequence               TokenKind = 153
	TokInlineScript           TokenKind = 154
	TokConfiguration          TokenKind = 155
	TokDynamicKeyword         TokenKind = 156
	TokPublic                 TokenKind = 157
	TokPrivate                TokenKind = 158
	TokStatic                 TokenKind = 159
	TokInterface              TokenKind = 160
	TokEnum                   TokenKind = 161
	TokNamespace              TokenKind = 162
	TokModule                 TokenKind = 163
	TokType                   TokenKind = 164
	TokAssembly               TokenKind = 165
	TokCommand                TokenKind = 166
	TokHidden                 TokenKind = 167
	TokBase                   TokenKind = 168
	TokDefault                TokenKind = 169
	TokClean                  TokenKind = 170
)

// String returns PowerShell's name of the kind.
func (k TokenKind) String() string {
	if int(k) < len(tokenKindNames) && tokenKindNames[k] != "" {
		return tokenKindNames[k]
	}
	return "Unknown"
}

var tokenKindNames = [...]string{
	TokUnknown:                "Unknown",
	TokVariable:               "Variable",
	TokSplattedVariable:       "SplattedVariable",
	TokParameter:              "Parameter",
	TokNumber:                 "Number",
	TokLabel:                  "Label",
	TokIdentifier:             "Identifier",
	TokGeneric:                "Generic",
	TokNewLine:                "NewLine",
	TokLineContinuation:       "LineContinuation",
	TokComment:                "Comment",
	TokEndOfInput:             "EndOfInput",
	TokStringLiteral:          "StringLiteral",
	TokStringExpandable:       "StringExpandable",
	TokHereStringLiteral:      "HereStringLiteral",
	TokHereStringExpandable:   "HereStringExpandable",
	TokLParen:                 "LParen",
	TokRParen:                 "RParen",
	TokLCurly:                 "LCurly",
	TokRCurly:                 "RCurly",
	TokLBracket:               "LBracket",
	TokRBracket:               "RBracket",
	TokAtParen:                "AtParen",
	TokAtCurly:                "AtCurly",
	TokDollarParen:            "DollarParen",
	TokSemi:                   "Semi",
	TokAndAnd:                 "AndAnd",
	TokOrOr:                   "OrOr",
	TokAmpersand:              "Ampersand",
	TokPipe:                   "Pipe",
	TokComma:                  "Comma",
	TokMinusMinus:             "MinusMinus",
	TokPlusPlus:               "PlusPlus",
	TokDotDot:                 "DotDot",
	TokColonColon:             "ColonColon",
	TokDot:                    "Dot",
	TokExclaim:                "Exclaim",
	TokMultiply:               "Multiply",
	TokDivide:                 "Divide",
	TokRem:                    "Rem",
	TokPlus:                   "Plus",
	TokMinus:                  "Minus",
	TokEquals:                 "Equals",
	TokPlusEquals:             "PlusEquals",
	TokMinusEquals:            "MinusEquals",
	TokMultiplyEquals:         "MultiplyEquals",
	TokDivideEquals:           "DivideEquals",
	TokRemainderEquals:        "RemainderEquals",
	TokRedirection:            "Redirection",
	TokRedirectInStd:          "RedirectInStd",
	TokFormat:                 "Format",
	TokNot:                    "Not",
	TokBnot:                   "Bnot",
	TokAnd:                    "And",
	TokOr:                     "Or",
	TokXor:                    "Xor",
	TokBand:                   "Band",
	TokBor:                    "Bor",
	TokBxor:                   "Bxor",
	TokJoin:                   "Join",
	TokIeq:                    "Ieq",
	TokIne:                    "Ine",
	TokIge:                    "Ige",
	TokIgt:                    "Igt",
	TokIlt:                    "Ilt",
	TokIle:                    "Ile",
	TokIlike:                  "Ilike",
	TokInotlike:               "Inotlike",
	TokImatch:                 "Imatch",
	TokInotmatch:              "Inotmatch",
	TokIreplace:               "Ireplace",
	TokIcontains:              "Icontains",
	TokInotcontains:           "Inotcontains",
	TokIin:                    "Iin",
	TokInotin:                 "Inotin",
	TokIsplit:                 "Isplit",
	TokCeq:                    "Ceq",
	TokCne:                    "Cne",
	TokCge:                    "Cge",
	TokCgt:                    "Cgt",
	TokClt:                    "Clt",
	TokCle:                    "Cle",
	TokClike:                  "Clike",
	TokCnotlike:               "Cnotlike",
	TokCmatch:                 "Cmatch",
	TokCnotmatch:              "Cnotmatch",
	TokCreplace:               "Creplace",
	TokCcontains:              "Ccontains",
	TokCnotcontains:           "Cnotcontains",
	TokCin:                    "Cin",
	TokCnotin:                 "Cnotin",
	TokCsplit:                 "Csplit",
	TokIs:                     "Is",
	TokIsNot:                  "IsNot",
	TokAs:                     "As",
	TokPostfixPlusPlus:        "PostfixPlusPlus",
	TokPostfixMinusMinus:      "PostfixMinusMinus",
	TokShl:                    "Shl",
	TokShr:                    "Shr",
	TokColon:                  "Colon",
	TokQuestionMark:           "QuestionMark",
	TokQuestionQuestionEquals: "QuestionQuestionEquals",
	TokQuestionQuestion:       "QuestionQuestion",
	TokQuestionDot:            "QuestionDot",
	TokQuestionLBracket:       "QuestionLBracket",
	TokBegin:                  "Begin",
	TokBreak:                  "Break",
	TokCatch:                  "Catch",
	TokClass:                  "Class",
	TokContinue:               "Continue",
	TokData:                   "Data",
	TokDefine:                 "Define",
	TokDo:                     "Do",
	TokDynamicparam:           "Dynamicparam",
	TokElse:                   "Else",
	TokElseIf:                 "ElseIf",
	TokEnd:                    "End",
	TokExit:                   "Exit",
	TokFilter:                 "Filter",
	TokFinally:                "Finally",
	TokFor:                    "For",
	TokForeach:                "Foreach",
	TokFrom:                   "From",
	TokFunction:               "Function",
	TokIf:                     "If",
	TokIn:                     "In",
	TokParam:                  "Param",
	TokProcess:                "Process",
	TokReturn:                 "Return",
	TokSwitch:                 "Switch",
	TokThrow:                  "Throw",
	TokTrap:                   "Trap",
	TokTry:                    "Try",
	TokUntil:                  "Until",
	TokUsing:                  "Using",
	TokVar:                    "Var",
	TokWhile:                  "While",
	TokWorkflow:               "Workflow",
	TokParallel:               "Parallel",
	TokSequence:               "Sequence",
	TokInlineScript:           "InlineScript",
	TokConfiguration:          "Configuration",
	TokDynamicKeyword:         "DynamicKeyword",
	TokPublic:                 "Public",
	TokPrivate:                "Private",
	TokStatic:                 "Static",
	TokInterface:              "Interface",
	TokEnum:                   "Enum",
	TokNamespace:              "Namespace",
	TokModule:                 "Module",
	TokType:                   "Type",
	TokAssembly:               "Assembly",
	TokCommand:                "Command",
	TokHidden:                 "Hidden",
	TokBase:                   "Base",
	TokDefault:                "Default",
	TokClean:                  "Clean",
}

// Text returns how a token of the kind is written, such as "-ieq" or "foreach"; "" when it varies.
func (k TokenKind) Text() string {
	if int(k) < len(tokenTexts) {
		return tokenTexts[k]
	}
	return ""
}

var tokenTexts = [...]string{
	TokLParen:                 "(",
	TokRParen:                 ")",
	TokLCurly:                 "{",
	TokRCurly:                 "}",
	TokLBracket:               "[",
	TokRBracket:               "]",
	TokAtParen:                "@(",
	TokAtCurly:                "@{",
	TokDollarParen:            "$(",
	TokSemi:                   ";",
	TokAndAnd:                 "&&",
	TokOrOr:                   "||",
	TokAmpersand:              "&",
	TokPipe:                   "|",
	TokComma:                  ",",
	TokMinusMinus:             "--",
	TokPlusPlus:               "++",
	TokDotDot:                 "..",
	TokColonColon:             "::",
	TokDot:                    ".",
	TokExclaim:                "!",
	TokMultiply:               "*",
	TokDivide:                 "/",
	TokRem:                    "%",
	TokPlus:                   "+",
	TokMinus:                  "-",
	TokEquals:                 "=",
	TokPlusEquals:             "+=",
	TokMinusEquals:            "-=",
	TokMultiplyEquals:         "*=",
	TokDivideEquals:           "/=",
	TokRemainderEquals:        "%=",
	TokRedirection:            "redirection",
	TokRedirectInStd:          "<",
	TokFormat:                 "-f",
	TokNot:                    "-not",
	TokBnot:                   "-bnot",
	TokAnd:                    "-and",
	TokOr:                     "-or",
	TokXor:                    "-xor",
	TokBand:                   "-band",
	TokBor:                    "-bor",
	TokBxor:                   "-bxor",
	TokJoin:                   "-join",
	TokIeq:                    "-ieq",
	TokIne:                    "-ine",
	TokIge:                    "-ige",
	TokIgt:                    "-igt",
	TokIlt:                    "-ilt",
	TokIle:                    "-ile",
	TokIlike:                  "-ilike",
	TokInotlike:               "-inotlike",
	TokImatch:                 "-imatch",
	TokInotmatch:              "-inotmatch",
	TokIreplace:               "-ireplace",
	TokIcontains:              "-icontains",
	TokInotcontains:           "-inotcontains",
	TokIin:                    "-iin",
	TokInotin:                 "-inotin",
	TokIsplit:                 "-isplit",
	TokCeq:                    "-ceq",
	TokCne:                    "-cne",
	TokCge:                    "-cge",
	TokCgt:                    "-cgt",
	TokClt:                    "-clt",
	TokCle:                    "-cle",
	TokClike:                  "-clike",
	TokCnotlike:               "-cnotlike",
	TokCmatch:                 "-cmatch",
	TokCnotmatch:              "-cnotmatch",
	TokCreplace:               "-creplace",
	TokCcontains:              "-ccontains",
	TokCnotcontains:           "-cnotcontains",
	TokCin:                    "-cin",
	TokCnotin:                 "-cnotin",
	TokCsplit:                 "-csplit",
	TokIs:                     "-is",
	TokIsNot:                  "-isnot",
	TokAs:                     "-as",
	TokPostfixPlusPlus:        "++",
	TokPostfixMinusMinus:      "--",
	TokShl:                    "-shl",
	TokShr:                    "-shr",
	TokColon:                  ":",
	TokQuestionMark:           "?",
	TokQuestionQuestionEquals: "??=",
	TokQuestionQuestion:       "??",
	TokQuestionDot:            "?.",
	TokQuestionLBracket:       "?[",
	TokBegin:                  "begin",
	TokBreak:                  "break",
	TokCatch:                  "catch",
	TokClass:                  "class",
	TokContinue:               "continue",
	TokData:                   "data",
	TokDefine:                 "define",
	TokDo:                     "do",
	TokDynamicparam:           "dynamicparam",
	TokElse:                   "else",
	TokElseIf:                 "elseif",
	TokEnd:                    "end",
	TokExit:                   "exit",
	TokFilter:                 "filter",
	TokFinally:                "finally",
	TokFor:                    "for",
	TokForeach:                "foreach",
	TokFrom:                   "from",
	TokFunction:               "function",
	TokIf:                     "if",
	TokIn:                     "in",
	TokParam:                  "param",
	TokProcess:                "process",
	TokReturn:                 "return",
	TokSwitch:                 "switch",
	TokThrow:                  "throw",
	TokTrap:                   "trap",
	TokTry:                    "try",
	TokUntil:                  "until",
	TokUsing:                  "using",
	TokVar:                    "var",
	TokWhile:                  "while",
	TokWorkflow:               "workflow",
	TokParallel:               "parallel",
	TokSequence:               "sequence",
	TokInlineScript:           "inlinescript",
	TokConfiguration:          "configuration",
	TokPublic:                 "public",
	TokPrivate:                "private",
	TokStatic:                 "static",
	TokInterface:              "interface",
	TokEnum:                   "enum",
	TokNamespace:              "namespace",
	TokModule:                 "module",
	TokType:                   "type",
	TokAssembly:               "assembly",
	TokCommand:                "command",
	TokHidden:                 "hidden",
	TokBase:                   "base",
	TokDefault:                "default",
	TokClean:                  "clean",
}
