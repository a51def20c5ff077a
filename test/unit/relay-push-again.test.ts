import { beforeEach, describe, expect, test } from 'vitest';
import { noteInCircuit } from '../../functions/bank-gateway/circuit.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { recordDeliveryFailure, recordSending, recordUndeliverable } from '../../shared/freezes/bank-answer/delivery.ts';
import { askRedelivery } from '../../shared/freezes/bank-answer/redelivery.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import {
  appendFacts,
  createRelayBench,
  createTestPlatform,
  open,
  orderOf,
  plannedOrder,
  registerBanks,
} from '../support/relay-kit.ts';
import { bank, context, id, minute, orderFacts } from '../support/samples.ts';

const orderId = id('ord', 1);
const ref = { instruction: 'stop', instructionId: id('ins', 1) } as const;
const pushed = [{ message: { orderId, bankId: 'bank-a', ...ref, purpose: 'order' }, delayMs: 0 }];
const at2 = context({ now: minute(2) });

let platform: ReturnType<typeof createTestPlatform>;
let bench: ReturnType<typeof createRelayBench>;

/** Records what is decided of the order. */
async function record(decide: (order: StopOrder) => Decision<OrderFact>): Promise<void> {
  const { facts } = decide(await orderOf(platform, orderId));
  await appendFacts(platform, [await platform.journal.load(StopOrders, orderId)], facts);
}

/** A push to the bank's endpoint went well, or not. */
async function pushWent(well: boolean, message: string): Promise<void> {
  await noteInCircuit(platform, 'bank-a', well, { id: message, correlationId: message });
}

beforeEach(async () => {
  platform = createTestPlatform();
  bench = createRelayBench(platform);
  await registerBanks(platform, bank());
  await bench.drain();
  await open(platform, plannedOrder());
  await record((order) => recordSending(order, { ...ref, purpose: 'order', channel: 'push', messageId: 'm-0' }, at2));
  await bench.drain();
});

test('an instruction that was given up as undeliverable is pushed again when the endpoint takes pushes again, under the same name', async () => {
  await record((order) => recordUndeliverable(order, ref, at2));
  await pushWent(false, 'm-1');
  await pushWent(true, 'm-2');
  await bench.drain();
  expect(bench.sent).toEqual(pushed);
});

test('an instruction that the queue still tries is left to it', async () => {
  await pushWent(false, 'm-1');
  await pushWent(true, 'm-2');
  await bench.drain();
  expect(bench.sent).toEqual([]);
});

test('an undelivered instruction is pushed if the bank registers an endpoint, and not if it registers none', async () => {
  await record((order) => recordDeliveryFailure(order, { ...ref, reason: 'timeout' }, at2));
  const { endpoint: _, ...without } = bank();
  await registerBanks(platform, without);
  await bench.drain();
  expect(bench.sent).toEqual([]);
  await registerBanks(platform, bank({ endpoint: 'https://new.bank-a.example.cn/orders' }));
  await bench.drain();
  expect(bench.sent).toEqual(pushed);
});

test('an instruction that went out without trouble is not pushed again when the bank registers an endpoint', async () => {
  await registerBanks(platform, bank({ endpoint: 'https://new.bank-a.example.cn/orders' }));
  await bench.drain();
  expect(bench.sent).toEqual([]);
});

test('answered instructions are not read again, in any number', async () => {
  await appendFacts(platform, [await platform.journal.load(StopOrders, orderId)], [orderFacts.returned()]);
  await bench.drain();
  const read: string[] = [];
  const { loadMany } = platform.journal;
  platform.journal.loadMany = (type, ids) => {
    if (type.name === StopOrders.name) read.push(...ids);
    return loadMany(type, ids);
  };
  await registerBanks(platform, bank({ endpoint: 'https://new.bank-a.example.cn/orders' }));
  await bench.drain();
  expect([read, bench.sent]).toEqual([[], []]);
});

test('an instruction that was not pushed to a bank that was not live is pushed once it is, and not when it goes back to testing', async () => {
  await registerBanks(platform, { ...bank(), mode: 'testing' });
  await record((order) => recordSending(order, { ...ref, purpose: 'order', channel: 'pull', messageId: 'm-1' }, at2));
  await bench.drain();
  expect(bench.sent).toEqual([]);
  const switched = async (mode: 'testing' | 'live') => {
    const data = { bankId: 'bank-a', at: minute(3), mode, reason: 'tested' };
    await appendFacts(platform, [await platform.journal.load(Banks, 'bank-a')], [{ type: 'bank.mode-switched', data }]);
    await bench.drain();
  };
  await switched('testing');
  expect(bench.sent).toEqual([]);
  await switched('live');
  expect(bench.sent).toEqual(pushed);
});

describe('what the bank asks for again', () => {
  const endpoint = { endpoint: 'https://bank-a.example.cn/orders' };
  const asked = [{ message: { orderId, bankId: 'bank-a', ...ref, purpose: 'order', asked: true }, delayMs: 0 }];

  test('is put into the queue at once, as it was put before and marked as asked for', async () => {
    await record((order) => askRedelivery(order, {}, { bank: endpoint }, at2));
    await bench.drain();
    expect(bench.sent).toEqual(asked);
  });

  test('is not pushed where the bank has answered it before the relay comes to it', async () => {
    await record((order) => askRedelivery(order, {}, { bank: endpoint }, at2));
    await appendFacts(platform, [await platform.journal.load(StopOrders, orderId)], [orderFacts.returned()]);
    await bench.drain();
    expect(bench.sent).toEqual([]);
  });

  test('is pushed as the retry that it is, where the bank had asked to be asked again', async () => {
    const scheduled = { retry: 1, retryAt: minute(4) };
    const { answer } = orderFacts.returned().data;
    const data = { at: minute(3), answer: { ...answer, code: '1100' as const }, ...scheduled };
    await appendFacts(platform, [await platform.journal.load(StopOrders, orderId)], [{ type: 'order.retry-scheduled', data }]);
    await bench.drain();
    bench.sent.length = 0;
    await record((order) => askRedelivery(order, {}, { bank: endpoint }, at2));
    await bench.drain();
    expect(bench.sent).toMatchObject([{ message: { ...ref, purpose: 'retry', asked: true } }]);
  });
});
