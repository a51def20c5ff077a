import { lifecycle } from '../../kernel/lifecycle.ts';
import type { LeadFactType } from './lead-facts.ts';
import type { LeadStatus } from './lead-model.ts';

/** `new` is the state before the first fact; the journal never saves a lead in it. */
export type LeadState = 'new' | LeadStatus;

/** The commands on a lead: of its campaign, of its target, or of the clock. */
export type LeadCommand =
  | 'raise'
  | 'dispatch'
  | 'rush'
  | 'accept'
  | 'return'
  | 'handOn'
  | 'retarget'
  | 'giveFeedback'
  | 'finish'
  | 'reopen'
  | 'giveUp'
  | 'takeUp'
  | 'join'
  | 'takeIn'
  | 'keepApart'
  | 'remind'
  | 'noteOverdue'
  | 'climb';

/** Before it is sent, or after it came back. */
function unsent<State extends 'drafted' | 'returned'>(state: State) {
  return {
    dispatch: ['dispatched', 'lead.dispatched'],
    rush: ['dispatched', 'lead.rushed'],
    retarget: [state, 'lead.retargeted'],
    giveUp: ['given-up', 'lead.given-up'],
    join: ['joined', 'lead.joined'],
    takeIn: [state, 'lead.took-in'],
    keepApart: [state, 'lead.kept-apart'],
  } as const;
}

/** While its target has it. */
function inHand<State extends 'dispatched' | 'accepted'>(state: State) {
  return {
    return: ['returned', 'lead.returned'],
    handOn: ['dispatched', 'lead.handed-on'],
    giveUp: ['given-up', 'lead.given-up'],
    takeIn: [state, 'lead.took-in'],
    remind: [state, 'lead.reminded'],
    noteOverdue: [state, 'lead.fell-overdue'],
    climb: [state, 'lead.climbed'],
  } as const;
}

/** 线索. Each way out has a way back: a returned lead is sent again, a finished one reopened, one that was given up taken up again. */
export const leadLifecycle = lifecycle<LeadState, LeadCommand, LeadFactType>(
  'lead',
  'new',
  {
    new: { raise: ['drafted', 'lead.raised'] },
    drafted: unsent('drafted'),
    dispatched: { ...inHand('dispatched'), accept: ['accepted', 'lead.accepted'] },
    accepted: {
      ...inHand('accepted'),
      giveFeedback: ['accepted', 'lead.feedback-given'],
      finish: ['finished', 'lead.finished'],
    },
    returned: unsent('returned'),
    finished: {
      giveFeedback: ['finished', 'lead.feedback-given'],
      reopen: ['accepted', 'lead.reopened'],
      takeIn: ['finished', 'lead.took-in'],
    },
    'given-up': {
      giveFeedback: ['given-up', 'lead.feedback-given'],
      takeUp: ['drafted', 'lead.taken-up'],
      takeIn: ['given-up', 'lead.took-in'],
    },
    joined: {},
  },
  'LEAD_STATE_FORBIDS',
);
