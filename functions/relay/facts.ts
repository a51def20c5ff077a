import * as z from 'zod';
import { ConformanceFact, TestOrderFact } from '../../shared/bank-tests/model.ts';
import { CoordinationFact } from './coordination-facts.ts';

/** Every fact there is. */
export const KnownFact = z.discriminatedUnion('type', [...CoordinationFact.options, TestOrderFact, ConformanceFact]);
export type KnownFact = z.infer<typeof KnownFact>;
export type FactType = KnownFact['type'];

/** The facts by their types. */
export type FactByType = { readonly [T in FactType]: Extract<KnownFact, { type: T }> };
export type FactOf<T extends FactType> = FactByType[T];
