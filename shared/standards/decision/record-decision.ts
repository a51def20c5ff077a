import { beijingDay } from '../../kernel/beijing.ts';
import { canonicalJson } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { type Created, create, type Refusal, refuse } from '../../kernel/decision.ts';
import { type CaseFacts, checkFacts } from '../standard/case-facts.ts';
import type { Reason, Verdict } from '../standard/evaluate-rule.ts';
import { evaluateStandard } from '../standard/evaluate-standard.ts';
import type { Standard } from '../standard/model.ts';
import {
  type DecisionMonth,
  type DecisionMonthFact,
  departureReasonOf,
  type ReasonView,
  type RecordDecision,
  type RecordedDecision,
  type RecordedDecisionFact,
} from './decision-model.ts';
import { type DecisionNumberFact, decisionNumberKey } from './decision-numbers.ts';
import { groundsRefused } from './public-grounds.ts';

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
 * Records a decision on arrest or prosecution, and notices a contradiction to the standard in force in its district on its day: a
 * departure gives its reason. An identical decision under the same case number changes nothing.
 *
 * @returns TIME_IN_FUTURE, MEASURE_UNKNOWN, FACT_UNFIT, GROUNDS_NOT_PUBLIC, DECISION_RECORDED_ALREADY with the `decisionId` of the one that
 *   says otherwise, or DEPARTURE_REASON_MISSING with what the standard says and the conditions that decide it
 */
export function recordDecision(
  { facts: given, ...input }: RecordDecision,
  known: Known,
  { now, actor, newId }: Context,
): Created<Facts> {
  if (input.decidedOn > beijingDay(now)) return refuse('TIME_IN_FUTURE', { paths: ['/decidedOn'] });
  const checked = checkFacts(given);
  if (checked.kind === 'refusal') return checked;
  const grounds = groundsRefused(input);
  if (grounds !== undefined) return grounds;
  if (known.earlier !== undefined) {
    const { decisionId: recordedAs } = known.earlier;
    return saysTheSame(known.earlier, input, checked.facts)
      ? create(recordedAs)
      : refuse('DECISION_RECORDED_ALREADY', { decisionId: recordedAs });
  }
  const { criterion, district, decision, decidedOn } = input;
  const decisionId = newId('dec');
  const verdict = verdictOf(known.standard, checked.facts);
  const departed = verdict !== undefined && contradicts(decision, verdict.outcome);
  if (departed && input.departureReason === undefined) return reasonMissing(verdict);
  const held = verdict === undefined ? {} : { standardId: verdict.standardId, outcome: verdict.outcome };
  const recorded: RecordedDecisionFact = {
    type: 'recorded-decision.recorded',
    data: { ...input, decisionId, facts: checked.facts, ...held, departed, recordedAt: now, recordedBy: actor.agency },
  };
  const departure: readonly RecordedDecisionFact[] = departed
    ? [
        {
          type: 'recorded-decision.departed',
          data: {
            at: now,
            decisionId,
            district,
            criterion,
            decision,
            standardId: verdict.standardId,
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

/** What the standard in force says of the facts; undefined if there was none. */
function verdictOf(standard: Standard | undefined, facts: CaseFacts): (Verdict & { readonly standardId: string }) | undefined {
  return standard === undefined ? undefined : { ...evaluateStandard(standard, facts), standardId: standard.standardId };
}

/** The refusal names conditions of the standard, and no value of the case. */
function reasonMissing({ standardId, outcome, reasons }: Verdict & { readonly standardId: string }): Refusal {
  const conditions = reasons.map(({ at, condition: { measure, op, value } }) => `${at}: ${measure} ${op} ${String(value)}`);
  return refuse('DEPARTURE_REASON_MISSING', { paths: ['/departureReason'], standardId, outcome, conditions });
}

/** Whether it equals the recorded decision; the spelling of the number itself does not count. */
function saysTheSame(
  earlier: RecordedDecision,
  said: Pick<RecordDecision, 'decision' | 'departureReason' | 'publicGrounds'>,
  given: CaseFacts,
): boolean {
  return (
    earlier.decision === said.decision &&
    departureReasonOf(earlier) === said.departureReason &&
    earlier.publicGrounds === said.publicGrounds &&
    canonicalJson(earlier.facts) === canonicalJson(given)
  );
}

function contradicts(decision: RecordDecision['decision'], outcome: 'yes' | 'no' | 'cannot-tell'): boolean {
  return outcome === (decision === 'pursued' ? 'no' : 'yes');
}

/** A reason as it is stored and shown. */
export function reasonView({ at, condition, outcome, given, missing }: Reason): ReasonView {
  return { at, condition, outcome, ...(given === undefined ? {} : { given }), missing: [...missing] };
}
