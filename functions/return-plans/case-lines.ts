import { statementsOfOrderKey } from '../../shared/bank-questions/keys.ts';
import type { Statement, StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { Statements } from '../../shared/bank-questions/streams.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll, statesIn } from '../../shared/journal/load-all.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import type { WholeLine } from '../../shared/ownership/statement-lines.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { findCase } from '../lookups/cases.ts';
import { loadedOrdersOfAlert } from '../lookups/orders-of-alert.ts';
import { pagesOfStatement, readMembers } from '../lookups/statement-pages.ts';

/** The lines of accounts of a case, by the order of each. */
export interface CaseLines {
  readonly kind: 'lines';
  readonly byOrder: ReadonlyMap<string, readonly WholeLine[]>;
}

const whole: readonly Statement['status'][] = ['consistent', 'inconsistent'];

/**
 * The lines on which a plan rests: of each account of the round, and of each other account of the case whose statement is there, since money
 * may have passed it. Of several statements of an order the last one that is whole and checked counts.
 *
 * @param secret the key of the keyed hashes of account numbers
 * @returns the lines, or RETURN_STATEMENT_MISSING with the accounts of the round that have none, RETURN_STATEMENT_UNREADABLE
 */
export async function linesOfCase(journal: Journal, secret: string, round: ReturnRound): Promise<CaseLines | Refusal> {
  const orders = await ordersOf(journal, round);
  const orderAt = new Map(orders.map(({ accountKey: key, orderId }) => [key, orderId]));
  const entered = new Set(round.accounts.map(({ orderId }) => orderId));
  // alarms have orders of their own at one account: the one in the round stands for it
  for (const order of orders) if (entered.has(order.orderId)) orderAt.set(order.accountKey, order.orderId);
  const byOrder = new Map<string, readonly WholeLine[]>();
  const unreadable: string[] = [];
  const ids = [...new Set(orderAt.values())];
  const statements = await Promise.all(ids.map((orderId) => lastStatement(journal, orderId)));
  for (const [n, orderId] of ids.entries()) {
    const statement = statements[n];
    if (statement === undefined) continue;
    const lines: WholeLine[] = [];
    for await (const page of pagesOfStatement(journal, statement, readMembers))
      for (const line of page) {
        const read = wholeLine(line, (bankId, number) => orderAt.get(accountKey(secret, bankId, number)));
        if (read === undefined) unreadable.push(orderId);
        else lines.push(read);
      }
    byOrder.set(orderId, lines);
  }
  const missing = [...entered].filter((orderId) => !byOrder.has(orderId));
  if (missing.length > 0) return refuse('RETURN_STATEMENT_MISSING', { orders: missing.slice(0, 20), missing: missing.length });
  if (unreadable.length > 0) return refuse('RETURN_STATEMENT_UNREADABLE', { orders: [...new Set(unreadable)].slice(0, 20) });
  return { kind: 'lines', byOrder };
}

/** All orders of the alarms of the case. */
async function ordersOf(journal: Journal, { caseId, accounts }: ReturnRound): Promise<readonly StopOrder[]> {
  const found = await findCase(journal, caseId);
  const orders: StopOrder[] = [];
  for (const { alertId } of found?.fraudCase.alerts ?? [])
    orders.push(...(await loadedOrdersOfAlert(journal, alertId, StopOrders)).flatMap(({ state }) => state ?? []));
  const known = new Set(orders.map(({ orderId }) => orderId));
  const own = accounts.map(({ orderId }) => orderId).filter((orderId) => !known.has(orderId));
  return [...orders, ...(await loadAll(journal, StopOrders, own)).flatMap(({ state }) => state ?? [])];
}

/** Of several the last one that is whole and checked. */
async function lastStatement(journal: Journal, orderId: string): Promise<Statement | undefined> {
  const statements = await statesIn(journal, Statements, { index: 'file', pk: statementsOfOrderKey(orderId) });
  return statements.findLast(({ status }) => whole.includes(status));
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
