import { describe, expect, test } from 'vitest';
import { BankInstruction, FundGraph, OrderView, RequestedOrderCard, RequestView } from '../../shared/freezes/answers.ts';
import type { AccountOutflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { FreezeRequest } from '../../shared/freezes/model.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { accountGraph } from '../../shared/freezes/trace/account-graph.ts';
import { bankInstruction, bankReading, fundGraph, orderView, requestView } from '../../shared/freezes/views.ts';
import { stateOf } from '../support/given.ts';
import { lastGiven } from '../support/order-samples.ts';
import {
  account,
  alert,
  banks,
  context,
  hour,
  id,
  keyOf,
  minute,
  officers,
  orderFacts,
  plan,
  requestFreezeInput,
  T0,
} from '../support/samples.ts';

function order(...facts: readonly [OrderFact, ...OrderFact[]]): StopOrder {
  const state = stateOf(StopOrders, ...facts);
  if (state === undefined) throw new Error('no facts, no order');
  return state;
}

const outflow: AccountOutflow = {
  bankId: 'bank-b',
  accountName: '孙七',
  accountNumber: '6222020200000000007',
  accountKind: 'personal',
  amountFen: 4_000_000,
  at: minute(-5),
  serial: 'OUT-1',
};
const child = {
  orderId: id('ord', 2),
  tier: 2,
  ancestors: [id('ord', 1)],
  tracedFen: 4_000_000,
  account: account({ bankId: 'bank-b' }),
};

describe('an order as the police see it', () => {
  test('has all its clocks, the money, the ladder and the result', () => {
    const view = orderView(
      order(
        orderFacts.requested(),
        orderFacts.sent(),
        orderFacts.received(),
        { type: 'order.escalated', data: { at: minute(10), rung: 'remind', dueAt: minute(10) } },
        { type: 'order.breached', data: { at: minute(30), rung: 'breach', dueAt: minute(30) } },
        orderFacts.stopped({
          at: minute(40),
          effectiveAt: minute(39),
          stoppedFen: 6_000_000,
          partly: true,
          answer: { instruction: 'stop', attempt: 0, hash: 'h', code: '1200', at: minute(40), late: true },
        }),
      ),
    );
    expect(view).toMatchObject({
      state: 'stopped',
      t0: T0,
      t1: minute(1),
      t2: minute(1),
      t3: minute(2),
      t4: minute(40),
      t5: minute(39),
      breached: true,
      late: true,
      resultCode: '1200',
      tracedFen: 10_000_000,
      stoppedFen: 6_000_000,
      ladder: [
        { rung: 'remind', at: minute(10) },
        { rung: 'breach', at: minute(30) },
      ],
    });
    expect(OrderView.parse(view)).toEqual(view);
  });

  test('the view shows neither the key of the account nor hashes of the answers', () => {
    const json = JSON.stringify(orderView(order(orderFacts.requested(), orderFacts.stopped())));
    expect(json).not.toContain(plan().accountKey);
    expect(json).not.toContain('hash');
  });
});

describe('what a bank is told', () => {
  const requested = order(orderFacts.requested());

  test('is one account, one instruction, and its authority; no other person', () => {
    const told = bankInstruction(requested, lastGiven(requested));
    expect(told).toEqual({
      orderId: plan().orderId,
      instructionId: id('ins', 1),
      instruction: 'stop',
      tier: 1,
      urgency: 'urgent',
      check: ['account-name', 'account-number', 'amount', 'time'],
      scope: 'account',
      accountName: account().accountName,
      accountNumber: account().accountNumber,
      accountKind: 'personal',
      transfer: account().transfer,
      transfers: [account().transfer],
      issuedAt: minute(1),
      dueAt: minute(30),
      authority: { agency: 'haidian-bureau', district: 'haidian', officers, requestId: plan().requestId, reason: plan().reason },
      documents: [],
    });
    expect(BankInstruction.parse(told)).toEqual(told);
  });

  test('names no order or account of another bank', () => {
    const stopped = order(orderFacts.requested(child), orderFacts.stopped({ outflows: [outflow] }));
    const json = JSON.stringify(bankReading(stopped, lastGiven(stopped), T0));
    expect(json).not.toContain(id('ord', 1));
    expect(json).not.toContain(outflow.accountNumber);
    expect(json).not.toContain(alert().alertId);
  });

  test('the push is the same for the same instruction after any notes on it', () => {
    const sent = order(orderFacts.requested(), orderFacts.sent(), orderFacts.received());
    expect(JSON.stringify(bankInstruction(sent, lastGiven(sent)))).toBe(
      JSON.stringify(bankInstruction(requested, lastGiven(requested))),
    );
  });

  test('the push of a freeze has its term, its sum, its case and its papers', () => {
    const filing = { caseNumber: 'A-1', filedAt: hour(20), decisionNumber: 'D-1' };
    const notice = { kind: 'freeze-notice' as const, number: 'F-1', issuedAt: hour(20) };
    const frozen = order(orderFacts.requested(), orderFacts.stopped(), {
      type: 'order.freeze-ordered',
      data: {
        at: hour(21),
        pending: {
          instruction: 'freeze',
          issuedAt: hour(21),
          reason: 'Case filed.',
          officers: [...officers],
          termMonths: 6,
          amountFen: 5_000_000,
          filing,
          contact: { name: '高建国', dutyPhone: '010-82519110' },
          documents: [notice],
        },
      },
    });
    expect(bankInstruction(frozen, lastGiven(frozen))).toMatchObject({
      instruction: 'freeze',
      issuedAt: hour(21),
      dueAt: hour(21.5),
      termMonths: 6,
      amountFen: 5_000_000,
      authority: {
        caseNumber: 'A-1',
        decisionNumber: 'D-1',
        reason: 'Case filed.',
        contact: { name: '高建国', dutyPhone: '010-82519110' },
      },
      documents: [notice],
    });
  });

  test('is the stop, until something else is pending or was answered', () => {
    expect(lastGiven(requested)).toMatchObject({ instruction: 'stop', state: 'open' });
    expect(lastGiven(order(orderFacts.requested(), orderFacts.stopped()))).toMatchObject({
      instruction: 'stop',
      state: 'answered',
    });
  });
});

describe('a freeze request as the police see it', () => {
  test('has the orders it became, and no key of an account', () => {
    const { facts } = requestFreeze(
      requestFreezeInput(),
      { alert: alert(), banks: banks('bank-a'), keys: [keyOf(account())], registers: new Map(), orders: new Map() },
      context(),
    );
    const request = FreezeRequest.parse(facts[0]?.data);
    const view = requestView(request, []);
    expect(view.orders).toEqual([
      {
        ...{ orderId: request.orders[0]?.orderId, bankId: 'bank-a', dueAt: minute(30), tier: 1, tracedFen: 10_000_000 },
        origin: 'requested',
      },
    ]);
    expect(RequestView.parse(view)).toEqual(view);
    expect(JSON.stringify(view)).not.toContain(keyOf(account()));
  });

  test('lists what was corrected and what was opened onward, and no order of another request', () => {
    const { facts } = requestFreeze(
      requestFreezeInput(),
      { alert: alert(), banks: banks('bank-a'), keys: [keyOf(account())], registers: new Map(), orders: new Map() },
      context(),
    );
    const request = FreezeRequest.parse(facts[0]?.data);
    const [planned] = request.orders;
    const cardOf = (overrides: object) =>
      RequestedOrderCard.parse({
        ...StopOrders.index(order(orderFacts.requested({ requestId: request.requestId, ...overrides }))).card,
      });
    const view = requestView(request, [
      cardOf({ orderId: planned?.orderId }),
      cardOf({ orderId: id('ord', 71), tier: 2 }),
      cardOf({ orderId: id('ord', 72), corrects: planned?.orderId }),
      cardOf({ orderId: id('ord', 73), requestId: id('frq', 99) }),
    ]);
    expect(view.orders).toMatchObject([
      { orderId: planned?.orderId, origin: 'requested', state: 'requested', waitsOn: 'bank', heldFen: 0 },
      { orderId: id('ord', 71), origin: 'onward', tier: 2 },
      { orderId: id('ord', 72), origin: 'correction', corrects: planned?.orderId },
    ]);
    expect(view.orders).toHaveLength(3);
  });
});

describe('the fund graph', () => {
  test('leads to the correction of an order that was put right, and on from there alone', () => {
    const edges = [{ outflow: 0, tracedFen: 4_000_000, to: child.orderId, how: 'opened' as const }];
    const first = order(orderFacts.requested(), orderFacts.stopped({ stoppedFen: 6_000_000, outflows: [outflow] }), {
      type: 'order.outflows-followed',
      data: { at: minute(5), opened: [], edges },
    });
    const right = account({ bankId: 'bank-b', accountNumber: '6222020200000000088' });
    const successor = plan({ ...child, account: right, orderId: id('ord', 88), corrects: child.orderId });
    const returned = order(orderFacts.requested(child), orderFacts.returned(), {
      type: 'order.corrected',
      data: { at: hour(1), by: successor.orderId, plan: successor },
    });
    const correction = order(orderFacts.requested(successor));
    const way = [{ from: first.orderId, to: successor.orderId, how: 'opened' }];
    expect(fundGraph([first, returned, correction]).edges).toMatchObject(way);
    // of other pages, and one that left no money behind
    expect(fundGraph([first], [returned, correction]).edges).toMatchObject(way);
    expect(fundGraph([{ ...returned, outflows: [outflow], edges }, correction]).edges).toEqual([]);

    const numbers = { seesHolders: true, alarms: new Map([[first.alertId, 1]]), bankNames: new Map<string, string>() };
    expect(accountGraph([first, returned, correction], numbers).edges).toMatchObject([
      { from: { alarm: 1 }, to: first.orderId },
      { from: { account: first.orderId }, to: successor.orderId },
    ]);
  });

  test('has a node an order, tier by tier, and an edge for each way the money took', () => {
    const first = order(
      orderFacts.requested(),
      orderFacts.stopped({ stoppedFen: 6_000_000, outflows: [outflow, { ...outflow, amountFen: 50, serial: 'OUT-2' }] }),
      {
        type: 'order.outflows-followed',
        data: {
          at: minute(5),
          opened: [],
          edges: [
            { outflow: 0, tracedFen: 4_000_000, to: child.orderId, how: 'opened' },
            { outflow: 1, tracedFen: 0, how: 'cut', cut: 'below-minimum' },
          ],
        },
      },
    );
    const next = order(orderFacts.requested(child));
    const graph = fundGraph([next, first]);
    expect(graph).toEqual({
      nodes: [
        {
          orderId: first.orderId,
          bankId: 'bank-a',
          account: first.account,
          tier: 1,
          state: 'stopped',
          tracedFen: 10_000_000,
          stoppedFen: 6_000_000,
          heldFen: 6_000_000,
        },
        {
          orderId: child.orderId,
          bankId: 'bank-b',
          account: next.account,
          tier: 2,
          state: 'requested',
          tracedFen: 4_000_000,
          stoppedFen: 0,
          heldFen: 0,
        },
      ],
      edges: [
        {
          from: first.orderId,
          outflow: 0,
          to: child.orderId,
          how: 'opened',
          tracedFen: 4_000_000,
          means: 'account',
          amountFen: 4_000_000,
          at: outflow.at,
        },
        {
          from: first.orderId,
          outflow: 1,
          how: 'cut',
          cut: 'below-minimum',
          tracedFen: 0,
          means: 'account',
          amountFen: 50,
          at: outflow.at,
        },
      ],
    });
    expect(FundGraph.parse(graph)).toEqual(graph);
  });
});
