import * as z from 'zod';
import { Day, StoredDay } from '../../kernel/day.ts';
import { AgencyId, ProposalId, StandardId } from '../../kernel/ids.ts';
import { prose } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { CONTENT_TOO_LARGE, contentInput, fitsContent, hasTest, NO_TEST, StandardContent } from './content.ts';
import { Criterion, Place } from './criteria.ts';

/** First and last day on which it holds; without a last day, until another takes its place. */
const Period = { effectiveFrom: StoredDay, effectiveTo: StoredDay.optional() } as const;

/** The body of a standard to record. */
export const RecordStandard = z
  .strictObject({
    criterion: Criterion,
    place: Place,
    effectiveFrom: Day,
    effectiveTo: Day.optional(),
    ...contentInput,
    /** The standard that it replaces: that one ends the day before, or was wrong from the start if it began no earlier. */
    replaces: StandardId.optional(),
  })
  .refine(hasTest, NO_TEST)
  .refine(fitsContent, CONTENT_TOO_LARGE);
export type RecordStandard = z.infer<typeof RecordStandard>;

/** The body that ends a standard. */
export const EndStandard = z.strictObject({ standardId: StandardId, effectiveTo: Day, reason: prose(1_000) });
export type EndStandard = z.infer<typeof EndStandard>;

/** A standard of arrest and prosecution (捕诉标准) as recorded. It never changes; its line has the days for which it is believed to hold. */
export const Standard = z.strictObject({
  standardId: StandardId,
  criterion: Criterion,
  place: Place,
  ...StandardContent.shape,
  recordedAt: UtcInstant,
  recordedBy: AgencyId,
  /** The proposal it came out of. */
  proposalId: ProposalId.optional(),
});
export type Standard = z.infer<typeof Standard>;

export const StandardFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('standard.recorded'), data: Standard }),
]);
export type StandardFact = z.infer<typeof StandardFact>;

/**
 * A belief about a standard's time, and the time of the belief. Do not mix the two times: on which days it is in force, and from when to
 * when Cordon believed so.
 */
export const Belief = z.strictObject({
  standardId: StandardId,
  ...Period,
  believedFrom: UtcInstant,
  /** Until when Cordon believed so; absent while it does. */
  believedUntil: UtcInstant.optional(),
});
export type Belief = z.infer<typeof Belief>;

/** The day on which a proposal that the place adopted is to begin: nothing else begins on it. */
const Reservation = z.strictObject({ proposalId: ProposalId, effectiveFrom: StoredDay });

/** The standards of one place on one criterion, one after the other. */
export const StandardLine = z.strictObject({
  lineId: z.string(),
  criterion: Criterion,
  place: Place,
  beliefs: z.array(Belief),
  /** Adopted and not yet in force; absent if the line has had none since such days are kept. */
  reserved: z.array(Reservation).optional(),
});
export type StandardLine = z.infer<typeof StandardLine>;

const ofLine = { at: UtcInstant, criterion: Criterion, place: Place } as const;
const onLine = { ...ofLine, standardId: StandardId } as const;

export const StandardLineFact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('standard-line.entered'),
    /** With the proposal that it came from; its day is no longer only reserved. */
    data: z.strictObject({ ...onLine, ...Period, proposalId: ProposalId.optional() }),
  }),
  /** The place adopted a proposal, which is to begin on this day. */
  z.strictObject({ type: z.literal('standard-line.reserved'), data: z.strictObject({ ...ofLine, ...Reservation.shape }) }),
  /** The place changed its mind, or the proposal was withdrawn. */
  z.strictObject({
    type: z.literal('standard-line.freed'),
    data: z.strictObject({ ...ofLine, proposalId: ProposalId }),
  }),
  /** An adopted proposal did not come into force here, because these standards begin on its day: it overwrites none of them. */
  z.strictObject({
    type: z.literal('standard-line.barred'),
    data: z.strictObject({ ...ofLine, ...Reservation.shape, standards: z.array(StandardId) }),
  }),
  /** From now on Cordon believes that it ends on this day. */
  z.strictObject({
    type: z.literal('standard-line.ended'),
    data: z.strictObject({ ...onLine, effectiveTo: StoredDay, reason: z.string() }),
  }),
  /** From now on Cordon believes that it was never in force. */
  z.strictObject({ type: z.literal('standard-line.withdrawn'), data: z.strictObject({ ...onLine, reason: z.string() }) }),
]);
export type StandardLineFact = z.infer<typeof StandardLineFact>;

/** The id of the line of a place on a criterion. */
export function lineIdOf(criterion: Criterion, place: Place): string {
  return `${criterion}:${place}`;
}
