import type { QueryKey } from '@tanstack/react-query';
import type { Schemas } from '../../api/client.ts';
import type { ToneName } from '../../states/tone.tsx';

export type Statement = Schemas['Statement'];

/** Under which the lists of what a bank was asked of the account of an order are kept. */
export const questionsKey = (orderId: string): QueryKey => ['account-questions', orderId];

/** How a watch, or the question whose account it is, stands, at a glance: what the bank declined asks for another way. */
export function askedTone(state: Schemas['Watch']['state'] | Schemas['HolderRequest']['state']): ToneName {
  if (state === 'declined') return 'bad';
  if (state === 'answered') return 'good';
  return state === 'ended' ? 'plain' : 'busy';
}

/** How a statement stands, at a glance. */
export function statementTone(state: Statement['state']): ToneName {
  if (state === 'inconsistent' || state === 'declined') return 'bad';
  return state === 'consistent' ? 'good' : 'busy';
}
