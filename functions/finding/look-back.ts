import { Banks } from '../../shared/banks/streams.ts';
import { UnstoppedAccounts } from '../../shared/blacklist/collision/unstopped.ts';
import { BlacklistEntries } from '../../shared/blacklist/entry/streams.ts';
import type { Mark } from '../../shared/blacklist/mark/mark-model.ts';
import type { LookBackMessage } from '../../shared/finding/message.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import type { OrderStatus } from '../../shared/freezes/order/order-status.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { pagesOf } from '../../shared/journal/pages-of.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import { listedAmong, recordCollision } from '../lookups/collide.ts';
import { linesAt, touchedByOrder } from '../lookups/touched.ts';
import { contextOf } from '../platform/platform.ts';
import { type MeetingTools, meetingCommand } from './meet-listed.ts';

/** Of these orders nothing is left to stop at the account. */
const over: readonly OrderStatus[] = ['withdrawn', 'corrected', 'released', 'expired', 'lapsed'];

/**
 * Notes the alarms that have an order at an account when it is listed, or whose money reached it (布黑卡碰撞). The registers of the account say
 * which. A listing that names no bank asks for thousands of them, so it is done here, and not where the clocks run. The same message again
 * changes nothing.
 */
export async function lookBack(tools: MeetingTools, message: LookBackMessage, messageId: string): Promise<void> {
  const { journal } = tools;
  const { state: entry } = await journal.load(BlacklistEntries, message.id);
  if (entry?.mark.kind !== 'account') return;
  const found = await touchedBefore(journal, entry.mark, entry.markKey, await tools.accountsKey());
  const context = contextOf(tools);
  const listed = new Set(
    await listedAmong(
      journal,
      found.map(({ touched }) => touched),
      context.now,
    ),
  );
  const command = meetingCommand(message, messageId, context.now);
  for (const { touched, order } of found)
    if (listed.has(touched)) await recordCollision(journal, touched, order, command, context);
}

type AccountMark = Extract<Mark, { kind: 'account' }>;

/** How the money of alarms touched the account, each with the order that it was met by. */
async function touchedBefore(journal: Journal, mark: AccountMark, markKey: string, secret: string) {
  const keys = mark.bankId === undefined ? await keysAtEveryBank(journal, secret, mark.accountNumber) : [markKey];
  const [registers, unstopped] = await Promise.all([
    loadAll(journal, AccountRegisters, keys),
    loadAll(journal, UnstoppedAccounts, [...new Set([...keys, markKey])]),
  ]);
  const stopped = new Set(registers.flatMap(({ state }) => state?.orders.map(({ orderId }) => orderId) ?? []));
  const ways = unstopped.flatMap(({ state }) => state?.ways ?? []);
  const orders = await loadAll(journal, StopOrders, [...new Set([...stopped, ...ways.map(({ orderId }) => orderId)])]);
  const there = orders.flatMap(({ state }) => state ?? []);
  const ordered = there
    .filter(({ orderId, status }) => stopped.has(orderId) && !over.includes(status))
    .map((order) => ({ touched: touchedByOrder(order, secret), order }));
  const reached = there.flatMap((order) =>
    ways
      .filter(({ orderId }) => orderId === order.orderId)
      .flatMap(({ outflow }) => linesAt(order, outflow, secret).map((touched) => ({ touched, order }))),
  );
  return [...ordered, ...reached];
}

const BANKS_AT_ONCE = 100;

/** The listing names no bank: the account may be at any of them. */
async function keysAtEveryBank(journal: Journal, secret: string, accountNumber: string): Promise<readonly string[]> {
  const keys: string[] = [];
  const part = { index: 'listing', pk: directoryKey(Banks.name), limit: BANKS_AT_ONCE } as const;
  for await (const cards of pagesOf(journal, part))
    keys.push(...cards.map(({ stream }) => accountKey(secret, idOfStream(stream), accountNumber)));
  return keys;
}
