import { Screenings } from '../../shared/freezes/screening/streams.ts';
import { commandOn, createOn, findOn, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { accept, type Fact, refuse } from '../../shared/kernel/decision.ts';
import type { Person } from '../../shared/kernel/people.ts';
import { noticesKey, roundsOfKey } from '../../shared/returns/keys.ts';
import { PlanRuns, startPlanRun } from '../../shared/returns/plan/plan-run.ts';
import { ReturnsOfCases } from '../../shared/returns/round/case-returns.ts';
import {
  approveRound,
  askPlan,
  decideObjection,
  publishNotice,
  raiseObjection,
  withdrawNotice,
} from '../../shared/returns/round/decide-plan.ts';
import { enterAccount, leaveAccount } from '../../shared/returns/round/fill-round.ts';
import { abandonRound, closeRound, openRound } from '../../shared/returns/round/open-round.ts';
import { returnMatter } from '../../shared/returns/round/questions.ts';
import type { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import { currentPlan, type OpenRound, type ReturnRound } from '../../shared/returns/round/round-model.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { noticeView, roundEntry } from '../../shared/returns/views.ts';
import { approvalNamed, grantIn, tryGate, withApproval } from '../lookups/approvals.ts';
import { caseOf } from '../lookups/opened-case.ts';
import { pageOfPlan } from '../lookups/plan-pages.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import { accountBefore, ordersOfCase, paidOutOf, withoutStatement } from './known.ts';
import { answered, type OfRound, type RoundCall, roundNamed } from './round-named.ts';
import type { roundRoutes } from './round-routes.ts';

const round: Target<RoundCall<200> & OfRound, ReturnRound, ReturnRoundFact> = { ...roundNamed, answer: answered(200) };
const onRound = commandOn(round);
const onRoundLater = commandOn<RoundCall<202> & OfRound, ReturnRound, ReturnRoundFact>({ ...roundNamed, answer: answered(202) });

interface OpeningCall extends RoundCall<201> {
  readonly params: { readonly caseId: string };
  readonly body: OpenRound;
}

/** The person who granted, without the words of the grant. */
function personOf({ agency, subject, name }: Person): Person {
  return { agency, subject, name };
}

/** The accounts that a refusal names at most. */
const NAMED = 20;

/** Rounds of return: opened, published, objected against, ended by the police of the case. */
export const roundOperations: Operations<typeof roundRoutes, ApiTools> = {
  openReturn: createOn({ type: ReturnRounds, answer: answered(201) })(
    async (input, context, { request, tools: { journal } }: { readonly request: OpeningCall; readonly tools: ApiTools }) => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const returns = await journal.load(ReturnsOfCases, found.fraudCase.caseId);
      const known = { fraudCase: found.fraudCase, returns: returns.state, name: request.callerName };
      return { decision: openRound(input, known, context), streams: [returns], rests: [found.loaded] };
    },
  ),

  listReturns: async (request, tools) => {
    const found = await caseOf(request, tools.journal);
    if (found.kind === 'refusal') return found;
    const pk = roundsOfKey(found.fraudCase.caseId);
    const page = await pageOfStates(request, tools, ReturnRounds, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state }) => roundEntry(state)), ...page.next });
  },

  getReturn: readOn(round),
  enterReturnAccount: onRound(async (state, input, context, { tools: { journal } }) => {
    const [orders, screening, paidFen, before] = await Promise.all([
      ordersOfCase(journal, state.caseId, [input.orderId]),
      journal.load(Screenings, input.orderId),
      paidOutOf(journal, input.orderId),
      accountBefore(journal, state, input.orderId),
    ]);
    const finding = screening.state?.found?.finding;
    const known = {
      order: orders.states.get(input.orderId),
      screenedLinked: finding === 'linked' || finding === 'partly-linked',
      earlier: { paidFen, before },
    };
    return { decision: enterAccount(state, input, known, context), rests: [...orders.rests, screening] };
  }),
  leaveReturnAccount: onRound((state, input, context, { request }) =>
    leaveAccount(state, { ...input, orderId: request.params.orderId }, context),
  ),
  computeReturnPlan: onRoundLater(async (state, _none, context, { tools: { journal } }) => {
    const planRunId = context.newId('rpl');
    const asked = askPlan(state, planRunId, context);
    if (asked.kind === 'refusal') return { decision: asked };
    const missing = await withoutStatement(journal, state);
    if (missing.length > 0)
      return { decision: refuse('RETURN_STATEMENT_MISSING', { orders: missing.slice(0, NAMED), missing: missing.length }) };
    const decision = accept<Fact>(...asked.facts, startPlanRun(state, planRunId, context));
    return { decision, streams: [fresh(PlanRuns, planRunId)] };
  }),
  getReturnPlan: async (request, { journal }) => {
    const found = await findOn(roundNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const { plan, returnId } = found.state;
    const { page } = request.query;
    if (plan === undefined || page > plan.pages) return refuse('RETURN_PLAN_MISSING');
    return request.answer(200, { ...(await pageOfPlan(journal, returnId, plan, page)), pages: plan.pages });
  },
  publishReturnNotice: onRound(publishNotice),
  withdrawReturnNotice: onRound(withdrawNotice),
  objectToReturn: onRound(raiseObjection),
  decideReturnObjection: onRound((state, input, context, { request }) =>
    decideObjection(state, { ...input, objectionId: request.params.planObjectionId }, context),
  ),
  approveReturn: onRound(async (state, input, context, { tools: { journal } }) => {
    const approval = await approvalNamed(journal, input);
    const plan = currentPlan(state);
    const opening = tryGate(approval, plan && returnMatter(state.returnId, plan), input, context);
    const grant = grantIn(opening);
    const matter = approval?.state?.matter;
    const granted =
      grant === undefined || approval === undefined || matter?.gate !== 'return'
        ? undefined
        : { approvalId: approval.id, by: personOf(grant), planVersion: matter.planVersion };
    // an approval of the plan before this one tells that the plan changed, and not that the approval is for another thing
    const ofOther = matter?.gate === 'return' && matter.returnId === state.returnId && matter.planVersion !== plan?.version;
    const decision = ofOther
      ? refuse('RETURN_PLAN_CHANGED')
      : withApproval(approveRound(state, input, granted, context), opening);
    return { decision, streams: approval === undefined ? [] : [approval] };
  }),
  closeReturn: onRound(async (state, input, context, { tools: { journal } }) => {
    const returns = await journal.load(ReturnsOfCases, state.caseId);
    return { decision: closeRound(state, input, context), streams: [returns] };
  }),
  abandonReturn: onRound(async (state, input, context, { tools: { journal } }) => {
    const returns = await journal.load(ReturnsOfCases, state.caseId);
    return { decision: abandonRound(state, input, context), streams: [returns] };
  }),

  listReturnNotices: async (request, tools) => {
    const page = await pageOfStates(request, tools, ReturnRounds, { index: 'listing', pk: noticesKey });
    if (page.kind === 'refusal') return page;
    const at = tools.now();
    return request.answer(200, { items: page.items.flatMap(({ state }) => noticeView(state, at) ?? []), ...page.next });
  },
};
