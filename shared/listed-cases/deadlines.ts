import type { Context } from '../kernel/context.ts';
import { plus } from '../kernel/time.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { type ListedCase, type Matter, type Rung, rungs } from './model.ts';

const matters: readonly Matter[] = ['report', 'deadline'];

const factOf = {
  reminder: 'listed-case.reminded',
  notice: 'listed-case.notice-issued',
  interview: 'listed-case.interview-called',
} as const satisfies Readonly<Record<Rung, ListedCaseFact['type']>>;

interface Step {
  readonly matter: Matter;
  readonly rung: Rung;
  /** The missed date. */
  readonly missed: string;
  readonly dueAt: string;
}

/**
 * The facts that are due now and not yet noted: for a missed report or deadline the reminder, then the notice, then the interview
 * (催办、通报、约谈); for a suggestion or a proposal without a decision, the missed decision. After an outage several are due at once; each is
 * noted once, the oldest first.
 */
export function advance(listed: ListedCase, { now }: Pick<Context, 'now'>): readonly ListedCaseFact[] {
  const missed = decisionAhead(listed);
  if (missed !== undefined) return missed > now ? [] : [{ type: 'listed-case.decision-overdue', data: { at: now, missed } }];
  return stepsAhead(listed)
    .filter(({ dueAt }) => dueAt <= now)
    .map(({ rung, ...step }) => ({ type: factOf[rung], data: { at: now, ...step } }));
}

/** The next moment at which something is due, or undefined if time alone changes nothing. It may have passed: then call `advance`. */
export function nextMoment(listed: ListedCase): string | undefined {
  return decisionAhead(listed) ?? stepsAhead(listed)[0]?.dueAt;
}

/** By when a supervisor must decide, if a missed decision is not noted yet. */
function decisionAhead({ decideBy, decisionOverdue }: ListedCase): string | undefined {
  return decisionOverdue ? undefined : decideBy;
}

/** The steps not taken yet, by when they are due. */
function stepsAhead(listed: ListedCase): readonly Step[] {
  const { status, listing } = listed;
  if (status !== 'listed' || listing === undefined) return [];
  return matters
    .flatMap((matter) => {
      const { [matter]: term } = listed;
      if (term === undefined) return [];
      return rungs
        .filter((rung) => !term.climbed.includes(rung))
        .map((rung) => ({ matter, rung, missed: term.dueAt, dueAt: plus(term.dueAt, listing.terms.ladder[rung]) }));
    })
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

/**
 * From when on a person must act on the listing: a decision on the suggestion or proposal, an answer to a request for more time, the next
 * report, the deadline. In the past if that is overdue; undefined once it is closed. Supervisors' lists are in this order.
 */
export function neededAt({ status, decideBy, report, deadline, extensionRequest }: ListedCase): string | undefined {
  if (status === 'suggested' || status === 'proposed') return decideBy;
  if (status !== 'listed') return undefined;
  return [report?.dueAt, deadline?.dueAt, extensionRequest?.at].flatMap((at) => at ?? []).toSorted()[0];
}

/** The task of a listing's people at `neededAt`. */
export type Need = 'decision' | 'report' | 'deadline' | 'extension';

/** What decides which of its dates is next. */
interface Dated {
  readonly reportDueAt?: string | undefined;
  readonly deadlineAt?: string | undefined;
  readonly status: ListedCase['status'];
}

/** Which of its dates is next: a decision on a proposal, a report, the deadline, an answer to a request for more time. */
export function neededFor(neededAt: string | undefined, { reportDueAt, deadlineAt, status }: Dated): Need | undefined {
  if (neededAt === undefined) return undefined;
  if (status !== 'listed') return 'decision';
  if (neededAt === reportDueAt) return 'report';
  return neededAt === deadlineAt ? 'deadline' : 'extension';
}

/** Whether it awaits the decision of a supervisor: it is suggested or proposed, or its unit asks for more time. */
export function awaitsDecision(
  listing: Dated & { readonly neededAt?: string | undefined; readonly extensionRequest?: object | undefined },
): boolean {
  return neededFor(listing.neededAt, listing) === 'decision' || listing.extensionRequest !== undefined;
}
