import { beijingDay, plusDays } from '../../kernel/beijing.ts';
import type { Context } from '../../kernel/context.ts';
import { type Created, create, type Refusal, type RefusalDetail, refuse } from '../../kernel/decision.ts';
import { checkStandard } from '../standard/check-standard.ts';
import type { ProposalFact } from './proposal-model.ts';
import type { ProposeStandard } from './propose-standard.ts';

/**
 * Proposes a standard for several districts.
 * @returns the codes of `checkStandard`, or PROPOSAL_DATE_PASSED if its first day is not in the future, PROPOSAL_TOO_SOON if that leaves
 *   the districts no time to answer
 */
export function propose(input: ProposeStandard, context: Context): Created<ProposalFact> {
  const { now, actor, newId } = context;
  const { content, ...rest } = input;
  const checked = checkStandard(content, '/content');
  if (checked.kind === 'refusal') return checked;
  const tooSoon = dayRefusal(input, context, { paths: ['/effectiveFrom'] });
  if (tooSoon !== undefined) return tooSoon;
  const proposalId = newId('prp');
  return create(proposalId, {
    type: 'proposal.made',
    data: { ...rest, content: checked.content, proposalId, proposedAt: now, proposedBy: actor.agency },
  });
}

/** Districts have some days at least to answer (policy `proposal.answer-time`) before the proposal's first day. */
export function dayRefusal(
  { effectiveFrom }: Pick<ProposeStandard, 'effectiveFrom'>,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
  detail: RefusalDetail,
): Refusal | undefined {
  const today = beijingDay(now);
  if (effectiveFrom <= today) return refuse('PROPOSAL_DATE_PASSED', detail);
  const earliest = plusDays(today, policy.amount('proposal.answer-time', now));
  return effectiveFrom < earliest ? refuse('PROPOSAL_TOO_SOON', { ...detail, earliest }) : undefined;
}
