import { beforeEach, describe, expect, test } from 'vitest';
import { createAdvanceTask } from '../../functions/stop-order/advance-task.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  createRelayBench,
  createTestPlatform,
  factTypes,
  open,
  orderOf,
  plannedOrder,
  type TestPlatform,
} from '../support/relay-kit.ts';
import { hour, id, minute } from '../support/samples.ts';

const orderId = id('ord', 1);
const stream = streamKey('order', orderId);
const input = { orderId };
let platform: TestPlatform;
let advance: (input: unknown) => Promise<unknown>;

beforeEach(async () => {
  platform = createTestPlatform();
  advance = createAdvanceTask(platform);
  await open(platform, plannedOrder());
});

describe('the task Advance', () => {
  test('notes each rung once, even if the sweep notes it at the same time', async () => {
    platform.clock.now = minute(10);
    await Promise.all([advance(input), advance(input), advance(input)]);
    await advance(input);
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.escalated']);
  });

  test('after an outage notes all that is due, in order', async () => {
    platform.clock.now = minute(31);
    await advance(input);
    expect((await orderOf(platform, orderId)).ladder.map(({ rung }) => rung)).toEqual([
      'remind',
      'duty-officer',
      'supervisor',
      'breach',
    ]);
  });

  test('leaves no record of a command: the order itself says what was noted', async () => {
    platform.clock.now = minute(10);
    const before = platform.journal.written.length;
    await advance(input);
    expect(platform.journal.written.slice(before).map(({ item }) => item['sk'])).toEqual(['state', 'event#000000000002']);
  });

  test('notes the end of waiting after 24 hours; a later answer is still taken', async () => {
    platform.clock.now = hour(24);
    await advance(input);
    expect((await orderOf(platform, orderId)).status).toBe('unanswered');
    await answer(platform, orderId, stoppedResult({ effectiveAt: hour(24) }));
    expect((await orderOf(platform, orderId)).status).toBe('stopped');
  });

  test('of an order that does not exist fails by the name that the workflow knows', async () => {
    await expect(advance({ orderId: id('ord', 9) })).rejects.toMatchObject({ name: 'OrderNotFound' });
  });

  test('takes the input of the workflow, and passes over what a later release adds to it', async () => {
    await expect(advance({ orderId: 'ord_1' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(advance({ ...input, taskToken: '' })).rejects.toMatchObject({ name: 'ZodError' });
    await advance({ ...input, ofTomorrow: 1 });
    expect(await factTypes(platform, stream)).toEqual(['order.requested']);
  });
});

describe('the token of a task that then waits', () => {
  const waiting = { ...input, taskToken: 'token-2' };

  test('is kept with the rung, and the bank answers it', async () => {
    const bench = createRelayBench(platform);
    platform.clock.now = minute(10);
    await advance(waiting);
    await bench.drain();
    expect(bench.answered).toEqual([]);
    platform.clock.now = minute(12);
    await answer(platform, orderId, stoppedResult());
    await bench.drain();
    expect(bench.answered).toEqual(['token-2']);
  });

  test('is kept though the sweep noted the rung first', async () => {
    platform.clock.now = minute(10);
    await advance(input);
    await advance(waiting);
    expect(await platform.journal.taskToken(stream)).toBe('token-2');
  });

  test.each([
    ['the bank has answered', minute(10), async () => answer(platform, orderId, stoppedResult())],
    ['the breach is noted: no rung is ahead', minute(30), async () => undefined],
    ['the order waited for 24 hours', hour(24), async () => undefined],
  ])('is answered at once if there is nothing to wait for: %s', async (_, now, happens) => {
    const bench = createRelayBench(platform);
    platform.clock.now = now;
    await happens();
    await advance(waiting);
    await bench.drain();
    expect(bench.answered).toContain('token-2');
  });
});
