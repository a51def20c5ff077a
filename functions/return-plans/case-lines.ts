import type { Statement, StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import type { WholeLine } from '../../shared/ownership/statement-lines.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { findCase } from '../lookups/cases.ts';
import { lastStatement } from '../lookups/last-statement.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import { pagesOfStatement, readMembers } from '../lookups/statement-pages.ts';

/** The orders of a case, by their ids. */
export type OrdersOfCase = ReadonlyMap<string, StopOrder>;

/** All orders of the alarms of the case, and those of the accounts of the round. */
export async function ordersOfCase(journal: Journal, { caseId, accounts }: ReturnRound): Promise<OrdersOfCase> {
  const found = await findCase(journal, caseId);
  const orders = new Map<string, StopOrder>();
  const take = (loaded: readonly { readonly state: StopOrder | undefined }[]): void => {
    for (const { state } of loaded) if (state !== undefined) orders.set(state.orderId, state);
  };
  for (const { alertId } of found?.fraudCase.alerts ?? []) take(await loadedOrdersOfAlert(journal, alertId, StopOrders));
  const left = accounts.map(({ orderId }) => orderId).filter((orderId) => !orders.has(orderId));
  take(await loadAll(journal, StopOrders, left));
  return orders;
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

/** So many statements are read at a time. */
const TOGETHER = 10;

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
  const lines = new Map<string, readonly WholeLine[]>();
  const unreadable: string[] = [];
  const asked = new Set(accountIds);
  let next: readonly string[] = [...asked];
  while (next.length > 0) {
    const feeders = new Set<string>();
    for (const some of chunks(next, TOGETHER)) {
      const read = await Promise.all(some.map((orderId) => linesOf(journal, orderId, orderOf)));
      for (const [n, orderId] of some.entries()) {
        const own = read[n];
        if (own === undefined) continue;
        if (own.length > own.flatMap((line) => line ?? []).length) unreadable.push(orderId);
        const whole = own.flatMap((line) => line ?? []);
        lines.set(orderId, whole);
        for (const { direction, counterparty } of whole)
          if (direction === 'in' && counterparty !== undefined && !asked.has(counterparty)) feeders.add(counterparty);
      }
    }
    for (const feeder of feeders) asked.add(feeder);
    next = [...feeders];
  }
  return { lines, missing: accountIds.filter((orderId) => !lines.has(orderId)), unreadable };
}

/** @returns the lines, undefined for one that tells nothing; undefined if no statement is there */
async function linesOf(
  journal: Journal,
  orderId: string,
  orderOf: (bankId: string, accountNumber: string) => string | undefined,
): Promise<readonly (WholeLine | undefined)[] | undefined> {
  const statement = await lastStatement(journal, orderId);
  if (statement === undefined) return undefined;
  const lines: (WholeLine | undefined)[] = [];
  for await (const page of pagesOfStatement(journal, statement, readMembers))
    lines.push(...page.map((line) => (isAhead(line, statement) ? undefined : wholeLine(line, orderOf))));
  return lines;
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
