package core

import (
	"fmt"
	"strings"
)

// helpDetail is how much of a help page is shown.
type helpDetail uint8

const (
	shortHelp helpDetail = iota
	detailedHelp
	fullHelp
	examplesOnly
)

// commonParametersHelp stands at the end of the parameters of commands that have the common ones.
const commonParametersHelp = "    <CommonParameters>\n" +
	"        This cmdlet supports the common parameters: Verbose, Debug,\n" +
	"        ErrorAction, ErrorVariable, WarningAction, WarningVariable,\n" +
	"        OutBuffer, PipelineVariable, and OutVariable. For more information, see\n" +
	"        about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216).\n    \n"

// helpWriter lays a page out as PowerShell does: titles at the margin, text below them indented, where empty lines are
// indented, too.
type helpWriter struct{ b strings.Builder }

const helpIndent = "    "

func (w *helpWriter) title(text string) { w.b.WriteString(text + "\n") }

// lines writes the lines of texts below a title.
func (w *helpWriter) lines(texts ...string) {
	for _, text := range texts {
		w.b.WriteString(helpIndent + strings.ReplaceAll(text, "\n", "\n"+helpIndent) + "\n")
	}
}

func (w *helpWriter) section(title string, texts ...string) {
	w.title(title)
	w.lines(texts...)
}

// ScreenText is the page as the screen shows it.
func (h *helpPage) ScreenText() string {
	w := &helpWriter{}
	w.title("")
	w.section("NAME", h.name, "")
	if h.bare {
		h.writeBare(w)
		return w.b.String()
	}
	w.section("SYNOPSIS", h.synopsis, "", "")
	if h.detail == examplesOnly {
		h.writeExamples(w)
		return w.b.String()
	}
	h.writeSyntax(w)
	w.section("DESCRIPTION", h.description, "")
	w.title("")
	if len(h.access) > 0 {
		w.section("ACCESS", h.access...)
		w.title("")
	}
	switch h.detail {
	case detailedHelp:
		h.writeParameters(w, false)
		h.writeExamples(w)
	case fullHelp:
		h.writeFull(w)
		return w.b.String()
	default:
		h.writeLinks(w)
	}
	h.writeRemarks(w)
	return w.b.String()
}

// writeBare is the page of a function that nobody has explained.
func (h *helpPage) writeBare(w *helpWriter) {
	h.writeSyntax(w)
	aliases := "None"
	if len(h.aliases) > 0 {
		aliases = strings.Join(h.aliases, "\n")
	}
	w.section("ALIASES", aliases, "")
	w.title("")
	w.section("REMARKS", "None")
	w.title("\n")
}

func (h *helpPage) writeSyntax(w *helpWriter) {
	w.title("SYNTAX")
	for _, line := range h.syntax {
		w.lines(line, "")
	}
	w.lines("")
}

// writeFull is what only -Full shows, from the parameters on.
func (h *helpPage) writeFull(w *helpWriter) {
	h.writeParameters(w, true)
	w.title("INPUTS")
	for _, text := range h.inputs {
		w.lines(text, "", "")
	}
	w.title("OUTPUTS")
	for _, text := range h.outputs {
		w.lines(text, "", "")
	}
	if h.notes != "" {
		w.section("NOTES", "", "", helpIndent+strings.ReplaceAll(h.notes, "\n", "\n"+helpIndent), "")
	}
	h.writeExamples(w)
	h.writeLinks(w)
}

func (h *helpPage) writeParameters(w *helpWriter, full bool) {
	w.title("PARAMETERS")
	for _, p := range h.parameters {
		w.lines(p.text(full))
	}
	if h.advanced {
		w.b.WriteString(commonParametersHelp)
	}
}

func (h *helpPage) writeExamples(w *helpWriter) {
	for i, e := range h.examples {
		w.lines(exampleTitle(i+1), "", e.prompt+e.code, "", e.remarks, "", "")
	}
	if len(h.examples) > 0 {
		w.title("")
	}
}

func exampleTitle(n int) string {
	return fmt.Sprintf("-------------------------- EXAMPLE %d --------------------------", n)
}

func (h *helpPage) writeLinks(w *helpWriter) {
	w.section("RELATED LINKS", h.links...)
	w.title("")
}

// writeRemarks says where there is more.
func (h *helpPage) writeRemarks(w *helpWriter) {
	w.title("REMARKS")
	if len(h.examples) > 0 {
		w.lines("To see the examples, type: \"Get-Help " + h.name + " -Examples\"")
	}
	w.lines("For more information, type: \"Get-Help "+h.name+" -Detailed\"", "For technical information, type: \"Get-Help "+h.name+" -Full\"")
	if h.onlineAddress() != "" {
		w.lines("For online help, type: \"Get-Help " + h.name + " -Online\"")
	}
	w.title("")
}

// text describes the parameter; full with everything that a caller may want to know.
func (p *parameterHelp) text(full bool) string {
	value := " <" + p.typeName + ">"
	if p.isSwitch() {
		value = " [<SwitchParameter>]"
	}
	text := "-" + p.name + value + "\n" + helpIndent
	if p.help != "" {
		text += strings.ReplaceAll(p.help, "\n", "\n"+helpIndent) + "\n" + helpIndent
	}
	if !full {
		return text
	}
	for _, row := range [][2]string{
		{"Required?", p.required}, {"Position?", p.position}, {"Default value", p.byDefault}, {"Accept pipeline input?", p.pipeline},
		{"Aliases", strings.Join(p.aliases, ", ")}, {"Accept wildcard characters?", p.globbing},
	} {
		text += fmt.Sprintf("\n%s%-29s%s", helpIndent, row[0], row[1])
	}
	return text + "\n" + helpIndent
}

// ScreenText is the parameter as the screen shows it.
func (p *parameterHelp) ScreenText() string { return "\n" + p.text(true) + "\n\n" }
