import type { ToldFact } from '../../shared/labels/notices.ts';
import type { NoticeClass } from '../../shared/notifications/model.ts';
import {
  type Addressee,
  inDistrict,
  inDistricts,
  invited,
  named,
  ofCity,
  owners,
  parties,
  prosecutorsOver,
  reviewers,
  whoAsked,
} from './addressees.ts';
import type { FactByType, KnownFact } from './facts.ts';
import {
  alsoCalled,
  asker,
  assignedReviewer,
  cityCommand,
  cityOfPair,
  deskOfApprover,
  deskOfLevel,
  deskOfUrgentWarning,
  districtOfAlarm,
  dutyOfficer,
  dutyOfficerInCharge,
  dutyOfficerOfProtection,
  formerSupervisor,
  grantee,
  ifOpened,
  newPlaceOfWarning,
  officers,
  officersAndStation,
  officersOfCrossing,
  officersOfTerm,
  otherPoliceOfAlarm,
  prosecutorsAsked,
  rung,
  startedClock,
  supervisor,
  supervisorOfOverReport,
  supervisorsInCharge,
  unlessRepeated,
  whoAskedToSee,
  whoShared,
} from './notice-addressees.ts';

/** A line of the table: whether the notice interrupts, and its addressees. */
export interface NoticeLine<F extends KnownFact = KnownFact> {
  readonly class: NoticeClass;
  readonly told: readonly Addressee<F>[];
}

/** Every fact that desks are told of has words in `shared/labels/notices.ts` and a line here; one without the other does not compile. */
export type Notices = { readonly [T in ToldFact]: NoticeLine<FactByType[T]> };

/** It interrupts, at night too: money moves, a clock of hours runs, or a person waits to act. */
function urgent<F extends KnownFact>(...told: readonly Addressee<F>[]): NoticeLine<F> {
  return { class: 'urgent', told };
}

/** It is for the next working day: it stands behind what is urgent, and in the digest of its day. No duty officer is told of it. */
function digest<F extends KnownFact>(...told: readonly Addressee<F>[]): NoticeLine<F> {
  return { class: 'digest', told };
}

/** The one table of notices. `docs/reactions.md` is made from it; `settlements.ts` says what settles each. */
export const notices: Notices = {
  'alert.raised': urgent(districtOfAlarm),
  'alert.handed-over': urgent(otherPoliceOfAlarm),
  'alert.corrected': urgent(otherPoliceOfAlarm),
  'alert.withdrawn': urgent(otherPoliceOfAlarm),
  'alert.joined': urgent(otherPoliceOfAlarm),

  // the bank does not answer, or cannot be reached
  'order.escalated': urgent(rung),
  'order.breached': urgent(supervisor, cityCommand),
  'order.unanswered': urgent(supervisor, cityCommand),
  'order.undeliverable': urgent(dutyOfficer),
  'order.handed-to-phone': urgent(dutyOfficer),

  // following the money: opened orders, held outflows, and why
  'order.outflows-followed': urgent(ifOpened),
  'order.outflows-held': urgent(unlessRepeated(dutyOfficerInCharge)),
  'order.answer-contradicted': urgent(unlessRepeated(dutyOfficerInCharge), unlessRepeated(supervisor)),

  // a question to a bank that it does not answer, or cannot
  'bank-question.undeliverable': urgent(officers, dutyOfficerOfProtection),
  'bank-question.fell-overdue': urgent(officers, dutyOfficerOfProtection),
  'bank-question.declined': digest(officers),
  'statement.found-consistent': digest(officers),
  'statement.found-inconsistent': digest(officers),
  'statement.page-contested': digest(officers),
  'holder-request.answered': digest(officers),
  'holder-request.contested': digest(officers),
  'watch.ended': digest(officersOfTerm),

  // money is stopped
  'order.stopped': urgent(officersAndStation),

  // back at the officer's, or at an end
  'order.turned-down': urgent(officers),
  'order.placed-in-line': digest(officers),
  'order.turn-came': urgent(officers, dutyOfficer),
  'order.taken-from-line': digest(officers),
  'order.returned': urgent(officers),
  'order.already-held': urgent(officers),
  'order.failed': urgent(officers, supervisor),
  'order.disputed': urgent(officers, supervisor),
  'order.supplemented': urgent(officers),
  'order.release-ordered': urgent(officersOfCrossing),
  'order.instruction-refused': urgent(officers),

  // the term of a stop or a freeze
  'order.expiry-warned': urgent(officers, dutyOfficer),
  'order.expired': urgent(officers, supervisor),
  'order.expired-in-line': digest(officers),
  'order.renewal-due': digest(officers, supervisor),
  'order.lapsed': urgent(officers, supervisor),

  // the written notice to the police of another region
  'warning.received': urgent(deskOfUrgentWarning),
  'warning.climbed': urgent(deskOfLevel),
  'warning.fell-overdue': urgent(cityCommand),
  'warning.moved': urgent(newPlaceOfWarning),
  'warning.ended-in-loss': digest(supervisor, cityCommand),
  'region-notice.fell-due': digest(officers, supervisor),
  'region-notice.overdue': digest(officers, supervisor),

  // the screening of a frozen account
  'screening.warned': digest(officers, supervisor),
  'screening.lapsed': urgent(officers, supervisor),
  'screening.owner-overdue': digest(officers, supervisor),

  // the blacklist, and the money of alarms that touched it
  'blacklist-entry.telling-overdue': digest(owners, supervisor),
  'blacklist-entry.appealed': digest(owners, supervisor, cityCommand),
  'blacklist-entry.appeal-overdue': digest(owners, supervisor, cityCommand),
  'blacklist-entry.appeal-upheld': digest(owners),
  'blacklist-entry.appeal-rejected': digest(owners),
  'blacklist-list.held': digest(cityCommand),
  'collision.found': urgent(dutyOfficer, dutyOfficerInCharge),

  // cases
  'case.shared': digest(grantee),
  'case.share-revoked': digest(grantee),
  'case-proposals.link-proposed': digest(owners, cityOfPair),
  'case-clocks.settled': digest(owners),
  'case-clocks.warned': urgent(owners, startedClock),
  'case-clocks.expired': urgent(owners, startedClock),
  'evidence-file.rejected': digest(owners),
  'evidence-file.lapsed': digest(owners),
  'access-request.asked': digest(owners),
  'access-request.granted': digest(whoAskedToSee),
  'access-request.declined': digest(whoAskedToSee),
  'access-request.lapsed': digest(whoAskedToSee, owners),
  'return-round.notice-ended': digest(owners),
  'return-payment.wrong-account': digest(owners),
  'return-payment.failed': digest(owners),
  'return-payment.disputed': urgent(owners),
  'return-payment.fell-overdue': digest(owners),
  'case-share.expired': digest(owners, whoShared, grantee),
  'case-share.ended-with-case': digest(owners, whoShared, grantee),

  // consultations
  'consultation.convened': digest(invited),
  'consultation.accepted': digest(owners),
  'consultation.declined': digest(owners),
  'consultation.invitation-overdue': digest(
    named('who was asked', ({ data }) => data.agency),
    owners,
  ),
  'consultation.bundle-changed': digest(owners, parties),
  'consultation.evidence-requested': digest(named('who is asked', ({ data }) => data.request.from)),
  'consultation.evidence-answered': digest(owners, parties),
  'consultation.evidence-overdue': digest(
    named('who was asked', ({ data }) => data.from),
    named('who asked', ({ data }) => data.by ?? []),
    owners,
  ),
  'consultation.opinion-given': digest(owners, parties),
  'consultation.deputy-named': digest(parties),
  'consultation.deputy-revoked': digest(parties),
  'consultation.concluded': digest(owners, parties),
  'consultation.action-done': digest(owners),
  'consultation.action-overdue': digest(
    named('the agency whose action it is', ({ data }) => data.owner),
    owners,
  ),
  'consultation.closed': digest(parties),
  'consultation.withdrawn': digest(invited, parties),
  'consultation.reopened': digest(invited, parties),
  'consultation.reconvened': digest(invited, parties),
  'consultation.clock-settled': digest(owners, parties),
  'consultation.clock-warned': urgent(owners, parties),
  'consultation.clock-expired': urgent(owners, parties),

  // periodic meetings
  'meeting.scheduled': digest(parties),
  'meeting.held': digest(parties),
  'meeting.cancelled': digest(parties),
  'meeting.minutes-overdue': digest(owners),
  'meeting.series-ended': digest(parties),

  // standards
  'recorded-decision.departed': digest(inDistrict('procuratorate', 'prosecutor'), ofCity('procuratorate', 'prosecutor'), owners),
  'proposal.made': digest(ofCity('procuratorate', 'prosecutor')),
  'proposal.consultation-opened': digest(prosecutorsAsked),
  'proposal.adopted': digest(owners),
  'proposal.declined': digest(owners),
  'proposal.answers-reminded': digest(prosecutorsAsked),
  'proposal.enacted': digest(prosecutorsAsked, owners),
  'proposal.lapsed': digest(owners),
  'standard-line.barred': digest(inDistrict('procuratorate', 'prosecutor'), ofCity('procuratorate', 'prosecutor')),
  'impact.completed': digest(owners),
  'impact.failed': digest(owners),

  // listed cases
  'listed-case.suggested': digest(supervisor, cityCommand),
  'listed-case.decision-overdue': digest(cityCommand),
  'listed-case.loss-noted': digest(supervisorOfOverReport),
  'listed-case.returns-noted': digest(supervisorOfOverReport),
  'listed-case.proposed': digest(cityCommand),
  'listed-case.listed': digest(owners, whoAsked),
  'listed-case.rejected': digest(parties, supervisor),
  'listed-case.progress-reported': digest(parties),
  'listed-case.extension-requested': digest(parties),
  'listed-case.extension-declined': digest(owners),
  'listed-case.extended': digest(owners),
  'listed-case.reminded': digest(owners),
  'listed-case.notice-issued': digest(owners, parties),
  'listed-case.interview-called': digest(owners, parties, cityCommand),
  'listed-case.handed-over': digest(owners, parties, formerSupervisor),
  'listed-case.delisted': digest(owners, whoAsked),
  'listed-case.case-merged': digest(owners, parties, supervisor),
  'listed-case.joined': digest(owners, parties, whoAsked, supervisor),

  // approvals
  'approval.asked': urgent(deskOfApprover),
  'approval.granted': urgent(asker),
  'approval.declined': urgent(asker),
  'approval.lapsed': digest(asker),

  // objections
  'objection.raised': digest(reviewers),
  'objection.joined': digest(reviewers),
  'objection.assigned': digest(assignedReviewer),
  'objection.information-requested': digest(named('who is asked', ({ data }) => data.from)),
  'objection.information-given': digest(reviewers, assignedReviewer),
  'objection.information-overdue': digest(
    named('who was asked', ({ data }) => data.from),
    reviewers,
    assignedReviewer,
  ),
  'objection.reminded': digest(reviewers, assignedReviewer),
  'objection.fell-overdue': urgent(reviewers, assignedReviewer),
  'objection.escalated': urgent(cityCommand),
  'objection.upheld': digest(parties, owners),
  'objection.rejected': digest(parties, owners),
  'objection.bank-refused': urgent(reviewers, assignedReviewer, owners),
  'objection.closed': digest(parties),
  'objection.withdrawn': digest(reviewers),
  'objection.supervision-requested': digest(prosecutorsOver, reviewers),
  'objection.supervision-overdue': digest(prosecutorsOver, ofCity('procuratorate', 'prosecutor')),
  'objection.maintained': digest(parties, reviewers),
  'objection.correction-demanded': urgent(reviewers, parties),
  'objection.correction-overdue': urgent(reviewers, cityCommand, prosecutorsOver),
  'objection.corrected': digest(prosecutorsOver, parties, owners),
  'objection.correction-refused': digest(prosecutorsOver, parties),

  // the regional side
  'regional-measure.notice-issued': digest(owners, supervisor),
  'regional-measure.interview-called': digest(owners, supervisor, alsoCalled),
  'regional-measure.warning-posted': digest(owners, supervisor),
  'regional-measure.evidence-submitted': digest(parties),
  'regional-measure.correction-accepted': digest(owners),
  'regional-measure.reminded': digest(owners),
  'regional-measure.fell-overdue': digest(owners, parties),
  'regional-measure.lifted': digest(owners, supervisor),
  'protective-measure.declined': urgent(officers, dutyOfficerInCharge),
  'protective-measure.prolonging-declined': urgent(officers, dutyOfficerInCharge),
  'protective-measure.lift-refused': urgent(officers, dutyOfficerInCharge),
  'protective-measure.expired': digest(officers),
  'outlet.suggested': digest(ofCity('regulator', 'regulator-reader'), supervisor, cityCommand),
  // campaigns: the target of a lead, and the unit that leads
  'lead.dispatched': digest(supervisor, parties),
  'lead.rushed': urgent(dutyOfficer, supervisor, parties),
  'lead.handed-on': digest(supervisor, parties, owners),
  'lead.returned': digest(owners),
  'lead.feedback-given': digest(owners),
  'lead.finished': digest(owners),
  'lead.reopened': digest(supervisor, parties),
  'lead.given-up': digest(supervisor, parties),
  'lead.reminded': digest(supervisor, parties),
  'lead.fell-overdue': digest(supervisor, parties),
  'lead.climbed': digest(supervisorsInCharge),
  'campaign-wave.done': digest(owners),
  'station-ranking.published': digest(
    inDistricts('police', 'supervisor', ({ data }) =>
      data.stations.flatMap(({ measure, district }) => (measure === undefined || district === undefined ? [] : [district])),
    ),
    cityCommand,
  ),
};
