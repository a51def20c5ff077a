import type { NoticeTerm } from '../../shared/notifications/model.ts';
import type { KnownFact } from './facts.ts';

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
