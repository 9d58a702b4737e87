package policy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// Status is a verdict.
type Status string

// The verdicts.
const (
	Met          Status = "Met"
	NotMet       Status = "NotMet"
	NotEvaluated Status = "NotEvaluated"
)

// Finding is the verdict about one requirement.
type Finding struct {
	*Requirement
	Status         Status
	Actual, Reason string
	// Remedy is what to do: the requirement's own, or how to get the access that is missing.
	Remedy string
	// Evidence are values of this package's types, what is at fault.
	Evidence []any
	// Gaps is what the account lacks, where the requirement could not be evaluated for that.
	Gaps []access.Gap
}

// Evaluate judges one requirement. Its error is that of a context that ended; a service's refusal is a finding.
func Evaluate(ctx context.Context, r *Requirement, facts Facts) (Finding, error) {
	f := Finding{Requirement: r, Status: NotEvaluated}
	p, err := r.compiled()
	if err != nil {
		return f, err
	}
	if err := f.judge(p, facts); err != nil {
		if ctx.Err() != nil {
			return f, ctx.Err()
		}
		f.Status, f.Actual, f.Evidence = NotEvaluated, "", nil
		f.explain(facts.failure(err))
	}
	return f, nil
}

// judge finds the verdict. What only tells more about it may be unreadable where the requirement is not met.
func (f *Finding) judge(p *programs, facts Facts) error {
	there, err := expr.Run(p.when, facts)
	if err != nil {
		return err
	}
	if there == false {
		f.Reason = "There is nothing to judge: the services report no such data for this tenant."
		return nil
	}
	met, err := expr.Run(p.met, facts)
	if err != nil {
		return err
	}
	f.Status = Met
	if met == false {
		f.Status, f.Remedy = NotMet, f.Requirement.Remedy
	}
	sentences, err := f.tell(p, facts)
	f.Reason = strings.Join(sentences, " ")
	return err
}

// tell fills in the figure and the evidence and hands back the reason, sentence by sentence.
func (f *Finding) tell(p *programs, facts Facts) (sentences []string, err error) {
	run := func(program *vm.Program, use func(any)) {
		value, failed := expr.Run(program, facts)
		switch {
		case failed == nil:
			use(value)
		case f.Status == Met:
			err = failed
		default:
			unread := Finding{}
			unread.explain(facts.failure(failed))
			if !slices.Contains(sentences, unread.Reason) {
				sentences = append(sentences, unread.Reason)
			}
		}
	}
	run(p.actual, func(value any) { f.Actual = fmt.Sprint(value) })
	for _, program := range p.reason {
		run(program, func(value any) {
			if text := fmt.Sprint(value); text != "" {
				sentences = append(sentences, text)
			}
		})
	}
	for _, program := range p.evidence {
		run(program, func(value any) { f.Evidence = append(f.Evidence, list(value)...) })
	}
	return sentences, err
}

// explain says why a fact could not be read: what is missing, and who can give it.
func (f *Finding) explain(err error) {
	var refused *rest.Error
	if !errors.As(err, &refused) || len(refused.Gaps) == 0 {
		f.Reason = "Could not be read: " + err.Error() + "."
		f.Remedy = "Run the command again later; if the answer stays the same, Microsoft's support wants the request-id."
		if refused != nil && refused.NotFound() {
			f.Remedy = "The service has no such data for this tenant: it may not be a partner's, or not in this cloud."
		}
		return
	}
	f.Gaps = refused.Gaps
	var missing, grantors []string
	for _, gap := range refused.Gaps {
		if gap.Grantor != "" {
			grantors = append(grantors, gap.Grantor)
			gap.Grantor = ""
		}
		missing = append(missing, gap.String())
	}
	f.Reason = refused.Path + " could not be read: " + strings.Join(missing, "; ") + "."
	if f.Remedy = strings.Join(grantors, "; "); f.Remedy != "" {
		f.Remedy = strings.ToUpper(f.Remedy[:1]) + f.Remedy[1:] + "."
	}
}
