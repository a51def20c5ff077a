import { beijingHour } from '../kernel/beijing.ts';
import type { Context } from '../kernel/context.ts';
import { plainPhone } from '../kernel/plain-text.ts';
import { HOUR, laterOf, plus } from '../kernel/time.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyName } from '../policy/values.ts';
import { templateFor } from './templates.ts';
import {
  type ChannelMeans,
  channelMeans,
  type Means,
  type Rung,
  type Warning,
  type WarningGrade,
  type WarningLevel,
  warningLevels,
} from './warning-model.ts';

/** A step of a ladder: the means, the level that begins with it, and the figure by when the person must be contacted. */
export interface Step {
  readonly means: Means;
  readonly level: WarningLevel;
  readonly within: PolicyName;
}

/**
 * The ladder of means of each grade. That there are four grades, four means and four levels is known (A); which grade gets which means at
 * which level is our own choice (P), but for the visit of each warning of a high grade (C).
 */
export const ladders: Readonly<Record<WarningGrade, readonly [Step, ...Step[]]>> = {
  urgent: [
    { means: 'phone', level: 'city', within: 'warning.urgent.phone' },
    { means: 'visit', level: 'station', within: 'warning.urgent.visit' },
  ],
  high: [
    { means: 'phone', level: 'sub-bureau', within: 'warning.high.phone' },
    { means: 'visit', level: 'station', within: 'warning.high.visit' },
  ],
  medium: [
    { means: 'ai-call', level: 'city', within: 'warning.medium.ai-call' },
    { means: 'phone', level: 'station', within: 'warning.medium.phone' },
    { means: 'visit', level: 'station', within: 'warning.medium.visit' },
  ],
  low: [
    { means: 'sms', level: 'city', within: 'warning.low.sms' },
    { means: 'ai-call', level: 'city', within: 'warning.low.ai-call' },
    { means: 'phone', level: 'community', within: 'warning.low.phone' },
  ],
};

/** How often a means is tried on a rung. */
export const triesOf: Readonly<Record<Means, PolicyName>> = {
  sms: 'warning.sms.tries',
  'ai-call': 'warning.ai-call.tries',
  phone: 'warning.phone.tries',
  visit: 'warning.visit.tries',
};

/** How long after a contact that failed the next one comes. */
const repeatOf: Readonly<Record<Means, PolicyName>> = {
  sms: 'warning.sms.repeat',
  'ai-call': 'warning.ai-call.repeat',
  phone: 'warning.phone.repeat',
  visit: 'warning.visit.repeat',
};

const outcomeWithin: Readonly<Record<ChannelMeans, PolicyName>> = {
  sms: 'warning.sms.outcome',
  'ai-call': 'warning.ai-call.outcome',
};

const climbOf: Readonly<Record<WarningGrade, PolicyName>> = {
  urgent: 'warning.urgent.climb',
  high: 'warning.high.climb',
  medium: 'warning.medium.climb',
  low: 'warning.low.climb',
};

type Timed = Pick<Context, 'now' | 'policy'>;

export function isChannel(one: Means): one is ChannelMeans {
  return channelMeans.some((channel) => channel === one);
}

/** A mobile number of the mainland. */
const MOBILE = /^1[3-9][0-9]{9}$/;
/** A number of the mainland with an area code, or one of another country, as `plainPhone` leaves it. */
const KNOWN = /^(?:[2-9][0-9]{8,10}|10[0-9]{8}|\+[1-9][0-9]{6,14})$/;

/** Whether the number is of a form that can be called at all. */
export function isKnownPhone(phone: string): boolean {
  const plain = plainPhone(phone).replace(/x[0-9]+$/, '');
  return MOBILE.test(plain) || KNOWN.test(plain);
}

/** A message reaches mobile numbers of the mainland only. */
function takes(phone: string, one: Means): boolean {
  return one !== 'sms' || MOBILE.test(plainPhone(phone));
}

/** The steps of the ladder of a grade for this person: those that the phone can take. */
export function stepsFor(grade: WarningGrade, phone: string): readonly Step[] {
  return ladders[grade].filter((step) => takes(phone, step.means));
}

/** The level of a step: without a community that takes care of the person, its station does. */
export function levelOf(level: WarningLevel, { community }: Pick<Warning, 'community'>): WarningLevel {
  return level === 'community' && community === undefined ? 'station' : level;
}

/** The next level up; undefined above the city. */
export function levelAbove(level: WarningLevel): WarningLevel | undefined {
  return warningLevels[warningLevels.indexOf(level) + 1];
}

/**
 * The end of the quiet hours, in which machines neither send nor call, if this moment falls into them.
 *
 * @param at ISO 8601, UTC
 */
export function quietUntil(at: string, policy: Policy): string | undefined {
  const hour = beijingHour(at);
  const from = policy.amount('warning.quiet-from', at);
  const until = policy.amount('warning.quiet-until', at);
  const isQuiet = from <= until ? hour >= from && hour < until : hour >= from || hour < until;
  if (!isQuiet) return undefined;
  const startOfHour = plus(at, -(Date.parse(at) % HOUR));
  const hours = (until - hour + 24) % 24;
  return plus(startOfHour, hours * HOUR);
}

type Laddered = Pick<Warning, 'grade' | 'person' | 'community' | 'messages' | 'fraudType'>;

/** The rung that begins with a step now: a message goes out at once, but for quiet hours. */
export function rungOf(step: Step, warning: Laddered, timed: Timed): Rung {
  const { now, policy } = timed;
  const quiet = isChannel(step.means) ? quietUntil(now, policy) : undefined;
  const begins = quiet ?? now;
  const rung: Rung = {
    means: step.means,
    level: levelOf(step.level, warning),
    begunAt: now,
    dueAt: plus(begins, policy.amount(step.within, now)),
    tries: 0,
    ...(quiet === undefined ? {} : { notBefore: quiet }),
  };
  return isChannel(step.means) && quiet === undefined ? withMessage(rung, step.means, warning, timed) : rung;
}

/** The rung with a message on its way. */
export function withMessage(
  { notBefore: _, ...rung }: Rung,
  through: ChannelMeans,
  { messages, fraudType }: Pick<Warning, 'messages' | 'fraudType'>,
  { now, policy }: Timed,
): Rung {
  const message = {
    number: messages + 1,
    means: through,
    template: templateFor(fraudType),
    askedAt: now,
    outcomeBy: plus(now, policy.amount(outcomeWithin[through], now)),
  };
  return { ...rung, message };
}

/** The same means once more after a pause; a message not in the quiet hours. Its term ends one more pause later, and no earlier than before. */
export function repeated(rung: Rung, { now, policy }: Timed, pause: PolicyName = repeatOf[rung.means]): Rung {
  const { message: _, ...rest } = rung;
  const length = policy.amount(pause, now);
  const after = plus(now, length);
  const notBefore = (isChannel(rung.means) ? quietUntil(after, policy) : undefined) ?? after;
  return { ...rest, tries: rung.tries + 1, notBefore, dueAt: laterOf(rung.dueAt, plus(notBefore, length)) };
}

/** The rung one level up, with the term that the policy gives a level to which a warning climbs. */
export function climbed(rung: Rung, grade: WarningGrade, level: WarningLevel, { now, policy }: Timed): Rung {
  const { notBefore: _, message: __, ...rest } = rung;
  return { ...rest, level, tries: 0, dueAt: plus(now, policy.amount(climbOf[grade], now)) };
}

/** The step behind this means in the ladder of the warning; undefined behind the last. */
export function stepAfter({ grade, person }: Pick<Warning, 'grade' | 'person'>, of: Means): Step | undefined {
  const steps = stepsFor(grade, person.phone);
  const at = steps.findIndex((step) => step.means === of);
  return at < 0 ? steps[0] : steps[at + 1];
}
