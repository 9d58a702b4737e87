package syntax

// keywordKind returns the kind of a keyword in lower case, or TokUnknown for any other word.
func keywordKind(word string) TokenKind {
	switch word {
	case "assembly":
		return TokAssembly
	case "base":
		return TokBase
	case "begin":
		return TokBegin
	case "break":
		return TokBreak
	case "catch":
		return TokCatch
	case "class":
		return TokClass
	case "clean":
		return TokClean
	case "command":
		return TokCommand
	case "configuration":
		return TokConfiguration
	case "continue":
		return TokContinue
	case "data":
		return TokData
	case "default":
		return TokDefault
	case "define":
		return TokDefine
	case "do":
		return TokDo
	case "dynamicparam":
		return TokDynamicparam
	case "else":
		return TokElse
	case "elseif":
		return TokElseIf
	case "end":
		return TokEnd
	case "enum":
		return TokEnum
	case "exit":
		return TokExit
	case "filter":
		return TokFilter
	case "finally":
		return TokFinally
	case "for":
		return TokFor
	case "foreach":
		return TokForeach
	case "from":
		return TokFrom
	case "function":
		return TokFunction
	case "hidden":
		return TokHidden
	case "if":
		return TokIf
	case "in":
		return TokIn
	case "inlinescript":
		return TokInlineScript
	case "interface":
		return TokInterface
	case "module":
		return TokModule
	case "namespace":
		return TokNamespace
	case "parallel":
		return TokParallel
	case "param":
		return TokParam
	case "private":
		return TokPrivate
	case "process":
		return TokProcess
	case "public":
		return TokPublic
	case "return":
		return TokReturn
	case "sequence":
		return TokSequence
	case "static":
		return TokStatic
	case "switch":
		return TokSwitch
	case "throw":
		return TokThrow
	case "trap":
		return TokTrap
	case "try":
		return TokTry
	case "type":
		return TokType
	case "until":
		return TokUntil
	case "using":
		return TokUsing
	case "var":
		return TokVar
	case "while":
		return TokWhile
	case "workflow":
		return TokWorkflow
	}
	return TokUnknown
}

// operatorKind returns the kind of a dash operator (without its dash, lower case), or TokUnknown.
func operatorKind(word string) TokenKind {
	switch word {
	case "and":
		return TokAnd
	case "as":
		return TokAs
	case "band":
		return TokBand
	case "bnot":
		return TokBnot
	case "bor":
		return TokBor
	case "bxor":
		return TokBxor
	case "ccontains":
		return TokCcontains
	case "ceq":
		return TokCeq
	case "cge":
		return TokCge
	case "cgt":
		return TokCgt
	case "cin":
		return TokCin
	case "cle":
		return TokCle
	case "clike":
		return TokClike
	case "clt":
		return TokClt
	case "cmatch":
		return TokCmatch
	case "cne":
		return TokCne
	case "cnotcontains":
		return TokCnotcontains
	case "cnotin":
		return TokCnotin
	case "cnotlike":
		return TokCnotlike
	case "cnotmatch":
		return TokCnotmatch
	case "creplace":
		return TokCreplace
	case "csplit":
		return TokCsplit
	case "f":
		return TokFormat
	case "icontains", "contains":
		return TokIcontains
	case "ieq", "eq":
		return TokIeq
	case "ige", "ge":
		return TokIge
	case "igt", "gt":
		return TokIgt
	case "iin", "in":
		return TokIin
	case "ile", "le":
		return TokIle
	case "ilike", "like":
		return TokIlike
	case "ilt", "lt":
		return TokIlt
	case "imatch", "match":
		return TokImatch
	case "ine", "ne":
		return TokIne
	case "inotcontains", "notcontains":
		return TokInotcontains
	case "inotin", "notin":
		return TokInotin
	case "inotlike", "notlike":
		return TokInotlike
	case "inotmatch", "notmatch":
		return TokInotmatch
	case "ireplace", "replace":
		return TokIreplace
	case "is":
		return TokIs
	case "isnot":
		return TokIsNot
	case "isplit", "split":
		return TokIsplit
	case "join":
		return TokJoin
	case "not":
		return TokNot
	case "or":
		return TokOr
	case "shl":
		return TokShl
	case "shr":
		return TokShr
	case "xor":
		return TokXor
	}
	return TokUnknown
}
