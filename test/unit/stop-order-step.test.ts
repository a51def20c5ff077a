import { beforeEach, describe, expect, test } from 'vitest';
import { createAdvanceTask } from '../../functions/stop-order/advance-task.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import { answer, createTestPlatform, factTypes, open, orderOf, plannedOrder, type TestPlatform } from '../support/relay-kit.ts';
import { hour, id, minute } from '../support/samples.ts';

const orderId = id('ord', 1);
const stream = streamKey('order', orderId);
const input = { orderId, bankId: 'bank-a' };
let platform: TestPlatform;
let advance: (input: unknown) => Promise<unknown>;

beforeEach(async () => {
  platform = createTestPlatform();
  advance = createAdvanceTask(platform);
  await open(platform, plannedOrder());
});

describe('the task Advance', () => {
  test('the step of a new order has the bank asked until the first rung', async () => {
    expect(await advance(input)).toEqual({
      ...{ ...input, next: 'ask-bank', group: `bank-a.${plannedOrder().alertId}` },
      ...{ purpose: 'order', waitSeconds: 540, until: minute(10) },
    });
    expect(await factTypes(platform, stream)).toEqual(['order.requested']);
  });

  test('notes each rung once, even if the sweep notes it at the same time', async () => {
    platform.clock.now = minute(10);
    await Promise.all([advance(input), advance(input), advance(input)]);
    await advance(input);
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.escalated']);
  });

  test('after an outage notes all that is due, in order, and goes on', async () => {
    platform.clock.now = minute(31);
    expect(await advance(input)).toMatchObject({ next: 'ask-bank', until: hour(24) });
    expect((await orderOf(platform, orderId)).ladder.map(({ rung }) => rung)).toEqual([
      'remind',
      'duty-officer',
      'supervisor',
      'breach',
    ]);
  });

  test('the step of a stopped order watches its term, and at the end notes that it is over', async () => {
    platform.clock.now = minute(5);
    await answer(platform, orderId, stoppedResult());
    expect(await advance(input)).toMatchObject({ next: 'watch-term' });
    platform.clock.now = hour(49);
    expect(await advance(input)).toMatchObject({ next: 'done' });
    expect((await orderOf(platform, orderId)).status).toBe('expired');
  });

  test('the step of an order that is back at the officer is done', async () => {
    platform.clock.now = minute(5);
    await answer(platform, orderId, declined('0301'));
    expect(await advance(input)).toMatchObject({ next: 'done', waitSeconds: 1 });
  });

  test('the step of an order without an answer in 24 hours is done; a later answer is still taken', async () => {
    platform.clock.now = hour(24);
    expect(await advance(input)).toMatchObject({ next: 'done' });
    expect((await orderOf(platform, orderId)).status).toBe('unanswered');
    await answer(platform, orderId, stoppedResult({ effectiveAt: hour(24) }));
    expect((await orderOf(platform, orderId)).status).toBe('stopped');
  });

  test('the step of an order that does not exist fails by the name that the workflow knows', async () => {
    await expect(advance({ orderId: id('ord', 9), bankId: 'bank-a' })).rejects.toMatchObject({ name: 'OrderNotFound' });
  });

  test('takes the input of the workflow and nothing else', async () => {
    await expect(advance({ orderId: 'ord_1', bankId: 'bank-a' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(advance({ ...input, next: 'done' })).rejects.toMatchObject({ name: 'ZodError' });
  });
});
