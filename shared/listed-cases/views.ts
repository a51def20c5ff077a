import type { Context } from '../kernel/context.ts';
import { DAY, elapsed, secondsSince } from '../kernel/time.ts';
import { aimReached, chainsBroken, isOverReported, returnedFen } from './aim.ts';
import type { ListedCaseCard, ListedCaseEntry, ListedCaseView } from './answers.ts';
import { neededAt, neededFor } from './deadlines.ts';
import type { ListedCase, Matter, Rung } from './model.ts';

/** A listed case as it is shown at a moment. */
export function listedCaseView(
  listed: ListedCase,
  version: number,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): ListedCaseView {
  const { listing, deadline, report, decisionOverdue, ...shown } = listed;
  const { decideBy, progress, lossFen, beganAt, touchedAt, end } = listed;
  const open = listed.status === 'listed';
  const needed = neededAt(listed);
  return {
    ...shown,
    version,
    supervisor: listing?.supervisor,
    listedAt: listing?.at,
    approval: listing?.approval,
    deadlineAt: deadline?.dueAt,
    reportDueAt: open ? report?.dueAt : undefined,
    neededAt: needed,
    neededFor: neededFor(needed, { status: listed.status, reportDueAt: report?.dueAt, deadlineAt: deadline?.dueAt }),
    aim: {
      chains: { broken: chainsBroken(progress), aim: policy.amount('listing.aim-chains', now) },
      arrests: { arrested: progress.arrested, aim: policy.amount('listing.aim-arrests', now) },
      money: { lossFen, returnedFen: returnedFen(listed), overReported: isOverReported(listed, lossFen) },
      reached: aimReached(progress, { now, policy }),
    },
    overdue: open ? overdue({ report, deadline }, now) : overdue({ decision: dueTerm(decideBy) }, now),
    openSeconds: secondsSince(beganAt, end?.at ?? now),
    untouchedSeconds: secondsSince(touchedAt, end?.at ?? now),
  };
}

/** What a list shows of a listing at a moment, from its card alone. */
export function listedCaseEntry(card: ListedCaseCard, now: string): ListedCaseEntry {
  const { deadlineSteps, reportSteps, ...shown } = card;
  const { status, beganAt, touchedAt, deadlineAt, reportDueAt } = card;
  const open = status === 'listed';
  const until = card.neededAt === undefined ? touchedAt : now;
  const terms = { report: dueTerm(reportDueAt, reportSteps), deadline: dueTerm(deadlineAt, deadlineSteps) };
  return {
    ...shown,
    neededFor: neededFor(card.neededAt, card),
    overdue: open ? overdue(terms, now) : overdue({ decision: dueTerm(card.neededAt) }, now),
    openSeconds: secondsSince(beganAt, until),
    untouchedSeconds: secondsSince(touchedAt, until),
  };
}

type Terms = { readonly [M in Matter | 'decision']?: { readonly dueAt: string; readonly climbed: readonly Rung[] } | undefined };

function dueTerm(dueAt: string | undefined, climbed: readonly Rung[] = []) {
  return dueAt === undefined ? undefined : { dueAt, climbed };
}

/** The missed dates, the oldest first. */
function overdue({ report, deadline, decision }: Terms, now: string): ListedCaseView['overdue'] {
  const terms = [
    { matter: 'report' as const, term: report },
    { matter: 'deadline' as const, term: deadline },
    { matter: 'decision' as const, term: decision },
  ];
  return terms
    .flatMap(({ matter, term }) =>
      term === undefined || term.dueAt > now
        ? []
        : [{ matter, since: term.dueAt, days: Math.floor(elapsed(term.dueAt, now) / DAY), steps: [...term.climbed] }],
    )
    .toSorted((a, b) => (a.since < b.since ? -1 : 1));
}
