import * as z from 'zod';
import { coordinationFacts, freezeFacts, quietFacts, sharedFacts, testFacts } from '../lookups/kinds.ts';

/** Every fact there is. */
export const KnownFact = z.discriminatedUnion('type', [
  ...freezeFacts,
  ...sharedFacts,
  ...testFacts,
  ...coordinationFacts,
  ...quietFacts,
]);
export type KnownFact = z.infer<typeof KnownFact>;
export type FactType = KnownFact['type'];

/** The facts by their types. */
export type FactByType = { readonly [F in KnownFact as F['type']]: F };
export type FactOf<T extends FactType> = FactByType[T];
