import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createFinding } from '../../functions/finding/finding.ts';
import { placeOfName } from '../../shared/finding/marks.ts';
import type { FindMessage } from '../../shared/finding/message.ts';
import { Searches, searchesId } from '../../shared/finding/search-log.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { findKey } from '../../shared/journal/keys.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { CaseItemId } from '../../shared/kernel/ids.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver, testDataKeys } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { chaoyang, city, filing, haidian, prosecutor } from '../support/case-samples.ts';
import { conveneInput, police } from '../support/consultation-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { interruptibleJournal } from '../support/interruptible-journal.ts';
import { createRelayBench, createTestPlatform } from '../support/relay-kit.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const Row = z.looseObject({ kind: z.string(), id: z.string(), by: z.array(z.string()) });
const Page = z.looseObject({ items: z.array(Row), next: z.string().optional() });

/** Police of a district that nothing here is of. */
const miyun: Actor = { ...haidian, agency: 'police-miyun', district: 'miyun', subject: 'mi' };

const victim = { name: '周小兰', idNumber: '11010519491231002X', phone: '139 1234 5678' };

let desk: Coordination;

beforeEach(async () => {
  desk = createCoordination();
  await desk.api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  await desk.at(minute(30));
});

async function made(actor: Actor, path: string, body: object, field: string): Promise<string> {
  const answer = await desk.post(actor, path, body);
  expect(answer.status, answer.text).toBeLessThan(300);
  return z.string().parse(answer.body[field]);
}

const raised = (over: object = {}, by = haidian) =>
  made(by, '/v1/alerts', { ...raiseAlertInput({ sourceRef: `${JSON.stringify(over)}` }), victim, ...over }, 'alertId');

async function stopped(alertId: string, over: object = {}, by = haidian): Promise<string> {
  const body = { alertId, urgency: 'urgent', reason: 'r', officers, accounts: [account(over)] };
  const answer = await desk.post(by, '/v1/freeze-requests', body);
  const Accepted = z.looseObject({ requestId: z.string(), orders: z.array(z.looseObject({ orderId: z.string() })) });
  return Accepted.parse(answer.body).orders[0]?.orderId ?? '';
}

const withPerson = (caseId: string, person: object, by = haidian) =>
  made(by, `/v1/cases/${caseId}/items`, { kind: 'person', role: 'suspect', ...person }, 'itemId');

const search = (actor: Actor, q: string, over: object = {}) => desk.post(actor, '/v1/search', { q, ...over });

/** What a search finds, as kind and reasons by id. */
async function found(actor: Actor, q: string, over: object = {}): Promise<Readonly<Record<string, string>>> {
  await desk.settle();
  const { items } = Page.parse((await search(actor, q, over)).body);
  return Object.fromEntries(items.map((row) => [row.id, `${row.kind} by ${row.by.join(' ')}`]));
}

describe('a search', () => {
  test('finds an alarm by its id, its reference, and the phone, document and name of its victim, whole or in part', async () => {
    const alertId = await raised();
    const reference = z.string().parse((await desk.api.call(haidian, 'GET', `/v1/alerts/${alertId}`)).body['reference']);
    expect(await found(haidian, alertId.toLowerCase())).toEqual({ [alertId]: 'alert by id' });
    expect(await found(haidian, reference.replaceAll('-', ' '))).toEqual({ [alertId]: 'alert by reference' });
    expect(await found(haidian, '+86 13912345678')).toEqual({ [alertId]: 'alert by phone' });
    expect(await found(haidian, '11010519491231002x')).toEqual({ [alertId]: 'alert by id-number' });
    for (const q of ['周小', '周小兰', ' 周 小兰\r\n'])
      expect(await found(haidian, q), q).toEqual({ [alertId]: 'alert by name' });
    for (const q of ['周大', '周小兰兰', '小兰', '13912345679']) expect(await found(haidian, q), q).toEqual({});
  });

  test('finds a round of return by its id and its reference, for the police of its case alone', async () => {
    const caseId = await desk.opened(haidian);
    await desk.post(haidian, `/v1/cases/${caseId}/file`, filing);
    const returnId = await made(haidian, `/v1/cases/${caseId}/returns`, { reason: 'r' }, 'returnId');
    const { reference } = (await desk.api.call(haidian, 'GET', `/v1/returns/${returnId}`)).body;
    expect(await found(haidian, returnId)).toEqual({ [returnId]: 'return-round by id' });
    for (const by of [haidian, city])
      expect(await found(by, String(reference))).toEqual({ [returnId]: 'return-round by reference' });
    expect(await found(haidian, returnId, { kinds: ['objection', 'case'] })).toEqual({});
    for (const by of [miyun, prosecutor]) for (const q of [returnId, String(reference)]) expect(await found(by, q)).toEqual({});
    const names = async (by: Actor) => (await desk.api.call(by, 'GET', '/v1/names', { query: { ids: returnId } })).body['items'];
    expect(await names(haidian)).toEqual([{ id: returnId, kind: 'return-round', reference, state: 'collecting' }]);
    expect(await names(miyun)).toEqual([]);
  });

  test('finds a warning by its id, its reference, and the phone and document of its person, for the police who work on it', async () => {
    const { phone, idNumber } = victim;
    const clue = {
      source: 'national-platform',
      sourceRef: 'YJ-1',
      person: { phone, idNumber },
      district: 'haidian',
      seenAt: minute(29),
    };
    const { warningId = '', reference } = (await desk.post(haidian, '/v1/warnings', clue)).body;
    for (const by of [haidian, city]) {
      expect(await found(by, String(warningId))).toEqual({ [String(warningId)]: 'warning by id' });
      expect(await found(by, String(reference).toLowerCase())).toEqual({ [String(warningId)]: 'warning by reference' });
      expect(await found(by, phone)).toEqual({ [String(warningId)]: 'warning by phone' });
      expect(await found(by, idNumber)).toEqual({ [String(warningId)]: 'warning by id-number' });
    }
    for (const by of [miyun, prosecutor])
      for (const q of [warningId, reference, phone, idNumber]) expect(await found(by, String(q)), String(q)).toEqual({});
  });

  test('finds an entry of the blacklist by the reference that a bank reads out, and tells nothing of its mark', async () => {
    const mark = { kind: 'phone', phone: '13800138001' };
    const evidence = [{ findingText: 'f', paper: '7' }];
    const { entryId, reference } = (
      await desk.post(haidian, '/v1/blacklist', { mark, ground: 'suspicion', evidence, reason: 'r' })
    ).body;
    const said = String(reference).replaceAll('-', ' ');
    for (const by of [haidian, miyun])
      expect(await found(by, said)).toEqual({ [String(entryId)]: 'blacklist-entry by reference' });
    expect((await search(haidian, said)).text).not.toContain('13800138001');
    expect(await found(prosecutor, said)).toEqual({});
    expect(await found(haidian, String(entryId))).toEqual({ [String(entryId)]: 'blacklist-entry by id' });
  });

  test('finds a campaign by its reference, and a lead by its id, for the agency that leads it and for the city', async () => {
    const plan = { title: 't', flows: ['money'], summary: 's', leadUnit: haidian.agency, from: minute(0), until: hour(24 * 30) };
    const { campaignId, reference } = (await desk.post(city, '/v1/campaigns', plan)).body;
    const lead = {
      ...{ kind: 'phone', subject: { text: 't', phone: '13800138002' }, source: { kind: 'other', text: 't' } },
      target: { kind: 'district', district: 'chaoyang' },
    };
    const Raised = z.looseObject({ outcomes: z.tuple([z.looseObject({ leadId: z.string() })]) });
    const raisedLead = Raised.parse((await desk.post(haidian, `/v1/campaigns/${campaignId}/leads`, { leads: [lead] })).body);
    const { leadId } = raisedLead.outcomes[0];
    for (const by of [haidian, city]) {
      expect(await found(by, String(reference))).toEqual({ [String(campaignId)]: 'campaign by reference' });
      expect(await found(by, leadId)).toEqual({ [leadId]: 'lead by id' });
    }
    for (const q of [campaignId, reference, leadId]) expect(await found(miyun, String(q))).toEqual({});
  });

  test('finds an alarm by what it says now: under the name put right and no longer under the wrong one', async () => {
    const alertId = await raised();
    expect(await found(haidian, '周小')).toEqual({ [alertId]: 'alert by name' });
    const right = { victim: { name: '吴大明', phone: '13800000077' }, reason: 'The caller spoke of a neighbour' };
    expect((await desk.post(haidian, `/v1/alerts/${alertId}/correct`, right)).status).toBe(200);
    expect(await found(haidian, '吴大')).toEqual({ [alertId]: 'alert by name' });
    expect(await found(haidian, '13800000077')).toEqual({ [alertId]: 'alert by phone' });
    for (const q of ['周小', '13912345678']) expect(await found(haidian, q), q).toEqual({});
  });

  test('finds an alarm that was handed over in the district that has it and in the one that had it, once for the city', async () => {
    const alertId = await raised();
    expect(await found(chaoyang, '周小')).toEqual({});
    const { reference } = (await desk.api.call(haidian, 'GET', `/v1/alerts/${alertId}`)).body;
    await desk.post(haidian, `/v1/alerts/${alertId}/hand-over`, { to: 'chaoyang', reason: 'r' });
    for (const actor of [chaoyang, haidian, city])
      for (const q of ['周小', '13912345678', String(reference)])
        expect(Object.keys(await found(actor, q)), `${actor.agency} ${q}`).toEqual([alertId]);
    const orderId = await stopped(alertId, { accountNumber: '6222020200000000001', accountName: '赵六顺' }, chaoyang);
    await desk.settle();
    expect(Page.parse((await search(chaoyang, '赵六')).body).items).toMatchObject([
      { id: orderId, reference, district: 'chaoyang' },
    ]);
  });

  test('records at most thirty looks a page: a page of more shared cases is shorter, and the next goes on', async () => {
    const share = { agency: prosecutor.agency, parts: ['persons'], purpose: 'p', until: hour(24) };
    for (let n = 0; n < 34; n += 1) {
      const caseId = await desk.opened(haidian);
      await withPerson(caseId, { name: `王小${n % 2 === 0 ? '一' : '二'}` });
      await desk.post(haidian, `/v1/cases/${caseId}/shares`, share);
    }
    await desk.settle();
    const first = Page.parse((await search(prosecutor, '王小', { limit: 100 })).body);
    expect(first.items).toHaveLength(30);
    const second = Page.parse((await search(prosecutor, '王小', { limit: 100, cursor: first.next })).body);
    expect(second.items).toHaveLength(4);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(34);
  });

  test('finds an order by its id, its account and its holder, with the reference of its alarm', async () => {
    const alertId = await raised();
    const orderId = await stopped(alertId, { accountNumber: '6222020200000000001', accountName: '赵六顺' });
    const { reference } = (await desk.api.call(haidian, 'GET', `/v1/alerts/${alertId}`)).body;
    for (const q of ['6222 0202 0000 0000 001', '６２２２ 0202-0000 0000 001'])
      expect(await found(haidian, q), q).toEqual({ [orderId]: 'order by account-number' });
    expect(await found(haidian, '赵六')).toEqual({ [orderId]: 'order by name' });
    const { items } = Page.parse((await search(haidian, orderId)).body);
    expect(items).toEqual([
      {
        ...{ kind: 'order', id: orderId, reference, district: 'haidian', state: 'requested', since: minute(30) },
        ...{ by: ['id'], alertId, bankId: 'bank-a' },
      },
    ]);
  });

  test('finds a case by its reference, the number of its filing, and the people in it; once, if several of them fit', async () => {
    const caseId = await desk.opened(haidian);
    await withPerson(caseId, { name: '孙小一', phone: '13700000001', idNumber: 'E12345678' });
    await withPerson(caseId, { name: '孙小二', phone: '13700000002' });
    const filing = { caseNumber: '京公（海）立字〔2026〕1号', filedAt: minute(20), decisionNumber: '2026-1' };
    expect((await desk.post(haidian, `/v1/cases/${caseId}/file`, filing)).status).toBe(200);
    const { reference } = (await desk.api.call(haidian, 'GET', `/v1/cases/${caseId}`)).body;
    expect(await found(haidian, z.string().parse(reference))).toEqual({ [caseId]: 'case by reference' });
    expect(await found(haidian, '京公(海)立字[2026]1号')).toEqual({ [caseId]: 'case by case-number' });
    expect(await found(haidian, 'e12345678')).toEqual({ [caseId]: 'case by id-number' });
    expect(await found(haidian, '137 0000 0002')).toEqual({ [caseId]: 'case by phone' });
    const whole = Page.parse((await search(haidian, '孙小', { limit: 1 })).body);
    expect(whole).toMatchObject({ items: [{ id: caseId, by: ['name'] }] });
    expect(whole).not.toHaveProperty('next');
  });

  test('follows a case into the one it was merged with, by old names and old people', async () => {
    const [from, into] = [await desk.opened(haidian), await desk.opened(haidian)];
    await withPerson(from, { name: '钱大海', phone: '13700000003' });
    const { reference } = (await desk.api.call(haidian, 'GET', `/v1/cases/${from}`)).body;
    expect((await desk.post(haidian, `/v1/cases/${from}/merge`, { into, reason: 'same gang' })).status).toBe(200);
    for (const q of [z.string().parse(reference), from, '钱大海', '13700000003'])
      expect(Object.keys(await found(haidian, q)), q).toEqual([into]);
    expect(Object.keys(await found(city, '钱大海'))).toEqual([into]);
  });

  test('does not find a person who was taken out of the case', async () => {
    const caseId = await desk.opened(haidian);
    const itemId = await withPerson(caseId, { name: '钱大海' });
    expect(Object.keys(await found(haidian, '钱大海'))).toEqual([caseId]);
    await desk.post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'wrong person' });
    expect(await found(haidian, '钱大海')).toEqual({});
  });

  test('finds consultations and listed cases by id and reference, freeze requests by id', async () => {
    const caseId = await desk.opened(haidian);
    const consultationId = await made(police, '/v1/consultations', conveneInput({ caseIds: [caseId] }), 'consultationId');
    const convened = (await desk.api.call(police, 'GET', `/v1/consultations/${consultationId}`)).body;
    expect(await found(police, z.string().parse(convened['reference']))).toEqual({
      [consultationId]: 'consultation by reference',
    });
    const alertId = await raised({ lossFen: 500_000_000 });
    await desk.post(haidian, `/v1/cases/${caseId}/items`, { kind: 'alert', alertId });
    await desk.settle();
    const listed = z
      .looseObject({ items: z.array(z.looseObject({ listedCaseId: z.string(), reference: z.string() })) })
      .parse((await desk.api.call(city, 'GET', '/v1/listed-cases')).body).items[0];
    expect(await found(haidian, listed?.reference ?? '')).toEqual({ [listed?.listedCaseId ?? '']: 'listed-case by reference' });
    const orderId = await stopped(alertId);
    const { requestId } = (await desk.api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body;
    expect(await found(haidian, String(requestId))).toEqual({ [String(requestId)]: 'freeze-request by id' });
  });

  test('is of the kinds asked for alone', async () => {
    const alertId = await raised({ victim: { name: '赵六顺' } });
    const orderId = await stopped(alertId, { accountName: '赵六顺' });
    expect(Object.keys(await found(haidian, '赵六顺'))).toEqual([alertId, orderId]);
    expect(Object.keys(await found(haidian, '赵六顺', { kinds: ['order'] }))).toEqual([orderId]);
    expect(await found(haidian, alertId, { kinds: ['order'] })).toEqual({});
  });

  test('shows each thing once over its pages, if a kind is named twice', async () => {
    for (let n = 0; n < 3; n += 1) await raised({ sourceRef: `k${n}` });
    await desk.settle();
    const kinds = ['alert', 'alert'];
    const first = Page.parse((await search(haidian, '周小', { limit: 2, kinds })).body);
    const second = Page.parse((await search(haidian, '周小', { limit: 2, kinds, cursor: first.next })).body);
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined]);
  });

  test('goes on page by page, each thing once, until there are as many as one search shows', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 45; n += 1)
      ids.push(await raised({ victim: { name: `吴小${'甲乙丙'.charAt(n % 3)}` }, sourceRef: `w${n}` }));
    await desk.settle();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await search(haidian, '吴小', { limit: 10, ...(cursor === undefined ? {} : { cursor }) });
      const page = Page.parse(answer.body);
      expect(page.items.length).toBeGreaterThan(0);
      seen.push(...page.items.map((row) => row.id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('tells that too much fits once it has shown two hundred things', async () => {
    for (let n = 0; n < 201; n += 1) await raised({ victim: { name: '吴小甲' }, sourceRef: `w${n}` });
    await desk.settle();
    const [first, second] = [Page.parse((await search(haidian, '吴小', { limit: 100 })).body), 100];
    const next = Page.parse((await search(haidian, '吴小', { limit: second, cursor: first.next })).body);
    expect([first.items.length, next.items.length]).toEqual([100, 100]);
    expect(await search(haidian, '吴小', { limit: 100, cursor: next.next })).toMatchObject({
      status: 400,
      body: { code: 'SEARCH_TOO_WIDE' },
    });
  });

  test('refuses what is too short, and a cursor of another search or another caller', async () => {
    for (const q of ['王', '12345', '·'])
      expect(await search(haidian, q), q).toMatchObject({ status: 400, body: { code: 'SEARCH_TOO_SHORT' } });
    for (let n = 0; n < 2; n += 1) await raised({ sourceRef: `c${n}` });
    await desk.settle();
    const { next: cursor } = Page.parse((await search(haidian, '周小', { limit: 1 })).body);
    expect(cursor).toBeDefined();
    for (const [actor, q] of [
      [haidian, '周小兰'],
      [{ ...haidian, subject: 'other' }, '周小'],
      [city, '周小'],
    ] as const)
      expect(await search(actor, q, { cursor }), q).toMatchObject({ body: { code: 'CURSOR_INVALID' } });
    expect(Buffer.from(String(cursor), 'base64url').toString()).not.toMatch(/周/);
  });
});

describe('a search by address', () => {
  const get = (q: string, actor: Actor = haidian) => desk.api.call(actor, 'GET', '/v1/search', { query: { q } });

  test('finds by id, reference and number of a filing', async () => {
    const alertId = await raised();
    expect((await get(alertId)).body).toMatchObject({ items: [{ id: alertId, by: ['id'] }] });
    expect((await get('京公海立字〔2026〕1号')).body).toEqual({ items: [] });
  });

  test.each(['13912345678号', 'A110105194912310021', '京公海立字13912345678号', '6222020200000000001'.repeat(3)])(
    'refuses %s, which only looks like the number of a filing',
    async (q) => {
      expect(await get(q)).toMatchObject({ status: 400, body: { code: 'SEARCH_BY_BODY' } });
      expect((await search(haidian, q)).status).toBe(200);
    },
  );

  test.each(['13912345678', '11010519491231002X', '6222020200000000001', '周小兰', 'Li Wei', 'E12345678'])(
    'refuses %s, which may be of a person, with the way to ask, and shows it nowhere',
    async (q) => {
      const answer = await get(q);
      expect(answer).toMatchObject({ status: 400, body: { code: 'SEARCH_BY_BODY' } });
      expect(String(answer.body['title'])).toContain('POST /v1/search');
      expect(answer.text).not.toContain(q);
      expect(desk.api.logged.join()).not.toContain(q);
    },
  );
});

describe('what a caller may not know', () => {
  test('is not there: police of another district find nothing, and pages and cursors are as if it were not', async () => {
    const [hidden, own] = [await raised(), await raised({ district: 'chaoyang', sourceRef: 'own' }, chaoyang)];
    await stopped(hidden);
    const caseId = await desk.opened(haidian);
    await withPerson(caseId, { ...victim, role: 'victim' });
    for (const q of ['周小', '周小兰', '13912345678', victim.idNumber]) {
      expect(Object.keys(await found(chaoyang, q)), q).toEqual([own]);
      const page = await search(chaoyang, q, { limit: 1 });
      expect(page.body, q).not.toHaveProperty('next');
    }
    for (const q of [hidden, caseId, '6222020200000000001', '赵六']) {
      const answer = await search(chaoyang, q);
      expect(answer.body, q).toEqual({ items: [] });
    }
    expect(Object.keys(await found(city, '周小')).toSorted()).toEqual([caseId, hidden, own].toSorted());
  });

  test('costs the same reads as what does not exist', async () => {
    const journal = createCityJournal();
    let reads = 0;
    const counting: Journal = {
      ...journal,
      load: (type, key) => {
        reads += 1;
        return journal.load(type, key);
      },
      loadMany: (type, keys) => {
        reads += 1;
        return journal.loadMany(type, keys);
      },
      find: (query) => {
        reads += 1;
        return journal.find(query);
      },
    };
    desk = createCoordination(createApiOver(journal));
    const counted = createApiOver(counting);
    const alertId = await raised();
    const { reference } = (await desk.api.call(haidian, 'GET', `/v1/alerts/${alertId}`)).body;
    await desk.settle();
    const cost = async (q: string) => {
      const before = reads;
      expect((await counted.call(chaoyang, 'POST', '/v1/search', { body: { q } })).body).toEqual({ items: [] });
      return reads - before;
    };
    await cost(alertId);
    expect(await cost(alertId)).toBe(await cost(`${alertId.slice(0, -6)}ZZZZZZ`));
    expect(await cost(String(reference))).toBe(await cost(`${String(reference).slice(0, -6)}ZZZZZZ`));
    expect(await cost('13912345678')).toBe(await cost('13912345670'));
    expect(await cost('周小兰')).toBe(await cost('周小梅'));
  });

  test('an agency finds what it raised for another district, and a case that it answers for', async () => {
    const alertId = await raised({ victim: { name: '郑小五' } }, chaoyang);
    const orderId = await stopped(alertId, { accountName: '郑小五' }, chaoyang);
    expect(Object.keys(await found(chaoyang, '郑小五')).toSorted()).toEqual([alertId, orderId].toSorted());
    expect(Object.keys(await found(haidian, '郑小五')).toSorted()).toEqual([alertId, orderId].toSorted());
    const caseId = await desk.opened(chaoyang);
    await withPerson(caseId, { name: '郑小六' }, chaoyang);
    expect(Object.keys(await found(chaoyang, '郑小六'))).toEqual([caseId]);
  });

  test('a prosecutor finds the people of a case as long as they are shared, and each find is a look at it', async () => {
    const caseId = await desk.opened(haidian);
    await withPerson(caseId, { name: '孙小一', phone: '13700000001' });
    const filing = { caseNumber: '京公海立字〔2026〕9号', filedAt: minute(20), decisionNumber: '2026-9' };
    await desk.post(haidian, `/v1/cases/${caseId}/file`, filing);
    const share = { agency: prosecutor.agency, parts: ['summary'], purpose: 'p', until: hour(24) };
    await desk.post(haidian, `/v1/cases/${caseId}/shares`, share);
    for (const q of ['孙小一', '13700000001', filing.caseNumber]) expect(await found(prosecutor, q), q).toEqual({});
    expect(await found(prosecutor, caseId)).toEqual({ [caseId]: 'case by id' });
    const grantId = await made(haidian, `/v1/cases/${caseId}/shares`, { ...share, parts: ['persons'] }, 'grantId');
    expect(await found(prosecutor, '孙小')).toEqual({ [caseId]: 'case by name' });
    expect(await found(prosecutor, filing.caseNumber)).toEqual({});
    await withPerson(caseId, { name: '孙小二' });
    expect(await found(prosecutor, '孙小二')).toEqual({ [caseId]: 'case by name' });
    const { items } = Page.extend({ items: z.array(z.looseObject({})) }).parse(
      (await desk.api.call(haidian, 'GET', `/v1/cases/${caseId}/reads`)).body,
    );
    const look = { what: 'search', agency: prosecutor.agency, ground: 'grant' };
    expect(items).toMatchObject([
      // it was found by its id, when a summary was shared
      { ...look, parts: [], grants: [{ purpose: 'p' }] },
      ...[1, 2].map(() => ({ ...look, parts: ['persons'], grants: [{ grantId }] })),
    ]);
    expect(items).toHaveLength(3);
    await desk.post(haidian, `/v1/cases/${caseId}/shares/${grantId}/revoke`, { reason: 'done' });
    expect(await found(prosecutor, '孙小一')).toEqual({});
  });

  test.each([
    ['a bank', bankA],
    ['a regulator', { agency: 'regulator', agencyKind: 'regulator', roles: ['regulator-reader'], subject: 'r' }],
    ['a town', { agency: 'town-x', agencyKind: 'town', district: 'haidian', roles: ['town-officer'], subject: 't' }],
  ] as const)('%s does not search at all', async (_, actor) => {
    expect(await search(actor, '周小兰')).toMatchObject({ status: 403, body: { code: 'ACTION_NOT_ALLOWED' } });
  });
});

describe('the record of searches', () => {
  test('has each search before its answer, for the command of the city, and no text of it', async () => {
    await raised();
    await found(haidian, '周小兰');
    await search(haidian, '13912345678');
    const stream = `searches:${searchesId(haidian, desk.api.now)}`;
    const audit = (actor: Actor) => desk.api.call(actor, 'GET', `/v1/audit/${stream}`);
    const { items, verified } = z
      .looseObject({ verified: z.boolean(), items: z.array(z.looseObject({ data: z.looseObject({}) })) })
      .parse((await audit(city)).body);
    expect(verified).toBe(true);
    expect(items.map(({ data }) => data)).toMatchObject([
      { agency: haidian.agency, subject: haidian.subject, what: 'search', marks: ['name'], shown: 1 },
      { marks: ['case-number', 'phone', 'account-number'], shown: 1 },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/周|13912345678/);
    expect((await audit(haidian)).status).toBe(404);
  });

  test('is not there for a search that was refused', async () => {
    await search(haidian, '王');
    expect((await desk.api.journal.load(Searches, searchesId(haidian, desk.api.now))).version).toBe(0);
  });

  test('has a search that comes again under its key once more; its command is remembered by a keyed hash, without what it found', async () => {
    const alertId = await raised();
    await desk.settle();
    const ask = (q: string) =>
      desk.api.call(haidian, 'POST', '/v1/search', { body: { q }, headers: { 'idempotency-key': 'k1' } });
    const [first, again] = [await ask('13912345678'), await ask('13912345678')];
    expect(first.body).toMatchObject({ items: [{ id: alertId }] });
    expect(again.body).toEqual(first.body);
    expect(await ask('13912345679')).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect((await desk.api.journal.load(Searches, searchesId(haidian, desk.api.now))).version).toBe(2);
    const { agency, subject } = haidian;
    const kept = await desk.api.journal.recall(hashOf({ agency, subject, key: 'k1' }), desk.api.now);
    expect(kept?.answer).toEqual({ status: 200, body: null });
    const written = JSON.stringify(desk.api.journal.written.filter(({ item }) => String(item['pk']).startsWith('find-entry')));
    expect(written).not.toMatch(/周|6222|1391234/);
  });
});

describe('an entry that leads nowhere any more', () => {
  /** How many entries the searches of these scopes would read past. */
  const standing = async (q: string, ...scopes: readonly string[]): Promise<number> => {
    await desk.settle();
    const place = placeOfName(testDataKeys.finds, q);
    const kinds = ['alert', 'order', 'case'];
    const pages = await Promise.all(
      scopes.flatMap((scope) =>
        kinds.map((kind) =>
          desk.api.journal.find({ index: 'listing', pk: findKey(kind, scope, place?.first ?? ''), limit: 500 }),
        ),
      ),
    );
    return pages.flatMap(({ cards }) => cards).length;
  };
  const receiver = `a:${prosecutor.agency}`;
  /** Where the people of cases stand whose names begin with these two. */
  const placeFor = (scope: string) => findKey('case', scope, placeOfName(testDataKeys.finds, '孙小')?.first ?? '');
  const share = { agency: prosecutor.agency, parts: ['persons'], purpose: 'p', until: hour(24) };
  const shared = async (caseId: string) => made(haidian, `/v1/cases/${caseId}/shares`, share, 'grantId');

  test('goes when the share is revoked, comes back with a new share, and goes when that lapses', async () => {
    const caseId = await desk.opened(haidian);
    for (let n = 0; n < 45; n += 1) await withPerson(caseId, { name: `孙小${n}` });
    const grantId = await shared(caseId);
    expect(await standing('孙小', receiver)).toBe(45);
    await desk.post(haidian, `/v1/cases/${caseId}/shares/${grantId}/revoke`, { reason: 'done' });
    expect(await standing('孙小', receiver)).toBe(0);
    expect(await standing('孙小', 'd:haidian')).toBe(45);
    await shared(caseId);
    expect(Object.keys(await found(prosecutor, '孙小'))).toEqual([caseId]);
    await desk.swept(hour(24));
    expect(await standing('孙小', receiver)).toBe(0);
    expect(await found(prosecutor, '孙小')).toEqual({});
    await desk.replay();
    expect(await standing('孙小', receiver)).toBe(0);
  });

  test('stays while another share of the agency holds', async () => {
    const caseId = await desk.opened(haidian);
    await withPerson(caseId, { name: '孙小一' });
    const first = await shared(caseId);
    await made(haidian, `/v1/cases/${caseId}/shares`, { ...share, parts: ['summary', 'persons'] }, 'grantId');
    await desk.post(haidian, `/v1/cases/${caseId}/shares/${first}/revoke`, { reason: 'done' });
    expect(await standing('孙小', receiver)).toBe(1);
    expect(Object.keys(await found(prosecutor, '孙小'))).toEqual([caseId]);
  });

  test('goes with the shares of merged cases, which end with the merger', async () => {
    const [from, into] = [await desk.opened(haidian, { district: 'chaoyang' }), await desk.opened(haidian)];
    await withPerson(from, { name: '孙小一' });
    await withPerson(into, { name: '孙小二' });
    for (const caseId of [from, into]) await shared(caseId);
    expect(await standing('孙小', receiver)).toBe(2);
    expect(await standing('孙小', 'd:chaoyang', 'd:haidian')).toBe(2);
    expect((await desk.post(haidian, `/v1/cases/${from}/merge`, { into, reason: 'same gang' })).status).toBe(200);
    expect(await standing('孙小', receiver)).toBe(0);
    expect(await standing('孙小', 'd:chaoyang')).toBe(0);
    expect(await standing('孙小', 'd:haidian')).toBe(2);
    await desk.replay();
    expect(await standing('孙小', receiver, 'd:chaoyang', 'd:haidian')).toBe(2);
    expect(Object.keys(await found(haidian, '孙小'))).toEqual([into]);
  });

  test.each(['the share is revoked', 'the person leaves the case', 'the case is merged'])(
    'does not stay behind if %s while the share is entered, at whichever moment',
    async (what) => {
      for (let place = 1; ; place += 1) {
        const journal = interruptibleJournal(createCityJournal());
        desk = createCoordination(createApiOver(journal));
        await desk.at(minute(30));
        const [caseId, into] = [await desk.opened(haidian), await desk.opened(haidian)];
        const itemId = await withPerson(caseId, { name: '孙小一' });
        await desk.settle();
        const grantId = await shared(caseId);
        const finding = createFinding({
          ...desk.platform,
          journal,
          ...{ findsKey: async () => testDataKeys.finds, accountsKey: async () => testDataKeys.accounts },
        });
        const told = async (message: FindMessage) => {
          const answer = await finding({ Records: [{ messageId: 'm', body: JSON.stringify(message) }] });
          expect(answer.batchItemFailures).toEqual([]);
        };
        const meanwhile: Readonly<Record<string, () => Promise<void>>> = {
          'the share is revoked': async () => {
            await desk.post(haidian, `/v1/cases/${caseId}/shares/${grantId}/revoke`, { reason: 'done' });
            await told({ kind: 'case', id: caseId, agency: prosecutor.agency });
          },
          'the person leaves the case': async () => {
            await desk.post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'wrong person' });
            await told({ kind: 'case', id: caseId, item: CaseItemId.parse(itemId) });
          },
          'the case is merged': async () => {
            await desk.post(haidian, `/v1/cases/${caseId}/merge`, { into, reason: 'same gang' });
            await told({ kind: 'case', id: into });
            await told({ kind: 'case', id: caseId });
          },
        };
        const happens = meanwhile[what] ?? expect.fail('nothing happens');
        journal.interrupt(place, happens);
        // all of the case, as when it took another one in
        await told({ kind: 'case', id: caseId });
        const interrupted = journal.interrupted();
        if (!interrupted) await happens();
        expect(await journal.find({ index: 'listing', pk: placeFor(receiver), limit: 9 }), `place ${place}`).toEqual({
          cards: [],
        });
        const own = (await journal.find({ index: 'listing', pk: placeFor('d:haidian'), limit: 9 })).cards;
        const left = { 'the case is merged': [into], 'the share is revoked': [caseId] }[what] ?? [];
        expect(
          own.map(({ card }) => card['id']),
          `place ${place}`,
        ).toEqual(left);
        if (!interrupted) return;
      }
    },
  );

  test('goes with a person who was taken out of the case, and with a name that was taken off the alarm', async () => {
    const caseId = await desk.opened(haidian);
    const itemId = await withPerson(caseId, { name: '孙小一' });
    await shared(caseId);
    const alertId = await raised({ victim: { name: '孙小二', phone: '13700000002' } });
    expect(await standing('孙小', 'd:haidian', receiver)).toBe(3);
    await desk.post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'wrong person' });
    const corrected = await desk.post(haidian, `/v1/alerts/${alertId}/correct`, { victim: { name: null }, reason: 'r' });
    expect(corrected.status, corrected.text).toBe(200);
    expect(await standing('孙小', 'd:haidian', receiver)).toBe(0);
  });
});

describe('the orders of an alarm that was handed over', () => {
  const accountNumber = '6222020200000000001';

  test('are found by the district that has it, by id, account and holder, also those that were asked for before', async () => {
    const alertId = await raised();
    const orderId = await stopped(alertId, { accountNumber, accountName: '赵六顺' });
    const { requestId } = (await desk.api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body;
    const asked = [orderId, accountNumber, '赵六顺', String(requestId)];
    for (const q of asked) expect(await found(chaoyang, q), q).toEqual({});
    await desk.post(haidian, `/v1/alerts/${alertId}/hand-over`, { to: 'chaoyang', reason: 'r' });
    for (const actor of [chaoyang, haidian, city])
      for (const q of asked)
        expect(Object.keys(await found(actor, q)), `${actor.agency} ${q}`).toEqual([q === requestId ? requestId : orderId]);
    const account = await desk.post(chaoyang, '/v1/accounts/find', { bankId: 'bank-a', accountNumber });
    expect(account.body).toMatchObject({ items: [{ orderId, alertId, district: 'haidian' }] });
    for (const q of asked) expect(await found(miyun, q), q).toEqual({});
    expect((await desk.post(miyun, '/v1/accounts/find', { bankId: 'bank-a', accountNumber })).body).toEqual({ items: [] });
  });

  test('are found by the district of an older alarm that stands for theirs', async () => {
    const older = await raised({ district: 'chaoyang', sourceRef: 'older', victim: {} }, chaoyang);
    await desk.at(minute(31));
    const younger = await raised({ sourceRef: 'younger', victim: {}, receivedAt: minute(5) });
    const orderId = await stopped(younger, { accountNumber, accountName: '赵六顺' });
    expect((await desk.post(haidian, `/v1/alerts/${younger}/duplicate`, { of: older })).status).toBe(404);
    const joined = await desk.post({ ...city, roles: ['supervisor'] }, `/v1/alerts/${younger}/duplicate`, { of: older });
    expect(joined.status, joined.text).toBe(200);
    expect(Object.keys(await found(chaoyang, '赵六'))).toEqual([orderId]);
    expect((await desk.post(chaoyang, `/v1/alerts/${older}/hand-over`, { to: 'miyun', reason: 'r' })).status).toBe(200);
    expect(Object.keys(await found(miyun, '赵六'))).toEqual([orderId]);
  });

  test('cost the reads of no order, where the caller may not know of them', async () => {
    const alertId = await raised();
    const orderId = await stopped(alertId);
    const { loadMany } = desk.api.journal;
    const cost = async (q: string) => {
      let reads = 0;
      desk.api.journal.loadMany = (type, ids) => {
        reads += 1;
        return loadMany(type, ids);
      };
      expect((await search(chaoyang, q)).body).toEqual({ items: [] });
      return reads;
    };
    expect(await cost(orderId)).toBe(await cost(`${orderId.slice(0, -6)}ZZZZZZ`));
  });
});

describe('a search that comes again under its key', () => {
  const again = (q: string) =>
    desk.api.call(prosecutor, 'POST', '/v1/search', { body: { q }, headers: { 'idempotency-key': 'k1' } });
  const reads = async (caseId: string) =>
    z.array(z.unknown()).parse((await desk.api.call(haidian, 'GET', `/v1/cases/${caseId}/reads`)).body['items']);

  test.each(['孙小一', 'the id of the case'])('finds %s as the caller may now, and each find is a look', async (asked) => {
    const caseId = await desk.opened(haidian);
    const q = asked === '孙小一' ? asked : caseId;
    await withPerson(caseId, { name: '孙小一' });
    const share = { agency: prosecutor.agency, parts: ['persons'], purpose: 'p', until: hour(24) };
    const grantId = await made(haidian, `/v1/cases/${caseId}/shares`, share, 'grantId');
    await desk.settle();
    for (const looks of [1, 2]) {
      expect((await again(q)).body).toMatchObject({ items: [{ id: caseId }] });
      expect(await reads(caseId)).toHaveLength(looks);
    }
    await desk.post(haidian, `/v1/cases/${caseId}/shares/${grantId}/revoke`, { reason: 'done' });
    expect((await again(q)).body).toEqual({ items: [] });
    expect(await reads(caseId)).toHaveLength(2);
  });
});

describe('what the relay tells', () => {
  test('names the thing alone, only where there is something to find, and the same again changes nothing', async () => {
    const platform = createTestPlatform();
    const bench = createRelayBench({ ...platform, journal: desk.api.journal }, testDataKeys.accounts, testDataKeys.finds);
    const alertId = await raised();
    await raised({ victim: {}, sourceRef: 'without' });
    const orderId = await stopped(alertId);
    await bench.drain();
    expect(bench.toldToFind).toEqual<FindMessage[]>([
      { kind: 'alert', id: alertId },
      { kind: 'order', id: orderId },
    ]);
    const entries = () => desk.api.journal.written.filter(({ item }) => String(item['pk']).startsWith('find-entry'));
    expect(entries()).toHaveLength(2);
    expect(entries().map(({ item }) => item['pk'])).toEqual([
      `find-entry#${alertId}:d:haidian`,
      `find-entry#${orderId}:d:haidian`,
    ]);
    await bench.replay();
    expect(entries()).toHaveLength(2);
  });
});
