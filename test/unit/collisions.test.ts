import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { testDataKeys } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { chaoyang, haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { outflow } from '../support/order-samples.ts';
import { createRelayBench } from '../support/relay-kit.ts';
import { account, minute, officers } from '../support/samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

let city: Coordination;
let desk: StopDesk;

async function newCity(): Promise<void> {
  city = createCoordination();
  city.api.now = minute(1);
  desk = await createStopDesk(city.api);
}
beforeEach(newCity);

const evidence = [{ findingText: 'sold', paper: '京公海认字〔2026〕7号' }];
const payee = outflow(1);
const tooSmall = { ...outflow(1), amountFen: 5_000 };
const stopped = { code: '1200', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
const Entry = z.looseObject({ entryId: z.string() });
const Items = z.object({ items: z.array(z.looseObject({ collisionId: z.string(), status: z.string() })) });

async function listed(mark: object): Promise<string> {
  const reply = await city.post(chaoyang, '/v1/blacklist', { mark, ground: 'account-rental', evidence, reason: 'r' });
  expect(reply.status, reply.text).toBe(201);
  return Entry.parse(reply.body).entryId;
}
const markOf = ({ bankId, accountNumber }: { readonly bankId: string; readonly accountNumber?: string | undefined }) => ({
  ...{ kind: 'account', bankId, accountNumber },
});
const collisions = async (status: string) =>
  Items.parse((await city.api.call(haidian, 'GET', '/v1/collisions', { query: { status } })).body).items;
const Told = z.looseObject({ sk: z.string().startsWith('event#'), type: z.string().startsWith('collision.') });
const factsFound = () => city.api.journal.written.flatMap(({ item }) => Told.safeParse(item).data?.type ?? []);
const openNotices = async () => {
  const duty = { ...haidian, roles: ['duty-officer'] };
  const { body } = await city.api.call(duty, 'GET', '/v1/inbox', { query: { open: 'true' } });
  return z
    .object({ items: z.array(z.looseObject({ what: z.string(), class: z.string() })) })
    .parse(body)
    .items.flatMap(({ what, class: urgency }) => (what === 'collision.found' ? [urgency] : []));
};

describe('the money of an alarm touches a listed account', () => {
  test('where the victim paid: it is linked with the order, and the duty officer is told at once', async () => {
    await listed(markOf(account()));
    const orderId = await desk.orderOf(account());
    await city.settle();
    expect(await collisions('linked')).toMatchObject([{ orderId, way: 'transfer', metBy: orderId, alertId: desk.alertId }]);
    expect(await collisions('proposed')).toEqual([]);
    expect(new Set(await openNotices())).toEqual(new Set(['urgent']));
  });

  test('listed after the money came: the listing looks back at the orders of the account', async () => {
    const orderId = await desk.orderOf(account());
    await city.settle();
    expect(factsFound()).toEqual([]);
    await listed(markOf(account()));
    await city.settle();
    expect(await collisions('linked')).toMatchObject([{ orderId }]);
    await city.replay();
    expect(factsFound()).toEqual(['collision.found', 'collision.linked']);
  });

  test('listed without its bank, before and after', async () => {
    const { accountNumber } = account();
    await desk.orderOf(account());
    await city.settle();
    await listed({ kind: 'account', accountNumber });
    await city.settle();
    expect(await collisions('linked')).toHaveLength(1);
  });

  test('named as an outflow that is followed: it is linked with the order of the trace', async () => {
    await listed(markOf(payee));
    const orderId = await desk.orderOf(account());
    city.api.now = minute(5);
    await desk.answer(orderId, { ...stopped, outflows: [payee] });
    await city.settle();
    const [found] = await collisions('linked');
    expect(found).toMatchObject({ way: 'outflow' });
    expect(found?.['orderId']).not.toBe(orderId);
  });

  test('named as an outflow that is cut: a stop is proposed; an officer orders it with one command, once', async () => {
    await listed(markOf(tooSmall));
    const orderId = await desk.orderOf(account());
    city.api.now = minute(5);
    await desk.answer(orderId, { ...stopped, outflows: [tooSmall] });
    await city.settle();
    const [found] = await collisions('proposed');
    expect(found).toMatchObject({ way: 'outflow', metBy: orderId, amountFen: 5_000, bankId: 'bank-b' });
    expect(JSON.stringify(found)).not.toMatch(/6228|钱/);
    expect(await openNotices()).not.toEqual([]);
    const path = `/v1/collisions/${found?.collisionId}`;
    expect((await city.api.call(chaoyang, 'GET', path)).status).toBe(404);
    expect((await city.api.call(bankA, 'GET', path)).status).toBe(404);
    const body = { reason: 'listed', officers };
    const both = await Promise.all([city.post(haidian, `${path}/order`, body), city.post(haidian, `${path}/order`, body)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { body: read } = await city.api.call(haidian, 'GET', path);
    expect(read).toMatchObject({ status: 'ordered', account: { accountNumber: payee.accountNumber } });
    await city.settle();
    expect((await desk.read(String(read['orderId'])))['account']).toMatchObject({ bankId: 'bank-b' });
    expect(await openNotices()).toEqual([]);
    await city.replay();
    expect(factsFound()).toEqual(['collision.found', 'collision.ordered']);
  });

  test('to which the way is cut, listed after that: the listing finds the alarm, once', async () => {
    const elsewhere = { ...outflow(3), bankId: 'bank-z' };
    const orderId = await desk.orderOf(account());
    city.api.now = minute(5);
    await desk.answer(orderId, { ...stopped, outflows: [elsewhere] });
    await city.settle();
    expect(factsFound()).toEqual([]);
    await listed(markOf(elsewhere));
    await city.settle();
    await city.replay();
    expect(await collisions('proposed')).toMatchObject([{ way: 'outflow', metBy: orderId, bankId: 'bank-z' }]);
    expect(factsFound()).toEqual(['collision.found']);
  });

  test('proposed, and dismissed with a reason; a fault of the officers changes nothing', async () => {
    await listed(markOf(tooSmall));
    const orderId = await desk.orderOf(account());
    city.api.now = minute(5);
    await desk.answer(orderId, { ...stopped, outflows: [tooSmall] });
    await city.settle();
    const path = `/v1/collisions/${(await collisions('proposed'))[0]?.collisionId}`;
    const twice = { reason: 'listed', officers: [officers[0], officers[0]] };
    expect((await city.post(haidian, `${path}/order`, twice)).body).toMatchObject({ code: 'SAME_OFFICER_TWICE' });
    const unknown = { reason: 'listed', officers, account: { bankId: 'no-such-bank' } };
    expect((await city.post(haidian, `${path}/order`, unknown)).body).toMatchObject({ code: 'BANK_UNKNOWN' });
    expect((await city.post(haidian, `${path}/dismiss`, {})).body).toMatchObject({ code: 'INPUT_INVALID' });
    expect((await city.post(haidian, `${path}/dismiss`, { reason: 'refund' })).body).toMatchObject({ status: 'dismissed' });
    expect((await city.post(haidian, `${path}/order`, { reason: 'listed', officers })).body).toMatchObject({
      code: 'COLLISION_STATE_FORBIDS',
    });
  });

  test('whose listing was taken off, or is over, is no collision', async () => {
    const entryId = await listed(markOf(account()));
    await city.post(chaoyang, `/v1/blacklist/${entryId}/delist`, { reason: 'r' });
    await desk.orderOf(account());
    await city.settle();
    expect(factsFound()).toEqual([]);
  });
});

describe('what a bank tells beside its outflows', () => {
  const why = { reason: 'r', officers };

  test('a line of a statement that paid into a listed account, and a listed account of the same holder', async () => {
    const held = { accountNumber: '6222020200000000042', accountKind: 'personal' };
    const paid = { bankId: 'bank-b', accountName: '刘某', accountNumber: '6200000000000000099' };
    await listed(markOf(paid));
    await listed(markOf({ bankId: 'bank-a', ...held }));
    const orderId = await desk.orderOf(account());
    await city.at(minute(5));
    const asked = await city.post(haidian, `/v1/orders/${orderId}/statement-requests`, {
      ...{ from: minute(-600), to: minute(4), ...why },
    });
    const line = { serial: 'TX1', at: minute(-5), amountFen: 10_000, balanceFen: 40_000 };
    const lines = [
      { ...line, direction: 'out', counterparty: paid },
      {
        ...line,
        serial: 'TX2',
        direction: 'in',
        balanceFen: 50_000,
        counterparty: { ...paid, accountNumber: held.accountNumber },
      },
    ];
    const told = await city.post(bankA, `/v1/bank/statements/${asked.body['statementId']}/lines`, { page: 1, last: true, lines });
    expect(told.status, told.text).toBeLessThan(300);
    const whose = await city.post(haidian, `/v1/orders/${orderId}/holder-requests`, why);
    const answer = { holder: { name: '刘某', accountKind: 'personal' }, accounts: [held] };
    await city.post(bankA, `/v1/bank/holder-requests/${whose.body['holderRequestId']}/answer`, answer);
    await city.settle();
    await city.replay();
    const found = await collisions('proposed');
    expect(found.map(({ way }) => way).toSorted()).toEqual(['holder', 'statement']);
    expect(factsFound()).toEqual(['collision.found', 'collision.found']);
    // a holder's account had no transfer: the officers say which one it is about
    const path = `/v1/collisions/${found.find(({ way }) => way === 'holder')?.collisionId}/order`;
    expect((await city.post(haidian, path, why)).body).toMatchObject({ code: 'COLLISION_ACCOUNT_INCOMPLETE' });
    const { transfer } = account();
    expect((await city.post(haidian, path, { ...why, account: { transfer } })).body).toMatchObject({ status: 'ordered' });
  });

  test('a line of a watch that goes out to a listed account is found as it comes, and one that comes in is not', async () => {
    const orderId = await desk.orderOf(account());
    const paid = { bankId: 'bank-z', accountName: '甲', accountNumber: '6222020200000077001' };
    const paying = { ...paid, accountNumber: '6222020200000077002' };
    await listed(markOf(paid));
    await listed(markOf(paying));
    city.api.now = minute(5);
    await desk.answer(orderId, stopped);
    const why = { reason: 'r', officers };
    const watch = await city.post(haidian, `/v1/orders/${orderId}/watches`, { ...why, days: 3 });
    const { watchId } = z.looseObject({ watchId: z.string() }).parse(watch.body);
    await city.settle();
    city.api.now = minute(9);
    const line = { at: minute(8), amountFen: 10_000, balanceFen: 40_000 };
    const lines = [
      { ...line, serial: 'W1', direction: 'out', counterparty: paid },
      { ...line, serial: 'W2', direction: 'in', counterparty: paying },
    ];
    const told = await city.post(bankA, `/v1/bank/watches/${watchId}/lines`, { lines });
    expect(told.status, told.text).toBeLessThan(300);
    await city.settle();
    await city.replay();
    expect(await collisions('proposed')).toMatchObject([{ bankId: 'bank-z', amountFen: 10_000 }]);
    expect(factsFound()).toEqual(['collision.found']);
  });
});

describe('the switch of the policy', () => {
  test('off by default; on, the stop is asked for without an officer, in the name of those of the order', async () => {
    const policy = { ...city.platform.policy, enabled: (name: string) => name === 'blacklist.auto-stop' };
    const bench = createRelayBench({ ...city.platform, policy }, testDataKeys.accounts, testDataKeys.finds);
    await listed(markOf(tooSmall));
    const orderId = await desk.orderOf(account());
    city.api.now = minute(5);
    city.platform.clock.now = minute(5);
    await desk.answer(orderId, { ...stopped, outflows: [tooSmall] });
    await bench.drain();
    const [found] = await collisions('ordered');
    expect((await desk.read(String(found?.['orderId'])))['officers']).toEqual(officers);
    await bench.replay();
    expect(factsFound()).toEqual(['collision.found', 'collision.ordered']);
  });
});

describe('whichever comes first', () => {
  /** One that the trace follows, and one that it cuts. */
  const payees = [payee, { ...outflow(3), bankId: 'bank-z' }];
  const steps = ['list', 'answer', 'drain', 'replay'] as const;

  test('a collision is found exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...steps], { minLength: 4 }),
        fc.boolean(),
        fc.constantFrom(...payees),
        async (order, together, to) => {
          await newCity();
          const orderId = await desk.orderOf(account());
          city.api.now = minute(5);
          const doing = {
            list: async () => {
              await listed(markOf(to));
            },
            answer: async () => {
              await desk.answer(orderId, { ...stopped, outflows: [to] });
            },
            drain: () => city.settle(),
            replay: async () => {
              await city.replay();
            },
          };
          if (together) await Promise.all([doing.list(), doing.answer()]);
          else for (const step of order) await doing[step]();
          await city.settle();
          await city.replay();
          await city.settle();
          const isFollowed = to === payee;
          expect(factsFound()).toEqual(isFollowed ? ['collision.found', 'collision.linked'] : ['collision.found']);
        },
      ),
      { numRuns: 40 },
    );
  });
});
