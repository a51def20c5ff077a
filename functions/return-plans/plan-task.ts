import type { Command, Journal } from '../../shared/journal/journal.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Context, systemActor } from '../../shared/kernel/context.ts';
import { accept, type Fact, refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { ownershipSettings } from '../../shared/ownership/model.ts';
import { PlanTask, type PlanWorkflowStep } from '../../shared/returns/plan/plan-contract.ts';
import type { PlanFailure } from '../../shared/returns/plan/plan-failure.ts';
import {
  type PageRef,
  type PlanPage,
  PlanPages,
  pageRef,
  planPageId,
  sharedPages,
} from '../../shared/returns/plan/plan-pages.ts';
import {
  completePlanRun,
  failPlanRun,
  isAwaited,
  nextAccounts,
  notePages,
  PlanRuns,
} from '../../shared/returns/plan/plan-run.ts';
import type { PlanRun } from '../../shared/returns/plan/plan-run-model.ts';
import { type ComputedPlan, notePlanFailure, recordPlan } from '../../shared/returns/round/decide-plan.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { computedPlan, ownershipPages, sharedOutOf } from './compute.ts';

/** Of how many accounts one task computes whose money they have. */
const ACCOUNTS_PER_TASK = 100;

/** The workflow's run does not exist. The workflow knows the error by this name and does not try again. */
class PlanRunNotFound extends Error {
  override readonly name = 'PlanRunNotFound';
}

/** What the tasks work with. */
export interface PlanTools extends Platform {
  /** The key of the keyed hashes of account numbers. */
  readonly accountsKey: () => Promise<string>;
}

/**
 * The tasks of the workflow: computes whose money the next accounts of a run have, after the last of them what each victim gets, or records
 * that the workflow could not go on. Safe to repeat: a page stands under what it says, and accounts are noted once.
 *
 * @throws PlanRunNotFound · ZodError if the input is not the workflow's · Error to be retried if the journal is busy
 */
export function createPlanTask(tools: PlanTools): (input: unknown) => Promise<PlanWorkflowStep> {
  return async (input) => {
    const { planRunId, do: what } = parseTolerantly(PlanTask, input);
    const { run, round } = await runAndRound(tools.journal, planRunId);
    const done = { planRunId, next: 'done' } as const;
    if (run.status !== 'computing') return done;
    if (what === 'give-up') {
      await fail(tools, run, { reason: 'not-computed' });
      return done;
    }
    if (round === undefined || !isAwaited(run, round)) {
      await fail(tools, run, { reason: 'changed' });
      return done;
    }
    const accounts = nextAccounts(run, ACCOUNTS_PER_TASK);
    const settings = ownershipSettings(tools.policy, run.startedAt);
    if (accounts.length > 0) {
      const pages = await ownershipPages({ ...tools, settings }, round, accounts);
      if ('reason' in pages) {
        await fail(tools, run, pages);
        return done;
      }
      const noted = { from: run.computed, accounts: accounts.length, pages: await writePages(tools, pages) };
      await append(tools, run, (now, _round, context) => notePages(now, noted, context));
      return { planRunId, next: 'compute' };
    }
    const sharedOut = await sharedOutOf({ ...tools, settings }, round, run);
    const refs = await writePages(tools, sharedPages(round.returnId, sharedOut));
    await recordedPlan(tools, run, { plan: computedPlan(run, sharedOut, [...run.pages, ...refs]), refs });
    return done;
  };
}

async function runAndRound(
  journal: Journal,
  planRunId: string,
): Promise<{ readonly run: PlanRun; readonly round: ReturnRound | undefined }> {
  const run = await journal.load(PlanRuns, planRunId);
  if (run.state === undefined) throw new PlanRunNotFound('the run does not exist');
  const round = await journal.load(ReturnRounds, run.state.returnId);
  return { run: run.state, round: round.state };
}

/** One append to the run and its round: the facts that `decide` gives for the two. */
async function append(
  tools: PlanTools,
  { planRunId, returnId }: PlanRun,
  decide: (run: PlanRun, round: ReturnRound | undefined, context: Context) => readonly Fact[],
): Promise<void> {
  const { journal } = tools;
  const context = contextOf(tools);
  const outcome = await transact(
    journal,
    commandOf(tools, planRunId, context),
    async () => {
      const [run, round] = await Promise.all([journal.load(PlanRuns, planRunId), journal.load(ReturnRounds, returnId)]);
      if (run.state === undefined) return refuse('NOT_FOUND');
      const facts = decide(run.state, round.state, context);
      return planFrom(accept(...facts), [run, round]);
    },
    // the command comes under this id once only
    { remember: false },
  );
  if (outcome.outcome !== 'done') throw new Error('others were faster time and again');
}

function commandOf(tools: PlanTools, planRunId: string, { now }: Context): Command {
  const correlationId = tools.newId('cor');
  const id = `return-plan/${planRunId}/${correlationId}`;
  return { name: 'computeReturnPlan', id, inputHash: hashOf(planRunId), actor: systemActor, correlationId, now };
}

/** The round records the plan in the same append as the run its end. If the plan rests on what has changed since, both note that. */
function recordedPlan(
  tools: PlanTools,
  run: PlanRun,
  { plan, refs }: { readonly plan: ComputedPlan; readonly refs: readonly PageRef[] },
): Promise<void> {
  return append(tools, run, (now, round, context) => {
    const recorded = round === undefined ? refuse('NOT_FOUND') : recordPlan(round, plan, context);
    if (recorded.kind === 'refusal') return failed(now, round, { reason: 'changed' }, context);
    const completed = completePlanRun(now, refs, context);
    return completed.length === 0 ? [] : [...completed, ...recorded.facts];
  });
}

function fail(tools: PlanTools, run: PlanRun, failure: PlanFailure): Promise<void> {
  return append(tools, run, (now, round, context) => failed(now, round, failure, context));
}

function failed(run: PlanRun, round: ReturnRound | undefined, failure: PlanFailure, context: Context): readonly Fact[] {
  return [
    ...failPlanRun(run, failure, context),
    ...(round === undefined ? [] : notePlanFailure(round, run.planRunId, failure, context)),
  ];
}

/** Writes those pages that are not there yet. @returns what names them, in their order */
async function writePages(tools: PlanTools, pages: readonly PlanPage[]): Promise<readonly PageRef[]> {
  const { journal } = tools;
  const refs: PageRef[] = [];
  for (const page of pages) {
    const context = contextOf(tools);
    const ref = pageRef(page);
    const id = planPageId(page.returnId, ref);
    const outcome = await transact(
      journal,
      commandOf(tools, id, context),
      async () => {
        const loaded = await journal.load(PlanPages, id);
        // the same content was written before
        if (loaded.state !== undefined) return planFrom(accept(), []);
        return planFrom(accept({ type: 'return-plan.written', data: { at: context.now, page } }), [loaded]);
      },
      { remember: false },
    );
    if (outcome.outcome !== 'done') throw new Error('a page could not be written');
    refs.push(ref);
  }
  return refs;
}
