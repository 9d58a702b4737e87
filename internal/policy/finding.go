package policy

import (
	"context"
	"errors"
	"fmt"
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

func (f *Finding) judge(p *programs, facts Facts) error {
	there, err := expr.Run(p.when, facts)
	if err != nil {
		return err
	}
	if there == false {
		f.Reason = "There is nothing to judge: the services report no such data for this tenant."
		return nil
	}
	var results [4]any
	for i, program := range []*vm.Program{p.met, p.actual, p.reason, p.evidence} {
		if results[i], err = expr.Run(program, facts); err != nil {
			return err
		}
	}
	f.Actual, f.Reason, f.Evidence = fmt.Sprint(results[1]), fmt.Sprint(results[2]), list(results[3])
	if f.Status = Met; results[0] == false {
		f.Status, f.Remedy = NotMet, f.Requirement.Remedy
	}
	return nil
}

// explain says why a fact could not be read: what is missing, and who can give it.
func (f *Finding) explain(err error) {
	var refused *rest.Error
	if !errors.As(err, &refused) || len(refused.Gaps) == 0 {
		f.Reason = "Could not be read: " + err.Error() + "."
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
