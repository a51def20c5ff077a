import { lifecycle } from '../../kernel/lifecycle.ts';
import type { QuestionStatus } from './model.ts';
import type { BankQuestionFactType } from './question-facts.ts';

/** `new` is the state before the first fact; the journal never saves a question in it. */
type QuestionState = 'new' | QuestionStatus;

/** The commands on a question: of police, of the bank, of the gateway, or of time. */
export type QuestionCommand =
  | 'ask'
  | 'send'
  | 'deliver'
  | 'failDelivery'
  | 'giveUpDelivery'
  | 'remind'
  | 'fallOverdue'
  | 'answer'
  | 'decline'
  | 'withdraw';

/** 协查. Asked, put to the bank, asked once more, answered. A bank that said that it cannot may still answer. */
export const questionLifecycle = lifecycle<QuestionState, QuestionCommand, BankQuestionFactType>(
  'bank-question',
  'new',
  {
    //     command:  to           fact
    new: { ask: ['open', 'bank-question.asked'] },
    open: {
      send: ['open', 'bank-question.sent'],
      deliver: ['open', 'bank-question.delivered'],
      failDelivery: ['open', 'bank-question.delivery-failed'],
      giveUpDelivery: ['open', 'bank-question.undeliverable'],
      remind: ['open', 'bank-question.reminded'],
      fallOverdue: ['open', 'bank-question.fell-overdue'],
      answer: ['answered', 'bank-question.answered'],
      decline: ['declined', 'bank-question.declined'],
      withdraw: ['withdrawn', 'bank-question.withdrawn'],
    },
    answered: {},
    declined: { answer: ['answered', 'bank-question.answered'] },
    withdrawn: {},
  },
  'QUESTION_STATE_FORBIDS',
);
