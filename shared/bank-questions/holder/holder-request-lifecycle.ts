import { lifecycle } from '../../kernel/lifecycle.ts';
import type { HolderRequestFactType } from './holder-request-facts.ts';
import type { HolderStatus } from './model.ts';

/** `new` is the state before the first fact; the journal never saves one in it. */
type HolderState = 'new' | HolderStatus;

/** The commands: of police, or of the bank. */
export type HolderCommand = 'ask' | 'answer' | 'decline' | 'contest';

/** 查询户主. Asked, answered or declined; what the bank says differently later is kept beside the answer. */
export const holderRequestLifecycle = lifecycle<HolderState, HolderCommand, HolderRequestFactType>(
  'holder-request',
  'new',
  {
    new: { ask: ['requested', 'holder-request.asked'] },
    requested: { answer: ['answered', 'holder-request.answered'], decline: ['declined', 'holder-request.declined'] },
    declined: { answer: ['answered', 'holder-request.answered'] },
    answered: { contest: ['answered', 'holder-request.contested'] },
  },
  'QUESTION_STATE_FORBIDS',
);
