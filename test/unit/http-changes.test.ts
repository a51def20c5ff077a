import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { MINUTE, plus, SECOND } from '../../shared/kernel/time.ts';
import { chaoyang, city as cityCommand, haidian, prosecutor, shareInput } from '../support/case-samples.ts';
import { conveneInput, judge, police } from '../support/consultation-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import { account, bankClerk, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const Changes = z.strictObject({
  changed: z.array(
    z.strictObject({
      kind: z.string(),
      id: z.string(),
      version: z.number().optional(),
      what: z.string().optional(),
      at: z.string().optional(),
      gone: z.literal(true).optional(),
    }),
  ),
  since: z.string(),
  more: z.literal(true).optional(),
});
type Changes = z.infer<typeof Changes>;

let city: Coordination;
let count: number;

beforeEach(async () => {
  city = createCoordination();
  count = 0;
  await city.api.call(bankClerk, 'PUT', '/v1/banks/bank-a', { body: { name: 'a', dutyPhone: '010-66000001' } });
});

const ask = (actor: Actor, query: Record<string, string>) => city.api.call(actor, 'GET', '/v1/changes', { query });
async function changes(actor: Actor, of: string, since?: string, wait = 0): Promise<Changes> {
  const reply = await ask(actor, { of, wait: String(wait), ...(since === undefined ? {} : { since }) });
  expect(reply.status, reply.text).toBe(200);
  return Changes.parse(reply.body);
}
const idsOf = ({ changed }: Changes) => changed.map(({ id }) => id);

async function raised(by: Actor = haidian): Promise<string> {
  count += 1;
  return z.string().parse((await city.post(by, '/v1/alerts', { ...raiseAlertInput(), sourceRef: `s-${count}` })).body['alertId']);
}

/** Orders on accounts of their own. */
async function asked(alertId: string, number = 1): Promise<readonly string[]> {
  const accounts = Array.from({ length: number }, () => {
    count += 1;
    return account({ accountNumber: `62220202000${String(count).padStart(8, '0')}` });
  });
  const body = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts };
  const answer = await city.post(haidian, '/v1/freeze-requests', body);
  await city.settle();
  const { orders } = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) }).parse(answer.body);
  return orders.map(({ orderId }) => orderId);
}

async function answered(orderId: string, result: object = declined('0304')): Promise<void> {
  expect((await city.post(bankClerk, `/v1/bank/orders/${orderId}/result`, result)).status).toBe(200);
  await city.settle();
}

describe('what changed of an alarm', () => {
  test('begins with nothing, and then is only what changed, with its version', async () => {
    const alertId = await raised();
    const [first = '', second = ''] = await asked(alertId, 2);
    await city.at(minute(3));
    const begun = await changes(haidian, `alert:${alertId}`);
    expect(begun.changed).toEqual([]);
    expect((await changes(haidian, `alert:${alertId}`, begun.since)).changed).toEqual([]);
    await answered(first);
    const next = await changes(haidian, `alert:${alertId}`, begun.since);
    expect(next.changed).toMatchObject([{ kind: 'order', id: first, what: 'order.returned' }]);
    const { body } = await city.api.call(haidian, 'GET', `/v1/alerts/${alertId}/board`);
    const { items } = z.looseObject({ items: z.array(z.looseObject({ orderId: z.string(), version: z.number() })) }).parse(body);
    expect(next.changed[0]?.version).toBe(items.find(({ orderId }) => orderId === first)?.version);
    expect((await changes(haidian, `alert:${alertId}`, next.since)).changed).toEqual([]);
    await answered(second, stoppedResult());
    expect(idsOf(await changes(haidian, `alert:${alertId}`, next.since))).toEqual([second]);
  });

  test('between the read and the wait is told at once', async () => {
    const alertId = await raised();
    const { since } = await changes(haidian, `alert:${alertId}`);
    const [order] = await asked(alertId);
    const waited: number[] = [];
    city.api.whileWaiting = async (ms) => {
      waited.push(ms);
    };
    expect(idsOf(await changes(haidian, `alert:${alertId}`, since, 20))).toContain(order);
    expect(waited).toEqual([]);
  });

  test('while waiting is told within two seconds, and the wait ends with its time', async () => {
    const alertId = await raised();
    const [order = ''] = await asked(alertId);
    await city.at(minute(3));
    const { since } = await changes(haidian, `alert:${alertId}`);
    const waited: number[] = [];
    city.api.whileWaiting = async (ms) => {
      waited.push(ms);
      await city.at(plus(city.api.now, ms));
      if (waited.length === 3) await answered(order);
    };
    const next = await changes(haidian, `alert:${alertId}`, since, 20);
    expect(idsOf(next)).toEqual([order]);
    expect(waited).toEqual([2_000, 2_000, 2_000]);
    waited.length = 3;
    expect((await changes(haidian, `alert:${alertId}`, next.since, 5)).changed).toEqual([]);
    expect(waited.slice(3)).toEqual([2_000, 2_000, 1_000]);
  });

  test('is told where the clock of the city runs faster than the pause between two looks', async () => {
    const alertId = await raised();
    const [first = '', second = ''] = await asked(alertId, 2);
    await city.at(minute(3));
    const { since } = await changes(haidian, `alert:${alertId}`);
    let waits = 0;
    city.api.whileWaiting = async () => {
      waits += 1;
      if (waits === 1) await answered(first);
      // a city at thirty times: two seconds here are a minute there
      await city.at(plus(city.api.now, MINUTE));
    };
    const next = await changes(haidian, `alert:${alertId}`, since, 20);
    expect(idsOf(next)).toEqual([first]);
    expect(waits).toBe(1);
    await answered(second, stoppedResult());
    expect(idsOf(await changes(haidian, `alert:${alertId}`, next.since))).toEqual([second]);
  });

  test('that is recorded out of turn, with an earlier time, is told too', async () => {
    const alertId = await raised();
    const [first = '', second = ''] = await asked(alertId, 2);
    await city.at(minute(3));
    await answered(first);
    const { since } = await changes(haidian, `alert:${alertId}`);
    // its command was read ten seconds before, and comes to the table only now
    city.api.now = plus(minute(3), -10 * SECOND);
    expect((await city.post(bankClerk, `/v1/bank/orders/${second}/result`, declined('0304'))).status).toBe(200);
    city.api.now = plus(minute(3), SECOND);
    expect(idsOf(await changes(haidian, `alert:${alertId}`, since))).toContain(second);
  });

  test('is one query of the index and two reads of the alarm a turn of twenty seconds at rest', async () => {
    const alertId = await raised();
    await asked(alertId, 3);
    await city.at(minute(5));
    const { since } = await changes(haidian, `alert:${alertId}`);
    const { find, load, loadMany } = city.api.journal;
    const reads = { find: 0, load: 0, loadMany: 0 };
    city.api.journal.find = (query) => {
      reads.find += 1;
      return find(query);
    };
    city.api.journal.load = (type, id) => {
      reads.load += 1;
      return load(type, id);
    };
    city.api.journal.loadMany = (type, ids) => {
      reads.loadMany += 1;
      return loadMany(type, ids);
    };
    await changes(haidian, `alert:${alertId}`, since, 20);
    expect(reads).toEqual({ find: 11, load: 1, loadMany: 0 });
  });

  test('of many orders comes in parts, each order once', { timeout: 60_000 }, async () => {
    const alertId = await raised();
    await city.at(minute(3));
    let { since } = await changes(haidian, `alert:${alertId}`);
    const orders = [...(await asked(alertId, 90)), ...(await asked(alertId, 90)), ...(await asked(alertId, 60))];
    const seen: string[] = [];
    for (let turn = 0, more = true; more && turn < 9; turn += 1) {
      const part = await changes(haidian, `alert:${alertId}`, since);
      expect(part.changed.length).toBeLessThanOrEqual(200);
      seen.push(...part.changed.filter(({ kind }) => kind === 'order').map(({ id }) => id));
      since = part.since;
      more = part.more === true;
    }
    expect([...new Set(seen)].toSorted()).toEqual([...orders].toSorted());
    expect((await changes(haidian, `alert:${alertId}`, since)).changed).toEqual([]);
  });
});

describe('a reader', () => {
  test('learns nothing of an alarm that they may not know, and of one that does not exist', async () => {
    const alertId = await raised();
    for (const watched of [`alert:${alertId}`, `alert:${alertId.slice(0, -4)}ZZZZ`])
      for (const outsider of [chaoyang, prosecutor, bankClerk])
        expect(await ask(outsider, { of: watched })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('who took the alarm for another district is told of the alarm, and neither of orders nor when they change', async () => {
    const alertId = await raised(chaoyang);
    const of = `alert:${alertId}`;
    await city.at(minute(3));
    const [blind, seeing] = [await changes(chaoyang, of), await changes(haidian, of)];
    const [order = ''] = await asked(alertId);
    await answered(order);
    expect(idsOf(await changes(haidian, of, seeing.since))).toContain(order);
    const after = await changes(chaoyang, of, blind.since);
    // the answer and its token are the same as if nothing had happened
    expect(after).toEqual(await changes(chaoyang, of, blind.since));
    expect(after.changed).toEqual([]);
    expect(after.since).toBe(blind.since);
    const waited: number[] = [];
    city.api.whileWaiting = async (ms) => {
      waited.push(ms);
      city.api.now = plus(city.api.now, ms);
      if (waited.length === 1) await asked(alertId);
    };
    expect((await changes(chaoyang, of, after.since, 6)).changed).toEqual([]);
    expect(waited).toEqual([2_000, 2_000, 2_000]);
    await city.post(chaoyang, `/v1/alerts/${alertId}/correct`, { reason: 'r', lossFen: 1_000 });
    expect(idsOf(await changes(chaoyang, of, after.since))).toEqual([alertId]);
  });

  test('is told that a case was opened on the alarm, or let it go, if it is a case of theirs, and else neither that nor when', async () => {
    const alertId = await raised(chaoyang);
    const of = `alert:${alertId}`;
    await city.at(minute(3));
    const [blind, seeing] = [await changes(chaoyang, of), await changes(haidian, of)];
    const opened = await city.post(haidian, '/v1/cases', {
      ...{ title: 't', district: 'haidian', fraudType: 'f', summary: 's', alerts: [alertId] },
    });
    expect(opened.status, opened.text).toBe(201);
    const caseId = String(opened.body['caseId']);
    const told = await changes(haidian, of, seeing.since);
    expect(told.changed).toMatchObject([{ kind: 'case-of-alert', id: alertId, version: 1, what: 'case-of-alert.joined' }]);
    expect((await changes(haidian, of, told.since)).changed).toEqual([]);
    expect(await changes(chaoyang, of, blind.since)).toEqual({ changed: [], since: blind.since });

    // the board shows it to the one, and not to the other
    const board = (actor: Actor) => city.api.call(actor, 'GET', `/v1/alerts/${alertId}/board`);
    expect((await board(haidian)).body['case']).toMatchObject({ caseId });
    expect((await board(chaoyang)).body).not.toHaveProperty('case');

    const left = await city.post(haidian, `/v1/cases/${caseId}/items/${alertId}/withdraw`, { reason: 'r' });
    expect(left.status, left.text).toBe(200);
    expect((await changes(haidian, of, told.since)).changed).toMatchObject([{ id: alertId, what: 'case-of-alert.left' }]);
    expect((await changes(chaoyang, of, blind.since)).changed).toEqual([]);

    // the timeline of the case says it once
    const story = await city.api.call(haidian, 'GET', `/v1/cases/${caseId}/timeline`);
    expect(story.text).not.toContain('case-of-alert');
  });

  test('cannot use the token of another reader, of another thing, or an old one: they read anew', async () => {
    const [one, other] = [await raised(), await raised()];
    const { since } = await changes(haidian, `alert:${one}`);
    const tries: readonly (readonly [Actor, Record<string, string>])[] = [
      [cityCommand, { of: `alert:${one}`, since }],
      [haidian, { of: `alert:${other}`, since }],
      [haidian, { of: 'inbox', since }],
      [haidian, { of: `alert:${one}`, since: `${since}x` }],
      [haidian, { of: `alert:${one}`, since: 'x' }],
    ];
    for (const [actor, query] of tries)
      expect(await ask(actor, query)).toMatchObject({ status: 410, body: { code: 'READ_ANEW' } });
    city.api.now = plus(city.api.now, 61 * MINUTE);
    expect(await ask(haidian, { of: `alert:${one}`, since })).toMatchObject({ status: 410 });
  });

  test('who comes back within the hour is told of all that happened meanwhile', async () => {
    const alertId = await raised();
    const orders = await asked(alertId, 3);
    await city.at(minute(3));
    const { since } = await changes(haidian, `alert:${alertId}`);
    for (const [at, orderId] of orders.entries()) {
      await city.at(minute(10 + at));
      await answered(orderId);
    }
    await city.at(minute(50));
    expect(idsOf(await changes(haidian, `alert:${alertId}`, since)).toSorted()).toEqual([...orders].toSorted());
  });

  test('waits twice at a time; a third poll is answered at once, and told when to call again', async () => {
    const alertId = await raised();
    await city.at(minute(3));
    const { since } = await changes(haidian, `alert:${alertId}`);
    const poll = (actor: Actor, of: string, token: string) => ask(actor, { of, since: token, wait: '4' });
    const { since: inbox } = await changes(haidian, 'inbox');
    const { since: theirs } = await changes(cityCommand, `alert:${alertId}`);
    const during: Awaited<ReturnType<typeof poll>>[] = [];
    let turns = 0;
    city.api.whileWaiting = async (ms) => {
      turns += 1;
      if (turns === 1) during.push(await poll(haidian, 'inbox', inbox));
      if (turns === 2) {
        during.push(await poll(haidian, 'inbox', inbox), await poll(cityCommand, `alert:${alertId}`, theirs));
      }
      city.api.now = plus(city.api.now, ms);
    };
    await changes(haidian, `alert:${alertId}`, since, 4);
    const [third, other, second] = during;
    expect([third, other, second].map((reply) => reply?.headers['retry-after'])).toEqual(['5', undefined, undefined]);
  });

  test.each(['', 'alert', 'alert:x', 'alert:alt_01KAN0A4C0R2T4V6X8Z0B2D4F6:x', 'orders:1', 'bank:icbc', 'INBOX'])(
    'watches no %j',
    async (of) => {
      expect(await ask(haidian, { of })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    },
  );

  test.each(['21', '-1', 'x', '1.5'])('waits no %j seconds', async (wait) => {
    expect(await ask(haidian, { of: 'inbox', wait })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  });
});

describe('what changed of a case', () => {
  async function shared(): Promise<string> {
    const caseId = await city.opened(haidian);
    const input = shareInput({ agency: prosecutor.agency, until: hour(2), parts: ['summary'] });
    expect((await city.post(haidian, `/v1/cases/${caseId}/shares`, input)).status).toBeLessThan(300);
    await city.at(minute(3));
    return caseId;
  }
  const person = { kind: 'person', role: 'suspect', name: '孙八' };

  test('is of the case and of its alarms, for those who hold it', async () => {
    const alertId = await raised();
    const caseId = await city.opened(haidian, { alerts: [alertId] });
    await city.at(minute(3));
    const { since } = await changes(haidian, `case:${caseId}`);
    const [order] = await asked(alertId);
    const next = await changes(haidian, `case:${caseId}`, since);
    expect(idsOf(next)).toContain(order);
    expect((await city.post(haidian, `/v1/cases/${caseId}/items`, person)).status).toBe(201);
    const last = await changes(haidian, `case:${caseId}`, next.since);
    expect(last.changed).toMatchObject([{ kind: 'case', id: caseId, what: 'case.person-added' }]);
  });

  test('shows an agency nothing of the parts that it does not see, and all that changes of those it does', async () => {
    const caseId = await shared();
    const of = `case:${caseId}`;
    const { since } = await changes(prosecutor, of);
    expect((await city.post(haidian, `/v1/cases/${caseId}/items`, person)).status).toBeLessThan(300);
    const hidden = await changes(prosecutor, of, since);
    expect(hidden.changed).toEqual([]);
    expect(hidden.since).toBe(since);
    expect((await city.post(haidian, `/v1/cases/${caseId}/correct`, { reason: 'r', title: '新标题' })).status).toBe(200);
    const next = await changes(prosecutor, of, hidden.since);
    expect(next.changed).toEqual([{ kind: 'case', id: caseId }]);
    expect((await changes(prosecutor, of, next.since)).changed).toEqual([]);
  });

  test('a hidden change while an agency waits neither ends the wait nor lengthens it', async () => {
    const caseId = await shared();
    const { since } = await changes(prosecutor, `case:${caseId}`);
    const waited: number[] = [];
    city.api.whileWaiting = async (ms) => {
      waited.push(ms);
      city.api.now = plus(city.api.now, ms);
      if (waited.length !== 2) return;
      expect((await city.post(haidian, `/v1/cases/${caseId}/items`, person)).status).toBe(201);
    };
    expect((await changes(prosecutor, `case:${caseId}`, since, 8)).changed).toEqual([]);
    expect(waited).toEqual([2_000, 2_000, 2_000, 2_000]);
  });

  test('ends with the share: revoked while the agency waits, or over by time', async () => {
    const caseId = await shared();
    const { since } = await changes(prosecutor, `case:${caseId}`);
    const { body } = await city.api.call(haidian, 'GET', `/v1/cases/${caseId}`);
    const { shares } = z.looseObject({ shares: z.array(z.looseObject({ grantId: z.string() })) }).parse(body);
    const waited: number[] = [];
    city.api.whileWaiting = async (ms) => {
      waited.push(ms);
      city.api.now = plus(city.api.now, ms);
      if (waited.length > 1) return;
      const path = `/v1/cases/${caseId}/shares/${shares[0]?.grantId}/revoke`;
      expect((await city.post(haidian, path, { reason: 'r' })).status).toBe(200);
    };
    expect(await ask(prosecutor, { of: `case:${caseId}`, since, wait: '20' })).toMatchObject({ status: 404 });
    expect(waited).toEqual([2_000]);

    const other = await shared();
    const begun = await changes(prosecutor, `case:${other}`);
    city.api.whileWaiting = async () => {
      city.api.now = hour(2);
    };
    expect(await ask(prosecutor, { of: `case:${other}`, since: begun.since, wait: '20' })).toMatchObject({ status: 404 });
  });

  test('is nothing to those who may not know the case', async () => {
    const caseId = await city.opened(haidian);
    for (const outsider of [chaoyang, prosecutor, judge, bankClerk])
      expect(await ask(outsider, { of: `case:${caseId}` })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

describe('what changed of a list', () => {
  test('of the inbox is what came, and what was dealt with or settled', async () => {
    const { since } = await changes(judge, 'inbox');
    const { body } = await city.post(police, '/v1/consultations', conveneInput({ kind: 'periodic', caseIds: [] }));
    await city.settle();
    const came = await changes(judge, 'inbox', since);
    expect(came.changed).toMatchObject([{ kind: 'inbox-entry' }]);
    expect((await changes(judge, 'inbox', came.since)).changed).toEqual([]);
    await city.post(judge, `/v1/consultations/${String(body['consultationId'])}/accept`);
    await city.settle();
    const [entryId] = idsOf(came);
    expect((await changes(judge, 'inbox', came.since)).changed).toEqual([{ kind: 'inbox-entry', id: entryId, gone: true }]);
    // what another desk has shows nowhere
    expect((await changes(haidian, 'inbox', (await changes(haidian, 'inbox')).since)).changed).toEqual([]);
  });

  test('of the orders that need an eye is what came in, changed and left', async () => {
    const alertId = await raised();
    const [order = ''] = await asked(alertId);
    const begun = await changes(haidian, 'orders');
    const elsewhere = await changes(chaoyang, 'orders');
    await answered(order);
    const came = await changes(haidian, 'orders', begun.since);
    expect(came.changed).toEqual([{ kind: 'order', id: order }]);
    const right = { reason: 'r', officers, account: account({ accountNumber: '6222020200000099999' }) };
    expect((await city.post(haidian, `/v1/orders/${order}/correct`, right)).status).toBe(202);
    await city.settle();
    expect((await changes(haidian, 'orders', came.since)).changed).toEqual([{ kind: 'order', id: order, gone: true }]);
    expect((await changes(chaoyang, 'orders', elsewhere.since)).changed).toEqual([]);
    expect((await changes(cityCommand, 'orders')).changed).toEqual([]);
  });

  test('does not say of an entry that others pushed behind the first fifty that it is gone', async () => {
    const alertId = await raised();
    const orders = await asked(alertId, 50);
    for (const orderId of orders.slice(0, 49)) await answered(orderId);
    const { since } = await changes(haidian, 'inbox');
    await city.at(minute(4));
    const more = await asked(alertId, 3);
    for (const orderId of more) await answered(orderId);
    const next = await changes(haidian, 'inbox', since);
    expect(next.changed.filter(({ gone }) => gone)).toEqual([]);
    expect(next.changed).toHaveLength(3);
    expect(next.since.length).toBeLessThan(4_096);
  });

  test('of orders is not for agencies that have no such list', async () => {
    expect(await ask(judge, { of: 'orders' })).toMatchObject({ status: 403 });
  });
});
