import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CasesOfAlerts } from '../../shared/cases/streams.ts';
import { type FreezeCount, type FreezeCountFact, FreezeCounts, freezesOfCase } from '../../shared/freezes/order/freeze-counts.ts';
import { freezeApproval } from '../../shared/freezes/order/freeze-gates.ts';
import { orderFreeze } from '../../shared/freezes/order/instruct.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { haidian } from '../support/case-samples.ts';
import { frozenAt, frozenOrder, stoppedOrder } from '../support/frozen.ts';
import { given } from '../support/given.ts';
import { commandOf } from '../support/journal-samples.ts';
import { freezeInput, orderWith, paper, recorded, registerWith, untilFrozen, untilStopped } from '../support/order-samples.ts';
import { context, hour, id } from '../support/samples.ts';
import { createStopDesk } from '../support/stop-desk.ts';

const counted = (at: string, whole = false, n = 1): FreezeCountFact => ({
  type: 'freeze-count.counted',
  data: { at, orderId: id('ord', n), whole },
});
const countOf = (...facts: readonly FreezeCountFact[]): FreezeCount | undefined =>
  facts.reduce<FreezeCount | undefined>((before, fact) => FreezeCounts.evolve(before, fact), undefined);
const now = context({ now: hour(10) });
const stopped = orderWith(...untilStopped);
const some = { amountFen: 100, major: false };

describe('the freezes of a case', () => {
  test('are counted in all, and within a day, with those of merged cases', () => {
    const own = countOf(counted(hour(-30), true), counted(hour(9)), counted(hour(9), true));
    const merged = countOf(counted(hour(1)));
    expect(freezesOfCase([own, undefined, merged], now)).toEqual({
      inCase: { accounts: 4, whole: 2 },
      atOnce: { accounts: 3, whole: 1 },
    });
    expect(freezesOfCase([], now)).toEqual({ inCase: { accounts: 0, whole: 0 }, atOnce: { accounts: 0, whole: 0 } });
  });

  test('agree with a count of the single freezes, whatever their times', () => {
    const freeze = fc.record({ after: fc.integer({ min: 0, max: 20 * HOUR }), whole: fc.boolean() });
    fc.assert(
      fc.property(fc.array(freeze, { maxLength: 60 }), (freezes) => {
        let at = hour(0);
        const facts = freezes.map(({ after, whole }) => {
          at = plus(at, after);
          return counted(at, whole);
        });
        const { inCase, atOnce } = freezesOfCase([countOf(...facts)], context({ now: at }));
        expect(inCase).toEqual({ accounts: facts.length, whole: facts.filter(({ data }) => data.whole).length });
        // whole hours of the clock: those within 24 hours less one at least, and none from before them
        const since = (hours: number) => facts.filter(({ data }) => data.at > plus(at, -hours * HOUR)).length;
        expect(atOnce.accounts).toBeGreaterThanOrEqual(since(23));
        expect(atOnce.accounts).toBeLessThanOrEqual(since(24));
        expect(Object.keys(countOf(...facts)?.hours ?? {}).length).toBeLessThanOrEqual(73);
      }),
    );
  });
});

describe('the height of an approval', () => {
  const freezes = (inCase: number, atOnce: number, whole = 0, wholeAtOnce = 0) => ({
    inCase: { accounts: inCase, whole },
    atOnce: { accounts: atOnce, whole: wholeAtOnce },
  });

  test.each([
    [freezes(199, 198), []],
    [freezes(199, 199), ['at-once']],
    [freezes(498, 0), []],
    [freezes(499, 0), ['in-case']],
    [freezes(499, 199), ['at-once', 'in-case']],
    // a sum is no whole account
    [freezes(300, 100, 300, 100), []],
  ])('after %o of a sum', (before, because) => {
    expect(freezeApproval(stopped, some, now, before)).toEqual({
      level: because.length > 0 ? 'prefecture' : 'county',
      legalReview: because.length > 0,
      because,
    });
  });

  test('of whole accounts is reached earlier', () => {
    const whole = { major: false };
    expect(freezeApproval(stopped, whole, now, freezes(98, 98, 98, 98)).because).toEqual([]);
    expect(freezeApproval(stopped, whole, now, freezes(99, 99, 99, 99)).because).toEqual(['whole-at-once']);
    expect(freezeApproval(stopped, whole, now, freezes(299, 0, 299, 0)).because).toEqual(['whole-in-case']);
  });

  test('of a major case needs no legal review by itself', () => {
    expect(freezeApproval(stopped, { ...some, major: true }, now)).toEqual({
      level: 'prefecture',
      legalReview: false,
      because: ['major'],
    });
  });

  test('does not count an order twice', () => {
    expect(freezeApproval(orderWith(...untilFrozen), some, now, freezes(199, 199)).because).toEqual([]);
    given(StopOrders, ...untilStopped)
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), registerWith()), now))
      .thenFacts({ type: 'order.freeze-ordered' }, { type: 'freeze-count.counted', data: { whole: false } });
  });
});

test('the 200th account of a case within a day is frozen by the head of the prefecture alone, and the gate says why', async () => {
  const desk = await createStopDesk();
  const { api, alertId } = desk;
  await frozenOrder(desk);
  const caseId = (await api.journal.load(CasesOfAlerts, alertId)).state?.caseId ?? '';
  const load = () => api.journal.load(FreezeCounts, caseId);
  expect((await load()).state).toMatchObject({ accounts: 1, whole: 0 });
  const many = Array.from({ length: 198 }, (_, at) => counted(frozenAt, false, at + 10));
  for (let from = 0; from < many.length; from += 50) {
    const changes = splitFacts([await load()], many.slice(from, from + 50));
    expect(await api.journal.append({ command: commandOf(), changes })).toMatchObject({ outcome: 'appended' });
  }
  const orderId = await stoppedOrder(desk, { accountNumber: '6222020200000000078' });
  api.now = frozenAt;
  const gate = await api.call(haidian, 'GET', `/v1/orders/${orderId}/freeze-gate`, { query: { amountFen: '100' } });
  expect(gate.body).toMatchObject({
    needed: { level: 'prefecture', legalReview: true, because: ['at-once'] },
    freezes: { inCase: { accounts: 199 }, atOnce: { accounts: 199 } },
  });
  const { filing: _, approval: __, ...body } = freezeInput({ notice: paper('freeze-notice', frozenAt), amountFen: 100 });
  const refused = await api.call(haidian, 'POST', `/v1/orders/${orderId}/freeze`, { body });
  expect(refused.body).toMatchObject({ code: 'APPROVAL_MISSING', level: 'prefecture', legalReview: true });
  const asked = await api.call(haidian, 'POST', '/v1/approvals', {
    body: { gate: 'freeze', orderId, amountFen: 100, reason: 'r' },
  });
  expect(asked.body).toMatchObject({ needed: { level: 'prefecture', legalReview: true } });
  expect((await load()).state).toMatchObject({ accounts: 199 });
});
