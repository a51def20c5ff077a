import type * as z from 'zod';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { commandOn, findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh, streamKey } from '../../shared/journal/stream.ts';
import { type Context, type District, districts } from '../../shared/kernel/context.ts';
import { accept, type Fact, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { Thing } from '../../shared/kernel/thing.ts';
import { readFact } from '../../shared/kernel/tolerant.ts';
import { addCounts, emptyCount, isGoing, progressOf, startImpact } from '../../shared/standards/impact/impact.ts';
import { type Flip, ImpactFact, type ImpactRun } from '../../shared/standards/impact/impact-model.ts';
import { ImpactRuns } from '../../shared/standards/impact/impact-streams.ts';
import { decisionThing, impactThing } from '../../shared/standards/kinds.ts';
import type { Proposal } from '../../shared/standards/proposal/proposal-model.ts';
import { requestImpact } from '../../shared/standards/proposal/proposals.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { numberedPlaceOf } from '../platform/place.ts';
import type { ImpactView } from './answers.ts';
import { proposalNamed } from './proposal-operations.ts';
import type { impactRoutes } from './proposal-routes.ts';

export const impactOperations: Operations<typeof impactRoutes, ApiTools> = {
  startImpact: commandOn({
    load: proposalNamed.load,
    thing: (state, { actor }) => impactThing(state, actor.district),
  })(async (proposal, _none, context, { request, tools: { journal } }) => {
    const runId = context.newId('imp');
    const decision = requestImpact(proposal, runId, context);
    if (decision.kind === 'refusal') return decision;
    const going = await goingRun(journal, proposal, context);
    if (going !== undefined)
      return { decision: accept(), answer: () => request.answer(202, impactView(going.state), going.version) };
    const run = fresh(ImpactRuns, runId);
    return {
      decision: accept<Fact>(...decision.facts, startImpact(proposal, runId, context)),
      streams: [run],
      answer: (_, after) => {
        const { state, version } = after(run);
        return request.answer(202, impactView(state ?? impossible('a run was started without a state')), version);
      },
    };
  }),

  getNewestImpact: async (request, { journal }) => {
    const proposal = await findOn(proposalNamed, request, journal);
    if (proposal.kind === 'refusal') return proposal;
    const { proposalId, impactRunId } = proposal.state;
    if (impactRunId === undefined) return refuse('NOT_FOUND');
    const run = await runOf(request, journal, { proposalId, runId: impactRunId });
    return run.kind === 'refusal' ? run : request.answer(200, impactView(run.state), run.version);
  },

  getImpact: async (request, { journal }) => {
    const run = await runOf(request, journal, request.params);
    return run.kind === 'refusal' ? run : request.answer(200, impactView(run.state), run.version);
  },

  listFlips: async (request, tools) => {
    const { district, limit } = request.query;
    // The cases themselves are for those who may list that district's decisions; the figures are for all who may read the proposal.
    const run = await runOf(request, tools.journal, request.params, decisionThing({ district }));
    if (run.kind === 'refusal') return run;
    const place = await numberedPlaceOf(request, tools, { ...request.params, district }, 'at', 0);
    if (place.kind === 'refusal') return place;
    const { items, more } = await flipsOf(tools.journal, run.state, district, place.at, limit);
    return request.answer(200, { items: [...items], ...place.next(more ? place.at + items.length : undefined) });
  },
};

/** The proposal's newest count, if it still runs: a request for a count meanwhile gets this one. */
async function goingRun(
  journal: Journal,
  { impactRunId }: Proposal,
  context: Context,
): Promise<Omit<FoundRun, 'kind'> | undefined> {
  if (impactRunId === undefined) return undefined;
  const { state, version } = await journal.load(ImpactRuns, impactRunId);
  return state !== undefined && isGoing(state, context) ? { state, version } : undefined;
}

interface FoundRun {
  readonly kind: 'run';
  readonly state: ImpactRun;
  readonly version: number;
}

/** The run, if it belongs to this proposal and the caller may see it. */
async function runOf(
  call: Call,
  journal: Journal,
  { proposalId, runId }: { readonly proposalId: string; readonly runId: string },
  thing: Thing = {},
): Promise<FoundRun | Rejection> {
  const access = call.allowed(thing);
  if (access.kind === 'refusal') return access;
  const { state, version } = await journal.load(ImpactRuns, runId);
  return state?.proposalId === proposalId ? { kind: 'run', state, version } : refuse('NOT_FOUND');
}

/** Of the flipped cases of a district those behind the first `offset`; read only from the facts that name them. */
async function flipsOf(
  journal: Journal,
  run: ImpactRun,
  district: District,
  offset: number,
  limit: number,
): Promise<{ readonly items: readonly Flip[]; readonly more: boolean }> {
  const items: Flip[] = [];
  let skipped = 0;
  for (const { seq, flips } of run.flipFacts[district] ?? []) {
    if (items.length > limit) break;
    if (skipped + flips <= offset) skipped += flips;
    else {
      const { facts } = await journal.facts(streamKey(ImpactRuns.name, run.runId), { after: seq - 1, limit: 1 });
      const named = facts.flatMap(({ type, data }) => flipsIn(readFact(ImpactFact, { type, data })));
      items.push(...named.slice(Math.max(0, offset - skipped)));
      skipped = offset;
    }
  }
  return { items: items.slice(0, limit), more: items.length > limit };
}

function flipsIn(fact: ImpactFact | undefined): readonly Flip[] {
  return fact?.type === 'impact.page-counted' ? fact.data.flips : [];
}

function impactView(run: ImpactRun): z.infer<typeof ImpactView> {
  const { runId, proposalId, status, criterion, effectiveFrom, startedAt, startedBy, endedAt, counts, baseline } = run;
  return {
    ...{ runId, proposalId, status, criterion, effectiveFrom, startedAt, startedBy },
    ...(endedAt === undefined ? {} : { endedAt }),
    progress: progressOf(run),
    districts: districts
      .filter((district) => run.districts.includes(district))
      .map((district) => {
        const count = counts[district] ?? emptyCount;
        const standardId = baseline[district];
        const noRecords = count.looked === 0 && isCounted(run, district);
        return { district, ...(standardId === undefined ? {} : { standardId }), ...count, noRecords };
      }),
    total: Object.values(counts).reduce((sum, count) => (count === undefined ? sum : addCounts(sum, count)), emptyCount),
  };
}

/** Whether all recorded cases of the district have been looked at; before the plan is made this is not known. */
function isCounted({ status, partitions, position }: ImpactRun, district: District): boolean {
  if (status === 'started') return false;
  return partitions.every((partition, place) => partition.district !== district || place < position.partition);
}
