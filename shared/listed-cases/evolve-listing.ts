import { defined } from '../kernel/defined.ts';
import { evolver } from '../kernel/evolver.ts';
import type { ListedCaseDataOf, ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { ListedCase, ListingStatus, Matter, Progress, Rung } from './model.ts';
import { extensionsUsed } from './model.ts';

export const nothingReached: Progress = { informationChain: false, moneyChain: false, arrested: 0, returnedFen: 0 };

/** The listing after a fact. */
export const evolveListing = evolver<ListingStatus, ListedCase, ListedCaseFact, 'listed-case.suggested' | 'listed-case.proposed'>(
  listingLifecycle,
  {
    births: {
      'listed-case.suggested': (data) => born(data),
      'listed-case.proposed': (data, before) => proposed(before, data),
    },
    steps: {
      'listed-case.decision-overdue': (listed) => ({ ...listed, decisionOverdue: true }),
      'listed-case.loss-noted': (listed, { lossFen }) => ({ ...listed, lossFen }),
      'listed-case.returns-noted': (listed, { paidBackFen }) => ({ ...listed, paidBackFen }),
      'listed-case.grounds-added': (listed, { grounds, lossFen }) => ({
        ...listed,
        grounds: [...listed.grounds, ...grounds],
        lossFen,
      }),
      'listed-case.listed': (listed, { at, supervisor, level, units, approval, terms, deadline, firstReport }) => ({
        ...listed,
        level,
        units,
        listing: { at, supervisor, approval, terms },
        deadline: { dueAt: deadline, climbed: [] },
        report: { number: 1, dueAt: firstReport, climbed: [] },
      }),
      'listed-case.rejected': (listed, { at, by, reason }) => ({ ...listed, end: { at, by, reason } }),
      'listed-case.progress-reported': (listed, { at, by, progress, summary, late, lossFen, period, next }) => ({
        ...listed,
        progress,
        lossFen: lossFen ?? listed.lossFen,
        lastReport: summary,
        reports: [...listed.reports, { at, by, progress, late, ...(period === undefined ? {} : { period }) }],
        report: next.number === listed.report?.number ? listed.report : { ...next, climbed: [] },
      }),
      'listed-case.extension-requested': (listed, extensionRequest) => ({ ...listed, extensionRequest }),
      'listed-case.extension-declined': (listed) => answered(listed),
      'listed-case.extended': (listed, extension) => ({
        ...answered(listed),
        deadline: { dueAt: extension.to, climbed: [] },
        extensions: [...listed.extensions, extension],
        ...(listed.extensionsUsed === undefined ? {} : { extensionsUsed: extensionsUsed(listed) + 1 }),
      }),
      'listed-case.handed-over': (listed, { to }) => supervisedBy(listed, to),
      'listed-case.reminded': (listed, { matter }) => climbed(listed, matter, 'reminder'),
      'listed-case.notice-issued': (listed, { matter }) => climbed(listed, matter, 'notice'),
      'listed-case.interview-called': (listed, { matter }) => climbed(listed, matter, 'interview'),
      'listed-case.delisted': (listed, end) => ({ ...answered(listed), end }),
      'listed-case.case-merged': (listed, { at: _, joined: __, ...follows }) => ({ ...listed, ...follows }),
      'listed-case.joined': (listed, end) => ({ ...answered(listed), end }),
    },
    always: ({ decideBy, decisionOverdue, ...listed }, { data }) => {
      const after = { ...listed, touchedAt: data.at };
      const undecided = listed.status === 'suggested' || listed.status === 'proposed';
      if (!undecided) return after;
      return { ...after, ...defined({ decideBy, decisionOverdue }) };
    },
  },
);

function born({ at, ...data }: ListedCaseDataOf<'listed-case.suggested'>): ListedCase {
  return { ...data, status: 'suggested', beganAt: at, touchedAt: at, progress: nothingReached, reports: [], extensions: [] };
}

function proposed(
  listed: ListedCase | undefined,
  { level, units, by, subject, reason, ...birth }: ListedCaseDataOf<'listed-case.proposed'>,
): ListedCase {
  const { at } = birth;
  const beganAt = listed?.beganAt ?? at;
  const known = listed?.agencies === undefined ? {} : { agencies: listed.agencies };
  return { ...born({ ...known, ...birth }), beganAt, level, units, proposal: { at, by, subject, reason } };
}

/** All requests are settled. */
function answered({ extensionRequest, ...listed }: ListedCase): ListedCase {
  return listed;
}

function supervisedBy(listed: ListedCase, supervisor: string): ListedCase {
  const { listing } = listed;
  if (listing === undefined) throw new Error('a listing without a supervisor is not handed over');
  return { ...listed, listing: { ...listing, supervisor } };
}

function climbed(listed: ListedCase, matter: Matter, rung: Rung): ListedCase {
  const { [matter]: term } = listed;
  if (term === undefined) throw new Error(`a listing without a ${matter} is not pressed for it`);
  return { ...listed, [matter]: { ...term, climbed: [...term.climbed, rung] } };
}
