// Package repl is the interactive prompt, on go-prompt: it reads a line with completion and history, asks for more
// while the input is incomplete, hands it to the session, and puts the terminal back as it found it.
//
// It knows neither the language nor the commands: the session tells what is incomplete, package complete what fits.
package repl
