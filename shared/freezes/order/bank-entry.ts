import { doneOfBank, inboxOfBank } from '../../banks/keys.ts';
import type { IndexView } from '../../journal/stream.ts';
import { givenInstructions, openGiven } from './given-instruction.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Where the bank finds the order, if Cordon ever told it of the order.
 *
 * @param runs false if nothing waits for the bank any more, even if the order says so: a test that is over
 */
export function bankEntry(order: StopOrder, runs = true): Pick<IndexView['entries'], 'inbox'> {
  const { account } = order;
  const open = openGiven(order);
  if (open !== undefined && runs) return { inbox: inboxOfBank(account.bankId, open.dueAt) };
  // taken back before it went out: the bank does not know it
  const told = order.sentAt !== undefined || order.answers.length > 0;
  return told && givenInstructions(order).length > 0 ? { inbox: doneOfBank(account.bankId, changedForBank(order)) } : {};
}

/** When the bank's task, or its answer, changed last. */
export function changedForBank({ bankChangedAt, answers, askedAt }: StopOrder): string {
  return bankChangedAt ?? answers.at(-1)?.at ?? askedAt;
}
