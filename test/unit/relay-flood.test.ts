import { describe, expect, test } from 'vitest';
import { Alerts } from '../../shared/alerts/streams.ts';
import type { AccountOutflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { waitingOutflows } from '../../shared/freezes/trace/hold-outflows.ts';
import { TraceCounts } from '../../shared/freezes/trace/trace-counts.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { declined, outflow, stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  appendFacts,
  createRelayBench,
  createTestPlatform,
  open,
  orderOf,
  plannedOrder,
  recordsOf,
  registerBanks,
  type TestPlatform,
} from '../support/relay-kit.ts';
import { account, alert, bank, id, minute, officers, policy } from '../support/samples.ts';

const root = id('ord', 1);
const perBankHour = policy.amount('trace.max-orders-per-bank-hour', minute(5));
const perAlarm = policy.amount('trace.max-orders-per-alarm', minute(5));
const uninvolved = 'bank-c';

/** The attacker holds the keys of two banks; a third has nothing to do with it. One order of 500,000 yuan is open. */
async function city(): Promise<TestPlatform> {
  const platform = createTestPlatform();
  await registerBanks(platform, bank(), bank({ bankId: 'bank-b' }), bank({ bankId: uninvolved }));
  const concerned = account({ transfer: { amountFen: 50_000_000, currency: 'CNY', at: minute(-10), serial: 'TX-1' } });
  await open(platform, plannedOrder({ account: concerned, tracedFen: 50_000_000 }));
  platform.clock.now = minute(5);
  return platform;
}

/** What an emptied account's bank says: a balance short, with so many invented ways on. */
function invented(count: number, over: Partial<AccountOutflow>, first = 0): Parameters<typeof answer>[2] {
  const outflows = Array.from({ length: count }, (_, i) => outflow(first + i, over));
  return stoppedResult({ code: '1200', balanceBeforeFen: 0, stoppedFen: 0, outflows });
}

async function ordersOf(platform: TestPlatform): Promise<readonly StopOrder[]> {
  const { cards } = await platform.journal.find({ index: 'file', pk: `alert#${id('alt', 1)}`, from: '01', limit: 1_000 });
  return Promise.all(cards.map(({ stream }) => orderOf(platform, stream.slice('order#'.length))));
}

describe('the flood: one bank invents 200 outflows, three of the banks they name invent 60 each', () => {
  test('opens no more orders than the alarm’s bound; what is beyond stands ready', async () => {
    const platform = await city();
    const bench = createRelayBench(platform);
    await answer(platform, root, invented(200, { amountFen: 500_000 }));
    await bench.drain();
    const children = (await ordersOf(platform)).filter(({ tier }) => tier === 2);
    expect(children).toHaveLength(50);
    for (const [n, { orderId }] of children.slice(0, 3).entries()) {
      await answer(platform, orderId, invented(60, { amountFen: 10_000, bankId: uninvolved, at: minute(3) }, 1_000 + 100 * n));
      await bench.drain();
    }
    const orders = await ordersOf(platform);
    expect(orders.filter(({ tier }) => tier > 1)).toHaveLength(perAlarm);
    expect(orders.filter(({ account: { bankId } }) => bankId === uninvolved)).toHaveLength(perAlarm - 50);
    const held = orders.flatMap(({ edges }) => edges).filter(({ how }) => how === 'held');
    expect(held.length).toBeGreaterThan(0);
    expect(new Set(held.map((edge) => edge.held))).toEqual(new Set(['order-bound', 'alarm-bound']));
  });

  test('is as bounded when several relays follow at once', async () => {
    const platform = await city();
    const bench = createRelayBench(platform);
    await answer(platform, root, invented(50, { amountFen: 500_000 }));
    await bench.drain();
    const children = (await ordersOf(platform)).filter(({ tier }) => tier === 2).slice(0, 5);
    const from = platform.journal.written.length;
    for (const [n, { orderId }] of children.entries())
      await answer(platform, orderId, invented(5, { amountFen: 10_000, bankId: uninvolved, at: minute(3) }, 1_000 + 100 * n));
    const records = recordsOf(platform.journal, from);
    await Promise.all(
      children.map(({ orderId }) =>
        createRelayBench(platform).relay({
          Records: records.filter(({ dynamodb }) => dynamodb.Keys.pk.S === streamKey('order', orderId)),
        }),
      ),
    );
    await bench.drain();
    expect((await ordersOf(platform)).filter(({ tier }) => tier > 1)).toHaveLength(perAlarm);
    const { state } = await platform.journal.load(TraceCounts, id('alt', 1));
    expect(state).toEqual({ opened: perAlarm });
  });

  test('a trace of several alarms is bounded by the answering bank and the hour, and another bank’s answers are followed', async () => {
    const platform = await city();
    const bench = createRelayBench(platform);
    const alarms = Math.ceil(perBankHour / 50) + 1;
    const first = 100;
    for (let n = 0; n < alarms; n += 1) {
      const concerned = account({ accountNumber: `62220203${String(n).padStart(8, '0')}` });
      await open(platform, plannedOrder({ orderId: id('ord', first + n), alertId: id('alt', first + n), account: concerned }));
      await answer(platform, id('ord', first + n), invented(50, { amountFen: 100_000 }, 1_000 + 50 * n));
    }
    await bench.drain();
    const waysOf = async (orderId: string) => (await orderOf(platform, orderId)).edges.map(({ how, held }) => held ?? how);
    const ways = (await Promise.all(Array.from({ length: alarms }, (_, n) => waysOf(id('ord', first + n))))).flat();
    expect(ways.filter((how) => how === 'opened')).toHaveLength(perBankHour);
    expect(ways.filter((how) => how === 'bank-hour-bound')).toHaveLength(50 * alarms - perBankHour);
    const honest = plannedOrder({
      orderId: id('ord', 99),
      alertId: id('alt', 99),
      account: account({ bankId: 'bank-b', accountNumber: '6228480011112222' }),
    });
    await open(platform, honest);
    await answer(platform, honest.orderId, invented(3, { amountFen: 100_000, bankId: uninvolved }, 9_000));
    await bench.drain();
    expect(await waysOf(honest.orderId)).toEqual(['opened', 'opened', 'opened']);
    platform.clock.now = minute(65);
    const later = plannedOrder({
      orderId: id('ord', 98),
      alertId: id('alt', 98),
      account: account({ accountNumber: '6222020399990000' }),
    });
    await open(platform, later);
    await answer(platform, later.orderId, invented(3, { amountFen: 100_000 }, 9_500));
    await bench.drain();
    expect(await waysOf(later.orderId)).toEqual(['opened', 'opened', 'opened']);
  });

  test('stands ready for officers: what they say go on of is opened at once, beyond the bounds, and nothing else is', async () => {
    const platform = await city();
    const bench = createRelayBench(platform);
    await answer(platform, root, invented(200, { amountFen: 500_000 }));
    await bench.drain();
    const [child] = (await ordersOf(platform)).filter(({ tier }) => tier === 2);
    const childId = child?.orderId ?? '';
    await answer(platform, childId, invented(40, { amountFen: 10_000, bankId: uninvolved, at: minute(3) }, 1_000));
    await bench.drain();
    const before = (await ordersOf(platform)).length;
    expect(waitingOutflows(await orderOf(platform, childId))).toHaveLength(30);
    const order = await platform.journal.load(StopOrders, childId);
    const data = {
      at: minute(6),
      outflows: waitingOutflows(await orderOf(platform, childId)),
      reason: 'r',
      officers: [...officers],
    };
    await appendFacts(platform, [order], [{ type: 'order.outflows-cleared', data }]);
    await bench.drain();
    expect(await ordersOf(platform)).toHaveLength(before + 30);
    expect(waitingOutflows(await orderOf(platform, childId))).toEqual([]);
    expect((await platform.journal.load(TraceCounts, id('alt', 1))).state).toEqual({ opened: perAlarm });
  });
});

describe('the duty officer who answers for the order', () => {
  const desk = deskKey({ agency: 'haidian-bureau', role: 'duty-officer' });
  async function told(platform: TestPlatform) {
    const { cards } = await platform.journal.find({ index: 'inbox', pk: `desk#${desk}`, limit: 100 });
    return cards
      .map(({ card: { what, counts, reasons, subject } }) => ({ what, counts, reasons, subject }))
      .toSorted((a, b) => String(a.what).localeCompare(String(b.what)));
  }
  async function raised(): Promise<{ platform: TestPlatform; bench: ReturnType<typeof createRelayBench> }> {
    const platform = await city();
    await appendFacts(
      platform,
      [await platform.journal.load(Alerts, alert().alertId)],
      [{ type: 'alert.raised', data: alert() }],
    );
    return { platform, bench: createRelayBench(platform) };
  }

  test('is told of the orders that the trace opens: one entry for each append, with how many', async () => {
    const { platform, bench } = await raised();
    await answer(platform, root, invented(15, { amountFen: 500_000 }));
    await bench.drain();
    const entries = await told(platform);
    expect(entries.map(({ what, subject }) => [what, subject])).toMatchObject(
      Array.from({ length: 2 }, () => ['order.outflows-followed', { kind: 'order', id: root }]),
    );
    expect(new Set(entries.map(({ counts }) => counts))).toEqual(new Set([{ opened: 10 }, { opened: 5 }]));
  });

  test('is told what waits and why, and nothing of any person or account', async () => {
    const { platform, bench } = await raised();
    await answer(platform, root, invented(200, { amountFen: 500_000 }));
    await bench.drain();
    const [child] = (await ordersOf(platform)).filter(({ tier }) => tier === 2);
    await answer(platform, child?.orderId ?? '', invented(40, { amountFen: 10_000, bankId: uninvolved, at: minute(3) }, 1_000));
    await bench.drain();
    const held = (await told(platform)).filter(({ what }) => what === 'order.outflows-held');
    expect(held).toHaveLength(2);
    expect(held).toContainEqual(expect.objectContaining({ counts: { held: 50 }, reasons: ['order-bound'] }));
    expect(held).toContainEqual(expect.objectContaining({ counts: { held: 30 }, reasons: ['alarm-bound'] }));
    expect(JSON.stringify(await told(platform))).not.toContain('6228480000');
  });

  test('the desk is told of an answer that contradicts itself; nothing of it is followed', async () => {
    const { platform, bench } = await raised();
    await answer(platform, root, declined('0300', { outflows: [outflow(1), outflow(2, { amountFen: 5 })] }));
    await bench.drain();
    expect(await ordersOf(platform)).toHaveLength(1);
    // both were told at one moment, so their order says nothing
    const notices = (await told(platform)).toSorted((one, other) => String(one['what']).localeCompare(String(other['what'])));
    expect(notices).toMatchObject([
      { what: 'order.answer-contradicted', counts: { outflows: 2 }, reasons: ['no-such-account'] },
      { what: 'order.outflows-held', counts: { held: 1 }, reasons: ['no-such-account'] },
    ]);
  });

  test('is not told again while the like waits on the same order', async () => {
    const { platform, bench } = await raised();
    const edges = [{ outflow: 0, tracedFen: 0, how: 'held' as const, held: 'alarm-bound' as const }];
    for (const repeated of [{}, { repeated: true }]) {
      const order = await platform.journal.load(StopOrders, root);
      await appendFacts(platform, [order], [{ type: 'order.outflows-held', data: { at: minute(5), edges, ...repeated } }]);
    }
    await bench.drain();
    expect(await told(platform)).toMatchObject([{ what: 'order.outflows-held', counts: { held: 1 } }]);
  });

  test('is not told of what was only cut or joined', async () => {
    const { platform, bench } = await raised();
    await answer(platform, root, invented(1, { amountFen: 5 }));
    await bench.drain();
    expect(await told(platform)).toEqual([]);
  });
});
