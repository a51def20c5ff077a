import * as z from 'zod';
import { AlertFact, SourceReferenceFact } from '../../shared/alerts/model.ts';
import { BankFact, CircuitFact } from '../../shared/banks/model.ts';
import { AccountFact } from '../../shared/freezes/account-register.ts';
import { FreezeRequestFact } from '../../shared/freezes/model.ts';
import { OrderFact } from '../../shared/freezes/order-facts.ts';
import { StatsFact } from '../../shared/freezes/stats.ts';

/** Every fact there is. */
export const KnownFact = z.discriminatedUnion('type', [
  AlertFact,
  SourceReferenceFact,
  BankFact,
  CircuitFact,
  FreezeRequestFact,
  OrderFact,
  AccountFact,
  StatsFact,
]);
export type KnownFact = z.infer<typeof KnownFact>;
export type FactType = KnownFact['type'];

/** The facts by their types. */
export type FactByType = { readonly [T in FactType]: Extract<KnownFact, { type: T }> };
export type FactOf<T extends FactType> = FactByType[T];
