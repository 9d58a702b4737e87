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
	// Actual is the figure, as text.
	Actual string `json:"actual"`
	// Reason are sentences for people, an empty one left out; Evidence are lists of what is at fault. Each is read for
	// itself: where the facts of one cannot be read, the others still say why a requirement is not met.
	Reason   []string `json:"reason"`
	Evidence []string `json:"evidence"`

	compiled func() (*programs, error)
}

// programs are a requirement's expressions.
type programs struct {
	when, met, actual *vm.Program
	reason, evidence  []*vm.Program
}

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
	when := r.When
	if when == "" {
		when = "true"
	}
	var failed error
	compile := func(kind expr.Option, texts ...string) []*vm.Program {
		list := make([]*vm.Program, len(texts))
		for i, text := range texts {
			var err error
			if list[i], err = expr.Compile(text, expr.Env(Facts{}), kind); err != nil && failed == nil {
				failed = fmt.Errorf("%s: %w", r.ID, err)
			}
		}
		return list
	}
	conditions := compile(expr.AsBool(), when, r.Met)
	p := &programs{when: conditions[0], met: conditions[1], actual: compile(expr.AsAny(), r.Actual)[0],
		reason: compile(expr.AsAny(), r.Reason...), evidence: compile(expr.AsAny(), r.Evidence...)}
	return p, failed
}
