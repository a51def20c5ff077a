import type { Desk } from '../../shared/kernel/desk.ts';
import { keysOf } from '../../shared/kernel/lifecycle.ts';
import type { ToldFact } from '../../shared/labels/notices.ts';
import type { FactByType, FactOf, FactType, KnownFact } from './facts.ts';

/** A desk that was told of an earlier fact, and what happened to the thing since. */
interface Since<Told extends KnownFact> {
  readonly told: Told;
  /** Where the notice lies. */
  readonly desk: Desk;
  /** The facts of the stream behind the one that was told, up to the one that may settle it. */
  readonly since: readonly KnownFact[];
}

type Same<Told extends KnownFact, Later extends KnownFact> = (at: Since<Told> & { readonly later: Later }) => boolean;

/** A later fact that settles the matter of a notice: then the open entries about it close by themselves. */
interface Settling<Told extends KnownFact> {
  readonly by: FactType;
  /** Whether the fact settles this notice, and not only another of its kind. */
  readonly settles: (at: Since<Told> & { readonly later: KnownFact }) => boolean;
}

/** For each notice the facts that settle it. News has none: it asks for nothing, so a person reads it and marks it done. */
export type Settlements = { readonly [T in ToldFact]: readonly Settling<FactByType[T]>[] };

/** Each of these facts settles every notice of the line. */
function by(...types: readonly FactType[]): readonly Settling<KnownFact>[] {
  return types.map((type) => ({ by: type, settles: () => true }));
}

/** The fact settles a notice where this says so: it is about the same request, agency, term. */
function where<Told extends KnownFact, T extends FactType>(type: T, same: Same<Told, FactByType[T]>): Settling<Told> {
  const isOf = (fact: KnownFact): fact is FactByType[T] => fact.type === type;
  return { by: type, settles: ({ later, ...at }) => isOf(later) && same({ ...at, later }) };
}

const news = by();

/** The bank answered the stop, or officers took it back. */
const answered = by('order.stopped', 'order.returned', 'order.already-held', 'order.failed', 'order.withdrawn');
/** The bank answered an instruction. */
const carriedOut = by(
  'order.extended',
  'order.released',
  'order.frozen',
  'order.renewed',
  'order.unfrozen',
  'order.recalled',
  'order.narrowed',
);
/** The bank answered what it was asked, or need not any more. */
const bankQuestionOver = by('bank-question.answered', 'bank-question.declined', 'bank-question.withdrawn');
const appealOver = by(
  ...(['blacklist-entry.appeal-upheld', 'blacklist-entry.appeal-rejected'] as const),
  ...(['blacklist-entry.delisted', 'blacklist-entry.expired'] as const),
);
const listingOver = by('listed-case.joined', 'listed-case.delisted');
const decidedOn = by('listed-case.listed', 'listed-case.rejected', 'listed-case.joined');
const consultationOver = by('consultation.concluded', 'consultation.withdrawn');
const answeredMeasure = by(
  'regional-measure.evidence-submitted',
  'regional-measure.correction-accepted',
  'regional-measure.lifted',
);

/** Officers cleared or declined each of these outflows, in one step or in several. */
function ruledOn(outflows: readonly number[], since: readonly KnownFact[]): boolean {
  const ruled = new Set(
    since.flatMap((fact) =>
      fact.type === 'order.outflows-cleared' || fact.type === 'order.outflows-declined' ? fact.data.outflows : [],
    ),
  );
  return outflows.every((place) => ruled.has(place));
}

type HeldFact = FactOf<'order.outflows-held' | 'order.answer-contradicted'>;

function placesOf(told: HeldFact): readonly number[] {
  return told.type === 'order.outflows-held'
    ? told.data.edges.filter(({ how }) => how === 'held').map(({ outflow }) => outflow)
    : told.data.contradictions.flatMap(({ outflows }) => outflows);
}

const ruledByOfficers = [
  where<HeldFact, 'order.outflows-cleared'>('order.outflows-cleared', ({ told, since }) => ruledOn(placesOf(told), since)),
  where<HeldFact, 'order.outflows-declined'>('order.outflows-declined', ({ told, since }) => ruledOn(placesOf(told), since)),
];

/** The agency at the desk answered the invitation. */
const answeredByDesk = [
  where('consultation.accepted', ({ desk, later }) => isOf(desk, later.data.by.agency)),
  where('consultation.declined', ({ desk, later }) => isOf(desk, later.data.by.agency)),
  ...consultationOver,
];

function isOf(desk: Desk, agency: string): boolean {
  return 'agency' in desk && desk.agency === agency;
}

type OverdueInvitation = FactOf<'consultation.invitation-overdue'>;
type CaseTerm = FactOf<'case-clocks.warned' | 'case-clocks.expired'>;
type Term = FactOf<'consultation.clock-warned' | 'consultation.clock-expired'>;
type Missed = FactOf<'listed-case.reminded' | 'listed-case.notice-issued' | 'listed-case.interview-called'>;

const caseTermOver = [
  where<CaseTerm, 'case-clocks.stopped'>('case-clocks.stopped', ({ told, later }) => told.data.n === later.data.n),
  where<CaseTerm, 'case-clocks.extended'>('case-clocks.extended', ({ told, later }) => told.data.n === later.data.n),
];
const termOver = [
  where<Term, 'consultation.clock-stopped'>('consultation.clock-stopped', ({ told, later }) => told.data.n === later.data.n),
  where<Term, 'consultation.clock-extended'>('consultation.clock-extended', ({ told, later }) => told.data.n === later.data.n),
];

/** The report came, or the deadline moved. */
const madeUpFor = [
  where<Missed, 'listed-case.progress-reported'>(
    'listed-case.progress-reported',
    ({ told, later }) => told.data.matter === 'report' && later.data.period !== undefined,
  ),
  where<Missed, 'listed-case.extended'>('listed-case.extended', ({ told }) => told.data.matter === 'deadline'),
  ...listingOver,
];

/** The district of the desk answered the proposal, or the answers came to an end. */
const answeredByDistrict = [
  where('proposal.adopted', ({ desk, later }) => 'kind' in desk && desk.district === later.data.district),
  where('proposal.declined', ({ desk, later }) => 'kind' in desk && desk.district === later.data.district),
  ...by('proposal.enacted', 'proposal.lapsed', 'proposal.withdrawn'),
];

/** The objection is decided on, or taken back. */
const objectionOver = by('objection.upheld', 'objection.rejected', 'objection.corrected', 'objection.withdrawn');
type Question = FactOf<'objection.information-requested' | 'objection.information-overdue'>;
const questionOver = [
  where<Question, 'objection.information-given'>(
    'objection.information-given',
    ({ told, later }) => told.data.n === later.data.n,
  ),
  ...objectionOver,
];
/** The procuratorate answered, or the police lifted the measure before. */
const supervisionOver = by(
  ...(['objection.maintained', 'objection.correction-demanded', 'objection.upheld', 'objection.withdrawn'] as const),
);
const correctionOver = by('objection.corrected', 'objection.correction-refused', 'objection.upheld', 'objection.withdrawn');

/** Its target said what it does with the lead, or need not any more. */
const leadTaken = by('lead.accepted', 'lead.returned', 'lead.handed-on', 'lead.given-up');
/** The target works it no more. */
const leadOver = by('lead.finished', 'lead.returned', 'lead.given-up');

/** The one table of what settles notices. `docs/reactions.md` is made from it. */
export const settlements: Settlements = {
  'alert.raised': by('alert.handed-over', 'alert.withdrawn', 'alert.joined'),
  'alert.handed-over': by('alert.handed-over', 'alert.withdrawn', 'alert.joined'),
  'alert.corrected': news,
  'alert.withdrawn': news,
  'alert.joined': news,

  'order.escalated': answered,
  'order.breached': answered,
  'order.unanswered': answered,
  'order.undeliverable': [...answered, ...carriedOut],
  'order.handed-to-phone': [...answered, ...carriedOut, ...by('order.instruction-refused')],

  'bank-question.undeliverable': bankQuestionOver,
  'bank-question.fell-overdue': bankQuestionOver,
  'bank-question.declined': by('bank-question.answered'),
  'statement.found-consistent': news,
  'statement.found-inconsistent': news,
  'statement.page-contested': news,
  'holder-request.answered': news,
  'holder-request.contested': news,
  'watch.ended': news,

  'order.outflows-followed': news,
  'order.outflows-held': ruledByOfficers,
  'order.answer-contradicted': ruledByOfficers,
  'order.stopped': news,

  'order.turned-down': by('order.lined-up'),
  'order.placed-in-line': by('order.turn-came', 'order.taken-from-line', 'order.frozen'),
  'order.turn-came': [...answered, ...carriedOut, ...by('order.expired', 'order.settled')],
  'order.taken-from-line': news,
  'order.returned': by('order.corrected'),
  'order.already-held': by('order.lined-up'),
  'order.failed': by('order.lined-up'),
  'order.disputed': news,
  'order.supplemented': news,
  'order.release-ordered': by('order.released'),
  'order.instruction-refused': carriedOut,

  'order.expiry-warned': [...carriedOut, ...by('order.expired', 'order.expired-in-line')],
  'order.expired': by('order.settled', 'order.lined-up', 'order.frozen'),
  'order.expired-in-line': by('order.turn-came', 'order.taken-from-line'),
  'order.renewal-due': by('order.renewed', 'order.unfrozen', 'order.lapsed'),
  'order.lapsed': by('order.settled', 'order.lined-up', 'order.frozen'),

  'warning.received': by('warning.taken', 'warning.moved', 'warning.closed'),
  'warning.climbed': by('warning.taken', 'warning.climbed', 'warning.moved', 'warning.closed'),
  'warning.fell-overdue': by('warning.taken', 'warning.moved', 'warning.closed'),
  'warning.moved': by('warning.taken', 'warning.moved', 'warning.closed'),
  'warning.ended-in-loss': by('warning.loss-withdrawn'),
  'blacklist-entry.telling-overdue': by(
    ...(['blacklist-entry.told', 'blacklist-entry.not-told', 'blacklist-entry.delisted'] as const),
    ...(['blacklist-entry.appeal-upheld', 'blacklist-entry.expired'] as const),
  ),
  'blacklist-entry.appealed': appealOver,
  'blacklist-entry.appeal-overdue': appealOver,
  'blacklist-entry.appeal-upheld': news,
  'blacklist-entry.appeal-rejected': news,
  'blacklist-list.held': by('blacklist-list.completed', 'blacklist-list.version-begun'),
  'collision.found': [
    ...by('collision.ordered', 'collision.dismissed'),
    // an order that was there from the start leaves the news
    where<FactOf<'collision.found'>, 'collision.linked'>('collision.linked', ({ told, later }) => told.data.at < later.data.at),
  ],

  'region-notice.fell-due': by('region-notice.sent'),
  'region-notice.overdue': by('region-notice.sent', 'region-notice.acknowledged'),
  'screening.warned': by('screening.found', 'screening.lapsed', 'screening.ended'),
  'screening.lapsed': by('screening.found', 'screening.owner-told'),
  'screening.owner-overdue': by('screening.owner-told'),

  'case.shared': [where('case.share-revoked', ({ told, later }) => told.data.grant.grantId === later.data.grantId)],
  'case.share-revoked': news,
  'case-proposals.link-proposed': [
    where('case.linked', ({ told, later }) => told.data.with === later.data.link.caseId),
    where('case.absorbed', ({ told, later }) => told.data.with === later.data.from),
    ...by('case.merged'),
  ],
  'case-clocks.settled': news,
  'case-clocks.warned': [...caseTermOver, where('case-clocks.expired', ({ told, later }) => told.data.n === later.data.n)],
  'case-clocks.expired': caseTermOver,
  'evidence-file.rejected': by('evidence-file.withdrawn'),
  'evidence-file.lapsed': by(
    'evidence-file.link-renewed',
    'evidence-file.arrived',
    'evidence-file.rejected',
    'evidence-file.withdrawn',
  ),
  'access-request.asked': by(
    'access-request.granted',
    'access-request.declined',
    'access-request.withdrawn',
    'access-request.lapsed',
  ),
  'access-request.granted': news,
  'access-request.declined': news,
  'access-request.lapsed': news,
  'return-round.notice-ended': by('return-round.approved', 'return-round.notice-withdrawn', 'return-round.notice-renewed'),
  'return-payment.wrong-account': by('return-payment.corrected', 'return-payment.dropped'),
  'return-payment.failed': news,
  'return-payment.disputed': by('return-payment.dispute-settled', 'return-payment.found-paid', 'return-payment.found-unpaid'),
  'return-payment.fell-overdue': by('return-payment.done', 'return-payment.wrong-account', 'return-payment.failed'),
  'case-share.expired': news,
  'case-share.ended-with-case': news,

  'consultation.convened': answeredByDesk,
  'consultation.accepted': news,
  'consultation.declined': news,
  'consultation.invitation-overdue': [
    where<OverdueInvitation, 'consultation.accepted'>(
      'consultation.accepted',
      ({ told, later }) => told.data.agency === later.data.by.agency,
    ),
    where<OverdueInvitation, 'consultation.declined'>(
      'consultation.declined',
      ({ told, later }) => told.data.agency === later.data.by.agency,
    ),
    ...consultationOver,
  ],
  'consultation.bundle-changed': news,
  'consultation.evidence-requested': [
    where('consultation.evidence-answered', ({ told, later }) => told.data.request.n === later.data.n),
    ...consultationOver,
  ],
  'consultation.evidence-answered': news,
  'consultation.evidence-overdue': [
    where('consultation.evidence-answered', ({ told, later }) => told.data.n === later.data.n),
    ...consultationOver,
  ],
  'consultation.opinion-given': news,
  'consultation.deputy-named': by('consultation.deputy-revoked'),
  'consultation.deputy-revoked': news,
  'consultation.concluded': news,
  'consultation.action-done': news,
  'consultation.action-overdue': [where('consultation.action-done', ({ told, later }) => told.data.n === later.data.n)],
  'consultation.closed': news,
  'consultation.withdrawn': news,
  'consultation.reopened': answeredByDesk,
  'consultation.reconvened': answeredByDesk,
  'consultation.clock-settled': news,
  'consultation.clock-warned': [
    ...termOver,
    where('consultation.clock-expired', ({ told, later }) => told.data.n === later.data.n),
  ],
  'consultation.clock-expired': termOver,

  'meeting.scheduled': by('meeting.held', 'meeting.cancelled'),
  'meeting.held': news,
  'meeting.cancelled': news,
  'meeting.minutes-overdue': by('meeting.held', 'meeting.cancelled'),
  'meeting.series-ended': news,

  'recorded-decision.departed': news,
  'proposal.made': by('proposal.consultation-opened', 'proposal.withdrawn'),
  'proposal.consultation-opened': answeredByDistrict,
  'proposal.adopted': news,
  'proposal.declined': news,
  'proposal.answers-reminded': answeredByDistrict,
  'proposal.enacted': news,
  'proposal.lapsed': news,
  'standard-line.barred': news,
  'impact.completed': news,
  'impact.failed': news,

  'listed-case.suggested': [...decidedOn, ...by('listed-case.proposed')],
  'listed-case.decision-overdue': decidedOn,
  'listed-case.loss-noted': news,
  'listed-case.returns-noted': news,
  'listed-case.proposed': decidedOn,
  'listed-case.listed': news,
  'listed-case.rejected': news,
  'listed-case.progress-reported': news,
  'listed-case.extension-requested': [...listingOver, ...by('listed-case.extended', 'listed-case.extension-declined')],
  'listed-case.extension-declined': news,
  'listed-case.extended': news,
  'listed-case.reminded': madeUpFor,
  'listed-case.notice-issued': madeUpFor,
  'listed-case.interview-called': madeUpFor,
  'listed-case.handed-over': news,
  'listed-case.delisted': news,
  'listed-case.case-merged': news,
  'listed-case.joined': news,

  'approval.asked': by('approval.granted', 'approval.declined', 'approval.withdrawn', 'approval.lapsed'),
  'approval.granted': by('approval.used', 'approval.withdrawn', 'approval.lapsed'),
  'approval.declined': news,
  'approval.lapsed': news,

  'objection.raised': [...objectionOver, ...by('objection.assigned')],
  'objection.joined': news,
  'objection.assigned': objectionOver,
  'objection.information-requested': questionOver,
  'objection.information-given': news,
  'objection.information-overdue': questionOver,
  'objection.reminded': objectionOver,
  'objection.fell-overdue': objectionOver,
  'objection.escalated': objectionOver,
  'objection.upheld': news,
  'objection.rejected': news,
  'objection.bank-refused': by('objection.ordered-again', 'objection.closed'),
  'objection.closed': news,
  'objection.withdrawn': news,
  'objection.supervision-requested': supervisionOver,
  'objection.supervision-overdue': supervisionOver,
  'objection.maintained': news,
  'objection.correction-demanded': correctionOver,
  'objection.correction-overdue': correctionOver,
  'objection.corrected': news,
  'objection.correction-refused': news,

  'regional-measure.notice-issued': answeredMeasure,
  'regional-measure.interview-called': answeredMeasure,
  'regional-measure.warning-posted': answeredMeasure,
  'regional-measure.evidence-submitted': by(
    ...(['regional-measure.correction-accepted', 'regional-measure.interview-called'] as const),
    ...(['regional-measure.warning-posted', 'regional-measure.lifted'] as const),
  ),
  'regional-measure.correction-accepted': news,
  'regional-measure.reminded': answeredMeasure,
  'regional-measure.fell-overdue': answeredMeasure,
  'regional-measure.lifted': news,
  'protective-measure.declined': by('protective-measure.put-in-force'),
  'protective-measure.prolonging-declined': [
    ...by('protective-measure.prolonged', 'protective-measure.lifted', 'protective-measure.expired'),
    where('protective-measure.prolonging-done', ({ told, later }) => told.data.instructionId === later.data.instructionId),
  ],
  'protective-measure.lift-refused': by('protective-measure.lifted', 'protective-measure.expired'),
  'protective-measure.expired': news,
  'outlet.suggested': by('outlet.suggestion-withdrawn', 'outlet.dismissed', 'outlet.measure-issued'),
  'lead.dispatched': leadTaken,
  'lead.rushed': leadTaken,
  'lead.handed-on': leadTaken,
  'lead.returned': by('lead.dispatched', 'lead.rushed', 'lead.retargeted', 'lead.given-up', 'lead.joined'),
  'lead.feedback-given': news,
  'lead.finished': news,
  'lead.reopened': [...leadOver, ...by('lead.handed-on')],
  'lead.given-up': news,
  'lead.reminded': [...leadOver, ...by('lead.handed-on', 'lead.fell-overdue')],
  'lead.fell-overdue': [...leadOver, ...by('lead.handed-on')],
  'lead.climbed': leadOver,
  'campaign-wave.done': news,
  'station-ranking.published': news,
};

/** The notices that a fact may settle, by the type of the fact: the table read from its other side. */
export const settledBy: ReadonlyMap<FactType, readonly ToldFact[]> = readBack();

function readBack(): ReadonlyMap<FactType, readonly ToldFact[]> {
  const pairs = keysOf(settlements).flatMap((told) => settlements[told].map((one) => ({ told, by: one.by })));
  const grouped = Map.groupBy(pairs, (pair) => pair.by);
  return new Map([...grouped].map(([type, some]) => [type, [...new Set(some.map(({ told }) => told))]]));
}
