import * as z from 'zod';
import { freezeFacts, sharedFacts, testFacts } from '../lookups/kinds.ts';

/** The facts that the relay of the freeze path is told of. */
export const FreezePathFact = z.discriminatedUnion('type', [...freezeFacts, ...sharedFacts, ...testFacts]);
export type FreezePathFact = z.infer<typeof FreezePathFact>;
export type FreezePathFactType = FreezePathFact['type'];
