import { directory, dueShard } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { proposalLifecycle } from './proposal-lifecycle.ts';
import { Proposal, ProposalFact } from './proposal-model.ts';
import { nextMoment } from './proposal-timetable.ts';
import { PROPOSAL_STREAM } from './propose-standard.ts';

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

function evolveProposal(before: Proposal | undefined, { type, data }: ProposalFact): Proposal {
  if (type === 'proposal.made') return { ...data, status: 'proposed', answers: {} };
  if (before === undefined) throw new Error(`${type} is not a fact that a proposal is born with`);
  const status = statusAfter(before, type);
  switch (type) {
    case 'proposal.consultation-opened': {
      const { consultationId, answerBy, remindAt, at } = data;
      return {
        ...before,
        status,
        consultedAt: at,
        ...(consultationId === undefined ? {} : { consultationId }),
        ...(answerBy === undefined ? {} : { answerBy }),
        ...(remindAt === undefined ? {} : { remindAt }),
      };
    }
    case 'proposal.adopted': {
      const { district, at, by, note, reason = note, changedFrom } = data;
      const said = { answer: 'adopted' as const, at, by, ...(reason === undefined ? {} : { reason }) };
      const answer = { ...said, ...(changedFrom === undefined ? {} : { changedFrom }) };
      return { ...before, status, answers: { ...before.answers, [district]: answer } };
    }
    case 'proposal.declined': {
      const { district, at, by, reason, changedFrom } = data;
      const said = { answer: 'declined' as const, at, by, reason };
      const answer = { ...said, ...(changedFrom === undefined ? {} : { changedFrom }) };
      return { ...before, status, answers: { ...before.answers, [district]: answer } };
    }
    case 'proposal.impact-requested':
      return { ...before, status, impactRunId: data.runId };
    case 'proposal.answers-reminded':
      return { ...before, status, remindedAt: data.at };
    case 'proposal.enacted':
    case 'proposal.lapsed':
    case 'proposal.withdrawn':
      return { ...before, status, endedAt: data.at };
  }
}

function statusAfter({ proposalId, status }: Proposal, type: ProposalFact['type']): Proposal['status'] {
  const after = proposalLifecycle.after(status, type);
  if (after === undefined || after === 'new') throw new Error(`${type} does not follow on ${status} in proposal ${proposalId}`);
  return after;
}
