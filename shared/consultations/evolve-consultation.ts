import { evolver } from '../kernel/evolver.ts';
import { lengthenedBy, settledAs } from '../procedure-clocks/clock.ts';
import type { Consultation, Party } from './consultation.ts';
import type { ConsultationFact, ConsultationFactType } from './consultation-facts.ts';
import { consultationLifecycle } from './consultation-lifecycle.ts';

/** Facts of Cordon's own clock do not count as changes by a party. */
const ownNotes: ReadonlySet<ConsultationFactType> = new Set<ConsultationFactType>([
  'consultation.invitation-overdue',
  'consultation.evidence-overdue',
  'consultation.action-overdue',
  'consultation.clock-settled',
  'consultation.clock-warned',
  'consultation.clock-expired',
]);

/** The consultation after a fact. */
export const evolveConsultation = evolver<Consultation['status'], Consultation, ConsultationFact, 'consultation.convened'>(
  consultationLifecycle,
  {
    births: {
      'consultation.convened': ({ at, consultation }) => ({
        ...consultation,
        ...{ convenedAt: at, touchedAt: at, round: 1, bundleVersion: 0 },
        ...{ exhibits: [], evidenceRequests: [], opinions: [], actions: [], clocks: [] },
      }),
    },
    steps: {
      'consultation.accepted': (before, { at, by, agencyKind }) =>
        answered(before, { agency: by.agency, agencyKind, answer: 'accepted', answeredAt: at }),
      'consultation.declined': (before, { at, by, agencyKind, reason }) =>
        answered(before, { agency: by.agency, agencyKind, answer: 'declined', answeredAt: at, reason }),
      'consultation.invitation-overdue': (before, { agency }) => ({
        ...before,
        parties: before.parties.map((party) => (party.agency === agency ? { ...party, overdue: true } : party)),
      }),
      'consultation.bundle-changed': (before, { version, added, removed }) => ({
        ...before,
        bundleVersion: version,
        exhibits: [
          ...before.exhibits.map((exhibit) => (removed.includes(exhibit.n) ? { ...exhibit, until: version } : exhibit)),
          ...added,
        ],
      }),
      'consultation.evidence-requested': (before, { request }) => ({
        ...before,
        evidenceRequests: [...before.evidenceRequests, request],
      }),
      'consultation.evidence-answered': (before, { n, answer }) => ({
        ...before,
        evidenceRequests: at(before.evidenceRequests, n, (request) => ({ ...request, status: 'answered', answer })),
      }),
      'consultation.evidence-overdue': (before, { n }) => ({
        ...before,
        evidenceRequests: at(before.evidenceRequests, n, (request) => ({ ...request, overdue: true })),
      }),
      'consultation.opinion-given': (before, { opinion, supersedes }) => ({
        ...before,
        opinions: [...at(before.opinions, supersedes, (older) => ({ ...older, supersededBy: opinion.n })), opinion],
      }),
      'consultation.deputy-named': (before, { at, by, agency, reason }) => ({ ...before, deputy: { agency, by, at, reason } }),
      'consultation.deputy-revoked': ({ deputy: _, ...before }) => before,
      'consultation.concluded': (before, { conclusion, actions, dropped }) => ({
        ...before,
        conclusion,
        actions: [...before.actions, ...actions],
        evidenceRequests: before.evidenceRequests.map((request) =>
          dropped.includes(request.n) ? { ...request, status: 'dropped' } : request,
        ),
      }),
      'consultation.action-done': (before, { n, done }) => ({
        ...before,
        actions: at(before.actions, n, (action) => ({ ...action, done })),
      }),
      'consultation.action-overdue': (before, { n }) => ({
        ...before,
        actions: at(before.actions, n, (action) => ({ ...action, overdue: true })),
      }),
      'consultation.closed': (before) => before,
      'consultation.withdrawn': (before, { reason }) => ({ ...before, reason }),
      'consultation.reopened': (before, { reason, answerBy }) => ({
        ...before,
        reason,
        parties: askedAgain(before.parties, answerBy),
        round: before.conclusion?.round === before.round ? before.round + 1 : before.round,
      }),
      'consultation.reconvened': (before, { reason, answerBy }) => ({
        ...before,
        reason,
        parties: askedAgain(before.parties, answerBy),
      }),
      'consultation.clock-started': (before, { by, clock }) => ({
        ...before,
        clocks: [...before.clocks, { ...clock, startedBy: by.agency }],
      }),
      'consultation.clock-extended': (before, { n, ...longer }) => ({
        ...before,
        clocks: at(before.clocks, n, (clock) => lengthenedBy(clock, longer)),
      }),
      'consultation.clock-settled': (before, { n, ...term }) => ({
        ...before,
        clocks: at(before.clocks, n, (clock) => settledAs(clock, term)),
      }),
      'consultation.clock-stopped': (before, { n, outcome, at: stoppedAt }) => ({
        ...before,
        clocks: at(before.clocks, n, (clock) => ({ ...clock, outcome, stoppedAt })),
      }),
      'consultation.clock-warned': (before, { n }) => ({
        ...before,
        clocks: at(before.clocks, n, (clock) => ({ ...clock, warned: true })),
      }),
      'consultation.clock-expired': (before, { n }) => ({
        ...before,
        clocks: at(before.clocks, n, (clock) => ({ ...clock, expired: true })),
      }),
    },
    always: (after, { type, data }) => (ownNotes.has(type) ? after : { ...after, touchedAt: data.at }),
  },
);

/** The list with the entry of this number changed. */
function at<T extends { readonly n: number }>(list: readonly T[], n: number | undefined, change: (entry: T) => T): T[] {
  return list.map((entry) => (entry.n === n ? change(entry) : entry));
}

function answered(before: Consultation, party: Party): Consultation {
  return { ...before, parties: before.parties.map((known) => (known.agency === party.agency ? party : known)) };
}

/** Agencies that have not answered have until then. */
function askedAgain(parties: readonly Party[], dueAt: string | undefined): Party[] {
  return parties.map((party) =>
    party.answer !== 'invited' || dueAt === undefined ? party : { ...party, dueAt, overdue: false },
  );
}
