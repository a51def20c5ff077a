import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { type ExtendClock, type ProcedureClock, type StartClock, type StopClock, settledAs } from './clock.ts';
import { extensionDays, type Term, termOf } from './term.ts';

type Found<T> = { readonly kind: 'found'; readonly value: T } | Refusal;

/**
 * A new clock beside the existing ones.
 *
 * @returns the clock, or TIME_IN_FUTURE, CLOCK_RUNNING (of this kind, for this suspect, also one that ran out and was not stopped),
 *   SUPPLEMENTS_USED_UP
 */
export function newClock(clocks: readonly ProcedureClock[], input: StartClock, context: Context): Found<ProcedureClock> {
  if (inFuture(input.from, context)) return refuse('TIME_IN_FUTURE', { paths: ['/from'] });
  const { kind, suspect, from } = input;
  const alike = clocks.filter((clock) => clock.kind === kind && clock.suspect === suspect && clock.outcome !== 'void');
  if (alike.some(({ stoppedAt }) => stoppedAt === undefined)) return refuse('CLOCK_RUNNING');
  const limit = context.policy.amount('procedure.supplement-max', context.now);
  if (kind === 'supplement' && alike.length >= limit) return refuse('SUPPLEMENTS_USED_UP', { limit });
  const inCustody = input.kind === 'arrest-request' || input.inCustody;
  const value: ProcedureClock = {
    n: clocks.length + 1,
    kind,
    ...(suspect === undefined ? {} : { suspect }),
    from,
    inCustody,
    ...termOf({ kind, from, inCustody }, context),
    warned: false,
    expired: false,
  };
  return { kind: 'found', value };
}

/** An extension, and the term with it. */
export interface Extended extends Term {
  readonly extension: NonNullable<ProcedureClock['extension']>;
}

/**
 * The term of a clock, lengthened.
 *
 * @returns the new term, or CLOCK_STOPPED, TERM_EXPIRED, CLOCK_EXTENSION_NOT_ALLOWED if the law knows no such extension, gives fewer days,
 *   or the term would not be longer for it
 */
export function extended(clock: ProcedureClock, input: ExtendClock, context: Context): Found<Extended> {
  if (clock.stoppedAt !== undefined) return refuse('CLOCK_STOPPED');
  if (clock.expired || clock.endsAt <= context.now) return refuse('TERM_EXPIRED');
  const days = extensionDays(clock, input.ground, input.days, context);
  const wrong =
    input.days !== undefined && extensionDays(clock, input.ground, undefined, context) !== undefined ? '/days' : '/ground';
  if (days === undefined) return refuse('CLOCK_EXTENSION_NOT_ALLOWED', { paths: [wrong] });
  const extension = { ground: input.ground, days };
  const term = termOf({ ...clock, extension }, context);
  if (term.endsAt <= clock.endsAt) return refuse('CLOCK_EXTENSION_NOT_ALLOWED', { paths: [wrong] });
  return { kind: 'found', value: { extension, ...term } };
}

/** How a clock ended, or CLOCK_STOPPED if it had. Late if its term had run out before. */
export function stopped(
  clock: ProcedureClock,
  { outcome }: StopClock,
  { now }: Context,
): Found<{ outcome: 'done' | 'void'; late: boolean }> {
  if (clock.stoppedAt !== undefined) return refuse('CLOCK_STOPPED');
  return { kind: 'found', value: { outcome, late: outcome === 'done' && clock.endsAt <= now } };
}

/**
 * The term of a provisional clock by the calendar, now that it is known: the last day may be the same, later, or earlier.
 *
 * @returns undefined if the clock does not run, is not provisional, or the calendar is still not known
 */
export function settledTerm(clock: ProcedureClock, figures: Pick<Context, 'now' | 'policy'>): Term | undefined {
  if (clock.provisional !== true || !isRunning(clock)) return undefined;
  const term = termOf(clock, figures);
  return term.provisional === true ? undefined : term;
}

/** Whether the clock runs: it was not stopped and its end has not been noted. */
function isRunning({ stoppedAt, expired }: ProcedureClock): boolean {
  return stoppedAt === undefined && !expired;
}

/** The next moment at which a fact of this clock is due: the warning, then the end; undefined after both. */
export function clockMoment(clock: ProcedureClock): string | undefined {
  if (!isRunning(clock)) return undefined;
  return clock.warned ? clock.endsAt : clock.warnAt;
}

/** The fact of the clock that is due now: the warning that its end is near, or the end; after the end no warning comes. */
export function clockNews(clock: ProcedureClock, now: string): 'warned' | 'expired' | undefined {
  const moment = clockMoment(clock);
  if (moment === undefined || moment > now) return undefined;
  return clock.endsAt <= now ? 'expired' : 'warned';
}

/** A clock as the facts of time name it. */
function named({ n, kind, suspect, lastDay, endsAt, provisional }: ProcedureClock) {
  return defined({ n, kind, lastDay, endsAt, suspect, provisional });
}
type NamedClock = ReturnType<typeof named>;

/** What time alone makes of a clock: a new end, the warning that its end is near, its end. */
export type ClockStep =
  | { readonly step: 'settled'; readonly data: NamedClock & { readonly warnAt: string; readonly before: string } }
  | { readonly step: 'warned' | 'expired'; readonly data: NamedClock };

/** The steps that are due now and not noted; for a provisional clock first a new end, if the calendar, now known, gives it another. */
export function clockSteps(clock: ProcedureClock, figures: Pick<Context, 'now' | 'policy'>): readonly ClockStep[] {
  const { now } = figures;
  const moment = clockMoment(clock);
  if (moment === undefined || moment > now) return [];
  const term = settledTerm(clock, figures);
  if (term === undefined) return newsStep(clock, now);
  const settled = settledAs(clock, term);
  return [
    { step: 'settled', data: { ...named(settled), warnAt: term.warnAt, before: clock.lastDay } },
    ...newsStep(settled, now),
  ];
}

function newsStep(clock: ProcedureClock, now: string): readonly ClockStep[] {
  const news = clockNews(clock, now);
  return news === undefined ? [] : [{ step: news, data: named(clock) }];
}
