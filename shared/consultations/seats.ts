import * as z from 'zod';
import { openSeatsKey, seatsKey } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { AgencyId, ConsultationId, MeetingId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';

/**
 * An agency's seat (席位) in a consultation or a meeting: the entry by which the agency finds it. Only lists rest on a seat, and whether an
 * agency may refer to the thing: the thing itself decides who may see what of it.
 */
export const Seat = z.strictObject({
  kind: z.enum(['consultation', 'meeting']),
  of: z.union([ConsultationId, MeetingId]),
  agency: AgencyId,
  since: UtcInstant,
  /** Whether the consultation or meeting goes on. */
  open: z.boolean(),
  /** Whether something there has run out and waits for a person: then it stands on top of the list. */
  overdue: z.boolean().optional(),
});
export type Seat = z.infer<typeof Seat>;

export const SeatFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('seat.taken'), data: z.strictObject({ at: UtcInstant, seat: Seat }) }),
  z.strictObject({ type: z.literal('seat.closed'), data: z.strictObject({ at: UtcInstant }) }),
  z.strictObject({ type: z.literal('seat.reopened'), data: z.strictObject({ at: UtcInstant }) }),
  /** Something has run out there, or all overdue things have been dealt with. */
  z.strictObject({ type: z.literal('seat.overdue-noted'), data: z.strictObject({ at: UtcInstant, overdue: z.boolean() }) }),
]);
export type SeatFact = z.infer<typeof SeatFact>;

/** The id of the seat of an agency. */
export function seatId(of: string, agency: string): string {
  return `${of}:${agency}`;
}

/** What a list of seats holds of a seat. */
export const SeatCard = Seat.pick({ of: true });

/** Seats by their thing and their agency; found by agency, the overdue first, then the newest: all, and those that go on. */
export const Seats: StreamType<Seat, SeatFact> = {
  name: 'seat',
  schemaVersion: 2,
  state: Seat,
  fact: SeatFact,
  evolve: (before, fact) => {
    if (fact.type === 'seat.taken') return fact.data.seat;
    if (before === undefined) throw new Error(`${fact.type} cannot be the first fact of a seat`);
    if (fact.type === 'seat.overdue-noted') return { ...before, overdue: fact.data.overdue };
    return { ...before, open: fact.type === 'seat.reopened' };
  },
  index: (seat) => ({
    entries: {
      listing: { pk: seatsKey(seat.kind, seat.agency), sk: placeOf(seat) },
      ...(seat.open ? { inbox: { pk: openSeatsKey(seat.kind, seat.agency), sk: placeOf(seat) } } : {}),
    },
    card: { of: seat.of },
  }),
};

/** The seats in which something has run out stand behind the others. */
export const OVERDUE_SEATS = '1#';

/** Lists are read from their end: first the overdue, then the newest. */
function placeOf({ of, since, overdue = false }: Seat): string {
  return `${overdue ? OVERDUE_SEATS : '0#'}${since}#${of}`;
}
