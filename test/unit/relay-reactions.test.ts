import { beforeEach, describe, expect, test } from 'vitest';
import { advanceOrder } from '../../functions/lookups/advance-order.ts';
import type { RelayTools } from '../../functions/relay/reaction.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import type { FreezeRequest } from '../../shared/freezes/model.ts';
import { correctOrder } from '../../shared/freezes/order/correct-order.ts';
import { orderRelease } from '../../shared/freezes/order/instruct.ts';
import { FreezeRequests } from '../../shared/freezes/request/freeze-requests.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { StatsOfDay, statsIdOf } from '../../shared/freezes/stats/stats.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  appendFacts,
  createRelayBench,
  factTypes,
  open,
  orderOf,
  plannedOrder,
  recordsOf,
  registerBanks,
  registeredAs,
} from '../support/relay-kit.ts';
import {
  account,
  accountFacts,
  alert,
  banks,
  context,
  id,
  minute,
  officers,
  orderFacts,
  requestFreezeInput,
} from '../support/samples.ts';

let bench: ReturnType<typeof createRelayBench>;
const orderId = id('ord', 1);
const stream = streamKey('order', orderId);

beforeEach(() => {
  bench = createRelayBench();
});

/** A request for stops at so many accounts, recorded by a handler that died before it opened any order. */
async function recordRequest({ journal }: RelayTools, count: number): Promise<FreezeRequest> {
  const accounts = Array.from({ length: count }, (_, n) => account({ accountNumber: `622202${String(n).padStart(13, '0')}` }));
  const input = requestFreezeInput({ accounts });
  const known = {
    alert: alert(),
    banks: banks('bank-a'),
    keys: input.accounts.map(registeredAs),
    registers: new Map(),
    orders: new Map(),
  };
  const decision = requestFreeze(input, known, context());
  if (decision.kind === 'refusal') throw new Error('the request was refused');
  const { request, facts } = decision;
  await appendFacts(bench.platform, [await journal.load(FreezeRequests, request.requestId)], facts);
  return request;
}

describe('a request', () => {
  test('a request whose handler died before it opened the orders gets them opened, and each its workflow', async () => {
    const { platform } = bench;
    const { orders, requestId } = await recordRequest(bench.tools, 2);
    await bench.drain();
    const orderIds = orders.map((order) => order.orderId);
    expect(orderIds).toHaveLength(2);
    expect([...bench.started.keys()].toSorted()).toEqual(orderIds.toSorted());
    for (const opened of orderIds) expect(await factTypes(platform, streamKey('order', opened))).toEqual(['order.requested']);
    expect(await factTypes(platform, streamKey('freeze-request', requestId))).toEqual(['freeze-request.accepted']);
  });

  test.each([
    [12, []],
    [13, [12, 13]],
    [28, [12, 28]],
    [29, [12, 28, 29]],
    [100, [12, 28, 44, 60, 76, 92, 100]],
  ])('for %s stops is opened part by part', async (count, ends) => {
    const { platform } = bench;
    const { orders, requestId } = await recordRequest(bench.tools, count);
    await bench.drain();
    expect(bench.started.size).toBe(count);
    const { facts } = await platform.journal.facts(streamKey('freeze-request', requestId), { limit: 100 });
    expect(facts.map(({ data }) => data).slice(1)).toEqual(ends.map((upTo) => ({ at: platform.now(), upTo })));
    const before = platform.journal.written.length;
    await bench.replay();
    expect(platform.journal.written).toHaveLength(before);
    for (const { orderId: opened } of orders)
      expect(await factTypes(platform, streamKey('order', opened))).toEqual(['order.requested']);
  });

  test('of whose first part an order cannot be opened has the others opened, and that order with the last part', async () => {
    const { journal } = bench.platform;
    const { orders, requestId } = await recordRequest(bench.tools, 40);
    const [stuck] = orders;
    const fallen = createRelayBench({
      ...bench.platform,
      journal: {
        ...journal,
        append: async (append) => {
          if (append.changes.some(({ stream: changed }) => changed === streamKey('order', stuck?.orderId ?? '')))
            throw new Error('throttled');
          return journal.append(append);
        },
      },
    });
    const types = () => factTypes(bench.platform, streamKey('freeze-request', requestId));
    const isOpen = async () =>
      (
        await journal.loadMany(
          StopOrders,
          orders.map(({ orderId: planned }) => planned),
        )
      ).map(({ state }) => state !== undefined);
    // the first part, the second, and the last, which fails
    expect((await fallen.replay()).batchItemFailures).toEqual([]);
    expect((await fallen.replay()).batchItemFailures).toEqual([]);
    expect((await fallen.replay()).batchItemFailures).toHaveLength(1);
    expect(await isOpen()).toEqual([false, ...Array(39).fill(true)]);
    expect((await types()).slice(1)).toEqual(['freeze-request.part-opened', 'freeze-request.part-opened']);
    await bench.drain();
    expect(bench.started.size).toBe(40);
    expect((await types()).slice(1)).toHaveLength(3);
  });

  test('whose next part was given up has it opened once the sweep has noted that', async () => {
    const { platform } = bench;
    const { requestId } = await recordRequest(bench.tools, 40);
    // the first part alone: the record of the second comes to nothing
    await bench.replay();
    const from = platform.journal.written.length;
    platform.clock.now = minute(3);
    await sweep(platform, () => true);
    await bench.relay({ Records: recordsOf(platform.journal, from) });
    const types = await factTypes(platform, streamKey('freeze-request', requestId));
    expect(types.slice(1)).toEqual([
      'freeze-request.part-opened',
      'freeze-request.opening-stalled',
      'freeze-request.part-opened',
    ]);
    await bench.drain();
    expect(bench.started.size).toBe(40);
  });

  test('a request of one part is not read for what follows', async () => {
    const loads: string[] = [];
    const { journal } = bench.platform;
    await recordRequest(bench.tools, 12);
    const watched = createRelayBench({
      ...bench.platform,
      journal: {
        ...journal,
        load: (type, loadedId) => {
          loads.push(type.name);
          return journal.load(type, loadedId);
        },
      },
    });
    await watched.replay();
    expect(loads).not.toContain('freeze-request');
    expect(watched.started.size).toBe(0);
    await watched.replay();
    expect(watched.started.size).toBe(12);
  });

  test('a request whose handler has opened the orders is not opened again', async () => {
    await open(bench.platform, plannedOrder());
    await open(bench.platform, plannedOrder());
    await bench.drain();
    expect(await factTypes(bench.platform, stream)).toEqual(['order.requested']);
    expect([...bench.started]).toEqual([[orderId, expect.objectContaining({ orderId, bankId: 'bank-a' })]]);
  });
});

describe('an order whose workflow never came to be', () => {
  test('gets it when the sweep has noted a rung', async () => {
    const { platform } = bench;
    await open(platform, plannedOrder());
    const fallen = createRelayBench(platform);
    fallen.tools.workflow.start = async () => {
      throw new Error('Step Functions is away');
    };
    expect((await fallen.replay()).batchItemFailures).toHaveLength(1);
    const from = platform.journal.written.length;
    platform.clock.now = minute(12.5);
    await sweep(platform, () => true);
    await bench.relay({ Records: recordsOf(platform.journal, from) });
    expect(bench.sent.map(({ message }) => message)).toEqual([
      { orderId, bankId: 'bank-a', instruction: 'stop', purpose: 'order' },
    ]);
    expect([...bench.started]).toEqual([[orderId, expect.objectContaining({ orderId, bankId: 'bank-a' })]]);
  });

  test('which went out already gets a reminder instead, one for all the rungs of an outage', async () => {
    const { platform } = bench;
    await open(platform, plannedOrder());
    await bench.drain();
    const order = await platform.journal.load(StopOrders, orderId);
    await appendFacts(platform, [order], [orderFacts.sent()]);
    bench.started.clear();
    platform.clock.now = minute(26);
    await advanceOrder(platform, orderId);
    await bench.drain();
    expect(bench.started.size).toBe(0);
    const message = { orderId, bankId: 'bank-a', instruction: 'stop', purpose: 'reminder' };
    expect(bench.sent).toEqual([{ message, delayMs: 0 }]);
  });

  test('does not get it once the bank has answered', async () => {
    const { platform } = bench;
    await open(platform, plannedOrder());
    platform.clock.now = minute(12.5);
    await sweep(platform, () => true);
    await answer(platform, orderId, declined('0301'));
    const rungs = recordsOf(platform.journal).filter(({ dynamodb }) => dynamodb.Keys.sk.S === 'event#000000000002');
    await bench.relay({ Records: rungs });
    expect(bench.started.size).toBe(0);
  });
});

describe("the bank's result", () => {
  beforeEach(async () => {
    await open(bench.platform, plannedOrder());
    bench.platform.clock.now = minute(5);
  });

  test('wakes the workflow', async () => {
    await bench.platform.journal.keepTaskToken({ stream, token: 'token-1', issuedAt: minute(1) });
    await answer(bench.platform, orderId, stoppedResult());
    await bench.drain();
    expect(bench.answered).toContain('token-1');
  });

  test.each(['0301', '0600', '1303', '1300'] as const)('%s wakes the workflow as well', async (code) => {
    await bench.platform.journal.keepTaskToken({ stream, token: 'token-1', issuedAt: minute(1) });
    await answer(bench.platform, orderId, declined(code));
    await bench.drain();
    expect(bench.answered).toContain('token-1');
  });

  test('an answer that came before the token was kept wakes the workflow once the token is there', async () => {
    await answer(bench.platform, orderId, stoppedResult());
    await bench.drain();
    expect(bench.answered).toEqual([]);
    await bench.platform.journal.keepTaskToken({ stream, token: 'token-1', issuedAt: minute(5) });
    await bench.drain();
    expect(bench.answered).toEqual(['token-1']);
  });

  test('still to come: a token that is kept is left alone', async () => {
    await bench.platform.journal.keepTaskToken({ stream, token: 'token-1', issuedAt: minute(1) });
    await bench.drain();
    expect(bench.answered).toEqual([]);
  });

  test('1100 has the bank asked again after the pause, and the workflow goes on waiting', async () => {
    await bench.platform.journal.keepTaskToken({ stream, token: 'token-1', issuedAt: minute(1) });
    await answer(bench.platform, orderId, declined('1100'));
    await bench.drain();
    expect(bench.sent).toEqual([
      {
        message: { orderId, bankId: 'bank-a', instruction: 'stop', instructionId: id('ins', 1), purpose: 'retry' },
        delayMs: 60_000,
      },
    ]);
    expect(bench.answered).toEqual([]);
  });

  test('is counted as stopped in time, or late', async () => {
    await answer(bench.platform, orderId, stoppedResult());
    await open(
      bench.platform,
      plannedOrder({ orderId: id('ord', 2), account: account({ accountNumber: '6222020200000000002' }) }),
    );
    bench.platform.clock.now = minute(40);
    await answer(bench.platform, id('ord', 2), stoppedResult({ effectiveAt: minute(39) }));
    await bench.drain();
    expect(bench.counted.toSorted()).toEqual(['StoppedInTime', 'StoppedLate']);
  });

  test('a fact counts in the statistics exactly once, even if the stream repeats it', async () => {
    await answer(bench.platform, orderId, stoppedResult());
    await bench.drain();
    await bench.replay();
    await bench.replay();
    const { state } = await bench.platform.journal.load(StatsOfDay, statsIdOf('haidian', '2026-11-22', orderId));
    const counted = { requested: 1, stopped: 1, answeredInTime: 1, stoppedFen: 10_000_000, histogram: { 4: 1 } };
    expect(state).toMatchObject({ ...counted, banks: { 'bank-a': counted }, hours: { 9: { requested: 1, stopped: 1 } } });
  });
});

test('an instruction goes to the bank queue', async () => {
  const { platform } = bench;
  await open(platform, plannedOrder());
  platform.clock.now = minute(5);
  await answer(platform, orderId, stoppedResult());
  const [order, register] = await Promise.all([
    platform.journal.load(StopOrders, orderId),
    platform.journal.load(AccountRegisters, plannedOrder().accountKey),
  ]);
  const decision = orderRelease(
    await orderOf(platform, orderId),
    { reason: 'unrelated', officers: [...officers] },
    { register: register.state },
    context({ now: minute(6) }),
  );
  await appendFacts(platform, [order, register], decision.facts);
  await bench.drain();
  expect(bench.sent).toEqual([
    {
      message: {
        orderId,
        bankId: 'bank-a',
        instruction: 'release',
        instructionId: expect.stringMatching(/^ins_/),
        purpose: 'instruction',
      },
      delayMs: 0,
    },
  ]);
});

test('a corrected order is opened and gets a workflow of its own', async () => {
  const { platform } = bench;
  await registerBanks(platform);
  await open(platform, plannedOrder());
  platform.clock.now = minute(5);
  await answer(platform, orderId, declined('0301'));
  const [order, register] = await Promise.all([
    platform.journal.load(StopOrders, orderId),
    platform.journal.load(AccountRegisters, plannedOrder().accountKey),
  ]);
  const corrected = account({ accountName: '赵陆' });
  const bank = banks('bank-a').get('bank-a');
  if (bank === undefined || register.state === undefined) throw new Error('bank and register are there');
  const decision = correctOrder(
    await orderOf(platform, orderId),
    { reason: 'name put right', officers: [...officers], account: corrected },
    { bank, key: registeredAs(corrected), register: register.state, nextId: id('ord', 7) },
    { ...context({ now: minute(6) }), newId: platform.newId },
  );
  await appendFacts(platform, [order], decision.facts);
  await bench.drain();
  const { correctedBy } = await orderOf(platform, orderId);
  expect(await orderOf(platform, correctedBy ?? '')).toMatchObject({
    status: 'requested',
    corrects: orderId,
    account: { accountName: '赵陆' },
  });
  expect([...bench.started.keys()]).toContain(correctedBy);
});

describe('an account that is freed', () => {
  const waiting = plannedOrder({ orderId: id('ord', 2), alertId: id('alt', 2) });

  async function lineUpBehindFreeze(): Promise<void> {
    const { platform } = bench;
    const key = waiting.accountKey;
    const holder = { accountKey: key, orderId, alertId: id('alt', 1) };
    await appendFacts(
      platform,
      [await platform.journal.load(AccountRegisters, key)],
      [accountFacts.stopCounted(holder), accountFacts.frozen(holder)],
    );
    await open(platform, waiting);
    await bench.drain();
    expect(await orderOf(platform, waiting.orderId)).toMatchObject({ status: 'in-line' });
    expect(bench.started.size).toBe(0);
    const freed = { ...accountFacts.freed({ ...holder }).data, next: waiting.orderId };
    await appendFacts(platform, [await platform.journal.load(AccountRegisters, key)], [{ type: 'account.freed', data: freed }]);
  }

  test('is asked to be stopped for the next in line, with a workflow named by order and fact', async () => {
    await lineUpBehindFreeze();
    await bench.drain();
    await bench.replay();
    expect(await factTypes(bench.platform, streamKey('order', waiting.orderId))).toEqual([
      'order.placed-in-line',
      'order.taken-from-line',
    ]);
    expect([...bench.started.keys()]).toEqual([`${waiting.orderId}-2`]);
  });

  test('an account at its limit of stops has the officers of the next in line told, and the stream goes on', async () => {
    const { platform } = bench;
    const second = accountFacts.stopCounted({ accountKey: waiting.accountKey, orderId: id('ord', 9), alertId: id('alt', 9) });
    await appendFacts(platform, [await platform.journal.load(AccountRegisters, waiting.accountKey)], [second]);
    await lineUpBehindFreeze();
    await bench.drain();
    expect(await factTypes(platform, streamKey('order', waiting.orderId))).toEqual(['order.placed-in-line', 'order.turn-came']);
    expect(await orderOf(platform, waiting.orderId)).toMatchObject({ status: 'in-line' });
  });
});

describe('a reaction that fails', () => {
  test('does not keep the next one from being tried; the record comes again', async () => {
    const { platform } = bench;
    await open(platform, plannedOrder());
    platform.clock.now = minute(5);
    await answer(platform, orderId, stoppedResult());
    await platform.journal.keepTaskToken({ stream, token: 'token-1', issuedAt: minute(6) });
    const broken = createRelayBench(platform);
    broken.tools.workflow.answer = async () => {
      throw new Error('Step Functions is away');
    };
    const result = await broken.replay();
    const stopped = recordsOf(platform.journal).find(
      ({ dynamodb }) => dynamodb.Keys.pk.S === stream && dynamodb.Keys.sk.S === 'event#000000000002',
    );
    expect(result.batchItemFailures).toEqual([{ itemIdentifier: stopped?.dynamodb.SequenceNumber }]);
    expect(broken.counted).toContain('StoppedInTime');
    expect(platform.logged).toContainEqual({
      message: 'a reaction failed',
      fields: expect.objectContaining({ factType: 'order.stopped', reaction: 'answerTask' }),
    });
  });

  test('leaves no account number, name or token in the log', async () => {
    const { platform } = bench;
    await open(platform, plannedOrder());
    const broken = createRelayBench(platform);
    broken.tools.workflow.start = async () => {
      throw new Error(`no way for ${account().accountNumber} of ${account().accountName}`);
    };
    await broken.replay();
    expect(platform.logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(platform.logged)).not.toMatch(/62220202|赵六/);
  });
});
