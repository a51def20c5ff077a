import type { Action } from '../../shared/access/policy.ts';
import type { ApprovalFact } from '../../shared/approvals/approval-facts.ts';
import type { AskApproval } from '../../shared/approvals/bodies.ts';
import {
  approverRefusal,
  askApproval,
  declineApproval,
  desksDeciding,
  grantApproval,
  isAsker,
  withdrawApproval,
} from '../../shared/approvals/decide-approval.ts';
import { askedByKey, waitingKey } from '../../shared/approvals/keys.ts';
import { approvalThing } from '../../shared/approvals/kind.ts';
import type { Approval } from '../../shared/approvals/model.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { ApprovalCard, type ApprovalView, approvalEntry, approvalView } from '../../shared/approvals/views.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import { questionOf } from './questions.ts';
import type { approvalRoutes } from './routes.ts';

interface ApprovalCall<Status> extends Call {
  answer(status: Status, view: ApprovalView, tag: number | string): StoredAnswer;
}

const approval: Target<ApprovalCall<200> & { readonly params: { readonly approvalId: string } }, Approval, ApprovalFact> = {
  load: ({ params }, journal) => journal.load(Approvals, params.approvalId),
  thing: approvalThing,
  closed: closedOnApproval,
  answer: answered(200),
};
const onApproval = commandOn(approval);

/** Who asked does not decide, and no other person takes the question back. */
function closedOnApproval(state: Approval, { actor }: Call): readonly Action[] {
  const closed: readonly (readonly [Action, boolean])[] = [
    ['approval.decide', approverRefusal(state, actor) !== undefined],
    ['approval.withdraw', !isAsker(state, actor)],
  ];
  return closed.flatMap(([action, isClosed]) => (isClosed ? [action] : []));
}

/** The answer with an approval as it is now. */
function answered<Status>(status: Status) {
  return (request: ApprovalCall<Status>, { state, version }: Present<Approval>): StoredAnswer =>
    request.answer(status, approvalView(state, version, request.context().now), version);
}

export const approvalOperations: Operations<typeof approvalRoutes, ApiTools> = {
  askApproval: createOn({ type: Approvals, answer: answered(201) })(async (input: AskApproval, context, { request, tools }) => {
    const asked = await questionOf(request, input, tools);
    if (asked.kind === 'refusal') return asked;
    const known = { question: asked.question, name: request.callerName };
    return { decision: askApproval(input, known, context), rests: asked.rests };
  }),

  listApprovals: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor, query } = request;
    const page =
      query.asked === undefined
        ? await pageOfPartitions(request, tools, {
            index: 'inbox',
            pks: desksDeciding(actor).map((desk) => waitingKey(deskKey(desk))),
          })
        : await pageOfIndex(request, tools, {
            index: 'listing',
            pk: askedByKey(actor.agency, actor.subject),
            newestFirst: true,
          });
    if (page.kind === 'refusal') return page;
    const cards = page.cards.map(({ card }) => parseTolerantly(ApprovalCard, card));
    // the caller's question waits for another person
    const shown = query.asked === undefined ? cards.filter(({ subject }) => subject !== actor.subject) : cards;
    const now = tools.now();
    return request.answer(200, { items: shown.map((card) => approvalEntry(card, now)), ...page.next });
  },

  getApproval: readOn({
    ...approval,
    // it is shown as lapsed from that moment on, before a fact says so
    answer: (request, { state, version }) => {
      const view = approvalView(state, version, request.context().now);
      return request.answer(200, view, tagOf(version, view));
    },
  }),
  grantApproval: onApproval((state, input, context, { request }) => grantApproval(state, input, request.callerName, context)),
  declineApproval: onApproval((state, input, context, { request }) => declineApproval(state, input, request.callerName, context)),
  withdrawApproval: onApproval(withdrawApproval),
};
