import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { beijingDay } from '../policy/policy.ts';
import { checkStandard } from './check-standard.ts';
import type { ProposalFact } from './proposal-model.ts';
import type { ProposeStandard } from './propose-standard.ts';

/**
 * Proposes a standard for several districts.
 * @returns the codes of `checkStandard`, or PROPOSAL_DATE_PASSED where its first day is not in the future
 */
export function propose(input: ProposeStandard, { now, actor, newId }: Context): Decision<ProposalFact> {
  const { content, ...rest } = input;
  const checked = checkStandard(content, '/content');
  if (checked.kind === 'refusal') return checked;
  if (input.effectiveFrom <= beijingDay(now)) return refuse('PROPOSAL_DATE_PASSED', { paths: ['/effectiveFrom'] });
  return accept({
    type: 'proposal.made',
    data: { ...rest, content: checked.content, proposalId: newId('prp'), proposedAt: now, proposedBy: actor.agency },
  });
}
