import * as z from 'zod';
import { StoredMonth } from '../kernel/day.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId, OutletId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { openedKinds, outletOwners } from './model.ts';
import { OpeningOutlet } from './outlet-model.ts';

/** Where it was opened, as its bank or operator told it: the latest word counts. */
export const ToldOpening = z.strictObject({
  owner: AgencyId,
  ownerKind: z.enum(outletOwners),
  outlet: OpeningOutlet,
  /** Of an account: when the bank told it. Of a phone card: when it was opened. */
  asOf: UtcInstant,
});
export type ToldOpening = z.infer<typeof ToldOpening>;

/** A finding that links it to fraud, and since when: of an order, or of a person of a case. */
export const LinkedBy = z.strictObject({ source: z.string(), since: UtcInstant });
export type LinkedBy = z.infer<typeof LinkedBy>;

/** The month of an outlet in which it counts. */
export const CountedIn = z.strictObject({ outletId: OutletId, month: StoredMonth });
export type CountedIn = z.infer<typeof CountedIn>;

/**
 * An account or a phone card, by a keyed hash of its number: where it was opened, what links it to fraud, and where it counts. Its number is
 * nowhere here.
 */
export const Opening = z.strictObject({
  key: z.string(),
  kind: z.enum(openedKinds),
  told: ToldOpening.optional(),
  linkedBy: z.array(LinkedBy),
  countedIn: CountedIn.optional(),
});
export type Opening = z.infer<typeof Opening>;

const Which = Opening.pick({ key: true, kind: true }).shape;

/** Everything that can happen to it. `at` is when it was recorded. */
export const OpeningFact = z.discriminatedUnion('type', [
  fact('opening.told', { ...Which, told: ToldOpening }),
  /** All that links it to fraud now. */
  fact('opening.linked', { ...Which, linkedBy: z.array(LinkedBy) }),
  fact('opening.counted', CountedIn.shape),
  fact('opening.taken-off', CountedIn.shape),
]);
export type OpeningFact = z.infer<typeof OpeningFact>;

/**
 * A person of a case whose phone is linked to fraud, by the id of the entry: the keyed hash of the phone, so that the link can be taken back
 * when the person has left the case; absent once it was.
 */
export const LinkedPhone = z.strictObject({ key: z.string().optional() });
export type LinkedPhone = z.infer<typeof LinkedPhone>;

export const LinkedPhoneFact = z.discriminatedUnion('type', [fact('linked-phone.noted', LinkedPhone.shape)]);
export type LinkedPhoneFact = z.infer<typeof LinkedPhoneFact>;
