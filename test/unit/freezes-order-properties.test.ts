import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restsOnRegister } from '../../shared/freezes/account/account-facts.ts';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import {
  recordDelivery,
  recordDeliveryFailure,
  recordSending,
  recordUndeliverable,
} from '../../shared/freezes/bank-answer/delivery.ts';
import { recordReceipt } from '../../shared/freezes/bank-answer/record-receipt.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { askRedelivery } from '../../shared/freezes/bank-answer/redelivery.ts';
import { resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';
import type { TakenResult } from '../../shared/freezes/model.ts';
import { letGo, narrowTo } from '../../shared/freezes/order/by-right.ts';
import { advance, nextMoment, workflowOf } from '../../shared/freezes/order/deadlines.ts';
import { givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import { orderExtension, orderFreeze, orderRelease, orderRenewal, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import { lineUp, takeFromLine, takeTurn } from '../../shared/freezes/order/line.ts';
import { openInstruction } from '../../shared/freezes/order/open-instruction.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import { AccountRegisters } from '../../shared/freezes/streams.ts';
import { fresh } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import { DAY, elapsed, HOUR, MINUTE, plus, SECOND } from '../../shared/kernel/time.ts';
import {
  freezeInput,
  kept,
  orderWith,
  paper,
  recorded,
  recordNamed,
  registerWith,
  renewInput,
  signed,
  stoppedResult,
} from '../support/order-samples.ts';
import { accountFacts, context, id, minute, orderFacts } from '../support/samples.ts';

/** One act of police, bank or clock, some time after the act before. */
interface Step {
  readonly after: number;
  readonly does: string;
  readonly code: TakenResult['code'];
  readonly ago: number;
  readonly fen: number;
}

interface Held {
  readonly order: StopOrder;
  readonly register: AccountRegister | undefined;
}

/** An order of another alarm on the same account. */
const another = { orderId: id('ord', 9), alertId: id('alt', 9) };

const byRight = { ...signed, ground: { by: 'screening' as const } };

type Act = (held: Held, step: Step, ctx: Context) => Decision<Fact>;

const acts: Readonly<Record<string, Act>> = {
  send: ({ order }, { fen }, ctx) =>
    recordSending(
      order,
      {
        instruction: openInstruction(order) ?? 'stop',
        purpose: fen % 2 === 0 ? 'retry' : 'order',
        channel: 'push',
        messageId: `m-${fen % 7}`,
      },
      ctx,
    ),
  deliver: ({ order }, _, ctx) => recordDelivery(order, { instruction: openInstruction(order) ?? 'stop' }, ctx),
  fail: ({ order }, _, ctx) =>
    recordDeliveryFailure(order, { instruction: openInstruction(order) ?? 'stop', reason: 'timeout' }, ctx),
  lose: ({ order }, _, ctx) => recordUndeliverable(order, { instruction: openInstruction(order) ?? 'stop' }, ctx),
  askAgain: ({ order }, _, ctx) => askRedelivery(order, {}, { bank: { endpoint: 'https://bank-a.example.cn' } }, ctx),
  receipt: ({ order }, { ago }, ctx) => recordReceipt(order, { receivedAt: plus(ctx.now, -ago) }, {}, ctx),
  result: ({ order, register }, step, ctx) => recordNamed(order, resultOf(step, ctx), { register }, ctx),
  done: ({ order, register }, step, ctx) => recordNamed(order, resultOf({ ...step, code: '0000' }, ctx), { register }, ctx),
  late: ({ order, register }, step, ctx) => {
    const given = givenInstructions(order);
    const { instructionId } = given[step.ago % Math.max(1, given.length)] ?? {};
    return recordResult(order, { ...resultOf(step, ctx), instructionId }, { register }, ctx);
  },
  advance: ({ order, register }, _, ctx) => accept<Fact>(...advance(order, register, ctx)),
  extend: ({ order, register }, _, ctx) => orderExtension(order, signed, { register }, ctx),
  release: ({ order, register }, _, ctx) => orderRelease(order, signed, { register }, ctx),
  freeze: ({ order, register }, _, ctx) => orderFreeze(order, ...recorded(freezeInput(), register), ctx),
  renew: ({ order, register }, _, ctx) => orderRenewal(order, ...recorded(renewInput(), register), ctx),
  unfreeze: ({ order, register }, _, ctx) =>
    orderUnfreeze(order, { ...signed, notice: paper('release-notice') }, { register }, ctx),
  letGo: ({ order, register }, _, ctx) => accept<Fact>(...letGo(order, byRight, register, ctx)),
  narrow: ({ order, register }, { fen }, ctx) => narrowTo(order, { ...byRight, fen }, register, ctx),
  withdraw: ({ order, register }, _, ctx) => withdrawOrder(order, signed, { register }, ctx),
  lineUp: ({ order, register }, _, ctx) => lineUp(order, signed, { register }, ctx),
  takeTurn: ({ order, register }, _, ctx) => takeFromLine(order, register, ctx),
  takeTurnByHand: ({ order, register }, _, ctx) => takeTurn(order, signed, { register }, ctx),
  anotherFreezes: ({ register }) => (register?.frozenBy === undefined ? accept(accountFacts.frozen(another)) : accept()),
  anotherEnds: ({ register }) => (register?.frozenBy === another.orderId ? accept(accountFacts.freed(another)) : accept()),
};

/** What a bank may say without contradicting itself: codes by which nothing is held come without a sum. */
function resultOf({ code, ago, fen }: Step, { now }: Context): TakenResult {
  const { class: resultClass } = resultCodes[code];
  const holds = resultClass === 'stopped' || resultClass === 'partly' || resultClass === 'already';
  return stoppedResult({ code, effectiveAt: plus(now, -ago), stoppedFen: holds ? fen : 0 });
}

const step = fc.record({
  after: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 15 * MINUTE }),
    fc.integer({ min: 0, max: 30 * HOUR }),
    fc.integer({ min: 0, max: 100 * DAY }),
  ),
  does: fc.constantFrom(...Object.keys(acts), 'advance', 'done'),
  code: fc.constantFrom(...resultCodeList),
  ago: fc.integer({ min: 0, max: 10 * SECOND }),
  fen: fc.nat(4),
});
/** Courses that lead further than chance would: each may be cut short or crossed by anything else. */
const courses: readonly (readonly Partial<Step>[])[] = [
  [{ does: 'done' }, { does: 'freeze' }, { does: 'done' }],
  [{ does: 'done' }, { does: 'extend' }, { does: 'done' }],
  [{ does: 'done' }, { does: 'release' }, { does: 'done' }],
  [{ does: 'done' }, { does: 'freeze' }, { does: 'advance', after: 3 * DAY }, { does: 'done' }],
  [{ does: 'done' }, { does: 'extend' }, { does: 'advance', after: 49 * HOUR }, { does: 'done', ago: 2 * HOUR }],
  [
    { does: 'advance', after: 173 * DAY },
    { does: 'renew' },
    { does: 'advance', after: 12 * DAY },
    { does: 'done', ago: 5 * DAY },
  ],
  [{ does: 'advance', after: 173 * DAY }, { does: 'renew' }, { does: 'done' }],
  [{ does: 'unfreeze' }, { does: 'done' }],
  [{ does: 'done' }, { does: 'freeze' }, { does: 'letGo' }, { does: 'late' }],
  [{ does: 'done', fen: 4 }, { does: 'narrow', fen: 2 }, { does: 'done' }, { does: 'freeze' }],
  [
    { does: 'done' },
    { does: 'extend' },
    { does: 'advance', after: 49 * HOUR },
    { does: 'letGo' },
    { does: 'done', ago: 2 * HOUR },
  ],
  [{ does: 'result', code: '1303' }, { does: 'lineUp' }, { does: 'takeTurn' }],
  [{ does: 'done' }, { does: 'anotherFreezes' }, { does: 'lineUp' }, { does: 'freeze' }],
  [{ does: 'advance', after: 3 * DAY }, { does: 'anotherEnds' }, { does: 'takeTurn' }, { does: 'done' }],
  [{ does: 'done' }, { does: 'anotherFreezes' }, { does: 'advance', after: 3 * DAY }, { does: 'lineUp' }],
  [
    { does: 'result', code: '1100' },
    { does: 'send', fen: 0 },
    { does: 'result', code: '1100' },
    { does: 'send', fen: 0 },
  ],
];
const course = fc
  .constantFrom(...courses)
  .chain((ways) =>
    fc.tuple(...ways.map((way) => step.map((chance) => ({ ...chance, after: Math.min(chance.after, HOUR), ...way })))),
  );
const life = fc
  .array(fc.oneof({ weight: 2, arbitrary: step.map((one) => [one]) }, { weight: 1, arbitrary: course }), { maxLength: 16 })
  .map((parts) => parts.flat());

interface Moment {
  readonly before: Held;
  readonly after: Held;
  readonly step: Step;
  readonly context: Context;
  readonly facts: readonly Fact[];
}

/** Plays a life. Every fact is checked against its schema, the lifecycle's table and the state's schema on the way. */
function play(steps: readonly Step[]): readonly Moment[] {
  let held: Held = { order: orderWith(orderFacts.requested()), register: registerWith() };
  let now = minute(1);
  // two instructions of one moment have two names, as in the city
  let count = 0;
  const newId: Context['newId'] = (prefix) => {
    count += 1;
    return id(prefix, 1_000 + count);
  };
  return steps.map((one) => {
    now = plus(now, one.after);
    const ctx = context({ now, newId });
    const before = held;
    const act = acts[one.does];
    if (act === undefined) throw new Error(`there is no act ${one.does}`);
    const { facts } = act(held, one, ctx);
    held = kept(held, { facts });
    return { before, after: held, step: one, context: ctx, facts };
  });
}

/** The lives of the order between one turn and the next: a place in the line begins the way to the bank anew. */
function turns(moments: readonly Moment[]): readonly (readonly Fact[])[] {
  const all: Fact[][] = [[]];
  for (const fact of moments.flatMap(({ facts }) => facts)) {
    if (fact.type === 'order.taken-from-line') all.push([]);
    else all.at(-1)?.push(fact);
  }
  return all;
}

const runs = { numRuns: 400 };
const SETTLING = ['order.stopped', 'order.returned', 'order.already-held', 'order.failed'];

describe('after any events of an order, in any order', () => {
  test('its lifecycle is never left, and what is saved can be read', () => {
    fc.assert(
      fc.property(life, (steps) => {
        expect(() => play(steps)).not.toThrow();
      }),
      runs,
    );
  });

  test('a clock that has been set is never set again, except when its turn in the line comes', () => {
    const clocks = [
      'requestedAt',
      'sentAt',
      'receivedAt',
      'answeredAt',
      'effectiveAt',
      'filedAt',
      'freezeEffectiveAt',
      'alarmAt',
    ] as const;
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after, facts } of play(steps)) {
          if (facts.some(({ type }) => type === 'order.taken-from-line')) continue;
          for (const clock of clocks) if (before.order[clock] !== undefined) expect(after.order[clock]).toBe(before.order[clock]);
        }
        expect(clocks).toHaveLength(8);
      }),
      runs,
    );
  });

  test('the stop is answered at most once', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const turn of turns(play(steps)))
          expect(turn.filter(({ type }) => SETTLING.includes(type)).length).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  test('a result that was taken changes nothing when it comes again at once', () => {
    fc.assert(
      fc.property(life, (steps) => {
        expect(steps.length).toBeLessThanOrEqual(64);
        for (const { after, step: one, context: ctx, facts } of play(steps)) {
          if (one.does !== 'result' || facts.length === 0 || facts.some(({ type }) => type === 'order.disputed')) continue;
          expect(recordNamed(after.order, resultOf(one, ctx), { register: after.register }, ctx)).toEqual(accept());
        }
      }),
      runs,
    );
  });

  test('each rung is climbed at most once, in order, and never before it is due', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const turn of turns(play(steps))) {
          const climbed = turn.flatMap(({ type, data }) => (isRung(type, data) ? [data] : []));
          expect(new Set(climbed.map(({ rung }) => rung)).size).toBe(climbed.length);
          expect(climbed.map(({ dueAt }) => dueAt)).toEqual(climbed.map(({ dueAt }) => dueAt).toSorted());
          expect(climbed.every(({ at, dueAt }) => dueAt <= at)).toBe(true);
        }
      }),
      runs,
    );
  });

  test('once advanced there is nothing more to do until the moment it names, and no wait is for the past', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { after, context: ctx } of play(steps)) {
          const advanced = kept(after, { facts: advance(after.order, after.register, ctx) });
          expect(advance(advanced.order, advanced.register, ctx)).toEqual([]);
          const moment = nextMoment(advanced.order);
          const waits = Object.values(workflowOf(advanced.order, ctx.now).waits);
          expect(waits.every((seconds) => Number.isInteger(seconds) && seconds >= 1)).toBe(true);
          if (moment === undefined) continue;
          expect(moment > ctx.now).toBe(true);
          expect(advance(advanced.order, advanced.register, { ...ctx, now: moment })).not.toEqual([]);
        }
        expect(steps.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 150 },
    );
  });

  test('an account is never counted stopped more than twice, and no instruction of a person replaces one the bank has time for', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after, facts, context: ctx } of play(steps)) {
          expect(after.register?.stops.length ?? 0).toBeLessThanOrEqual(2);
          const issued = facts.some(({ data }) => typeof data === 'object' && data !== null && 'pending' in data);
          // a waiting freeze goes to the bank the moment its turn comes
          if (facts.some(({ type }) => type === 'order.turn-came')) continue;
          const { pending } = before.order;
          const patience = ctx.policy.amount('instruction.patience', ctx.now);
          // by right the money goes free at once
          if (after.order.letGo !== undefined) continue;
          if (issued && pending !== undefined) expect(elapsed(pending.issuedAt, ctx.now)).toBeGreaterThanOrEqual(patience);
        }
      }),
      runs,
    );
  });

  test('a decision that another order in line would change requires or changes the register of the account', () => {
    let decisive = 0;
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, step: one, context: ctx, facts } of play(steps)) {
          const register = before.register ?? registerWith();
          if (register.line.includes(another.orderId)) continue;
          const beside = { ...before, register: { ...register, line: [...register.line, another.orderId] } };
          const types = (some: readonly Fact[]) => some.map(({ type }) => type);
          if (types(acts[one.does]?.(beside, one, ctx).facts ?? []).join() === types(facts).join()) continue;
          decisive += 1;
          const changes = facts.some(({ type }) => type.startsWith('account.'));
          const loaded = { ...fresh(AccountRegisters, register.accountKey), state: register };
          expect(changes || restsOnRegister(before.order, loaded, facts).length > 0, types(facts).join()).toBe(true);
        }
      }),
      runs,
    );
    // as chance has it, some hundred of the lives come to such a decision
    expect(decisive).toBeGreaterThan(10);
  });

  test('money that goes free by right is held only while the bank has the order to let go, or after it refused', () => {
    let freed = 0;
    fc.assert(
      fc.property(life, (steps) => {
        for (const { after, facts } of play(steps)) {
          const { status, letGo: free, pending, instructions = [] } = after.order;
          if (free === undefined || (status !== 'stopped' && status !== 'frozen')) continue;
          freed += 1;
          const isLettingGo = pending?.instruction === 'release' || pending?.instruction === 'unfreeze';
          const crossed = facts.some((fact) => fact.type === 'order.stopped');
          const refused = instructions.some(({ instruction }) => instruction === 'release' || instruction === 'unfreeze');
          expect(isLettingGo || crossed || refused || after.order.withdrawal !== undefined).toBe(true);
        }
      }),
      runs,
    );
    expect(freed).toBeGreaterThan(10);
  });

  test('a narrowed hold never grows again', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after } of play(steps)) {
          const narrowed = before.order.narrowedFen;
          if (narrowed !== undefined) expect(after.order.narrowedFen ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(narrowed);
        }
        expect(steps.length).toBeLessThanOrEqual(64);
      }),
      runs,
    );
  });

  test('an instruction that prolongs a term never shortens it', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { before, after, facts } of play(steps)) {
          const prolonged = facts.some(({ type }) => type === 'order.extended' || type === 'order.renewed');
          if (!prolonged) continue;
          expect(before.order.expiresAt).toBeDefined();
          expect((after.order.expiresAt ?? '') > (before.order.expiresAt ?? '')).toBe(true);
        }
        expect(steps.length).toBeLessThanOrEqual(64);
      }),
      runs,
    );
  });

  test('a held sum has an end; a frozen account has a filing', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { after } of play(steps)) {
          const { status, expiresAt, filedAt, freezeTermMonths } = after.order;
          if (status === 'stopped' || status === 'frozen') expect(expiresAt).toBeDefined();
          if (status === 'frozen') expect([filedAt, freezeTermMonths]).not.toContain(undefined);
          expect(after.register?.frozenBy === after.order.orderId).toBe(status === 'frozen');
        }
        expect(steps.length).toBeLessThanOrEqual(64);
      }),
      runs,
    );
  });
});

function isRung(type: string, data: unknown): data is { rung: string; dueAt: string; at: string } {
  return (type === 'order.escalated' || type === 'order.breached') && typeof data === 'object' && data !== null && 'rung' in data;
}
