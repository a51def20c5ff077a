import * as z from 'zod';
import { StoredDay } from '../kernel/day.ts';
import { AgencyId, CaseItemId } from '../kernel/ids.ts';
import { prose } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';
import { clockKinds, extensionGrounds } from './kinds.ts';

const Extension = z.strictObject({ ground: z.enum(extensionGrounds), days: z.int().positive() });

/** A term of criminal procedure that runs (办案期限): for one suspect of the case file, or for the case as a whole. */
export const ProcedureClock = z.strictObject({
  n: z.int().positive(),
  kind: z.enum(clockKinds),
  /** Item of the case file: the suspect it is about. No name. */
  suspect: CaseItemId.optional(),
  /** The agency that started it; absent in clocks from before that was kept. */
  startedBy: AgencyId.optional(),
  from: UtcInstant,
  inCustody: z.boolean(),
  extension: Extension.optional(),
  /** The last day, in Beijing. */
  lastDay: StoredDay,
  /** The midnight after it. */
  endsAt: UtcInstant,
  warnAt: UtcInstant,
  /** The calendar of that time was not known when the term was calculated. */
  provisional: z.literal(true).optional(),
  warned: z.boolean(),
  expired: z.boolean(),
  stoppedAt: UtcInstant.optional(),
  outcome: z.enum(['done', 'void']).optional(),
});
export type ProcedureClock = z.infer<typeof ProcedureClock>;

const Start = { suspect: CaseItemId.optional(), from: Instant };

/** Starts a clock. In a request for arrest the suspect is detained; for the others the caller says whether the suspect is. */
export const StartClock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('arrest-request'), ...Start }),
  z.strictObject({ kind: z.literal('arrest-decision'), ...Start, inCustody: z.boolean() }),
  z.strictObject({ kind: z.literal('reconsideration'), ...Start, inCustody: z.boolean() }),
  z.strictObject({ kind: z.literal('prosecution-review'), ...Start, inCustody: z.boolean() }),
  z.strictObject({ kind: z.literal('supplement'), ...Start, inCustody: z.boolean() }),
]);
export type StartClock = z.infer<typeof StartClock>;

/** Lengthens a term for a ground that the law names. `days`: the number asked for; by default the most that the law allows. */
export const ExtendClock = z.strictObject({
  ground: z.enum(extensionGrounds),
  days: z.int().min(1).max(30).optional(),
  reason: prose(200),
});
export type ExtendClock = z.infer<typeof ExtendClock>;

/** Stops a clock: its task is `done`, or it is `void` (the suspect was released, the clock was started by mistake). */
export const StopClock = z.strictObject({ outcome: z.enum(['done', 'void']), reason: prose(200).optional() });
export type StopClock = z.infer<typeof StopClock>;

type NewTerm = Pick<ProcedureClock, 'lastDay' | 'endsAt' | 'warnAt'>;

/** The clock with its term lengthened; the new end has not been announced yet. */
export function lengthenedBy(
  { provisional: _, ...clock }: ProcedureClock,
  {
    extension,
    lastDay,
    endsAt,
    warnAt,
    provisional,
  }: NewTerm & { readonly extension: NonNullable<ProcedureClock['extension']>; readonly provisional?: true | undefined },
): ProcedureClock {
  return {
    ...clock,
    ...{ extension, lastDay, endsAt, warnAt, warned: false },
    ...(provisional === undefined ? {} : { provisional }),
  };
}

/** The clock with the end that the calendar, now known, gives it. */
export function settledAs({ provisional: _, ...clock }: ProcedureClock, { lastDay, endsAt, warnAt }: NewTerm): ProcedureClock {
  return { ...clock, lastDay, endsAt, warnAt, warned: clock.warned && lastDay === clock.lastDay };
}
