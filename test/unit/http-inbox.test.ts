import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { type Actor, systemActor } from '../../shared/kernel/context.ts';
import type { Desk } from '../../shared/kernel/desk.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { epoch } from '../../shared/kernel/time.ts';
import { InboxEntries } from '../../shared/notifications/streams.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { hour, id, minute } from '../support/samples.ts';

const gao: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer', 'duty-officer'],
  subject: 'gao',
};
const lin: Actor = { ...gao, roles: ['officer'], subject: 'lin' };
const shen: Actor = { ...gao, agency: 'police-chaoyang', district: 'chaoyang', subject: 'shen' };

const Page = z.object({ items: z.array(z.looseObject({ entryId: z.string(), at: z.string() })), next: z.string().optional() });

let api: TestApi;
let count: number;

beforeEach(() => {
  api = createTestApi();
  api.now = hour(2);
  count = 0;
});

/** An entry as the relay makes it. */
async function put(desk: Desk, at: string): Promise<string> {
  count += 1;
  const nth = count;
  const entryId = makeId('inb', epoch(at), () => Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, nth));
  const made = {
    type: 'inbox-entry.made',
    data: { entryId, desk, what: 'order.returned', subject: { kind: 'order', id: id('ord', 1) }, at },
  };
  const command = { name: 'test', id: entryId, inputHash: entryId, actor: systemActor, correlationId: entryId, now: at };
  await api.journal.append({ command, changes: splitFacts([fresh(InboxEntries, entryId)], [made]) });
  return entryId;
}

async function inboxOf(actor: Actor, query: Readonly<Record<string, string>> = {}): Promise<z.infer<typeof Page>> {
  return Page.parse((await api.call(actor, 'GET', '/v1/inbox', { query })).body);
}

const done = (actor: Actor, entryId: string) => api.call(actor, 'POST', `/v1/inbox/${entryId}/done`);

describe('the inbox', () => {
  test('is that of the agency, of each role, of the place and of the person, in one order', async () => {
    const all = await put({ agency: 'police-haidian' }, minute(1));
    const role = await put({ agency: 'police-haidian', role: 'officer' }, minute(4));
    const place = await put({ kind: 'police', district: 'haidian', role: 'duty-officer' }, minute(3));
    const person = await put({ agency: 'police-haidian', person: 'gao' }, minute(2));
    await put({ agency: 'police-haidian', person: 'lin' }, minute(5));
    await put({ kind: 'police', role: 'duty-officer' }, minute(5));
    await put({ kind: 'police', district: 'chaoyang', role: 'duty-officer' }, minute(5));
    expect((await inboxOf(gao)).items.map(({ entryId }) => entryId)).toEqual([role, place, person, all]);
  });

  test('shows what is open before what was dealt with, the newest first, and only that if asked', async () => {
    const ids: string[] = [];
    for (const at of [1, 2, 3, 4]) ids.push(await put({ agency: 'police-haidian' }, minute(at)));
    const [first = '', second = '', third = '', fourth = ''] = ids;
    expect((await done(gao, fourth)).body).toMatchObject({ entryId: fourth, doneAt: hour(2) });
    expect((await inboxOf(gao)).items.map(({ entryId }) => entryId)).toEqual([third, second, first, fourth]);
    expect((await inboxOf(gao, { open: 'true' })).items.map(({ entryId }) => entryId)).toEqual([third, second, first]);
  });

  test('comes in pages over all desks, each entry once', async () => {
    const desks: readonly Desk[] = [
      { agency: 'police-haidian' },
      { agency: 'police-haidian', role: 'officer' },
      { kind: 'police', district: 'haidian', role: 'duty-officer' },
    ];
    const made: string[] = [];
    for (let nth = 0; nth < 23; nth += 1) made.push(await put(desks[nth % 3] ?? { agency: 'police-haidian' }, minute(nth % 7)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inboxOf(gao, { limit: '5', ...(cursor === undefined ? {} : { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(5);
      seen.push(...page.items.map(({ entryId }) => entryId));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(23);
    expect(seen.toSorted()).toEqual(made.toSorted());
  });

  test('reads no more of the table for a page of thousands than for a page of twenty', async () => {
    const reads: number[] = [];
    const { find } = api.journal;
    for (const entries of [20, 300]) {
      for (let nth = 0; nth < entries; nth += 1) await put({ agency: 'police-haidian' }, minute(nth % 50));
      let cards = 0;
      api.journal.find = async (query) => {
        const page = await find(query);
        cards += page.cards.length;
        return page;
      };
      await inboxOf(gao, { limit: '5' });
      api.journal.find = find;
      reads.push(cards);
    }
    expect(reads[1]).toBe(reads[0]);
  });

  test('gives a cursor that only its caller can use', async () => {
    for (const at of [1, 2, 3]) await put({ agency: 'police-haidian' }, minute(at));
    const { next = '' } = await inboxOf(gao, { limit: '2' });
    expect(await api.call(lin, 'GET', '/v1/inbox', { query: { limit: '2', cursor: next } })).toMatchObject({
      status: 400,
      body: { code: 'CURSOR_INVALID' },
    });
  });
});

describe('an entry', () => {
  test('is done once for all people at its desk; a second time changes nothing', async () => {
    const entryId = await put({ agency: 'police-haidian', role: 'officer' }, minute(1));
    expect(await done(lin, entryId)).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    api.now = hour(3);
    expect((await done(gao, entryId)).body).toMatchObject({ doneAt: hour(2) });
  });

  test('does not exist for those who do not sit at its desk', async () => {
    const entryId = await put({ agency: 'police-haidian', role: 'duty-officer' }, minute(1));
    for (const outsider of [lin, shen])
      expect(await done(outsider, entryId)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect((await done(gao, entryId)).status).toBe(200);
  });
});

describe('a webhook', () => {
  const xu: Actor = {
    agency: 'procuratorate-haidian',
    agencyKind: 'procuratorate',
    district: 'haidian',
    roles: ['prosecutor'],
    subject: 'xu',
  };
  const he: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor', 'administrator'], subject: 'he' };
  const path = '/v1/webhooks/procuratorate-haidian';
  const body = { endpoint: 'https://cordon.example.cn/notices' };

  test('is registered by the agency itself, read back, and replaced under its version', async () => {
    expect((await api.call(xu, 'GET', path)).status).toBe(404);
    expect(await api.call(xu, 'PUT', path, { body })).toMatchObject({ status: 201, body: { ...body, district: 'haidian' } });
    const read = await api.call(xu, 'GET', path);
    expect(read).toMatchObject({ status: 200, headers: { etag: expect.stringMatching(/^"1\./) }, body });
    const stale = { body: {}, headers: { 'if-match': '"7"' } };
    expect(await api.call(xu, 'PUT', path, stale)).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT', version: 1 } });
    expect((await api.call(xu, 'PUT', path, { body: {}, headers: { 'if-match': '"1"' } })).body).not.toHaveProperty('endpoint');
  });

  test('is registered and read only by its own agency, not even by the city’s administrator', async () => {
    await api.call(xu, 'PUT', path, { body });
    for (const method of ['GET', 'PUT'] as const)
      expect((await api.call(he, method, path, method === 'PUT' ? { body: {} } : {})).status).toBe(404);
  });

  test('may not lead into an inner network, and then nothing is kept', async () => {
    const inner = { endpoint: 'https://169.254.169.254/latest' };
    expect(await api.call(xu, 'PUT', path, { body: inner })).toMatchObject({
      status: 400,
      body: { code: 'ENDPOINT_NOT_ALLOWED' },
    });
    expect((await api.call(xu, 'GET', path)).status).toBe(404);
  });

  test('and an entry have an audit, for the city command', async () => {
    await api.call(xu, 'PUT', path, { body });
    const entryId = await put({ agency: 'procuratorate-haidian' }, minute(1));
    await done(xu, entryId);
    for (const stream of ['webhook:procuratorate-haidian', entryId]) {
      expect((await api.call(he, 'GET', `/v1/audit/${stream}`)).body).toMatchObject({ verified: true });
      expect((await api.call(gao, 'GET', `/v1/audit/${stream}`)).status).toBe(404);
    }
  });
});
