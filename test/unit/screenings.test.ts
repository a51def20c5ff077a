import { beforeEach, describe, expect, test } from 'vitest';
import { advance, followFreeze } from '../../shared/freezes/screening/decide-screening.ts';
import { Screenings } from '../../shared/freezes/screening/streams.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { createPolicy } from '../../shared/policy/policy.ts';
import { policyRows } from '../../shared/policy/values.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { frozenAt, frozenOrder } from '../support/frozen.ts';
import { orderWith, untilFrozen, untilStopped } from '../support/order-samples.ts';
import { context, hour, officers } from '../support/samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const supervisor = { ...haidian, roles: ['supervisor'], subject: 'supervisor-of-haidian' };
const chaoyang = { ...haidian, agency: 'police-chaoyang', district: 'chaoyang' as const, subject: 'officer-of-chaoyang' };

let city: Coordination;
let desk: StopDesk;
let orderId: string;

/** @param amountFen a sum is frozen, not the whole account */
async function begin(amountFen?: number): Promise<void> {
  city = createCoordination();
  desk = await createStopDesk(city.api);
  orderId = await frozenOrder(
    desk,
    amountFen === undefined ? { amountFen, necessity: 'All of it is of victims' } : { amountFen },
  );
  await city.settle();
}

const path = (): string => `/v1/orders/${orderId}/screening`;
const read = async () => (await city.api.call(haidian, 'GET', path())).body;
const find = (body: object, by: Actor = haidian) =>
  city.api.call(by, 'POST', path(), { body: { grounds: 'The statement', evidence: ['a statement'], officers, ...body } });
const listed = async (query: Readonly<Record<string, string>> = {}, by = haidian) =>
  (await city.api.call(by, 'GET', '/v1/screenings', { query })).body['items'] as readonly Record<string, unknown>[];
const instruction = () => desk.told(orderId);
const types = async (stream: string) =>
  ((await city.api.call(haidian, 'GET', `/v1/audit/${stream}`)).body['items'] as readonly { type: string }[]).map(
    ({ type }) => type,
  );

describe('a sum that is frozen', () => {
  beforeEach(() => begin(4_000_000));

  test('is to be screened within three months, and the list has it, due first', async () => {
    expect(await read()).toMatchObject({ status: 'open', whole: false, frozenAt, dueAt: '2027-02-22T04:30:00.000Z' });
    expect(await listed()).toMatchObject([{ orderId, status: 'open', whole: false }]);
    expect(await listed({ status: 'found' })).toEqual([]);
    expect(JSON.stringify(await listed())).not.toMatch(/62000|accountName/);
  });

  test('stands among the terms of the police of its district until they have found, and the owner is told', async () => {
    const terms = async (by: Actor, query: Record<string, string> = {}) =>
      (await city.api.call(by, 'GET', '/v1/clocks', { query })).body['items'] as readonly Record<string, unknown>[];
    const screening = { about: { kind: 'order', id: orderId }, waitsFor: haidian.agency, waitsForMe: true };
    const due = '2027-02-22T04:30:00.000Z';
    expect(await terms(haidian, { kind: 'screening' })).toMatchObject([{ ...screening, endsAt: due, ranOut: false }]);
    expect(await terms(haidian, { kind: 'screening', dueBefore: due })).toEqual([]);
    expect(await terms(chaoyang)).toEqual([]);
    expect(await terms(bankA)).toEqual([]);
    await find({ finding: 'unlinked', evidence: [] });
    await city.settle();
    expect(await terms(haidian, { kind: 'screening' })).toEqual([]);
    expect(await terms(haidian, { kind: 'tell-owner', mine: 'true' })).toMatchObject([
      { ...screening, endsAt: plus(city.api.now, 3 * DAY) },
    ]);
    await city.post(haidian, `${path()}/owner-told`, { toldAt: hour(3), way: 'telephone' });
    await city.settle();
    expect(await terms(haidian, { kind: 'tell-owner' })).toEqual([]);
  });

  test('not linked: the bank is told to let go in the same append, and the owner within three days', async () => {
    const found = await find({ finding: 'unlinked', evidence: [] });
    expect(found, found.text).toMatchObject({ status: 200, body: { status: 'found', found: { finding: 'unlinked' } } });
    expect(await instruction()).toMatchObject({ instruction: 'unfreeze', byRight: 'screening', state: 'open' });
    const told = await city.post(haidian, `${path()}/owner-told`, { toldAt: hour(3), way: 'telephone' });
    expect(told).toMatchObject({ status: 200, body: { owner: { told: { way: 'telephone' } } } });
    expect(await listed()).toEqual([]);
    expect((await city.post(haidian, `${path()}/owner-told`, { toldAt: hour(3), way: 'letter' })).body).toMatchObject({
      code: 'SCREENING_STATE_FORBIDS',
    });
  });

  test('linked in part: the bank holds the sum that is linked', async () => {
    expect((await find({ finding: 'partly-linked', linkedFen: 4_000_000 })).body).toMatchObject({ code: 'NARROWING_NOT_LESS' });
    expect(await read()).toMatchObject({ status: 'open' });
    expect((await find({ finding: 'partly-linked', linkedFen: 1_500_000 })).status).toBe(200);
    const asked = await instruction();
    expect(asked).toMatchObject({ instruction: 'narrow', scope: 'sum', amountFen: 1_500_000, byRight: 'screening' });
    const answer = { instructionId: asked['instructionId'], code: '0000', effectiveAt: hour(3), stoppedFen: 1_500_000 };
    expect((await desk.answer(orderId, answer)).status).toBe(200);
    expect(await desk.read(orderId)).toMatchObject({ state: 'frozen', heldFen: 1_500_000, narrowedFen: 1_500_000 });
  });

  test('linked: nothing moves, and new evidence leads to another finding', async () => {
    expect((await find({ finding: 'linked' })).status).toBe(200);
    const order = await desk.read(orderId);
    expect([order['state'], order['pending']]).toEqual(['frozen', undefined]);
    expect(await listed()).toEqual([]);
    expect((await find({ finding: 'unlinked', evidence: [] })).body).toMatchObject({ found: { finding: 'unlinked' } });
    expect((await find({ finding: 'linked' })).body).toMatchObject({ code: 'ORDER_LET_GO' });
  });

  test('a finding that is not whole changes nothing', async () => {
    const bad = [
      [{ finding: 'partly-linked' }, '/linkedFen'],
      [{ finding: 'linked', linkedFen: 5 }, '/linkedFen'],
      [{ finding: 'linked', evidence: [] }, '/evidence'],
    ] as const;
    for (const [body, at] of bad)
      expect((await find(body)).body).toMatchObject({ code: 'INPUT_INVALID', errors: [{ path: at }] });
    expect((await find({ finding: 'linked', officers: [officers[0], officers[0]] })).body).toMatchObject({
      code: 'SAME_OFFICER_TWICE',
    });
    expect(await types(`screening:${orderId}`)).toEqual(['screening.opened']);
  });

  test('is for the police of the order, and not for its bank or another district', async () => {
    for (const stranger of [bankA, chaoyang]) {
      expect((await city.api.call(stranger, 'GET', path())).status).toBe(404);
      expect((await find({ finding: 'linked' }, stranger)).status).toBe(404);
    }
  });

  test('ends with the freeze', async () => {
    expect((await city.api.call(haidian, 'GET', path())).body).toMatchObject({ status: 'open' });
    await find({ finding: 'unlinked', evidence: [] });
    const { instructionId } = await instruction();
    await desk.answer(orderId, { instructionId, code: '0000', effectiveAt: hour(3) });
    await city.settle();
    expect(await read()).toMatchObject({ status: 'found' });
    expect((await find({ finding: 'linked' })).status).toBe(409);
  });
});

describe('a frozen account without a finding', () => {
  beforeEach(() => begin());

  const dueAt = '2026-12-22T04:30:00.000Z';

  test('the whole account is to be screened within one month', async () => {
    expect(await read()).toMatchObject({ whole: true, dueAt, warnAt: '2026-12-12T04:30:00.000Z' });
  });

  test('is warned of, and goes free at the end of the term: once each, also if the relay was down that day', async () => {
    await city.swept(plus(dueAt, -10 * DAY));
    expect(await read()).toMatchObject({ status: 'open', warned: true });
    // no relay: the sweep alone
    await city.swept(dueAt);
    await city.swept(plus(dueAt, DAY));
    expect(await read()).toMatchObject({ status: 'lapsed', owner: { dueAt: expect.any(String) } });
    expect(await instruction()).toMatchObject({
      instruction: 'unfreeze',
      byRight: 'screening-term',
      authority: { officers: [] },
    });
    expect(await types(`screening:${orderId}`)).toEqual(['screening.opened', 'screening.warned', 'screening.lapsed']);
    expect((await types(orderId)).filter((type) => type === 'order.unfreeze-ordered')).toHaveLength(1);
    await city.replay();
    expect((await types(orderId)).filter((type) => type === 'order.unfreeze-ordered')).toHaveLength(1);
    const entries = (await city.api.call(supervisor, 'GET', '/v1/inbox')).body['items'] as readonly {
      what: string;
      doneAt?: string;
    }[];
    const open = entries.filter(({ doneAt }) => doneAt === undefined);
    expect(open.map(({ what }) => what).filter((what) => what.startsWith('screening.'))).toEqual(['screening.lapsed']);
  });

  test('an owner who is not told is told of once', async () => {
    await city.swept(dueAt);
    await city.swept(plus(dueAt, 3 * DAY));
    await city.swept(plus(dueAt, 4 * DAY));
    expect(await types(`screening:${orderId}`)).toEqual(['screening.opened', 'screening.lapsed', 'screening.owner-overdue']);
  });

  test('both at once: a finding and the end of the term move the money once', async () => {
    city.api.now = dueAt;
    const [found] = await Promise.all([find({ finding: 'unlinked', evidence: [] }), city.swept(dueAt)]);
    const facts = await types(orderId);
    expect(facts.filter((type) => type === 'order.unfreeze-ordered')).toHaveLength(1);
    expect([200, 409]).toContain(found.status);
  });
});

test('the policy says whether the money goes free by itself', () => {
  const order = orderWith(...untilFrozen);
  const opened = followFreeze(undefined, order, context({ now: hour(10) }));
  if (opened === undefined) throw new Error('a frozen account has no screening');
  const screening = Screenings.evolve(undefined, opened);
  const policy = createPolicy({
    ...policyRows,
    'screening.release-at-term': [{ ...policyRows['screening.release-at-term'][0], value: false }],
  });
  const late = context({ now: plus(screening.dueAt, DAY), policy });
  expect(advance(screening, { order, register: undefined }, late)).toMatchObject([
    { type: 'screening.lapsed', data: { released: false } },
  ]);
  expect(followFreeze(undefined, orderWith(...untilStopped), context())).toBeUndefined();
  expect(followFreeze(screening, orderWith(...untilStopped), context())).toMatchObject({ type: 'screening.ended' });
});
