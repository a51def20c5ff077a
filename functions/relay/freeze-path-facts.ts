import * as z from 'zod';
import { ConformanceFact, TestOrderFact } from '../../shared/bank-tests/model.ts';
import { FreezeFact } from './freeze-facts.ts';

/** The facts whose lines are in the table of the freeze path. Facts of tests have no notices and count in no figure. */
export const FreezePathFact = z.discriminatedUnion('type', [...FreezeFact.options, TestOrderFact, ConformanceFact]);
export type FreezePathFact = z.infer<typeof FreezePathFact>;
export type FreezePathFactType = FreezePathFact['type'];
