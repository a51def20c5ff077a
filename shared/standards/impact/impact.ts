import type * as z from 'zod';
import type { Context } from '../../kernel/context.ts';
import { elapsed } from '../../kernel/time.ts';
import type { DecisionCard } from '../decision/decision-streams.ts';
import type { Proposal } from '../proposal/proposal-model.ts';
import { evaluateStandard } from '../standard/evaluate-standard.ts';
import type { Standard } from '../standard/model.ts';
import { impactLifecycle } from './impact-lifecycle.ts';
import type { DistrictImpact, Flip, ImpactFact, ImpactRun, Position, Transitions } from './impact-model.ts';

/** Starts a count of what the proposal would change. */
export function startImpact(proposal: Proposal, runId: string, { now, actor }: Context): ImpactFact {
  const { proposalId, criterion, districts, effectiveFrom, content } = proposal;
  return {
    type: 'impact.started',
    data: { runId, proposalId, criterion, districts, effectiveFrom, content, startedAt: now, startedBy: actor.agency },
  };
}

/**
 * Whether the count still runs, so that a request need not start a second: it has not ended, and has not stood still for so long that its
 * workflow must be lost.
 */
export function isGoing({ status, startedAt, movedAt = startedAt }: ImpactRun, { now, policy }: Pick<Context, 'now' | 'policy'>) {
  if (!impactLifecycle.allows(status, 'fail')) return false;
  return elapsed(movedAt, now) < policy.amount('impact.standstill', now);
}

/** Lays down the comparison, and where the cases are; no fact if that was done. Without any case the count is done at once. */
export function planImpact(
  run: ImpactRun,
  { baseline, partitions }: Pick<ImpactRun, 'baseline' | 'partitions'>,
  { now }: Pick<Context, 'now'>,
): readonly ImpactFact[] {
  if (!impactLifecycle.allows(run.status, 'plan')) return [];
  const concerned = partitions.filter(({ district }) => run.districts.includes(district));
  const planned: ImpactFact = { type: 'impact.planned', data: { at: now, baseline, partitions: concerned } };
  return concerned.length === 0 ? [planned, { type: 'impact.completed', data: { at: now } }] : [planned];
}

/** A page of recorded decisions, and where the next one begins; undefined at the end of the partition. */
export interface DecisionPage {
  readonly cards: readonly z.infer<typeof DecisionCard>[];
  readonly next?: Readonly<Record<string, string>>;
}

/**
 * Counts one page: of the cases recorded before the run started, those whose outcome under the proposal differs from that under the
 * standard of their district. The facts say where to continue, so a page is counted once, also when two tasks race.
 */
export function countPage(
  run: ImpactRun,
  { cards, next }: DecisionPage,
  standard: Standard | undefined,
  { now }: Pick<Context, 'now'>,
): readonly ImpactFact[] {
  const { partition } = run.position;
  const district = run.partitions[partition]?.district;
  if (district === undefined || !impactLifecycle.allows(run.status, 'count')) return [];
  const cases = cards.filter(({ recordedAt }) => recordedAt <= run.startedAt);
  const after: Position = next === undefined ? { partition: partition + 1 } : { partition, after: { ...next } };
  const changes = standard === undefined ? [] : cases.map((card) => changeOf(card, standard, run));
  const counted: ImpactFact = {
    type: 'impact.page-counted',
    data: {
      at: now,
      page: run.pages + 1,
      district,
      looked: cases.length,
      withoutStandard: standard === undefined ? cases.length : 0,
      transitions: transitionsIn(changes),
      flips: changes.filter(({ from, to }) => from !== to),
      next: after,
    },
  };
  const isLast = after.partition >= run.partitions.length;
  return isLast ? [counted, { type: 'impact.completed', data: { at: now } }] : [counted];
}

/** Gives up a run that its workflow could not finish. */
export function failImpact(run: ImpactRun, { now }: Pick<Context, 'now'>): readonly ImpactFact[] {
  return impactLifecycle.allows(run.status, 'fail') ? [{ type: 'impact.failed', data: { at: now } }] : [];
}

function changeOf({ decisionId, facts }: DecisionPage['cards'][number], standard: Standard, { content }: ImpactRun): Flip {
  return { decisionId, from: evaluateStandard(standard, facts).outcome, to: evaluateStandard(content, facts).outcome };
}

function transitionsIn(changes: readonly Flip[]): Transitions {
  const transitions: Transitions = {};
  for (const { from, to } of changes) transitions[`${from}>${to}`] = (transitions[`${from}>${to}`] ?? 0) + 1;
  return transitions;
}

export const emptyCount: DistrictImpact = { looked: 0, flips: 0, withoutStandard: 0, transitions: {} };

/** The sum of two counts. */
export function addCounts(one: DistrictImpact, other: DistrictImpact): DistrictImpact {
  const keys = new Set([...Object.keys(one.transitions), ...Object.keys(other.transitions)]);
  return {
    looked: one.looked + other.looked,
    flips: one.flips + other.flips,
    withoutStandard: one.withoutStandard + other.withoutStandard,
    transitions: Object.fromEntries([...keys].map((key) => [key, (one.transitions[key] ?? 0) + (other.transitions[key] ?? 0)])),
  };
}

/** How far a run is. */
export function progressOf(run: ImpactRun): { readonly partitions: number; readonly done: number; readonly looked: number } {
  const looked = Object.values(run.counts).reduce((sum, count) => sum + (count?.looked ?? 0), 0);
  return { partitions: run.partitions.length, done: run.position.partition, looked };
}
