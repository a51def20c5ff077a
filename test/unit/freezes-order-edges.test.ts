import { describe, expect, test } from 'vitest';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import type { OrderDocument } from '../../shared/freezes/model.ts';
import { checksOf, knownName } from '../../shared/freezes/order/bank-checks.ts';
import { correctOrder, type KnownToCorrection } from '../../shared/freezes/order/correct-order.ts';
import { advance, climbs, nextMoment, sweptAt, workflowOf } from '../../shared/freezes/order/deadlines.ts';
import { addDocuments, newPapers, papersWithRoom, roomRefusal } from '../../shared/freezes/order/documents.ts';
import { freezeApproval, releasableFen, renewalRefusal, unfreezeRefusal } from '../../shared/freezes/order/freeze-gates.ts';
import { givenInstructions, isOf, stopGiven } from '../../shared/freezes/order/given-instruction.ts';
import type { CorrectOrder } from '../../shared/freezes/order/instructions.ts';
import { openInstruction, takesStopResult } from '../../shared/freezes/order/open-instruction.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { releaseWithdrawn } from '../../shared/freezes/order/withdraw-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { stateOf } from '../support/given.ts';
import { laterFacts, orderWith, outflow, pending, untilFrozen, untilStopped } from '../support/order-samples.ts';
import {
  account,
  accountFacts,
  bank,
  context,
  hour,
  id,
  keyOf,
  minute,
  officers,
  orderFacts,
  policy,
} from '../support/samples.ts';

const at = (now: string) => context({ now });
const requested = orderWith(orderFacts.requested());
const sent = orderWith(orderFacts.requested(), orderFacts.sent());
const stopped = orderWith(...untilStopped);
const frozen = orderWith(...untilFrozen);
const STOP_END = minute(4 + 48 * 60);
const STOP_WARNING = minute(4 + 42 * 60);

describe('a bank checks', () => {
  test('what the officers know of the account', () => {
    const { accountName: _, accountNumber: __, ...unnamed } = account();
    const target = { kind: 'transaction', bankSerial: 'TX-1' } as const;
    expect(checksOf(account())).toEqual(['account-name', 'account-number', 'amount', 'time']);
    expect(checksOf({ ...unnamed, target })).toEqual(['transaction', 'amount', 'time']);
    const { amountFen: ___, ...transfer } = account().transfer;
    expect(checksOf(account({ transfer: { ...transfer, currency: 'USD', amountMinor: 9 } }))).toEqual([
      ...['account-name', 'account-number', 'time'],
    ]);
  });

  test('no name that is only a placeholder', () => {
    expect([knownName({ accountName: '赵六' }), knownName({ accountName: '无' }), knownName({})]).toEqual([
      ...['赵六', undefined, undefined],
    ]);
  });
});

describe('a correction', () => {
  const returned = orderWith(orderFacts.requested(), orderFacts.sent(), orderFacts.returned());
  const corrected = account({ accountName: '赵六六' });
  const correcting = (over: Partial<CorrectOrder> = {}, known: Partial<KnownToCorrection> = {}, order: StopOrder = returned) =>
    correctOrder(
      order,
      { reason: 'Name put right.', officers: [...officers], account: corrected, ...over },
      { bank: bank(), key: keyOf(corrected), nextId: id('ord', 7), ...known },
      at(minute(8)),
    );

  test('names what is wrong with it', () => {
    expect(correcting({}, { bank: undefined })).toMatchObject({ code: 'BANK_UNKNOWN', detail: { paths: ['/account/bankId'] } });
    const ahead = account({ transfer: { ...corrected.transfer, at: hour(1) } });
    const paths = ['/account/transfer/at'];
    expect(correcting({ account: ahead })).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths } });
    const full = stateOf(AccountRegisters, accountFacts.stopCounted(), accountFacts.stopCounted({}, 'extension'));
    const limit = policy.amount('stop.max-per-account', minute(8));
    expect(correcting({}, { register: full })).toMatchObject({ code: 'STOP_LIMIT_REACHED', detail: { limit } });
    const iced = stateOf(
      AccountRegisters,
      accountFacts.stopCounted(),
      accountFacts.stopCounted({}, 'extension'),
      accountFacts.frozen(),
    );
    expect(correcting({}, { register: iced })).toMatchObject({ kind: 'acceptance', plan: { orderId: id('ord', 7) } });
  });

  test('joins an order up to as many transfers as it holds', () => {
    const transfers = (count: number) => Array.from({ length: count }, (_, i) => ({ ...corrected.transfer, serial: `TX-A${i}` }));
    const there = (count: number) => orderWith(orderFacts.requested({ orderId: id('ord', 5), transfers: transfers(count) }));
    expect(correcting({}, { there: there(199) })).toMatchObject({ plan: { orderId: id('ord', 5) } });
    expect(correcting({}, { there: there(200) })).toMatchObject({ code: 'TOO_MANY_TRANSFERS' });
  });

  test('has the sum of the transfer in tier 1, and no less than nothing', () => {
    const smaller = account({ transfer: { ...corrected.transfer, amountFen: 100 } });
    const traced = (order: StopOrder) => {
      const made = correcting({ account: smaller }, {}, order);
      return 'plan' in made ? made.plan.tracedFen : made.code;
    };
    const tier2 = orderWith(orderFacts.requested({ tier: 2 }), orderFacts.sent(), orderFacts.returned());
    expect([traced(returned), traced(tier2)]).toEqual([100, 10_000_000]);
    const edges = [{ outflow: 0, tracedFen: 3_000_000, to: id('ord', 9), how: 'opened' as const }];
    const gone = orderWith(
      ...([orderFacts.requested(), orderFacts.sent(), orderFacts.returned({ outflows: [outflow(1)] })] as const),
      { type: 'order.outflows-followed', data: { at: minute(5), edges, opened: [] } },
    );
    expect(traced(gone)).toBe(0);
  });

  test('names all its transfers once', () => {
    const { transfer } = corrected;
    const several = orderWith(
      orderFacts.requested({ transfers: [transfer, { ...transfer, amountFen: 700, serial: 'TX-2' }] }),
      orderFacts.sent(),
      orderFacts.returned(),
    );
    const made = correcting({}, {}, several);
    expect('plan' in made ? made.plan.transfers : made.code).toEqual(several.transfers);
    const single = correcting();
    expect('plan' in single ? single.plan.transfers : single.code).toBeUndefined();
    expect(single.facts).toMatchObject([{ data: { at: minute(8), by: id('ord', 7), plan: { reason: 'Name put right.' } } }]);
  });
});

describe('a paper of an order', () => {
  const form = (number: number, over: Partial<OrderDocument> = {}): OrderDocument => ({
    ...{ kind: 'stop-form', number: `F-${number}`, issuedAt: minute(5) },
    ...over,
  });
  const many = (count: number) => Array.from({ length: count }, (_, nth) => form(nth));
  const full: StopOrder = { ...stopped, documents: many(100) };

  test('is dated between the alarm and now, each place named', () => {
    const adding = (...documents: OrderDocument[]) => addDocuments(stopped, { documents }, at(minute(20)));
    const paths = ['/documents/1/issuedAt', '/documents/2/issuedAt'];
    const ahead = { issuedAt: hour(1) };
    expect(adding(form(1), form(2, ahead), form(3, ahead))).toMatchObject({ code: 'TIME_IN_FUTURE', detail: { paths } });
    const early = { issuedAt: minute(-60) };
    expect(adding(form(1), form(2, early), form(3, early))).toMatchObject({ code: 'TIME_BEFORE_ALARM', detail: { paths } });
    expect(adding(form(1))).toStrictEqual({
      kind: 'acceptance',
      facts: [{ type: 'order.documents-added', data: { at: minute(20), documents: [form(1)] } }],
    });
    const over = orderWith(orderFacts.requested(), orderFacts.returned());
    expect(addDocuments({ ...over, status: 'turned-down' }, { documents: [form(1)] }, at(minute(20)))).toMatchObject({
      code: 'ORDER_STATE_FORBIDS',
      detail: { state: 'turned-down', command: 'addDocuments' },
    });
  });

  test('is the same by kind, number, date and scan', () => {
    const scan = 'a'.repeat(64);
    const known = [form(1, { sha256: scan })];
    const fresh = (...papers: OrderDocument[]) => newPapers(known, papers).length;
    expect([fresh(form(1)), fresh(form(1, { sha256: scan })), fresh(form(1, { number: ' f-1' }))]).toEqual([0, 0, 0]);
    expect(fresh(form(1, { sha256: 'b'.repeat(64) }))).toBe(1);
    expect(fresh(form(1, { kind: 'freeze-notice' }))).toBe(1);
    expect(fresh(form(1, { issuedAt: minute(6) }))).toBe(1);
    expect(fresh(form(2))).toBe(1);
    expect(fresh(form(2), form(2), form(3))).toBe(2);
  });

  test('finds room, or is refused with how many there are', () => {
    expect(roomRefusal(full, [form(0), undefined])).toBeUndefined();
    expect(roomRefusal(full, [undefined])).toBeUndefined();
    expect(roomRefusal(full, [form(100)])).toMatchObject({ code: 'TOO_MANY_DOCUMENTS', detail: { limit: 100, documents: 100 } });
    expect(roomRefusal({ ...full, documents: many(99) }, [form(100), undefined])).toBeUndefined();
    expect(roomRefusal({ ...full, documents: many(99) }, [form(100), form(101)])).toMatchObject({ detail: { documents: 99 } });
    expect(addDocuments(full, { documents: [form(0)] }, at(minute(20)))).toMatchObject({ kind: 'acceptance', facts: [] });
    expect(addDocuments(full, { documents: [form(100)] }, at(minute(20)))).toMatchObject({ code: 'TOO_MANY_DOCUMENTS' });
    const taken = (kept: number) => papersWithRoom({ ...full, documents: many(kept) }, [form(200), form(201), form(0)]).length;
    expect([taken(100), taken(99), taken(98), taken(101)]).toEqual([0, 1, 2, 0]);
  });
});

describe('the dates of an order', () => {
  const timesOut = { type: 'order.unanswered', data: { at: minute(5000), dueAt: requested.timetable.giveUpAt } };

  test('while its bank is asked are the rungs, each once, then the end of waiting', () => {
    const { rungs, giveUpAt } = requested.timetable;
    expect(nextMoment(requested)).toBe(rungs[0]?.dueAt);
    const facts = advance(requested, undefined, at(minute(5000)));
    expect(facts.slice(0, rungs.length)).toStrictEqual(
      rungs.map(({ rung, dueAt }) => ({
        type: rung === 'breach' ? 'order.breached' : 'order.escalated',
        data: { at: minute(5000), rung, dueAt },
      })),
    );
    expect(facts[rungs.length]).toStrictEqual(timesOut);
    const climbed = { ...requested, ladder: rungs.map(({ rung, dueAt }) => ({ rung, at: dueAt })) };
    expect(nextMoment(climbed)).toBe(giveUpAt);
    expect(advance(climbed, undefined, at(minute(5000)))[0]).toStrictEqual(timesOut);
    expect(advance(requested, undefined, at(minute(1)))).toEqual([]);
  });

  test('of a term are its warning and its end', () => {
    const data = (now: string) => ({ at: now, expiresAt: STOP_END });
    expect(nextMoment(stopped)).toBe(STOP_WARNING);
    expect(advance(stopped, undefined, at(STOP_WARNING))).toStrictEqual([
      { type: 'order.expiry-warned', data: data(STOP_WARNING) },
    ]);
    const warned = { ...stopped, expiryWarned: true };
    expect([nextMoment(warned), advance(warned, undefined, at(minute(2800)))]).toEqual([STOP_END, []]);
    expect(advance(warned, undefined, at(STOP_END))[0]).toStrictEqual({ type: 'order.expired', data: data(STOP_END) });
    const { warnAt: _, ...unwarned } = stopped;
    expect([nextMoment(unwarned), advance(unwarned, undefined, at(minute(2800)))]).toEqual([STOP_END, []]);
    expect(advance(frozen, undefined, at(frozen.expiresAt ?? ''))[0]).toMatchObject({ type: 'order.lapsed' });
    expect(advance(frozen, undefined, at(frozen.warnAt ?? ''))).toMatchObject([{ type: 'order.renewal-due' }]);
    expect(nextMoment(frozen)).toBe(frozen.warnAt);
  });

  test('are none once the term is over', () => {
    for (const status of ['expired', 'released', 'lapsed'] as const) {
      expect(nextMoment({ ...stopped, status })).toBeUndefined();
      expect(advance({ ...stopped, status }, undefined, at(minute(9000)))).toEqual([]);
    }
  });

  test('remind the bank of an instruction after the stop, once', () => {
    const given: OrderFact = {
      type: 'order.release-ordered',
      data: { at: hour(10), pending: pending('release', { instructionId: id('ins', 3), remindAt: hour(11), dueAt: hour(12) }) },
    };
    const asked = orderWith(...untilStopped, given);
    expect(nextMoment(asked)).toBe(hour(11));
    expect(advance(asked, undefined, at(hour(10.9)))).toEqual([]);
    const facts = advance(asked, undefined, at(hour(11)));
    expect(facts).toStrictEqual([
      {
        type: 'order.instruction-reminded',
        data: { at: hour(11), instruction: 'release', instructionId: id('ins', 3), dueAt: hour(12) },
      },
    ]);
    const reminded = orderWith(...untilStopped, given, ...facts.map((fact) => StopOrders.fact.parse(fact)));
    expect(reminded.pending).toMatchObject({ instruction: 'release', instructionId: id('ins', 3) });
    expect(reminded.pending?.remindAt).toBeUndefined();
    expect(advance(reminded, undefined, at(hour(11)))).toEqual([]);
  });

  test('tell the workflow whether a rung is ahead, and how long it waits for each', () => {
    expect(workflowOf(requested, minute(1))).toStrictEqual({
      ...{ orderId: id('ord', 1), bankId: 'bank-a', group: id('alt', 1) },
      waits: { first: 540, second: 600, third: 300, fourth: 300 },
    });
    expect(workflowOf(requested, minute(10)).waits).toStrictEqual({ first: 1, second: 600, third: 300, fourth: 300 });
    expect(workflowOf(requested, minute(11)).waits).toMatchObject({ first: 1, second: 600 });
    const last: StopOrder = { ...sent, ladder: sent.timetable.rungs.slice(0, 3).map(({ rung, dueAt: at }) => ({ rung, at })) };
    expect(workflowOf(last, minute(27.99)).waits).toStrictEqual({ first: 121, second: 1, third: 1, fourth: 1 });
    const over: StopOrder = { ...sent, ladder: sent.timetable.rungs.map(({ rung, dueAt: at }) => ({ rung, at })) };
    expect([requested, sent, last, over, stopped, frozen].map(climbs)).toEqual([true, true, true, false, false, false]);
  });

  test('have the sweep look after the workflow has had its time, and else at the moment itself', () => {
    expect(sweptAt(requested)).toBe(minute(12));
    const over: StopOrder = { ...sent, ladder: sent.timetable.rungs.map(({ rung, dueAt: at }) => ({ rung, at })) };
    expect(sweptAt(over)).toBe(hour(24));
    expect(sweptAt(stopped)).toBe(STOP_WARNING);
    expect(sweptAt({ ...stopped, status: 'released' })).toBeUndefined();
  });
});

describe('an order after a fact', () => {
  const evolved = (order: StopOrder, fact: OrderFact): StopOrder => StopOrders.state.parse(StopOrders.evolve(order, fact));

  test('counts the receipt for the instruction that it is of', () => {
    const asked = orderWith(...untilStopped, laterFacts.releaseOrdered);
    const receipt = (instruction: 'stop' | 'release') =>
      evolved(asked, orderFacts.received({ at: hour(11), receivedAt: hour(11), instruction }));
    expect(receipt('release')).toMatchObject({ pending: { receivedAt: hour(11) } });
    expect(receipt('release').receivedAt).toBeUndefined();
    expect(receipt('stop').receivedAt).toBe(hour(11));
    expect(receipt('stop').pending).not.toHaveProperty('receivedAt');
    const late = evolved(stopped, orderFacts.received({ at: hour(11), receivedAt: hour(11), instruction: 'release' }));
    expect(late.receivedAt).toBe(hour(11));
    const twice = orderWith(orderFacts.requested(), orderFacts.sent(), orderFacts.received());
    expect(evolved(twice, orderFacts.received({ at: minute(3), receivedAt: minute(3) })).receivedAt).toBe(minute(2));
  });

  test('keeps a doubt about a receipt as one about a receipt', () => {
    const timeDoubt = { reason: 'differs-from-first', said: minute(3), countedFrom: minute(2) } as const;
    const before = orderWith(orderFacts.requested(), orderFacts.sent(), orderFacts.received());
    const after = evolved(before, orderFacts.received({ at: minute(4), receivedAt: minute(3), timeDoubt }));
    expect(after.timeDoubts).toEqual([{ instruction: 'stop', of: 'receipt', ...timeDoubt }]);
    expect(after.receivedAt).toBe(minute(2));
  });

  test('takes in no more transfers than it holds, and the earlier moment of money', () => {
    const more = Array.from({ length: 250 }, (_, nth) => ({ ...account().transfer, serial: `TX-B${nth}` }));
    const data = { at: minute(3), requestId: id('frq', 2), tracedFen: 700, ancestors: [id('ord', 9)], transfers: more };
    const joined = (moneyAt?: string) =>
      evolved(requested, { type: 'order.joined', data: { ...data, ...(moneyAt === undefined ? {} : { moneyAt }) } });
    expect(joined().transfers).toHaveLength(200);
    expect(joined()).toMatchObject({ tracedFen: 10_000_700, ancestors: [id('ord', 9)], bankChangedAt: minute(3) });
    expect([joined().moneyFrom, joined(minute(-20)).moneyFrom, joined(minute(-5)).moneyFrom]).toEqual([
      ...[minute(-10), minute(-20), minute(-10)],
    ]);
  });

  test('knows since when it has money', () => {
    const transfers = [account().transfer, { ...account().transfer, at: minute(-30), serial: 'TX-9' }];
    expect(orderWith(orderFacts.requested({ transfers })).moneyFrom).toBe(minute(-30));
    expect(requested).not.toHaveProperty('moneyFrom');
  });

  test('tells the bank when its task or its answer changed, and only then', () => {
    const rung: OrderFact = { type: 'order.escalated', data: { at: minute(10), rung: 'remind', dueAt: minute(10) } };
    expect(evolved(sent, rung).bankChangedAt).toBe(sent.bankChangedAt);
    const papers: OrderFact = {
      type: 'order.documents-added',
      data: { at: minute(9), documents: [{ kind: 'stop-form', number: 'F-1', issuedAt: minute(8) }] },
    };
    expect(evolved(sent, papers).bankChangedAt).toBe(minute(9));
    expect(stopped.bankChangedAt).toBe(minute(5));
    expect(evolved(stopped, laterFacts.releaseOrdered).bankChangedAt).toBe(hour(10));
  });

  test('that is withdrawn gives the recall to its bank, or none', () => {
    const withdrawn = (order: StopOrder, over: { pending?: ReturnType<typeof pending> }) =>
      evolved(order, {
        type: 'order.withdrawn',
        data: { at: minute(3), reason: 'wrong account', officers: [...officers], ...over },
      });
    const recalled = withdrawn(sent, { pending: pending('recall', { issuedAt: minute(3) }) });
    expect(recalled).toMatchObject({
      ...{ status: 'withdrawn', pending: { instruction: 'recall' }, stopPapers: 0, stopTransfers: 1 },
      withdrawal: { at: minute(3), reason: 'wrong account', officers },
    });
    const alone = withdrawn(sent, {});
    expect(alone.pending).toBeUndefined();
    expect(alone.withdrawal).toMatchObject({ reason: 'wrong account' });
  });

  test('tells the bank of a new transfer, a further answer and a new task, one by one', () => {
    const retry: OrderFact = {
      type: 'order.retry-scheduled',
      data: {
        ...{ at: minute(6), retry: 1, retryAt: minute(7) },
        answer: { instruction: 'stop', attempt: 0, hash: 'h', code: '1100', at: minute(6), late: false },
      },
    };
    expect(evolved(sent, retry).bankChangedAt).toBe(minute(6));
    const asked = orderWith(...untilStopped, laterFacts.releaseOrdered);
    const again: OrderFact = {
      type: 'order.release-ordered',
      data: { at: hour(13), pending: pending('release', { issuedAt: hour(13) }) },
    };
    expect(evolved(asked, again).bankChangedAt).toBe(hour(13));
    expect(evolved(asked, again).instructions).toMatchObject([
      { instruction: 'release', outcome: 'replaced', endedAt: hour(13) },
    ]);
    const quiet: OrderFact = { type: 'order.unanswered', data: { at: minute(900), dueAt: minute(900) } };
    expect(evolved(sent, quiet).bankChangedAt).toBe(minute(1));
  });

  test('counts reminders apart from other messages, and drops the date of a retry only with it', () => {
    const purposes = ['order', 'reminder', 'retry'] as const;
    const waits = { ...sent, retryAt: minute(9) };
    const after = purposes.map((purpose) => evolved(waits, orderFacts.sent({ at: minute(8), purpose })));
    expect(after.map(({ delivery, retryAt }) => [delivery.reminders, retryAt])).toEqual([
      [0, minute(9)],
      [1, minute(9)],
      [0, undefined],
    ]);
    expect(after[0]?.delivery.sendings).toBe(2);
  });
});

describe('what a bank said is of an instruction', () => {
  const given = { ...stopGiven(stopped), instruction: 'release', instructionId: id('ins', 3), issuedAt: hour(10) } as const;
  const said = (over: { instructionId?: string; instruction?: 'release' | 'stop'; at?: string }) =>
    isOf(given, { instruction: 'release', at: hour(11), ...over });

  test('by its id, or else by its kind from its moment on', () => {
    expect(said({ instructionId: id('ins', 3), instruction: 'stop', at: hour(1) })).toBe(true);
    expect(said({ instructionId: id('ins', 4) })).toBe(false);
    expect([said({}), said({ at: hour(10) }), said({ at: hour(9) }), said({ instruction: 'stop' })]).toEqual([
      ...[true, true, false, false],
    ]);
  });

  test('and the instructions stand in the order of their moments', () => {
    const past = (n: number, issuedAt: string, instruction: 'release' | 'recall' = 'release') => ({
      ...{ instruction, instructionId: id('ins', n), issuedAt, dueAt: issuedAt, reason: 'r', officers: [...officers] },
      ...{ documents: [], papers: 0, transfers: 1, outcome: 'answered' as const, endedAt: issuedAt },
    });
    const idsOf = (order: StopOrder) => givenInstructions(order).map(({ instructionId }) => instructionId);
    const stop = stopGiven(stopped).instructionId;
    expect(idsOf({ ...stopped, instructions: [past(5, hour(6)), past(4, hour(5))] })).toEqual([stop, id('ins', 4), id('ins', 5)]);
    expect(idsOf({ ...stopped, instructions: [past(4, stopped.askedAt)] })).toEqual([stop, id('ins', 4)]);
    const again: StopOrder = { ...stopped, stopInstructionId: id('ins', 9) };
    const [release, recall] = [past(4, stopped.askedAt), past(5, stopped.askedAt, 'recall')];
    expect(idsOf({ ...again, instructions: [recall, release] })).toEqual([id('ins', 4), id('ins', 9), id('ins', 5)]);
  });
});

describe('a gate of a freeze', () => {
  const approval = { name: '周局', level: 'county', approvedAt: hour(12), legalReview: true } as const;
  const notice = (kind: OrderDocument['kind'], issuedAt: string): OrderDocument => ({ kind, number: `${kind}-1`, issuedAt });
  const outOfOrder = { code: 'TIMES_OUT_OF_ORDER', detail: { paths: ['/notice/issuedAt'] } };
  const signed = { reason: 'r', officers: [...officers] } satisfies Pick<CorrectOrder, 'reason' | 'officers'>;

  test('has the notice of a renewal or a release after the freeze, and after its approval', () => {
    const days = '2027-05-15T00:00:00.000Z';
    const renewing = (issuedAt: string, over: object = {}) =>
      renewalRefusal(frozen, { ...signed, notice: notice('renewal-notice', issuedAt), ...over }, approval, at(days));
    const unfreezing = (issuedAt: string) =>
      unfreezeRefusal(frozen, { ...signed, notice: notice('release-notice', issuedAt) }, approval, at(days));
    for (const refused of [renewing, unfreezing]) {
      expect(refused(hour(9))).toMatchObject(outOfOrder);
      expect(refused(hour(11))).toMatchObject(outOfOrder);
      expect(refused(hour(13))).toBeUndefined();
    }
    expect(renewing(hour(13), { termMonths: 6 })).toBeUndefined();
    expect(renewing(hour(13), { termMonths: 7 })).toMatchObject({ code: 'RENEWAL_TOO_LONG', detail: { months: 6 } });
  });

  test('goes by the largest sum that is named, for a freeze of the whole account', () => {
    const level = (over: Partial<StopOrder>, amountFen?: number) =>
      freezeApproval({ ...stopped, ...over }, { amountFen, major: false }, at(hour(10))).level;
    const great = policy.amount('freeze.prefecture-amount', hour(10));
    expect(level({ balanceBeforeFen: great })).toBe('prefecture');
    expect(level({ balanceBeforeFen: great - 1 })).toBe('county');
    expect(level({ balanceBeforeFen: 5, tracedFen: great })).toBe('prefecture');
    expect(level({ balanceBeforeFen: undefined })).toBe('prefecture');
    expect(level({ balanceBeforeFen: great }, 100)).toBe('county');
    expect(level({ balanceBeforeFen: great, stoppedFen: 100 }, 100)).toBe('county');
    expect(level({ balanceBeforeFen: undefined, stoppedFen: 100 }, 100)).toBe('prefecture');
  });

  test('lets go of the largest sum by the bank’s word', () => {
    const most = (over: Partial<StopOrder>) => releasableFen({ ...stopped, balanceBeforeFen: 5, stoppedFen: 3, ...over });
    expect([most({}), most({ frozenFen: 9 }), most({ balanceBeforeFen: undefined }), most({ stoppedFen: 7 })]).toEqual([
      5, 9, 3, 7,
    ]);
  });
});

describe('a stop that was taken back', () => {
  test('is let go at once where the bank stopped all the same, and only then', () => {
    const withdrawal = { at: minute(3), reason: 'wrong account', officers: [...officers] };
    const released = (over: Partial<StopOrder>) => releaseWithdrawn({ ...stopped, withdrawal, ...over }, at(minute(6))).facts;
    expect(released({})).toMatchObject([
      { type: 'order.release-ordered', data: { at: minute(6), pending: { instruction: 'release', reason: 'wrong account' } } },
    ]);
    expect(released({ withdrawal: undefined })).toEqual([]);
    expect(released({ status: 'frozen' })).toEqual([]);
    expect(released({ pending: pending('extend') })).toEqual([]);
  });
});

describe('the end of a term in the line', () => {
  test('voids the extension that was asked for, and no other instruction', () => {
    const counted = [accountFacts.stopCounted(), accountFacts.stopCounted({}, 'extension')];
    const register = stateOf(AccountRegisters, ...counted);
    const ending = (order: StopOrder) =>
      advance(order, register, at(STOP_END)).map(({ type, data }) => ('kind' in data ? `${type} ${data.kind}` : type));
    const extending = orderWith(...untilStopped, laterFacts.extensionOrdered);
    expect(ending(extending)).toContain('account.stop-voided extension');
    expect(ending(orderWith(...untilStopped, laterFacts.releaseOrdered))).not.toContain('account.stop-voided extension');
    expect(ending(stopped)).not.toContain('account.stop-voided extension');
  });
});

describe('what is open with the bank', () => {
  const withdrawal = { at: minute(3), reason: 'wrong account', officers: [...officers] };
  const withdrawn: StopOrder = { ...sent, status: 'withdrawn', withdrawal };

  test('is the stop until it is answered, also where it crosses with its recall', () => {
    expect([requested, sent, stopped, { ...stopped, withdrawal }].map(takesStopResult)).toEqual([true, true, false, false]);
    const { withdrawal: _, ...plain } = withdrawn;
    expect([withdrawn, plain, { ...withdrawn, answeredAt: minute(4) }].map(takesStopResult)).toEqual([true, false, false]);
  });

  test('is an instruction while a term runs; a freeze or a recall without one too', () => {
    const open = (status: StopOrder['status'], instruction: 'release' | 'freeze' | 'recall') =>
      openInstruction({ ...stopped, status, pending: pending(instruction) });
    expect([open('stopped', 'release'), open('frozen', 'release'), open('expired', 'release')]).toEqual([
      ...['release', 'release', undefined],
    ]);
    expect([open('expired', 'freeze'), open('withdrawn', 'recall')]).toEqual(['freeze', 'recall']);
    expect([openInstruction(sent), openInstruction(stopped)]).toEqual(['stop', undefined]);
    expect(openInstruction({ ...sent, pending: pending('release') })).toBe('stop');
  });
});
