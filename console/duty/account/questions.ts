import type { QueryKey } from '@tanstack/react-query';
import type { Schemas } from '../../api/client.ts';
import type { ToneName } from '../../states/tone.tsx';

export type Statement = Schemas['Statement'];

/** Under which the lists of what a bank was asked of the account of an order are kept. */
export const questionsKey = (orderId: string): QueryKey => ['account-questions', orderId];

/** How a statement stands, at a glance. */
export function statementTone(state: Statement['state']): ToneName {
  if (state === 'inconsistent') return 'bad';
  return state === 'consistent' ? 'good' : 'busy';
}
