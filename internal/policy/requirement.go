package policy

import (
	_ "embed" // requirements.json
	"encoding/json"
	"fmt"
	"sync"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

//go:embed requirements.json
var source []byte

// Source is the text of the requirements, for people who want to read what is judged.
func Source() []byte { return source }

// Requirement is one thing that is required. Its expressions, in the language of github.com/expr-lang/expr, are over
// the names of Facts.
type Requirement struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Remedy    string `json:"remedy"`
	Reference string `json:"reference"`
	Target    string `json:"target"`
	// PartnerOnly is set where the requirement makes no sense in a customer's tenant.
	PartnerOnly bool `json:"partnerOnly"`
	// When tells whether there is anything to judge; empty for always.
	When string `json:"when"`
	// Met is the condition.
	Met string `json:"met"`
	// Actual and Reason are texts for people, Evidence the list of what is at fault.
	Actual   string `json:"actual"`
	Reason   string `json:"reason"`
	Evidence string `json:"evidence"`

	compiled func() (*programs, error)
}

// programs are a requirement's expressions.
type programs struct{ when, met, actual, reason, evidence *vm.Program }

// Requirements are all requirements, in the order in which they are reported.
var Requirements = sync.OnceValues(func() ([]*Requirement, error) {
	var list []*Requirement
	if err := json.Unmarshal(source, &list); err != nil {
		return nil, fmt.Errorf("requirements.json: %w", err)
	}
	for _, r := range list {
		r.compiled = sync.OnceValues(r.compile)
	}
	return list, nil
})

func (r *Requirement) compile() (*programs, error) {
	p := &programs{}
	when := r.When
	if when == "" {
		when = "true"
	}
	for _, part := range []struct {
		text string
		to   **vm.Program
		kind expr.Option
	}{
		{when, &p.when, expr.AsBool()}, {r.Met, &p.met, expr.AsBool()}, {r.Actual, &p.actual, expr.AsAny()},
		{r.Reason, &p.reason, expr.AsAny()}, {r.Evidence, &p.evidence, expr.AsAny()},
	} {
		program, err := expr.Compile(part.text, expr.Env(Facts{}), part.kind)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.ID, err)
		}
		*part.to = program
	}
	return p, nil
}
