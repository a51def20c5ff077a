import { describe, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { climbs } from '../../shared/freezes/order/deadlines.ts';
import { givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import { takeTurn } from '../../shared/freezes/order/line.ts';
import { releaseWithdrawn, withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  lastGiven,
  orderWith,
  outflow,
  recordNamed,
  registerWith,
  signed,
  stoppedResult,
  untilStopped,
} from '../support/order-samples.ts';
import { accountFacts, context, minute, officers, orderFacts } from '../support/samples.ts';

const at3 = context({ now: minute(3) });
const at6 = bankAt(6);
const asked = { order: orderWith(orderFacts.requested(), orderFacts.sent()), register: registerWith() };
const withdrawn = kept(asked, withdrawOrder(asked.order, signed, { register: asked.register }, at3));

describe('a stop that officers take back before the bank has answered', () => {
  test('is told to the bank under a name of its own, and counts until the bank confirms', () => {
    given(StopOrders, orderFacts.requested(), orderFacts.sent())
      .when((order) => withdrawOrder(order, signed, { register: undefined }, at3))
      .thenFacts({ type: 'order.withdrawn', data: { reason: signed.reason, pending: { instruction: 'recall' } } })
      .thenState({ status: 'withdrawn', withdrawal: { at: minute(3), officers } });
    expect(givenInstructions(withdrawn.order)).toMatchObject([
      { instruction: 'stop', state: 'replaced' },
      { instruction: 'recall', state: 'open', issuedAt: minute(3) },
    ]);
    expect(withdrawn.register?.stops).toHaveLength(1);
    expect(climbs(withdrawn.order)).toBe(false);
    expect(StopOrders.index(withdrawn.order).entries).toHaveProperty('inbox');
  });

  test('is the last that the bank was told, also where its turn in the line came at that very moment', () => {
    const held = [orderFacts.requested(), orderFacts.alreadyHeld()] as const;
    const inLine = { order: orderWith(...held), register: registerWith(accountFacts.linedUp()) };
    const lined = kept(inLine, { facts: [{ type: 'order.lined-up', data: { at: minute(3), reason: 'r' } }] });
    const turn = kept(lined, takeTurn(lined.order, signed, { register: lined.register }, at3));
    const recalled = kept(turn, withdrawOrder(turn.order, signed, { register: turn.register }, at3));
    expect(lastGiven(recalled.order).instruction).toBe('recall');
    const declining = recordNamed(recalled.order, declined('1303'), { register: recalled.register }, at6);
    expect(lastGiven(kept(recalled, declining).order)).toMatchObject({ instruction: 'recall', state: 'answered' });
  });

  test('is told to the bank also where nothing was sent yet: a pull may have shown it', () => {
    given(StopOrders, orderFacts.requested())
      .when((order) => withdrawOrder(order, signed, { register: undefined }, at3))
      .thenFacts({ type: 'order.withdrawn', data: { pending: { instruction: 'recall' } } })
      .thenState({ status: 'withdrawn' });
  });

  test('a stop no longer counts once the bank has confirmed the recall, or says that it does not know the stop', () => {
    for (const result of [declined('0000', { effectiveAt: minute(5) }), declined('0400')]) {
      const decision = recordNamed(withdrawn.order, result, { register: withdrawn.register }, at6);
      expect(decision.facts).toMatchObject([{ type: 'order.recalled' }, { type: 'account.stop-voided' }]);
      const { order } = kept(withdrawn, decision);
      expect([order.status, order.pending]).toEqual(['withdrawn', undefined]);
    }
  });

  test('cannot be taken back once the bank has answered: a release is the way', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => withdrawOrder(order, signed, { register: undefined }, context({ now: minute(6) })))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'stopped', command: 'withdraw' });
  });

  test('needs two officers', () => {
    given(StopOrders, orderFacts.requested())
      .when((order) => withdrawOrder(order, { ...signed, officers: [officers[0], officers[0]] }, { register: undefined }, at3))
      .thenRefused('SAME_OFFICER_TWICE');
  });
});

describe('a bank’s answer that crosses with the recall', () => {
  const crossing = recordResult(withdrawn.order, stoppedResult(), { register: withdrawn.register, signature: 'jws' }, at6);
  const stopped = kept(withdrawn, crossing);

  test('counts, with or without the name of the stop: the money is stopped', () => {
    expect(crossing.facts).toMatchObject([{ type: 'order.stopped', data: { afterWithdrawal: true, stoppedFen: 10_000_000 } }]);
    const [stop] = givenInstructions(withdrawn.order);
    const named = { ...stoppedResult(), instructionId: stop?.instructionId };
    expect(recordResult(withdrawn.order, named, { register: withdrawn.register, signature: 'jws' }, at6).facts[0]).toMatchObject({
      type: 'order.stopped',
    });
    expect(stopped.order).toMatchObject({ status: 'stopped', stoppedFen: 10_000_000, pending: undefined });
  });

  test('leads to a release at once, on the word of the officers who took the stop back', () => {
    const release = releaseWithdrawn(stopped.order, context({ now: minute(6) }));
    expect(release.facts).toMatchObject([
      { type: 'order.release-ordered', data: { pending: { instruction: 'release', reason: signed.reason, officers } } },
    ]);
    const releasing = kept(stopped, release);
    expect(releaseWithdrawn(releasing.order, context({ now: minute(7) })).facts).toEqual([]);
    const done = recordNamed(
      releasing.order,
      declined('0000', { effectiveAt: minute(7) }),
      { register: releasing.register },
      bankAt(8),
    );
    expect(kept(releasing, done).order.status).toBe('released');
  });

  test('counts against the account again where the recall was confirmed before', () => {
    const confirmed = kept(
      withdrawn,
      recordNamed(withdrawn.order, declined('0000', { effectiveAt: minute(5) }), { register: withdrawn.register }, at6),
    );
    expect(confirmed.register?.stops).toHaveLength(0);
    const late = { ...stoppedResult(), instructionId: givenInstructions(confirmed.order)[0]?.instructionId };
    const back = kept(confirmed, recordResult(confirmed.order, late, { register: confirmed.register }, bankAt(7)));
    expect(back.order.status).toBe('stopped');
    expect(back.register?.stops).toHaveLength(1);
  });

  test('a crossing answer that stopped nothing leaves the order withdrawn, gives the count back, and makes the recall idle', () => {
    for (const code of ['0301', '1303', '0302'] as const) {
      const decision = recordResult(
        withdrawn.order,
        declined(code, { outflows: [outflow(1)] }),
        { register: withdrawn.register },
        at6,
      );
      const after = kept(withdrawn, decision);
      expect(after.order).toMatchObject({ status: 'withdrawn', pending: undefined, outflows: [outflow(1)] });
      expect(after.register?.stops).toHaveLength(0);
    }
  });

  test('1100 is no answer, and a stop that was taken back is not asked for again', () => {
    expect(recordResult(withdrawn.order, declined('1100'), { register: withdrawn.register }, at6).facts).toEqual([]);
  });

  test('said again, changes nothing; another is a dispute of the stop', () => {
    expect(recordResult(stopped.order, stoppedResult(), { register: stopped.register }, bankAt(7)).facts).toEqual([]);
    const recall = lastGiven(withdrawn.order).instructionId;
    const confirmed = { ...declined('0000', { effectiveAt: minute(5) }), instructionId: recall };
    expect(recordResult(stopped.order, confirmed, { register: stopped.register }, bankAt(7))).toMatchObject({
      code: 'INSTRUCTION_REPLACED',
      facts: [{ type: 'order.disputed', data: { instruction: 'recall' } }],
    });
  });
});
