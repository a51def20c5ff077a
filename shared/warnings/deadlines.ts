import type { Context } from '../kernel/context.ts';
import { plus } from '../kernel/time.ts';
import { rungAfter } from './contact.ts';
import { evolveWarning } from './evolve-warning.ts';
import { climbed, isChannel, levelAbove, withMessage } from './ladder.ts';
import type { WarningFact } from './warning-facts.ts';
import type { Warning } from './warning-model.ts';

/** More than one moment can have passed after an outage; each is noted by itself. */
const MOST_AT_ONCE = 8;

/**
 * What time alone changes by now: a lease that lapsed, a message that no provider answered, one whose pause or quiet hours are over, a term
 * that passed. Each once.
 */
export function advance(warning: Warning, context: Context): readonly WarningFact[] {
  const facts: WarningFact[] = [];
  let state = warning;
  for (let round = 0; round < MOST_AT_ONCE; round += 1) {
    const fact = nextDue(state, context);
    if (fact === undefined) break;
    facts.push(fact);
    state = evolveWarning(state, fact);
  }
  return facts;
}

function nextDue(warning: Warning, context: Context): WarningFact | undefined {
  const { status, rung, lease, grade } = warning;
  const { now, policy } = context;
  if (status === 'closed') return undefined;
  if (lease !== undefined && lease.until <= now)
    return { type: 'warning.lease-lapsed', data: { at: now, agency: lease.agency, subject: lease.subject } };
  const { message, means, level, dueAt } = rung;
  if (message !== undefined)
    return message.outcomeBy <= now
      ? {
          type: 'warning.message-lost',
          data: { at: now, number: message.number, means: message.means, rung: rungAfter(warning, 'not-reached', context) },
        }
      : undefined;
  if (isChannel(means))
    return (rung.notBefore ?? rung.begunAt) <= now
      ? { type: 'warning.message-asked', data: { at: now, rung: withMessage(rung, means, warning, context) } }
      : undefined;
  if (dueAt > now) return undefined;
  const above = levelAbove(level);
  if (above !== undefined)
    return { type: 'warning.climbed', data: { at: now, from: level, rung: climbed(rung, grade, above, context) } };
  return {
    type: 'warning.fell-overdue',
    data: { at: now, dueAt, rung: { ...rung, overdueAt: now, dueAt: plus(now, policy.amount('warning.again', now)) } },
  };
}

/** The next moment at which something is due, or undefined if time alone changes nothing. It may have passed: then call `advance`. */
export function nextMoment({ status, rung, lease }: Warning): string | undefined {
  if (status === 'closed') return undefined;
  const { message, means } = rung;
  const moments = [
    ...(lease === undefined ? [] : [lease.until]),
    message?.outcomeBy ?? (isChannel(means) ? (rung.notBefore ?? rung.begunAt) : rung.dueAt),
  ];
  return moments.toSorted()[0];
}
