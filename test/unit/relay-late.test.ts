import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CaseShares } from '../../shared/cases/streams.ts';
import { unpackItem } from '../../shared/journal/packed-item.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { Desk, deskKey } from '../../shared/kernel/desk.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { haidian, prosecutor } from '../support/case-samples.ts';
import { concludeInput, conveneInput, judge, onSecond, opinionInput, police } from '../support/consultation-samples.ts';
import { createCoordination } from '../support/coordination-kit.ts';
import { appendFacts } from '../support/relay-kit.ts';
import { hour, minute } from '../support/samples.ts';

/** An entry as it was made. */
const Made = z.object({
  pk: z.string().startsWith('inbox-entry#'),
  version: z.literal(1),
  state: z.object({ what: z.string(), desk: Desk, dueAt: z.string().optional() }),
});

/** The city, and what its relay has put on whose desk. */
function createCity() {
  const city = createCoordination();
  const told = (what?: string): readonly string[] =>
    city.api.journal.written
      .flatMap(({ item }) => Made.safeParse(unpackItem(item)).data ?? [])
      .filter(({ state }) => what === undefined || state.what === what)
      .map(({ state }) => (what === undefined ? `${state.what} ${deskKey(state.desk)}` : deskKey(state.desk)))
      .toSorted();
  const convened = async (over = {}): Promise<string> => {
    const { body } = await city.post(police, '/v1/consultations', conveneInput({ kind: 'periodic', caseIds: [], ...over }));
    return `/v1/consultations/${String(body['consultationId'])}`;
  };
  /** Every minute for as long as that, and the relay after it. */
  const swept = async (now: string): Promise<void> => {
    for (let run = 0; run < 3; run += 1) await city.swept(now);
    await city.replay();
  };
  return { ...city, told, convened, swept };
}

describe('even if the relay comes late', () => {
  test('an agency that was asked is told of it, though it has answered meanwhile', async () => {
    const { settle, post, told, convened } = createCity();
    const base = await convened();
    await post(prosecutor, `${base}/accept`);
    await post(judge, `${base}/decline`, { reason: 'r' });
    await settle();
    expect(told('consultation.convened')).toEqual([judge.agency, prosecutor.agency]);
  });

  test('an agency that came in later is not told of earlier facts', async () => {
    const { settle, post, told, convened } = createCity();
    const base = await convened();
    await post(prosecutor, `${base}/accept`);
    await post(police, `${base}/opinions`, opinionInput());
    await post(judge, `${base}/accept`);
    await post(police, `${base}/opinions`, opinionInput({ text: 'II' }));
    await settle();
    expect(told('consultation.opinion-given')).toEqual([judge.agency, prosecutor.agency, prosecutor.agency]);
  });

  const who = fc.constantFrom(police, prosecutor, judge);
  // One question, so that conclusions come about.
  const conclusion = concludeInput({ findings: [{ question: 1, position: 'yes' }] });
  const questions = conveneInput().questions.slice(0, 1);
  const heard = [
    [prosecutor, ['accept', undefined]],
    [prosecutor, ['opinions', opinionInput()]],
    [police, ['opinions', opinionInput()]],
  ] as const;
  const what = fc.constantFrom<readonly [string, unknown]>(
    ['accept', undefined],
    ['accept', undefined],
    ['decline', { reason: 'r' }],
    ['opinions', opinionInput()],
    ['evidence-requests', { from: police.agency, text: 't', dueAt: hour(40) }],
    ['evidence-requests/1/answer', { text: 't' }],
    ['conclude', conclusion],
    ['conclude', { ...conclusion, excused: [{ agency: judge.agency, reason: 'r' }] }],
    ['deputy', { agency: prosecutor.agency, reason: 'r' }],
    ['deputy/revoke', { reason: 'r' }],
    ['actions/1/done', {}],
    ['withdraw', { reason: 'r' }],
    ['reopen', { reason: 'r' }],
  );

  test('the same desks are told of the same things as if it had come after each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(fc.tuple(who, what), { maxLength: 15 }), async (opened, script) => {
        const [prompt, late] = [createCity(), createCity()];
        for (const { post, settle, convened } of [prompt, late]) {
          const base = await convened({ questions });
          for (const [actor, [path, body]] of [...(opened ? heard : []), ...script]) {
            if (settle === prompt.settle) await settle();
            await post(actor, `${base}/${path}`, body);
          }
          await settle();
        }
        expect(late.told()).toEqual(prompt.told());
      }),
      { numRuns: 40 },
    );
  });
});

describe('a share', () => {
  const roles = ['prosecutor'];

  async function shared(over: object) {
    const one = createCity();
    const body = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };
    const caseId = String((await one.post(haidian, '/v1/cases', body)).body['caseId']);
    const share = { agency: prosecutor.agency, parts: ['summary'], purpose: 'p', until: hour(24), ...over };
    const { body: grant } = await one.post(haidian, `/v1/cases/${caseId}/shares`, share);
    const revoke = () => one.post(haidian, `/v1/cases/${caseId}/shares/${String(grant['grantId'])}/revoke`, { reason: 'r' });
    return { ...one, revoke };
  }

  test.each([
    [{}, [prosecutor.agency]],
    [{ persons: ['xu'] }, [`${prosecutor.agency}/person/xu`]],
    [{ persons: ['xu'], roles }, [`${prosecutor.agency}/person/xu`, `${prosecutor.agency}/role/prosecutor`]],
  ])('a share that is %j is told, with its end, only to its receivers', async (over, desks) => {
    const revoked = await shared(over);
    await revoked.revoke();
    await revoked.settle();
    expect(revoked.told('case.shared')).toEqual(desks);
    expect(revoked.told('case.share-revoked')).toEqual(desks);
    const expired = await shared(over);
    await expired.swept(hour(25));
    expect(expired.told('case-share.expired')).toEqual([haidian.agency, ...desks].toSorted());
  });

  test('a share given before shares named persons and roles ends for the agency', async () => {
    const { platform, swept, told } = createCity();
    const grantId = 'grt_01KANXE8G00000000000000000';
    const data = { grantId, caseId: 'cas_01KANXE8G00000000000000000', agency: prosecutor.agency };
    await appendFacts(
      platform,
      [fresh(CaseShares, grantId)],
      [{ type: 'case-share.opened', data: { ...data, grantedAt: minute(0), until: hour(1) } }],
    );
    await swept(hour(2));
    expect(told('case-share.expired')).toEqual([prosecutor.agency]);
  });
});

describe('what falls due in a consultation', () => {
  /** A consultation of all three, who have said what they think; `judge` only where they come in. */
  async function underWay() {
    const one = createCity();
    const base = await one.convened();
    await one.post(prosecutor, `${base}/accept`);
    await one.settle();
    return { ...one, base };
  }

  test('an invitation: the agency asked and the convener, once, also after an outage', async () => {
    for (const runs of [[hour(71), hour(73), hour(74), hour(400)], [hour(400)]]) {
      const { swept, told } = await underWay();
      for (const now of runs) await swept(now);
      expect(told('consultation.invitation-overdue')).toEqual([judge.agency, police.agency]);
    }
  });

  test('an evidence request: the agency asked, the one that asked, and the convener, once', async () => {
    const { base, post, swept, told } = await underWay();
    await post(judge, `${base}/accept`);
    await post(judge, `${base}/evidence-requests`, { from: prosecutor.agency, text: 't', dueAt: hour(5) });
    for (const now of [hour(4), hour(6), hour(60)]) await swept(now);
    expect(told('consultation.evidence-overdue')).toEqual([judge.agency, police.agency, prosecutor.agency]);
  });

  test('an action: its owner and the convener, once, each action for itself', async () => {
    const { base, post, swept, told } = await underWay();
    for (const actor of [police, prosecutor]) await post(actor, `${base}/opinions`, opinionInput());
    await post(police, `${base}/opinions`, onSecond);
    const actions = [
      { text: 'a', owner: prosecutor.agency, dueAt: hour(5) },
      { text: 'b', owner: police.agency, dueAt: hour(50) },
    ];
    expect((await post(police, `${base}/conclude`, concludeInput({ actions }))).status).toBe(200);
    for (const now of [hour(4), hour(6), hour(7)]) await swept(now);
    expect(told('consultation.action-overdue')).toEqual([police.agency, prosecutor.agency]);
    await swept(hour(51));
    expect(told('consultation.action-overdue')).toEqual([police.agency, police.agency, prosecutor.agency]);
  });

  test('a procedure clock: every party that takes part, once at its warning and once at its end', async () => {
    const { base, post, swept, told } = await underWay();
    const { body } = await post(prosecutor, `${base}/clocks`, { kind: 'arrest-request', from: minute(0) });
    expect(body).toMatchObject({ n: 1 });
    const end = '2026-11-25T16:00:00.000Z';
    for (const now of [plus(end, -25 * HOUR), plus(end, -23 * HOUR), plus(end, -HOUR)]) await swept(now);
    expect(told('consultation.clock-warned')).toEqual([police.agency, prosecutor.agency]);
    expect(told('consultation.clock-expired')).toEqual([]);
    for (const now of [plus(end, HOUR), plus(end, DAY)]) await swept(now);
    expect(told('consultation.clock-warned')).toEqual([police.agency, prosecutor.agency]);
    expect(told('consultation.clock-expired')).toEqual([police.agency, prosecutor.agency]);
  });
});
