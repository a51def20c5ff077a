import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Journal } from '../../shared/journal/journal.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { epoch, instant, plus } from '../../shared/kernel/time.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver, createTestApi, type TestApi } from '../support/api.ts';
import { city, colleague, haidian, prosecutor } from '../support/case-samples.ts';
import { concludeInput, conveneInput, judge, onSecond, opinionInput, outsider, police } from '../support/consultation-samples.ts';
import { hour, minute } from '../support/samples.ts';

const Opened = z.looseObject({ caseId: z.string() });
const Convened = z.looseObject({ consultationId: z.string(), state: z.string() });
const Timed = z.object({ at: z.string(), data: z.object({ at: z.string() }) });
const Line = z.looseObject({ n: z.int(), by: z.object({ agency: z.string() }), supersededBy: z.int().optional() });

let api: TestApi;
let caseId: string;

const post = async (actor: Actor, path: string, body?: unknown, headers = {}) =>
  api.call(actor, 'POST', path, body === undefined ? { headers } : { body, headers });
const get = (actor: Actor, path: string, query = {}) => api.call(actor, 'GET', path, { query });

/** A case of haidian, its summary and persons shared with the prosecutors for a day. */
async function openCase(over: TestApi = api): Promise<string> {
  const body = { title: '冒充公检法诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: '三笔转账' };
  const opened = await over.call(haidian, 'POST', '/v1/cases', { body });
  const id = Opened.parse(opened.body).caseId;
  const share = { agency: prosecutor.agency, parts: ['summary', 'persons'], purpose: '会商', until: hour(24) };
  await over.call(haidian, 'POST', `/v1/cases/${id}/shares`, { body: share });
  return id;
}

async function convened(over: TestApi = api, id = caseId): Promise<string> {
  const answer = await over.call(police, 'POST', '/v1/consultations', { body: conveneInput({ caseIds: [id] }) });
  const base = `/v1/consultations/${Convened.parse(answer.body).consultationId}`;
  await over.call(prosecutor, 'POST', `${base}/accept`);
  return base;
}

const deputy = { agency: prosecutor.agency, reason: '批捕决定权在检察院' };

async function deliberated(): Promise<string> {
  const base = await convened();
  await post(prosecutor, `${base}/opinions`, opinionInput({ position: 'no' }));
  await post(police, `${base}/opinions`, opinionInput());
  await post(prosecutor, `${base}/opinions`, onSecond);
  await post(police, `${base}/deputy`, deputy);
  return base;
}

beforeEach(async () => {
  api = createTestApi();
  caseId = await openCase();
});

describe('a consultation over HTTP', () => {
  test('goes from convening to the last action done', async () => {
    const base = await convened();
    expect(await post(police, `${base}/bundle`, { add: [{ caseId, part: 'summary' }] })).toMatchObject({
      status: 200,
      body: { n: 1 },
    });
    const ask = { from: police.agency, text: '流水', question: 2, dueAt: hour(20) };
    expect(await post(prosecutor, `${base}/evidence-requests`, ask)).toMatchObject({ status: 200, body: { n: 1 } });
    expect(await post(police, `${base}/evidence-requests/1/answer`, { text: '已补', exhibits: [1] })).toMatchObject({
      status: 200,
    });
    expect(await post(prosecutor, `${base}/opinions`, opinionInput({ bundleVersion: 1, position: 'no' }))).toMatchObject({
      body: { n: 1 },
    });
    expect(await post(police, `${base}/opinions`, opinionInput({ bundleVersion: 1 }))).toMatchObject({ body: { n: 2 } });
    expect((await post(prosecutor, `${base}/opinions`, { ...onSecond, bundleVersion: 1 })).status).toBe(200);
    expect((await post(police, `${base}/deputy`, deputy)).status).toBe(200);
    expect(await post(prosecutor, `${base}/conclude`, concludeInput())).toMatchObject({
      status: 200,
      body: { state: 'following-up' },
    });
    expect(await post(police, `${base}/actions/1/done`, { note: '已办' })).toMatchObject({
      status: 200,
      body: { state: 'closed' },
    });
    const read = await get(prosecutor, base);
    expect(read).toMatchObject({
      status: 200,
      body: { shows: 'all', state: 'closed', conclusion: { dissent: [1], opinions: [1, 2, 3] } },
    });
    expect(read.headers['etag']).toMatch(/^"12\./);
  });

  test('each command has one time: that of its facts and that under which they are recorded', async () => {
    const start = epoch(minute(2));
    let ticks = 0;
    Object.defineProperty(api, 'now', {
      get: () => {
        ticks += 1;
        return instant(start + 7 * ticks);
      },
    });
    const before = api.journal.written.length;
    await deliberated();
    const facts = api.journal.written.slice(before).flatMap(({ item }) => Timed.safeParse(unpackItem(item)).data ?? []);
    expect(facts.length).toBeGreaterThan(5);
    expect(facts.map(({ at }) => at)).toEqual(facts.map(({ data }) => data.at));
  });

  test('its opinions are read as they were signed, page by page, newest first', async () => {
    const base = await deliberated();
    await post(colleague, `${base}/opinions`, opinionInput({ text: '改变意见' }));
    const page = await get(prosecutor, `${base}/opinions`, { limit: '2' });
    expect(page.body['items']).toMatchObject([
      { n: 4, text: '改变意见', by: { subject: colleague.subject }, outdated: false },
      { n: 3 },
    ]);
    await post(police, `${base}/bundle`, { add: [{ caseId, part: 'summary' }] });
    expect((await get(prosecutor, `${base}/opinions`, { limit: '1' })).body['items']).toMatchObject([{ n: 4, outdated: true }]);
    const next = await get(prosecutor, `${base}/opinions`, { limit: '2', cursor: String(page.body['next']) });
    expect(next.body).toEqual({
      items: [expect.objectContaining({ n: 2 }), expect.objectContaining({ n: 1, supersededBy: 4, position: 'no' })],
    });
    expect((await get(police, `${base}/opinions`, { cursor: String(page.body['next']) })).body).toMatchObject({
      code: 'CURSOR_INVALID',
    });
    const { opinions } = z
      .looseObject({ opinions: z.array(z.looseObject({ n: z.number() })) })
      .parse((await get(police, base)).body);
    expect(opinions.find(({ n }) => n === 4)).toMatchObject({ text: '改变意见' });
    expect(opinions.find(({ n }) => n === 1)).not.toHaveProperty('text');
  });

  test('two prosecutors conclude at once: one does, the other gets the new version, and no opinion is lost', async () => {
    const base = await deliberated();
    const etag = (await get(prosecutor, base)).headers['etag'] ?? '';
    const both = await Promise.all(
      [prosecutor, colleague].map((actor) => post(actor, `${base}/conclude`, concludeInput(), { 'if-match': etag })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(both.find(({ status }) => status === 412)?.body).toMatchObject({ code: 'VERSION_CONFLICT', version: 7 });
    expect((await get(prosecutor, base)).body).toMatchObject({
      opinions: [{ n: 1 }, { n: 2 }, { n: 3 }],
      conclusion: { opinions: [1, 2, 3] },
    });
  });

  test('a convener who concludes does not overlook an opinion that came in since the read', async () => {
    const base = await deliberated();
    const etag = (await get(prosecutor, base)).headers['etag'] ?? '';
    await post(police, `${base}/opinions`, opinionInput({ text: '补充意见' }));
    expect(await post(prosecutor, `${base}/conclude`, concludeInput(), { 'if-match': etag })).toMatchObject({ status: 412 });
    expect(await post(prosecutor, `${base}/conclude`, concludeInput())).toMatchObject({ status: 200 });
  });

  test('a guest does not conclude; the deputy that the convener names does, until the name is taken back', async () => {
    const base = await convened();
    await post(police, `${base}/opinions`, opinionInput({ position: 'undecided' }));
    for (const question of [1, 2]) await post(prosecutor, `${base}/opinions`, opinionInput({ question, position: 'undecided' }));
    const yes = concludeInput({ findings: [1, 2].map((question) => ({ question, position: 'yes' })) });
    const forbidden = { status: 403, body: { code: 'ACTION_NOT_ALLOWED' } };
    expect(await post(prosecutor, `${base}/conclude`, yes)).toMatchObject(forbidden);
    expect(await post(prosecutor, `${base}/deputy`, deputy)).toMatchObject(forbidden);
    await post(police, `${base}/deputy`, deputy);
    expect((await get(police, base)).body).toMatchObject({ deputy: { agency: prosecutor.agency, reason: deputy.reason } });
    expect(await post(prosecutor, `${base}/conclude`, yes)).toMatchObject({
      status: 409,
      body: { code: 'FINDING_UNSUPPORTED', errors: [{ path: '/findings/0/position' }, { path: '/findings/1/position' }] },
    });
    await post(police, `${base}/deputy/revoke`, { reason: 'r' });
    expect(await post(prosecutor, `${base}/conclude`, concludeInput())).toMatchObject(forbidden);
  });

  test('a deputy that has given no opinion does not conclude', async () => {
    const base = await convened();
    await post(police, `${base}/deputy`, deputy);
    const excused = [prosecutor, police].map(({ agency }) => ({ agency, reason: 'r' }));
    expect(await post(prosecutor, `${base}/conclude`, concludeInput({ excused }))).toMatchObject({
      status: 400,
      body: { code: 'EXCUSE_NOT_ALLOWED', errors: [{ path: '/excused/0' }, { path: '/excused/1' }] },
    });
    await post(police, `${base}/opinions`, opinionInput());
    await post(prosecutor, `${base}/opinions`, opinionInput());
    expect(await post(prosecutor, `${base}/conclude`, concludeInput())).toMatchObject({
      status: 409,
      body: { code: 'OPINION_MISSING', agencies: [prosecutor.agency], unanswered: 1 },
    });
    expect((await get(police, base)).body).toMatchObject({ state: 'deliberating' });
  });

  test('a term that one party started is not stopped by another, which would let it begin anew', async () => {
    const base = await convened();
    await post(judge, `${base}/accept`);
    const clock = { kind: 'supplement', from: minute(0), inCustody: true };
    expect((await post(prosecutor, `${base}/clocks`, clock)).body).toMatchObject({ n: 1 });
    expect(await post(judge, `${base}/clocks/1/stop`, { outcome: 'void' })).toMatchObject({
      status: 409,
      body: { code: 'CLOCK_OF_OTHER_PARTY', agency: prosecutor.agency },
    });
    expect((await get(judge, base)).body).toMatchObject({ clocks: [{ startedBy: prosecutor.agency }] });
    expect((await post(prosecutor, `${base}/clocks`, clock)).body).toMatchObject({ code: 'CLOCK_RUNNING' });
    expect((await post(police, `${base}/clocks/1/stop`, { outcome: 'void' })).status).toBe(200);
    expect((await post(prosecutor, `${base}/clocks`, clock)).body).toMatchObject({ n: 2 });
  });

  test('a conclusion sent twice under its key is drawn once', async () => {
    const base = await deliberated();
    const key = { 'idempotency-key': 'k1' };
    const [one, two] = [
      await post(prosecutor, `${base}/conclude`, concludeInput(), key),
      await post(prosecutor, `${base}/conclude`, concludeInput(), key),
    ];
    expect(two).toMatchObject({ status: 200, body: one.body, headers: { 'idempotency-replayed': 'true' } });
  });
});

describe('who sees what', () => {
  test('a caller without a seat gets 404 for everything, the command of the city too', async () => {
    const base = await deliberated();
    for (const actor of [outsider, city, { ...police, agency: 'police-miyun', district: 'miyun' as const }]) {
      expect((await get(actor, base)).status).toBe(404);
      expect((await get(actor, `${base}/opinions`)).status).toBe(404);
      expect((await post(actor, `${base}/accept`)).status).toBe(404);
      expect((await post(actor, `${base}/opinions`, opinionInput())).status).toBe(404);
      expect((await get(actor, '/v1/consultations')).body).toEqual({ items: [] });
    }
  });

  test('an agency that was asked sees the invitation, and may say nothing before accepting it', async () => {
    const base = await deliberated();
    expect((await get(judge, base)).body).toMatchObject({ shows: 'invitation' });
    expect((await get(judge, `${base}/opinions`)).status).toBe(403);
    expect((await post(judge, `${base}/opinions`, opinionInput())).status).toBe(403);
    expect((await post(judge, `${base}/accept`)).status).toBe(200);
    expect((await get(judge, base)).body).toMatchObject({ shows: 'all' });
  });

  test('an officer contributes, but does not speak for the agency', async () => {
    const base = await convened();
    expect((await post(haidian, `${base}/bundle`, { add: [{ caseId, part: 'filing' }] })).status).toBe(200);
    expect((await post(haidian, `${base}/opinions`, opinionInput())).status).toBe(403);
    expect((await post(haidian, `${base}/withdraw`, { reason: 'r' })).status).toBe(403);
    expect((await post(prosecutor, `${base}/withdraw`, { reason: 'r' })).status).toBe(403);
  });

  test('a party sees of the case what is shared with it, until that ends', async () => {
    const base = await convened();
    await post(police, `${base}/bundle`, {
      add: [
        { caseId, part: 'summary' },
        { caseId, part: 'filing' },
      ],
    });
    const seen = async () =>
      z
        .object({ bundle: z.object({ exhibits: z.array(z.looseObject({ visible: z.boolean() })) }) })
        .parse((await get(prosecutor, base)).body)
        .bundle.exhibits.map(({ visible }) => visible);
    expect(await seen()).toEqual([true, false]);
    expect((await post(prosecutor, `${base}/bundle`, { add: [{ caseId, part: 'filing' }] })).body).toMatchObject({
      code: 'EVIDENCE_UNKNOWN',
    });
    api.now = hour(25);
    expect(await seen()).toEqual([false, false]);
  });

  test('the audit shows a party no more of the case, and other agencies nothing', async () => {
    const base = await convened();
    const note = '账户清单';
    await post(police, `${base}/bundle`, {
      add: [
        { caseId, part: 'summary' },
        { caseId, part: 'filing', note },
      ],
    });
    const audit = (actor: Actor) => get(actor, `/v1/audit/${base.split('/').at(-1)}`);
    expect((await audit(police)).text).toContain(note);
    const seen = await audit(prosecutor);
    expect(seen.body).toMatchObject({
      verified: true,
      items: [{}, {}, { data: { added: [{ visible: true }, { visible: false }] } }],
    });
    expect(seen.text).not.toContain(note);
    for (const actor of [judge, outsider, city]) expect((await audit(actor)).status).toBe(404);
  });

  test('the audit gives a party that is not shown all of the evidence no hash, in entries or cursors, and still verifies', async () => {
    const base = await convened();
    const note = 'account of 13900047311';
    await post(police, `${base}/bundle`, { add: [{ caseId, part: 'filing', note }] });
    await post(police, `${base}/opinions`, opinionInput({ bundleVersion: 1 }));
    const pages = async (actor: Actor, limit: string) => {
      const texts: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const query = { limit, ...(cursor === '' ? {} : { cursor }) };
        const page = await get(actor, `/v1/audit/${base.split('/').at(-1)}`, query);
        expect(page.body).toMatchObject({ verified: true });
        cursor = z.string().optional().parse(page.body['next']);
        texts.push(page.text, Buffer.from(cursor?.split('.')[0] ?? '', 'base64url').toString());
      }
      return texts.join(' ');
    };
    const hashes = api.journal.written.flatMap(
      ({ item }) => z.object({ hash: z.string() }).safeParse(unpackItem(item)).data?.hash ?? [],
    );
    for (const limit of ['1', '2', '25']) {
      const [all, cut] = [await pages(police, limit), await pages(prosecutor, limit)];
      expect(hashes.filter((hash) => all.includes(hash))).toHaveLength(4);
      expect(hashes.filter((hash) => cut.includes(hash))).toEqual([]);
      expect(cut).not.toMatch(/"(?:previousHash|hash)"/);
    }
  });

  test('the audit gives no hash either for evidence that came in while it was read', async () => {
    const base = await convened();
    const { facts } = api.journal;
    api.journal.facts = async (stream, page) => {
      api.journal.facts = facts;
      await post(police, `${base}/bundle`, { add: [{ caseId, part: 'filing', note: 'n' }] });
      return facts(stream, page);
    };
    const { text } = await get(prosecutor, `/v1/audit/${base.split('/').at(-1)}`);
    expect(text).toContain('"visible":false');
    expect(text).not.toMatch(/"(?:previousHash|hash)"/);
  });

  test('a suspect or evidence that was withdrawn from the case is said to be, and no clock is started for it', async () => {
    const added = { kind: 'person', role: 'suspect', name: '张某某' };
    const item = String((await post(haidian, `/v1/cases/${caseId}/items`, added)).body['itemId']);
    const base = await convened();
    await post(police, `${base}/bundle`, { add: [{ caseId, part: 'persons', item }] });
    const clock = (kind: string) => post(prosecutor, `${base}/clocks`, { kind, suspect: item, from: minute(0), inCustody: true });
    expect((await clock('arrest-decision')).status).toBe(200);
    expect((await post(haidian, `/v1/cases/${caseId}/items/${item}/withdraw`, { reason: 'not him' })).status).toBe(200);
    const { body } = await get(prosecutor, base);
    expect(body).toMatchObject({
      bundle: { exhibits: [{ visible: true, item, withdrawn: true }] },
      clocks: [{ n: 1, suspect: item }],
    });
    expect(await clock('reconsideration')).toMatchObject({
      status: 400,
      body: { code: 'CASE_ITEM_UNKNOWN', errors: [{ in: 'body', path: '/suspect' }] },
    });
    expect((await post(prosecutor, `${base}/clocks/1/stop`, { outcome: 'void', reason: 'r' })).status).toBe(200);
  });

  test('an agency lists its own, with what waits for it', async () => {
    const base = await convened();
    const items = [{ consultationId: base.split('/').at(-1), awaits: { answer: false, opinions: 2 } }];
    expect((await get(prosecutor, '/v1/consultations')).body).toMatchObject({ items });
    expect((await get(judge, '/v1/consultations', { open: 'true' })).body).toMatchObject({
      items: [{ awaits: { answer: true, opinions: 0 } }],
    });
  });
});

describe('bad input', () => {
  test('is refused with its own code, and nothing changes', async () => {
    const base = await deliberated();
    const before = await get(prosecutor, base);
    const refused = async (path: string, body: unknown) => (await post(prosecutor, `${base}${path}`, body)).body['code'];
    expect(await refused('/opinions', opinionInput({ bundleVersion: 7 }))).toBe('BUNDLE_VERSION_UNKNOWN');
    expect(await refused('/opinions', opinionInput({ question: 9 }))).toBe('QUESTION_UNKNOWN');
    expect(await refused('/evidence-requests', { from: judge.agency, text: 't', dueAt: hour(9) })).toBe('PARTY_UNKNOWN');
    expect(await refused('/evidence-requests', { from: police.agency, text: 't', dueAt: minute(0) })).toBe('DUE_DATE_PAST');
    expect(await refused('/conclude', { ...concludeInput(), findings: [{ question: 1, position: 'yes' }] })).toBe(
      'FINDING_MISSING',
    );
    expect(await refused('/opinions', opinionInput({ text: 'a\u0000b' }))).toBe('INPUT_INVALID');
    expect(await refused('/evidence-requests/9/answer', { text: 't' })).toBe('NOT_FOUND');
    expect(await refused('/clocks', { kind: 'arrest-request', from: hour(9) })).toBe('TIME_IN_FUTURE');
    expect(await refused('/bundle', { add: [], remove: [] })).toBe('INPUT_INVALID');
    expect((await post(police, '/v1/consultations', conveneInput({ caseIds: [] }))).body).toMatchObject({
      code: 'INPUT_INVALID',
      errors: [{ path: '/caseIds' }],
    });
    expect(
      (await post(police, '/v1/consultations', conveneInput({ caseIds: [caseId], parties: [police.agency] }))).body,
    ).toMatchObject({ code: 'PARTY_TWICE' });
    expect((await post(outsider, '/v1/consultations', conveneInput({ caseIds: [caseId] }))).body).toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const strange of [{ meetingId: 'mtg_01KANXE8G00000000000000000' }, { proposalId: 'prp_01KANXE8G00000000000000000' }])
      expect((await post(police, '/v1/consultations', conveneInput({ caseIds: [caseId], ...strange }))).body).toMatchObject({
        code: 'NOT_FOUND',
      });
    expect((await get(prosecutor, base)).body).toEqual(before.body);
  });
});

describe('a refusal about a field', () => {
  const nothing = (prefix: string) => `${prefix}_01KANXE8G00000000000000000`;
  const paths = ({ body }: Awaited<ReturnType<typeof post>>) =>
    z
      .array(z.looseObject({ path: z.string() }))
      .parse(body['errors'])
      .map(({ path }) => path);

  test('says which: who is asked, on what, for what', async () => {
    const convening = async (over: object) =>
      paths(await post(police, '/v1/consultations', conveneInput({ caseIds: [caseId], ...over })));
    expect(await convening({ parties: [judge.agency, police.agency, judge.agency] })).toEqual(['/parties/1', '/parties/2']);
    expect(await convening({ caseIds: [caseId, nothing('cas')] })).toEqual(['/caseIds/1']);
    expect(await convening({ meetingId: nothing('mtg') })).toEqual(['/meetingId']);
    expect(await convening({ proposalId: nothing('prp') })).toEqual(['/proposalId']);
    const schedule = { title: 't', parties: [police.agency], rule: { every: 'week', weekday: 2, time: '14:00' } };
    expect(paths(await post(police, '/v1/meetings', schedule))).toEqual(['/parties/0']);
  });

  test('says which: evidence, opinion, finding, term, minutes', async () => {
    const base = await deliberated();
    const refused = async (path: string, body: object) => paths(await post(prosecutor, `${base}${path}`, body));
    expect(await refused('/opinions', opinionInput({ bundleVersion: 7 }))).toEqual(['/bundleVersion']);
    const add = [
      { caseId, part: 'summary' },
      { caseId, part: 'filing' },
    ];
    expect(await refused('/bundle', { add, remove: [9] })).toEqual(['/add/1', '/remove/0']);
    await post(police, `${base}/evidence-requests`, { from: prosecutor.agency, text: 't', dueAt: hour(9) });
    expect(await refused('/evidence-requests/1/answer', { text: 't', exhibits: [3] })).toEqual(['/exhibits/0']);
    expect(await refused('/conclude', { ...concludeInput(), findings: [{ question: 1, position: 'yes' }] })).toEqual([
      '/findings',
    ]);
    await post(prosecutor, `${base}/clocks`, { kind: 'arrest-request', from: minute(0) });
    const extend = (over: object) => refused('/clocks/1/extend', { ground: 'special', reason: 'r', ...over });
    expect(await extend({ ground: 'complex' })).toEqual(['/ground']);
    expect(await extend({ days: 9 })).toEqual(['/days']);
  });
});

describe('in any order in which their acts reach the journal', () => {
  /** The journal, each of whose calls waits until the scheduler lets it through. */
  function delayed(journal: Journal, scheduler: fc.Scheduler): Journal {
    const turn = async (what: string) => scheduler.schedule(Promise.resolve(), what);
    return {
      ...journal,
      load: async (type, id) => turn('load').then(() => journal.load(type, id)),
      loadMany: async (type, ids) => turn('loadMany').then(() => journal.loadMany(type, ids)),
      append: async (append) => turn('append').then(() => journal.append(append)),
      recall: async (id, now) => turn('recall').then(() => journal.recall(id, now)),
    };
  }

  test('every opinion that was accepted is there, and each agency has one that stands', async () => {
    const authors = fc.array(fc.constantFrom(police, prosecutor, colleague), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), authors, async (scheduler, actors) => {
        const journal = createCityJournal();
        const calm = createApiOver(journal);
        const base = await convened(calm, await openCase(calm));
        const busy = createApiOver(delayed(journal, scheduler));
        const given = Promise.all(
          actors.map((actor, i) =>
            busy.call(actor, 'POST', `${base}/opinions`, {
              body: opinionInput({ text: `意见${i}` }),
              headers: { 'idempotency-key': `o${i}` },
            }),
          ),
        );
        await scheduler.waitFor(given);
        const accepted = (await given).filter(({ status }) => status === 200).length;
        expect(accepted).toBe(actors.length);
        const lines = z.array(Line).parse((await calm.call(prosecutor, 'GET', base)).body['opinions']);
        expect(lines.map(({ n }) => n)).toEqual(actors.map((_, i) => i + 1));
        const standing = lines.filter(({ supersededBy }) => supersededBy === undefined).map(({ by }) => by.agency);
        expect(standing.toSorted()).toEqual([...new Set(actors.map(({ agency }) => agency))].toSorted());
        const page = await calm.call(police, 'GET', `${base}/opinions`);
        const texts = z
          .array(z.looseObject({ text: z.string() }))
          .parse(page.body['items'])
          .map(({ text }) => text);
        expect(texts.toSorted()).toEqual(actors.map((_, i) => `意见${i}`).toSorted());
      }),
      { numRuns: 25 },
    );
  });
});

describe('meetings over HTTP', () => {
  const schedule = { title: '联席例会', parties: [prosecutor.agency], rule: { every: 'week', weekday: 2, time: '14:00' } };
  const scheduled = async () =>
    z.looseObject({ meetingId: z.string(), meetsAt: z.string() }).parse((await post(police, '/v1/meetings', schedule)).body);

  test('have an agenda of the open consultations that the reader is in', async () => {
    const { meetingId } = await scheduled();
    const base = await convened();
    const alone = await post(police, '/v1/consultations', conveneInput({ caseIds: [caseId], parties: [judge.agency] }));
    const agenda = async (actor: Actor) => (await get(actor, `/v1/meetings/${meetingId}/agenda`)).body['items'];
    expect(await agenda(prosecutor)).toMatchObject([{ consultationId: base.split('/').at(-1) }]);
    expect(await agenda(police)).toMatchObject([{ consultationId: alone.body['consultationId'] }, {}]);
    expect((await get(judge, `/v1/meetings/${meetingId}/agenda`)).status).toBe(404);
    expect((await get(outsider, `/v1/meetings/${meetingId}`)).status).toBe(404);
  });

  test('get their minutes from who convened them, about what that agency takes part in', async () => {
    const { meetingId, meetsAt } = await scheduled();
    const base = `/v1/meetings/${meetingId}`;
    const discussed = [(await convened()).split('/').at(-1)];
    expect((await post(police, `${base}/minutes`, { minutes: '议定', discussed })).body).toMatchObject({
      code: 'MEETING_NOT_BEGUN',
    });
    api.now = plus(meetsAt, 1);
    const strange = ['cst_01KANXE8G00000000000000000'];
    expect((await post(police, `${base}/minutes`, { minutes: '议定', discussed: strange })).status).toBe(404);
    expect((await post(prosecutor, `${base}/minutes`, { minutes: '议定', discussed })).status).toBe(403);
    expect(await post(police, `${base}/minutes`, { minutes: '议定\n两项', discussed })).toMatchObject({
      status: 200,
      body: { state: 'held', minutes: { discussed } },
    });
    expect((await get(prosecutor, '/v1/meetings')).body).toMatchObject({ items: [{ meetingId, state: 'held' }] });
  });

  test('one meeting, or the rest of them, can be cancelled', async () => {
    const { meetingId } = await scheduled();
    const base = `/v1/meetings/${meetingId}`;
    expect(await post(police, `${base}/cancel`, { reason: '假期' })).toMatchObject({
      status: 200,
      body: { state: 'cancelled', seriesEnded: false },
    });
    expect(await post(police, `${base}/end-series`, { reason: '改制' })).toMatchObject({
      status: 200,
      body: { seriesEnded: true },
    });
    expect((await post(police, `${base}/cancel`, { reason: 'r' })).body).toMatchObject({ code: 'MEETING_STATE_FORBIDS' });
  });
});
