import * as z from 'zod';
import { bySize, directory, listing } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import { startOfDay } from '../../kernel/beijing.ts';
import { sizePlace } from '../similar/size.ts';
import type { Criterion } from '../standard/criteria.ts';
import {
  DecisionMonth,
  DecisionMonthFact,
  decisionMonthId,
  departureReasonOf,
  RecordedDecision,
  RecordedDecisionFact,
} from './decision-model.ts';

/** The kind under which the decisions on a criterion are listed. */
export function decisionListing(criterion: Criterion): string {
  return `recorded-decision:${criterion}`;
}

/** What an index holds of a recorded decision: enough to evaluate it again, without names and texts. */
export const DecisionCard = z.strictObject({
  ...RecordedDecision.pick({
    ...{ decisionId: true, criterion: true, district: true, facts: true, decision: true, decidedOn: true },
    ...{ outcome: true, departed: true, recordedAt: true },
  }).shape,
  departureReasonGiven: z
    .literal(true)
    .optional()
    .describe(
      'It departed, and says why: the decision itself has the reason. Absent of decisions recorded before it was asked for.',
    ),
});

/**
 * Recorded decisions by their id; found by criterion and district, by the month in which they were taken, and by the size of the case. Those
 * of the first release are not in the order of size.
 */
export const RecordedDecisions: StreamType<RecordedDecision, RecordedDecisionFact> = {
  name: 'recorded-decision',
  schemaVersion: 1,
  state: RecordedDecision,
  fact: RecordedDecisionFact,
  evolve: (before, { type, data }) => {
    if (type === 'recorded-decision.recorded') return data;
    if (before === undefined) throw new Error('a decision departed before it was recorded');
    return before;
  },
  index: (decision) => ({
    entries: {
      listing: listing(
        decisionListing(decision.criterion),
        decision.district,
        startOfDay(decision.decidedOn),
        decision.decisionId,
      ),
      file: bySize(
        decisionListing(decision.criterion),
        decision.district,
        sizePlace(decision.facts),
        startOfDay(decision.decidedOn),
        decision.decisionId,
      ),
    },
    card: cardOf(decision),
  }),
};

function cardOf(decision: RecordedDecision): Readonly<Record<string, unknown>> {
  const { decisionId, criterion, district, facts, decision: taken, decidedOn, outcome, departed, recordedAt } = decision;
  const reasoned = departed && departureReasonOf(decision) !== undefined ? { departureReasonGiven: true } : {};
  return { decisionId, criterion, district, facts, decision: taken, decidedOn, outcome, departed, recordedAt, ...reasoned };
}

/** Months with decisions, all in one directory: sixteen districts add one each a month. */
export const DecisionMonths: StreamType<DecisionMonth, DecisionMonthFact> = {
  name: 'decision-month',
  schemaVersion: 1,
  state: DecisionMonth,
  fact: DecisionMonthFact,
  evolve: (_before, fact) => fact.data,
  index: (month) => ({ entries: { listing: directory('decision-month', decisionMonthId(month)) }, card: { ...month } }),
};
