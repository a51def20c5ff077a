import { beijingDay, startOfDay } from '../../kernel/beijing.ts';
import type { Context, District } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { DAY, plus } from '../../kernel/time.ts';
import type { StandardLine, StandardLineFact } from '../standard/model.ts';
import { freeDay, reserveDay } from '../standard/reservations.ts';
import { type ProposalCommand, proposalLifecycle } from './proposal-lifecycle.ts';
import type {
  AdoptProposal,
  DeclineProposal,
  OpenConsultation,
  Proposal,
  ProposalFact,
  WithdrawProposal,
} from './proposal-model.ts';
import { dayRefusal } from './propose.ts';

/**
 * Puts a proposal to the districts; a consultation may go with it. They answer before its first day and have some days for it.
 *
 * @returns `proposal.consultation-opened`, or PROPOSAL_STATE_FORBIDS, PROPOSAL_DATE_PASSED, PROPOSAL_TOO_SOON
 */
export function openConsultation(proposal: Proposal, input: OpenConsultation, context: Context): Decision<ProposalFact> {
  const { now, policy } = context;
  const { effectiveFrom, districts } = proposal;
  const refusal = forbidden(proposal, 'consult', now) ?? dayRefusal(proposal, context, { effectiveFrom });
  if (refusal !== undefined) return refusal;
  const answerBy = startOfDay(effectiveFrom);
  const remindAt = plus(answerBy, -policy.amount('proposal.reminder', now) * DAY);
  return accept({
    type: 'proposal.consultation-opened',
    data: { at: now, ...input, districts, answerBy, ...(remindAt > now ? { remindAt } : {}) },
  });
}

/** What a district's answer rests on: which district the caller's is, and the line of its standards. */
interface Answering {
  readonly district: District;
  readonly line: StandardLine | undefined;
}
type AnswerFact = ProposalFact | StandardLineFact;

/**
 * A district adopts it, at once or, with a reason, after it had declined: its first day is kept for it in the district's line. The same
 * answer again, with the same note, changes nothing.
 *
 * @returns PROPOSAL_STATE_FORBIDS, PROPOSAL_DATE_PASSED, DISTRICT_NOT_ASKED, CHANGE_REASON_MISSING, or STANDARD_OVERLAP if another begins
 *   there on its day
 */
export function adopt(
  proposal: Proposal,
  input: AdoptProposal,
  { district, line }: Answering,
  context: Context,
): Decision<AnswerFact> {
  const { now, actor } = context;
  const refusal = forbidden(proposal, 'adopt', now) ?? notAsked(proposal, district);
  if (refusal !== undefined) return refusal;
  const reservation = reserveDay(line, proposal, district, context);
  if (reservation.kind === 'refusal') return reservation;
  const before = proposal.answers[district];
  const why = input.reason ?? input.note;
  if (before?.answer === 'adopted' && before.reason === why) return reservation;
  const changed = before?.answer === 'declined';
  if (changed && why === undefined) return refuse('CHANGE_REASON_MISSING', { paths: ['/reason'] });
  return accept<AnswerFact>(
    {
      type: 'proposal.adopted',
      data: { at: now, district, by: actor.agency, ...input, ...(changed ? { changedFrom: 'declined' as const } : {}) },
    },
    ...reservation.facts,
  );
}

/** A district declines it, with a reason, also after it had adopted it. The same answer again, for the same reason, changes nothing. */
export function decline(
  proposal: Proposal,
  { reason }: DeclineProposal,
  { district, line }: Answering,
  context: Context,
): Decision<AnswerFact> {
  const { now, actor } = context;
  const refusal = forbidden(proposal, 'decline', now) ?? notAsked(proposal, district);
  if (refusal !== undefined) return refusal;
  const before = proposal.answers[district];
  if (before?.answer === 'declined' && before.reason === reason) return accept();
  return accept<AnswerFact>(
    {
      type: 'proposal.declined',
      data: {
        at: now,
        district,
        by: actor.agency,
        reason,
        ...(before?.answer === 'adopted' ? { changedFrom: 'adopted' as const } : {}),
      },
    },
    ...freeDay(line, proposal.proposalId, context),
  );
}

/** Takes it back. That also frees the days kept for it in the lines of the districts: `freeDay`. */
export function withdraw(proposal: Proposal, { reason }: WithdrawProposal, { now }: Context): Decision<ProposalFact> {
  const refusal = forbidden(proposal, 'withdraw', now);
  return refusal ?? accept({ type: 'proposal.withdrawn', data: { at: now, reason } });
}

/** Notes that a reader asked for a count of what it would change. */
export function requestImpact(proposal: Proposal, runId: string, { now }: Context): Decision<ProposalFact> {
  const refusal = forbidden(proposal, 'requestImpact', now);
  return refusal ?? accept({ type: 'proposal.impact-requested', data: { at: now, runId } });
}

/**
 * The table of states decides, and also the day: once it has begun, no district answers, and the proposer does not take the proposal back.
 */
function forbidden({ status, effectiveFrom }: Proposal, command: ProposalCommand, now: string): Refusal | undefined {
  const forbidden = proposalLifecycle.refusal(status, command);
  if (forbidden !== undefined) return forbidden;
  return beijingDay(now) >= effectiveFrom ? refuse('PROPOSAL_DATE_PASSED', { effectiveFrom }) : undefined;
}

function notAsked({ districts }: Proposal, district: District): Refusal | undefined {
  return districts.includes(district) ? undefined : refuse('DISTRICT_NOT_ASKED');
}
