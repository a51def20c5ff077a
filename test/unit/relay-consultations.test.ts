import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { proposalExample } from '../../functions/standards/examples.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { prosecutor } from '../support/case-samples.ts';
import { concludeInput, conveneInput, judge, onSecond, opinionInput, police } from '../support/consultation-samples.ts';
import { createCoordination } from '../support/coordination-kit.ts';
import { factTypes } from '../support/relay-kit.ts';
import { hour, minute } from '../support/samples.ts';

const schedule = { title: '联席例会', parties: [prosecutor.agency], rule: { every: 'week', weekday: 2, time: '14:00' } };
const Scheduled = z.looseObject({ meetingId: z.string(), meetsAt: z.string() });

function createCity() {
  const city = createCoordination();
  const get = async (actor: Actor, path: string, query = {}) => (await city.api.call(actor, 'GET', path, { query })).body;
  const convened = async (convener = police): Promise<string> => {
    const parties = [police, prosecutor, judge].filter((actor) => actor !== convener).map(({ agency }) => agency);
    const input = conveneInput({ kind: 'periodic', caseIds: [], parties });
    const { body } = await city.post(convener, '/v1/consultations', input);
    const base = `/v1/consultations/${String(body['consultationId'])}`;
    await city.post(prosecutor, `${base}/accept`);
    return base;
  };
  return { ...city, get, convened };
}

describe('what is open', () => {
  test('leaves the agendas of all its parties when it is over, and comes back when it is taken up again', async () => {
    const { settle, post, get, convened } = createCity();
    const base = await convened();
    const { meetingId } = Scheduled.parse((await post(police, '/v1/meetings', schedule)).body);
    const listed = async (actor: Actor) =>
      ((await get(actor, '/v1/consultations', { open: 'true' }))['items'] as unknown[]).length;
    const agenda = async () => ((await get(prosecutor, `/v1/meetings/${meetingId}/agenda`))['items'] as unknown[]).length;
    await settle();
    expect([await listed(prosecutor), await listed(judge), await agenda()]).toEqual([1, 1, 1]);
    await post(police, `${base}/withdraw`, { reason: 'r' });
    await settle();
    expect([await listed(prosecutor), await listed(judge), await agenda()]).toEqual([0, 0, 0]);
    expect((await get(prosecutor, '/v1/consultations'))['items']).toHaveLength(1);
    await post(police, `${base}/reopen`, { reason: 'r' });
    await settle();
    expect([await listed(prosecutor), await listed(judge), await agenda()]).toEqual([1, 1, 1]);
  });

  test('goes by how it stands, not by the fact that comes late: the stream once more changes nothing', async () => {
    const { platform, settle, replay, post, convened } = createCity();
    const base = await convened();
    await post(police, `${base}/withdraw`, { reason: 'r' });
    await post(police, `${base}/reopen`, { reason: 'r' });
    await settle();
    const before = platform.journal.written.length;
    expect(await replay()).toEqual({ batchItemFailures: [] });
    expect(platform.journal.written.length).toBe(before);
    const seat = streamKey('seat', `${base.split('/').at(-1)}:${judge.agency}`);
    expect(await factTypes(platform, seat)).toEqual(['seat.taken']);
  });
});

describe('what has run out', () => {
  const open = { open: 'true' };
  const ids = z.array(z.looseObject({ consultationId: z.string() }));
  const clock = { kind: 'arrest-decision', from: minute(0), inCustody: true };

  test('stays on top of the list of every party until a person has dealt with it', async () => {
    const { swept, settle, post, get, convened } = createCity();
    const [older, newer] = [await convened(), await convened()].map((base) => base.split('/').at(-1) ?? '');
    const listed = async (query: object) =>
      ids.parse((await get(prosecutor, '/v1/consultations', query))['items']).map(({ consultationId }) => consultationId);
    await post(judge, `/v1/consultations/${newer}/accept`);
    await post(judge, `/v1/consultations/${older}/accept`);
    await post(police, `/v1/consultations/${older}/clocks`, clock);
    await settle();
    expect(await listed(open)).toEqual([newer, older]);
    for (let run = 0; run < 3; run += 1) await swept(hour(24 * 30));
    for (const query of [open, {}]) expect(await listed(query)).toEqual([older, newer]);
    expect((await get(prosecutor, '/v1/consultations', open))['items']).toMatchObject([
      { overdue: 1, overdueSince: '2026-11-29T16:00:00.000Z', awaits: { clocks: 1 } },
      { overdue: 0, awaits: { clocks: 0 } },
    ]);
    await post(police, `/v1/consultations/${older}/clocks/1/stop`, { outcome: 'done', reason: '已决定逮捕' });
    await settle();
    expect(await listed(open)).toEqual([newer, older]);
    expect((await get(prosecutor, '/v1/consultations', open))['items']).toMatchObject([{ overdue: 0 }, { overdue: 0 }]);
  });

  test('keeps a consultation that is over on the open list until its term is stopped', async () => {
    const { swept, settle, post, get, convened } = createCity();
    const base = await convened();
    await post(police, `${base}/clocks`, clock);
    await post(police, `${base}/withdraw`, { reason: 'r' });
    for (let run = 0; run < 3; run += 1) await swept(hour(24 * 30));
    expect((await get(prosecutor, '/v1/consultations', open))['items']).toMatchObject([{ state: 'withdrawn', overdue: 1 }]);
    await post(police, `${base}/clocks/1/stop`, { outcome: 'void', reason: '撤案' });
    await settle();
    expect((await get(prosecutor, '/v1/consultations', open))['items']).toEqual([]);
  });

  test('is told with the kind of the term and its end', async () => {
    const { swept, post, get, convened } = createCity();
    const base = await convened();
    await post(police, `${base}/clocks`, clock);
    const told = async (what: string) =>
      z
        .array(z.looseObject({ what: z.string() }))
        .parse((await get(prosecutor, '/v1/inbox'))['items'])
        .filter((entry) => entry.what === what);
    const term = { kind: 'arrest-decision', endsAt: '2026-11-29T16:00:00.000Z' };
    await swept(hour(24 * 6 + 20));
    expect(await told('consultation.clock-warned')).toMatchObject([{ term, dueAt: term.endsAt }]);
    for (let run = 0; run < 3; run += 1) await swept(hour(24 * 30));
    expect(await told('consultation.clock-expired')).toMatchObject([{ term, dueAt: term.endsAt }]);
  });
});

describe('a meeting whose time has come', () => {
  test('a meeting is followed by one next meeting, even if the sweep and the relay run often', async () => {
    const { swept, replay, post, get } = createCity();
    const first = Scheduled.parse((await post(police, '/v1/meetings', schedule)).body);
    for (let run = 0; run < 3; run += 1) {
      await swept(plus(first.meetsAt, HOUR));
      await replay();
    }
    const listed = z.array(Scheduled).parse((await get(prosecutor, '/v1/meetings'))['items']);
    expect(listed).toMatchObject([{ number: 2, series: first.meetingId, meetsAt: plus(first.meetsAt, 7 * DAY) }, { number: 1 }]);
    expect(await get(police, `/v1/meetings/${first.meetingId}`)).toMatchObject({ followedBy: listed[0]?.meetingId });
  });

  test('leaves the lists of what is to come once it was held', async () => {
    const { settle, at, post, get } = createCity();
    const { meetingId, meetsAt } = Scheduled.parse((await post(police, '/v1/meetings', schedule)).body);
    const toCome = async () => ((await get(prosecutor, '/v1/meetings', { open: 'true' }))['items'] as unknown[]).length;
    expect(await toCome()).toBe(1);
    await at(plus(meetsAt, HOUR));
    await post(police, `/v1/meetings/${meetingId}/minutes`, { minutes: '议定' });
    await settle();
    expect(await toCome()).toBe(0);
  });

  test('after an outage of weeks is followed by the next one to come', async () => {
    const { swept, post, get } = createCity();
    const first = Scheduled.parse((await post(police, '/v1/meetings', schedule)).body);
    for (let run = 0; run < 3; run += 1) {
      await swept(plus(first.meetsAt, 24 * DAY));
    }
    const listed = z.array(Scheduled).parse((await get(police, '/v1/meetings'))['items']);
    // the one without minutes stands on top until it has them
    expect(listed.map(({ meetsAt }) => meetsAt)).toEqual([first.meetsAt, plus(first.meetsAt, 28 * DAY)]);
    expect(await get(police, `/v1/meetings/${first.meetingId}`)).toMatchObject({ minutesOverdue: true });
  });
});

describe('what is not done in time', () => {
  test('is found by the sweep and noted once: evidence, terms, actions', async () => {
    const { platform, swept, post, convened } = createCity();
    const base = await convened();
    await post(prosecutor, `${base}/evidence-requests`, { from: police.agency, text: '流水', dueAt: hour(12) });
    await post(police, `${base}/clocks`, { kind: 'arrest-request', from: minute(0) });
    const stream = streamKey('consultation', base.split('/').at(-1) ?? '');
    const noted = async () => (await factTypes(platform, stream)).filter((type) => /overdue|warned|expired/.test(type));
    await swept(hour(13));
    expect(await noted()).toEqual(['consultation.evidence-overdue']);
    await swept(hour(70));
    await swept(hour(70));
    expect(await noted()).toEqual(['consultation.evidence-overdue', 'consultation.clock-warned']);
    for (let run = 0; run < 3; run += 1) await swept(hour(24 * 30));
    expect(await noted()).toEqual([
      'consultation.evidence-overdue',
      'consultation.clock-warned',
      'consultation.invitation-overdue',
      'consultation.clock-expired',
    ]);
    const again = { kind: 'arrest-request', from: hour(24 * 30) };
    expect((await post(police, `${base}/clocks`, again)).body).toMatchObject({ code: 'CLOCK_RUNNING' });
    expect((await post(police, `${base}/clocks/1/stop`, { outcome: 'done' })).status).toBe(200);
    expect((await post(police, `${base}/clocks`, again)).body).toMatchObject({ n: 2 });
  });
});

describe('a conclusion that proposes a standard', () => {
  const concluded = (proposal: unknown) => ({ ...concludeInput(), proposal });

  test('makes the proposal once, in the name of who concluded', async () => {
    const { platform, settle, replay, post, get, convened } = createCity();
    const base = await convened();
    for (const actor of [police, prosecutor]) await post(actor, `${base}/opinions`, opinionInput());
    await post(police, `${base}/deputy`, { agency: prosecutor.agency, reason: 'r' });
    await post(prosecutor, `${base}/opinions`, onSecond);
    expect(await post(prosecutor, `${base}/conclude`, concluded(proposalExample))).toMatchObject({ status: 200 });
    await settle();
    await replay();
    const made = platform.journal.written.filter(({ item }) => item['type'] === 'proposal.made');
    expect(made).toHaveLength(1);
    expect(unpackItem(made[0]?.item ?? {})['data']).toMatchObject({
      consultationId: base.split('/').at(-1),
      proposedBy: prosecutor.agency,
    });
    expect(await get(prosecutor, base)).toMatchObject({ state: 'following-up' });
  });

  test('is not drawn by who may make none: a court that convened it concludes without one', async () => {
    const { platform, settle, post, get, convened } = createCity();
    const base = await convened(judge);
    for (const actor of [judge, prosecutor]) await post(actor, `${base}/opinions`, opinionInput());
    await post(judge, `${base}/opinions`, onSecond);
    const actions = [{ text: 't', owner: judge.agency, dueAt: hour(240) }];
    expect((await post(judge, '/v1/standards/proposals', proposalExample)).status).toBe(403);
    expect(await post(judge, `${base}/conclude`, { ...concluded(proposalExample), actions })).toMatchObject({
      status: 403,
      body: { code: 'ACTION_NOT_ALLOWED', errors: [{ path: '/proposal' }] },
    });
    await settle();
    expect(platform.journal.written.some(({ item }) => item['type'] === 'proposal.made')).toBe(false);
    expect(await get(judge, base)).toMatchObject({ state: 'deliberating' });
    expect((await post(judge, `${base}/conclude`, { ...concludeInput(), actions })).status).toBe(200);
  });

  test('is not drawn on one that could not be made', async () => {
    const { post, get, convened } = createCity();
    const base = await convened();
    for (const actor of [police, prosecutor]) await post(actor, `${base}/opinions`, opinionInput());
    await post(police, `${base}/deputy`, { agency: prosecutor.agency, reason: 'r' });
    const past = await post(prosecutor, `${base}/conclude`, concluded({ ...proposalExample, effectiveFrom: '2026-11-22' }));
    expect(past.body).toMatchObject({ code: 'PROPOSAL_DATE_PASSED', errors: [{ path: '/proposal/effectiveFrom' }] });
    expect(await get(prosecutor, base)).toMatchObject({ state: 'deliberating' });
  });
});
