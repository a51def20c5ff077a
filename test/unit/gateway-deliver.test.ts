import { decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../functions/bank-gateway/deliver.ts';
import type { Push, PushOutcome } from '../../functions/bank-gateway/push.ts';
import type { QueuedMessage } from '../../functions/bank-gateway/queue-records.ts';
import type { GatewayTools } from '../../functions/bank-gateway/tools.ts';
import { Circuits } from '../../shared/banks/streams.ts';
import type { BankMessage } from '../../shared/freezes/bank-answer/bank-message.ts';
import { hasReached } from '../../shared/freezes/bank-answer/delivery.ts';
import { bankInstruction } from '../../shared/freezes/views.ts';
import { attached, isSignedBy } from '../../shared/http/signature.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { epoch, plus, SECOND } from '../../shared/kernel/time.ts';
import { declined, lastGiven, stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  createRelayBench,
  createTestPlatform,
  factTypes,
  open,
  orderOf,
  plannedOrder,
  registerBanks,
  type TestPlatform,
} from '../support/relay-kit.ts';
import { bank, id, minute } from '../support/samples.ts';

const orderId = id('ord', 1);
const stream = streamKey('order', orderId);
const key = signingKeyOf(new Uint8Array(32).fill(7));
const delivered: PushOutcome = { delivered: true };
const unavailable: PushOutcome = { delivered: false, reason: 'status', status: 503 };

let platform: TestPlatform;
let pushes: Push[];
let outcome: PushOutcome | Error;
let tools: GatewayTools;

function queued(over: Partial<BankMessage> = {}, how: Partial<QueuedMessage> = {}): QueuedMessage {
  const message: BankMessage = { orderId, bankId: 'bank-a', instruction: 'stop', purpose: 'order', ...over };
  return { messageId: 'message-1', queuedAt: minute(1), attempt: 1, message, ...how };
}

/** The moment that a signature names. */
function iatOf(signature: string): unknown {
  return decodeProtectedHeader(signature.replace('..', '.e30.'))['iat'];
}

beforeEach(async () => {
  platform = createTestPlatform();
  pushes = [];
  outcome = delivered;
  tools = {
    ...platform,
    signingKey: async () => key,
    push: async (push) => {
      pushes.push(push);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
  await registerBanks(platform, bank());
  await open(platform, plannedOrder());
});

describe('an order to a bank with an endpoint', () => {
  test('is recorded, then pushed signed; a push that arrives at once leaves no fact of its own', async () => {
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.sent']);
    const { delivery, ...rest } = await orderOf(platform, orderId);
    expect(rest).toMatchObject({ status: 'sent', sentAt: minute(1) });
    expect(delivery).toMatchObject({ sendings: 1, channel: 'push', messageId: 'message-1' });
    expect(hasReached(delivery)).toBe(true);
    const [push] = pushes;
    const order = await orderOf(platform, orderId);
    expect(push?.endpoint).toBe(bank().endpoint);
    expect(JSON.parse(Buffer.from(push?.body ?? []).toString())).toEqual(
      JSON.parse(JSON.stringify(bankInstruction(order, lastGiven(order)))),
    );
    const { facts } = await platform.journal.facts(stream, { after: 1, limit: 1 });
    const signature = push?.headers['x-jws-signature'] ?? '';
    const body = push?.body ?? new Uint8Array();
    expect(facts[0]?.data).toMatchObject({ channel: 'push', purpose: 'order', signature: attached(body, signature) });
    const about = { audience: 'bank-a', orderId, instructionId: lastGiven(order).instructionId };
    expect(await isSignedBy(body, signature, { keys: [key.publicJwk] }, about)).toBe(true);
  });

  test('keeps the task token with the sending, before the push', async () => {
    outcome = new Error('the gateway dies in the push');
    await expect(deliver(queued({ taskToken: 'token-1' }), tools)).rejects.toThrow('dies');
    expect(await platform.journal.taskToken(stream)).toBe('token-1');
  });

  test('an order whose message comes again does not get an older token back in place', async () => {
    await deliver(queued({ taskToken: 'token-1' }), tools);
    await platform.journal.keepTaskToken({ stream, token: 'token-2', issuedAt: minute(10) });
    await deliver(queued({ taskToken: 'token-1' }, { attempt: 2 }), tools);
    expect(await platform.journal.taskToken(stream)).toBe('token-2');
  });

  test('an order whose message comes again, because the queue did not learn that it arrived, is pushed under the same key and recorded as arrived', async () => {
    await deliver(queued(), tools);
    await deliver(queued({}, { attempt: 2 }), tools);
    const [first, again] = pushes.map(({ headers }) => headers['idempotency-key']);
    expect(again).toBe(first);
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.sent', 'order.delivered']);
  });

  test('an order of which the bank knows by a reminder is in no trouble, and the reminder leaves one fact', async () => {
    await deliver(queued(), tools);
    await deliver(queued({ purpose: 'reminder' }, { messageId: 'message-2' }), tools);
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.sent', 'order.sent']);
  });

  test('an order that arrives after a failure of another message is out of trouble', async () => {
    outcome = unavailable;
    await deliver(queued(), tools);
    expect(hasReached((await orderOf(platform, orderId)).delivery)).toBe(false);
    outcome = delivered;
    await deliver(queued({ purpose: 'reminder' }, { messageId: 'message-2' }), tools);
    expect((await factTypes(platform, stream)).at(-1)).toBe('order.delivered');
    expect(hasReached((await orderOf(platform, orderId)).delivery)).toBe(true);
  });

  test('an order that was recorded but not pushed when the gateway died is pushed again with the moment of the sending, and recorded once', async () => {
    outcome = new Error('the gateway dies between record and push');
    await expect(deliver(queued(), tools)).rejects.toThrow('dies');
    outcome = delivered;
    platform.clock.now = minute(3);
    expect(await deliver(queued({}, { attempt: 2 }), tools)).toEqual({ outcome: 'done' });
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.sent', 'order.delivered']);
    expect((await orderOf(platform, orderId)).sentAt).toBe(minute(1));
    const { 'x-jws-signature': late = '', ...headers } = pushes[1]?.headers ?? {};
    const { 'x-jws-signature': first = '', ...before } = pushes[0]?.headers ?? {};
    expect({ body: pushes[1]?.body, headers }).toEqual({ body: pushes[0]?.body, headers: before });
    expect([iatOf(first), iatOf(late)]).toEqual([epoch(minute(1)) / SECOND, epoch(minute(3)) / SECOND]);
    const { facts } = await platform.journal.facts(stream, { after: 2, limit: 1 });
    expect(facts[0]?.data).toMatchObject({ signature: attached(pushes[1]?.body ?? new Uint8Array(), late) });
  });

  test('an order whose push fails is recorded as failed each time, sent once, and comes again', async () => {
    outcome = unavailable;
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'again' });
    expect(await deliver(queued({}, { attempt: 2 }), tools)).toEqual({ outcome: 'again' });
    outcome = delivered;
    expect(await deliver(queued({}, { attempt: 3 }), tools)).toEqual({ outcome: 'done' });
    expect(await factTypes(platform, stream)).toEqual([
      'order.requested',
      'order.sent',
      'order.delivery-failed',
      'order.delivery-failed',
      'order.delivered',
    ]);
  });

  test('an order that the bank has answered already is not pushed', async () => {
    platform.clock.now = minute(5);
    await answer(platform, orderId, stoppedResult());
    expect(await deliver(queued({ purpose: 'reminder' }), tools)).toEqual({ outcome: 'done' });
    expect(pushes).toEqual([]);
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.stopped']);
  });

  test('an order that the bank answers in the very moment of sending is not pushed', async () => {
    platform.clock.now = minute(5);
    tools = {
      ...tools,
      signingKey: async () => {
        await answer(platform, orderId, stoppedResult());
        return key;
      },
    };
    expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
    expect(pushes).toEqual([]);
  });

  test('an order is read once on its way, and once more only if it has changed by the sending', async () => {
    const { journal } = tools;
    let reads = 0;
    const load: typeof journal.load = (type, streamId) => {
      if (streamId === orderId) reads += 1;
      return journal.load(type, streamId);
    };
    tools = { ...tools, journal: { ...journal, load } };
    await deliver(queued(), tools);
    expect(reads).toBe(1);

    const signingKey = async () => {
      await answer(platform, orderId, stoppedResult());
      return key;
    };
    reads = 0;
    await deliver(queued({ purpose: 'reminder' }, { messageId: 'message-2' }), { ...tools, signingKey });
    expect(reads).toBe(2);
    expect(pushes).toHaveLength(1);
  });

  test('an order that the bank answers before the delivery is noted keeps the answer, and the workflow is woken', async () => {
    const bench = createRelayBench(platform);
    platform.clock.now = minute(5);
    tools = {
      ...tools,
      push: async () => {
        await answer(platform, orderId, stoppedResult());
        return delivered;
      },
    };
    expect(await deliver(queued({ taskToken: 'token-1' }), tools)).toEqual({ outcome: 'done' });
    await bench.drain();
    expect((await orderOf(platform, orderId)).status).toBe('stopped');
    expect(bench.answered).toContain('token-1');
  });

  test('is pushed under a key of its own when reminded, and when asked to try again, so that no bank drops it as seen', async () => {
    await deliver(queued(), tools);
    platform.clock.now = minute(10);
    await deliver(queued({ purpose: 'reminder' }, { messageId: 'message-2', queuedAt: minute(10) }), tools);
    await answer(platform, orderId, declined('1100'));
    await deliver(queued({ purpose: 'retry' }, { messageId: 'message-3', queuedAt: minute(11) }), tools);
    const keys = pushes.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(3);
    expect(await orderOf(platform, orderId)).toMatchObject({ delivery: { sendings: 3, reminders: 1 } });
  });

  test('a message that only rearms a workflow keeps the token and leaves the bank alone', async () => {
    expect(await deliver(queued({ purpose: 'rearm', taskToken: 'token-9' }), tools)).toEqual({ outcome: 'done' });
    expect(await platform.journal.taskToken(stream)).toBe('token-9');
    expect(pushes).toEqual([]);
    expect(await factTypes(platform, stream)).toEqual(['order.requested']);
  });

  test('an order that does not exist comes again and ends as a dead letter', async () => {
    await expect(deliver(queued({ orderId: id('ord', 99) }), tools)).rejects.toThrow('does not exist');
  });
});

test('an order to a bank that is not live yet is laid out for it to pull, and people are told to telephone', async () => {
  await registerBanks(platform, { ...bank(), mode: 'testing' });
  expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
  expect(pushes).toEqual([]);
  expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.sent', 'order.undeliverable']);
  expect(await orderOf(platform, orderId)).toMatchObject({ status: 'sent', delivery: { undeliverable: true } });
  await deliver(queued(), tools);
  expect(await factTypes(platform, stream)).toHaveLength(3);
});

test('an order to a bank without an endpoint is laid out for it to pull', async () => {
  const { endpoint: _, ...pulling } = bank();
  await registerBanks(platform, pulling);
  expect(await deliver(queued(), tools)).toEqual({ outcome: 'done' });
  expect(await deliver(queued({}, { attempt: 2 }), tools)).toEqual({ outcome: 'done' });
  expect(pushes).toEqual([]);
  const { facts } = await platform.journal.facts(stream, { after: 1, limit: 10 });
  expect(facts.map(({ type, data }) => ({ type, data }))).toEqual([
    {
      type: 'order.sent',
      data: {
        ...{ at: minute(1), instruction: 'stop', instructionId: id('ins', 1), channel: 'pull', purpose: 'order' },
        messageId: 'message-1',
      },
    },
  ]);
});

describe("the circuit breaker of a bank's endpoint", () => {
  async function failFiveTimes(): Promise<void> {
    outcome = unavailable;
    for (let attempt = 1; attempt <= 5; attempt += 1) await deliver(queued({}, { attempt }), tools);
  }

  test('opens after five failures in a row: no push, noted once, to come again when it closes', async () => {
    await failFiveTimes();
    const { openUntil } = (await platform.journal.load(Circuits, 'bank-a')).state ?? {};
    expect(openUntil).toBe(plus(minute(1), 60 * SECOND));
    const other = { messageId: 'message-2' };
    expect(await deliver(queued({ purpose: 'reminder' }, other), tools)).toEqual({ outcome: 'again', notBefore: openUntil });
    expect(await deliver(queued({ purpose: 'reminder' }, { ...other, attempt: 2 }), tools)).toEqual({
      outcome: 'again',
      notBefore: openUntil,
    });
    expect(pushes).toHaveLength(5);
    const { facts } = await platform.journal.facts(stream, { limit: 100 });
    const heldBack = facts.filter(({ data }) => JSON.stringify(data).includes('circuit-open'));
    expect(heldBack).toHaveLength(1);
  });

  test('opens for an endpoint that takes orders in and then drips, and the orders count as delivered', async () => {
    outcome = { delivered: true, dripped: true };
    for (let n = 1; n <= 5; n += 1) {
      expect(await deliver(queued({ purpose: 'reminder' }, { messageId: `drip-${n}` }), tools)).toEqual({ outcome: 'done' });
    }
    expect((await platform.journal.load(Circuits, 'bank-a')).state?.openUntil).toBe(plus(minute(1), 60 * SECOND));
    expect((await factTypes(platform, stream)).filter((type) => type === 'order.sent')).toHaveLength(5);
    expect(hasReached((await orderOf(platform, orderId)).delivery)).toBe(true);
  });

  test('lets one try once its time is over, and closes if that arrives', async () => {
    await failFiveTimes();
    outcome = delivered;
    platform.clock.now = minute(3);
    expect(await deliver(queued({}, { attempt: 6 }), tools)).toEqual({ outcome: 'done' });
    expect((await platform.journal.load(Circuits, 'bank-a')).state).toEqual({ bankId: 'bank-a', failures: 0 });
  });
});

describe('an instruction that the bank asks for again', () => {
  const again = { messageId: 'message-2' };

  test('is the push of before under the same key, signed anew with the same purpose', async () => {
    await deliver(queued(), tools);
    platform.clock.now = minute(9);
    expect(await deliver(queued({ asked: true }, again), tools)).toEqual({ outcome: 'done' });
    const [first, second] = pushes.map(({ body, headers }) => {
      const { 'x-jws-signature': signature = '', 'x-correlation-id': _, ...same } = headers;
      return { signature, same: { body: Buffer.from(body).toString(), ...same } };
    });
    expect(second?.same).toEqual(first?.same);
    expect(second?.same).toMatchObject({ 'x-cordon-purpose': 'order', 'idempotency-key': `${id('ins', 1)}:order:0:0` });
    expect(decodeProtectedHeader((second?.signature ?? '').replace('..', '.e30.'))).toMatchObject({
      purpose: 'order',
      iat: epoch(minute(9)) / SECOND,
    });
    expect(await orderOf(platform, orderId)).toMatchObject({
      sentAt: minute(1),
      delivery: { sendings: 2, reminders: 0, sentAt: minute(9) },
    });
  });

  test('is tried once though the circuit is open, and closes it if it arrives', async () => {
    outcome = unavailable;
    for (let attempt = 1; attempt <= 5; attempt += 1) await deliver(queued({}, { attempt }), tools);
    outcome = delivered;
    expect(await deliver(queued({ asked: true }, again), tools)).toEqual({ outcome: 'done' });
    expect(pushes).toHaveLength(6);
    expect((await platform.journal.load(Circuits, 'bank-a')).state).toEqual({ bankId: 'bank-a', failures: 0 });
  });

  test('waits as any other once that try has failed', async () => {
    outcome = unavailable;
    for (let attempt = 1; attempt <= 5; attempt += 1) await deliver(queued({}, { attempt }), tools);
    const { openUntil } = (await platform.journal.load(Circuits, 'bank-a')).state ?? {};
    expect(await deliver(queued({ asked: true }, again), tools)).toEqual({ outcome: 'again' });
    const second = queued({ asked: true }, { ...again, attempt: 2 });
    expect(await deliver(second, tools)).toEqual({ outcome: 'again', notBefore: openUntil });
    expect(pushes).toHaveLength(6);
  });

  test('is not pushed where the bank has answered it meanwhile', async () => {
    await deliver(queued(), tools);
    await answer(platform, orderId, declined('0300'));
    expect(await deliver(queued({ asked: true }, again), tools)).toEqual({ outcome: 'done' });
    expect(pushes).toHaveLength(1);
  });
});

test('a bank that wants ES256 gets it, by a key of its own in the published set', async () => {
  const ecdsa = signingKeyOf(new Uint8Array(32).fill(7), 'ES256');
  await registerBanks(platform, bank({ bankId: 'bank-a', pushAlgorithm: 'ES256' }));
  await deliver(queued(), { ...tools, signingKey: async (algorithm) => (algorithm === 'ES256' ? ecdsa : key) });
  const [push] = pushes;
  const about = { audience: 'bank-a', orderId, instructionId: lastGiven(await orderOf(platform, orderId)).instructionId };
  const signature = push?.headers['x-jws-signature'] ?? '';
  expect(decodeProtectedHeader(signature.replace('..', '.e30.'))).toMatchObject({
    alg: 'ES256',
    kid: ecdsa.kid,
    purpose: 'order',
  });
  expect(await isSignedBy(push?.body ?? new Uint8Array(), signature, { keys: [ecdsa.publicJwk] }, about)).toBe(true);
});
