import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { chaoyang, haidian, prosecutor, shareInput } from '../support/case-samples.ts';
import { conveneInput, judge, police } from '../support/consultation-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import { account, bankClerk, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const Entry = z.looseObject({
  entryId: z.string(),
  what: z.string(),
  class: z.string(),
  subject: z.looseObject({ kind: z.string(), id: z.string() }),
  text: z.object({ zh: z.string(), en: z.string() }),
  about: z.looseObject({ title: z.string().optional() }).optional(),
});
const Page = z.object({ items: z.array(Entry), next: z.string().optional() });
const duty: Actor = { ...haidian, roles: ['duty-officer'], subject: 'night' };

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  await city.api.call(bankClerk, 'PUT', '/v1/banks/bank-a', { body: { name: '京华银行', dutyPhone: '010-66000001' } });
});

const get = (actor: Actor, path: string, query: Record<string, string> = {}) => city.api.call(actor, 'GET', path, { query });
const inboxOf = async (actor: Actor, query: Record<string, string> = {}) =>
  Page.parse((await get(actor, '/v1/inbox', query)).body);

/** An order of an alarm of haidian, and its bank's answer. */
async function answered(result: object, number = '6222020200000000001', station = haidian): Promise<string> {
  const raised = await city.post(station, '/v1/alerts', { ...raiseAlertInput(), sourceRef: number });
  const body = {
    ...{ alertId: raised.body['alertId'], urgency: 'urgent', reason: 'fraud', officers },
    accounts: [account({ accountNumber: number })],
  };
  const asked = await city.post(haidian, '/v1/freeze-requests', body);
  const { orders } = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) }).parse(asked.body);
  const orderId = orders[0]?.orderId ?? '';
  await city.settle();
  expect((await city.post(bankClerk, `/v1/bank/orders/${orderId}/result`, result)).status).toBe(200);
  await city.settle();
  return orderId;
}

async function convened(by: Actor = police): Promise<string> {
  const { body } = await city.post(by, '/v1/consultations', conveneInput({ kind: 'periodic', caseIds: [] }));
  await city.settle();
  return z.string().parse(body['consultationId']);
}

describe('an entry for people', () => {
  test('says in both languages what happened, with bank, sum and the account in the reader’s rights', async () => {
    const orderId = await answered(stoppedResult({ stoppedFen: 123_456_789, balanceBeforeFen: 123_456_789 }));
    const { items } = await inboxOf(haidian);
    expect(items).toMatchObject([
      {
        ...{ what: 'order.stopped', class: 'urgent', subject: { kind: 'order', id: orderId } },
        text: {
          zh: '京华银行已止付 1,234,567.89 元，请告知被害人',
          en: 'The bank 京华银行 stopped the money: 1,234,567.89 yuan; please tell the victim',
        },
        about: { state: 'stopped', bankId: 'bank-a', bankName: '京华银行', accountName: '赵六' },
      },
    ]);
  });

  test('holds nothing of that itself, nor does its push', async () => {
    await answered(stoppedResult());
    const kept = JSON.stringify(city.api.journal.written.filter(({ item }) => String(item['pk']).startsWith('inbox-entry#')));
    for (const secret of ['赵六', '京华银行', '6222020200000000001']) expect(kept).not.toContain(secret);
  });

  test('names the title to those who hold the thing, as it is now', async () => {
    const caseId = await city.opened(haidian, { title: '旧标题' });
    await city.post(haidian, `/v1/cases/${caseId}/shares`, shareInput({ agency: prosecutor.agency, parts: ['summary'] }));
    await city.settle();
    // the title is of the summary, and to look at it is recorded: the agency that it is shared with opens the case
    const [shared] = (await inboxOf(prosecutor)).items;
    expect(shared).toMatchObject({ what: 'case.shared', text: { zh: '案件已共享给您' } });
    expect(JSON.stringify(shared)).not.toContain('旧标题');
    expect(JSON.stringify((await inboxOf(prosecutor)).items)).not.toContain('about');
  });

  test('has no title for a reader who may not see the thing any more', async () => {
    const consultationId = await convened();
    const [asked] = (await inboxOf(prosecutor)).items;
    expect(asked).toMatchObject({
      what: 'consultation.convened',
      subject: { id: consultationId },
      about: { title: conveneInput().title },
    });
    // the alarm was taken elsewhere: that station tells the victim, and reads no order of it
    await answered(stoppedResult(), '6222020200000000007', chaoyang);
    const [told] = (await inboxOf(chaoyang)).items;
    expect(told).toMatchObject({ what: 'order.stopped', text: { zh: '京华银行已止付 100,000.00 元，请告知被害人' } });
    expect(told?.about).toBeUndefined();
  });

  test('costs one read a kind and page, however many entries the page has', async () => {
    const { loadMany } = city.api.journal;
    const counts: number[] = [];
    for (const some of [2, 10]) {
      for (let nth = 0; nth < some; nth += 1)
        await answered(declined('0301'), `62220202000000${some}${String(nth).padStart(3, '0')}`);
      let reads = 0;
      city.api.journal.loadMany = (type, ids) => {
        reads += 1;
        return loadMany(type, ids);
      };
      await inboxOf(haidian, { limit: '100' });
      city.api.journal.loadMany = loadMany;
      counts.push(reads);
    }
    // the orders, their alarms, their banks
    expect(counts).toEqual([3, 3]);
  });
});

describe('the night desk', () => {
  test('is not filled by news of consultations', async () => {
    const { body } = await city.post(
      { ...chaoyang, roles: ['supervisor'] },
      '/v1/consultations',
      conveneInput({ kind: 'periodic', caseIds: [], parties: [haidian.agency] }),
    );
    expect(body['consultationId']).toBeTypeOf('string');
    await answered(declined('0301'));
    const whats = async (query: Record<string, string>, actor: Actor = duty) =>
      (await inboxOf(actor, query)).items.map(({ what }) => what);
    expect(await whats({ role: 'duty-officer' })).toEqual([]);
    expect(await whats({ class: 'urgent', open: 'true' })).toEqual([]);
    expect(await whats({ class: 'digest' })).toEqual(['consultation.convened']);
    const both: Actor = { ...haidian, roles: ['officer', 'duty-officer'] };
    expect(await whats({ open: 'true' }, both)).toEqual(['order.returned', 'consultation.convened']);
    expect(await whats({ open: 'true', class: 'urgent' }, both)).toEqual(['order.returned']);
    expect(await whats({ open: 'true', class: 'digest' }, both)).toEqual(['consultation.convened']);
  });
});

describe('filters', () => {
  test('are by kind, field of work and role, and refuse others with those there are', async () => {
    await answered(declined('0301'));
    await convened();
    const whats = async (actor: Actor, query: Record<string, string>) =>
      (await inboxOf(actor, query)).items.map(({ what }) => what);
    expect(await whats(haidian, { kind: 'order' })).toEqual(['order.returned']);
    expect(await whats(haidian, { what: 'orders' })).toEqual(['order.returned']);
    expect(await whats(haidian, { what: 'alarms' })).toEqual([]);
    expect(await whats(haidian, { role: 'officer' })).toEqual(['order.returned']);
    expect(await whats(haidian, { role: 'judge' })).toEqual([]);
    expect(await whats(judge, { what: 'consultations', open: 'true' })).toEqual(['consultation.convened']);
    for (const bad of [{ kind: 'orders' }, { what: 'order' }, { role: 'night' }, { class: 'loud' }, { open: 'false' }]) {
      const reply = await get(haidian, '/v1/inbox', bad);
      expect(reply).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    }
    expect((await get(haidian, '/v1/inbox', { class: 'loud' })).text).toContain('urgent');
  });

  test('bind a cursor: that of one class fits no other', async () => {
    for (const nth of [1, 2, 3]) await answered(declined('0301'), `622202020000000000${nth}`);
    const { next = '' } = await inboxOf(haidian, { open: 'true', class: 'urgent', limit: '2' });
    expect(next).not.toBe('');
    const page = { limit: '2', cursor: next };
    expect((await inboxOf(haidian, { open: 'true', class: 'urgent', ...page })).items).toHaveLength(1);
    const others: readonly Record<string, string>[] = [{ class: 'urgent' }, { open: 'true' }, { open: 'true', class: 'digest' }];
    for (const other of others)
      expect((await get(haidian, '/v1/inbox', { ...other, ...page })).body).toMatchObject({ code: 'CURSOR_INVALID' });
  });
});

describe('the inbox by thing', () => {
  const Groups = z.object({
    items: z.array(
      z.looseObject({ subject: z.looseObject({ id: z.string() }), open: z.number(), urgent: z.number(), newest: Entry }),
    ),
    more: z.boolean(),
  });

  test('has each thing once with counts and its newest entry, what interrupts first', async () => {
    const orderId = await answered(declined('0301'));
    await city.at(minute(6));
    await city.post(bankClerk, `/v1/bank/orders/${orderId}/result`, { code: '0302' });
    await city.settle();
    const groups = Groups.parse((await get(haidian, '/v1/inbox/things')).body);
    expect(groups).toMatchObject({
      items: [{ subject: { id: orderId }, open: 2, urgent: 2, newest: { what: 'order.disputed' } }],
      more: false,
    });
    expect(Groups.parse((await get(haidian, '/v1/inbox/things', { what: 'cases' })).body).items).toEqual([]);
  });

  test('is counted by desk, kind and class', async () => {
    await answered(declined('0301'));
    await convened();
    const { items } = z
      .looseObject({ items: z.array(z.looseObject({ at: z.string() })) })
      .parse((await get(haidian, '/v1/inbox')).body);
    expect((await get(haidian, '/v1/inbox/summary')).body).toMatchObject({
      ...{ open: 1, classes: { urgent: 1, digest: 0 }, newestUrgentAt: items[0]?.at, kinds: { order: 1 }, more: false },
    });
    const ofJudge = (await get(judge, '/v1/inbox/summary')).body;
    expect(ofJudge).toMatchObject({ open: 1, classes: { urgent: 0, digest: 1 }, kinds: { consultation: 1 } });
    expect(ofJudge).not.toHaveProperty('newestUrgentAt');
    const { desks } = z
      .looseObject({ desks: z.array(z.looseObject({ desk: z.unknown(), open: z.number() })) })
      .parse((await get(haidian, '/v1/inbox/summary')).body);
    expect(desks.filter(({ open }) => open > 0)).toMatchObject([{ desk: { agency: haidian.agency, role: 'officer' }, open: 1 }]);
  });
});

describe('the digest of a day', () => {
  const Digest = z.looseObject({
    day: z.string(),
    items: z.array(
      z.looseObject({
        subject: z.looseObject({ id: z.string() }),
        entries: z.array(z.looseObject({ what: z.string(), text: z.object({ zh: z.string(), en: z.string() }) })),
      }),
    ),
  });
  const digest = async (actor: Actor, query: Record<string, string> = {}) =>
    Digest.parse((await get(actor, '/v1/inbox/digest', query)).body);

  test('has what could wait, thing by thing, dealt with or not, and nothing that interrupts', async () => {
    const consultationId = await convened();
    await answered(stoppedResult());
    expect((await digest(haidian)).items).toEqual([]);
    await city.post(prosecutor, `/v1/consultations/${consultationId}/accept`);
    await city.settle();
    const found = await digest(prosecutor);
    expect(found.day).toBe('2026-11-22');
    expect(found.items).toMatchObject([
      {
        subject: { id: consultationId },
        entries: [{ what: 'consultation.convened', settledBy: 'consultation.accepted', text: { zh: '邀请您参加会商，请答复' } }],
      },
    ]);
  });

  test('has two facts of one moment as two', async () => {
    const consultationId = await convened();
    const base = `/v1/consultations/${consultationId}`;
    await city.post(prosecutor, `${base}/accept`);
    for (const text of ['流水', '聊天记录'])
      await city.post(police, `${base}/evidence-requests`, { from: prosecutor.agency, text, question: 1, dueAt: hour(20) });
    await city.swept(hour(20));
    const entries = (await digest(prosecutor, { day: '2026-11-23' })).items.flatMap((item) => item.entries);
    expect(entries.map(({ what }) => what)).toEqual(['consultation.evidence-overdue', 'consultation.evidence-overdue']);
    const first = (await digest(prosecutor, { day: '2026-11-22' })).items.flatMap((item) => item.entries);
    expect(first.map(({ what }) => what).toSorted()).toEqual([
      ...['consultation.convened', 'consultation.evidence-requested', 'consultation.evidence-requested'],
    ]);
  });

  test('is that of one day in Beijing', async () => {
    // 09:31 in Beijing; the day ends at 24:00 there
    await convened();
    await city.at(hour(15));
    await convened();
    expect((await digest(judge, { day: '2026-11-22' })).items).toHaveLength(1);
    expect((await digest(judge, { day: '2026-11-23' })).items).toHaveLength(1);
    expect((await digest(judge, { day: '2026-11-21' })).items).toEqual([]);
    expect((await get(judge, '/v1/inbox/digest', { day: '2026-02-30' })).status).toBe(400);
  });
});

describe('done for many', () => {
  const done = (actor: Actor, body: object, headers = {}) => city.api.call(actor, 'POST', '/v1/inbox/done', { body, headers });

  test('marks each by itself; an entry of another desk and one that does not exist are not found', async () => {
    for (const nth of [1, 2]) await answered(declined('0301'), `622202020000000000${nth}`);
    await convened();
    const own = (await inboxOf(haidian)).items.map(({ entryId }) => entryId);
    const [foreign] = (await inboxOf(judge)).items;
    const missing = 'inb_01KAN0F9Q0V3M6T9WB2D5G8J1N';
    const entryIds = [...own, foreign?.entryId ?? '', missing];
    expect((await done(haidian, { entryIds })).body).toMatchObject({
      ...{ done: 2, refused: 2, more: false },
      outcomes: [
        { entryId: own[0], outcome: 'done' },
        { entryId: own[1], outcome: 'done' },
        { entryId: foreign?.entryId, outcome: 'refused', code: 'NOT_FOUND' },
        { entryId: missing, outcome: 'refused', code: 'NOT_FOUND' },
      ],
    });
    expect((await inboxOf(haidian, { open: 'true' })).items).toEqual([]);
    expect((await inboxOf(judge, { open: 'true' })).items).toHaveLength(1);
  });

  test('a second time changes nothing and says when it was done first', async () => {
    await answered(declined('0301'));
    const entryIds = (await inboxOf(haidian)).items.map(({ entryId }) => entryId);
    const first = await done(haidian, { entryIds });
    city.api.now = hour(3);
    const written = city.api.journal.written.length;
    expect((await done(haidian, { entryIds })).body).toEqual(first.body);
    expect(city.api.journal.written).toHaveLength(written);
  });

  test('under one key acts once, and not for another body', async () => {
    await answered(declined('0301'));
    const entryIds = (await inboxOf(haidian)).items.map(({ entryId }) => entryId);
    const key = { 'idempotency-key': 'k-1' };
    const first = await done(haidian, { entryIds }, key);
    const again = await done(haidian, { entryIds }, key);
    expect(again).toMatchObject({ status: 200, body: first.body, headers: { 'idempotency-replayed': 'true' } });
    const other = await done(haidian, { entryIds: ['inb_01KAN0F9Q0V3M6T9WB2D5G8J1N'] }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  test('marks all that is open about a thing', async () => {
    const orderId = await answered(declined('0301'));
    await city.post(bankClerk, `/v1/bank/orders/${orderId}/result`, { code: '0302' });
    await answered(declined('0301'), '6222020200000000099');
    await city.settle();
    expect((await done(haidian, { subject: { kind: 'order', id: orderId } })).body).toMatchObject({ done: 2, refused: 0 });
    expect((await inboxOf(haidian, { open: 'true' })).items).toHaveLength(1);
  });

  test.each([
    {},
    { entryIds: [] },
    { entryIds: ['x'] },
    { subject: { kind: 'orders', id: 'x' } },
    { entryIds: ['inb_01KAN0F9Q0V3M6T9WB2D5G8J1N'], subject: { kind: 'order', id: 'x' } },
    { entryIds: ['inb_01KAN0F9Q0V3M6T9WB2D5G8J1N', 'inb_01KAN0F9Q0V3M6T9WB2D5G8J1N'] },
  ])('takes no %j', async (body) => {
    expect(await done(haidian, body)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  });

  test('and an answer that settles the same entry at the same time leave it closed once', async () => {
    const consultationId = await convened();
    const [entry] = (await inboxOf(prosecutor)).items;
    await city.post(prosecutor, `/v1/consultations/${consultationId}/accept`);
    await Promise.all([city.settle(), done(prosecutor, { entryIds: [entry?.entryId] })]);
    const { items } = await inboxOf(prosecutor);
    expect(items).toHaveLength(1);
    expect(items[0]?.['doneAt']).toBeTypeOf('string');
    const { facts } = await city.api.journal.facts(`inbox-entry#${entry?.entryId}`, { limit: 10 });
    expect(facts).toHaveLength(2);
  });
});

describe('a webhook', () => {
  test('gets only the classes that it asked for', async () => {
    const path = `/v1/webhooks/${judge.agency}`;
    const put = (classes?: readonly string[]) =>
      city.api.call(judge, 'PUT', path, { body: { endpoint: 'https://court.example.cn/n', ...(classes && { classes }) } });
    expect((await put(['urgent'])).body).toMatchObject({ classes: ['urgent'] });
    expect((await put(['digest', 'urgent'])).body).not.toHaveProperty('classes');
    expect((await put(['urgent', 'loud'])).status).toBe(400);
    expect((await put([])).status).toBe(400);
  });
});
