import { doneOfBank, inboxOfBank } from '../../journal/keys.ts';
import type { IndexView } from '../../journal/stream.ts';
import { givenInstructions, openGiven } from './given-instruction.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Where its bank finds the order, if it was ever told of it.
 *
 * @param runs false where nothing waits for the bank any more, whatever the order says: a test that is over
 */
export function bankEntry(order: StopOrder, runs = true): Pick<IndexView['entries'], 'inbox'> {
  const { orderId, account } = order;
  const open = openGiven(order);
  if (open !== undefined && runs) return { inbox: inboxOfBank(account.bankId, open.dueAt, orderId) };
  // taken back before it went out: the bank has never heard of it
  const told = order.sentAt !== undefined || order.answers.length > 0;
  return told && givenInstructions(order).length > 0 ? { inbox: doneOfBank(account.bankId, changedForBank(order), orderId) } : {};
}

/** When what the bank has to do, or has answered, changed last. */
export function changedForBank({ bankChangedAt, answers, askedAt }: StopOrder): string {
  return bankChangedAt ?? answers.at(-1)?.at ?? askedAt;
}
