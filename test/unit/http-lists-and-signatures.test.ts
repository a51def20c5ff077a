import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { attached } from '../../shared/http/signature.ts';
import { factHash } from '../../shared/journal/recording.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { bankKey } from '../support/bank-key.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const colleague: Actor = { ...haidian, subject: 'lin' };
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

const Page = z.looseObject({ items: z.array(z.looseObject({})), next: z.string().optional() });

let api: TestApi;

beforeEach(() => {
  api = createTestApi();
});

const register = (over: object = {}) =>
  api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001', ...over } });

async function raise(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const answer = await api.call(haidian, 'POST', '/v1/alerts', {
      body: raiseAlertInput({ sourceRef: `s-${i}`, receivedAt: minute(-i) }),
    });
    ids.push(z.string().parse(answer.body['alertId']));
  }
  return ids;
}

describe('a list', () => {
  test('gives every entry once over its pages, newest first', async () => {
    const ids = await raise(7);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const query: Record<string, string> = { limit: '3', ...(cursor === undefined ? {} : { cursor }) };
      const page = Page.parse((await api.call(haidian, 'GET', '/v1/alerts', { query })).body);
      seen.push(...page.items.map((item) => item['alertId']));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids);
  });

  test('continues only for its caller, and only for the same query', async () => {
    await raise(3);
    const { next = '' } = Page.parse((await api.call(haidian, 'GET', '/v1/alerts', { query: { limit: '1' } })).body);
    const go = async (actor: Actor, path: string, query: object = {}) =>
      (await api.call(actor, 'GET', path, { query: { limit: '1', cursor: next, ...query } })).body['code'];
    expect(await go(haidian, '/v1/alerts')).toBeUndefined();
    expect(await go(colleague, '/v1/alerts')).toBe('CURSOR_INVALID');
    expect(await go(haidian, '/v1/alerts', { month: '2026-10' })).toBe('CURSOR_INVALID');
    expect(await go(haidian, '/v1/freeze-requests')).toBe('CURSOR_INVALID');
    api.now = minute(62);
    expect(await go(haidian, '/v1/alerts')).toBe('CURSOR_INVALID');
  });

  test('a list of facts is verified over its pages', async () => {
    await register();
    for (let i = 0; i < 4; i += 1) await register({ name: `name ${i}` });
    const first = await api.call(bankA, 'GET', '/v1/audit/bank:bank-a', { query: { limit: '2' } });
    const second = await api.call(bankA, 'GET', '/v1/audit/bank:bank-a', {
      query: { limit: '2', cursor: String(first.body['next']) },
    });
    expect(first.body).toMatchObject({ verified: true, items: [{ seq: 1 }, { seq: 2 }] });
    expect(second.body).toMatchObject({ verified: true, items: [{ seq: 3 }, { seq: 4 }] });
  });

  test.each([1, 2])('a list of facts says so if the end was cut off, %i to a page', async (limit) => {
    await register();
    for (const name of ['a', 'b']) await register({ name });
    const { facts } = api.journal;
    api.journal.facts = async (stream, { after = 0 }) => {
      const found = await facts(stream, { limit: 2 });
      const page = found.facts.filter(({ seq }) => seq > after).slice(0, limit);
      const reached = page.at(-1)?.seq ?? 2;
      return reached < 2 ? { facts: page, next: reached } : { facts: page };
    };
    let cursor: string | undefined;
    const verdicts: unknown[] = [];
    do {
      const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await api.call(bankA, 'GET', '/v1/audit/bank:bank-a', { query });
      verdicts.push(body['verified']);
      cursor = z.string().optional().parse(body['next']);
    } while (cursor !== undefined);
    expect(verdicts).toEqual([...Array(2 / limit - 1).fill(true), false]);
  });

  test('a list of facts says so if it does not follow from the page before, even if it is sound in itself', async () => {
    await register();
    for (const name of ['a', 'b']) await register({ name });
    const audit = (query: Record<string, string>) => api.call(bankA, 'GET', '/v1/audit/bank:bank-a', { query });
    const first = await audit({ limit: '1' });
    const { facts } = api.journal;
    api.journal.facts = async (stream, page) => {
      const found = await facts(stream, page);
      const forged = found.facts.map((fact) => ({ ...fact, previousHash: 'f'.repeat(64) }));
      return { ...found, facts: forged.map((fact) => ({ ...fact, hash: factHash(fact) })) };
    };
    const second = await audit({ limit: '1', cursor: String(first.body['next']) });
    expect([first.body['verified'], second.body['verified']]).toEqual([true, false]);
  });

  test('a list of facts says so if one was changed', async () => {
    await register();
    const facts = api.journal.facts;
    api.journal.facts = async (stream, page) => {
      const found = await facts(stream, page);
      return { ...found, facts: found.facts.map((fact) => ({ ...fact, at: minute(99) })) };
    };
    expect((await api.call(bankA, 'GET', '/v1/audit/bank:bank-a')).body).toMatchObject({ verified: false });
  });
});

describe('a registration of a bank that has registered keys', () => {
  const registration = { name: 'bank-a', dutyPhone: '010-66000001', endpoint: 'https://stop.bank-a.example.cn/' };
  const administrator: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['administrator'], subject: 'meng' };
  type Key = Awaited<ReturnType<typeof bankKey>>;
  let key: Key;

  async function change(over: object, signer?: Key, actor = bankA) {
    const text = JSON.stringify({ ...registration, jwks: { keys: [key.jwk] }, ...over });
    const headers = signer === undefined ? {} : { 'x-jws-signature': await signer.sign(text) };
    return await api.call(actor, 'PUT', '/v1/banks/bank-a', { text, headers });
  }

  beforeEach(async () => {
    key = await bankKey('k');
    expect((await change({})).status).toBe(201);
  });

  test('a registration must be signed with a present key for any change: endpoint, duty phone, name, keys, algorithm', async () => {
    const other = await bankKey('other');
    for (const over of [
      { endpoint: 'https://else.example.cn/' },
      { endpoint: undefined },
      { dutyPhone: '010-66000009' },
      { name: 'another' },
      { pushAlgorithm: 'ES256' },
      { jwks: { keys: [other.jwk] } },
      { jwks: null },
    ]) {
      expect(await change(over)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_REQUIRED' } });
      expect(await change(over, other)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    }
    expect((await change({ jwks: { keys: [other.jwk] } }, key)).status).toBe(200);
    expect(await change({}, key)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    expect((await change({ jwks: null }, other)).status).toBe(200);
    const { facts } = await api.journal.facts('bank#bank-a', { limit: 10 });
    expect(
      facts.map(({ data }) => z.looseObject({ signature: z.string().optional() }).parse(data).signature?.split('.').length),
    ).toEqual([undefined, 3, 3]);
    const shown = await api.call(bankA, 'GET', '/v1/banks/bank-a');
    expect(shown.body).toEqual({ ...registration, mode: 'testing', bankId: 'bank-a', registeredAt: api.now });
  });

  test('need not be, where they stay as they are', async () => {
    expect((await change({ endpoint: 'https://STOP.bank-a.example.cn:443' })).status).toBe(200);
  });

  test('does not switch signing off by leaving the keys out', async () => {
    expect((await change({ jwks: undefined })).status).toBe(200);
    expect((await change({ jwks: undefined, dutyPhone: '010-66000009' })).status).toBe(401);
    expect((await change({ jwks: undefined, dutyPhone: '010-66000009' }, key)).status).toBe(200);
    const { body } = await api.call(bankA, 'GET', '/v1/banks/bank-a');
    expect(body).toMatchObject({ dutyPhone: '010-66000009', jwks: { keys: [{ kid: 'k' }] } });
  });

  test('says when it was signed, if it does: neither ahead nor long ago', async () => {
    const give = async (iat: unknown) => {
      const text = JSON.stringify({ ...registration, dutyPhone: '010-66000009' });
      const headers = { 'x-jws-signature': await key.sign(text, { iat }) };
      return await api.call(bankA, 'PUT', '/v1/banks/bank-a', { text, headers });
    };
    const now = Date.parse(api.now) / 1_000;
    for (const iat of [now + 31, now + 5 * 365 * 86_400, now - 86_401, 'yesterday'])
      expect(await give(iat)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    expect((await give(now + 29)).status).toBe(200);
  });

  test("need not be, from the city's administrator", async () => {
    const other = await bankKey('other');
    expect((await change({ jwks: { keys: [other.jwk] } }, undefined, administrator)).status).toBe(200);
    expect((await change({ jwks: null }, undefined, administrator)).status).toBe(200);
    expect((await change({})).status).toBe(200);
  });
});

describe('the answers of a bank that has registered keys', () => {
  const body = { receivedAt: minute(1) };

  async function orderFor(): Promise<string> {
    const [alertId] = await raise(1);
    const request = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
    const answer = await api.call(haidian, 'POST', '/v1/freeze-requests', { body: request });
    return z.object({ orders: z.array(z.object({ orderId: z.string() })) }).parse({ ...answer.body }).orders[0]?.orderId ?? '';
  }

  test('must be signed, over the very bytes, with its own key; the signature is kept with the fact', async () => {
    const key = await bankKey('k');
    expect((await register({ jwks: { keys: [key.jwk] } })).status).toBe(201);
    const orderId = await orderFor();
    const text = JSON.stringify(body);
    const { sign } = key;
    const give = (signature?: string) =>
      api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/receipt`, {
        text,
        ...(signature === undefined ? {} : { headers: { 'x-jws-signature': signature } }),
      });
    expect(await give()).toMatchObject({ status: 401, body: { code: 'SIGNATURE_REQUIRED' } });
    expect(await give(await sign(`${text} `))).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    const signature = await sign(text);
    expect((await give(signature)).status).toBe(200);
    const { facts } = await api.journal.facts(`order#${orderId}`, { limit: 10 });
    const evidence = attached(Buffer.from(text), signature);
    expect(facts.at(-1)).toMatchObject({ type: 'order.received', data: { signature: evidence } });
    expect(api.logged.join()).not.toContain(signature);
  });

  test('cannot be put under another order than the one they name', async () => {
    const key = await bankKey('k');
    await register({ jwks: { keys: [key.jwk] } });
    const orderId = await orderFor();
    const give = async (members: object) => {
      const text = JSON.stringify(body);
      const headers = { 'x-jws-signature': await key.sign(text, members) };
      return api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/receipt`, { text, headers });
    };
    for (const wrong of [{ orderId: 'ord_01KANXE8G00000000000000000' }, { aud: 'bank-b' }]) {
      expect(await give(wrong)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
    }
    expect((await give({ aud: 'cordon', orderId })).status).toBe(200);
  });

  test('have a bound, since they are kept as they were signed', async () => {
    const key = await bankKey('k');
    await register({ jwks: { keys: [key.jwk] } });
    const text = `${JSON.stringify(body)}${' '.repeat(131_072)}`;
    const headers = { 'x-jws-signature': await key.sign(text) };
    const answer = await api.call(bankA, 'POST', `/v1/bank/orders/${await orderFor()}/receipt`, { text, headers });
    expect(answer).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE', maxBytes: 131_072 } });
  });

  test('need no signature where it has none', async () => {
    await register();
    expect((await api.call(bankA, 'POST', `/v1/bank/orders/${await orderFor()}/receipt`, { body })).status).toBe(200);
  });
});

describe('every answer', () => {
  test('forbids copies, has a correlation id, and speaks the language asked for', async () => {
    const answer = await api.call(haidian, 'GET', '/v1/alerts/alt_01KANXE8G00000000000000000', {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-type': 'application/problem+json' },
      body: { code: 'NOT_FOUND', title: '对象不存在或不可见', correlationId: answer.headers['x-correlation-id'] },
    });
  });

  test('takes no correlation id that does not look like one', async () => {
    for (const number of [
      '13800138000',
      '11010119650101123X',
      'acc-6222020200000000001',
      '138-0013-8000',
      '010-66000001',
      '1'.repeat(32),
    ]) {
      const { headers } = await api.call(haidian, 'GET', '/v1/banks', { headers: { 'x-correlation-id': number } });
      expect(headers['x-correlation-id']).toMatch(/^cor_/);
    }
    for (const own of ['0123456789abcdef0123456789012345', '8f14e45f-ceea-467f-a0e6-123456789012', 'desk-42-call']) {
      const { headers } = await api.call(haidian, 'GET', '/v1/banks', { headers: { 'x-correlation-id': own } });
      expect(headers['x-correlation-id']).toBe(own);
    }
    const answer = await api.call(haidian, 'GET', '/v1/banks', { headers: { 'x-correlation-id': '<script>' } });
    expect(answer.headers['x-correlation-id']).toMatch(/^cor_/);
  });

  test('leaves no person in the log', async () => {
    await register();
    const report = raiseAlertInput();
    await api.call(haidian, 'POST', '/v1/alerts', { body: report });
    const log = api.logged.join();
    expect(log).toContain('raiseAlert');
    for (const secret of [report.victim.name, report.victim.phone, report.victim.idNumber, report.sourceRef])
      expect(log).not.toContain(secret);
  });
});
