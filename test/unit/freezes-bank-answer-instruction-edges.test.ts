import { describe, expect, test } from 'vitest';
import type { AccountFact } from '../../shared/freezes/account/account-register.ts';
import { carriesOut } from '../../shared/freezes/bank-answer/carries-out.ts';
import { renewableFrom } from '../../shared/freezes/bank-answer/instruction-result.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { TakenResult } from '../../shared/freezes/model.ts';
import { advance } from '../../shared/freezes/order/deadlines.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { PendingInstruction, StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { lastGiven, orderWith, outflow, pending, registerWith, untilFrozen, untilStopped } from '../support/order-samples.ts';
import { accountFacts, context, hour, id, minute, officers, orderFacts, policy } from '../support/samples.ts';

const STOP_ENDS = minute(4 + 48 * 60);
const FREEZE_ENDS = '2027-05-22T11:30:00.000Z';
const stopped = orderWith(...untilStopped);
const ordered = (instruction: PendingInstruction['instruction'], over: Partial<PendingInstruction> = {}) =>
  pending(instruction, { instructionId: id('ins', 5), ...over });
const given = (order: StopOrder, instruction: PendingInstruction['instruction'], over: Partial<PendingInstruction> = {}) => ({
  ...order,
  pending: ordered(instruction, over),
});
const extending = given(stopped, 'extend');
const freezing = given(stopped, 'freeze', { termMonths: 6, amountFen: 8_000_000 });
const releasing = given(stopped, 'release');
const frozen = orderWith(...untilFrozen);
const renewing = given(frozen, 'renew', { termMonths: 3, issuedAt: '2027-05-13T00:00:00.000Z' });
const unfreezing = given(frozen, 'unfreeze', { issuedAt: hour(12) });
const inLine: StopOrder = { ...freezing, status: 'in-line', turnCameAt: hour(9) };
const withdrawn: OrderFact = {
  type: 'order.withdrawn',
  data: { at: minute(3), reason: 'r', officers: [...officers], pending: ordered('recall', { issuedAt: minute(3) }) },
};
const recalling = orderWith(orderFacts.requested(), orderFacts.sent(), withdrawn);

/** The bank's answer to the instruction that is pending. */
function answer(order: StopOrder, over: Partial<TakenResult> = {}, known: object = {}, now = hour(11)) {
  const result = {
    code: '0000',
    effectiveAt: hour(10.5),
    outflows: [],
    instructionId: lastGiven(order).instructionId,
    ...over,
  } as const;
  return recordResult(order, result, { register: registerWith(), ...known }, context({ now }));
}
const typesOf = ({ facts }: ReturnType<typeof answer>) => facts.map(({ type }) => type);
const register = (...facts: readonly AccountFact[]) =>
  ({ register: registerWith(accountFacts.stopCounted(), ...facts) }) as const;
const other = (number: number) => ({ orderId: id('ord', number), alertId: id('alt', number) });
const line = register(accountFacts.linedUp(other(7)), accountFacts.linedUp(other(8)));
const ofAccount = { accountKey: stopped.accountKey, bankId: 'bank-a', orderId: stopped.orderId, alertId: stopped.alertId };

test('the sum that is there is enough for what holds the account, and not for what lets it go', () => {
  for (const instruction of ['stop', 'extend', 'freeze', 'renew'] as const)
    expect([carriesOut(instruction, '0000'), carriesOut(instruction, '1200'), carriesOut(instruction, '1300')]).toEqual([
      ...[true, true, false],
    ]);
  for (const instruction of ['release', 'unfreeze', 'recall'] as const)
    expect([carriesOut(instruction, '0000'), carriesOut(instruction, '1200')]).toEqual([true, false]);
});

describe('an instruction that the bank declines', () => {
  test('stays recorded, with all that the bank said, and changes nothing else', () => {
    expect(answer(releasing, { code: '1300', remark: 'r' }, { ...line, signature: 'jws' }).facts).toStrictEqual([
      {
        type: 'order.instruction-refused',
        data: {
          at: hour(11),
          answer: {
            ...{ instruction: 'release', instructionId: id('ins', 5), attempt: 0, hash: expect.any(String), code: '1300' },
            ...{ at: hour(11), late: false },
          },
          ...{ remark: 'r', unread: undefined, openedAt: undefined, signature: 'jws', class: 'final' },
        },
      },
    ]);
  });

  test('no longer counts if it was an extension that did', () => {
    const counted = register(accountFacts.stopCounted({}, 'extension'));
    expect(answer(extending, { code: '1800' }, counted).facts.slice(1)).toStrictEqual([
      { type: 'account.stop-voided', data: { at: hour(11), ...ofAccount, kind: 'extension' } },
    ]);
    expect(typesOf(answer(extending, { code: '1800' }))).toEqual(['order.instruction-refused']);
    expect(typesOf(answer(releasing, { code: '1300' }, counted))).toEqual(['order.instruction-refused']);
  });

  test('in line gives the turn to the next', () => {
    expect(answer(inLine, { code: '1300' }, line).facts).toMatchObject([
      { type: 'order.instruction-refused', data: { class: 'final' } },
      { type: 'account.freed', data: { next: id('ord', 7) } },
    ]);
    expect(typesOf(answer({ ...freezing, turnCameAt: hour(9) }, { code: '1300' }, line))).toEqual(['order.instruction-refused']);
  });

  test('is asked again while the order runs, and not once its term is over', () => {
    for (const order of [extending, releasing, freezing, renewing, inLine, recalling])
      expect(answer(order, { code: '1100', effectiveAt: undefined }).facts, order.status).toMatchObject([
        { type: 'order.retry-scheduled', data: { retry: 1, answer: { instruction: order.pending?.instruction } } },
      ]);
    for (const status of ['expired', 'lapsed'] as const)
      expect(answer({ ...freezing, status }, { code: '1101', effectiveAt: undefined }).facts).toMatchObject([
        { type: 'order.instruction-refused', data: { class: 'retry' } },
      ]);
  });
});

describe('an instruction that the bank carried out', () => {
  test('has its moment', () => {
    for (const order of [extending, freezing, releasing, unfreezing, renewing])
      expect(answer(order, { effectiveAt: undefined })).toMatchObject({
        ...{ kind: 'refusal', code: 'RESULT_INCOMPLETE', detail: { paths: ['/effectiveAt'] } },
      });
  });

  test('at an impossible moment counts from the nearest possible one', () => {
    const late = answer(freezing, { effectiveAt: hour(40) }).facts[0];
    expect(late).toMatchObject({
      data: {
        ...{ effectiveAt: hour(40), timeDoubt: { reason: 'in-future', said: hour(40), countedFrom: hour(11) } },
        expiresAt: '2027-05-22T12:30:00.000Z',
      },
    });
  });

  test('takes its outflows with it, by the evidence of the answer', () => {
    expect(answer(releasing, { outflows: [outflow(1)] }, { signature: 'jws' }).facts.at(-1)).toMatchObject({
      ...{ type: 'order.supplemented', data: { outflows: [{ serial: 'OUT-1' }], signature: 'jws' } },
    });
  });
});

describe('an extension', () => {
  const counted = register(accountFacts.stopCounted({}, 'extension'));

  test('is another 48 hours from the end of the running ones', () => {
    expect(answer(extending, {}, counted).facts).toMatchObject([
      {
        type: 'order.extended',
        data: {
          ...{ at: hour(11), effectiveAt: hour(10.5), answer: { instruction: 'extend', code: '0000' } },
          ...{ expiresAt: plus(STOP_ENDS, 48 * HOUR), warnAt: plus(STOP_ENDS, 42 * HOUR) },
        },
      },
    ]);
  });

  test('ends earlier if the bank says so, but never before the running term', () => {
    const ends = (expiresAt: string) => answer(extending, { expiresAt }, counted).facts;
    expect(ends(plus(STOP_ENDS, HOUR))).toMatchObject([
      { data: { expiresAt: plus(STOP_ENDS, HOUR), warnAt: plus(STOP_ENDS, -5 * HOUR) } },
    ]);
    expect(ends(STOP_ENDS)).toMatchObject([{ data: { expiresAt: STOP_ENDS } }]);
    expect(ends(plus(STOP_ENDS, -1))).toMatchObject([
      { data: { expiresAt: plus(STOP_ENDS, 48 * HOUR) } },
      { type: 'order.disputed', data: { instruction: 'extend', expiresAt: plus(STOP_ENDS, -1) } },
    ]);
    expect(ends(plus(STOP_ENDS, 49 * HOUR))).toMatchObject([{ data: { expiresAt: plus(STOP_ENDS, 48 * HOUR) } }, {}]);
  });

  test('counts up to the last moment of the term, and is void after it', () => {
    const at = (effectiveAt: string) => answer(extending, { effectiveAt }, counted, hour(50));
    expect(typesOf(at(STOP_ENDS))).toEqual(['order.extended']);
    expect(at(plus(STOP_ENDS, 1))).toMatchObject({
      ...{ kind: 'refusal', code: 'TERM_EXPIRED', detail: { expiresAt: STOP_ENDS } },
      facts: [{ type: 'order.disputed', data: { instruction: 'extend' } }],
    });
  });

  test('counts against the account again if it no longer did', () => {
    expect(answer(extending).facts.slice(1)).toStrictEqual([
      { type: 'account.stop-counted', data: { at: hour(11), ...ofAccount, kind: 'extension' } },
    ]);
    expect(answer(extending, {}, { register: undefined }).facts).toHaveLength(2);
    const others = register(accountFacts.stopCounted(other(7), 'extension'));
    expect(answer(extending, {}, others).facts).toHaveLength(2);
    expect(answer({ ...extending, extensions: 1 }, {}, counted).facts).toHaveLength(2);
    expect(answer(extending, {}, counted).facts).toHaveLength(1);
  });

  test('counts nowhere where the policy does not count extensions', () => {
    const result = { code: '0000', effectiveAt: hour(10.5), outflows: [], instructionId: id('ins', 5) } as const;
    const uncounted = context({ now: hour(11), policy: { ...policy, enabled: () => false } });
    expect(typesOf(recordResult(extending, result, { register: registerWith() }, uncounted))).toEqual(['order.extended']);
  });

  test('of an order without a term is a broken state', () => {
    expect(() => answer({ ...extending, expiresAt: undefined })).toThrow('without a term');
  });
});

describe('a freeze', () => {
  test('runs in months from its moment, holds the account and leaves the line', () => {
    const inItsLine = register(accountFacts.linedUp(), accountFacts.linedUp(other(7)));
    expect(answer(freezing, {}, inItsLine).facts).toMatchObject([
      {
        type: 'order.frozen',
        data: {
          ...{ effectiveAt: hour(10.5), expiresAt: '2027-05-22T12:00:00.000Z', warnAt: '2027-05-12T12:00:00.000Z' },
          ...{ termMonths: 6, frozenFen: 8_000_000 },
        },
      },
      { type: 'account.frozen', data: { at: hour(11), ...ofAccount } },
      { type: 'account.left-line', data: { at: hour(11), ...ofAccount } },
    ]);
  });

  test('ends when the bank says, if that is earlier; a day’s difference is no dispute', () => {
    const named = '2027-05-22T00:00:00.000Z';
    expect(answer(freezing, { expiresAt: named }).facts).toMatchObject([
      { data: { expiresAt: named, warnAt: plus(named, -10 * DAY) } },
      { type: 'account.frozen' },
    ]);
    expect(answer(freezing, { expiresAt: '2027-06-30T00:00:00.000Z' }).facts).toMatchObject([
      { data: { expiresAt: '2027-05-22T12:00:00.000Z' } },
      { type: 'account.frozen' },
      { type: 'order.disputed', data: { instruction: 'freeze' } },
    ]);
  });

  test('is of the sum that the bank names; of the ordered sum only if the bank did all of it', () => {
    const fen = (over: Partial<TakenResult>, order = freezing) => {
      const [fact] = answer(order, over).facts;
      return fact !== undefined && 'frozenFen' in fact.data ? fact.data.frozenFen : 'none';
    };
    expect([fen({ stoppedFen: 5 }), fen({}), fen({ code: '1200' }), fen({ code: '1200', stoppedFen: 0 })]).toEqual([
      ...[5, 8_000_000, undefined, 0],
    ]);
    expect(fen({}, given(stopped, 'freeze', { termMonths: 6 }))).toBeUndefined();
  });

  test('of an account that another order froze stands in dispute, and is refused', () => {
    const twice = register(accountFacts.frozen(other(9)));
    expect(answer(freezing, { stoppedFen: 5 }, twice).facts).toMatchObject([
      { type: 'order.disputed', data: { instruction: 'freeze', stoppedFen: 5 } },
      { type: 'order.instruction-refused', data: { class: 'already', answer: { instruction: 'freeze', code: '0000' } } },
    ]);
    expect(typesOf(answer(freezing, {}, register(accountFacts.frozen())))).toEqual(['order.frozen', 'account.frozen']);
    const now = '2027-05-13T02:00:00.000Z';
    expect(typesOf(answer(renewing, { effectiveAt: '2027-05-13T01:00:00.000Z' }, twice, now))).toEqual([
      ...['order.disputed', 'order.instruction-refused'],
    ]);
    expect(
      typesOf(answer(extending, {}, register(accountFacts.frozen(other(9)), accountFacts.stopCounted({}, 'extension')))),
    ).toEqual(['order.extended']);
  });

  test('without its term is a broken state', () => {
    expect(() => answer(given(stopped, 'freeze'))).toThrow('without its term');
  });
});

describe('a renewal', () => {
  const now = '2027-05-13T02:00:00.000Z';
  const done = (over: Partial<TakenResult> = {}, order: StopOrder = renewing) =>
    answer(order, { effectiveAt: '2027-05-13T01:00:00.000Z', ...over }, register(accountFacts.frozen()), now);

  test('is so many months more from the end of the running ones', () => {
    expect(done().facts).toMatchObject([
      {
        type: 'order.renewed',
        data: {
          ...{ expiresAt: '2027-08-22T11:30:00.000Z', warnAt: '2027-08-12T11:30:00.000Z' },
          ...{ effectiveAt: '2027-05-13T01:00:00.000Z', answer: { instruction: 'renew' } },
        },
      },
    ]);
    expect(renewableFrom('2027-08-22T11:30:00.000Z', context())).toBe('2027-08-12T11:30:00.000Z');
  });

  test('ends earlier if the bank says so; an end before the running one, or far from the lawful one, is a dispute', () => {
    expect(done({ expiresAt: '2027-08-22T00:00:00.000Z' }).facts).toMatchObject([
      { data: { expiresAt: '2027-08-22T00:00:00.000Z', warnAt: '2027-08-12T00:00:00.000Z' } },
    ]);
    expect(done({ expiresAt: plus(FREEZE_ENDS, -1) }).facts).toMatchObject([
      { data: { expiresAt: '2027-08-22T11:30:00.000Z' } },
      { type: 'order.disputed', data: { instruction: 'renew' } },
    ]);
  });

  test('told after the lapse freezes the account for the order again', () => {
    expect(done({}, { ...renewing, status: 'lapsed' }).facts).toMatchObject([
      { type: 'order.renewed' },
      { type: 'account.frozen', data: { at: now, ...ofAccount } },
    ]);
  });

  test('after the end is void', () => {
    const late = plus(FREEZE_ENDS, 1);
    const { code, facts } = { code: '', ...answer(renewing, { effectiveAt: late }, {}, plus(FREEZE_ENDS, DAY)) };
    expect([code, facts.map(({ type }) => type)]).toEqual(['TERM_EXPIRED', ['order.disputed']]);
  });
});

describe('letting go', () => {
  test.each([
    ['release', releasing, 'order.released'],
    ['unfreeze', unfreezing, 'order.unfrozen'],
  ] as const)(
    '%s: the account is free for the next in line; a sum that is still held is a dispute',
    (instruction, order, type) => {
      const at = hour(13);
      const done = (over: Partial<TakenResult> = {}) => answer(order, { effectiveAt: at, ...over }, line, at).facts;
      expect(done()).toMatchObject([
        { type, data: { at, effectiveAt: at, answer: { instruction } } },
        { type: 'account.freed', data: { at, ...ofAccount, next: id('ord', 7) } },
      ]);
      expect(done({ stoppedFen: 0 })).toHaveLength(2);
      expect(done({ stoppedFen: 1, outflows: [outflow(1)] })).toMatchObject([
        { type },
        { type: 'order.disputed', data: { instruction, stoppedFen: 1 } },
        { type: 'account.freed' },
        // the outflows are followed: they are no part of the dispute
        { type: 'order.supplemented', data: { outflows: [{ serial: 'OUT-1' }] } },
      ]);
      expect(done({ stoppedFen: 1, outflows: [outflow(1)] })[1]?.data).not.toHaveProperty('outflows');
    },
  );

  test.each([
    ['release', { ...releasing, status: 'expired' }, 'order.released'],
    ['unfreeze', { ...unfreezing, status: 'lapsed' }, 'order.unfrozen'],
  ] as const)('%s is taken after the term as well, and frees the account no second time', (_, order, type) => {
    expect(typesOf(answer(order, { effectiveAt: hour(49) }, line, hour(50)))).toEqual([type]);
  });
});

describe('a recall', () => {
  const voided = { type: 'account.stop-voided', data: { kind: 'stop' } };

  test.each(['0000', '0400'] as const)('is obeyed with %s: the stop does not count', (code) => {
    expect(answer(recalling, { code, effectiveAt: undefined }).facts).toMatchObject([
      { type: 'order.recalled', data: { answer: { instruction: 'recall', code } } },
      voided,
    ]);
    expect(typesOf(answer(recalling, { code, effectiveAt: undefined }, { register: undefined }))).toEqual(['order.recalled']);
  });

  test('is in dispute if the bank still holds a sum', () => {
    expect(answer(recalling, { stoppedFen: 5 }).facts).toMatchObject([
      { type: 'order.recalled' },
      { type: 'order.disputed', data: { instruction: 'recall', stoppedFen: 5 } },
      voided,
    ]);
    expect(typesOf(answer(recalling, { stoppedFen: 0 }))).toEqual(['order.recalled', 'account.stop-voided']);
  });

  test('gives the turn to the next in line, obeyed or refused, unless Cordon had to remind the bank and gave it then', () => {
    const { pending: recall } = recalling;
    if (recall === undefined) throw new Error('the recall is with the bank');
    const waited: StopOrder = { ...recalling, pending: { ...recall, remindAt: hour(12) } };
    expect(typesOf(answer(waited, {}, line))).toEqual(['order.recalled', 'account.stop-voided', 'account.freed']);
    expect(typesOf(answer(waited, { code: '1200' }, line))).toEqual(['order.instruction-refused', 'account.freed']);
    expect(advance(waited, line.register, context({ now: hour(12) })).map(({ type }) => type)).toEqual([
      ...['order.instruction-reminded', 'account.freed'],
    ]);
    const reminded: StopOrder = { ...recalling, pending: { ...recall, remindAt: undefined } };
    expect(typesOf(answer(reminded, {}, line))).toEqual(['order.recalled', 'account.stop-voided']);
  });

  test('is refused with any other code; 0400 is no answer to anything else', () => {
    expect(answer(recalling, { code: '1200' }).facts).toMatchObject([
      { type: 'order.instruction-refused', data: { class: 'partly' } },
    ]);
    expect(answer(releasing, { code: '0400' }).facts).toMatchObject([
      { type: 'order.instruction-refused', data: { class: 'fix', answer: { instruction: 'release' } } },
    ]);
  });
});

test('the freeze of an order that waits in line begins with its answer', () => {
  expect(typesOf(answer(inLine, {}, register(accountFacts.linedUp())))).toEqual([
    ...['order.frozen', 'account.frozen', 'account.left-line'],
  ]);
});
