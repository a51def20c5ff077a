import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { beijingDay } from '../policy/policy.ts';
import { checkFacts } from './case-facts.ts';
import type { DecisionMonth, DecisionMonthFact, ReasonView, RecordDecision, RecordedDecisionFact } from './decision-model.ts';
import type { Reason } from './evaluate-rule.ts';
import { evaluateStandard } from './evaluate-standard.ts';
import type { Standard } from './model.ts';

/**
 * Records a decision on arrest or prosecution, and notices where it contradicts the standard in force in its district on its day.
 *
 * @param known the standard that was in force, and the decision's month where it is known already
 * @returns TIME_IN_FUTURE, MEASURE_UNKNOWN or FACT_UNFIT
 */
export function recordDecision(
  known: { readonly standard: Standard | undefined; readonly month: DecisionMonth | undefined },
  { facts: given, ...input }: RecordDecision,
  { now, actor, newId }: Context,
): Decision<RecordedDecisionFact | DecisionMonthFact> {
  if (input.decidedOn > beijingDay(now)) return refuse('TIME_IN_FUTURE', { paths: ['/decidedOn'] });
  const checked = checkFacts(given);
  if (checked.kind === 'refusal') return checked;
  const { criterion, district, decision, decidedOn } = input;
  const decisionId = newId('dec');
  const verdict = known.standard === undefined ? undefined : evaluateStandard(known.standard, checked.facts);
  const departed = verdict !== undefined && contradicts(decision, verdict.outcome);
  const held =
    known.standard === undefined || verdict === undefined
      ? {}
      : { standardId: known.standard.standardId, outcome: verdict.outcome };
  const recorded: RecordedDecisionFact = {
    type: 'recorded-decision.recorded',
    data: { ...input, decisionId, facts: checked.facts, ...held, departed, recordedAt: now, recordedBy: actor.agency },
  };
  const departure: readonly RecordedDecisionFact[] =
    departed && known.standard !== undefined
      ? [
          {
            type: 'recorded-decision.departed',
            data: {
              at: now,
              decisionId,
              district,
              criterion,
              standardId: known.standard.standardId,
              decision,
              outcome: verdict.outcome,
              reasons: verdict.reasons.map(reasonView),
            },
          },
        ]
      : [];
  const month = decidedOn.slice(0, 7);
  const opened: readonly DecisionMonthFact[] =
    known.month === undefined ? [{ type: 'decision-month.opened', data: { criterion, district, month } }] : [];
  return accept<RecordedDecisionFact | DecisionMonthFact>(recorded, ...departure, ...opened);
}

function contradicts(decision: RecordDecision['decision'], outcome: 'yes' | 'no' | 'cannot-tell'): boolean {
  return outcome === (decision === 'pursued' ? 'no' : 'yes');
}

/** A reason as it is stored and shown. */
export function reasonView({ at, condition, outcome, given, missing }: Reason): ReasonView {
  return { at, condition, outcome, ...(given === undefined ? {} : { given }), missing: [...missing] };
}
