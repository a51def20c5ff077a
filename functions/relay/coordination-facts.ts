import * as z from 'zod';
import { coordinationFacts, sharedFacts } from '../lookups/kinds.ts';

/** The facts that the relay of coordination is told of. */
export const CoordinationFact = z.discriminatedUnion('type', [...sharedFacts, ...coordinationFacts]);
