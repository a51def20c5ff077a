import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { personActing } from '../kernel/people.ts';
import { plus } from '../kernel/time.ts';
import type { PolicyName } from '../policy/values.ts';
import type { GiveBack, GradeWarning, MoveWarning } from './bodies.ts';
import { isChannel, levelOf } from './ladder.ts';
import { rungForGrade } from './take-clue.ts';
import type { WarningFact } from './warning-facts.ts';
import { warningLifecycle } from './warning-lifecycle.ts';
import type { Lease, Means, Warning, WarningLevel } from './warning-model.ts';

/** How long one person holds a warning, by the means that is due. */
const leaseOf: Readonly<Record<Means, PolicyName>> = {
  sms: 'warning.phone.lease',
  'ai-call': 'warning.phone.lease',
  phone: 'warning.phone.lease',
  visit: 'warning.visit.lease',
};

/** Whether it waits for a person to contact the one who is warned, now. */
export function isToDo({ status, rung: { means, notBefore } }: Pick<Warning, 'status' | 'rung'>, now: string): boolean {
  return status === 'open' && !isChannel(means) && (notBefore === undefined || notBefore <= now);
}

/** Whether this person may work on it now: they hold it, or may take it in hand. */
export function isInReach(warning: Warning, { now, actor }: Pick<Context, 'now' | 'actor'>): boolean {
  const { status, lease } = warning;
  if (lease !== undefined && lease.until > now) return isHolder(lease, actor);
  return status !== 'closed' && isToDo({ ...warning, status: 'open' }, now);
}

/**
 * Takes a warning in hand for a while (领取): no other person gets it meanwhile. A lease that has lapsed is no obstacle, noted or not.
 *
 * @returns `warning.taken`; no fact if the same person holds it; LEASE_OF_ANOTHER, WARNING_NOT_TO_DO while a provider carries its message or
 *   the pause before the next contact runs
 */
export function takeWarning(warning: Warning, name: string, { now, actor, policy }: Context): Decision<WarningFact> {
  const { lease } = warning;
  if (warning.status === 'closed') return warningLifecycle.forbidden('closed', 'take');
  if (lease !== undefined && lease.until > now) return isHolder(lease, actor) ? accept() : refuse('LEASE_OF_ANOTHER');
  const lapsed: readonly WarningFact[] =
    lease === undefined
      ? []
      : [{ type: 'warning.lease-lapsed', data: { at: now, agency: lease.agency, subject: lease.subject } }];
  if (!isToDo({ ...warning, status: 'open' }, now)) return refuse('WARNING_NOT_TO_DO', notToDo(warning));
  const until = plus(now, policy.amount(leaseOf[warning.rung.means], now));
  return accept<WarningFact>(...lapsed, {
    type: 'warning.taken',
    data: { at: now, lease: { ...personActing(actor, name), until } },
  });
}

function notToDo({ rung: { means, notBefore } }: Warning) {
  return { means, ...defined({ notBefore }) };
}

/** @returns `warning.lease-renewed`, or LEASE_OF_ANOTHER, LEASE_LAPSED */
export function renewLease(warning: Warning, { now, actor, policy }: Context): Decision<WarningFact> {
  const refusal = holderRefusal(warning, 'renew', { now, actor });
  if (refusal !== undefined) return refusal;
  const until = plus(now, policy.amount(leaseOf[warning.rung.means], now));
  return accept({ type: 'warning.lease-renewed', data: { at: now, until } });
}

/** @returns `warning.given-back`, or LEASE_OF_ANOTHER, LEASE_LAPSED */
export function giveBackWarning(warning: Warning, { reason }: GiveBack, { now, actor }: Context): Decision<WarningFact> {
  const refusal = holderRefusal(warning, 'giveBack', { now, actor });
  if (refusal !== undefined) return refusal;
  return accept({ type: 'warning.given-back', data: { at: now, ...defined({ reason }) } });
}

/** Why this person may not do what only the holder may. */
export function holderRefusal(
  { status, lease }: Warning,
  command: 'renew' | 'giveBack' | 'contact',
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): Refusal | undefined {
  if (lease === undefined) return warningLifecycle.refusal(status, command);
  if (!isHolder(lease, actor)) return refuse('LEASE_OF_ANOTHER');
  return lease.until <= now ? refuse('LEASE_LAPSED', { until: lease.until }) : undefined;
}

export function isHolder(
  { agency, subject }: Pick<Lease, 'agency' | 'subject'>,
  actor: Pick<Context['actor'], 'agency' | 'subject'>,
): boolean {
  return agency === actor.agency && subject === actor.subject;
}

/**
 * Sets the grade by hand, with a reason.
 *
 * @returns `warning.graded`; no fact if it has that grade; GRADE_NEEDS_REASON
 */
export function gradeWarning(
  warning: Warning,
  { grade, reason }: GradeWarning,
  name: string,
  context: Context,
): Decision<WarningFact> {
  const refusal = warningLifecycle.refusal(warning.status, 'grade');
  if (refusal !== undefined) return refusal;
  if (reason === undefined) return refuse('GRADE_NEEDS_REASON', { paths: ['/reason'] });
  if (grade === warning.grade) return accept();
  const { now, actor } = context;
  const rung = rungForGrade(warning, grade, context);
  const by = personActing(actor, name);
  return accept({ type: 'warning.graded', data: { at: now, by, reason, from: warning.grade, to: grade, ...defined({ rung }) } });
}

/**
 * Gives the warning to another district, station, community or level. Its term goes on; a lease on it ends.
 *
 * @returns `warning.moved`, or NOTHING_TO_MOVE
 */
export function moveWarning(warning: Warning, input: MoveWarning, name: string, { now, actor }: Context): Decision<WarningFact> {
  const refusal = warningLifecycle.refusal(warning.status, 'move');
  if (refusal !== undefined) return refusal;
  const district = input.district ?? warning.district;
  const stays = district === warning.district;
  const station = input.station ?? (stays ? warning.station : undefined);
  const community = input.community ?? (stays ? warning.community : undefined);
  const level = levelOf(input.level ?? movedTo(input) ?? warning.rung.level, defined({ community }));
  const isSame = stays && station === warning.station && community === warning.community && level === warning.rung.level;
  if (isSame) return refuse('NOTHING_TO_MOVE');
  return accept({
    type: 'warning.moved',
    data: {
      ...{ at: now, by: personActing(actor, name), reason: input.reason },
      from: { district: warning.district, level: warning.rung.level },
      district,
      ...defined({ station, community }),
      rung: { ...warning.rung, level: isChannel(warning.rung.means) ? warning.rung.level : level },
    },
  });
}

/** The level that the name of a place means. */
function movedTo({ district, station, community }: MoveWarning): WarningLevel | undefined {
  if (community !== undefined) return 'community';
  if (station !== undefined) return 'station';
  return district === undefined ? undefined : 'sub-bureau';
}
