import { questionAsked } from '../../shared/bank-questions/question/ask-bank.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import type { AccessPart } from './access-actors.ts';
import { context, id, minute, officers, plan } from './samples.ts';

const questionId = id('ins', 900);

/** The question is to bank A, about an order of the police of Haidian. */
export const bankQuestionAccess: AccessPart = {
  rows: {
    listBankQuestions: { yes: ['bankA', 'bankB'], forbidden: 'everyone else' },
    getBankQuestion: { yes: ['bankA'], forbidden: [] },
    answerBankQuestion: { yes: ['bankA'], forbidden: [] },
  },

  prepare: async (api) => {
    const account = { accountNumber: '6222000000000000001', accountKind: 'personal' } as const;
    const asked = { instruction: 'watch', watchId: id('wch', 900), until: minute(60) } as const;
    const why = { reason: 'r', officers, agency: 'police-haidian' };
    const question = questionAsked(plan(), { asked, account, instructionId: questionId, ...why }, context());
    await api.journal.append({
      command: { name: 'test', id: 'question', inputHash: '', actor: systemActor, correlationId: 'cor_1', now: minute(1) },
      changes: [change(fresh(BankQuestions, questionId), question)],
    });
    return { questionId };
  },

  calls: () => ({ answerBankQuestion: { body: { outcome: 'done' } } }),
};
