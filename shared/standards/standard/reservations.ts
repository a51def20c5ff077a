import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Proposal } from '../proposal/proposal-model.ts';
import type { Place } from './criteria.ts';
import { heldNow } from './in-force.ts';
import type { StandardLine, StandardLineFact } from './model.ts';

/**
 * Keeps the first day of a proposal in the line of a place that adopts it: no two standards of a line can begin on the same day, so the
 * second is told at once, and not on the day. The order of their first days decides on which days each of them holds.
 *
 * @returns no fact if the day is kept for this proposal already, or STANDARD_OVERLAP with the `proposals` or `standards` that begin on it
 */
export function reserveDay(
  line: StandardLine | undefined,
  { proposalId, criterion, effectiveFrom }: Pick<Proposal, 'proposalId' | 'criterion' | 'effectiveFrom'>,
  place: Place,
  { now }: Pick<Context, 'now'>,
): Decision<StandardLineFact> {
  const proposals = adoptedFor(line, effectiveFrom);
  if (proposals.includes(proposalId)) return accept();
  const standards = beginningOn(line, effectiveFrom);
  if (proposals.length > 0) return refuse('STANDARD_OVERLAP', { proposals });
  if (standards.length > 0) return refuse('STANDARD_OVERLAP', { standards });
  return accept({ type: 'standard-line.reserved', data: { at: now, criterion, place, proposalId, effectiveFrom } });
}

/** Frees the day that was kept for a proposal; no fact if none was. */
export function freeDay(
  line: StandardLine | undefined,
  proposalId: string,
  { now }: Pick<Context, 'now'>,
): readonly StandardLineFact[] {
  if (line?.reserved?.some((one) => one.proposalId === proposalId) !== true) return [];
  const { criterion, place } = line;
  return [{ type: 'standard-line.freed', data: { at: now, criterion, place, proposalId } }];
}

/** The adopted proposals that begin on this day. */
export function adoptedFor(line: StandardLine | undefined, day: string): readonly string[] {
  return (line?.reserved ?? []).filter(({ effectiveFrom }) => effectiveFrom === day).map(({ proposalId }) => proposalId);
}

/** The believed standards that begin on this day: at most one. */
export function beginningOn(line: StandardLine | undefined, day: string): readonly string[] {
  const held = line === undefined ? [] : heldNow(line);
  return held.filter(({ effectiveFrom }) => effectiveFrom === day).map(({ standardId }) => standardId);
}
