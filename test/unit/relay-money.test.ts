import { describe, expect, test } from 'vitest';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { outflow, stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  createRelayBench,
  createTestPlatform,
  factTypes,
  open,
  orderOf,
  plannedOrder,
  recordsOf,
  registerBanks,
  type TestPlatform,
} from '../support/relay-kit.ts';
import { account, bank, id, minute } from '../support/samples.ts';

const first = id('ord', 1);
const second = id('ord', 2);

/** Two orders of one alert, of 100,000 yuan each, with their banks known. */
async function twoOrders(): Promise<TestPlatform> {
  const platform = createTestPlatform();
  await registerBanks(platform, bank(), bank({ bankId: 'bank-b' }));
  await open(
    platform,
    plannedOrder(),
    plannedOrder({ orderId: second, account: account({ accountNumber: '6222020200000000002' }) }),
  );
  platform.clock.now = minute(5);
  return platform;
}

async function childrenOf(platform: TestPlatform, orderId: string): Promise<readonly StopOrder[]> {
  const { edges } = await orderOf(platform, orderId);
  return Promise.all(edges.flatMap(({ to, how }) => (to === undefined || how !== 'opened' ? [] : orderOf(platform, to))));
}

describe('outflows', () => {
  test('become orders of the next tier, with workflows, without waiting for any other bank', async () => {
    const platform = await twoOrders();
    const bench = createRelayBench(platform);
    await answer(platform, first, stoppedResult({ outflows: [outflow(1), outflow(2)] }));
    await bench.drain();
    const children = await childrenOf(platform, first);
    expect(
      children.map(({ tier, tracedFen, status, ancestors, alarmAt }) => ({ tier, tracedFen, status, ancestors, alarmAt })),
    ).toEqual([1, 2].map(() => ({ tier: 2, tracedFen: 1_000_000, status: 'requested', ancestors: [first], alarmAt: minute(0) })));
    for (const { orderId } of children) expect(bench.started.get(orderId)).toMatchObject({ orderId, bankId: 'bank-b' });
    expect((await orderOf(platform, second)).status).toBe('requested');
  });

  test('outflows that come to the relay twice are followed once', async () => {
    const platform = await twoOrders();
    const bench = createRelayBench(platform);
    await answer(platform, first, stoppedResult({ outflows: [outflow(1)] }));
    await bench.drain();
    const before = platform.journal.written.length;
    const { batchItemFailures } = await bench.replay();
    expect(batchItemFailures).toEqual([]);
    expect(platform.journal.written).toHaveLength(before);
  });

  test('outflows of more orders than one transaction takes are followed in several', async () => {
    const platform = await twoOrders();
    const bench = createRelayBench(platform);
    const outflows = Array.from({ length: 35 }, (_, at) => outflow(at, { amountFen: 100_000 }));
    await answer(platform, first, stoppedResult({ outflows }));
    await bench.drain();
    const children = await childrenOf(platform, first);
    expect(children).toHaveLength(35);
    expect(new Set(children.map(({ accountKey }) => accountKey)).size).toBe(35);
    expect(
      (await factTypes(platform, streamKey('order', first))).filter((type) => type === 'order.outflows-followed').length,
    ).toBeGreaterThan(1);
    expect(bench.started.size).toBe(37);
  });

  test('followed half-way when the relay died are followed to the end by the next', async () => {
    const platform = await twoOrders();
    const outflows = Array.from({ length: 25 }, (_, at) => outflow(at, { amountFen: 100_000 }));
    await answer(platform, first, stoppedResult({ outflows }));
    const dying = createRelayBench(platform);
    const { append } = platform.journal;
    let appends = 0;
    platform.journal.append = async (what) => {
      if (what.command.name === 'relay.followMoney') appends += 1;
      if (appends > 1) throw new Error('the relay is no more');
      return append(what);
    };
    // the relay of the freeze path and that of the figures, each at its own record
    expect((await dying.replay()).batchItemFailures).toHaveLength(2);
    platform.journal.append = append;
    expect((await childrenOf(platform, first)).length).toBeLessThan(25);
    await createRelayBench(platform).drain();
    const children = await childrenOf(platform, first);
    expect(children).toHaveLength(25);
    expect(new Set(children.map(({ accountKey }) => accountKey)).size).toBe(25);
  });

  test('outflows of two orders to one account, followed at the same time, meet in one order', async () => {
    const platform = await twoOrders();
    await answer(platform, first, stoppedResult({ outflows: [outflow(1)] }));
    await answer(platform, second, stoppedResult({ outflows: [outflow(1, { amountFen: 2_000_000, serial: 'OTHER' })] }));
    // two relays at once, as with two shards of the stream
    const records = recordsOf(platform.journal).filter(({ dynamodb }) => dynamodb.Keys.sk.S === 'event#000000000002');
    const answers = await Promise.all(
      [first, second].map((orderId) =>
        createRelayBench(platform).relay({
          Records: records.filter(({ dynamodb }) => dynamodb.Keys.pk.S === streamKey('order', orderId)),
        }),
      ),
    );
    expect(answers).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    const targets = [await orderOf(platform, first), await orderOf(platform, second)].flatMap(({ edges }) =>
      edges.map(({ to, how }) => ({ to, how })),
    );
    expect(new Set(targets.map(({ to }) => to)).size).toBe(1);
    expect(targets.map(({ how }) => how).toSorted()).toEqual(['joined', 'opened']);
    expect(await orderOf(platform, targets[0]?.to ?? '')).toMatchObject({ tracedFen: 3_000_000 });
  });

  test('outflows that join an order already answered go on from there', async () => {
    const platform = await twoOrders();
    const bench = createRelayBench(platform);
    await answer(platform, first, stoppedResult({ outflows: [outflow(1)] }));
    await bench.drain();
    const [child] = await childrenOf(platform, first);
    const childId = child?.orderId ?? '';
    await answer(platform, childId, stoppedResult({ outflows: [outflow(7, { amountFen: 3_000_000 })] }));
    await bench.drain();
    const [grandchild] = await childrenOf(platform, childId);
    expect(grandchild).toMatchObject({ tier: 3, tracedFen: 1_000_000 });
    await answer(platform, second, stoppedResult({ outflows: [outflow(1, { amountFen: 5_000_000, serial: 'OTHER' })] }));
    await bench.drain();
    expect(await orderOf(platform, childId)).toMatchObject({ tracedFen: 6_000_000 });
    expect(await orderOf(platform, grandchild?.orderId ?? '')).toMatchObject({ tracedFen: 3_000_000 });
  });

  test('back to where the money came from are cut, and the relay comes to rest', async () => {
    const platform = await twoOrders();
    const bench = createRelayBench(platform);
    await answer(platform, first, stoppedResult({ outflows: [outflow(1)] }));
    await bench.drain();
    const [child] = await childrenOf(platform, first);
    const { bankId, accountNumber = '', accountName, accountKind = 'personal' } = account();
    const back = outflow(9, { bankId, accountNumber, accountName, accountKind });
    await answer(platform, child?.orderId ?? '', stoppedResult({ outflows: [back] }));
    await bench.drain();
    expect((await orderOf(platform, child?.orderId ?? '')).edges).toMatchObject([{ how: 'cut', cut: 'cycle', tracedFen: 0 }]);
  });
});
