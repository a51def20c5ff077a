import { newestFirst } from '../../journal/keys.ts';
import { startOfDay } from '../../kernel/beijing.ts';
import { hashOf } from '../../kernel/canonical.ts';
import type { RecordedDecision } from '../decision/decision-model.ts';
import type { CaseFacts } from '../standard/case-facts.ts';
import { type Comparison, compareFacts, type Points } from './compare-facts.ts';

type Decided = Pick<RecordedDecision, 'decisionId' | 'facts' | 'decidedOn' | 'decision' | 'departed'>;

/** A decision beside the facts asked about. */
export interface Ranked<D extends Decided> extends Comparison {
  readonly decision: D;
  /** Where it stands among others: the nearest first, of equally near ones the newest. It does not tell the decision's id. */
  readonly rank: string;
}

/** The decisions beside these facts, the nearest first. */
export function rankDecisions<D extends Decided>(
  facts: CaseFacts,
  decisions: readonly D[],
  points: Points,
): readonly Ranked<D>[] {
  return decisions
    .map((decision) => {
      const comparison = compareFacts(facts, decision.facts, points);
      return { decision, ...comparison, rank: rankOf(comparison, decision) };
    })
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
}

/** More digits than points that all measures together can make. */
const DIGITS = 9;
const TAIL = 16;

function rankOf({ distance }: Comparison, { decidedOn, decisionId }: Decided): string {
  const far = String(distance).padStart(DIGITS, '0');
  return `${far}#${newestFirst(startOfDay(decidedOn))}#${hashOf(decisionId).slice(0, TAIL)}`;
}

/** Which way those within so many points were decided, and how many departed from the standard of their day. */
export function tallyOf<D extends Decided>(ranked: readonly Ranked<D>[], within: number) {
  const near = ranked.filter(({ distance }) => distance <= within).map(({ decision }) => decision);
  const pursued = near.filter(({ decision }) => decision === 'pursued').length;
  const departed = near.filter((one) => one.departed).length;
  return { near: near.length, pursued, notPursued: near.length - pursued, departed };
}
