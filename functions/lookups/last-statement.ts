import { statementsOfOrderKey } from '../../shared/bank-questions/keys.ts';
import type { Statement } from '../../shared/bank-questions/statement/model.ts';
import { Statements } from '../../shared/bank-questions/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { statesIn } from '../../shared/journal/load-all.ts';

const whole: readonly Statement['status'][] = ['consistent', 'inconsistent'];

/** The statement of the account of an order on which a plan rests: of several the last one that is whole and checked. */
export async function lastStatement(journal: Journal, orderId: string): Promise<Statement | undefined> {
  const statements = await statesIn(journal, Statements, { index: 'file', pk: statementsOfOrderKey(orderId) });
  return statements.findLast(({ status }) => whole.includes(status));
}
