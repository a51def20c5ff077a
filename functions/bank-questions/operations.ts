import { questionsOfBankKey } from '../../shared/bank-questions/keys.ts';
import { questionThing } from '../../shared/bank-questions/kind.ts';
import { questionReading } from '../../shared/bank-questions/question/ask-bank.ts';
import type { BankQuestion } from '../../shared/bank-questions/question/model.ts';
import type { BankQuestionFact } from '../../shared/bank-questions/question/question-facts.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, type Reach, readOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import { answerAsked } from './answer-asked.ts';
import { answerHolderRequest } from './answer-holder.ts';
import { answerPayment } from './answer-payment.ts';
import type { bankQuestionRoutes } from './routes.ts';
import { signedOf } from './signed-of.ts';
import { tellWatchLines } from './tell-lines.ts';
import { tellStatementPage } from './tell-page.ts';

type QuestionCall = Call & { readonly params: { readonly questionId: string } };

/** The question that a path names: to the calling bank, or hidden. */
const question: Reach<QuestionCall, BankQuestion, BankQuestionFact> = {
  load: ({ params }, journal) => journal.load(BankQuestions, params.questionId),
  thing: questionThing,
};
const onQuestion = commandOn(question);

export const bankQuestionOperations: Operations<typeof bankQuestionRoutes, ApiTools> = {
  tellStatementPage,
  tellWatchLines,
  answerHolderRequest,

  listBankQuestions: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const pk = questionsOfBankKey(request.actor.agency);
    const page = await pageOfStates(request, tools, BankQuestions, { index: 'inbox', pk });
    if (page.kind === 'refusal') return page;
    // the index follows within moments: a bank must not act again on what it answered meanwhile
    const items = page.items.flatMap(({ state }) => (state.status === 'open' ? [questionReading(state)] : []));
    return request.answer(200, { items, ...page.next });
  },

  getBankQuestion: readOn<ApiRequest<(typeof bankQuestionRoutes)['getBankQuestion']>, BankQuestion, BankQuestionFact>({
    ...question,
    answer: (request, { state }) => request.answer(200, questionReading(state)),
  }),

  answerBankQuestion: onQuestion<ApiRequest<(typeof bankQuestionRoutes)['answerBankQuestion']>, ApiTools>(
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
};
