import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { dueStream } from '../../functions/platform/advance-stream.ts';
import { dueStreams } from '../../functions/sweep/due-streams.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { dueShard } from '../../shared/journal/keys.ts';
import { type StreamType, streamKey } from '../../shared/journal/stream.ts';
import { stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  appendFacts,
  createTestPlatform,
  factTypes,
  open,
  orderOf,
  plannedOrder,
  type TestPlatform,
} from '../support/relay-kit.ts';
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
  test('the sweep notes what no workflow noted, for every order in any shard, once', async () => {
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

  test('ends a term without a running workflow', async () => {
    const { platform, orderIds } = await withOrders(1);
    const [orderId = ''] = orderIds;
    platform.clock.now = minute(5);
    await answer(platform, orderId, stoppedResult());
    platform.clock.now = hour(49);
    await sweep(platform, always);
    expect(await factTypes(platform, streamKey('order', orderId))).toEqual(['order.requested', 'order.stopped', 'order.expired']);
  });

  test('the sweep and a workflow at the same time note each rung once', async () => {
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

  test('the sweep stops when its time is over, says so, and the next run goes on', async () => {
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

/** Something that is due twice, and rings each time once: what a context with a calendar and no workflow looks like. */
const BellFact = z.strictObject({ type: z.enum(['bell.hung', 'bell.rung']), data: z.strictObject({ at: z.string() }) });
const Bell = z.object({ hungAt: z.string(), rung: z.int() });
type Bell = z.infer<typeof Bell>;

const ringsAt = ({ rung }: Bell): string | undefined => [minute(10), minute(20)][rung];

const Bells: StreamType<Bell, z.infer<typeof BellFact>> = {
  name: 'bell',
  schemaVersion: 1,
  state: Bell,
  fact: BellFact,
  evolve: (before, { type, data }) =>
    type === 'bell.hung' || before === undefined ? { hungAt: data.at, rung: 0 } : { ...before, rung: before.rung + 1 },
  index: (bell) => {
    const moment = ringsAt(bell);
    return { entries: moment === undefined ? {} : { due: dueShard(bell.hungAt, moment) }, card: {} };
  },
};

const bells = dueStream({
  type: Bells,
  due: ({ rung }: Bell, { now }) =>
    [minute(10), minute(20)].slice(rung).flatMap((at) => (at <= now ? [{ type: 'bell.rung', data: { at: now } }] : [])),
});

async function withBells(...ids: readonly string[]): Promise<TestPlatform> {
  const platform = createTestPlatform();
  for (const bell of ids) {
    const loaded = await platform.journal.load(Bells, bell);
    await appendFacts(platform, [loaded], [{ type: 'bell.hung', data: { at: minute(1) } }]);
  }
  return platform;
}

describe('things with a calendar and no workflow', () => {
  test('is noted at its moments, each once', async () => {
    const platform = await withBells('a');
    const noted: number[] = [];
    for (const now of [5, 13, 14, 23, 24]) {
      platform.clock.now = minute(now);
      noted.push((await sweep(platform, always, [bells])).noted);
    }
    expect(noted).toEqual([0, 1, 0, 1, 0]);
  });

  test('is caught up with after an outage, in one go and by one sweep of several', async () => {
    const platform = await withBells('a', 'b', 'c');
    platform.clock.now = hour(48);
    await Promise.all([1, 2, 3].map(() => sweep(platform, always, [bells])));
    for (const bell of ['a', 'b', 'c'])
      expect(await factTypes(platform, streamKey('bell', bell))).toEqual(['bell.hung', 'bell.rung', 'bell.rung']);
    expect(await sweep(platform, always, [bells])).toMatchObject({ looked: 0 });
  });

  test('is told of as a failure where the table does not know it, and holds up nothing else', async () => {
    const platform = await withBells('a');
    await open(platform, plannedOrder());
    platform.clock.now = minute(13);
    expect(await sweep(platform, always)).toEqual({ looked: 2, noted: 1, failed: 1, cut: false });
  });
});

test('each kind of stream that can be due stands in the table once', () => {
  const names = dueStreams.map(({ stream }) => stream);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(['order', 'consultation', 'meeting', 'proposal', 'listed-case', 'regional-measure']),
  );
});
