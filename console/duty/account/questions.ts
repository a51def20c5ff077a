import type { QueryKey } from '@tanstack/react-query';
import type { Schemas } from '../../api/client.ts';
import type { ToneName } from '../../states/tone.tsx';

export type Statement = Schemas['Statement'];

/** What a bank answers is not told of; while it is seen and may change it is read again so often. */
export const READ_EVERY_MS = 30_000;

/** Under which the lists of what a bank was asked of the account of an order are kept. */
export const questionsKey = (orderId: string): QueryKey => ['account-questions', orderId];

/** The page of a list that begins at a cursor; an empty one is the beginning. */
export const pageFrom = (cursor: string): { readonly cursor?: string } => (cursor === '' ? {} : { cursor });

/** How a statement stands, at a glance. */
export function statementTone(state: Statement['state']): ToneName {
  if (state === 'inconsistent') return 'bad';
  return state === 'consistent' ? 'good' : 'busy';
}
