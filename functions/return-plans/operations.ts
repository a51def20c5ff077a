import { commandOn, findOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';
import { recordPlan } from '../../shared/returns/round/decide-plan.ts';
import type { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import { roundLifecycle } from '../../shared/returns/round/round-lifecycle.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { answered, type OfRound, type RoundCall, roundNamed } from '../returns/round-named.ts';
import { linesOfCase } from './case-lines.ts';
import { computePlan, type PlanOnPages } from './compute-plan.ts';
import type { returnPlanRoutes } from './routes.ts';

interface PlanCall extends RoundCall<200>, OfRound {
  readonly body: unknown;
}

const round: Target<PlanCall, ReturnRound, ReturnRoundFact> = { ...roundNamed, answer: answered(200) };
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
  const found = await findOn(roundNamed, request, journal);
  if (found.kind === 'refusal') return found;
  const { state } = found;
  const forbidden = roundLifecycle.refusal(state.status, 'plan');
  if (forbidden !== undefined) return forbidden;
  const lines = await linesOfCase(journal, (await tools.dataKeys()).accounts, state);
  if (lines.kind === 'refusal') return lines;
  const { policy } = request.context();
  return computePlan({ journal, policy }, state, lines.byOrder, request.command);
}
