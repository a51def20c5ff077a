import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLine } from '../../functions/bank-orders/bank-body.ts';
import { addLines } from '../../shared/freezes/bank-answer/outflows/add-lines.ts';
import { fundGraph } from '../../shared/freezes/views.ts';
import { outflow } from '../support/order-samples.ts';
import { id, minute, plan } from '../support/samples.ts';
import { type TraceCity, traceCity } from '../support/trace-city.ts';

const knownAccounts = 5;
/** A transfer out: few accounts, sums and moments, so that many agree in all three; serials that are real, none, or a batch's. */
const transfer = fc.record({
  to: fc.nat(knownAccounts - 1),
  amountFen: fc.constantFrom(50_000, 60_000, 70_000, 9_000),
  minute: fc.constantFrom(-3, 0, 1, 2),
  serial: fc.constantFrom('A1', 'B2', 'BATCH-9'),
});
/** How a bank's system writes a line. */
const spelling = fc.record({
  account: fc.constantFrom(
    (n: string) => n,
    (n: string) => n.replaceAll(/(.{4})/g, '$1-').replace(/-$/, ''),
    (n: string) => n.replaceAll(/(.{4})/g, '$1 '),
    (n: string) => n.replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    (n: string) => n.toLowerCase(),
  ),
  serial: fc.constantFrom(
    (serial: string) => serial,
    (serial: string) => serial.toLowerCase(),
    (serial: string) => ` ${serial} `,
    () => '-',
    () => 'N/A',
    () => null,
  ),
  moment: fc.constantFrom(
    (at: string) => at,
    (at: string) => at.replace('.000Z', '+00:00'),
  ),
});
const told = fc.record({
  /** Each transfer, and how often and how it is told; the first time as it is. */
  transfers: fc.array(fc.tuple(transfer, fc.array(spelling, { maxLength: 3 })), { minLength: 1, maxLength: 8 }),
  shuffle: fc.infiniteStream(fc.nat(1_000)),
  split: fc.nat(20),
});

describe('outflows in any order, spelling and number of repeats', () => {
  test('give the same trace, whether they are told in the answer or later', () => {
    fc.assert(
      fc.property(told, ({ transfers, shuffle, split }) => {
        const plain = transfers.map(([one]) => lineOf(one));
        const spelled = transfers.flatMap(([one, ways]) => [
          lineOf(one),
          ...ways.map((way) => ({
            ...lineOf(one),
            accountNumber: way.account(lineOf(one).accountNumber),
            serial: way.serial(one.serial),
            at: way.moment(lineOf(one).at),
          })),
        ]);
        const mixed = spelled
          .map((line) => ({ line, by: shuffle.next().value ?? 0 }))
          .toSorted((a, b) => a.by - b.by)
          .map(({ line }) => line);
        const cutAt = split % (mixed.length + 1);
        expect(traceOf(played(mixed.slice(0, cutAt), mixed.slice(cutAt)))).toEqual(traceOf(played(plain, [])));
      }),
      { numRuns: 200 },
    );
  });

  test('in an answer of any shape, each line that was taken is in the order, and in the graph', () => {
    const line = fc.oneof(
      fc.record({ means: fc.constantFrom('cash', 'wallet', 'abroad', 'card-payment', 'virtual-currency', 'other', 'nonsense') }),
      fc.record({
        bankId: fc.constantFrom('bank-b', '某银行', 7),
        accountNumber: fc.constantFrom('6228480000000001', '-', ''),
        remark: fc.string(),
      }),
      transfer.map(lineOf),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const city = played(lines, []);
        const order = city.orders.get(plan().orderId);
        if (order === undefined) throw new Error('the order is gone');
        expect(addLines(order.outflows, lines.map(readLine)).outcomes.every((outcome) => outcome === 'known')).toBe(true);
        const { edges } = fundGraph([...city.orders.values()]);
        expect(new Set(order.edges.map(({ outflow: place }) => place)).size).toBe(order.outflows.length);
        expect(edges.filter(({ from }) => from === order.orderId).length).toBeGreaterThanOrEqual(order.outflows.length);
      }),
      { numRuns: 200 },
    );
  });
});

function lineOf({ to, amountFen, minute: at, serial }: { to: number; amountFen: number; minute: number; serial: string }) {
  return outflow(to, { accountNumber: `62284800AB${to}0000${to}`, amountFen, at: minute(at), serial });
}

function played(inAnswer: readonly unknown[], later: readonly unknown[]): TraceCity {
  const city = traceCity();
  city.open(plan());
  city.answer(plan().orderId, inAnswer.map(readLine));
  city.settle();
  if (later.length > 0) city.tell(plan().orderId, later.map(readLine));
  city.settle();
  return city;
}

/** What a trace came to: the sums by account and moment, with what became of each, and the orders opened by account. */
function traceOf(city: TraceCity) {
  const order = city.orders.get(id('ord', 1));
  const edges = (order?.edges ?? []).map(({ outflow: place, tracedFen, cut }) => {
    const line = order?.outflows[place];
    return [line?.accountNumber?.replaceAll('-', '').toUpperCase(), line?.amountFen, line?.at, tracedFen, cut].join(' ');
  });
  const orders = [...city.orders.values()].map(({ account, tracedFen, tier }) =>
    [account.accountNumber?.replaceAll('-', '').toUpperCase(), tracedFen, tier].join(' '),
  );
  return { edges: edges.toSorted(), orders: orders.toSorted() };
}
