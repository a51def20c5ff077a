import { statementsOfOrderKey } from '../../shared/bank-questions/keys.ts';
import type { Statement } from '../../shared/bank-questions/statement/model.ts';
import { Statements } from '../../shared/bank-questions/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { statesIn } from '../../shared/journal/load-all.ts';

const whole: readonly Statement['status'][] = ['consistent', 'inconsistent'];

/**
 * The statement of the account of an order on which a plan rests: of those that are whole and checked the one that reaches back furthest, and
 * of several the last. So a later one of a few hours does not take the place of one that shows where the money came from.
 */
export async function lastStatement(journal: Journal, orderId: string): Promise<Statement | undefined> {
  const statements = await statesIn(journal, Statements, { index: 'file', pk: statementsOfOrderKey(orderId) });
  const told = statements.filter(({ status }) => whole.includes(status));
  const earliest = told.map(({ from }) => from).toSorted()[0];
  return told.findLast(({ from }) => from === earliest);
}
