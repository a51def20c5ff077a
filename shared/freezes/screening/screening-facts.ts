import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { Found, OwnerTold, Screening, TellingWay } from './model.ts';

const OwnerDue = { ownerDueAt: OwnerTold.shape.dueAt.optional() };

/** Everything that can happen to a screening. `at` is when it was recorded. */
export const ScreeningFact = z.discriminatedUnion('type', [
  /** The account is frozen: its term begins. */
  fact('screening.opened', {
    ...Screening.pick({ orderId: true, alertId: true, district: true, agency: true, bankId: true }).shape,
    ...Screening.pick({ whole: true, frozenAt: true, dueAt: true, warnAt: true }).shape,
  }),
  fact('screening.warned', { dueAt: UtcInstant }),
  /** `ownerDueAt`: by when the owner of money that goes free must be told. */
  fact('screening.found', { ...Found.omit({ at: true }).shape, ...OwnerDue }),
  /** No finding in the term. `released`: the money goes free by itself (policy `screening.release-at-term`). */
  fact('screening.lapsed', { dueAt: UtcInstant, released: z.boolean(), ...OwnerDue }),
  /** The freeze ended first. */
  fact('screening.ended', {}),
  fact('screening.owner-told', { toldAt: UtcInstant, way: TellingWay, by: Found.shape.by }),
  fact('screening.owner-overdue', { dueAt: UtcInstant }),
]);
export type ScreeningFact = z.infer<typeof ScreeningFact>;
export type ScreeningFactType = ScreeningFact['type'];
