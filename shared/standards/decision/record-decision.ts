import { beijingDay } from '../../kernel/beijing.ts';
import { canonicalJson } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { type Created, create, refuse } from '../../kernel/decision.ts';
import { type CaseFacts, checkFacts } from '../standard/case-facts.ts';
import type { Reason } from '../standard/evaluate-rule.ts';
import { evaluateStandard } from '../standard/evaluate-standard.ts';
import type { Standard } from '../standard/model.ts';
import type {
  DecisionMonth,
  DecisionMonthFact,
  ReasonView,
  RecordDecision,
  RecordedDecision,
  RecordedDecisionFact,
} from './decision-model.ts';
import { type DecisionNumberFact, decisionNumberKey } from './decision-numbers.ts';

type Facts = RecordedDecisionFact | DecisionMonthFact | DecisionNumberFact;

/** The data that a decision is recorded against. */
interface Known {
  /** The standard in force in its district on its day. */
  readonly standard: Standard | undefined;
  /** Its month, if decisions of it are known already. */
  readonly month: DecisionMonth | undefined;
  /** The decision that is recorded under its case number. */
  readonly earlier: RecordedDecision | undefined;
}

/**
 * Records a decision on arrest or prosecution, and notices a contradiction to the standard in force in its district on its day. An
 * identical decision under the same case number changes nothing.
 *
 * @returns TIME_IN_FUTURE, MEASURE_UNKNOWN, FACT_UNFIT, or DECISION_RECORDED_ALREADY with the `decisionId` of the one that says otherwise
 */
export function recordDecision(
  { facts: given, ...input }: RecordDecision,
  known: Known,
  { now, actor, newId }: Context,
): Created<Facts> {
  if (input.decidedOn > beijingDay(now)) return refuse('TIME_IN_FUTURE', { paths: ['/decidedOn'] });
  const checked = checkFacts(given);
  if (checked.kind === 'refusal') return checked;
  if (known.earlier !== undefined) {
    const { decisionId: recordedAs } = known.earlier;
    return saysTheSame(known.earlier, input, checked.facts)
      ? create(recordedAs)
      : refuse('DECISION_RECORDED_ALREADY', { decisionId: recordedAs });
  }
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
  const numbered: readonly DecisionNumberFact[] =
    decisionNumberKey(input) === undefined ? [] : [{ type: 'decision-number.taken', data: { at: now, decisionId } }];
  return create<Facts>(decisionId, recorded, ...departure, ...opened, ...numbered);
}

/** Whether it equals the recorded decision; the spelling of the number itself does not count. */
function saysTheSame(
  { decision, reason, facts }: RecordedDecision,
  said: Pick<RecordDecision, 'decision' | 'reason'>,
  given: CaseFacts,
): boolean {
  return decision === said.decision && reason === said.reason && canonicalJson(facts) === canonicalJson(given);
}

function contradicts(decision: RecordDecision['decision'], outcome: 'yes' | 'no' | 'cannot-tell'): boolean {
  return outcome === (decision === 'pursued' ? 'no' : 'yes');
}

/** A reason as it is stored and shown. */
export function reasonView({ at, condition, outcome, given, missing }: Reason): ReasonView {
  return { at, condition, outcome, ...(given === undefined ? {} : { given }), missing: [...missing] };
}
