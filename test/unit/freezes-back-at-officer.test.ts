import { describe, expect, test } from 'vitest';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import type { OrderDocument, OrderPlan } from '../../shared/freezes/model.ts';
import { correctOrder, type KnownToCorrection } from '../../shared/freezes/order/correct-order.ts';
import { addDocuments } from '../../shared/freezes/order/documents.ts';
import type { CorrectOrder } from '../../shared/freezes/order/instructions.ts';
import { lineUp, takeFromLine } from '../../shared/freezes/order/line.ts';
import { openOrder } from '../../shared/freezes/order/open-order.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { MINUTE, plus, SECOND } from '../../shared/kernel/time.ts';
import { given, stateOf } from '../support/given.ts';
import { orderWith } from '../support/order-samples.ts';
import {
  account,
  accountFacts,
  alert,
  bank,
  context,
  hour,
  id,
  keyOf,
  minute,
  officers,
  orderFacts,
  plan,
} from '../support/samples.ts';

const corrected = account({ accountName: '赵六六' });
const form: OrderDocument = { kind: 'stop-form', number: '2026-1', issuedAt: minute(5) };
const later = context({ now: minute(8) });

function correction(over: Partial<CorrectOrder> = {}): CorrectOrder {
  return { reason: 'Name put right.', officers: [...officers], account: corrected, ...over };
}

function knownOf(over: Partial<KnownToCorrection> = {}): KnownToCorrection {
  return { bank: bank(), key: keyOf(corrected), nextId: id('ord', 7), ...over };
}

function register(...facts: readonly [AccountFact, ...AccountFact[]]): AccountRegister {
  const state = stateOf(AccountRegisters, ...facts);
  if (state === undefined) throw new Error('no facts, no register');
  return state;
}

const returned = [orderFacts.requested(), orderFacts.sent(), orderFacts.returned()] as const;

describe('correcting a returned order', () => {
  test('makes a new order that keeps the alarm clock, the tier and the request', () => {
    given(StopOrders, ...returned)
      .when((order) => correctOrder(order, correction(), knownOf(), later))
      .thenFacts({
        type: 'order.corrected',
        data: {
          plan: {
            requestId: plan().requestId,
            account: corrected,
            corrects: plan().orderId,
            alarmAt: alert().receivedAt,
            dueAt: minute(30),
            tier: 1,
            tracedFen: 10_000_000,
          },
        },
      })
      .thenState({ status: 'corrected' });
  });

  test('a correction is not late because the first order took long, and not in time because it is new', () => {
    const { decision } = given(StopOrders, ...returned).when((order) =>
      correctOrder(order, correction(), knownOf(), context({ now: minute(40) })),
    );
    expect(decision).toMatchObject({ facts: [{ data: { plan: { dueAt: minute(30) } } }] });
  });

  test('brings the papers that were handed in for the first', () => {
    const papers: OrderFact = { type: 'order.documents-added', data: { at: minute(6), documents: [form] } };
    given(StopOrders, orderFacts.requested(), orderFacts.returned({ class: 'papers' }), papers)
      .when((order) => correctOrder(order, correction({ account: account() }), knownOf(), later))
      .thenFacts({ type: 'order.corrected', data: { plan: { documents: [form] } } });
  });

  test('follows the transfer in tier 1, and does not trace again what has gone on', () => {
    const edges = [{ outflow: 0, tracedFen: 3_000_000, to: id('ord', 9), how: 'opened' as const }];
    const outflow = {
      bankId: 'bank-b',
      accountName: 'x',
      accountNumber: '62220203',
      accountKind: 'personal',
      amountFen: 3_000_000,
      at: minute(-5),
      serial: 's',
    };
    given(StopOrders, orderFacts.requested(), orderFacts.returned({ outflows: [{ ...outflow, accountKind: 'personal' }] }), {
      type: 'order.outflows-followed',
      data: { at: minute(5), edges, opened: [] },
    })
      .when((order) =>
        correctOrder(
          order,
          correction({ account: account({ transfer: { ...corrected.transfer, amountFen: 8_000_000 } }) }),
          knownOf(),
          later,
        ),
      )
      .thenFacts({ type: 'order.corrected', data: { plan: { tracedFen: 5_000_000 } } });
  });

  test('puts the corrected transfer in the place of the one that was wrong, among all of the order', () => {
    const { transfer } = corrected;
    const [other, right] = [
      { ...transfer, amountFen: 700, serial: 'TX-2' },
      { ...transfer, amountFen: 8_000_000 },
    ];
    const several = orderFacts.requested({ transfers: [other, transfer], tracedFen: 10_000_700 });
    given(StopOrders, several, orderFacts.returned())
      .when((order) => correctOrder(order, correction({ account: account({ transfer: right }) }), knownOf(), later))
      .thenFacts({ type: 'order.corrected', data: { plan: { transfers: [other, right], tracedFen: 8_000_700 } } });
  });

  test('a correction joins the order that the alarm has at the account, even if no stop is left, if that order takes its transfers', () => {
    const transfers = Array.from({ length: 200 }, (_, i) => ({ ...corrected.transfer, serial: `TX-A${i}` }));
    const there = (over: Partial<OrderPlan>) => orderWith(orderFacts.requested({ orderId: id('ord', 5), ...over }));
    const full = register(accountFacts.stopCounted(), accountFacts.stopCounted({}, 'extension'));
    const to = (known: Partial<KnownToCorrection>) =>
      given(StopOrders, ...returned).when((order) => correctOrder(order, correction(), knownOf(known), later));
    to({ there: there({}), register: full }).thenFacts({
      type: 'order.corrected',
      data: { by: id('ord', 5), plan: { orderId: id('ord', 5), corrects: plan().orderId } },
    });
    to({ there: there({ transfers }) }).thenRefused('TOO_MANY_TRANSFERS', { paths: ['/account/transfer'] });
    const sum = account({ scope: 'sum', amountFen: 500 });
    to({ there: there({ account: sum }) }).thenFacts({ type: 'order.corrected', data: { by: id('ord', 7) } });
  });

  test('a correction in lower tiers keeps the traced sum, with any sum of the transfer', () => {
    given(StopOrders, orderFacts.requested({ tier: 2, tracedFen: 400_000, ancestors: [id('ord', 9)] }), orderFacts.returned())
      .when((order) => correctOrder(order, correction(), knownOf(), later))
      .thenFacts({ type: 'order.corrected', data: { plan: { tracedFen: 400_000, tier: 2, ancestors: [id('ord', 9)] } } });
  });

  test('needs the order to be back at the officer', () => {
    given(StopOrders, orderFacts.requested(), orderFacts.sent())
      .when((order) => correctOrder(order, correction(), knownOf(), later))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'sent', command: 'correct' });
  });

  test('happens once', () => {
    const first = given(StopOrders, ...returned).when((order) => correctOrder(order, correction(), knownOf(), later));
    const again = first.decision.facts.flatMap((fact) => StopOrders.fact.parse(fact));
    given(StopOrders, ...returned, ...again)
      .when((order) => correctOrder(order, correction(), knownOf(), later))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'corrected' });
  });

  test.each([
    ['the same officer twice', correction({ officers: [officers[0], officers[0]] }), knownOf(), 'SAME_OFFICER_TWICE'],
    ['a bank that is not registered', correction(), { key: keyOf(corrected), nextId: id('ord', 7) }, 'BANK_UNKNOWN'],
    [
      'a transfer in the future',
      correction({ account: account({ transfer: { ...corrected.transfer, at: plus(minute(8), 31 * SECOND) } }) }),
      knownOf(),
      'TIME_IN_FUTURE',
    ],
    [
      'an account at its limit',
      correction(),
      knownOf({ register: register(accountFacts.stopCounted(), accountFacts.stopCounted()) }),
      'STOP_LIMIT_REACHED',
    ],
  ] as const)('is refused with %s', (_what, input, known, code) => {
    given(StopOrders, ...returned)
      .when((order) => correctOrder(order, input, known, later))
      .thenRefused(code);
  });

  test('opens like any other order', () => {
    const { decision } = given(StopOrders, ...returned).when((order) => correctOrder(order, correction(), knownOf(), later));
    const [fact] = decision.facts.map((one) => StopOrders.fact.parse(one));
    if (fact?.type !== 'order.corrected') throw new Error('not corrected');
    expect(openOrder(fact.data.plan, undefined, later).map(({ type }) => type)).toEqual([
      'order.requested',
      'account.stop-counted',
    ]);
  });
});

describe('waiting in line', () => {
  const held = [orderFacts.requested(), orderFacts.sent(), orderFacts.alreadyHeld()] as const;
  const asking = { reason: 'Wait for the other freeze.', officers: [...officers] };
  const other = { orderId: id('ord', 2), alertId: id('alt', 2) };

  test('behind the order of ours that holds the account', () => {
    given(StopOrders, ...held)
      .when((order) => lineUp(order, asking, { register: register(accountFacts.frozen(other)) }, later))
      .thenFacts({ type: 'order.lined-up', data: { waitsFor: other.orderId } }, { type: 'account.lined-up' })
      .thenState({ status: 'in-line', waitsFor: other.orderId });
  });

  test('behind the latest stop where nothing is frozen', () => {
    const others = [orderWith({ type: 'order.requested', data: { at: minute(1), plan: plan(other) } })];
    given(StopOrders, ...held)
      .when((order) => lineUp(order, asking, { register: register(accountFacts.stopCounted(other)), others }, later))
      .thenFacts({ type: 'order.lined-up', data: { waitsFor: other.orderId } }, { type: 'account.lined-up' });
  });

  test('behind a holder that only the bank knows', () => {
    const { decision } = given(StopOrders, ...held).when((order) => lineUp(order, asking, { register: undefined }, later));
    expect(decision.facts[0]).toEqual({ type: 'order.lined-up', data: { at: minute(8), reason: asking.reason } });
  });

  test('is signed by two, and only for an account that is held', () => {
    given(StopOrders, ...held)
      .when((order) => lineUp(order, { ...asking, officers: [officers[0], officers[0]] }, { register: undefined }, later))
      .thenRefused('SAME_OFFICER_TWICE');
    given(StopOrders, ...returned)
      .when((order) => lineUp(order, asking, { register: undefined }, later))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'returned', command: 'lineUp' });
  });

  const waiting: OrderFact = { type: 'order.placed-in-line', data: { at: minute(1), plan: plan(), waitsFor: other.orderId } };
  const turn = context({ now: hour(50) });

  test('ends with its turn: the bank is asked, and has 30 minutes from there', () => {
    given(StopOrders, waiting)
      .when((order) => takeFromLine(order, register(accountFacts.stopCounted(other), accountFacts.linedUp()), turn))
      .thenFacts(
        { type: 'order.taken-from-line', data: { dueAt: plus(hour(50), 30 * MINUTE), timetable: { from: hour(50) } } },
        { type: 'account.left-line' },
        { type: 'account.stop-counted', data: { kind: 'stop' } },
      )
      .thenState({ status: 'requested', askedAt: hour(50), dueAt: plus(hour(50), 30 * MINUTE) });
  });

  test('goes on where the account is frozen again', () => {
    given(StopOrders, waiting)
      .when((order) => takeFromLine(order, register(accountFacts.frozen(other), accountFacts.linedUp()), turn))
      .thenNothing();
  });

  test('a person is told if the account may not be stopped once more', () => {
    given(StopOrders, waiting)
      .when((order) =>
        takeFromLine(order, register(accountFacts.stopCounted(other), accountFacts.stopCounted(other, 'extension')), turn),
      )
      .thenFacts({ type: 'order.turn-came', data: { by: 'person' } }, { type: 'account.left-line' })
      .thenState({ status: 'in-line', turnCameAt: hour(50) });
  });

  test('is over once: a second call changes nothing', () => {
    given(StopOrders, orderFacts.requested())
      .when((order) => takeFromLine(order, undefined, turn))
      .thenNothing();
  });
});

describe('papers that follow', () => {
  const add = (...documents: OrderDocument[]) =>
    given(StopOrders, orderFacts.requested(), orderFacts.sent()).when((order) => addDocuments(order, { documents }, later));

  test('are added', () => {
    add(form)
      .thenFacts({ type: 'order.documents-added', data: { documents: [form] } })
      .thenState({ documents: [form], status: 'sent' });
  });

  test('are kept where they have a known number and say otherwise, or bring the scan that was missing', () => {
    const held = given(StopOrders, orderFacts.requested({ documents: [form] }));
    const scanned = { ...form, sha256: 'a'.repeat(64) };
    for (const paper of [scanned, { ...form, issuedAt: minute(1) }]) {
      held
        .when((order) => addDocuments(order, { documents: [paper] }, later))
        .thenFacts({ type: 'order.documents-added', data: { documents: [paper] } });
    }
    given(StopOrders, orderFacts.requested({ documents: [scanned] }))
      .when((order) => addDocuments(order, { documents: [{ ...form, number: ` ${form.number}` }] }, later))
      .thenNothing();
  });

  test('papers are kept once, even if they are handed in often', () => {
    add(form, { ...form }).thenFacts({ type: 'order.documents-added', data: { documents: [form] } });
    given(StopOrders, orderFacts.requested({ documents: [form] }))
      .when((order) => addDocuments(order, { documents: [form] }, later))
      .thenNothing();
  });

  test('are not issued in the future', () => {
    add(form, { ...form, number: '2026-2', issuedAt: minute(20) }).thenRefused('TIME_IN_FUTURE', {
      paths: ['/documents/1/issuedAt'],
    });
  });

  test('have no place at an order that was turned down', () => {
    given(StopOrders, { type: 'order.turned-down', data: { at: minute(1), plan: plan(), code: 'STOP_LIMIT_REACHED' } })
      .when((order) => addDocuments(order, { documents: [form] }, later))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'turned-down', command: 'addDocuments' });
  });
});
