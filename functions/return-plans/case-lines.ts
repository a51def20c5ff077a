import type { Statement, StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { WholeLine } from '../../shared/ownership/statement-lines.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { findCase } from '../lookups/cases.ts';
import { lastStatement } from '../lookups/last-statement.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import { pagesOfStatement, readMembers } from '../lookups/statement-pages.ts';
import { inParallel } from '../platform/in-parallel.ts';

/** So many alarms, and so many statements, are read at the same time. */
const LANES = 10;

/** The orders of a case, by their ids. */
export type OrdersOfCase = ReadonlyMap<string, StopOrder>;

/** All orders of the alarms of the case, and those of the accounts of the round. */
export async function allOrdersOfCase(journal: Journal, { caseId, accounts }: ReturnRound): Promise<OrdersOfCase> {
  const alerts = (await findCase(journal, caseId))?.fraudCase.alerts ?? [];
  const byAlert = new Map<string, readonly { readonly state: StopOrder | undefined }[]>();
  await inParallel(alerts, LANES, async ({ alertId }) => {
    byAlert.set(alertId, await loadedOrdersOfAlert(journal, alertId, StopOrders));
  });
  // in the order of the alarms: whichever was read first, each task has the same order for an account
  const ofAlerts = alerts.flatMap(({ alertId }) => byAlert.get(alertId) ?? []);
  const known = new Set(ofAlerts.map(({ state }) => state?.orderId));
  const left = accounts.map(({ orderId }) => orderId).filter((orderId) => !known.has(orderId));
  const all = [...ofAlerts, ...(await loadAll(journal, StopOrders, left))].flatMap(({ state }) => state ?? []);
  return new Map(all.map((order) => [order.orderId, order]));
}

/** By the key of each account of the case its order. Alarms have orders of their own at one account: the one in the round stands for it. */
function orderOfAccount(orders: OrdersOfCase, { accounts }: ReturnRound): ReadonlyMap<string, string> {
  const entered = new Set(accounts.map(({ orderId }) => orderId));
  const all = [...orders.values()];
  const inRound = all.filter(({ orderId }) => entered.has(orderId));
  return new Map([...all, ...inRound].map((order) => [order.accountKey, order.orderId]));
}

/** The lines of accounts of a case, by the order of each, in the order of the lines. */
export type LinesByOrder = ReadonlyMap<string, readonly WholeLine[]>;

/** What was read of some accounts: the lines, and the orders of those that lack a statement or have lines that tell nothing. */
export interface LinesRead {
  readonly lines: LinesByOrder;
  readonly missing: readonly string[];
  readonly unreadable: readonly string[];
}

/**
 * The lines that tell whose money is in these accounts: their own, and those of each other account of the case that fed one of them, through
 * any others, as far as its statement is there.
 *
 * @param secret the key of the keyed hashes of account numbers
 */
export async function linesFeeding(
  journal: Journal,
  secret: string,
  accountIds: readonly string[],
  { orders, round }: { readonly orders: OrdersOfCase; readonly round: ReturnRound },
): Promise<LinesRead> {
  const orderAt = orderOfAccount(orders, round);
  const orderOf = (bankId: string, number: string) => orderAt.get(accountKey(secret, bankId, number));
  const asked = new Set(accountIds);
  const told = new Map<string, Told>();
  let next: readonly string[] = [...asked];
  while (next.length > 0) {
    await inParallel(next, LANES, async (orderId) => {
      const own = await toldOf(journal, orderId, orderOf);
      if (own !== undefined) told.set(orderId, own);
    });
    const feeders = new Set(next.flatMap((orderId) => feedersIn(told.get(orderId)?.lines ?? [])));
    next = [...feeders].filter((feeder) => !asked.has(feeder));
    for (const feeder of next) asked.add(feeder);
  }
  // in the order in which they were asked for, whichever came first
  const read = [...asked].flatMap((orderId) => {
    const own = told.get(orderId);
    return own === undefined ? [] : [{ orderId, ...own }];
  });
  return {
    lines: new Map(read.map(({ orderId, lines }) => [orderId, lines])),
    missing: accountIds.filter((orderId) => !told.has(orderId)),
    unreadable: read.flatMap(({ orderId, isReadable }) => (isReadable ? [] : [orderId])),
  };
}

/** The accounts of the case that lines in name. */
function feedersIn(lines: readonly WholeLine[]): readonly string[] {
  return lines.flatMap(({ direction, counterparty }) => (direction === 'in' && counterparty !== undefined ? [counterparty] : []));
}

/** The lines of a statement that tell something, and whether all do. */
interface Told {
  readonly lines: readonly WholeLine[];
  readonly isReadable: boolean;
}

/** @returns undefined if no statement is there */
async function toldOf(
  journal: Journal,
  orderId: string,
  orderOf: (bankId: string, accountNumber: string) => string | undefined,
): Promise<Told | undefined> {
  const statement = await lastStatement(journal, orderId);
  if (statement === undefined) return undefined;
  const lines: WholeLine[] = [];
  let count = 0;
  for await (const page of pagesOfStatement(journal, statement, readMembers)) {
    count += page.length;
    lines.push(...page.flatMap((line) => (isAhead(line, statement) ? [] : (wholeLine(line, orderOf) ?? []))));
  }
  return { lines, isReadable: lines.length === count };
}

/** Whether the line is of a time after the bank told the statement: it cannot have been booked. */
function isAhead({ at }: StatementLine, { completedAt }: Statement): boolean {
  return at !== undefined && completedAt !== undefined && at > completedAt;
}

/** The line, or undefined if it lacks a member without which it tells nothing of whose money it is. */
function wholeLine(
  { page, line, at, direction, amountFen, balanceFen, counterparty }: StatementLine,
  orderOf: (bankId: string, accountNumber: string) => string | undefined,
): WholeLine | undefined {
  if (at === undefined || direction === undefined || amountFen === undefined || balanceFen === undefined) return undefined;
  const { bankId, accountNumber } = counterparty ?? {};
  const other = bankId === undefined || accountNumber === undefined ? undefined : orderOf(bankId, accountNumber);
  return { page, line, at, direction, amountFen, balanceFen, ...(other === undefined ? {} : { counterparty: other }) };
}
