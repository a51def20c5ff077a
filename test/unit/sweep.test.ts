import { describe, expect, test } from 'vitest';
import { sweep } from '../../functions/sweep/sweep.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { stoppedResult } from '../support/order-samples.ts';
import { answer, createTestPlatform, factTypes, open, orderOf, plannedOrder, type TestPlatform } from '../support/relay-kit.ts';
import { account, hour, id, minute } from '../support/samples.ts';

const always = () => true;

async function withOrders(count: number): Promise<{ platform: TestPlatform; orderIds: readonly string[] }> {
  const platform = createTestPlatform();
  const plans = Array.from({ length: count }, (_, at) =>
    plannedOrder({
      orderId: id('ord', at + 1),
      account: account({ accountNumber: `62220202000000${String(at).padStart(5, '0')}` }),
    }),
  );
  await open(platform, ...plans);
  return { platform, orderIds: plans.map(({ orderId }) => orderId) };
}

describe('the sweep', () => {
  test('notes what no workflow noted, for every order in whatever shard, once', async () => {
    const { platform, orderIds } = await withOrders(40);
    platform.clock.now = minute(33);
    expect(await sweep(platform, always)).toEqual({ looked: 40, noted: 160, failed: 0, cut: false });
    expect(await sweep(platform, always)).toEqual({ looked: 0, noted: 0, failed: 0, cut: false });
    for (const orderId of orderIds) {
      expect((await orderOf(platform, orderId)).ladder.map(({ rung }) => rung)).toEqual([
        'remind',
        'duty-officer',
        'supervisor',
        'breach',
      ]);
    }
  });

  test('leaves to the workflow what fell due only now', async () => {
    const { platform } = await withOrders(1);
    platform.clock.now = minute(11);
    expect(await sweep(platform, always)).toMatchObject({ looked: 0 });
    platform.clock.now = minute(12.1);
    expect(await sweep(platform, always)).toMatchObject({ looked: 1, noted: 1 });
  });

  test('ends a term that nobody watched', async () => {
    const { platform, orderIds } = await withOrders(1);
    const [orderId = ''] = orderIds;
    platform.clock.now = minute(5);
    await answer(platform, orderId, stoppedResult());
    platform.clock.now = hour(49);
    await sweep(platform, always);
    expect(await factTypes(platform, streamKey('order', orderId))).toEqual(['order.requested', 'order.stopped', 'order.expired']);
  });

  test('and a workflow at the same time note each rung once', async () => {
    const { platform, orderIds } = await withOrders(3);
    platform.clock.now = minute(13);
    await Promise.all([sweep(platform, always), sweep(platform, always), sweep(platform, always)]);
    for (const orderId of orderIds)
      expect(await factTypes(platform, streamKey('order', orderId))).toEqual(['order.requested', 'order.escalated']);
  });

  test('goes on with the others where one order fails', async () => {
    const { platform, orderIds } = await withOrders(5);
    platform.clock.now = minute(13);
    const { append } = platform.journal;
    platform.journal.append = async (what) => {
      if (what.command.id.includes(orderIds[2] ?? '')) throw new Error('broken');
      return append(what);
    };
    expect(await sweep(platform, always)).toEqual({ looked: 5, noted: 4, failed: 1, cut: false });
  });

  test('stops when its time is over, says so, and the next run goes on', async () => {
    const { platform } = await withOrders(30);
    platform.clock.now = minute(13);
    let asked = 0;
    const first = await sweep(platform, () => {
      asked += 1;
      return asked < 20;
    });
    expect(first.cut).toBe(true);
    expect(first.noted).toBeLessThan(30);
    const second = await sweep(platform, always);
    expect(first.noted + second.noted).toBe(30);
  });
});
