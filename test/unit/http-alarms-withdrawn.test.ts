import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver } from '../support/api.ts';
import { chaoyang, city, haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { interruptibleJournal } from '../support/interruptible-journal.ts';
import { outflow, stoppedResult } from '../support/order-samples.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';

const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const bankB: Actor = { ...bankA, agency: 'bank-b', subject: 'bank-b' };
const Requested = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });
const Line = z.looseObject({ orderId: z.string(), alertId: z.string(), outcome: z.string(), because: z.string().optional() });
const Withdrawn = z.looseObject({ status: z.string(), orders: z.array(Line), ordersNotShown: z.number() });

let kit: Coordination;

beforeEach(async () => {
  kit = createCoordination();
  await registerBanks();
});

async function registerBanks(): Promise<void> {
  for (const bank of [bankA, bankB])
    await kit.api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, { body: { name: bank.agency, dutyPhone: '010-66000001' } });
}

async function raised(sourceRef: string, over: object = {}, by = haidian): Promise<string> {
  const answer = await kit.post(by, '/v1/alerts', raiseAlertInput({ sourceRef, ...over }));
  expect(answer.status, answer.text).toBe(201);
  return z.string().parse(answer.body['alertId']);
}

let accounts = 0;

/** An order of the alarm at an account of its own. */
async function stopOf(alertId: string, by = haidian): Promise<string> {
  accounts += 1;
  const body = {
    ...{ alertId, urgency: 'urgent', reason: 'fraud', officers },
    accounts: [account({ accountNumber: `62220202000${String(accounts).padStart(8, '0')}` })],
  };
  const answer = await kit.post(by, '/v1/freeze-requests', body);
  expect(answer.status, answer.text).toBe(202);
  await kit.settle();
  return Requested.parse(answer.body).orders[0]?.orderId ?? '';
}

const orderOf = async (orderId: string) => (await kit.platform.journal.load(StopOrders, orderId)).state;
const stateOf = async (orderId: string) => (await orderOf(orderId))?.status;
const duplicate = (alertId: string, of: string, by: Actor = haidian) => kit.post(by, `/v1/alerts/${alertId}/duplicate`, { of });
const end = { orders: 'end', officers };
const withdraw = (alertId: string, then: object = { orders: 'leave' }, code = 'false-alarm', by: Actor = haidian) =>
  kit.post(by, `/v1/alerts/${alertId}/withdraw`, { reason: { code, text: 'Her daughter had paid.' }, ...then });
const follow = (orderId: string, over: object = {}) =>
  kit.post(haidian, `/v1/orders/${orderId}/follow`, { reason: 'r', officers, ...over });

async function bankAnswers(orderId: string, result: object): Promise<void> {
  await kit.at(minute(5));
  const answer = await kit.post(bankA, `/v1/bank/orders/${orderId}/result`, result);
  expect(answer.status, answer.text).toBe(200);
}

/** The account was empty, and so many ways led on. */
const empty = (ways: number) =>
  stoppedResult({
    ...{ code: '1200', stoppedFen: 0, balanceBeforeFen: 0 },
    outflows: Array.from({ length: ways }, (_, n) => outflow(n)),
  });

/** No such account, and yet money left it: such a way is held for a person. */
const contradictory = { code: '0300', outflows: [outflow(1)] };

const ordersIn = async (alertId: string) =>
  (await kit.platform.journal.find({ index: 'file', pk: `alert#${alertId}`, from: '01', limit: 50 })).cards.length;

describe('money under an alarm that was withdrawn', () => {
  test('is followed by no hand, order by order or all at once, and can be declined', async () => {
    const alertId = await raised('one');
    const orderId = await stopOf(alertId);
    await bankAnswers(orderId, contradictory);
    await kit.settle();
    expect((await orderOf(orderId))?.edges).toMatchObject([{ how: 'held' }]);
    await withdraw(alertId);
    const refused = { status: 409, body: { code: 'ALERT_WITHDRAWN' } };
    expect(await follow(orderId)).toMatchObject(refused);
    expect(await kit.post(haidian, `/v1/alerts/${alertId}/follow`, { reason: 'r', officers })).toMatchObject(refused);
    await kit.settle();
    expect(await ordersIn(alertId)).toBe(1);
    const declined = await kit.post(haidian, `/v1/orders/${orderId}/decline-follow`, { reason: 'r', officers });
    expect(declined.status, declined.text).toBe(200);
  });

  test('asks for no further stop of an account that another order holds; an order in the line leaves it', async () => {
    const alertId = await raised('one');
    const orderId = await stopOf(alertId);
    await bankAnswers(orderId, { code: '1301' });
    const signed = { reason: 'r', officers };
    expect((await kit.post(haidian, `/v1/orders/${orderId}/line`, signed)).status).toBe(200);
    await withdraw(alertId);
    const turn = await kit.post(haidian, `/v1/orders/${orderId}/turn`, signed);
    expect(turn).toMatchObject({ status: 409, body: { code: 'ALERT_WITHDRAWN' } });
    expect(await stateOf(orderId)).toBe('in-line');
    expect((await kit.post(haidian, `/v1/orders/${orderId}/withdraw`, signed)).status).toBe(202);
  });

  test('is held by the trace if the bank answers after the withdrawal, and the duty officer is told', async () => {
    const alertId = await raised('one');
    const orderId = await stopOf(alertId);
    await withdraw(alertId);
    await bankAnswers(orderId, empty(2));
    await kit.settle();
    expect((await orderOf(orderId))?.edges).toMatchObject([1, 2].map(() => ({ how: 'held', held: 'alarm-withdrawn' })));
    expect(await ordersIn(alertId)).toBe(1);
    const pk = `desk#${deskKey({ agency: 'police-haidian', role: 'duty-officer' })}`;
    const { cards } = await kit.platform.journal.find({ index: 'inbox', pk, limit: 50 });
    expect(cards.map(({ card }) => card)).toContainEqual(
      expect.objectContaining({ what: 'order.outflows-held', reasons: ['alarm-withdrawn'], counts: { held: 2 } }),
    );
    expect(await follow(orderId, { outflows: [0] })).toMatchObject({ status: 409, body: { code: 'ALERT_WITHDRAWN' } });
    const written = kit.api.journal.written.length;
    await kit.replay();
    expect(kit.api.journal.written).toHaveLength(written);
  });

  test('is held even if officers had cleared it just before', async () => {
    const alertId = await raised('one');
    const orderId = await stopOf(alertId);
    await bankAnswers(orderId, contradictory);
    await kit.settle();
    expect((await follow(orderId)).status).toBe(202);
    await withdraw(alertId);
    await kit.settle();
    expect((await orderOf(orderId))?.edges).toMatchObject([{ how: 'held', held: 'alarm-withdrawn' }]);
    expect(await ordersIn(alertId)).toBe(1);
  });

  const atOnce = {
    'officers follow held money of an order': async (_: string, orderId: string) => (await follow(orderId)).status,
    'officers follow held money of the alarm': async (alertId: string) =>
      (await kit.post(haidian, `/v1/alerts/${alertId}/follow`, { reason: 'r', officers })).status,
    'the trace follows': async (_: string, orderId: string) => {
      const answer = await kit.post(bankA, `/v1/bank/orders/${orderId}/result`, empty(1));
      await kit.settle();
      return answer.status;
    },
  };

  test.each(Object.entries(atOnce))('leaves no order open behind, if %s while the alarm is withdrawn', async (what, act) => {
    for (let place = 1; ; place += 1) {
      const journal = interruptibleJournal(createCityJournal());
      kit = createCoordination(createApiOver(journal));
      await registerBanks();
      const alertId = await raised('one');
      const orderId = await stopOf(alertId);
      if (what === 'the trace follows') await kit.at(minute(5));
      else await bankAnswers(orderId, contradictory);
      await kit.settle();
      journal.interrupt(place, async () => expect((await withdraw(alertId, end)).status).toBe(200));
      const status = await act(alertId, orderId);
      const interrupted = journal.interrupted();
      if (!interrupted) {
        expect(status).toBeLessThan(300);
        expect((await withdraw(alertId, end)).status).toBe(200);
      }
      await kit.settle();
      const { cards } = await journal.find({ index: 'file', pk: `alert#${alertId}`, from: '02', limit: 50 });
      const states = await Promise.all(cards.map(({ stream }) => stateOf(idOfStream(stream))));
      expect(
        states.filter((state) => state !== 'withdrawn'),
        `place ${place}`,
      ).toEqual([]);
      if (!interrupted) return;
    }
  });
});

describe('an alarm that stands for younger ones', () => {
  test('is withdrawn with them: their orders are told with its own, each with its alarm, and end', async () => {
    const [older, one, two] = [
      await raised('older', { receivedAt: minute(-5) }),
      await raised('one', { receivedAt: minute(-4) }),
      await raised('two', { receivedAt: minute(-3) }),
    ];
    const orders = [await stopOf(older), await stopOf(one), await stopOf(two)];
    for (const younger of [one, two]) expect((await duplicate(younger, older)).status).toBe(200);
    const answer = await withdraw(older, end);
    const told = Withdrawn.parse(answer.body);
    expect(told.orders.map(({ orderId, alertId, outcome }) => [orderId, alertId, outcome])).toEqual(
      [older, one, two].map((alertId, at) => [orders[at], alertId, 'to-be-ended']),
    );
    await kit.settle();
    expect(await Promise.all(orders.map(stateOf))).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    for (const younger of [one, two]) {
      const { body } = await kit.api.call(haidian, 'GET', `/v1/alerts/${younger}`);
      expect(body).toMatchObject({ status: 'withdrawn', joinedTo: { alertId: older }, withdrawal: { orders: 'end' } });
      const again = { alertId: younger, urgency: 'urgent', reason: 'r', officers, accounts: [account()] };
      expect(await kit.post(haidian, '/v1/freeze-requests', again)).toMatchObject({
        status: 409,
        body: { code: 'ALERT_WITHDRAWN' },
      });
      expect(await withdraw(younger)).toMatchObject({ status: 409, body: { code: 'ALERT_WITHDRAWN' } });
    }
    await kit.replay();
    expect(await Promise.all(orders.map(stateOf))).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  });

  test('leaves all their orders if the officers say so; their money is then held, too', async () => {
    const [older, younger] = [await raised('older', { receivedAt: minute(-5) }), await raised('younger')];
    const orderId = await stopOf(younger);
    await duplicate(younger, older);
    const told = Withdrawn.parse((await withdraw(older)).body);
    expect(told.orders).toMatchObject([{ orderId, alertId: younger, outcome: 'left' }]);
    await bankAnswers(orderId, empty(1));
    await kit.settle();
    expect((await orderOf(orderId))?.edges).toMatchObject([{ how: 'held', held: 'alarm-withdrawn' }]);
  });

  test("ends no order of another district's police, and shows none that the officers may not read", async () => {
    const older = await raised('older', { receivedAt: minute(-5) });
    const younger = await raised('younger', { district: 'chaoyang' }, chaoyang);
    const orderId = await stopOf(younger, chaoyang);
    expect((await duplicate(younger, older, city)).status).toBe(200);
    const told = Withdrawn.parse((await withdraw(older, end)).body);
    expect(told.orders).toMatchObject([{ orderId, alertId: younger, outcome: 'left', because: 'ACTION_NOT_ALLOWED' }]);
    await kit.settle();
    expect(await stateOf(orderId)).toBe('requested');
    expect((await kit.api.call(chaoyang, 'GET', `/v1/alerts/${younger}`)).body).toMatchObject({ status: 'withdrawn' });
  });

  test('that was a test is known from no victim any more, nor are the younger ones', async () => {
    const victim = { name: '王某', idNumber: '110108199001010000', phone: '13800000000' };
    const older = await raised('older', { receivedAt: minute(-5), victim });
    const others = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        raised(`y${n}`, { victim: n < 4 ? victim : { phone: `1390000${String(n).padStart(4, '0')}` } }),
      ),
    );
    for (const younger of others) expect((await duplicate(younger, older)).status).toBe(200);
    const answer = await withdraw(older, { orders: 'leave' }, 'test');
    expect(answer.status, answer.text).toBe(200);
    const again = await kit.post(haidian, '/v1/alerts', raiseAlertInput({ sourceRef: 'again', victim }));
    expect(again.body['known']).toHaveLength(1);
  });
});
