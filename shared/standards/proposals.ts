import type { Context, District } from '../kernel/context.ts';
import { startOfDay } from '../kernel/day.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { DAY, plus } from '../kernel/time.ts';
import { beijingDay } from '../policy/policy.ts';
import { type ProposalCommand, proposalLifecycle } from './proposal-lifecycle.ts';
import type {
  AdoptProposal,
  DeclineProposal,
  OpenConsultation,
  Proposal,
  ProposalFact,
  WithdrawProposal,
} from './proposal-model.ts';

/** Puts a proposal to the districts; a consultation may go with it. */
export function openConsultation(proposal: Proposal, input: OpenConsultation, { now, policy }: Context): Decision<ProposalFact> {
  const refusal = forbidden(proposal, 'consult', now);
  if (refusal !== undefined) return refusal;
  const remindAt = plus(startOfDay(proposal.effectiveFrom), -policy.amount('proposal.reminder', now) * DAY);
  return accept({
    type: 'proposal.consultation-opened',
    data: { at: now, ...input, districts: proposal.districts, ...(remindAt > now ? { remindAt } : {}) },
  });
}

/** A district adopts it, or adopts it after all. The same answer again changes nothing. */
export function adopt(
  proposal: Proposal,
  district: District,
  input: AdoptProposal,
  { now, actor }: Context,
): Decision<ProposalFact> {
  const refusal = forbidden(proposal, 'adopt', now) ?? notAsked(proposal, district);
  if (refusal !== undefined) return refusal;
  if (proposal.answers[district]?.answer === 'adopted') return accept();
  return accept({ type: 'proposal.adopted', data: { at: now, district, by: actor.agency, ...input } });
}

/** A district declines it, for a reason. The same answer again, for the same reason, changes nothing. */
export function decline(
  proposal: Proposal,
  district: District,
  { reason }: DeclineProposal,
  { now, actor }: Context,
): Decision<ProposalFact> {
  const refusal = forbidden(proposal, 'decline', now) ?? notAsked(proposal, district);
  if (refusal !== undefined) return refusal;
  const before = proposal.answers[district];
  if (before?.answer === 'declined' && before.reason === reason) return accept();
  return accept({ type: 'proposal.declined', data: { at: now, district, by: actor.agency, reason } });
}

export function withdraw(proposal: Proposal, { reason }: WithdrawProposal, { now }: Context): Decision<ProposalFact> {
  const refusal = forbidden(proposal, 'withdraw', now);
  return refusal ?? accept({ type: 'proposal.withdrawn', data: { at: now, reason } });
}

/** Notes that a count of what it would change was asked for. */
export function requestImpact(proposal: Proposal, runId: string, { now }: Context): Decision<ProposalFact> {
  const refusal = forbidden(proposal, 'requestImpact', now);
  return refusal ?? accept({ type: 'proposal.impact-requested', data: { at: now, runId } });
}

/** The state's table decides, and the day: once it has begun, nothing is answered or taken back any more. */
function forbidden({ status, effectiveFrom }: Proposal, command: ProposalCommand, now: string): Refusal | undefined {
  if (!proposalLifecycle.allows(status, command)) return refuse('PROPOSAL_STATE_FORBIDS', { state: status });
  return beijingDay(now) >= effectiveFrom ? refuse('PROPOSAL_DATE_PASSED', { effectiveFrom }) : undefined;
}

function notAsked({ districts }: Proposal, district: District): Refusal | undefined {
  return districts.includes(district) ? undefined : refuse('DISTRICT_NOT_ASKED');
}
