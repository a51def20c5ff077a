import { plusMonths } from '../../kernel/beijing.ts';
import type { Context } from '../../kernel/context.ts';
import { earlierOf, plus } from '../../kernel/time.ts';
import type { PolicyName } from '../../policy/values.ts';
import type { MarkKind } from '../mark/mark-model.ts';
import { listedBefore, type MarkRegister } from '../mark/mark-register.ts';
import type { Ground } from './grounds.ts';

type Timed = Pick<Context, 'now' | 'policy'>;

/** How long a mark is listed on this ground, in months (policy `blacklist.term-*`). */
function termName(kind: MarkKind, ground: Ground): PolicyName {
  if (kind === 'person') return ground === 'conviction' ? 'blacklist.term-person-convicted' : 'blacklist.term-person';
  return ground === 'suspicion' ? 'blacklist.term-suspicion' : 'blacklist.term-mark';
}

/**
 * The end of a term that begins, or is begun anew, at this moment: never beyond the time that a mark may be listed in all (policy
 * `blacklist.most-*`), whichever agencies list it.
 *
 * @returns ISO 8601, UTC; undefined if no time is left
 */
export function termEnd(
  kind: MarkKind,
  ground: Ground,
  register: MarkRegister | undefined,
  { now, policy }: Timed,
): string | undefined {
  const end = plusMonths(now, policy.amount(termName(kind, ground), now));
  const last = lastMoment(kind, register, { now, policy });
  if (last <= now) return undefined;
  return earlierOf(end, last);
}

/** When a mark that is listed from now on without a gap must be off the list. ISO 8601, UTC */
export function lastMoment(kind: MarkKind, register: MarkRegister | undefined, { now, policy }: Timed): string {
  const most = policy.amount(kind === 'person' ? 'blacklist.most-person' : 'blacklist.most-mark', now);
  return plusMonths(plus(now, -listedBefore(register, now)), most);
}
