import { evolver } from '../../kernel/evolver.ts';
import type { BankQuestion, QuestionStatus } from './model.ts';
import type { BankQuestionFact } from './question-facts.ts';
import { questionLifecycle } from './question-lifecycle.ts';

/** The question after a fact. */
export const evolveQuestion = evolver<QuestionStatus, BankQuestion, BankQuestionFact, 'bank-question.asked'>(questionLifecycle, {
  births: {
    'bank-question.asked': ({ at, ...asked }) => ({
      ...asked,
      issuedAt: at,
      lookAt: asked.dueAt,
      delivery: { sendings: 0, failures: 0, undeliverable: false },
    }),
  },
  steps: {
    'bank-question.sent': (question, { at, channel, messageId }) => ({
      ...question,
      delivery: {
        sendings: question.delivery.sendings + 1,
        ...{ failures: question.delivery.failures, sentAt: at, channel, messageId, undeliverable: false },
      },
    }),
    'bank-question.delivered': (question, { at }) => {
      const { failure: _, ...delivery } = question.delivery;
      return { ...question, delivery: { ...delivery, deliveredAt: at, undeliverable: false } };
    },
    'bank-question.delivery-failed': (question, { reason }) => ({
      ...question,
      delivery: { ...question.delivery, failures: question.delivery.failures + 1, failure: reason },
    }),
    'bank-question.undeliverable': (question) => ({ ...question, delivery: { ...question.delivery, undeliverable: true } }),
    'bank-question.reminded': (question, { at, lookAt }) => ({ ...question, remindedAt: at, lookAt }),
    'bank-question.fell-overdue': ({ lookAt: _, ...question }, { at }) => ({ ...question, overdueAt: at }),
    'bank-question.answered': (question, { at }) => ended(question, at),
    'bank-question.declined': (question, { at, code, remark }) => ({
      ...ended(question, at),
      declined: { code, ...(remark === undefined ? {} : { remark }) },
    }),
    'bank-question.withdrawn': (question, { at }) => ended(question, at),
  },
});

/** The bank need not act any more, and Cordon looks no more. */
function ended({ lookAt: _, ...question }: BankQuestion, at: string): BankQuestion {
  return { ...question, endedAt: at };
}
