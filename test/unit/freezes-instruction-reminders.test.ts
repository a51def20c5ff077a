import { describe, expect, test } from 'vitest';
import { advance, nextMoment } from '../../shared/freezes/order/deadlines.ts';
import { orderExtension } from '../../shared/freezes/order/instruct.ts';
import { timesOf } from '../../shared/freezes/order/pending-instruction.ts';
import { withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { kept, lastGiven, orderWith, registerWith, signed, untilStopped } from '../support/order-samples.ts';
import { context, hour, minute, orderFacts } from '../support/samples.ts';

describe('an instruction that the bank leaves unanswered', () => {
  const stopped = { order: orderWith(...untilStopped), register: registerWith() };
  const extending = kept(
    stopped,
    orderExtension(stopped.order, signed, { register: stopped.register }, context({ now: hour(10) })),
  );
  const due = () => advance(extending.order, extending.register, context({ now: hour(10 + 20 / 60) }));

  test('is due by the time of its kind, and the bank is reminded ten minutes before, once', () => {
    expect(lastGiven(extending.order)).toMatchObject({ instruction: 'extend', dueAt: hour(10.5) });
    expect(nextMoment(extending.order)).toBe(hour(10 + 20 / 60));
    expect(StopOrders.index(extending.order).entries).toHaveProperty('due');
    expect(advance(extending.order, extending.register, context({ now: hour(10.3) }))).toEqual([]);
    const { instructionId } = lastGiven(extending.order);
    expect(due()).toMatchObject([
      { type: 'order.instruction-reminded', data: { instruction: 'extend', instructionId, dueAt: hour(10.5) } },
    ]);
    const reminded = kept(extending, { facts: due() });
    expect(advance(reminded.order, reminded.register, context({ now: hour(11) }))).toEqual([]);
    expect(nextMoment(reminded.order)).toBe(reminded.order.warnAt);
  });

  test('has as long as its kind takes: a renewal a day, a recall half an hour', () => {
    const now = hour(10);
    expect(timesOf('renew', context({ now }))).toEqual({ issuedAt: now, dueAt: hour(34), remindAt: hour(33 + 50 / 60) });
    const asked = { order: orderWith(orderFacts.requested(), orderFacts.sent()), register: registerWith() };
    const recalled = kept(asked, withdrawOrder(asked.order, signed, { register: asked.register }, context({ now: minute(3) })));
    expect(lastGiven(recalled.order)).toMatchObject({ instruction: 'recall', dueAt: minute(33) });
    expect(nextMoment(recalled.order)).toBe(minute(23));
  });
});
