import { beforeEach, describe, expect, test } from 'vitest';
import { createDeadLetterConsumer } from '../../functions/bank-gateway/dead-letters.ts';
import { deliver } from '../../functions/bank-gateway/deliver.ts';
import type { Push, PushOutcome } from '../../functions/bank-gateway/push.ts';
import type { QueuedMessage } from '../../functions/bank-gateway/queue-records.ts';
import type { GatewayTools } from '../../functions/bank-gateway/tools.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import {
  advanceQuestion,
  answerQuestion,
  askedOfBank,
  questionAnswered,
  questionAsked,
} from '../../shared/bank-questions/question/ask-bank.ts';
import type { Asked } from '../../shared/bank-questions/question/model.ts';
import type { QuestionMessage } from '../../shared/bank-questions/question/question-message.ts';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import { Circuits } from '../../shared/banks/streams.ts';
import { isSignedBy } from '../../shared/http/signature.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { fresh, streamKey } from '../../shared/journal/stream.ts';
import { epoch, HOUR, MINUTE, plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import {
  appendFacts,
  createRelayBench,
  createTestPlatform,
  factTypes,
  plannedOrder,
  registerBanks,
} from '../support/relay-kit.ts';
import { bank, context, id, minute, officers } from '../support/samples.ts';

const contextNow = (now: string) => context({ now });
const questionId = id('ins', 7);
const account = { accountName: '李某', accountNumber: '6222000000000000001', accountKind: 'personal' } as const;
const watch: Asked = { instruction: 'watch', watchId: id('wch', 1), until: minute(60 * 24) };
const statement: Asked = { instruction: 'statement', statementId: id('stm', 1), from: minute(-60), to: minute(0) };

function asking(asked: Asked = statement) {
  const why = { reason: '协查', officers, agency: 'police-haidian' };
  return questionAsked(plannedOrder(), { asked, account, instructionId: questionId, ...why }, contextNow(minute(1)));
}

describe('a question to a bank', () => {
  test('is asked once more when its answer is due, then people are told, each once', () => {
    const at = (moment: string) => (state: Parameters<typeof advanceQuestion>[0]) =>
      ({ kind: 'acceptance', facts: advanceQuestion(state, contextNow(moment)) }) as const;
    const dueAt = plus(minute(1), 24 * HOUR);
    const asked = given(BankQuestions, asking());
    asked.when(at(plus(dueAt, -1))).thenNothing();
    const again = asked.when(at(dueAt)).thenFacts({ type: 'bank-question.reminded', data: { dueAt } });
    const [reminded] = again.decision.facts;
    const second = given(BankQuestions, asking(), BankQuestions.fact.parse(reminded));
    second.when(at(plus(dueAt, HOUR))).thenNothing();
    const told = second.when(at(plus(dueAt, 24 * HOUR))).thenFacts({ type: 'bank-question.fell-overdue' });
    const last = given(
      BankQuestions,
      asking(),
      BankQuestions.fact.parse(reminded),
      BankQuestions.fact.parse(told.decision.facts[0]),
    );
    last.when(at(plus(dueAt, 900 * HOUR))).thenNothing();
  });

  test('is not asked again once the bank answered, and an answer counts once', () => {
    const answered = given(BankQuestions, asking()).when((question) => ({
      kind: 'acceptance',
      facts: questionAnswered(question, { now: minute(5) }),
    }));
    answered.thenState({ status: 'answered', endedAt: minute(5) });
    const after = given(BankQuestions, asking(), BankQuestions.fact.parse(answered.decision.facts[0]));
    expect(questionAnswered(after.state, { now: minute(6) })).toEqual([]);
    expect(advanceQuestion(after.state, contextNow(plus(minute(1), 900 * HOUR)))).toEqual([]);
  });

  test('that asks for lines is not answered by a word; one that asks for an act is', () => {
    const done = { outcome: 'done' } as const;
    given(BankQuestions, asking())
      .when((question) => answerQuestion(question, done, {}, contextNow(minute(2))))
      .thenRefused('ANSWER_IS_ELSEWHERE', { instruction: 'statement' });
    given(BankQuestions, asking(watch))
      .when((question) => answerQuestion(question, done, {}, contextNow(minute(2))))
      .thenFacts({ type: 'bank-question.answered' });
  });

  test('is declined once; the same again changes nothing, another reason is refused', () => {
    const no = { outcome: 'declined', code: '0300' } as const;
    const declined = given(BankQuestions, asking())
      .when((question) => answerQuestion(question, no, {}, contextNow(minute(2))))
      .thenFacts({ type: 'bank-question.declined', data: { code: '0300' } });
    const after = given(BankQuestions, asking(), BankQuestions.fact.parse(declined.decision.facts[0]));
    after.when((question) => answerQuestion(question, no, {}, contextNow(minute(3)))).thenNothing();
    after
      .when((question) => answerQuestion(question, { ...no, code: '1000' }, {}, contextNow(minute(3))))
      .thenRefused('QUESTION_STATE_FORBIDS');
  });
});

describe('its way to the bank', () => {
  const key = signingKeyOf(new Uint8Array(32).fill(7));
  const stream = streamKey('bank-question', questionId);
  let platform: ReturnType<typeof createTestPlatform>;
  let pushes: Push[];
  let outcome: PushOutcome;
  let tools: GatewayTools;

  function queued(over: Partial<QuestionMessage> = {}, how: Partial<QueuedMessage> = {}): QueuedMessage {
    const message: QuestionMessage = { questionId, bankId: 'bank-a', purpose: 'question', ...over };
    return { messageId: 'message-1', queuedAt: minute(1), attempt: 1, message, ...how };
  }
  const asDeadLetter = ({ messageId, queuedAt, attempt, message }: QueuedMessage) => ({
    Records: [
      {
        ...{ messageId, receiptHandle: 'r', body: JSON.stringify(message) },
        attributes: { SentTimestamp: String(epoch(queuedAt)), ApproximateReceiveCount: String(attempt) },
      },
    ],
  });
  const ask = (asked?: Asked) => appendFacts(platform, [fresh(BankQuestions, questionId)], [asking(asked)]);
  const question = async () => (await platform.journal.load(BankQuestions, questionId)).state;

  beforeEach(() => {
    platform = createTestPlatform();
    pushes = [];
    outcome = { delivered: true };
    tools = {
      ...platform,
      signingKey: async () => key,
      push: async (push) => {
        pushes.push(push);
        return outcome;
      },
    };
  });

  test('is recorded, then pushed signed for this bank, order and question; the same message again has the same key', async () => {
    await registerBanks(platform, bank());
    await ask();
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
    expect(await factTypes(platform, stream)).toEqual(['bank-question.asked', 'bank-question.sent']);
    const [push, same] = pushes;
    expect(same?.headers['idempotency-key']).toBe(push?.headers['idempotency-key']);
    const state = await question();
    expect(state === undefined ? undefined : askedOfBank(state)).toEqual(JSON.parse(Buffer.from(push?.body ?? []).toString()));
    const about = { audience: 'bank-a', orderId: state?.orderId, instructionId: questionId };
    const signature = push?.headers['x-jws-signature'] ?? '';
    expect(await isSignedBy(push?.body ?? new Uint8Array(), signature, { keys: [key.publicJwk] }, about)).toBe(true);
  });

  test('a failed push comes again; after the last attempt the question says so, once, and it is pushed again when the endpoint is back', async () => {
    await registerBanks(platform, bank());
    await ask();
    outcome = { delivered: false, reason: 'status', status: 503 };
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'again' });
    const giveUp = createDeadLetterConsumer(platform);
    for (const _ of [1, 2]) expect(await giveUp(asDeadLetter(queued({}, { attempt: 5 })))).toEqual({ batchItemFailures: [] });
    expect(await factTypes(platform, stream)).toEqual([
      ...['bank-question.asked', 'bank-question.sent', 'bank-question.delivery-failed', 'bank-question.undeliverable'],
    ]);
    const bench = createRelayBench(platform);
    await bench.drain();
    bench.sent.length = 0;
    const { pushAgain } = await import('../../functions/relay/reactions/bank.ts');
    const closed = { type: 'circuit.closed', data: { bankId: 'bank-a', at: minute(3) } } as const;
    const [recorded] = (await platform.journal.facts(stream, { limit: 1 })).facts;
    if (recorded === undefined) throw new Error('the question has no fact');
    await pushAgain.react({ fact: closed, recorded }, bench.tools);
    expect(bench.sent.map(({ message }) => message)).toEqual([{ questionId, bankId: 'bank-a', purpose: 'question' }]);
  });

  test('a bank that knows no questions and refuses them is still pushed its stops; one that fails is not', async () => {
    await registerBanks(platform, bank());
    await ask();
    const failures = async () => (await platform.journal.load(Circuits, 'bank-a')).state?.failures ?? 0;
    outcome = { delivered: false, reason: 'status', status: 400 };
    for (let attempt = 1; attempt <= 6; attempt += 1) await deliver(queued({}, { attempt }), tools);
    expect(await failures()).toBe(0);
    outcome = { delivered: false, reason: 'status', status: 500 };
    await deliver(queued({}, { attempt: 7 }), tools);
    outcome = { delivered: false, reason: 'timeout' };
    await deliver(queued({}, { attempt: 8 }), tools);
    expect(await failures()).toBe(2);
  });

  test('a bank without an endpoint finds it by pulling', async () => {
    const { endpoint: _, ...pulls } = bank();
    await registerBanks(platform, pulls);
    await ask();
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
    expect(pushes).toEqual([]);
    expect((await question())?.delivery).toMatchObject({ sendings: 1, channel: 'pull' });
  });

  test('the relay sends it, the sweep has it asked again, and both happen once', async () => {
    await registerBanks(platform, bank());
    const bench = createRelayBench(platform);
    await ask(watch);
    const sentSoFar = async () => {
      await bench.drain();
      return bench.sent.map(({ message }) => ('purpose' in message ? message.purpose : ''));
    };
    expect(await sentSoFar()).toEqual(['question']);
    const dueAt = plus(minute(1), 30 * MINUTE);
    for (const _ of [1, 2]) {
      platform.clock.now = plus(dueAt, MINUTE);
      await sweep(platform, () => true);
    }
    expect(await sentSoFar()).toEqual(['question', 'reminder']);
    for (const _ of [1, 2]) {
      platform.clock.now = plus(dueAt, 2 * HOUR);
      await sweep(platform, () => true);
    }
    expect(await sentSoFar()).toEqual(['question', 'reminder']);
    expect((await factTypes(platform, stream)).filter((type) => type === 'bank-question.fell-overdue')).toHaveLength(1);
  });
});
