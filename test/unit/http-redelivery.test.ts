import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { noteInCircuit } from '../../functions/bank-gateway/circuit.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { SIGNATURE_HEADER } from '../../shared/http/define-routes.ts';
import { fresh, streamKey } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import type { ApiCall } from '../support/api.ts';
import { bankKey } from '../support/bank-key.ts';
import { createBankWay } from '../support/bank-way.ts';
import { declined } from '../support/order-samples.ts';
import { answer, appendFacts, factTypes, open, orderOf, plannedOrder, registerBanks } from '../support/relay-kit.ts';
import { bank, bankClerk, id, minute, officer, policy } from '../support/samples.ts';

const bankB: Actor = { ...bankClerk, agency: 'bank-b', subject: 'bank-b' };
const liaison: Actor = { ...bankClerk, roles: ['bank-liaison'], subject: 'a person' };
const orderId = id('ord', 1);
const instructionId = id('ins', 1);
const stop = { orderId, bankId: 'bank-a', instruction: 'stop', purpose: 'order' } as const;
const most = policy.amount('bank.redeliver-per-hour', minute(0));

let way: ReturnType<typeof createBankWay>;

beforeEach(async () => {
  way = createBankWay();
  await registerBanks(way.platform, bank());
  await open(way.platform, plannedOrder());
  await way.push(stop, 'm-1');
  await way.bench.drain();
  way.bench.sent.length = 0;
  way.at(minute(5));
});

const ask = (call: ApiCall = {}, actor = bankClerk) => way.api.call(actor, 'POST', `/v1/bank/orders/${orderId}/redeliver`, call);

/** What the relay put into the queue is pushed. */
async function pushed(): Promise<void> {
  await way.bench.drain();
  for (const [at, { message }] of way.bench.sent.entries()) await way.push(message, `again-${at}`);
}

describe('a push that the bank asks for again', () => {
  test.each([
    ['without a body', {}],
    ['with an empty object', { body: {} }],
    ['by the name of the instruction', { body: { instructionId } }],
  ])('%s is taken, and made at once: the same body and key', async (_, call) => {
    expect(await ask(call)).toMatchObject({
      status: 202,
      body: { orderId, instructionId, instruction: 'stop', askedAt: minute(5) },
    });
    await pushed();
    const [first, second] = way.pushes.map(({ body, headers }) => [
      Buffer.from(body).toString(),
      headers['idempotency-key'],
      headers['x-cordon-purpose'],
    ]);
    expect(way.pushes).toHaveLength(2);
    expect(second).toEqual(first);
    const log = await way.api.call(bankClerk, 'GET', '/v1/bank/deliveries', { query: { from: minute(5) } });
    expect(log.body).toMatchObject({
      items: [{ outcome: 'sent', purpose: 'order' }],
    });
  });

  test('may be asked for by a person of the bank, too', async () => {
    expect((await ask({}, liaison)).status).toBe(202);
  });

  test('a push again changes neither the clock of the order nor its first sending', async () => {
    const { sentAt, dueAt, status } = await orderOf(way.platform, orderId);
    await ask();
    await pushed();
    expect(await orderOf(way.platform, orderId)).toMatchObject({ sentAt, dueAt, status });
  });

  test('is made though the circuit is open', async () => {
    for (let failure = 0; failure < 5; failure += 1)
      await noteInCircuit(way.platform, 'bank-a', false, { id: `f-${failure}`, correlationId: 'f' });
    expect((await ask()).status).toBe(202);
    await pushed();
    expect(way.pushes).toHaveLength(2);
  });

  test('is asked for once under one key', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const replies = [await ask({ headers }), await ask({ headers })];
    expect(replies.map(({ status }) => status)).toEqual([202, 202]);
    expect(replies[1]?.headers['idempotency-replayed']).toBe('true');
    await pushed();
    expect(way.pushes).toHaveLength(2);
  });
});

describe('nothing is pushed again', () => {
  const refused = async (call: ApiCall, status: number, code: string, actor = bankClerk) => {
    const before = await factTypes(way.platform, streamKey('order', orderId));
    const reply = await ask(call, actor);
    expect(reply).toMatchObject({ status, body: { code } });
    expect(await factTypes(way.platform, streamKey('order', orderId))).toEqual(before);
    return reply;
  };

  test('of an order to another bank, or to be found by police', async () => {
    await refused({}, 404, 'NOT_FOUND', bankB);
    await refused({}, 403, 'ACTION_NOT_ALLOWED', officer);
  });

  test('of an order that waits in line and of which the bank does not know', async () => {
    const waiting = id('ord', 2);
    const data = { at: minute(2), plan: plannedOrder({ orderId: waiting }), waitsFor: orderId };
    await appendFacts(way.platform, [fresh(StopOrders, waiting)], [{ type: 'order.placed-in-line', data }]);
    const asked = await way.api.call(bankClerk, 'POST', `/v1/bank/orders/${waiting}/redeliver`);
    const read = await way.api.call(bankClerk, 'GET', '/v1/bank/deliveries', { query: { orderId: waiting } });
    for (const reply of [asked, read]) expect(reply).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('once the bank has answered', async () => {
    await answer(way.platform, orderId, declined('0300'));
    await refused({}, 409, 'INSTRUCTION_NOT_PENDING');
    await refused({ body: { instructionId } }, 409, 'INSTRUCTION_NOT_PENDING');
  });

  test('by a name that the order does not have', async () => {
    const reply = await refused({ body: { instructionId: id('ins', 9) } }, 400, 'INSTRUCTION_UNKNOWN');
    expect(reply.body).toMatchObject({ errors: [{ path: '/instructionId' }] });
  });

  test('to a bank that has no endpoint', async () => {
    const { endpoint: _, ...pulling } = bank();
    await registerBanks(way.platform, pulling);
    await refused({}, 409, 'ENDPOINT_NOT_REGISTERED');
  });

  test('more often than so many times an hour; the answer says from when on it may be', async () => {
    for (let time = 0; time < most; time += 1) {
      way.at(minute(10 + time));
      expect((await ask()).status).toBe(202);
    }
    way.at(minute(40));
    const reply = await refused({}, 429, 'REDELIVERY_TOO_OFTEN');
    expect(reply.body).toMatchObject({ most, until: plus(minute(10), HOUR) });
    expect(reply.headers['retry-after']).toBe('1800');
    way.at(plus(minute(10), HOUR));
    expect((await ask()).status).toBe(202);
  });

  test.each([[{ body: { instructionId: 'ins_1' } }], [{ body: { all: true } }], [{ body: [] }], [{ body: null }]])(
    'for %j',
    async (call) => {
      await refused(call, 400, 'INPUT_INVALID');
    },
  );

  test('for what is no JSON, or not said to be', async () => {
    await refused({ text: '{' }, 400, 'JSON_MALFORMED');
    await refused({ text: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'CONTENT_TYPE_UNSUPPORTED');
  });
});

describe('a bank that has registered keys', () => {
  const Signed = z.looseObject({ signature: z.string() });

  test.each([
    ['an empty body', ''],
    ['a body', `{"instructionId":"${instructionId}"}`],
  ])('signs %s', async (_, text) => {
    const key = await bankKey('k');
    const { bankId: _id, registeredAt: _at, ...registration } = bank();
    const keyed = { ...registration, jwks: { keys: [key.jwk] } };
    expect((await way.api.call(bankClerk, 'PUT', '/v1/banks/bank-a', { body: keyed })).status).toBe(200);
    const call = (signature?: string): ApiCall => ({
      ...(text === '' ? {} : { text }),
      headers: signature === undefined ? {} : { [SIGNATURE_HEADER]: signature },
    });
    expect(await ask(call())).toMatchObject({ status: 401, body: { code: 'SIGNATURE_REQUIRED' } });
    const other = await key.sign(text, { orderId: id('ord', 9) });
    expect(await ask(call(other))).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    const signature = await key.sign(text, { aud: 'cordon', orderId });
    expect((await ask(call(signature))).status).toBe(202);
    const { facts } = await way.platform.journal.facts(streamKey('order', orderId), { limit: 100 });
    const [header, , value] = signature.split('.');
    expect(Signed.parse(facts.at(-1)?.data).signature).toBe(`${header}.${Buffer.from(text).toString('base64url')}.${value}`);
  });
});
