import type { TraceEdge } from '../../shared/freezes/order/stop-order.ts';
import type { Notice, NoticeTerm } from '../../shared/notifications/model.ts';
import type { KnownFact } from './facts.ts';

/** The details of an entry beyond the event and its thing: how many of what, and why. Counts and codes, nothing of people. */
export function detailsOf(fact: KnownFact): Pick<Notice, 'counts' | 'reasons'> {
  switch (fact.type) {
    case 'order.outflows-followed':
      return {
        counts: countsOf(fact.data.edges),
        ...(fact.data.edges.some(({ cut }) => cut === 'stop-limit') ? { reasons: ['stop-limit'] } : {}),
      };
    case 'order.outflows-held':
      return { counts: countsOf(fact.data.edges), reasons: distinct(fact.data.edges.flatMap(({ held }) => held ?? [])) };
    case 'order.answer-contradicted':
      return {
        counts: { outflows: new Set(fact.data.contradictions.flatMap(({ outflows }) => outflows)).size },
        reasons: distinct(fact.data.contradictions.map(({ rule }) => rule)),
      };
    case 'order.stopped':
      return { counts: { stoppedFen: fact.data.stoppedFen } };
    case 'campaign-wave.done':
      return { counts: { sent: fact.data.sent, skipped: fact.data.skipped } };
    case 'evidence-file.rejected':
      return { reasons: [fact.data.reason] };
    case 'case-proposals.link-proposed':
      return { reasons: [fact.data.ground] };
    default:
      return {};
  }
}

/** The ways by their outcome. */
function countsOf(edges: readonly TraceEdge[]): Readonly<Record<string, number>> {
  const ways = Map.groupBy(edges, ({ how }) => how);
  return Object.fromEntries([...ways].map(([how, same]) => [how, same.length]));
}

function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)];
}

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
    case 'region-notice.fell-due':
    case 'region-notice.overdue':
      return { kind: 'region-notice', endsAt: fact.data.dueAt };
    case 'blacklist-entry.telling-overdue':
      return { kind: 'telling', endsAt: fact.data.dueAt };
    case 'blacklist-entry.appealed':
    case 'blacklist-entry.appeal-overdue':
      return { kind: 'appeal', endsAt: fact.data.dueAt };
    case 'screening.warned':
      return { kind: 'screening', endsAt: fact.data.dueAt };
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
    case 'return-round.notice-ended':
      return { kind: 'return-notice', endsAt: fact.data.until };
    case 'return-payment.fell-overdue':
      return { kind: 'payment', endsAt: fact.data.dueAt };
    case 'regional-measure.reminded':
    case 'regional-measure.fell-overdue':
      return { kind: 'correction', endsAt: fact.data.dueAt };
    case 'proposal.answers-reminded':
      return fact.data.answerBy === undefined ? undefined : { kind: 'answers', endsAt: fact.data.answerBy };
    default:
      return undefined;
  }
}
