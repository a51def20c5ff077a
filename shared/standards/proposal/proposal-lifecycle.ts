import { lifecycle } from '../../kernel/lifecycle.ts';
import type { ProposalFactType, ProposalStatus } from './proposal-model.ts';

/** `new` is the state before the first fact; the journal never saves a proposal in it. */
export type ProposalState = 'new' | ProposalStatus;

export type ProposalCommand =
  | 'propose'
  | 'consult'
  | 'adopt'
  | 'decline'
  | 'remind'
  | 'requestImpact'
  | 'enact'
  | 'lapse'
  | 'withdraw';

/** The life of a proposal: its commands, and its states. */
export const proposalLifecycle = lifecycle<ProposalState, ProposalCommand, ProposalFactType>(
  'proposal',
  'new',
  {
    new: { propose: ['proposed', 'proposal.made'] },
    proposed: {
      consult: ['consulting', 'proposal.consultation-opened'],
      requestImpact: ['proposed', 'proposal.impact-requested'],
      withdraw: ['withdrawn', 'proposal.withdrawn'],
      lapse: ['lapsed', 'proposal.lapsed'],
    },
    consulting: {
      adopt: ['consulting', 'proposal.adopted'],
      decline: ['consulting', 'proposal.declined'],
      remind: ['consulting', 'proposal.answers-reminded'],
      requestImpact: ['consulting', 'proposal.impact-requested'],
      enact: ['in-force', 'proposal.enacted'],
      lapse: ['lapsed', 'proposal.lapsed'],
      withdraw: ['withdrawn', 'proposal.withdrawn'],
    },
    'in-force': {},
    lapsed: {},
    withdrawn: {},
  },
  'PROPOSAL_STATE_FORBIDS',
);
