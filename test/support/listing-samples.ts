import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import type { ProposeListing, ReportProgress } from '../../shared/listed-cases/bodies.ts';
import type { ListedCaseDataOf, ListedCaseFact, ListedCaseFactType } from '../../shared/listed-cases/listing-facts.ts';
import type { CaseToList, ListingApproval } from '../../shared/listed-cases/model.ts';
import { id, T0 } from './samples.ts';

/** Some days after T0. */
export const day = (days: number): string => plus(T0, days * DAY);

/** The city's command, which supervises. */
export const command: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor', 'approver'], subject: 'he' };
/** Another supervisor of the city, which neither listed the case nor works it. */
export const otherSupervisor: Actor = { ...command, agency: 'economic-police-city', subject: 'yan' };
/** The district unit, which answers for the case. */
export const districtUnit: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer', 'supervisor', 'approver'],
  subject: 'tang',
};
/** The bureau unit, an agency of the whole city as the command is. */
export const bureauUnit: Actor = { ...command, agency: 'criminal-police-city', subject: 'lu' };

export const units = { bureau: bureauUnit.agency, district: districtUnit.agency, cyber: 'cyber-police-city' };

export function caseToList(over: Partial<CaseToList> = {}): CaseToList {
  return {
    caseId: id('cas', 1),
    district: 'haidian',
    agencies: ['police-haidian'],
    lossFen: 120_000_000,
    victims: 1,
    districts: 1,
    ...over,
  };
}

export function listingApproval(over: Partial<ListingApproval> = {}): ListingApproval {
  return { name: '陈局长', level: 'city', number: '京公督字〔2026〕1号', approvedAt: T0, ...over };
}

/** The paper of a later step: its number was not used before. */
export function laterApproval(over: Partial<ListingApproval> = {}): ListingApproval {
  return listingApproval({ number: '京公督字〔2026〕2号', ...over });
}

export function proposal(over: Partial<ProposeListing> = {}): ProposeListing {
  return { caseId: id('cas', 1), level: 'city', units, grounds: [], reason: 'Over a million', ...over };
}

export function progressInput(over: Partial<ReportProgress['progress']> = {}, correction?: string): ReportProgress {
  return {
    progress: { informationChain: false, moneyChain: false, arrested: 0, returnedFen: 0, ...over },
    summary: 'Work goes on.',
    ...(correction === undefined ? {} : { correction }),
  };
}

export const aimReachedInput = progressInput({ informationChain: true, moneyChain: true, arrested: 10, returnedFen: 1 });

type FactOf<T extends ListedCaseFactType> = Extract<ListedCaseFact, { type: T }>;
const birth = {
  listedCaseId: id('lst', 1),
  reference: 'L-HD-261122-000001',
  caseId: id('cas', 1),
  district: 'haidian',
  grounds: ['large-loss'],
  lossFen: 120_000_000,
} as const;

/** Facts of a listing, as they would be at the usual moments; `over` changes what the test is about. */
export const listingFacts = {
  suggested: (over: Partial<ListedCaseDataOf<'listed-case.suggested'>> = {}): FactOf<'listed-case.suggested'> => ({
    type: 'listed-case.suggested',
    data: { ...birth, grounds: [...birth.grounds], at: T0, decideBy: day(7), ...over },
  }),
  proposed: (over: Partial<ListedCaseDataOf<'listed-case.proposed'>> = {}): FactOf<'listed-case.proposed'> => ({
    type: 'listed-case.proposed',
    data: {
      ...{ ...birth, grounds: [...birth.grounds], at: T0, decideBy: day(3), level: 'city', units, reason: 'Over a million' },
      ...{ by: districtUnit.agency, subject: districtUnit.subject, ...over },
    },
  }),
  /** On 22 November; the first report is due on 22 December, the deadline is 22 February. */
  listed: (over: Partial<ListedCaseDataOf<'listed-case.listed'>> = {}): FactOf<'listed-case.listed'> => ({
    type: 'listed-case.listed',
    data: {
      ...{ at: T0, supervisor: command.agency, level: 'city', units, approval: listingApproval() },
      terms: { reportMonths: 1, ladder: { reminder: 0, notice: 7 * DAY, interview: 14 * DAY } },
      deadline: DEADLINE,
      firstReport: FIRST_REPORT,
      ...over,
    },
  }),
  reported: (over: Partial<ListedCaseDataOf<'listed-case.progress-reported'>> = {}): FactOf<'listed-case.progress-reported'> => ({
    type: 'listed-case.progress-reported',
    data: {
      ...{ at: day(10), by: districtUnit.agency, ...progressInput(), late: false },
      next: { number: 2, dueAt: SECOND_REPORT },
      ...over,
    },
  }),
  extended: (over: Partial<ListedCaseDataOf<'listed-case.extended'>> = {}): FactOf<'listed-case.extended'> => ({
    type: 'listed-case.extended',
    data: {
      ...{ at: day(30), by: command.agency, from: DEADLINE, to: EXTENDED_DEADLINE, reason: 'Expert opinion' },
      approval: laterApproval(),
      ...over,
    },
  }),
  requested: (
    over: Partial<ListedCaseDataOf<'listed-case.extension-requested'>> = {},
  ): FactOf<'listed-case.extension-requested'> => ({
    type: 'listed-case.extension-requested',
    data: { at: day(29), by: districtUnit.agency, months: 2, reason: 'Expert opinion', ...over },
  }),
} as const;

export const EXTENDED_DEADLINE = '2027-04-22T01:30:00.000Z';
export const FIRST_REPORT = '2026-12-22T01:30:00.000Z';
export const SECOND_REPORT = '2027-01-22T01:30:00.000Z';
export const DEADLINE = '2027-02-22T01:30:00.000Z';
