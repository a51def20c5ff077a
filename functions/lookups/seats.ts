import { type Seat, type SeatFact, Seats, seatId } from '../../shared/consultations/seats.ts';
import { type Change, change, fresh } from '../../shared/journal/stream.ts';

/** The seats that agencies take, as changes of the append that gives them a consultation or meeting to sit in. */
export function seatsTaken(kind: Seat['kind'], of: string, agencies: readonly string[], at: string): readonly Change[] {
  return agencies.map((agency) => {
    const taken: SeatFact = { type: 'seat.taken', data: { at, seat: { kind, of, agency, since: at, open: true } } };
    return change(fresh(Seats, seatId(of, agency)), taken);
  });
}
