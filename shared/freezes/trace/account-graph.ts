import * as z from 'zod';
import { AgencyId, OrderId } from '../../kernel/ids.ts';
import { impossible } from '../../kernel/impossible.ts';
import { Fen } from '../../kernel/money.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { accountKinds } from '../account/account-fields.ts';
import { orderStatuses } from '../order/order-status.ts';
import { heldFen, needsOf, orderNeeds } from '../order/standing.ts';
import { cutReasons, holdReasons, type StopOrder, type TraceEdge } from '../order/stop-order.ts';
import { transfersOf } from '../transfers.ts';
import { lastCorrection, waysOf } from './trace.ts';

/** An account that the money came to, with all its orders in the case. */
const AccountNode = z
  .strictObject({
    account: OrderId.describe('Its name in this graph: the first order on it.'),
    bankId: AgencyId,
    bankName: z.string().optional(),
    accountNumber: z.string().optional().describe('In full, or its last four characters behind `…`, as the caller may see.'),
    accountName: z.string().optional().describe("The holder's name, if the caller may see persons of the case and it is known."),
    accountKind: z.enum(accountKinds).optional(),
    transaction: z.literal(true).optional().describe('A transaction at a payment institution, not an account.'),
    tier: z.int().positive().describe('The lowest of its orders.'),
    orders: z.array(
      z.strictObject({
        orderId: OrderId,
        alarm: z.int().positive().describe('The number of its alarm, as in `alarms`.'),
        tier: z.int().positive(),
        state: z.enum(orderStatuses),
        needs: z.array(z.enum(orderNeeds)),
        requestedAt: UtcInstant,
        effectiveAt: UtcInstant.optional(),
      }),
    ),
    tracedFen: Fen.describe("The victims' money that the trace brings into it, of all its orders."),
    stoppedFen: Fen,
    heldFen: Fen.describe('What the bank holds now, of all its orders.'),
  })
  .meta({ id: 'AccountNode' });

/** Money that went from one account to another, or to where the trace does not go, summed up over all orders. */
const AccountEdge = z
  .strictObject({
    from: z
      .union([
        z.strictObject({ account: OrderId }),
        z.strictObject({ alarm: z.int().positive().describe('The victim of the alarm with this number paid it in.') }),
      ])
      .describe('Where it came from.'),
    to: OrderId.optional().describe('The account that it went to. Absent: the trace was cut there, or waits for a person.'),
    how: z.enum(['followed', 'cut', 'held']),
    reasons: z.array(z.enum([...cutReasons, ...holdReasons])).describe('Why it was cut, or is held; empty if it was followed.'),
    transfers: z.int().positive(),
    tracedFen: Fen,
    firstAt: UtcInstant.optional().describe('The first of its transfers, if their times are known.'),
    lastAt: UtcInstant.optional(),
  })
  .meta({ id: 'AccountEdge' });

/** The way of the money through the accounts of a case (资金流向图), over all its alarms. */
export const AccountGraph = z.strictObject({ accounts: z.array(AccountNode), edges: z.array(AccountEdge) });
export type AccountGraph = z.infer<typeof AccountGraph>;

/** The reader's own: whether they see the holders, since only then accounts are named in full. */
interface Reader {
  readonly seesHolders: boolean;
  /** The numbers of the alarms, by their ids: a reader of the money need not know the alarms. */
  readonly alarms: ReadonlyMap<string, number>;
  readonly bankNames: ReadonlyMap<string, string>;
}

/**
 * The graph of these orders. Orders on one account are one node; transfers between two accounts are one edge, by how they were treated. Of an
 * order that officers put right, the money counts in its correction alone.
 *
 * @param orders of all alarms of the case, in any order
 */
export function accountGraph(orders: readonly StopOrder[], reader: Reader): AccountGraph {
  const sorted = orders.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1));
  const byAccount = Map.groupBy(sorted, ({ accountKey }) => accountKey);
  const accountOf = new Map(
    [...byAccount.values()].flatMap((same) => same.map(({ orderId }) => [orderId, same[0]?.orderId ?? orderId])),
  );
  const byId = new Map(sorted.map((order) => [order.orderId, order]));
  // The money to an account that officers put right went to the one that they put in its place.
  const nodeOf = new Map(
    sorted.map((order) => [order.orderId, accountOf.get(lastCorrection(order, byId).orderId) ?? order.orderId]),
  );
  return {
    accounts: [...byAccount.values()].flatMap((same) => nodeOfAccount(same, reader)),
    edges: joined([...paidIn(sorted, nodeOf, reader), ...sorted.flatMap((order) => wentOut(order, nodeOf))]),
  };
}

function nodeOfAccount(orders: readonly StopOrder[], { seesHolders, bankNames, alarms }: Reader): AccountGraph['accounts'] {
  const [first] = orders;
  if (first === undefined) return [];
  const { bankId, accountNumber, accountKind, target } = first.account;
  const named = orders.findLast(({ account }) => account.accountName !== undefined);
  return [
    {
      account: first.orderId,
      ...{ bankId, bankName: bankNames.get(bankId) },
      accountNumber: accountNumber === undefined || seesHolders ? accountNumber : `…${accountNumber.slice(-SHOWN)}`,
      accountName: seesHolders ? named?.account.accountName : undefined,
      accountKind,
      transaction: target === undefined ? undefined : true,
      tier: Math.min(...orders.map(({ tier }) => tier)),
      orders: orders.map((order) => ({
        ...{ orderId: order.orderId, alarm: numberOf(order, alarms), tier: order.tier, state: order.status },
        ...{ needs: [...needsOf(order)], requestedAt: order.requestedAt, effectiveAt: order.effectiveAt },
      })),
      tracedFen: sumOf(orders, tracedInto),
      stoppedFen: sumOf(orders, ({ stoppedFen }) => stoppedFen),
      heldFen: sumOf(orders, heldFen),
    },
  ];
}

/** The characters of an account number that every reader of the money sees. */
const SHOWN = 4;

type Edge = AccountGraph['edges'][number];

/** The money that victims paid in themselves: what the trace brings into an account of the first tier, without what other orders brought there. */
function paidIn(
  orders: readonly StopOrder[],
  nodeOf: ReadonlyMap<string, string>,
  { alarms }: Pick<Reader, 'alarms'>,
): readonly Edge[] {
  const brought = new Map<string, number>();
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  for (const { to, tracedFen } of orders.flatMap(waysOf)) {
    const end = to === undefined ? undefined : byId.get(to);
    if (end === undefined) continue;
    const { orderId } = lastCorrection(end, byId);
    brought.set(orderId, (brought.get(orderId) ?? 0) + tracedFen);
  }
  return orders.flatMap((order): Edge[] => {
    const paidFen = tracedInto(order) - (brought.get(order.orderId) ?? 0);
    if (order.tier !== 1 || order.correctedBy !== undefined || paidFen < 0) return [];
    const times = transfersOf(order).map(({ at }) => at);
    return [
      {
        ...{ from: { alarm: numberOf(order, alarms) }, to: nodeOf.get(order.orderId), how: 'followed', reasons: [] },
        ...{ transfers: times.length, tracedFen: paidFen, firstAt: times.toSorted()[0], lastAt: times.toSorted().at(-1) },
      },
    ];
  });
}

function numberOf({ alertId }: StopOrder, alarms: ReadonlyMap<string, number>): number {
  return alarms.get(alertId) ?? impossible('an order of a case is of none of its alarms');
}

/** The victims' money in the account by this order. */
function tracedInto({ tracedFen, correctedBy }: StopOrder): number {
  return correctedBy === undefined ? tracedFen : 0;
}

function wentOut(order: StopOrder, nodeOf: ReadonlyMap<string, string>): readonly Edge[] {
  const account = nodeOf.get(order.orderId) ?? order.orderId;
  return waysOf(order).map(({ outflow, to, how, cut, held, tracedFen }) => {
    const at = order.outflows[outflow]?.at;
    const reason = cut ?? held;
    return {
      ...{ from: { account }, to: to === undefined ? undefined : (nodeOf.get(to) ?? to), how: treated[how] },
      ...{ reasons: reason === undefined ? [] : [reason], transfers: 1, tracedFen, firstAt: at, lastAt: at },
    };
  });
}

const treated: { readonly [How in TraceEdge['how']]: Edge['how'] } = {
  opened: 'followed',
  joined: 'followed',
  cut: 'cut',
  held: 'held',
};

/** One edge for all that have the same ends and were treated the same. */
function joined(edges: readonly Edge[]): Edge[] {
  const same = Map.groupBy(edges, ({ from, to, how }) => JSON.stringify([from, to, how]));
  return [...same.values()].flatMap((group) => {
    const times = group.flatMap(({ firstAt, lastAt }) => [firstAt ?? [], lastAt ?? []].flat()).toSorted();
    const reasons = [...new Set(group.flatMap((edge) => edge.reasons))];
    const [transfers, tracedFen] = [sumOf(group, (edge) => edge.transfers), sumOf(group, (edge) => edge.tracedFen)];
    return group
      .slice(0, 1)
      .map((first) => ({ ...first, reasons, transfers, tracedFen, firstAt: times[0], lastAt: times.at(-1) }));
  });
}

function sumOf<One>(all: readonly One[], figure: (one: One) => number): number {
  return all.reduce((sum, one) => sum + figure(one), 0);
}
