package syntax

func check(p *parser, tree *ScriptBlock) {}
