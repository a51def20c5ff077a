import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import { actors } from '../support/access-actors.ts';
import { allRoutes } from '../support/api.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

/*
 * What a reader may not know changes nothing that the reader is answered: no list, count, summary, search, name, tag or cursor. Two worlds are
 * the same but for what another district and other agencies do among themselves; each outsider asks both worlds the same and gets the same.
 */

/** Marks of the hidden things: none of them stands in an answer to an outsider. */
const canary = {
  victim: '金丝雀受害人',
  idNumber: '110105198802020028',
  phone: '13811110028',
  account: '6222020299990000028',
  holder: '金丝雀户主',
  title: '金丝雀案件',
  words: '金丝雀经过',
};

const { chaoyang } = actors;
const chaoyangProsecutor: Actor = { ...actors.prosecutor, agency: 'procuratorate-chaoyang', district: 'chaoyang', subject: 'lu' };
const outsiders = {
  haidian: actors.haidian,
  clerk: actors.clerk,
  prosecutor: actors.prosecutor,
  bankB: actors.bankB,
  judge: actors.judge,
  town: actors.town,
} as const satisfies Readonly<Record<string, Actor>>;

/** The figures of the city in all are for banks to know, and an order more is one more. */
const toldToAll: Readonly<Record<string, readonly string[]>> = { bankB: ['/v1/stats/freezes'] };

/** What both worlds have: each outsider's own things. */
async function common(): Promise<Coordination> {
  const world = createCoordination();
  await world.at(minute(1));
  for (const bank of ['bank-a', 'bank-b'])
    await world.api.call({ ...actors.bankA, agency: bank, subject: bank }, 'PUT', `/v1/banks/${bank}`, {
      body: { name: bank, dutyPhone: '010-66000001' },
    });
  const { body } = await world.post(actors.haidian, '/v1/alerts', raiseAlertInput());
  await world.post(actors.haidian, '/v1/freeze-requests', {
    ...{ alertId: body['alertId'], urgency: 'urgent', reason: 'r', officers },
    accounts: [account({ bankId: 'bank-b' })],
  });
  const caseId = await world.opened(actors.haidian, { alerts: [body['alertId']] });
  const parts = ['summary', 'persons', 'evidence', 'alerts'];
  await world.post(actors.haidian, `/v1/cases/${caseId}/shares`, {
    ...{ agency: actors.prosecutor.agency, parts, purpose: 'p', until: hour(2_000) },
  });
  await world.settle();
  return world;
}

/** What Chaoyang does among its own: an alarm, stops that come back and are answered, a case with all parts, shares, a consultation. */
async function hidden(world: Coordination): Promise<readonly string[]> {
  const input = raiseAlertInput({ sourceRef: 'hidden', district: 'chaoyang', lossFen: 130_000_000, summary: canary.words });
  const victim = { name: canary.victim, idNumber: canary.idNumber, phone: canary.phone };
  const made = async (by: Actor, path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await world.post(by, path, body);
    expect([200, 201, 202], `${path}: ${answer.text}`).toContain(answer.status);
    await world.settle();
    return answer.body;
  };
  const { alertId } = await made(chaoyang, '/v1/alerts', { ...input, victim });
  const stop = account({ bankId: 'bank-a', accountNumber: canary.account, accountName: canary.holder });
  const other = account({ bankId: 'bank-a', accountNumber: `${canary.account}1`, accountName: canary.holder });
  const requested = await made(chaoyang, '/v1/freeze-requests', {
    ...{ alertId, urgency: 'urgent', reason: canary.words, officers, accounts: [stop, other] },
  });
  const orderIds = (requested['orders'] as { orderId: string }[]).map(({ orderId }) => orderId);
  await made(actors.bankA, `/v1/bank/orders/${orderIds[0]}/result`, {
    ...{ code: '0000', effectiveAt: minute(2), stoppedFen: 100, balanceBeforeFen: 100 },
  });
  await made(actors.bankA, `/v1/bank/orders/${orderIds[1]}/result`, { code: '0301' });
  const about = { title: canary.title, district: 'chaoyang', summary: canary.words, alerts: [alertId] };
  const caseId = await world.opened(chaoyang, about);
  const item = (body: object) => made(chaoyang, `/v1/cases/${caseId}/items`, body);
  const { itemId: suspect } = await item({ kind: 'person', role: 'suspect', name: canary.holder });
  await item({ kind: 'loss', amountFen: 120_000_000, at: minute(0) });
  const { itemId } = await item({ kind: 'evidence', category: 'electronic-data', title: canary.title, obtainedAt: minute(0) });
  await made(chaoyang, `/v1/cases/${caseId}/items/${itemId}/files`, {
    ...{ name: `${canary.title}.txt`, sizeBytes: 3, sha256: 'a'.repeat(64), type: 'text/plain' },
  });
  await made(chaoyang, `/v1/cases/${caseId}/clocks`, { kind: 'arrest-request', from: minute(0), suspect });
  await made(chaoyang, `/v1/cases/${caseId}/shares`, {
    ...{ agency: chaoyangProsecutor.agency, parts: ['summary', 'evidence'], purpose: canary.words, until: hour(2_000) },
  });
  const { consultationId } = await made(chaoyang, '/v1/consultations', {
    ...{ kind: 'major-or-difficult', title: canary.title, caseIds: [caseId], parties: [chaoyangProsecutor.agency] },
    questions: [{ topic: 'nature-of-act', text: canary.words }],
  });
  await made(chaoyangProsecutor, `/v1/consultations/${consultationId}/accept`, undefined);
  await made(chaoyang, `/v1/consultations/${consultationId}/bundle`, { add: [{ caseId, part: 'evidence', item: itemId }] });
  await made(chaoyangProsecutor, `/v1/cases/${caseId}/access-requests`, { parts: ['persons'], reason: canary.words });
  await world.swept(hour(50));
  return [String(alertId), ...orderIds, caseId, String(consultationId), String(itemId)];
}

/** An answer without what differs from request to request. */
async function asked(world: Coordination, actor: Actor, method: 'GET' | 'POST', path: string, call: object = {}) {
  const { status, headers, text } = await world.api.call(actor, method, path, call);
  return { status, etag: headers['etag'], text: text.replaceAll(/"correlationId":"[^"]*"/g, '') };
}

/** Every route that reads without naming a thing in its path; new ones join by themselves. */
const lists = Object.values(allRoutes).filter(
  ({ method, path, access }) => method === 'GET' && !path.includes('{') && access !== 'public',
);
const queries: readonly Readonly<Record<string, string>>[] = [
  ...[{}, { open: 'true' }, { mine: 'true' }, { waiting: 'me' }, { asked: 'mine' }, { state: 'closed' }, { shared: 'with-me' }],
  ...[{ groupBy: 'district' }, { groupBy: 'bank' }, { groupBy: 'day' }, { sort: 'oldest' }, { of: 'inbox' }, { of: 'orders' }],
  ...[{ day: '2026-11-22' }, { day: '2026-11-24' }, { district: 'all' }, { district: 'chaoyang' }, { limit: '1' }],
];
const sought = Object.values(canary);

let without: Coordination;
let withHidden: Coordination;
let ids: readonly string[];

beforeAll(async () => {
  without = await common();
  await without.swept(hour(50));
  withHidden = await common();
  ids = await hidden(withHidden);
  for (const world of [without, withHidden]) await world.at(hour(51));
}, 60_000);

test('the hidden things are there for those who may know them', async () => {
  const found = await asked(withHidden, chaoyang, 'POST', '/v1/search', { body: { q: canary.victim } });
  expect(found.text).toContain(ids[0]);
  expect((await asked(withHidden, chaoyang, 'GET', '/v1/cases')).text).toContain(ids[3]);
  expect(lists.length).toBeGreaterThan(25);
  const differing: string[] = [];
  const answered: string[] = [];
  for (const { path } of lists) {
    const [one, other] = [await asked(without, actors.city, 'GET', path), await asked(withHidden, actors.city, 'GET', path)];
    if (one.text !== other.text) differing.push(path);
    if ((await asked(without, actors.haidian, 'GET', path)).status === 200) answered.push(path);
  }
  // the command of the city sees the difference in each of these
  for (const list of [
    'alerts',
    'alerts/summary',
    'cases',
    'cases/summary',
    'freeze-requests',
    'orders',
    'orders/summary',
    'clocks',
  ])
    expect(differing).toContain(`/v1/${list}`);
  expect(answered.length).toBeGreaterThan(20);
});

describe.each(Object.entries(outsiders))('%s', (name, actor) => {
  test.each(lists.map(({ path }) => path).filter((path) => toldToAll[name]?.includes(path) !== true))(
    'is answered the same by %s',
    async (path) => {
      for (const query of queries) {
        const [one, other] = [
          await asked(without, actor, 'GET', path, { query }),
          await asked(withHidden, actor, 'GET', path, { query }),
        ];
        expect(other, JSON.stringify(query)).toEqual(one);
        for (const mark of [...sought, ...ids]) expect(other.text).not.toContain(mark);
      }
    },
  );

  test('finds nothing of them by any mark, and no name of their ids', async () => {
    for (const q of [...sought, canary.victim.slice(0, 3), ...ids]) {
      const body = { q };
      const [one, other] = [
        await asked(without, actor, 'POST', '/v1/search', { body }),
        await asked(withHidden, actor, 'POST', '/v1/search', { body }),
      ];
      expect(other, q).toEqual(one);
    }
    for (const bankId of ['bank-a', 'bank-b']) {
      const body = { bankId, accountNumber: canary.account };
      const find = (world: Coordination) => asked(world, actor, 'POST', '/v1/accounts/find', { body });
      expect(await find(withHidden)).toEqual(await find(without));
    }
    const query = { ids: ids.join() };
    const names = (world: Coordination) => asked(world, actor, 'GET', '/v1/names', { query });
    expect(await names(withHidden)).toEqual(await names(without));
    for (const id of ids) {
      const of = (kind: string) => asked(withHidden, actor, 'GET', '/v1/changes', { query: { of: `${kind}:${id}` } });
      for (const kind of ['alert', 'case']) expect([400, 403, 404]).toContain((await of(kind)).status);
    }
  });
});
