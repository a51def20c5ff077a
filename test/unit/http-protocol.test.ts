import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import { entityTags } from '../../shared/http/entity-tags.ts';
import { languageOf } from '../../shared/http/problem-body.ts';
import { commandItem, recollectionOf } from '../../shared/journal/items.ts';
import type { Item } from '../../shared/journal/packed-item.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { allRoutes, createTestApi, type TestApi } from '../support/api.ts';
import { commandOf } from '../support/journal-samples.ts';
import { minute, raiseAlertInput } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const admin: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['administrator'], subject: 'meng' };
const registration = { name: 'bank-a', dutyPhone: '010-66000001' };

let api: TestApi;
beforeEach(async () => {
  api = createTestApi();
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: registration });
});

describe('If-Match', () => {
  const change = (tag: string, name = 'bank-b') =>
    api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { ...registration, name }, headers: { 'if-match': tag } });

  test.each([
    ['"1"', 200],
    ['*', 200],
    ['"7", "1"', 200],
    [' ,"7" ,, "1",', 200],
    ['W/"7", "1"', 200],
    ['"2"', 412],
    ['"abc"', 412],
    ['W/"1"', 412],
    ['W/"1", "2"', 412],
    ['1', 400],
    ['w/"1"', 400],
    ['"1" "2"', 400],
    ['"1', 400],
    ['', 400],
  ])('%s is answered with %i', async (tag, status) => {
    expect((await change(tag)).status).toBe(status);
  });

  test('* does not match what is not there', async () => {
    const call = { body: registration, headers: { 'if-match': '*' } };
    const bankB = { ...bankA, agency: 'bank-b' };
    expect(await api.call(bankB, 'PUT', '/v1/banks/bank-b', call)).toMatchObject({ status: 412 });
  });

  test('of a PUT with If-None-Match is only for what is new: of two who register one id at once, one gets a 412', async () => {
    const anew = (path: string, body: object, tag = '*') =>
      api.call(admin, 'PUT', path, { body, headers: { 'if-none-match': tag } });
    for (const [path, body] of [
      ['/v1/banks/bank-new', registration],
      ['/v1/agencies/court-new', { name: 'A court', kind: 'court', district: 'haidian' }],
    ] as const) {
      const both = await Promise.all([anew(path, { ...body, name: 'one' }), anew(path, { ...body, name: 'two' })]);
      expect(both.map(({ status }) => status).toSorted()).toEqual([201, 412]);
      const [first] = both.filter(({ status }) => status === 201);
      const [second] = both.filter(({ status }) => status === 412);
      expect(second?.body).toMatchObject({ code: 'VERSION_CONFLICT' });
      expect((await api.call(admin, 'GET', path)).body['name']).toBe(first?.body['name']);
      expect((await anew(path, body)).status).toBe(412);
      expect((await anew(path, body, '"1"')).body).toMatchObject({
        code: 'INPUT_INVALID',
        errors: [{ in: 'header', path: '/if-none-match', rule: 'must be *' }],
      });
    }
  });

  test('a registration that comes again under its key is the first answer, not a refusal of what is there by now', async () => {
    const headers = { 'idempotency-key': 'once', 'if-none-match': '*' };
    const call = { body: registration, headers };
    expect((await api.call(admin, 'PUT', '/v1/banks/bank-new', call)).status).toBe(201);
    const again = await api.call(admin, 'PUT', '/v1/banks/bank-new', call);
    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    const other = { body: registration, headers: { 'idempotency-key': 'once' } };
    expect((await api.call(admin, 'PUT', '/v1/banks/bank-new', other)).body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  test('a header of any length is read in no time', () => {
    const started = performance.now();
    for (const long of ['"'.repeat(10_000), ', '.repeat(5_000), '"a" '.repeat(2_500), `${'"a", '.repeat(2_000)}x`])
      entityTags(long);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('If-None-Match', () => {
  const readAs = (actor: Actor, at: string, tag?: string, method: 'GET' | 'HEAD' = 'GET') => {
    const [path = '', query] = at.split('?');
    return api.call(actor, method, path, {
      query: Object.fromEntries(new URLSearchParams(query)),
      ...(tag === undefined ? {} : { headers: { 'if-none-match': tag } }),
    });
  };
  const read = (at: string, tag?: string, method?: 'GET' | 'HEAD') => readAs(haidian, at, tag, method);
  const paths = ['/v1/banks/bank-a', '/v1/banks', '/v1/alerts?district=haidian', '/v1/inbox', '/v1/policy'];

  test.each(paths)(
    '%s has an ETag, is a 304 without a body while nothing changes, and the answer is a 200 again',
    async (path) => {
      const { status, headers } = await read(path);
      const tag = String(headers['etag']);
      expect([status, tag]).toEqual([200, expect.stringMatching(/^"[^"]+"$/)]);
      api.now = minute(5);
      const again = await read(path, tag);
      expect(again).toMatchObject({ status: 304, headers: { etag: tag } });
      expect(again.headers).not.toHaveProperty('content-type');
      for (const known of [`W/${tag}`, `"other", ${tag}`, '*']) expect((await read(path, known)).status, known).toBe(304);
      for (const other of ['"other"', 'other', '', tag.slice(0, -1)]) expect((await read(path, other)).status, other).toBe(200);
      expect((await read(path, tag, 'HEAD')).status).toBe(304);
    },
  );

  test('the tag of a list stays although its cursor is another each time, and moves with an entry', async () => {
    for (const bank of ['bank-b', 'bank-c'])
      await api.call({ ...bankA, agency: bank }, 'PUT', `/v1/banks/${bank}`, { body: registration });
    const first = await read('/v1/banks?limit=2');
    api.now = minute(20);
    const later = await read('/v1/banks?limit=2');
    expect(later.body['next']).not.toBe(first.body['next']);
    expect(later.headers['etag']).toBe(first.headers['etag']);
    await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { ...registration, dutyPhone: '010-66000002' } });
    expect((await read('/v1/banks?limit=2', first.headers['etag'])).status).toBe(200);
    const last = await read('/v1/banks?limit=2');
    api.now = minute(95);
    // its cursor is dead by now, so the list is given again
    expect((await read('/v1/banks?limit=2', last.headers['etag'])).status).toBe(200);
  });

  test('the age of an alarm alone does not move the tag of its list; another alarm does', async () => {
    await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() });
    const list = '/v1/alerts?district=haidian';
    const { headers, body } = await read(list);
    api.now = minute(9);
    expect((await read(list)).body).not.toEqual(body);
    expect((await read(list, headers['etag'])).status).toBe(304);
    await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput({ sourceRef: 'another' }) });
    expect((await read(list, headers['etag'])).status).toBe(200);
  });

  test('a caller who may not see a thing gets the 404 whatever tag is sent, and a command is no read', async () => {
    expect((await readAs(bankA, '/v1/alerts?district=haidian', '*')).status).toBe(403);
    expect((await read('/v1/alerts/alt_01KANXE8G00000000000000000', '*')).status).toBe(404);
    const alarm = { body: raiseAlertInput(), headers: { 'if-none-match': '*' } };
    expect((await api.call(haidian, 'POST', '/v1/alerts', alarm)).status).toBe(201);
  });
});

describe('a body', () => {
  test.each(['gzip', 'br', 'deflate', 'identity, gzip', 'x-unknown'])(
    'a body encoded with %s is a 415 that says so',
    async (encoding) => {
      const text = gzipSync(JSON.stringify(raiseAlertInput())).toString('latin1');
      const answer = await api.call(haidian, 'POST', '/v1/alerts', { text, headers: { 'content-encoding': encoding } });
      expect(answer).toMatchObject({
        status: 415,
        headers: { 'content-type': 'application/problem+json', 'accept-encoding': 'identity' },
        body: { code: 'CONTENT_ENCODING_UNSUPPORTED' },
      });
    },
  );

  test('a body without an encoding is taken', async () => {
    const headers = { 'content-encoding': 'identity' };
    expect((await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput(), headers })).status).toBe(201);
  });

  test('a body of another type is a 415 that says which is taken', async () => {
    const call = { text: '{}', headers: { 'content-type': 'text/plain' } };
    expect((await api.call(haidian, 'POST', '/v1/alerts', call)).headers['accept']).toBe('application/json');
  });
});

describe('a method', () => {
  test('HEAD is answered as GET is, with the length of the body and without the body', async () => {
    const raised = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() });
    const path = `/v1/alerts/${z.string().parse(raised.body['alertId'])}`;
    for (const at of [path, '/v1/alerts', '/v1/health', '/v1/alerts/alt_nothing']) {
      const headers = { 'x-correlation-id': 'cor-12345678' };
      const [get, head] = [await api.call(haidian, 'GET', at, { headers }), await api.call(haidian, 'HEAD', at, { headers })];
      const length = String(Buffer.byteLength(get.text));
      expect(head).toMatchObject({ status: get.status, headers: { ...get.headers, 'content-length': length }, text: '' });
    }
  });

  test('a method that a known path does not take is a 405 that names those it takes', async () => {
    for (const [method, path, allow] of [
      ['DELETE', '/v1/alerts', 'GET, HEAD, OPTIONS, POST'],
      ['PATCH', '/v1/banks/bank-a', 'GET, HEAD, OPTIONS, PUT'],
      ['GET', '/v1/orders/ord_01KANXE8G00000000000000000/release', 'OPTIONS, POST'],
      ['HEAD', '/v1/orders/ord_01KANXE8G00000000000000000/release', 'OPTIONS, POST'],
    ] as const) {
      const answer = await api.call(undefined, method, path);
      expect({ status: answer.status, allow: answer.headers['allow'] }).toEqual({ status: 405, allow });
      if (method !== 'HEAD') expect(answer.body).toMatchObject({ code: 'METHOD_NOT_ALLOWED', allow: allow.split(', ') });
    }
  });

  test('OPTIONS names what a path takes, and an unknown path is a 404', async () => {
    const answer = await api.call(undefined, 'OPTIONS', '/v1/cases');
    expect(answer).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD, OPTIONS, POST' }, text: '' });
    for (const method of ['OPTIONS', 'DELETE', 'GET'] as const)
      expect((await api.call(undefined, method, '/v1/nothing')).status).toBe(404);
  });
});

describe('a replay of a command', () => {
  test('has the first answer to the byte, and its headers', async () => {
    const call = { body: raiseAlertInput(), headers: { 'idempotency-key': 'k1', 'x-correlation-id': 'cor-12345678' } };
    const first = await api.call(haidian, 'POST', '/v1/alerts', call);
    const again = await api.call(haidian, 'POST', '/v1/alerts', call);
    expect(again.text).toBe(first.text);
    expect(again.headers).toEqual({ ...first.headers, 'idempotency-replayed': 'true' });
  });

  const answer = { status: 201, body: { zebra: 1, alpha: { y: 2, b: [{ n: 1, a: 2 }] } }, headers: { etag: '"1"' } };
  const item = commandItem({ command: commandOf({ now: minute(1) }), changes: [], answer });

  test('has it although the table gives the members of a map in an order of its own', () => {
    const known = recollectionOf(inOtherOrder(item), minute(2));
    expect(JSON.stringify(known?.answer?.body)).toBe(JSON.stringify(answer.body));
    expect(known?.answer).toMatchObject({ status: 201, headers: { etag: '"1"' } });
  });

  test('recorded before texts were kept is read as it was', () => {
    const before: Item = { ...item, answer };
    expect(recollectionOf(before, minute(2))?.answer).toEqual(answer);
  });
});

/** As a table hands it out: every map by the names of its members. */
function inOtherOrder(value: Item): Item {
  const sorted = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(sorted);
    if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return part;
    return Object.fromEntries(
      Object.entries(part)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => [name, sorted(member)]),
    );
  };
  return z.record(z.string(), z.unknown()).parse(sorted(value));
}

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en;q=0.2, zh;q=0.8', 'zh'],
  ['en-GB, zh;q=0.9', 'en'],
  ['zh;q=0, en', 'en'],
  ['fr, zh;q=0.1', 'zh'],
  ['*', 'en'],
  ['zh-Hant-TW;q=1.0', 'zh'],
  ['', 'en'],
  ['zh;q=abc, en;q=0.1', 'en'],
])('for the languages %j the titles are in %s', (wanted, language) => {
  expect(languageOf(wanted)).toBe(language);
});

describe("the API's document", () => {
  const document: unknown = JSON.parse(JSON.stringify(openApiDocument()));

  test('has patterns that every language can compile', () => {
    const patterns = valuesOf(document, 'pattern').map((pattern) => z.string().parse(pattern));
    expect(patterns.length).toBeGreaterThan(50);
    for (const pattern of new Set(patterns)) {
      expect(() => new RegExp(pattern), pattern).not.toThrow();
      expect(pattern).not.toMatch(/\\p\{|\\u\{|\(\?<|\(\?!|\(\?=/i);
    }
  });

  test('has examples of bodies that its own schemas take', () => {
    for (const [name, { body, example }] of Object.entries(allRoutes)) {
      if (body !== undefined) expect(body.safeParse(example).error, name).toBeUndefined();
    }
    expect.hasAssertions();
  });
});

/** What stands under this name, anywhere. */
function valuesOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === name && typeof member === 'string' ? [member] : valuesOf(member, name),
  );
}
