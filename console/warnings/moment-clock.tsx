import { cityTimeOf } from '../states/city-clock.ts';
import { Clock } from '../states/clock.tsx';

interface MomentClockProps {
  /** ISO 8601. */
  readonly until: string;
  /** When it was read, in milliseconds of this browser. */
  readonly readAt: number;
}

/** A clock that runs down to a moment, and then says by how much it is over. */
export function MomentClock({ until, readAt }: MomentClockProps) {
  const leftSeconds = Math.floor((Date.parse(until) - Date.parse(cityTimeOf(readAt))) / 1_000);
  return <Clock leftSeconds={leftSeconds} readAt={readAt} />;
}
