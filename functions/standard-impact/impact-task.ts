import type { Command, IndexPosition, Journal } from '../../shared/journal/journal.ts';
import { directoryKey, listingKey, through } from '../../shared/journal/keys.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { planFrom, transact, withResult } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Context, systemActor } from '../../shared/kernel/context.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { DecisionMonth } from '../../shared/standards/decision/decision-model.ts';
import { DecisionCard, decisionListing } from '../../shared/standards/decision/decision-streams.ts';
import { countPage, failImpact, planImpact } from '../../shared/standards/impact/impact.ts';
import { ImpactTask, type ImpactWorkflowStep } from '../../shared/standards/impact/impact-contract.ts';
import type { ImpactFact, ImpactRun } from '../../shared/standards/impact/impact-model.ts';
import { ImpactRuns } from '../../shared/standards/impact/impact-streams.ts';
import { Standards } from '../../shared/standards/standard/streams.ts';
import { standardOf } from '../lookups/standards.ts';
import { contextOf, type Platform } from '../platform/platform.ts';

/** How many cases are evaluated at once, and written as one fact. */
const CASES_PER_PAGE = 200;
/** How many pages one task counts, so that it ends well within its time. */
const PAGES_PER_TASK = 10;
/** As many months as are read at once. */
const MONTHS_PER_READ = 100;

/** The workflow's run does not exist. The workflow knows the error by this name and does not try again. */
class ImpactRunNotFound extends Error {
  override readonly name = 'ImpactRunNotFound';
}

/**
 * The tasks of the workflow: counts the next pages of a run, or records that the workflow could not go on. Safe to repeat: each page is
 * counted in one append, together with the beginning of the next one.
 *
 * @throws ImpactRunNotFound · ZodError if the input is not the workflow's · Error to be retried if the journal is busy
 */
export function createImpactTask(platform: Platform): (input: unknown) => Promise<ImpactWorkflowStep> {
  return async (input) => {
    const { runId, do: what } = parseTolerantly(ImpactTask, input);
    if (what === 'give-up') {
      await step(platform, runId, async (run, context) => failImpact(run, context));
      return { runId, next: 'done' };
    }
    for (let page = 0; page < PAGES_PER_TASK; page += 1) {
      const after = await step(platform, runId, (run, context) => nextFacts(platform.journal, run, context));
      if (after.status === 'done' || after.status === 'failed') return { runId, next: 'done' };
    }
    return { runId, next: 'count' };
  };
}

/** One append to the run: the facts that `decide` gives for its state. It appends nothing if there are none. */
async function step(
  platform: Platform,
  runId: string,
  decide: (run: ImpactRun, context: Context) => Promise<readonly ImpactFact[]>,
): Promise<ImpactRun> {
  const { journal } = platform;
  const context = contextOf(platform);
  const outcome = await transact(
    journal,
    commandOf(platform, runId, context),
    async () => {
      const run = await journal.load(ImpactRuns, runId);
      if (run.state === undefined) return refuse('NOT_FOUND');
      const facts = await decide(run.state, context);
      return withResult(planFrom(accept(...facts), [run]), evolved(run, run.state, facts));
    },
    // the command comes under this id once only
    { remember: false },
  );
  if (outcome.outcome === 'refused' && outcome.refusal.code === 'NOT_FOUND')
    throw new ImpactRunNotFound('the run does not exist');
  if (outcome.outcome !== 'done' || outcome.result === undefined) throw new Error('others were faster time and again');
  return outcome.result;
}

function commandOf(platform: Platform, runId: string, { now }: Context): Command {
  const correlationId = platform.newId('cor');
  const id = `impact/${runId}/${correlationId}`;
  return { name: 'countImpact', id, inputHash: hashOf(runId), actor: systemActor, correlationId, now };
}

function evolved({ type }: Loaded<ImpactRun, ImpactFact>, state: ImpactRun, facts: readonly ImpactFact[]): ImpactRun {
  return facts.reduce((before, fact) => type.evolve(before, fact), state);
}

/** The plan of a run that has none, or its next page. */
async function nextFacts(journal: Journal, run: ImpactRun, context: Context): Promise<readonly ImpactFact[]> {
  if (run.status === 'started') {
    const [partitions, baseline] = await Promise.all([partitionsOf(journal, run), baselineOf(journal, run)]);
    return planImpact(run, { partitions, baseline }, context);
  }
  const { partition, after } = run.position;
  const part = run.partitions[partition];
  if (run.status !== 'counting' || part === undefined) return [];
  const standardId = run.baseline[part.district];
  const [page, standard] = await Promise.all([
    journal.find({
      index: 'listing',
      pk: listingKey(decisionListing(run.criterion), part.district, part.month),
      limit: CASES_PER_PAGE,
      ...(after === undefined ? {} : { after }),
    }),
    standardId === undefined ? undefined : journal.load(Standards, standardId),
  ]);
  const cards = page.cards.map(({ card }) => parseTolerantly(DecisionCard, card));
  return countPage(run, { cards, ...(page.next === undefined ? {} : { next: page.next }) }, standard?.state, context);
}

/** The months in which the districts concerned recorded decisions. */
async function partitionsOf(journal: Journal, { criterion, districts }: ImpactRun): Promise<ImpactRun['partitions']> {
  const months: ImpactRun['partitions'] = [];
  let after: IndexPosition | undefined;
  do {
    const page = await journal.find({
      index: 'listing',
      pk: directoryKey('decision-month'),
      from: `${criterion}:`,
      to: through(`${criterion}:`),
      limit: MONTHS_PER_READ,
      ...(after === undefined ? {} : { after }),
    });
    const found = page.cards.map(({ card }) => parseTolerantly(DecisionMonth, card));
    months.push(...found.map(({ district, month }) => ({ district, month })));
    after = page.next;
  } while (after !== undefined);
  return months.filter(({ district }) => districts.includes(district));
}

/** The standard of each district that would be in force on the proposal's first day if nothing changed. */
async function baselineOf(journal: Journal, { criterion, districts, effectiveFrom }: ImpactRun): Promise<ImpactRun['baseline']> {
  const found = await Promise.all(
    districts.map(async (district) => {
      const current = await standardOf(journal, criterion, district, effectiveFrom);
      return current === undefined ? [] : [[district, current.standard.standardId] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}
