import type { ApprovalFact } from '../../shared/approvals/approval-facts.ts';
import {
  askApproval,
  declineApproval,
  desksDeciding,
  grantApproval,
  withdrawApproval,
} from '../../shared/approvals/decide-approval.ts';
import { approvalThing } from '../../shared/approvals/kind.ts';
import type { Approval } from '../../shared/approvals/model.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { ApprovalCard, type ApprovalView, approvalEntry, approvalView } from '../../shared/approvals/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { askedByKey, waitingKey } from '../../shared/journal/keys.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfDesks } from '../platform/desk-pages.ts';
import { noState } from '../platform/no-state.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { questionOf } from './questions.ts';
import type { approvalRoutes } from './routes.ts';

export const approvalOperations: Operations<typeof approvalRoutes, ApiTools> = {
  askApproval: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const context = request.context();
      const asked = await questionOf(request, request.body, journal);
      if (asked.kind === 'refusal') return asked;
      const decision = askApproval(request.body, { question: asked.question, name: request.callerName }, context);
      const approval = fresh(Approvals, idIn(decision));
      const plan = planFrom(decision, [approval], (after) => {
        const { state = noState(), version } = after(approval);
        return request.answer(201, approvalView(state, version, context.now), version);
      });
      return plan.kind === 'plan' ? { ...plan, requires: asked.rests } : plan;
    }),

  listApprovals: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const page =
      query.asked === undefined
        ? await pageOfDesks(
            request,
            tools,
            desksDeciding(actor).map((desk) => waitingKey(deskKey(desk))),
          )
        : await pageOfIndex(request, tools, {
            index: 'listing',
            pk: askedByKey(actor.agency, actor.subject),
            newestFirst: true,
          });
    if (page.kind === 'refusal') return page;
    const cards = page.cards.map(({ card }) => ApprovalCard.parse(card));
    // the caller's question waits for another person
    const shown = query.asked === undefined ? cards.filter(({ subject }) => subject !== actor.subject) : cards;
    const now = tools.now();
    return request.answer(200, { items: shown.map((card) => approvalEntry(card, now)), ...page.next });
  },

  getApproval: async (request, { journal }) => {
    const { state, version } = await journal.load(Approvals, request.params.approvalId);
    if (state === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(approvalThing(state));
    if (access.kind === 'refusal') return access;
    return request.answer(200, approvalView(state, version, request.context().now), version);
  },

  grantApproval: commandOn((approval, body, { callerName }, context) => grantApproval(approval, body, callerName, context)),
  declineApproval: commandOn((approval, body, { callerName }, context) => declineApproval(approval, body, callerName, context)),
  withdrawApproval: commandOn((approval, body, _call, context) => withdrawApproval(approval, body, context)),
};

function idIn({ facts }: Decision<ApprovalFact>): string {
  return facts.flatMap((fact) => (fact.type === 'approval.asked' ? [fact.data.approvalId] : []))[0] ?? '';
}

interface ApprovalCall<Body> extends Call {
  readonly params: { readonly approvalId: string };
  readonly body: Body;
  answer(status: 200, view: ApprovalView, version: number): StoredAnswer;
}

/** The operation that runs this decider on an approval. */
function commandOn<Body>(decide: (approval: Approval, body: Body, call: Call, context: Context) => Decision<ApprovalFact>) {
  return async (request: ApprovalCall<Body>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const approval = await journal.load(Approvals, request.params.approvalId);
      if (approval.state === undefined) return refuse('NOT_FOUND');
      const access = request.allowed(approvalThing(approval.state));
      if (access.kind === 'refusal') return access;
      const stale = staleness(request, approval.version);
      if (stale !== undefined) return stale;
      const context = request.context();
      return planFrom(decide(approval.state, request.body, request, context), [approval], (after) => {
        const { state = noState(), version } = after(approval);
        return request.answer(200, approvalView(state, version, context.now), version);
      });
    });
}
