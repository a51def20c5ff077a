import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { advanceOrder } from '../../functions/lookups/advance-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import { change } from '../../shared/journal/stream.ts';
import { HOUR, MINUTE, plus } from '../../shared/kernel/time.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver } from '../support/api.ts';
import { haidian } from '../support/case-samples.ts';
import { interruptibleJournal } from '../support/interruptible-journal.ts';
import { commandOf } from '../support/journal-samples.ts';
import { signed, stoppedResult } from '../support/order-samples.ts';
import { createRelayBench, createTestPlatform, orderOf, recordsOf } from '../support/relay-kit.ts';
import { account, accountFacts, hour, id, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { createStopDesk } from '../support/stop-desk.ts';

const Order = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })).length(1) });

/** One account of which several alarms want a stop, and the relay as far as it follows what the account's register tells. */
async function createLine() {
  const api = createApiOver(interruptibleJournal(createCityJournal()));
  const { journal } = api;
  const desk = await createStopDesk(api);
  const platform = { ...createTestPlatform(), journal, now: () => api.now };
  const bench = createRelayBench(platform);
  const first = await desk.orderOf(account());
  const { accountKey } = await orderOf(platform, first);
  let alarms = 0;
  const stateOf = async (orderId: string) => (await desk.read(orderId))['state'];
  const register = async () => {
    const { state } = await journal.load(AccountRegisters, accountKey);
    if (state === undefined) throw new Error('the account has a register');
    return state;
  };
  const freedFacts = () =>
    recordsOf(journal).filter(({ dynamodb: { NewImage } }) => JSON.stringify(NewImage['type'] ?? '').includes('account.freed'));
  let relayed = 0;
  return {
    ...{ api, desk, platform, first, accountKey, stateOf, register, freedFacts },
    /** The order of another alarm at the same account. */
    another: async (): Promise<string> => {
      alarms += 1;
      const victim = { name: '孙九', idNumber: '110101199003077715', phone: '13900000009' };
      const alarm = raiseAlertInput({ sourceRef: `another-${alarms}`, victim, receivedAt: plus(api.now, -MINUTE) });
      const raised = await api.call(haidian, 'POST', '/v1/alerts', { body: alarm });
      const request = { alertId: raised.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
      const asked = await api.call(haidian, 'POST', '/v1/freeze-requests', { body: request });
      return Order.parse(asked.body).orders[0]?.orderId ?? '';
    },
    stop: (orderId: string) => desk.answer(orderId, { ...stoppedResult({ effectiveAt: api.now }), outflows: [] }),
    lineUp: (orderId: string) => api.call(haidian, 'POST', `/v1/orders/${orderId}/line`, { body: signed }),
    /** The sweep, or the workflow, notes what is due of the order. */
    advance: (orderId: string) => advanceOrder(platform, orderId),
    /** The relay follows what it has not seen yet. */
    relay: async () => {
      const all = freedFacts();
      await bench.relay({ Records: all.slice(relayed) });
      relayed = all.length;
    },
    /** The stream brings all that it ever brought once more. */
    repeat: () => bench.relay({ Records: freedFacts() }),
  };
}

type Line = Awaited<ReturnType<typeof createLine>>;

async function instruct({ api, desk }: Line, orderId: string, path: string): Promise<string> {
  const answer = await api.call(haidian, 'POST', `/v1/orders/${orderId}/${path}`, { body: signed });
  expect(answer.status, answer.text).toBe(202);
  return z.string().parse((await desk.told(orderId))['instructionId']);
}

test('a release that the bank confirms after the term frees the account no second time', async () => {
  const line = await createLine();
  const { api, desk, first, stateOf } = line;
  const second = await line.another();
  api.now = minute(5);
  await line.stop(first);
  await desk.answer(second, { code: '1303' });
  const instructionId = await instruct(line, first, 'release');
  api.now = hour(49);
  await line.advance(first);
  const holder = await line.another();
  api.now = plus(api.now, MINUTE);
  await line.stop(holder);
  expect((await line.lineUp(second)).body).toMatchObject({ state: 'in-line', waitsFor: holder });

  await desk.answer(first, { code: '0000', instructionId, effectiveAt: hour(47) });
  await line.relay();
  expect(await stateOf(first)).toBe('released');
  expect(line.freedFacts()).toEqual([]);
  expect([await stateOf(holder), await stateOf(second)]).toEqual(['stopped', 'in-line']);
  expect((await line.register()).line).toEqual([second]);
});

test('a fact that comes again gives no turn to an order that lined up later, also behind a holder outside Cordon', async () => {
  const line = await createLine();
  const { api, desk, first, accountKey, platform, stateOf } = line;
  const earlier = { accountKey, orderId: id('ord', 7), alertId: id('alt', 7) };
  const served = { accountKey, orderId: id('ord', 8), alertId: id('alt', 8) };
  const freedFor = { ...accountFacts.freed(earlier).data, next: served.orderId };
  for (const fact of [
    accountFacts.linedUp(served),
    { type: 'account.freed' as const, data: freedFor },
    accountFacts.leftLine(served),
  ]) {
    const register = await platform.journal.load(AccountRegisters, accountKey);
    await platform.journal.append({ command: commandOf(), changes: [change(register, fact)] });
  }
  await desk.answer(first, { code: '1303' });
  expect((await line.lineUp(first)).body).toMatchObject({ state: 'in-line' });
  await line.repeat();
  expect(await stateOf(first)).toBe('in-line');
  expect((await line.register()).stops).toEqual([]);
  api.now = hour(1);
  await line.repeat();
  expect((await line.register()).line).toEqual([first]);
});

test('an order keeps its place behind a holder outside Cordon when a later request at the account leads to nothing', async () => {
  const line = await createLine();
  const { desk, first, stateOf } = line;
  await desk.answer(first, { code: '1303' });
  await line.lineUp(first);
  const second = await line.another();
  await desk.answer(second, { code: '1303' });
  expect(line.freedFacts()).toHaveLength(1);
  await line.relay();
  expect([await stateOf(first), await stateOf(second)]).toEqual(['in-line', 'already-held']);
  // the later order lines up as well, and then the fact comes again: its state does not tell any more what it had been
  expect((await line.lineUp(second)).body).toMatchObject({ state: 'in-line' });
  await line.repeat();
  expect([await stateOf(first), await stateOf(second)]).toEqual(['in-line', 'in-line']);
});

test('a turn is not given while another order holds the account; the end of that one gives it', async () => {
  const line = await createLine();
  const { api, desk, first, stateOf } = line;
  const third = await line.another();
  await desk.answer(third, { code: '1303' });
  const second = await line.another();
  api.now = minute(5);
  await line.stop(first);
  await line.stop(second);
  expect((await line.lineUp(third)).body).toMatchObject({ state: 'in-line', waitsFor: second });
  const released = async (orderId: string) => {
    const instructionId = await instruct(line, orderId, 'release');
    await desk.answer(orderId, { code: '0000', instructionId, effectiveAt: minute(5) });
    await line.relay();
  };
  await released(first);
  expect((await orderOf(line.platform, third)).turnCameAt).toBeUndefined();
  await released(second);
  expect((await orderOf(line.platform, third)).turnCameAt).toBe(api.now);
  expect(await stateOf(third)).toBe('in-line');
});

/** Each way in which a stop that is only asked for comes to nothing. */
const nothings: Readonly<Record<string, (line: Line) => Promise<unknown>>> = {
  'the bank says that another holds the account': ({ desk, first }) => desk.answer(first, { code: '1303' }),
  'the bank sends it back': ({ desk, first }) => desk.answer(first, { code: '0301' }),
  'the bank cannot do it': ({ desk, first }) => desk.answer(first, { code: '1304' }),
  'officers take it back, and the bank confirms': async (line) => {
    const instructionId = await instruct(line, line.first, 'withdraw');
    return line.desk.answer(line.first, { code: '0000', instructionId, effectiveAt: minute(5) });
  },
  'officers take it back, and the bank says nothing': async (line) => {
    await instruct(line, line.first, 'withdraw');
    line.api.now = hour(24);
    return line.advance(line.first);
  },
  'the bank is silent for a day': async ({ api, advance, first }) => {
    api.now = hour(25);
    return advance(first);
  },
};

describe.each(Object.entries(nothings))('an order lines up behind a stop that is only asked for, and %s', (_, comesToNothing) => {
  test('its turn comes', async () => {
    const line = await createLine();
    const { api, desk, first, stateOf } = line;
    const second = await line.another();
    api.now = minute(5);
    await desk.answer(second, { code: '1303' });
    expect((await line.lineUp(second)).body).toMatchObject({ state: 'in-line', waitsFor: first });
    await comesToNothing(line);
    await line.relay();
    await line.repeat();
    expect(await stateOf(second)).toBe('requested');
    const stops = (await line.register()).stops.filter(({ orderId }) => orderId === second);
    expect(stops).toHaveLength(1);
  });
});

describe('an order lines up, and the order that held the account is over', () => {
  /** The bank stopped the account for the first order, and told the second that it is held. */
  async function createHeld() {
    const line = await createLine();
    const second = await line.another();
    line.api.now = minute(5);
    await line.stop(line.first);
    await line.desk.answer(second, { code: '1303' });
    line.api.now = hour(49);
    return { ...line, second };
  }

  test('before: it waits for no order, and has its turn at once', async () => {
    const line = await createHeld();
    await line.advance(line.first);
    const lined = await line.lineUp(line.second);
    expect(lined.status, lined.text).toBe(200);
    expect(lined.body).not.toHaveProperty('waitsFor');
    await line.relay();
    expect(await line.stateOf(line.second)).toBe('requested');
  });

  test('at any moment meanwhile: its turn comes', async () => {
    let moments = 0;
    for (let at = 1; ; at += 1) {
      const line = await createHeld();
      line.platform.journal.interrupt(at, () => line.advance(line.first));
      const lined = await line.lineUp(line.second);
      expect(lined.status, lined.text).toBe(200);
      if (!line.platform.journal.interrupted()) break;
      moments += 1;
      await line.relay();
      expect([await line.stateOf(line.first), await line.stateOf(line.second)]).toEqual(['expired', 'requested']);
    }
    // before each read, and before the append
    expect(moments).toBeGreaterThanOrEqual(5);
  });

  test('after the bank’s word: a word that came later is about a holder outside Cordon, and the order waits', async () => {
    const line = await createHeld();
    await line.advance(line.first);
    const later = await line.another();
    await line.desk.answer(later, { code: '1303' });
    expect((await line.lineUp(later)).body).toMatchObject({ state: 'in-line' });
    await line.relay();
    expect(await line.stateOf(later)).toBe('in-line');
    expect(line.freedFacts()).toEqual([]);
  });
});

test('the sweep gives its turn to an order whose holder is over, where the relay never learnt of it', async () => {
  const line = await createLine();
  const { api, desk, first, platform, stateOf } = line;
  const second = await line.another();
  api.now = minute(5);
  await line.stop(first);
  await desk.answer(second, { code: '1303' });
  await line.lineUp(second);
  await line.advance(second);
  expect(await stateOf(second)).toBe('in-line');
  const loaded = await platform.journal.load(StopOrders, first);
  const expired = { type: 'order.expired' as const, data: { at: hour(48.5), expiresAt: plus(minute(5), 48 * HOUR) } };
  await platform.journal.append({ command: commandOf(), changes: [change(loaded, expired)] });
  api.now = hour(49);
  const { entries } = StopOrders.index(await orderOf(line.platform, second));
  expect(entries.due).toBeDefined();
  await line.advance(second);
  await line.advance(second);
  expect(await stateOf(second)).toBe('requested');
  expect((await line.register()).stops).toHaveLength(2);
});
