import * as z from 'zod';
import { plus, UtcInstant } from '../../kernel/time.ts';
import type { Policy } from '../../policy/policy.ts';

/** The rungs of the escalation ladder, in order. Their minutes are policy (`sla.*`). */
export const rungs = ['remind', 'duty-officer', 'supervisor', 'breach'] as const;
export const Rung = z.enum(rungs);
export type Rung = z.infer<typeof Rung>;

/** The moments at which an unanswered order climbs the ladder, and the one at which Cordon stops waiting. */
export const Ladder = z.strictObject({
  /** The moment from which the minutes count. */
  from: UtcInstant,
  rungs: z.array(z.strictObject({ rung: Rung, dueAt: UtcInstant })),
  giveUpAt: UtcInstant,
});
export type Ladder = z.infer<typeof Ladder>;

/**
 * The ladder of an order. It is fixed at the order's birth and kept with it, so that a later change of policy never moves the clock of a
 * running order, and so that indexes need no policy.
 *
 * The ladder leaves out rungs whose moment had passed before the bank could be asked: no reminder comes before the first request. It never
 * leaves out the breach: that comes 30 minutes after the alarm, also for an order that opened later. Even for an old alarm, the bank has
 * those 30 minutes before Cordon stops waiting.
 *
 * @param from T0; for an order that stood in line, the moment its turn came
 * @param at when the order is opened: the moment whose policy holds
 */
export function ladderOf(from: string, policy: Policy, at: string): Ladder {
  const later = (name: 'sla.give-up' | `sla.${Rung}`, start: string): string => plus(start, policy.amount(name, at));
  const giveUpAt = later('sla.give-up', from);
  const atLeastUntil = later('sla.breach', at);
  return {
    from,
    rungs: rungs
      .map((rung) => ({ rung, dueAt: later(`sla.${rung}`, from) }))
      .filter(({ rung, dueAt }) => rung === 'breach' || dueAt > at),
    giveUpAt: giveUpAt > atLeastUntil ? giveUpAt : atLeastUntil,
  };
}
