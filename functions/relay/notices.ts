import type { About } from '../../shared/kernel/about.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import type { Desk } from '../../shared/kernel/desk.ts';
import type { NoticeTerm } from '../../shared/notifications/model.ts';
import {
  type Addressee,
  inDistrict,
  inDistricts,
  invited,
  named,
  ofCity,
  owners,
  parties,
  responsible,
  whoAsked,
} from './addressees.ts';
import type { FactByType, FactOf, FactType, KnownFact } from './facts.ts';

/** The addressees of a fact. Facts without a line have no notices. */
export type Notices = { readonly [T in FactType]?: readonly Addressee<FactByType[T]>[] };

const dutyOfficer = inDistrict('police', 'duty-officer');
const supervisor = inDistrict('police', 'supervisor');
const cityCommand = ofCity('police', 'supervisor');
const officers = responsible('officer');
const dutyOfficerInCharge = responsible('duty-officer');

/**
 * Orders were opened by trace, or money went to an account without a stop left: the desk that answers for the order learns of each such
 * append.
 */
const ifOpened: Addressee<FactOf<'order.outflows-followed'>> = {
  who: 'the agencies that answer for it (duty-officer), if orders were opened, or an account has no stop left',
  desks: (fact, about, by) =>
    fact.data.opened.length > 0 || fact.data.edges.some(({ cut }) => cut === 'stop-limit')
      ? dutyOfficerInCharge.desks(fact, about, by)
      : [],
};

/** Money is stopped: those who asked for it learn it, and the station that the victim turned to, which tells the victim. */
const officersAndStation: Addressee<FactOf<'order.stopped'>> = {
  who: 'the agencies that answer for it, and the one that raised the alarm and tells the victim (officer), if the bank stopped any money',
  desks: (fact, about, by) => {
    const { agencies, raisedBy } = about;
    const station = raisedBy === undefined ? [] : [raisedBy];
    return fact.data.stoppedFen > 0 ? officers.desks(fact, { ...about, agencies: [...agencies, ...station] }, by) : [];
  },
};

/** Another district, or a bank, took the alarm: the district takes over from there. */
const districtOfAlarm: Addressee = {
  who: 'police of the district (duty-officer), if another agency took the alarm',
  desks: (fact, about, by) => (isOfDistrict(about, by) ? [] : dutyOfficer.desks(fact, about, by)),
};

/** Another agency changed the alarm, or this one changed what another took. A bank that reported it has no such desk. */
const otherPoliceOfAlarm: Addressee = {
  who: 'police of the district, and the agency that took the alarm (duty-officer), except who did it',
  desks: (fact, about, by) => {
    const agencies = about.agencies.filter((agency) => agency !== by.agency);
    const station = dutyOfficerInCharge.desks(fact, { ...about, agencies }, by);
    return isOfDistrict(about, by) ? station : [...dutyOfficer.desks(fact, about, by), ...station];
  },
};

function isOfDistrict({ district }: About, by: Actor): boolean {
  return by.agencyKind === 'police' && by.district === district;
}

/** The rung of the ladder decides who is told; the reminder is the bank's. */
const rung: Addressee<FactOf<'order.escalated'>> = {
  who: 'police of the district: at 20 minutes the duty officer, at 25 the supervisor',
  desks: (fact, about, by) => (fact.data.rung === 'remind' ? [] : inDistrict('police', fact.data.rung).desks(fact, about, by)),
};

type HeldFact = FactOf<'order.outflows-held' | 'order.answer-contradicted'>;

/** They are told once that outflows of an order are held, even if its bank adds more before they decide. */
function unlessRepeated({ who, desks }: Addressee): Addressee<HeldFact> {
  return {
    who: `${who}, unless they were told of the same kind on this order`,
    desks: (fact, about, by) => (fact.data.repeated ? [] : desks(fact, about, by)),
  };
}

/** Cordon itself orders a release only if the bank stopped the account after the stop had been taken back. */
const officersOfCrossing: Addressee<FactOf<'order.release-ordered'>> = {
  who: 'the agencies that answer for it (officer), if the bank stopped an account whose stop had been taken back',
  desks: (fact, about, by) => (by.agencyKind === 'system' ? officers.desks(fact, about, by) : []),
};

type ShareFact = FactOf<'case.shared' | 'case.share-revoked' | 'case-share.expired' | 'case-share.ended-with-case'>;

/** Those a case is or was shared with: the persons and roles that the grant names, or the whole agency. */
const grantee: Addressee<ShareFact> = {
  who: 'those it is or was shared with: the persons and roles named, or the agency',
  desks: (fact): readonly Desk[] => {
    const { agency, persons = [], roles = [] } = fact.type === 'case.shared' ? fact.data.grant : fact.data;
    if (persons.length === 0 && roles.length === 0) return [{ agency }];
    return [...persons.map((person) => ({ agency, person })), ...roles.map((role) => ({ agency, role }))];
  },
};

const whoShared = named<FactOf<'case-share.expired' | 'case-share.ended-with-case'>>(
  'who shared it',
  ({ data }) => data.grantedBy ?? [],
);

/** If neither district may read the other's case, the city's police can. They are told once of a pair. */
const cityOfPair: Addressee<FactOf<'case-proposals.link-proposed'>> = {
  who: 'police of the city (supervisor), if the cases are of two districts: once a pair',
  desks: (fact, about, by) => (fact.data.across && fact.data.caseId < fact.data.with ? cityCommand.desks(fact, about, by) : []),
};

const whoAskedToSee = named<FactOf<'access-request.granted' | 'access-request.declined' | 'access-request.lapsed'>>(
  'who asked to see more of the case',
  ({ data }) => data.askedBy,
);

type CaseClockFact = FactOf<'case-clocks.warned' | 'case-clocks.expired'>;

/** Those who answer for the case, and the agency that started the term, once each. */
const startedClock = named<CaseClockFact>('who started it', ({ data }) => data.startedBy ?? []);

const prosecutorsAsked = inDistricts<FactOf<'proposal.consultation-opened' | 'proposal.answers-reminded' | 'proposal.enacted'>>(
  'procuratorate',
  'prosecutor',
  ({ data }) => data.districts,
);

/** The supervisor of a listing, if more was reported as returned than its case has lost. */
const supervisorOfOverReport: Addressee<FactOf<'listed-case.loss-noted'>> = {
  who: 'the agency that supervises it, if more was reported as returned than the case has lost',
  desks: (fact, about, by) => (fact.data.overReported ? parties.desks(fact, about, by) : []),
};

/** The desk where an approval waits for an answer. */
const deskOfApprover: Addressee<FactOf<'approval.asked'>> = {
  who: 'the desk of those whose role and level allow them to grant it',
  desks: ({ data }) => [data.desk],
};

type AnswerToAsker = FactOf<'approval.granted' | 'approval.declined' | 'approval.lapsed'>;

/** The person who asked for an approval. */
const asker: Addressee<AnswerToAsker> = {
  who: 'the person who asked for it',
  desks: ({ data: { askedBy } }) => [{ agency: askedBy.agency, person: askedBy.subject }],
};

/** The one table of notices. `docs/reactions.md` is made from it. */
export const notices: Notices = {
  'alert.raised': [districtOfAlarm],
  'alert.handed-over': [otherPoliceOfAlarm],
  'alert.corrected': [otherPoliceOfAlarm],
  'alert.withdrawn': [otherPoliceOfAlarm],
  'alert.joined': [otherPoliceOfAlarm],

  // the bank does not answer, or cannot be reached
  'order.escalated': [rung],
  'order.breached': [supervisor, cityCommand],
  'order.unanswered': [supervisor, cityCommand],
  'order.undeliverable': [dutyOfficer],
  'order.handed-to-phone': [dutyOfficer],

  // following the money: opened orders, held outflows, and why
  'order.outflows-followed': [ifOpened],
  'order.outflows-held': [unlessRepeated(dutyOfficerInCharge)],
  'order.answer-contradicted': [unlessRepeated(dutyOfficerInCharge), unlessRepeated(supervisor)],

  // money is stopped
  'order.stopped': [officersAndStation],

  // back at the officer's, or at an end
  'order.turned-down': [officers],
  'order.placed-in-line': [officers],
  'order.turn-came': [officers, dutyOfficer],
  'order.taken-from-line': [officers],
  'order.returned': [officers],
  'order.already-held': [officers],
  'order.failed': [officers, supervisor],
  'order.disputed': [officers, supervisor],
  'order.supplemented': [officers],
  'order.release-ordered': [officersOfCrossing],
  'order.instruction-refused': [officers],

  // the term of a stop or a freeze
  'order.expiry-warned': [officers, dutyOfficer],
  'order.expired': [officers, supervisor],
  'order.expired-in-line': [officers],
  'order.renewal-due': [officers, supervisor],
  'order.lapsed': [officers, supervisor],

  // cases
  'case.shared': [grantee],
  'case.share-revoked': [grantee],
  'case-proposals.link-proposed': [owners, cityOfPair],
  'case-clocks.settled': [owners],
  'case-clocks.warned': [owners, startedClock],
  'case-clocks.expired': [owners, startedClock],
  'evidence-file.rejected': [owners],
  'evidence-file.lapsed': [owners],
  'access-request.asked': [owners],
  'access-request.granted': [whoAskedToSee],
  'access-request.declined': [whoAskedToSee],
  'access-request.lapsed': [whoAskedToSee, owners],
  'case-share.expired': [owners, whoShared, grantee],
  'case-share.ended-with-case': [owners, whoShared, grantee],

  // consultations
  'consultation.convened': [invited],
  'consultation.accepted': [owners],
  'consultation.declined': [owners],
  'consultation.invitation-overdue': [named('who was asked', ({ data }) => data.agency), owners],
  'consultation.bundle-changed': [owners, parties],
  'consultation.evidence-requested': [named('who is asked', ({ data }) => data.request.from)],
  'consultation.evidence-answered': [owners, parties],
  'consultation.evidence-overdue': [
    named('who was asked', ({ data }) => data.from),
    named('who asked', ({ data }) => data.by ?? []),
    owners,
  ],
  'consultation.opinion-given': [owners, parties],
  'consultation.deputy-named': [parties],
  'consultation.deputy-revoked': [parties],
  'consultation.concluded': [owners, parties],
  'consultation.action-done': [owners],
  'consultation.action-overdue': [named('the agency whose action it is', ({ data }) => data.owner), owners],
  'consultation.closed': [parties],
  'consultation.withdrawn': [invited, parties],
  'consultation.reopened': [invited, parties],
  'consultation.reconvened': [invited, parties],
  'consultation.clock-settled': [owners, parties],
  'consultation.clock-warned': [owners, parties],
  'consultation.clock-expired': [owners, parties],

  // periodic meetings
  'meeting.scheduled': [parties],
  'meeting.held': [parties],
  'meeting.cancelled': [parties],
  'meeting.minutes-overdue': [owners],
  'meeting.series-ended': [parties],

  // standards
  'recorded-decision.departed': [inDistrict('procuratorate', 'prosecutor'), ofCity('procuratorate', 'prosecutor'), owners],
  'proposal.made': [ofCity('procuratorate', 'prosecutor')],
  'proposal.consultation-opened': [prosecutorsAsked],
  'proposal.adopted': [owners],
  'proposal.declined': [owners],
  'proposal.answers-reminded': [prosecutorsAsked],
  'proposal.enacted': [prosecutorsAsked, owners],
  'proposal.lapsed': [owners],
  'standard-line.barred': [inDistrict('procuratorate', 'prosecutor'), ofCity('procuratorate', 'prosecutor')],
  'impact.completed': [owners],
  'impact.failed': [owners],

  // listed cases
  'listed-case.suggested': [supervisor, cityCommand],
  'listed-case.decision-overdue': [cityCommand],
  'listed-case.loss-noted': [supervisorOfOverReport],
  'listed-case.proposed': [cityCommand],
  'listed-case.listed': [owners, whoAsked],
  'listed-case.rejected': [parties, supervisor],
  'listed-case.progress-reported': [parties],
  'listed-case.extension-requested': [parties],
  'listed-case.extension-declined': [owners],
  'listed-case.extended': [owners],
  'listed-case.reminded': [owners],
  'listed-case.notice-issued': [owners, parties],
  'listed-case.interview-called': [owners, parties, cityCommand],
  'listed-case.handed-over': [owners, parties, named('who supervised it', ({ data }) => data.from)],
  'listed-case.delisted': [owners, whoAsked],
  'listed-case.case-merged': [owners, parties, supervisor],
  'listed-case.joined': [owners, parties, whoAsked, supervisor],

  // approvals
  'approval.asked': [deskOfApprover],
  'approval.granted': [asker],
  'approval.declined': [asker],
  'approval.lapsed': [asker],

  // the regional side
  'regional-measure.notice-issued': [owners, supervisor],
  'regional-measure.interview-called': [
    owners,
    supervisor,
    named('the agencies that also sit there', ({ data }) => data.jointWith),
  ],
  'regional-measure.warning-posted': [owners, supervisor],
  'regional-measure.evidence-submitted': [parties],
  'regional-measure.correction-accepted': [owners],
  'regional-measure.reminded': [owners],
  'regional-measure.fell-overdue': [owners, parties],
  'regional-measure.lifted': [owners, supervisor],
  'station-ranking.published': [
    inDistricts('police', 'supervisor', ({ data }) =>
      data.stations.flatMap(({ measure, district }) => (measure === undefined || district === undefined ? [] : [district])),
    ),
    cityCommand,
  ],
};

/** The term that a fact is about, by its kind and its end, so that an entry says which of several is near its end or over. */
export function termIn(fact: KnownFact): NoticeTerm | undefined {
  switch (fact.type) {
    case 'order.expiry-warned':
    case 'order.expired':
    case 'order.expired-in-line':
      return { kind: 'stop', endsAt: fact.data.expiresAt };
    case 'order.renewal-due':
    case 'order.lapsed':
      return { kind: 'freeze', endsAt: fact.data.expiresAt };
    case 'case-clocks.settled':
    case 'case-clocks.warned':
    case 'case-clocks.expired':
    case 'consultation.clock-settled':
    case 'consultation.clock-warned':
    case 'consultation.clock-expired':
      return { kind: fact.data.kind, endsAt: fact.data.endsAt };
    case 'consultation.invitation-overdue':
      return { kind: 'invitation', endsAt: fact.data.dueAt };
    case 'consultation.evidence-overdue':
      return { kind: 'evidence', endsAt: fact.data.dueAt };
    case 'consultation.action-overdue':
      return { kind: 'action', endsAt: fact.data.dueAt };
    case 'meeting.minutes-overdue':
      return { kind: 'minutes', endsAt: fact.data.dueAt };
    case 'listed-case.reminded':
    case 'listed-case.notice-issued':
    case 'listed-case.interview-called':
      return { kind: fact.data.matter, endsAt: fact.data.missed };
    case 'listed-case.decision-overdue':
      return { kind: 'decision', endsAt: fact.data.missed };
    case 'regional-measure.reminded':
    case 'regional-measure.fell-overdue':
      return { kind: 'correction', endsAt: fact.data.dueAt };
    case 'proposal.answers-reminded':
      return fact.data.answerBy === undefined ? undefined : { kind: 'answers', endsAt: fact.data.answerBy };
    default:
      return undefined;
  }
}
