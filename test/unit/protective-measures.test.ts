import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { BankQuestions } from '../../shared/bank-questions/streams.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { HOUR, MINUTE, plus } from '../../shared/kernel/time.ts';
import { OrderProtection } from '../../shared/protective-measures/bodies.ts';
import { advance, nextMoment, orderProtection, prolongProtection } from '../../shared/protective-measures/protect.ts';
import { ProtectiveMeasures } from '../../shared/protective-measures/streams.ts';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { stateOf } from '../support/given.ts';
import { context, minute, officers, T0 } from '../support/samples.ts';
import { bankB, createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const [officer] = officers;
const chaoyang: Actor = { ...haidian, agency: 'police-chaoyang', district: 'chaoyang', subject: 'c' };
const cityPolice: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['officer'], subject: 'm' };
const duty: Actor = { ...haidian, roles: ['duty-officer'], subject: 'duty' };
const head: Actor = { ...haidian, roles: ['approver'], subject: 'head-of-haidian', isPerson: true };
const number = '6222020200000000931';
const consent = { how: 'in-person', at: minute(0) } as const;
const body = {
  ...{ bankId: 'bank-a', account: { holder: '王某', number }, person: { name: '王某', phone: '13800000001' } },
  ...{ kind: 'no-outgoing', ground: 'She believes the callers', consent, termHours: 24, officer },
};
const lift = { cause: 'asked-by-person', identity: 'document-seen', reason: 'r', officer };

let desk: StopDesk;
let api: TestApi;
let city: Coordination;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api } = desk);
  city = createCoordination(api);
  await city.at(minute(5));
});

const order = (over: object = {}, by: Actor = haidian) => city.post(by, '/v1/protective-measures', { ...body, ...over });
const ordered = async (over: object = {}) => {
  const answer = await order(over);
  expect(answer.status, answer.text).toBe(201);
  await city.settle();
  return z.string().parse(answer.body['protectionId']);
};
const read = async (id: string, by: Actor = haidian) => (await api.call(by, 'GET', `/v1/protective-measures/${id}`)).body;
const on = (id: string, what: string, with_: object, by: Actor = haidian) =>
  city.post(by, `/v1/protective-measures/${id}/${what}`, with_);
const Questions = z.object({ items: z.array(z.looseObject({ instruction: z.string(), instructionId: z.string() })) });
const questions = async (by: Actor = bankA) => Questions.parse((await api.call(by, 'GET', '/v1/bank/questions')).body).items;
const answer = async (instruction: string, says: object = { outcome: 'done' }) => {
  const asked = (await questions()).find((one) => one.instruction === instruction);
  const said = await city.post(bankA, `/v1/bank/questions/${asked?.instructionId ?? ''}/answer`, says);
  await city.settle();
  return said;
};
const notices = async (what: string, by: Actor = duty) => {
  const Entries = z.object({ items: z.array(z.looseObject({ what: z.string() })) });
  const { items } = Entries.parse((await api.call(by, 'GET', '/v1/inbox', { query: { open: 'true' } })).body);
  return items.filter((one) => one.what === what).length;
};

describe('a protective measure', () => {
  test('goes to the bank beside its orders, and is in force once the bank has done it', async () => {
    const id = await ordered({ kind: 'day-limit', limitFen: 100_000 });
    const [question] = await questions();
    const what = { instruction: 'protect', protectionId: id, measure: 'day-limit', limitFen: 100_000, accountNumber: number };
    expect(question).toMatchObject({ ...what, until: plus(minute(5), 24 * HOUR), dueAt: minute(35) });
    expect(question).not.toHaveProperty('orderId');
    expect(JSON.stringify(question)).not.toContain('13800000001');
    expect(await questions(bankB)).toEqual([]);
    expect((await answer('protect')).status).toBe(200);
    expect(await read(id)).toMatchObject({ status: 'in-force', inForceAt: minute(5) });
    expect(JSON.stringify(await read(id))).not.toContain('accountKey');
    expect(await questions()).toEqual([]);
  });

  test('leaves the two stops of the account alone', async () => {
    await ordered();
    await answer('protect');
    const account = {
      ...{ bankId: 'bank-a', accountName: '王某', accountNumber: number, accountKind: 'personal' },
      transfer: { amountFen: 100, currency: 'CNY', at: minute(-10) },
    };
    const orderId = await desk.orderOf(account);
    expect(await desk.read(orderId)).toMatchObject({ state: 'requested' });
  });

  test('ends by itself at its term, and the question that is still open goes with it', async () => {
    const id = await ordered();
    await city.swept(plus(minute(5), 24 * HOUR));
    expect(await read(id)).toMatchObject({ status: 'expired' });
    expect(await questions()).toEqual([]);
    expect((await on(id, 'lift', lift)).body).toMatchObject({ code: 'PROTECTION_STATE_FORBIDS' });
  });

  test('is lifted at once by the station that checked who asks, and the bank is told urgently', async () => {
    const id = await ordered();
    await answer('protect');
    const lifted = await on(id, 'lift', lift);
    expect(lifted.body, lifted.text).toMatchObject({ status: 'lifting', lift: { identity: 'document-seen', officer } });
    await city.settle();
    expect(await questions()).toMatchObject([{ instruction: 'unprotect', protectionId: id, dueAt: minute(15) }]);
    expect((await on(id, 'lift', lift)).body).toMatchObject({ code: 'PROTECTION_STATE_FORBIDS' });
    await answer('unprotect');
    expect(await read(id)).toMatchObject({ status: 'lifted', endedAt: minute(5) });
    expect((await order()).status).toBe(201);
  });

  test('that is lifted before the bank has done it: the bank need not do it any more', async () => {
    const id = await ordered();
    await on(id, 'lift', { ...lift, cause: 'consent-withdrawn' });
    await city.settle();
    expect(await questions()).toMatchObject([{ instruction: 'unprotect' }]);
  });

  test('which the bank does not know: the duty desk is told, and another may be ordered', async () => {
    const id = await ordered();
    await answer('protect', { outcome: 'declined', code: '1000' });
    expect(await read(id)).toMatchObject({ status: 'declined', declined: { code: '1000' } });
    expect(await notices('protective-measure.declined')).toBe(1);
    expect((await order()).status).toBe(201);
  });

  test('whose end the bank refuses: the duty desk is told, until the bank has ended it', async () => {
    const id = await ordered();
    await answer('protect');
    await on(id, 'lift', lift);
    await city.settle();
    const [question] = await questions();
    await answer('unprotect', { outcome: 'declined', code: '1300' });
    expect(await read(id)).toMatchObject({ status: 'lifting', liftRefused: { code: '1300' } });
    expect(await notices('protective-measure.lift-refused')).toBe(1);
    await city.post(bankA, `/v1/bank/questions/${question?.instructionId ?? ''}/answer`, { outcome: 'done' });
    await city.settle();
    expect(await read(id)).toMatchObject({ status: 'lifted' });
    expect(await notices('protective-measure.lift-refused')).toBe(0);
  });

  test('of which the bank says nothing: it is asked once more, and then the duty desk is told', async () => {
    await ordered();
    await city.swept(minute(35));
    expect(await notices('bank-question.fell-overdue')).toBe(0);
    await city.swept(minute(66));
    expect(await notices('bank-question.fell-overdue')).toBe(1);
    expect(await notices('bank-question.fell-overdue', haidian)).toBe(1);
  });

  test('twice at once: one stands, and the second joins it', async () => {
    const both = await Promise.all([order({ termHours: 12 }), order({}, chaoyang)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    const ids = new Set(both.map(({ body: { protectionId } }) => protectionId));
    expect(ids.size).toBe(1);
    await city.settle();
    expect(await questions()).toHaveLength(1);
    const again = await order({ account: { holder: '王某', number: '6222 0202 0000 0000 931' } }, chaoyang);
    expect(again.body).toMatchObject({ joinedNow: true });
    const [id] = [...ids];
    const { joined } = z.looseObject({ joined: z.array(z.unknown()) }).parse(await read(z.string().parse(id), cityPolice));
    expect(joined).toHaveLength(1);
  });

  test('the same key gives the same answer', async () => {
    const keyed = () => api.call(haidian, 'POST', '/v1/protective-measures', { body, headers: { 'idempotency-key': 'k-1' } });
    const first = await keyed();
    expect((await keyed()).body).toEqual(first.body);
    await city.settle();
    await city.replay();
    await city.settle();
    expect(await questions()).toHaveLength(1);
  });

  test('is prolonged with a new consent, as long as the policy allows in all', async () => {
    const id = await ordered();
    await answer('protect');
    const more = { termHours: 48, consent, officer };
    expect((await on(id, 'prolong', { ...more, termHours: 12 })).body).toMatchObject({ code: 'PROTECTION_NOT_LONGER' });
    const prolonged = await on(id, 'prolong', more);
    expect(prolonged.body, prolonged.text).toMatchObject({ until: plus(minute(5), 48 * HOUR), prolonged: [{ consent }] });
    await city.settle();
    expect(await questions()).toMatchObject([{ instruction: 'protect', protectionId: id, until: plus(minute(5), 48 * HOUR) }]);
    await answer('protect');
    expect(await read(id)).toMatchObject({ status: 'in-force' });
    expect((await on(id, 'prolong', { ...more, termHours: 73 })).body).toMatchObject({
      code: 'PROTECTION_TOO_LONG',
      maxHours: 72,
    });
  });

  test('that the bank cannot keep up for longer ends as before, until the bank does it after all', async () => {
    const id = await ordered();
    await answer('protect');
    const first = plus(minute(5), 24 * HOUR);
    const second = plus(minute(5), 36 * HOUR);
    const third = plus(minute(5), 48 * HOUR);
    const longer = async (termHours: number) => {
      expect((await on(id, 'prolong', { termHours, consent, officer })).status).toBe(200);
      await city.settle();
      return (await questions()).find(({ until }) => until === plus(minute(5), termHours * HOUR))?.instructionId ?? '';
    };
    const says = async (question: string, word: object) => {
      expect((await city.post(bankA, `/v1/bank/questions/${question}/answer`, word)).status).toBe(200);
      await city.settle();
      await city.replay();
    };
    const no = { outcome: 'declined', code: '1300' };
    const [one, two] = [await longer(36), await longer(48)];
    await says(one, no);
    expect(await read(id)).toMatchObject({ status: 'in-force', until: third, prolonged: [{ declined: { code: '1300' } }, {}] });
    await says(two, no);
    expect(await read(id)).toMatchObject({ status: 'in-force', until: first });
    expect(await read(id)).not.toHaveProperty('declined');
    expect(await notices('protective-measure.prolonging-declined')).toBe(2);
    await says(one, { outcome: 'done' });
    expect(await read(id)).toMatchObject({ until: second });
    expect(await notices('protective-measure.prolonging-declined')).toBe(1);
    await city.swept(plus(second, -HOUR));
    expect(await read(id)).toMatchObject({ status: 'in-force' });
    await city.swept(second);
    expect(await read(id)).toMatchObject({ status: 'expired' });
    expect(await notices('protective-measure.prolonging-declined')).toBe(0);
  });

  test('is for the police of the district, and listed there without person and number', async () => {
    const id = await ordered();
    const list = (by: Actor, query: Record<string, string> = {}) => api.call(by, 'GET', '/v1/protective-measures', { query });
    const listed = await list(haidian);
    expect(listed.body['items']).toMatchObject([{ protectionId: id, status: 'requested' }]);
    expect(listed.text).not.toMatch(/王某|6222|138/);
    expect((await list(chaoyang, { district: 'haidian' })).status).toBe(403);
    expect((await list(cityPolice)).status).toBe(400);
    expect((await api.call(chaoyang, 'GET', `/v1/protective-measures/${id}`)).status).toBe(404);
    expect((await on(id, 'lift', lift, chaoyang)).status).toBe(404);
    expect((await order({}, cityPolice)).body).toMatchObject({ code: 'PROTECTION_DISTRICT_MISSING' });
    const audit = await api.call(haidian, 'GET', `/v1/audit/${id}`);
    expect(audit.text).toContain('protective-measure.requested');
  });

  test.each<readonly [string, object, number, object]>([
    ['too long', { termHours: 73 }, 409, { code: 'PROTECTION_TOO_LONG' }],
    ['a consent of tomorrow', { consent: { ...consent, at: minute(2_000) } }, 400, { code: 'TIME_IN_FUTURE' }],
    ['an unknown bank', { bankId: 'bank-z' }, 400, { code: 'BANK_UNKNOWN' }],
    ['no consent and no approval', { consent: undefined }, 400, { code: 'INPUT_INVALID' }],
    ['a limit without its sum', { kind: 'day-limit' }, 400, { code: 'INPUT_INVALID' }],
    ['a sum without a limit', { limitFen: 5 }, 400, { code: 'INPUT_INVALID' }],
    [
      'an approval that does not exist',
      { consent: undefined, approvalId: `apr_${'0'.repeat(26)}` },
      400,
      { code: 'APPROVAL_UNKNOWN' },
    ],
  ])('with %s is refused, and nothing changes', async (_, over, status, said) => {
    const answered = await order(over);
    expect(answered.body).toMatchObject(said);
    expect(answered.status).toBe(status);
    await city.settle();
    expect(await questions()).toEqual([]);
  });

  test('without consent needs an approval for exactly this, which opens it once', async () => {
    const ask = { gate: 'protect', bankId: 'bank-a', accountNumber: number, measure: 'no-outgoing', termHours: 24, reason: 'r' };
    const asked = await city.post(haidian, '/v1/approvals', ask);
    expect(asked.status, asked.text).toBe(201);
    expect(asked.text).not.toContain(number);
    const approvalId = z.string().parse(asked.body['approvalId']);
    const over = { consent: undefined, approvalId };
    expect((await order(over)).body).toMatchObject({ code: 'APPROVAL_NOT_GRANTED' });
    expect((await city.post(head, `/v1/approvals/${approvalId}/grant`, { reason: 'r' })).status).toBe(200);
    expect((await order({ ...over, termHours: 48 })).body).toMatchObject({
      code: 'APPROVAL_OF_OTHER_MATTER',
      differs: ['termHours'],
    });
    const other = { holder: '王某', number: '6222020200000000777' };
    expect((await order({ ...over, account: other })).body).toMatchObject({ differs: ['account'] });
    const id = await ordered(over);
    expect(await read(id)).toMatchObject({ approvalId, status: 'requested' });
    await on(id, 'lift', lift);
    expect((await order(over)).body).toMatchObject({ code: 'APPROVAL_USED_BEFORE' });
  });
});

test('a longer term of a protective measure ends at least an hour later: not each minute asks the bank anew', async () => {
  const id = await ordered();
  await answer('protect');
  const longer = (termHours: number) => on(id, 'prolong', { termHours, consent, officer });
  api.now = plus(minute(5), 59 * MINUTE);
  expect((await longer(24)).body).toMatchObject({ code: 'PROTECTION_NOT_LONGER' });
  api.now = plus(minute(5), HOUR);
  expect((await longer(24)).status).toBe(200);
});

describe('a protective measure whose term is over', () => {
  test('takes no office in, and is neither prolonged nor lifted, before the sweep says so: a new one begins', async () => {
    const id = await ordered();
    await answer('protect');
    api.now = plus(minute(5), 24 * HOUR);
    const longer = { termHours: 24, consent, officer };
    expect((await on(id, 'prolong', longer)).body).toMatchObject({ code: 'PROTECTION_STATE_FORBIDS', state: 'expired' });
    expect((await on(id, 'lift', lift)).body).toMatchObject({ code: 'PROTECTION_STATE_FORBIDS', state: 'expired' });
    const anew = await order();
    expect([anew.status, anew.body['status']]).toEqual([201, 'requested']);
    await city.swept(plus(api.now, HOUR));
    expect(await read(id)).toMatchObject({ status: 'expired' });
    expect(await read(z.string().parse(anew.body['protectionId']))).toMatchObject({ status: 'requested' });
  });
});

describe('the term of a protective measure', () => {
  const known = { accountKey: 'k', district: 'haidian', name: 'n' } as const;

  test('never passes the policy, however often it is prolonged, and it always ends', () => {
    const input = OrderProtection.parse({ ...body, person: body.person });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 60 })), { maxLength: 20 }),
        (steps) => {
          const made = orderProtection(input, known, context({ now: T0, actor: haidian }));
          let state = stateOf(
            ProtectiveMeasures,
            ...made.facts.flatMap((fact) => ProtectiveMeasures.fact.safeParse(fact).data ?? []),
            { type: 'protective-measure.put-in-force', data: { at: T0 } },
          );
          let now = T0;
          for (const [termHours, later] of steps) {
            now = plus(now, later * HOUR);
            if (state === undefined || now >= state.until) break;
            const decision = prolongProtection(state, { termHours, consent, officer }, known, context({ now, actor: haidian }));
            for (const fact of decision.facts) {
              const own = ProtectiveMeasures.fact.safeParse(fact).data;
              if (own !== undefined) state = ProtectiveMeasures.evolve(state, own);
              else BankQuestions.fact.parse(fact);
            }
            expect(state.until <= plus(T0, 360 * HOUR)).toBe(true);
            expect(state.until <= plus(now, 72 * HOUR)).toBe(true);
          }
          if (state === undefined) throw new Error('no measure');
          expect(nextMoment(state)).toBe(state.until);
          expect(advance(state, { now: plus(state.until, -1) })).toEqual([]);
          expect(advance(state, { now: state.until })).toHaveLength(1);
        },
      ),
    );
  });
});
