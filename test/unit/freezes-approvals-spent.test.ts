import { describe, expect, test } from 'vitest';
import { withdrawApproval } from '../../shared/approvals/decide-approval.ts';
import { evolveApproval } from '../../shared/approvals/evolve-approval.ts';
import type { Approval, Matter } from '../../shared/approvals/model.ts';
import { openGate } from '../../shared/approvals/open-gate.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { cameToNothing } from '../../shared/freezes/order/spent-approval.ts';
import type { BankAnswer } from '../../shared/freezes/order/stop-order.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { haidianHead } from '../support/approvals.ts';
import { orderWith, pending, untilFrozen } from '../support/order-samples.ts';
import { context, hour, id, officers } from '../support/samples.ts';

const approvalId = id('apr', 1);
const approval = { name: '周局', level: 'county', approvedAt: hour(9), legalReview: false, approvalId } as const;

const unfreezing = (number: number, at: string, over: object = { approval }): OrderFact => ({
  type: 'order.unfreeze-ordered',
  data: { at, pending: pending('unfreeze', { instructionId: id('ins', number), issuedAt: at, ...over }) },
});
const answer = (number: number, at: string, code: BankAnswer['code']): BankAnswer => {
  const instructionId = id('ins', number);
  return { instruction: 'unfreeze', instructionId, attempt: 0, hash: hashOf([number, code]), code, at, late: false };
};
const refused = (number: number, at: string, code: BankAnswer['code'] = '1000'): OrderFact => ({
  type: 'order.instruction-refused',
  data: { at, answer: answer(number, at, code), class: 'final' },
});
const unfrozen = (number: number, at: string): OrderFact => ({
  type: 'order.unfrozen',
  data: { at, answer: answer(number, at, '0000'), effectiveAt: at },
});
const disputed = (number: number, at: string, code: BankAnswer['code'] = '0000', named = true): OrderFact => ({
  type: 'order.disputed',
  data: {
    ...{ at, instruction: 'unfreeze', hash: hashOf(['disputed', number, code]), code },
    ...(named ? { instructionId: id('ins', number) } : {}),
  },
});
const notKept = (number: number, at: string): OrderFact => ({
  type: 'order.dispute-not-kept',
  data: { at, instruction: 'unfreeze', instructionId: id('ins', number), hash: hashOf(number), code: '1000' },
});

describe('an instruction that rests on an approval had no effect', () => {
  const idleAfter = (...facts: readonly OrderFact[]) =>
    cameToNothing(orderWith(...untilFrozen, ...facts), approvalId, 'unfreeze');

  test.each([
    ['where the bank declined the instruction', [unfreezing(1, hour(20)), refused(1, hour(21))]],
    ['where the bank held only part of what it cannot do in part', [unfreezing(1, hour(20)), refused(1, hour(21), '1200')]],
    [
      'where the bank declined it twice',
      [unfreezing(1, hour(20)), refused(1, hour(21)), unfreezing(2, hour(22)), refused(2, hour(23))],
    ],
    [
      'where the bank declined it for two reasons',
      [unfreezing(1, hour(20)), refused(1, hour(21)), disputed(1, hour(22), '0600')],
    ],
    [
      'where the bank contradicts itself on another instruction',
      [unfreezing(1, hour(20)), refused(1, hour(21)), disputed(7, hour(22))],
    ],
    ['where the bank left it unanswered and another took its place', [unfreezing(1, hour(20)), unfreezing(2, hour(60), {})]],
  ])('%s', (_, facts) => {
    expect(idleAfter(...facts)).toBe(true);
  });

  test.each([
    ['where the bank carried it out', [unfreezing(1, hour(20)), unfrozen(1, hour(21))]],
    ['where the bank says that it did, and Cordon disputes it', [unfreezing(1, hour(20)), refused(1, hour(21), '0000')]],
    [
      'where it was done the second time',
      [unfreezing(1, hour(20)), refused(1, hour(21)), unfreezing(2, hour(22)), unfrozen(2, hour(23))],
    ],
    ['where the bank says later that it did', [unfreezing(1, hour(20)), refused(1, hour(21)), disputed(1, hour(22))]],
    [
      'where the bank says so without its name',
      [unfreezing(1, hour(20)), refused(1, hour(21)), disputed(1, hour(22), '0000', false)],
    ],
    [
      'where the bank says later that it did a part',
      [unfreezing(1, hour(20)), refused(1, hour(21)), disputed(1, hour(22), '1200')],
    ],
    [
      'where the bank says that it did after another took its place',
      [unfreezing(1, hour(20)), unfreezing(2, hour(60), {}), disputed(1, hour(61))],
    ],
    [
      'where the order did not keep all that the bank said',
      [unfreezing(1, hour(20)), refused(1, hour(21)), notKept(1, hour(22))],
    ],
    ['where the order does not know of it', [unfreezing(1, hour(20), {}), refused(1, hour(21))]],
  ])('is not so %s', (_, facts) => {
    expect(idleAfter(...facts)).toBe(false);
  });

  test('is not so for an instruction of another kind than the one that was declined', () => {
    const order = orderWith(...untilFrozen, unfreezing(1, hour(20)), refused(1, hour(21)));
    expect(cameToNothing(order, approvalId, 'release')).toBe(false);
  });
});

describe('an approval that was used', () => {
  const matter = { gate: 'release', orderId: id('ord', 1), instruction: 'unfreeze', amountFen: 500 } as const;
  const person = { agency: 'police-haidian', subject: 'zhang', name: '张三' };
  const used: Approval = {
    ...{
      approvalId,
      reference: 'A-1',
      status: 'used',
      district: 'haidian',
      matter,
      askedBy: person,
      askedAt: hour(8),
      reason: 'r',
    },
    needed: { role: 'approver', level: 'county', legalReview: false },
    desk: { agency: 'police-haidian', role: 'approver' },
    granted: { agency: 'police-haidian', subject: haidianHead.subject, name: '周局', level: 'county', reason: 'r', at: hour(9) },
    used: { at: hour(20), agency: 'police-haidian', subject: 'zhang' },
  };
  const actor = { ...context().actor, agency: 'police-haidian' };
  const open = (idle: boolean, now = hour(30), amountFen = 500) =>
    openGate(used, { ...matter, amountFen }, { officers, idle }, context({ now, actor }));

  test('an approval opens its gate again if its act had no effect, for no more than was asked', () => {
    expect(open(true)).toMatchObject({ kind: 'opened', fact: { type: 'approval.used', data: { gate: 'release' } } });
    expect(open(true, hour(30), 501)).toMatchObject({ code: 'APPROVAL_OF_OTHER_MATTER' });
    expect(open(false)).toMatchObject({ code: 'APPROVAL_USED_BEFORE' });
  });

  test('an approval to let go of a stop lifts no freeze; one from before the two were told apart opens its gate', () => {
    const acting = context({ now: hour(30), actor });
    const of = (asked: Matter) => openGate({ ...used, matter: asked }, matter, { officers, idle: true }, acting);
    expect(of({ ...matter, instruction: 'release' })).toMatchObject({
      ...{ code: 'APPROVAL_OF_OTHER_MATTER', detail: { differs: ['instruction'] } },
    });
    expect(of({ gate: 'release', orderId: matter.orderId, amountFen: 500 })).toMatchObject({ kind: 'opened' });
  });

  test('is taken back by the person who asked, and then opens nothing', () => {
    const by = (subject: string) => context({ now: hour(30), actor: { ...actor, subject } });
    expect(withdrawApproval(used, { reason: 'r' }, by('lin'))).toMatchObject({ code: 'APPROVAL_OF_OTHER_PERSON' });
    const { facts } = withdrawApproval(used, { reason: 'r' }, by('zhang'));
    const [withdrawn] = facts;
    if (withdrawn === undefined) throw new Error('it was not withdrawn');
    const after = evolveApproval(used, withdrawn);
    expect(after).toMatchObject({ status: 'withdrawn', used: used.used });
    expect(openGate(after, matter, { officers, idle: true }, by('lin'))).toMatchObject({ code: 'APPROVAL_NOT_GRANTED' });
  });

  test('opens it for as long as it would have stood unused', () => {
    expect(open(true, plus(hour(9), 10 * DAY - 1))).toMatchObject({ kind: 'opened' });
    expect(open(true, plus(hour(9), 10 * DAY))).toMatchObject({ code: 'APPROVAL_LAPSED' });
  });
});
