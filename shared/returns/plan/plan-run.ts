import type { StreamType } from '../../journal/stream.ts';
import type { Context } from '../../kernel/context.ts';
import { evolver } from '../../kernel/evolver.ts';
import type { ReturnRound } from '../round/round-model.ts';
import type { PlanFailure } from './plan-failure.ts';
import type { PageRef } from './plan-pages.ts';
import { planRunLifecycle } from './plan-run-lifecycle.ts';
import { PlanRun, PlanRunFact, type PlanRunStatus } from './plan-run-model.ts';

/** Starts the computation of the plan of a round. */
export function startPlanRun(round: ReturnRound, planRunId: string, { now }: Pick<Context, 'now'>): PlanRunFact {
  const { returnId, caseId, changes } = round;
  const accounts = round.accounts.map(({ orderId }) => orderId).toSorted();
  return { type: 'return-plan-run.started', data: { at: now, planRunId, returnId, caseId, changes, accounts } };
}

/** The accounts that are next, at most so many; none once all are computed. */
export function nextAccounts({ accounts, computed }: PlanRun, most: number): readonly string[] {
  return accounts.slice(computed, computed + most);
}

/** Whether the round still waits for this computation, and nothing that it rests on has changed. */
export function isAwaited({ planRunId, changes }: PlanRun, round: ReturnRound | undefined): boolean {
  return round?.computing?.planRunId === planRunId && round.changes === changes;
}

/**
 * Notes the pages of the accounts that were next; no fact if another task noted them before.
 *
 * @param from how many accounts were computed before these
 */
export function notePages(
  run: PlanRun,
  { from, accounts, pages }: { readonly from: number; readonly accounts: number; readonly pages: readonly PageRef[] },
  { now }: Pick<Context, 'now'>,
): readonly PlanRunFact[] {
  if (!planRunLifecycle.allows(run.status, 'page') || run.computed !== from) return [];
  return [{ type: 'return-plan-run.paged', data: { at: now, accounts, pages: [...pages] } }];
}

/** The computation is done; no fact if it ended before. */
export function completePlanRun(run: PlanRun, pages: readonly PageRef[], { now }: Pick<Context, 'now'>): readonly PlanRunFact[] {
  if (!planRunLifecycle.allows(run.status, 'complete')) return [];
  return [{ type: 'return-plan-run.completed', data: { at: now, pages: [...pages] } }];
}

/** The computation cannot go on; no fact if it ended before. */
export function failPlanRun(run: PlanRun, failure: PlanFailure, { now }: Pick<Context, 'now'>): readonly PlanRunFact[] {
  return planRunLifecycle.allows(run.status, 'fail') ? [{ type: 'return-plan-run.failed', data: { at: now, failure } }] : [];
}

const evolvePlanRun = evolver<PlanRunStatus, PlanRun, PlanRunFact, 'return-plan-run.started'>(planRunLifecycle, {
  births: {
    'return-plan-run.started': ({ at, ...started }) => ({ ...started, startedAt: at, computed: 0, pages: [] }),
  },
  steps: {
    'return-plan-run.paged': (run, { accounts, pages }) => ({
      ...run,
      computed: run.computed + accounts,
      pages: [...run.pages, ...pages],
    }),
    'return-plan-run.completed': (run, { at, pages }) => ({ ...run, pages: [...run.pages, ...pages], ended: { at } }),
    'return-plan-run.failed': (run, { at, failure }) => ({ ...run, ended: { at, failure } }),
  },
});

/** Computations of plans, by their id. They are found through their round. */
export const PlanRuns: StreamType<PlanRun, PlanRunFact> = {
  name: 'return-plan-run',
  schemaVersion: 1,
  state: PlanRun,
  fact: PlanRunFact,
  evolve: evolvePlanRun,
  index: () => ({ entries: {}, card: {} }),
};
