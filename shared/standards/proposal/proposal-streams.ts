import { directory, dueShard } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import { defined } from '../../kernel/defined.ts';
import { evolver } from '../../kernel/evolver.ts';
import { nextMoment } from './deadlines.ts';
import { proposalLifecycle } from './proposal-lifecycle.ts';
import { Proposal, ProposalFact } from './proposal-model.ts';
import { PROPOSAL_STREAM } from './propose-standard.ts';

const evolveProposal = evolver<Proposal['status'], Proposal, ProposalFact, 'proposal.made'>(proposalLifecycle, {
  births: { 'proposal.made': (data) => ({ ...data, answers: {} }) },
  steps: {
    'proposal.consultation-opened': (before, { consultationId, answerBy, remindAt, at }) => ({
      ...before,
      consultedAt: at,
      ...defined({ consultationId, answerBy, remindAt }),
    }),
    'proposal.adopted': (before, { district, at, by, note, reason = note, changedFrom }) => {
      const answer = defined({ answer: 'adopted', at, by, reason, changedFrom });
      return { ...before, answers: { ...before.answers, [district]: answer } };
    },
    'proposal.declined': (before, { district, at, by, reason, changedFrom }) => {
      const answer = defined({ answer: 'declined', at, by, reason, changedFrom });
      return { ...before, answers: { ...before.answers, [district]: answer } };
    },
    'proposal.impact-requested': (before, { runId }) => ({ ...before, impactRunId: runId }),
    'proposal.answers-reminded': (before, { at }) => ({ ...before, remindedAt: at }),
    'proposal.enacted': ended,
    'proposal.lapsed': ended,
    'proposal.withdrawn': ended,
  },
});

function ended(proposal: Proposal, { at }: { readonly at: string }): Proposal {
  return { ...proposal, endedAt: at };
}

/** Proposals by their id; found in their directory by age, and by what is due next. */
export const Proposals: StreamType<Proposal, ProposalFact> = {
  name: PROPOSAL_STREAM,
  schemaVersion: 2,
  state: Proposal,
  fact: ProposalFact,
  evolve: evolveProposal,
  index: (proposal) => {
    const moment = nextMoment(proposal);
    return {
      entries: {
        listing: directory('proposal', proposal.proposalId),
        ...(moment === undefined ? {} : { due: dueShard(proposal.proposalId, moment) }),
      },
      card: proposalCard(proposal),
    };
  },
};

function proposalCard(proposal: Proposal): Readonly<Record<string, unknown>> {
  const { proposalId, status, criterion, title, districts, effectiveFrom, content, proposedAt, proposedBy, answers } = proposal;
  const { answerBy } = proposal;
  const said = Object.values(answers);
  return {
    ...{ proposalId, status, criterion, title, districts, effectiveFrom, proposedAt, proposedBy },
    ...{ measure: content.measure, threshold: content.threshold, answerBy },
    unanswered: districts.length - said.length,
    adopted: said.filter((answer) => answer?.answer === 'adopted').length,
    declined: said.filter((answer) => answer?.answer === 'declined').length,
  };
}
