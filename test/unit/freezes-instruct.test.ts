import { describe, expect, test } from 'vitest';
import { orderExtension, orderFreeze, orderRelease, orderRenewal, orderUnfreeze } from '../../shared/freezes/order/instruct.ts';
import type { FreezeOrder } from '../../shared/freezes/order/instructions.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { createPolicy } from '../../shared/policy/policy.ts';
import { policyRows } from '../../shared/policy/values.ts';
import { given } from '../support/given.ts';
import {
  freezeInput,
  laterFacts,
  orderWith,
  paper,
  type Recorded,
  recorded,
  registerWith,
  renewInput,
  signed,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { account, accountFacts, context, hour, id, minute, officers, orderFacts } from '../support/samples.ts';

/** Each freeze of a case is counted (approval by number). */
const inCount = { type: 'freeze-count.counted' } as const;

const now = context({ now: hour(10) });
const [one] = officers;
const sameTwice = { ...signed, officers: [one, { ...one, phone: '010-62519999' }] };
const turned = hour(48 + 1);

describe('what holds for every instruction', () => {
  const all = [
    ['extension', orderExtension, signed],
    ['release', orderRelease, signed],
    ['freeze', orderFreeze, freezeInput()],
  ] as const;

  test.each(all)('%s: the account must be stopped', (_, decide, input) => {
    given(StopOrders, orderFacts.requested(), orderFacts.sent())
      .when((order) => decide(order, ...recorded(freezeInput(input), registerWith()), now))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'sent' });
  });

  test.each(all)('%s: not once the term is over, whether that is noted or not', (_, decide, input) => {
    given(StopOrders, ...untilStopped)
      .when((order) => decide(order, ...recorded(freezeInput(input), registerWith()), context({ now: turned })))
      .thenRefused('TERM_EXPIRED', { expiresAt: minute(4 + 48 * 60) });
    given(StopOrders, ...untilStopped, laterFacts.expired)
      .when((order) => decide(order, ...recorded(freezeInput(input), registerWith()), context({ now: turned })))
      .thenRefused('TERM_EXPIRED', { state: 'expired' });
  });

  test.each(all)('%s: one at a time', (_, decide, input) => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) => decide(order, ...recorded(freezeInput(input), registerWith()), now))
      .thenRefused('INSTRUCTION_PENDING', { instruction: 'extend' });
  });

  test.each(all)('%s: two different officers sign', (_, decide, input) => {
    given(StopOrders, ...untilStopped)
      .when((order) => decide(order, ...recorded(freezeInput({ ...input, officers: sameTwice.officers }), registerWith()), now))
      .thenRefused('SAME_OFFICER_TWICE', { paths: ['/officers/1'] });
  });
});

describe('extension', () => {
  test('counts as the second stop', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => orderExtension(order, signed, { register: registerWith() }, now))
      .thenFacts(
        {
          type: 'order.extension-ordered',
          data: { pending: { instruction: 'extend', issuedAt: hour(10), reason: signed.reason } },
        },
        { type: 'account.stop-counted', data: { orderId: id('ord', 1), kind: 'extension' } },
      )
      .thenState({ status: 'stopped', pending: { instruction: 'extend', officers: [...officers] } });
  });

  test('after two stops the account has none left', () => {
    const register = registerWith(accountFacts.stopCounted(), accountFacts.stopCounted({ orderId: id('ord', 2) }));
    given(StopOrders, ...untilStopped)
      .when((order) => orderExtension(order, signed, { register }, now))
      .thenRefused('EXTENSION_NOT_ALLOWED', { limit: 2 });
  });

  test('an extension does not count if policy says so', () => {
    const policy = createPolicy({
      ...policyRows,
      'stop.extension-counts': policyRows['stop.extension-counts'].map((row) => ({ ...row, value: false })),
    });
    const register = registerWith(accountFacts.stopCounted(), accountFacts.stopCounted({ orderId: id('ord', 2) }));
    given(StopOrders, ...untilStopped)
      .when((order) => orderExtension(order, signed, { register }, context({ now: hour(10), policy })))
      .thenFacts({ type: 'order.extension-ordered' });
  });
});

describe('release', () => {
  test('can be asked for at any time while the account is stopped', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => orderRelease(order, signed, { register: registerWith() }, now))
      .thenFacts({ type: 'order.release-ordered', data: { pending: { instruction: 'release' } } });
  });

  test('an order in line just leaves it: no bank is asked', () => {
    const inLine: OrderFact = { type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: id('ord', 9) } };
    given(StopOrders, inLine)
      .when((order) => orderRelease(order, signed, { register: registerWith(accountFacts.linedUp()) }, now))
      .thenFacts({ type: 'order.withdrawn', data: { reason: signed.reason } }, { type: 'account.left-line' })
      .thenState({ status: 'withdrawn' });
    given(StopOrders, inLine)
      .when((order) => orderRelease(order, sameTwice, { register: undefined }, now))
      .thenRefused('SAME_OFFICER_TWICE');
  });
});

describe('freeze', () => {
  const refused = (over: Parameters<typeof freezeInput>[0]) =>
    given(StopOrders, ...untilStopped).when((order) => orderFreeze(order, ...recorded(freezeInput(over), registerWith()), now));

  test('a filed case, the notice, a duty phone and an approval: six months', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), registerWith()), now))
      .thenFacts(
        {
          type: 'order.freeze-ordered',
          data: {
            pending: { instruction: 'freeze', termMonths: 6, amountFen: 8_000_000, documents: [{ kind: 'freeze-notice' }] },
          },
        },
        inCount,
      )
      .thenState({ filedAt: minute(60), documents: [{ kind: 'freeze-notice' }], delivery: { sendings: 0 } });
  });

  test('never before the case is filed', () => {
    refused({ filing: undefined }).thenRefused('CASE_NOT_FILED');
  });

  test('never without the notice, the contact, and the reason for taking the whole account', () => {
    refused({ notice: undefined }).thenRefused('DOCUMENT_MISSING', { document: 'freeze-notice' });
    refused({ notice: paper('other') }).thenRefused('DOCUMENT_MISSING', { document: 'freeze-notice' });
    refused({ contact: undefined }).thenRefused('DOCUMENT_MISSING', { document: 'contact' });
    refused({ amountFen: undefined }).thenRefused('DOCUMENT_MISSING', { document: 'necessity' });
    refused({ amountFen: undefined, necessity: 'All of it was paid in by victims.' }).thenFacts(
      { type: 'order.freeze-ordered' },
      inCount,
    );
  });

  test('never without approval', () => {
    refused({ approval: undefined }).thenRefused('APPROVAL_MISSING', { level: 'county' });
  });

  test('refusals ask for the missing parts one by one, and for the reason for the whole account last', () => {
    const { filing, notice, contact, approval } = freezeInput();
    const whole = { ...signed, major: false };
    const ask = (input: Recorded<FreezeOrder>) =>
      given(StopOrders, ...untilStopped).when((order) => orderFreeze(order, ...recorded(input, registerWith()), now));
    ask(whole).thenRefused('CASE_NOT_FILED');
    ask({ ...whole, filing }).thenRefused('DOCUMENT_MISSING', { document: 'freeze-notice' });
    ask({ ...whole, filing, notice }).thenRefused('DOCUMENT_MISSING', { document: 'contact' });
    ask({ ...whole, filing, notice, contact }).thenRefused('APPROVAL_MISSING');
    ask({ ...whole, filing, notice, contact, approval }).thenRefused('DOCUMENT_MISSING', { document: 'necessity' });
  });

  test('a major case: twelve months, approved at prefecture level', () => {
    const approval = { name: '吴局', level: 'prefecture', approvedAt: minute(70), legalReview: false } as const;
    refused({ major: true }).thenRefused('APPROVAL_MISSING', { level: 'prefecture' });
    refused({ major: true, approval }).thenFacts(
      { type: 'order.freeze-ordered', data: { pending: { termMonths: 12 } } },
      inCount,
    );
  });

  test('a whole account with 2,000,000 yuan or more: prefecture level, after legal review', () => {
    const approval = { name: '吴局', level: 'prefecture', approvedAt: minute(70), legalReview: false } as const;
    const whole = { amountFen: undefined, necessity: 'All of it was paid in by victims.' };
    const great = [orderFacts.requested(), orderFacts.stopped({ stoppedFen: 200_000_000 })] as const;
    const asked = (over: Parameters<typeof freezeInput>[0]) =>
      given(StopOrders, ...great).when((order) =>
        orderFreeze(order, ...recorded(freezeInput({ ...whole, ...over }), registerWith()), now),
      );
    asked({}).thenRefused('APPROVAL_MISSING', { level: 'prefecture', legalReview: true });
    asked({ approval }).thenRefused('APPROVAL_MISSING', { level: 'prefecture', legalReview: true });
    asked({ approval: { ...approval, legalReview: true } }).thenFacts(
      {
        type: 'order.freeze-ordered',
        data: { pending: { termMonths: 6 } },
      },
      inCount,
    );
  });
});

describe('what a freeze cannot go by', () => {
  test('a stop of one transaction: a freeze needs an account', () => {
    const { bankId, transfer } = account();
    const transaction = { bankId, transfer, target: { kind: 'transaction' as const, orderNumber: 'ab-1' } };
    given(StopOrders, orderFacts.requested({ account: transaction }), orderFacts.stopped())
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), registerWith()), now))
      .thenRefused('ACCOUNT_NOT_KNOWN');
  });

  test('the worth of another currency: the whole account counts as great', () => {
    const { amountFen: _, ...timed } = account().transfer;
    const dollars = account({ transfer: { ...timed, currency: 'USD', amountMinor: 100 } });
    given(StopOrders, orderFacts.requested({ account: dollars }), orderFacts.stopped({ stoppedFen: 0, balanceBeforeFen: 0 }))
      .when((order) =>
        orderFreeze(order, ...recorded({ ...freezeInput(), amountFen: undefined, necessity: 'all of it' }, registerWith()), now),
      )
      .thenRefused('APPROVAL_MISSING', { level: 'prefecture', legalReview: true });
  });
});

describe('the papers of a freeze', () => {
  const asked = (over: Parameters<typeof freezeInput>[0]) =>
    given(StopOrders, ...untilStopped).when((order) => orderFreeze(order, ...recorded(freezeInput(over), registerWith()), now));
  const paths = ['/notice/issuedAt'];

  test('follow each other: alarm, filing, approval, notice, freeze', () => {
    asked({ notice: paper('freeze-notice', minute(-5)) }).thenRefused('TIME_BEFORE_ALARM', { paths });
    asked({ notice: paper('freeze-notice', minute(50)) }).thenRefused('TIMES_OUT_OF_ORDER', { paths });
    asked({ notice: paper('freeze-notice', minute(65)) }).thenRefused('TIMES_OUT_OF_ORDER', { paths });
    asked({ notice: paper('freeze-notice', minute(70)) }).thenFacts({ type: 'order.freeze-ordered' }, inCount);
    asked({ notice: paper('freeze-notice', hour(10.1)) }).thenRefused('TIME_IN_FUTURE', { paths });
  });
});

describe('the approval of a great sum holds with any part left out', () => {
  const yuan2m = 200_000_000;
  const county = { name: '周局', level: 'county', approvedAt: minute(70), legalReview: true } as const;
  const prefecture = { ...county, level: 'prefecture' } as const;
  type Told = Parameters<typeof orderFacts.stopped>[0];
  const asked = (told: Told, over: Parameters<typeof freezeInput>[0], fromFen = 10_000_000) =>
    given(
      StopOrders,
      orderFacts.requested({ tracedFen: fromFen, account: account({ transfer: { ...account().transfer, amountFen: fromFen } }) }),
      orderFacts.stopped(told),
    ).when((order) =>
      orderFreeze(
        order,
        ...recorded(freezeInput({ necessity: 'All of it is the victims’.', approval: county, ...over }), registerWith()),
        now,
      ),
    );
  const unknown = { balanceBeforeFen: undefined, stoppedFen: 10_000_000 };
  const great = ['APPROVAL_MISSING', { level: 'prefecture', legalReview: true }] as const;

  test('an ordered sum of that size counts, with any balance that the bank stated', () => {
    asked(unknown, { amountFen: yuan2m }).thenRefused(...great);
    asked({}, { amountFen: yuan2m }).thenRefused(...great);
    asked(unknown, { amountFen: yuan2m, approval: prefecture }).thenFacts({ type: 'order.freeze-ordered' }, inCount);
  });

  test('a whole account counts if the bank did not state its balance', () => {
    asked(unknown, { amountFen: undefined }).thenRefused(...great);
    asked({ balanceBeforeFen: 10_000_000 }, { amountFen: undefined }).thenFacts({ type: 'order.freeze-ordered' }, inCount);
  });

  test('a whole account counts to which as much came, with any balance that the bank says is left', () => {
    asked({}, { amountFen: undefined }, yuan2m).thenRefused(...great);
  });

  test('a sum counts that leaves a fen, or next to nothing', () => {
    const full = { balanceBeforeFen: yuan2m, stoppedFen: yuan2m };
    for (const amountFen of [yuan2m - 1, yuan2m * 0.9]) asked(full, { amountFen }).thenRefused(...great);
    asked(full, { amountFen: yuan2m * 0.9, approval: prefecture, necessity: undefined }).thenRefused('DOCUMENT_MISSING');
    asked(full, { amountFen: yuan2m * 0.9 - 1, necessity: undefined }).thenFacts({ type: 'order.freeze-ordered' }, inCount);
  });
});

describe('letting go of more than the policy’s sum', () => {
  const most = 100_000_000;
  const approval = { name: '周局', level: 'county', approvedAt: minute(70), legalReview: false } as const;
  const held = (stoppedFen: number) =>
    [orderFacts.requested(), orderFacts.stopped({ stoppedFen, balanceBeforeFen: stoppedFen })] as const;

  test('needs the approval of a county-level head, for a stop as for a freeze', () => {
    const needed = ['APPROVAL_MISSING', { level: 'county', legalReview: false }] as const;
    given(StopOrders, ...held(most))
      .when((order) => orderRelease(order, signed, { register: registerWith() }, now))
      .thenFacts({ type: 'order.release-ordered' });
    given(StopOrders, ...held(most + 1))
      .when((order) => orderRelease(order, signed, { register: registerWith() }, now))
      .thenRefused(...needed);
    given(StopOrders, ...held(most + 1))
      .when((order) => orderRelease(order, ...recorded({ ...signed, approval }, registerWith()), now))
      .thenFacts({ type: 'order.release-ordered', data: { pending: { approval } } });
    const notice = paper('release-notice', hour(10));
    given(StopOrders, ...held(most + 1), laterFacts.freezeOrdered, laterFacts.frozen)
      .when((order) => orderUnfreeze(order, { ...signed, notice }, { register: undefined }, now))
      .thenRefused(...needed);
  });
});

describe('renewal', () => {
  // the freeze ends on 2027-05-22 at 19:30 in Beijing
  const tenDaysAhead = context({ now: '2027-05-12T11:30:00.000Z' });
  const asked = (over: Parameters<typeof renewInput>[0], at = tenDaysAhead) =>
    given(StopOrders, ...untilFrozen).when((order) => orderRenewal(order, ...recorded(renewInput(over)), at));

  test('a freeze is renewed from ten days before the end, for as long as the first or shorter', () => {
    asked({}).thenFacts({ type: 'order.renewal-ordered', data: { pending: { instruction: 'renew', termMonths: 6 } } });
    asked({ termMonths: 3 }).thenFacts({ type: 'order.renewal-ordered', data: { pending: { termMonths: 3 } } });
    asked({ termMonths: 7 }).thenRefused('RENEWAL_TOO_LONG', { months: 6 });
    asked({}, context({ now: '2027-05-12T11:29:59.999Z' })).thenRefused('RENEWAL_TOO_EARLY', {
      from: '2027-05-12T11:30:00.000Z',
    });
    asked({}, context({ now: '2027-05-22T11:30:00.000Z' })).thenRefused('TERM_EXPIRED');
  });

  test('a renewal needs its notice and an approval after legal review', () => {
    asked({ notice: undefined }).thenRefused('DOCUMENT_MISSING', { document: 'renewal-notice' });
    asked({ approval: undefined }).thenRefused('APPROVAL_MISSING', { level: 'county', legalReview: true });
    asked({ approval: { name: '周局', level: 'county', approvedAt: minute(70), legalReview: false } }).thenRefused(
      'APPROVAL_MISSING',
    );
  });

  test('only a freeze is renewed', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => orderRenewal(order, ...recorded(renewInput()), now))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'stopped', command: 'orderRenewal' });
  });
});

describe('unfreezing', () => {
  test('needs the notice of release', () => {
    given(StopOrders, ...untilFrozen)
      .when((order) =>
        orderUnfreeze(order, { ...signed, notice: paper('release-notice', hour(10)) }, { register: undefined }, now),
      )
      .thenFacts({ type: 'order.unfreeze-ordered', data: { pending: { instruction: 'unfreeze' } } });
    given(StopOrders, ...untilFrozen)
      .when((order) => orderUnfreeze(order, signed, { register: undefined }, now))
      .thenRefused('DOCUMENT_MISSING', { document: 'release-notice' });
  });

  test('a frozen account is not released or frozen again', () => {
    const order = orderWith(...untilFrozen);
    expect(orderRelease(order, signed, { register: undefined }, now)).toMatchObject({
      code: 'ORDER_STATE_FORBIDS',
      detail: { state: 'frozen' },
    });
    expect(orderFreeze(order, ...recorded(freezeInput()), now)).toMatchObject({
      code: 'ORDER_STATE_FORBIDS',
      detail: { state: 'frozen' },
    });
  });
});
