import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseJsonBody } from '../../shared/http/json-body.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { account, minute, officers, raiseAlertInput, requestFreezeInput } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

const Problem = z.looseObject({
  code: z.string(),
  errors: z.array(z.object({ in: z.string(), path: z.string(), rule: z.string() })).default([]),
});

let api: TestApi;
let alertId: string;

beforeEach(async () => {
  api = createTestApi();
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  alertId = z.string().parse((await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() })).body['alertId']);
});

/** A text that must come back nowhere: neither in the answer nor in the log. */
const MARK = 'ZZYZX9';

const transfer = account().transfer;
const at = (over: object) => ({ accounts: [{ ...account(), ...over }] });

describe('a freeze request with bad input', () => {
  type Case = readonly [what: string, over: object, path: string, rule: RegExp, code: string];
  const bad = (what: string, over: object, path: string, rule: RegExp, code = 'INPUT_INVALID'): Case => [
    what,
    over,
    path,
    rule,
    code,
  ];
  test.each([
    bad('an amount of nothing', at({ transfer: { ...transfer, amountFen: 0 } }), '/accounts/0/transfer/amountFen', /more than 0/),
    bad('a negative amount', at({ transfer: { ...transfer, amountFen: -5 } }), '/accounts/0/transfer/amountFen', /more than 0/),
    bad(
      'an amount with a fraction',
      at({ transfer: { ...transfer, amountFen: 1.5 } }),
      '/accounts/0/transfer/amountFen',
      /whole number/,
    ),
    bad('an amount as text', at({ transfer: { ...transfer, amountFen: MARK } }), '/accounts/0/transfer/amountFen', /number/),
    bad(
      'an amount beyond all money',
      at({ transfer: { ...transfer, amountFen: 1e15 } }),
      '/accounts/0/transfer/amountFen',
      /at most/,
    ),
    bad(
      'a time in the future',
      at({ transfer: { ...transfer, at: minute(600) } }),
      '/accounts/0/transfer/at',
      /future/,
      'TIME_IN_FUTURE',
    ),
    bad(
      'a time without an offset',
      at({ transfer: { ...transfer, at: '2026-11-22T09:00:00' } }),
      '/accounts/0/transfer/at',
      /offset/,
    ),
    bad(
      'another currency',
      at({ transfer: { ...transfer, currency: MARK } }),
      '/accounts/0/transfer/currency',
      /code of a currency/,
    ),
    bad('an unknown bank', at({ bankId: 'no-such-bank' }), '/accounts/0/bankId', /not registered/, 'BANK_UNKNOWN'),
    bad(
      'a kind of account that there is not',
      at({ accountKind: MARK }),
      '/accounts/0/accountKind',
      /one of personal, corporate/,
    ),
    bad(
      'an account number with odd characters',
      at({ accountNumber: `${MARK} !!` }),
      '/accounts/0/accountNumber',
      /letters, digits/,
    ),
    bad('a name that is blank', at({ accountName: '   ' }), '/accounts/0/accountName', /at least 1 character$/),
    bad('no accounts', { accounts: [] }, '/accounts', /at least 1 entry$/),
    bad(
      'over a hundred accounts',
      { accounts: Array.from({ length: 101 }, () => account()) },
      '/accounts',
      /at most 100 entries/,
    ),
    bad(
      'several accounts, each for another reason',
      { accounts: [account({ bankId: 'no-such-bank' }), account({ transfer: { ...transfer, at: minute(600) } })] },
      '/accounts/1/transfer/at',
      /future/,
      'NO_ACCOUNT_TO_STOP',
    ),
    bad('the same officer twice', { officers: [officers[0], officers[0]] }, '/officers/1', /different/, 'SAME_OFFICER_TWICE'),
    bad('one officer', { officers: [officers[0]] }, '/officers', /exactly 2 entries/),
    bad('no reason', { reason: undefined }, '/reason', /required/),
    bad('an unknown field', { extra: MARK }, '/extra', /^is not known$/),
    bad('an unknown field further down', at({ extra: MARK }), '/accounts/0/extra', /^is not known$/),
    bad('an unknown field whose name may be data', { [`${MARK} 1`]: 1 }, '', /^has a field that is not known$/),
    bad('several of them', at({ [`1${MARK}`]: 1, [`王${MARK}`]: 2 }), '/accounts/0', /^has 2 fields that are not known$/),
    bad('an id that is none', { alertId: MARK }, '/alertId', /alt_/),
  ])('%s', async (_what, over, path, rule, code) => {
    const before = api.journal.written.length;
    const body = { ...requestFreezeInput({ alertId }), ...over };
    const answer = await api.call(haidian, 'POST', '/v1/freeze-requests', { body });
    const problem = Problem.parse(answer.body);
    expect(problem.code).toBe(code);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(problem.errors).toContainEqual({ in: 'body', path, rule: expect.stringMatching(rule) });
    expect(api.journal.written).toHaveLength(before);
    expect(answer.text + api.logged.join()).not.toContain(MARK);
  });
});

describe('an alarm with bad input', () => {
  test.each([
    ['an unknown district', { district: MARK }, '/district', 'INPUT_INVALID'],
    ['a time in the future', { receivedAt: minute(60) }, '/receivedAt', 'TIME_IN_FUTURE'],
    ['a loss below nothing', { lossFen: -1 }, '/lossFen', 'INPUT_INVALID'],
    ['a moment that is none', { receivedAt: MARK }, '/receivedAt', 'INPUT_INVALID'],
  ])('%s', async (_what, over, path, code) => {
    const answer = await api.call(haidian, 'POST', '/v1/alerts', {
      body: { ...raiseAlertInput({ sourceRef: 'other' }), ...over },
    });
    const problem = Problem.parse(answer.body);
    expect({ status: answer.status, code: problem.code, paths: problem.errors.map((error) => error.path) }).toEqual({
      status: 400,
      code,
      paths: [path],
    });
    expect(answer.text + api.logged.join()).not.toContain(MARK);
  });
});

describe('a body that is no JSON object of the API', () => {
  const json = { 'content-type': 'application/json' };
  test.each([
    ['malformed JSON', { text: `{"alertId": ${MARK}` }, 400, 'JSON_MALFORMED'],
    ['an empty body', { text: '', headers: json }, 400, 'JSON_MALFORMED'],
    ['JSON nested deep enough to exhaust the stack', { text: '['.repeat(500_000) }, 400, 'JSON_TOO_DEEP'],
    ['another content type', { text: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['no content type', { text: '{}', headers: { 'content-type': '' } }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    [
      'another charset',
      { text: '{}', headers: { 'content-type': 'application/json; charset=gbk' } },
      415,
      'CONTENT_TYPE_UNSUPPORTED',
    ],
    ['a body over 1 MB', { text: JSON.stringify('x'.repeat(1_048_576)) }, 413, 'BODY_TOO_LARGE'],
    ['a body over 1 MB only in bytes', { text: JSON.stringify('止'.repeat(400_000)) }, 413, 'BODY_TOO_LARGE'],
    ['a list', { text: '[]' }, 400, 'INPUT_INVALID'],
    ['nothing at all', { text: 'null' }, 400, 'INPUT_INVALID'],
    ['a prototype for a field', { text: '{"__proto__": {"alertId": 1}}' }, 400, 'INPUT_INVALID'],
    ['a prototype further down', { text: '{"victim": [{"\\u005f_proto__": 1}]}' }, 400, 'INPUT_INVALID'],
  ])('%s', async (_what, call, status, code) => {
    const before = api.journal.written.length;
    const answer = await api.call(haidian, 'POST', '/v1/alerts', call);
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect(api.journal.written).toHaveLength(before);
    expect(answer.text + api.logged.join()).not.toContain(MARK);
  });

  test('a prototype beside valid fields is an unknown field', async () => {
    const text = JSON.stringify(raiseAlertInput({ sourceRef: 'p' })).replace('{', '{"__proto__":{"admin":true},');
    expect(await api.call(haidian, 'POST', '/v1/alerts', { text })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID' },
    });
  });

  test('it is told how deep it may be nested, and where no prototype may stand', async () => {
    const tell = async (text: string) => (await api.call(haidian, 'POST', '/v1/alerts', { text })).body;
    expect(await tell(`${'['.repeat(33)}${']'.repeat(33)}`)).toMatchObject({ code: 'JSON_TOO_DEEP', maxDepth: 32 });
    expect(await tell(`${'['.repeat(32)}${']'.repeat(32)}`)).toMatchObject({ code: 'INPUT_INVALID' });
    const rule = 'must not have a field named __proto__ anywhere';
    expect(await tell('{"a": {"__proto__": 1}}')).toMatchObject({ errors: [{ in: 'body', path: '', rule }] });
  });

  test.each([
    ['at the top', '{"a": 1, "b": 2, "a": 1}', '/a'],
    ['by another spelling', '{"ab": 1, "\\u0061b": 2}', '/ab'],
    ['further down, behind what is closed', '{"x": [{"y": {"a": 1}, "a": "}{"}, {"a": [], "b": {}, "a": 3}]}', '/x/1/a'],
    ['under a name that may be data', `{"${MARK} ${MARK}": {"a": 1, "a": 2}}`, ''],
    ['that may be data itself', `{"victim": {"${MARK}!": 1, "${MARK}!": 2}}`, '/victim'],
  ])('a field that stands twice, %s, is refused with its place', async (_what, text, path) => {
    const answer = await api.call(haidian, 'POST', '/v1/alerts', { text });
    expect(answer).toMatchObject({ status: 400, body: { code: 'JSON_FIELD_TWICE', errors: [{ in: 'body', path }] } });
    expect(answer.text + api.logged.join()).not.toContain(MARK);
  });

  test.each([
    '{"a": "a", "b": {"a": "a"}}',
    '{"a": [{"a": 1}, {"a": 1}, "a", "a"], "b": ["x", "x"]}',
    '{"a\\"": 1, "a": 2}',
    '"a"',
  ])('a field that stands once is not refused in %s', async (text) => {
    expect((await api.call(haidian, 'POST', '/v1/alerts', { text })).body).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('no text that a serializer writes of objects has a field twice', () => {
    const raw = { isBase64: false, contentType: 'application/json', contentEncoding: undefined };
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }), fc.constantFrom(0, 1), (value, spaces) => {
        const text = JSON.stringify(value, null, spaces);
        fc.pre(!text.includes('__proto__') && text.isWellFormed());
        expect(parseJsonBody({ ...raw, text }).kind).toBe('json');
        expect(parseJsonBody({ ...raw, text: `[{"x": ${text}, "x": 1}]` })).toMatchObject({ detail: { paths: ['/0/x'] } });
      }),
    );
  });

  test('JSON with its charset is taken', async () => {
    const body = raiseAlertInput({ sourceRef: 'charset' });
    const headers = { 'content-type': 'application/json; charset=UTF-8' };
    expect((await api.call(haidian, 'POST', '/v1/alerts', { body, headers })).status).toBe(201);
  });
});

describe('a request with bad parts around its body', () => {
  test.each([
    ['limit of nothing', { query: { limit: '0' } }, 'query', '/limit'],
    ['limit over a hundred', { query: { limit: '101' } }, 'query', '/limit'],
    ['limit that is no number', { query: { limit: MARK } }, 'query', '/limit'],
    ['month that is none', { query: { month: '2026-13' } }, 'query', '/month'],
    ['unknown district', { query: { district: MARK } }, 'query', '/district'],
    ['unknown parameter', { query: { extra: MARK } }, 'query', '/extra'],
    ['unknown parameter whose name may be data', { query: { [`${MARK}!`]: '1' } }, 'query', ''],
  ])('%s', async (_what, call, part, path) => {
    const answer = await api.call(haidian, 'GET', '/v1/alerts', call);
    const problem = Problem.parse(answer.body);
    expect(answer.status).toBe(400);
    expect(problem.errors).toMatchObject([{ in: part, path }]);
    expect(answer.text + api.logged.join()).not.toContain(MARK);
  });

  test('an idempotency key with spaces, and a version that is none', async () => {
    const ask = (headers: Record<string, string>) =>
      api.call(haidian, 'POST', '/v1/orders/ord_01KANXE8G00000000000000000/release', {
        body: { reason: 'r', officers },
        headers,
      });
    expect(Problem.parse((await ask({ 'idempotency-key': 'a b' })).body).errors).toMatchObject([
      { in: 'header', path: '/idempotency-key' },
    ]);
    expect(Problem.parse((await ask({ 'if-match': MARK })).body).errors).toMatchObject([{ in: 'header', path: '/if-match' }]);
  });

  test('an id in the path that can be none is the id of nothing', async () => {
    expect(await api.call(haidian, 'GET', '/v1/orders/ord_nothing')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('a path that does not exist is a problem like any other', async () => {
    expect(await api.call(undefined, 'GET', '/v1/nothing')).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND' } });
  });

  test('a bank result with codes of execution but no moment of it', async () => {
    const answer = await api.call(bankA, 'POST', '/v1/bank/orders/ord_01KANXE8G00000000000000000/result', {
      body: { code: '0000' },
    });
    expect(Problem.parse(answer.body).errors).toMatchObject([{ path: '/effectiveAt' }]);
  });

  test('an endpoint on this host is refused with its place', async () => {
    const answer = await api.call(bankA, 'PUT', '/v1/banks/bank-a', {
      body: { name: 'a', dutyPhone: '010-66000001', endpoint: 'http://127.0.0.1:9/x' },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'ENDPOINT_NOT_ALLOWED', errors: [{ path: '/endpoint', rule: 'must begin with https://' }] },
    });
  });
});

describe('a problem', () => {
  test.each([
    ['zh-CN,en;q=0.5', 'zh', '请求体不是有效的 JSON'],
    ['en', 'en', 'The body is not well-formed JSON'],
  ])('says in which language its title is: %s', async (wanted, language, title) => {
    const answer = await api.call(haidian, 'POST', '/v1/alerts', { text: '{', headers: { 'accept-language': wanted } });
    expect(answer).toMatchObject({ status: 400, headers: { 'content-language': language }, body: { title } });
  });

  test('gives one rule for a number beyond all exact ones: that of the field', async () => {
    for (const [lossFen, rule] of [
      [1e30, 'must be at most 1000000000000'],
      [-1e30, /^must be (?:more than|at least) 0$/],
    ] as const) {
      const answer = await api.call(haidian, 'POST', '/v1/alerts', { body: { ...raiseAlertInput({ sourceRef: 'n' }), lossFen } });
      expect(Problem.parse(answer.body).errors).toEqual([
        { in: 'body', path: '/lossFen', rule: typeof rule === 'string' ? rule : expect.stringMatching(rule) },
      ]);
    }
  });
});

describe('what breaks on our side', () => {
  test('is a 500 with a correlation id and not a word more', async () => {
    api.journal.load = async () => {
      throw new TypeError(`cannot read ${MARK}`);
    };
    const answer = await api.call(haidian, 'GET', `/v1/alerts/${alertId}`, {
      headers: { 'x-correlation-id': 'from-the-caller-1' },
    });
    expect(answer.body).toEqual({
      type: 'urn:cordon:problem:internal',
      title: 'Something broke on our side',
      status: 500,
      code: 'INTERNAL',
      correlationId: 'from-the-caller-1',
    });
    expect(answer.headers['x-correlation-id']).toBe('from-the-caller-1');
    expect(api.logged.join()).toContain('TypeError');
    expect(api.logged.join()).not.toContain(MARK);
  });
});
