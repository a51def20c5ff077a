import * as z from 'zod';
import { WatchedOrder } from './order-watch.ts';
import type { Stage } from './stage.ts';

/** The two who sign what a district asks of banks. */
export const officers = [
  { name: '高建国', badge: '011101', phone: '010-82519110' },
  { name: '林小燕', badge: '011102', phone: '010-82519110' },
];

const Orders = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });

/** A stop that police ask for. */
export interface StopAsked {
  readonly alertId: string;
  readonly reason: string;
  readonly officers?: typeof officers;
  /** As `paidInto` makes them. */
  readonly accounts: readonly object[];
}

/** An account that money was paid into. */
export interface PaidAccount {
  readonly bankId: string;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly amountFen: number;
  /** ISO 8601. */
  readonly at: string;
  readonly serial?: string;
}

/** The account as a request for a stop names it. */
export function paidInto({ amountFen, at, serial, ...account }: PaidAccount) {
  const transfer = { amountFen, currency: 'CNY', at, ...(serial === undefined ? {} : { serial }) };
  return { ...account, accountKind: 'personal', transfer };
}

/** Asks for stops, one an account. @returns the ids of their orders, in the order of the accounts */
export async function askForStops(stage: Stage, police: string, asked: StopAsked): Promise<readonly string[]> {
  const { orders } = await stage.post(police, '/v1/freeze-requests', { urgency: 'urgent', officers, ...asked }, Orders);
  return orders.map(({ orderId }) => orderId);
}

/** Waits until the order has come to a state. @returns the order */
export function orderThat(stage: Stage, police: string, orderId: string, state: string): Promise<WatchedOrder> {
  return stage.until(police, `/v1/orders/${orderId}`, WatchedOrder, (order) => (order.state === state ? order : undefined));
}
