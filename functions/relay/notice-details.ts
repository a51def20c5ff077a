import type { TraceEdge } from '../../shared/freezes/order/stop-order.ts';
import type { Notice } from '../../shared/notifications/model.ts';
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
