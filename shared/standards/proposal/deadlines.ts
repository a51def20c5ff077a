import { startOfDay } from '../../kernel/beijing.ts';
import type { Context, District } from '../../kernel/context.ts';
import { proposalLifecycle } from './proposal-lifecycle.ts';
import type { Proposal, ProposalFact } from './proposal-model.ts';

/**
 * The facts of a proposal that are due: a reminder to districts that have not answered, and on its day its coming into force if a district
 * adopted it, or else its end. Each once.
 */
export function advance(proposal: Proposal, { now }: Pick<Context, 'now'>): readonly ProposalFact[] {
  const moment = nextMoment(proposal);
  if (moment === undefined || now < moment) return [];
  const { proposalId, criterion, effectiveFrom, content, answers } = proposal;
  if (now < startOfDay(effectiveFrom)) {
    return [
      { type: 'proposal.answers-reminded', data: { at: now, districts: silent(proposal), answerBy: startOfDay(effectiveFrom) } },
    ];
  }
  const districts = proposal.districts.filter((district) => answers[district]?.answer === 'adopted');
  if (districts.length === 0) return [{ type: 'proposal.lapsed', data: { at: now } }];
  return [{ type: 'proposal.enacted', data: { at: now, proposalId, criterion, effectiveFrom, content, districts } }];
}

/** The next moment at which something is due, or undefined if it is over. It may have passed: then call `advance`. */
export function nextMoment(proposal: Proposal): string | undefined {
  const { status, effectiveFrom, remindAt, remindedAt } = proposal;
  if (!proposalLifecycle.allows(status, 'lapse')) return undefined;
  const reminds = remindAt !== undefined && remindedAt === undefined && silent(proposal).length > 0;
  return reminds ? remindAt : startOfDay(effectiveFrom);
}

/** The districts that have not answered. */
function silent({ districts, answers }: Proposal): District[] {
  return districts.filter((district) => answers[district] === undefined);
}
