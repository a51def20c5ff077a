import { beforeEach, describe, expect, test } from 'vitest';
import { correctOrder } from '../../shared/freezes/order/correct-order.ts';
import { FreezeCounts } from '../../shared/freezes/order/freeze-counts.ts';
import { orderFreeze, orderRelease } from '../../shared/freezes/order/instruct.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { declined, freezeInput, outflow, recorded, signed, stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  appendFacts,
  createRelayBench,
  factTypes,
  open,
  orderOf,
  plannedOrder,
  registerBanks,
  registeredAs,
} from '../support/relay-kit.ts';
import { account, accountFacts, bank, context, hour, id, minute, officers } from '../support/samples.ts';

let bench: ReturnType<typeof createRelayBench>;
const first = plannedOrder({ orderId: id('ord', 2), alertId: id('alt', 2) });
const second = plannedOrder({ orderId: id('ord', 3), alertId: id('alt', 3) });
const { accountKey } = first;
const holder = { accountKey, orderId: id('ord', 1), alertId: id('alt', 1) };
const stateOf = async (orderId: string) => (await orderOf(bench.platform, orderId)).status;

beforeEach(() => {
  bench = createRelayBench();
});

async function onRegister(...facts: Parameters<typeof appendFacts>[2]): Promise<void> {
  const { platform } = bench;
  await appendFacts(platform, [await platform.journal.load(AccountRegisters, accountKey)], facts);
}

/** Two orders in line behind a freeze, which then ends; the relay has not seen that yet. */
async function freeWithTwoInLine(): Promise<void> {
  await onRegister(accountFacts.frozen(holder));
  await open(bench.platform, first);
  await open(bench.platform, second);
  await bench.drain();
  bench.platform.clock.now = hour(20);
  await onRegister({ type: 'account.freed', data: { ...accountFacts.freed(holder).data, next: first.orderId } });
}

describe('the line behind an account that is freed', () => {
  test.each(['1300', '0301', '0600', '1303'] as const)('moves on when the first is answered with %s', async (code) => {
    await freeWithTwoInLine();
    await bench.drain();
    expect([await stateOf(first.orderId), await stateOf(second.orderId)]).toEqual(['requested', 'in-line']);
    await answer(bench.platform, first.orderId, declined(code));
    await bench.drain();
    expect(await stateOf(second.orderId)).toBe('requested');
    await bench.replay();
    expect(await factTypes(bench.platform, streamKey('order', second.orderId))).toEqual([
      'order.placed-in-line',
      'order.taken-from-line',
    ]);
  });

  test('waits while the first holds the account', async () => {
    await freeWithTwoInLine();
    await bench.drain();
    await answer(bench.platform, first.orderId, stoppedResult({ effectiveAt: hour(20) }));
    await bench.drain();
    expect(await stateOf(second.orderId)).toBe('in-line');
  });

  test('moves on when the first is withdrawn before its turn is noted', async () => {
    const { platform } = bench;
    await freeWithTwoInLine();
    const [order, register] = await Promise.all([
      platform.journal.load(StopOrders, first.orderId),
      platform.journal.load(AccountRegisters, accountKey),
    ]);
    const withdrawn = orderRelease(
      await orderOf(platform, first.orderId),
      signed,
      { register: register.state },
      context({ now: hour(20) }),
    );
    await appendFacts(platform, [order, register], withdrawn.facts);
    await bench.drain();
    expect([await stateOf(first.orderId), await stateOf(second.orderId)]).toEqual(['withdrawn', 'requested']);
  });

  test('an account is left alone if no order is in its line', async () => {
    await onRegister(accountFacts.frozen(holder), { type: 'account.freed', data: accountFacts.freed(holder).data });
    await bench.drain();
    expect(bench.started.size).toBe(0);
  });
});

test('a waiting freeze goes to the bank when the freeze before it lapses, and is put into the queue once', async () => {
  const { platform } = bench;
  await onRegister(accountFacts.stopCounted(holder), accountFacts.frozen(holder));
  await open(platform, first);
  await bench.drain();
  const ordered = async (input: ReturnType<typeof freezeInput>) => {
    const [order, register, count] = await Promise.all([
      platform.journal.load(StopOrders, first.orderId),
      platform.journal.load(AccountRegisters, accountKey),
      platform.journal.load(FreezeCounts, first.alertId),
    ]);
    const now = platform.now();
    await appendFacts(
      platform,
      [order, register, count],
      orderFreeze(await orderOf(platform, first.orderId), ...recorded(input, register.state), context({ now })).facts,
    );
  };
  platform.clock.now = hour(10);
  const approval = { name: '周局', level: 'prefecture', approvedAt: minute(70), legalReview: true } as const;
  await ordered(freezeInput({ necessity: 'What is on the account is not known yet.', approval }));
  await bench.drain();
  expect(bench.sent).toEqual([]);
  platform.clock.now = hour(20);
  await onRegister({ type: 'account.freed', data: { ...accountFacts.freed(holder).data, next: first.orderId } });
  await bench.drain();
  await bench.replay();
  expect(await orderOf(platform, first.orderId)).toMatchObject({ status: 'in-line', pending: { instruction: 'freeze' } });
  expect(new Set(bench.sent.map(({ message }) => JSON.stringify(message)))).toHaveLength(1);
  expect(bench.sent[0]?.message).toMatchObject({ orderId: first.orderId, instruction: 'freeze', purpose: 'instruction' });
});

test('money joins the last of several corrections', async () => {
  const { platform } = bench;
  await registerBanks(platform, bank(), bank({ bankId: 'bank-b' }));
  const { bankId, accountName, accountNumber, accountKind } = outflow(1);
  const wrong = account({ bankId, accountName, accountNumber, accountKind });
  const origin = id('ord', 10);
  let orderId = id('ord', 11);
  await open(platform, plannedOrder({ orderId: origin }), plannedOrder({ orderId, account: wrong }));
  for (const accountName of ['钱七七', '钱柒']) {
    platform.clock.now = minute(5);
    await answer(platform, orderId, declined('0301'));
    const [loaded, register] = await Promise.all([
      platform.journal.load(StopOrders, orderId),
      platform.journal.load(AccountRegisters, registeredAs(wrong)),
    ]);
    if (register.state === undefined) throw new Error('the account has a register');
    const decision = correctOrder(
      await orderOf(platform, orderId),
      { reason: 'name put right', officers: [...officers], account: { ...wrong, accountName } },
      { bank: bank({ bankId }), key: registeredAs(wrong), register: register.state, nextId: platform.newId('ord') },
      { ...context({ now: minute(5) }), newId: platform.newId },
    );
    await appendFacts(platform, [loaded], decision.facts);
    await bench.drain();
    orderId = (await orderOf(platform, orderId)).correctedBy ?? '';
  }
  // the first of the three is what the trace knows
  await onlyKnownAs(id('ord', 11));
  const before = (await orderOf(platform, orderId)).tracedFen;
  await answer(platform, origin, stoppedResult({ outflows: [outflow(1)] }));
  await bench.drain();
  expect((await orderOf(platform, orderId)).tracedFen).toBe(before + 1_000_000);

  async function onlyKnownAs(known: string): Promise<void> {
    const key = registeredAs(wrong);
    const fact = accountFacts.linedUp({ accountKey: key, bankId, orderId: known });
    await appendFacts(
      platform,
      [await platform.journal.load(AccountRegisters, key)],
      [fact, accountFacts.leftLine({ ...fact.data })],
    );
  }
});
