import { describe, expect, test } from 'vitest';
import {
  freed,
  frozen,
  frozenByAnother,
  isInLine,
  leavesLine,
  passedOn,
  replaced,
  restsOnRegister,
  turnPassed,
  voided,
} from '../../shared/freezes/account/account-facts.ts';
import { AccountNumber, HolderName } from '../../shared/freezes/account/account-fields.ts';
import { accountKey, keyOfStopped } from '../../shared/freezes/account/account-key.ts';
import { AccountRegisters, stopsLeft } from '../../shared/freezes/account/account-registers.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { plainAccount } from '../../shared/kernel/plain-text.ts';
import { stateOf } from '../support/given.ts';
import { orderWith, pending, registerWith, untilStopped } from '../support/order-samples.ts';
import { account, accountFacts, context, hour, id, keyOf, minute, orderFacts } from '../support/samples.ts';

const at = minute(9);
const order = orderWith(...untilStopped);
const other = { orderId: id('ord', 2), alertId: id('alt', 2) };
const third = { orderId: id('ord', 3), alertId: id('alt', 3) };
const concerned = { at, accountKey: keyOf(account()), bankId: 'bank-a', orderId: id('ord', 1), alertId: id('alt', 1) };
const inLine: OrderFact = { type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: other.orderId } };

describe('a stop that the bank did not execute', () => {
  const extended = registerWith(accountFacts.stopCounted(), accountFacts.stopCounted({}, 'extension'));

  test('is taken out of the register if it stands there, under its order and of its kind', () => {
    expect(voided(order, registerWith(), 'stop', at)).toStrictEqual([
      { type: 'account.stop-voided', data: { ...concerned, kind: 'stop' } },
    ]);
    expect(voided(order, extended, 'extension', at)).toMatchObject([{ data: { kind: 'extension' } }]);
    expect(voided(order, registerWith(), 'extension', at)).toEqual([]);
    expect(voided(order, registerWith(accountFacts.stopCounted(other)), 'stop', at)).toEqual([]);
    expect(voided(order, undefined, 'stop', at)).toEqual([]);
  });

  test('is an extension where another instruction takes its place', () => {
    const extending = { ...order, pending: pending('extend') };
    expect(replaced(extending, extended, at)).toStrictEqual([
      { type: 'account.stop-voided', data: { ...concerned, kind: 'extension' } },
    ]);
    expect(replaced(extending, registerWith(), at)).toEqual([]);
    expect(replaced({ ...order, pending: pending('freeze') }, extended, at)).toEqual([]);
    expect(replaced(order, extended, at)).toEqual([]);
  });
});

describe('an account that is free again', () => {
  const line = [accountFacts.linedUp(other), accountFacts.linedUp(third)];

  test('has the first other order of its line next', () => {
    expect(frozen(order, at)).toStrictEqual({ type: 'account.frozen', data: concerned });
    expect(freed(order, registerWith(...line), at)).toStrictEqual([
      { type: 'account.freed', data: { ...concerned, next: other.orderId, ended: 'hold' } },
    ]);
    expect(freed(order, registerWith(accountFacts.linedUp(), ...line), at)).toMatchObject([{ data: { next: other.orderId } }]);
    const own = registerWith(accountFacts.linedUp());
    expect(freed(order, own, at)).toEqual([{ type: 'account.freed', data: { ...concerned, next: undefined, ended: 'hold' } }]);
    expect(freed(order, undefined, at)).toEqual([]);
  });

  test('has no fact of it where no order waits and no freeze ends', () => {
    expect(freed(order, registerWith(), at)).toEqual([]);
    expect(freed(order, registerWith(accountFacts.frozen()), at)).toHaveLength(1);
  });

  test('is required as it was read where the end of an order has no fact of it', () => {
    const register = { ...fresh(AccountRegisters, keyOf(account())), version: 1, state: registerWith() };
    const rests = (of: StopOrder, ...types: readonly string[]) =>
      restsOnRegister(
        of,
        register,
        types.map((type) => ({ type, data: {} })),
      );
    const waited: StopOrder = { ...order, status: 'in-line', pending: pending('freeze') };
    const over: StopOrder = { ...order, status: 'expired' };
    for (const type of ['order.expired', 'order.expired-in-line', 'order.lapsed', 'order.released', 'order.unfrozen']) {
      expect(rests(order, type)).toEqual([register]);
      expect(rests(over, type)).toEqual([]);
      expect(rests(order, type, 'account.freed')).toEqual([]);
    }
    for (const type of ['order.unanswered', 'order.returned', 'order.already-held', 'order.failed', 'order.recalled']) {
      expect(rests(order, type)).toEqual([register]);
      expect(rests(over, type)).toEqual([]);
      expect(rests(order, type, 'account.stop-voided')).toEqual([]);
    }
    // a stop or freeze stands although the bank refused an instruction on it
    expect(rests(waited, 'order.instruction-refused')).toEqual([register]);
    expect(rests(order, 'order.instruction-refused')).toEqual([]);
    expect(rests(order, 'order.stopped')).toEqual([]);
    expect(rests(order)).toEqual([]);
  });

  test('is not free while another order’s freeze stands', () => {
    const [own, ofOther] = [registerWith(accountFacts.frozen()), registerWith(accountFacts.frozen(other))];
    expect([undefined, registerWith(), own, ofOther].map((register) => frozenByAnother(order, register))).toEqual([
      ...[false, false, false, true],
    ]);
    expect(freed(order, own, at)).toHaveLength(1);
    expect(freed(order, ofOther, at)).toEqual([]);
  });

  test('has a turn passed on only to an order that waits', () => {
    expect(passedOn(order, registerWith(...line), at)).toMatchObject([{ type: 'account.freed', data: { next: other.orderId } }]);
    expect(passedOn(order, registerWith(accountFacts.linedUp()), at)).toEqual([]);
    expect(passedOn(order, registerWith(), at)).toEqual([]);
    expect(passedOn(order, undefined, at)).toEqual([]);
    expect(passedOn(order, registerWith(...line, accountFacts.frozen(other)), at)).toEqual([]);
  });

  test('has its turn passed on by each order that others wait for, and by no other', () => {
    const register = registerWith(...line);
    const passed = (over: Partial<StopOrder>) => turnPassed({ ...order, ...over }, register, at).length === 1;
    const waitedFor = ['requested', 'sent', 'received', 'stopped', 'frozen'] as const;
    const recall = pending('recall', { remindAt: hour(1) });
    for (const status of orderStatuses) {
      expect(passed({ status }), status).toBe(waitedFor.some((one) => one === status));
      expect(passed({ status, pending: pending('freeze') }), status).toBe(status === 'in-line' || passed({ status }));
      expect(passed({ status, pending: recall }), status).toBe(status === 'withdrawn' || passed({ status }));
    }
    expect(passed({ status: 'withdrawn', pending: { ...recall, remindAt: undefined } })).toBe(false);
    expect(turnPassed(order, undefined, at)).toEqual([]);
  });

  test('is freed once: an order that had let go before frees nothing', () => {
    for (const status of ['expired', 'lapsed', 'unanswered', 'released'] as const)
      expect(freed({ ...order, status }, registerWith(...line), at)).toEqual([]);
  });
});

test('an order leaves the line that it stands in', () => {
  const waiting = orderWith(inLine);
  const register = registerWith(accountFacts.linedUp(other), accountFacts.linedUp());
  expect(isInLine(waiting, register)).toBe(true);
  expect(leavesLine(waiting, register, at)).toStrictEqual([{ type: 'account.left-line', data: concerned }]);
  for (const without of [undefined, registerWith(accountFacts.linedUp(other))]) {
    expect(isInLine(waiting, without)).toBe(false);
    expect(leavesLine(waiting, without, at)).toEqual([]);
  }
});

describe('the register', () => {
  test('begins with whatever fact comes first, under the account of that fact', () => {
    const { accountKey: key, bankId, orderId, alertId } = concerned;
    const begun = { accountKey: key, bankId, stops: [], orders: [], line: [] };
    const met = [{ orderId, alertId }];
    expect(stateOf(AccountRegisters, accountFacts.stopCounted())).toStrictEqual({
      ...begun,
      ...{ orders: met, stops: [{ orderId, alertId, kind: 'stop', at: minute(1) }] },
    });
    expect(stateOf(AccountRegisters, accountFacts.linedUp())).toStrictEqual({ ...begun, orders: met, line: [orderId] });
    expect(stateOf(AccountRegisters, accountFacts.frozen())).toStrictEqual({ ...begun, orders: met, frozenBy: orderId });
    for (const nothing of [accountFacts.leftLine(), accountFacts.freed(), accountFacts.stopVoided()])
      expect(stateOf(AccountRegisters, nothing)).toStrictEqual(begun);
  });

  test('has an order once in its line, at the end where it lines up again', () => {
    const register = registerWith(accountFacts.linedUp(), accountFacts.linedUp(other), accountFacts.linedUp());
    expect(register.line).toEqual([other.orderId, id('ord', 1)]);
    expect(registerWith(accountFacts.linedUp(), accountFacts.linedUp(other), accountFacts.leftLine()).line).toEqual([
      other.orderId,
    ]);
  });

  test('takes out the last count of an order and kind, and no other', () => {
    const counted = [
      accountFacts.stopCounted(),
      accountFacts.stopCounted({ at: minute(2) }),
      accountFacts.stopCounted(other),
      accountFacts.stopCounted({}, 'extension'),
    ];
    const after = registerWith(...counted, accountFacts.stopVoided()).stops;
    expect(after.map((stop) => [stop.orderId, stop.kind, stop.at])).toEqual([
      [id('ord', 1), 'stop', minute(1)],
      [other.orderId, 'stop', minute(1)],
      [id('ord', 1), 'extension', minute(1)],
    ]);
    expect(registerWith(accountFacts.stopCounted(other), accountFacts.stopVoided()).stops).toHaveLength(1);
  });

  test('is free where no freeze was known, and where its own ended', () => {
    expect(registerWith(accountFacts.frozen(), accountFacts.freed())).not.toHaveProperty('frozenBy');
    expect(registerWith(accountFacts.frozen(other), accountFacts.freed())).toHaveProperty('frozenBy', other.orderId);
    expect(registerWith(accountFacts.stopCounted(), accountFacts.freed(other))).not.toHaveProperty('frozenBy');
  });

  test('says how many stops are left, never fewer than none', () => {
    const stops = (count: number) => registerWith(...Array.from({ length: count }, () => accountFacts.stopCounted()));
    expect(stopsLeft(undefined, context({ now: hour(1) }))).toBe(2);
    expect([1, 2, 3].map((count) => stopsLeft(stops(count), context({ now: hour(1) })))).toEqual([1, 0, 0]);
  });
});

describe('the name under which an account is registered', () => {
  const secret = 'a secret of thirty-two characters';
  const key = (number: string, bankId = 'bank-a') => accountKey(secret, bankId, number);

  test('is the same for every spelling of the number, and other for another number, bank or secret', () => {
    for (const spelled of ['6222-0202 ab', '６２２２０２０２ＡＢ', '62220202aB', '\u{200b}6222.0202/AB'])
      expect(key(spelled)).toBe(key('62220202AB'));
    expect(plainAccount('６２２２-0202 ab')).toBe('62220202AB');
    const names = [
      key('62220202AB'),
      key('62220202AC'),
      key('62220202AB', 'bank-b'),
      accountKey('other', 'bank-a', '62220202AB'),
    ];
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of the target of an order is its account’s, or else its transaction’s', () => {
    const stopped = (over: Partial<ReturnType<typeof account>>) => keyOfStopped(secret, { bankId: 'bank-a', ...over });
    expect(stopped({ accountNumber: '62220202AB' })).toBe(key('62220202AB'));
    const bySerial = stopped({ target: { kind: 'transaction', bankSerial: 'AB-1' } });
    expect(stopped({ accountNumber: '62220202AB', target: { kind: 'transaction', bankSerial: 'ab－1' } })).toBe(bySerial);
    expect(stopped({ target: { kind: 'transaction', bankSerial: 'AB-1', orderNumber: undefined } })).toBe(bySerial);
    const others = [
      stopped({ target: { kind: 'transaction', bankSerial: 'AB-2' } }),
      stopped({ target: { kind: 'transaction', orderNumber: 'AB-1' } }),
      stopped({ target: { kind: 'transaction', bankSerial: 'AB-1' }, bankId: 'bank-b' }),
      key('transactionbankSerialab-1'),
      key('AB-1'),
    ];
    expect(new Set([bySerial, ...others]).size).toBe(6);
    expect(() => stopped({})).toThrow(/neither an account nor a transaction/);
  });

  test('comes from a number of 6 to 40 letters, digits and hyphens', () => {
    const fits = (number: string) => AccountNumber.safeParse(number).success;
    expect(['6'.repeat(6), '6'.repeat(40), 'aZ-0-9'].map(fits)).toEqual([true, true, true]);
    expect(['6'.repeat(5), '6'.repeat(41), '622202!', '６２２２０２户'].map(fits)).toEqual([false, false, false, false]);
    expect(AccountNumber.parse('6222 02')).toBe('622202');
    expect(HolderName.safeParse(undefined).success).toBe(true);
  });
});
