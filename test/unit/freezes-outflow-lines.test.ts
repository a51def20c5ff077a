import { describe, expect, test } from 'vitest';
import { readLine } from '../../functions/bank-orders/bank-body.ts';
import { addLines } from '../../shared/freezes/bank-answer/outflows/add-lines.ts';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { tellOutflows } from '../../shared/freezes/bank-answer/outflows/supplement.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { realSerial, transfersOf } from '../../shared/freezes/transfers.ts';
import { orderView } from '../../shared/freezes/views.ts';
import { isPlaceholder } from '../../shared/kernel/reference.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  kept,
  laterFacts,
  orderWith,
  outflow,
  recordNamed,
  registerWith,
  stoppedResult,
  untilStopped,
} from '../support/order-samples.ts';
import { account, hour, id, minute, orderFacts, plan } from '../support/samples.ts';
import { traceCity } from '../support/trace-city.ts';

const sent = [orderFacts.requested(), orderFacts.sent()] as const;
const linesAfter = (...lines: readonly OutflowLine[]) => addLines([], lines).lines;

describe('a placeholder for a serial', () => {
  test.each([
    '-',
    '0',
    '000',
    'NA',
    'N/A',
    'n/a',
    '无',
    'null',
    'NULL',
    'unknown',
    'none',
    'xxxx',
    '----',
    '１１１',
    ' ',
    '9999',
    '没有',
  ])('%s says nothing', (serial) => {
    expect(isPlaceholder(serial)).toBe(true);
    expect(realSerial(serial)).toBeUndefined();
  });

  test.each(['TX-1', 'B20261122', '10', '7', 'OUT-1'])('%s is one, in any spelling', (serial) => {
    expect(realSerial(serial)).toBe(realSerial(` ${serial.toLowerCase()} `));
    expect(realSerial(serial)).toBeDefined();
  });
});

describe('an outflow is what it is, not its serial', () => {
  test('two transfers under one placeholder or one batch number are two, if their sums or moments differ', () => {
    for (const serial of ['-', 'BATCH-7']) {
      const lines = [
        outflow(1, { serial, amountFen: 1_000_000 }),
        outflow(1, { serial, amountFen: 19_000_000 }),
        outflow(1, { serial, at: minute(3) }),
      ];
      expect(linesAfter(...lines)).toHaveLength(3);
    }
  });

  test('one transfer is one, in any spelling of its account and serial, and with or without a serial', () => {
    const once = outflow(1);
    const accountNumber = '6228-4800 ００００-0001';
    const spelled = [
      { ...once, accountNumber },
      { ...once, serial: ' out-1' },
      { ...once, serial: undefined },
      { ...once, serial: '-' },
    ];
    expect(linesAfter(once, ...spelled.map(readLine))).toHaveLength(1);
    expect(linesAfter(...spelled.map(readLine), once)).toMatchObject([{ serial: 'OUT-1' }]);
  });

  test('serials tell apart what agrees in all else; a line without one is one of these', () => {
    const [a, b, none] = [outflow(1, { serial: 'A' }), outflow(1, { serial: 'B' }), outflow(1, { serial: undefined })];
    for (const lines of [
      [a, b, none],
      [none, a, b],
      [a, none, b],
      [b, none, none, a, b],
    ])
      expect(linesAfter(...lines)).toHaveLength(2);
  });

  test('a different statement on a transfer the second time stands beside the first', () => {
    const [line] = linesAfter(outflow(1), outflow(1, { accountName: '钱七七', remark: 'name on the card' }));
    expect(line).toMatchObject({ accountName: '钱七', alsoSaid: [{ accountName: '钱七七' }], remark: 'name on the card' });
  });

  test('a line that does not say the kind of its account is followed as to a personal one', () => {
    const { accountKind: _, ...partial } = outflow(1);
    const city = traceCity();
    city.open(plan());
    city.answer(plan().orderId, [readLine(partial)]);
    city.settle();
    const [edge] = city.orders.get(plan().orderId)?.edges ?? [];
    expect(edge).toMatchObject({ outflow: 0, how: 'opened' });
    expect(city.orders.get(edge?.to ?? '')?.account.accountKind).toBe('personal');
  });

  test('transfers that only their serials tell apart are all told to its bank, in any form of the serials', () => {
    const city = traceCity();
    city.open(plan());
    const lines = ['20261126/0001', '20261126/0002'].map((serial) => outflow(1, { serial, amountFen: 3_000_000 }));
    city.answer(plan().orderId, lines.map(readLine));
    city.settle();
    const [opened] = city.orders.get(plan().orderId)?.edges ?? [];
    const told = city.orders.get(opened?.to ?? '');
    expect(told).toMatchObject({ tracedFen: 6_000_000, transfers: [{ amountFen: 3_000_000 }, { amountFen: 3_000_000 }] });
  });

  test('two accounts that pay the same sum in the same second into a third are two transfers', () => {
    const city = traceCity();
    const roots = [plan(), plan({ orderId: id('ord', 2), account: account({ accountNumber: '6222020200119999999' }) })];
    for (const root of roots) {
      city.open({ ...root, accountKey: `key-${root.orderId}` });
      city.answer(root.orderId, [readLine(outflow(1, { serial: '-', amountFen: 3_000_000 }))]);
      city.settle();
    }
    const third = [...city.orders.values()].find(({ tier }) => tier === 2);
    expect(third?.tracedFen).toBe(6_000_000);
    expect(third === undefined ? [] : transfersOf(third)).toHaveLength(2);
  });

  test('several transfers to one account are all told to its bank', () => {
    const city = traceCity();
    city.open(plan());
    const [one, two] = [
      outflow(1, { serial: '-', amountFen: 1_000_000 }),
      outflow(1, { serial: '-', amountFen: 3_000_000, at: minute(3) }),
    ];
    city.answer(plan().orderId, [readLine(one), readLine(two)]);
    city.settle();
    const [opened] = city.orders.get(plan().orderId)?.edges ?? [];
    expect(city.orders.get(opened?.to ?? '')).toMatchObject({
      tracedFen: 4_000_000,
      transfers: [{ amountFen: 1_000_000 }, { amountFen: 3_000_000 }],
    });
  });

  test('lines that lead to no account leave room for those that do', () => {
    const cash = Array.from({ length: 600 }, (_, n) => readLine({ means: 'cash', amountFen: 1_000 + n, at: minute(2) }));
    const { lines, outcomes } = addLines([], [...cash, readLine(outflow(1))]);
    expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(lines.length);
    expect(outcomes.at(-1)).toBe('new');
    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(600 - 250);
  });

  test('an order keeps as many lines as its record holds, and says how many others came', () => {
    const { lines, outcomes } = addLines(
      [],
      Array.from({ length: 600 }, (_, n) => outflow(n)),
    );
    expect(lines.length).toBeLessThanOrEqual(500);
    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(600 - lines.length);
    const order = orderWith(...sent, orderFacts.stopped({ outflows: [...lines] }));
    expect(tellOutflows(order, { outflows: [outflow(9_000)] }, {}, bankAt(6))).toMatchObject({
      code: 'TOO_MANY_OUTFLOWS',
    });
    expect(tellOutflows(order, { outflows: [outflow(1)] }, {}, bankAt(6))).toEqual({ kind: 'acceptance', facts: [] });
  });
});

describe('outflows that a bank tells beside its result', () => {
  const told = { outflows: [outflow(5)] };

  test.each([
    ['before its result', [...sent]],
    ['after its result', [...untilStopped]],
    ['of an order it refused', [...sent, orderFacts.returned()]],
    ['after the end of the term', [...untilStopped, laterFacts.expired]],
  ] as const)('are taken %s', (_when, facts) => {
    const [born, ...later] = facts;
    given(StopOrders, born, ...later)
      .when((order) => tellOutflows(order, told, { signature: 'jws' }, bankAt(49 * 60)))
      .thenFacts({ type: 'order.supplemented', data: { outflows: [{ serial: 'OUT-5' }], signature: 'jws' } })
      .thenState({ outflows: [{ serial: 'OUT-5' }] });
  });

  test('are followed, and told again change nothing', () => {
    const city = traceCity();
    city.open(plan());
    city.answer(plan().orderId, [outflow(1)]);
    city.settle();
    city.tell(plan().orderId, [outflow(1), outflow(2)]);
    city.tell(plan().orderId, [outflow(2, { accountNumber: '6228-4800-0000-0002' })]);
    city.settle();
    expect(city.opened).toBe(3);
    expect(city.orders.get(plan().orderId)?.outflows).toHaveLength(2);
  });
});

describe('the same result, said with more', () => {
  const first = stoppedResult({ outflows: [outflow(1)] });
  const answered = kept(
    { order: orderWith(...sent), register: registerWith() },
    recordResult(orderWith(...sent), first, { register: registerWith() }, bankAt(5)),
  );
  const again = (over: Parameters<typeof stoppedResult>[0]) =>
    recordResult(
      answered.order,
      stoppedResult({ outflows: [outflow(1)], ...over }),
      { register: answered.register, signature: 'jws' },
      bankAt(8),
    );

  test('a further outflow is taken as one told later', () => {
    expect(again({ outflows: [outflow(1), outflow(2)] })).toMatchObject({
      kind: 'acceptance',
      facts: [{ type: 'order.supplemented', data: { outflows: [{ serial: 'OUT-2' }] } }],
    });
  });

  test('a remark is kept once, and is no dispute', () => {
    const decision = again({ remark: 'the card is blocked too' });
    expect(decision).toMatchObject({
      kind: 'acceptance',
      facts: [{ type: 'order.supplemented', data: { remark: 'the card is blocked too' } }],
    });
    const noted = kept(answered, decision);
    expect(orderView(noted.order).notes).toMatchObject([{ remark: 'the card is blocked too', instruction: 'stop' }]);
    const remarked = stoppedResult({ outflows: [outflow(1)], remark: 'the card is blocked too' });
    expect(recordResult(noted.order, remarked, { register: noted.register }, bankAt(9)).facts).toEqual([]);
  });

  test('another claim is a dispute that keeps all it says otherwise, once', () => {
    const claim = { stoppedFen: 9_000_000, expiresAt: hour(30), remark: 'released a part', outflows: [outflow(1), outflow(3)] };
    const decision = again(claim);
    expect(decision).toMatchObject({ kind: 'refusal', code: 'RESULT_CONFLICT' });
    const disputed = kept(answered, decision);
    expect(orderView(disputed.order).disputes).toMatchObject([
      { stoppedFen: 9_000_000, expiresAt: hour(30), remark: 'released a part', outflows: [{ serial: 'OUT-3' }] },
    ]);
    expect(disputed.order.outflows).toHaveLength(1);
    expect(recordResult(disputed.order, stoppedResult(claim), { register: undefined }, bankAt(9)).facts).toEqual([]);
    const more = stoppedResult({ ...claim, outflows: [outflow(4)] });
    expect(recordResult(disputed.order, more, { register: undefined }, bankAt(9)).facts).toMatchObject([
      { type: 'order.disputed', data: { outflows: [{ serial: 'OUT-4' }] } },
    ]);
  });
});

describe('no answer of a bank loses the outflows that it names', () => {
  test('an answer that asks to be asked again', () => {
    given(StopOrders, ...sent)
      .when((order) =>
        recordResult(
          order,
          declined('1100', { outflows: [outflow(1)] }),
          { register: registerWith(), signature: 'jws' },
          bankAt(5),
        ),
      )
      .thenFacts({ type: 'order.retry-scheduled' }, { type: 'order.supplemented', data: { outflows: [{ serial: 'OUT-1' }] } })
      .thenState({ status: 'sent', outflows: [{ serial: 'OUT-1' }] });
  });

  test('the answer to an instruction after the stop', () => {
    given(StopOrders, ...untilStopped, laterFacts.releaseOrdered)
      .when((order) =>
        recordNamed(
          order,
          declined('0000', { effectiveAt: hour(11), outflows: [outflow(1)] }),
          { register: registerWith() },
          bankAt(660),
        ),
      )
      .thenFacts({ type: 'order.released' }, { type: 'order.supplemented' });
  });
});
