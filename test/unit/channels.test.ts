import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Push, PushOutcome } from '../../functions/bank-gateway/push.ts';
import { giveMessage, messageIn } from '../../functions/channel-gateway/give-message.ts';
import { messageIdOf, messageOf, PushedMessage } from '../../shared/channels/channel-model.ts';
import { signBody } from '../../shared/http/signature.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { actors } from '../support/access-actors.ts';
import { createCoordination } from '../support/coordination-kit.ts';
import { minute } from '../support/samples.ts';
import { clue, risks } from '../support/warning-samples.ts';

const { haidian, operator, provider, administrator } = actors;
const calls: Actor = { ...provider, agency: 'provider-calls', subject: 'calls' };

const key = signingKeyOf(new Uint8Array(32).fill(3));
const otherKey = signingKeyOf(new Uint8Array(32).fill(4));

/** A city with a provider of messages and one of calls. */
async function openCity() {
  const world = createCoordination();
  const { api, platform } = world;
  const pushed: Push[] = [];
  let outcome: PushOutcome = { delivered: true };
  const register = (by: Actor, body: object) => api.call(by, 'PUT', `/v1/channels/${by.agency}`, { body });
  const jwks = { keys: [key.publicJwk] };
  await register(provider, { name: '速达短信', means: ['sms'], endpoint: 'https://sms.example/cordon', jwks });
  await register(calls, { name: '听云外呼', means: ['ai-call'], endpoint: 'https://calls.example/cordon', jwks });
  const tools = {
    ...platform,
    push: async (push: Push) => {
      pushed.push(push);
      return outcome;
    },
    signingKey: async () => signingKeyOf(new Uint8Array(32).fill(7)),
  };
  return {
    ...world,
    pushed,
    register,
    fails: (reason: PushOutcome) => {
      outcome = reason;
    },
    received: async (over: Parameters<typeof clue>[0] = {}) => {
      const answer = await api.call(operator, 'POST', '/v1/warnings', { body: clue({ risk: risks.low, ...over }) });
      await world.settle();
      return z.looseObject({ warningId: z.string() }).parse(answer.body).warningId;
    },
    /** The gateway takes every message that was asked for, `times` each. */
    give: async (times = 1) => {
      const delivered: string[] = [];
      for (const [at, message] of world.carried.entries())
        for (let attempt = 1; attempt <= times; attempt += 1)
          delivered.push((await giveMessage({ messageId: `m-${at}`, attempt, message }, tools)).outcome);
      return delivered;
    },
    tell: async (by: Actor, outcomes: readonly object[], signedWith = key, headers: Record<string, string> = {}) => {
      const text = JSON.stringify({ outcomes });
      const signature = await signBody(Buffer.from(text), signedWith, { audience: 'cordon', at: api.now });
      return api.call(by, 'POST', '/v1/channels/outcomes', { text, headers: { ...headers, 'x-jws-signature': signature } });
    },
    warning: async (warningId: string) => (await api.call(haidian, 'GET', `/v1/warnings/${warningId}`)).body,
  };
}

const Told = z.object({
  outcomes: z.array(z.looseObject({ outcome: z.string(), problem: z.looseObject({ code: z.string() }).optional() })),
});

test('a message goes to a provider of its means, with the text of the kind of fraud, and settles its warning once it arrived', async () => {
  const city = await openCity();
  const warningId = await city.received();
  expect(await city.give(2)).toEqual(['done', 'done']);
  const bodies = city.pushed.map(({ body }) => PushedMessage.parse(JSON.parse(Buffer.from(body).toString())));
  const messageId = `${warningId}.1`;
  // the same message again: the provider carries it once
  expect(bodies.map((one) => one.messageId)).toEqual([messageId, messageId]);
  expect(bodies[0]).toMatchObject({ means: 'sms', phone: '13800000000', template: 'authority' });
  expect(JSON.stringify(bodies[0])).not.toContain('王某');
  expect(city.pushed[0]).toMatchObject({ endpoint: 'https://sms.example/cordon', headers: { 'idempotency-key': messageId } });
  const told = await city.tell(provider, [{ messageId, outcome: 'informed', at: minute(1) }]);
  expect(Told.parse(told.body).outcomes).toEqual([{ messageId, outcome: 'done' }]);
  expect(await city.warning(warningId)).toMatchObject({ status: 'closed', closed: { outcome: 'informed', means: 'sms' } });
  expect(await city.give()).toEqual(['done']);
  expect(city.pushed).toHaveLength(2);
  const writes = city.api.journal.written.length;
  expect((await city.tell(provider, [{ messageId, outcome: 'informed', at: minute(1) }])).status).toBe(200);
  expect(city.api.journal.written).toHaveLength(writes);
});

test('a provider speaks of its own messages, with a signature, and each word has its own outcome', async () => {
  const city = await openCity();
  const warningId = await city.received();
  await city.give();
  const messageId = `${warningId}.1`;
  const word = { messageId, outcome: 'informed', at: minute(1) };
  const codes = async (answer: ReturnType<typeof city.tell>) =>
    Told.parse((await answer).body).outcomes.map(({ outcome, problem }) => problem?.code ?? outcome);
  expect(await codes(city.tell(calls, [word]))).toEqual(['MESSAGE_UNKNOWN']);
  const unknown = { ...word, messageId: `wrn_${'0'.repeat(26)}.1` };
  const unread = [
    { ...word, messageId: 'm' },
    { ...word, outcome: 'delivered' },
    { ...word, at: 'now' },
  ];
  const mixed = await city.tell(provider, [unknown, ...unread, { ...word, outcome: 'dissuaded' }, word]);
  expect(mixed.body).toMatchObject({
    outcomes: [
      { problem: { code: 'MESSAGE_UNKNOWN' } },
      { problem: { code: 'INPUT_INVALID', errors: [{ path: '/outcomes/1/messageId' }] } },
      { messageId, problem: { code: 'INPUT_INVALID', errors: [{ path: '/outcomes/2/outcome' }] } },
      { messageId, problem: { code: 'INPUT_INVALID', errors: [{ path: '/outcomes/3/at' }] } },
      { problem: { code: 'OUTCOME_NOT_OF_MEANS' } },
      { messageId, outcome: 'done' },
    ],
  });
  expect(await codes(city.tell(provider, [{ ...word, outcome: 'not-reached' }]))).toEqual(['MESSAGE_ANSWERED']);
  expect((await city.tell(provider, [word], otherKey)).body).toMatchObject({ code: 'SIGNATURE_INVALID' });
  const unsigned = await city.api.call(provider, 'POST', '/v1/channels/outcomes', { body: { outcomes: [word] } });
  expect(unsigned.body).toMatchObject({ code: 'SIGNATURE_REQUIRED' });
  const stranger: Actor = { ...provider, agency: 'provider-new' };
  expect((await city.tell(stranger, [word])).body).toMatchObject({ code: 'CHANNEL_WITHOUT_KEYS' });
});

test('a provider that fails is paused, and another one of the means takes over', async () => {
  const city = await openCity();
  await city.api.call(administrator, 'PUT', '/v1/agencies/provider-b', { body: { name: '备用短信', kind: 'provider' } });
  const warningId = await city.received();
  city.fails({ delivered: false, reason: 'timeout' });
  expect(await city.give(6)).toContain('again');
  const spare: Actor = { ...provider, agency: 'provider-b' };
  const body = { name: '备用短信', means: ['sms'], endpoint: 'https://b.example/cordon', jwks: { keys: [key.publicJwk] } };
  expect((await city.register(spare, body)).status).toBe(201);
  city.fails({ delivered: true });
  expect(await city.give()).toEqual(['done']);
  expect(city.pushed.at(-1)?.endpoint).toBe('https://b.example/cordon');
  // the first one may have carried it after all: either may answer, and the first word counts
  const word = { messageId: `${warningId}.1`, outcome: 'informed', at: minute(1) };
  expect(Told.parse((await city.tell(provider, [word])).body).outcomes).toMatchObject([{ outcome: 'done' }]);
  expect(Told.parse((await city.tell(spare, [word])).body).outcomes).toMatchObject([{ outcome: 'done' }]);
});

test('without a provider a message waits, is lost after its time, and the ladder goes on', async () => {
  const city = await openCity();
  const body = { name: '速达短信', means: ['sms'], endpoint: 'https://sms.example/cordon', closed: true };
  await city.api.call(administrator, 'PUT', '/v1/channels/provider-sms', { body });
  const warningId = await city.received();
  expect(await city.give()).toEqual(['again']);
  await city.swept(minute(12));
  expect(await city.warning(warningId)).toMatchObject({ rung: { means: 'sms', tries: 1 } });
  expect(await city.give()).toEqual(['done']);
});

test('a machine that learns that the money is gone raises the alarm: its clock starts at the call', async () => {
  const city = await openCity();
  const warningId = await city.received({ risk: risks.medium, person: { phone: '13900000001' } });
  await city.give();
  await city.at(minute(5));
  const word = { messageId: `${warningId}.1`, outcome: 'already-paid', at: minute(4) };
  expect(Told.parse((await city.tell(calls, [word])).body).outcomes).toMatchObject([{ outcome: 'done' }]);
  const { alertId } = z.looseObject({ alertId: z.string() }).parse(await city.warning(warningId));
  const alarm = await city.api.call(haidian, 'GET', `/v1/alerts/${alertId}`);
  expect(alarm.body).toMatchObject({ receivedAt: minute(4), raisedBy: 'cordon', victim: { phone: '13900000001' }, lossFen: 0 });
  await city.tell(calls, [word]);
  expect(await city.warning(warningId)).toMatchObject({ alertId, losses: [] });
});

test('a word that a wrong clock puts before its message counts as from then: lists, figures and the alarm stay sound', async () => {
  const city = await openCity();
  const low = await city.received();
  const medium = await city.received({ sourceRef: 'm', risk: risks.medium, person: { phone: '13900000001' } });
  await city.give();
  const at = '2001-01-01T00:00:00Z';
  await city.tell(provider, [{ messageId: `${low}.1`, outcome: 'informed', at }]);
  await city.tell(calls, [{ messageId: `${medium}.1`, outcome: 'already-paid', at }]);
  expect(await city.warning(low)).toMatchObject({ firstContactAt: minute(1), attempts: [{ at: minute(1) }] });
  const { alertId } = z.looseObject({ alertId: z.string() }).parse(await city.warning(medium));
  expect((await city.api.call(haidian, 'GET', `/v1/alerts/${alertId}`)).body).toMatchObject({ receivedAt: minute(1) });
  const day = minute(1).slice(0, 'YYYY-MM-DD'.length);
  const figures = await city.api.call(haidian, 'GET', '/v1/warnings/figures', { query: { from: day, to: day } });
  expect(figures.body).toMatchObject({ total: { received: 2, contacted: 2, contactMinutes: 0 } });
  expect((await city.api.call(haidian, 'GET', '/v1/warnings')).status).toBe(200);
});

test('outcomes under the key of others change nothing, and the same again gets its first answer', async () => {
  const city = await openCity();
  const ids = [await city.received(), await city.received({ sourceRef: 'b', person: { phone: '13900000001' } })];
  await city.give();
  const tell = (n: number) =>
    city.tell(provider, [{ messageId: `${ids[n]}.1`, outcome: 'informed', at: minute(1) }], key, { 'idempotency-key': 'k' });
  const first = await tell(0);
  expect((await tell(1)).body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await city.warning(ids[1] ?? '')).toMatchObject({ status: 'open' });
  const again = await tell(0);
  expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
});

test('a provider is registered by itself or by the city, if its agency is a provider', async () => {
  const city = await openCity();
  const path = '/v1/channels/provider-sms';
  const body = { name: '速达短信', means: ['sms'], endpoint: 'http://10.0.0.1/' };
  // with keys on record a change needs a signature
  expect((await city.api.call(provider, 'PUT', path, { body })).body).toMatchObject({ code: 'SIGNATURE_REQUIRED' });
  expect((await city.api.call(administrator, 'PUT', path, { body })).body).toMatchObject({ code: 'ENDPOINT_NOT_ALLOWED' });
  const bad = { ...body, endpoint: 'https://sms.example/', jwks: { keys: [{ kty: 'oct', k: 'AA' }] } };
  expect((await city.api.call(administrator, 'PUT', path, { body: bad })).body).toMatchObject({ code: 'KEY_SET_INVALID' });
  const unfit = { body: { name: 'x', means: ['sms'] } };
  expect((await city.api.call(administrator, 'PUT', '/v1/channels/nowhere', unfit)).body).toMatchObject({
    code: 'AGENCY_UNKNOWN',
  });
  expect((await city.api.call(administrator, 'PUT', '/v1/channels/court-city', unfit)).body).toMatchObject({
    code: 'AGENCY_UNFIT',
  });
  const list = await city.api.call(haidian, 'GET', '/v1/channels');
  expect(list.body).toMatchObject({ items: [{ provider: 'provider-calls' }, { provider: 'provider-sms' }] });
  expect(list.text).not.toContain('jwks');
});

test('the queue holds which message, and nothing of the person', () => {
  const message = { warningId: `wrn_${'0'.repeat(26)}`, number: 2 };
  expect(messageOf(messageIdOf(message))).toEqual(message);
  const record = {
    messageId: 'm',
    receiptHandle: 'r',
    body: JSON.stringify(message),
    attributes: { SentTimestamp: 0, ApproximateReceiveCount: 3 },
  };
  expect(messageIn(record)).toEqual({ messageId: 'm', attempt: 3, message });
  expect(() => messageIn({ ...record, body: '{}' })).toThrow();
});
