import { sameOfficerTwice } from '../../freezes/officers.ts';
import type { StopOrder } from '../../freezes/order/stop-order.ts';
import { hashOf } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Created, create, type Decision, refuse, refuseAndRecord } from '../../kernel/decision.ts';
import { evolver } from '../../kernel/evolver.ts';
import { accountOf, dueBy, questionAnswered, questionAsked } from '../question/ask-bank.ts';
import type { BankQuestion, DeclinedAt } from '../question/model.ts';
import type { BankQuestionFact } from '../question/question-facts.ts';
import type { HolderRequestFact } from './holder-request-facts.ts';
import { holderRequestLifecycle } from './holder-request-lifecycle.ts';
import { type HolderAnswer, type HolderRequest, type HolderStatus, MAX_OTHER_ANSWERS, type RequestHolder } from './model.ts';

/** The ids of what begins. */
interface Begun {
  readonly holderRequestId: string;
  readonly instructionId: string;
}

/**
 * Asks the bank of an order who holds its account, and what else the holder has there.
 *
 * @returns `holder-request.asked` and the question to the bank, or SAME_OFFICER_TWICE, QUESTION_NEEDS_ACCOUNT
 */
export function askHolder(
  order: StopOrder,
  { reason, officers }: RequestHolder,
  { holderRequestId, instructionId }: Begun,
  context: Context,
): Created<HolderRequestFact | BankQuestionFact> {
  const known = accountOf(order);
  if (known.kind === 'refusal') return known;
  const same = sameOfficerTwice(officers);
  if (same !== undefined) return same;
  const { orderId, alertId, district, agency, account } = order;
  const asked = { instruction: 'whose-account', holderRequestId } as const;
  const ofOrder = { orderId, alertId, district, agency, bankId: account.bankId };
  return create<HolderRequestFact | BankQuestionFact>(
    holderRequestId,
    {
      type: 'holder-request.asked',
      data: {
        ...{ at: context.now, holderRequestId, ...ofOrder, instructionId },
        ...{ reason, officers: [...officers], dueAt: dueBy(asked, context) },
      },
    },
    questionAsked(order, { asked, account: known.account, instructionId, agency, reason, officers }, context),
  );
}

/** What is known of the question to the bank, and the proof of its answer. */
interface Known {
  readonly question: BankQuestion | undefined;
  readonly signature?: string | undefined;
  readonly unread?: HolderRequest['unread'];
}

/**
 * Takes the answer of the bank. The same again changes nothing; another one is refused, and kept beside the first.
 *
 * @returns the facts, or HOLDER_CONFLICT
 */
export function answerHolder(
  request: HolderRequest,
  answer: HolderAnswer,
  { question, signature, unread }: Known,
  context: Context,
): Decision<HolderRequestFact | BankQuestionFact> {
  const told = { at: context.now, answer, ...(signature === undefined ? {} : { signature }) };
  if (request.answer === undefined)
    return accept<HolderRequestFact | BankQuestionFact>(
      { type: 'holder-request.answered', data: { ...told, unread } },
      ...(question === undefined ? [] : questionAnswered(question, context)),
    );
  const hash = hashOf(answer);
  if (hashOf(request.answer) === hash) return accept();
  const isKnown = request.others.some((other) => hashOf(other.answer) === hash);
  const isFull = request.others.length >= MAX_OTHER_ANSWERS;
  const detail = { kept: isKnown || !isFull };
  if (isKnown || isFull) return refuse('HOLDER_CONFLICT', detail);
  return refuseAndRecord<HolderRequestFact>('HOLDER_CONFLICT', detail, { type: 'holder-request.contested', data: told });
}

/** The bank said that it cannot answer. No fact if it answered before. */
export function declineHolder({ status }: HolderRequest, declined: DeclinedAt): readonly HolderRequestFact[] {
  return holderRequestLifecycle.allows(status, 'decline') ? [{ type: 'holder-request.declined', data: declined }] : [];
}

/** The request after a fact. */
export const evolveHolderRequest = evolver<HolderStatus, HolderRequest, HolderRequestFact, 'holder-request.asked'>(
  holderRequestLifecycle,
  {
    births: { 'holder-request.asked': ({ at, ...asked }) => ({ ...asked, requestedAt: at, others: [] }) },
    steps: {
      'holder-request.answered': ({ declined: _, ...request }, { at, answer, unread }) => ({
        ...request,
        answer,
        answeredAt: at,
        ...(unread === undefined ? {} : { unread }),
      }),
      'holder-request.declined': (request, declined) => ({ ...request, declined }),
      'holder-request.contested': (request, { at, answer }) => ({
        ...request,
        others: [...request.others, { at, answer }],
      }),
    },
  },
);
