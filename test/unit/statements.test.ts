import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contestedPageId, pageId, StatementPages, Statements } from '../../shared/bank-questions/streams.ts';
import { isSignedBy } from '../../shared/http/signature.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import type { TestApi } from '../support/api.ts';
import { bankKey } from '../support/bank-key.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { outflow } from '../support/order-samples.ts';
import { account, minute, officers } from '../support/samples.ts';
import { linesThatAddUp, pagesOf, shuffled } from '../support/statement-samples.ts';
import { bankB, createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const prosecutor: Actor = {
  agency: 'procuratorate-haidian',
  agencyKind: 'procuratorate',
  district: 'haidian',
  roles: ['prosecutor'],
  subject: 'xu',
};
const changping: Actor = {
  agency: 'police-changping',
  agencyKind: 'police',
  district: 'changping',
  roles: ['officer'],
  subject: 'b',
};

let desk: StopDesk;
let api: TestApi;
let city: Coordination;
let orderId: string;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api } = desk);
  city = createCoordination(api);
  orderId = await desk.orderOf(account());
  await city.at(minute(5));
});

const why = { reason: '核实资金', officers };
const period = { from: minute(-600), to: minute(4) };
const ask = (over: object = {}, by = haidian) =>
  api.call(by, 'POST', `/v1/orders/${orderId}/statement-requests`, { body: { ...period, ...why, ...over } });
const Requested = z.object({ statementId: z.string(), dueAt: z.string() });
const asked = async (over: object = {}) => Requested.parse((await ask(over)).body).statementId;
const tell = (statementId: string, body: object, by = bankA) =>
  api.call(by, 'POST', `/v1/bank/statements/${statementId}/lines`, { body });
const read = (statementId: string, by = haidian) => api.call(by, 'GET', `/v1/statements/${statementId}`);
const Lines = z.object({ items: z.array(z.looseObject({ page: z.number(), line: z.number() })), next: z.string().optional() });

async function linesOf(statementId: string) {
  const all: z.infer<typeof Lines>['items'] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? { limit: '100' } : { limit: '100', cursor };
    const page = Lines.parse((await api.call(haidian, 'GET', `/v1/statements/${statementId}/lines`, { query })).body);
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}

describe('asking for a statement', () => {
  test('puts it to the bank, by push and for polling, and says until when it is due', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ status: 202, body: { dueAt: plus(minute(5), 24 * HOUR) } });
    const { statementId } = Requested.parse(answer.body);
    const list = await api.call(bankA, 'GET', '/v1/bank/questions');
    expect(list.body).toMatchObject({
      items: [
        { instruction: 'statement', statementId, orderId, ...period, state: 'open', accountNumber: account().accountNumber },
      ],
    });
    // nothing of the victim
    expect(list.text).not.toMatch(/victim|alert/);
    expect((await api.call(bankB, 'GET', '/v1/bank/questions')).body).toEqual({ items: [] });
    const { instructionId } = z.object({ items: z.array(z.object({ instructionId: z.string() })) }).parse({
      items: z
        .array(z.looseObject({ instructionId: z.string() }))
        .parse(list.body['items'])
        .map(({ instructionId: i }) => ({ instructionId: i })),
    }).items[0] ?? { instructionId: '' };
    expect((await api.call(bankA, 'GET', `/v1/bank/questions/${instructionId}`)).status).toBe(200);
    expect((await api.call(bankB, 'GET', `/v1/bank/questions/${instructionId}`)).body).toMatchObject({ code: 'NOT_FOUND' });
    expect((await read(statementId)).body).toMatchObject({ state: 'requested', pages: 0, question: { state: 'open' } });
    expect((await api.call(haidian, 'GET', `/v1/orders/${orderId}/statements`)).body).toMatchObject({ items: [{ statementId }] });
  });

  test.each([
    ['from in the future', { from: minute(60), to: minute(61) }, 'TIME_IN_FUTURE', '/from'],
    ['to in the future', { to: minute(60) }, 'TIME_IN_FUTURE', '/to'],
    ['from after to', { from: minute(3), to: minute(2) }, 'TIMES_OUT_OF_ORDER', '/from'],
    ['longer than the policy', { from: plus(minute(4), -366 * DAY - 1) }, 'STATEMENT_PERIOD_TOO_LONG', '/to'],
    ['one officer twice', { officers: [officers[0], officers[0]] }, 'SAME_OFFICER_TWICE', '/officers/1'],
  ])('is refused for a period %s', async (_, over, code, path) => {
    const answer = await ask(over);
    expect(answer.body).toMatchObject({ code, errors: [{ path }] });
    expect((await api.call(haidian, 'GET', `/v1/orders/${orderId}/statements`)).body).toEqual({ items: [] });
  });

  test('of exactly the longest period is taken', async () => {
    expect((await ask({ from: plus(minute(4), -366 * DAY) })).status).toBe(202);
  });

  test('needs an account, and no answer to the stop', async () => {
    const { accountName: _, accountNumber: __, accountKind: ___, ...rest } = account();
    orderId = await desk.orderOf({ ...rest, target: { kind: 'transaction', bankSerial: 'TX-0001' } });
    expect((await ask()).body).toMatchObject({ code: 'QUESTION_NEEDS_ACCOUNT' });
  });

  test('is for police who work on the order', async () => {
    for (const by of [changping, prosecutor, bankA]) expect((await ask({}, by)).status, by.agency).toBeGreaterThanOrEqual(403);
    const statementId = await asked();
    for (const by of [changping, prosecutor, bankA]) expect((await read(statementId, by)).status, by.agency).toBe(404);
  });
});

describe('a statement that arrives', () => {
  test('of 50,000 lines in 50 pages, shuffled, one twice, is complete, once, in order, and adds up', async () => {
    const statementId = await asked();
    const pages = pagesOf(linesThatAddUp(50_000), 1_000);
    const sent = shuffled(pages);
    for (const page of sent) expect((await tell(statementId, page)).status).toBe(200);
    const again = await tell(statementId, sent[7] ?? {});
    expect(again.status).toBe(200);
    await city.settle();
    await city.replay();
    expect((await read(statementId)).body).toMatchObject({
      ...{ state: 'consistent', pages: 50, lastPage: 50, missing: [], lines: 50_000, unreadLines: 0, contested: [] },
      ...{ check: { faults: [], faultsInAll: 0 }, question: { state: 'answered' } },
    });
    const facts = z.object({ items: z.array(z.looseObject({ type: z.string() })) }).parse(
      (
        await api.call(haidian, 'GET', `/v1/audit/statement:${statementId}`.replace('statement:', ''), {
          query: { limit: '100' },
        })
      ).body,
    );
    const count = (type: string) => facts.items.filter((fact) => fact.type === type).length;
    expect([count('statement.page-taken'), count('statement.completed'), count('statement.found-consistent')]).toEqual([
      50, 1, 1,
    ]);
    const first = Lines.parse(
      (await api.call(haidian, 'GET', `/v1/statements/${statementId}/lines`, { query: { limit: '100' } })).body,
    );
    expect(first.items.map(({ page, line }) => [page, line])).toEqual(Array.from({ length: 100 }, (_, i) => [1, i + 1]));
    expect((await api.call(bankA, 'GET', '/v1/bank/questions')).body).toEqual({ items: [] });
  }, 60_000);

  test('the same page again gets the same answer, and counts once', async () => {
    const statementId = await asked();
    const [page] = pagesOf(linesThatAddUp(3), 2);
    const first = await tell(statementId, page ?? {});
    expect((await tell(statementId, page ?? {})).text).toBe(first.text);
    expect((await read(statementId)).body).toMatchObject({ state: 'arriving', lines: 2, pages: 1 });
  });

  test('another content under the same number is refused; both are kept, marked, and the first counts', async () => {
    const statementId = await asked();
    const [first] = pagesOf(linesThatAddUp(2), 1);
    const other = { ...first, lines: linesThatAddUp(1, 5) };
    await tell(statementId, first ?? {});
    for (const _ of [1, 2])
      expect(await tell(statementId, other)).toMatchObject({
        status: 409,
        body: { code: 'PAGE_CONFLICT', kept: true, errors: [{ path: '/page' }] },
      });
    expect((await read(statementId)).body).toMatchObject({ contested: [{ page: 1 }], lines: 1 });
    expect((await linesOf(statementId)).map((line) => line['serial'])).toEqual(['TX000000000000']);
    const [{ hash } = { hash: '' }] = (await api.journal.load(Statements, statementId)).state?.contested ?? [];
    const kept = await api.journal.loadMany(StatementPages, [pageId(statementId, 1), contestedPageId(statementId, 1, hash)]);
    expect(kept.map(({ state }) => JSON.parse(state?.body ?? ''))).toEqual([first, other]);
    expect(kept.map(({ state }) => state?.contests)).toEqual([undefined, true]);
  });

  test('a page behind the last is refused, and so is a last page before others', async () => {
    const statementId = await asked();
    const [one, two, three] = pagesOf(linesThatAddUp(3), 1);
    await tell(statementId, { ...two, last: true });
    expect((await tell(statementId, three ?? {})).body).toMatchObject({ code: 'PAGE_AFTER_LAST', errors: [{ path: '/page' }] });
    expect((await tell(statementId, { ...one, last: true })).body).toMatchObject({
      code: 'PAGE_AFTER_LAST',
      errors: [{ path: '/last' }],
    });
    await tell(statementId, one ?? {});
    expect((await read(statementId)).body).toMatchObject({ state: 'complete', pages: 2, lines: 2 });
    expect((await tell(statementId, three ?? {})).body).toMatchObject({ code: 'PAGE_AFTER_LAST' });
  });

  test('has at most 1,000 lines a page, and 50,000 in all', async () => {
    const statementId = await asked();
    expect((await tell(statementId, { page: 1, lines: linesThatAddUp(1_001) })).body).toMatchObject({
      code: 'INPUT_INVALID',
      errors: [{ path: '/lines' }],
    });
    const pages = pagesOf(linesThatAddUp(50_000), 1_000).map((page) => ({ ...page, last: false }));
    for (const page of pages) await tell(statementId, page);
    expect((await tell(statementId, { page: 51, last: true, lines: linesThatAddUp(1) })).body).toMatchObject({
      code: 'STATEMENT_TOO_LONG',
      errors: [{ path: '/lines' }],
    });
    expect((await tell(statementId, { page: 51, last: true, lines: [] })).status).toBe(200);
    expect((await read(statementId)).body).toMatchObject({ state: 'complete', lines: 50_000 });
  }, 60_000);

  test('that does not add up is kept, and marked with page, line and serial, over page borders too', async () => {
    const statementId = await asked();
    const lines = linesThatAddUp(6);
    // lost between two pages, and changed within one
    const wrong = [...lines.slice(0, 2), ...lines.slice(3, 5), { ...lines[5], balanceFen: 1 }];
    for (const page of pagesOf(wrong, 2)) await tell(statementId, page);
    await city.settle();
    expect((await read(statementId)).body).toMatchObject({
      state: 'inconsistent',
      lines: 5,
      check: {
        faultsInAll: 2,
        faults: [
          { page: 2, line: 1, serial: 'TX000000000003', rule: 'does-not-add-up', expectedFen: 5_060_000, statedFen: 5_050_000 },
          { page: 3, line: 1, serial: 'TX000000000005', rule: 'does-not-add-up', statedFen: 1 },
        ],
      },
    });
    expect((await api.call(haidian, 'GET', '/v1/inbox')).text).toContain('statement.found-inconsistent');
  });

  test('a line that cannot be read is shown with what can be, and counts as one that does not add up', async () => {
    const statementId = await asked();
    const [a, b] = linesThatAddUp(2);
    const answer = await tell(statementId, {
      page: 1,
      last: true,
      lines: [a, { ...b, amountFen: 'viel', branch: '中关村' }, 'x'],
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        lines: 3,
        unread: [{ path: '/lines/1/amountFen' }, { path: '/lines/1/branch' }, { path: '/lines/2' }],
      },
    });
    expect(answer.text).not.toMatch(/viel|中关村/);
    await city.settle();
    expect(await linesOf(statementId)).toMatchObject([
      { serial: 'TX000000000000' },
      { serial: 'TX000000000001', balanceFen: 5_040_000, unread: { asGiven: expect.stringContaining('viel') } },
      { page: 1, line: 3, unread: {} },
    ]);
    expect((await read(statementId)).body).toMatchObject({
      unreadLines: 2,
      check: {
        faults: [
          { line: 2, rule: 'unreadable' },
          { line: 3, rule: 'unreadable' },
        ],
      },
    });
  });

  test('of an account without lines is one empty page', async () => {
    const statementId = await asked();
    await tell(statementId, { page: 1, last: true, lines: [] });
    await city.settle();
    expect((await read(statementId)).body).toMatchObject({ state: 'consistent', lines: 0 });
  });

  test('is told by the bank of the account alone, signed if it has keys', async () => {
    const statementId = await asked();
    const body = pagesOf(linesThatAddUp(900), 900)[0] ?? {};
    expect((await tell(statementId, body, bankB)).body).toMatchObject({ code: 'NOT_FOUND' });
    expect((await tell(statementId, body, haidian)).status).toBe(404);
    const key = await bankKey('k1');
    await api.call(bankA, 'PUT', '/v1/banks/bank-a', {
      body: { name: 'A', dutyPhone: '010-66000001', jwks: { keys: [key.jwk] } },
    });
    expect((await tell(statementId, body)).body).toMatchObject({ code: 'SIGNATURE_REQUIRED' });
    // larger than other signed bodies may be
    const text = JSON.stringify(body);
    expect(text.length).toBeGreaterThan(131_072);
    const path = `/v1/bank/statements/${statementId}/lines`;
    const otherOrder = await key.sign(text, { orderId: 'ord_01KB0M0Z8M0000000000000002' });
    const signed = (signature: string) => api.call(bankA, 'POST', path, { text, headers: { 'x-jws-signature': signature } });
    expect((await signed(otherOrder)).body).toMatchObject({ code: 'SIGNATURE_INVALID' });
    expect((await signed(await key.sign(text, { orderId }))).status).toBe(200);
    const { state: kept } = await api.journal.load(StatementPages, pageId(statementId, 1));
    const proves = { audience: 'cordon', orderId };
    expect(await isSignedBy(Buffer.from(kept?.body ?? ''), kept?.signature ?? '', { keys: [key.jwk] }, proves)).toBe(true);
  });
});

describe('the lines of a statement that officers have followed', () => {
  const follow = (statementId: string, lines: readonly unknown[], by = haidian) =>
    api.call(by, 'POST', `/v1/statements/${statementId}/follow`, { body: { lines, ...why } });

  /** One line in, two out to bank B, and one out to no account. */
  const lines = () => {
    const base = { at: minute(2), channel: 'c' };
    const to = (n: number) => ({ bankId: 'bank-b', accountName: '钱七', accountNumber: outflow(n).accountNumber });
    return [
      { ...base, serial: 'IN-1', direction: 'in', amountFen: 50_000_000, balanceFen: 50_000_000 },
      { ...base, serial: 'OUT-1', direction: 'out', amountFen: 1_000_000, balanceFen: 49_000_000, counterparty: to(1) },
      { ...base, serial: '-', direction: 'out', amountFen: 2_000_000, balanceFen: 47_000_000, counterparty: to(2) },
      { ...base, serial: 'TWICE', direction: 'out', amountFen: 3_000_000, balanceFen: 44_000_000 },
      { ...base, serial: 'TWICE', direction: 'out', amountFen: 100, balanceFen: 43_999_900 },
    ];
  };

  test('become outflows of the order, once each, within its bounds; a line known from the result is not followed twice', async () => {
    const result = { code: '1200', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
    const known = { ...outflow(1), at: minute(2), amountFen: 1_000_000, serial: 'OUT-1' };
    await desk.answer(orderId, { ...result, outflows: [known] });
    await city.settle();
    const statementId = await asked();
    await tell(statementId, { page: 1, last: true, lines: lines() });
    await city.settle();
    const answer = await follow(statementId, ['OUT-1', { page: 1, line: 3 }, { page: 1, line: 4 }]);
    expect(answer).toMatchObject({
      status: 202,
      body: {
        orderId,
        lines: [
          { page: 1, line: 2, outcome: 'known' },
          { page: 1, line: 3, outcome: 'taken' },
          { page: 1, line: 4, outcome: 'kept', reason: 'account-missing' },
        ],
      },
    });
    await city.settle();
    const order = await desk.read(orderId);
    expect(order['outflows']).toHaveLength(3);
    const edges = z.array(z.looseObject({ outflow: z.number(), to: z.string().optional() })).parse(order['edges']);
    expect(edges.filter(({ to }) => to !== undefined).map(({ outflow: at }) => at)).toEqual([0, 1]);
    // again: nothing is new
    expect((await follow(statementId, ['OUT-1', { page: 1, line: 3 }])).body).toMatchObject({
      lines: [{ outcome: 'known' }, { outcome: 'known' }],
    });
    expect((await read(statementId)).body).toMatchObject({ followedLines: 3 });
  });

  test.each([
    ['no line has', ['NONE'], 'LINE_UNKNOWN'],
    ['is a placeholder', ['-'], 'LINE_UNKNOWN'],
    ['several lines have', ['OUT-1', 'TWICE'], 'LINE_AMBIGUOUS'],
    ['a line has that came in', ['IN-1'], 'LINE_NOT_OUTGOING'],
  ])('are refused where a serial %s', async (_, names, code) => {
    const statementId = await asked();
    await tell(statementId, { page: 1, last: true, lines: lines() });
    const answer = await follow(statementId, names);
    expect(answer.body).toMatchObject({ code, errors: [{ path: `/lines/${names.length - 1}` }] });
    expect((await desk.read(orderId))['outflows']).toEqual([]);
  });

  test('are chosen by those who work on the order, of pages that came', async () => {
    const statementId = await asked();
    expect((await follow(statementId, ['OUT-1'])).body).toMatchObject({ code: 'LINE_UNKNOWN' });
    await tell(statementId, { page: 1, last: true, lines: lines() });
    expect((await follow(statementId, ['OUT-1'], changping)).status).toBe(404);
  });
});

describe('a bank that does not tell the statement', () => {
  test('is asked once more, then people are told, once; pages that came close the matter', async () => {
    const statementId = await asked();
    const dueAt = plus(minute(5), 24 * HOUR);
    await city.swept(dueAt);
    expect((await read(statementId)).body).toMatchObject({ question: { state: 'open', remindedAt: expect.any(String) } });
    await city.swept(plus(dueAt, HOUR));
    await city.swept(plus(dueAt, 25 * HOUR));
    await city.swept(plus(dueAt, 26 * HOUR));
    const inbox = z
      .object({
        items: z.array(z.looseObject({ what: z.string(), subject: z.looseObject({ kind: z.string(), id: z.string() }) })),
      })
      .parse((await api.call(haidian, 'GET', '/v1/inbox')).body);
    const told = inbox.items.filter(({ what }) => what === 'bank-question.fell-overdue');
    expect(told).toMatchObject([{ subject: { kind: 'order', id: orderId } }]);
    await tell(statementId, { page: 1, last: true, lines: [] });
    await city.settle();
    const settled = (await api.call(haidian, 'GET', '/v1/inbox')).body['items'];
    expect(settled).toContainEqual(
      expect.objectContaining({ what: 'bank-question.fell-overdue', settledBy: 'bank-question.answered' }),
    );
  });

  test('may say why it cannot', async () => {
    const statementId = await asked();
    const list = z
      .object({ items: z.array(z.looseObject({ instructionId: z.string() })) })
      .parse((await api.call(bankA, 'GET', '/v1/bank/questions')).body);
    const path = `/v1/bank/questions/${list.items[0]?.instructionId}/answer`;
    expect((await api.call(bankA, 'POST', path, { body: { outcome: 'declined', code: '0000' } })).body).toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect((await api.call(bankA, 'POST', path, { body: { outcome: 'done' } })).body).toMatchObject({
      code: 'ANSWER_IS_ELSEWHERE',
    });
    expect((await api.call(bankA, 'POST', path, { body: { outcome: 'declined', code: '0300' } })).status).toBe(200);
    expect((await read(statementId)).body).toMatchObject({
      ...{ state: 'declined', declined: { code: '0300' }, question: { state: 'declined', declined: { code: '0300' } } },
    });
    // it found the account after all
    await tell(statementId, { page: 1, last: false, lines: [] });
    const arriving = (await read(statementId)).body;
    expect(arriving).toMatchObject({ state: 'arriving', question: { state: 'declined' } });
    expect(arriving).not.toHaveProperty('declined');
    await tell(statementId, { page: 2, last: true, lines: [] });
    expect((await read(statementId)).body).toMatchObject({ state: 'complete', question: { state: 'answered' } });
  });
});

test('nothing of people or accounts is in a log', async () => {
  const statementId = await asked();
  await tell(statementId, pagesOf(linesThatAddUp(5), 5)[0] ?? {});
  await tell(statementId, { page: 1, last: true, lines: [] });
  await city.settle();
  expect(api.logged.join('\n')).not.toMatch(/刘某|6200000/);
});
