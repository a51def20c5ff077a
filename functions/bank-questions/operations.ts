import { questionsOfBankKey } from '../../shared/bank-questions/keys.ts';
import { questionThing } from '../../shared/bank-questions/kind.ts';
import { questionReading } from '../../shared/bank-questions/question/ask-bank.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import type { BankQuestionFact } from '../../shared/bank-questions/question/question-facts.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import { TestOrders } from '../../shared/bank-tests/streams.ts';
import { testQuestionReading, toldBy } from '../../shared/bank-tests/test-question.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, type Reach, readOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { idOfStream, kindOfStream, type StreamType, streamKey } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { answerAsked } from './answer-asked.ts';
import { answerHolderRequest } from './answer-holder.ts';
import { answerPayment } from './answer-payment.ts';
import { orOfTest, tellOfTest, testAsked } from './of-test.ts';
import type { bankQuestionRoutes } from './routes.ts';
import { signedOf } from './signed-of.ts';

type QuestionCall = Call & { readonly params: { readonly questionId: string } };

/** The question that a path names: to the calling bank, or hidden. */
const question: Reach<QuestionCall, BankQuestion, BankQuestionFact> = {
  load: ({ params }, journal) => journal.load(BankQuestions, params.questionId),
  thing: questionThing,
};
const onQuestion = commandOn(question);

export const bankQuestionOperations: Operations<typeof bankQuestionRoutes, ApiTools> = {
  answerHolderRequest,

  listBankQuestions: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const pk = questionsOfBankKey(request.actor.agency);
    const page = await pageOfIndex(request, tools, { index: 'inbox', pk });
    if (page.kind === 'refusal') return page;
    const streams = page.cards.map(({ stream }) => stream);
    const [questions, tests] = await Promise.all([
      statesOf(tools.journal, BankQuestions, streams),
      statesOf(tools.journal, TestOrders, streams),
    ]);
    const items = streams.flatMap((stream) => {
      const question = questions.get(stream);
      const test = tests.get(stream);
      const reading = question ? questionReading(question) : test && testQuestionReading(test);
      // the index follows within moments: a bank must not act again on what it answered meanwhile
      return reading?.state === 'open' ? [reading] : [];
    });
    return request.answer(200, { items, ...page.next });
  },

  getBankQuestion: orOfTest(
    readOn<ApiRequest<(typeof bankQuestionRoutes)['getBankQuestion']>, BankQuestion, BankQuestionFact>({
      ...question,
      answer: (request, { state }) => request.answer(200, questionReading(state)),
    }),
    async (request, { journal }) => {
      const test = await testAsked(request, journal, request.params.questionId);
      return 'code' in test ? test : request.answer(200, testQuestionReading(test.state));
    },
  ),

  answerBankQuestion: orOfTest(
    onQuestion<ApiRequest<(typeof bankQuestionRoutes)['answerBankQuestion']>, ApiTools>(
      async (state, input, context, { request, tools }) => {
        const signed = await signedOf(request, tools.journal, state);
        if (signed.kind === 'refusal') return signed;
        const { asked } = state;
        const decided =
          asked.instruction === 'return'
            ? await answerPayment(state, asked, input, signed, { journal: tools.journal, context })
            : await answerAsked(state, input, signed, { journal: tools.journal, context });
        return {
          ...decided,
          answer: (after) => request.answer(200, questionReading(after.state)),
        };
      },
    ),
    (request, tools) =>
      tellOfTest(request, tools, { id: request.params.questionId, told: toldBy(request.body) }, (after) =>
        request.answer(200, testQuestionReading(after)),
      ),
  ),
};

/** The states of those of these streams that are of this kind, by their streams. */
async function statesOf<State>(
  journal: Journal,
  type: StreamType<State, Fact>,
  streams: readonly string[],
): Promise<ReadonlyMap<string, State>> {
  const own = streams.filter((stream) => kindOfStream(stream) === type.name);
  const loaded = await loadAll(journal, type, own.map(idOfStream));
  return new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[streamKey(type.name, id), state] as const])));
}
