import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, MINUTE, plus } from '../../shared/kernel/time.ts';
import { bankA } from '../support/case-desk.ts';
import { chaoyang, city, haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { minute, T0 } from '../support/samples.ts';

const operator: Actor = {
  ...{ agency: 'operator-huabei', agencyKind: 'operator', roles: ['operator-system'], subject: 'operator' },
};
const head: Actor = { ...city, isPerson: true };
const finding = [{ findingText: 'The card was sold', paper: '京公海认字〔2026〕7号' }];
const account = { kind: 'account', bankId: 'bank-a', accountNumber: '6222020200012345678' } as const;
const person = { kind: 'person', idNumber: '11010819900101123X', name: '孙某' } as const;

const Entry = z.looseObject({ entryId: z.string(), until: z.string(), reference: z.string() });

let desk: Coordination;
beforeEach(() => {
  desk = createCoordination();
  desk.api.now = minute(60);
});

function listing(mark: object, over: object = {}) {
  return { mark, ground: 'police-finding', evidence: finding, reason: 'r', ...over };
}

async function listed(mark: object, by: Actor = haidian, over: object = {}) {
  const reply = await desk.post(by, '/v1/blacklist', listing(mark, over));
  expect(reply.status, reply.text).toBe(201);
  return Entry.parse(reply.body);
}

async function checked(by: Actor, ...marks: readonly object[]) {
  const reply = await desk.post(by, '/v1/blacklist/check', { marks });
  expect(reply.status, reply.text).toBe(200);
  return z.object({ items: z.array(z.looseObject({ hit: z.boolean() })) }).parse(reply.body).items;
}

const ofAccount = { kind: 'account', value: '6222 0202-0001 2345 678', bankId: 'bank-a' };
const ofPerson = { kind: 'person', value: '11010819900101123x' };
const get = (by: Actor, entryId: string) => desk.api.call(by, 'GET', `/v1/blacklist/${entryId}`);
const act = (by: Actor, { entryId }: { readonly entryId: string }, what: string, body: object) =>
  desk.post(by, `/v1/blacklist/${entryId}/${what}`, body);
const historyOf = async (entryId: string) => {
  const { body } = await desk.api.call(city, 'GET', `/v1/audit/${entryId}`);
  return z
    .object({ items: z.array(z.object({ type: z.string() })) })
    .parse(body)
    .items.map(({ type }) => type);
};
const inboxOf = async (actor: Actor) => {
  const { body } = await desk.api.call(actor, 'GET', '/v1/inbox', { query: { open: 'true' } });
  return z
    .object({ items: z.array(z.looseObject({ what: z.string() })) })
    .parse(body)
    .items.map(({ what }) => what);
};

describe('a listing', () => {
  test('hits in any spelling, for banks and operators, and tells nothing of a person', async () => {
    const { reference } = await listed(account);
    await listed(person);
    const [first, second] = await checked(bankA, ofAccount, ofPerson);
    expect(first).toMatchObject({ hit: true, class: 'found', advice: 'hold-and-call-police', reference });
    expect(second).toMatchObject({ hit: true, advice: 'refuse-service' });
    expect(Object.keys(second ?? {}).toSorted()).toEqual(['advice', 'class', 'hit', 'mark', 'reference', 'until']);
    expect(JSON.stringify([first, second])).not.toMatch(/孙|11010819900101|6222/);
    expect(await checked(operator, ofPerson)).toMatchObject([{ hit: true }]);
    const [forPolice] = await checked(haidian, ofPerson);
    expect(forPolice).toMatchObject({ hit: true, advice: 'look-at-entry', entryId: expect.stringMatching(/^ble_/) });
    expect(await checked(bankA, { ...ofAccount, value: '6222020200012345679' })).toEqual([{ mark: 0, hit: false }]);
    expect(await checked(bankA, { ...ofAccount, bankId: 'bank-b' })).toEqual([{ mark: 0, hit: false }]);
  });

  test('without its bank hits at every bank; a bank that names none asks of its own', async () => {
    await listed({ kind: 'account', accountNumber: account.accountNumber });
    expect(
      await checked(bankA, { ...ofAccount, bankId: 'bank-b' }, { kind: 'account', value: account.accountNumber }),
    ).toMatchObject([{ hit: true }, { hit: true }]);
  });

  test('of a phone, a device, an address, an app, an outlet hits by its own form', async () => {
    await listed({ kind: 'phone', phone: '+86 138 0000 0001' });
    expect(await checked(operator, { kind: 'phone', value: '8613800000001' })).toMatchObject([{ hit: true }]);
    await listed({ kind: 'device', deviceId: '35-209900-176148-1' });
    await listed({ kind: 'address', address: 'HTTPS://Bad.Example.com/pay/' });
    await listed({ kind: 'address', address: '2001:db8::1' });
    await listed({ kind: 'app', app: 'com.bad.App' });
    await listed({ kind: 'outlet', agency: 'bank-a', outletId: 'BJ-17' });
    expect(
      await checked(
        haidian,
        { kind: 'phone', value: '13800000001' },
        { kind: 'device', value: '352099001761481' },
        { kind: 'address', value: 'bad.example.com/pay' },
        { kind: 'address', value: '2001:DB8:0::1' },
        { kind: 'app', value: 'COM.bad.app' },
        { kind: 'outlet', value: 'bj-17', agency: 'bank-a' },
        { kind: 'address', value: 'bad.example.com' },
      ),
    ).toMatchObject([...Array.from({ length: 6 }, () => ({ hit: true })), { hit: false }]);
    expect(await checked(bankA, { kind: 'outlet', value: 'BJ-17' })).toMatchObject([{ hit: true, advice: 'tell-regulator' }]);
    expect(await checked({ ...bankA, agency: 'bank-b' }, { kind: 'outlet', value: 'BJ-17' })).toMatchObject([{ hit: false }]);
  });

  test('again by the same agency is one entry with two grounds; by another it is an entry of its own', async () => {
    const first = await listed(account);
    const again = await listed(account, haidian, { ground: 'account-rental' });
    expect(again.entryId).toBe(first.entryId);
    expect((await get(haidian, first.entryId)).body).toMatchObject({
      grounds: [{ ground: 'police-finding' }, { ground: 'account-rental' }],
    });
    await listed(account);
    expect(await historyOf(first.entryId)).toEqual(['blacklist-entry.listed', 'blacklist-entry.ground-added']);
    const other = await listed(account, chaoyang);
    expect(other.entryId).not.toBe(first.entryId);
    // while one of them holds, the mark hits
    expect((await act(haidian, first, 'delist', { reason: 'r' })).status).toBe(200);
    expect(await checked(bankA, ofAccount)).toMatchObject([{ hit: true, reference: other.reference }]);
    expect((await act(chaoyang, other, 'delist', { reason: 'r' })).status).toBe(200);
    expect(await checked(bankA, ofAccount)).toEqual([{ mark: 0, hit: false }]);
  });

  test('by two at once, and again under the same key, makes one entry', async () => {
    const body = listing(account);
    const both = await Promise.all([desk.post(haidian, '/v1/blacklist', body), desk.post(haidian, '/v1/blacklist', body)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(both.map((reply) => reply.body['entryId'])).size).toBe(1);
    const headers = { 'idempotency-key': 'k-1' };
    const other = listing({ kind: 'phone', phone: '13900000000' });
    const [one, two] = [
      await desk.api.call(haidian, 'POST', '/v1/blacklist', { body: other, headers }),
      await desk.api.call(haidian, 'POST', '/v1/blacklist', { body: other, headers }),
    ];
    expect(two.body).toEqual(one.body);
    expect(two.headers['idempotency-replayed']).toBe('true');
  });

  test.each([
    [listing({ ...account, accountNumber: '000000000' }), 'MARK_IS_PLACEHOLDER'],
    [listing(account, { evidence: [{ orderId: 'ord_01KANXE8G00000000000000000' }] }), 'EVIDENCE_UNKNOWN'],
    [listing(account, { evidence: [] }), 'INPUT_INVALID'],
    [listing({ kind: 'address', address: 'no address' }), 'INPUT_INVALID'],
    [listing({ kind: 'phone', phone: 'abc' }), 'INPUT_INVALID'],
    [listing({ kind: 'coin' }), 'INPUT_INVALID'],
    [listing(account, { ground: 'rumour' }), 'INPUT_INVALID'],
  ])('that is wrong is refused and changes nothing: %#', async (body, code) => {
    expect((await desk.post(haidian, '/v1/blacklist', body)).body).toMatchObject({ code });
    expect(await checked(bankA, ofAccount)).toMatchObject([{ hit: false }]);
  });

  test('is found by kind, state and district, without the mark', async () => {
    const { entryId } = await listed(person);
    await listed(account, city);
    const page = async (query: Record<string, string>, by: Actor = haidian) =>
      (await desk.api.call(by, 'GET', '/v1/blacklist', { query })).body;
    expect(await page({ kind: 'person' })).toMatchObject({
      items: [{ entryId, kind: 'person', tellBy: plus(minute(60), 5 * DAY) }],
    });
    expect(JSON.stringify(await page({ kind: 'person' }))).not.toMatch(/孙|1101/);
    expect(await page({ kind: 'person', district: 'chaoyang' })).toMatchObject({ items: [] });
    expect(await page({ kind: 'account', district: 'city' })).toMatchObject({ items: [{ kind: 'account' }] });
    expect(await page({ kind: 'person', status: 'delisted' })).toMatchObject({ items: [] });
    expect((await desk.api.call(bankA, 'GET', '/v1/blacklist', { query: { kind: 'person' } })).status).toBe(403);
    expect((await get(bankA, entryId)).status).toBe(404);
  });
});

describe('the term of a listing', () => {
  test('ends by itself: it hits no more from that moment, before the sweep says so, and once', async () => {
    const { entryId, until } = await listed(account);
    expect(until.slice(0, 7)).toBe('2028-11');
    desk.api.now = plus(until, -1);
    expect(await checked(bankA, ofAccount)).toMatchObject([{ hit: true, until }]);
    desk.api.now = until;
    expect(await checked(bankA, ofAccount)).toMatchObject([{ hit: false }]);
    expect((await get(haidian, entryId)).body).toMatchObject({ status: 'expired' });
    expect((await act(haidian, { entryId }, 'renew', { reason: 'r' })).body).toMatchObject({ code: 'BLACKLIST_STATE_FORBIDS' });
    await desk.swept(until);
    await desk.swept(plus(until, DAY));
    expect(await historyOf(entryId)).toEqual(['blacklist-entry.listed', 'blacklist-entry.expired']);
  });

  test('of a person is two years, three after a conviction, and five in all', async () => {
    const first = await listed(person);
    expect(first.until.slice(0, 10)).toBe('2028-11-22');
    desk.api.now = plus(first.until, -DAY);
    const renewed = await act(haidian, first, 'renew', { reason: 'r' });
    expect(renewed.body).toMatchObject({ until: expect.stringMatching(/^2030-11-21/) });
    const convicted = await listed(person, chaoyang, { ground: 'conviction' });
    expect(convicted.until.slice(0, 10)).toBe('2031-11-21');
    desk.api.now = plus(convicted.until, -DAY);
    expect((await act(chaoyang, convicted, 'renew', { reason: 'r' })).body).toMatchObject({
      until: expect.stringMatching(/^2031-11-2[12]/),
    });
    desk.api.now = '2031-11-25T00:00:00.000Z';
    expect((await desk.post(haidian, '/v1/blacklist', listing(person))).body).toMatchObject({ code: 'LISTING_TERM_SPENT' });
  });
});

test('an entry takes so many renewals: it never grows beyond what can be kept', async () => {
  const entry = await listed(account);
  for (let n = 0; n < 20; n += 1) {
    desk.api.now = plus(desk.api.now, MINUTE);
    expect((await act(haidian, entry, 'renew', { reason: 'r' })).status).toBe(200);
  }
  desk.api.now = plus(desk.api.now, MINUTE);
  expect((await act(haidian, entry, 'renew', { reason: 'r' })).body).toMatchObject({ code: 'BLACKLIST_FULL', limit: 20 });
  expect((await act(haidian, entry, 'delist', { reason: 'r' })).status).toBe(200);
});

describe('the person concerned', () => {
  test('is told, or a reason is given; else it is noticed once', async () => {
    const told = await listed(person);
    const late = await listed({ ...person, idNumber: '110108199001011240' });
    const telling = { outcome: 'told', toldAt: minute(61), how: 'letter', paper: '京公海惩告字〔2026〕1号' };
    expect((await act(haidian, told, 'tell', { ...telling, toldAt: minute(500) })).body).toMatchObject({
      code: 'TIME_IN_FUTURE',
    });
    desk.api.now = minute(62);
    expect((await act(haidian, told, 'tell', telling)).body).toMatchObject({ telling: { told: { how: 'letter' } } });
    expect((await act(haidian, told, 'tell', telling)).body).toMatchObject({ code: 'TOLD_BEFORE' });
    expect((await act(haidian, await listed(account), 'tell', telling)).body).toMatchObject({ code: 'NOT_TO_BE_TOLD' });
    await desk.swept(plus(minute(60), 5 * DAY));
    await desk.swept(plus(minute(60), 6 * DAY));
    expect(await historyOf(late.entryId)).toEqual(['blacklist-entry.listed', 'blacklist-entry.telling-overdue']);
    expect(await historyOf(told.entryId)).toEqual(['blacklist-entry.listed', 'blacklist-entry.told']);
    expect(await inboxOf({ ...haidian, roles: ['supervisor'] })).toContain('blacklist-entry.telling-overdue');
    expect((await act(haidian, late, 'tell', { outcome: 'not-told', reason: 'moved away' })).status).toBe(200);
    await desk.settle();
    expect(await inboxOf({ ...haidian, roles: ['supervisor'] })).not.toContain('blacklist-entry.telling-overdue');
  });

  test('appeals; a person who did not list the mark decides, and upheld it is off the list at once', async () => {
    const entry = await listed(person);
    const appeal = { appellant: '孙某', text: 'not me', receivedAt: minute(60) };
    const first = await act(chaoyang, entry, 'appeal', appeal);
    expect(first.body, first.text).toMatchObject({ status: 'appealed' });
    expect((await act(chaoyang, entry, 'appeal', appeal)).body).toMatchObject({ code: 'BLACKLIST_STATE_FORBIDS' });
    expect(await checked(bankA, ofPerson)).toMatchObject([{ hit: true }]);
    const upheld = { outcome: 'upheld', reason: 'stolen card' };
    const lister = { ...haidian, roles: ['supervisor'], isPerson: true };
    expect((await act(lister, entry, 'appeal-decision', upheld)).body).toMatchObject({ code: 'APPEAL_OF_OWN_LISTING' });
    expect((await act({ ...city, isPerson: false }, entry, 'appeal-decision', upheld)).body).toMatchObject({
      code: 'APPEAL_DECIDER_NOT_A_PERSON',
    });
    expect((await act(head, entry, 'appeal-decision', upheld)).body).toMatchObject({
      status: 'delisted',
      delisted: { cause: 'appeal' },
    });
    expect(await checked(bankA, ofPerson)).toMatchObject([{ hit: false }]);
    // the time of that listing counts in no sum, so the whole term can be listed again
    expect((await listed(person)).until.slice(0, 7)).toBe('2028-11');
  });

  test('appeals in vain: it stays; two who decide at once decide once; late, it is noticed', async () => {
    const entry = await listed(person);
    const appeal = { appellant: '孙某', text: 'not me', receivedAt: minute(60) };
    await act(haidian, entry, 'appeal', appeal);
    await desk.swept(plus(minute(60), 15 * DAY));
    expect(await inboxOf(city)).toContain('blacklist-entry.appeal-overdue');
    const both = await Promise.all([
      act(head, entry, 'appeal-decision', { outcome: 'rejected', reason: 'r' }),
      act({ ...head, subject: 'other' }, entry, 'appeal-decision', { outcome: 'upheld', reason: 'r' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('a check', () => {
  test('is on the record, without the marks, before its answer', async () => {
    await listed(account);
    await checked(bankA, ofAccount, ofPerson);
    const written = desk.api.journal.written.map(({ item }) => JSON.stringify(item));
    expect(written.some((item) => item.includes('blacklist-checks'))).toBe(true);
    expect(written.filter((item) => item.includes('blacklist-checks')).join()).not.toMatch(/6222|11010819900101/);
  });

  test.each([
    [operator, ofAccount],
    [bankA, { kind: 'app', value: 'x.y.z' }],
    [bankA, { kind: 'outlet', value: 'o', agency: 'bank-b' }],
  ])('of what is not for the one who asks is refused: %#', async (by, mark) => {
    expect((await desk.post(by, '/v1/blacklist/check', { marks: [ofPerson, mark] })).body).toMatchObject({
      code: 'CHECK_KIND_NOT_ALLOWED',
    });
  });

  test('of a value that is none is refused with its place', async () => {
    expect(
      (await desk.post(bankA, '/v1/blacklist/check', { marks: [ofPerson, { kind: 'phone', value: 'x' }] })).body,
    ).toMatchObject({
      code: 'MARK_UNREADABLE',
    });
    expect((await desk.post(bankA, '/v1/blacklist/check', { marks: [] })).body).toMatchObject({ code: 'INPUT_INVALID' });
    const many = Array.from({ length: 101 }, () => ofPerson);
    expect((await desk.post(bankA, '/v1/blacklist/check', { marks: many })).body).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('has a limit for each caller a minute and a day, and says when there is room again', async () => {
    const marks = Array.from({ length: 100 }, () => ofPerson);
    for (let call = 0; call < 10; call += 1) await checked(bankA, ...marks);
    const refused = await desk.post(bankA, '/v1/blacklist/check', { marks: [ofPerson] });
    expect(refused).toMatchObject({ status: 429, body: { code: 'CHECK_LIMIT', per: 'minute', limit: 1000 } });
    await checked({ ...bankA, subject: 'another' }, ofPerson);
    desk.api.now = plus(desk.api.now, MINUTE);
    await checked(bankA, ofPerson);
    for (let more = 0; more < 48; more += 1) {
      desk.api.now = plus(desk.api.now, MINUTE);
      for (let call = 0; call < 10; call += 1) await checked(bankA, ...marks);
    }
    desk.api.now = plus(desk.api.now, MINUTE);
    for (let call = 0; call < 9; call += 1) await checked(bankA, ...marks);
    expect((await desk.post(bankA, '/v1/blacklist/check', { marks })).body).toMatchObject({ code: 'CHECK_LIMIT', per: 'day' });
    desk.api.now = plus(T0, DAY);
    await checked(bankA, ...marks);
  });
});

describe('a national list', () => {
  const phone = (n: number, number?: string) => ({
    mark: { kind: 'phone', phone: `1380000${String(n).padStart(4, '0')}` },
    ...(number === undefined ? {} : { number }),
  });
  const list = '/v1/blacklist/imports/ministry';
  const asked = (n: number) => ({ kind: 'phone', value: `1380000${String(n).padStart(4, '0')}` });
  const page = (n: number, rows: readonly unknown[], over: object = {}, by: Actor = head) =>
    desk.post(by, `/v1/blacklist/imports/ministry/pages/${n}`, { version: 1, pages: 2, rows, ...over });
  const Listed = z.object({ items: z.array(z.looseObject({ entryId: z.string(), status: z.string() })) });
  const entries = async (status: string) => {
    const { body } = await desk.api.call(city, 'GET', '/v1/blacklist', { query: { kind: 'phone', status } });
    return Listed.parse(body).items;
  };

  test('comes page by page: bad rows are named, good rows taken, and the same page again changes nothing', async () => {
    const rows = [
      phone(1),
      { mark: { kind: 'phone', phone: 'x' } },
      phone(2),
      'no row',
      { mark: { kind: 'phone', phone: '00000000' } },
    ];
    const first = await page(1, rows);
    expect(first).toMatchObject({
      status: 200,
      body: {
        ...{ listed: 2, confirmed: 0, taken: 1, complete: false },
        refused: [
          { row: 1, code: 'INPUT_INVALID' },
          { row: 3, code: 'INPUT_INVALID' },
          { row: 4, code: 'MARK_IS_PLACEHOLDER' },
        ],
      },
    });
    expect(first.text).not.toContain('no row');
    const written = desk.api.journal.written.length;
    expect((await page(1, rows)).body).toEqual(first.body);
    expect(desk.api.journal.written.length).toBe(written);
    expect((await page(1, [phone(3)])).body).toMatchObject({ code: 'LIST_PAGE_DIFFERS' });
    expect((await page(2, [], { pages: 3 })).body).toMatchObject({ code: 'LIST_PAGES_DIFFER' });
    expect((await page(3, [])).body).toMatchObject({ code: 'LIST_PAGES_DIFFER' });
    expect(await checked(bankA, asked(1), asked(2))).toMatchObject([{ hit: true, class: 'listed' }, { hit: true }]);
    expect((await page(1, rows, {}, { ...haidian, roles: ['supervisor'] })).status).toBe(403);
  });

  test('with a mark twice has one entry with two grounds', async () => {
    await page(1, [phone(1, 'A-1'), phone(1, 'A-2'), phone(1, 'A-2')]);
    const [one, ...others] = await entries('listed');
    expect(others).toEqual([]);
    expect((await get(city, one?.entryId ?? '')).body).toMatchObject({ grounds: [{ ground: 'national-list' }, {}] });
  });

  test('of a later complete version takes off what is missing, and nothing of others', async () => {
    await page(
      1,
      Array.from({ length: 60 }, (_, n) => phone(n)),
    );
    await page(2, [phone(99)]);
    await listed(phone(5).mark);
    await desk.settle();
    expect(await entries('listed')).toHaveLength(20);
    const later = { version: 2, pages: 2 };
    await page(1, [phone(1)], later);
    await desk.settle();
    // it is not complete yet
    expect(await checked(bankA, asked(7))).toMatchObject([{ hit: true }]);
    expect((await page(2, [], { version: 1 })).body).toMatchObject({ code: 'LIST_PAGE_DIFFERS' });
    // 59 of 61 marks are missing: nothing goes off before a person has looked
    expect((await page(2, [phone(2)], later)).body).toMatchObject({ complete: false, held: true });
    await desk.settle();
    expect(await checked(bankA, asked(7))).toMatchObject([{ hit: true }]);
    expect(await inboxOf(city)).toContain('blacklist-list.held');
    expect((await desk.api.call(head, 'GET', list)).body).toMatchObject({
      version: 2,
      marks: 2,
      before: 61,
      unread: 0,
      taken: 2,
    });
    expect((await desk.post(head, `${list}/confirm`, { version: 1, reason: 'r' })).body).toMatchObject({ code: 'LIST_NOT_HELD' });
    const confirmed = await desk.post(head, `${list}/confirm`, { version: 2, reason: 'the ministry withdrew them' });
    expect(confirmed.body).toMatchObject({ completedAt: desk.api.now });
    expect(confirmed.body).not.toHaveProperty('heldAt');
    await desk.settle();
    expect(await inboxOf(city)).not.toContain('blacklist-list.held');
    expect(await checked(bankA, asked(1), asked(2), asked(5), asked(7), asked(59), asked(99))).toMatchObject([
      { hit: true },
      { hit: true },
      { hit: true },
      { hit: false },
      { hit: false },
      { hit: false },
    ]);
    expect(await entries('listed')).toHaveLength(3);
    expect((await page(2, [phone(9)], { version: 1, pages: 2 })).body).toMatchObject({ code: 'LIST_PAGE_DIFFERS' });
    await desk.replay();
    expect(await entries('listed')).toHaveLength(3);
  });

  test('that lacks a tenth of the version before is taken at once, one that lacks more is held', async () => {
    const version = (n: number, rows: readonly unknown[]) => page(1, rows, { version: n, pages: 1 });
    const phones = (least: number) => Array.from({ length: 20 - least }, (_, n) => phone(n + least));
    expect((await version(1, [...phones(0), 'no row'])).body).toMatchObject({ complete: true, held: false });
    expect((await version(2, phones(2))).body).toMatchObject({ complete: true, held: false });
    await desk.settle();
    expect(await checked(bankA, asked(0), asked(2))).toMatchObject([{ hit: false }, { hit: true }]);
    expect((await version(3, phones(4))).body).toMatchObject({ complete: false, held: true });
    // the next version is compared with the last that was complete
    expect((await version(4, phones(3))).body).toMatchObject({ complete: true, held: false });
    await desk.settle();
    expect((await desk.post(head, `${list}/confirm`, { version: 3, reason: 'r' })).body).toMatchObject({ code: 'LIST_NOT_HELD' });
    expect(await checked(bankA, asked(2), asked(3))).toMatchObject([{ hit: false }, { hit: true }]);
  });

  test('under the key of another page takes no row, and the first page gets its first answer', async () => {
    const headers = { 'idempotency-key': 'k' };
    const send = (n: number) =>
      desk.api.call(head, 'POST', `${list}/pages/${n}`, { body: { version: 1, pages: 2, rows: [phone(n)] }, headers });
    const first = await send(1);
    expect((await send(2)).body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await checked(bankA, asked(1), asked(2))).toMatchObject([{ hit: true }, { hit: false }]);
    const again = await send(1);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
  });

  test('that has one mark many times, in a page or in several, is held: each mark counts once', async () => {
    const twenty = Array.from({ length: 20 }, (_, n) => phone(n));
    await page(1, twenty, { version: 1, pages: 1 });
    const again = Array.from({ length: 20 }, () => phone(1));
    expect((await page(1, again, { version: 2, pages: 1 })).body).toMatchObject({ confirmed: 20, held: true });
    const half = twenty.slice(10);
    await page(1, half, { version: 3 });
    expect((await page(2, half, { version: 3 })).body).toMatchObject({ confirmed: 10, held: true });
    expect((await desk.api.call(head, 'GET', list)).body).toMatchObject({ version: 3, marks: 10, before: 20 });
    await desk.settle();
    expect(await checked(bankA, asked(0), asked(19))).toMatchObject([{ hit: true }, { hit: true }]);
  });

  test('with a row that cannot be read is held, because the mark of that row would go off', async () => {
    const version = (n: number, rows: readonly unknown[]) => page(1, rows, { version: n, pages: 1 });
    await version(1, [phone(1), phone(2)]);
    expect((await version(2, [phone(1), { mark: { kind: 'phone', phone: 'x' } }])).body).toMatchObject({ held: true });
    await desk.settle();
    expect(await checked(bankA, asked(2))).toMatchObject([{ hit: true }]);
    expect((await version(3, [phone(1), phone(2)])).body).toMatchObject({ held: false, complete: true });
    await desk.settle();
    expect(await inboxOf(city)).not.toContain('blacklist-list.held');
    expect(await checked(bankA, asked(2))).toMatchObject([{ hit: true }]);
  });

  test('does not bring back a mark of which an appeal was upheld', async () => {
    await page(1, [phone(1)]);
    const [entry] = await entries('listed');
    const appeal = { appellant: '孙某', text: 'not me', receivedAt: minute(60) };
    expect((await act(haidian, entry ?? { entryId: '' }, 'appeal', appeal)).status).toBe(200);
    const other = { ...head, subject: 'other' };
    await act(other, entry ?? { entryId: '' }, 'appeal-decision', { outcome: 'upheld', reason: 'r' });
    expect((await page(1, [phone(1)], { version: 2 })).body).toMatchObject({
      refused: [{ row: 0, code: 'MARK_CLEARED_ON_APPEAL' }],
    });
    expect(await checked(bankA, asked(1))).toMatchObject([{ hit: false }]);
  });
});
