import * as z from 'zod';
import { questionsOfBankKey } from '../../../shared/bank-questions/keys.ts';
import { withdrawQuestion } from '../../../shared/bank-questions/question/ask-bank.ts';
import type { BankQuestion, QuestionPurpose } from '../../../shared/bank-questions/question/model.ts';
import { BankQuestions } from '../../../shared/bank-questions/streams.ts';
import type { RecordedFact } from '../../../shared/journal/journal.ts';
import { readOnly } from '../../../shared/journal/kind.ts';
import { statesIn } from '../../../shared/journal/load-all.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** Police asked the bank something; the gateway puts it to the bank. */
export const sendQuestion: Reaction<FactOf<'bank-question.asked'>, CoordinationTools> = {
  name: 'sendQuestion',
  does: 'puts the question into the bank queue; the gateway sends it only while it is open',
  react: async ({ recorded }, tools) => send(idOfStream(recorded.stream), 'question', tools),
};

/** The bank has not answered in time: it is asked once more. */
export const askQuestionAgain: Reaction<FactOf<'bank-question.reminded'>, CoordinationTools> = {
  name: 'askQuestionAgain',
  does: 'puts the question into the bank queue once more; the gateway sends it only while it is open',
  react: async ({ recorded }, tools) => send(idOfStream(recorded.stream), 'reminder', tools),
};

/** Of a watch, the question by which its bank was asked. */
const AskedWatch = readOnly('watch', z.object({ instructionId: z.string() }));

/** The watch is over before the bank said that it runs: it need not answer that any more. */
export const closeWatchQuestion: Reaction<FactOf<'watch.ended'>, CoordinationTools> = {
  name: 'closeWatchQuestion',
  does: 'withdraws the question by which the bank was asked for the watch, if the bank has not answered it',
  react: async ({ recorded }, tools) => {
    const { state: watch } = await tools.journal.load(AskedWatch, idOfStream(recorded.stream));
    if (watch === undefined) throw new Error('a watch has facts but no state');
    await withdraw(watch.instructionId, 'closeWatchQuestion', recorded, tools);
  },
};

/** Of a protective measure, the questions by which its bank was asked for it, and for its end. */
const AskedProtection = readOnly(
  'protective-measure',
  z.object({ instructionId: z.string(), lift: z.object({ instructionId: z.string() }).optional() }),
);

/** The measure is to end, or is over: the bank need not answer what it was asked before. */
export const closeProtection: Reaction<
  FactOf<'protective-measure.lift-ordered' | 'protective-measure.expired'>,
  CoordinationTools
> = {
  name: 'closeProtection',
  does: 'withdraws the question by which the bank was asked for the protective measure, and of an expired one that for its end, if it has not answered',
  react: async ({ fact, recorded }, tools) => {
    const { state: measure } = await tools.journal.load(AskedProtection, idOfStream(recorded.stream));
    if (measure === undefined) throw new Error('a protective measure has facts but no state');
    const { instructionId, lift } = measure;
    const over =
      fact.type === 'protective-measure.expired' && lift !== undefined ? [instructionId, lift.instructionId] : [instructionId];
    for (const id of over) await withdraw(id, 'closeProtection', recorded, tools);
  },
};

/** The bank need not answer a question any more. */
async function withdraw(id: string, name: string, recorded: RecordedFact, tools: CoordinationTools): Promise<void> {
  const { journal } = tools;
  const context = contextOf(tools);
  await appendOnce(
    journal,
    commandOf(`${name}/${id}`, recorded, context.now),
    async () => {
      const question = await journal.load(BankQuestions, id);
      return question.state === undefined ? refuse('NOT_FOUND') : planFrom(withdrawQuestion(question.state, context), [question]);
    },
    // the question tells that it was withdrawn
    { remember: false },
  );
}

async function send(id: string, purpose: QuestionPurpose, { journal, bankQueue }: CoordinationTools): Promise<void> {
  const { state } = await journal.load(BankQuestions, id);
  if (state === undefined) throw new Error('a question has facts but no state');
  // what belongs to no alarm is a group of its own: it waits for nothing else
  const { instructionId, bankId, alertId = instructionId } = state;
  await bankQueue.send({ questionId: instructionId, bankId, purpose }, { alertId });
}

/** The same push as before, with the same key, for each open question of the bank whose way to it is of this kind. */
export async function queueQuestionsAgain(
  bankId: string,
  due: (question: BankQuestion) => boolean,
  tools: CoordinationTools,
): Promise<void> {
  const { journal } = tools;
  for (const question of await statesIn(journal, BankQuestions, { index: 'inbox', pk: questionsOfBankKey(bankId) })) {
    if (question.status !== 'open' || !due(question)) continue;
    await send(question.instructionId, question.remindedAt === undefined ? 'question' : 'reminder', tools);
  }
}
