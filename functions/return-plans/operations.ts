import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, findOn, type Present, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import { recordPlan } from '../../shared/returns/round/decide-plan.ts';
import type { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import { roundLifecycle } from '../../shared/returns/round/round-lifecycle.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { type ReturnRoundView, roundView } from '../../shared/returns/views.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { linesOfCase } from './case-lines.ts';
import { computePlan, type PlanOnPages } from './compute-plan.ts';
import type { returnPlanRoutes } from './routes.ts';

interface PlanCall extends Call {
  readonly params: { readonly returnId: string };
  readonly body: unknown;
  answer(status: 200, view: ReturnRoundView, version: number): StoredAnswer;
}

const round: Target<PlanCall, ReturnRound, ReturnRoundFact> = {
  load: ({ params }, journal) => journal.load(ReturnRounds, params.returnId),
  thing: returnThing,
  answer: (request, { state, version }: Present<ReturnRound>) => request.answer(200, roundView(state, version), version),
};
const onRound = commandOn(round);

/** The plan of a round is computed first, and then recorded, if it still rests on what the round has. */
export const returnPlanOperations: Operations<typeof returnPlanRoutes, ApiTools> = {
  computeReturnPlan: async (request, tools) => {
    const computed = await computedFor(request, tools);
    // the round refuses in its own words first, and a call that comes again gets its first answer
    return onRound((state, _none, context) => (computed.kind === 'computed' ? recordPlan(state, computed, context) : computed))(
      request,
      tools,
    );
  },
};

async function computedFor(request: PlanCall, tools: ApiTools): Promise<PlanOnPages | Refusal<Fact>> {
  const { journal } = tools;
  const found = await findOn(round, request, journal);
  if (found.kind === 'refusal') return found;
  const { state } = found;
  const forbidden = roundLifecycle.refusal(state.status, 'plan');
  if (forbidden !== undefined) return forbidden;
  const lines = await linesOfCase(journal, (await tools.dataKeys()).accounts, state);
  if (lines.kind === 'refusal') return lines;
  const { policy } = request.context();
  return computePlan({ journal, policy }, state, lines.byOrder, request.command);
}
