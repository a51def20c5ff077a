import type { Context } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';

/**
 * The refusal of the agencies (参加单位) named to take part in a consultation or a meeting, as far as the body alone decides it.
 *
 * @param named as the body has them, under `/parties`
 * @returns PARTY_TWICE if one is named twice, or is the convener
 */
export function partiesRefused(convener: string, named: readonly string[]): Refusal | undefined {
  const twice = named.flatMap((agency, i) => (agency === convener || named.indexOf(agency) < i ? [`/parties/${i}`] : []));
  return twice.length > 0 ? refuse('PARTY_TWICE', { paths: twice }) : undefined;
}

/** Until when an agency that is asked now is expected to answer: ISO 8601, UTC. Then it is reminded; it may still answer. */
export function answerBy({ now, policy }: Pick<Context, 'now' | 'policy'>): string {
  return plus(now, policy.amount('consultation.invitation', now));
}
