import { answerHolder } from '../../shared/bank-questions/holder/ask-holder.ts';
import type { HolderRequestFact } from '../../shared/bank-questions/holder/holder-request-facts.ts';
import type { HolderRequest } from '../../shared/bank-questions/holder/model.ts';
import { thingOfOrder } from '../../shared/bank-questions/kind.ts';
import { BankQuestions, HolderRequests } from '../../shared/bank-questions/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn } from '../../shared/http/command-on.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { readOutlet } from '../lookups/read-outlet.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { orOfTest, tellOfTest } from './of-test.ts';
import type { bankQuestionRoutes } from './routes.ts';
import { signedOf } from './signed-of.ts';

type AnswerHolder = ApiRequest<(typeof bankQuestionRoutes)['answerHolderRequest']>;

const onHolderRequest = commandOn<
  Call & { readonly params: { readonly holderRequestId: string } },
  HolderRequest,
  HolderRequestFact
>({
  load: ({ params }, journal) => journal.load(HolderRequests, params.holderRequestId),
  thing: thingOfOrder,
});

const answerReal = onHolderRequest<AnswerHolder, ApiTools>(
  async (state, { openedAt, ...told }, context, { request, tools: { journal } }) => {
    const signed = await signedOf(request, journal, state);
    if (signed.kind === 'refusal') return signed;
    const question = await journal.load(BankQuestions, state.instructionId);
    const { unread, ...outlet } = readOutlet(openedAt);
    const known = { question: question.state, signature: signed.signature, unread };
    return {
      decision: answerHolder(state, { ...told, ...outlet }, known, context),
      streams: [question],
      answer: (after) =>
        request.answer(200, {
          holderRequestId: state.holderRequestId,
          ...(after.state.answeredAt === undefined ? {} : { answeredAt: after.state.answeredAt }),
          ...(unread === undefined ? {} : { unread: unread.faults }),
        }),
    };
  },
);

/** The bank of an account says who holds it. It reads no more of the question than that its answer counts. */
export const answerHolderRequest = orOfTest<AnswerHolder>(answerReal, (request, tools) => {
  const { holderRequestId } = request.params;
  // of a test nothing of the holder is kept
  const told = { word: 'holder', hash: hashOf(request.body) } as const;
  return tellOfTest(request, tools, { id: holderRequestId, told }, ({ answers = [] }) =>
    request.answer(200, { holderRequestId, ...defined({ answeredAt: answers[0]?.at }) }),
  );
});
