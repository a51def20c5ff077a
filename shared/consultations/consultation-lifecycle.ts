import { lifecycle } from '../kernel/lifecycle.ts';
import type { ConsultationStatus } from './consultation.ts';
import type { ConsultationFactType } from './consultation-facts.ts';

/** `new` is the state before the first fact; the journal never saves a consultation in it. */
type ConsultationState = 'new' | ConsultationStatus;

/** The commands on a consultation, by its parties or by Cordon's own clock. */
export type ConsultationCommand =
  | 'convene'
  | 'accept'
  | 'decline'
  | 'noteInvitationOverdue'
  | 'changeBundle'
  | 'requestEvidence'
  | 'answerRequest'
  | 'noteEvidenceOverdue'
  | 'giveOpinion'
  | 'nameDeputy'
  | 'revokeDeputy'
  | 'conclude'
  | 'completeAction'
  | 'noteActionOverdue'
  | 'close'
  | 'withdraw'
  | 'reopen'
  | 'reconvene'
  | 'startClock'
  | 'extendClock'
  | 'stopClock'
  | 'settleClock'
  | 'warnClock'
  | 'expireClock';

/** The terms of criminal procedure run by law, in every state of the consultation. */
function clocked<State extends ConsultationStatus>(state: State) {
  return {
    extendClock: [state, 'consultation.clock-extended'],
    stopClock: [state, 'consultation.clock-stopped'],
    settleClock: [state, 'consultation.clock-settled'],
    warnClock: [state, 'consultation.clock-warned'],
    expireClock: [state, 'consultation.clock-expired'],
  } as const;
}

/** While it is worked on; an agency that was asked may join late. */
function worked<State extends 'convened' | 'deliberating' | 'following-up'>(state: State) {
  return { ...clocked(state), startClock: [state, 'consultation.clock-started'] } as const;
}

/** Actions are done, or overdue. After a reopening, earlier actions still hold. */
function acted<State extends 'deliberating' | 'following-up'>(state: State) {
  return {
    completeAction: [state, 'consultation.action-done'],
    noteActionOverdue: [state, 'consultation.action-overdue'],
  } as const;
}

/** 会商: convened, deliberated once a party accepts, concluded, followed up until all is done. */
export const consultationLifecycle = lifecycle<ConsultationState, ConsultationCommand, ConsultationFactType>(
  'consultation',
  'new',
  {
    //  command:         to             fact
    new: { convene: ['convened', 'consultation.convened'] },
    convened: {
      ...worked('convened'),
      accept: ['deliberating', 'consultation.accepted'],
      decline: ['convened', 'consultation.declined'],
      noteInvitationOverdue: ['convened', 'consultation.invitation-overdue'],
      changeBundle: ['convened', 'consultation.bundle-changed'],
      withdraw: ['withdrawn', 'consultation.withdrawn'],
    },
    deliberating: {
      ...worked('deliberating'),
      ...acted('deliberating'),
      accept: ['deliberating', 'consultation.accepted'],
      decline: ['deliberating', 'consultation.declined'],
      noteInvitationOverdue: ['deliberating', 'consultation.invitation-overdue'],
      changeBundle: ['deliberating', 'consultation.bundle-changed'],
      requestEvidence: ['deliberating', 'consultation.evidence-requested'],
      answerRequest: ['deliberating', 'consultation.evidence-answered'],
      noteEvidenceOverdue: ['deliberating', 'consultation.evidence-overdue'],
      giveOpinion: ['deliberating', 'consultation.opinion-given'],
      nameDeputy: ['deliberating', 'consultation.deputy-named'],
      revokeDeputy: ['deliberating', 'consultation.deputy-revoked'],
      conclude: ['following-up', 'consultation.concluded'],
      withdraw: ['withdrawn', 'consultation.withdrawn'],
    },
    'following-up': {
      ...worked('following-up'),
      ...acted('following-up'),
      close: ['closed', 'consultation.closed'],
      reopen: ['deliberating', 'consultation.reopened'],
    },
    closed: { ...clocked('closed'), reopen: ['deliberating', 'consultation.reopened'] },
    // if no agency had accepted before it was withdrawn, the agencies are asked anew
    withdrawn: {
      ...clocked('withdrawn'),
      reopen: ['deliberating', 'consultation.reopened'],
      reconvene: ['convened', 'consultation.reconvened'],
    },
  },
  'CONSULTATION_STATE_FORBIDS',
);
