import { SEATS, type WaitingSeats } from '../../functions/platform/waiting-seats.ts';

/** The seats of waiting banks in memory. @param now epoch milliseconds */
export function createMemorySeats(now: () => number): WaitingSeats {
  const taken = new Map<string, number>();
  return {
    take: async (bankId, ms) => {
      const places = Array.from({ length: SEATS }, (_, i) => `${bankId}#${i}`);
      const seat = places.find((place) => (taken.get(place) ?? 0) <= now());
      if (seat === undefined) return undefined;
      const until = now() + ms;
      taken.set(seat, until);
      return {
        leave: async () => {
          if (taken.get(seat) === until) taken.delete(seat);
        },
      };
    },
  };
}
